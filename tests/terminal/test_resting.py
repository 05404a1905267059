import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.terminal.demo_app import DEMO
from tests.terminal.pty_tools import Terminal

Start = Callable[..., Terminal]


def test_ctrl_z_gives_the_terminal_back_until_the_program_goes_on(start: Start) -> None:
    terminal = start()

    terminal.press("ctrl+z")
    terminal.wait_stopped()

    assert terminal.is_as_found


@pytest.mark.parametrize(("what", "shown"), [("", "Keys: x a"), ("question", "Keys: a")])
def test_after_ctrl_z_the_whole_screen_is_painted_again(start: Start, what: str, shown: str) -> None:
    terminal = start(what)
    terminal.press("x", "a")
    terminal.wait_for(shown)
    before = terminal.text

    terminal.signal(signal.SIGTSTP)
    terminal.wait_stopped()
    terminal.signal(signal.SIGCONT)

    terminal.wait_until(lambda: terminal.text == before, "the screen as it was")


def test_after_ctrl_z_and_a_new_size_the_whole_screen_is_painted(start: Start) -> None:
    terminal = start()

    terminal.press("ctrl+z")
    terminal.wait_stopped()
    terminal.resize((60, 20))
    terminal.signal(signal.SIGCONT)

    terminal.wait_until(lambda: "line 20" in terminal.screen[-1], "the screen in its new size")


def test_after_a_hard_stop_the_screen_is_whole_and_the_terminal_found_again(start: Start) -> None:
    terminal = start()
    before = terminal.text

    terminal.signal(signal.SIGSTOP)
    terminal.wait_stopped()
    terminal.signal(signal.SIGCONT)
    terminal.wait_until(lambda: terminal.raw.count(b"\x1b[?1049h") == 2, "the terminal taken again")
    terminal.wait_until(lambda: terminal.text == before, "the screen as it was")
    terminal.press("ctrl+q")

    assert terminal.wait_exit() == 0
    assert terminal.is_as_found


def test_a_signal_that_comes_while_resting_saves_and_leaves(start: Start, tmp_path: Path) -> None:
    terminal = start()

    terminal.press("ctrl+z")
    terminal.wait_stopped()
    terminal.signal(signal.SIGTERM)
    terminal.signal(signal.SIGCONT)

    assert terminal.wait_exit() == 128 + signal.SIGTERM
    assert terminal.is_as_found
    assert (tmp_path / "saved").exists()


@pytest.fixture
def shell(tmp_path: Path) -> Iterator[Terminal]:
    """A shell with job control that has the demo program in its foreground."""
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("needs a shell with job control")
    with Terminal([bash, "--norc", "-i"], env={"PS1": "ready> "}, cwd=tmp_path) as terminal:
        terminal.wait_for("ready>")
        terminal.type(f"set -b; {sys.executable} {DEMO}\n")
        terminal.wait_for("line 23")
        yield terminal


def has_ended(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


def wait_for_prompt(shell: Terminal) -> None:
    shell.wait_until(lambda: shell.raw.endswith(b"ready> "), "the shell's prompt")


def wait_until_stopped_again(shell: Terminal) -> None:
    """Wait until the shell has heard that what it sent to the background has stopped there.

    A shell that has not heard so yet takes the program for a running one, and fetches it without waking it.
    """
    shell.wait_until(lambda: shell.raw.count(b"Stopped") == 2, "the shell's word that it has stopped again")


def test_a_shell_can_send_it_to_the_background_and_fetch_it(shell: Terminal) -> None:
    shell.press("ctrl+z")
    wait_for_prompt(shell)
    shell.type("bg\n")
    wait_until_stopped_again(shell)
    shell.type("fg\n")
    shell.wait_for("line 23")
    shell.press("a")
    shell.wait_for("Keys: ctrl+z a")
    shell.press("ctrl+q")
    wait_for_prompt(shell)
    shell.type("echo status $?\n")

    shell.wait_for("\nstatus 0")


def test_stopped_hard_and_sent_to_the_background_it_still_gives_the_terminal_back(shell: Terminal) -> None:
    os.kill(shell.foreground_pid, signal.SIGSTOP)
    wait_for_prompt(shell)
    shell.type("bg\n")
    wait_until_stopped_again(shell)
    shell.type("fg\n")
    shell.wait_until(lambda: shell.raw.count(b"\x1b[?1049h") == 2, "the terminal taken again")
    shell.wait_for("line 23")
    shell.press("a")
    shell.wait_for("Keys: a")
    shell.press("ctrl+q")
    wait_for_prompt(shell)
    shell.type("stty -a | grep -c -e -icanon -e -echo' '\n")

    shell.wait_for("\n0")


def test_ended_while_in_the_background_it_saves_and_ends(shell: Terminal, tmp_path: Path) -> None:
    program = shell.foreground_pid
    shell.press("ctrl+z")
    wait_for_prompt(shell)
    shell.type("kill %1\n")
    shell.wait_until(lambda: has_ended(program), "the program's end")
    shell.type("\n")

    shell.wait_for("Exit 143")
    assert (tmp_path / "saved").exists()


def test_what_is_drawn_while_the_terminal_is_lent_is_dropped(start: Start) -> None:
    terminal = start("ring_while_terminal_is_lent")

    terminal.press("x")
    terminal.wait_until(lambda: b"rung" in terminal.raw, "the terminal lent")
    terminal.wait_until(lambda: 1049 in terminal.private_modes, "the terminal taken again")
    terminal.press("a")

    terminal.wait_for("Keys: a")
    assert b"\a\a" not in terminal.raw
