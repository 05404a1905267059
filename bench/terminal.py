"""A pseudo-terminal that is only listened to: bytes, when they came, and what the program costs.

Nothing is emulated, so that reading costs next to nothing while something else is measured.
"""

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import termios
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from time import perf_counter
from types import TracebackType
from typing import Literal, NamedTuple, Self

from tests.terminal.pty_tools import environment

PATIENCE = 30.0
"""Seconds after which a program that says nothing is taken to be broken."""
ONE_PAINTING = 0.04
"""What comes within so many seconds of what came before belongs to the same redraw."""


class Cost(NamedTuple):
    """What a program wrote and used in a while."""

    seconds: float
    octets: int
    redraws: int
    processor_seconds: float


class ListeningTerminal:
    """A program in a terminal. Use it as a context manager: it ends what is left."""

    def __init__(self, argv: Sequence[object], size: tuple[int, int], home: Path) -> None:
        self._size = size
        self._master, slave = pty.openpty()
        columns, lines = size
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        os.set_blocking(self._master, False)
        self.began = perf_counter()
        self._process = subprocess.Popen(
            list(map(str, argv)),
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
            env=environment({"CIRCLE_HOME": str(home)}),
        )
        os.close(slave)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        os.close(self._master)

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid

    def press(self, keys: bytes) -> float:
        """Send keys, and give back when."""
        at = perf_counter()
        os.write(self._master, keys)
        return at

    def wait_for(self, *words: str) -> float:
        """Wait until every one of some words has been written since this was called; give back when."""
        missing = [word.encode() for word in words]
        heard, deadline = b"", perf_counter() + PATIENCE
        while missing:
            left = deadline - perf_counter()
            if left <= 0 or not self._hears(left):
                raise TimeoutError(f"{missing} was not written; the last of it was {heard[-2000:]!r}")
            heard += self._read()
            missing = [word for word in missing if word not in heard]
        return perf_counter()

    def settle(self, quiet: float = 0.15) -> None:
        """Wait until nothing has been written for a while."""
        while self._hears(quiet):
            self._read()

    def listen(self, seconds: float) -> Cost:
        """Count what the program writes and uses in so many seconds from now."""
        self.settle(0)
        began, used = perf_counter(), self.processor_seconds()
        octets, redraws, latest = 0, 0, -1.0
        while (left := began + seconds - perf_counter()) > 0:
            if not self._hears(left):
                continue
            octets += len(self._read())
            now = perf_counter()
            redraws += now - latest > ONE_PAINTING
            latest = now
        return Cost(perf_counter() - began, octets, redraws, self.processor_seconds() - used)

    def memory(self, kind: Literal["Pss", "Anonymous"] = "Pss") -> int:
        """The program's proportional share of memory, or what it alone has taken, in kilobytes."""
        for line in Path(f"/proc/{self.pid}/smaps_rollup").read_text(encoding="ascii").splitlines():
            if line.startswith(f"{kind}:"):
                return int(line.split()[1])
        message = "this system does not tell what a program shares"
        raise OSError(message)

    def processor_seconds(self) -> float:
        """How long the program has been on a processor, all its threads together."""
        tasks = Path(f"/proc/{self.pid}/task").glob("*/schedstat")
        return sum(int(task.read_text(encoding="ascii").split()[0]) for task in tasks) / 1e9

    def _hears(self, seconds: float) -> bool:
        return bool(select.select([self._master], [], [], seconds)[0])

    def _read(self) -> bytes:
        try:
            return os.read(self._master, 1 << 20)
        except BlockingIOError:
            return b""
        except OSError as exc:
            message = "the program ended while it was measured"
            raise TimeoutError(message) from exc
