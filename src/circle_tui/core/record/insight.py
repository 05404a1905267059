"""The facilitator's closing look: planned beside actual, what always runs over, one change to the template.

About segments, never about people: it is given courses, in which nobody stands, and it must not be given
more. Lengths are whole seconds and add up exactly, and so do the whole minutes that are said: the evening
lasts as long as the times of day beside it say, and its parts share that out.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from statistics import median_low
from typing import Literal

from msgspec import Struct

from circle_tui.core.record.course import Course, SegmentCourse, Standing

FEWEST_EVENINGS = 3
"""Below this nothing is called a habit."""
MOST_EVENINGS = 5
"""How many evenings are looked back on, the newest ones; what is older was another group's habit."""
NOTABLE_SECONDS = 120
"""Over or under by less is the breathing of an evening. A design assumption, to be tested with groups."""
SPARE_SECONDS = 60
"""With at least so much left every time, a segment was never used up."""

BUFFER = "open-floor"
"""The segment that is there to be taken from, and may stay unused."""
KEEPS_ITS_MINUTES = frozenset({"opening", "ground-rules", "check-out", "next-time"})
"""Segments that are never made shorter by a suggestion: an evening needs its beginning and its end."""

Runs = Literal["over", "under"]


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


class Habit(Struct, frozen=True):
    """A segment that runs over or under in at least two thirds of the evenings."""

    segment: str
    title: str
    runs: Runs
    minutes: int
    """Over or under by so many, the median of the evenings in which it was."""
    evenings: int
    """In how many of those that were looked at."""
    varies: bool
    """Whether it was not by the same number of minutes every time."""


class Change(Struct, frozen=True):
    """Other minutes for a segment of the template."""

    segment: str
    title: str
    minutes_now: int
    minutes_then: int


class Suggestion(Struct, frozen=True):
    """One change to the template that would have made the evenings fit."""

    change: Change
    payer: Change | None
    """The segment that the minutes would come from, if one has them to spare."""
    sentence: str
    remedy: str
    """How the template is changed, in a sentence."""


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
    habits = _habits(recent)
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
        suggestion=_suggestion(habits, recent),
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


def whole_minutes(seconds: int) -> int:
    """Seconds as minutes to the nearest, a half counting upwards."""
    return (seconds + 30) // 60


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


def say_habit(habit: Habit) -> str:
    """What a segment mostly does, for a line beside its title: "3 min over in 4"."""
    return f"{'about ' if habit.varies else ''}{habit.minutes} min {habit.runs} in {habit.evenings}"


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


# -- habits


def _habits(past: Sequence[Course]) -> tuple[Habit, ...]:
    """Measured against the plan of each evening and against the newest one, whichever is kinder.

    So a template that was mended already is not mended twice.
    """
    if len(past) < FEWEST_EVENINGS:
        return ()
    found = []
    ways: tuple[Runs, Runs] = ("over", "under")
    for item in _planned(past[-1]):
        for runs in ways:
            spans = [span for span in _spans(item, past, runs) if span >= NOTABLE_SECONDS]
            if _is_most(len(spans), past):
                found.append(
                    Habit(
                        segment=item.id,
                        title=item.title,
                        runs=runs,
                        minutes=whole_minutes(median_low(spans)),
                        evenings=len(spans),
                        varies=len({whole_minutes(span) for span in spans}) > 1,
                    )
                )
    return tuple(found)


def _planned(course: Course) -> list[SegmentCourse]:
    """What was planned and stood to the end; what was decided on the night is nobody's habit."""
    return [item for item in course.segments if item.standing == "planned"]


def _spans(item: SegmentCourse, past: Sequence[Course], runs: Runs) -> list[int]:
    """By how many seconds a segment ran over (or under), for each evening in which it stood."""
    stood = [seen for course in past for seen in _planned(course) if seen.id == item.id]
    if runs == "over":
        return [seen.actual_seconds - max(seen.planned_seconds, item.planned_seconds) for seen in stood]
    return [min(seen.planned_seconds, item.planned_seconds) - seen.actual_seconds for seen in stood]


def _is_most(evenings: int, past: Sequence[Course]) -> bool:
    return evenings * 3 >= len(past) * 2


# -- one suggestion


def _suggestion(habits: Sequence[Habit], past: Sequence[Course]) -> Suggestion | None:
    """For what runs over most; else for what runs under most and may become shorter."""
    over = [habit for habit in habits if habit.runs == "over"]
    if over:
        return _longer(max(over, key=lambda habit: habit.minutes), past)
    spare = [habit for habit in habits if habit.segment not in KEEPS_ITS_MINUTES | {BUFFER}]
    return _shorter(max(spare, key=lambda habit: habit.minutes), past) if spare else None


def _longer(habit: Habit, past: Sequence[Course]) -> Suggestion:
    change = _change(habit.segment, habit.minutes, past)
    opening = f"{_told(habit, past)}: plan {change.minutes_then} instead of {change.minutes_now}"
    payer = _payer(habit, past)
    if payer is None:
        sentence = f"{opening}, and look for {habit.minutes} minutes elsewhere."
        return Suggestion(change, None, sentence, _remedy(past))
    why = _why_it_can_pay(payer.segment, past)
    sentence = f"{opening}, and take them from {payer.title}, which {why}."
    return Suggestion(change, payer, sentence, _remedy(past))


def _shorter(habit: Habit, past: Sequence[Course]) -> Suggestion:
    change = _change(habit.segment, -habit.minutes, past)
    if change.minutes_then < 1:
        change = _change(habit.segment, -change.minutes_now, past)
        advice = f"plan without it, and keep its {_minutes(change.minutes_now)} as open floor"
    else:
        advice = (
            f"plan {change.minutes_then} instead of {change.minutes_now}, and keep the rest as open floor"
        )
    return Suggestion(change, None, f"{_told(habit, past)}: {advice}.", _remedy(past))


def _remedy(past: Sequence[Course]) -> str:
    slug = past[-1].format
    return f"To change that: circle format copy {slug} makes a file of your own with these minutes in it."


def _told(habit: Habit, past: Sequence[Course]) -> str:
    about = "about " if habit.varies else ""
    often = f"in {habit.evenings} of the last {len(past)} evenings"
    return f"{habit.title} ran {about}{_minutes(habit.minutes)} {habit.runs} {often}"


def _payer(habit: Habit, past: Sequence[Course]) -> Change | None:
    """The open floor if it has the minutes to spare, else the first segment that has and may give them."""
    newest = sorted(_planned(past[-1]), key=lambda item: item.id != BUFFER)
    for item in newest:
        spare = [span for span in _spans(item, past, "under") if span >= habit.minutes * 60]
        if item.id not in KEEPS_ITS_MINUTES and _is_most(len(spare), past):
            return _change(item.id, -habit.minutes, past)
    return None


def _why_it_can_pay(segment: str, past: Sequence[Course]) -> str:
    item = _newest(segment, past)
    spans = _spans(item, past, "under")
    if len(spans) == len(past) and min(spans) >= SPARE_SECONDS:
        return "was never used up"
    return f"ran under in {sum(span >= NOTABLE_SECONDS for span in spans)} of them"


def _change(segment: str, minutes: int, past: Sequence[Course]) -> Change:
    item = _newest(segment, past)
    now = whole_minutes(item.planned_seconds)
    return Change(item.id, item.title, now, now + minutes)


def _newest(segment: str, past: Sequence[Course]) -> SegmentCourse:
    return next(item for item in _planned(past[-1]) if item.id == segment)


def _minutes(count: int) -> str:
    return "1 minute" if count == 1 else f"{count} minutes"
