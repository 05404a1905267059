"""The ways that a step offers: one is chosen by a digit, and stands on screen in the step it is for."""

from textual.content import Content

from circle_tui.core.plan.agenda import Step
from circle_tui.core.plan.ways import choose_way, step_with_ways
from circle_tui.core.shown.scene import MARK
from circle_tui.tonight.evening import Evening
from circle_tui.tui.sheet import Host, KeyHint, Sheet, choice


class WaysSheet(Sheet):
    """One digit for each way; that of the chosen one takes it away again."""

    title = "Which of these ways?"
    opened_by = "t"

    def __init__(self, host: Host, evening: Evening) -> None:
        super().__init__(host)
        self._evening = evening

    @property
    def _step(self) -> Step | None:
        found = step_with_ways(self._evening.room.session)
        return found[1] if found is not None else None

    def body(self) -> Content:
        """The ways, the chosen one with a sign."""
        session, step = self._evening.room.session, self._step
        found = step_with_ways(session)
        chosen = session.ways.get(found[0]) if found is not None else None
        ways = step.ways if step is not None else ()
        return Content("\n").join(
            choice(
                f"{place + 1} {MARK if place == chosen else ' '}",
                way.line,
                self.wide,
            )
            for place, way in enumerate(ways)
        )

    def hints(self) -> tuple[KeyHint, ...]:
        """A digit chooses."""
        return (("a digit", "this one"), ("esc", "none now"))

    def press(self, key: str) -> bool:
        """Choose a way."""
        step = self._step
        if step is None or not key.isdecimal() or not 1 <= int(key) <= len(step.ways):
            return False
        refusal = self._evening.room.do(choose_way, int(key) - 1)
        found = step_with_ways(self._evening.room.session)
        is_chosen = found is not None and found[0] in self._evening.room.session.ways
        said = f"{step.ways[int(key) - 1].title}, then. t changes it." if is_chosen else "No way is chosen."
        self.host.close_sheet()
        self.host.say(refusal.why if refusal else said)
        return True
