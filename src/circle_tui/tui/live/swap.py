"""Two people swap the parts they lead tonight: nothing changes before both have said yes."""

from textual.content import Content

from circle_tui.core.people import leading
from circle_tui.core.text import cut
from circle_tui.tonight.evening import Evening
from circle_tui.tui.live.about import AboutSegment
from circle_tui.tui.lobby.asking import Confirm
from circle_tui.tui.sheet import KeyHint
from circle_tui.tui.stage import StageScreen

NO_OTHER = "A swap needs another part tonight that somebody else leads; nobody is named for one yet."


def swappable(evening: Evening, segment: str, person: str) -> tuple[str, ...]:
    """Segments still to come that somebody else leads."""
    session = evening.room.session
    return tuple(
        item
        for item in leading.turns_ahead(session)
        if item != segment and session.leaders[item].person != person
    )


class SwapSheet(AboutSegment):
    """Shows the other parts of tonight that somebody leads, a digit each; then asks whether both say yes."""

    opened_by = "s"

    def __init__(self, host: StageScreen, evening: Evening, segment: str, person: str) -> None:
        super().__init__(host)
        self._evening = evening
        self._segment = segment
        self._person = person
        self.title = f"{cut(evening.name(person), 24)} swaps with whom?"

    @property
    def _others(self) -> dict[str, str]:
        others = swappable(self._evening, self._segment, self._person)[:9]
        return {str(number): item for number, item in enumerate(others, 1)}

    def _leads(self, segment: str) -> str:
        return cut(self._evening.name(self._evening.room.session.leaders[segment].person), 26)

    def _part(self, segment: str) -> str:
        return f"“{self._evening.room.session.segment(segment).title}”"

    def body(self) -> Content:
        """Names of those here, each with the part they lead."""
        return Content("\n").join(
            Content.assemble((key, "bold $primary"), f"  {self._leads(item)} ", (self._part(item), "$quiet"))
            for key, item in self._others.items()
        )

    def hints(self) -> tuple[KeyHint, ...]:
        """One key a part."""
        return (("a digit", "chooses"), ("esc", "leave it"))

    def press(self, key: str) -> bool:
        """Choose the other part, and ask both."""
        other = self._others.get(key)
        if other is None:
            return False
        name, others_name = cut(self._evening.name(self._person), 26), self._leads(other)
        self.host.open_sheet(
            Confirm(
                self.host,
                title="Do both say yes?",
                text=f"{name} would lead {self._part(other)}, {others_name} {self._part(self._segment)}.",
                yes="both say yes",
                then=lambda: self._swap(other),
            )
        )
        return True

    def _swap(self, other: str) -> None:
        refusal = self._evening.room.do(leading.swap_turns, self._segment, other, asked=self._person)
        self.host.say(refusal.why if refusal else "Swapped. u takes it back.")
