"""Fit: who gives when the plan does not fit any more. Nobody below a minimum, nobody who is protected."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.circle_kit import make_desk, make_evening, make_group, step_to
from tests.core.hour import CHECK_OUT, FIRST_TOPIC, SECOND_TOPIC, Hour, segment, step
from tests.hand_clock import HandClock

from circle_tui.core.clock import fit
from circle_tui.core.clock.fit import Proposal, propose, share_out
from circle_tui.core.happening import moves
from circle_tui.core.happening.events.clock import Cut
from circle_tui.core.happening.session import StepKey
from circle_tui.tonight.evening import Evening

MINUTE = timedelta(minutes=1)
ROOMS = st.dictionaries(
    st.sampled_from([StepKey(f"segment-{number}", "step") for number in range(6)]),
    st.integers(0, 1200).map(lambda seconds: timedelta(seconds=seconds)),
)


def late_evening(minutes: float, segment: str = "case-1") -> Evening:
    """The support evening of seven, begun as planned, with `minutes` too many in one segment."""
    desk = make_desk()
    evening = make_evening(desk, make_group(desk))
    clock = desk.clock
    assert isinstance(clock, HandClock)
    clock.advance(minutes=6)
    evening.room.do(moves.begin)
    while (position := evening.room.session.position) is not None and position.segment != segment:
        box = evening.room.session.current_box
        assert box is not None
        clock.advance(seconds=box.length.total_seconds())
        assert evening.go_on() is None
    box = evening.room.session.current_box
    assert box is not None
    clock.advance(seconds=box.length.total_seconds() + 60 * minutes)
    return evening


def proposed(evening: Evening) -> Proposal:
    return propose(evening.room.session, evening.room.now())


@given(st.integers(0, 5000).map(lambda seconds: timedelta(seconds=seconds)), ROOMS)
@settings(max_examples=200)
def test_what_is_shared_out_is_the_need_in_whole_minutes_or_all_there_is(
    need: timedelta, room: dict[StepKey, timedelta]
) -> None:
    shared = share_out(need, room)

    rounded_up = -(-need // MINUTE) * MINUTE
    assert sum(shared.values(), start=timedelta()) == min(rounded_up, sum(room.values(), start=timedelta()))


@given(st.integers(0, 5000).map(lambda seconds: timedelta(seconds=seconds)), ROOMS)
@settings(max_examples=200)
def test_nobody_gives_more_than_they_can_spare_and_nobody_is_given_anything(
    need: timedelta, room: dict[StepKey, timedelta]
) -> None:
    shared = share_out(need, room)

    assert all(timedelta() <= shared[key] <= room[key] for key in room)


@given(st.floats(0, 40))
@settings(max_examples=60, deadline=None)
def test_the_same_evening_gets_the_same_proposal_twice(minutes: float) -> None:
    evening = late_evening(minutes)

    assert proposed(evening) == proposed(evening)


@given(st.floats(0, 40))
@settings(max_examples=60, deadline=None)
def test_the_step_that_runs_and_what_is_protected_keeps_its_minutes(minutes: float) -> None:
    evening = late_evening(minutes)

    proposal = proposed(evening)

    kept = {row.segment for row in proposal.rows if row.part == "protected"}
    assert kept
    assert not kept & {cut.segment for cut in proposal.cuts}
    assert evening.room.session.position not in {(cut.segment, cut.step) for cut in proposal.cuts}


def test_the_rest_of_the_running_segment_gives_only_when_nobody_else_can() -> None:
    within_reach, out_of_reach = proposed(late_evening(12)).rows, proposed(late_evening(20)).rows

    gives = {row.segment: row.gives for row in within_reach}
    assert gives["case-1"] == timedelta()
    assert next(row for row in out_of_reach if row.segment == "case-1").gives > timedelta()


@given(st.floats(0, 40))
@settings(max_examples=60, deadline=None)
def test_no_segment_falls_under_its_minimum(minutes: float) -> None:
    evening = late_evening(minutes)

    rows = {row.segment: row.proposed for row in proposed(evening).rows if row.part == "gives"}

    floors = {item.id: 0 if item.kind == "buffer" else item.minimum for item in evening.room.session.segments}
    assert all(span >= timedelta(seconds=floors[segment]) for segment, span in rows.items())


@pytest.mark.parametrize(
    ("minutes", "is_quiet", "is_gone"),
    [(0, True, False), (5.5, True, False), (6.5, False, False), (9, False, False), (25, False, True)],
)
def test_it_is_quiet_under_a_minute_and_says_when_the_plan_is_gone(
    minutes: float, is_quiet: bool, is_gone: bool
) -> None:
    proposal = proposed(late_evening(minutes))

    assert (proposal.is_quiet, proposal.is_gone) == (is_quiet, is_gone)


def test_the_open_floor_gives_before_anybody_else() -> None:
    proposal = proposed(late_evening(4))

    assert {row.title for row in proposal.rows if row.gives} == {"Open floor"}


@pytest.mark.parametrize(("late", "is_gone"), [(15, False), (16, True)])
def test_above_fifteen_minutes_the_plan_is_gone_even_where_they_can_be_found(
    late: int, is_gone: bool
) -> None:
    long = segment("long", "Long", "talk", step("talk", "Talk", 2400, least=600))
    evening = Hour((FIRST_TOPIC, long, CHECK_OUT), length=55)
    evening.begin()
    evening.clock.advance(minutes=11 + late)

    found = propose(evening.session, evening.now)

    assert (found.missing, found.is_gone) == (timedelta(0), is_gone)


def test_a_break_gives_before_a_talk_does() -> None:
    a_break = segment("break", "Break", "break", step("break", "Break", 300, least=180))
    evening = Hour((FIRST_TOPIC, a_break, SECOND_TOPIC, CHECK_OUT), length=31)
    evening.begin()
    evening.clock.advance(minutes=14)

    cuts = propose(evening.session, evening.now).cuts

    assert cuts == (Cut("break", "break", 120), Cut("topic-2", "talk", 60))


def test_a_segment_that_is_spared_keeps_its_minutes_and_the_others_give_more() -> None:
    evening = late_evening(9)
    spared = frozenset({"topic-1"})

    proposal = propose(evening.room.session, evening.room.now(), spared=spared)

    given_up = {row.segment: row.gives for row in proposal.rows}
    assert given_up["topic-1"] == timedelta()
    assert given_up["topic-2"] > timedelta()


def test_a_segment_that_is_dropped_frees_all_it_has() -> None:
    evening = late_evening(20)

    proposal = propose(evening.room.session, evening.room.now(), dropped=frozenset({"topic-2"}))

    dropped = next(row for row in proposal.rows if row.segment == "topic-2")
    assert (dropped.part, dropped.proposed) == ("dropped", timedelta())
    assert proposal.missing < proposed(evening).missing + fit.PLAN_GONE_ABOVE


def test_before_the_start_everything_that_may_give_can_give() -> None:
    desk = make_desk()
    evening = make_evening(desk, make_group(desk))
    clock = desk.clock
    assert isinstance(clock, HandClock)
    clock.advance(minutes=6 + 8)

    proposal = proposed(evening)

    assert proposal.over == timedelta(minutes=3)
    assert sum((row.gives for row in proposal.rows), start=timedelta()) == timedelta(minutes=8)


def test_an_evening_on_time_proposes_nothing() -> None:
    desk = make_desk()
    evening = make_evening(desk, make_group(desk))
    step_to(evening, "check-in")

    assert proposed(evening).cuts == ()
