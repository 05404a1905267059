"""The whole agenda as a sheet, for windows too small to show it beside the clock."""

from textual.content import Content

from circle_tui.tonight.evening import Evening
from circle_tui.tui.live import drawing
from circle_tui.tui.sheet import Host, Sheet


class AgendaSheet(Sheet):
    """The whole agenda and who is here, for windows too small to show them beside the clock."""

    title = "Agenda"
    opened_by = "tab"

    def __init__(self, host: Host, evening: Evening) -> None:
        super().__init__(host)
        self._evening = evening

    def body(self) -> Content:
        """The same agenda that stands beside the clock in a larger window."""
        shown = self._evening.picture()
        return Content("\n\n").join(
            [
                drawing.agenda(shown, min(52, self.wide), has_heading=False),
                drawing.here(shown, min(60, self.wide)),
                drawing.door(shown),
            ]
        )

    def hints(self) -> tuple[tuple[str, str], ...]:
        """How to get back."""
        return (("esc", "back"),)
