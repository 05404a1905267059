"""Who led a part of a past evening, mended behind the gate: a digit for the part, a key for the person."""

from collections.abc import Callable

from textual.content import Content

from circle_tui.core.people.group import Group, Member
from circle_tui.core.record.ledger import SessionRecord
from circle_tui.core.text import cut, pad
from circle_tui.tui.live.people import keyed, tiles
from circle_tui.tui.records.picture import led_by
from circle_tui.tui.sheet import Host, KeyHint, Sheet

NOBODY = "0"


class MendSheet(Sheet):
    """Asks which part, then who led it; the sealed evening stays as it is."""

    title = "Who led it, really?"

    def __init__(
        self,
        host: Host,
        group: Group,
        record: SessionRecord,
        mend: Callable[[str, str | None], None],
    ) -> None:
        super().__init__(host)
        self._names = group.names()
        self._mend = mend
        ran = [item for item in record.segments if item.leader or item.actual_seconds]
        self._parts = {str(number): item for number, item in enumerate(ran[:9], 1)}
        came = {item.person for item in record.attendance}
        people = sorted((item for item in group.members if item.id in came), key=_by_name)
        self._people = keyed(people)
        self._chosen = ""

    def body(self) -> Content:
        """The parts that ran with who led them, or those who came."""
        if self._chosen:
            part = self._parts[self._chosen]
            return Content.assemble(
                f"“{part.title}” was led by whom?\n\n", tiles(self._people, wide=self.wide)
            )
        wide = max(12, min(30, self.wide // 2))
        return Content("\n").join(
            Content.assemble(
                (key, "bold $primary"),
                f"  {pad(cut(part.title, wide - 2), wide)}",
                (cut(led_by(part, self._names), max(8, self.wide - wide - 3)), "$quiet"),
            )
            for key, part in self._parts.items()
        )

    def hints(self) -> tuple[KeyHint, ...]:
        """One key a part, then one a person."""
        if self._chosen:
            return (("their key", "this one"), (NOBODY, "nobody"), ("esc", "leave it"))
        return (("a digit", "this part"), ("esc", "leave it"))

    def press(self, key: str) -> bool:
        """Choose the part, then the person."""
        if not self._chosen:
            self._chosen = key if key in self._parts else ""
            return bool(self._chosen)
        member = self._people.get(key)
        if member is None and key != NOBODY:
            return False
        self.host.close_sheet()
        self._mend(self._parts[self._chosen].id, member.id if member is not None else None)
        return True


def _by_name(member: Member) -> str:
    return member.name.casefold()
