"""The facilitator's closing look: planned beside actual, with the habits of the evenings up to it.

About segments, never about people: it is given courses, in which nobody stands, and it must not be given
more. Lengths are whole seconds and add up exactly, and so do the whole minutes that are said: the evening
lasts as long as the times of day beside it say, and its parts share that out.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from msgspec import Struct

from circle_tui.core.record.course import Course, SegmentCourse, Standing, whole_minutes
from circle_tui.core.record.habits import MOST_EVENINGS, Habit, Suggestion, habits_of, suggestion_for


class SegmentLook(Struct, frozen=True):
    """One segment, planned beside actual."""

    id: str
    title: str
    planned_seconds: int
    actual_seconds: int
    planned_minutes: int
    actual_minutes: int
    """Whole minutes, so that all of them together make the evening's."""
    standing: Standing
    says: str
    """The difference in words: "3 min over", "as planned"; empty where it cannot be said yet."""

    @property
    def difference_seconds(self) -> int:
        """What it took beyond the plan; negative when it took less."""
        return self.actual_seconds - self.planned_seconds

    @property
    def difference_minutes(self) -> int:
        """The same in the whole minutes that are said."""
        return self.actual_minutes - self.planned_minutes


class Look(Struct, frozen=True):
    """What the facilitator may see of an evening in time."""

    segments: tuple[SegmentLook, ...]
    planned_seconds: int
    """The whole evening, as planned."""
    actual_seconds: int
    """The whole evening, from begin to end; while it has not ended, its segments together."""
    planned_minutes: int
    actual_minutes: int
    """The same in whole minutes: as the times of day say at which it began and ended."""
    paused_minutes: int
    """Of those, what belongs to no segment: paused, or left out after a gap."""
    began_late_seconds: int | None
    """After the planned start; negative when before it, None when it has not begun."""
    ended_late_seconds: int | None
    """After the end as it was moved; negative when before it, None when it has not begun or not ended."""
    began_late_minutes: int | None
    ended_late_minutes: int | None
    """The same as the times of day say."""
    end_moved_minutes: int
    """How much later the group chose to end; negative for earlier."""
    evenings: int
    """How many evenings were looked at for habits; this one is among them when it has ended."""
    habits: tuple[Habit, ...]
    suggestion: Suggestion | None

    @property
    def planned_outside_seconds(self) -> int:
        """Planned for no segment that is known."""
        return self.planned_seconds - sum(segment.planned_seconds for segment in self.segments)

    @property
    def actual_outside_seconds(self) -> int:
        """Spent outside all segments: paused, or left out after a gap."""
        return self.actual_seconds - sum(segment.actual_seconds for segment in self.segments)


def look(course: Course, past: Sequence[Course]) -> Look:
    """Look at one evening, and at those of the same group and format up to it.

    `past` is in order of time and holds only evenings that ended, this one too if it did.
    """
    planned_end = course.planned_start + timedelta(seconds=course.planned_seconds + course.end_moved_seconds)
    ended_at = course.ended_at if course.began_at is not None else None
    spent = [item.actual_seconds for item in course.segments]
    lasted, lasted_minutes = sum(spent), whole_minutes(sum(spent))
    if course.began_at is not None and ended_at is not None:
        lasted = round((ended_at - course.began_at).total_seconds())
        lasted_minutes = _minutes_between(course.began_at, ended_at)
    *took, paused = shared_minutes([*spent, max(0, lasted - sum(spent))], lasted_minutes)
    planned = shared_minutes(
        [item.planned_seconds for item in course.segments],
        sum(item.planned_seconds for item in course.segments) // 60,
    )
    recent = past[-MOST_EVENINGS:]
    habits = habits_of(recent)
    return Look(
        segments=tuple(
            _seen(item, before, after, is_over=course.ended_at is not None)
            for item, before, after in zip(course.segments, planned, took, strict=True)
        ),
        planned_seconds=course.planned_seconds,
        actual_seconds=lasted,
        planned_minutes=course.planned_seconds // 60,
        actual_minutes=lasted_minutes,
        paused_minutes=paused,
        began_late_seconds=_seconds_after(course.planned_start, course.began_at),
        ended_late_seconds=_seconds_after(planned_end, ended_at),
        began_late_minutes=_minutes_after(course.planned_start, course.began_at),
        ended_late_minutes=_minutes_after(planned_end, ended_at),
        end_moved_minutes=whole_minutes(course.end_moved_seconds),
        evenings=len(recent),
        habits=habits,
        suggestion=suggestion_for(habits, recent),
    )


def _seen(item: SegmentCourse, planned: int, took: int, *, is_over: bool) -> SegmentLook:
    return SegmentLook(
        id=item.id,
        title=item.title,
        planned_seconds=item.planned_seconds,
        actual_seconds=item.actual_seconds,
        planned_minutes=planned,
        actual_minutes=took,
        standing=item.standing,
        says=_difference(item, took - planned, is_over=is_over),
    )


def shared_minutes(seconds: Sequence[int], minutes: int) -> list[int]:
    """Whole minutes for each of these lengths, which together make so many as near as can be.

    Each is cut to whole minutes; what is missing then goes to those that lost most by it.
    """
    given = [span // 60 for span in seconds]
    lost_most = sorted(range(len(seconds)), key=lambda place: -(seconds[place] % 60))
    for place in lost_most[: max(0, minutes - sum(given))]:
        given[place] += 1
    return given


def say_difference(seconds: int) -> str:
    """How far something is from its plan: "3 min over", "2 min under", "as planned"."""
    minutes = whole_minutes(seconds)
    if minutes == 0:
        return "as planned"
    return f"{minutes} min over" if minutes > 0 else f"{-minutes} min under"


def say_frame(seen: Look) -> str:
    """How far begin and end are from the plan: "began 4 min late, ended on time"; empty before the start.

    The end is measured at where the group moved it to, and that it did is said.
    """
    told = []
    for verb, minutes in (("began", seen.began_late_minutes), ("ended", seen.ended_late_minutes)):
        if minutes is not None:
            away = f"{abs(minutes)} min {'late' if minutes > 0 else 'early'}" if minutes else "on time"
            told.append(f"{verb} {away}")
    if told and (moved := seen.end_moved_minutes):
        told.append(f"the end was moved {abs(moved)} min {'later' if moved > 0 else 'earlier'}")
    return ", ".join(told)


def say_together(seen: Look) -> str:
    """How far the whole evening is from its plan and the end that was chosen; empty while it runs."""
    if seen.ended_late_seconds is None:
        return ""
    away = seen.actual_minutes - seen.planned_minutes - seen.end_moved_minutes
    return say_difference(away * 60)


def _seconds_after(planned: datetime, actual: datetime | None) -> int | None:
    return None if actual is None else round((actual - planned).total_seconds())


def _minutes_after(planned: datetime, actual: datetime | None) -> int | None:
    return None if actual is None else _minutes_between(planned, actual)


def _minutes_between(first: datetime, last: datetime) -> int:
    """Minutes between two times of day as a clock without seconds shows them."""
    return int((_cut(last) - _cut(first)).total_seconds()) // 60


def _cut(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)


def _difference(item: SegmentCourse, minutes: int, *, is_over: bool) -> str:
    if item.standing != "planned":
        return item.standing
    if not is_over and item.actual_seconds < item.planned_seconds:
        return ""
    if item.actual_seconds == 0 and item.planned_seconds > 0:
        return "not held"
    return say_difference(minutes * 60)
