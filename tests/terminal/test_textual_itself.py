"""The traps as they are in Textual alone.

Each of these failing means that Textual has mended something: then what stands against it in
tui/driver.py or tui/shell.py can go, together with the test here.
"""

import signal
from collections.abc import Callable

from tests.terminal.demo_app import SECRET
from tests.terminal.pty_tools import REPORTS_ITS_SIZE, Terminal

Start = Callable[..., Terminal]


def test_textual_ends_with_status_0_on_a_byte_that_is_not_utf_8(start: Start) -> None:
    terminal = start("--stock")

    terminal.send(b"\xff")

    assert terminal.wait_exit() == 0
    assert b"UnicodeDecodeError" in terminal.raw


def test_textual_ends_on_a_key_number_that_is_no_character(start: Start) -> None:
    terminal = start("--stock")

    terminal.send(b"\x1b[9999999u")

    assert terminal.wait_exit() == 0
    assert b"ValueError" in terminal.raw


def test_textual_leaves_the_terminal_changed_on_a_signal(start: Start) -> None:
    terminal = start("--stock")

    terminal.signal(signal.SIGTERM)

    assert terminal.wait_exit() == -signal.SIGTERM
    assert not terminal.is_as_found


def test_textual_shows_a_blank_screen_after_ctrl_z(start: Start) -> None:
    terminal = start("--stock")
    terminal.press("a")
    terminal.wait_for("Keys: a")

    terminal.signal(signal.SIGTSTP)
    terminal.wait_stopped()
    terminal.signal(signal.SIGCONT)
    terminal.wait_until(lambda: 1049 in terminal.private_modes, "the terminal taken again")
    terminal.press("b")
    terminal.wait_for("Keys: a b")

    assert "line 10" not in terminal.text


def test_textual_leaves_the_mouse_in_pixels(start: Start) -> None:
    terminal = start("--stock")

    terminal.send(REPORTS_ITS_SIZE)
    terminal.wait_until(lambda: 1016 in terminal.private_modes, "the mouse in pixels")
    terminal.press("ctrl+q")
    terminal.wait_exit()

    assert 1016 in terminal.private_modes


def test_textual_prints_names_after_a_fault(start: Start) -> None:
    terminal = start("--stock", "fault")

    terminal.press("x")
    terminal.wait_exit()

    assert SECRET.encode() in terminal.raw


def test_textual_ends_when_a_notice_has_a_bracket_too_many(start: Start) -> None:
    terminal = start("--stock", "notify")

    terminal.press("x")

    assert terminal.wait_exit() == 1
    assert b"MarkupError" in terminal.raw


def test_textual_does_not_hear_a_fault_in_a_thread(start: Start) -> None:
    terminal = start("--stock", "fault_in_thread")

    terminal.press("x", "a")

    terminal.wait_for("Keys: a")
