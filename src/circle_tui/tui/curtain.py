"""The curtain: one calm line over everything, and the key that opens it."""

from textual.content import Content
from textual.widgets import Input, Static

from circle_tui.tui.commands import shown
from circle_tui.tui.stack import SheetStack

CALM_LINE = "We take a moment."


class Curtained(SheetStack):
    """A screen with a curtain over all of it, sheets too."""

    def __init__(self) -> None:
        super().__init__()
        self._said_on_curtain = ""

    @property
    def is_curtain_drawn(self) -> bool:
        """Whether the curtain hides everything."""
        return self.part("curtain", Static).has_class("-drawn")

    def curtain_words(self) -> str:
        """What the curtain says; nothing about why it is drawn."""
        return CALM_LINE

    def do_curtain(self) -> None:
        """Draw the curtain, or open it."""
        curtain = self.part("curtain", Static)
        self._said_on_curtain = ""
        self.put("curtain", self._on_curtain())
        curtain.toggle_class("-drawn")
        if curtain.has_class("-drawn"):
            self.set_focus(None)
        elif self._sheet is not None and self._sheet.takes_text:
            self.set_focus(self.part("sheet-field", Input))

    def say_on_curtain(self, sentence: str) -> None:
        """Say a sentence on the curtain; what lies behind it stays hidden."""
        self._said_on_curtain = sentence
        self.put("curtain", self._on_curtain())

    def redraw_curtain(self) -> None:
        """Draw anew what a drawn curtain says: the time of day on it goes on as everywhere."""
        if self.is_curtain_drawn:
            self.put("curtain", self._on_curtain())

    def _on_curtain(self) -> Content:
        """The words of the curtain, and small, below them, which key opens it again."""
        opens = next(command for command in self.acting if command.id == "curtain")
        keys = " or ".join(shown(key) for key in opens.keys[:2])
        said = f"\n\n{self._said_on_curtain}" if self._said_on_curtain else ""
        return Content.assemble(f"{self.curtain_words()}{said}", "\n\n\n", (f"{keys} opens it", "$quiet"))
