"""The whole agenda as a sheet, for windows too small to show it beside the clock."""

from textual.content import Content

from circle_tui.tonight.evening import Evening
from circle_tui.tui.live import drawing
from circle_tui.tui.sheet import Host, Sheet, beside

BESIDE_FROM = 66
"""From so many cells on, people and door stand beside the agenda."""
AGENDA = 42


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
        if self.wide < BESIDE_FROM:
            agenda = drawing.agenda(shown, self.wide, has_heading=False)
            return Content("\n\n").join([agenda, drawing.here(shown, self.wide), drawing.door(shown)])
        agenda = drawing.agenda(shown, AGENDA, has_heading=False)
        people = Content("\n\n").join([drawing.here(shown, self.wide - AGENDA), drawing.door(shown)])
        return beside(agenda, people, AGENDA)

    def hints(self) -> tuple[tuple[str, str], ...]:
        """How to get back, where the key bar has no room to say so."""
        return (("esc", "back"),) if self.wide < BESIDE_FROM else ()
