"""Handing a closed evening back: what was copied, for whom, and what they do with it."""

from textual.content import Content

from circle_tui.tui.sheet import KeyHint, Sheet


class HandBackSheet(Sheet):
    """Says what became of the evening that was copied; nothing here has changed."""

    title = "The evening is copied, for one member"
    opened_by = "y"

    def body(self) -> Content:
        """For whom it is, and how it is taken."""
        return Content(
            "For whoever has the group's evenings on their machine, when this one was held here. They "
            "copy it, open circle, and paste it there.\n\n"
            "It takes the place of what stayed there when it was handed on. Here nothing changes."
        )

    def hints(self) -> tuple[KeyHint, ...]:
        """How to get back."""
        return (("esc", "back"),)
