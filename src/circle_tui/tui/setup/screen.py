"""Set-up: a calm form on one screen. Nothing is saved before the group is made."""

from functools import partial
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from circle_tui.core.clock.recurrence import zone_named
from circle_tui.core.errors import BadInput
from circle_tui.core.shelf import NotSavedError
from circle_tui.core.text import cut
from circle_tui.desk import Desk
from circle_tui.system.zone import local_zone
from circle_tui.tui.commands import SETUP, Command
from circle_tui.tui.field import Field
from circle_tui.tui.lobby.asking import Confirm
from circle_tui.tui.lobby.fit import fit_window, has_two_columns
from circle_tui.tui.setup.form import ASKS, CHOSEN, FIELDS, Asked, SetupForm
from circle_tui.tui.stage import StageScreen

MOST_TYPED = 20
"""Characters that say how long a meeting lasts."""
AROUND_A_VALUE, AROUND_IN_A_SMALL_WINDOW = 26, 18
"""Cells of a row that its value cannot have."""
LIMITS: dict[Asked, int] = {"people": 1500}
LIMIT = 120
"""Characters a field takes."""


class SetupScreen(StageScreen):
    """Asks for a group, one field after another; everything but the names has a default."""

    CSS_PATH = ["../stage.tcss", "setup.tcss"]
    commands: ClassVar[tuple[Command, ...]] = SETUP

    def __init__(self, desk: Desk, zone: str | None = None) -> None:
        super().__init__()
        self.desk = desk
        zone = local_zone() if zone is None else zone
        today = desk.clock.now().astimezone(zone_named(zone)).date()
        self.form = SetupForm(today=today, zone=zone, taken=[group.name for group in desk.groups()])
        self._here: Asked = FIELDS[0]
        self._fault = ""

    def compose_stage(self) -> ComposeResult:
        """A heading and a row for each field; the one being answered opens."""
        yield Static("", id="setup-head")
        with VerticalScroll(id="setup-rows", can_focus=False):
            for asked in FIELDS:
                kind = "" if asked in CHOSEN else " -typed"
                with Vertical(id=f"row-{asked}", classes=f"setup-row{kind}"):
                    with Horizontal(classes="setup-line"):
                        yield Static("", id=f"label-{asked}", classes="setup-label")
                        yield Static("", id=f"value-{asked}", classes="setup-value")
                        if asked not in CHOSEN:
                            yield Field(id=f"field-{asked}", limit=LIMITS.get(asked, LIMIT))
                    yield Static("", id=f"note-{asked}", classes="setup-note")

    def on_mount(self) -> None:
        """Begin at the first field."""
        self.redraw()
        self._go_to(FIELDS[0])

    # -- drawing

    def redraw(self) -> None:
        """Draw every row, and the key bar."""
        fit_window(self, self.window.width, self.window.height)
        self.put("setup-head", Content.assemble(("◯ ", "$quiet"), ("A new group", "bold")))
        for asked in FIELDS:
            self._draw_row(asked)
        super().redraw()

    def _draw_row(self, asked: Asked) -> None:
        is_here = asked == self._here
        row = self.part(f"row-{asked}", Vertical)
        row.set_class(is_here, "-here")
        mark, style = ("▌ ", "bold $primary") if is_here else ("  ", "$quiet")
        self.put(f"label-{asked}", Content.assemble((mark, "$primary"), (ASKS[asked].label, style)))
        self.put(f"value-{asked}", self._value(asked, is_here=is_here))
        note = Content(self.form.note(asked))
        if is_here and self._fault:
            note = Content.styled(self._fault, "$warning")
        self.put(f"note-{asked}", note if is_here else "")
        if asked not in CHOSEN:
            self.part(f"field-{asked}", Field).placeholder = self.form.default(asked)

    def _value(self, asked: Asked, *, is_here: bool) -> Content:
        wide = self.window.width
        room = max(8, wide - (AROUND_A_VALUE if has_two_columns(wide) else AROUND_IN_A_SMALL_WINDOW))
        value = self.form.shown(asked)
        if is_here and asked in CHOSEN:
            shown = cut(value, room - 4)
            return Content.assemble(("‹ ", "$quiet"), (shown, "bold"), (" ›", "$quiet"))
        if not value:
            return Content.styled("·", "$quiet")
        is_own = bool(self.form.typed(asked).strip()) or self.form.place(asked) > 0
        return Content.styled(cut(value, room), "$foreground" if is_own else "$quiet")

    # -- going about

    def why_not(self, command: Command) -> str:
        """What cannot be done in this field; the names are asked for first."""
        if command.id == "done" and not (self.form.name and self.form.people):
            return "A name for the group and who is in it are needed first."
        return ""

    def _go_to(self, asked: Asked) -> None:
        self._here, self._fault = asked, ""
        self.form.begin_seeking()
        self.redraw()
        self._focus_field()
        self.call_after_refresh(
            partial(self.part("setup-rows", VerticalScroll).scroll_to_widget, self._row(), animate=False)
        )

    def _row(self) -> Vertical:
        return self.part(f"row-{self._here}", Vertical)

    def _focus_field(self) -> None:
        if self._here in CHOSEN:
            self.set_focus(None)
            return
        field = self.part(f"field-{self._here}", Field)
        self.set_focus(field)
        field.cursor_position = len(field.value)

    def close_sheet(self) -> None:
        """Take the sheet away and go on typing."""
        super().close_sheet()
        self._focus_field()

    def do_curtain(self) -> None:
        """Draw the curtain, or open it and go on typing."""
        super().do_curtain()
        if not self.is_curtain_drawn and self.sheet is None:
            self._focus_field()

    # -- answering

    @on(Input.Changed, ".-here Field")
    def hear_field(self, event: Input.Changed) -> None:
        """Take what is typed."""
        self.form.type(self._here, event.value)
        self._fault = ""
        self.redraw()

    @on(Input.Submitted, "Field")
    def hear_field_end(self) -> None:
        """Enter goes on."""
        self.say("")
        self.do_next()

    async def on_key(self, event: events.Key) -> None:
        """What is typed changes the minutes, or goes to the choice that begins so; other keys act as ever."""
        is_free = self._here in CHOSEN and self.sheet is None and not self.is_curtain_drawn
        typed = event.character if event.character and event.is_printable and event.character != "?" else ""
        if not is_free or not (typed or event.key == "backspace"):
            await super().on_key(event)
            return
        event.stop()
        event.prevent_default()
        if self._here == "minutes":
            self._type_minutes(typed)
        else:
            self.form.seek(self._here, typed)
        self.redraw()

    def _type_minutes(self, typed: str) -> None:
        """Go on typing, or back; after an answer that could not be used, begin anew."""
        before = "" if self._fault and typed else self.form.typed("minutes")
        self.form.type("minutes", f"{before}{typed}"[:MOST_TYPED] if typed else before[:-1])
        self._fault = ""

    # -- keys

    def do_next(self) -> None:
        """Go on to the next field when this one can be used; after the last one, make the group."""
        try:
            self.form.check(self._here)
        except BadInput as exc:
            self._complain(self._here, str(exc))
            return
        place = FIELDS.index(self._here) + 1
        if place == len(FIELDS):
            self.do_done()
        else:
            self._go_to(FIELDS[place])

    def do_previous(self) -> None:
        """Back to the field above."""
        self._go_to(FIELDS[max(0, FIELDS.index(self._here) - 1)])

    def do_turn(self) -> None:
        """The next choice."""
        self.form.turn(self._here, 1)

    def do_turn_back(self) -> None:
        """The choice before."""
        self.form.turn(self._here, -1)

    def do_done(self) -> None:
        """Make the group, or go to what cannot be used."""
        if fault := self.form.first_fault():
            self._complain(*fault)
            return
        try:
            self.desk.register.make_group(
                name=self.form.name,
                members=self.form.people,
                recurrence=self.form.recurrence(),
                mode=self.form.mode,
                venue=self.form.value("venue"),
                facilitator=self.form.value("you"),
            )
        except (BadInput, NotSavedError) as exc:
            self._fault = str(exc)
            self.redraw()
            return
        self.circle.pop_screen()

    def _complain(self, asked: Asked, sentence: str) -> None:
        self._go_to(asked)
        self._fault = sentence
        self.redraw()

    def do_back(self) -> None:
        """Leave; asks when something was typed."""
        if not self.form.is_touched:
            self.circle.pop_screen()
            return
        self.open_sheet(
            Confirm(
                self,
                title="Leave without the group?",
                text="Nothing of it is saved yet.",
                yes="leave",
                no="go on",
                then=self._leave,
            )
        )

    def _leave(self) -> None:
        self.circle.pop_screen()
