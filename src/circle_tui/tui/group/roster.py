"""Who is in the group, on a sheet behind a gate: names, pronouns, rests and last days, without a reason."""

from datetime import date
from typing import Protocol

from textual.content import Content

from circle_tui.core.people.group import Group, Member
from circle_tui.core.text import cells, cut, pad
from circle_tui.tui.group.listing import framed, window
from circle_tui.tui.lobby.picture import say_date, say_short
from circle_tui.tui.sheet import Host, KeyHint, Sheet

NAME_CELLS = 26
ROWS_FOR_A_LIST = 4
"""Rows under which only the chosen person is shown."""
ROWS_FOR_MORE = 6
"""Rows of a list from which on a line more about the chosen person fits below it."""


class KeepsRoster(Protocol):
    """What the roster is changed by."""

    @property
    def group(self) -> Group:
        """The group as it stands."""
        ...

    @property
    def today(self) -> date:
        """The day it is where the group meets."""
        ...

    def rows_for_list(self) -> int:
        """How many lines of a list there is room for."""
        ...

    def is_new(self, member: Member) -> bool:
        """Whether somebody has not been in any evening yet."""
        ...

    def take_back(self) -> None:
        """Take back the last change."""
        ...

    def rename(self, member: Member) -> None:
        """Ask for another name."""
        ...

    def ask_pronouns(self, member: Member) -> None:
        """Ask for pronouns."""
        ...

    def turn_joining_heard(self, member: Member) -> None:
        """Keep that they heard the joining card and said yes, or take that back."""
        ...

    def turn_rest(self, member: Member) -> None:
        """Ask until when somebody is not asked to lead, or end that."""
        ...

    def turn_last_day(self, member: Member) -> None:
        """Let today be somebody's last day, or let them stay."""
        ...

    def look_at_forgetting(self, member: Member) -> None:
        """Show what forgetting somebody changes."""
        ...


class RosterSheet(Sheet):
    """Everyone in the group, in the order of their names."""

    title = "Who is in the group"
    opened_by = "r"

    def __init__(self, host: Host, keeper: KeepsRoster) -> None:
        super().__init__(host)
        self._keeper = keeper
        self._chosen = ""
        """Id of whoever is chosen, wherever a new name puts them; empty for the first."""

    @property
    def _place(self) -> int:
        places = (place for place, item in enumerate(self._members) if item.id == self._chosen)
        return next(places, 0)

    @property
    def _members(self) -> tuple[Member, ...]:
        today = self._keeper.today
        return tuple(
            sorted(
                self._keeper.group.members,
                key=lambda item: (_is_gone(item, today), item.name.casefold()),
            )
        )

    def body(self) -> Content:
        """A line a person: their name with their pronouns, and what is agreed about them."""
        members, room = self._members, self.wide
        spare = self._keeper.rows_for_list()
        if not members:
            return Content("Nobody is in the group yet.")
        if spare < ROWS_FOR_A_LIST:
            return self._line(members[self._place], is_chosen=True, room=room)
        shown = window(len(members), self._place, spare if len(members) <= spare else spare - 2)
        lines = [self._line(members[number], is_chosen=number == self._place, room=room) for number in shown]
        listed = framed(lines, shown, len(members))
        if spare < ROWS_FOR_MORE:
            return listed
        gap = "\n" if len(members) < spare else ""
        return Content.assemble(listed, gap, "\n  ", (cut(_more(members[self._place]), room - 2), "$quiet"))

    def _line(self, member: Member, *, is_chosen: bool, room: int) -> Content:
        wide = min(NAME_CELLS, max(10, room // 2))
        name = cut(member.name, wide - 1)
        return Content.assemble(
            ("▶ ", "$primary") if is_chosen else "  ",
            (name, "bold" if is_chosen else "$foreground"),
            (pad(f" {member.pronouns}", wide - cells(name) - 1), "$quiet"),
            (f" {cut(_standing(self._keeper, member), max(4, room - wide - 2))}", "$quiet"),
        )

    def hints(self) -> tuple[KeyHint, ...]:
        """Its own keys."""
        return (
            ("↑ ↓", "choose"), ("n", "name"), ("p", "pronouns"), ("w", "rests from leading"),
            ("j", "joining card heard"), ("x", "leaves today"), ("f", "forget"), ("u", "undo"),
            ("esc", "back"),
        )  # fmt: skip

    def press(self, key: str) -> bool:
        """Choose, and change what is written down about the chosen one."""
        members = self._members
        if key == "u":
            self._keeper.take_back()
            return True
        act = {
            "n": self._keeper.rename,
            "p": self._keeper.ask_pronouns,
            "w": self._keeper.turn_rest,
            "j": self._keeper.turn_joining_heard,
            "x": self._keeper.turn_last_day,
            "f": self._keeper.look_at_forgetting,
        }.get(key)
        if not members or (act is None and key not in ("up", "down")):
            return False
        if act is None:
            self._chosen = members[(self._place + (1 if key == "down" else -1)) % len(members)].id
            return True
        chosen = members[self._place]
        self._chosen = chosen.id
        act(chosen)
        return True


def _is_gone(member: Member, today: date) -> bool:
    return member.left is not None and member.left < today


def _standing(keeper: KeepsRoster, member: Member) -> str:
    if member.left is not None:
        return f"until {say_date(member.left)}"
    if member.rests_until is not None and member.rests_until >= keeper.today:
        return f"not asked to lead until {_say(member.rests_until)}"
    if member.is_guest:
        return "came as a guest"
    if keeper.is_new(member):
        return "new here" if member.consented_on else "new here, joining card to come"
    return "usually holds the evening" if member.id == keeper.group.facilitator else ""


def _more(member: Member) -> str:
    since = f"{'came first' if member.is_guest else 'joined'} {_say(member.joined)}"
    if member.consented_on is None:
        return since
    return f"{since} · said yes to the joining card {_say(member.consented_on)}"


def _say(day: date) -> str:
    return f"{say_short(day)} {day.year}"
