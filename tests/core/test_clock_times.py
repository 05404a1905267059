"""Steps that count to a clock time, and breaks that absorb delay, in the same arithmetic as the rest."""

from datetime import UTC, datetime, timedelta
from typing import get_args
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.core.hour import (
    BREAK,
    CHECK_OUT,
    EVENINGS,
    FEELING_ROUND,
    FIRST_TOPIC,
    NEXT_TIME,
    OPEN_FLOOR,
    SECOND_TOPIC,
    SUPPORT_HOUR,
    Hour,
    instant,
    midway,
    minutes,
    played,
    seconds,
    segment,
    step,
)

from circle_tui.core.clock import timebox, timekeeping, timing
from circle_tui.core.clock.fit import propose
from circle_tui.core.happening import moves
from circle_tui.core.happening.events.clock import Cut
from circle_tui.core.happening.refusal import Refusal
from circle_tui.core.happening.session import StepKey
from circle_tui.core.plan import inserts
from circle_tui.core.plan.inserts import Insert

PAUSE = StepKey("break", "break")
AN_HOUR = (
    FIRST_TOPIC,
    segment("break", "Break", "break", step("break", "Break", 600, least=180, until=instant("19:51:00"))),
    SECOND_TOPIC,
    OPEN_FLOOR,
    CHECK_OUT,
    NEXT_TIME,
)
"""Eleven minutes of talk, a break of ten that ends at 19:51, and twenty-two minutes after it."""


def with_break() -> Hour:
    hour = Hour(AN_HOUR, length=43)
    hour.begin()
    return hour


@pytest.mark.parametrize(
    ("began", "left"),
    [("19:41:00", 600), ("19:45:00", 360), ("19:38:00", 780), ("19:49:00", 180), ("19:55:00", 180)],
)
def test_it_ends_at_its_time_whenever_it_begins_but_never_under_its_minimum(began: str, left: int) -> None:
    hour = with_break()

    hour.go_to("break", at=began)

    assert timebox.left(hour.box, hour.now) == seconds(left)


def test_a_break_absorbs_the_delay_before_it() -> None:
    hour = with_break()
    hour.at("19:45:00")

    late = timing.project(hour.session, hour.now)

    assert (late.behind, late.over, late.end) == (minutes(4), timedelta(), hour.session.planned_end)


def test_what_the_break_cannot_absorb_the_open_floor_behind_it_takes_up() -> None:
    hour = with_break()
    hour.at("19:50:00")

    late = timing.project(hour.session, hour.now)

    assert (late.behind, late.absorbed, late.over) == (minutes(9), minutes(2), timedelta())


def test_it_says_what_the_break_gives() -> None:
    hour = with_break()
    hour.at("19:45:00")

    assert timing.gives(hour.session, hour.now) == {"break": minutes(4)}


def test_being_early_makes_the_break_longer_and_not_the_evening_shorter() -> None:
    hour = with_break()

    hour.go_to("break", at="19:36:00")

    assert timebox.left(hour.box, hour.now) == minutes(15)
    assert timing.project(hour.session, hour.now).end == hour.session.planned_end


def test_a_pause_is_refused_because_it_would_hold_up_nothing() -> None:
    hour = with_break()
    hour.go_to("break", at="19:41:00")

    assert hour.refused(moves.begin_or_pause) == (
        "This counts to a clock time, which no pause holds up. n goes on now."
    )


def test_left_and_spent_are_what_was_planned_also_when_its_start_is_mended() -> None:
    hour = with_break()
    hour.go_to("break", at="19:43:00")

    hour.do(timekeeping.back_date, 2)

    box = hour.box
    assert timebox.left(box, hour.now) == minutes(8)
    assert timebox.spent(box, hour.now) + timebox.left(box, hour.now) == box.planned + box.added


def test_begun_anew_it_still_ends_at_its_time() -> None:
    hour = with_break()
    hour.go_to("break", at="19:41:00")
    hour.at("19:44:00")

    hour.do(timekeeping.restart_step)

    assert timebox.left(hour.box, hour.now) == minutes(7)


def test_minutes_added_to_it_count_behind_its_time() -> None:
    hour = with_break()
    hour.go_to("break", at="19:41:00")

    hour.do(moves.add_minutes)

    assert hour.now + timebox.left(hour.box, hour.now) == instant("19:53:00")


def test_before_it_begins_it_can_pay_and_still_ends_at_its_time() -> None:
    hour = with_break()
    hour.at("19:35:00")

    hour.do(moves.add_minutes, PAUSE)

    assert hour.session.boxes[PAUSE].added == timedelta()
    assert timing.lengths(hour.session, hour.now)[PAUSE] == minutes(8)


def test_what_lies_behind_it_cannot_pay_for_what_lies_before() -> None:
    hour = with_break()
    hour.at("19:35:00")

    assert timing.payers(hour.session, hour.now, minutes(2)) == (PAUSE,)


def test_going_back_to_it_when_its_time_has_passed_shows_how_long_it_is_over() -> None:
    hour = with_break()
    hour.go_to("break", at="19:41:00")
    hour.go_to("topic-2", at="19:51:00")
    hour.at("19:52:00")

    hour.do(moves.go_back)

    assert timebox.left(hour.box, hour.now) == -minutes(1)


def test_more_or_fewer_minutes_change_the_time_it_is_called_by() -> None:
    hour = with_break()
    hour.go_to("break", at="19:41:00")

    hour.do(moves.add_minutes)
    longer = (hour.picture().title, hour.picture().rows[1].title)
    hour.do(moves.take_minute)

    assert longer == ("Break until 19:53", "Break until 19:53")
    assert hour.picture().title == "Break until 19:52"


def test_begun_late_it_is_called_by_the_time_at_which_it_is_really_over() -> None:
    hour = with_break()

    hour.go_to("break", at="19:50:00")

    assert (hour.picture().title, hour.picture().clock) == ("Break until 19:53", "03:00")


def test_minutes_in_hand_before_it_go_neither_to_itself_nor_to_what_lies_behind_it() -> None:
    counted = step("break", "Break", 600, least=180, until=instant("20:02:00"))
    pause = segment("break", "Break", "break", counted)
    hour = Hour((FIRST_TOPIC, SECOND_TOPIC, pause, OPEN_FLOOR, NEXT_TIME), length=43)
    hour.begin()
    hour.go_to("topic-2", at="19:35:00")

    targets = {to: timekeeping.target_of(hour.session, hour.now, to) for to in get_args(timekeeping.To)}

    assert targets["current"] == hour.session.position
    assert isinstance(targets["next"], Refusal)
    assert isinstance(targets["buffer"], Refusal)
    assert timekeeping.in_hand(hour.session, hour.now) == 6


def test_minutes_in_hand_before_it_are_shared_out_over_what_lies_before_it_alone() -> None:
    talk = replace(step("talk", "Talk", 300), maximum=600)
    a_break = step("break", "Break", 600, least=180, until=instant("19:55:00"))
    agenda = (
        segment("one", "One", "talk", talk),
        segment("two", "Two", "talk", talk),
        segment("three", "Three", "talk", talk),
        segment("break", "Break", "break", a_break),
        segment("four", "Four", "talk", talk),
    )
    hour = Hour(agenda, length=30)
    hour.begin()
    hour.go_to("two", at="19:32:00")

    assert timekeeping.shared_out(hour.session, hour.now) == {StepKey("three", "talk"): 3}


def test_a_fit_takes_nothing_before_a_break_that_absorbs_the_delay() -> None:
    hour = with_break()
    hour.at("19:46:00")

    assert propose(hour.session, hour.now).cuts == ()


def test_a_fit_takes_before_a_break_what_that_cannot_absorb_without_falling_under_its_minimum() -> None:
    a_break = step("break", "Break", 480, least=180, until=instant("20:00:00"))
    agenda = (FIRST_TOPIC, SECOND_TOPIC, segment("break", "Break", "break", a_break), OPEN_FLOOR, CHECK_OUT)
    hour = Hour(agenda, length=39)
    hour.begin()
    hour.at("19:48:00")

    cuts = propose(hour.session, hour.now).cuts

    assert cuts == (Cut("topic-2", "talk", 120),)


@pytest.mark.parametrize(
    ("late", "given"),
    [(2, {"open-floor": minutes(2)}), (6, {"open-floor": minutes(5), "break": minutes(1)})],
)
def test_a_break_gives_nothing_while_the_open_floor_behind_it_has_minutes(
    late: int, given: dict[str, timedelta]
) -> None:
    a_break = segment("break", "Break", "break", step("break", "Break", 300, least=180))
    hour = Hour((FIRST_TOPIC, a_break, SECOND_TOPIC, OPEN_FLOOR, CHECK_OUT, NEXT_TIME), length=38)
    hour.begin()
    hour.clock.advance(minutes=11 + late)

    assert timing.gives(hour.session, hour.now) == given


def test_a_break_of_minutes_gives_before_a_talk_does_and_keeps_its_minimum() -> None:
    hour = midway()
    hour.do(inserts.put_in, BREAK)
    hour.at("20:02:00")

    gives = timing.gives(hour.session, hour.now)["break"]

    assert hour.length("break") - gives == minutes(3)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("20:15", "20:15:00"),
        ("2015", "20:15:00"),
        ("20.15", "20:15:00"),
        (" 20 h 15 ", "20:15:00"),
        ("2075", None),
        ("25:00", None),
        ("20", None),
        ("quarter past", None),
        ("", None),
        ("٢٠:١٥", None),
    ],
)
def test_a_time_is_read_as_people_type_it(typed: str, found: str | None) -> None:
    read = inserts.clock_instant(typed, instant("19:47:00"), ZoneInfo("Europe/Berlin"))

    assert read == (instant(found) if found else None)


@pytest.mark.parametrize(
    ("now", "typed", "wanted"),
    [
        ("2026-11-24T23:50:00+01:00", "00:10", "2026-11-25T00:10:00+01:00"),
        ("2026-03-29T01:50:00+01:00", "03:10", "2026-03-29T03:10:00+02:00"),
        ("2026-10-25T01:50:00+02:00", "02:30", "2026-10-25T02:30:00+02:00"),
    ],
)
def test_a_time_is_the_next_one_by_the_clocks_of_the_group(now: str, typed: str, wanted: str) -> None:
    at = datetime.fromisoformat(now).astimezone(UTC)

    assert inserts.clock_instant(typed, at, ZoneInfo("Europe/Berlin")) == datetime.fromisoformat(wanted)


def test_a_break_until_a_time_is_put_in_and_the_others_give_so_that_the_end_stays() -> None:
    hour = midway()

    hour.do(inserts.put_in_break, instant("20:10:00"))

    assert hour.session.segments[4].title == "Break until 20:10"
    assert timing.project(hour.session, hour.now).over < timing.MINUTE


@pytest.mark.parametrize(
    ("until", "why"),
    [
        ("20:35:00", "A break ends before the evening does, and that ends at 20:30."),
        ("19:50:00", "It comes after this part, so a break can last until 20:01 or later."),
    ],
)
def test_a_break_until_a_time_that_cannot_be_is_refused(until: str, why: str) -> None:
    assert midway().refused(inserts.put_in_break, instant(until)) == why


def test_a_feeling_round_becomes_the_next_step_with_a_turn_for_everyone() -> None:
    hour = midway()

    hour.do(inserts.put_in, FEELING_ROUND)

    steps = hour.session.segment("case-1").steps
    assert [item.id for item in steps[:3]] == ["speaker", "feeling-round-2", "feeling-round"]
    assert steps[1].seconds == 7 * 15


def test_putting_something_in_is_one_move() -> None:
    hour = midway()
    before = hour.session

    hour.do(inserts.put_in, BREAK)
    hour.room.undo()

    assert hour.session.segments == before.segments
    assert hour.session.boxes == before.boxes


def test_nothing_is_put_into_the_closing() -> None:
    hour = Hour(SUPPORT_HOUR)
    hour.begin()
    hour.do(moves.skip_limits)
    hour.go_to("next-time", at="20:28:00")

    assert hour.refused(inserts.put_in, BREAK).startswith("The evening is closing")


@settings(max_examples=40, deadline=None)
@given(keys=EVENINGS, part=st.sampled_from([BREAK, FEELING_ROUND]))
def test_whatever_is_put_in_keeps_the_end_or_takes_all_there_is_to_give(
    keys: list[tuple[str, str, str, int]], part: Insert
) -> None:
    hour = played(keys)

    hour.room.do(inserts.put_in, part)

    proposal = propose(hour.session, hour.now)
    assert proposal.over < timing.MINUTE or proposal.missing > timedelta() or hour.session.position is None
