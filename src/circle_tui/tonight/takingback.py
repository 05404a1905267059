"""Taking back what was done last, all of it: the move, and what memory or the group's file has beside it.

Owns nothing: what goes with a move stands in memory, and is not known once the program was started anew.
"""

from collections.abc import Callable

from msgspec import Struct

from circle_tui.core.happening.refusal import Refusal
from circle_tui.room import Room
from circle_tui.tonight.memory import Along, Memory, Unwritten


class Taken(Struct, frozen=True):
    """What was taken back, or brought back."""

    name: str
    has_move: bool
    """Whether it was a move, so that it can be brought back; what no entry tells of cannot."""
    besides: str = ""
    """What could not go with it, in a sentence; empty when all of it did."""


class TakingBack:
    """The way back in one evening."""

    def __init__(self, room: Room, memory: Memory) -> None:
        self._room = room
        self._memory = memory

    def note(self, name: str, take_back: Callable[[], None]) -> None:
        """Something was done that no entry tells of."""
        newest = self._room.entries[-1].seq
        self._memory.unwritten.append(Unwritten(newest, name, take_back))

    def note_along(self, along: Along) -> None:
        """The newest move has changed something beside the log, which goes with it and comes back with it."""
        if self._room.session.done:
            self._memory.along[self._room.session.done[-1]] = along

    @property
    def has_unwritten(self) -> bool:
        """Whether the thing done last is one that no entry tells of."""
        done = self._memory.unwritten
        return bool(done) and done[-1].after == self._room.entries[-1].seq

    def take_back(self) -> Taken | Refusal:
        """Take back what was done last, whether an entry tells of it or not."""
        if self.has_unwritten:
            last = self._memory.unwritten.pop()
            last.take_back()
            return Taken(last.name, has_move=False)
        self._memory.unwritten.clear()
        move = next(reversed(self._room.session.done), 0)
        taken = self._room.undo()
        if isinstance(taken, Refusal):
            return taken
        along = self._memory.along.get(move)
        return Taken(taken, has_move=True, besides=along.take_back() if along is not None else "")

    def bring_back(self) -> Taken | Refusal:
        """Make the move taken back last hold again, with what it changed beside the log."""
        move = next(reversed(self._room.session.undone), 0)
        brought = self._room.redo()
        if isinstance(brought, Refusal):
            return brought
        along = self._memory.along.get(move)
        return Taken(brought, has_move=True, besides=along.bring_back() if along is not None else "")
