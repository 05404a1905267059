"""A program under oath: what the disk was said to have taken is also written elsewhere.

Run as `witness.py STATEMENT FOLDER SPEED`, it is a rehearsal that is kept in a folder; with a time after
that, it is the lobby over the same folder, on a clock as fast from that time on. A statement has a line for
each write that a journal acknowledged, in JSON, written after the journal came back and before the screen
knows.
"""

import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct

from circle_tui.cli.house import House
from circle_tui.core.happening.events.log import Entry
from circle_tui.core.shelf import Journal
from circle_tui.desk import Desk
from circle_tui.store.library import FileShelf
from circle_tui.store.trouble import Holder
from circle_tui.system.clock import FastClock


class Acknowledged(Struct, frozen=True):
    """One write that succeeded."""

    session: str
    how: Literal["append", "seal", "discard"]
    entries: tuple[Entry, ...]
    """What was handed in; for a seal, everything that is kept; nothing of what was taken away."""


class Statement:
    """The file a witness writes to; every line reaches the system at once."""

    def __init__(self, path: Path) -> None:
        self._handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)

    def add(self, seen: Acknowledged) -> None:
        """Write down one write."""
        os.write(self._handle, msgspec.json.encode(seen) + b"\n")


def read(path: Path) -> tuple[Acknowledged, ...]:
    """What a witness has seen, in order."""
    if not path.exists():
        return ()
    return tuple(msgspec.json.decode(line, type=Acknowledged) for line in path.read_bytes().splitlines())


class WitnessedJournal:
    """A journal, each of whose successful writes is stated."""

    def __init__(self, journal: Journal, session: str, statement: Statement) -> None:
        self._journal = journal
        self._session = session
        self._statement = statement

    @property
    def is_read_only(self) -> bool:
        """As the journal says."""
        return self._journal.is_read_only

    @property
    def held_by(self) -> str:
        """As the journal says."""
        return self._journal.held_by

    @property
    def unsaved(self) -> tuple[Entry, ...]:
        """As the journal says."""
        return self._journal.unsaved

    @property
    def trouble(self) -> str:
        """As the journal says."""
        return self._journal.trouble

    def append(self, entries: Sequence[Entry]) -> None:
        """Hand entries on, and state it once they are on disk."""
        self._journal.append(entries)
        self._statement.add(Acknowledged(self._session, "append", tuple(entries)))

    def entries(self) -> tuple[Entry, ...]:
        """As the journal says."""
        return self._journal.entries()

    def seal(self, kept: Sequence[Entry]) -> None:
        """Seal, and state it once that is on disk."""
        self._journal.seal(kept)
        self._statement.add(Acknowledged(self._session, "seal", tuple(kept)))

    def close(self) -> None:
        """Let go of the session."""
        self._journal.close()


class WitnessedShelf(FileShelf):
    """A shelf whose journals are witnessed."""

    statement: Statement

    def create_session(self, session: str, first: Entry) -> Journal:
        """Begin a session; its first entry counts when the disk has it."""
        journal = super().create_session(session, first)
        if not journal.unsaved:
            self.statement.add(Acknowledged(session, "append", (first,)))
        return WitnessedJournal(journal, session, self.statement)

    def open_session(self, session: str) -> Journal:
        """Open a session that was left open."""
        return WitnessedJournal(super().open_session(session), session, self.statement)

    def discard_session(self, session: str) -> None:
        """Take a session away, and state it once it is gone."""
        super().discard_session(session)
        self.statement.add(Acknowledged(session, "discard", ()))


class WitnessedHouse(House):
    """The parts as they are, but for the shelf; a fault tells all it knows, as nobody here has a name."""

    def __init__(self, home: str, statement: Statement, speed: float, begins: datetime | None) -> None:
        super().__init__(home, debug=True)
        self._statement = statement
        self._speed = speed
        self._begins = begins

    @cached_property
    def desk(self) -> Desk:
        """The desk, on a faster clock when one is asked for."""
        desk = super().desk
        if self._begins is None:
            return desk
        return desk.moved(desk.shelf, FastClock(desk.clock, self._speed, self._begins))

    def shelf_in(self, folder: Path) -> FileShelf:
        """A witnessed shelf."""
        holder = Holder(host="soak", pid=os.getpid(), since=self.clock.now())
        shelf = WitnessedShelf(folder, holder=holder, now=self.clock.now)
        shelf.statement = self._statement
        return shelf


def main() -> int:
    """Rehearse, or open the lobby, and give back the exit status."""
    from circle_tui.cli import screen
    from circle_tui.system.process import harden

    harden(debug=False)
    statement, folder, speed, *begins = sys.argv[1:]
    house = WitnessedHouse(
        folder,
        Statement(Path(statement)),
        float(speed),
        datetime.fromisoformat(begins[0]) if begins else None,
    )
    if begins:
        return screen.run(house, Namespace(command=None))
    wishes = Namespace(command="rehearse", keep=folder, speed=speed, people=None, format=None)
    return screen.run(house, wishes)


if __name__ == "__main__":
    sys.exit(main())
