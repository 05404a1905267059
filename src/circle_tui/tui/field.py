"""A line of text to type in; whatever is typed or pasted is made harmless before it is shown."""

import unicodedata

from textual import events
from textual.binding import Binding
from textual.widget import Widget
from textual.widgets import Input

from circle_tui.core.text import clean_line

EDITING_KEYS = frozenset(
    key for binding in Input.BINDINGS if isinstance(binding, Binding) for key in binding.key.split(",")
)
"""Keys that edit the text in a field: backspace, enter, home, and their kin."""


def edits_text(focused: Widget | None, key: str) -> bool:
    """Whether a key belongs to the text field that has the focus, and so not to the screen."""
    return isinstance(focused, Input) and key in EDITING_KEYS


class Field(Input):
    """An input whose text holds nothing that a terminal could obey."""

    def __init__(self, *, id: str, limit: int, placeholder: str = "") -> None:
        super().__init__(id=id, compact=True, placeholder=placeholder, select_on_focus=False)
        self._limit = limit

    def validate_value(self, value: str) -> str:
        """Give back the text as it may stand on the screen; spaces at its ends stay while it is typed."""
        if all(map(_is_harmless, value)) and len(value) <= self._limit:
            return value
        harmless = clean_line(value, limit=self._limit)
        return f"{harmless} " if harmless and value.endswith(" ") else harmless

    async def take_ahead(self, event: events.Key) -> bool:
        """Take a key that came before the field had the focus; whether it is one for a field."""
        if event.key == "enter":
            await self.action_submit()
            return True
        if not event.is_printable or event.character is None:
            return False
        self.insert_text_at_cursor(event.character)
        self.screen.set_focus(self)
        return True

    def _on_paste(self, event: events.Paste) -> None:
        # Textual takes the first line only; names are often copied one to a line.
        lines = [line.strip() for line in event.text.splitlines() if line.strip()]
        self.replace(", ".join(lines), *self.selection)
        event.prevent_default()
        event.stop()


def _is_harmless(character: str) -> bool:
    return unicodedata.category(character)[0] not in "CM" and unicodedata.category(character) not in (
        "Zl",
        "Zp",
    )
