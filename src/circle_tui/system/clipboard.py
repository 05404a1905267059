"""The clipboard of this machine, or of the terminal; it never claims what it does not know.

First pyperclip, in a process of its own that can be killed when a helper hangs and whose helpers
cannot write on our screen; then the terminal's own sequence (OSC 52), which gives no answer. What
is copied reaches no log, no file and no argument of a program.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from enum import IntEnum

from circle_tui.core.ports import CopyResult
from circle_tui.system.clock import steady_ticks

LIMIT = timedelta(seconds=2)
"""How long a copy may take in all; after that the helper is killed."""

TERMINAL_LIMIT = 74_994
"""Bytes that a terminal takes at most: 100,000 characters of a sequence, as xterm counts."""

COPIED = "Copied."
SENT = "Handed to the terminal: paste it once, to be sure."
HANDED_ON = "Handed to the clipboard, which gives no answer: paste to check."
FAILED = "Not copied: select the text on the screen, or write it to a file."
NOTHING = "There is nothing to copy."

# Klipper is handed the text as an argument, which everybody on the machine can read.
_COPY = """
import pyperclip, sys
copy, _ = pyperclip.determine_clipboard()
sys.exit(1) if getattr(copy, "__name__", "") == "copy_klipper" else copy(sys.stdin.buffer.read().decode())
"""
# Another process than the one that copied: a clipboard that ended with that one is then found empty.
_COMPARE = """
import pyperclip, sys
def plain(text): return text.replace("\\r\\n", "\\n").rstrip("\\n")
try: found = pyperclip.paste()
except Exception: sys.exit(3)
sys.exit(0 if plain(found) == plain(sys.stdin.buffer.read().decode()) else 4)
"""
_NAME = "import pyperclip; print(getattr(pyperclip.determine_clipboard()[0], '__name__', ''))"

_WAYS = {
    "copy_windows": "the clipboard of Windows",
    "copy_wsl": "the clipboard of Windows, through clip.exe",
    "copy_osx_pbcopy": "the clipboard of macOS, through pbcopy",
    "copy_osx_pyobjc": "the clipboard of macOS",
    "copy_xclip": "xclip",
    "copy_xsel": "xsel",
    "copy_wl": "wl-copy",
    "copy_dev_clipboard": "the clipboard of Cygwin",
}


class _Outcome(IntEnum):
    """How a process of ours ended."""

    DONE = 0
    FAILED = 1
    UNREADABLE = 3
    DIFFERENT = 4
    TOO_SLOW = 5


class SystemClipboard:
    """Copies by way of the machine, else by way of the terminal.

    `send` hands a text to the terminal as OSC 52 (Textual's `App.copy_to_clipboard` does); without
    it there is no second way. `copy` waits up to `limit`: call it from a thread worker, with a `send`
    that may be called from there.
    """

    def __init__(self, send: Callable[[str], None] | None = None, *, limit: timedelta = LIMIT) -> None:
        self._send = send
        self._limit = limit
        self._program: str | None = None
        """The program of the machine that copies; empty for none, None until it was looked for."""

    def connect(self, send: Callable[[str], None]) -> None:
        """Hand in the terminal's own way to the clipboard, which gives no answer."""
        self._send = send

    def copy(self, text: str) -> CopyResult:
        """Copy a text and say truthfully how far that came; never raises."""
        data = text.encode("utf-8", "replace")
        if not data:
            return CopyResult("failed", NOTHING)
        handed_on = _hand_on(data, self._limit)
        if handed_on is _Outcome.DONE:
            return CopyResult("copied", COPIED)
        if self._is_sent(data):
            return CopyResult("sent", SENT)
        if handed_on is _Outcome.UNREADABLE:
            return CopyResult("sent", HANDED_ON)
        return CopyResult("failed", FAILED)

    @property
    def has_program(self) -> bool:
        """Whether the machine has a program that copies; without looking at what is on the clipboard."""
        return bool(self._found())

    def describe(self) -> str:
        """Say which ways to copy there are, without looking at what is on the clipboard."""
        if self.has_program:
            return f"Copying goes through {self._found()}, and is read back to be sure."
        if self._send:
            return "No clipboard program was found: copying goes through the terminal, which gives no answer."
        return "No clipboard program was found: a text can be selected on the screen or written to a file."

    def _found(self) -> str:
        if self._program is None:
            self._program = _way(self._limit)
        return self._program

    def _is_sent(self, data: bytes) -> bool:
        if self._send is None or len(data) > TERMINAL_LIMIT:
            return False
        try:
            self._send(data.decode())
        except (OSError, RuntimeError, ValueError):
            return False
        return True


def _hand_on(data: bytes, limit: timedelta) -> _Outcome:
    """Copy with pyperclip and read back, both together within the limit."""
    until = steady_ticks() + int(limit.total_seconds() * 1e9)
    copied = _run(_COPY, data, until)
    if copied is not _Outcome.DONE:
        return copied
    compared = _run(_COMPARE, data, until)
    return _Outcome.UNREADABLE if compared is _Outcome.TOO_SLOW else compared


def _run(program: str, data: bytes, until: int) -> _Outcome:
    """Run a program of ours and tell how it ended; its helpers see no terminal, and end with it when slow.

    Nothing is read from it but its status: a helper that stays to serve the clipboard keeps what it
    inherits open, and would be waited for.
    """
    try:
        process = _start(program, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
    except OSError:
        return _Outcome.FAILED
    try:
        process.communicate(data, timeout=max(0, until - steady_ticks()) / 1e9)
    except subprocess.TimeoutExpired:
        _end(process)
        return _Outcome.TOO_SLOW
    except OSError:
        _end(process)
        return _Outcome.FAILED
    known = process.returncode in _Outcome.__members__.values()
    return _Outcome(process.returncode) if known else _Outcome.FAILED


def _way(limit: timedelta) -> str:
    """The way pyperclip would take, in words; empty when there is none."""
    try:
        process = _start(_NAME, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE)
    except OSError:
        return ""
    try:
        name = process.communicate(timeout=limit.total_seconds())[0].decode().strip()
    except subprocess.TimeoutExpired:
        _end(process)
        return ""
    return _WAYS.get(name, "")


def _start(program: str, *, stdin: int, stdout: int) -> subprocess.Popen[bytes]:
    environment = dict(os.environ)
    if sys.platform == "darwin":
        # Without a locale pbcopy takes text for Mac Roman, and pbpaste makes the same mistake back.
        environment["LC_ALL"] = "en_US.UTF-8"
    return subprocess.Popen(
        [sys.executable, "-P", "-c", program],
        stdin=stdin,
        stdout=stdout,
        stderr=subprocess.DEVNULL,
        env=environment,
        start_new_session=True,
    )


def _end(process: subprocess.Popen[bytes]) -> None:
    """Kill a process with all helpers it has started."""
    if sys.platform == "win32":
        process.kill()
    else:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    for stream in (process.stdin, process.stdout):
        if stream:
            with suppress(OSError):
                stream.close()
