"""The live screen: what the room sees while the evening runs, and what happens as time passes."""

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.types import CSSPathType
from textual.widgets import Static

from circle_tui.core.clock import timekeeping
from circle_tui.core.happening.session import StepKey
from circle_tui.core.shown.clockface import ClockState, clock_state
from circle_tui.core.shown.picture import LivePicture, calmed, without_work
from circle_tui.core.shown.words import clock_time
from circle_tui.desk import Desk
from circle_tui.tonight.evening import Evening
from circle_tui.tui.commands import LIVE, Command, by_key
from circle_tui.tui.live import drawing
from circle_tui.tui.live.clock import ClockFace
from circle_tui.tui.live.frame import Frame
from circle_tui.tui.live.keys import LiveKeys
from circle_tui.tui.stage import StageScreen

if TYPE_CHECKING:
    from circle_tui.tui.live.gap import Gap

HERE = Path(__file__).parent
TICK_SECONDS = 0.25
"""How often the picture is compared; it is painted only when it differs."""
SAID_FOR_SECONDS = 12
RETRY_SECONDS = 3


class LiveScreen(LiveKeys):
    """Shows the picture of the evening, and compares it several times a second."""

    CSS_PATH: ClassVar[CSSPathType | None] = [HERE.parent / "stage.tcss", HERE / "live.tcss"]
    commands: ClassVar[tuple[Command, ...]] = LIVE
    long_part: ClassVar[str] = "left"

    def __init__(self, desk: Desk, evening: Evening) -> None:
        super().__init__()
        self.desk = desk
        self.evening = evening
        self._slept = desk.clock.slept()
        self._gaps: list[Gap] = []
        """Stretches in which the machine slept, that are still to be asked about."""
        self._drift = desk.clock.drift()
        self._drawn: tuple[LivePicture, Frame, tuple[str, ...]] | None = None
        self._told = ""
        self._said_for = 0.0
        self._until_retry = 0.0
        self._stood: tuple[StepKey | None, ClockState] = (None, "waiting")
        self._is_over_by_itself: StepKey | None = None
        """A step whose time has run out, and after which the next one begins by itself."""

    def compose_stage(self) -> ComposeResult:
        """Head, the left for the room, the right for agenda, people and door."""
        drawing.fit_window(self, self._frame)
        yield Static("", id="head")
        yield Static("", id="asks")
        with Horizontal(id="body"):
            with VerticalScroll(id="left", can_focus=False):
                yield Static("", id="title")
                yield Static("", id="step")
                yield ClockFace(id="clock")
                yield Static("", id="bar")
                yield Static("", id="card")
                yield Static("", id="question")
                yield Static("", id="focus")
                yield Static("", id="roles")
                yield Static("", id="next")
            with Vertical(id="right"):
                yield Static("", id="agenda")
                yield Static("", id="here")
                yield Static("", id="door")

    def on_mount(self) -> None:
        """Begin to compare pictures; the only timer of the program."""
        self.catch_up()
        self.set_interval(TICK_SECONDS, self.tick)
        self.redraw()

    @property
    def acting(self) -> tuple[Command, ...]:
        """The keys in force; the one for the clock says what it would do now."""
        word = {"arriving": "begin", "paused": "go on"}.get(self.evening.room.session.phase, "pause")
        return tuple(item._replace(label=word) if item.id == "pause" else item for item in super().acting)

    # -- drawing

    def tick(self) -> None:
        """Let time pass: draw what changed, try again to save, look again at what another one writes."""
        top = self.app.screen
        if not self.app.is_running or not top.is_mounted:
            return
        if not isinstance(top, StageScreen):
            self._pass_under_the_palette()
            return
        room = self.evening.room
        top.redraw_curtain()
        if room.is_read_only:
            room.look_again()
            if not top.is_curtain_drawn:  # what follows would lie over the curtain
                self.follow()
        if not room.is_saved:
            self._until_retry -= TICK_SECONDS
            if self._until_retry <= 0:
                self._until_retry = RETRY_SECONDS
                if room.retry():
                    top.say("Saved again: everything up to now is on disk.")
        self._note_the_edge()
        self._note_the_gap()
        if top is not self:
            top.redraw()
            return
        self._ask_about_time()
        self._go_on_by_itself()
        if self._said_for > 0:
            self._said_for -= TICK_SECONDS
            if self._said_for <= 0:
                super().say("")
        before = self._drawn
        self.draw()
        if self._drawn is not before or (self.sheet is not None and self.sheet.is_timed):
            self.draw_keys()

    def _pass_under_the_palette(self) -> None:
        """Let the clock go on where it shows around the palette; nothing is asked and nothing begins."""
        self._note_the_edge()
        self._note_the_gap()
        if self.app.screen_stack[-2] is self:
            self.draw()

    def follow(self) -> None:
        """Go back to the arrival when whoever holds the session took the beginning back."""
        if self.evening.room.session.position is None and not self.is_left:
            self.circle.back_to_arrive(self.evening)

    def _note_the_gap(self) -> None:
        """Note a gap in which the machine slept when it is over, whatever lies on top by then."""
        room, slept = self.evening.room, self.desk.clock.slept()
        gap, self._slept = slept - self._slept, slept
        session, step = room.session, room.session.current_step
        if gap <= timekeeping.GAP_FROM or session.phase != "running" or session.position is None:
            return
        is_another_ones = room.is_read_only or session.has_passed_hat
        # What counts to a clock time ends when that says, whoever slept.
        if not is_another_ones and step is not None and step.until is None:
            from circle_tui.tui.live.gap import Gap

            self._gaps.append(Gap(room.now() - gap, room.now(), session.position))

    def _ask_about_time(self) -> None:
        """Ask once about a gap in which the machine slept; say once that the wall clock was set."""
        clock = self.desk.clock
        if self._gaps and self.sheet is None and not self.is_curtain_drawn:
            from circle_tui.tui.live.gap import GapQuestion

            gap = self._gaps.pop(0)
            if gap.step == self.evening.room.session.position:
                self.open_sheet(GapQuestion(self, self.evening, gap))
        drift, self._drift = clock.drift() - self._drift, clock.drift()
        if abs(drift) > timekeeping.GAP_FROM:
            self.say("The computer's clock was set. Circle goes on counting as before, so no minute is lost.")

    def _note_the_edge(self) -> None:
        """When a step's time runs out, sound once for those who asked, and note what begins by itself."""
        session = self.evening.room.session
        before, self._stood = self._stood, (session.position, clock_state(session, self.evening.room.now()))
        has_run_out = self._stood[1] == "over" and before[1] in ("running", "soon", "last")
        if not has_run_out or before[0] != session.position:
            return
        if session.current_step is not None and session.current_step.advances_itself:
            self._is_over_by_itself = session.position
        is_silent = isinstance(self.app.screen, StageScreen) and self.app.screen.is_silent
        if self.circle.settings.bell and not is_silent:
            self.app.bell()

    def _go_on_by_itself(self) -> None:
        """Begin the next step where the format says so: once, with nothing lying over the evening."""
        room, over = self.evening.room, self._is_over_by_itself
        if over is None or self.sheet is not None or self.is_curtain_drawn or room.session.phase == "paused":
            return
        self._is_over_by_itself = None
        step, is_over = room.session.current_step, clock_state(room.session, room.now()) == "over"
        if step is None or room.session.position != over or not is_over or room.is_read_only:
            return
        if self.done(self.evening.go_on()) and room.session.current_step is not None:
            self.say(f"{step.title} is over: {room.session.current_step.title} began by itself. u goes back.")
            self._be_still()

    def say(self, sentence: str) -> None:
        """Say a sentence for a while, or until the next key."""
        super().say(sentence)
        self._said_for = SAID_FOR_SECONDS if sentence else 0.0

    def redraw(self) -> None:
        """Draw what changed, and the key bar; say once what keeps the evening from being saved."""
        trouble = self.evening.room.trouble
        if trouble and trouble != self._told:
            self.say(trouble)
        self._told = trouble
        self.draw()
        self.draw_keys()

    def shown(self) -> LivePicture:
        """What is to be seen now."""
        shown = self.evening.picture(has_quiet_clock=self.circle.settings.quiet_clock)
        session = self.evening.room.session
        if any(sheet.is_calming for sheet in self.sheets):
            return without_work(calmed(shown, session))
        return calmed(shown, session) if session.has_passed_hat else shown

    def draw(self) -> None:
        """Compare the picture with the one on screen and draw the difference."""
        shown, frame, marked = self.shown(), self._frame, drawing.marks(self.evening.room)
        if self._drawn == (shown, frame, marked):
            return
        if self._drawn is not None and self._drawn[1] != frame:
            drawing.fit_window(self, frame)
        if (
            self._drawn is None
            or self._drawn[0].title != shown.title
            or self._drawn[0].step_words != shown.step_words
        ):
            self.part("left", VerticalScroll).scroll_home(animate=False)
        self._drawn = (shown, frame, marked)
        self.put("head", drawing.head(shown, marked, frame.head))
        self._put_or_hide("asks", Content(shown.asks))
        self.put("title", drawing.title(shown, marked, frame))
        self._put_or_hide("step", drawing.step_line(shown, frame))
        clock = drawing.clock_text(shown)
        scale = drawing.clock_scale(clock, shown, frame)
        self.part("clock", ClockFace).show(clock, shown.clock_state, scale, shown.clock_unit)
        self.put("bar", drawing.bar(shown, frame.left))
        self._put_or_hide("card", drawing.card(shown, frame))
        self._put_or_hide("question", drawing.question(shown, frame))
        self.part("question", Static).set_class(drawing.is_framed(shown, frame), "-framed")
        self.part("question", Static).set_class(drawing.has_air(shown, frame), "-airy")
        self.put("focus", drawing.focus(shown, frame))
        self.part("focus", Static).set_class(drawing.has_focus(shown, frame), "-placed")
        self.part("focus", Static).set_class(bool(shown.question), "-follows")
        self._put_or_hide("roles", drawing.roles(shown, frame))
        agenda_key = "tab" if by_key(self.commands, "tab") is not None else ""
        self.part("next", Static).set_class(bool(shown.roles or shown.floor), "-follows")
        self._put_or_hide("next", drawing.next_line(shown, frame, agenda_key=agenda_key))
        if not frame.is_small:
            self.put("agenda", drawing.agenda(shown, frame.right))
            self.put("here", drawing.here(shown, frame.right))
            self.put("door", drawing.door(shown))

    def _put_or_hide(self, widget_id: str, text: Content) -> None:
        """Show a text; an empty one takes no room."""
        self.put(widget_id, text)
        self.part(widget_id, Static).display = bool(text.plain)

    def has_more(self, body: VerticalScroll) -> bool:
        """Whether the card that is read aloud is cut; what stands under it may be looked for."""
        card = self.part("card", Static)
        return card.display and card.virtual_region.bottom > body.size.height

    @property
    def _frame(self) -> Frame:
        is_split = self.sheet is not None and self.lies_beside(self.sheet)
        return Frame(self.window.width, self.window.height, is_split)

    def curtain_words(self) -> str:
        """A calm line and the time of day."""
        return f"{super().curtain_words()}\n\n{clock_time(self.evening.room.now(), self.evening.zone)}"
