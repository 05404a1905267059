import time
from datetime import UTC, datetime, timedelta

import pytest
from tests.hand_clock import HandClock

from circle_tui.core.ports import Clock
from circle_tui.system.clock import FastClock, SystemClock, steady_ticks, wall_clock

NOON = datetime(2025, 6, 12, 12, tzinfo=UTC)
SECOND = 1_000_000_000


class Machine:
    """A machine whose two clocks a test sets as it likes."""

    def __init__(self) -> None:
        self.ticks = 77 * SECOND
        self.wall = NOON

    def clock(self) -> SystemClock:
        return SystemClock(ticks=lambda: self.ticks, wall=lambda: self.wall)

    def pass_time(self, seconds: int) -> None:
        self.ticks += seconds * SECOND
        self.wall += timedelta(seconds=seconds)


def test_a_clock_begins_with_the_time_on_the_wall() -> None:
    clock = Machine().clock()

    assert clock.now() == NOON


def test_time_passes_on_both_clocks_alike() -> None:
    machine = Machine()
    clock = machine.clock()

    machine.pass_time(90)

    assert clock.now() == clock.wall() == NOON + timedelta(seconds=90)
    assert clock.drift() == timedelta()


@pytest.mark.parametrize("step", [timedelta(hours=1), timedelta(hours=-1), timedelta(seconds=-2)])
def test_a_wall_clock_that_is_set_moves_no_instant_but_is_noticed(step: timedelta) -> None:
    machine = Machine()
    clock = machine.clock()

    machine.pass_time(90)
    machine.wall += step

    assert clock.now() == NOON + timedelta(seconds=90)
    assert clock.wall() == clock.now() + step
    assert clock.drift() == step


def test_a_part_of_a_second_is_not_lost() -> None:
    machine = Machine()
    clock = machine.clock()

    machine.ticks += 1_500_999

    assert clock.now() == NOON + timedelta(microseconds=1500)


def test_the_real_clock_agrees_with_the_wall() -> None:
    clock = SystemClock()

    assert abs(clock.drift()) < timedelta(seconds=5)
    assert clock.now().tzinfo is UTC


def test_the_real_clock_never_runs_backwards() -> None:
    clock = SystemClock()

    instants = [clock.now() for _ in range(1000)]

    assert instants == sorted(instants)


def test_steady_ticks_go_on_in_sleep_where_the_machine_can_tell() -> None:
    reference = time.clock_gettime_ns(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))

    assert abs(steady_ticks() - reference) < 5 * SECOND


def test_the_wall_clock_is_read_in_utc() -> None:
    assert wall_clock().utcoffset() == timedelta()


def test_a_rehearsal_runs_faster_from_the_moment_it_was_begun() -> None:
    base = HandClock()
    base.advance(hours=1)
    fast = FastClock(base, speed=10, start=NOON)

    base.advance(minutes=3, seconds=30)

    assert fast.now() == NOON + timedelta(minutes=35)


@pytest.mark.parametrize("clock", [SystemClock(), HandClock(), FastClock(HandClock(), 10, NOON)])
def test_every_clock_gives_an_aware_instant(clock: Clock) -> None:
    assert clock.now().utcoffset() == timedelta()
