"""The invitation to an evening about a topic: the text itself, so that it can also be selected by hand."""

from textual.content import Content

from circle_tui.tui.sheet import Host, KeyHint, Sheet


class InvitationSheet(Sheet):
    """Shows what was copied."""

    title = "Invitation"
    opened_by = "y"

    def __init__(self, host: Host, text: str) -> None:
        super().__init__(host)
        self._text = text

    def body(self) -> Content:
        """The text."""
        return Content(self._text)

    def hints(self) -> tuple[KeyHint, ...]:
        """How to get back."""
        return (("↑ ↓", "more"), ("esc", "back"))
