"""What forgetting somebody changes, to be looked at before it is done; behind the gate of the roster."""

from collections.abc import Callable, Sequence

from textual.content import Content

from circle_tui.core.people.forgetting import Parting, Standing, blurred, says
from circle_tui.core.text import cut
from circle_tui.tui.group.listing import chosen_list, hanging, lines_of
from circle_tui.tui.sheet import Host, KeyHint, Sheet

ROWS_FOR_A_LIST = 6
"""Rows under which only the chosen words are shown."""


class PartingSheet(Sheet):
    """What changes, in sentences; enter goes on to a question."""

    opened_by = "f"

    def __init__(self, host: Host, parting: Parting, then: Callable[[], None]) -> None:
        super().__init__(host)
        self.title = f"If {cut(parting.member.name, 30)} is forgotten"
        self._parting = parting
        self._then = then

    def body(self) -> Content:
        """What changes, a line a sentence."""
        told = list(says(self._parting))
        if self._parting.words:
            told.append("The name also stands in the group's own words: they come next.")
        return Content("\n".join("\n".join(lines_of(sentence, self.wide)) for sentence in told))

    def hints(self) -> tuple[KeyHint, ...]:
        """On, or back."""
        return (("enter", "go on"), ("esc", "keep"))

    def press(self, key: str) -> bool:
        """Go on."""
        if key != "enter":
            return False
        self._then()
        return True


class WordsSheet(Sheet):
    """The group's own words with the name: each stays as it is, or says “somebody” instead."""

    title = "Words with the name"
    opened_by = "f"

    def __init__(
        self, host: Host, parting: Parting, rows: int, then: Callable[[Sequence[Standing]], None]
    ) -> None:
        super().__init__(host)
        self._name = parting.member.name
        self._words = parting.words
        self._rows = rows
        self._then = then
        self._taken_out: set[int] = set()
        self._place = 0

    def body(self) -> Content:
        """The words, one chosen."""
        items = [self._line(number, item) for number, item in enumerate(self._words)]
        if self._rows < ROWS_FOR_A_LIST:
            return hanging(Content.styled("▶ ", "$primary"), items[self._place], self.wide, "bold")
        return Content.assemble(
            ("They stay as they are, unless you take the name out.", "$quiet"),
            "\n\n",
            chosen_list(items, self._place, rows=self._rows - 2, room=self.wide),
        )

    def _line(self, number: int, item: Standing) -> str:
        if number in self._taken_out:
            return f"✓ {item.where}: “{blurred(item.text, self._name)}”"
        return f"· {item.where}: “{item.text}”"

    def hints(self) -> tuple[KeyHint, ...]:
        """Its own keys."""
        return (
            ("↑ ↓", "choose"),
            ("t", "take the name out, or leave it"),
            ("enter", "go on"),
            ("esc", "back"),
        )

    def press(self, key: str) -> bool:
        """Choose words, take the name out of them, go on."""
        if key == "enter":
            self._then([item for number, item in enumerate(self._words) if number in self._taken_out])
        elif key in ("up", "down"):
            self._place = (self._place + (1 if key == "down" else -1)) % len(self._words)
        elif key == "t":
            self._taken_out ^= {self._place}
        else:
            return False
        return True
