"""The shell of a terminal program: how it starts, how it ends, and what is left of it then.

It knows nothing of sessions. What it holds to: the terminal is always given back as it was, the exit
status is never 0 after a fault, nothing quits but what asks to, and nothing of what was on the
screen is printed or written to a file.
"""

import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.driver import Driver
from textual.notifications import SeverityLevel
from textual.screen import Screen

from circle_tui.tui import crash

if TYPE_CHECKING:
    from circle_tui.tui.driver import TerminalDriver

Handler = Callable[[int, FrameType | None], Any] | int | None
"""What `signal.signal` takes and gives."""

SECONDS_TO_SAVE = 5
"""How long an orderly end may take after a signal, before there is a hard one."""

SECONDS_TO_STOP = 2
"""The same after a fault: whatever had to be on disk is there already."""

STATUS_OF_A_FAULT = 1
STATUS_OF_A_SIGNAL = 128
"""A signal's number is added to this, as shells do."""


class ShellApp(App[int], inherit_bindings=False):
    """A Textual program that ends well however it ends. Run it with `run_app`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "ask_to_leave", "Leave", show=False, priority=True),
        Binding("ctrl+z", "suspend_process", show=False),
    ]

    what_is_safe: str = "Your session is safe on disk up to the last key."
    """The sentence said after a fault. Set it anew whenever it stops or starts being true."""

    when_at_fault: Callable[[], None] | None = None
    """Called at the first sign of a fault. `run_app` sets it; in a test without a terminal it is None."""

    def say_what_is_safe(self) -> str:
        """The sentence on safety, as it is true at this moment."""
        return self.what_is_safe

    def save_and_leave(self) -> None:
        """Do what has to be done before a signal or a lost terminal ends the program.

        It is called once, and has five seconds. There may be no terminal left to say anything on.
        """

    def action_ask_to_leave(self) -> None:
        """Leave. A program that wants to ask first asks here."""
        self.exit()

    async def action_quit(self) -> None:
        """Ask to leave: nothing quits in any other way."""
        self.action_ask_to_leave()

    def action_help_quit(self) -> None:
        """Do nothing. Textual binds this to Ctrl+C and says how to quit, in markup."""

    def action_screenshot(self, filename: str | None = None, path: str | None = None) -> None:
        """Do nothing: a picture of the screen would hold names, in a file anyone might read."""

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """Give the palette none of Textual's own commands, some of which write files or leave."""
        return ()

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = False,
    ) -> None:
        """Show a message for a few seconds, letter by letter as it is: `markup` is never obeyed.

        Textual reads brackets in it as markup, by default, and a bracket too many ends the program.
        """
        super().notify(message, title=title, severity=severity, timeout=timeout, markup=False)

    def get_driver_class(self) -> type[Driver]:
        """Choose the hardened driver where there is one; on Windows, Textual's own."""
        if sys.platform == "win32":
            return super().get_driver_class()
        from circle_tui.tui.driver import TerminalDriver

        return TerminalDriver

    @on(Driver.SignalResume)
    def _paint_anew(self) -> None:
        # Textual sends a size that has not changed, paints nothing, and leaves the screen blank.
        for screen in self.screen_stack:
            screen.refresh(layout=True)

    def _on_load(self) -> None:
        # What goes wrong outside of any message is otherwise printed whole, whenever it is thrown away.
        if self.when_at_fault is not None and self._loop is not None:
            self._loop.set_exception_handler(self._hear_loop)

    def _hear_loop(self, _loop: object, context: dict[str, Any]) -> None:
        if isinstance(error := context.get("exception"), Exception):
            self._handle_exception(error)

    def _handle_exception(self, error: Exception) -> None:
        # Textual's own prints the error with all variables around it. It calls this for whatever is
        # raised in a handler, a timer, a worker or while composing; there is no public name for it.
        self._return_code = STATUS_OF_A_FAULT
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        self._close_messages_no_wait()
        if self.when_at_fault is not None:
            self.when_at_fault()


def run_app(app: ShellApp, *, debug: bool = False) -> int:
    """Run a program in the terminal to its end and give the exit status.

    0 after leaving, or what was given to `exit`; 1 after a fault; 128 and a signal's number after a
    signal, 129 after the terminal was lost. With `debug`, a fault is also told line by line.
    """
    return _Run(app, debug).run()


class _Run:
    """One run of a program: its signals, its faults, and the exit status that comes of them."""

    def __init__(self, app: ShellApp, debug: bool) -> None:
        self._app = app
        self._debug = debug
        self._fault: BaseException | None = None
        self._signal: int | None = None

    def run(self) -> int:
        """Run to the end, give the terminal back, tell of a fault, and give the exit status."""
        self._app.when_at_fault = lambda: _start_countdown(SECONDS_TO_STOP)
        with _signals_heard(self._handlers()), crash.threads_heard(self._hear_thread):
            try:
                self._app.run()
            except Exception as error:  # noqa: BLE001 -- the last line: any fault at all is told our way
                self._fault = error
            finally:
                self._give_terminal_back()
                _start_countdown(0)
                self._tell_of_fault()
                self._let_go_of_lost_terminal()
        return self._status

    @property
    def _status(self) -> int:
        if self._what_went_wrong is not None:
            return STATUS_OF_A_FAULT
        if self._signal is not None:
            return STATUS_OF_A_SIGNAL + self._signal
        return self._app.return_code or self._app.return_value or 0

    @property
    def _what_went_wrong(self) -> BaseException | None:
        return self._app._exception or self._fault

    @property
    def _driver(self) -> "TerminalDriver | None":
        if sys.platform == "win32":
            return None
        from circle_tui.tui.driver import TerminalDriver

        driver = self._app._driver
        return driver if isinstance(driver, TerminalDriver) else None

    def _handlers(self) -> dict[int, Handler]:
        # Ctrl+C comes as a key while the terminal is ours and as a signal in the moments when it is not.
        # A handler, not SIG_IGN: programs that are started from here would inherit that.
        handlers: dict[int, Handler] = {signal.SIGTERM: self._hear_signal, signal.SIGINT: _hear_nothing}
        if sys.platform != "win32":
            handlers[signal.SIGHUP] = self._hear_signal
            handlers[signal.SIGQUIT] = self._hear_signal
            handlers[signal.SIGALRM] = self._end_at_once
            for number in (signal.SIGTSTP, signal.SIGCONT, signal.SIGWINCH):
                # The driver sets these. They are named here to be put back with the others.
                handlers[number] = signal.getsignal(number)
        return handlers

    def _hear_signal(self, number: int, _frame: FrameType | None) -> None:
        if self._signal is not None:
            return
        self._signal = number
        _start_countdown(SECONDS_TO_SAVE)
        if self._app._loop is None:
            # Not begun, or at its end already: there is nothing to save and nobody to ask.
            raise SystemExit(self._status)
        self._app._loop.call_soon_threadsafe(self._leave)

    def _leave(self) -> None:
        with self._app._context():
            self._app.save_and_leave()
            self._app.exit(return_code=self._status)

    def _hear_thread(self, error: BaseException) -> None:
        if isinstance(error, Exception) and self._app._loop is not None:
            self._app._loop.call_soon_threadsafe(self._app._handle_exception, error)
        else:
            self._fault = error

    def _end_at_once(self, _number: int, _frame: FrameType | None) -> None:
        self._give_terminal_back()
        self._tell_of_fault()
        os._exit(self._status)

    def _give_terminal_back(self) -> None:
        if self._driver is not None:
            self._driver.give_back_at_once()

    def _let_go_of_lost_terminal(self) -> None:
        if self._driver is not None and self._driver.is_lost:
            self._driver.let_go()

    def _tell_of_fault(self) -> None:
        if self._what_went_wrong is not None:
            crash.tell(self._what_went_wrong, what_is_safe=self._app.say_what_is_safe(), debug=self._debug)


def _hear_nothing(_number: int, _frame: FrameType | None) -> None:
    """Let a signal pass."""


def _start_countdown(seconds: int) -> None:
    """Have SIGALRM come after some seconds; after 0, never."""
    if sys.platform != "win32":
        signal.alarm(seconds)


@contextmanager
def _signals_heard(handlers: dict[int, Handler]) -> Iterator[None]:
    before = {number: signal.getsignal(number) for number in handlers}
    for number, handler in handlers.items():
        signal.signal(number, handler)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
