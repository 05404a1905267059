"""What layers of imports cannot say by themselves; the layers are `lint-imports`' business."""

import subprocess
import sys
from pathlib import Path

import circle_tui

PACKAGE = Path(circle_tui.__file__).parent
LOADED_BY_A_ROOM = """
import sys
import circle_tui.room
print(*sorted({name.split(".")[0] for name in sys.modules} & {"textual", "rich", "tinydb"}))
"""


def test_a_room_loads_neither_terminal_nor_database() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOADED_BY_A_ROOM], capture_output=True, text=True, check=True
    )

    assert done.stdout.split() == []


def test_every_package_below_the_root_is_empty() -> None:
    said = {path.parent.name: path.read_text(encoding="utf-8") for path in PACKAGE.glob("*/**/__init__.py")}

    assert said
    assert set(said.values()) == {""}
