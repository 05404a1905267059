"""The plan of one evening: which format, how long, and the agenda that comes of it."""

from itertools import zip_longest
from typing import Protocol

from textual.content import Content

from circle_tui.core.group import Group
from circle_tui.core.recurrence import LONGEST, SHORTEST
from circle_tui.core.text import cut
from circle_tui.desk import Desk
from circle_tui.tui.lobby import drawing
from circle_tui.tui.lobby.picture import LENGTHS, PlanPicture, Tonight, plan_picture
from circle_tui.tui.sheet import Host, KeyHint, Sheet

SOME_MINUTES = 5
COLUMN = 30
GAP = 4


class PlansEvening(Host, Protocol):
    """The screen that keeps what was planned."""

    def keep_plan(self, group: Group, tonight: Tonight) -> None:
        """Keep it until the evening is opened."""
        ...


class PlanSheet(Sheet):
    """Chooses format and minutes for one evening; enter keeps it, escape leaves everything as it was."""

    title = "Plan of one evening"
    opened_by = "p"

    def __init__(self, host: PlansEvening, desk: Desk, group: Group, tonight: Tonight) -> None:
        super().__init__(host)
        self._keeper = host
        self._desk = desk
        self._group = group
        slugs = [item.slug for item in desk.formats(group.mode)]
        self._formats = slugs if group.format in slugs else [group.format, *slugs]
        self._place = self._formats.index(tonight.format or group.format)
        self._minutes = tonight.minutes or group.recurrence.minutes

    @property
    def _tonight(self) -> Tonight:
        slug = self._formats[self._place]
        return Tonight(
            format=None if slug == self._group.format else slug,
            minutes=None if self._minutes == self._group.recurrence.minutes else self._minutes,
        )

    def body(self) -> Content:
        """The formats, the lengths, and the agenda."""
        shown = plan_picture(self._desk, self._group, self._tonight)
        return Content.assemble(self._formats_to_choose(), "\n", self._lengths(), "\n\n", _agenda(shown))

    def _formats_to_choose(self) -> Content:
        lines = []
        for place, slug in enumerate(self._formats):
            known = self._desk.library.formats.get(slug)
            is_chosen = place == self._place
            mark = ("▶ ", "$primary") if is_chosen else ("  ", "$quiet")
            title = known.title if known else slug
            lines.append(Content.assemble(mark, (cut(title, 60), "bold" if is_chosen else "$foreground")))
            if is_chosen and known:
                lines.append(Content.styled(f"  {cut(known.summary, self.wide - 2)}", "$quiet"))
        return Content("\n").join(lines)

    def _lengths(self) -> Content:
        usual = sorted({*LENGTHS, self._group.recurrence.minutes, self._minutes})
        parts = [
            Content.styled(f"‹{minutes}›", "bold $primary")
            if minutes == self._minutes
            else Content(f" {minutes} ")
            for minutes in usual
        ]
        return Content.assemble(Content(" ").join(parts), ("  minutes", "$quiet"))

    def hints(self) -> tuple[KeyHint, ...]:
        """Its own keys."""
        keys: list[KeyHint] = [("enter", "keep"), ("← →", "length"), ("+ −", "five more or less")]
        if len(self._formats) > 1:
            keys.append(("↑ ↓", "format"))
        return (*keys, ("esc", "leave"))

    def press(self, key: str) -> bool:
        """Choose, change, or keep."""
        match key:
            case "up" | "down" if len(self._formats) > 1:
                self._place = (self._place + (1 if key == "down" else -1)) % len(self._formats)
            case "left" | "right":
                self._minutes = self._next_length(up=key == "right")
            case "plus" | "equals_sign":
                self._minutes = min(LONGEST, self._minutes + SOME_MINUTES)
            case "minus":
                self._minutes = max(SHORTEST, self._minutes - SOME_MINUTES)
            case "enter":
                self._keeper.keep_plan(self._group, self._tonight)
                self.host.close_sheet()
            case _:
                return False
        return True

    def _next_length(self, *, up: bool) -> int:
        if up:
            return next((item for item in LENGTHS if item > self._minutes), LENGTHS[0])
        return next((item for item in reversed(LENGTHS) if item < self._minutes), LENGTHS[-1])


def _agenda(shown: PlanPicture) -> Content:
    if shown.is_misfit:
        return Content.styled(shown.says, "$warning")
    rows = drawing.agenda_rows(shown.rows, COLUMN)
    half = -(-len(rows) // 2)
    lines = [
        Content.assemble(left, " " * GAP, right)
        for left, right in zip_longest(rows[:half], rows[half:], fillvalue=Content(""))
    ]
    return Content("\n").join(lines)
