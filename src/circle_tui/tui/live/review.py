"""Whether the ground rules were looked at again: asked once, and never taken for granted."""

from collections.abc import Callable, Sequence

from textual.content import Content

from circle_tui.core.happening.refusal import Refusal
from circle_tui.core.shown.words import names_in_a_row
from circle_tui.tonight.evening import Evening
from circle_tui.tui.sheet import Host, KeyHint, Question, Sheet

TITLE = "Were they looked at?"
NOTED = "Noted with today's date: the rules were looked at."
STAYS_DUE = "Nothing is noted; they come up again next time."


class LeavingReviewSheet(Sheet):
    """Comes up when the review is left: done, or not yet, and the evening goes on either way."""

    title = TITLE

    def __init__(
        self, host: Host, evening: Evening, categories: Sequence[str], go_on: Callable[[], None]
    ) -> None:
        super().__init__(host)
        self._evening = evening
        self._categories = categories
        self._go_on = go_on

    def body(self) -> Content:
        """What was to be looked at."""
        return Content(f"{says(self._categories)} A yes is noted with today's date, and not a word of it.")

    def hints(self) -> tuple[KeyHint, ...]:
        """Yes and not yet weigh the same."""
        return (("enter", "yes"), ("n", "not yet, we go on"), ("esc", "we stay"))

    def press(self, key: str) -> bool:
        """Go on, and note it or not."""
        if key not in ("enter", "n"):
            return False
        self.host.close_sheet()
        if key == "n":
            self._go_on()
            self.host.say(STAYS_DUE)
            return True
        refusal = self._evening.go_on(has_reviewed=True)
        self.host.say(refusal.why if refusal else NOTED)
        return True


class ReviewedQuestion(Question):
    """Asks before it is noted from the sheet of the ground rules."""

    def __init__(self, host: Host, categories: Sequence[str], note: Callable[[], Refusal | None]) -> None:
        text = f"{says(categories)} Noted with today's date, and not a word of it."
        super().__init__(host, title=TITLE, text=text, yes="yes", no="not yet")
        self.opened_by = "g"
        self._note = note

    def confirmed(self) -> None:
        """Note it."""
        refusal = self._note()
        self.host.say(refusal.why if refusal else NOTED)


def says(categories: Sequence[str]) -> str:
    """The categories in a sentence."""
    return f"The ground rules about {names_in_a_row(categories)}."
