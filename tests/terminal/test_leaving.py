import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.terminal.demo_app import DEMO
from tests.terminal.pty_tools import REPORTS_ITS_SIZE, Terminal

Start = Callable[..., Terminal]


def test_ctrl_q_leaves_with_status_0_and_the_terminal_as_it_was(start: Start) -> None:
    terminal = start()

    terminal.press("ctrl+q")

    assert terminal.wait_exit() == 0
    assert terminal.is_as_found
    assert terminal.text.strip() == ""


def test_a_mouse_told_in_pixels_is_put_back_too(start: Start) -> None:
    terminal = start()
    terminal.send(REPORTS_ITS_SIZE)
    terminal.wait_until(lambda: 1016 in terminal.private_modes, "the mouse in pixels")

    terminal.press("ctrl+q")

    assert terminal.wait_exit() == 0
    assert terminal.is_as_found


def test_a_status_given_to_exit_is_the_exit_status(start: Start) -> None:
    terminal = start("exit_seven")

    terminal.press("x")

    assert terminal.wait_exit() == 7


def test_no_other_control_key_and_no_interrupt_leaves(start: Start) -> None:
    terminal = start()

    terminal.signal(signal.SIGINT)
    terminal.press("ctrl+c", "ctrl+d", "ctrl+\\", "escape", "a")

    terminal.wait_for("Keys: ctrl+c ctrl+d ctrl+backslash escape a")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT])
def test_a_signal_saves_and_leaves_cleanly(start: Start, tmp_path: Path, number: signal.Signals) -> None:
    terminal = start()

    terminal.signal(number)

    assert terminal.wait_exit() == 128 + number
    assert terminal.is_as_found
    assert (tmp_path / "saved").exists()


def test_a_closed_window_saves_and_ends(start: Start, tmp_path: Path) -> None:
    terminal = start()

    terminal.hang_up()

    assert terminal.wait_exit() == 128 + signal.SIGHUP
    assert (tmp_path / "saved").exists()


def test_an_input_that_has_ended_saves_and_leaves(tmp_path: Path) -> None:
    argv = ["sh", "-c", 'exec "$0" "$1" < /dev/null', sys.executable, DEMO]

    with Terminal(argv, cwd=tmp_path) as terminal:
        assert terminal.wait_exit() == 128 + signal.SIGHUP
        assert terminal.private_modes == {7, 25}
        assert (tmp_path / "saved").exists()


def test_a_fault_while_saving_is_told(start: Start) -> None:
    terminal = start("fault_in_saving")

    terminal.signal(signal.SIGTERM)

    assert terminal.wait_exit() == 1
    assert terminal.is_as_found
    assert "Circle stopped because of a fault of its own (KeyError" in terminal.text


def test_a_saving_that_never_ends_is_ended(start: Start) -> None:
    terminal = start("hang_in_saving")

    terminal.signal(signal.SIGTERM)

    assert terminal.wait_exit() == 128 + signal.SIGTERM
    assert terminal.is_as_found
