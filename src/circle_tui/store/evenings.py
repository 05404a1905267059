"""What the entries of one file amount to: a session left open, a record, or no session at all.

Pure functions that both shelves share. They must not touch a file.
"""

from collections.abc import Iterable, Sequence

from circle_tui.core.clock.recurrence import zone_named
from circle_tui.core.errors import BadInput
from circle_tui.core.happening.events.log import Entry
from circle_tui.core.happening.fold import fold, last_happening
from circle_tui.core.people.group import Group
from circle_tui.core.record.ledger import SessionRecord, record
from circle_tui.core.shelf import OpenSession


def record_of(entries: Sequence[Entry]) -> SessionRecord:
    """The record of a session as it stood when the last thing happened in it."""
    return record(fold(entries), entries[-1].at)


def open_session_of(entries: Sequence[Entry]) -> OpenSession:
    """What there is to say about a session that was left open."""
    session = fold(entries)
    return OpenSession(
        id=session.opened.session,
        group=session.opened.group,
        planned_start=session.opened.planned_start,
        last_at=last_happening(entries),
        has_ended=session.phase == "ended",
        has_begun=session.began_at is not None,
        is_handed_on=session.has_passed_hat,
    )


def no_such_session() -> BadInput:
    """The error for a session that is not there; it does not repeat what was asked for."""
    return BadInput("There is no such session here; `circle sessions` lists those there are.")


def no_such_group() -> BadInput:
    """The error for a group that is not there."""
    return BadInput("This group is not on this machine any more.")


def check(entries: Sequence[Entry], session: str) -> None:
    """Raise `ValueError`, `LookupError` or `TypeError` unless the entries make the session of that id."""
    opened = fold(entries).opened
    zone_named(opened.zone)
    instants = [opened.planned_start, *(entry.at for entry in entries)]
    if opened.session != session or any(instant.tzinfo is None for instant in instants):
        message = "these entries are of another session, or of no certain time"
        raise ValueError(message)


def by_name(groups: Iterable[Group]) -> tuple[Group, ...]:
    """Groups by name."""
    return tuple(sorted(groups, key=lambda group: (group.name.casefold(), group.id)))


def in_order(records: Iterable[SessionRecord], group: str | None) -> tuple[SessionRecord, ...]:
    """Records in order of time, all or those of one group."""
    wanted = (item for item in records if group is None or item.group == group)
    return tuple(sorted(wanted, key=lambda item: (item.planned_start, item.id)))


def newest_first(sessions: Iterable[OpenSession]) -> tuple[OpenSession, ...]:
    """Open sessions, the newest first."""
    return tuple(sorted(sessions, key=lambda item: (item.planned_start, item.id), reverse=True))
