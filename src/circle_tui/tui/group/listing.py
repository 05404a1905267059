"""Lists in which one line is chosen: which part of them is shown, and how a long line goes on."""

from collections.abc import Sequence

from textual.content import Content

from circle_tui.core.text import cells, cut


def window(count: int, place: int, rows: int) -> range:
    """The lines to show of a list, so that the chosen one is among them."""
    rows = max(1, min(rows, count))
    first = min(max(0, place - rows // 2), count - rows)
    return range(first, first + rows)


def lines_of(text: str, room: int) -> list[str]:
    """Break a text between words into lines of at most `room` cells; a word too long is cut."""
    lines: list[str] = []
    for word in text.split():
        if lines and cells(lines[-1]) + 1 + cells(word) <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(cut(word, room))
    return lines or [""]


def hanging(mark: Content, text: str, room: int, style: str = "") -> Content:
    """A text behind a mark; its further lines stand under the first one."""
    wide = mark.cell_length
    lines = lines_of(text, max(8, room - wide))
    parts = [Content.assemble(mark, (lines[0], style))]
    parts.extend(Content.assemble(" " * wide, (line, style)) for line in lines[1:])
    return Content("\n").join(parts)


def chosen_list(items: Sequence[str], place: int, *, rows: int, room: int) -> Content:
    """The items in as many rows, the chosen one in full; how many more there are is said."""
    if not items:
        return Content("")
    chosen = hanging(Content.styled("▶ ", "$primary"), items[place], room, "bold")
    spare = rows - chosen.plain.count("\n")
    shown = window(len(items), place, spare if len(items) <= spare else spare - 2)
    lines = [chosen if number == place else Content(f"  {cut(items[number], room - 2)}") for number in shown]
    return framed(lines, shown, len(items))


def framed(lines: Sequence[Content], shown: range, count: int) -> Content:
    """The shown lines of a list, with how many more stand above and below."""
    parts = [Content.styled(f"  {shown.start} more above", "$quiet")] if shown.start else []
    parts.extend(lines)
    if below := count - shown.stop:
        parts.append(Content.styled(f"  {below} more below", "$quiet"))
    return Content("\n").join(parts)
