"""What an evening leaves: times, roles and attendance, folded from its kept events. Never content."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from msgspec import Struct

from circle_tui.core import timebox
from circle_tui.core.events import NamedHow
from circle_tui.core.modes import Mode
from circle_tui.core.rotation import Turn
from circle_tui.core.session import Presence, Session, StepKey


class SegmentRecord(Struct, frozen=True, forbid_unknown_fields=True):
    """One segment, planned beside actual, in seconds."""

    id: str
    title: str
    planned_seconds: int
    actual_seconds: int
    leader: str | None = None
    """Person id."""
    how: NamedHow | None = None
    drawn_among: tuple[str, ...] = ()
    presenter: str | None = None
    """Person id."""


class Attendance(Struct, frozen=True, forbid_unknown_fields=True):
    """One person's evening."""

    person: str
    seconds_present: int
    """Between the start and the end of the session."""
    is_late: bool = False
    is_guest: bool = False


class SessionRecord(Struct, frozen=True, forbid_unknown_fields=True):
    """The record of one session: who came, for how long, who led what. Nothing that was said."""

    id: str
    group: str
    mode: Mode
    format: str
    zone: str
    planned_start: datetime
    planned_minutes: int
    began_at: datetime | None
    ended_at: datetime | None
    limits_card: str
    """`read`, `not read`, or `not reached`."""
    rules_version: int | None
    facilitator: str | None
    segments: tuple[SegmentRecord, ...]
    attendance: tuple[Attendance, ...]
    led: tuple[str, ...] = ()
    """Everyone who led something, in the order in which they were named."""
    is_rehearsal: bool = False


def record(session: Session, now: datetime) -> SessionRecord:
    """Give back the record as it stands at `now`, or at the end when the session has ended."""
    opened = session.opened
    until = session.ended_at or now
    return SessionRecord(
        id=opened.session,
        group=opened.group,
        mode=opened.mode,
        format=opened.format,
        zone=opened.zone,
        planned_start=opened.planned_start,
        planned_minutes=opened.minutes,
        began_at=session.began_at,
        ended_at=session.ended_at,
        limits_card={True: "read", False: "not read", None: "not reached"}[session.limits_read],
        rules_version=opened.rules_version,
        facilitator=opened.facilitator,
        segments=_segments(session, until),
        attendance=tuple(
            Attendance(
                person,
                int(time_present(session, presence, until).total_seconds()),
                presence.is_late,
                presence.is_guest,
            )
            for person, presence in session.presence.items()
            if presence.stays
        ),
        led=_led(session),
        is_rehearsal=opened.is_rehearsal,
    )


def time_present(session: Session, presence: Presence, until: datetime) -> timedelta:
    """How long somebody was here between the start of the session and `until`."""
    if session.began_at is None:
        return timedelta(0)
    total = timedelta(0)
    for since, gone in presence.stays:
        begin, end = max(since, session.began_at), min(gone or until, until)
        total += max(timedelta(0), end - begin)
    return total


def _segments(session: Session, until: datetime) -> tuple[SegmentRecord, ...]:
    records = []
    planned = {segment.id: segment.seconds for segment in session.opened.segments}
    for segment in session.segments:
        spent = sum(
            (timebox.spent(session.boxes[StepKey(segment.id, step.id)], until) for step in segment.steps),
            start=timedelta(0),
        )
        leadership = session.leaders.get(segment.id)
        records.append(
            SegmentRecord(
                id=segment.id,
                title=segment.title,
                planned_seconds=planned.get(segment.id, segment.seconds),
                actual_seconds=round(spent.total_seconds()),
                leader=leadership.person if leadership else None,
                how=leadership.how if leadership else None,
                drawn_among=leadership.drawn_among if leadership else (),
                presenter=session.presenters.get(segment.id),
            )
        )
    return tuple(records)


def _led(session: Session) -> tuple[str, ...]:
    return tuple(leadership.person for leadership in session.leaders.values())


def turn(past: SessionRecord) -> Turn:
    """What a past session says about whose turn it is."""
    local = past.planned_start.astimezone(ZoneInfo(past.zone))
    return Turn(on=local.date(), attended=tuple(item.person for item in past.attendance), led=past.led)


def turns(records: Sequence[SessionRecord]) -> tuple[Turn, ...]:
    """The turns of all past sessions in order of time; what never began and rehearsals do not count."""
    ordered = sorted(records, key=lambda item: item.planned_start)
    return tuple(turn(item) for item in ordered if item.began_at is not None and not item.is_rehearsal)
