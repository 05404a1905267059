"""A series of dated evenings, each with its topic; and which topic an evening has.

A series is counted from its first date. A date that is left out does not shift the others; they move only
when they are asked to. Never asks what time it is.
"""

from collections.abc import Container
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from msgspec import Struct
from msgspec.structs import replace

from circle_tui.core.clock.recurrence import EARLIEST, LATEST, Recurrence, occurrences, say_day
from circle_tui.core.errors import BadInput
from circle_tui.core.text import counted

RAREST_DAYS = 366
MOST_EVENINGS = 52


class Series(Struct, frozen=True, forbid_unknown_fields=True):
    """So many evenings, every so many days; raises `BadInput` on being made when it could never be."""

    first: date
    days: int
    """Days from one evening to the next."""
    count: int
    """How many evenings there are, those that are left out included."""
    topics: tuple[str, ...] = ()
    """Slug of the topic of each, in order; empty, or fewer than evenings, for none yet."""

    def __post_init__(self) -> None:
        if not EARLIEST <= self.first.year <= LATEST:
            raise BadInput(f"A series cannot begin in {self.first.year}: say {EARLIEST} to {LATEST}.")
        if not 1 <= self.days <= RAREST_DAYS:
            raise BadInput(f"Every {self.days} days is no rhythm: say 1 to {RAREST_DAYS} days.")
        if not 1 <= self.count <= MOST_EVENINGS:
            raise BadInput(f"A series of {self.count} evenings cannot be: say 1 to {MOST_EVENINGS}.")

    @property
    def dates(self) -> tuple[date, ...]:
        """Every date, those that are left out included."""
        return tuple(self.first + timedelta(days=self.days * place) for place in range(self.count))

    def topic(self, on: date) -> str:
        """Slug of the topic of a date; empty when it has none, or is no date of the series."""
        place = self.dates.index(on) if on in self.dates else len(self.topics)
        return self.topics[place] if place < len(self.topics) else ""


class Dated(NamedTuple):
    """One evening of a series."""

    on: date
    topic: str
    """A slug; empty for none yet."""


def evenings(series: Series, skipped: Container[date] = ()) -> tuple[Dated, ...]:
    """The evenings of a series with their topics, without the dates that are left out."""
    return tuple(Dated(on, series.topic(on)) for on in series.dates if on not in skipped)


def with_topic_on(series: Series, on: date, topic: str) -> Series:
    """The series with a topic on one of its dates, or with none there; BadInput when it is no date of it."""
    topics = list(_padded(series))
    topics[_place(series, on)] = topic
    return replace(series, topics=tuple(topics))


def moved_on(series: Series, on: date) -> Series:
    """The series in which the topic of a date, and all after it, come one date later; it is one longer.

    BadInput when the day is no date of it.
    """
    place, topics = _place(series, on), _padded(series)
    return replace(series, count=series.count + 1, topics=(*topics[:place], "", *topics[place:]))


def _place(series: Series, on: date) -> int:
    if on not in series.dates:
        raise BadInput(f"{say_day(on)} {on.year} is no date of this series.")
    return series.dates.index(on)


def _padded(series: Series) -> tuple[str, ...]:
    return (*series.topics, *[""] * (series.count - len(series.topics)))[: series.count]


def say_dates(series: Series) -> str:
    """What a series is: "every 14 days, 4 evenings"."""
    evenings = counted(series.count, "evening")
    return f"every {series.days} days, {evenings}" if series.days > 1 else f"every day, {evenings}"


def starts_of(recurrence: Recurrence, series: Series | None) -> tuple[datetime, ...]:
    """When the evenings of a series begin, at the group's time of day in its zone; left out dates are not."""
    zone = ZoneInfo(recurrence.zone)
    days = [] if series is None else [on for on in series.dates if on not in recurrence.skipped]
    # By way of UTC, a time of day that does not exist becomes the one the clocks leapt to.
    return tuple(
        datetime.combine(on, recurrence.at, tzinfo=zone).astimezone(UTC).astimezone(zone) for on in days
    )


def next_start(recurrence: Recurrence, series: Series | None, after: datetime) -> datetime:
    """The first meeting that begins later than `after`, by the group's rhythm or by its series."""
    by_series = [start for start in starts_of(recurrence, series) if start > after]
    return min((*occurrences(recurrence, after, 1), *by_series))
