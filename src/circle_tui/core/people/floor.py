"""The floor: whose turn it is in a round, and whose hand comes next in open talk.

Values and what can be done with them, by id alone; where the evening stands is no business of this file.
Nothing here tells whether somebody spoke or passed, and in open talk nothing is counted.
"""

from collections.abc import Collection, Sequence

from msgspec import Struct
from msgspec.structs import replace

FIRST_WORD = "Anyone this touches most closely is welcome first."
"""The self-chosen first word: said to all, asking nothing of anybody."""
FIRST_WORD_SECONDS = 10
"""How long it is quiet after it, before the floor is open."""


class Round(Struct, frozen=True):
    """Everyone in turn: asked once each, in an order that can be changed while it goes."""

    began_with: str = ""
    """Whose turn was the first."""
    asked: tuple[str, ...] = ()
    """Those who have had the floor. They spoke or passed; which of the two is noted nowhere."""
    waiting: tuple[str, ...] = ()
    """Those still to be asked; the first has the floor."""

    @property
    def holder(self) -> str | None:
        """Who has the floor; None when everyone has been asked."""
        return self.waiting[0] if self.waiting else None

    @property
    def following(self) -> str | None:
        """Who comes next; None when nobody does."""
        return self.waiting[1] if len(self.waiting) > 1 else None


def begin(order: Sequence[str]) -> Round:
    """A round in this order, of which nobody has been asked yet."""
    return Round(began_with=order[0] if order else "", waiting=tuple(order))


def among(turns: Round, people: Sequence[str]) -> Round:
    """The round of these people: who has left drops out, who has come waits at the end."""
    staying = tuple(person for person in turns.waiting if person in people)
    coming = tuple(person for person in people if person not in turns.asked and person not in staying)
    return replace(turns, waiting=(*staying, *coming))


def give_on(turns: Round, person: str) -> Round:
    """The round after somebody had the floor: they spoke, or passed."""
    if person not in turns.waiting:
        return turns
    return replace(turns, asked=(*turns.asked, person), waiting=_without(turns.waiting, person))


def reorder(turns: Round, order: Sequence[str]) -> Round:
    """The round with those still to be asked in this order; nobody is lost by it."""
    wanted = tuple(person for person in dict.fromkeys(order) if person in turns.waiting)
    rest = tuple(person for person in turns.waiting if person not in wanted)
    return replace(
        turns,
        began_with=turns.began_with if turns.asked else next(iter((*wanted, *rest)), ""),
        waiting=(*wanted, *rest),
    )


def at_the_end(turns: Round) -> tuple[str, ...]:
    """The order in which whoever has the floor is asked last."""
    return (*turns.waiting[1:], *turns.waiting[:1])


def other_way_round(turns: Round) -> tuple[str, ...]:
    """The order in which the rest comes from the other side; whoever has the floor keeps it."""
    return (*turns.waiting[:1], *reversed(turns.waiting[1:]))


def first(person: str, order: Sequence[str]) -> tuple[str, ...]:
    """The order in which somebody comes first, and the others as before."""
    return (person, *_without(order, person))


def starting_with(person: str | None, order: Sequence[str]) -> tuple[str, ...]:
    """The same circle, begun at another place; as it is when that person is not in it."""
    if person not in order:
        return tuple(order)
    place = tuple(order).index(person)
    return (*order[place:], *order[:place])


def progress(turns: Round, people: Collection[str]) -> tuple[int, int]:
    """How many of those here have had the floor, and of how many: public in a declared round."""
    taking_part = {*turns.asked, *turns.waiting} & set(people)
    return len(taking_part & set(turns.asked)), len(taking_part)


class Queue(Struct, frozen=True):
    """Hands in open talk, in one segment. Who has had the floor decides the order, and is never shown."""

    segment: str = ""
    hands: tuple[str, ...] = ()
    """In the order in which they came up."""
    heard: frozenset[str] = frozenset()
    """Those who have been given the floor in this segment."""

    @property
    def in_order(self) -> tuple[str, ...]:
        """The hands as they come up: whoever has not had the floor yet first."""
        return tuple(sorted(self.hands, key=lambda person: person in self.heard))

    @property
    def following(self) -> str | None:
        """Whose hand comes next; None when none is up."""
        return next(iter(self.in_order), None)


def raise_hand(queue: Queue, person: str) -> Queue:
    """The queue with one hand more, behind the others."""
    return queue if person in queue.hands else replace(queue, hands=(*queue.hands, person))


def lower_hand(queue: Queue, person: str) -> Queue:
    """The queue without this hand."""
    return replace(queue, hands=_without(queue.hands, person))


def hear(queue: Queue, person: str) -> Queue:
    """The queue after somebody was given the floor."""
    return replace(lower_hand(queue, person), heard=queue.heard | {person})


def _without(people: Sequence[str], person: str) -> tuple[str, ...]:
    return tuple(other for other in people if other != person)
