"""Keys as a line at the foot of a screen, and as rows at the foot of a sheet."""

from collections.abc import Callable, Iterable, Sequence

from textual.content import Content

from circle_tui.core.text import cells
from circle_tui.tui.commands import Command, shown

BETWEEN = "  "
"""What parts two keys in the key bar."""
LATER = 4
"""So many ranks later what cannot act now gets its room."""


def key_bar(commands: Iterable[Command], room: int, why_not: Callable[[Command], str]) -> Content:
    """One line of keys in their order: as many as fit, the last two always, what cannot act now later."""
    in_order = [command for command in commands if command.in_bar and command.label]
    cannot = {command.id for command in in_order if why_not(command)}
    always = in_order[-2:]
    taken, chosen = bar_cells(always), {command.id for command in always}
    for command in sorted(in_order[:-2], key=lambda item: item.rank + (LATER if item.id in cannot else 0)):
        wide = bar_cells((command,)) + len(BETWEEN)
        if taken + wide <= room:
            taken += wide
            chosen.add(command.id)
    parts: list[Content] = []
    for command in in_order:
        if command.id in chosen:
            # What cannot act now has no bold key: a blend of colours would be too faint to read.
            style = "$quiet" if command.id in cannot else "$foreground bold"
            parts.append(Content.assemble((shown(command.keys[0]), style), (f" {command.label}", "$quiet")))
    return Content(BETWEEN).join(parts)


def bar_cells(commands: Sequence[Command]) -> int:
    """Cells that these commands take in a key bar."""
    return cells(BETWEEN.join(f"{shown(command.keys[0])} {command.label}" for command in commands))


def hints_line(hints: Iterable[tuple[str, str]], room: int) -> Content:
    """The keys of a sheet in rows; no hint is broken."""
    rows: list[list[Content]] = [[]]
    taken = 0
    for key, does in hints:
        wide = cells(f"{key} {does}")
        if rows[-1] and taken + wide > room:
            rows.append([])
            taken = 0
        rows[-1].append(Content.assemble((key, "$foreground bold"), (f" {does}", "$quiet")))
        taken += wide + 3
    return Content("\n").join(Content("   ").join(row) for row in rows)
