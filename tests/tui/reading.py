"""Reads a screen as somebody in front of it does: rows of words, as wide as the window."""

import re
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from rich.cells import cell_len, set_cell_size
from tests.tui.steady import piloted
from textual.pilot import Pilot

from circle_tui.core.people.group import Group
from circle_tui.core.shelf import NotSavedError
from circle_tui.desk import Desk
from circle_tui.opening import Opening
from circle_tui.store.memory import MemoryShelf
from circle_tui.tui.app import CircleApp

_OBEYED = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
"""Controls, and what turns the direction of writing."""

_LINES = str.maketrans(dict.fromkeys("▏│█", " "))

SIZES = ((40, 12), (80, 24), (120, 36), (240, 70))
SMALL_AND_LARGE = ((40, 12), (120, 36))


@asynccontextmanager
async def circle(
    desk: Desk, opening: Opening | None = None, *, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[Pilot[int]]:
    """The program in a window, at the lobby or where it was asked to open."""
    app = CircleApp(desk, opening or Opening())
    async with piloted(app, size) as pilot:
        yield pilot


def rows(pilot: Pilot[int]) -> list[str]:
    """Every row of the window."""
    screen = pilot.app.screen
    strips = screen._compositor.render_strips()
    return ["".join(segment.text for segment in strip) for strip in strips]


def words(pilot: Pilot[int], part: str | None = None) -> str:
    """All that can be read, or what can be read in one part of the screen, with single spaces."""
    shown = rows(pilot)
    if part is not None:
        place = pilot.app.screen.query_one(f"#{part}").region
        shown = [set_cell_size(row[place.x :], place.width) for row in shown[place.y : place.bottom]]
    return " ".join(" ".join(shown).translate(_LINES).split())


def is_calm(pilot: Pilot[int]) -> bool:
    """Whether every row is exactly as wide as the window and holds nothing a terminal could obey."""
    shown, (wide, high) = rows(pilot), pilot.app.size
    return len(shown) == high and all(cell_len(row) == wide and not _OBEYED.search(row) for row in shown)


async def restless_keys(
    pilot: Pilot[int], *key_groups: Sequence[str], windows: tuple[tuple[int, int], tuple[int, int]]
) -> list[Sequence[str]]:
    """Keys after which the window was not calm, each seen in both windows; begins in the second."""
    restless = []
    for place, keys in enumerate(key_groups):
        await pilot.press(*keys)
        was_calm = is_calm(pilot)
        await pilot.resize_terminal(*windows[place % 2])
        await pilot.pause()
        if not (was_calm and is_calm(pilot)):
            restless.append(keys)
    return restless


class FullShelf(MemoryShelf):
    """A shelf on which nothing more can be put."""

    is_full = False

    def save_group(self, group: Group) -> None:
        """Refuse once it is full."""
        if self.is_full:
            raise NotSavedError("I could not write to the disk (it is full).")
        super().save_group(group)
