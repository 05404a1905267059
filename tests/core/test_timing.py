"""The evening against the clock."""

from datetime import timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.core.hour import (
    CHECK_OUT,
    EVENINGS,
    FIRST_TOPIC,
    NEXT_TIME,
    OPEN_FLOOR,
    SECOND_TOPIC,
    Hour,
    Pressed,
    instant,
    midway,
    minutes,
    paused,
    played,
    seconds,
    segment,
    step,
)

from circle_tui.core.clock import timing
from circle_tui.core.clock.timing import DoorState, project
from circle_tui.core.happening import moves
from circle_tui.core.happening.session import StepKey
from circle_tui.core.plan import inserts
from circle_tui.core.plan.agenda import Segment

SHORT_FLOOR = segment("pause", "A breath", "buffer", step("breath", "A breath", 60))


# When it would end


def test_before_the_start_the_evening_ends_as_planned() -> None:
    hour = Hour()

    projection = project(hour.session, hour.now)

    assert (projection.end, projection.behind, projection.over) == (
        instant("20:30:00"),
        minutes(0),
        minutes(0),
    )


def test_every_minute_without_a_start_is_a_minute_behind() -> None:
    hour = Hour()
    hour.at("19:33:00")

    projection = project(hour.session, hour.now)

    assert projection.behind == minutes(3)


def test_on_time_the_evening_ends_as_planned_however_much_of_the_step_is_gone() -> None:
    hour = Hour()
    hour.begin()
    hour.go_to("check-in", at="19:33:00")
    hour.at("19:41:59")

    projection = project(hour.session, hour.now)

    assert (projection.end, projection.behind) == (instant("20:30:00"), minutes(0))


def test_going_on_early_puts_the_evening_ahead() -> None:
    hour = Hour()
    hour.begin()

    hour.go_to("check-in", at="19:31:00")

    assert project(hour.session, hour.now).behind == -minutes(2)
    assert project(hour.session, hour.now).end == instant("20:28:00")


def test_the_buffer_takes_up_what_it_can() -> None:
    hour = midway()

    projection = project(hour.session, hour.now)

    assert (projection.behind, projection.absorbed, projection.over) == (minutes(1), minutes(1), minutes(0))
    assert projection.end == instant("20:30:00")


def test_what_no_buffer_can_take_up_moves_the_projected_end() -> None:
    hour = Hour()
    hour.begin("19:37:00")

    projection = project(hour.session, hour.now)

    assert (projection.behind, projection.absorbed, projection.over) == (minutes(7), minutes(5), minutes(2))
    assert projection.end == instant("20:32:00")


def test_a_buffer_that_begins_is_shorter_by_what_it_has_given() -> None:
    hour = midway()

    hour.go_to("open-floor", at="20:21:00")

    assert hour.box.length == minutes(3)
    assert project(hour.session, hour.now).end == instant("20:30:00")


def test_a_buffer_that_begins_early_keeps_all_of_its_minutes() -> None:
    hour = midway()

    hour.go_to("open-floor", at="20:10:00")

    assert hour.box.length == minutes(5)


def test_over_time_pushes_the_end_second_by_second() -> None:
    hour = Hour((CHECK_OUT,), length=4)
    hour.begin()
    hour.at("19:35:20")

    projection = project(hour.session, hour.now)

    assert projection.over == seconds(80)


# Who gives


def test_only_what_is_taken_up_is_given() -> None:
    hour = midway()

    assert timing.gives(hour.session, hour.now) == {"open-floor": minutes(1)}


def test_what_was_paid_and_what_is_taken_up_add_up() -> None:
    hour = midway()
    hour.do(moves.add_minutes)

    gives = timing.gives(hour.session, hour.now)["open-floor"]

    assert (hour.length("open-floor"), gives) == (minutes(3), minutes(1))


def test_the_earlier_buffer_gives_first() -> None:
    hour = Hour((FIRST_TOPIC, SHORT_FLOOR, SECOND_TOPIC, OPEN_FLOOR), length=28)
    hour.begin("19:33:00")

    assert timing.gives(hour.session, hour.now) == {"pause": minutes(1), "open-floor": minutes(2)}


# Who pays


@pytest.mark.parametrize(
    ("agenda", "payer"),
    [
        ((FIRST_TOPIC, OPEN_FLOOR, CHECK_OUT), "open-floor"),
        ((FIRST_TOPIC, SECOND_TOPIC, OPEN_FLOOR), "open-floor"),
        ((FIRST_TOPIC, SECOND_TOPIC, CHECK_OUT), "topic-2"),
        ((FIRST_TOPIC, CHECK_OUT, NEXT_TIME), None),
        ((FIRST_TOPIC,), None),
    ],
    ids=["the buffer", "the buffer before all others", "who has most to spare", "no protected one", "nobody"],
)
def test_who_pays_for_a_minute(agenda: tuple[Segment, ...], payer: str | None) -> None:
    hour = Hour(agenda, length=sum(item.seconds for item in agenda) // 60)
    hour.begin()

    found = timing.payer(hour.session, hour.now, minutes(1))

    assert (found.segment if found else None) == payer


def test_before_the_start_anyone_may_pay() -> None:
    hour = Hour((FIRST_TOPIC, CHECK_OUT), length=15)

    found = timing.payer(hour.session, hour.now, minutes(1))

    assert found == ("topic-1", "talk")


def test_a_buffer_does_not_pay_with_minutes_it_gives_already() -> None:
    hour = Hour()
    hour.begin("19:34:30")

    found = timing.payer(hour.session, hour.now, minutes(1))

    assert found == ("check-in", "round")


def test_whoever_has_paid_down_to_its_minimum_pays_no_more() -> None:
    tight = segment("topic-2", "Second topic", "topic", step("talk", "Talk", 660, least=540))
    hour = Hour((FIRST_TOPIC, tight), length=22)
    hour.begin()
    hour.do(moves.add_minutes)

    assert timing.payer(hour.session, hour.now, minutes(1)) is None


def test_what_has_begun_does_not_pay() -> None:
    hour = Hour((FIRST_TOPIC, SECOND_TOPIC), length=22)
    hour.begin()
    hour.go_to("topic-2", at="19:35:00")
    hour.do(moves.go_back)

    assert timing.payer(hour.session, hour.now, minutes(1)) is None


def test_the_open_floor_pays_before_the_rest_of_the_running_segment() -> None:
    hour = midway()
    hour.go_to("case-1", "feeling-round")
    hour.do(moves.go_back)

    assert timing.payer(hour.session, hour.now, minutes(1)) == ("open-floor", "open-floor")


def test_the_rest_of_the_running_segment_pays_last_however_much_it_has_to_spare() -> None:
    talk, more = step("talk", "Talk", 600), step("more", "More", 900)
    hour = Hour((segment("two", "Two", "talk", talk, more), SECOND_TOPIC), length=36)
    hour.begin()

    found = timing.payers(hour.session, hour.now, minutes(1))

    assert found == (StepKey("topic-2", "talk"), StepKey("two", "more"))


# The door


@pytest.mark.parametrize(
    ("time", "state"),
    [
        ("19:24:00", "open"),
        ("19:37:59", "open"),
        ("19:38:00", "closing"),
        ("19:39:59", "closing"),
        ("19:40:00", "ajar"),
        ("19:41:59", "ajar"),
        ("19:42:00", "closed"),
        ("20:30:00", "closed"),
    ],
)
def test_the_door_gives_two_minutes_notice_closes_ten_after_the_planned_start_and_is_ajar_for_two(
    time: str, state: DoorState
) -> None:
    hour = Hour()
    hour.begin()

    assert timing.door(hour.session, instant(time)) == (state, instant("19:40:00"))


def test_the_door_closes_ten_minutes_after_a_late_beginning() -> None:
    hour = Hour()
    before = timing.door(hour.session, instant("19:50:00"))
    hour.begin("19:52:00")

    assert before == ("open", instant("20:00:00"))
    assert timing.door(hour.session, hour.now) == ("open", instant("20:02:00"))


def test_a_door_that_is_held_closes_later() -> None:
    hour = Hour()
    hour.begin()
    hour.at("19:39:00")
    hour.do(moves.hold_door)

    assert timing.door(hour.session, instant("19:44:59")) == ("closing", instant("19:45:00"))
    assert timing.door(hour.session, instant("19:47:00")) == ("closed", instant("19:45:00"))


# Laws


@given(keys=EVENINGS, later=st.timedeltas(timedelta(0), minutes(90)))
@settings(max_examples=60, deadline=None)
def test_the_projected_end_never_lies_before_now(keys: list[Pressed], later: timedelta) -> None:
    hour = played(keys)
    now = hour.now + later

    assert project(hour.session, now).end >= now


@given(keys=EVENINGS, length=st.timedeltas(timedelta(0), minutes(90)))
@settings(max_examples=60, deadline=None)
def test_a_pause_puts_the_evening_behind_by_what_it_lasts(keys: list[Pressed], length: timedelta) -> None:
    hour = paused(keys)
    before = project(hour.session, hour.now)

    after = project(hour.session, hour.now + length)

    assert after.behind - before.behind == length
    assert after.end >= before.end


@given(keys=EVENINGS)
@settings(max_examples=60, deadline=None)
def test_an_end_past_the_fixed_one_is_always_owned_up_to(keys: list[Pressed]) -> None:
    hour = played(keys)

    projection = project(hour.session, hour.now)

    assert projection.over == max(timedelta(0), projection.end - hour.session.planned_end)


@given(keys=EVENINGS)
@settings(max_examples=60, deadline=None)
def test_with_no_clock_time_ahead_the_end_moves_by_what_is_behind_and_not_taken_up(
    keys: list[Pressed],
) -> None:
    hour = played(keys)
    assume(len(timing.legs(hour.session, hour.now)) == 1)

    projection = project(hour.session, hour.now)

    assert projection.end == hour.session.planned_end + projection.behind - projection.absorbed


def test_minutes_saved_before_a_break_that_was_fitted_in_stay_saved_at_the_end() -> None:
    hour = Hour()
    hour.do(moves.begin_or_pause)
    hour.do(moves.go_on)
    before = project(hour.session, hour.now)

    hour.do(inserts.put_in_break, hour.now + minutes(6))

    projection = project(hour.session, hour.now)
    assert (before.behind, projection.behind) == (seconds(-390), minutes(0))
    assert projection.end < hour.session.planned_end
