"""The quiet clock: whole minutes, and seconds only within a minute of the edge; it stands still between."""

from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise

import pytest
from msgspec.structs import replace
from tests.circle_kit import make_desk, make_evening, make_group, step_to
from tests.hand_clock import HandClock

from circle_tui.core.happening import moves
from circle_tui.core.shown.picture import LivePicture
from circle_tui.tonight.evening import Evening

SECOND = timedelta(seconds=1)


def evening_with(left: timedelta) -> tuple[HandClock, Evening]:
    """A consultation whose first step has that much time left."""
    desk = make_desk()
    evening = make_evening(desk, make_group(desk))
    clock = desk.clock
    assert isinstance(clock, HandClock)
    clock.advance(minutes=6)
    step_to(evening, "case-1")
    box = evening.room.session.current_box
    assert box is not None
    clock.advance(seconds=(box.length - left).total_seconds())
    return clock, evening


@pytest.mark.parametrize(
    ("seconds", "clock", "unit"),
    [
        (180, "3", "minutes"),
        (179, "2", "minutes"),
        (120, "2", "minutes"),
        (119, "1", "minute"),
        (60, "1", "minute"),
        (59, "00:59", ""),
        (1, "00:01", ""),
        (0, "00:00", ""),
        (-1, "+00:01", ""),
        (-59, "+00:59", ""),
        (-60, "+1", "minute"),
        (-119, "+1", "minute"),
        (-120, "+2", "minutes"),
        (-7500, "+125", "minutes"),
    ],
)
def test_it_shows_the_minutes_of_the_usual_clock_and_seconds_at_the_edge(
    seconds: int, clock: str, unit: str
) -> None:
    _, evening = evening_with(timedelta(seconds=seconds))

    shown = evening.picture(has_quiet_clock=True)

    assert (shown.clock, shown.clock_unit) == (clock, unit)


def pictures(evening: Evening, clock: HandClock, seconds: int) -> list[LivePicture]:
    """What is shown in each of the next seconds."""
    found = []
    for _ in range(seconds):
        found.append(evening.picture(has_quiet_clock=True))
        clock.advance(seconds=1)
    return found


def changes(found: list[LivePicture], of: Callable[[LivePicture], object]) -> int:
    """How often something differs from what was shown a second before."""
    return sum(of(one) != of(other) for one, other in pairwise(found))


def test_between_two_minutes_of_the_step_it_stands_still() -> None:
    clock, evening = evening_with(timedelta(seconds=179))

    found = pictures(evening, clock, 60)

    assert changes(found, lambda shown: (shown.clock, shown.clock_unit, shown.share, shown.clock_words)) == 0


def test_the_whole_screen_changes_at_an_edge_of_a_minute_or_not_at_all() -> None:
    clock, evening = evening_with(timedelta(seconds=179))

    found = pictures(evening, clock, 60)

    # The time of day and what follows from it have minutes of their own.
    assert changes(found, lambda shown: shown) <= 3


def test_over_time_it_stands_still_between_two_minutes_too() -> None:
    clock, evening = evening_with(timedelta(seconds=-60))

    found = pictures(evening, clock, 60)

    assert changes(found, lambda shown: (shown.clock, shown.clock_unit, shown.share)) == 0


def test_in_the_last_minute_every_second_is_shown() -> None:
    clock, evening = evening_with(timedelta(seconds=59))

    found = pictures(evening, clock, 60)

    assert changes(found, lambda shown: shown.clock) == 59


def test_the_signals_come_as_with_the_usual_clock() -> None:
    clock, evening = evening_with(timedelta(seconds=179))

    found = []
    for _ in range(200):
        found.append(evening.picture(has_quiet_clock=True).clock_state == evening.picture().clock_state)
        clock.advance(seconds=1)

    assert all(found)


def test_before_the_start_it_counts_minutes_as_well() -> None:
    desk = make_desk()
    evening = make_evening(desk, make_group(desk))

    shown = evening.picture(has_quiet_clock=True)

    assert (shown.clock, shown.clock_unit, shown.clock_state) == ("6", "minutes", "waiting")


def test_a_pause_stops_it() -> None:
    clock, evening = evening_with(timedelta(seconds=150))
    assert evening.room.do(moves.begin_or_pause) is None

    clock.advance(minutes=4)

    assert evening.picture(has_quiet_clock=True).clock == "2"


def test_the_usual_clock_has_no_unit_and_is_as_before() -> None:
    _, evening = evening_with(timedelta(seconds=150))

    usual, quiet = evening.picture(), evening.picture(has_quiet_clock=True)

    assert (usual.clock, usual.clock_unit) == ("02:30", "")
    assert replace(quiet, clock=usual.clock, clock_unit="", share=usual.share) == usual
