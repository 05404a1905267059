"""The remaining time in block digits. Only the signs that changed are painted again."""

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from circle_tui.core.shown.clockface import ClockState
from circle_tui.tui import digits

STATE_CLASSES: tuple[ClockState, ...] = ("waiting", "running", "soon", "last", "over", "paused", "ended")


class ClockFace(Widget):
    """Draws one time at one scale; its state is a class, its colour the style sheet's."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._time = ""
        self._unit = ""
        self._scale = 1
        self._rows: list[str] = []
        self._plain: Style | None = None
        """How it is drawn, until its style changes: Textual works it out anew for every row."""

    def show(self, time: str, state: ClockState, scale: int, unit: str = "") -> None:
        """Show a time, and what it counts in plain letters; a scale of 0 is one line of plain digits."""
        for name in STATE_CLASSES:
            self.set_class(name == state, f"-{name}")
        before, resized = self._time, scale != self._scale or len(time) != len(self._time)
        if time == before and unit == self._unit and not resized:
            return
        is_alike, self._unit = unit == self._unit, unit
        self._time, self._scale = time, scale
        self._rows = digits.rows(time, scale) if scale else [time]
        if unit:
            self._rows[-1] += f" {unit}"
        if resized:
            self.styles.height = digits.height(scale) if scale else 1
            self.refresh(layout=True)
            return
        self.refresh(*(self._changed(before) if is_alike else ()))

    def _changed(self, before: str) -> list[Region]:
        if not self._scale:
            return [Region(0, 0, len(self._time), 1)]
        regions, column, rows = [], 0, digits.height(self._scale)
        for old, new in zip(before, self._time, strict=True):
            wide = digits.sign_width(new, self._scale)
            if old != new:
                regions.append(Region(column, 0, max(wide, digits.sign_width(old, self._scale)), rows))
            column += wide
        return regions

    def notify_style_update(self) -> None:
        """Work out anew how it is drawn."""
        self._plain = None
        super().notify_style_update()

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """As wide as the room there is, so that a longer time moves nothing."""
        return container.width

    def render_line(self, y: int) -> Strip:
        """One row of half blocks."""
        text = self._rows[y] if y < len(self._rows) else ""
        self._plain = plain = self._plain or self.rich_style
        bold = plain + Style(bold=True)
        has_unit = bool(self._scale and self._unit and y == len(self._rows) - 1)
        drawn, words = text[: -len(self._unit)] if has_unit else text, self._unit if has_unit else ""
        segments = [Segment(drawn, plain if self._scale else bold), Segment(words, bold)]
        return Strip(segments).adjust_cell_length(self.size.width, plain)
