"""Hands and the floor: whose turn it is in a round, whose hand is next in open talk, the first word.

Names those alone who are here. In a round it says how far it is; in open talk it counts nothing.
"""

from collections.abc import Callable, Iterable, Sequence
from textwrap import wrap

from textual.content import Content

from circle_tui.core.clock.stillness import Silence
from circle_tui.core.happening import seating
from circle_tui.core.happening.refusal import Refusal
from circle_tui.core.happening.session import Session
from circle_tui.core.people import floor, turns
from circle_tui.core.people.floor import FIRST_WORD_SECONDS, Round
from circle_tui.core.people.group import Member
from circle_tui.core.text import cut
from circle_tui.tonight.evening import Evening
from circle_tui.tui.commands import LIVE_PARTS, by_key
from circle_tui.tui.live.firstword import OWN_KEYS, FirstWordSheet
from circle_tui.tui.live.people import ChooseSheet, keyed_tonight, tiles
from circle_tui.tui.sheet import KeyHint, Sheet
from circle_tui.tui.stage import StageScreen

LONGEST_NAME = 30
CARE = dict(LIVE_PARTS)["Care"]
"""Commands for which a round gives way: it is where something lands."""


class FloorSheet(Sheet):
    """What the floor looks like now: a round before it begins, while it goes, after it; or hands."""

    title = "The floor"
    opened_by = "h"
    is_beside = True

    def __init__(self, host: StageScreen, evening: Evening, draft: Sequence[str] = ()) -> None:
        super().__init__(host)
        self._screen = host
        self._evening = evening
        self._draft = tuple(draft)
        """The order that was chosen for a round that has not begun."""
        self._is_by_arrival = False

    # -- what it shows

    def body(self) -> Content:
        """Who has the floor and who follows, or the hands that are up."""
        session = self._session
        if not seating.is_round(session):
            return self._hands()
        running = seating.running_round(session)
        if running is None:
            return self._before(self._order())
        if running.holder is None:
            return Content.assemble(("Everyone has been asked.", "bold"), "\n", self._progress(running))
        return self._turn(running)

    def _before(self, order: Sequence[str]) -> Content:
        if not order:
            return Content(turns.NOBODY_HERE.why)
        return Content.assemble(
            (self._name(order[0]), "bold $primary"),
            " begins,\n" if order[1:] else " begins.\n",
            self._then(order[1:]),
            "\n",
            ("Everyone may pass, or come later.", "$quiet"),
        )

    def _turn(self, running: Round) -> Content:
        following = self._name(running.following) if running.following is not None else "nobody"
        return Content.assemble(
            ("Floor  ", "$quiet"),
            (self._name(running.holder or ""), "bold $primary"),
            "\n",
            ("Next   ", "$quiet"),
            following,
            "\n\n",
            self._then(running.waiting[2:]),
            self._progress(running),
        )

    def _then(self, order: Sequence[str]) -> Content:
        if not order:
            return Content("")
        names = ", ".join(self._name(person) for person in order)
        return Content("\n".join(wrap(f"then {names}", self.wide)) + "\n")

    def _progress(self, running: Round) -> Content:
        had, whole = floor.progress(running, seating.taking_part(self._session))
        return Content.styled(f"{had} of {whole} have been asked.", "$quiet")

    def _hands(self) -> Content:
        people = self._people()
        if not people:
            return Content(turns.NOBODY_HERE.why)
        hands = self._session.queue.in_order
        up = Content("No hand is up.\n")
        if hands:
            name = (self._name(hands[0]), "bold $primary")
            up = Content.assemble(("Next   ", "$quiet"), name, "\n", self._then(hands[1:]))
        shown = tiles(people, marked=lambda member: "↑" if member.id in hands else "", wide=self.wide)
        return Content.assemble(up, "\n", shown)

    def hints(self) -> tuple[KeyHint, ...]:
        """To speak, to pass and to come later weigh the same."""
        if not seating.is_round(self._session):
            gives = (("enter", "the next has the floor"),) if self._session.queue.hands else ()
            return (("their key", "raises or lowers a hand"), *gives, ("w", "first word"), ("o", "in turn"))
        running = seating.running_round(self._session)
        if running is None:
            by = "by name" if self._is_by_arrival else "as people came"
            return (("enter", "begins"), *_order_hints("begins"), ("a", by), ("w", "first word"))
        if running.holder is None:
            return (("s", "once more, somebody begins"),)
        answers = (("enter", "has spoken"), ("p", "passes"), ("t", "later"))
        direction, other = _order_hints("is next")
        return (*answers, direction, ("w", "first word"), other)

    # -- what its keys do

    def press(self, key: str) -> bool:
        """Answer a key of a round, or of open talk; care comes before either, and a round keeps its place."""
        if key == "w":
            return self._ask_for_the_first_word()
        if not seating.is_round(self._session):
            return self._press_in_talk(key) or (not key.isdigit() and self._gives_way_to_care(key))
        if seating.running_round(self._session) is None:
            return self._press_before(key) or self._gives_way_to_care(key)
        return self._press_in_round(key) or self._gives_way_to_care(key)

    def _gives_way_to_care(self, key: str) -> bool:
        command = by_key(self._screen.acting, key)
        if command is None or command.id not in CARE:
            return False
        self.host.close_sheet()
        self._screen.run_command(command)
        return True

    def _press_before(self, key: str) -> bool:
        match key:
            case "enter" | "space":
                return self._do(self._evening.room.do(turns.begin_round, self._order()))
            case "d":
                order = self._order()
                self._draft = (*order[:1], *reversed(order[1:]))
            case "a":
                self._is_by_arrival = not self._is_by_arrival
                self._draft = ()
            case "s":
                self._choose("Who begins?", self._order(), self._begin_draft_with)
            case _:
                return False
        return True

    def _press_in_round(self, key: str) -> bool:
        room = self._evening.room
        match key:
            case "enter" | "space" | "p":
                return self._do(room.do(turns.give_on))
            case "t":
                return self._do(room.do(turns.ask_later))
            case "d":
                return self._do(room.do(turns.turn_direction))
            case "s":
                self._let_somebody_else()
                return True
            case _:
                return False

    def _press_in_talk(self, key: str) -> bool:
        if key == "o":
            self.host.close_sheet()
            command = by_key(self._screen.commands, "o")
            if command is not None:
                self._screen.run_command(command)
            return True
        if key in ("enter", "space"):
            return self._give_to_the_next()
        member = self._people().get(key)
        return member is not None and self._do(self._evening.room.do(turns.turn_hand, member.id))

    def _give_to_the_next(self) -> bool:
        following = self._session.queue.following
        refusal = self._evening.room.do(turns.give_floor)
        self.host.say(refusal.why if refusal else f"{self._name(following or '')} has the floor.")
        return True

    def _let_somebody_else(self) -> None:
        running = seating.running_round(self._session)
        if running is None or running.holder is None:
            people = tuple(member.id for member in self._evening.people_here())
            order = turns.offered_order(self._session, people)
            self._choose("Who begins?", order, lambda member: self._begin_with(member.id, order))
            return
        self._choose("Who is next?", running.waiting[1:], self._let_begin)

    def _choose(self, title: str, among: Iterable[str], choose: Callable[[Member], None]) -> None:
        self.host.open_sheet(TurnSheet(self._screen, self._evening, title, among, choose, self))

    def _begin_draft_with(self, member: Member) -> None:
        self._draft = floor.starting_with(member.id, self._order())
        self.host.open_sheet(self)

    def _begin_with(self, person: str, order: Sequence[str]) -> None:
        self._do(self._evening.room.do(turns.begin_round, floor.starting_with(person, order)))
        self.host.open_sheet(self)

    def _let_begin(self, member: Member) -> None:
        self._do(self._evening.room.do(turns.let_begin, member.id))
        self.host.open_sheet(self)

    def _ask_for_the_first_word(self) -> bool:
        silence = Silence(self._evening.room.now(), FIRST_WORD_SECONDS)
        self.host.open_sheet(
            FirstWordSheet(self._screen, self._evening, self, silence, self._take_first_word)
        )
        return True

    def _take_first_word(self, person: str) -> None:
        """Somebody takes the first word: the round goes on from there, or they have the floor."""
        room, running = self._evening.room, seating.running_round(self._session)
        if not seating.is_round(self._session):
            refusal = room.do(turns.give_floor, person)
        elif running is None or running.holder is None:
            refusal = room.do(turns.begin_round, floor.starting_with(person, self._order()))
        elif running.holder == person:
            refusal = None
        else:
            refusal = room.do(turns.let_begin, person)
        self.host.open_sheet(self)
        self.host.say(refusal.why if refusal else f"{self._name(person)} has the first word.")

    def _do(self, refusal: Refusal | None) -> bool:
        if refusal is not None:
            self.host.say(refusal.why)
        return True

    # -- who

    @property
    def _session(self) -> Session:
        return self._evening.room.session

    def _people(self) -> dict[str, Member]:
        return keyed_tonight(self._evening, self._evening.people_here(), without=OWN_KEYS)

    def _order(self) -> tuple[str, ...]:
        """The order of a round that has not begun: as it was chosen, or as it is offered."""
        session = self._session
        by_name = tuple(member.id for member in self._evening.people_here())
        order = self._draft or turns.offered_order(session, session.here if self._is_by_arrival else by_name)
        return floor.among(floor.begin(order), seating.taking_part(session)).waiting

    def _name(self, person: str) -> str:
        return cut(self._evening.name(person), min(LONGEST_NAME, self.wide - 8))


def _order_hints(does: str) -> tuple[KeyHint, KeyHint]:
    return (("d", "other direction"), ("s", f"somebody else {does}"))


class TurnSheet(ChooseSheet):
    """Shows those whose turn may come; one key chooses somebody, escape goes back to the floor."""

    is_beside = True

    def __init__(
        self,
        host: StageScreen,
        evening: Evening,
        title: str,
        among: Iterable[str],
        choose: Callable[[Member], None],
        beneath: FloorSheet,
    ) -> None:
        super().__init__(host, evening, title=title, choose=choose)
        self._among = frozenset(among)
        self._beneath = beneath

    def _people(self) -> dict[str, Member]:
        wanted = (member for member in self._evening.people_here() if member.id in self._among)
        return keyed_tonight(self._evening, wanted, without=OWN_KEYS)

    def body(self) -> Content:
        """Those who can be chosen."""
        return super().body() if self._people() else Content("Nobody else is left to ask.")

    def leave(self) -> None:
        """Back to the floor, unchanged."""
        self.host.open_sheet(self._beneath)
