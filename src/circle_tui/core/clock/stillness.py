"""A silence of an agreed length, derived from instants: how far it is, in steps that come slowly."""

from datetime import datetime, timedelta

from msgspec import Struct

LENGTHS = (30, 60, 120, 180)
"""Seconds one may choose from."""
STEADY_FOR = timedelta(seconds=4)
"""Nothing on the screen changes more often than this."""
THANKS_FOR = timedelta(seconds=10)
"""How long the words after it stand before the evening comes back by itself."""


class Silence(Struct, frozen=True):
    """One stretch of silence."""

    since: datetime
    seconds: int

    @property
    def until(self) -> datetime:
        """When it ends by itself."""
        return self.since + timedelta(seconds=self.seconds)

    def is_over(self, now: datetime) -> bool:
        """Whether it has ended by itself."""
        return now >= self.until

    def is_left(self, now: datetime) -> bool:
        """Whether the words after it have stood long enough."""
        return now >= self.until + THANKS_FOR

    def filled(self, now: datetime, wide: int) -> int:
        """How many of so many cells are filled; it grows only, and once every few seconds at most."""
        if self.is_over(now):
            return wide
        passed, length = max(timedelta(0), now - self.since), timedelta(seconds=self.seconds)
        step = self._step(wide)
        # The end fills the rest: the step before it must have stood for a while by then.
        latest = length - STEADY_FOR
        steady = min(passed - passed % step, latest - latest % step)
        return min(wide, int(wide * (steady / length)))

    def _step(self, wide: int) -> timedelta:
        """How long the line stands still: for a cell, or a few seconds where a cell would be shorter."""
        return max(STEADY_FOR, timedelta(seconds=self.seconds) / max(1, wide))
