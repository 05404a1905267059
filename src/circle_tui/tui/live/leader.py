"""Who leads a segment: one name, one reason, and answers of equal weight. Never a list of turns."""

from collections.abc import Callable, Collection
from typing import TypeGuard

from msgspec.structs import replace
from textual.content import Content

from circle_tui.core.happening.events.naming import NamedHow
from circle_tui.core.happening.refusal import Refusal
from circle_tui.core.happening.session import Leadership
from circle_tui.core.people import leading
from circle_tui.core.people.group import Member
from circle_tui.core.people.policies import EACH_SEGMENT, RotationPolicy, sentence
from circle_tui.core.people.rotation import Nobody, Offer
from circle_tui.core.text import cut
from circle_tui.tonight.evening import Evening
from circle_tui.tui.live.about import AboutSegment
from circle_tui.tui.live.people import ChooseSheet
from circle_tui.tui.sheet import KeyHint
from circle_tui.tui.stage import StageScreen

HOW: dict[NamedHow, str] = {
    "offered": "",
    "volunteered": "volunteered",
    "chosen": "chosen",
    "picked": "picked by whoever brings something",
    "swapped": "swapped, by both",
}
"""How somebody came to lead, where that is worth saying."""


NARROW_CELLS = 38
"""Under this width the answers are worth more than how leading goes round."""


class LeaderSheet(AboutSegment):
    """Asks one person at a time."""

    opened_by = "l"

    def __init__(self, host: StageScreen, evening: Evening, segment: str) -> None:
        super().__init__(host)
        self._screen = host
        self._evening = evening
        self._segment = segment
        self._picked: str | None = None
        self._no_volunteer: set[str] = set()
        self.title = ""
        self._entitle()

    # -- what it shows

    def _entitle(self) -> None:
        if self.is_void:
            return
        segment = self._evening.room.session.segment(self._segment)
        offer = self._offer
        if self._is_over:
            self.title = f"Who led “{segment.title}”?"
        elif self._named is None and isinstance(offer, Offer) and offer.is_for_evening:
            self.title = "Who leads tonight?"
        else:
            self.title = f"Who leads “{segment.title}”?"

    @property
    def _is_over(self) -> bool:
        return self._evening.leading.is_over(self._segment)

    @property
    def _named(self) -> Leadership | None:
        return self._evening.room.session.leaders.get(self._segment)

    @property
    def _offer(self) -> Offer | Nobody:
        if self._picked is not None:
            return Offer(self._picked, "named by whoever brings something, and free to decline")
        return self._evening.offer(self._segment)

    @property
    def _asks_for_volunteers(self) -> bool:
        is_first = self._evening.leading.policy.kind == "volunteers"
        return is_first and self._named is None and self._segment not in self._no_volunteer

    @property
    def _picks(self) -> str | None:
        return self._evening.leading.picks(self._segment) if self._picked is None else None

    def _name(self, person: str) -> str:
        return cut(self._evening.name(person), min(40, max(8, self.wide - 10)))

    def body(self) -> Content:
        """The name and the reason, or who leads already; and how it goes round, where that is special."""
        policy, lines = self._evening.leading.policy, [self._state()]
        changed = "Changed for tonight." if self._evening.leading.is_changed_for_tonight else ""
        is_special = bool(changed) or policy.kind != EACH_SEGMENT.kind
        says = sentence(policy) if is_special and self.wide >= NARROW_CELLS else ""
        if words := " ".join(filter(None, (says, changed))):
            lines.append(Content.styled(words, "$quiet"))
        return Content("\n\n").join(lines)

    def _state(self) -> Content:
        named, here = self._named, self._evening.room.session.here
        if named is not None:
            return self._says_who(named, tuple(person for person in named.people if person in here))
        if self._is_over:
            return Content("Nobody was named for it.")
        if self._asks_for_volunteers:
            return Content("Who would like to lead it?")
        if self._picks is not None:
            who = Content.assemble((self._name(self._picks), "bold"), " says who leads it.")
            return Content.assemble(who, "\nWhoever is named may decline.")
        offer = self._offer
        if isinstance(offer, Nobody):
            return Content(offer.why)
        lines = Content.assemble((self._name(offer.person), "bold $primary"), "\n", offer.reason)
        if offer.beside is None:
            return lines
        beside = f"\na first time: together with {self._name(offer.beside)}, if both like"
        return Content.assemble(lines, beside)

    def _says_who(self, named: Leadership, here: tuple[str, ...]) -> Content:
        if not here:
            return Content("Whoever was named is not here any more.")
        verb = "led" if self._is_over else "leads" if len(here) == 1 else "lead"
        parts = [Content.styled(self._name(person), "bold $primary") for person in here]
        who = Content.assemble(Content(" and ").join(parts), f" {verb} it.")
        how = HOW[named.how]
        return Content.assemble(who, "\n", (how, "$quiet")) if how else who

    def hints(self) -> tuple[KeyHint, ...]:
        """Yes, pass and later weigh the same."""
        named = self._named
        if self._is_over:
            let_go = (("x", "nobody did"),) if named is not None else ()
            return (("o", "somebody else did"), *let_go, ("↑ ↓", "other parts"))
        common = (("v", "a volunteer"), ("o", "somebody else"))
        others = (("↑ ↓", "other parts"), ("w", "another way tonight"))
        if named is not None:
            return (("x", "let it go"), *common, ("s", "swap"), ("2", "together with …"), *others)
        if self._asks_for_volunteers:
            return (("v", "a volunteer"), ("enter", "nobody just now"), ("o", "somebody else"), *others)
        if self._picks is not None:
            return (("enter", "they name somebody"), *common, *others)
        offer = self._offer
        if isinstance(offer, Nobody):
            return (*common, *others)
        answers = (("enter", "yes"), ("p", "pass for tonight"), ("t", "later tonight"))
        alone = (("1", "alone"),) if offer.beside is not None else ()
        return (*answers, *alone, *common, ("s", "swap"), ("2", "together with …"), *others)

    # -- keys

    def press(self, key: str) -> bool:
        """Answer for the person who was asked."""
        did = self._press(key)
        self._entitle()
        return did

    def _press(self, key: str) -> bool:
        match key:
            case "down" | "up":
                return self._another(back=key == "up")
            case "o":
                named = self._named.people if self._named is not None else ()
                self._choose(
                    "Who led it?" if self._is_over else "Who leads it?", self._taken("chosen"), named
                )
            case "x" if self._named is not None:
                return self._do(self._evening.room.do(leading.release_leader, self._segment))
            case _ if self._is_over:
                return False
            case "v":
                self._choose("Who volunteers?", self._taken("volunteered"))
            case "w":
                self._choose_another_way()
            case "2" | "s":
                return self._with_another(key)
            case _:
                return self._named is None and self._answer(key)
        return True

    def _answer(self, key: str) -> bool:
        if self._asks_for_volunteers:
            if key == "enter":
                self._no_volunteer.add(self._segment)
            return key == "enter"
        if self._picks is not None:
            if key == "enter":
                self._choose(f"Who holds you, {self._name(self._picks)}?", self._pick)
            return key == "enter"
        offer, room = self._offer, self._evening.room
        if isinstance(offer, Nobody):
            return False
        match key:
            case "enter":
                self._take(offer, offer.beside)
            case "1" if offer.beside is not None:
                self._take(offer, None)
            case "p":
                self._picked = None
                return self._do(room.do(leading.pass_leading, self._segment, offer.person))
            case "t":
                self._picked = None
                return self._do(room.do(leading.lead_later, self._segment, offer.person))
            case _:
                return False
        return True

    def _take(self, offer: Offer, beside: str | None) -> None:
        how: NamedHow = "picked" if self._picked is not None else "offered"
        self.host.close_sheet()
        self._lead(offer.person, how, offer.drawn_among, beside, is_for_evening=offer.is_for_evening)

    def _lead(
        self,
        person: str,
        how: NamedHow,
        drawn_among: tuple[str, ...] = (),
        beside: str | None = None,
        *,
        is_for_evening: bool = False,
    ) -> None:
        was_over = self._is_over
        refusal = self._evening.leading.name(self._segment, person, how, drawn_among, beside)
        names = [cut(self._evening.name(item), 30) for item in (person, beside) if item is not None]
        verb = "led it, then" if was_over else "leads" if beside is None else "lead together"
        tonight = " tonight" if is_for_evening else ""
        self.host.say(refusal.why if refusal else f"{' and '.join(names)} {verb}{tonight}.")

    def _do(self, refusal: Refusal | None) -> bool:
        if refusal is not None:
            self.host.say(refusal.why)
        return True

    def _another(self, *, back: bool) -> bool:
        found = self._evening.leading
        if back:
            following = found.segment_before(self._segment)
        elif self._is_over:
            following = found.segment_after(self._segment)
        else:
            following = self._evening.segment_to_lead(after=self._segment)
        if following is not None:
            self._segment = following.id
            self._picked = None
        return True

    # -- sheets that lie over this one

    def _choose(self, title: str, choose: Callable[[Member], None], but: Collection[str] = ()) -> None:
        """Let somebody be chosen, but those who cannot: whoever brings something here does not lead it."""
        presenter = self._evening.room.session.presenters.get(self._segment)
        others = {*but, *((presenter,) if presenter is not None else ())}
        sheet = ChooseSheet(self._screen, self._evening, title=title, choose=choose, but=others)
        self.host.open_sheet(sheet)

    def _taken(self, how: NamedHow) -> Callable[[Member], None]:
        return lambda member: self._lead(member.id, how)

    def _pick(self, member: Member) -> None:
        self._picked = member.id
        self._entitle()
        self.host.open_sheet(self)

    def _with_another(self, key: str) -> bool:
        """Lead together, or swap: both need somebody who leads it, or is asked to."""
        named, offer = self._named, self._offer
        if named is None and (self._asks_for_volunteers or not _is_offer(offer)):
            self.host.say("First somebody is named for it; then they can share it or swap it.")
            return True
        person = named.person if named is not None else offer.person if _is_offer(offer) else ""
        if key == "2":
            asks = f"Who leads it together with {self._name(person)}?"
            self._choose(asks, self._together(person), (person,))
            return True
        from circle_tui.tui.live.swap import NO_OTHER, SwapSheet, swappable

        if not swappable(self._evening, self._segment, person):
            self.host.say(NO_OTHER)
            return True
        self.host.open_sheet(SwapSheet(self._screen, self._evening, self._segment, person))
        return True

    def _together(self, person: str) -> Callable[[Member], None]:
        named = self._named
        how: NamedHow = named.how if named is not None else "offered"

        def lead(member: Member) -> None:
            leader, beside = self._evening.leading.together(person, member.id)
            self._lead(leader, how, beside=beside)

        return lead

    # -- another way, for tonight

    def _choose_another_way(self) -> None:
        from circle_tui.tui.group.policy import PolicySheet

        says = "Here it is changed for tonight alone. What the group decides for good is on its own page."
        policy = self._evening.leading.policy
        self.host.open_sheet(PolicySheet(self._screen, policy, self._change_way, says=says))

    def _change_way(self, policy: RotationPolicy) -> None:
        if policy.kind == "fixed":
            title = "Who leads tonight?"
            self._choose(title, lambda member: self._change(replace(policy, person=member.id)))
            return
        self._change(policy)

    def _change(self, policy: RotationPolicy) -> None:
        refusal = self._evening.leading.change_for_tonight(policy)
        self._entitle()
        self.host.open_sheet(self)
        is_changed = self._evening.leading.is_changed_for_tonight
        said = "Changed for tonight." if is_changed else "Tonight as the group decided."
        self.host.say(refusal.why if refusal else f"{said} u takes it back.")


def _is_offer(found: Offer | Nobody) -> TypeGuard[Offer]:
    return isinstance(found, Offer)
