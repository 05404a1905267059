import os
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from tests.hostile import WORST_NAMES

from circle_tui.core.ports import Clipboard
from circle_tui.system.clipboard import LIMIT, TERMINAL_LIMIT, SystemClipboard
from circle_tui.system.clock import steady_ticks

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="other systems have a clipboard of their own")
SHORT = timedelta(seconds=1)
TEXT = "Would you like to say more?\nTake your time: 山田 👩‍👧 é"

WORKS = 'if [ "$3" = -o ]; then cat "$HERE/kept"; else cat > "$HERE/kept"; fi'
STAYS = 'if [ "$3" = -o ]; then cat "$HERE/kept"; else cat > "$HERE/kept"; sleep 4 & fi'
NO_DISPLAY = 'echo "Error: Can\'t open display" >&2; echo noise; exit 1'
LIES = 'if [ "$3" = -o ]; then echo something else; else cat > /dev/null; fi'
FORGETS = 'if [ "$3" = -o ]; then exit 1; else cat > /dev/null; fi'
HANGS = 'exec 9> "$HERE/alive"; sleep 20'
HANGS_READING = 'if [ "$3" = -o ]; then sleep 20; else cat > "$HERE/kept"; fi'
NOT_TEXT = 'if [ "$3" = -o ]; then printf "\\377\\376"; else cat > /dev/null; fi'

Helper = Callable[[str], Path]


@pytest.fixture
def helper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Helper:
    """Puts an xclip on the path that does what a script says; gives back the folder it works in."""

    def put(script: str) -> Path:
        program = tmp_path / "xclip"
        program.write_text(f'#!/bin/sh\nHERE="{tmp_path}"\n{script}\n')
        program.chmod(0o700)
        monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
        monkeypatch.setenv("DISPLAY", ":99")
        monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
        return tmp_path

    return put


@pytest.fixture
def no_helper(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)


class Terminal:
    """Takes what is sent to it."""

    def __init__(self) -> None:
        self.received: list[str] = []

    def send(self, text: str) -> None:
        self.received.append(text)


@on_linux
@pytest.mark.parametrize("script", [WORKS, STAYS])
def test_a_text_that_can_be_read_back_is_copied(helper: Helper, script: str) -> None:
    folder, terminal = helper(script), Terminal()

    result = SystemClipboard(terminal.send).copy(TEXT)

    assert (result.kind, result.sentence) == ("copied", "Copied.")
    assert (folder / "kept").read_text() == TEXT
    assert terminal.received == []


@on_linux
@pytest.mark.parametrize("script", [NO_DISPLAY, LIES, FORGETS, NOT_TEXT, "exit 0"])
def test_a_helper_that_fails_or_lies_is_not_believed(helper: Helper, script: str) -> None:
    helper(script)
    terminal = Terminal()

    result = SystemClipboard(terminal.send).copy(TEXT)

    assert (result.kind, result.sentence) == (
        "sent",
        "Handed to the terminal: paste it once, to be sure.",
    )
    assert terminal.received == [TEXT]


@on_linux
def test_the_noise_of_a_helper_never_reaches_the_screen(
    helper: Helper, capfd: pytest.CaptureFixture[str]
) -> None:
    helper(NO_DISPLAY)

    SystemClipboard().copy(TEXT)
    SystemClipboard().describe()

    assert capfd.readouterr() == ("", "")


@on_linux
def test_a_helper_that_hangs_is_given_two_seconds_and_killed(helper: Helper) -> None:
    folder, terminal = helper(HANGS), Terminal()
    os.mkfifo(folder / "alive")
    alive = os.open(folder / "alive", os.O_RDONLY | os.O_NONBLOCK)
    began = steady_ticks()

    result = SystemClipboard(terminal.send).copy(TEXT)

    os.set_blocking(alive, True)
    assert os.read(alive, 1) == b"", "the end comes when nobody holds the other side any more"
    os.close(alive)
    assert timedelta(microseconds=(steady_ticks() - began) // 1000) < LIMIT + timedelta(seconds=3)
    assert result.kind == "sent"


@on_linux
def test_a_helper_that_hangs_when_read_is_said_to_give_no_answer(helper: Helper) -> None:
    helper(HANGS_READING)

    result = SystemClipboard(limit=SHORT).copy(TEXT)

    assert (result.kind, result.sentence) == (
        "sent",
        "Handed to the clipboard, which gives no answer: paste to check.",
    )


@on_linux
def test_without_a_helper_the_terminal_is_asked(no_helper: None) -> None:
    terminal = Terminal()

    result = SystemClipboard(terminal.send).copy(TEXT)

    assert result.kind == "sent"
    assert terminal.received == [TEXT]


@on_linux
def test_without_any_way_it_says_what_else_can_be_done(no_helper: None) -> None:
    result = SystemClipboard().copy(TEXT)

    assert (result.kind, result.sentence) == (
        "failed",
        "Not copied: select the text on the screen, or write it to a file.",
    )


@on_linux
@pytest.mark.parametrize("error", [OSError, RuntimeError, ValueError])
def test_a_terminal_that_is_gone_is_a_failure_and_no_crash(no_helper: None, error: type[Exception]) -> None:
    def send(text: str) -> None:
        raise error

    result = SystemClipboard(send).copy(TEXT)

    assert result.kind == "failed"


@on_linux
def test_a_text_too_long_for_a_terminal_is_not_sent(no_helper: None) -> None:
    terminal = Terminal()

    result = SystemClipboard(terminal.send).copy("é" * (TERMINAL_LIMIT // 2 + 1))

    assert result.kind == "failed"
    assert terminal.received == []


def test_nothing_is_not_copied() -> None:
    result = SystemClipboard(Terminal().send).copy("")

    assert (result.kind, result.sentence) == ("failed", "There is nothing to copy.")


@on_linux
def test_even_the_worst_text_is_copied_or_told(helper: Helper) -> None:
    folder = helper(WORKS)
    text = "".join(WORST_NAMES)

    result = SystemClipboard().copy(text)

    assert result.kind == "copied"
    assert (folder / "kept").read_bytes() == text.encode("utf-8", "replace")


@on_linux
def test_a_long_text_is_copied_by_a_helper(helper: Helper) -> None:
    helper(WORKS)

    assert SystemClipboard().copy("line\n" * 100_000).kind == "copied"


@on_linux
def test_no_helper_gets_the_text_as_an_argument(
    no_helper: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("klipper", "qdbus"):
        (tmp_path / name).write_text(f'#!/bin/sh\necho "$@" >> "{tmp_path}/arguments"\n')
        (tmp_path / name).chmod(0o700)
    monkeypatch.setenv("DISPLAY", ":99")
    monkeypatch.setenv("PATH", str(tmp_path))

    result = SystemClipboard().copy(TEXT)

    assert result.kind == "failed"
    assert not (tmp_path / "arguments").exists()


@on_linux
def test_the_way_is_described_without_touching_the_clipboard(helper: Helper) -> None:
    folder = helper('touch "$HERE/touched"')

    said = SystemClipboard().describe()

    assert said == "Copying goes through xclip, and is read back to be sure."
    assert not (folder / "touched").exists()


@on_linux
def test_the_terminal_is_described_when_there_is_no_helper(no_helper: None) -> None:
    assert "through the terminal, which gives no answer" in SystemClipboard(Terminal().send).describe()
    assert "selected on the screen or written to a file" in SystemClipboard().describe()


@on_linux
def test_describing_waits_for_nobody(helper: Helper) -> None:
    helper(HANGS)

    assert "No clipboard program" in SystemClipboard(limit=timedelta()).describe()


def test_the_clipboard_is_one_by_type() -> None:
    clipboard: Clipboard = SystemClipboard()

    assert callable(clipboard.copy)


def test_pyperclip_is_never_loaded_into_our_own_process() -> None:
    program = "import sys, circle_tui.system.clipboard; sys.exit('pyperclip' in sys.modules)"

    ended = subprocess.run([sys.executable, "-c", program], check=False)

    assert ended.returncode == 0
