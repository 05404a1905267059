"""The terminal on Linux and macOS: Textual's driver, without the ways in which it dies or hangs.

Each method here stands in for one of Textual's and says why. tests/terminal/test_textual_itself.py
runs the worst of the same traps against Textual alone: when one of its tests fails after an update,
Textual has mended that trap, and what stands against it here can go. For the others: take the method
away, and see whether tests/terminal still passes.
"""

import contextlib
import os
import re
import selectors
import signal
import termios
import threading
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterator
from io import TextIOWrapper
from typing import TYPE_CHECKING, Any, Final, TextIO, cast

from textual import constants, events
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

if TYPE_CHECKING:
    from textual.app import App

LEAVE: Final = (
    b"\x1b[?2026l"  # end of a synchronised update
    b"\x1b[?2004l\x1b[?7h\x1b[?2048l"  # pasted text unmarked, lines wrap, no reports of size
    b"\x1b[?1016l\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l"  # no mouse
    b"\x1b[<u\x1b[?1049l\x1b[?25h\x1b[?1004l\x1b[0m"  # plain keys, first screen, cursor, no focus
)
"""What puts a terminal right that has been left in the middle of anything."""

SELECT_SECONDS: Final = 0.1
"""How long the input thread waits for a key before it looks whether it should end."""

OLD_MOUSE_REPORT: Final = re.compile(rb"\x1b\[M[\x00-\xff]{3}")
OLD_MOUSE_REPORT_BEGUN: Final = re.compile(rb"\x1b\[M[\x00-\xff]{0,2}\Z")


class InputReader:
    """Turns the bytes of a terminal into Textual's messages, and fails on none of them."""

    def __init__(self) -> None:
        # Never XTermParser(debug=True): it writes each key into a file in the current folder.
        self._parser = XTermParser()
        self._decode = getincrementaldecoder("utf-8")("ignore").decode
        self._begun = b""

    @property
    def seconds_to_wait(self) -> float:
        """How long there is to wait before `tick` may have something to say.

        Textual waits a tenth of a second whatever ESCDELAY says, so that a lone Esc is late.
        """
        if self._parser._timeout_time is None:
            return SELECT_SECONDS
        return min(SELECT_SECONDS, constants.ESCAPE_DELAY)

    def feed(self, data: bytes) -> Iterator[Message]:
        """Read bytes: keys, pastes and mouse moves come out.

        Bytes that are not UTF-8 are dropped: Textual's decoder raises, which ends its input thread
        and the program with status 0. A mouse report of the oldest form (three bytes after `ESC [ M`,
        beyond column 95 not UTF-8) is dropped whole, or its rest would be taken for keys.
        """
        data = OLD_MOUSE_REPORT.sub(b"", self._begun + data)
        self._begun = b""
        if begun := OLD_MOUSE_REPORT_BEGUN.search(data):
            self._begun = begun.group()
            data = data[: begun.start()]
        for character in self._decode(data):
            yield from self._feed_character(character)

    def tick(self) -> list[Message]:
        """Give the keys that turned out to be whole because nothing followed them."""
        return [message for message in self._parser.tick() if _is_text(message)]

    def _feed_character(self, character: str) -> list[Message]:
        try:
            return [message for message in self._parser.feed(character) if _is_text(message)]
        except (ValueError, ArithmeticError):
            # A sequence with a number in it that means nothing, as `ESC [ 9999999 u`. Textual's
            # parser cannot go on after an error, and a new one loses no more than this sequence.
            self._parser = XTermParser()
            return []


class TerminalDriver(LinuxDriver):
    """Textual's driver, which lives through bad input, a lost terminal, and Ctrl+Z.

    A lost terminal is told as the signal SIGHUP, as the kernel does when it can.
    """

    def __init__(
        self,
        app: "App[Any]",
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        assert self._file is not None
        self._output = _Output(self._file, self._lose_terminal)
        # Textual's writer thread uses no more of a file than this has.
        self._file = cast(TextIOWrapper, self._output)
        self._is_lost = False

    @property
    def is_lost(self) -> bool:
        """Whether the terminal is gone: nothing can be read or written any more."""
        return self._is_lost

    @property
    def has_terminal(self) -> bool:
        """Whether the terminal is set up for Circle: between leaving and Ctrl+Z's return it is not."""
        return self._writer_thread is not None

    def write(self, data: str) -> None:
        """Write to the terminal; what is written while the terminal is not ours is dropped.

        Textual fails an assertion before the start; after a stop it fills a queue that nobody reads
        and then waits for ever.
        """
        if self.has_terminal:
            super().write(data)

    def start_application_mode(self) -> None:
        """Take the terminal over, unless Circle stands in the background."""
        for fileno in (self.fileno, self._output.fileno()):
            # A program that shared this terminal may have left it so that reads and writes fail.
            with contextlib.suppress(OSError):
                os.set_blocking(fileno, True)
        super().start_application_mode()  # type: ignore[no-untyped-call]  # Textual gives it no types

    def stop_application_mode(self) -> None:
        """Give the terminal back. A second time does nothing.

        Textual leaves the mouse reported in pixels (mode 1016) to whatever program comes next.
        """
        if not self.has_terminal:
            return
        if self._mouse_pixels:
            self.write("\x1b[?1016l")
            self._mouse_pixels = False
        super().stop_application_mode()

    def disable_input(self) -> None:
        """Stop listening. Textual also touches the terminal when it is another program's by now."""
        if self.has_terminal:
            super().disable_input()

    def close(self) -> None:
        """Wait until all has been written, and forget the thread that did it."""
        super().close()
        self._writer_thread = None

    def give_back_at_once(self) -> None:
        """Put the terminal right without any thread: for when the ordinary way did not come to its end."""
        if not self.has_terminal:
            return
        self.exit_event.set()
        with contextlib.suppress(OSError):
            fileno = self._output.fileno()
            # A terminal that takes nothing must not keep the program from ending.
            os.set_blocking(fileno, False)
            os.write(fileno, LEAVE)
            os.set_blocking(fileno, True)
        with contextlib.suppress(termios.error):
            if self.attrs_before is not None:
                termios.tcsetattr(self.fileno, termios.TCSANOW, self.attrs_before)

    def let_go(self) -> None:
        """Forget a lost terminal: what is still to be written to it would turn the exit status into 120."""
        nowhere = os.open(os.devnull, os.O_RDWR)
        for fileno in (1, 2):
            os.dup2(nowhere, fileno)
        os.close(nowhere)

    def run_input_thread(self) -> None:
        """Read the keyboard until told to stop or until the terminal is gone.

        Textual's goes round and round on an end of file, and ends the program with status 0 on an
        error of the terminal.
        """
        reader = InputReader()
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                if selector.select(reader.seconds_to_wait):
                    data = self._read()
                    if not data:
                        self._lose_terminal()
                        return
                    for message in reader.feed(data):
                        self.process_message(message)
                for message in reader.tick():
                    self.process_message(message)

    def _run_input_thread(self) -> None:
        # Textual catches what is raised here and prints it with all variables, with status 0.
        # Uncaught, it comes to threading.excepthook, which is ours.
        self.run_input_thread()

    def _sigtstp_application(self, *_: object) -> None:
        # Textual stops its threads in the middle of whatever the signal came into, which may hold
        # the very lock that stopping them needs. It waits for its turn instead.
        self._soon(self._rest)

    def _sigcont_application(self, *_: object) -> None:
        self._soon(self._wake)

    def _rest(self) -> None:
        if self._auto_restart:
            self.suspend_application_mode()
        os.kill(os.getpid(), signal.SIGSTOP)

    def _wake(self) -> None:
        if not self._auto_restart or self._app._exit:
            return
        if not self._is_in_foreground():
            os.kill(os.getpid(), signal.SIGSTOP)
            return
        # Stopped by SIGSTOP there was no time to give the terminal back. Textual then starts a second
        # pair of threads and takes the terminal's raw state for the one to come back to.
        self.suspend_application_mode()
        self._must_signal_resume = True
        self.resume_application_mode()

    def _is_in_foreground(self) -> bool:
        try:
            return os.tcgetpgrp(self.fileno) == os.getpgrp()
        except OSError:
            return True

    def _soon(self, callback: Callable[[], None]) -> None:
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(callback)

    def _read(self) -> bytes:
        try:
            return os.read(self.fileno, 4096)
        except OSError:
            return b""

    def _lose_terminal(self) -> None:
        if self._is_lost:
            return
        self._is_lost = True
        main = threading.main_thread().ident
        assert main is not None
        signal.pthread_kill(main, signal.SIGHUP)


class _Output:
    """A file to write to that drops everything once its terminal is gone.

    Textual's writer thread ends with an error there; its queue fills, and then the program waits.
    """

    def __init__(self, file: TextIO, lose: Callable[[], None]) -> None:
        self._file = file
        self._lose = lose
        self._is_lost = False

    def write(self, text: str) -> None:
        """Write text to the terminal, if there is one."""
        self._try(lambda: self._file.write(text))

    def flush(self) -> None:
        """Send what was written."""
        self._try(self._file.flush)

    def fileno(self) -> int:
        """Give the number of the terminal's file."""
        return self._file.fileno()

    def _try(self, act: Callable[[], object]) -> None:
        if self._is_lost:
            return
        try:
            act()
        except OSError:
            self._is_lost = True
            self._lose()


def _is_text(message: Message) -> bool:
    """Tell whether a message holds no half of a surrogate pair, which no file could take."""
    if not isinstance(message, events.Key) or message.character is None:
        return True
    return not any("\ud800" <= character <= "\udfff" for character in message.character)
