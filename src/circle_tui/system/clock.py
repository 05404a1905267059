"""The only place that reads a clock; it knows nothing about sessions.

An instant is the wall clock's time at the start plus what a clock that never steps has counted
since, a closed lid included. So time never runs backwards while Circle runs, and comparing it with
the wall clock tells when somebody, or a time server, has set that.
"""

import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from circle_tui.core.ports import Clock

Ticks = Callable[[], int]
"""Nanoseconds since any fixed moment; only differences mean something."""


def steady_ticks() -> int:
    """Nanoseconds of the clock that never steps and, where there is one, goes on in sleep."""
    if sys.platform == "linux":
        return time.clock_gettime_ns(time.CLOCK_BOOTTIME)
    elif sys.platform == "darwin":  # noqa: RET505 - mypy follows platforms only along one chain
        # The monotonic clock of macOS goes on in sleep; `time.monotonic` there reads another one.
        return time.clock_gettime_ns(time.CLOCK_MONOTONIC)
    else:
        return time.monotonic_ns()


def wall_clock() -> datetime:
    """What the machine's wall clock says, in UTC."""
    return datetime.now(UTC)


class SystemClock:
    """The real time, anchored once to the wall clock and counted from there."""

    def __init__(
        self,
        ticks: Ticks = steady_ticks,
        wall: Callable[[], datetime] = wall_clock,
        waking: Ticks = time.monotonic_ns,
    ) -> None:
        self._read_ticks = ticks
        self._read_waking = waking
        self._anchor_waking = waking()
        self._read_wall = wall
        self._anchor = wall()
        self._anchor_ticks = ticks()

    def now(self) -> datetime:
        """The present instant in UTC; it never runs backwards and a closed lid counts."""
        passed = self._read_ticks() - self._anchor_ticks
        return self._anchor + timedelta(microseconds=passed // 1000)

    def wall(self) -> datetime:
        """What the wall clock says this moment, in UTC."""
        return self._read_wall()

    def slept(self) -> timedelta:
        """How long the machine has slept since the start; zero where no clock stops in sleep."""
        counted = self._read_ticks() - self._anchor_ticks
        awake = self._read_waking() - self._anchor_waking
        return max(timedelta(0), timedelta(microseconds=(counted - awake) // 1000))

    def drift(self) -> timedelta:
        """How far the wall clock is ahead of `now`; seconds mean that it was set since the start."""
        return self.wall() - self.now()


class FastClock:
    """A clock for rehearsals: from `start` on, `speed` times as fast as `base`."""

    def __init__(self, base: Clock, speed: float, start: datetime) -> None:
        self._base = base
        self._speed = speed
        self._start = start
        self._base_start = base.now()

    def now(self) -> datetime:
        """The rehearsal's present instant."""
        return self._start + (self._base.now() - self._base_start) * self._speed

    def slept(self) -> timedelta:
        """How long the machine has slept, by the rehearsal's clock."""
        return self._base.slept() * self._speed

    def drift(self) -> timedelta:
        """A rehearsal's clock goes its own way: nobody sets it."""
        return timedelta(0)
