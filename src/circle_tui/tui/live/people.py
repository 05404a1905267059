"""Choosing somebody who is here, by one key. Names of those who are here, and nothing about them."""

from collections.abc import Callable, Iterable

from textual.content import Content

from circle_tui.core.people.group import Member
from circle_tui.core.text import cells, pad
from circle_tui.tonight.evening import Evening
from circle_tui.tui.sheet import KeyHint, Sheet
from circle_tui.tui.stage import StageScreen

KEYS = "123456789adefghijkmnoprstvwxyz"
"""Keys for people, in order; without those that mean the same everywhere or open these sheets."""


def keyed(people: Iterable[Member], *, without: str = "") -> dict[str, Member]:
    """Give everyone a key."""
    keys = [key for key in KEYS if key not in without]
    return dict(zip(keys, people, strict=False))


def tiles(
    people: dict[str, Member], *, marked: Callable[[Member], str] | None = None, wide: int = 66
) -> Content:
    """Names with their keys, in columns, each name in full or cut with an ellipsis."""
    widest = min(26, wide - 8, max((cells(member.name) for member in people.values()), default=8))
    columns = max(1, wide // (widest + 8))
    cellsful = [
        Content.assemble(
            (key, "bold $primary"),
            (f" {marked(member) or ' '} " if marked else "  ", "$success"),
            pad(member.name, widest),
        )
        for key, member in people.items()
    ]
    rows = [
        Content("    ").join(cellsful[start : start + columns]) for start in range(0, len(cellsful), columns)
    ]
    return Content("\n").join(rows)


class ChooseSheet(Sheet):
    """Shows those who are here; one key chooses somebody."""

    def __init__(
        self, host: StageScreen, evening: Evening, *, title: str, choose: Callable[[Member], None]
    ) -> None:
        super().__init__(host)
        self.title = title
        self._evening = evening
        self._choose = choose

    def _people(self) -> dict[str, Member]:
        return keyed(self._evening.people_here(), without=self.opened_by)

    def body(self) -> Content:
        """Everyone here, with a key each."""
        people = self._people()
        return (
            tiles(people, wide=self.wide)
            if people
            else Content("Nobody is marked as here yet. r opens the roll.")
        )

    def hints(self) -> tuple[KeyHint, ...]:
        """One key a person."""
        return (("a key", "chooses"), ("esc", "nobody"))

    def press(self, key: str) -> bool:
        """Choose whoever has this key."""
        member = self._people().get(key)
        if member is None:
            return False
        self.host.close_sheet()
        self._choose(member)
        return True
