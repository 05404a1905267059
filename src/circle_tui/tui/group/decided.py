"""What the group decided, with its words and dates; never who thought what."""

from collections.abc import Sequence
from datetime import date

from textual.content import Content

from circle_tui.core.agreements.decisions import Decision, say_way, words_of
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
        return f"{say_date(item.on)}, {say_way(item)}{self._since(item)}"

    def _since(self, item: Decision) -> str:
        """What came of it by now, and when it is looked at again."""
        if item.is_done:
            return "" if item.looked_at_on is None else f"; does not hold since {say_date(item.looked_at_on)}"
        if item.open_until is not None and self._today <= item.open_until:
            return f"; whoever was away may raise a block until {say_date(item.open_until)}"
        if item.review_on is None:
            return "" if item.looked_at_on is None else f"; kept on {say_date(item.looked_at_on)}"
        is_due = item.review_on <= self._today
        return f"; to look at again {'since' if is_due else 'on'} {say_date(item.review_on)}"

    def hints(self) -> tuple[KeyHint, ...]:
        """How to get back."""
        return (("esc", "back"),)
