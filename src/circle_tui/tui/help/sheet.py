"""All keys of a screen, on a sheet. The same list as everywhere else; what lay there before comes back."""

from collections.abc import Sequence

from textual.content import Content

from circle_tui.tui.commands import LIVE_PARTS, Command, all_keys
from circle_tui.tui.sheet import Host, KeyHint, Sheet, hanging

KEY_CELLS = 9
ALWAYS = (
    ("ctrl+p", "Find anything by its name"),
    ("ctrl+q", "Leave; the session is saved either way"),
)
"""What the program itself answers to, on every screen."""


class HelpSheet(Sheet):
    """Every key with a sentence."""

    title = "Keys"
    opened_by = "question_mark"

    def __init__(self, host: Host, commands: Sequence[Command]) -> None:
        super().__init__(host)
        self._commands = commands

    def body(self) -> Content:
        """One line a key."""
        lines: list[Content] = []
        left = list(self._commands)
        for heading, ids in self._parts:
            air = "\n" if lines else ""
            lines.append(Content.styled(f"{air}{heading}:", "bold $secondary"))
            lines.extend(self._line(all_keys(item), item.help) for item in left if item.id in ids)
            left = [item for item in left if item.id not in ids]
        lines.extend(self._line(all_keys(item), item.help) for item in left)
        return Content("\n").join([*lines, *(self._line(keys, does) for keys, does in ALWAYS)])

    @property
    def _parts(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """What the keys are for, where a screen has so many that it helps."""
        return LIVE_PARTS if any(item.id == "fit" for item in self._commands) else ()

    def _line(self, keys: str, does: str) -> Content:
        sign = f"{keys:<{KEY_CELLS}}  "
        return Content.assemble(
            (sign, "$foreground bold"), (hanging(sign, does, self.wide)[len(sign) :], "$quiet")
        )

    def hints(self) -> tuple[KeyHint, ...]:
        """How to get back."""
        return (("esc", "back"), ("↑ ↓", "more"))
