"""What every screen of Circle shares: where a key goes, and the bar that says which keys there are.

Below it lie the curtain (`tui/curtain.py`), the sheets (`tui/stack.py`) and the texts (`tui/surface.py`).

A screen binds, composes, listens and asks the room; it computes nothing and holds no fact.
"""

from collections.abc import Callable
from typing import ClassVar, cast

from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.keys import key_to_character
from textual.types import CSSPathType
from textual.widgets import Input, Static

from circle_tui.tui.commands import Command, by_key, shown
from circle_tui.tui.curtain import Curtained
from circle_tui.tui.field import Field, edits_text
from circle_tui.tui.keybar import bar_cells, key_bar
from circle_tui.tui.memory import let_go_of_lines
from circle_tui.tui.sheet import Sheet
from circle_tui.tui.stack import BESIDE_PERCENT

IN_A_SHEET = ("undo", "redo", "curtain", "help")
"""Commands whose keys never change their meaning, whatever lies on top."""
LEAVE = Command("leave_sheet", ("escape",), "back", "Close what is on top", rank=0)
MORE = Command("more_of_it", ("pagedown", "pageup"), "more", "Move what is longer than the window", rank=0)
HOW_TO_LEAVE = "ctrl+q asks whether to leave; everything up to here is safe."
NOT_HERE = "Not a key of this sheet; esc closes it."


class StageScreen(Curtained):
    """A screen with a key bar of its own, at most one sheet on top, and a curtain over all."""

    AUTO_FOCUS = ""
    CSS_PATH: ClassVar[CSSPathType | None] = "stage.tcss"
    ESCAPE_TO_MINIMIZE = False
    elsewhere: ClassVar[tuple[Command, ...]] = ()
    """Keys of a neighbouring screen: pressed here by habit, they say where they act."""
    is_silent: ClassVar[bool] = False
    """Whether nothing sounds while it is on top."""

    def __init__(self) -> None:
        super().__init__()
        self._asked_for = ""
        """The command whose gate was asked about: its key once more opens it."""

    def compose_stage(self) -> ComposeResult:
        """The widgets of this screen, without what all screens share."""
        return iter(())

    def why_not(self, command: Command) -> str:
        """Why a command cannot act now; empty when it can. Dims it in the key bar."""
        return ""

    def compose(self) -> ComposeResult:
        """The screen's own widgets under what all screens share."""
        self._fit_height()
        yield from self.compose_stage()
        yield Static("", id="say")
        yield Static("", id="keys")
        yield from self.compose_panel()
        yield Static("", id="curtain")

    def on_mount(self) -> None:
        """Have the key bar say when a sheet, or what lies under it, is longer than the window."""
        self.measure_from_now_on()

    def on_unmount(self) -> None:
        """Leave nothing of this screen behind."""
        let_go_of_lines()

    def on_resize(self) -> None:
        """Fit to the window."""
        self._fit_height()
        self.redraw()
        self.call_after_refresh(self._show_field)

    def on_screen_resume(self) -> None:
        """Draw what may have changed while another screen was on top."""
        self.redraw()

    # -- keys

    async def on_key(self, event: events.Key) -> None:
        """Route a key: the curtain first, then the sheet on top, then the screen's commands."""
        if edits_text(self.focused, event.key):
            return
        event.stop()
        event.prevent_default()
        if self.is_left or self is not self.app.screen:
            # A second press before the screen it opened has come: it must not open another one.
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

    def _meant_everywhere(self, sheet: Sheet, key: str) -> Command | None:
        command = by_key(self.acting, key)
        is_its_own = (sheet.takes_text or sheet.takes_letters) and is_typed(key)
        if command is None or command.id not in IN_A_SHEET or is_its_own:
            return None
        return command

    def draw_keys(self) -> None:
        """Draw the key bar: what fits, in the order of the registry; what cannot act now is dimmed."""
        if self._sheet is not None and self._sheet.is_void:
            self.close_sheet()
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
        if sheet.takes_text or sheet.takes_letters:
            untyped = (
                item._replace(keys=tuple(key for key in item.keys if not is_typed(key))) for item in acting
            )
            acting = [item for item in untyped if item.keys]
        return (*((MORE,) if self._is_long else ()), LEAVE, *acting)

    def _room_for_keys(self, sheet: Sheet) -> int:
        whole = self.window.width - 4
        return whole - self.window.width * BESIDE_PERCENT // 100 if self.lies_beside(sheet) else whole

    def do_help(self) -> None:
        """Show all keys of this screen."""
        from circle_tui.tui.help.sheet import HelpSheet

        self.open_over(HelpSheet(self, self.acting))


def is_typed(key: str) -> bool:
    """Whether a key writes something in a text field, so that it means nothing else there."""
    return len(key) == 1 or key_to_character(key) is not None
