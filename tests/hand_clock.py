"""A clock that only a test moves."""

from datetime import UTC, datetime, timedelta

HALF_PAST_ONE = datetime(2025, 6, 12, 13, 30, tzinfo=UTC)


class HandClock:
    """Stands still until it is advanced."""

    def __init__(self, start: datetime = HALF_PAST_ONE) -> None:
        self._now = start
        self._slept = timedelta(0)
        self._drift = timedelta(0)

    def now(self) -> datetime:
        """The instant the test has set."""
        return self._now

    def advance(self, *, minutes: float = 0, seconds: float = 0, hours: float = 0) -> None:
        """Let time pass."""
        self._now += timedelta(hours=hours, minutes=minutes, seconds=seconds)

    def sleep(self, *, minutes: float) -> None:
        """Close the lid for a while."""
        self._slept += timedelta(minutes=minutes)
        self.advance(minutes=minutes)

    def set_wall(self, *, minutes: float) -> None:
        """Set the wall clock ahead, or back; this clock goes on as it did."""
        self._drift += timedelta(minutes=minutes)

    def slept(self) -> timedelta:
        """How long the lid was closed so far."""
        return self._slept

    def drift(self) -> timedelta:
        """How far the wall clock was set ahead."""
        return self._drift
