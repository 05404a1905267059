"""The closing look: planned beside actual, what always runs over, and one change to the template."""

import ast
from datetime import timedelta
from pathlib import Path
from types import ModuleType

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.evenings import FIRST, GUEST, LEADER, PRESENTER, Minutes, evening, held, looked

from circle_tui.core.record import habits, insight
from circle_tui.core.record.course import Course, SegmentCourse, course_of, whole_minutes
from circle_tui.core.record.habits import Change, Habit, say_habit
from circle_tui.core.record.insight import look, say_difference, say_frame, say_together, shared_minutes

# One evening


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "as planned"),
        (29, "as planned"),
        (-30, "as planned"),
        (30, "1 min over"),
        (-31, "1 min under"),
        (180, "3 min over"),
        (-149, "2 min under"),
        (3600, "60 min over"),
    ],
)
def test_a_difference_is_said_in_whole_minutes(seconds: int, said: str) -> None:
    assert say_difference(seconds) == said


@pytest.mark.parametrize(
    ("began", "ended", "said"),
    [
        (0, 0, "began on time, ended on time"),
        (240, 120, "began 4 min late, ended 2 min late"),
        (-90, -3600, "began 2 min early, ended 60 min early"),
        (59, -30, "began on time, ended 1 min early"),
        (0, None, "began on time"),
        (None, None, ""),
        (None, 0, ""),
    ],
)
def test_begin_and_end_are_said_beside_the_plan(began: int | None, ended: int | None, said: str) -> None:
    start, end = FIRST, FIRST + timedelta(minutes=17)
    record = replace(
        evening(0, (3, 9, 5)),
        began_at=None if began is None else start + timedelta(seconds=began),
        ended_at=None if ended is None else end + timedelta(seconds=ended),
    )

    assert say_frame(looked([record])) == said


@pytest.mark.parametrize(
    ("moved", "ended", "said", "together"),
    [
        (5, 5, "began on time, ended on time, the end was moved 5 min later", "as planned"),
        (5, 7, "began on time, ended 2 min late, the end was moved 5 min later", "2 min over"),
        (-5, -5, "began on time, ended on time, the end was moved 5 min earlier", "as planned"),
    ],
)
def test_an_end_that_the_group_moved_is_what_it_ended_beside(
    moved: int, ended: int, said: str, together: str
) -> None:
    record = evening(0, (3, 9, 5))
    end = FIRST + timedelta(minutes=17 + ended)

    seen = looked([replace(record, ended_at=end, end_moved_seconds=moved * 60)])

    assert (say_frame(seen), say_together(seen)) == (said, together)


def test_a_beginning_is_late_by_what_the_times_of_day_say() -> None:
    record = evening(0, (3, 9, 5))
    began = FIRST + timedelta(seconds=45)

    seen = looked([replace(record, began_at=began)])

    assert (say_frame(seen), seen.began_late_seconds) == ("began on time, ended on time", 45)


def test_each_segment_has_planned_beside_actual() -> None:
    seen = looked(held([(3.2, 12, 0)]))

    assert [
        (item.title, item.difference_seconds, item.difference_minutes, item.says) for item in seen.segments
    ] == [
        ("Opening", 12, 0, "as planned"),
        ("Check-in", 180, 3, "3 min over"),
        ("Open floor", -300, -5, "not held"),
    ]


def test_what_has_not_come_yet_is_not_said_to_be_under() -> None:
    record = replace(evening(0, (3, 12, 0)), ended_at=None)

    seen = looked([record])

    assert [item.says for item in seen.segments] == ["as planned", "3 min over", ""]
    assert (seen.actual_seconds, seen.actual_outside_seconds) == (15 * 60, 0)


def test_a_pause_stands_outside_the_segments() -> None:
    seen = looked([evening(0, (3, 9, 3))])

    assert (seen.actual_outside_seconds, seen.paused_minutes) == (2 * 60, 2)


def test_what_was_left_out_and_what_was_put_in_are_said_to_be() -> None:
    start = course_of(evening(0, (3, 9, 0)))
    *others, floor = start.segments
    ending = SegmentCourse("ending", "One word", 0, 300, "put in")

    seen = look(replace(start, segments=(*others, replace(floor, standing="left out"), ending)), ())

    assert [(item.planned_minutes, item.actual_minutes, item.says) for item in seen.segments[2:]] == [
        (5, 0, "left out"),
        (0, 5, "put in"),
    ]


@pytest.mark.parametrize(
    ("seconds", "minutes", "given"),
    [
        ([182, 542, 296], 17, [3, 9, 5]),
        ([182, 542, 296], 16, [3, 9, 4]),
        ([210, 570, 240], 17, [4, 9, 4]),
        ([180, 540, 300], 18, [4, 9, 5]),
        ([180, 540, 300], 11, [3, 9, 5]),
        ([], 0, []),
    ],
)
def test_minutes_are_shared_out_by_what_was_cut_off(
    seconds: list[int], minutes: int, given: list[int]
) -> None:
    assert shared_minutes(seconds, minutes) == given


@given(
    took=st.lists(st.integers(0, 3600), min_size=1, max_size=9),
    paused=st.integers(0, 900),
    second=st.integers(0, 59),
)
def test_the_minutes_that_are_said_make_the_evening_that_the_times_of_day_say(
    took: list[int], paused: int, second: int
) -> None:
    began = FIRST + timedelta(seconds=second)
    segments = tuple(SegmentCourse(f"s-{place}", "x", 600, span) for place, span in enumerate(took))
    ended = began + timedelta(seconds=sum(took) + paused)

    seen = look(Course(FIRST, 600 * len(took), began, ended, segments), ())

    assert sum(item.actual_minutes for item in seen.segments) + seen.paused_minutes == seen.actual_minutes
    assert sum(item.planned_minutes for item in seen.segments) == seen.planned_minutes
    assert all(abs(item.actual_minutes * 60 - item.actual_seconds) < 60 for item in seen.segments)
    assert f"{ended:%H:%M}" == f"{began + timedelta(minutes=seen.actual_minutes):%H:%M}"


SPANS = st.integers(0, 4 * 3600)
MOMENTS = st.integers(-7200, 14400)


@st.composite
def courses(draw: st.DrawFn) -> Course:
    """An evening of up to five segments, some of which may be missing."""
    start = FIRST + timedelta(weeks=draw(st.integers(0, 9)))
    planned = draw(st.integers(1, 480)) * 60
    began = start + timedelta(seconds=draw(MOMENTS))
    names = draw(
        st.lists(st.sampled_from(["opening", "check-in", "case-1", "open-floor", "ending"]), unique=True)
    )
    return Course(
        planned_start=start,
        planned_seconds=planned,
        began_at=began,
        ended_at=began + timedelta(seconds=draw(SPANS)),
        segments=tuple(SegmentCourse(name, name.title(), draw(SPANS), draw(SPANS)) for name in names),
    )


@given(course=courses())
def test_all_sums_are_exact(course: Course) -> None:
    seen = look(course, ())

    differences = sum(item.difference_seconds for item in seen.segments)
    outside = seen.actual_outside_seconds - seen.planned_outside_seconds
    assert seen.began_late_seconds is not None
    assert seen.ended_late_seconds is not None
    assert differences + outside == seen.actual_seconds - seen.planned_seconds
    assert seen.actual_seconds - seen.planned_seconds == seen.ended_late_seconds - seen.began_late_seconds


@given(seconds=st.integers(-(10**6), 10**6))
def test_whole_minutes_are_never_half_a_minute_off(seconds: int) -> None:
    assert -30 < whole_minutes(seconds) * 60 - seconds <= 30


@given(planned=st.integers(0, 480), actual=SPANS)
def test_a_difference_is_that_of_the_minutes_shown(planned: int, actual: int) -> None:
    assert whole_minutes(actual - planned * 60) == whole_minutes(actual) - planned


# Habits

OVER, NOT = (3, 12, 0), (3, 9, 0)


@pytest.mark.parametrize(
    ("took", "evenings"),
    [
        ([OVER, OVER], None),
        ([OVER, OVER, OVER], 3),
        ([OVER, NOT, OVER], 2),
        ([OVER, NOT, NOT], None),
        ([NOT, OVER, OVER, NOT], None),
        ([NOT, OVER, OVER, OVER], 3),
        ([OVER, OVER, OVER, NOT, NOT], None),
        ([OVER, OVER, OVER, OVER, NOT], 4),
        ([OVER, OVER, OVER, OVER, NOT, NOT], None),
        ([NOT, NOT, OVER, OVER, OVER, OVER, OVER], 5),
    ],
)
def test_two_thirds_of_the_last_evenings_make_a_habit(took: list[Minutes], evenings: int | None) -> None:
    found = [habit.evenings for habit in looked(held(took)).habits if habit.segment == "check-in"]

    assert found == ([] if evenings is None else [evenings])


@pytest.mark.parametrize(("took", "is_habit"), [(10.99, False), (11.0, True), (7.0, True), (7.01, False)])
def test_two_minutes_are_needed_for_a_habit(took: float, is_habit: bool) -> None:
    habits = looked(held([(3, took, 5)] * 3)).habits

    assert bool(habits) == is_habit


def test_a_habit_has_the_median_of_the_evenings_in_which_it_was() -> None:
    habits = looked(held([(3, 12, 5), (3, 20, 5), (3, 9, 5), (3, 11, 5), (3, 13, 5)])).habits

    assert habits == (Habit("check-in", "Check-in", "over", 3, 4, varies=True),)
    assert say_habit(habits[0]) == "about 3 min over in 4"


def test_what_runs_under_is_a_habit_too() -> None:
    habits = looked(held([(3, 5, 5)] * 3)).habits

    assert habits == (Habit("check-in", "Check-in", "under", 4, 3, varies=False),)


def test_a_template_that_was_mended_is_not_mended_twice() -> None:
    before = held([(3, 12, 3)] * 3)
    after = evening(3, (3, 12, 2), (3, 12, 2))

    seen = looked([*before, after])

    assert (seen.habits, seen.suggestion) == ((), None)


def test_an_ending_chosen_on_the_night_is_no_habit() -> None:
    start = course_of(evening(0, OVER))
    night = replace(start, segments=(SegmentCourse("ending", "One word", 0, 900, "put in"),))

    assert look(night, [night] * 3).habits == ()


def test_an_earlier_evening_is_looked_at_as_it_was_then() -> None:
    records = held([OVER] * 4)

    assert looked(records[:2]).evenings == 2


# The suggestion


@pytest.mark.parametrize(
    ("took", "planned", "sentence"),
    [
        (
            [OVER, OVER, NOT, OVER, OVER],
            (3, 9, 5),
            "Check-in ran 3 minutes over in 4 of the last 5 evenings: plan 12 instead of 9, "
            "and take them from Open floor, which was never used up.",
        ),
        (
            [(3, 12, 0), (3, 14, 1), (3, 11, 5)],
            (3, 9, 5),
            "Check-in ran about 3 minutes over in 3 of the last 3 evenings: plan 12 instead of 9, "
            "and take them from Open floor, which ran under in 2 of them.",
        ),
        (
            [(3, 12, 5)] * 3,
            (3, 9, 5),
            "Check-in ran 3 minutes over in 3 of the last 3 evenings: plan 12 instead of 9, "
            "and look for 3 minutes elsewhere.",
        ),
        (
            [(3, 16, 0)] * 3,
            (3, 9, 5),
            "Check-in ran 7 minutes over in 3 of the last 3 evenings: plan 16 instead of 9, "
            "and look for 7 minutes elsewhere.",
        ),
        (
            [(8, 6, 5)] * 3,
            (3, 11, 5),
            "Opening ran 5 minutes over in 3 of the last 3 evenings: plan 8 instead of 3, "
            "and take them from Check-in, which was never used up.",
        ),
        (
            [(6, 14, 0)] * 3,
            (3, 9, 5),
            "Check-in ran 5 minutes over in 3 of the last 3 evenings: plan 14 instead of 9, "
            "and take them from Open floor, which was never used up.",
        ),
        (
            [(3, 5, 5)] * 3,
            (3, 9, 5),
            "Check-in ran 4 minutes under in 3 of the last 3 evenings: plan 5 instead of 9, "
            "and keep the rest as open floor.",
        ),
        (
            [(3, 0, 5)] * 3,
            (3, 9, 5),
            "Check-in ran 9 minutes under in 3 of the last 3 evenings: plan without it, "
            "and keep its 9 minutes as open floor.",
        ),
        ([(3, 9, 0)] * 3, (3, 9, 5), None),
        ([(0, 9, 5)] * 3, (3, 9, 5), None),
        ([(3, 9, 5)] * 3, (3, 9, 5), None),
        ([OVER] * 2, (3, 9, 5), None),
    ],
)
def test_one_change_is_suggested_in_a_sentence(
    took: list[Minutes], planned: Minutes, sentence: str | None
) -> None:
    suggestion = looked(held(took, planned)).suggestion

    assert (suggestion.sentence if suggestion else None) == sentence


def test_a_suggestion_says_both_changes_in_minutes() -> None:
    suggestion = looked(held([OVER] * 3)).suggestion

    assert suggestion is not None
    assert suggestion.change == Change("check-in", "Check-in", 9, 12)
    assert suggestion.payer == Change("open-floor", "Open floor", 5, 2)


@given(past=st.lists(courses(), min_size=1, max_size=7))
def test_a_suggestion_moves_minutes_and_makes_none(past: list[Course]) -> None:
    suggestion = look(past[-1], past).suggestion

    changes = [part for part in (suggestion.change, suggestion.payer) if part] if suggestion else []
    assert all(part.minutes_then >= 0 for part in changes)
    assert len(changes) < 2 or sum(part.minutes_then - part.minutes_now for part in changes) == 0


@given(past=st.lists(courses(), min_size=1, max_size=7))
def test_beginning_and_end_are_never_made_shorter(past: list[Course]) -> None:
    suggestion = look(past[-1], past).suggestion

    changes = [part for part in (suggestion.change, suggestion.payer) if part] if suggestion else []
    shorter = {part.segment for part in changes if part.minutes_then < part.minutes_now}
    assert not shorter & habits.KEEPS_ITS_MINUTES


@given(past=st.lists(courses(), min_size=1, max_size=7))
def test_nothing_is_called_a_habit_that_is_not_in_most_evenings(past: list[Course]) -> None:
    seen = look(past[-1], past)

    assert all(2 * seen.evenings <= 3 * habit.evenings <= 3 * seen.evenings for habit in seen.habits)
    assert all(habit.minutes >= 2 for habit in seen.habits)


# About segments, never about people


def test_nobody_stands_in_a_look() -> None:
    seen = looked(held([OVER, (3, 14, 1), OVER]))

    written = msgspec.json.encode(seen).decode()

    assert [person for person in (LEADER, PRESENTER, GUEST, "p-") if person in written] == []


@pytest.mark.parametrize(
    ("module", "knows"),
    [(insight, {"record.course", "record.habits"}), (habits, {"record.course", "text"})],
    ids=["insight", "habits"],
)
def test_a_look_knows_courses_and_no_records(module: ModuleType, knows: set[str]) -> None:
    tree = ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8"))

    known = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module}
    ours = {name.removeprefix("circle_tui.core.") for name in known if name.startswith("circle_tui")}
    assert ours == knows
