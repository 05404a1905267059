"""The plan of one evening: which format, how long, how many bring something, and the agenda of it."""

from typing import Protocol

from textual.content import Content

from circle_tui.core.clock.recurrence import LONGEST, SHORTEST
from circle_tui.core.people.group import Group, NextPlan
from circle_tui.core.plan.formats import Format
from circle_tui.core.text import cells, cut
from circle_tui.desk import Desk
from circle_tui.tui.lobby.picture import LENGTHS, PlanPicture, plan_picture
from circle_tui.tui.sheet import Host, KeyHint, Sheet, hanging

SOME_MINUTES = 5
APART = "   "
SHOWN = 3
"""How many formats the list shows at a time; the others come with the arrows."""
ROOMY = 48
"""Cells from which on there is room for more than the one that is chosen."""


class PlansEvening(Host, Protocol):
    """The screen that keeps what was planned."""

    def keep_plan(self, group: Group, planned: NextPlan) -> None:
        """Keep it until the evening is opened."""
        ...


class PlanSheet(Sheet):
    """Chooses what one evening is made of; enter keeps it, escape leaves everything as it was."""

    title = "Plan of one evening"
    opened_by = "p"

    def __init__(self, host: PlansEvening, desk: Desk, group: Group, planned: NextPlan) -> None:
        super().__init__(host)
        self._keeper = host
        self._desk = desk
        self._group = group
        before = desk.preparation
        self._usual = before.usual_format(group)
        slugs = [item.slug for item in before.formats("topic" if before.topic(group) else group.mode)]
        self._formats = slugs if self._usual in slugs else [self._usual, *slugs]
        chosen = planned.format or self._usual
        self._place = self._formats.index(chosen if chosen in self._formats else self._usual)
        self._minutes = planned.minutes or group.recurrence.minutes
        self._cases = planned.cases

    @property
    def _planned(self) -> NextPlan:
        slug = self._formats[self._place]
        return NextPlan(
            format=None if slug == self._usual else slug,
            minutes=None if self._minutes == self._group.recurrence.minutes else self._minutes,
            cases=self._cases,
        )

    @property
    def _counts(self) -> tuple[int, ...]:
        """How many may bring something, 0 for as many as fit; empty where there is nothing to choose."""
        chosen = self._desk.library.formats.get(self._formats[self._place])
        people = self._desk.preparation.people_for
        most = chosen.most_cases(people(self._group, chosen)) if chosen else 0
        return tuple(range(most + 1)) if most > 1 else ()

    def body(self) -> Content:
        """The formats, the lengths, how many bring something, and the agenda."""
        shown = plan_picture(self._desk, self._group, self._planned)
        ways = [self._lengths(), *self._cases_to_choose()]
        is_one_line = sum(way.cell_length for way in ways) + cells(APART) <= self.wide
        return Content.assemble(
            self._formats_to_choose(),
            "\n",
            Content(APART if is_one_line else "\n").join(ways),
            "\n\n",
            _agenda(shown),
        )

    def _formats_to_choose(self) -> Content:
        count = len(self._formats)
        shown = SHOWN if self.wide >= ROOMY else 1
        first = min(max(0, self._place - shown // 2), max(0, count - shown))
        lines = []
        for place, slug in enumerate(self._formats[first : first + shown], first):
            known = self._desk.library.formats.get(slug)
            title = cut(known.title if known else slug, self.wide - 2)
            if place != self._place:
                lines.append(Content(f"  {title}"))
                continue
            of_many = f"  {place + 1} of {count}" if count > shown else ""
            beside = cut(f"{of_many}{_suits(known)}", max(0, self.wide - 2 - cells(title)))
            lines.append(Content.assemble(("▶ ", "$primary"), (title, "bold"), (beside, "$quiet")))
            if known:
                lines.append(Content.styled(hanging("  ", known.summary, self.wide), "$quiet"))
        return Content("\n").join(lines)

    def _lengths(self) -> Content:
        usual = sorted({*LENGTHS, self._group.recurrence.minutes, self._minutes})
        parts = [_choice(str(minutes), is_chosen=minutes == self._minutes) for minutes in usual]
        return Content.assemble(Content(" ").join(parts), ("  minutes", "$quiet"))

    def _cases_to_choose(self) -> tuple[Content, ...]:
        parts = [
            _choice(str(count) if count else "as fits", is_chosen=count == (self._cases or 0))
            for count in self._counts
        ]
        line = Content.assemble(Content(" ").join(parts), ("  bring something", "$quiet"))
        return (line,) if parts else ()

    def hints(self) -> tuple[KeyHint, ...]:
        """Its own keys."""
        keys: list[KeyHint] = [("enter", "keep"), ("← →", "length"), ("+ −", "five minutes")]
        if len(self._formats) > 1:
            keys.append(("↑ ↓", "format"))
        if self._counts:
            keys += [(f"1–{self._counts[-1]}", "bring something"), ("0", "as many as fit")]
        return (*keys, ("esc", "leave"))

    def press(self, key: str) -> bool:
        """Choose, change, or keep."""
        match key:
            case "up" | "down" if len(self._formats) > 1:
                self._place = (self._place + (1 if key == "down" else -1)) % len(self._formats)
                self._cases = None
            case "left" | "right":
                self._minutes = self._next_length(up=key == "right")
            case "plus" | "equals_sign":
                self._minutes = min(LONGEST, self._minutes + SOME_MINUTES)
            case "minus":
                self._minutes = max(SHORTEST, self._minutes - SOME_MINUTES)
            case "enter":
                self._keeper.keep_plan(self._group, self._planned)
                self.host.close_sheet()
            case _ if key.isdecimal() and int(key) in self._counts:
                self._cases = int(key) or None
            case _:
                return False
        return True

    def _next_length(self, *, up: bool) -> int:
        if up:
            return next((item for item in LENGTHS if item > self._minutes), LENGTHS[0])
        return next((item for item in reversed(LENGTHS) if item < self._minutes), LENGTHS[-1])


def _choice(words: str, *, is_chosen: bool) -> Content:
    return Content.styled(f"‹{words}›", "bold $primary") if is_chosen else Content(f" {words} ")


def _suits(chosen: Format | None) -> str:
    """For how many, and for how long, a format is made."""
    if chosen is None:
        return ""
    return f"  {chosen.people[0]}–{chosen.people[1]} people, {chosen.minutes} minutes"


def _agenda(shown: PlanPicture) -> Content:
    if shown.is_misfit:
        return Content.styled(shown.says, "$warning")
    parts = [Content(" · ").join(Content(f"{title} {minutes}") for title, minutes in shown.rows)]
    if shown.says:
        parts.append(Content.styled(shown.says, "$quiet"))
    return Content("\n").join(parts)
