"""How the picture of the lobby becomes lines. No facts, no keys pressed."""

from collections.abc import Sequence

from textual.content import Content

from circle_tui.core.shelf import OpenSession
from circle_tui.core.text import cells, cut, pad
from circle_tui.tui import digits
from circle_tui.tui.lobby.fit import has_two_columns, is_airy, is_low
from circle_tui.tui.lobby.leftopen import keys_of_open
from circle_tui.tui.lobby.picture import LobbyPicture, PlanPicture

PLAN_CELLS = 34
"""Width of the plan beside the date."""

WELCOME = (
    "A quiet companion for therapists who consult with one another:\n"
    "it keeps the time, the turns and the agreements, so that you can listen."
)
WELCOME_IN_SHORT = "Keeps the time, the turns and the agreements of a consultation group."
CHOICES = (
    ("r", "Try a rehearsal", "A made-up group, ten times faster. Nothing is kept."),
    ("n", "Set up my group", "A name, who is in it, when you meet. About a minute."),
)


def scale_of_time(wide: int, high: int, *, is_crowded: bool) -> int:
    """How large the time of the next evening is written; 0 for within the line."""
    spare = high - (5 if is_crowded else 0)
    if not has_two_columns(wide) or spare < 23:
        return 0
    return 2 if is_airy(wide, spare) else 1


def welcome_head(wide: int, high: int) -> Content:
    """What Circle is, in a sentence."""
    says = WELCOME if has_two_columns(wide) else WELCOME.replace("\n", " ")
    if is_low(high):
        says = WELCOME_IN_SHORT
    return Content.assemble(("◯  ", "$quiet"), ("Circle", "bold"), "\n\n", says)


def welcome_choice(place: int, high: int) -> Content:
    """One of the two ways to begin, both of the same weight."""
    key, title, says = CHOICES[place]
    line = Content.assemble((key, "bold $primary"), "   ", (title, "bold"))
    return line if is_low(high) else Content.assemble(line, "\n", (says, "$quiet"))


def welcome_foot() -> Content:
    """The keys that are worth knowing on the first day."""
    return Content.assemble(
        ("enter", "bold"), (" sets up a group   ", "$quiet"), ("?", "bold"), (" all keys   ", "$quiet"),
        ("ctrl+q", "bold"), (" leaves", "$quiet"),
    )  # fmt: skip


def head(shown: LobbyPicture, room: int) -> Content:
    """One line: which group, which of several, and what its evenings are for."""
    place = f"  {shown.place}  ↑ ↓" if shown.place else ""
    mode = shown.mode if cells(shown.mode) + cells(place) + 18 <= room else shown.mode.split(" ·")[0]
    if cells(mode) + cells(place) + 10 > room:
        mode = ""
    name = cut(shown.group, max(4, room - cells(mode) - cells(place) - 4))
    gap = room - 2 - cells(name) - cells(place) - cells(mode)
    return Content.assemble(
        ("◯ ", "$quiet"), (name, "bold"), (place, "$quiet"), " " * max(1, gap), (mode, "$secondary")
    )


def left_open(shown: LobbyPicture, session: OpenSession, as_of: str, room: int) -> Content:
    """The session that was left open, and the ways on."""
    keys = [_way(key, does) for key, does in keys_of_open(session, as_of)]
    between = "   " if has_two_columns(room) else "\n"
    return Content.assemble((shown.open_words, "bold"), "\n", Content(between).join(keys))


def _way(key: str, does: str) -> Content:
    return Content.assemble((key, "bold"), f" {does}")


def date(shown: LobbyPicture, *, scale: int) -> Content:
    """When the group meets next; the time at a scale of block digits, or in the line at a scale of 0."""
    lines: list[Content] = [Content.styled("NEXT EVENING", "bold $quiet")]
    if scale:
        lines.append(Content.styled(shown.day, "bold"))
        lines.append(Content(""))
        lines.extend(Content.styled(row, "$primary") for row in digits.rows(shown.time, scale))
        lines.append(Content(""))
    else:
        lines.append(Content.assemble((shown.day, "bold"), ("  ", ""), (shown.time, "bold $primary")))
    lines.append(Content.styled(shown.until, "$foreground"))
    if shown.topic:
        lines.append(Content.styled(shown.topic, "bold"))
    return Content("\n").join(lines)


def enter(shown: LobbyPicture) -> Content:
    """What enter does; said where the eye is."""
    if shown.open_words:
        return Content("")
    return Content.assemble(("enter", "bold $primary"), f" {shown.enter}")


def agreements(shown: LobbyPicture) -> Content:
    """The ground rules in force, and what is left out of the series."""
    parts = [Content.styled("GROUND RULES", "bold $quiet"), Content(shown.rules)]
    if shown.to_agree:
        parts.append(Content.assemble(("Still to agree: ", "$quiet"), shown.to_agree))
    if shown.plan.to_review:
        parts.append(Content.assemble(("To look at again: ", "$quiet"), shown.plan.to_review))
    if shown.left_out:
        parts.append(Content.assemble(("Left out: ", "$quiet"), _few(shown.left_out)))
        parts.append(Content.assemble(("u", "bold"), (" brings back the last", "$quiet")))
    return Content("\n").join(parts)


def _few(days: Sequence[str]) -> str:
    return ", ".join(days[:2]) + (f" and {len(days) - 2} more" if len(days) > 2 else "")


def plan(shown: PlanPicture, *, is_planned_anew: bool, is_flat: bool, room: int) -> Content:
    """The agenda as it would be: a column, or one paragraph where there is little room."""
    heading = Content.assemble(
        ("PLAN", "bold $quiet"), (f" · {shown.minutes} minutes", "$quiet"),
        (" · this time only" if is_planned_anew else "", "$warning"),
    )  # fmt: skip
    parts = [heading, Content.styled(cut(shown.title, room), "bold")]
    if is_flat:
        parts.append(Content(", ".join(f"{title} {minutes}" for title, minutes in shown.rows)))
    else:
        parts.extend(agenda_rows(shown.rows, room))
    if shown.is_misfit or not is_flat:
        parts.append(Content.styled(f"\n{shown.says}", "$warning" if shown.is_misfit else "$quiet"))
    return Content("\n").join(part for part in parts if part.plain.strip())


def agenda_rows(rows: Sequence[tuple[str, int]], room: int) -> list[Content]:
    """One line a segment: its title and its minutes."""
    wide = min(room - 5, 28)
    return [
        Content.assemble(("· ", "$quiet"), pad(cut(title, wide - 2), wide - 2), f"{minutes:>4}")
        for title, minutes in rows
    ]


def notices(sentences: Sequence[str]) -> Content:
    """What has to be said about files, a sentence each."""
    lines = [Content.assemble(("! ", "bold $warning"), sentence) for sentence in sentences]
    lines.append(Content.assemble(("esc", "bold"), (" puts this away", "$quiet")))
    return Content("\n").join(lines)
