"""The sheets of a screen: one lies on top, others wait below it, and one panel draws them.

What keys do to a sheet is `tui/stage.py`; what a sheet is, `tui/sheet.py`.
"""

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.geometry import Region
from textual.widgets import Input, Static

from circle_tui.tui.field import Field
from circle_tui.tui.keybar import hints_line
from circle_tui.tui.sheet import Sheet
from circle_tui.tui.surface import Surface

MOST_TYPED = 2000
"""Characters a text field of a sheet takes; what comes of them is cut where it is kept."""
NARROW = 64
"""Under this width a sheet takes all of it."""
BESIDE_PERCENT = 58
"""What of the width a sheet takes that leaves the left of the window free."""


class SheetStack(Surface):
    """A screen with at most one sheet on top, and those that come back after it."""

    def __init__(self) -> None:
        super().__init__()
        self._sheet: Sheet | None = None
        self._below: list[Sheet] = []
        """Sheets that come back once the ones over them are gone, the lowest first."""
        self._is_long = False
        """Whether the sheet on top is longer than the window."""
        self._has_more = False
        """Whether what lies under it is."""

    def compose_panel(self) -> ComposeResult:
        """The panel that draws the sheet on top."""
        with VerticalScroll(id="sheet", can_focus=False):
            yield Static("", id="sheet-title")
            yield Static("", id="sheet-body")
            yield Field(id="sheet-field", limit=MOST_TYPED)
            yield Static("", id="sheet-hints")

    @property
    def sheet(self) -> Sheet | None:
        """The sheet on top, if there is one."""
        return self._sheet

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """Every sheet that lies here, the one on top last."""
        return (*self._below, *((self._sheet,) if self._sheet is not None else ()))

    def open_over(self, sheet: Sheet) -> None:
        """Put a sheet on top of the one that is there, which comes back afterwards, with what was typed."""
        if self._sheet is not None:
            if self._sheet.takes_text:
                self._sheet.initial_text = self.part("sheet-field", Input).value
            self._below.append(self._sheet)
        self.open_sheet(sheet)

    def open_sheet(self, sheet: Sheet) -> None:
        """Put a sheet on top, in place of the one that is there."""
        self._sheet = sheet
        panel = self.part("sheet", VerticalScroll)
        field = self.part("sheet-field", Input)
        field.set_class(sheet.takes_text, "-open")
        if sheet.takes_text:
            field.password = sheet.is_secret
            field.placeholder = sheet.placeholder
            with self.prevent(Input.Changed):
                field.value = sheet.initial_text
            field.cursor_position = len(field.value)
            self.set_focus(field)
        else:
            self.set_focus(None)
        panel.add_class("-open")
        panel.scroll_home(animate=False)
        self._is_long = False
        self.draw_keys()
        self._measure_later()
        if sheet.takes_text:
            self.call_after_refresh(self._show_field)

    def _show_field(self) -> None:
        """Bring the text field to be seen, in a window too small for the whole sheet."""
        if not self.is_left and self._sheet is not None and self._sheet.takes_text:
            field = self.part("sheet-field", Input)
            self.part("sheet", VerticalScroll).scroll_to_widget(field, animate=False)

    def close_sheet(self) -> None:
        """Take the sheet away; what lay under it is on top again."""
        self._sheet = None
        self.set_focus(None)
        with self.prevent(Input.Changed):
            self.part("sheet-field", Input).value = ""
        self.part("sheet", VerticalScroll).remove_class("-open")
        for widget_id in ("sheet-title", "sheet-body", "sheet-hints"):
            self.put(widget_id, "")
        if self._below:
            self.open_sheet(self._below.pop())

    def close_all_sheets(self) -> None:
        """Take every sheet away, also one that would come back from under another."""
        self._below.clear()
        self.close_sheet()

    def _draw_sheet(self, sheet: Sheet) -> None:
        self.part("sheet", VerticalScroll).set_class(self.lies_beside(sheet), "-beside")
        sheet.wide = self._room_in(sheet)
        self.put("sheet-title", sheet.title)
        self.put("sheet-body", sheet.body())
        hints = sheet.hints()
        self.put("sheet-hints", hints_line(hints, sheet.wide))
        self.part("sheet-hints", Static).display = bool(hints)

    def lies_beside(self, sheet: Sheet) -> bool:
        """Whether a sheet leaves the left of the window free; in a narrow one none does."""
        return sheet.is_beside and self.window.width >= NARROW

    def _room_in(self, sheet: Sheet) -> int:
        is_beside = self.lies_beside(sheet)
        around = 7 if is_beside else 8
        whole = self.window.width * BESIDE_PERCENT // 100 if is_beside else min(80, self.window.width)
        return max(16, whole - around)

    @on(Input.Changed, "#sheet-field")
    def hear_typing(self, event: Input.Changed) -> None:
        """Hand on what is typed; what was said goes, as with any key, and the field stays to be seen."""
        if self._sheet is not None and self._sheet.takes_text:
            self.say("")
            self._sheet.typed(event.value)
            self._draw_sheet(self._sheet)
            self.call_after_refresh(self._show_field)

    @on(Input.Submitted, "#sheet-field")
    def hear_submitted(self, event: Input.Submitted) -> None:
        """Hand on what was typed to the end."""
        if self._sheet is not None and self._sheet.takes_text:
            self.say("")
            self._sheet.submit(event.value)
            self.redraw()

    @property
    def has_free_row(self) -> bool:
        """Whether the row of what is said stays empty; a sheet beside the clock reaches into it."""
        return super().has_free_row and not (self._sheet and self.lies_beside(self._sheet))

    # -- what is longer than the window

    def measure_from_now_on(self) -> None:
        """Have the key bar say when a sheet, or what lies under it, is longer than the window."""
        self.watch(self.part("sheet", VerticalScroll), "virtual_size", self._measure_later, init=False)
        if self.long_part:
            self.watch(self.part(self.long_part, VerticalScroll), "virtual_size", self._measure_later)

    def _measure_later(self) -> None:
        self.call_after_refresh(self._measure)

    def _measure(self) -> None:
        if self.is_left:
            return
        before = self._is_long, self._has_more
        self._is_long = self.part("sheet", VerticalScroll).max_scroll_y > 0
        self._has_more = bool(self.long_part) and self.has_more(self.part(self.long_part, VerticalScroll))
        if (self._is_long, self._has_more) != before:
            self.draw_keys()
        self._show_field()

    def scroll_sheet(self, *, up: bool, rows: int = 4) -> None:
        """Move a sheet that is longer than the window."""
        panel = self.part("sheet", VerticalScroll)
        panel.scroll_relative(y=-rows if up else rows, animate=False)

    def _bring_to_sight(self, sheet: Sheet) -> None:
        """Move a sheet that is longer than the window, so that what is marked on it can be seen."""
        if self.is_left or self._sheet is not sheet or sheet.marked_line is None:
            return
        top = self.part("sheet-body", Static).virtual_region.y + sheet.marked_line
        panel = self.part("sheet", VerticalScroll)
        panel.scroll_to_region(Region(0, top, 1, 1), animate=False)
