"""Who is in the group, on a sheet behind a gate: standing rests and last days, without a reason."""

from collections.abc import Callable
from datetime import date
from typing import Protocol

from textual.content import Content

from circle_tui.core.group import Group, Member
from circle_tui.core.text import cut, pad
from circle_tui.tui.group.listing import framed, window
from circle_tui.tui.lobby.picture import say_date, say_short
from circle_tui.tui.sheet import Host, KeyHint, Sheet

NAME_CELLS = 26


class KeepsRoster(Host, Protocol):
    """The screen that changes the roster."""

    @property
    def group(self) -> Group:
        """The group as it stands."""
        ...

    def rows_for_list(self) -> int:
        """How many lines of a list there is room for."""
        ...

    def turn_rest(self, member: Member) -> None:
        """Ask until when somebody is not asked to lead, or end that."""
        ...

    def turn_last_day(self, member: Member) -> None:
        """Let today be somebody's last day, or let them stay."""
        ...


class RosterSheet(Sheet):
    """Everyone in the group, in the order of their names."""

    title = "Who is in the group"
    opened_by = "r"

    def __init__(self, host: KeepsRoster, today: Callable[[], date]) -> None:
        super().__init__(host)
        self._keeper = host
        self._today = today
        self._place = 0

    @property
    def _members(self) -> tuple[Member, ...]:
        return tuple(
            sorted(
                self._keeper.group.members,
                key=lambda item: (_is_gone(item, self._today()), item.name.casefold()),
            )
        )

    def body(self) -> Content:
        """A line a person: their name, and what is agreed about them."""
        members, room = self._members, self.wide
        spare = self._keeper.rows_for_list()
        shown = window(len(members), self._place, spare if len(members) <= spare else spare - 2)
        lines = [self._line(members[number], number == self._place, room) for number in shown]
        return framed(lines, shown, len(members))

    def _line(self, member: Member, is_chosen: bool, room: int) -> Content:
        wide = min(NAME_CELLS, max(10, room // 2))
        says = _what_is_agreed(self._keeper.group, member, self._today())
        return Content.assemble(
            ("▶ ", "$primary") if is_chosen else "  ",
            (pad(cut(member.name, wide - 1), wide), "bold" if is_chosen else "$foreground"),
            (cut(says, max(4, room - wide - 2)), "$quiet"),
        )

    def hints(self) -> tuple[KeyHint, ...]:
        """Its own keys."""
        return (("↑ ↓", "choose"), ("w", "rests from leading"), ("x", "leaves today"), ("esc", "back"))

    def press(self, key: str) -> bool:
        """Choose, let rest, let leave; the same key takes it back."""
        match key:
            case "up" | "down":
                self._place = (self._place + (1 if key == "down" else -1)) % len(self._members)
            case "w":
                self._keeper.turn_rest(self._members[self._place])
            case "x":
                self._turn_last_day()
            case _:
                return False
        return True

    def _turn_last_day(self) -> None:
        chosen = self._members[self._place]
        self._keeper.turn_last_day(chosen)
        self._place = next(place for place, item in enumerate(self._members) if item.id == chosen.id)


def _is_gone(member: Member, today: date) -> bool:
    return member.left is not None and member.left < today


def _what_is_agreed(group: Group, member: Member, today: date) -> str:
    if member.left is not None:
        return f"until {say_date(member.left)}"
    if member.rests_until is not None and member.rests_until >= today:
        return f"not asked to lead until {say_short(member.rests_until)} {member.rests_until.year}"
    if member.is_guest:
        return "came as a guest"
    return "usually holds the evening" if member.id == group.facilitator else ""
