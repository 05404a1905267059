"""Mending the clock: late starts, forgotten starts, minutes in hand, gaps, an end that the group moves."""

from datetime import timedelta

import pytest
from tests.core.hour import DANA, JO, PEOPLE, Hour, instant, midway, minutes, seconds
from tests.core.plans import plan_of

from circle_tui.core.clock import timebox, timekeeping, timing
from circle_tui.core.happening import moves
from circle_tui.core.happening.session import StepKey


def test_a_start_in_time_is_not_late() -> None:
    hour = Hour()
    hour.at("19:29:59")

    assert timekeeping.lateness(hour.session, hour.now) == timedelta()


def test_a_late_start_keeps_the_end_unless_the_group_moves_it() -> None:
    hour = Hour()
    hour.at("19:34:20")

    hour.do(moves.begin)

    assert hour.session.planned_end == instant("20:30:00")


def test_a_late_start_can_move_the_end_by_as_many_whole_minutes() -> None:
    hour = Hour()
    hour.at("19:34:20")

    hour.do(timekeeping.begin_and_move_end)

    assert hour.session.planned_end == instant("20:34:00")


def test_moving_the_end_and_beginning_is_taken_back_as_one() -> None:
    hour = Hour()
    hour.at("19:34:00")
    hour.do(timekeeping.begin_and_move_end)

    hour.room.undo()

    assert hour.session.position is None
    assert hour.session.planned_end == instant("20:30:00")


def test_a_start_in_time_moves_no_end() -> None:
    hour = Hour()

    hour.do(timekeeping.begin_and_move_end)

    assert hour.session.planned_end == instant("20:30:00")


@pytest.mark.parametrize(
    ("by", "why"),
    [(0, "stays where it is"), (-45, "has passed"), (121, "Two hours")],
)
def test_an_end_that_makes_no_sense_is_refused(by: int, why: str) -> None:
    hour = midway()

    assert why in hour.refused(timekeeping.move_end, by)


def test_the_group_can_move_the_end_and_take_that_back() -> None:
    hour = midway()

    hour.do(timekeeping.move_end, 10)
    moved = hour.session.planned_end
    hour.room.undo()

    assert (moved, hour.session.planned_end) == (instant("20:40:00"), instant("20:30:00"))


def test_a_fit_brings_the_evening_back_to_its_end_and_never_moves_it() -> None:
    hour = midway()
    hour.at("19:59:00")

    hour.do(timekeeping.accept_fit)

    assert timing.project(hour.session, hour.now).over == timedelta()
    assert hour.session.planned_end == instant("20:30:00")


def test_a_fit_with_a_dropped_segment_takes_it_off_the_agenda() -> None:
    hour = midway()
    hour.at("20:12:00")

    hour.do(timekeeping.accept_fit, frozenset(), frozenset({"topic-2"}))

    assert "topic-2" not in [segment.id for segment in hour.session.segments]


def test_an_evening_in_time_has_nothing_to_fit() -> None:
    hour = Hour()
    hour.begin()

    assert "nothing to fit" in hour.refused(timekeeping.accept_fit)


def test_a_step_that_began_earlier_takes_the_minutes_from_the_step_before() -> None:
    hour = midway()
    before = timebox.spent(hour.session.boxes[StepKey("choose-topics", "choose")], hour.now)

    hour.do(timekeeping.back_date, 2)

    assert timebox.left(hour.box, hour.now) == seconds(42)
    after = timebox.spent(hour.session.boxes[StepKey("choose-topics", "choose")], hour.now)
    assert before - after == minutes(2)


def test_a_step_cannot_have_begun_before_the_one_before_it() -> None:
    hour = midway()

    assert "did not last as long" in hour.refused(timekeeping.back_date, 5)


def test_after_going_back_a_start_moved_earlier_takes_its_minutes_from_the_step_one_came_from() -> None:
    hour = midway()
    hour.at("19:50:00")
    hour.do(moves.go_on)
    hour.at("19:53:00")
    hour.do(moves.go_back)
    later = StepKey("case-1", "feeling-round")

    hour.do(timekeeping.back_date, 2)

    assert timebox.spent(hour.session.boxes[later], hour.now) == minutes(1)
    assert timebox.spent(hour.box, hour.now) == minutes(6)


def test_back_in_the_first_step_a_start_moved_earlier_does_not_move_the_beginning() -> None:
    hour = Hour()
    hour.begin()
    hour.go_to("opening", "limits", at="19:30:30")
    hour.at("19:34:00")
    hour.do(moves.go_back)

    hour.do(timekeeping.back_date, 3)

    assert hour.session.began_at == instant("19:30:00")
    assert timebox.spent(hour.box, hour.now) == minutes(3.5)


def test_a_step_that_was_passed_by_gives_no_minutes_to_one_that_began_earlier() -> None:
    hour = midway()
    hour.go_to("topic-2", at="20:09:00")
    hour.at("20:27:00")
    hour.do(moves.go_on)
    assert hour.session.position == StepKey("check-out", "round")

    hour.do(timekeeping.back_date, 2)

    assert timebox.spent(hour.session.boxes[StepKey("topic-2", "talk")], hour.now) == minutes(16)
    assert timebox.spent(hour.box, hour.now) == minutes(2)


def test_a_start_that_was_forgotten_moves_the_beginning_of_the_evening() -> None:
    hour = Hour()
    hour.begin("19:33:00")

    hour.do(timekeeping.back_date, 3)

    assert hour.session.began_at == instant("19:30:00")
    assert timebox.spent(hour.box, hour.now) == minutes(3)


@pytest.mark.parametrize("earlier", [0, -1])
def test_a_start_can_only_be_moved_earlier(earlier: int) -> None:
    assert "one or more" in midway().refused(timekeeping.back_date, earlier)


def test_a_step_begun_anew_has_all_its_time_and_the_same_leader() -> None:
    hour = midway()

    hour.do(timekeeping.restart_step)

    assert timebox.left(hour.box, hour.now) == minutes(4)
    assert hour.session.presenters["case-1"] == DANA
    assert "case-1" in hour.session.leaders


def test_a_step_begun_anew_while_paused_stays_paused() -> None:
    hour = midway()
    hour.do(moves.begin_or_pause)

    hour.do(timekeeping.restart_step)
    hour.at("19:55:00")

    assert timebox.left(hour.box, hour.now) == minutes(4)


def test_minutes_saved_are_in_hand_and_can_be_given_once() -> None:
    hour = Hour()
    hour.begin()
    hour.go_to("check-in", at="19:31:00")

    found = timekeeping.in_hand(hour.session, hour.now)
    hour.do(timekeeping.give_banked, "current")

    assert (found, timekeeping.in_hand(hour.session, hour.now)) == (2, 0)
    assert hour.box.added == minutes(2)


def test_a_step_that_is_over_gets_all_the_minutes_in_hand_from_now_on() -> None:
    hour = Hour()
    hour.begin()
    hour.go_to("check-in", at="19:31:00")
    hour.at("19:40:30")
    found = timekeeping.in_hand(hour.session, hour.now)

    hour.do(timekeeping.give_banked, "current")

    assert found == 1
    assert (hour.picture().clock, timekeeping.in_hand(hour.session, hour.now)) == ("01:00", 0)


@pytest.mark.parametrize(
    ("to", "key"),
    [("next", StepKey("choose-topics", "choose")), ("buffer", StepKey("open-floor", "open-floor"))],
)
def test_minutes_in_hand_can_go_to_the_next_step_or_the_open_floor(to: timekeeping.To, key: StepKey) -> None:
    hour = Hour()
    hour.begin()
    hour.go_to("check-in", at="19:31:00")

    hour.do(timekeeping.give_banked, to)

    assert hour.session.boxes[key].added == minutes(2)


def test_without_minutes_in_hand_there_is_nothing_to_give() -> None:
    assert "no minutes in hand" in midway().refused(timekeeping.give_banked, "current")


def test_there_is_no_open_floor_to_give_to_after_it() -> None:
    hour = Hour()
    hour.begin()
    hour.go_to("check-out")

    assert "nothing of the kind" in hour.refused(timekeeping.give_banked, "buffer")


def with_a_case_dropped() -> Hour:
    """An evening of two cases in its first minute, of which the first was dropped."""
    hour = Hour(segments=plan_of("focus-question", 90, 6).segments, length=90)
    hour.arrive(*PEOPLE[:6])
    hour.at("19:30:00")
    hour.do(moves.begin)
    hour.do(timekeeping.accept_fit, dropped=frozenset({"case-1"}))
    return hour


def test_the_minutes_of_a_dropped_case_go_to_the_other_up_to_what_its_format_allows() -> None:
    hour = with_a_case_dropped()
    found = timekeeping.in_hand(hour.session, hour.now)

    hour.do(timekeeping.give_out)

    case = hour.session.segment("case-2")
    lengths = [hour.session.boxes[StepKey("case-2", step.id)].length for step in case.steps]
    assert found == 35
    assert lengths == [seconds(step.maximum) for step in case.steps]
    assert timekeeping.in_hand(hour.session, hour.now) == found - 19


def test_few_minutes_are_shared_in_proportion_and_none_is_lost() -> None:
    hour = with_a_case_dropped()
    hour.clock.advance(minutes=31)

    given = timekeeping.shared_out(hour.session, hour.now)
    before = timekeeping.in_hand(hour.session, hour.now)
    hour.do(timekeeping.give_out)

    assert 0 < sum(given.values()) == before
    assert timekeeping.in_hand(hour.session, hour.now) == 0
    assert max(given, key=lambda key: given[key]).step == "group-talks"


def test_sharing_out_is_taken_back_as_one() -> None:
    hour = with_a_case_dropped()
    before = hour.session.boxes

    hour.do(timekeeping.give_out)
    hour.room.undo()

    assert hour.session.boxes == before


def test_where_no_format_says_how_long_a_step_may_be_nothing_is_shared_out() -> None:
    hour = Hour()
    hour.begin()
    hour.go_to("check-in", at="19:31:00")

    assert "nothing of the kind" in hour.refused(timekeeping.give_out)
    assert "no minutes in hand" in midway().refused(timekeeping.give_out)


@pytest.mark.parametrize("to", ["current", "next"])
def test_a_card_that_is_read_out_is_given_no_minutes(to: timekeeping.To) -> None:
    hour = with_a_case_dropped()

    target = timekeeping.target_of(hour.session, hour.now, to)

    assert target == (timekeeping.NO_USE if to == "current" else StepKey("case-2", "frame"))


def test_a_gap_that_is_left_out_costs_the_step_nothing() -> None:
    hour = midway()
    hour.at("20:07:18")

    hour.do(timekeeping.leave_gap_out, minutes(20))

    assert timebox.left(hour.box, hour.now) == minutes(2) + seconds(42)


def test_a_gap_longer_than_the_step_has_run_leaves_out_no_more_than_that() -> None:
    hour = midway()

    hour.do(timekeeping.leave_gap_out, minutes(20))

    assert timebox.spent(hour.box, hour.now) == timedelta()


def test_a_gap_while_paused_costs_nothing_anyway() -> None:
    hour = midway()
    hour.do(moves.begin_or_pause)

    assert "No clock was running" in hour.refused(timekeeping.leave_gap_out, minutes(20))


def test_minutes_away_do_not_count_as_being_here_and_coming_back_ends_them() -> None:
    hour = midway()

    hour.do(timekeeping.step_away, JO, "stepped out")
    away = dict(hour.session.away)
    hour.at("19:57:00")
    hour.do(moves.arrive, JO)

    assert away == {JO: "stepped out"}
    assert hour.session.away == {}
    assert len(hour.session.presence[JO].stays) == 2


def test_somebody_who_is_not_here_cannot_step_out() -> None:
    hour = midway()
    hour.do(moves.leave, JO)

    assert "Not marked" in hour.refused(timekeeping.step_away, JO, "dropped out")


MENDINGS = (
    lambda hour: hour.refused(timekeeping.back_date, 1),
    lambda hour: hour.refused(timekeeping.restart_step),
    lambda hour: hour.refused(timekeeping.give_banked, "current"),
)


@pytest.mark.parametrize("mend", MENDINGS)
def test_before_the_start_there_is_no_step_to_mend(mend: object) -> None:
    assert callable(mend)

    assert "not begun" in mend(Hour())
