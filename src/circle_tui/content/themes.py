"""What a theme is: which colour serves what, and what is wrong with one; not where a colour goes."""

import re

from msgspec import Struct

from circle_tui.core.faults.wording import is_slug

FOR_THE_ROOM = ("text", "clock", "prompt", "notice", "done")
"""What has to be read on a small, compressed picture of the screen."""
ROOM_RATIO = 7.0
"""WCAG 2.2, 1.4.6 (enhanced contrast), for whatever the room reads."""
HINT_RATIO = 4.5
"""WCAG 2.2, 1.4.3 (minimum contrast), for key hints."""
TERMINAL_COLOURS = (
    "ansi_default",
    *(
        f"ansi_{bright}{name}"
        for bright in ("", "bright_")
        for name in ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")
    ),
)
"""What the terminal decides about: its own text or background, and its sixteen colours."""
LONGEST_TITLE = 30

_HEX = re.compile(r"#[0-9a-fA-F]{6}")


class Theme(Struct, frozen=True, forbid_unknown_fields=True):
    """Colours by what they are for: all of them "#rrggbb", or all the terminal's own, like "ansi_blue"."""

    slug: str
    title: str
    is_dark: bool
    background: str
    surface: str
    """Behind panels and sheets."""
    text: str
    quiet: str
    """Key hints and what need not be read from afar."""
    line: str
    """Rules and the empty part of bars; carries no information by itself."""
    clock: str
    prompt: str
    notice: str
    """Behind the plan, over time, the rehearsal's mark."""
    done: str

    @property
    def is_of_the_terminal(self) -> bool:
        """Whether the terminal decides what its colours look like."""
        return self.background.startswith("ansi_")


def theme_fault(theme: Theme) -> str:
    """One sentence on the first thing wrong with a theme; a theme the room could not read is wrong, too."""
    if not is_slug(theme.slug):
        return f"the slug “{theme.slug}” cannot be one: small letters, digits and hyphens are right"
    if not 1 <= len(theme.title) <= LONGEST_TITLE:
        return f"the title has {len(theme.title)} characters: 1 to {LONGEST_TITLE} are right"
    colours = {name: value for name in _COLOURS if isinstance(value := getattr(theme, name), str)}
    for name, value in colours.items():
        if theme.is_of_the_terminal and value not in TERMINAL_COLOURS:
            return f"{name} is “{value}”: beside {theme.background} only a name like “ansi_blue” is right"
        if not theme.is_of_the_terminal and _HEX.fullmatch(value) is None:
            return f"{name} is “{value}”: a colour like “#8fbbe3” is right"
    return "" if theme.is_of_the_terminal else _contrast_fault(colours)


def _contrast_fault(colours: dict[str, str]) -> str:
    wanted = {**dict.fromkeys(FOR_THE_ROOM, ROOM_RATIO), "quiet": HINT_RATIO}
    for name, least in wanted.items():
        for behind in ("background", "surface"):
            ratio = contrast(colours[name], colours[behind])
            if ratio < least:
                return (
                    f"{name} has a contrast of {ratio:.1f}:1 on {behind}: "
                    f"{least:g}:1 is right, so that everyone can read it"
                )
    return ""


def contrast(one: str, other: str) -> float:
    """How far two colours stand apart for reading, from 1 to 21, as WCAG 2.2 defines it."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[place : place + 2], 16) / 255) for place in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


_COLOURS = tuple(name for name in Theme.__struct_fields__ if name not in ("slug", "title", "is_dark"))
