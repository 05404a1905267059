"""The program on the screen: which screen is shown when, and how it ends."""

import gc
import os
from collections.abc import Callable
from functools import cached_property
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.command import CommandPalette
from textual.screen import Screen
from textual.widgets import Input

from circle_tui.core.errors import BadInput
from circle_tui.core.happening.session import Session
from circle_tui.core.people.group import Group
from circle_tui.core.settings import Settings
from circle_tui.core.shelf import NotSavedError, OpenSession
from circle_tui.desk import Desk
from circle_tui.opening import Opening
from circle_tui.room import PASSED_ON
from circle_tui.tonight.evening import Evening
from circle_tui.tonight.memory import Memory
from circle_tui.tui.keymap import Keymap
from circle_tui.tui.palette import CommandsOfTheScreen, Palette
from circle_tui.tui.sheet import Question
from circle_tui.tui.shell import ShellApp, run_app
from circle_tui.tui.stage import StageScreen
from circle_tui.tui.themes import for_textual, name_of

WENT_ON = "The clock went on meanwhile. m mends what should not count."
HAS_PROBLEMS = "A file of your own could not be used. The lobby and circle check say which."
STAYS_OPEN = "The evening is still open. Type circle, and it goes on where the clock really is."
TIME_RUNS = "A rehearsal: time runs faster here than on your wall. ctrl+q leaves it."
NOT_ON_DISK = "The last keys could not be put on disk; everything before them is safe."


class CircleApp(ShellApp):
    """Goes from lobby to arrival, live and close, and back."""

    TITLE = "Circle"
    COMMANDS: ClassVar = {lambda: CommandsOfTheScreen}
    ENABLE_COMMAND_PALETTE = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+p", "command_palette", show=False, priority=True),
        Binding("f2", "curtain", show=False, priority=True),
    ]

    def __init__(self, desk: Desk, opening: Opening) -> None:
        # Textual would turn colours to greys, which are colours too: with its own it sends none at all.
        super().__init__(ansi_color=True if "NO_COLOR" in os.environ else None)
        self.desk = desk
        self.evening: Evening | None = None
        self.evening_desk = desk
        self._opening = opening
        self._left: tuple[str, Memory] | None = None
        """The evening that was left for the lobby, and what only memory knows of it."""
        desk.clipboard.connect(self._send_to_terminal)
        self._usual_motion = self.animation_level
        self._wear(desk.settings)

    def on_mount(self) -> None:
        """Go where the command line asked to go."""
        self.show_first()
        if not gc.isenabled():
            self.call_after_refresh(_look_for_garbage_again)

    def show_first(self) -> None:
        """What was asked for; the lobby otherwise. It comes under nothing: two screens would be painted."""
        evening, refused = self._opening.evening, ""
        if self._opening.starts_at_once:
            try:
                evening = self._open_next()
            except (BadInput, NotSavedError) as exc:
                refused = str(exc)
        if evening is None:
            self.push_screen(self._lobby())
            self._say(refused)
            return
        self.call_after_refresh(self._say_of_problems)
        if evening.room.session.position is not None:
            self.show_live(evening)
        else:
            self.show_arrive(evening)

    def _say_of_problems(self) -> None:
        """Say where the lobby would have told more; what is wrong with a file is not for the room."""
        if self.desk.library.problems or self.keymap.problems:
            self._say(HAS_PROBLEMS)

    def _open_next(self) -> Evening:
        """Tonight's evening of the group that was named."""
        group = next(group for group in self.desk.groups() if group.id == self._opening.group)
        return self.desk.open_next(group, self._opening.planned or group.next_plan, self._opening.topic)

    def _lobby(self) -> Screen[None]:
        from circle_tui.tui.lobby.screen import LobbyScreen

        return LobbyScreen(self.desk, chosen=self._opening.group)

    def _say(self, sentence: str) -> None:
        """Say a sentence on the screen on top, once that has its widgets."""
        if sentence and isinstance(self.screen, StageScreen):
            self.screen.call_after_refresh(self.screen.say, sentence)

    # -- how it looks and sounds

    @property
    def settings(self) -> Settings:
        """What was chosen about that."""
        return self.desk.settings

    def choose(self, settings: Settings) -> None:
        """Have it so at once and from now on; NotSavedError when it could not be remembered."""
        try:
            self.desk.choose(settings)
        finally:
            self._wear(settings)

    def _wear(self, settings: Settings) -> None:
        theme = self.desk.library.theme(settings.theme)
        if name_of(theme) not in self.available_themes:
            self.register_theme(for_textual(theme))
        self.theme = name_of(theme)
        self.animation_level = "none" if settings.reduced_motion else self._usual_motion
        if self.is_running:
            for screen in self.screen_stack:
                for field in screen.query(Input):
                    self._hold_still(field)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Hold the cursor of a field still, for those who asked for that."""
        if isinstance(event.widget, Input):
            self._hold_still(event.widget)

    def _hold_still(self, field: Input) -> None:
        field.cursor_blink = not self.settings.reduced_motion

    @cached_property
    def keymap(self) -> Keymap:
        """The keys in force on every screen."""
        return Keymap(self.desk.library.keys)

    # -- going from screen to screen

    def show_setup(self) -> None:
        """Set up a group."""
        from circle_tui.tui.setup.screen import SetupScreen

        self.push_screen(SetupScreen(self.desk))

    def show_group(self, group: Group) -> None:
        """Look after a group."""
        from circle_tui.tui.group.screen import GroupScreen

        self.push_screen(GroupScreen(self.desk, group))

    def show_topics(self, group: Group) -> None:
        """Topics, and a series of dated evenings."""
        from circle_tui.tui.topics.screen import TopicsScreen

        self.push_screen(TopicsScreen(self.desk, group))

    def show_records(self, group: Group) -> None:
        """What past evenings left."""
        from circle_tui.tui.records.screen import RecordsScreen

        self.push_screen(RecordsScreen(self.desk, group))

    def show_arrive(self, evening: Evening, desk: Desk | None = None) -> None:
        """Receive people; from here on the screen counts as shared. A rehearsal has a desk of its own."""
        from circle_tui.tui.arrive.screen import ArriveScreen

        self.evening = evening
        self.evening_desk = desk or self.desk
        self.push_screen(ArriveScreen(self.evening_desk, evening))
        self._say(TIME_RUNS if evening.room.session.opened.is_rehearsal else "")

    def show_live(self, evening: Evening, saying: str = "") -> None:
        """The session itself; takes the place of the arrival. Says a sentence there, if there is one."""
        from circle_tui.tui.arrive.screen import ArriveScreen
        from circle_tui.tui.live.screen import LiveScreen

        self.evening = evening
        if isinstance(self.screen, ArriveScreen):
            self.switch_screen(LiveScreen(self.evening_desk, evening))
        else:
            self.push_screen(LiveScreen(self.evening_desk, evening))
        self._say(saying)

    def show_close(self) -> None:
        """The close lies over the live screen, whose clock goes on."""
        from circle_tui.tui.close.screen import CloseScreen

        if self.evening is not None:
            self.push_screen(CloseScreen(self.evening_desk, self.evening))

    def show_lobby(self, saying: str = "") -> None:
        """Back to the lobby, whatever lies over it, with a sentence to say there."""
        from circle_tui.tui.live.screen import LiveScreen

        if self.evening is not None:
            self.evening.room.journal.close()
            self._left = (self.evening.room.session.opened.session, self.evening.memory)
            self.evening = None
        self.evening_desk = self.desk
        if self.is_rehearsal_alone:
            self.exit(0)
            return
        while len(self.screen_stack) > 2:
            self.pop_screen()
        if isinstance(self.screen, LiveScreen):
            self.switch_screen(self._lobby())
        self._say(saying)

    @property
    def is_rehearsal_alone(self) -> bool:
        """Whether the program was started for a rehearsal, so that no lobby lies behind it."""
        evening = self._opening.evening
        return evening is not None and evening.room.session.opened.is_rehearsal

    def back_to_arrive(self, evening: Evening) -> None:
        """The beginning was taken back: receive people again, whatever lay over the live screen."""
        from circle_tui.tui.arrive.screen import ArriveScreen
        from circle_tui.tui.live.screen import LiveScreen

        while not isinstance(self.screen, LiveScreen):
            self.pop_screen()
        self.switch_screen(ArriveScreen(self.evening_desk, evening))

    def resume(self, left_open: OpenSession) -> None:
        """Go on with a session that was left open, where the clock really is."""
        evening = self.desk.resume(left_open.id)
        if self._left is not None and self._left[0] == left_open.id:
            evening.memory = self._left[1]
        self.go_on_with(evening)

    def go_on_with(self, evening: Evening) -> None:
        """Show an evening that runs already, where the clock really is."""
        if evening.room.session.position is None:
            self.show_arrive(evening)
        else:
            self.show_live(evening, _on_coming_back(evening.room.session))
        if evening.room.is_read_only:
            self._say(evening.room.journal.held_by)

    def start_rehearsal(self) -> None:
        """An evening with a made-up group, of which nothing is kept."""
        from circle_tui.rehearsal import rehearse

        rehearsal = rehearse(self.desk)
        self.show_arrive(rehearsal.evening, rehearsal.desk)

    # -- everywhere

    def copy(self, text: str, then: Callable[[str], None]) -> None:
        """Copy a text without waiting, and hand the truth about it to `then`, in a sentence."""

        def work() -> None:
            result = self.desk.clipboard.copy(text)
            self.call_from_thread(then, result.sentence)

        self.run_worker(work, thread=True, exclusive=True)

    def _send_to_terminal(self, text: str) -> None:
        self.call_from_thread(self.copy_to_clipboard, text)

    def action_curtain(self) -> None:
        """Draw or open the curtain; whatever lies over the screen goes first."""
        if isinstance(self.screen, CommandPalette):
            self.pop_screen()
        if isinstance(self.screen, StageScreen):
            self._once_drawn(self.screen, self.screen.do_curtain)

    def action_command_palette(self) -> None:
        """Find anything by its name; not through a curtain."""
        top = self.screen
        if isinstance(top, StageScreen) and top.is_mounted and not top.is_curtain_drawn:
            top.close_all_sheets()
            self.push_screen(Palette())

    def action_ask_to_leave(self) -> None:
        """Ask before leaving; the session is saved either way. A curtain is never opened by this."""
        if not isinstance(self.screen, StageScreen):
            self.pop_screen()
        if not isinstance(self.screen, StageScreen):
            return
        if self.screen.is_curtain_drawn:
            self.screen.say_on_curtain("c opens the curtain; then ctrl+q asks whether to leave.")
            return
        screen = self.screen
        self._once_drawn(screen, lambda: screen.open_sheet(LeaveQuestion(self, screen)))

    @staticmethod
    def _once_drawn(screen: StageScreen, act: Callable[[], None]) -> None:
        """Act on a screen now, or as soon as it has its widgets: these keys may come before them."""
        if screen.is_mounted:
            act()
            return
        screen.call_after_refresh(act)

    def save_and_leave(self) -> None:
        """Let go of the session before a signal ends the program; every key is on disk already."""
        if self.evening is not None:
            self.evening.room.retry()
            self.evening.room.journal.close()

    def say_what_is_safe(self) -> str:
        """What is true of tonight's session after a fault."""
        return super().say_what_is_safe() if self.is_all_saved else NOT_ON_DISK

    @property
    def leaves_an_evening_open(self) -> bool:
        """Whether an evening of ours goes on behind the program that was left."""
        if self.evening is None or self.evening.room.is_read_only:
            return False
        session = self.evening.room.session
        return session.phase != "ended" and not session.opened.is_rehearsal

    @property
    def is_all_saved(self) -> bool:
        """Whether everything that happened tonight is on disk."""
        return self.evening is None or self.evening.room.is_saved


class LeaveQuestion(Question):
    """Asks before the program ends."""

    def __init__(self, app: CircleApp, host: StageScreen) -> None:
        safe = (
            "The session stays open; circle brings you back to it, to the second."
            if app.is_all_saved
            else "The last keys are not on disk yet. Stay a moment, if you can: I keep trying."
        )
        if app.evening is not None and app.evening.memory.is_worth_a_word:
            safe += " The meeting link, the question and what was kept for elsewhere are forgotten."
        if app.evening is None:
            safe = "Everything is saved."
        elif app.evening.room.session.opened.is_rehearsal:
            from circle_tui.rehearsal import what_is_kept

            safe = f"This is a rehearsal: {what_is_kept(app.evening_desk.shelf)}"
        super().__init__(host, title="Leave Circle?", text=safe, yes="leave", no="stay")
        self._app = app

    def confirmed(self) -> None:
        """Leave."""
        self._app.save_and_leave()
        self._app.exit(0)


def _on_coming_back(session: Session) -> str:
    """What is said when an evening that was left open is on the screen again."""
    if session.has_passed_hat:
        return PASSED_ON.why
    return WENT_ON if session.phase == "running" else ""


def _look_for_garbage_again() -> None:
    """Have Python look for garbage, but not in what was made on the way to the first picture."""
    gc.freeze()
    gc.enable()


def run(desk: Desk, opening: Opening, *, debug: bool = False) -> tuple[int, str]:
    """Open the screen; gives back the exit status, and what is to be said in the terminal it leaves."""
    app = CircleApp(desk, opening)
    status = run_app(app, debug=debug)
    return status, STAYS_OPEN if status == 0 and app.leaves_an_evening_open else ""
