"""A rehearsal: an evening with a made-up group on a clock that runs faster, beside the real desk.

It has a desk of its own over a shelf of its own, so that nothing of it mixes with a real group. It must not
touch the shelf of the desk it was asked from.
"""

from datetime import date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from circle_tui.core.clock.recurrence import DAYS, Recurrence
from circle_tui.core.errors import BadInput
from circle_tui.core.happening import moves
from circle_tui.core.people.group import Group
from circle_tui.core.plan.formats import Format
from circle_tui.core.plan.planning import Misfit
from circle_tui.core.shelf import Shelf
from circle_tui.desk import Desk
from circle_tui.system.clock import FastClock
from circle_tui.tonight.evening import Evening

NAMES = ("Dana", "Ines", "Jo", "Kofi", "Lea", "Mara", "Sam", "Aiko", "Bela", "Noor", "Tomás", "Yusuf")
"""Made up: nobody of these names is in any group of ours."""
FEWEST, MOST, USUAL = 3, len(NAMES), 7
SLOWEST, FASTEST, SPEED = 1, 60, 10
"""How many times faster than the time of day."""
FORMAT = "open-support-circle"
GROUP = "Rehearsal Circle"
BEGINS_IN = timedelta(minutes=2)
"""Between arriving and the planned start, by the rehearsal's own clock."""


class Rehearsal(NamedTuple):
    """A rehearsal that is open, and the desk it is held at."""

    desk: Desk
    evening: Evening


def what_is_kept(shelf: Shelf) -> str:
    """What stays of a rehearsal that is held over this shelf, as the end of a sentence."""
    if shelf.outlasts:
        return "what it leaves is in the folder you named, and nowhere else."
    return "nothing of it is kept."


def rehearse(
    beside: Desk,
    *,
    speed: int = SPEED,
    people: int = USUAL,
    format_slug: str = FORMAT,
    zone: str = "UTC",
    shelf: Shelf | None = None,
) -> Rehearsal:
    """Open a rehearsal; without a shelf nothing of it is kept. All have come but one, to try the roll with.

    Raises BadInput for a format that does not exist or does not fit so many people.
    """
    if shelf is None:
        from circle_tui.store.memory import MemoryShelf

        shelf = MemoryShelf()
    begins = beside.clock.now().replace(second=0, microsecond=0)
    desk = beside.moved(shelf, FastClock(beside.clock, speed, begins))
    chosen = desk.preparation.format(format_slug)
    group = _group(desk, chosen, people, begins + BEGINS_IN, zone)
    plan = desk.preparation.plan(group, people=people)
    if isinstance(plan, Misfit):
        raise BadInput(plan.sentence)
    evening = desk.open(group, plan.segments, start=begins + BEGINS_IN, is_rehearsal=True)
    for member in group.members[:-1]:
        evening.room.do(moves.arrive, member.id)
    return Rehearsal(desk, evening)


def _group(desk: Desk, chosen: Format, people: int, start: datetime, zone: str) -> Group:
    there = start.astimezone(ZoneInfo(zone))
    recurrence = Recurrence(
        every=DAYS[there.weekday()].lower(),
        first=there.date(),
        at=there.time().replace(tzinfo=None),
        minutes=chosen.minutes,
        zone=zone,
    )
    return desk.register.make_group(
        name=_free_name(desk, there.date()),
        members=NAMES[:people],
        recurrence=recurrence,
        mode=chosen.modes[0],
        format_slug=chosen.slug,
    )


def _free_name(desk: Desk, day: date) -> str:
    """A name that no group on the shelf has: a shelf that is kept may have seen rehearsals before."""
    taken = {group.name.casefold() for group in desk.groups()}
    names = (GROUP, *(f"{GROUP} {day.isoformat()}-{number}" for number in range(2, len(taken) + 3)))
    return next(name for name in names if name.casefold() not in taken)
