"""Choosing somebody who is here, by one key. Names of those who are here, and nothing about them.

A person has one key all evening, the same on every sheet: whoever leaves takes theirs along, and that of
nobody else moves.
"""

from collections.abc import Callable, Collection, Iterable

from textual.content import Content

from circle_tui.core.people.group import Member
from circle_tui.core.text import cells, pad
from circle_tui.tonight.evening import Evening
from circle_tui.tui.sheet import KeyHint, Sheet
from circle_tui.tui.stage import StageScreen

NOBODY_ELSE = "Nobody else is here."
KEYS = "123456789efgjkmnvzqbarsthopdixlwy"
"""Keys for people, in order: first those that mean nothing else on any sheet with people on it."""


def keyed(people: Iterable[Member]) -> dict[str, Member]:
    """Give everyone a key, where it is not about tonight."""
    return dict(zip(KEYS, people, strict=False))


def keyed_tonight(
    evening: Evening, people: Iterable[Member], *, without: str = "", is_whole_roll: bool = False
) -> dict[str, Member]:
    """Everyone with the key they have all evening; where that means something else, with a spare one."""
    own = dict(zip(evening.places(is_whole_roll=is_whole_roll), KEYS, strict=False))
    spare = [key for key in reversed(KEYS) if key not in without and key not in own.values()]
    keys: dict[str, Member] = {}
    for member in people:
        key = own.get(member.id, "")
        if not key or key in without:
            key = next((item for item in spare if item not in keys), "")
        if key:
            keys[key] = member
    return keys


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
        self,
        host: StageScreen,
        evening: Evening,
        *,
        title: str,
        choose: Callable[[Member], None],
        but: Collection[str] = (),
    ) -> None:
        super().__init__(host)
        self.title = title
        self._evening = evening
        self._choose = choose
        self._but = but
        """Ids of those who cannot be chosen here."""

    def _people(self) -> dict[str, Member]:
        people = (member for member in self._evening.people_here() if member.id not in self._but)
        return keyed_tonight(self._evening, people, without=self.opened_by)

    def body(self) -> Content:
        """Everyone here, with a key each."""
        people = self._people()
        if people:
            return tiles(people, wide=self.wide)
        is_anybody_here = bool(self._evening.room.session.here)
        return Content(NOBODY_ELSE if is_anybody_here else "Nobody is marked as here yet. r opens the roll.")

    def hints(self) -> tuple[KeyHint, ...]:
        """One key a person."""
        return (("their key", "chooses"), ("esc", "nobody"))

    def press(self, key: str) -> bool:
        """Choose whoever has this key."""
        member = self._people().get(key)
        if member is None:
            return False
        self.host.close_sheet()
        self._choose(member)
        return True
