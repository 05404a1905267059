"""The rota behind its gate: who would be asked on the next evenings; two turns swapped; copies of it."""

from collections.abc import Callable, Iterator
from datetime import date
from itertools import islice
from typing import Literal, Protocol

from textual.content import Content

from circle_tui.core.clock.recurrence import say_day
from circle_tui.core.errors import BadInput
from circle_tui.core.people.group import Group, Member
from circle_tui.core.people.policies import sentence
from circle_tui.core.people.rota import RotaRow, rota
from circle_tui.core.people.swaps import Swap, swapped, to_come
from circle_tui.core.plan.series import next_start
from circle_tui.core.record.ledger import turns
from circle_tui.core.shown.words import names_in_a_row
from circle_tui.core.text import cut, pad
from circle_tui.desk import Desk
from circle_tui.tui.live.people import KEYS, keyed, tiles
from circle_tui.tui.lobby.asking import Confirm
from circle_tui.tui.lobby.picture import say_short
from circle_tui.tui.sheet import Host, KeyHint, Sheet

EVENINGS = 4
"""How many evenings a rota looks ahead."""
DATE_CELLS = 25
AS_IT_STANDS = "As it stands now, if those come who usually do, and say yes. Everyone may pass."
OR_BY_LOT = "Where several have waited as long, the lot may fall otherwise."
NO_SWAP = "One person leads for some time here, so there are no turns to swap."
LEAD_BOTH = "One of the two would be asked on both evenings anyway; another turn can be chosen."
ONE_TURN = "A swap takes two turns of two people; there are not two yet."

Turn = tuple[date, str]
"""A day, and the id of whoever would be asked on it."""
Doing = Literal["", "copy", "swap", "take back"]


class KeepsRota(Host, Protocol):
    """The screen that shows the rota, and keeps what was swapped."""

    desk: Desk

    @property
    def group(self) -> Group:
        """The group as it stands."""
        ...

    def open_over(self, sheet: Sheet) -> None:
        """Put a sheet on top of the one that is there, which comes back afterwards."""
        ...

    def keep_about(self, change: Callable[[], Group], sentence: str = "") -> None:
        """Keep a changed group."""
        ...

    def copy_out(self, text: str) -> None:
        """Copy a text."""
        ...


def next_rota(desk: Desk, group: Group) -> tuple[RotaRow, ...]:
    """Who would be asked on the next evenings, as things stand."""
    members = tuple(member for member in group.members if not member.is_guest)
    past, dates = turns(desk.past(group)), islice(_dates(desk, group), EVENINGS)
    return rota(group.rotation, past, members, dates, desk.draw, group.swaps)


def _dates(desk: Desk, group: Group) -> Iterator[date]:
    start = desk.preparation.scheduled(group)
    while True:
        yield group.recurrence.day_of(start)
        start = next_start(group.recurrence, group.series, start)


class RotaSheet(Sheet):
    """The next evenings with names; to copy for the group, or one person's for that member alone."""

    title = "The next evenings"
    opened_by = "t"

    def __init__(self, host: KeepsRota) -> None:
        super().__init__(host)
        self._keeper = host
        self._doing: Doing = ""
        self._first: Turn | None = None
        """The turn that was chosen first for a swap."""
        self._worked_out: tuple[Group, tuple[RotaRow, ...]] | None = None
        """The rows, and the group they were worked out for."""

    # -- what it shows

    @property
    def _rows(self) -> tuple[RotaRow, ...]:
        group = self._keeper.group
        if self._worked_out is None or self._worked_out[0] is not group:
            self._worked_out = group, next_rota(self._keeper.desk, group)
        return self._worked_out[1]

    @property
    def _swaps(self) -> tuple[Swap, ...]:
        group = self._keeper.group
        return to_come(group.swaps, self._keeper.desk.today(group))

    def body(self) -> Content:
        """A line an evening, and what it rests on; or what is to be chosen."""
        rows = self._rows
        match self._doing:
            case "copy":
                return Content.assemble("Whose evenings?\n\n", tiles(self._people(rows), wide=self.wide))
            case "swap":
                asks = "Which turn?" if self._first is None else "For which other turn?"
                return Content("\n").join([Content(asks), Content(""), *self._turn_lines(rows)])
            case "take back":
                lines = [
                    Content.assemble((f"{key}  ", "bold $primary"), cut(self._says(swap), self.wide - 3))
                    for key, swap in self._swaps_by_key().items()
                ]
                return Content("\n").join([Content("Which swap?"), Content(""), *lines])
        words = f"{sentence(self._keeper.group.rotation)} {rests_on(rows)}"
        lines = [self._line(row) for row in rows]
        return Content("\n").join([*lines, Content(""), Content.styled(words, "$quiet")])

    def _line(self, row: RotaRow) -> Content:
        wide = min(DATE_CELLS, self.wide // 2)
        day = pad(cut(self._day(row.on), wide - 1), wide)
        names = asked_words(row, self._keeper.group.names())
        return Content.assemble((day, "$quiet"), cut(names, self.wide - wide))

    def _day(self, on: date) -> str:
        return say_day(on) if self.wide >= 2 * DATE_CELLS else say_short(on)

    def _turn_lines(self, rows: tuple[RotaRow, ...]) -> list[Content]:
        names = self._keeper.group.names()
        return [
            Content.assemble(
                (f"{key} ", "bold $primary"),
                ("✓ " if turn == self._first else "  ", "$success"),
                (f"{self._day(turn[0])}  ", "$quiet"),
                cut(names[turn[1]], 26),
            )
            for key, turn in self._turns_by_key(rows).items()
        ]

    def _says(self, swap: Swap) -> str:
        name, other = (self._keeper.group.names()[item] for item in (swap.person, swap.other))
        return f"{name} on {say_short(swap.on)}, {other} on {say_short(swap.other_on)}"

    def _people(self, rows: tuple[RotaRow, ...]) -> dict[str, Member]:
        asked = {person for row in rows for person in row.people}
        people = [item for item in self._keeper.group.members if item.id in asked]
        return keyed(sorted(people, key=lambda item: item.name.casefold()))

    def _turns_by_key(self, rows: tuple[RotaRow, ...]) -> dict[str, Turn]:
        return dict(zip(KEYS, [(row.on, person) for row in rows for person in row.people], strict=False))

    def _swaps_by_key(self) -> dict[str, Swap]:
        return dict(zip(KEYS, self._swaps, strict=False))

    def hints(self) -> tuple[KeyHint, ...]:
        """Its own keys."""
        match self._doing:
            case "copy":
                return (("their key", "copies theirs"), ("esc", "back"))
            case "swap" | "take back":
                return (("their key", "chooses"), ("esc", "back"))
        back: tuple[KeyHint, ...] = (("x", "take a swap back"),) if self._swaps else ()
        copy = (("y", "copy for the group"), ("o", "copy for one member"))
        return (*copy, ("s", "swap two turns"), *back, ("esc", "back"))

    # -- what its keys do

    def press(self, key: str) -> bool:
        """Copy all of it, or what is one member's; swap two turns, or take a swap back."""
        match self._doing:
            case "copy":
                return self._copy_one(key)
            case "swap":
                return self._choose_turn(key)
            case "take back":
                return self._choose_swap(key)
        match key:
            case "y":
                self._keeper.copy_out(for_all(self._rows, self._keeper.group))
            case "o":
                self._doing = "copy"
            case "s":
                self._begin_swap()
            case "x" if self._swaps:
                self._doing = "take back"
            case _:
                return False
        return True

    def leave(self) -> None:
        """Back to the rota, or away from it."""
        if not self._doing:
            self.host.close_sheet()
        self._doing, self._first = "", None

    def _copy_one(self, key: str) -> bool:
        rows = self._rows
        member = self._people(rows).get(key)
        if member is not None:
            self._doing = ""
            self._keeper.copy_out(for_one(rows, member))
        return member is not None

    def _begin_swap(self) -> None:
        rows = self._rows
        if not self._keeper.group.rotation.may_swap:
            self.host.say(NO_SWAP)
        elif len({person for row in rows for person in row.people}) < 2:
            self.host.say(ONE_TURN)
        else:
            self._doing, self._first = "swap", None

    def _choose_turn(self, key: str) -> bool:
        turn = self._turns_by_key(self._rows).get(key)
        if turn is None:
            return False
        if self._first is None:
            self._first = turn
            return True
        try:
            swap = swapped(self._first, turn)
        except BadInput as exc:
            self.host.say(str(exc))
            return True
        asked = {(row.on, person) for row in self._rows for person in row.people}
        if {(swap.on, swap.person), (swap.other_on, swap.other)} & asked:
            self.host.say(LEAD_BOTH)
            return True
        self._doing, self._first = "", None
        register, group = self._keeper.desk.register, self._keeper.group
        self._ask(
            "Do both say yes?",
            f"{self._says(swap)}. It holds while both come, and no reason is kept.",
            "both say yes",
            lambda: register.with_swap(group, swap),
        )
        return True

    def _choose_swap(self, key: str) -> bool:
        swap = self._swaps_by_key().get(key)
        if swap is None:
            return False
        self._doing = ""
        register, group = self._keeper.desk.register, self._keeper.group
        self._ask(
            "Take this swap back?",
            f"{self._says(swap)}. Leading goes round as before.",
            "take it back",
            lambda: register.without_swap(group, swap),
        )
        return True

    def _ask(self, title: str, text: str, yes: str, change: Callable[[], Group]) -> None:
        def keep() -> None:
            try:
                self._keeper.keep_about(change)
            except BadInput as exc:
                self.host.say(str(exc))

        self._keeper.open_over(Confirm(self._keeper, title=title, text=text, yes=yes, then=keep))


# -- as text


def asked_words(row: RotaRow, names: dict[str, str]) -> str:
    """Who would be asked, and in whose place where that was swapped."""
    instead = {item.leads: f", swapped with {names.get(item.instead_of, 'somebody')}" for item in row.moved}
    said = [f"{names[person]}{instead.get(person, '')}" for person in row.people]
    return "; ".join(said) if row.moved else names_in_a_row(said) or "a volunteer"


def for_all(rows: tuple[RotaRow, ...], group: Group) -> str:
    """The rota as lines of text for the group."""
    names = group.names()
    lines = [f"{group.name}: who would be asked to lead"]
    lines.extend(f"{say_day(row.on)}: {asked_words(row, names)}" for row in rows)
    return "\n".join([*lines, rests_on(rows)])


def for_one(rows: tuple[RotaRow, ...], member: Member) -> str:
    """What of the rota is one member's, as lines of text for them alone."""
    days = [say_day(row.on) for row in rows if member.id in row.people]
    return f"{member.name}, you would be asked to lead on {names_in_a_row(days)}.\n{rests_on(rows)}"


def rests_on(rows: tuple[RotaRow, ...]) -> str:
    """What a rota rests on, in a sentence or two."""
    return f"{AS_IT_STANDS} {OR_BY_LOT}" if any(row.is_drawn for row in rows) else AS_IT_STANDS
