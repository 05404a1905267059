"""`python -m bench.soak`: evenings under ten thousand random keys, and whether the program stood them.

First a rehearsal that is kept, begun anew whenever an evening is closed. It is ended without warning, and
what it left open is gone on with from the lobby over the same folder. There everything is opened once, as a
first evening has it, and then one evening after another is opened and closed by chance. Nothing may fail,
nothing that the disk has acknowledged may be missing afterwards, and memory may not grow. `--keys N` presses
so many instead, `--seed N` others.
"""

import os
import signal
import subprocess
import sys
import tempfile
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from itertools import groupby, islice, pairwise
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter
from typing import NamedTuple, get_args

from tests.terminal.pty_tools import environment

from bench import witness
from bench.home import CIRCLE
from bench.presses import BEHIND_CURTAIN, OPENS_CURTAIN, Press, in_bytes, presses, tour
from bench.terminal import ListeningTerminal
from bench.witness import Acknowledged
from circle_tui.core.errors import BadInput
from circle_tui.core.happening.events.evening import SessionEnded, SessionReopened
from circle_tui.core.happening.events.log import Entry, Event
from circle_tui.core.happening.fold import fold
from circle_tui.core.happening.keeping import kept, words_apart
from circle_tui.store.library import FileShelf
from circle_tui.store.trouble import Holder
from circle_tui.tui.curtain import CALM_LINE

ALL_KEYS, SEED, SPEED = 10_000, 20261125, 60
SIZE = (100, 30)
REHEARSED = 2
"""One key in so many is pressed in rehearsals, the others over the lobby."""
QUIET, PATIENCE = 0.007, 0.05
"""Seconds of silence after which a key counts as answered, and those after which it does so anyway."""
LOOKS_LONGER = 20
"""How many times longer somebody waits who looks before the next key."""
CATCHES_UP = 100
"""After so many keys everything that was set off may come to rest, and memory is read."""
WARM_AFTER = 10
"""Readings before which Python and Textual still load what a first evening needs; they count for nothing."""
MOST_GROWTH = 1.06
"""Memory in the last third of a soak, at most, beside the first third of it once it is warm.

What stays is what happened tonight, about a kilobyte an event; a screen that is kept after it was left
would be half a megabyte, and screens come and go some hundred times in a thousand keys.
"""
ENOUGH_READINGS = 9
"""Fewer readings than that have no thirds to compare."""
LEAVES_SCREEN = b"\x1b[?1049l"
FAULT_WORDS = (b"Traceback", b"Your session is safe", b"circle: ")


class Soaked(NamedTuple):
    """What came of it."""

    seed: int
    keys: int
    seconds: float
    statuses: tuple[int, ...]
    """How the programs ended that were not ended from here."""
    memory: tuple[tuple[int, ...], ...]
    """Kilobytes for each program, every hundred keys."""
    seen: tuple[Acknowledged, ...]
    """What the disk has acknowledged, in order."""
    faults: tuple[str, ...]

    @property
    def sealed(self) -> int:
        """How many evenings were closed."""
        return sum(item.how == "seal" for item in self.seen)

    @property
    def gone_on_with(self) -> int:
        """How often an evening that was left open was gone on with."""
        return sum(type(entry.event) is SessionReopened for entry in self.entries)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Everything that happened in all evenings."""
        return tuple(entry for item in self.seen if item.how == "append" for entry in item.entries)

    @property
    def never_happened(self) -> tuple[str, ...]:
        """The kinds of events that no key has led to."""
        happened = {type(entry.event) for entry in self.entries}
        return tuple(sorted(kind.__name__ for kind in get_args(Event) if kind not in happened))

    @property
    def longest(self) -> tuple[int, ...]:
        """Memory of the program that was open for the most keys, of two the later one, once it was warm."""
        return max(reversed(self.memory), key=len, default=())[WARM_AFTER:]

    @property
    def growth(self) -> float:
        """How many times larger memory was in the last third of the longest run; 1 if it was short."""
        if len(self.longest) < ENOUGH_READINGS:
            return 1.0
        third = len(self.longest) // 3
        return median(self.longest[-third:]) / median(self.longest[:third])


class SoakedTerminal(ListeningTerminal):
    """A program that is listened to for a sign that it failed."""

    def __init__(self, argv: Sequence[object], size: tuple[int, int], home: Path) -> None:
        super().__init__(argv, size, home)
        self.last_words = b""
        self.is_gone = False
        self.is_behind_curtain = False
        """Whether a curtain was drawn since this was last set."""

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
        self.is_behind_curtain |= CALM_LINE.encode() in heard
        self.last_words = (self.last_words + heard)[-20_000:]
        return heard


def soak(folder: Path, keys: int = ALL_KEYS, seed: int = SEED, speed: int = SPEED) -> Soaked:
    """Press so many keys, end the last program without warning, and look at what stands on disk."""
    began = perf_counter()
    home, statement = folder / "home", folder / "statement"
    stream = presses(Random(seed))
    memory: list[tuple[int, ...]] = []
    statuses: list[int] = []
    faults: list[str] = []
    pressed = 0
    while pressed < keys and not faults:
        argv = [sys.executable, witness.__file__, statement, home, speed]
        is_rehearsal = pressed < keys // REHEARSED
        if not is_rehearsal:
            argv.append(_latest(witness.read(statement)).isoformat())
        with SoakedTerminal(argv, SIZE, home) as terminal:
            terminal.wait_for("curtain")
            for press in () if is_rehearsal else tour():
                _press(terminal, press)
            _press(terminal, Press("enter", is_looked_at=True))
            left = (keys // REHEARSED if is_rehearsal else keys) - pressed
            readings: list[int] = []
            for press in islice(stream, left):
                pressed += 1
                _press_one(terminal, press, pressed, readings)
                if terminal.is_gone:
                    break
            memory.append(tuple(readings))
            faults += _end(terminal, statuses, pressed)
    seen = witness.read(statement)
    faults += [*_lost(home, seen), *_checked(home)]
    return Soaked(
        seed=seed,
        keys=pressed,
        seconds=perf_counter() - began,
        statuses=tuple(statuses),
        memory=tuple(memory),
        seen=seen,
        faults=tuple(faults),
    )


def _latest(seen: Sequence[Acknowledged]) -> datetime:
    """The last moment that is known, so that a program that comes after begins no earlier."""
    return max([datetime.now(UTC), *(entry.at for item in seen for entry in item.entries)])


def _press_one(terminal: SoakedTerminal, press: Press, number: int, readings: list[int]) -> None:
    if terminal.is_behind_curtain and (press.is_looked_at or number % BEHIND_CURTAIN == 0):
        terminal.is_behind_curtain = False
        _press(terminal, Press(OPENS_CURTAIN, press.is_looked_at))
    _press(terminal, press)
    if number % CATCHES_UP == 0 and not terminal.is_gone:
        terminal.hear_out(QUIET * 5, PATIENCE * 10)
        try:
            readings.append(terminal.memory("Anonymous"))
        except OSError:
            terminal.is_gone = True


def _press(terminal: SoakedTerminal, press: Press) -> None:
    try:
        terminal.press(in_bytes(press.key))
    except OSError:
        terminal.is_gone = True
        return
    longer = LOOKS_LONGER if press.is_looked_at else 1
    terminal.hear_out(QUIET * longer, PATIENCE * longer)


def _end(terminal: SoakedTerminal, statuses: list[int], pressed: int) -> Iterator[str]:
    """See how a program has ended, or end it; gives back what was wrong."""
    if not terminal.is_gone:
        # Once it is quiet, what it has on disk is also what the witness has seen.
        terminal.hear_out(QUIET * 50, PATIENCE * 100)
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
    for session, found in by_session:
        writes = list(found)
        wrong = (
            _wrong_with_discarded(writes, shelf, session)
            if writes[-1].how == "discard"
            else _wrong_with(writes, shelf.entries(session))
        )
        yield from (f"{session}: {what}" for what in wrong)
    yield from shelf.notices


def _wrong_with_discarded(writes: Sequence[Acknowledged], shelf: FileShelf, session: str) -> Iterator[str]:
    """Only what never began is taken away, and then it is gone."""
    appended = tuple(entry for item in writes if item.how == "append" for entry in item.entries)
    if fold(appended).began_at is not None:
        yield "an evening that had begun was taken away"
    with suppress(BadInput):
        shelf.entries(session)
        yield "what was taken away is still there"


def _wrong_with(writes: Sequence[Acknowledged], on_disk: tuple[Entry, ...]) -> Iterator[str]:
    appended = tuple(entry for item in writes if item.how == "append" for entry in item.entries)
    if [entry.seq for entry in appended] != list(range(1, len(appended) + 1)):
        yield "the numbers of what was acknowledged have a gap"
    if any(after.at < before.at for before, after in pairwise(appended)):
        yield "an entry lies before the one before it"
    fold(on_disk)
    if writes[-1].how == "seal":
        yield from _wrong_with_sealed(appended, writes[-1].entries, on_disk)
    # A move may have reached the disk and not the witness when the program was ended from here.
    elif on_disk[: len(appended)] != appended:
        yield f"{len(appended)} entries were acknowledged, and {len(on_disk)} other ones are on disk"


def _wrong_with_sealed(
    appended: Sequence[Entry], sealed: Sequence[Entry], on_disk: Sequence[Entry]
) -> Iterator[str]:
    # The end of an evening that nobody ended is found when it is closed from the lobby.
    ends = [entry for entry in sealed if entry.seq > len(appended)]
    if any(not isinstance(entry.event, SessionEnded) for entry in ends):
        yield "something was sealed that nobody did"
    if tuple(on_disk) != tuple(sealed) or tuple(sealed) != words_apart(kept([*appended, *ends]))[0]:
        yield "what was sealed is not what is to be kept"


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
    longest = result.longest
    lines = [
        f"seed {result.seed}: {result.keys} keys in {result.seconds:.0f} s",
        f"programs {len(result.memory)}, ended by themselves with {sorted(set(result.statuses)) or 'none'}",
        f"evenings {len({item.session for item in result.seen})}, closed {result.sealed}, gone on with "
        f"{result.gone_on_with} times, events acknowledged {len(result.entries)}",
        f"kinds of events that never happened: {', '.join(result.never_happened) or 'none'}",
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
