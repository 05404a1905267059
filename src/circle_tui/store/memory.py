"""A shelf that is gone when the program ends: for a rehearsal, and for tests.

It behaves as the one on disk does, with the same journals over logs in memory. It must not touch a file.
"""

from collections.abc import Callable, Iterable, Sequence

from circle_tui.core.happening.events.log import Entry
from circle_tui.core.people.group import Group
from circle_tui.core.record.ledger import SessionRecord
from circle_tui.core.shelf import Journal, OpenSession
from circle_tui.store.evenings import (
    by_name,
    in_order,
    newest_first,
    no_such_group,
    no_such_session,
    open_session_of,
    record_of,
)
from circle_tui.store.journal import SessionJournal, to_entries
from circle_tui.store.sessions import SessionLog


class MemoryShelf:
    """Groups and sessions that are gone when the program ends."""

    def __init__(self, groups: Iterable[Group] = ()) -> None:
        self.notices: list[str] = []
        """Sentences to say once; in memory there are none."""
        self._groups = {group.id: group for group in groups}
        self._logs: dict[str, SessionLog] = {}
        self._piles: dict[str, tuple[str, ...]] = {}

    @property
    def outlasts(self) -> bool:
        """Nothing here does."""
        return False

    def groups(self) -> tuple[Group, ...]:
        """Every group, by name."""
        return by_name(self._groups.values())

    def save_group(self, group: Group) -> None:
        """Keep a group until the program ends."""
        self._groups[group.id] = group

    def change_group(self, group: str, change: Callable[[Group], Group]) -> Group:
        """Change a group as it is kept now; BadInput when there is none of that id."""
        if group not in self._groups:
            raise no_such_group()
        self.save_group(change(self._groups[group]))
        return self._groups[group]

    def set_aside_with(self, group: str, name: str) -> tuple[str, ...]:
        """Nothing is ever set aside in memory."""
        del group, name
        return ()

    def forget(self, group: str, change: Callable[[Group], Group], name: str) -> Group:
        """Keep a group without somebody; in memory there is no earlier text of it."""
        del name
        return self.change_group(group, change)

    def pile(self, group: str) -> tuple[str, ...]:
        """The draw pile of a group; empty when it has none yet."""
        return self._piles.get(group, ())

    def save_pile(self, group: str, ids: Sequence[str]) -> None:
        """Keep a group's draw pile until the program ends."""
        self._piles[group] = tuple(ids)

    def remove_pile(self, group: str) -> None:
        """Take a group's draw pile away."""
        self._piles.pop(group, None)

    def records(self, group: str | None = None) -> tuple[SessionRecord, ...]:
        """The records of all sealed sessions, or of those of one group, in order of time."""
        sealed = [
            record_of(to_entries(log.documents())) for log in self._logs.values() if log.seal_hash is not None
        ]
        return in_order(sealed, group)

    def open_sessions(self) -> tuple[OpenSession, ...]:
        """Sessions that were left open, the newest first."""
        unsealed = (log for log in self._logs.values() if log.seal_hash is None)
        return newest_first(open_session_of(to_entries(log.documents())) for log in unsealed)

    def entries(self, session: str) -> tuple[Entry, ...]:
        """What happened in a session, open or sealed; BadInput when there is none."""
        return to_entries(self._log(session).documents())

    def create_session(self, session: str, first: Entry) -> Journal:
        """Begin a session with its first entry."""
        self._logs[session] = SessionLog.rehearse()
        journal = SessionJournal.over(self._logs[session])
        journal.append([first])
        return journal

    def open_session(self, session: str) -> Journal:
        """Open a session that was left open; BadInput when there is none."""
        return SessionJournal.over(self._log(session))

    def discard_session(self, session: str) -> None:
        """Take an open session away; BadInput when there is none."""
        self._log(session)
        del self._logs[session]

    def replace_session(self, session: str, entries: Sequence[Entry]) -> Journal:
        """Open a session, left open or sealed, with these entries in place; BadInput when there is none."""
        self._log(session)
        self._logs[session] = SessionLog.rehearse()
        journal = SessionJournal.over(self._logs[session])
        journal.append(entries)
        return journal

    def _log(self, session: str) -> SessionLog:
        if session not in self._logs:
            raise no_such_session()
        return self._logs[session]
