"""What the group decided, with its words and dates; never who thought what."""

from collections.abc import Sequence
from datetime import date

from textual.content import Content

from circle_tui.core.agreements.decisions import Decision, words_of
from circle_tui.tui.lobby.picture import say_date
from circle_tui.tui.sheet import Host, KeyHint, Sheet, hanging


class DecidedSheet(Sheet):
    """Every decision, the newest first; those whose date has come are marked."""

    title = "What we decided"
    opened_by = "d"

    def __init__(self, host: Host, decisions: Sequence[Decision], today: date) -> None:
        super().__init__(host)
        self._decisions = decisions
        self._today = today

    def body(self) -> Content:
        """The words, and under them the day, the way, and when they are looked at again."""
        if not self._decisions:
            return Content("Nothing yet. d on the live screen leads through a decision, step by step.")
        return Content("\n\n").join(self._one(item) for item in self._decisions)

    def _one(self, item: Decision) -> Content:
        when = Content.styled(hanging("  ", self._when(item), self.wide), "$quiet")
        return Content("\n").join([Content(hanging("· ", words_of(item), self.wide)), when])

    def _when(self, item: Decision) -> str:
        worry = ", with a worry noted" if item.has_worry else ""
        said = f"{say_date(item.on)}, by {item.way}{worry}"
        if item.review_on is None:
            return said
        if item.review_on <= self._today:
            return f"{said}; to look at again since {say_date(item.review_on)}"
        return f"{said}; to look at again on {say_date(item.review_on)}"

    def hints(self) -> tuple[KeyHint, ...]:
        """How to get back."""
        return (("esc", "back"),)
