"""What always runs over or under, over some evenings, and the one change to the template that would help.

About segments, never about people: it is given courses, in which nobody stands.
"""

from collections.abc import Sequence
from statistics import median_low
from typing import Literal

from msgspec import Struct

from circle_tui.core.record.course import Course, SegmentCourse, whole_minutes
from circle_tui.core.text import say_minutes

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


def habits_of(past: Sequence[Course]) -> tuple[Habit, ...]:
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


def suggestion_for(habits: Sequence[Habit], past: Sequence[Course]) -> Suggestion | None:
    """For what runs over most; else for what runs under most and may become shorter."""
    over = [habit for habit in habits if habit.runs == "over"]
    if over:
        return _longer(max(over, key=lambda habit: habit.minutes), past)
    spare = [habit for habit in habits if habit.segment not in KEEPS_ITS_MINUTES | {BUFFER}]
    return _shorter(max(spare, key=lambda habit: habit.minutes), past) if spare else None


def say_habit(habit: Habit) -> str:
    """What a segment mostly does, for a line beside its title: "3 min over in 4"."""
    return f"{'about ' if habit.varies else ''}{habit.minutes} min {habit.runs} in {habit.evenings}"


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
        advice = f"plan without it, and keep its {say_minutes(change.minutes_now)} as open floor"
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
    return f"{habit.title} ran {about}{say_minutes(habit.minutes)} {habit.runs} {often}"


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
