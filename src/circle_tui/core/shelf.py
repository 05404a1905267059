"""Where groups and evenings are kept, as the rest of Circle sees it: Protocols only."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Protocol

from msgspec import Struct

from circle_tui.core.happening.events.log import Entry
from circle_tui.core.people.group import Group
from circle_tui.core.record.ledger import SessionRecord


class NotSavedError(OSError):
    """Something could not be put on disk; `str()` of it is a sentence for the facilitator."""


class Journal(Protocol):
    """Where the entries of one session are put, one acknowledged write for each move."""

    @property
    def is_read_only(self) -> bool:
        """Whether somebody else holds the session, so that this one only looks on."""
        ...

    @property
    def held_by(self) -> str:
        """Who holds it, in a sentence; empty while it is ours."""
        ...

    @property
    def unsaved(self) -> tuple[Entry, ...]:
        """Entries that were handed in and are not on disk; of a new session perhaps the first one."""
        ...

    @property
    def trouble(self) -> str:
        """Why the latest attempt to put something on disk failed, in a sentence; empty when it did not."""
        ...

    def append(self, entries: Sequence[Entry]) -> None:
        """Put entries on disk before returning; NotSavedError when that did not succeed.

        What could not be put there may be handed in again: it goes along, and is never there twice. A
        session whose file could not be made or opened is tried anew each time.
        """
        ...

    def entries(self) -> tuple[Entry, ...]:
        """Everything that was handed in, in order; a journal that looks on reads what is new first."""
        ...

    def seal(self, kept: Sequence[Entry]) -> None:
        """Keep these entries for good and nothing else; NotSavedError when that did not succeed."""
        ...

    def close(self) -> None:
        """Let go of the session."""
        ...


class OpenSession(Struct, frozen=True):
    """A session that was begun and not sealed."""

    id: str
    group: str
    planned_start: datetime
    last_at: datetime
    """When the last thing happened in it."""
    has_ended: bool = False
    """Whether its end is recorded, so that only the sealing is missing."""
    has_begun: bool = True
    """Whether a step ever began in it."""
    is_handed_on: bool = False
    """Whether somebody else goes on with it on another machine."""


class Shelf(Protocol):
    """The library of groups and sessions on this machine."""

    notices: list[str]
    """Sentences to say once: what was set aside, what could not be read."""

    @property
    def outlasts(self) -> bool:
        """Whether what lies on it is still there when the program has ended."""
        ...

    def groups(self) -> tuple[Group, ...]:
        """Every group, by name."""
        ...

    def save_group(self, group: Group) -> None:
        """Put a new group on disk; NotSavedError when that did not succeed.

        One that is there already is changed by `change_group`, so that nothing is lost that another window
        wrote meanwhile.
        """
        ...

    def change_group(self, group: str, change: Callable[[Group], Group]) -> Group:
        """Change a group as it stands on disk now, held by nobody else meanwhile; gives back how it is then.

        Whatever `change` raises is raised, and nothing is changed. BadInput when there is no such group any
        more; NotSavedError when it was not saved, or another window is just writing it.
        """
        ...

    def set_aside_with(self, group: str, name: str) -> tuple[str, ...]:
        """Names of damaged files, set aside at any time, that go when somebody of this group is forgotten."""
        ...

    def forget(self, group: str, change: Callable[[Group], Group], name: str) -> Group:
        """Take somebody out of a group as it stands on disk now, and leave no earlier text of it anywhere.

        Whatever was set aside with the name goes too. Whatever `change` raises is raised, and nothing is
        changed. NotSavedError when that did not succeed to the end, or another window is just writing the
        group; it can be done again, and what was begun is brought to its end when the groups are next read.
        """
        ...

    def pile(self, group: str) -> tuple[str, ...]:
        """The draw pile of a group: ids of prompts; none when it has no pile yet, or a broken one."""
        ...

    def save_pile(self, group: str, ids: Sequence[str]) -> None:
        """Put a group's draw pile in place of the one before; NotSavedError when that did not succeed."""
        ...

    def remove_pile(self, group: str) -> None:
        """Take a group's draw pile away; NotSavedError when that did not succeed."""
        ...

    def records(self, group: str | None = None) -> tuple[SessionRecord, ...]:
        """The records of all sealed sessions, or of those of one group, in order of time."""
        ...

    def entries(self, session: str) -> tuple[Entry, ...]:
        """What happened in a session, open or sealed, without holding it; BadInput when there is none."""
        ...

    def open_sessions(self) -> tuple[OpenSession, ...]:
        """Sessions that were left open, the newest first."""
        ...

    def create_session(self, session: str, first: Entry) -> Journal:
        """Begin a session with its first entry.

        Never raises for a disk that is full or closed to us: the evening can be held all the same. The
        journal then says `trouble`, has the entry among its `unsaved`, and tries again at each append.
        """
        ...

    def discard_session(self, session: str) -> None:
        """Take an open session away whole; BadInput when there is none, NotSavedError when it is still there.

        Where it was only half done, what is left of it is closed, and none of the past evenings.
        """
        ...

    def replace_session(self, session: str, entries: Sequence[Entry]) -> Journal:
        """Open a session, left open or sealed, with these entries in place of all that was in it.

        BadInput when there is none, or when it is damaged; NotSavedError when it is open in another window or
        cannot be written: what was in it then stays.
        """
        ...

    def open_session(self, session: str) -> Journal:
        """Open a session that was left open; one that somebody else holds is opened to look on.

        Where nothing can be written it is read, and each append tries again. BadInput when there is no
        such session, or when it is damaged: it is then set aside.
        """
        ...
