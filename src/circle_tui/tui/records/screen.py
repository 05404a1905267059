"""Past evenings: when, what kind, how long. Who came only behind a gate; never what was said."""

from typing import ClassVar

from msgspec.structs import replace
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Static

from circle_tui.core.errors import BadInput
from circle_tui.core.people.group import Group
from circle_tui.core.people.mending import LedInstead, with_mend
from circle_tui.core.plan.modes import MODE_WORDS
from circle_tui.core.shelf import NotSavedError
from circle_tui.desk import Desk
from circle_tui.export.hat import pack
from circle_tui.tui.commands import RECORDS, Command
from circle_tui.tui.group import drawing as group_drawing
from circle_tui.tui.lobby.fit import fit_window, has_two_columns
from circle_tui.tui.records.drawing import evening_lines, evenings_list
from circle_tui.tui.records.handback import HandBackSheet
from circle_tui.tui.records.mending import MendSheet
from circle_tui.tui.records.picture import (
    EveningPicture,
    evening_line,
    evening_picture,
    past_evenings,
    presence_picture,
)
from circle_tui.tui.records.presence import WhoCameSheet
from circle_tui.tui.stage import StageScreen

GATE = "Not sharing this screen? Press enter again to see who came."
BESIDE_THE_LIST, AROUND = 38, 8
"""Cells that what is kept of an evening cannot have, beside the list and under it."""
NONE_YET = (
    "No evening has ended yet.\n\n"
    "After the first one this page says when you met, how long each part took\n"
    "beside what was planned, and whether the limits card was read.\n"
    "Nothing that was said in the circle is ever kept."
)


class RecordsScreen(StageScreen):
    """A list of past evenings and what is kept of the chosen one."""

    CSS_PATH = ["../stage.tcss", "records.tcss"]
    commands: ClassVar[tuple[Command, ...]] = RECORDS
    long_part: ClassVar[str] = "records-right"

    def __init__(self, desk: Desk, group: Group) -> None:
        super().__init__()
        self.desk = desk
        self.group = group
        self._records = past_evenings(desk, group)
        self._evenings = [evening_line(record) for record in self._records]
        self._pictures: dict[int, EveningPicture] = {}
        self._place = 0
        self._is_asked = False

    def compose_stage(self) -> ComposeResult:
        """The list on the left, the chosen evening on the right."""
        yield Static("", id="records-head")
        yield Static("", id="records-none")
        with Horizontal(id="records-parts"):
            yield Static("", id="records-list")
            with VerticalScroll(id="records-right", can_focus=False):
                yield Static("", id="records-evening")

    def redraw(self) -> None:
        """Draw what changed, and the key bar."""
        wide, high = self.window.width, self.window.height
        fit_window(self, wide, high)
        mode = MODE_WORDS[self.group.mode]
        self.put("records-head", group_drawing.head(self.group, mode, wide - 4, "past evenings"))
        self.put("records-none", "" if self._evenings else NONE_YET)
        self.part("records-none", Static).display = not self._evenings
        self.part("records-parts", Horizontal).display = bool(self._evenings)
        if self._evenings:
            rows = high - 7 if has_two_columns(wide) else max(1, min(4, high // 4))
            self.put("records-list", evenings_list(self._evenings, self._place, rows))
            room = wide - (BESIDE_THE_LIST if has_two_columns(wide) else AROUND)
            self.put("records-evening", evening_lines(self._chosen, room))
        super().redraw()

    @property
    def _chosen(self) -> EveningPicture:
        """The evening that is looked at; worked out when it is first looked at."""
        if self._place not in self._pictures:
            self._pictures[self._place] = evening_picture(self.desk, self._records[self._place])
        return self._pictures[self._place]

    def why_not(self, command: Command) -> str:
        """Why nothing can be shown yet."""
        if command.id in ("reveal", "copy") and not self._evenings:
            return "No evening has ended yet."
        if command.id == "copy" and self._records[self._place].is_passed_on:
            return "This evening was handed on from here: whoever went on with it hands it back."
        return ""

    def run_command(self, command: Command) -> None:
        """Do what a command says; any other key closes the gate that was asked about."""
        if command.id != "reveal":
            self._is_asked = False
        super().run_command(command)

    def do_reveal(self) -> None:
        """Who came; asks first whether the screen is shared."""
        if not self._is_asked:
            self._is_asked = True
            self.say(GATE)
            return
        self._is_asked = False
        names = self.group.names()
        presence = presence_picture(self._records[self._place], names)
        self.open_sheet(WhoCameSheet(self, self._chosen, presence, self._open_mending))

    def do_copy(self) -> None:
        """Copy the evening as a hat, for the member on whose machine the group keeps its evenings."""
        past = self._records[self._place]
        try:
            text = pack(self.desk.shelf.entries(past.id), self.group)
        except BadInput as exc:
            self.say(str(exc))
            return
        self.open_sheet(HandBackSheet(self))
        self.say("Copying …")
        self.circle.copy(text, self.say)

    def _open_mending(self) -> None:
        self.open_sheet(MendSheet(self, self.group, self._records[self._place], self._mend))

    def _mend(self, segment: str, person: str | None) -> None:
        mend = LedInstead(self._records[self._place].id, segment, person)
        try:
            self.group = self.desk.register.change(
                self.group, lambda now: replace(now, mends=with_mend(now.mends, mend))
            )
        except (BadInput, NotSavedError) as exc:
            self.say(str(exc))
            return
        self._records = past_evenings(self.desk, self.group)
        self.say("Mended. The closed evening itself stays as it is.")

    def do_previous(self) -> None:
        """The evening above."""
        self._choose(-1)

    def do_following(self) -> None:
        """The evening below."""
        self._choose(1)

    def _choose(self, by: int) -> None:
        if self._evenings:
            self._place = min(max(0, self._place + by), len(self._evenings) - 1)
            self.part("records-right", VerticalScroll).scroll_home(animate=False)

    def do_back(self) -> None:
        """Back to the lobby."""
        self.circle.pop_screen()
