"""Rounds: seconds for each who is here, changing as people come and go."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.core.hour import (
    DANA,
    FIRST_TOPIC,
    JO,
    PEOPLE,
    Hour,
    minutes,
    seconds,
    segment,
    step,
)

from circle_tui.core.clock import timekeeping, timing
from circle_tui.core.happening import moves
from circle_tui.core.happening.session import StepKey
from circle_tui.core.plan import inserts

IN = StepKey("check-in", "round")
OUT = StepKey("check-out", "round")


def planned(hour: Hour, key: StepKey) -> timedelta:
    return hour.session.boxes[key].planned


def begun_with(*people: str) -> Hour:
    hour = Hour()
    hour.arrive(*people)
    hour.at("19:30:00")
    hour.do(moves.begin)
    return hour


def test_before_the_start_the_plan_stands_as_it_was_made() -> None:
    hour = Hour()
    hour.arrive(DANA, JO)

    assert planned(hour, IN) == minutes(9)


def test_while_the_door_is_open_those_expected_keep_their_turns() -> None:
    hour = begun_with(*PEOPLE[:4])

    assert planned(hour, OUT) == minutes(4)


def test_a_round_that_begins_is_as_long_as_those_here_need() -> None:
    hour = begun_with(*PEOPLE[:4])

    hour.go_to("check-in", at="19:33:00")

    assert planned(hour, IN) == seconds(540 * 4 // 7)


def test_after_the_door_has_closed_a_round_to_come_counts_who_is_here() -> None:
    hour = begun_with(*PEOPLE[:4])
    hour.go_to("check-in", at="19:33:00")

    hour.go_to("choose-topics", at="19:42:00")

    assert planned(hour, OUT) == seconds(240 * 4 // 7)


def test_a_running_round_grows_with_whoever_comes() -> None:
    hour = begun_with(*PEOPLE[:4])
    hour.go_to("check-in", at="19:33:00")

    hour.do(moves.arrive, PEOPLE[4])

    assert planned(hour, IN) == seconds(540 * 5 // 7)


def test_a_running_round_keeps_the_turn_of_somebody_who_leaves() -> None:
    hour = begun_with(*PEOPLE)
    hour.go_to("check-in", at="19:33:00")

    hour.do(moves.leave, JO)

    assert planned(hour, IN) == minutes(9)


def test_somebody_who_drops_out_of_a_round_and_comes_back_is_counted_once() -> None:
    hour = begun_with(*PEOPLE)
    hour.go_to("check-in", at="19:33:00")
    hour.do(timekeeping.step_away, JO, "dropped out")

    hour.do(moves.arrive, JO)

    assert planned(hour, IN) == minutes(9)


def test_a_round_to_come_is_shorter_when_somebody_leaves_and_the_minutes_are_in_hand() -> None:
    hour = begun_with(*PEOPLE)
    hour.go_to("choose-topics", at="19:42:00")

    hour.do(moves.leave, JO)

    assert planned(hour, OUT) == seconds(240 * 6 // 7)
    assert timing.project(hour.session, hour.now).behind == -seconds(240 - 240 * 6 // 7)


def test_a_round_that_is_over_is_not_touched() -> None:
    hour = begun_with(*PEOPLE)
    hour.go_to("choose-topics", at="19:42:00")

    hour.do(moves.leave, JO)

    assert planned(hour, IN) == minutes(9)


def test_taking_back_an_arrival_takes_back_its_turn() -> None:
    hour = begun_with(*PEOPLE[:6])
    hour.at("19:41:00")
    hour.do(moves.go_on)
    before = planned(hour, OUT)
    hour.do(moves.arrive, PEOPLE[6], is_late=True)

    hour.room.undo()

    assert planned(hour, OUT) == before


def test_a_round_keeps_one_turn_when_everyone_is_away() -> None:
    hour = begun_with(*PEOPLE)
    hour.go_to("choose-topics", at="19:42:00")

    for person in PEOPLE:
        hour.do(moves.leave, person)

    assert planned(hour, OUT) == seconds(240 // 7)


def test_an_evening_whose_roll_is_not_kept_stays_as_planned() -> None:
    hour = Hour()
    hour.at("19:30:00")
    hour.do(moves.begin)

    hour.go_to("choose-topics", at="19:42:00")

    assert (planned(hour, IN), planned(hour, OUT)) == (minutes(9), minutes(4))


@pytest.mark.parametrize(("here", "turn"), [(7, 77), (4, 77), (1, 77)])
def test_a_turn_is_as_long_whoever_is_here(here: int, turn: int) -> None:
    hour = begun_with(*PEOPLE[:here])

    hour.go_to("check-in", at="19:33:00")

    assert timing.turn_length(hour.session) // seconds(1) == turn


def test_a_talk_becomes_a_round_and_a_talk_again_while_its_clock_goes_on() -> None:
    hour = Hour((FIRST_TOPIC,), length=11)
    hour.begin()
    hour.at("19:34:00")
    before = hour.box

    hour.do(inserts.turn_talk)
    in_turn = timing.turn_length(hour.session)
    hour.do(inserts.turn_talk)

    assert in_turn == seconds(60)
    assert (timing.turn_length(hour.session), hour.box) == (timedelta(), before)


def test_a_round_cannot_be_made_one() -> None:
    hour = begun_with(*PEOPLE)
    hour.go_to("check-in", at="19:33:00")

    assert hour.refused(inserts.turn_talk) == "This is a round already: everyone is asked in turn."


@settings(max_examples=60, deadline=None)
@given(coming=st.lists(st.sampled_from(PEOPLE), max_size=14))
def test_a_round_to_come_has_a_turn_for_each_who_is_here(coming: list[str]) -> None:
    hour = begun_with(*PEOPLE)
    hour.go_to("choose-topics", at="19:42:00")

    for person in coming:
        hour.room.do(moves.leave if person in hour.session.here else moves.arrive, person)

    assert planned(hour, OUT) == seconds(240 * max(1, len(hour.session.here)) // 7)


def test_listeners_are_everyone_but_the_one_who_brings() -> None:
    lenses = replace(step("lenses", "Lens round", 360, turns=6), each="listeners")
    hour = Hour((segment("lenses", "Lenses", "case", lenses),), length=10)
    hour.arrive(*PEOPLE[:4])
    hour.at("19:30:00")

    hour.do(moves.begin)

    assert planned(hour, StepKey("lenses", "lenses")) == seconds(360 * 3 // 6)


def test_a_round_of_fewer_people_can_become_as_much_shorter() -> None:
    again = segment("again", "Again", "talk", step("round", "Round", 420, least=140, turns=7))
    hour = Hour((FIRST_TOPIC, again), length=18)
    hour.arrive(*PEOPLE[:4])
    hour.at("19:30:00")
    hour.do(moves.begin)
    hour.at("19:48:00")
    hour.do(moves.leave, PEOPLE[3])

    hour.do(timekeeping.accept_fit)

    assert hour.length("again") == seconds(140 * 3 // 7)


def test_whoever_is_away_for_a_while_keeps_a_turn_in_the_rounds_to_come() -> None:
    hour = begun_with(*PEOPLE)
    hour.at("19:50:00")

    hour.do(timekeeping.step_away, DANA, "stepped out")
    away = planned(hour, OUT)
    hour.arrive(DANA)
    hour.do(moves.leave, DANA)

    assert (away, planned(hour, OUT)) == (minutes(4), seconds(240 * 6 // 7))
