"""How past evenings become lines: a list, and what is kept of one of them. No names."""

from collections.abc import Sequence

from textual.content import Content

from circle_tui.core.record.told import TOGETHER
from circle_tui.core.text import cut, pad
from circle_tui.tui.group.listing import window
from circle_tui.tui.records.picture import EveningLine, EveningPicture, RowPicture

TITLE_CELLS = 24
PLANNED_CELLS, TOOK_CELLS = 8, 10


def evenings_list(evenings: Sequence[EveningLine], place: int, rows: int) -> Content:
    """A line an evening, the newest first."""
    shown = window(len(evenings), place, rows)
    lines = []
    for number in shown:
        is_chosen = number == place
        lines.append(
            Content.assemble(
                ("▶ ", "$primary") if is_chosen else "  ",
                (evenings[number].short, "bold" if is_chosen else "$foreground"),
                (f"  {evenings[number].time}", "$quiet"),
            )
        )
    below = len(evenings) - shown.stop
    if below or shown.start:
        lines.append(Content.styled(f"  {place + 1} of {len(evenings)}", "$quiet"))
    return Content("\n").join(lines)


def evening_lines(shown: EveningPicture, room: int) -> Content:
    """What is kept of one evening, planned beside actual."""
    wide = max(10, min(TITLE_CELLS, room - PLANNED_CELLS - TOOK_CELLS))
    lines = [
        Content.assemble((shown.day, "bold"), (f", {shown.time}", "bold")),
        Content(shown.kind),
        Content(shown.lasted),
        *([Content(shown.frame)] if shown.frame else []),
        Content.styled(f"{shown.limits_card} · {shown.rules}", "$quiet"),
        *([Content.styled(shown.used, "$quiet")] if shown.used else []),
        *_about(shown),
        Content(""),
        Content.styled(
            f"{'MINUTES':<{wide}}{'planned':>{PLANNED_CELLS}}{'took':>{TOOK_CELLS}}", "bold $quiet"
        ),
    ]
    lines.extend(_row(row, wide) for row in shown.rows)
    if shown.suggestion:
        lines.append(Content(f"\n{shown.suggestion}"))
    return Content("\n").join(lines)


def _row(row: RowPicture, wide: int) -> Content:
    style = "bold" if row.title == TOGETHER else "$foreground"
    return Content.assemble(
        (pad(cut(row.title, wide - 1), wide), style),
        (f"{row.planned:>{PLANNED_CELLS}}", "$quiet"),
        (f"{row.took:>{TOOK_CELLS}}", style),
    )


def _about(shown: EveningPicture) -> list[Content]:
    """The topic and its takeaways with the group's marks; nothing on an evening without one."""
    if not shown.topic:
        return []
    return [Content.styled(f"\n{shown.topic}", "bold"), *(Content(text) for text in shown.takeaways)]
