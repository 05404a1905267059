"""The meeting link: kept in memory until the end of the evening, never drawn, never on disk."""

from textual.content import Content

from circle_tui.core.text import clean_line
from circle_tui.tonight.evening import Evening
from circle_tui.tui.sheet import Host, KeyHint, Sheet


class LinkSheet(Sheet):
    """Takes a link, shown as dots."""

    title = "The meeting link"
    takes_text = True
    is_secret = True
    placeholder = "paste it here; only dots are shown"

    def __init__(self, host: Host, evening: Evening) -> None:
        super().__init__(host)
        self._evening = evening

    def body(self) -> Content:
        """What becomes of it."""
        kept = "A link is kept already; a new one replaces it." if self._evening.memory.meeting_link else ""
        text = (
            "It stays in memory until the end of the evening, to copy for one member with y. "
            "It is never drawn."
        )
        return Content(f"{text} {kept}".strip())

    def hints(self) -> tuple[KeyHint, ...]:
        """Keep it, or not."""
        return (("enter", "keep it"), ("esc", "leave it"))

    def submit(self, text: str) -> None:
        """Keep it for tonight."""
        self._evening.memory.meeting_link = clean_line(text, limit=2000)
        self.host.close_sheet()
        self.host.say(
            "Kept in memory. y copies it for one member."
            if self._evening.memory.meeting_link
            else "No link is kept."
        )
