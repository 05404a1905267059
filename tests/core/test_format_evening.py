"""Evenings held in a format that comes with Circle: what its file says is what the room sees and may do."""

from datetime import timedelta

import pytest
from tests.core.hour import Hour
from tests.core.plans import plan_of, segment_of

from circle_tui.content.load import Library
from circle_tui.core.clock import timekeeping, timing
from circle_tui.core.happening import moves
from circle_tui.core.plan.planning import EveningPlan, plan_evening

LIBRARY = Library()


def evening_of(slug: str, minutes: int, people: int) -> Hour:
    plan = plan_evening(LIBRARY.formats[slug], minutes=minutes, people=people, opening=LIBRARY.opening)
    assert isinstance(plan, EveningPlan), plan
    hour = Hour(plan.segments, length=minutes)
    hour.begin()
    hour.go_to("opening", "limits")
    hour.clock.advance(seconds=30)
    return hour


def test_where_everyone_has_the_same_time_there_are_no_extra_minutes() -> None:
    hour = evening_of("rapid-turn-around", 75, 5)
    hour.go_to("turn-1", "consult")

    why = hour.refused(moves.add_minutes)

    assert why == "Every turn has the same time in this format, so no step gets more or less."


def test_the_round_before_the_same_time_for_all_may_take_longer() -> None:
    hour = evening_of("rapid-turn-around", 75, 5)
    hour.go_to("check-in")
    before = hour.box.added

    hour.do(moves.add_minutes)

    assert (hour.box.added - before).total_seconds() == 120


def test_the_ways_to_choose_from_stand_on_screen_while_one_chooses() -> None:
    hour = evening_of("key-question", 60, 6)
    hour.go_to("case-1", "choose-a-way")

    shown = hour.picture()

    assert shown.card_title == ""
    assert shown.card_text.startswith("· Hypotheses: What might be going on here?")
    assert len(shown.card_text.splitlines()) == 7


def test_where_everyone_has_the_same_time_all_turns_to_come_give_the_same() -> None:
    hour = evening_of("rapid-turn-around", 75, 6)
    hour.go_to("turn-1")
    hour.clock.advance(minutes=25)

    hour.do(timekeeping.accept_fit)

    turns = [segment.id for segment in hour.session.segments if segment.id.startswith("turn-")][1:]
    assert len(turns) > 1
    assert len({hour.length(turn) for turn in turns}) == 1


def test_turns_of_the_same_time_give_together_what_is_needed_and_not_each_all_of_it() -> None:
    hour = evening_of("rapid-turn-around", 90, 5)
    hour.go_to("check-in")
    hour.clock.advance(minutes=14)

    hour.do(timekeeping.accept_fit)

    assert timedelta(0) <= -timing.project(hour.session, hour.now).behind < timedelta(seconds=65)


def test_where_everyone_has_the_same_time_minutes_in_hand_go_to_nobody_and_none_are_taken() -> None:
    hour = evening_of("rapid-turn-around", 75, 6)
    hour.go_to("turn-1")

    given = timekeeping.target_of(hour.session, hour.now, "current")

    assert given == moves.SAME_FOR_ALL
    assert hour.refused(moves.take_minute) == moves.SAME_FOR_ALL.why


def lengths_of_turns(hour: Hour) -> set[timedelta]:
    """How long the turns are; one length when everyone has the same."""
    return {hour.length(item.id) for item in hour.session.segments if item.id.startswith("turn-")}


def test_no_single_turn_pays_for_what_comes_before_them() -> None:
    hour = evening_of("rapid-turn-around", 90, 5)
    hour.go_to("check-in")
    hour.clock.advance(minutes=10)

    hour.do(moves.add_minutes)
    hour.do(moves.add_minutes)

    assert len(lengths_of_turns(hour)) == 1


def test_a_minute_less_before_the_turns_is_given_to_no_single_one() -> None:
    hour = evening_of("rapid-turn-around", 90, 5)
    hour.go_to("check-in")
    hour.clock.advance(minutes=13)
    hour.do(timekeeping.accept_fit)
    shortened = lengths_of_turns(hour)

    hour.do(moves.take_minute)

    assert lengths_of_turns(hour) == shortened


def test_an_evening_about_ourselves_asks_once_how_we_are() -> None:
    titles = [segment.title for segment in plan_of("meeting-about-ourselves", 60, 6).segments]

    assert titles[:3] == ["Opening", "Check-in", "Collect"]


@pytest.mark.parametrize(
    ("held", "says"),
    [
        (0, "One thing heavy, one thing holding."),
        (1, "Two words for how you are."),
        (2, "Your weather inside, just now."),
        (3, "One need, and one thing you could offer."),
        (4, "One thing heavy, one thing holding."),
    ],
)
def test_the_check_in_of_open_support_takes_turns_from_week_to_week(held: int, says: str) -> None:
    plan = plan_evening(LIBRARY.formats["open-support-circle"], minutes=60, people=6, sessions_held=held)

    assert isinstance(plan, EveningPlan)
    assert segment_of(plan, "check-in").steps[0].says == says


def test_the_feeling_round_of_open_support_asks_each_listener() -> None:
    steps = {step.id: step for step in segment_of(plan_of("open-support-circle", 60, 6), "case-1").steps}

    assert (steps["feeling-round"].each, steps["feeling-round"].turns) == ("listeners", 5)
    assert not any("let four or five" in item for item in plan_of("open-support-circle", 90, 12).remarks)
