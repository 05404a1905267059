"""`python -m bench.soak`: a kept rehearsal under ten thousand random keys, and whether it stood them.

Nothing may fail, nothing that the disk has acknowledged may be missing afterwards, and memory may not grow.
`--keys N` presses so many instead, `--seed N` others. When an evening is closed, another one is begun.
"""

import os
import signal
import subprocess
import sys
import tempfile
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import groupby, pairwise
from pathlib import Path
from random import Random
from statistics import median
from string import ascii_letters, digits
from time import perf_counter
from typing import NamedTuple

from tests.terminal.pty_tools import ESCAPE_KEY_IN_FULL, KEYS, environment

from bench import witness
from bench.home import CIRCLE
from bench.terminal import ListeningTerminal
from bench.witness import Acknowledged
from circle_tui.core.events import Entry
from circle_tui.core.fold import fold, kept
from circle_tui.store.library import FileShelf
from circle_tui.store.trouble import Holder

ALL_KEYS, SEED, SPEED = 10_000, 20261124, 60
SIZE = (100, 30)
NAMED = ("space", "enter", "escape", "tab", "up", "down", "left", "right", "f1", "f2")
KEY_BYTES = (
    *(sign.encode() for sign in ascii_letters + digits + "+-"),
    *(ESCAPE_KEY_IN_FULL if name == "escape" else KEYS[name] for name in NAMED),
    *(bytes([ord(letter) & 0x1F]) for letter in "RP"),
)
"""All letters and digits, what moves and confirms, the curtain, help, redo and the palette; not Ctrl+Q."""
WAYS_ON = (ESCAPE_KEY_IN_FULL, KEYS["f2"], b"n", b"b", b"u", b"+", KEYS["space"])
WAY_ON_OF = 3
"""One key of so many is a way back to the evening and on in it: by chance alone most fall on a sheet."""
QUIET, PATIENCE = 0.007, 0.05
"""Seconds of silence after which a key counts as answered, and those after which it does so anyway."""
CATCHES_UP = 100
"""After so many keys everything that was set off may come to rest, and memory is read."""
MOST_GROWTH = 1.15
"""Memory in the last third of a soak, at most, beside the first third. Not met yet."""
ENOUGH_READINGS = 9
"""Fewer readings than that have no thirds to compare."""
LEAVES_SCREEN = b"\x1b[?1049l"
FAULT_WORDS = (b"Traceback", b"Your session is safe", b"circle: ")


class Soaked(NamedTuple):
    """What came of it."""

    seed: int
    keys: int
    seconds: float
    longest: float
    """The longest a single program was open, in seconds."""
    statuses: tuple[int, ...]
    """How the programs ended that were not ended from here."""
    memory: tuple[tuple[int, ...], ...]
    """Kilobytes for each program, every hundred keys."""
    sessions: int
    sealed: int
    acknowledged: int
    faults: tuple[str, ...]

    @property
    def growth(self) -> float:
        """How many times larger memory was in the last third of the keys of the longest run; 1 if short."""
        readings = max(self.memory, key=len, default=())
        if len(readings) < ENOUGH_READINGS:
            return 1.0
        third = len(readings) // 3
        return median(readings[-third:]) / median(readings[:third])


class SoakedTerminal(ListeningTerminal):
    """A program that is listened to for a sign that it failed."""

    def __init__(self, argv: Sequence[object], size: tuple[int, int], home: Path) -> None:
        super().__init__(argv, size, home)
        self.last_words = b""
        self.is_gone = False

    def hear_out(self, quiet: float, patience: float) -> None:
        """Listen until nothing has come for a while, or patience is at its end."""
        deadline = perf_counter() + patience
        while not self.is_gone and perf_counter() < deadline and self._hears(quiet):
            self._read()

    def status(self) -> int:
        """How the program ended."""
        return self._process.wait(timeout=30)

    def _read(self) -> bytes:
        try:
            heard = os.read(self._master, 1 << 20)
        except BlockingIOError:
            return b""
        except OSError:
            heard = b""
        self.is_gone = not heard
        self.last_words = (self.last_words + heard)[-20_000:]
        return heard


def soak(folder: Path, keys: int = ALL_KEYS, seed: int = SEED, speed: int = SPEED) -> Soaked:
    """Press so many keys, end the last program without warning, and look at what stands on disk."""
    chance = Random(seed)
    began = perf_counter()
    home, statement = folder / "home", folder / "statement"
    argv = (sys.executable, witness.__file__, statement, home, speed)
    memory: list[tuple[int, ...]] = []
    statuses: list[int] = []
    faults: list[str] = []
    longest, pressed = 0.0, 0
    while pressed < keys and not faults:
        with SoakedTerminal(argv, SIZE, home) as terminal:
            readings: list[int] = []
            terminal.wait_for("Arriving", "curtain")
            terminal.press(KEYS["enter"])
            while pressed < keys and not terminal.is_gone:
                pressed += 1
                _press_one(terminal, _drawn(chance), pressed, readings)
            longest = max(longest, perf_counter() - terminal.began)
            memory.append(tuple(readings))
            faults += _end(terminal, statuses, pressed)
    seen = witness.read(statement)
    faults += [*_lost(home, seen), *_checked(home)]
    return Soaked(
        seed=seed,
        keys=pressed,
        seconds=perf_counter() - began,
        longest=longest,
        statuses=tuple(statuses),
        memory=tuple(memory),
        sessions=len({item.session for item in seen}),
        sealed=sum(item.how == "seal" for item in seen),
        acknowledged=sum(len(item.entries) for item in seen if item.how == "append"),
        faults=tuple(faults),
    )


def _drawn(chance: Random) -> bytes:
    return chance.choice(KEY_BYTES if chance.randrange(WAY_ON_OF) else WAYS_ON)


def _press_one(terminal: SoakedTerminal, key: bytes, number: int, readings: list[int]) -> None:
    try:
        terminal.press(key)
    except OSError:
        terminal.is_gone = True
        return
    terminal.hear_out(QUIET, PATIENCE)
    if number % CATCHES_UP == 0 and not terminal.is_gone:
        terminal.hear_out(QUIET * 5, PATIENCE * 10)
        try:
            readings.append(terminal.memory())
        except OSError:
            terminal.is_gone = True


def _end(terminal: SoakedTerminal, statuses: list[int], pressed: int) -> Iterator[str]:
    """See how a program has ended, or end it; gives back what was wrong."""
    if not terminal.is_gone:
        os.kill(terminal.pid, signal.SIGKILL)
        terminal.status()
    else:
        statuses.append(terminal.status())
        if statuses[-1] != 0:
            said = terminal.last_words.rpartition(LEAVES_SCREEN)[2].decode(errors="replace")
            yield f"after {pressed} keys a program ended with {statuses[-1]}: {said}"
    yield from (f"{word!r} was written" for word in FAULT_WORDS if word in terminal.last_words)


def _lost(home: Path, seen: Sequence[Acknowledged]) -> Iterator[str]:
    """What was acknowledged and is not in the files, or is there in another way."""
    now = datetime.now(UTC)
    shelf = FileShelf(home / "data", holder=Holder(host="soak", pid=os.getpid(), since=now), now=lambda: now)
    by_session = groupby(sorted(seen, key=lambda item: item.session), key=lambda item: item.session)
    for session, writes in by_session:
        yield from (f"{session}: {what}" for what in _wrong_with(list(writes), shelf.entries(session)))
    yield from shelf.notices


def _wrong_with(writes: Sequence[Acknowledged], on_disk: tuple[Entry, ...]) -> Iterator[str]:
    appended = tuple(entry for item in writes if item.how == "append" for entry in item.entries)
    if [entry.seq for entry in appended] != list(range(1, len(appended) + 1)):
        yield "the numbers of what was acknowledged have a gap"
    if any(after.at < before.at for before, after in pairwise(appended)):
        yield "an entry lies before the one before it"
    fold(on_disk)
    if writes[-1].how == "seal":
        if on_disk != kept(appended):
            yield "what was sealed is not what is to be kept"
    # A move may have reached the disk and not the witness when the program was ended from here.
    elif on_disk[: len(appended)] != appended:
        yield f"{len(appended)} entries were acknowledged, and {len(on_disk)} other ones are on disk"


def _checked(home: Path) -> Iterator[str]:
    done = subprocess.run(
        [CIRCLE, "check"],
        env=environment({"CIRCLE_HOME": str(home)}),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        yield f"circle check: {done.stdout}{done.stderr}"


def told(result: Soaked) -> str:
    """The figures, a line each."""
    longest = max(result.memory, key=len, default=())
    lines = [
        f"seed {result.seed}: {result.keys} keys in {result.seconds:.0f} s",
        f"programs {len(result.memory)}, ended by themselves with {sorted(set(result.statuses)) or 'none'}; "
        f"the longest was open for {result.longest:.0f} s ({result.longest * SPEED / 60:.0f} rehearsed min)",
        f"sessions {result.sessions}, sealed {result.sealed}, events acknowledged {result.acknowledged}",
        f"memory of the longest run, read {len(longest)} times: {min(longest, default=0) / 1000:.1f} to "
        f"{max(longest, default=0) / 1000:.1f} MB, last third to first {result.growth:.3f} "
        f"(at most {MOST_GROWTH})",
        f"MB at each tenth of it: {_tenths(longest)}",
        *(f"FAULT {fault}" for fault in result.faults),
    ]
    return "\n".join(lines)


def _tenths(readings: Sequence[int]) -> str:
    width = max(1, len(readings) // 10)
    tenths = [readings[at : at + width] for at in range(0, len(readings), width)]
    return " ".join(f"{median(tenth) / 1000:.1f}" for tenth in tenths)


def main() -> int:
    """Soak, print the figures, and give back whether all was well."""
    parser = ArgumentParser(prog="python -m bench.soak", description=__doc__)
    parser.add_argument("--keys", type=int, default=ALL_KEYS)
    parser.add_argument("--seed", type=int, default=SEED)
    wishes = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        result = soak(Path(folder), wishes.keys, wishes.seed)
    print(told(result))
    return 0 if not result.faults and result.growth <= MOST_GROWTH else 1


if __name__ == "__main__":
    sys.exit(main())
