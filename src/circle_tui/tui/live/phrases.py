"""Say this: sentences under what the facilitator wants to do. Two keys show one; the room reads it too."""

from textual.content import Content

from circle_tui.core.text import cut
from circle_tui.core.work.phrases import Heading, for_mode
from circle_tui.tonight.evening import Evening
from circle_tui.tui.live.steps import large
from circle_tui.tui.sheet import Host, KeyHint, Sheet, hanging, in_columns

KEYS = "123456789adefghijklmnopqrtvwxyz"
"""Digits first, then letters; without those that mean the same everywhere, step back, or close the sheet."""
COLUMN = 30


class PhrasesSheet(Sheet):
    """First what to do, then one large sentence with others below it."""

    opened_by = "s"

    def __init__(self, host: Host, evening: Evening) -> None:
        super().__init__(host)
        bank = for_mode(evening.library.phrases, evening.prompting.mode)
        self._headings = dict(zip(KEYS, bank, strict=False))
        self._heading: Heading | None = None
        self._chosen = 0
        self.title = "Say this"

    def body(self) -> Content:
        """The headings, or the sentences of one."""
        if self._heading is None:
            headings = [
                Content.assemble((key, "bold $primary"), f"  {cut(heading.title, COLUMN - 4)}")
                for key, heading in self._headings.items()
            ]
            return in_columns(headings, COLUMN, self.wide)
        phrases = dict(zip(KEYS, self._heading.phrases, strict=False))
        others = [
            hanging(f"{key}  ", phrase.says, self.wide)
            for place, (key, phrase) in enumerate(phrases.items())
            if place != self._chosen
        ]
        return Content.assemble(
            large(self._heading.phrases[self._chosen].says, self.wide),
            *(("\n", "\n") if others else ()),
            Content("\n").join(
                Content.assemble((text[0], "bold $primary"), (text[1:], "$quiet")) for text in others
            ),
        )

    def hints(self) -> tuple[KeyHint, ...]:
        """A key chooses; b goes back to the headings."""
        if self._heading is None:
            return (("its key", "what you want to do"), ("esc", "none"))
        another = (("its key", "another one"),) if len(self._heading.phrases) > 1 else ()
        return (*another, ("b", "what else"), ("esc", "done"))

    def press(self, key: str) -> bool:
        """Open a heading, or put another sentence first."""
        if self._heading is None:
            self._open(self._headings.get(key))
            return key in self._headings
        if key == "b":
            self._heading, self.title = None, "Say this"
            return True
        place = KEYS.find(key) if len(key) == 1 else -1
        if not 0 <= place < len(self._heading.phrases):
            return False
        self._chosen = place
        return True

    def _open(self, heading: Heading | None) -> None:
        if heading is not None:
            self._heading, self._chosen, self.title = heading, 0, heading.title
