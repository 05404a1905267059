"""Who brings something: a wish first, then whoever would like to, then one name in turn with one reason.

Never a list of who had time. The queue is not the one of those who lead; whoever needs it tonight goes first,
and nobody asks why.
"""

from collections.abc import Callable, Iterable

from textual.content import Content

from circle_tui.core.people import presenting
from circle_tui.core.people.group import Member
from circle_tui.core.people.rotation import Nobody, Offer
from circle_tui.core.text import cut
from circle_tui.tonight.evening import Evening
from circle_tui.tui.live.about import AboutSegment
from circle_tui.tui.live.people import ChooseSheet, keyed_tonight, tiles
from circle_tui.tui.sheet import KeyHint, Sheet
from circle_tui.tui.stage import StageScreen

WOULD_LIKE = "Who would like to bring something?"
NEXT_TIME = (
    "Nobody brings anything from here on tonight. A wish for the next session is kept, without a reason."
)
OWN_KEYS = "ptioxdlw"
"""Keys of this sheet that are nobody's."""


class _WishingSheet(Sheet):
    """What both sheets have in common: wishes, noted and taken back without a reason, and what is dealt."""

    opened_by = "w"

    def __init__(self, host: StageScreen, evening: Evening) -> None:
        super().__init__(host)
        self._screen = host
        self._evening = evening

    def _again(self) -> Sheet:
        """The sheet to come back to."""
        raise NotImplementedError

    def _note_wish(self, *, is_tonight: bool) -> None:
        def note(member: Member) -> None:
            refusal = self._evening.room.do(presenting.ask_to_present, member.id, is_tonight=is_tonight)
            self._come_back(
                refusal.why if refusal else "Noted, without a reason; it waits until there is time."
            )

        title = "Who needs time tonight?" if is_tonight else WOULD_LIKE
        self.host.open_sheet(ChooseSheet(self._screen, self._evening, title=title, choose=note))

    def _take_back(self) -> bool:
        queue = self._evening.presenting
        wishing = queue.wishing()
        if not wishing:
            return False

        def take_back(member: Member) -> None:
            is_carried = queue.is_carried(member.id)
            refusal = self._evening.room.do(presenting.withdraw_wish, member.id, is_carried=is_carried)
            self._come_back(refusal.why if refusal else "The wish is taken back.")

        self.host.open_sheet(
            WishSheet(self._screen, self._evening, title="Whose wish?", choose=take_back, among=wishing)
        )
        return True

    def _come_back(self, sentence: str) -> None:
        self.host.open_sheet(self._again())
        self.host.say(sentence)

    def _deal(self, key: str) -> None:
        from circle_tui.tui.live.dealing import LensesSheet, PartsSheet

        kind = PartsSheet if key == "d" else LensesSheet
        self.host.open_sheet(kind(self._screen, self._evening))


class NextTimeSheet(_WishingSheet):
    """Nothing more is brought tonight: a wish for the next session can be noted."""

    title = "Bringing something next time"

    def body(self) -> Content:
        """What a wish is good for."""
        return Content(NEXT_TIME)

    def hints(self) -> tuple[KeyHint, ...]:
        """A wish, and parts for everyone."""
        back: tuple[KeyHint, ...] = ()
        if self._evening.presenting.wishing():
            back = (("x", "take a wish back"),)
        return (("o", "would like to"), *back, ("d", "parts for all"), ("esc", "back"))

    def press(self, key: str) -> bool:
        """Note a wish, take one back, deal parts."""
        match key:
            case "o":
                self._note_wish(is_tonight=False)
            case "x":
                return self._take_back()
            case "d":
                self._deal(key)
            case _:
                return False
        return True

    def _again(self) -> Sheet:
        return NextTimeSheet(self._screen, self._evening)


class PresenterSheet(AboutSegment, _WishingSheet):
    """Asks one person at a time; anybody else here is named by one key."""

    def __init__(self, host: StageScreen, evening: Evening, segment: str) -> None:
        super().__init__(host, evening)
        self._segment = segment
        self.title = f"Who brings something in “{evening.room.session.segment(segment).title}”?"

    @property
    def _offer(self) -> Offer | Nobody | None:
        """Who is put forward; None while it is asked who would like to."""
        return self._evening.presenting.proposed(self._segment)

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
        if offer is None:
            return Content(WOULD_LIKE)
        if isinstance(offer, Nobody):
            return Content(offer.why)
        name = cut(self._evening.name(offer.person), room)
        return Content.assemble((name, "bold $primary"), "\n", offer.reason)

    def hints(self) -> tuple[KeyHint, ...]:
        """Yes, pass and later weigh the same."""
        offer = self._offer if self._named is None else Nobody("")
        answers: tuple[KeyHint, ...] = (("their key", "somebody else"),)
        if offer is None:
            answers = (("their key", "they bring it"), ("enter", "nobody just now: ask in turn"))
        elif isinstance(offer, Offer):
            answers = (("enter", "yes"), ("p", "pass for tonight"), ("t", "later tonight"), *answers)
        wishes = (("i", "needs it tonight"), ("o", "would like to"))
        back = (("x", "take a wish back"),) if self._evening.presenting.wishing() else ()
        dealt = (("d", "parts for all"), ("l", "lenses"))
        return (*answers, *wishes, *back, *dealt)

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
        if offer is None:
            if key == "enter":
                self._evening.presenting.ask_in_turn(self._segment)
            return key == "enter"
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
        room = self._evening.room
        leads = self._segment in room.session.leaders
        refusal = room.do(presenting.name_presenter, self._segment, person)
        name = cut(self._evening.name(person), 30)
        is_without = leads and self._segment not in room.session.leaders
        then = "Nobody leads now: l asks." if is_without else "p offers a focus prompt."
        self.host.say(refusal.why if refusal else f"{name} brings. {then}")

    def _again(self) -> Sheet:
        return PresenterSheet(self._screen, self._evening, self._segment)


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
