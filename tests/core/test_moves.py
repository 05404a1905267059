"""What a facilitator can do, and what is said when it cannot be done now."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from msgspec.structs import replace
from tests.core.hour import (
    CHECK_IN,
    CHECK_OUT,
    DANA,
    ENDING,
    EVENINGS,
    FIRST_TOPIC,
    INES,
    JO,
    MARA,
    NEXT_TIME,
    OPEN_FLOOR,
    SAM,
    SECOND_TOPIC,
    Hour,
    Pressed,
    instant,
    midway,
    minutes,
    played,
    press,
    seconds,
)

from circle_tui.core.clock import timebox, timekeeping, timing
from circle_tui.core.happening import moves
from circle_tui.core.happening.refusal import Refusal
from circle_tui.core.happening.session import Leadership, StepKey
from circle_tui.core.people import leading, presenting
from circle_tui.core.plan import endings
from circle_tui.room import Move


def on_the_limits_card() -> Hour:
    """The hour on the limits card, since 19:30:30."""
    hour = Hour()
    hour.begin()
    hour.go_to("opening", "limits", at="19:30:30")
    return hour


def pressed_and(hour: Hour, move: Move[[]]) -> Hour:
    """The hour after a key that needs nothing more."""
    hour.do(move)
    return hour


# Beginning, pausing, going on


def test_an_evening_begins_with_its_first_step() -> None:
    hour = Hour()
    hour.at("19:31:00")

    hour.do(moves.begin_or_pause)

    assert hour.session.position == ("opening", "treats")
    assert (hour.session.phase, hour.session.began_at) == ("running", instant("19:31:00"))


def test_the_same_key_begins_pauses_and_goes_on() -> None:
    hour = Hour()

    phases = [pressed_and(hour, moves.begin_or_pause).session.phase for _ in range(3)]

    assert phases == ["running", "paused", "running"]


def test_it_cannot_begin_twice() -> None:
    hour = Hour()
    hour.begin()

    assert hour.refused(moves.begin) == "The session has begun already."


def test_an_empty_agenda_cannot_begin() -> None:
    hour = Hour(())

    assert hour.refused(moves.begin) == "The agenda is empty. p in the lobby plans an evening."


def test_a_pause_costs_the_step_nothing_and_shows_in_the_projected_end() -> None:
    hour = midway()
    hour.do(moves.begin_or_pause)
    hour.at("19:53:18")
    hour.do(moves.begin_or_pause)

    assert timebox.left(hour.box, hour.now) == seconds(162)
    assert timing.project(hour.session, hour.now).behind == minutes(7)


def test_going_on_while_paused_lets_the_next_clock_run() -> None:
    hour = midway()
    hour.do(moves.begin_or_pause)

    hour.do(moves.go_on)

    assert hour.session.phase == "running"
    assert hour.session.position == ("case-1", "feeling-round")


def test_the_last_step_has_nothing_after_it() -> None:
    hour = Hour((CHECK_OUT,), length=4)
    hour.begin()

    assert hour.refused(moves.go_on) == "This is the last step. e brings the evening to its close."


def test_the_first_step_has_nothing_before_it() -> None:
    hour = Hour()
    hour.begin()

    assert hour.refused(moves.go_back) == "This is the first step. u takes back the start itself."


def test_going_back_and_on_again_keeps_the_time_that_was_spent() -> None:
    hour = midway()
    hour.do(moves.go_back)
    hour.at("19:49:00")

    hour.do(moves.go_on)

    assert hour.session.position == ("case-1", "speaker")
    assert timebox.left(hour.box, hour.now) == seconds(162)
    assert timebox.left(hour.session.boxes[StepKey("choose-topics", "choose")], hour.now) == -seconds(
        60 + 102
    )


# The limits card


def test_the_limits_card_counts_as_read_once_it_has_stood() -> None:
    hour = on_the_limits_card()
    hour.at("19:30:33")

    hour.do(moves.go_on)

    assert hour.session.limits_read is True
    assert hour.session.position == ("opening", "drop")


def test_a_limits_card_that_has_only_just_come_up_was_not_read() -> None:
    hour = on_the_limits_card()
    hour.at("19:30:32.900")

    why = hour.refused(moves.go_on)

    assert why == "The limits card has only just come up: n once it has been read, or g then x to skip it."


def test_skipping_the_limits_card_notes_it_and_goes_on() -> None:
    hour = on_the_limits_card()

    hour.do(moves.skip_limits)

    assert hour.session.limits_read is False
    assert hour.session.position == ("opening", "drop")


def test_the_limits_card_is_settled_once() -> None:
    hour = on_the_limits_card()
    hour.do(moves.skip_limits)

    assert hour.refused(moves.skip_limits) == "The limits card is settled for tonight."


def test_a_card_that_is_the_last_step_can_be_skipped_where_it_stands() -> None:
    opening = Hour().session.segments[0]
    hour = Hour((replace(opening, steps=opening.steps[1:2]),), length=1)
    hour.begin()

    hour.do(moves.skip_limits)

    assert hour.session.limits_read is False
    assert hour.session.position == ("opening", "limits")


def test_a_card_skipped_before_it_comes_up_leaves_the_evening_where_it_is() -> None:
    hour = Hour()
    hour.begin()

    hour.do(moves.skip_limits)

    assert hour.session.position == ("opening", "treats")


def test_a_settled_card_may_be_passed_at_once() -> None:
    hour = Hour()
    hour.begin()
    hour.do(moves.skip_limits)
    hour.go_to("opening", "limits")

    hour.do(moves.go_on)

    assert hour.session.position == ("opening", "drop")
    assert hour.session.limits_read is False


def test_check_in_does_not_begin_before_the_limits_card() -> None:
    opening = Hour().session.segments[0]
    late_card = replace(opening, id="late", title="Later", steps=opening.steps[1:2])
    welcome = replace(opening, steps=opening.steps[:1])
    hour = Hour((welcome, CHECK_IN, late_card), length=20)
    hour.begin()

    why = hour.refused(moves.go_on)

    assert why == (
        "The limits of confidentiality come before check-in. b goes back to the card; g then x skips it."
    )


def test_a_format_without_the_card_needs_none() -> None:
    hour = Hour((CHECK_IN, CHECK_OUT), length=13)
    hour.begin()

    hour.do(moves.go_on)

    assert hour.session.limits_read is None


# More minutes and fewer


def test_more_time_comes_out_of_the_buffer() -> None:
    hour = midway()

    hour.do(moves.add_minutes)

    assert hour.box.length == minutes(6)
    assert hour.length("open-floor") == minutes(3)


def test_more_time_is_two_minutes_then_one_then_no_more() -> None:
    hour = midway()

    lengths = [pressed_and(hour, moves.add_minutes).box.length for _ in range(2)]
    why = hour.refused(moves.add_minutes)

    assert lengths == [minutes(6), minutes(7)]
    assert why == "Twice already for this step. Shall we move on? n goes to the next one."


def test_whoever_is_chosen_pays() -> None:
    hour = midway()

    hour.do(moves.add_minutes, payer=StepKey("topic-2", "talk"))

    assert hour.session.boxes[StepKey("topic-2", "talk")].length == minutes(9)
    assert hour.length("open-floor") == minutes(5)


def test_more_time_that_nobody_can_pay_moves_the_end_and_the_picture_says_so() -> None:
    hour = Hour((CHECK_IN, CHECK_OUT), length=13)
    hour.begin()

    hour.do(moves.add_minutes)

    shown = hour.picture()
    assert shown.end_words == "would end 19:45, not 19:43"
    assert shown.is_over_the_end
    assert shown.pace == "2 min behind"


def test_minutes_less_go_back_to_whoever_paid() -> None:
    hour = Hour((FIRST_TOPIC, SECOND_TOPIC, CHECK_OUT), length=26)
    hour.begin()
    hour.do(moves.add_minutes)

    hour.do(moves.take_minute)
    hour.do(moves.take_minute)

    assert {box.added for box in hour.session.boxes.values()} == {minutes(0)}


def test_a_minute_less_goes_to_the_buffer_when_nobody_paid() -> None:
    hour = midway()

    hour.do(moves.take_minute)

    assert hour.box.length == minutes(3)
    assert hour.length("open-floor") == minutes(6)


def test_a_minute_less_without_a_buffer_lets_the_evening_end_earlier() -> None:
    hour = Hour((FIRST_TOPIC, CHECK_OUT), length=15)
    hour.begin()

    hour.do(moves.take_minute)

    assert timing.project(hour.session, hour.now).end == instant("19:44:00")


def test_a_step_that_is_over_gets_its_minutes_from_now_on_and_who_pays_gives_no_more() -> None:
    hour = midway()
    hour.at("19:49:30")
    hour.do(moves.take_minute)
    hour.do(moves.take_minute)
    over = timebox.left(hour.box, hour.now)

    hour.do(moves.add_minutes)

    assert over == -seconds(90)
    assert timebox.left(hour.box, hour.now) == minutes(2)
    assert hour.box.added == seconds(90)
    assert hour.length("open-floor") == minutes(5)


def test_a_step_gives_no_more_than_it_has() -> None:
    hour = Hour((NEXT_TIME,), length=2)
    hour.begin()
    lengths = [pressed_and(hour, moves.take_minute).box.length for _ in range(2)]

    why = hour.refused(moves.take_minute)

    assert lengths == [seconds(30), seconds(0)]
    assert why == "This step has no minutes left to give."


# Who is here


@pytest.mark.parametrize("time", ["19:24:00", "19:39:59", "19:40:00", "19:41:59"])
def test_until_two_minutes_after_the_door_has_closed_people_just_come(time: str) -> None:
    hour = Hour()
    hour.do(moves.begin)
    hour.at(time)

    hour.do(moves.arrive, JO)

    assert not hour.session.presence[JO].is_late


def test_after_the_door_has_closed_somebody_comes_in_only_by_choice() -> None:
    hour = Hour()
    hour.do(moves.begin)
    hour.at("19:42:00")

    why = hour.refused(moves.arrive, JO)
    hour.do(moves.arrive, JO, is_late=True)

    assert why == "The door is closed. Press the key again to let this person in late."
    assert hour.session.presence[JO].is_late


def test_whoever_was_here_comes_back_through_a_closed_door_and_is_not_late() -> None:
    hour = Hour()
    hour.begin()
    hour.do(moves.leave, JO)
    hour.at("19:55:00")

    hour.do(moves.arrive, JO, is_late=True)

    assert not hour.session.presence[JO].is_late


def test_before_the_start_a_closed_door_keeps_nobody_out() -> None:
    hour = Hour()
    hour.at("19:45:00")

    hour.do(moves.arrive, JO)

    assert JO in hour.session.here


def test_nobody_is_late_through_an_open_door() -> None:
    hour = Hour()
    hour.begin()
    hour.do(moves.arrive, "p-guest", is_guest=True, is_late=True)

    presence = hour.session.presence["p-guest"]

    assert (presence.is_late, presence.is_guest) == (False, True)


def test_nobody_comes_twice_or_goes_twice() -> None:
    hour = Hour()
    hour.arrive(JO)

    assert hour.refused(moves.arrive, JO) == "Already marked as here."
    assert hour.refused(moves.leave, MARA) == "Not marked as here."


def test_a_mark_taken_away_before_the_start_was_never_there() -> None:
    hour = Hour()
    hour.arrive(JO)

    hour.do(moves.leave, JO)

    assert hour.session.attended == ()


def test_the_door_can_be_held_until_it_closes() -> None:
    hour = Hour()
    hour.begin()
    hour.at("19:39:59")
    hour.do(moves.hold_door)
    hour.at("19:47:00")

    why = hour.refused(moves.hold_door)

    assert why == "The door has closed. Somebody can still be let in late, by name."


def test_a_door_that_is_ajar_can_be_opened_again_and_closed_by_undo() -> None:
    hour = Hour()
    hour.begin()
    hour.at("19:41:00")
    hour.do(moves.hold_door)
    held = timing.door(hour.session, hour.now)

    hour.room.undo()

    assert held == ("open", instant("19:45:00"))
    assert timing.door(hour.session, hour.now) == ("ajar", instant("19:40:00"))


def test_the_door_asks_once() -> None:
    hour = Hour()
    hour.do(moves.ask_at_door)

    assert hour.refused(moves.ask_at_door) == "The door has asked already."


# Leading and bringing


def test_a_leader_is_named_with_how_it_came_about() -> None:
    hour = Hour()
    hour.arrive(JO, MARA)

    hour.do(leading.name_leader, segment="check-in", person=JO, how="offered", drawn_among=[JO, MARA])

    assert hour.session.leaders["check-in"] == Leadership(JO, "offered", (JO, MARA))


def test_only_somebody_who_is_here_leads_or_brings() -> None:
    hour = Hour()

    leader = hour.refused(leading.name_leader, segment="check-in", person=JO, how="chosen")
    bringing = hour.refused(presenting.name_presenter, "case-1", JO)

    assert leader == "Only somebody who is here can lead. r opens the roll."
    assert bringing == "Only somebody who is here can bring something. r opens the roll."


def test_whoever_brings_does_not_lead_as_well() -> None:
    hour = midway()

    why = hour.refused(leading.name_leader, segment="case-1", person=DANA, how="volunteered")

    assert why == "Whoever brings something does not keep its time as well."


def test_a_leader_who_brings_something_leads_no_more() -> None:
    hour = midway()

    hour.do(presenting.name_presenter, "case-1", MARA)

    assert "case-1" not in hour.session.leaders
    assert hour.session.presenters["case-1"] == MARA


def test_nobody_is_released_from_what_nobody_leads() -> None:
    hour = Hour()

    assert hour.refused(leading.release_leader, "check-in") == "Nobody is named for this segment yet."


def test_a_pass_and_a_later_are_noted_for_tonight() -> None:
    hour = Hour()

    hour.do(leading.pass_leading, "check-in", JO)
    hour.do(leading.lead_later, "check-in", INES)

    assert hour.session.passed == {JO}
    assert hour.session.deferred == {("check-in", INES)}


# Prompts at a step's edge


def test_the_presenters_prompt_stays_while_the_step_asks_for_it() -> None:
    hour = midway()

    assert hour.picture().prompt_title == "Focus"
    assert hour.session.prompts == {"case-1": "flooded-1"}


def test_at_an_edge_the_prompt_of_the_step_takes_its_place() -> None:
    hour = midway()

    hour.do(moves.go_on, prompts={"listen": "echo-1"})

    assert hour.session.prompts == {"case-1": "echo-1"}


def test_at_an_edge_without_a_prompt_the_old_one_gives_way() -> None:
    hour = midway()

    hour.do(moves.go_on)

    assert hour.session.prompts == {}


def test_a_prompt_is_taken_away_once() -> None:
    hour = midway()
    hour.do(moves.place_prompt, "case-1", None)

    assert hour.refused(moves.place_prompt, "case-1", None) == "No prompt stands beside the clock."


# Endings


def test_an_ending_begins_at_once_and_the_last_words_follow() -> None:
    hour = midway()

    hour.do(endings.choose_ending, ENDING)

    assert hour.session.position == ("ending", "word")
    assert [item.id for item in hour.session.segments[-2:]] == ["ending", "next-time"]


def test_one_ending_is_enough() -> None:
    hour = midway()
    hour.do(endings.choose_ending, ENDING)

    assert (
        hour.refused(endings.choose_ending, ENDING) == "An ending is on the agenda already. u takes it back."
    )


def test_an_ending_in_the_last_words_keeps_what_was_said_of_them() -> None:
    hour = Hour((CHECK_OUT, OPEN_FLOOR, NEXT_TIME), length=11)
    hour.begin()
    hour.go_to("next-time")

    hour.do(endings.choose_ending, ENDING)

    assert [item.id for item in hour.session.segments] == ["check-out", "open-floor", "next-time", "ending"]


# Every refusal

NOT_BEGUN = "The session has not begun yet. space begins it."
BEFORE_THE_START: list[Callable[[Hour], str]] = [
    lambda hour: hour.refused(moves.go_on),
    lambda hour: hour.refused(moves.go_back),
    lambda hour: hour.refused(moves.add_minutes),
    lambda hour: hour.refused(moves.take_minute),
    lambda hour: hour.refused(endings.choose_ending, ENDING),
]


@pytest.mark.parametrize("refused", BEFORE_THE_START, ids=["next", "back", "more", "less", "ending"])
def test_before_the_start_the_clock_has_nothing_to_move(refused: Callable[[Hour], str]) -> None:
    assert refused(Hour()) == NOT_BEGUN


@given(keys=EVENINGS)
@settings(max_examples=60, deadline=None)
def test_every_refusal_is_a_whole_sentence(keys: list[Pressed]) -> None:
    hour = played(keys[:-1])

    refusals = [said.why for key in keys if isinstance(said := press(hour, key), Refusal)]

    assert [why for why in refusals if not (why[0].isupper() and why.endswith("."))] == []


def test_sam_may_lead_what_sam_was_deferred_from() -> None:
    hour = Hour()
    hour.arrive(SAM)
    hour.do(leading.lead_later, "check-in", SAM)

    hour.do(leading.name_leader, segment="check-in", person=SAM, how="volunteered")

    assert hour.session.leaders["check-in"].person == SAM


def test_extra_minutes_after_a_fit_are_not_charged_for_what_has_run_over() -> None:
    hour = midway()
    hour.at("19:58:00")
    hour.do(timekeeping.accept_fit)
    before = timing.project(hour.session, hour.now)

    hour.do(moves.add_minutes)

    after = timing.project(hour.session, hour.now)
    assert timebox.left(hour.box, hour.now) == minutes(2)
    assert after.behind == before.behind + minutes(2) - minutes(2)


def test_an_open_floor_that_is_used_up_is_passed_by() -> None:
    hour = midway()
    hour.go_to("topic-2", at="20:15:00")
    hour.at("20:25:00")
    shown = hour.picture()

    hour.do(moves.go_on)

    assert shown.next_words == "Check-out · 4 min"
    assert hour.session.position == StepKey("check-out", "round")
    assert hour.length("open-floor") == minutes(0)


def test_what_comes_next_is_as_long_as_it_will_be() -> None:
    hour = midway()
    hour.go_to("topic-2", at="20:08:00")
    hour.at("20:21:30")

    shown = hour.picture().next_words
    hour.do(moves.go_on)

    assert shown == "Open floor · 2 min"
    assert hour.picture().clock == "02:30"
