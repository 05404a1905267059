"""How topics and their series become lines. No facts, no keys pressed."""

from collections.abc import Sequence

from textual.content import Content

from circle_tui.core.text import cut, pad
from circle_tui.tui.group.listing import chosen_list, framed, hanging, window
from circle_tui.tui.topics.picture import CardPicture, DatePicture

HEADING = "bold $quiet"
DAY_CELLS = 17


def cards_list(questions: Sequence[str], place: int, *, rows: int, room: int) -> Content:
    """All cards, a line each; the chosen one in full."""
    return Content.assemble(("TOPICS", HEADING), "\n", chosen_list(questions, place, rows=rows, room=room))


def card(shown: CardPicture, room: int) -> Content:
    """One card in full."""
    parts = [Content.styled(shown.question, "bold")]
    if shown.is_next:
        parts.append(Content.styled("✓ chosen for the next evening", "$success"))
    parts += [Content(f"\n{shown.why_now}"), Content.styled("\nTO TAKE AWAY", HEADING)]
    parts += [hanging(Content("· "), text, room) for text in shown.takeaways]
    parts.append(Content.styled("\nTO ASK", HEADING))
    parts += [hanging(Content("· "), text, room) for text in shown.prompts]
    parts += [
        Content.styled("\nLENS", HEADING),
        Content(shown.lens),
        Content.styled(shown.lens_summary, "$quiet"),
    ]
    parts += [Content.styled(text, "$quiet") for text in shown.credits]
    return Content("\n").join(parts)


def series_line(words: str, dates: Sequence[DatePicture], room: int) -> Content:
    """The series and its next dates, or how to make one."""
    if not words:
        return Content.assemble(("s", "bold"), (" makes a series of dated evenings", "$quiet"))
    ahead = [item for item in dates if not item.is_past][:2]
    lines = [Content.styled(cut(words, room), HEADING)]
    lines += [Content(cut(f"{item.day}  {item.topic}", room)) for item in ahead]
    return Content("\n").join(lines)


def dates_list(dates: Sequence[DatePicture], place: int, *, rows: int, room: int) -> Content:
    """The dates of a series with their topics, one of them chosen."""
    shown = window(len(dates), place, rows)
    lines = [_date_line(dates[number], room, is_chosen=number == place) for number in shown]
    return framed(lines, shown, len(dates))


def _date_line(item: DatePicture, room: int, *, is_chosen: bool) -> Content:
    style = "bold" if is_chosen else "$quiet" if item.is_past else "$foreground"
    return Content.assemble(
        ("▶ " if is_chosen else "  ", "$primary"),
        (pad(item.day, DAY_CELLS), style),
        (cut(item.topic, max(8, room - DAY_CELLS - 2)), style),
    )
