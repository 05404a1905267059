"""All keys of a screen, on a sheet. The same list as everywhere else."""

from collections.abc import Sequence

from textual.content import Content

from circle_tui.tui.commands import Command, all_keys
from circle_tui.tui.sheet import Host, KeyHint, Sheet


class HelpSheet(Sheet):
    """Every key with a sentence."""

    title = "Keys"
    opened_by = "question_mark"

    def __init__(self, host: Host, commands: Sequence[Command]) -> None:
        super().__init__(host)
        self._commands = commands

    def body(self) -> Content:
        """One line a key."""
        lines = [
            Content.assemble((f"{all_keys(command):<9}", "$foreground bold"), (command.help, "$quiet"))
            for command in self._commands
        ]
        lines.append(
            Content.assemble(("ctrl+p   ", "$foreground bold"), ("Find anything by its name", "$quiet"))
        )
        lines.append(
            Content.assemble(
                ("ctrl+q   ", "$foreground bold"), ("Leave; the session is saved either way", "$quiet")
            )
        )
        return Content("\n").join(lines)

    def hints(self) -> tuple[KeyHint, ...]:
        """How to get back."""
        return (("esc", "back"), ("↑ ↓", "more"))

    def press(self, key: str) -> bool:
        """F1 closes it as well."""
        if key != "f1":
            return False
        self.host.close_sheet()
        return True
