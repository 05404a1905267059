"""Who brings something: one name, one reason, answers of equal weight. Never a list of who had time.

The queue is not the one of those who lead. Whoever needs it tonight goes first, and nobody asks why.
"""

from collections.abc import Callable, Iterable

from textual.content import Content

from circle_tui.core.happening import moves
from circle_tui.core.people import presenting
from circle_tui.core.people.group import Member
from circle_tui.core.people.rotation import Nobody, Offer
from circle_tui.core.text import cut
from circle_tui.tonight.evening import Evening
from circle_tui.tui.live.people import ChooseSheet, keyed_tonight, tiles
from circle_tui.tui.sheet import KeyHint, Sheet
from circle_tui.tui.stage import StageScreen

OWN_KEYS = "ptioxdlw"
"""Keys of this sheet that are nobody's."""


class PresenterSheet(Sheet):
    """Asks one person at a time; anybody else here is named by one key."""

    opened_by = "w"

    def __init__(self, host: StageScreen, evening: Evening, segment: str) -> None:
        super().__init__(host)
        self._screen = host
        self._evening = evening
        self._segment = segment
        self.title = f"Who brings something in “{evening.room.session.segment(segment).title}”?"

    @property
    def _offer(self) -> Offer | Nobody:
        return self._evening.presenting.offer(self._segment)

    @property
    def _named(self) -> str | None:
        session = self._evening.room.session
        person = session.presenters.get(self._segment)
        return person if person in session.here else None

    def _people(self) -> dict[str, Member]:
        return keyed_tonight(self._evening, self._evening.people_here(), without=OWN_KEYS)

    def body(self) -> Content:
        """The name and the reason, or who brings something already; then everyone here."""
        people = self._people()
        if not people:
            return Content("Nobody is marked as here yet. r opens the roll.")
        return Content.assemble(self._asked(), "\n\n", tiles(people, wide=self.wide))

    def _asked(self) -> Content:
        room = min(40, self.wide - 10)
        if self._named is not None:
            return Content.assemble((cut(self._evening.name(self._named), room), "bold $primary"), " brings.")
        offer = self._offer
        if isinstance(offer, Nobody):
            return Content(offer.why)
        name = cut(self._evening.name(offer.person), room)
        return Content.assemble((name, "bold $primary"), "\n", offer.reason)

    def hints(self) -> tuple[KeyHint, ...]:
        """Yes, pass and later weigh the same."""
        is_asking = self._named is None and isinstance(self._offer, Offer)
        answers = (("enter", "yes"), ("p", "pass for tonight"), ("t", "later tonight")) if is_asking else ()
        wishes = (("i", "needs it tonight"), ("o", "would like to"))
        back = (("x", "take a wish back"),) if self._evening.presenting.wishing() else ()
        dealt = (("d", "parts for all"), ("l", "lenses"))
        return (*answers, ("a key", "somebody else"), *wishes, *back, *dealt)

    def press(self, key: str) -> bool:
        """Answer for the person who was asked, name somebody else, or note a wish."""
        match key:
            case "enter" | "p" | "t":
                return self._answer(key)
            case "i" | "o":
                self._note_wish(is_tonight=key == "i")
            case "x":
                return self._take_back()
            case "d" | "l":
                self._deal(key)
            case _:
                member = self._people().get(key)
                if member is None:
                    return False
                self._name(member.id)
        return True

    def _answer(self, key: str) -> bool:
        offer = self._offer
        if self._named is not None or isinstance(offer, Nobody):
            return False
        if key == "enter":
            self._name(offer.person)
            return True
        refusal = self._evening.room.do(
            presenting.pass_presenting, self._segment, offer.person, is_later=key == "t"
        )
        if refusal is not None:
            self.host.say(refusal.why)
        return True

    def _name(self, person: str) -> None:
        self.host.close_sheet()
        refusal = self._evening.room.do(moves.name_presenter, self._segment, person)
        name = cut(self._evening.name(person), 30)
        self.host.say(refusal.why if refusal else f"{name} brings. p offers a focus prompt.")

    def _note_wish(self, *, is_tonight: bool) -> None:
        def note(member: Member) -> None:
            refusal = self._evening.room.do(presenting.ask_to_present, member.id, is_tonight=is_tonight)
            self._again(refusal.why if refusal else "Noted, without a reason; it waits until there is time.")

        title = "Who needs time tonight?" if is_tonight else "Who would like to bring something?"
        self.host.open_sheet(ChooseSheet(self._screen, self._evening, title=title, choose=note))

    def _take_back(self) -> bool:
        queue = self._evening.presenting
        wishing = queue.wishing()
        if not wishing:
            return False

        def take_back(member: Member) -> None:
            is_carried = queue.is_carried(member.id)
            refusal = self._evening.room.do(presenting.withdraw_wish, member.id, is_carried=is_carried)
            self._again(refusal.why if refusal else "The wish is taken back.")

        self.host.open_sheet(
            WishSheet(self._screen, self._evening, title="Whose wish?", choose=take_back, among=wishing)
        )
        return True

    def _deal(self, key: str) -> None:
        from circle_tui.tui.live.dealing import LensesSheet, PartsSheet

        kind = PartsSheet if key == "d" else LensesSheet
        self.host.open_sheet(kind(self._screen, self._evening))

    def _again(self, sentence: str) -> None:
        self.host.open_sheet(PresenterSheet(self._screen, self._evening, self._segment))
        self.host.say(sentence)


class WishSheet(ChooseSheet):
    """Shows those here who have a wish; one key chooses somebody."""

    def __init__(
        self,
        host: StageScreen,
        evening: Evening,
        *,
        title: str,
        choose: Callable[[Member], None],
        among: Iterable[str],
    ) -> None:
        super().__init__(host, evening, title=title, choose=choose)
        self._among = frozenset(among)

    def _people(self) -> dict[str, Member]:
        people = (member for member in self._evening.people_here() if member.id in self._among)
        return keyed_tonight(self._evening, people)
