"""Who leads a segment: one name, one reason, and answers of equal weight. Never a list of turns."""

from textual.content import Content

from circle_tui.core import moves
from circle_tui.core.events import NamedHow
from circle_tui.core.group import Member
from circle_tui.core.rotation import Nobody, Offer
from circle_tui.core.text import cut
from circle_tui.tonight.evening import Evening
from circle_tui.tui.live.people import ChooseSheet
from circle_tui.tui.sheet import KeyHint, Sheet
from circle_tui.tui.stage import StageScreen


class LeaderSheet(Sheet):
    """Asks one person at a time."""

    opened_by = "l"

    def __init__(self, host: StageScreen, evening: Evening, segment: str) -> None:
        super().__init__(host)
        self._screen = host
        self._evening = evening
        self._segment = segment
        self.title = ""
        self._entitle()

    def _entitle(self) -> None:
        segment = self._evening.room.session.segment(self._segment)
        self.title = f"Who leads “{segment.title}”?"

    @property
    def _offer(self) -> Offer | Nobody:
        return self._evening.offer(self._segment)

    def body(self) -> Content:
        """The name and the reason, or who leads already."""
        named = self._evening.room.session.leaders.get(self._segment)
        if named is not None and named.person not in self._evening.room.session.here:
            return Content("Whoever was named is not here any more.")
        if named is not None:
            name = cut(self._evening.name(named.person), min(40, self.wide - 10))
            return Content.assemble((name, "bold $primary"), " leads it.")
        offer = self._offer
        if isinstance(offer, Nobody):
            return Content(offer.why)
        name = cut(self._evening.name(offer.person), min(40, self.wide))
        return Content.assemble((name, "bold $primary"), "\n", offer.reason)

    def hints(self) -> tuple[KeyHint, ...]:
        """Yes, pass and later weigh the same."""
        common = (("v", "a volunteer"), ("o", "somebody else"), ("↓", "another segment"))
        if self._evening.room.session.leaders.get(self._segment) is not None:
            return (("x", "let it go"), *common)
        if isinstance(self._offer, Nobody):
            return common
        return (("enter", "yes"), ("p", "pass"), ("t", "later tonight"), *common)

    def press(self, key: str) -> bool:
        """Answer for the person who was asked."""
        if key == "down":
            return self._another()
        if key in ("v", "o"):
            how: NamedHow = "volunteered" if key == "v" else "chosen"
            self._ask_for_name(how)
            return True
        named = self._evening.room.session.leaders.get(self._segment)
        if named is not None:
            return key == "x" and self._do(self._evening.room.do(moves.release_leader, self._segment))
        offer = self._offer
        if isinstance(offer, Nobody):
            return False
        return self._answer(key, offer)

    def _answer(self, key: str, offer: Offer) -> bool:
        room = self._evening.room
        match key:
            case "enter":
                self.host.close_sheet()
                refusal = room.do(
                    moves.name_leader,
                    segment=self._segment,
                    person=offer.person,
                    how="offered",
                    drawn_among=offer.drawn_among,
                )
                name = cut(self._evening.name(offer.person), 30)
                self.host.say(refusal.why if refusal else f"{name} leads.")
                return True
            case "p":
                return self._do(room.do(moves.pass_leading, self._segment, offer.person))
            case "t":
                return self._do(room.do(moves.lead_later, self._segment, offer.person))
            case _:
                return False

    def _do(self, refusal: object) -> bool:
        if refusal is not None:
            self.host.say(getattr(refusal, "why", ""))
        return True

    def _another(self) -> bool:
        following = self._evening.segment_to_lead(after=self._segment)
        if following is not None:
            self._segment = following.id
            self._entitle()
        return True

    def _ask_for_name(self, how: NamedHow) -> None:
        segment = self._segment
        title = "Who volunteers?" if how == "volunteered" else "Who leads it?"

        def choose(member: Member) -> None:
            refusal = self._evening.room.do(moves.name_leader, segment=segment, person=member.id, how=how)
            self.host.say(refusal.why if refusal else f"{cut(member.name, 30)} leads.")

        self.host.open_sheet(ChooseSheet(self._screen, self._evening, title=title, choose=choose))
