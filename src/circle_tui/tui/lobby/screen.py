"""The lobby: which group, when it meets next, and the one key that opens the evening."""

from datetime import date
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Static

from circle_tui.core.clock.recurrence import say_day, zone_named
from circle_tui.core.errors import BadInput
from circle_tui.core.people.group import AS_USUAL, Group
from circle_tui.core.shelf import NotSavedError, OpenSession
from circle_tui.desk import Desk
from circle_tui.tui.commands import LOBBY, Command
from circle_tui.tui.lobby import drawing
from circle_tui.tui.lobby.asking import Confirm
from circle_tui.tui.lobby.fit import fit_window, has_two_columns, is_low
from circle_tui.tui.lobby.leftopen import moment_of_last, way_to_close
from circle_tui.tui.lobby.picture import LobbyPicture, look
from circle_tui.tui.lobby.shelf import LobbyShelf

LOOK_AGAIN_SECONDS = 5
"""How often the countdown is compared with what is on screen; it is drawn once a minute at most."""
NEEDS_A_GROUP = frozenset({"plan", "group", "topics", "records", "skip_week"})
NO_GROUP = "There is no group yet: n sets one up."


class LobbyScreen(LobbyShelf):
    """Shows one group and what can be done between evenings; names nobody."""

    CSS_PATH = ["../stage.tcss", "lobby.tcss"]
    commands: ClassVar[tuple[Command, ...]] = LOBBY
    long_part: ClassVar[str] = "lobby-body"

    def __init__(self, desk: Desk, chosen: str | None = None) -> None:
        super().__init__(desk, chosen)
        self._drawn: tuple[LobbyPicture | None, int, int, int] | None = None

    def compose_stage(self) -> ComposeResult:
        """The welcome, and the group with its date on the left and its plan on the right."""
        with Vertical(id="welcome"):
            yield Static("", id="welcome-head")
            with Horizontal(id="welcome-choices"):
                yield Static("", id="welcome-rehearse", classes="welcome-choice")
                yield Static("", id="welcome-setup", classes="welcome-choice")
            yield Static(drawing.welcome_foot(), id="welcome-foot")
        yield Static("", id="lobby-head")
        with VerticalScroll(id="lobby-body", can_focus=False):
            with Vertical(id="lobby-top"):
                yield Static("", id="lobby-notices")
                yield Static("", id="lobby-open")
            with Horizontal(id="lobby-parts"):
                with Vertical(id="lobby-left"):
                    yield Static("", id="lobby-date")
                    yield Static("", id="lobby-enter")
                    yield Static("", id="lobby-agreements")
                yield Static("", id="lobby-plan")

    def on_mount(self) -> None:
        """Say what is wrong with own keys; let the countdown go on, drawn only where it differs."""
        self._notices.extend(self.circle.keymap.problems)
        self.set_interval(LOOK_AGAIN_SECONDS, self._look_again)

    def on_paste(self, event: events.Paste) -> None:
        """Take an evening that somebody hands over; anything else that is pasted does nothing."""
        from circle_tui.tui.lobby.handed import offer

        event.stop()
        if self.sheet is None and not self.is_curtain_drawn:
            offer(self, event.text, self._read_shelf)

    def on_screen_resume(self) -> None:
        """Look at the shelf again, before Textual has the stage draw it; a new group is the chosen one."""
        self._read_shelf()

    def _look_again(self) -> None:
        if self.is_current:
            self._draw()

    # -- drawing

    def redraw(self) -> None:
        """Draw what changed, and the key bar."""
        self._draw()
        super().redraw()

    def _draw(self) -> None:
        wide, high = self.window.width, self.window.height
        group, plan = self.group, self._plan
        shown = None
        if group is not None and plan is not None:
            shown = look(
                self.desk,
                group,
                place=self._place(),
                plan=plan,
                is_planned_anew=group.next_plan != AS_USUAL,
                left_open=self._open_one,
            )
        picture = (shown, len(self._notices), wide, high)
        if self._drawn == picture or not wide:
            return
        self._drawn = picture
        fit_window(self, wide, high)
        self.set_class(shown is None, "-welcome")
        self.put("lobby-notices", drawing.notices(self._notices))
        self.part("lobby-notices", Static).display = bool(self._notices)
        if shown is None:
            self.put("welcome-head", drawing.welcome_head(wide, high))
            self.put("welcome-rehearse", drawing.welcome_choice(0, high))
            self.put("welcome-setup", drawing.welcome_choice(1, high))
        else:
            self._draw_group(shown, wide, high)

    def _draw_group(self, shown: LobbyPicture, wide: int, high: int) -> None:
        has_two, is_crowded = has_two_columns(wide), bool(shown.open_words or self._notices)
        scale = drawing.scale_of_time(wide, high, is_crowded=is_crowded)
        self.put("lobby-head", drawing.head(shown, wide - 4))
        self._draw_open(shown)
        self.put("lobby-date", drawing.date(shown, scale=scale))
        self.put("lobby-enter", drawing.enter(shown))
        self.part("lobby-enter", Static).display = not shown.open_words
        self.put("lobby-agreements", drawing.agreements(shown))
        room = drawing.PLAN_CELLS if has_two else max(20, wide - 8)
        is_flat = not has_two or is_low(high)
        plan = drawing.plan(shown.plan, is_planned_anew=shown.is_planned_anew, is_flat=is_flat, room=room)
        self.put("lobby-plan", plan)

    def _draw_open(self, shown: LobbyPicture) -> None:
        group, left_open = self.group, self._open_one
        self.part("lobby-open", Static).display = left_open is not None
        if group is not None and left_open is not None:
            as_of = moment_of_last(left_open, zone_named(group.recurrence.zone))
            self.put(
                "lobby-open",
                drawing.left_open(shown, left_open, as_of, self.window.width),
            )

    def why_not(self, command: Command) -> str:
        """Why a command cannot act now."""
        if command.id in NEEDS_A_GROUP and self.group is None:
            return NO_GROUP
        if command.id == "close_open" and self._open_one is None:
            return "No evening of this group is open."
        if command.id == "skip_week" and self._is_open_on_next_date():
            return "That evening is open; enter goes on with it."
        if command.id == "bring_back" and not (self.group and self.desk.preparation.left_out(self.group)):
            return "No date is left out."
        return ""

    def _is_open_on_next_date(self) -> bool:
        group, left_open = self.group, self._open_one
        if group is None or left_open is None:
            return False
        return left_open.planned_start == self.desk.preparation.scheduled(group)

    # -- opening

    def do_open(self) -> None:
        """Go on with what was left open, or open the evening; without a group, set one up."""
        left_open = self._open_one
        if self.group is None:
            self.do_new_group()
        elif left_open is None:
            self._ask_or_open(self.group)
        elif left_open.has_ended:
            self.do_close_open()
        else:
            self._resume(left_open)

    def _ask_or_open(self, group: Group) -> None:
        """Open an evening; a second one on the same day is asked about first."""
        if self.desk.preparation.meeting(group).is_scheduled or not self.desk.was_held_today(group):
            self._open_evening(group)
            return
        self.open_sheet(
            Confirm(
                self,
                title="An evening was held today. Begin another one?",
                text="It would begin now, beside the plan; the next date stays as it is.",
                yes="another one",
                no="not now",
                then=lambda: self._open_evening(group),
            )
        )

    def _open_evening(self, group: Group) -> None:
        """Open an evening and go to its arrival."""
        try:
            evening = self.desk.open_next(group, group.next_plan)
        except (BadInput, NotSavedError) as exc:
            self.say(str(exc))
            return
        self.circle.show_arrive(evening)

    def _resume(self, left_open: OpenSession) -> None:
        try:
            self.circle.resume(left_open)
        except (BadInput, NotSavedError) as exc:
            self._read_shelf()
            self.say(str(exc))

    def do_close_open(self) -> None:
        """Close a session left open, as of the last thing that happened."""
        group, left_open = self.group, self._open_one
        if group is None or left_open is None:
            return
        as_of = moment_of_last(left_open, zone_named(group.recurrence.zone))
        way = way_to_close(left_open, as_of)
        self.open_sheet(
            Confirm(
                self,
                title=way.title,
                text=way.text,
                yes=way.yes,
                then=lambda: self._close_open(left_open, way.then_says),
            )
        )

    def _close_open(self, left_open: OpenSession, then_says: str) -> None:
        try:
            if left_open.has_begun:
                self.desk.close_as_of_last(left_open)
            else:
                self.desk.discard(left_open)
        except (BadInput, NotSavedError) as exc:
            self.say(str(exc))
        else:
            self.say(then_says)
        self._read_shelf()

    # -- other keys

    def do_previous(self) -> None:
        """The group above."""
        self._choose(-1)

    def do_following(self) -> None:
        """The group below."""
        self._choose(1)

    def do_plan(self) -> None:
        """Plan one evening."""
        from circle_tui.tui.lobby.plan import PlanSheet

        if self.group is not None:
            self.open_sheet(PlanSheet(self, self.desk, self.group, self.group.next_plan))

    def do_group(self) -> None:
        """The group, its rules and its people."""
        if self.group is not None:
            self.circle.show_group(self.group)

    def do_topics(self) -> None:
        """Topics and series."""
        if self.group is not None:
            self.circle.show_topics(self.group)

    def do_records(self) -> None:
        """Past evenings."""
        if self.group is not None:
            self.circle.show_records(self.group)

    def do_skip_week(self) -> None:
        """Leave out the next date, after a question."""
        group = self.group
        if group is None:
            return
        start = self.desk.preparation.scheduled(group).astimezone(zone_named(group.recurrence.zone))
        self.open_sheet(
            Confirm(
                self,
                title=f"Leave out {say_day(start.date())}?",
                text="Nobody counts as absent then. u brings the date back.",
                yes="leave it out",
                no="it stays",
                then=lambda: self._change_dates(group, None),
            )
        )

    def do_bring_back(self) -> None:
        """Bring back the last date that was left out."""
        if self.group is not None:
            self._change_dates(self.group, self.desk.preparation.left_out(self.group)[-1])

    def _change_dates(self, group: Group, brought_back: date | None) -> None:
        try:
            if brought_back is None:
                group, day = self.desk.preparation.skip_date(group)
                self.say(f"{say_day(day)} is left out. u brings it back.")
            else:
                group = self.desk.preparation.bring_back_date(group, brought_back)
                self.say(f"{say_day(brought_back)} is a date again.")
        except (BadInput, NotSavedError) as exc:
            self.say(str(exc))
        self._put_in_place(group)

    def do_new_group(self) -> None:
        """Set up a group."""
        self.circle.show_setup()

    def do_rehearse(self) -> None:
        """Try an evening with a made-up group."""
        if all(item.has_ended for item in self._left_open.values()):
            self.circle.start_rehearsal()
            return
        self.open_sheet(
            Confirm(
                self,
                title="An evening is open. A rehearsal beside it?",
                text="The evening stays as it is. esc, and then enter, goes back to it.",
                yes="rehearse",
                no="not now",
                then=self.circle.start_rehearsal,
            )
        )

    def do_view(self) -> None:
        """How the screen looks and sounds."""
        from circle_tui.tui.live.view import ViewSheet

        self.open_sheet(ViewSheet(self))

    def do_dismiss(self) -> None:
        """Put away what was said about files."""
        self._notices.clear()
