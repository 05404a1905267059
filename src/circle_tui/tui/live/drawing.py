"""How the picture of the evening becomes lines: what goes where at which size. No facts, no keys."""

from collections.abc import Iterable
from textwrap import wrap

from textual.content import Content
from textual.dom import DOMNode

from circle_tui.core.shown.agendarows import AgendaRow
from circle_tui.core.shown.picture import LivePicture, Role
from circle_tui.core.shown.scene import MARK
from circle_tui.core.text import cells, cut, pad
from circle_tui.room import Room
from circle_tui.tui import digits
from circle_tui.tui.live.frame import Frame
from circle_tui.tui.sheet import hanging

GLYPHS = {"done": "✓", "now": "▶", "next": "·"}
CARD = 84
"""Cells of the widest card, as the style sheet has it."""
QUESTION = 64
"""Cells of the widest question, as the style sheet has it: short lines are read at a glance."""
FRAMED = 2
"""Rows of the frame around a question."""
AIRY = 2
"""Rows of the air within it."""
FOR_WHAT_IS_ASKED = 2
"""Rows that stay free in a low window for what is asked or said."""
STYLES = {"done": "$success", "now": "bold $primary", "next": "$quiet"}


def fit_window(screen: DOMNode, frame: Frame) -> None:
    """Set the classes the style sheet knows; only when the window changed."""
    screen.set_class(frame.is_small, "-small")
    screen.set_class(frame.is_large, "-large")
    screen.set_class(frame.is_roomy, "-roomy")
    screen.set_class(frame.is_split, "-split")


def clock_text(shown: LivePicture) -> str:
    """The time as large digits write it: as many signs over time as before, so that nothing grows small."""
    return f"+{shown.clock[2:]}" if shown.clock.startswith("+0") else shown.clock


def clock_scale(clock: str, shown: LivePicture, frame: Frame) -> int:
    """How large the time is drawn: as large as any time of so many signs, so that it never jumps."""
    signs = max(clock, "00:00", key=lambda text: digits.width(text, 1))
    return digits.largest_scale(frame.left, rows_for_clock(shown, frame), signs)


def rows_for_clock(shown: LivePicture, frame: Frame) -> int:
    """Rows the digits may take, after everything that has to be read as well."""
    if shown.card_text:
        most = max(7, min(frame.high - 30, 21)) if frame.is_large else 4 if frame.is_small else 7
        return min(_free_rows(shown, frame), most)
    if frame.is_flat:
        return 0 if frame.high < 17 else 4
    if frame.is_small:
        return 4 if frame.high < 27 else 7
    if shown.question:
        air = FRAMED + AIRY if has_air(shown, frame) else FRAMED
        return max(4, min(_free_rows(shown, frame) - air, 21))
    return max(7, min(frame.high - 22, 21))


def is_framed(shown: LivePicture, frame: Frame) -> bool:
    """Whether the question has a frame and air around it: where nothing else has to give way for that."""
    if not shown.question or frame.is_flat:
        return False
    if not frame.is_small:
        return not shown.card_text or _free_rows(shown, frame) >= 7 + FRAMED
    return not _is_on_one_line(shown, frame) and _free_rows(shown, frame) >= 4 + FRAMED


def has_air(shown: LivePicture, frame: Frame) -> bool:
    """Whether there is room for air within that frame too, beside digits as large as ever."""
    return not frame.is_small and is_framed(shown, frame) and _free_rows(shown, frame) >= 7 + FRAMED + AIRY


def _free_rows(shown: LivePicture, frame: Frame) -> int:
    """Rows that are free when all but the digits is shown: what is to be read comes before digits."""
    return _rows_beside_step(shown, frame) - rows_of(step_line(shown, frame).plain, frame.left)


def _rows_beside_step(shown: LivePicture, frame: Frame) -> int:
    """The same with what is said of the step among the free ones."""
    gap = 0 if frame.is_flat else 2 if frame.is_large else 1
    head_and_keys = 5 if frame.is_roomy else 4 - frame.is_flat
    card_rows = rows_of(card(shown, frame).plain, min(frame.left, CARD)) + gap if shown.card_text else 0
    role_rows = 1 + gap if shown.roles or shown.floor else 0
    role_rows += bool(shown.roles and shown.floor)
    next_rows = 3 + (0 if shown.roles else gap) if frame.is_small else 1 + gap
    taken = head_and_keys + 1 + 2 * gap + 1 + card_rows + role_rows + next_rows
    return frame.high - taken - _panel_rows(shown, frame, gap)


def _panel_rows(shown: LivePicture, frame: Frame, gap: int) -> int:
    """Rows that question and prompt take, with their headings and the air around them."""
    room = min(frame.left, CARD) - 5
    rows = 0
    if shown.question:
        widest = CARD if _is_on_one_line(shown, frame) else QUESTION
        rows += gap + rows_of(question(shown, frame).plain, min(frame.left, widest) - 5)
    if has_focus(shown, frame):
        rows += rows_of(focus(shown, frame).plain, room)
        rows += 0 if shown.question else gap if frame.is_small else gap + 2
    return rows


def rows_of(text: str, room: int) -> int:
    """How many lines a text takes at a width."""
    return sum(len(wrap(line, max(1, room))) or 1 for line in text.split("\n"))


def head(shown: LivePicture, marked: tuple[str, ...], wide: int) -> Content:
    """One line: whose evening, of what kind, and when it ends. What does not fit goes: first the name."""
    fits = _Fitting(shown, marked, wide)
    left = [
        Content.assemble((text, style))
        for text, style in ((fits.name, "bold"), (fits.marks, "bold $warning"), (fits.mode, "$secondary"))
        if text
    ]
    begin = Content.assemble(("◯ ", "$quiet"), Content("  ").join(left))
    is_late = "behind" in shown.pace or shown.is_over_the_end
    end = Content.assemble(
        f"{shown.time_of_day} · " if fits.has_time else "",
        (shown.end_words, "$warning" if is_late and not fits.pace else "$foreground"),
        *((" · ", (fits.pace, "$warning" if is_late else "$foreground")) if fits.pace else ()),
    )
    return Content.assemble(begin, " " * max(1, wide - begin.cell_length - end.cell_length), end)


def title(shown: LivePicture, marked: tuple[str, ...], frame: Frame) -> Content:
    """What runs now; with the kind of evening behind it where the head has no room for that."""
    if _Fitting(shown, marked, frame.head).mode:
        return Content(shown.title)
    short = _short(shown.mode)
    name = cut(shown.title, max(4, frame.left - cells(short) - 3))
    return Content.assemble(name, ("   " + short, "$secondary not bold"))


class _Fitting:
    """What of the head fits into a width; the end always does, and then: pace, mode, time of day, name."""

    def __init__(self, shown: LivePicture, marked: tuple[str, ...], wide: int) -> None:
        self.marks = " · ".join(marked)
        spare = wide - 2 - cells(shown.end_words) - (cells(self.marks) + 2 if marked else 0)
        # When it would end late, that alone is said: what is behind and what takes it up are other numbers.
        wanted = "" if shown.is_over_the_end else shown.pace
        self.pace = wanted if spare >= cells(wanted) + 3 else ""
        spare -= cells(self.pace) + 3 if self.pace else 0
        short = _short(shown.mode)
        self.mode = short if spare >= cells(short) + 2 else ""
        spare -= cells(self.mode) + 2 if self.mode else 0
        self.has_time = spare >= cells(shown.time_of_day) + 3 + (min(cells(shown.group), 8) + 2)
        spare -= cells(shown.time_of_day) + 3 if self.has_time else 0
        more = cells(shown.mode) - cells(short)
        if self.mode and spare >= cells(shown.group) + 2 + more:
            self.mode = shown.mode
            spare -= more
        room = spare - 2
        self.name = cut(shown.group, room) if room > 3 else ""


def _short(mode: str) -> str:
    return mode.split(" ·", maxsplit=1)[0]


def marks(room: Room) -> tuple[str, ...]:
    """What is unlike an ordinary evening, said all the time."""
    says = (
        ("rehearsal", room.session.opened.is_rehearsal),
        ("looking on", room.is_read_only or room.session.has_passed_hat),
        ("not saved", not room.is_saved),
    )
    return tuple(word for word, holds in says if holds)


def step_line(shown: LivePicture, frame: Frame) -> Content:
    """Which step this is and who speaks, and its one sentence under it where there is room."""
    first, says = _where_and_who(shown, frame), shown.says
    if not frame.is_small:
        return Content("\n").join([Content(part) for part in (*first, says) if part])
    room = frame.left
    if shown.card_text:
        return Content("\n".join(cut(part, room) for part in first[:1]))
    if frame.is_flat:
        lines, more = [cut(part, room) for part in first[:1]], wrap(says, room)
        wanted = len(lines) + len(more) + rows_for_clock(shown, frame) + FOR_WHAT_IS_ASKED
        return Content("\n".join([*lines, *more] if wanted <= _rows_beside_step(shown, frame) else lines))
    whole = " · ".join(part for part in (*first, says) if part)
    if cells(whole) <= room:
        return Content(whole)
    lines = [line for part in first for line in (wrap(part, room) if frame.is_split else [cut(part, room)])]
    return Content("\n".join([*lines, *wrap(says, room)]))


def _where_and_who(shown: LivePicture, frame: Frame) -> list[str]:
    """The step and who speaks in it, on one line if they fit; in a small window never on two."""
    if not shown.speaks:
        return [shown.step_words] if shown.step_words else []
    short = shown.step_words.removeprefix("step ")
    lines = [f"{words} · {shown.speaks}" for words in (shown.step_words, short)]
    fitting = next((line for line in lines if cells(line) <= frame.left), None)
    if fitting is not None:
        return [fitting]
    return [shown.step_words] if frame.is_small else [shown.step_words, shown.speaks]


def bar(shown: LivePicture, room: int) -> Content:
    """How much of the step is gone, as a line; and in words what the clock has to say."""
    wide = max(8, min(room - 2, 58))
    if shown.clock_state == "waiting":
        return Content.styled(shown.clock_words, "$foreground")
    full = round(wide * shown.share / 1000)
    style = "$warning" if shown.clock_state == "over" else "$primary"
    line = Content.assemble(("━" * full, style), ("─" * (wide - full), "$line"))
    if not shown.clock_words:
        return line
    words_style = "bold $warning" if shown.clock_state == "over" else "bold"
    words = Content.styled(shown.clock_words, words_style)
    if wide + 2 + cells(shown.clock_words) <= room:
        return Content.assemble(line, "  ", words)
    return Content.assemble(words)


def card(shown: LivePicture, frame: Frame) -> Content:
    """A standing text in the middle of the screen; a line with a number before it hangs from it."""
    if not shown.card_text:
        return Content("")
    wide = min(CARD, frame.left)
    lines = [_card_line(line, wide) for line in shown.card_text.split("\n")]
    return Content("\n").join([*_card_head(shown, frame, wide), *lines])


def _card_head(shown: LivePicture, frame: Frame, wide: int) -> list[Content]:
    """What stands above a card: in a small window first the step's sentence, which has no room elsewhere.

    There the title of the step stands above already, and is not said twice.
    """
    says = [shown.says] if frame.is_small and shown.says else []
    is_said = bool(says) and (shown.card_title == shown.title or shown.step_words.endswith(shown.card_title))
    heads = [*says, *([shown.card_title] if shown.card_title and not is_said else [])]
    return [Content.styled(line, "bold $secondary") for head in heads for line in wrap(head, wide)]


def _card_line(line: str, wide: int) -> Content:
    """A line of a card: with a number or a sign before it, it hangs from that; the marked one stands out."""
    is_numbered = line[:1].isdigit() and line[1:3] == "  "
    if not is_numbered and line[:2] not in (f"{MARK} ", "· "):
        return Content(line)
    sign = 3 if is_numbered else 2
    return Content.styled(hanging(line[:sign], line[sign:], wide), "bold" if line[0] == MARK else "")


def focus(shown: LivePicture, frame: Frame) -> Content:
    """The prompt beside the clock; it changes at a step's edge or by key, never by itself."""
    if frame.is_flat:
        return Content(shown.prompt)
    if shown.question and frame.is_small:
        return Content.assemble((f"{shown.prompt_title}  ", "bold $secondary"), shown.prompt)
    return Content.assemble((shown.prompt_title, "bold $secondary"), "\n", shown.prompt)


def question(shown: LivePicture, frame: Frame) -> Content:
    """The focus question, above the prompt."""
    if not shown.question or frame.is_flat:
        return Content.styled(shown.question, "bold")
    after = "  " if _is_on_one_line(shown, frame) else "\n"
    return Content.assemble(("Question", "bold $secondary"), after, (shown.question, "bold"))


def _is_on_one_line(shown: LivePicture, frame: Frame) -> bool:
    """Whether the question stands beside its heading: in a small window a card needs the row."""
    return frame.is_small and bool(shown.card_text)


def has_focus(shown: LivePicture, frame: Frame) -> bool:
    """Whether the prompt is drawn: in the smallest window the question stands in its place."""
    return bool(shown.prompt) and not (shown.question and frame.is_flat)


def roles(shown: LivePicture, frame: Frame) -> Content:
    """Who brings, who leads, by word and glyph; and that everyone may pass, where there is room to say it."""
    most = min(24, max(4, frame.left - 9))
    parts = [_role(role, most, frame.left) for role in shown.roles]
    lines: list[Content] = []
    for part in parts:
        if lines and lines[-1].cell_length + 3 + part.cell_length <= frame.left:
            lines[-1] = Content.assemble(lines[-1], "   ", part)
        else:
            lines.append(part)
    may_pass = Content.styled("everyone may pass", "$quiet")
    if lines and lines[-1].cell_length + 3 + may_pass.cell_length <= frame.left:
        lines[-1] = Content.assemble(lines[-1], "   ", may_pass)
    return Content("\n").join([*_floor(shown, frame), *lines])


def _role(role: Role, most: int, room: int) -> Content:
    """One part, with what goes with it where that fits."""
    says = Content.assemble((f"{role.glyph} ", "$secondary"), (cut(role.name, most), "bold"), f" {role.word}")
    beside = f", {role.beside}" if role.beside else ""
    return Content.assemble(says, beside) if says.cell_length + cells(beside) <= room else says


def _floor(shown: LivePicture, frame: Frame) -> list[Content]:
    """Who has the floor and who is next; the one who has it is never cut to make room for who follows."""
    if shown.floor is None:
        return []
    heading = Content.styled(f"{shown.floor.heading}  ", "$quiet")
    room = frame.left - heading.cell_length
    name = cut(shown.floor.name, min(30, room))
    room -= cells(name) + 3
    words = cut(shown.floor.words, room) if room > 8 else ""
    return [Content.assemble(heading, (name, "bold"), " · " if name and words else "", words)]


def next_line(shown: LivePicture, frame: Frame, *, agenda_key: str) -> Content:
    """What comes next; in a small window with the place in the agenda, the people and the door."""
    following = [
        Content.assemble(("Next  ", "$quiet"), cut(shown.next_words, frame.left - 6))
        if shown.next_words
        else Content("")
    ]
    if shown.minutes_in_hand:
        following = _with_minutes_in_hand(following[0], shown, frame)
    if not frame.is_small:
        return _lines(following)
    key = f"  {agenda_key}" if agenda_key else ""
    place_words = cut(shown.place_words, frame.left - 8 - len(key))
    place = Content.assemble(("Agenda  ", "$quiet"), place_words, (key, "$quiet"))
    people = "nobody" if not shown.here else str(len(shown.here))
    last = Content.assemble(("Here  ", "$quiet"), people, ("   Door  ", "$quiet"), shown.door)
    return _lines([*following, place, last])


def _with_minutes_in_hand(following: Content, shown: LivePicture, frame: Frame) -> list[Content]:
    """What has been saved so far and the key that gives it away: beside what comes next, or under it."""
    saved = Content.assemble(("In hand  ", "$quiet"), f"{shown.minutes_in_hand} min", ("  m", "$quiet"))
    full = Content.assemble(saved, (" gives them", "$quiet"))
    before = following.cell_length + 3 if following.plain else 0
    for in_hand in (full, saved):
        if before and before + in_hand.cell_length <= frame.left:
            return [Content.assemble(following, "   ", in_hand)]
    return [following, full]


def _lines(items: Iterable[Content]) -> Content:
    return Content("\n").join([item for item in items if item.plain])


def agenda(shown: LivePicture, wide: int, *, has_heading: bool = True) -> Content:
    """The agenda: what is done, what runs, what comes; minutes and leaders."""
    lines = [Content.styled("AGENDA", "bold $quiet")] if has_heading else []
    lines.extend(_agenda_row(row, wide) for row in shown.rows)
    return Content("\n").join(lines)


def _agenda_row(row: AgendaRow, wide: int) -> Content:
    title_room = max(10, min(20, wide - 14))
    name_room = max(4, wide - title_room - 7)
    name = cut(row.leader, name_room - (len(row.gives) + 1 if row.gives else 0))
    tail = Content.assemble(name, " " if name and row.gives else "", (row.gives, "$warning"))
    style = STYLES[row.state]
    text_style = style if row.state == "now" else "$foreground"
    return Content.assemble(
        (f"{GLYPHS[row.state]} ", style),
        (pad(cut(row.title, title_room), title_room), text_style),
        (f"{row.minutes:>3}  ", text_style),
        tail.stylize(style) if row.state == "now" and not row.gives else tail,
    )


def here(shown: LivePicture, wide: int) -> Content:
    """Who is here, and how many."""
    heading = Content.styled(f"HERE · {len(shown.here)}", "bold $quiet")
    if not shown.here:
        return heading
    lines: list[str] = []
    for name in shown.here:
        short = cut(name, min(16, wide))
        if lines and cells(lines[-1]) + 2 + cells(short) <= wide:
            lines[-1] += f"  {short}"
        else:
            lines.append(short)
    return Content.assemble(heading, "\n", "\n".join(lines))


def door(shown: LivePicture) -> Content:
    """How the door stands."""
    glyph = "●" if shown.door_is_closed else "○"
    return Content.assemble(("DOOR", "bold $quiet"), "\n", f"{glyph} {shown.door}")
