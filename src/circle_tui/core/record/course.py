"""How an evening went in time alone, so that it can be looked at without looking at anybody.

No person has a place in these values: who led, who brought and who came stay behind in the record.
"""

from collections.abc import Iterable
from datetime import datetime

from msgspec import Struct

from circle_tui.core.plan.agenda import Standing as Standing  # noqa: PLC0414  a look knows courses alone
from circle_tui.core.record.ledger import SessionRecord
from circle_tui.core.text import clean


class SegmentCourse(Struct, frozen=True):
    """One segment: what it was to take, and what it took."""

    id: str
    title: str
    planned_seconds: int
    actual_seconds: int
    standing: Standing = "planned"


class Course(Struct, frozen=True):
    """One evening as its clocks saw it."""

    planned_start: datetime
    planned_seconds: int
    """From the planned start to the planned end."""
    began_at: datetime | None
    ended_at: datetime | None
    segments: tuple[SegmentCourse, ...]
    """In the order of the agenda, with what was put in and what was left out."""
    end_moved_seconds: int = 0
    """How much later the group chose to end; negative for earlier."""
    format: str = ""
    """Slug of the format that it was planned by."""


def course_of(record: SessionRecord) -> Course:
    """Give back what a record says about time, and nothing else of it."""
    return Course(
        planned_start=record.planned_start,
        planned_seconds=record.planned_minutes * 60,
        began_at=record.began_at,
        ended_at=record.ended_at,
        segments=tuple(
            SegmentCourse(
                clean(item.id),
                clean(item.title) or clean(item.id),
                item.planned_seconds,
                item.actual_seconds,
                item.standing,
            )
            for item in record.segments
        ),
        end_moved_seconds=record.end_moved_seconds,
        format=clean(record.format),
    )


def courses_up_to(record: SessionRecord, records: Iterable[SessionRecord]) -> tuple[Course, ...]:
    """The evenings of the same group and format up to this one, in order of time.

    Only those that were held to an end count, this one too; rehearsals do not.
    """
    known = {item.id: item for item in (*records, record)}
    alike = [
        item
        for item in known.values()
        if (item.group, item.format) == (record.group, record.format)
        and item.began_at is not None
        and item.ended_at is not None
        and not item.is_rehearsal
        and (item.planned_start, item.id) <= (record.planned_start, record.id)
    ]
    return tuple(course_of(item) for item in sorted(alike, key=lambda item: (item.planned_start, item.id)))


def whole_minutes(seconds: int) -> int:
    """Seconds as minutes to the nearest, a half counting upwards."""
    return (seconds + 30) // 60
