"""The clock of one step."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.hour import instant, minutes, seconds

from circle_tui.core.clock import timebox
from circle_tui.core.clock.timebox import Timebox

HALF_PAST = instant("19:30:00")
FOUR_MINUTES = Timebox(planned=minutes(4))
INSTANTS = st.timedeltas(minutes(-300), minutes(300)).map(HALF_PAST.__add__)
SPANS = st.timedeltas(minutes(-30), minutes(30))


def test_a_step_that_never_ran_has_all_of_its_time() -> None:
    left = timebox.left(FOUR_MINUTES, HALF_PAST)

    assert left == minutes(4)
    assert not FOUR_MINUTES.has_begun


def test_a_running_step_loses_what_passes() -> None:
    running = timebox.run(FOUR_MINUTES, HALF_PAST)

    left = timebox.left(running, HALF_PAST + seconds(78))

    assert left == seconds(162)


def test_a_pause_costs_the_step_nothing() -> None:
    paused = timebox.stop(timebox.run(FOUR_MINUTES, HALF_PAST), HALF_PAST + minutes(1))

    resumed = timebox.run(paused, HALF_PAST + minutes(31))

    assert timebox.left(paused, HALF_PAST + minutes(30)) == minutes(3)
    assert timebox.left(resumed, HALF_PAST + minutes(32)) == minutes(2)


def test_starting_twice_or_stopping_twice_changes_nothing() -> None:
    running = timebox.run(FOUR_MINUTES, HALF_PAST)
    stopped = timebox.stop(running, HALF_PAST + minutes(1))

    assert timebox.run(running, HALF_PAST + minutes(2)) == running
    assert timebox.stop(stopped, HALF_PAST + minutes(2)) == stopped


def test_a_step_that_is_over_says_by_how_much() -> None:
    running = timebox.run(FOUR_MINUTES, HALF_PAST)

    left = timebox.left(running, HALF_PAST + minutes(5))

    assert left == -minutes(1)


def test_a_clock_set_back_gives_no_time_and_takes_none() -> None:
    running = timebox.run(FOUR_MINUTES, HALF_PAST)

    spent = timebox.spent(running, HALF_PAST - minutes(10))

    assert spent == timedelta(0)


def test_minutes_taken_and_given_back_leave_the_step_as_it_was() -> None:
    running = timebox.run(FOUR_MINUTES, HALF_PAST)

    restored = timebox.add(timebox.add(running, -minutes(9)), minutes(9))

    assert restored == running


@pytest.mark.parametrize(
    ("added", "length"),
    [(minutes(1), minutes(5)), (-minutes(1), minutes(3)), (-minutes(9), minutes(0))],
)
def test_a_step_is_never_shorter_than_nothing(added: timedelta, length: timedelta) -> None:
    changed = timebox.add(FOUR_MINUTES, added)

    assert changed.length == length


@given(runs=st.lists(st.tuples(INSTANTS, INSTANTS, SPANS), max_size=6), now=INSTANTS)
@settings(max_examples=60, deadline=None)
def test_left_and_spent_are_planned_and_added(
    runs: list[tuple[datetime, datetime, timedelta]], now: datetime
) -> None:
    box = FOUR_MINUTES
    for start, end, span in runs:
        box = timebox.add(timebox.stop(timebox.run(box, start), end), span)

    assert timebox.left(box, now) + timebox.spent(box, now) == box.planned + box.added


@given(starts=st.lists(INSTANTS, min_size=2, max_size=8), now=INSTANTS)
@settings(max_examples=60, deadline=None)
def test_time_spent_never_shrinks_whatever_the_clock_does(starts: list[datetime], now: datetime) -> None:
    box = timebox.run(FOUR_MINUTES, starts[0])

    stopped = timebox.stop(box, starts[1])

    assert timebox.spent(stopped, now) >= box.spent_before
