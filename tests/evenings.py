"""Records of evenings that were held, in minutes, for looking at: opening, check-in and open floor."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from circle_tui.core.record.course import course_of, courses_up_to
from circle_tui.core.record.insight import Look, look
from circle_tui.core.record.ledger import Attendance, SegmentRecord, SessionRecord

FIRST = datetime(2026, 11, 24, 18, 30, tzinfo=UTC)
LEADER, PRESENTER, GUEST = "p-leader", "p-presenter", "p-guest"
PLANNED = (3, 9, 5)
Minutes = Sequence[float]


def evening(
    number: int, took: Minutes, planned: Minutes = PLANNED, *, check_in: str = "Check-in"
) -> SessionRecord:
    """The record of a weekly evening, counted from 0, that began and ended on time."""
    start = FIRST + timedelta(weeks=number)
    titles = (("opening", "Opening"), ("check-in", check_in), ("open-floor", "Open floor"))
    return SessionRecord(
        id=f"s-{number}",
        group="g-1",
        mode="support",
        format="open-support-circle",
        zone="Europe/Berlin",
        planned_start=start,
        planned_minutes=17,
        began_at=start,
        ended_at=start + timedelta(minutes=17),
        limits_card="read",
        rules_version=1,
        facilitator=LEADER,
        segments=tuple(
            SegmentRecord(
                slug,
                title,
                round(wished * 60),
                round(spent * 60),
                leader=LEADER,
                how="offered",
                presenter=PRESENTER,
            )
            for (slug, title), wished, spent in zip(titles, planned, took, strict=True)
        ),
        attendance=(Attendance(LEADER, 900), Attendance(GUEST, 60, is_late=True, is_guest=True)),
        led=(LEADER,),
    )


def held(
    took: Sequence[Minutes], planned: Minutes = PLANNED, *, check_in: str = "Check-in"
) -> list[SessionRecord]:
    """An evening a week, each of which took so many minutes for its segments."""
    return [evening(number, spent, planned, check_in=check_in) for number, spent in enumerate(took)]


def looked(records: Sequence[SessionRecord]) -> Look:
    """The look at the last of them."""
    return look(course_of(records[-1]), courses_up_to(records[-1], records))
