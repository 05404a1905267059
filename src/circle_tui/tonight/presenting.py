"""Who brings something tonight: wishes first, then whoever would like to, then the queue for it in turn."""

from collections.abc import Callable, Sequence

from circle_tui.core.people import presenting
from circle_tui.core.people.presenting import Brought
from circle_tui.core.people.rotation import Nobody, Offer, Turn, is_newcomer
from circle_tui.core.plan.agenda import Segment
from circle_tui.room import Room
from circle_tui.tonight.memory import Memory
from circle_tui.tonight.prompting import Chance


class Presenting:
    """The queue of one evening. Keeps nothing but what the room keeps, and that nobody wished to for now."""

    def __init__(
        self,
        room: Room,
        turns: Sequence[Turn],
        past: Sequence[Brought],
        chance: Chance,
        memory: Callable[[], Memory],
    ) -> None:
        self._room = room
        self._turns = turns
        self._past = past
        self._chance = chance
        self._memory = memory

    def segment(self) -> Segment | None:
        """The segment to bring something in: the running one, or else the next that still has nobody."""
        session = self._room.session
        ahead = presenting.still_to_bring(session)
        free = [item for item in ahead if item.id not in session.presenters]
        if ahead and ahead[0] == session.current_segment:
            return ahead[0]
        return next(iter(free or ahead), None)

    def offer(self, segment: str) -> Offer | Nobody:
        """Who is asked to bring something in a segment, and why."""
        session = self._room.session
        unasked = [
            person
            for person in session.here
            if session.presence[person].is_guest or is_newcomer(person, self._turns)
        ]
        return presenting.offer(session, segment, self._past, unasked, self._chance)

    def proposed(self, segment: str) -> Offer | Nobody | None:
        """Who is put forward in a segment: by a wish, or in turn once nobody would like to; None before that.

        Nobody is put forward by lot on the shared screen who never offered, as long as somebody may wish to.
        """
        offered = self.offer(segment)
        if isinstance(offered, Nobody) or segment in self._memory().bringing_in_turn:
            return offered
        has_had_it = offered.person in self._room.session.presenters.values()
        return offered if offered.person in self.wishing() and not has_had_it else None

    def ask_in_turn(self, segment: str) -> None:
        """Nobody would like to just now: ask in turn."""
        self._memory().bringing_in_turn.add(segment)

    def is_carried(self, person: str) -> bool:
        """Whether somebody has a wish of an earlier evening that nothing has met and nobody took back."""
        session = self._room.session
        return person in presenting.carried(self._past) and person not in session.wishes_withdrawn

    def wishing(self) -> tuple[str, ...]:
        """Everyone here who would like to bring something, since tonight or longer."""
        session = self._room.session
        return tuple(item for item in session.here if item in session.wishes or self.is_carried(item))
