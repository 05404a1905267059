"""What every screen of Circle shares: keys, the line that says things, sheets, the curtain.

A screen binds, composes, listens and asks the room; it computes nothing and holds no fact.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, cast

from textual import events, on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.css.query import QueryType
from textual.geometry import Region, Size
from textual.keys import key_to_character
from textual.screen import Screen
from textual.types import CSSPathType
from textual.widgets import Input, Static

from circle_tui.core.happening.refusal import Refusal
from circle_tui.tui.commands import Command, by_key, shown
from circle_tui.tui.field import Field, edits_text
from circle_tui.tui.keybar import bar_cells, hints_line, key_bar
from circle_tui.tui.memory import let_go_of_lines
from circle_tui.tui.sheet import Sheet

if TYPE_CHECKING:
    from circle_tui.tui.app import CircleApp

MOST_TYPED = 2000
"""Characters a text field of a sheet takes; what comes of them is cut where it is kept."""
NARROW = 64
"""Under this width a sheet takes all of it."""
IN_A_SHEET = ("undo", "redo", "curtain", "help")
"""Commands whose keys never change their meaning, whatever lies on top."""
LEAVE = Command("leave_sheet", ("escape",), "back", "Close what is on top", rank=0)
MORE = Command("more_of_it", ("pagedown", "pageup"), "more", "Move what is longer than the window", rank=0)
HOW_TO_LEAVE = "ctrl+q asks whether to leave; everything up to here is safe."
FLAT = 22
"""Under this height no row between screen and key bar is left empty."""
ROOMY = 29
"""From this height on there is a line above the head."""
TALL = 36
"""From this height on a sheet has air around what it says."""
NOT_HERE = "Not a key of this sheet; esc closes it."
KEPT_ELSEWHERE = "what it leaves is in the folder you named, and nowhere else."
"""Said of a rehearsal that is kept."""
CALM_LINE = "We take a moment."


class StageScreen(Screen[None], inherit_bindings=False):
    """A screen with a key bar of its own, at most one sheet on top, and a curtain over all."""

    AUTO_FOCUS = ""
    CSS_PATH: ClassVar[CSSPathType | None] = "stage.tcss"
    ESCAPE_TO_MINIMIZE = False
    commands: ClassVar[tuple[Command, ...]] = ()
    elsewhere: ClassVar[tuple[Command, ...]] = ()
    """Keys of a neighbouring screen: pressed here by habit, they say where they act."""
    long_part: ClassVar[str] = ""
    """Id of what may be longer than the window, and moves by a page; empty where everything always fits."""
    is_silent: ClassVar[bool] = False
    """Whether nothing sounds while it is on top."""

    def __init__(self) -> None:
        super().__init__()
        self._sheet: Sheet | None = None
        self._below: list[Sheet] = []
        """Sheets that come back once the ones over them are gone, the lowest first."""
        self._is_long = False
        self._has_more = False
        self._asked_for = ""
        """The command whose gate was asked about: its key once more opens it."""
        self._shown_texts: dict[str, Content] = {}
        self._said_on_curtain = ""

    @property
    def circle(self) -> "CircleApp":
        """The program this screen belongs to."""
        return cast("CircleApp", self.app)

    @property
    def acting(self) -> tuple[Command, ...]:
        """The commands of this screen with the keys in force: ours, and those a person added."""
        return self.circle.keymap.acting(self.commands)

    @property
    def window(self) -> Size:
        """Cells of the window; known before Textual has laid the screen out for the first time."""
        return self.size or self.app.size

    # -- what subclasses give

    def compose_stage(self) -> ComposeResult:
        """The widgets of this screen, without what all screens share."""
        return iter(())

    def redraw(self) -> None:
        """Draw again what has changed."""
        self.draw_keys()

    def has_more(self, body: VerticalScroll) -> bool:
        """Whether anything that has to be read lies outside of the window."""
        return body.max_scroll_y > 0

    def curtain_words(self) -> str:
        """What the curtain says; nothing about why it is drawn."""
        return CALM_LINE

    def why_not(self, command: Command) -> str:
        """Why a command cannot act now; empty when it can. Dims it in the key bar."""
        return ""

    # -- composing

    def compose(self) -> ComposeResult:
        """The screen's own widgets under what all screens share."""
        self._fit_height()
        yield from self.compose_stage()
        yield Static("", id="say")
        yield Static("", id="keys")
        with VerticalScroll(id="sheet", can_focus=False):
            yield Static("", id="sheet-title")
            yield Static("", id="sheet-body")
            yield Field(id="sheet-field", limit=MOST_TYPED)
            yield Static("", id="sheet-hints")
        yield Static("", id="curtain")

    def on_mount(self) -> None:
        """Have the key bar say when a sheet, or what lies under it, is longer than the window."""
        self.watch(self.part("sheet", VerticalScroll), "virtual_size", self._measure_later, init=False)
        if self.long_part:
            self.watch(self.part(self.long_part, VerticalScroll), "virtual_size", self._measure_later)

    def _fit_height(self) -> None:
        """Set the classes for the height: the lower the window, the less air around what a sheet says."""
        high = self.window.height
        self.set_class(high < FLAT, "-flat")
        self.set_class(high >= FLAT, "-pins-keys")
        self.set_class(FLAT <= high < TALL, "-short")

    def on_unmount(self) -> None:
        """Leave nothing of this screen behind."""
        let_go_of_lines()

    def _measure_later(self) -> None:
        self.call_after_refresh(self._measure)

    @property
    def is_left(self) -> bool:
        """Whether the program has left this screen: its widgets are going while messages still come."""
        return not self.is_attached or self not in self.app.screen_stack

    def _measure(self) -> None:
        if self.is_left:
            return
        before = self._is_long, self._has_more
        self._is_long = self.part("sheet", VerticalScroll).max_scroll_y > 0
        self._has_more = bool(self.long_part) and self.has_more(self.part(self.long_part, VerticalScroll))
        if (self._is_long, self._has_more) != before:
            self.draw_keys()
        self._show_field()

    def put(self, widget_id: str, text: Content | str) -> None:
        """Change what a text widget shows, if it differs from what it shows already."""
        content = Content(text) if isinstance(text, str) else text
        before = self._shown_texts.get(widget_id)
        # Contents count as equal when their letters are; a change of style alone has to be drawn too.
        if before is not None and before.is_same(content):
            return
        self._shown_texts[widget_id] = content
        widget = self.part(widget_id, Static)
        widget.clear_cached_dimensions()
        widget.update(content, layout=_needs_other_room(widget, content))

    def part(self, widget_id: str, kind: type[QueryType]) -> QueryType:
        """The widget of that id on this screen."""
        return self.query_one(f"#{widget_id}", kind)

    def on_resize(self) -> None:
        """Fit to the window."""
        self._fit_height()
        self.redraw()
        self.call_after_refresh(self._show_field)

    def on_screen_resume(self) -> None:
        """Draw what may have changed while another screen was on top."""
        self.redraw()

    # -- saying

    def say(self, sentence: str) -> None:
        """Say a sentence above the key bar until the next key; a screen that is gone says nothing."""
        if self.is_left:
            return
        self.put("say", sentence)
        self._place_what_is_said()

    def _place_what_is_said(self) -> None:
        """Show the line that says things; where its row is empty anyway it stays, so that nothing moves."""
        is_row_free = self.window.height >= FLAT and not (self._sheet and self.lies_beside(self._sheet))
        self.part("say", Static).display = is_row_free or bool(self._shown_texts.get("say"))

    def tell(self, refusal: Refusal | None) -> bool:
        """Say why something was refused; gives back whether it was done."""
        if refusal is not None:
            self.say(refusal.why)
        return refusal is None

    # -- keys

    async def on_key(self, event: events.Key) -> None:
        """Route a key: the curtain first, then the sheet on top, then the screen's commands."""
        if edits_text(self.focused, event.key):
            return
        event.stop()
        event.prevent_default()
        if self.is_left:
            return
        key = event.key.lower() if len(event.key) == 1 else event.key
        if self.is_curtain_drawn:
            if (meant := by_key(self.acting, key)) is not None and meant.id == "curtain":
                self.do_curtain()
            return
        command = by_key(self.acting, key)
        if command is None or command.id != "curtain":
            self.say("")
        if key == "ctrl+c":
            self.say(HOW_TO_LEAVE)
            return
        if self._sheet is not None and await self._typed_ahead(self._sheet, event):
            return
        if self._sheet is not None:
            self._press_in_sheet(self._sheet, key)
            return
        if command is not None:
            self.run_command(command)
        elif key in ("pageup", "pagedown"):
            self.scroll_stage(up=key == "pageup")
        elif (waits := by_key(self.elsewhere, key)) is not None and waits.label:
            self.say(f"{shown(waits.keys[0])} waits for the live screen; here it does nothing.")

    async def _typed_ahead(self, sheet: Sheet, event: events.Key) -> bool:
        """Put what is typed faster than a text field can be shown into that field; whether it was so."""
        is_ahead = sheet.takes_text and not isinstance(self.focused, Input)
        return is_ahead and await self.part("sheet-field", Field).take_ahead(event)

    def scroll_stage(self, *, up: bool) -> None:
        """Move what is longer than the window, by a page; a screen that always fits has nothing to move."""
        if self.long_part:
            body = self.part(self.long_part, VerticalScroll)
            page = max(1, body.size.height - 1)
            body.scroll_relative(y=-page if up else page, animate=False)

    def run_command(self, command: Command) -> None:
        """Do what a command says, or say why it cannot be done now; nothing once the screen is left."""
        if self.is_left:
            return
        if command.id != self._asked_for:
            self._asked_for = ""
        why = self.why_not(command)
        if why:
            self.say(why)
            return
        handler = cast("Callable[[], None]", getattr(self, f"do_{command.id}"))
        handler()
        if not self.is_left:
            self.redraw()

    def is_past_gate(self, command_id: str, question: str) -> bool:
        """Whether the key was pressed twice; the first time it only asks whether the screen is shared."""
        is_past = self._asked_for == command_id
        self._asked_for = "" if is_past else command_id
        if not is_past:
            self.say(question)
        return is_past

    def _press_in_sheet(self, sheet: Sheet, key: str) -> None:
        if by_key(self.commands, key) is None and sheet.press(key):
            # A key that a person added to a command means first what the sheet itself says.
            self.redraw()
            return
        opener = by_key(self.acting, sheet.opened_by)
        opening_keys = opener.keys if opener is not None else (sheet.opened_by,)
        if key == "escape" or (key in opening_keys and not sheet.takes_text):
            sheet.leave()
        elif key in ("pageup", "pagedown"):
            self.scroll_sheet(up=key == "pageup", rows=self.part("sheet", VerticalScroll).size.height - 1)
        elif (command := self._meant_everywhere(sheet, key)) is not None:
            self.run_command(command)
            if self._sheet is sheet and opener is not None and self.why_not(opener):
                self.close_sheet()
        elif not sheet.press(key):
            if key in ("up", "down"):
                self.scroll_sheet(up=key == "up")
            elif self._sheet is sheet and not sheet.takes_text:
                self.say(NOT_HERE)
        self.redraw()
        if sheet is self._sheet and sheet.marked_line is not None:
            self.call_after_refresh(self._bring_to_sight, sheet)

    def _bring_to_sight(self, sheet: Sheet) -> None:
        """Move a sheet that is longer than the window, so that what is marked on it can be seen."""
        if self.is_left or self._sheet is not sheet or sheet.marked_line is None:
            return
        top = self.part("sheet-body", Static).virtual_region.y + sheet.marked_line
        panel = self.part("sheet", VerticalScroll)
        panel.scroll_to_region(Region(0, top, 1, 1), animate=False)

    def _meant_everywhere(self, sheet: Sheet, key: str) -> Command | None:
        command = by_key(self.acting, key)
        if command is None or command.id not in IN_A_SHEET or (sheet.takes_text and is_typed(key)):
            return None
        return command

    def scroll_sheet(self, *, up: bool, rows: int = 4) -> None:
        """Move a sheet that is longer than the window."""
        panel = self.part("sheet", VerticalScroll)
        panel.scroll_relative(y=-rows if up else rows, animate=False)

    def draw_keys(self) -> None:
        """Draw the key bar: what fits, in the order of the registry; what cannot act now is dimmed."""
        self._place_what_is_said()
        if self._sheet is None:
            more = (MORE,) if self._has_more else ()
            self.put("keys", key_bar((*more, *self.acting), self.window.width - 4, self.why_not))
            return
        room = self._room_for_keys(self._sheet)
        keys = self._keys_in(self._sheet)
        if self._is_long and bar_cells((MORE, *keys[-2:])) > room:
            # How to see the rest comes before how to see all keys.
            keys = (LEAVE, MORE, *(item for item in keys if item.id == "curtain"))
        self.put("keys", key_bar(keys, room, self.why_not))
        self._draw_sheet(self._sheet)

    def _keys_in(self, sheet: Sheet) -> tuple[Command, ...]:
        """What still acts while a sheet is on top: the way back, undo, curtain and help."""
        acting = [item for item in self.acting if item.id in IN_A_SHEET and item.in_bar]
        if sheet.takes_text:
            untyped = (
                item._replace(keys=tuple(key for key in item.keys if not is_typed(key))) for item in acting
            )
            acting = [item for item in untyped if item.keys]
        return (*((MORE,) if self._is_long else ()), LEAVE, *acting)

    def _room_for_keys(self, sheet: Sheet) -> int:
        whole = self.window.width - 4
        return whole - self.window.width * 58 // 100 if self.lies_beside(sheet) else whole

    # -- sheets

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
        whole = self.window.width * 58 // 100 if is_beside else min(80, self.window.width)
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

    # -- the curtain

    @property
    def is_curtain_drawn(self) -> bool:
        """Whether the curtain hides everything."""
        return self.part("curtain", Static).has_class("-drawn")

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

    def do_help(self) -> None:
        """Show all keys of this screen."""
        from circle_tui.tui.help.sheet import HelpSheet

        self.open_over(HelpSheet(self, self.acting))


def _needs_other_room(widget: Static, content: Content) -> bool:
    """Whether a text takes more or fewer lines than the one before: only then is the screen laid out anew.

    Every text of a screen is as wide as what it lies in; one that is hidden is laid out when it is shown.
    """
    size = widget.content_size
    return not size.width or (widget.display and content.get_height({}, size.width) != size.height)


def is_typed(key: str) -> bool:
    """Whether a key writes something in a text field, so that it means nothing else there."""
    return len(key) == 1 or key_to_character(key) is not None
