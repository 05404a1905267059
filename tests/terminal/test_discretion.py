import re
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.terminal.pty_tools import Terminal, environment

Start = Callable[..., Terminal]

TITLE_OF_A_TERMINAL = re.compile(rb"\x1b\][012];|\x1bk")


def said_after_hardening(code: str, *, debug: bool, env: dict[str, str]) -> str:
    done = subprocess.run(
        [sys.executable, "-c", f"from circle_tui.system.process import harden; harden({debug}); {code}"],
        env=environment(env),
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def test_a_running_program_opens_no_socket_but_its_own_bell(start: Start, tmp_path: Path) -> None:
    terminal = start("--audit")

    terminal.press("a", "ctrl+p")
    terminal.wait_for("Begin the round")
    terminal.press("escape", "ctrl+q")
    terminal.wait_exit()

    # asyncio wakes its own loop through a pair of sockets joined to each other. Such a pair has no
    # address and nobody else can reach it: it is made without a bind, a listen or a connect, and those
    # would be in this list. AF_UNIX is 1.
    assert (tmp_path / "sockets").read_text().splitlines() == ["socket.__new__ 1", "socket.__new__ 1"]


def test_the_title_of_the_terminal_is_never_set(start: Start) -> None:
    terminal = start()

    terminal.press("a", "ctrl+q")
    terminal.wait_exit()

    assert TITLE_OF_A_TERMINAL.search(terminal.raw) is None


def test_no_setting_of_textuals_makes_it_write_a_file_or_leave(start: Start, tmp_path: Path) -> None:
    settings = {
        "TEXTUAL_LOG": str(tmp_path / "log"),
        "TEXTUAL_DEBUG": "1",
        "TEXTUAL": "devtools,debug",
        "TEXTUAL_SCREENSHOT": "0",
        "TEXTUAL_SCREENSHOT_LOCATION": str(tmp_path),
        "TEXTUAL_PRESS": "ctrl+q",
        "TEXTUAL_DRIVER": "nowhere:Driver",
        "TEXTUAL_ALLOW_SIGNALS": "1",
        "COLUMNS": "40",
        "LINES": "10",
    }
    terminal = start(env=settings)

    terminal.press("a")
    terminal.wait_for("Keys: a")
    terminal.press("ctrl+q")

    assert terminal.wait_exit() == 0
    assert list(tmp_path.iterdir()) == []


def test_the_palette_offers_the_programs_commands_and_none_of_textuals(start: Start) -> None:
    terminal = start()

    terminal.press("ctrl+p")
    terminal.wait_for("Begin the round")

    assert "Quit" not in terminal.text
    assert "Screenshot" not in terminal.text
    assert "Theme" not in terminal.text


def test_a_command_of_the_palette_can_be_run(start: Start) -> None:
    terminal = start()

    terminal.press("ctrl+p")
    terminal.wait_for("Begin the round")
    terminal.press("down", "enter")

    terminal.wait_for("Begun")


def test_new_files_and_folders_are_for_their_owner_only(tmp_path: Path) -> None:
    said_after_hardening(
        f"import os; open({str(tmp_path / 'file')!r}, 'w').close(); os.mkdir({str(tmp_path / 'folder')!r})",
        debug=False,
        env={},
    )

    assert stat.S_IMODE((tmp_path / "file").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "folder").stat().st_mode) == 0o700


def test_core_dumps_are_off() -> None:
    code = "import resource; print(resource.getrlimit(resource.RLIMIT_CORE))"

    assert said_after_hardening(code, debug=False, env={}) == "(0, 0)"


@pytest.mark.parametrize(
    ("debug", "kept"),
    [(False, "['TEXTUAL_COLOR_SYSTEM']"), (True, "['TEXTUAL', 'TEXTUAL_COLOR_SYSTEM', 'TEXTUAL_LOG']")],
)
def test_textuals_settings_are_kept_if_they_show_nothing_or_for_debugging(debug: bool, kept: str) -> None:
    settings = {"TEXTUAL": "devtools", "TEXTUAL_LOG": "log", "TEXTUAL_COLOR_SYSTEM": "256"}
    code = "import os; print(sorted(name for name in os.environ if name.startswith('TEXTUAL')))"

    assert said_after_hardening(code, debug=debug, env=settings) == kept


@pytest.mark.parametrize(("given", "delay"), [({}, "25"), ({"ESCDELAY": "200"}, "200")])
def test_a_lone_escape_waits_briefly_unless_told_otherwise(given: dict[str, str], delay: str) -> None:
    code = "import os; print(os.environ['ESCDELAY'])"

    assert said_after_hardening(code, debug=False, env=given) == delay


def test_hardening_loads_no_textual() -> None:
    code = "import sys; print('textual' in sys.modules)"

    assert said_after_hardening(code, debug=False, env={}) == "False"


def test_a_fault_report_can_be_had_without_textual() -> None:
    code = "import circle_tui.tui.crash, sys; print('textual' in sys.modules)"

    assert said_after_hardening(code, debug=False, env={}) == "False"
