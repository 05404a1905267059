"""What the lobby says of a session that was left open, and of closing it: handed on, never begun, ended."""

from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from circle_tui.core.clock.recurrence import say_day
from circle_tui.core.shelf import OpenSession
from circle_tui.core.shown.words import clock_time

CLOSED = "Closed. It stands among the past evenings: o shows them."


class WayToClose(NamedTuple):
    """How closing is asked about, and what is said once it is done."""

    title: str
    text: str
    yes: str
    then_says: str


def say_day_of(start: datetime, now: datetime, zone: ZoneInfo) -> str:
    """The day of an instant where the group meets, with its year when that is another one."""
    there, today = start.astimezone(zone), now.astimezone(zone)
    year = "" if there.year == today.year else f" {there.year}"
    return f"{say_day(there.date())}{year}"


def words_of_open(left_open: OpenSession, now: datetime, zone: ZoneInfo) -> str:
    """What is said about a session that was left open, without its keys."""
    day, time = say_day_of(left_open.planned_start, now, zone), clock_time(left_open.planned_start, zone)
    start = f"{day}, {time},"
    if left_open.is_handed_on:
        at = clock_time(left_open.last_at, zone)
        return f"The evening of {start} was handed on at {at}: somebody else goes on with it."
    if left_open.has_ended:
        return f"The evening of {start} has ended and only waits to be put away."
    if not left_open.has_begun:
        return f"The evening of {start} is open; it has not begun."
    return f"The evening of {start} is open."


def moment_of_last(left_open: OpenSession, zone: ZoneInfo) -> str:
    """When the last thing happened in a session: "20:12", with the day when that is another one."""
    time = clock_time(left_open.last_at, zone)
    day, last = left_open.planned_start.astimezone(zone).date(), left_open.last_at.astimezone(zone).date()
    return time if day == last else f"{say_day(last)}, {time}"


def keys_of_open(left_open: OpenSession, as_of: str) -> tuple[tuple[str, str], ...]:
    """The two ways on, each a key and what it does; one alone where there is nothing to go on with."""
    if not left_open.has_begun:
        return (("enter", "goes back to the arrival"), ("e", "takes it away"))
    if left_open.is_handed_on:
        return (("enter", "looks on; u there takes it back"), ("e", "closes it here"))
    if left_open.has_ended:
        return (("enter", f"puts it away as of {as_of}"),)
    return (("enter", "goes on where the clock really is"), ("e", f"closes it as of {as_of}"))


def way_to_close(left_open: OpenSession, as_of: str) -> WayToClose:
    """How closing a session is asked about."""
    if not left_open.has_begun:
        return WayToClose(
            "Take it away? It has not begun.",
            "Nothing of it is kept, and it is none of the past evenings.",
            "take it away",
            "Taken away: it never began, so nothing of it is kept.",
        )
    if left_open.is_handed_on:
        return WayToClose(
            f"Close it here as of {as_of}?",
            f"What is known here is kept: all up to {as_of}, when it was handed on. Should the rest come "
            "back, pasted here, the whole evening takes its place.",
            "close it here",
            f"Closed as of {as_of}, when it was handed on. It stands among the past evenings: o shows them.",
        )
    return WayToClose(
        f"Close it as of {as_of}?",
        "It is kept as it stood then. What was only for that evening is forgotten.",
        "close it",
        CLOSED,
    )
