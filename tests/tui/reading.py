"""Reads a screen as somebody in front of it does: rows of words, as wide as the window."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from rich.cells import cell_len
from textual.pilot import Pilot

from circle_tui.desk import Desk
from circle_tui.opening import Opening
from circle_tui.tui.app import CircleApp

SIZES = ((40, 12), (80, 24), (120, 36), (240, 70))


@asynccontextmanager
async def circle(
    desk: Desk, *, size: tuple[int, int] = (80, 24), group: str | None = None
) -> AsyncIterator[Pilot[int]]:
    """The program in a window, at the lobby."""
    app = CircleApp(desk, Opening(group=group))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield pilot


def rows(pilot: Pilot[int]) -> list[str]:
    """Every row of the window."""
    screen = pilot.app.screen
    strips = screen._compositor.render_strips()
    return ["".join(segment.text for segment in strip) for strip in strips]


def words(pilot: Pilot[int]) -> str:
    """All that can be read, with single spaces."""
    return " ".join(" ".join(rows(pilot)).split())


def is_calm(pilot: Pilot[int]) -> bool:
    """Whether every row is exactly as wide as the window and holds nothing a terminal could obey."""
    shown, (wide, high) = rows(pilot), pilot.app.size
    return len(shown) == high and all(cell_len(row) == wide and row.isprintable() for row in shown)
