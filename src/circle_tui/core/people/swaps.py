"""Two swap turns of evenings to come, both by their own yes: a wish for those days, as ids and dates.

No reason is ever asked. A swap holds as long as both keep it: once one of them is not there on their
evening, it is gone, and leading goes round as ever.
"""

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from circle_tui.core.errors import BadInput
from circle_tui.core.people.rotation import Turn

TWO_PEOPLE = "Both turns are one person's: a swap takes two."
TWO_EVENINGS = "Both turns are on one evening: l, then s, swaps those in the evening itself."
ALREADY = "One of these turns is swapped already: x takes that back first."


class Swap(Struct, frozen=True, forbid_unknown_fields=True):
    """Who leads on two evenings after a swap; each has the other's turn."""

    on: date
    person: str
    """Who leads on that day, in place of the other one."""
    other_on: date
    other: str
    """Who leads on the other day, in place of the first one."""


class Moved(Struct, frozen=True):
    """What a swap says about one evening."""

    leads: str
    instead_of: str


def swapped(first: tuple[date, str], second: tuple[date, str]) -> Swap:
    """The swap of two turns, each a day and who would be asked on it; BadInput for what is no swap."""
    (earlier, one), (later, other) = sorted((first, second))
    if one == other:
        raise BadInput(TWO_PEOPLE)
    if earlier == later:
        raise BadInput(TWO_EVENINGS)
    return Swap(on=earlier, person=other, other_on=later, other=one)


def with_swap(swaps: Sequence[Swap], swap: Swap) -> tuple[Swap, ...]:
    """The swaps with one more; BadInput when one of its people has swapped on one of its days already."""
    taken = {key for item in swaps for key in _turns(item)}
    if taken & set(_turns(swap)):
        raise BadInput(ALREADY)
    return (*swaps, swap)


def to_come(swaps: Sequence[Swap], today: date) -> tuple[Swap, ...]:
    """The swaps of which an evening is still to come; those that are past are kept no longer."""
    return tuple(item for item in swaps if item.other_on >= today)


def moved_on(swaps: Sequence[Swap], on: date, past: Sequence[Turn]) -> tuple[Moved, ...]:
    """What the swaps say about an evening; nothing of one whose first turn was not kept."""
    found = []
    for item in swaps:
        if item.on == on:
            found.append(Moved(item.person, item.other))
        elif item.other_on == on and _was_there(item.person, item.on, past):
            found.append(Moved(item.other, item.person))
    return tuple(found)


def _was_there(person: str, on: date, past: Sequence[Turn]) -> bool:
    return any(turn.on == on and person in turn.attended for turn in past)


def _turns(swap: Swap) -> tuple[tuple[date, str], ...]:
    """Both days for both people: whoever gave a turn away there has none to give again."""
    return tuple((day, person) for day in (swap.on, swap.other_on) for person in (swap.person, swap.other))
