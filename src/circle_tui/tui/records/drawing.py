"""How past evenings become lines: a list, and what is kept of one of them. No names."""

from collections.abc import Sequence

from textual.content import Content

from circle_tui.core.text import cut, pad
from circle_tui.tui.group.listing import window
from circle_tui.tui.records.picture import EveningPicture

TITLE_CELLS = 24


def evenings_list(evenings: Sequence[EveningPicture], place: int, rows: int) -> Content:
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


def evening_lines(shown: EveningPicture, room: int, suggestion: str = "") -> Content:
    """What is kept of one evening, planned beside actual."""
    wide = max(10, min(TITLE_CELLS, room - 16))
    lines = [
        Content.assemble((shown.day, "bold"), (f", {shown.time}", "bold")),
        Content(shown.kind),
        Content(shown.lasted),
        Content.styled(f"{shown.limits_card} · {shown.rules}", "$quiet"),
        *_about(shown),
        Content(""),
        Content.styled(f"{'MINUTES':<{wide}}{'planned':>8}{'was':>6}", "bold $quiet"),
    ]
    lines.extend(
        Content.assemble(pad(cut(title, wide - 1), wide), (f"{planned:>8}", "$quiet"), f"{actual:>6}")
        for title, planned, actual in shown.rows
    )
    if suggestion:
        lines.append(Content(f"\n{suggestion}"))
    return Content("\n").join(lines)


def _about(shown: EveningPicture) -> list[Content]:
    """The topic and its takeaways with the group's marks; nothing on an evening without one."""
    if not shown.topic:
        return []
    return [Content.styled(f"\n{shown.topic}", "bold"), *(Content(text) for text in shown.takeaways)]
