"""A real pseudo-terminal with an emulated screen, to run a program in and to look at it.

Nothing here sleeps: every wait is for bytes from the program, with a deadline.
"""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pyte

KEYS: dict[str, bytes] = {
    "enter": b"\r",
    "escape": b"\x1b",
    "tab": b"\t",
    "shift+tab": b"\x1b[Z",
    "space": b" ",
    "backspace": b"\x7f",
    "delete": b"\x1b[3~",
    "insert": b"\x1b[2~",
    "up": b"\x1b[A",
    "down": b"\x1b[B",
    "right": b"\x1b[C",
    "left": b"\x1b[D",
    "home": b"\x1b[H",
    "end": b"\x1b[F",
    "pageup": b"\x1b[5~",
    "pagedown": b"\x1b[6~",
    "f1": b"\x1bOP",
    "f2": b"\x1bOQ",
    "f3": b"\x1bOR",
    "f4": b"\x1bOS",
    "f5": b"\x1b[15~",
    "f6": b"\x1b[17~",
    "f7": b"\x1b[18~",
    "f8": b"\x1b[19~",
    "f9": b"\x1b[20~",
    "f10": b"\x1b[21~",
    "f11": b"\x1b[23~",
    "f12": b"\x1b[24~",
}
"""What a terminal sends for the keys that have a name."""

ESCAPE_KEY_IN_FULL = b"\x1b[27u"
"""What a terminal sends for Esc once the program has asked for keys without double meanings."""

DRAWS_WHOLE_PICTURES = b"\x1b[?2026;2$y"
"""What a terminal answers when asked whether it shows a change only once the whole of it is there."""

REPORTS_ITS_SIZE = b"\x1b[?2048;2$y"
"""What a newer terminal answers when asked whether it can report its size along with its keys."""

PRIVATE_MODES_AT_REST = frozenset({7, 25})
"""Lines wrap and the cursor is seen: the state in which a shell wants its terminal."""

POLL_SECONDS = 0.05
"""How often what cannot be heard (an exit, a stop) is looked at while waiting for bytes."""

# Makes the pseudo-terminal the controlling one, then becomes the program; fork hooks would do the same
# but are unsafe under pytest's threads.
_TAKE_TERMINAL = """
import fcntl, os, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
os.execvp(sys.argv[1], sys.argv[1:])
"""

# Everything that pyte, which knows one screen and plain keys, has to be spared.
_SWITCHES = re.compile(
    rb"\x1b\[\?(?P<modes>[0-9;]+)(?P<set>[hl])"
    rb"|\x1b\[(?P<keys>[<>])[0-9]*u"
    rb"|\x1b\[\?2026(?P<asks_for_whole_pictures>\$p)"
)
_BEGUN = re.compile(rb"\x1b(\[[<>?]?[0-9;]*\$?)?\Z")


class Terminal:
    """A program in a terminal of its own. Use it as a context manager: it ends what is left."""

    def __init__(
        self,
        argv: Sequence[object],
        size: tuple[int, int] = (80, 24),
        env: Mapping[str, str] | None = None,
        cwd: Path | None = None,
    ) -> None:
        self.raw = b""
        """Every byte that the program has written."""
        self.private_modes: set[int] = set(PRIVATE_MODES_AT_REST)
        """The modes that are on now: 1049 is the other screen, 1000 to 1006 the mouse, 2004 pastes, 2026 half
        a picture."""
        self.key_protocols = 0
        """How many times the program has asked for other keys and not given them back."""
        self._size = size
        self._first = _Emulated(size)
        self._other = _Emulated(size)
        self._begun = b""
        self._last_whole: list[str] = []
        self._is_closed = False
        self._master, self._slave = pty.openpty()
        self.resize(size)
        self._attributes_at_rest = termios.tcgetattr(self._slave)
        os.set_blocking(self._master, False)
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-S", "-c", _TAKE_TERMINAL, *map(str, argv)],
            stdin=self._slave,
            stdout=self._slave,
            stderr=self._slave,
            start_new_session=True,
            env=environment(env or {}),
            cwd=cwd,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process.returncode is None:
            with suppress(ProcessLookupError):
                os.killpg(self.pid, signal.SIGKILL)
            self._process.wait()
        self.hang_up()
        os.close(self._slave)

    @property
    def pid(self) -> int:
        """The number of the program's process."""
        return self._process.pid

    @property
    def foreground_pid(self) -> int:
        """The number of the process, or of the first of those, that a shell has given the terminal to."""
        return os.tcgetpgrp(self._master)

    @property
    def screen(self) -> list[str]:
        """What stands on the screen, line by line, without blanks at the ends of lines.

        Never half a picture: while one is drawn, the one before it stands.
        """
        if 2026 in self.private_modes:
            return self._last_whole
        shown = self._other if 1049 in self.private_modes else self._first
        return shown.lines

    @property
    def text(self) -> str:
        """What stands on the screen, in one piece."""
        return "\n".join(self.screen)

    @property
    def is_as_found(self) -> bool:
        """Whether the terminal is as it was before the program began."""
        return (
            self.private_modes == PRIVATE_MODES_AT_REST
            and self.key_protocols == 0
            and termios.tcgetattr(self._slave) == self._attributes_at_rest
        )

    def type(self, text: str) -> None:
        """Send text as if typed."""
        self.send(text.encode())

    def press(self, *keys: str) -> None:
        """Send keys by their names: `a`, `enter`, `f2`, `ctrl+p`, `alt+x`."""
        for key in keys:
            self.send(self._bytes_of(key))

    def paste(self, text: str) -> None:
        """Send text as a terminal sends what is pasted."""
        assert 2004 in self.private_modes, "the program has not asked for marked pastes"
        self.send(b"\x1b[200~" + text.encode() + b"\x1b[201~")

    def send(self, data: bytes) -> None:
        """Send bytes as they are."""
        while data:
            select.select([], [self._master], [], 5)
            data = data[os.write(self._master, data) :]

    def resize(self, size: tuple[int, int]) -> None:
        """Give the terminal another size, in columns and lines."""
        self._size = size
        columns, lines = size
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        self._first.resize(size)
        self._other.resize(size)

    def signal(self, number: int) -> None:
        """Send a signal to the program."""
        os.kill(self.pid, number)

    def hang_up(self) -> None:
        """Take the terminal away, as when its window is closed."""
        if not self._is_closed:
            self._is_closed = True
            os.close(self._master)

    def wait_for(self, words: str, timeout: float = 10) -> None:
        """Wait until words stand on the screen."""
        self.wait_until(lambda: words in self.text, f"{words!r} on the screen", timeout)

    def wait_gone(self, words: str, timeout: float = 10) -> None:
        """Wait until words stand on the screen no longer."""
        self.wait_until(lambda: words not in self.text, f"{words!r} gone from the screen", timeout)

    def wait_exit(self, timeout: float = 10) -> int:
        """Wait until the program has ended: its exit status, or less than 0 if a signal killed it."""
        self._wait(lambda: self._process.poll() is not None, "the program's end", timeout)
        self._read()
        status = self._process.returncode
        assert status is not None
        return status

    def wait_stopped(self, timeout: float = 10) -> None:
        """Wait until the program has been stopped, as by Ctrl+Z."""
        self._wait(self._has_stopped, "the program to stop", timeout)
        self._read()

    def wait_until(self, is_so: Callable[[], bool], what: str, timeout: float = 10) -> None:
        """Wait until something is so, which can be so only while the program goes on or has ended."""

        def is_so_or_never() -> bool:
            if is_so():
                return True
            if self._process.poll() is None:
                return False
            self._read()
            assert is_so(), self._told(f"The program ended ({self._process.returncode}) before {what}")
            return True

        self._wait(is_so_or_never, what, timeout)

    def _wait(self, is_so: Callable[[], bool], what: str, timeout: float) -> None:
        deadline = _now() + timeout
        while not is_so():
            assert _now() < deadline, self._told(f"Waited {timeout} s in vain for {what}")
            if self._is_closed:
                select.select([], [], [], POLL_SECONDS)
            elif select.select([self._master], [], [], POLL_SECONDS)[0]:
                self._read()

    def _read(self) -> None:
        while not self._is_closed:
            try:
                data = os.read(self._master, 65536)
            except OSError:
                # Nothing to read yet, or nothing to read ever again.
                return
            if not data:
                return
            self.raw += data
            self._show(data)

    def _show(self, data: bytes) -> None:
        data = self._begun + data
        begun = _BEGUN.search(data)
        self._begun = begun.group() if begun else b""
        data = data[: len(data) - len(self._begun)]
        shown_up_to = 0
        for switch in _SWITCHES.finditer(data):
            self._draw(data[shown_up_to : switch.start()])
            self._switch(switch)
            shown_up_to = switch.end()
        self._draw(data[shown_up_to:])

    def _switch(self, switch: re.Match[bytes]) -> None:
        if switch["keys"]:
            self.key_protocols = max(0, self.key_protocols + (1 if switch["keys"] == b">" else -1))
            return
        if switch["asks_for_whole_pictures"]:
            self.send(DRAWS_WHOLE_PICTURES)
            return
        modes = {int(mode) for mode in switch["modes"].split(b";") if mode}
        if switch["set"] == b"h":
            if 2026 in modes:
                self._last_whole = self.screen
            if 1049 in modes:
                self._other = _Emulated(self._size)
            self.private_modes |= modes
        else:
            self.private_modes -= modes

    def _draw(self, data: bytes) -> None:
        (self._other if 1049 in self.private_modes else self._first).feed(data)

    def _bytes_of(self, key: str) -> bytes:
        if key == "escape" and self.key_protocols:
            return ESCAPE_KEY_IN_FULL
        if key in KEYS:
            return KEYS[key]
        if key.startswith("ctrl+"):
            return bytes([ord(key[-1].upper()) & 0x1F])
        if key.startswith("alt+"):
            return b"\x1b" + self._bytes_of(key.removeprefix("alt+"))
        assert len(key) == 1, f"no key is called {key!r}"
        return key.encode()

    def _has_stopped(self) -> bool:
        pid, status = os.waitpid(self.pid, os.WNOHANG | os.WUNTRACED)
        if pid == 0:
            return False
        if os.WIFSTOPPED(status):
            return True
        self._process.returncode = os.waitstatus_to_exitcode(status)
        raise AssertionError(self._told("The program ended instead of stopping"))

    def _told(self, what: str) -> str:
        columns, _ = self._size
        frame = "+" + "-" * columns + "+"
        lines = "\n".join(f"|{line.ljust(columns)}|" for line in self.screen)
        return f"{what}\n{frame}\n{lines}\n{frame}"


class _Emulated:
    """One screen as a terminal would show it."""

    def __init__(self, size: tuple[int, int]) -> None:
        self._screen: Any = pyte.Screen(*size)
        self._stream: Any = pyte.ByteStream(self._screen)

    @property
    def lines(self) -> list[str]:
        return [line.rstrip() for line in self._screen.display]

    def feed(self, data: bytes) -> None:
        self._stream.feed(data)

    def resize(self, size: tuple[int, int]) -> None:
        columns, lines = size
        self._screen.resize(lines, columns)


def environment(changes: Mapping[str, str]) -> dict[str, str]:
    """Give the environment of a plain login: nothing that the machine of the tests has set for itself."""
    dropped = ("TEXTUAL", "COLUMNS", "LINES", "ESCDELAY", "PYTHON", "NO_COLOR", "COV_", "COVERAGE")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(dropped)}
    return kept | {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LC_ALL": "C.UTF-8"} | dict(changes)


def _now() -> float:
    return time.monotonic()  # noqa: TID251 -- a deadline for a real program, not Circle's time
