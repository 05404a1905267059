"""A clock that only a test moves."""

from datetime import UTC, datetime, timedelta

HALF_PAST_ONE = datetime(2025, 6, 12, 13, 30, tzinfo=UTC)


class HandClock:
    """Stands still until it is advanced."""

    def __init__(self, start: datetime = HALF_PAST_ONE) -> None:
        self._now = start

    def now(self) -> datetime:
        """The instant the test has set."""
        return self._now

    def advance(self, *, minutes: float = 0, seconds: float = 0, hours: float = 0) -> None:
        """Let time pass."""
        self._now += timedelta(hours=hours, minutes=minutes, seconds=seconds)
