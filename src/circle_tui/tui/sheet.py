"""Sheets: what lies over a screen while one thing is settled. Keys go to the sheet until it closes.

A sheet is plain Python that says what to show and answers keys; one panel per screen draws it.
"""

from collections.abc import Sequence
from itertools import zip_longest
from typing import Protocol

from textual.content import Content

KeyHint = tuple[str, str]
"""A key as written on screen, and what it does."""


class Host(Protocol):
    """The screen a sheet lies on."""

    def open_sheet(self, sheet: "Sheet") -> None:
        """Put a sheet on top, in place of the one that is there."""
        ...

    def close_sheet(self) -> None:
        """Take the sheet away."""
        ...

    def say(self, sentence: str) -> None:
        """Say a sentence in the line above the key bar."""
        ...

    def redraw(self) -> None:
        """Draw again what has changed."""
        ...


class Sheet:
    """What every sheet has; subclasses say what it shows and what its keys do."""

    title = ""
    opened_by = ""
    """The key that opened it closes it again, and means nothing else inside."""
    is_beside = False
    """Whether it lies over the right half and leaves the clock to be seen."""
    takes_text = False
    """Whether it has a text field; then only function keys, ctrl and escape act."""
    placeholder = ""
    initial_text = ""
    takes_letters = False
    """Whether letters are its own though it has no field: somebody who types on means a name by them."""
    wide = 66
    """Cells there are for text in it; the screen sets it before it asks what to show."""
    is_calming = False
    """Whether nothing behind it should press: no lateness, no questions."""
    is_secret = False
    """Whether the text field shows dots instead of what is typed."""

    @property
    def marked_line(self) -> int | None:
        """The line of its body that a key would act on, and that has to be in sight; None for none."""
        return None

    @property
    def is_timed(self) -> bool:
        """Whether it shows time that passes, and is drawn at every tick."""
        return False

    @property
    def is_void(self) -> bool:
        """Whether what it is about is there no longer, as after an undo; then it goes away."""
        return False

    def __init__(self, host: Host) -> None:
        self.host = host

    def body(self) -> Content:
        """What it shows under its title."""
        return Content("")

    def hints(self) -> tuple[KeyHint, ...]:
        """Its own keys, shown at its foot."""
        return ()

    def press(self, key: str) -> bool:
        """Answer a key; give back whether it meant something here."""
        return False

    def why_no_undo(self) -> str:
        """Why the newest move must not be taken back while this lies here; empty when it may."""
        return ""

    def leave(self) -> None:
        """Go away, unsettled."""
        self.host.close_sheet()

    def typed(self, text: str) -> None:
        """Hear what stands in the text field after each change."""

    def submit(self, text: str) -> None:
        """Take what was typed."""


class Question(Sheet):
    """A question with enter for yes and escape for no."""

    def __init__(self, host: Host, *, title: str, text: str, yes: str, no: str = "leave it") -> None:
        super().__init__(host)
        self.title = title
        self._text = text
        self._yes = yes
        self._no = no

    def body(self) -> Content:
        """The question itself."""
        return Content(self._text)

    def hints(self) -> tuple[KeyHint, ...]:
        """Yes and no, with equal weight."""
        return (("enter", self._yes), ("esc", self._no))

    def press(self, key: str) -> bool:
        """Enter answers yes."""
        if key != "enter":
            return False
        self.host.close_sheet()
        self.confirmed()
        return True

    def confirmed(self) -> None:
        """What happens on yes."""


class TextQuestion(Sheet):
    """A question answered by a line of text."""

    takes_text = True

    def __init__(
        self, host: Host, *, title: str, text: str, placeholder: str = "", initial: str = ""
    ) -> None:
        super().__init__(host)
        self.title = title
        self.placeholder = placeholder
        self.initial_text = initial
        self._text = text

    def body(self) -> Content:
        """The question itself."""
        return Content(self._text)

    def hints(self) -> tuple[KeyHint, ...]:
        """How to answer and how to leave it."""
        return (("enter", "take it"), ("esc", "leave it"))


def choice(key: str, does: str, wide: int, *, key_cells: int = 4) -> Content:
    """A key and what it does; further lines stand under what it does, not under the key."""
    sign = f"{key:<{key_cells}}"
    return Content.assemble((sign, "bold $primary"), hanging(sign, does, wide)[len(sign) :])


def in_columns(lines: Sequence[Content], column: int, wide: int) -> Content:
    """Short lines side by side in two columns where there is room, so that less of the screen is covered."""
    if wide < 2 * column:
        return Content("\n").join(lines)
    half = (len(lines) + 1) // 2
    return beside(Content("\n").join(lines[:half]), Content("\n").join(lines[half:]), column)


def beside(left: Content, right: Content, column: int) -> Content:
    """Two blocks of lines side by side, the right one from a column on."""
    rows = zip_longest(left.split("\n"), right.split("\n"), fillvalue=Content(""))
    return Content("\n").join(
        Content.assemble(one, " " * (column - one.cell_length), other) for one, other in rows
    )


def hanging(sign: str, text: str, wide: int) -> str:
    """A text with a sign before it, its further lines set in as far as the first."""
    from textwrap import wrap

    lines = wrap(text, max(8, wide - len(sign))) or [""]
    return "\n".join([sign + lines[0], *(" " * len(sign) + line for line in lines[1:])])
