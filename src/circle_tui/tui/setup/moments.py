"""Days and times of day as people type them. What cannot be read is answered with what would be."""

import re
from datetime import date, time, timedelta

from circle_tui.core.clock.recurrence import DAYS, MONTHS
from circle_tui.core.errors import BadInput
from circle_tui.core.text import clean

DAY_EXAMPLES = "say a day such as 26 June, next thursday, in 3 weeks or 2025-06-26"
TIME_EXAMPLES = "say a time such as 19:30 or 7:30 pm"
LENGTH_EXAMPLES = "say a number of minutes such as 75, or 1½ hours"

_IN_DAYS = re.compile(r"(?:in )?(\d{1,3}) (day|week)s?")
_DAY_MONTH = re.compile(r"(?:[a-z]+,? )?(\d{1,2})(?:st|nd|rd|th|\.)? ([a-z]{3,9})\.?(?:,? (\d{4}))?")
_MONTH_DAY = re.compile(r"(?:[a-z]+,? )?([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?(?:,? (\d{4}))?")
_LENGTH = re.compile(r"(\d{1,4}) ?(?:m|min|mins|minute|minutes)?")
_HOURS = re.compile(r"(\d{1,2})([.,]5|½| ½)? ?(?:h|hr|hrs|hour|hours)")
_HOURS_AND = re.compile(r"(\d{1,2}) ?(?:h|hour|hours|:) ?(?:and )?(\d{1,2}) ?(?:m|min|minutes)?")
_TIME = re.compile(r"(\d{1,2})(?:[:.h ]?(\d{2}))? ?(am|pm)?")


def parse_day(text: str, today: date) -> date:
    """Read a day; without a year it is the next such day from `today` on. BadInput when it is none."""
    words = " ".join(text.lower().split())
    day = _by_name(words, today) or _by_span(words, today) or _by_date(words, today)
    if day is None:
        raise BadInput(f"“{clean(text, limit=40)}” is no day I know: {DAY_EXAMPLES}.")
    return day


def parse_time(text: str) -> time:
    """Read a time of day; BadInput when it is none."""
    found = _TIME.fullmatch(" ".join(text.lower().split()))
    if found is not None:
        hour, minute = int(found[1]), int(found[2] or 0)
        if found[3] and 1 <= hour <= 12:
            hour = hour % 12 + (12 if found[3] == "pm" else 0)
        if hour < 24 and minute < 60:
            return time(hour, minute)
    raise BadInput(f"“{clean(text, limit=40)}” is no time of day: {TIME_EXAMPLES}.")


def parse_length(text: str) -> int:
    """Read how long a meeting lasts, in minutes: "90", "75 min", "1 hour", "1.5 h", "1h30"; else BadInput."""
    words = re.sub(r"^an? ", "1 ", " ".join(text.lower().split()))
    if found := _LENGTH.fullmatch(words):
        return int(found[1])
    if found := _HOURS.fullmatch(words):
        return int(found[1]) * 60 + (30 if found[2] else 0)
    if found := _HOURS_AND.fullmatch(words):
        return int(found[1]) * 60 + int(found[2])
    raise BadInput(f"“{clean(text, limit=40)}” is no length: {LENGTH_EXAMPLES}.")


def _by_name(words: str, today: date) -> date | None:
    if words == "today":
        return today
    if words == "tomorrow":
        return today + timedelta(days=1)
    wanted = words.removeprefix("next ")
    for number, name in enumerate(DAYS):
        if len(wanted) >= 3 and name.lower().startswith(wanted):
            ahead = (number - today.weekday()) % 7
            return today + timedelta(days=ahead or (7 if words != wanted else 0))
    return None


def _by_span(words: str, today: date) -> date | None:
    found = _IN_DAYS.fullmatch(words)
    if found is None:
        return None
    return today + int(found[1]) * timedelta(days=7 if found[2] == "week" else 1)


def _by_date(words: str, today: date) -> date | None:
    try:
        return date.fromisoformat(words)
    except ValueError:
        pass
    if found := _DAY_MONTH.fullmatch(words):
        return _day_of(int(found[1]), found[2], found[3], today)
    if found := _MONTH_DAY.fullmatch(words):
        return _day_of(int(found[2]), found[1], found[3], today)
    return None


def _day_of(day: int, month: str, year: str | None, today: date) -> date | None:
    number = next((n for n, name in enumerate(MONTHS, 1) if name.lower().startswith(month)), None)
    if number is None:
        return None
    years = [int(year)] if year else list(range(today.year, today.year + 9))
    found = [there for one in years if (there := _date(one, number, day)) is not None]
    return next((there for there in found if year or there >= today), None)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
