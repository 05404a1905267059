"""The rest of an evening planned anew: what ran stays, what runs ends on steadying, and the end holds."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.hour import DANA, JO, PEOPLE, Hour, minutes
from tests.core.plans import FORMATS, LIBRARY, plan_of

from circle_tui.core.clock import timing
from circle_tui.core.happening import moves
from circle_tui.core.happening.events.clock import AgendaChanged
from circle_tui.core.happening.refusal import Refusal
from circle_tui.core.people import presenting
from circle_tui.core.plan.formats import Format
from circle_tui.core.plan.planning import plan_rest
from circle_tui.core.plan.replanning import IS_CLOSING, minutes_left, replan

SUPPORT = LIBRARY.formats["open-support-circle"]


def case_evening() -> Hour:
    """A consultation evening of two cases of ninety minutes, everyone here, at its first step."""
    hour = Hour(segments=plan_of("focus-question", 90, 6).segments, length=90)
    hour.arrive(*PEOPLE[:6])
    hour.at("19:30:00")
    hour.do(moves.begin)
    return hour


def walk_to(hour: Hour, segment: str, step: str) -> None:
    """Go on as planned until a step runs."""
    while hour.session.position != (segment, step):
        hour.clock.advance(seconds=hour.box.length.total_seconds())
        hour.do(moves.go_on)


def rest_of(hour: Hour) -> int:
    """Plan what is left as support; gives back how many minutes there were."""
    left = minutes_left(hour.session, hour.now)
    hour.do(replan, plan_rest(SUPPORT, minutes=left, people=6))
    return left


def test_what_ran_stays_and_the_cases_to_come_are_gone() -> None:
    hour = case_evening()
    walk_to(hour, "case-1", "facts")
    ran = hour.session.ran

    rest_of(hour)

    ids = [segment.id for segment in hour.session.segments]
    assert ids[:3] == ["opening", "check-in", "case-1"]
    assert "case-2" not in ids
    assert ids[-2:] == ["check-out", "next-time"]
    assert hour.session.ran == ran


def test_what_runs_is_finished_and_ends_on_steadying() -> None:
    hour = case_evening()
    walk_to(hour, "case-1", "facts")

    rest_of(hour)

    steps = [step.id for step in hour.session.segment("case-1").steps]
    assert steps == ["frame", "facts", "looking-back"]


@pytest.mark.parametrize("step", ["frame", "facts", "group-talks", "looking-back"])
def test_the_end_stays_and_the_minutes_come_out(step: str) -> None:
    hour = case_evening()
    walk_to(hour, "case-1", step)

    left = rest_of(hour)
    projection = timing.project(hour.session, hour.now)

    assert left > 30
    assert projection.over == minutes(0)
    assert -minutes(1) < projection.behind <= minutes(0)


def test_before_the_cases_opening_and_check_in_stay_as_they_are() -> None:
    hour = case_evening()
    before = hour.session.segments[:2]

    rest_of(hour)

    assert hour.session.segments[:2] == before
    assert hour.session.segments[2].id == "choose-topics"


def test_nobody_brings_or_leads_by_an_earlier_plan() -> None:
    hour = case_evening()
    walk_to(hour, "case-1", "frame")
    hour.do(presenting.name_presenter, "case-1", DANA)
    hour.do(presenting.name_presenter, "case-2", JO)

    rest_of(hour)

    ahead = [segment.id for segment in hour.session.segments[3:]]
    assert [hour.session.presenters.get(name) for name in ahead] == [None] * len(ahead)
    assert hour.session.presenters["case-1"] == DANA


def test_planning_anew_twice_keeps_what_ran_each_time_apart() -> None:
    hour = case_evening()
    walk_to(hour, "case-1", "frame")
    rest_of(hour)
    walk_to(hour, "case-1-2", "speaker")

    rest_of(hour)

    ids = [segment.id for segment in hour.session.segments]
    assert len(ids) == len(set(ids))
    assert ids.index("case-1") < ids.index("case-1-2")


def test_it_is_one_move_that_can_be_taken_back() -> None:
    hour = case_evening()
    walk_to(hour, "case-1", "facts")
    before = hour.session.segments

    rest_of(hour)
    hour.room.undo()

    assert hour.session.segments == before


def test_before_the_start_and_in_the_close_it_cannot_be() -> None:
    waiting = Hour()
    closing = case_evening()
    walk_to(closing, "check-out", "round")

    outcome = replan(waiting.session, waiting.now, ())

    assert isinstance(outcome, Refusal)
    assert replan(closing.session, closing.now, ()) == IS_CLOSING


def test_an_evening_that_is_late_has_no_minutes_left() -> None:
    hour = case_evening()
    walk_to(hour, "case-1", "facts")
    hour.clock.advance(minutes=80)

    assert minutes_left(hour.session, hour.now) == 0


@settings(max_examples=60)
@given(st.sampled_from(FORMATS), st.integers(0, 100), st.integers(1, 14))
def test_what_fits_fills_the_minutes_exactly(chosen: Format, left: int, people: int) -> None:
    segments = plan_rest(chosen, minutes=left, people=people)

    assert segments == () or sum(segment.seconds for segment in segments) == left * 60
    assert all(step.seconds > 0 for segment in segments for step in segment.steps)


def test_the_change_says_what_it_was() -> None:
    hour = case_evening()
    walk_to(hour, "case-1", "facts")

    rest_of(hour)

    event = hour.room.entries[-1].event
    assert isinstance(event, AgendaChanged)
    assert event.why == "replan"
