"""What the group decided, with its words and dates; never who thought what."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from textual.content import Content

from circle_tui.core.agreements.decisions import Decision, say_way, words_of
from circle_tui.core.people.group import Group
from circle_tui.core.people.policies import sentence
from circle_tui.tui.lobby.picture import say_date
from circle_tui.tui.sheet import Host, KeyHint, Sheet, hanging


class Line(NamedTuple):
    """One thing that was decided: the day, the words, and how it stands."""

    on: date
    says: str
    how: str


class DecidedSheet(Sheet):
    """Everything the group decided, in its evenings and on its page, the newest first."""

    title = "What we decided"
    opened_by = "d"

    def __init__(self, host: Host, group: Group, decisions: Sequence[Decision], today: date) -> None:
        super().__init__(host)
        made = [Line(item.on, words_of(item), how_it_stands(item, today)) for item in decisions]
        self._lines = sorted([*made, *settled_lines(group, made)], key=lambda line: line.on, reverse=True)

    def body(self) -> Content:
        """The words, and under them the day, the way, and when they are looked at again."""
        if not self._lines:
            return Content("Nothing yet. d on the live screen leads through a decision, step by step.")
        return Content("\n\n").join(self._one(line) for line in self._lines)

    def _one(self, line: Line) -> Content:
        how = Content.styled(hanging("  ", f"{say_date(line.on)}, {line.how}", self.wide), "$quiet")
        return Content("\n").join([Content(hanging("· ", line.says, self.wide)), how])

    def hints(self) -> tuple[KeyHint, ...]:
        """How to get back."""
        return (("↑ ↓", "more"), ("esc", "back"))


def how_it_stands(item: Decision, today: date) -> str:
    """How it was decided, what came of it by now, and when it is looked at again."""
    return f"{say_way(item)}{_since(item, today)}"


def _since(item: Decision, today: date) -> str:
    if item.is_done:
        return "" if item.looked_at_on is None else f"; does not hold since {say_date(item.looked_at_on)}"
    if item.open_until is not None and today <= item.open_until:
        return f"; whoever was away may raise a block until {say_date(item.open_until)}"
    if item.review_on is None:
        return "" if item.looked_at_on is None else f"; kept on {say_date(item.looked_at_on)}"
    return f"; to look at again {'since' if item.review_on <= today else 'on'} {say_date(item.review_on)}"


def settled_lines(group: Group, made: Sequence[Line]) -> list[Line]:
    """What was settled on the group's own page: what it is, its ground rules, how leading goes round.

    A version that was made together in an evening, and a way of leading that stands here already, are not
    said twice; the rules that a group begins with are nobody's decision.
    """
    lines = [Line(item.on, item.text, "on this page") for item in group.settled]
    for version in group.rules[1:]:
        says = f"Ground rules, version {version.number}, hold from that day."
        if not any(line.on == version.on and f"version {version.number}," in line.says for line in made):
            lines.append(Line(version.on, says, "on this page"))
    led, on = sentence(group.rotation), group.rotation.decided_on
    if on is not None and not any(line.on == on and line.says == led for line in lines):
        lines.append(Line(on, led, "on this page"))
    return lines
