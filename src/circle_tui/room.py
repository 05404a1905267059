"""One live session: make a move, take it back, ask why not. Disk first, then memory.

Knows neither terminal nor database: the journal, the clock and chance are handed in.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Concatenate, ParamSpec

from circle_tui.core.happening.events.clock import StepBegan
from circle_tui.core.happening.events.evening import Redone, SessionReopened, Undone
from circle_tui.core.happening.events.log import Entry, Event
from circle_tui.core.happening.fold import advance, fold, taken_back
from circle_tui.core.happening.refusal import Outcome, Refusal
from circle_tui.core.happening.session import Session
from circle_tui.core.ports import Clock
from circle_tui.core.shelf import Journal, NotSavedError
from circle_tui.core.shown.words import name_of_move

Rest = ParamSpec("Rest")
Move = Callable[Concatenate[Session, datetime, Rest], Outcome]

HAS_ENDED = Refusal("This evening has ended; nothing in it can be changed any more.")
PASSED_ON = Refusal("The hat is passed: somebody else goes on with the evening. u takes it back to this one.")
NOT_OURS = Refusal("This screen only looks on: the session is held by another Circle, which goes on writing.")


class Room:
    """Owns one session: its entries, its state, and whether they are on disk."""

    def __init__(self, journal: Journal, clock: Clock, entries: Sequence[Entry] | None = None) -> None:
        self._entries: list[Entry] = list(journal.entries() if entries is None else entries)
        self._journal = journal
        self._clock = clock
        self._unsaved: list[Entry] = list(journal.unsaved)
        self.trouble = journal.trouble
        """Why the latest write did not succeed; empty while everything is on disk."""
        self.session: Session = fold(self._entries)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Everything that happened so far, on disk or not."""
        return tuple(self._entries)

    @property
    def journal(self) -> Journal:
        """Where the entries go."""
        return self._journal

    @property
    def is_saved(self) -> bool:
        """Whether everything that happened is on disk."""
        return not self._unsaved

    @property
    def is_read_only(self) -> bool:
        """Whether this room only looks on."""
        return self._journal.is_read_only

    def now(self) -> datetime:
        """The present instant, never before what has happened already."""
        return max(self._clock.now(), self._entries[-1].at)

    def do(self, move: Move[Rest], *args: Rest.args, **kwargs: Rest.kwargs) -> Refusal | None:
        """Make a move: its events go to disk, then into the state. Gives back why not, if not."""
        now = self.now()
        refusal = self._cannot()
        if refusal is not None:
            return refusal
        outcome = move(self.session, now, *args, **kwargs)
        if isinstance(outcome, Refusal):
            return outcome
        self._take(outcome, now)
        return None

    def why_not(self, move: Move[Rest], *args: Rest.args, **kwargs: Rest.kwargs) -> str:
        """Say why a move cannot be made now; empty when it can."""
        refusal = self._cannot()
        if refusal is None:
            outcome = move(self.session, self.now(), *args, **kwargs)
            refusal = outcome if isinstance(outcome, Refusal) else None
        return "" if refusal is None else refusal.why

    def undo(self) -> Refusal | str:
        """Take back the newest move that holds; gives back its name, or why nothing can be undone."""
        refusal = self._cannot(passed_on=False)
        if refusal is not None:
            return refusal
        if not self.session.done:
            return Refusal("There is nothing to take back.")
        move = self.session.done[-1]
        name = self._name(move)
        self._take((Undone(move),), self.now())
        return name

    def redo(self) -> Refusal | str:
        """Make the move taken back last hold again; gives back its name, or why not."""
        refusal = self._cannot()
        if refusal is not None:
            return refusal
        if not self.session.undone:
            return Refusal("There is nothing to bring back.")
        move = self.session.undone[-1]
        name = self._name(move)
        self._take((Redone(move),), self.now())
        return name

    def reopen(self) -> None:
        """Note that the program came back in the middle of the evening."""
        if not self.is_read_only:
            self._take((SessionReopened(),), self.now())

    def retry(self) -> bool:
        """Try again to put on disk what is not there yet; gives back whether everything is now."""
        if self._unsaved:
            self._save([])
        return self.is_saved

    def look_again(self) -> None:
        """Take over what the holder of the session has written since; only for a room that looks on."""
        entries = list(self._journal.entries())
        if entries != self._entries:
            self._entries = entries
            self.session = fold(self._entries)

    def _cannot(self, *, passed_on: bool = True) -> Refusal | None:
        """Why nothing can be changed here; `passed_on` counts that the hat was passed."""
        if self.is_read_only:
            return NOT_OURS
        if passed_on and self.session.has_passed_hat:
            return PASSED_ON
        return HAS_ENDED if self.session.phase == "ended" else None

    def _take(self, events: Sequence[Event], now: datetime) -> None:
        move = self._entries[-1].move + 1
        first = self._entries[-1].seq + 1
        new = [Entry(seq=first + place, move=move, at=now, event=event) for place, event in enumerate(events)]
        self._save(new)
        self.session = advance(self.session, self._entries, new)
        self._entries.extend(new)

    def _save(self, new: Sequence[Entry]) -> None:
        waiting = [*self._unsaved, *new]
        try:
            self._journal.append(waiting)
        except NotSavedError as exc:
            self._unsaved = waiting
            self.trouble = str(exc)
            return
        self._unsaved = []
        self.trouble = ""

    def _name(self, move: int) -> str:
        gone = taken_back(self._entries) - {move}
        began = (item.move for item in self._entries if isinstance(item.event, StepBegan))
        if move == next((item for item in began if item not in gone), None):
            return "the beginning of the evening"
        return name_of_move([entry.event for entry in self._entries if entry.move == move])
