import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.terminal.demo_app import SECRET
from tests.terminal.pty_tools import Terminal, environment

from circle_tui.tui import crash

Start = Callable[..., Terminal]

EVERY_PLACE = [
    "fault",
    "fault_in_timer",
    "fault_in_compose",
    "fault_in_render",
    "fault_in_worker",
    "fault_in_thread_worker",
    "fault_in_thread",
    "fault_in_loop",
    "exit_after_fault",
]


@pytest.mark.parametrize("what", EVERY_PLACE)
def test_a_fault_ends_with_status_1_and_three_sentences_without_a_name(start: Start, what: str) -> None:
    terminal = start(what)

    terminal.press("x")

    assert terminal.wait_exit() == 1
    assert terminal.is_as_found
    first, second, third = terminal.text.strip().splitlines()
    assert first.startswith("Circle stopped because of a fault of its own (KeyError at __main__.py:")
    assert second == "Your session is safe on disk up to the last key."
    assert third == "Start circle again to go on."
    assert SECRET.encode() not in terminal.raw


def test_a_program_can_say_that_something_is_not_safe(start: Start) -> None:
    terminal = start("fault_when_not_saved")

    terminal.press("x")
    terminal.wait_exit()

    assert terminal.text.strip().splitlines()[1] == "Nothing was kept."


def test_with_debug_a_fault_is_told_line_by_line_and_without_a_name(start: Start) -> None:
    terminal = start("--debug", "fault")

    terminal.press("x")

    assert terminal.wait_exit() == 1
    assert b"in do_fault" in terminal.raw
    assert SECRET.encode() not in terminal.raw


def test_a_thread_that_never_ends_does_not_keep_a_fault_from_being_told(start: Start) -> None:
    terminal = start("hang_after_fault")

    terminal.press("x")

    assert terminal.wait_exit() == 1
    assert "Circle stopped" in terminal.text


def test_a_fault_never_loads_what_prints_variables(start: Start, tmp_path: Path) -> None:
    terminal = start("--audit", "fault")

    terminal.press("x")

    assert terminal.wait_exit() == 1
    assert "rich.traceback" not in (tmp_path / "modules").read_text().splitlines()


def test_brackets_in_a_notice_are_shown_as_they_are(start: Start) -> None:
    terminal = start("notify")

    terminal.press("x")
    terminal.wait_for("Zed [@click=app.quit]x[/] [/] [b")
    terminal.press("a")

    terminal.wait_for("Keys: a")


def raised(act: Callable[[], object]) -> BaseException:
    try:
        act()
    except Exception as error:  # noqa: BLE001 -- what is raised is what is wanted here
        return error
    raise AssertionError("nothing was raised")


def test_the_place_of_a_fault_is_the_innermost_line_of_circle() -> None:
    error = raised(lambda: crash.fault_of(None))  # type: ignore[arg-type]  # the fault that is wanted

    assert crash.fault_of(error).kind == "AttributeError"
    assert crash.fault_of(error).place.startswith("tui/crash.py:")


def test_an_error_that_was_never_raised_is_told_without_a_place() -> None:
    told = crash.report(KeyError(SECRET), what_is_safe="Nothing was kept.")

    assert told.splitlines() == [
        "Circle stopped because of a fault of its own (KeyError).",
        "Nothing was kept.",
        "Start circle again to go on.",
    ]


def test_a_trace_names_what_came_before_and_ends_in_a_circle_of_causes() -> None:
    first, second = ValueError(SECRET), KeyError(SECRET)
    first.__cause__, second.__cause__ = second, first

    assert crash.trace(first) == "ValueError\nwhich followed\nKeyError\n"


def ended(code: str, *, debug: bool = False) -> subprocess.CompletedProcess[str]:
    code = f"from circle_tui.tui import crash\ncrash.install(debug={debug})\n{code}"
    argv = [sys.executable, "-c", code]
    return subprocess.run(argv, env=environment({}), capture_output=True, text=True, check=False)


def test_a_fault_outside_of_the_terminal_program_is_told_without_its_message() -> None:
    done = ended(f"raise KeyError({SECRET!r})")

    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.splitlines() == [
        "Circle stopped because of a fault of its own (KeyError at __main__.py:3).",
        "What was on disk before is still there.",
        "Start circle again to go on.",
    ]


def test_a_fault_in_a_thread_outside_of_it_is_told_without_its_message() -> None:
    code = f"import threading\nthreading.Thread(target=lambda: {{}}[{SECRET!r}]).start()"

    done = ended(code)

    assert done.stderr.startswith("Circle stopped because of a fault of its own (KeyError at __main__.py:4).")
    assert SECRET not in done.stderr


@pytest.mark.parametrize(("debug", "said"), [(False, ""), (True, "KeyError")])
def test_a_fault_that_cannot_be_raised_is_told_only_for_debugging(debug: bool, said: str) -> None:
    code = f"class Fragile:\n def __del__(self): raise KeyError({SECRET!r})\nFragile()"

    done = ended(code, debug=debug)

    assert done.returncode == 0
    assert done.stderr.strip().endswith(said)
    assert SECRET not in done.stderr.replace(code, "")


def test_an_interrupt_before_the_terminal_program_says_nothing() -> None:
    done = ended("raise KeyboardInterrupt")

    assert done.stderr == ""
    assert done.returncode != 0
