"""Who holds the evening when whoever usually does is not here: volunteers first, then one name at a time."""

from collections.abc import Callable

from textual.content import Content

from circle_tui.core.happening.events.naming import NamedHow
from circle_tui.core.people import leading
from circle_tui.core.people.group import Member
from circle_tui.core.people.rotation import Nobody
from circle_tui.core.text import cut
from circle_tui.tonight.evening import Evening
from circle_tui.tui.live.people import keyed_tonight, tiles
from circle_tui.tui.sheet import KeyHint, Sheet
from circle_tui.tui.stage import StageScreen

WOULD_LIKE = "Whoever usually holds it is not here. Who would like to?"


class StandInSheet(Sheet):
    """Names of those here, a key each; enter asks one of them, and everyone may pass."""

    title = "Who holds the evening?"

    def __init__(
        self,
        host: StageScreen,
        evening: Evening,
        *,
        then: Callable[[], None],
        without: Callable[[], None],
    ) -> None:
        super().__init__(host)
        self._evening = evening
        self._then = then
        self._without = without
        self._is_asking = False
        self._passed: set[str] = set()

    def body(self) -> Content:
        """Those who could volunteer, or who is asked and why."""
        if not self._is_asking:
            people = tiles(self._people(), wide=self.wide)
            return Content.assemble(WOULD_LIKE, "\n\n", people)
        asked = self._evening.leading.stand_in(self._passed)
        if isinstance(asked, Nobody):
            return Content(asked.why)
        name = cut(self._evening.name(asked.person), min(40, self.wide))
        return Content.assemble((name, "bold $primary"), "\n", asked.reason)

    def _people(self) -> dict[str, Member]:
        return keyed_tonight(self._evening, self._evening.people_here())

    def hints(self) -> tuple[KeyHint, ...]:
        """Yes and pass weigh the same."""
        begin = ("0", "nobody, begin")
        if not self._is_asking:
            return (("their key", "this one"), ("enter", "ask one by name"), begin, ("esc", "wait"))
        if isinstance(self._evening.leading.stand_in(self._passed), Nobody):
            return (begin, ("esc", "wait"))
        return (("enter", "yes"), ("p", "pass"), begin, ("esc", "wait"))

    def press(self, key: str) -> bool:
        """Take a volunteer, ask, or begin without anybody."""
        if key == "0":
            self.host.close_sheet()
            self._without()
            return True
        if not self._is_asking:
            return self._volunteer(key)
        asked = self._evening.leading.stand_in(self._passed)
        if isinstance(asked, Nobody) or key not in ("enter", "p"):
            return False
        if key == "p":
            self._passed.add(asked.person)
            return True
        self._name(asked.person, "offered")
        return True

    def _volunteer(self, key: str) -> bool:
        if key == "enter":
            self._is_asking = True
            return True
        member = self._people().get(key)
        if member is None:
            return False
        self._name(member.id, "volunteered")
        return True

    def _name(self, person: str, how: NamedHow) -> None:
        refusal = self._evening.room.do(leading.stand_in, person, how)
        self.host.close_sheet()
        if refusal is not None:
            self.host.say(refusal.why)
            return
        self._then()
