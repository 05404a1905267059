"""Parts and lenses for an evening, so that everyone has something to do. Chance is handed in, in an order.

A part is something to look after: the time, the door, how we work. A lens is a way of listening to one
story. Neither is kept anywhere: who had which is known while the evening lasts and to nobody afterwards.
"""

from collections.abc import Mapping, Sequence
from random import Random
from typing import Literal

from msgspec import Struct

from circle_tui.core.plan.modes import Mode

Part = Literal["frame", "leads", "brings", "time", "process", "guardian", "door", "queue", "scribe"]

PART_NAMES: Mapping[Part, str] = {
    "frame": "facilitator",
    "leads": "discussion leader",
    "brings": "presenter",
    "time": "timekeeper",
    "process": "process observer",
    "guardian": "guardian",
    "door": "door keeper",
    "queue": "queue keeper",
    "scribe": "scribe",
}
PART_DUTIES: Mapping[Part, str] = {
    "frame": "opens, closes, keeps us safe",
    "leads": "holds the question",
    "brings": "brings it, and chooses how",
    "time": "says the edges aloud",
    "process": "says at the end how we worked",
    "guardian": "may stop us, and says why after",
    "door": "sees who comes late or drops out",
    "queue": "sees who has not spoken yet",
    "scribe": "notes what we decide, no more",
}
DEALT: tuple[Part, ...] = ("time", "process", "guardian", "door", "queue", "scribe")
"""What is dealt, by how much a group needs it; with one person left only how we work is watched."""


class Table(Struct, frozen=True):
    """Who is here, and who has a part already that nothing deals: it comes from the evening itself."""

    here: tuple[str, ...]
    facilitator: str | None = None
    leaders: tuple[str, ...] = ()
    presenter: str | None = None
    proposed: str | None = None
    """Who is asked whether they bring something: nothing is dealt to them before they have answered."""

    @property
    def frame(self) -> str | None:
        """Who holds the frame without its being dealt: not somebody who brings something as well."""
        is_free = self.facilitator in self.here and self.facilitator != self.presenter
        return self.facilitator if is_free else None

    @property
    def settled(self) -> frozenset[str | None]:
        """Everyone who has a part without a deal; whoever brings or leads has that part and no other."""
        return frozenset((self.presenter, self.proposed, self.frame, *self.leaders))


class Dealt(Struct, frozen=True):
    """Who was dealt which part, and who would rather listen tonight."""

    holders: dict[Part, str] = {}
    passed: frozenset[str] = frozenset()
    is_dealt: bool = False


class Seat(Struct, frozen=True):
    """One person and their parts; none for somebody who listens."""

    person: str
    parts: tuple[Part, ...]


def deal(table: Table, before: Dealt, order: Sequence[str]) -> Dealt:
    """Give everyone here a part who has none, in the order chance has put them in.

    Whoever has a part keeps it for as long as it suits: a part moves only when its holder left, passed,
    brings something or leads. So the presenter keeps neither time nor watch, nor does who leads.
    """
    willing = [item for item in order if item in table.here and _is_dealt_to(item, table, before)]
    wanted = _wanted(table, len(willing))
    held = {part: person for part, person in before.holders.items() if part in wanted and person in willing}
    free = [person for person in willing if person not in held.values()]
    for part, person in zip([part for part in wanted if part not in held], free, strict=False):
        held[part] = person
    return Dealt({part: held[part] for part in wanted if part in held}, before.passed, is_dealt=True)


def without(table: Table, before: Dealt, person: str, order: Sequence[str]) -> Dealt:
    """Somebody would rather listen: their part goes to whoever has the one a group can best do without."""
    return deal(table, Dealt(before.holders, before.passed | {person}, is_dealt=True), order)


def seats(table: Table, dealt: Dealt) -> tuple[Seat, ...]:
    """Everyone here with their parts, those of the evening itself first."""
    fixed: list[tuple[Part, str | None]] = [
        ("frame", table.frame),
        *(("leads", leader) for leader in table.leaders),
        ("brings", table.presenter),
    ]
    everything = (*fixed, *dealt.holders.items())
    found = [
        Seat(person, tuple(part for part, holder in everything if holder == person)) for person in table.here
    ]
    places = list(PART_NAMES)
    return tuple(sorted(found, key=lambda seat: places.index(seat.parts[0]) if seat.parts else len(places)))


def _is_dealt_to(person: str, table: Table, before: Dealt) -> bool:
    return person not in table.settled and person not in before.passed


def _wanted(table: Table, people: int) -> tuple[Part, ...]:
    parts: tuple[Part, ...] = ("process",) if people == 1 and table.frame else DEALT
    return ((*(() if table.frame else ("frame",)), *parts))[:people]


# -- lenses


class Lens(Struct, frozen=True, forbid_unknown_fields=True):
    """A way of listening to one story, for one listener."""

    id: str
    title: str
    says: str
    """What to listen for, in one sentence."""
    modes: tuple[Mode, ...] = ("consultation", "topic", "governance", "support")


class Hands(Struct, frozen=True):
    """Who listens through which lens, what each has had tonight, and what is still in the pile."""

    pile: tuple[str, ...] = ()
    held: dict[str, str] = {}
    """Lens id by person."""
    had: dict[str, frozenset[str]] = {}


def deal_lenses(hands: Hands, people: Sequence[str], lenses: Sequence[str], chance: Random) -> Hands:
    """Deal each of these people a lens of their own, from the pile for as long as it lasts.

    Nothing comes twice before everything has come, and nobody gets what they had while there is another.
    """
    pile = [item for item in hands.pile if item in lenses]
    held: dict[str, str] = {}
    for person in people:
        if not pile:
            pile = _shuffled([item for item in lenses if item not in held.values()] or lenses, chance)
        had = hands.had.get(person, frozenset())
        chosen = next((item for item in pile if item not in had), pile[0]) if pile else None
        if chosen is not None:
            pile.remove(chosen)
            held[person] = chosen
    had_now = {person: hands.had.get(person, frozenset()) | {lens} for person, lens in held.items()}
    return Hands(tuple(pile), held, {**hands.had, **had_now})


def another_lens(hands: Hands, person: str, lenses: Sequence[str], chance: Random) -> Hands:
    """Somebody would rather have another lens; theirs goes back under the pile."""
    others = {other: lens for other, lens in hands.held.items() if other != person}
    free = [lens for lens in lenses if lens not in others.values()]
    dealt = deal_lenses(
        Hands(tuple(lens for lens in hands.pile if lens in free), {}, hands.had), (person,), free, chance
    )
    back = hands.held.get(person)
    pile = (*dealt.pile, back) if back in free and back not in dealt.pile else dealt.pile
    pile = tuple(lens for lens in pile if lens != dealt.held.get(person))
    return Hands(pile, {**others, **dealt.held}, dealt.had)


def complete(hands: Hands, people: Sequence[str], lenses: Sequence[str], chance: Random) -> Hands:
    """Deal a lens to whoever of these people has none yet; the others keep theirs."""
    without_one = [person for person in people if person not in hands.held]
    free = [lens for lens in lenses if lens not in hands.held.values()]
    pile = tuple(lens for lens in hands.pile if lens in free)
    dealt = deal_lenses(Hands(pile, {}, hands.had), without_one, free, chance)
    return Hands(dealt.pile, {**hands.held, **dealt.held}, dealt.had)


def _shuffled(lenses: Sequence[str], chance: Random) -> list[str]:
    return chance.sample(list(lenses), len(lenses))
