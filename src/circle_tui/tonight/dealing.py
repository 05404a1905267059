"""Parts and lenses as they are dealt tonight; all of it is in memory alone, and gone with the evening.

Lenses come from one shuffled pile an evening. Who had which is not kept from one evening to the next: it
could not be without noting, by name, how somebody listened.
"""

from collections.abc import Callable

from circle_tui.content.load import Library
from circle_tui.core.people import dealing, presenting
from circle_tui.core.people.dealing import Dealt, Hands, Lens, Seat, Table
from circle_tui.core.people.rotation import Nobody, Offer
from circle_tui.room import Room
from circle_tui.tonight.memory import Memory
from circle_tui.tonight.prompting import Chance


class Dealing:
    """Deals parts to everyone and lenses to those who listen."""

    def __init__(
        self,
        room: Room,
        library: Library,
        memory: Memory,
        chance: Chance,
        proposed: Callable[[str], Offer | Nobody | None],
    ) -> None:
        self._room = room
        self._library = library
        self._memory = memory
        self._chance = chance
        self._proposed = proposed
        """Who is put forward to bring something in a segment."""

    # -- parts

    @property
    def _table(self) -> Table:
        """Who is here, and who leads and brings in the segment that somebody brings something in next."""
        session = self._room.session
        ahead = presenting.still_to_bring(session)
        segment = ahead[0].id if ahead else session.position.segment if session.position else ""
        leader = session.leaders.get(segment)
        presenter = next(iter({session.presenters.get(segment, "")} & set(session.here)), None)
        asked = self._proposed(segment) if ahead and presenter is None else None
        return Table(
            here=session.here,
            facilitator=session.facilitator,
            leaders=tuple(person for person in leader.people if person in session.here) if leader else (),
            presenter=presenter,
            proposed=asked.person if isinstance(asked, Offer) else None,
        )

    @property
    def proposed(self) -> str | None:
        """Id of whoever is asked whether they bring something, and has no part before they answer."""
        return self._table.proposed

    def seats(self) -> tuple[Seat, ...]:
        """Everyone here with their part, as it suits who brings and who leads now; nobody before a deal."""
        if not self._memory.parts.is_dealt:
            return ()
        table = self._table
        self._memory.parts = dealing.deal(table, self._memory.parts, table.here)
        return dealing.seats(table, self._memory.parts)

    def deal_parts(self) -> None:
        """Deal all parts anew; whoever passed is asked again."""
        self._memory.deals += 1
        table = self._table
        order = self._chance(self._seed("parts")).sample(table.here, len(table.here))
        self._memory.parts = dealing.deal(table, Dealt(), order)

    def pass_part(self, person: str) -> None:
        """Somebody would rather listen."""
        table = self._table
        order = self._chance(self._seed(f"parts/{person}")).sample(table.here, len(table.here))
        self._memory.parts = dealing.without(table, self._memory.parts, person, order)

    # -- lenses

    @property
    def _lenses(self) -> dict[str, Lens]:
        mode = self._room.session.mode
        return {lens.id: lens for lens in self._library.lenses if mode in lens.modes}

    def lenses(self) -> dict[str, Lens]:
        """Who listens through which lens, by person; only those who are here and do not bring something.

        Nobody, once another story is to be heard: for that one they are dealt anew.
        """
        if self._memory.lenses_for != self._story:
            return {}
        known, table = self._lenses, self._table
        held = self._memory.lenses.held
        listening = (person for person in table.here if person != table.presenter)
        return {person: known[held[person]] for person in listening if held.get(person) in known}

    def deal_lenses(self) -> None:
        """Deal a lens to everyone who listens: all who are here but who brings, or is asked to."""
        self._memory.deals += 1
        self._memory.lenses_for = self._story
        chance = self._chance(self._seed("lenses"))
        self._memory.lenses = dealing.deal_lenses(
            self._memory.lenses, self._listening, list(self._lenses), chance
        )

    def complete_lenses(self) -> None:
        """Deal a lens to whoever listens and has none: they came later, or do not present after all."""
        self._memory.deals += 1
        chance = self._chance(self._seed("lenses"))
        self._memory.lenses = dealing.complete(
            self._memory.lenses, self._listening, list(self._lenses), chance
        )

    @property
    def _listening(self) -> list[str]:
        table = self._table
        return [person for person in table.here if person not in (table.presenter, table.proposed)]

    @property
    def _story(self) -> str:
        """The segment whose story is heard, or will be next; empty where nobody brings anything any more."""
        return next((segment.id for segment in presenting.still_to_bring(self._room.session)), "")

    def another_lens(self, person: str) -> None:
        """Somebody would rather have another lens."""
        self._memory.deals += 1
        chance = self._chance(self._seed("lens"))
        self._memory.lenses = dealing.another_lens(self._memory.lenses, person, list(self._lenses), chance)

    def forget_lenses(self) -> None:
        """Take the lenses away; the pile stays as it is."""
        hands = self._memory.lenses
        self._memory.lenses = Hands(hands.pile, {}, hands.had)

    def _seed(self, what: str) -> str:
        return f"{self._room.session.opened.session}/{what}/{self._memory.deals}"
