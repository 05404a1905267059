"""When a group meets: its rhythm, its next meetings, and how they are said.

A meeting keeps its time of day on the wall of the group's own zone, whatever the clocks do. This
never asks what time it is; `now` is handed in. Names of days and months are English and our own,
never the machine's locale.
"""

import re
from collections.abc import Collection, Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from typing import assert_never
from zoneinfo import ZoneInfo, available_timezones

from msgspec import Struct

from circle_tui.core.errors import BadInput
from circle_tui.core.text import clean, counted, say_minutes

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

SHORTEST, LONGEST = 15, 480
"""Minutes a meeting may last; under a quarter of an hour nobody arrives, over eight hours is a day course."""

RAREST = 52
"""Weeks between two meetings at most; a group that meets more rarely has no rhythm to keep."""

EARLIEST, LATEST = 2000, 2199
"""Years in which a first meeting may lie; anything else is a slip of the hand."""

EXAMPLES = '"Thursday", "2 weeks on Thursday" or "month on the 2nd Thursday" (1st to 4th, or last)'

_ORDINALS = {"1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "last": -1}
_WEEKDAYS = {name.lower(): number for number, name in enumerate(DAYS)}
_ANY_DAY = "|".join(_WEEKDAYS)
_WEEKLY = re.compile(
    rf"(?:on )?(?:([0-9]{{1,3}}) weeks? on )?({_ANY_DAY})s?(?: (?:morning|afternoon|evening|night)s?)?"
)
_MONTHLY = re.compile(rf"month on the ({'|'.join(_ORDINALS)}) ({_ANY_DAY})")
_WEEK = timedelta(weeks=1)
_MORE_THAN_A_MONTH = timedelta(days=40)


class Weekly(Struct, frozen=True):
    """The same day of the week, every so many weeks."""

    weekday: int
    """Monday is 0."""
    weeks: int = 1


class Monthly(Struct, frozen=True):
    """The same day of the week, once a month."""

    weekday: int
    """Monday is 0."""
    which: int
    """1 to 4 from the month's beginning, or -1 for the last."""


Rule = Weekly | Monthly
"""What a group's rhythm can be."""


class Recurrence(Struct, frozen=True, forbid_unknown_fields=True):
    """When a group meets; raises `BadInput` on being made when it could never meet so."""

    every: str
    """The rhythm: "thursday", "2 weeks on thursday" or "month on the 2nd thursday"."""
    first: date
    """The first meeting; every other one is counted from here."""
    at: time
    """Time of day at which a meeting begins, in the group's own zone."""
    minutes: int
    """How long a meeting lasts: 15 to 480."""
    zone: str
    """The group's time zone by its IANA name, such as Europe/Berlin."""
    skipped: tuple[date, ...] = ()
    """Days on which the group does not meet although it would be due; the others stay where they are."""

    def __post_init__(self) -> None:
        zone_named(self.zone)
        _check_minutes(self.minutes)
        _check_time(self.at)
        _check_first(self.rule, self.first)

    @property
    def rule(self) -> Rule:
        """The rhythm, read."""
        return parse_every(self.every)

    @property
    def length(self) -> timedelta:
        """How long a meeting lasts."""
        return timedelta(minutes=self.minutes)

    def day_of(self, moment: datetime) -> date:
        """The day it is at an instant, where the group meets."""
        return moment.astimezone(ZoneInfo(self.zone)).date()


def recur(
    phrase: str,
    *,
    at: time,
    minutes: int,
    zone: str,
    today: date,
    first: date | None = None,
    skipped: tuple[date, ...] = (),
) -> Recurrence:
    """Make a recurrence from what somebody typed; the first meeting is the next such day by default.

    Raises `BadInput` for a phrase, a first day, a length or a zone that cannot be used.
    """
    rule = parse_every(phrase)
    return Recurrence(
        every=phrase_of(rule),
        first=first or default_first(rule, today),
        at=at,
        minutes=minutes,
        zone=zone,
        skipped=tuple(sorted(set(skipped))),
    )


def parse_every(phrase: str) -> Rule:
    """Read a rhythm, in any case and with or without "every" before it; raises `BadInput`."""
    words = " ".join(phrase.lower().split()).removeprefix("every ")
    if weekly := _WEEKLY.fullmatch(words):
        return Weekly(weekday=_WEEKDAYS[weekly[2]], weeks=_weeks(int(weekly[1] or 1)))
    if monthly := _MONTHLY.fullmatch(words):
        return Monthly(weekday=_WEEKDAYS[monthly[2]], which=_ORDINALS[monthly[1]])
    raise BadInput(f'A group cannot meet every "{clean(words, limit=40)}": say {EXAMPLES}.')


def phrase_of(rule: Rule) -> str:
    """The one way a rhythm is written, in lower case; `parse_every` reads it back."""
    return say_every(rule).lower()


def default_first(rule: Rule, today: date) -> date:
    """The next day the rhythm allows, today included."""
    match rule:
        case Weekly(weekday=weekday):
            return today + timedelta(days=(weekday - today.weekday()) % 7)
        case Monthly():
            return next(_days(rule, today))
    assert_never(rule)


def occurrences(recurrence: Recurrence, after: datetime, count: int) -> tuple[datetime, ...]:
    """The next `count` meetings that begin later than `after`, aware and in the group's zone.

    A time of day that the clocks leap over in spring is moved on by that leap; one that comes
    twice in autumn is the first of the two.
    """
    return tuple(islice(_starts(recurrence, after), count))


def describe(recurrence: Recurrence) -> str:
    """When a group meets: "every 2 weeks on Thursday, 13:30, 90 minutes, Europe/Berlin"."""
    return (
        f"every {say_every(recurrence.rule)}, {recurrence.at:%H:%M}, "
        f"{recurrence.minutes} minutes, {recurrence.zone}"
    )


def say_every(rule: Rule) -> str:
    """A rhythm as people say it: "2 weeks on Thursday"."""
    match rule:
        case Weekly(weekday=weekday, weeks=1):
            return DAYS[weekday]
        case Weekly(weekday=weekday, weeks=weeks):
            return f"{weeks} weeks on {DAYS[weekday]}"
        case Monthly(weekday=weekday, which=which):
            ordinal = next(word for word, number in _ORDINALS.items() if number == which)
            return f"month on the {ordinal} {DAYS[weekday]}"
    assert_never(rule)


def say_day(day: date) -> str:
    """A day as people say it: "Thursday 26 November"."""
    return f"{DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"


def say_when(moment: datetime, now: datetime, zone: ZoneInfo) -> str:
    """A moment on the wall of a zone: "Thursday 26 November, 13:30 (Europe/Berlin)".

    The year is said when it is not that of `now`.
    """
    there = moment.astimezone(zone)
    year = "" if there.year == now.astimezone(zone).year else f" {there.year}"
    return f"{say_day(there)}{year}, {there:%H:%M} ({zone.key})"


def say_countdown(left: timedelta, days: int) -> str:
    """The time until something: "in 2 days", "tomorrow", "in 3 hours 5 minutes", "in 12 minutes", "now".

    `days` counts midnights up to then, as people count days. Minutes are rounded up, so that "now" is said
    at the moment itself and from then on.
    """
    minutes = -(-left // timedelta(minutes=1))
    if minutes <= 0:
        return "now"
    if minutes < 60:
        return f"in {say_minutes(minutes)}"
    if minutes < 24 * 60 or not days:
        hours, rest = divmod(minutes, 60)
        return f"in {counted(hours, 'hour')}" + (f" {say_minutes(rest)}" if rest else "")
    return "tomorrow" if days == 1 else f"in {counted(days, 'day')}"


def zone_named(name: str) -> ZoneInfo:
    """The time zone of an IANA name; raises `BadInput` with the closest name there is."""
    try:
        return ZoneInfo(name)
    except (LookupError, OSError, ValueError):
        raise BadInput(_no_such_zone(name)) from None


def zone_meant(said: str, known: Collection[str]) -> str:
    """The one zone that somebody means by its name or by its city in any case; else what they said."""
    wanted = "_".join(said.split()).casefold()
    exact = [name for name in known if name.casefold() == wanted]
    found = exact or [name for name in known if name.rpartition("/")[2].casefold() == wanted]
    return found[0] if len(found) == 1 else said


def _starts(recurrence: Recurrence, after: datetime) -> Iterator[datetime]:
    zone, skipped = ZoneInfo(recurrence.zone), frozenset(recurrence.skipped)
    for day in _days(recurrence.rule, _skipped_ahead(recurrence, after)):
        if day in skipped:
            continue
        # By way of UTC, a time of day that does not exist becomes the one the clocks leapt to.
        instant = datetime.combine(day, recurrence.at, tzinfo=zone).astimezone(UTC)
        if instant > after:
            yield instant.astimezone(zone)


def _skipped_ahead(recurrence: Recurrence, after: datetime) -> date:
    """A day due shortly before `after`, to count from; the first one when that is later."""
    due = after.date() - recurrence.first - timedelta(days=3)
    match recurrence.rule:
        case Weekly(weeks=weeks):
            return recurrence.first + max(0, due // (weeks * _WEEK)) * weeks * _WEEK
        case Monthly():
            return max(recurrence.first, recurrence.first + due)
        case unknown:
            assert_never(unknown)


def _days(rule: Rule, start: date) -> Iterator[date]:
    from dateutil import rrule

    begin = datetime.combine(start, time())
    match rule:
        case Weekly(weekday=weekday, weeks=weeks):
            days = rrule.rrule(rrule.WEEKLY, dtstart=begin, interval=weeks, byweekday=weekday)
        case Monthly(weekday=weekday, which=which):
            days = rrule.rrule(rrule.MONTHLY, dtstart=begin, byweekday=rrule.weekday(weekday, which))
        case unknown:
            assert_never(unknown)
    return (day.date() for day in days)


def _weeks(weeks: int) -> int:
    if weeks == 0:
        raise BadInput(f"A group that meets every 0 weeks would never meet: say {EXAMPLES}.")
    if weeks > RAREST:
        raise BadInput(f"Every {weeks} weeks is too rare to be a rhythm: say 1 to {RAREST} weeks.")
    return weeks


def _check_minutes(minutes: int) -> None:
    if not SHORTEST <= minutes <= LONGEST:
        lasts = say_minutes(minutes)
        raise BadInput(f"A meeting cannot last {lasts}: say {SHORTEST} to {LONGEST}.")


def _check_time(at: time) -> None:
    if at.tzinfo is not None:
        raise BadInput("The time of day stands without a zone, such as 13:30: the zone is said by itself.")
    if at.second or at.microsecond:
        raise BadInput(f"A meeting begins at a whole minute, such as {at:%H:%M}: leave the seconds out.")


def _check_first(rule: Rule, first: date) -> None:
    if not EARLIEST <= first.year <= LATEST:
        raise BadInput(f"The first meeting cannot be in the year {first.year}: say {EARLIEST} to {LATEST}.")
    later = default_first(rule, first)
    if later == first:
        return
    earlier = max(day for day in islice(_days(_each(rule), first - _MORE_THAN_A_MONTH), 8) if day < first)
    raise BadInput(
        f"{say_day(first)} {first.year} is no day for every {say_every(rule)}: "
        f"the nearest ones are {say_day(earlier)} ({earlier}) and {say_day(later)} ({later})."
    )


def _each(rule: Rule) -> Rule:
    """The same rhythm without a gap of weeks, which only a first meeting can place."""
    return Weekly(weekday=rule.weekday) if isinstance(rule, Weekly) else rule


def _no_such_zone(name: str) -> str:
    known = sorted(available_timezones())
    wanted = name.strip().lower().replace(" ", "_")
    from difflib import get_close_matches

    by_word = {word.rpartition("/")[2].lower(): word for word in known} | {
        word.lower(): word for word in known
    }
    close = get_close_matches(wanted, by_word, n=1)
    hint = f"did you mean {by_word[close[0]]}?" if close else 'say one such as "Europe/Berlin".'
    return f'There is no time zone "{clean(name, limit=40)}": {hint}'
