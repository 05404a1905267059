"""The program with one screen of the evening on top, pressed and read as a facilitator would."""

import unicodedata
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from random import Random

from msgspec.structs import replace
from rich.cells import cell_len
from rich.console import RenderableType
from tests.circle_kit import NAMES, NotedClipboard, make_desk, make_evening, make_group, written
from tests.hand_clock import HandClock
from tests.hostile import WORST_NAMES
from tests.tui.steady import SteadyPilot, piloted
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from circle_tui.core.happening import moves
from circle_tui.core.happening.events.log import Entry
from circle_tui.core.happening.session import Session
from circle_tui.core.people import leading, presenting
from circle_tui.core.plan.modes import Mode
from circle_tui.core.shelf import NotSavedError
from circle_tui.core.text import clean
from circle_tui.desk import Desk
from circle_tui.opening import Opening
from circle_tui.room import Room
from circle_tui.tonight.evening import Evening
from circle_tui.tui import digits
from circle_tui.tui.app import CircleApp
from circle_tui.tui.live.screen import LiveScreen
from circle_tui.tui.lobby.screen import LobbyScreen
from circle_tui.tui.sheet import Sheet
from circle_tui.tui.stage import StageScreen

WITHOUT_LINES = str.maketrans("│▌▏█▊", "     ")
FULL = "I could not write to the disk (it is full)."
SIZES = ((40, 12), (60, 18), (80, 24), (100, 30), (160, 45), (240, 70))


class HandJournal:
    """Where entries go in memory; a test says when the disk is full, or that somebody else holds it."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._entries = list(entries)
        self._saved = len(self._entries)
        self.is_full = False
        self.is_read_only = False
        self.is_sealed = False
        self.trouble = ""
        self.held_by = ""

    @property
    def unsaved(self) -> tuple[Entry, ...]:
        """What could not be saved."""
        return tuple(self._entries[self._saved :])

    def append(self, entries: Sequence[Entry]) -> None:
        """Take entries, unless the disk is full."""
        last = self._entries[-1].seq
        self._entries.extend(entry for entry in entries if entry.seq > last)
        self._check()
        self._saved = len(self._entries)

    def entries(self) -> tuple[Entry, ...]:
        """Everything that was handed in."""
        return tuple(self._entries)

    def take_over(self, entries: Sequence[Entry]) -> None:
        """Hold what another one wrote."""
        self._entries = list(entries)

    def seal(self, kept: Sequence[Entry]) -> None:
        """Keep these entries for good."""
        self._check()
        self._entries = list(kept)
        self.is_sealed = True

    def close(self) -> None:
        """Let go of nothing."""

    def _check(self) -> None:
        self.trouble = FULL if self.is_full else ""
        if self.is_full:
            raise NotSavedError(FULL)


class OneScreenApp(CircleApp):
    """The program, opened on one screen; the lobby lies under it as always."""

    def __init__(self, desk: Desk, first: Callable[[CircleApp], None]) -> None:
        super().__init__(desk, Opening())
        self._first = first
        self.paints = 0
        """How often something was sent to the terminal."""

    def show_first(self) -> None:
        """The lobby, and at once the screen that is tested."""
        self.push_screen(LobbyScreen(self.desk))
        self._first(self)

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        self.paints += 1
        super()._display(screen, renderable)


class Seen:
    """What a facilitator has before them: keys, a screen, an evening, and a clock that a test moves."""

    def __init__(self, pilot: SteadyPilot, app: OneScreenApp, desk: Desk, evening: Evening) -> None:
        self.pilot = pilot
        self.app = app
        self.desk = desk
        self.evening = evening

    @property
    def lines(self) -> list[str]:
        """The rows of the window as a terminal gets them."""
        # Textual has no public way to the rows of a screen but a picture of it.
        strips = self.app.screen._compositor.render_strips(self.app.size)
        return [strip.text for strip in strips]

    @property
    def text(self) -> str:
        """Everything to be read, lines joined."""
        return "\n".join(self.lines)

    @property
    def words(self) -> str:
        """Everything to be read, with single spaces, so that a broken line does not part a sentence."""
        return " ".join(self.text.translate(WITHOUT_LINES).split())

    def style_of(self, words: str) -> str:
        """How a hint in the key bar is drawn."""
        keys = self.app.screen.query_one("#keys", Static).visual
        assert isinstance(keys, Content)
        start = keys.plain.index(words)
        return str([span.style for span in keys.spans if span.start == start])

    @property
    def place(self) -> str:
        """Which screen is on top, and the heading of the sheet that lies on it."""
        screen = self.app.screen
        sheet = getattr(screen, "sheet", None)
        return type(screen).__name__ + (f" / {sheet.title}" if sheet is not None else "")

    @property
    def step(self) -> str:
        """The step that runs, as segment and step; empty before the start."""
        position = self.evening.room.session.position
        return f"{position.segment}/{position.step}" if position is not None else ""

    @property
    def copied(self) -> list[str]:
        """What went to the clipboard."""
        clipboard = self.desk.clipboard
        assert isinstance(clipboard, NotedClipboard)
        return clipboard.texts

    @property
    def sheet(self) -> Sheet:
        """The sheet that lies on top."""
        screen = self.app.screen
        assert isinstance(screen, StageScreen)
        assert screen.sheet is not None
        return screen.sheet

    @property
    def sheet_words(self) -> str:
        """Everything to be read on the sheet that lies on top."""
        region = self.app.screen.query_one("#sheet").region
        rows = self.lines[region.y : region.bottom]
        return " ".join(" ".join(row[region.x : region.right].strip(" │╭╮╰╯─▊") for row in rows).split())

    @property
    def facts(self) -> Session:
        """Where the evening stands, whatever can be taken back."""
        return replace(self.evening.room.session, done=(), undone=())

    def shows_time(self, time: str) -> bool:
        """Whether a time is to be read, in large digits or in plain ones."""
        return any(self._shows_rows(digits.rows(time, scale)) for scale in range(1, 12)) or any(
            line.strip() == time for line in self.lines
        )

    def _shows_rows(self, rows: Sequence[str]) -> bool:
        lines = self.lines
        return any(
            all(row.rstrip() in line for row, line in zip(rows, lines[start:], strict=False))
            for start in range(len(lines) - len(rows) + 1)
        )

    @property
    def broken_lines(self) -> list[str]:
        """Rows that are not exactly as wide as the window, or that hold what a terminal might obey."""
        wide = self.app.size.width
        return [line for line in self.lines if cell_len(line) != wide or _has_control(line)]

    async def press(self, *keys: str) -> None:
        """Press keys one after the other."""
        await self.pilot.press(*keys)
        await self.settle()

    async def type(self, text: str) -> None:
        """Type a text."""
        await self.press(*text)

    async def settle(self) -> None:
        """Let everything that was set off come to rest."""
        await self.app.workers.wait_for_complete()
        await self.pilot.pause()

    async def let_pass(self, *, minutes: float = 0, seconds: float = 0) -> None:
        """Let time pass, and the screen see it."""
        clock = self.evening.room._clock
        assert isinstance(clock, HandClock)
        clock.advance(minutes=minutes, seconds=seconds)
        await self.tick()

    async def tick(self, times: int = 1) -> None:
        """Have the screen look at the clock."""
        live = next(item for item in self.app.screen_stack if isinstance(item, LiveScreen))
        for _ in range(times):
            await self.pilot.at_once(live.tick)

    async def broken_while(
        self, *key_groups: Sequence[str], sizes: Sequence[tuple[int, int]] = ()
    ) -> list[str]:
        """Rows that are broken at the start or after any of these keys, in each of these windows too."""
        broken = await self._broken_in(sizes)
        for keys in key_groups:
            await self.press(*keys)
            broken.extend(await self._broken_in(sizes))
        return broken

    async def broken_in_turn(
        self, *key_groups: Sequence[str], windows: tuple[tuple[int, int], tuple[int, int]]
    ) -> list[str]:
        """Rows that are broken after any of these keys, each seen in both windows; begins in the second."""
        broken = []
        for place, keys in enumerate(key_groups):
            await self.press(*keys)
            broken.extend(await self._broken_in(windows[place % 2 : place % 2 + 1]))
        return broken

    async def _broken_in(self, sizes: Sequence[tuple[int, int]]) -> list[str]:
        broken = self.broken_lines
        for size in sizes:
            await self.pilot.resize_terminal(*size)
            await self.pilot.pause()
            broken.extend(self.broken_lines)
        return broken

    async def texts_while(self, *key_groups: Sequence[str]) -> str:
        """All that was to be read at the start and after each of these keys."""
        texts = [self.text]
        for keys in key_groups:
            await self.press(*keys)
            texts.append(self.text)
        return "\n".join(texts)


def _has_control(line: str) -> bool:
    return any(
        unicodedata.category(sign) in ("Cc", "Cf", "Zl", "Zp", "Cs") for sign in line if sign not in JOINERS
    )


JOINERS = "\u200c\u200d"
"""These belong to living scripts and to emoji; a terminal does not obey them."""


# -- evenings to begin with


def evening_of(
    *,
    names: Sequence[str] = NAMES,
    group: str = "Tuesday Circle",
    here: int | None = None,
    segment: str = "",
    minutes_in: float = 0,
    desk: Desk | None = None,
) -> tuple[Desk, Evening]:
    """An evening of a made-up group at 19:30; with a segment, everything up to there has run as planned."""
    desk = desk or make_desk()
    evening = make_evening(desk, make_group(desk, names, name=group), here=here)
    clock = evening.room._clock
    assert isinstance(clock, HandClock)
    clock.advance(minutes=6)
    if segment:
        run_to(evening, segment)
    clock.advance(minutes=minutes_in)
    return desk, evening


def run_to(evening: Evening, segment: str) -> None:
    """Go on as planned, each step as long as its plan, until a segment runs."""
    clock = evening.room._clock
    assert isinstance(clock, HandClock)
    if evening.room.session.position is None:
        assert evening.room.do(moves.begin) is None
    while evening.room.session.position is None or evening.room.session.position.segment != segment:
        box = evening.room.session.current_box
        assert box is not None
        clock.advance(seconds=box.length.total_seconds())
        assert evening.go_on() is None


def consultation(*, here: int | None = None) -> tuple[Desk, Evening]:
    """The first minute of a consultation, on time: Dana brings, Mara leads."""
    desk, evening = evening_of(here=here, segment="case-1", minutes_in=1.3)
    ids = {member.name: member.id for member in evening.group.members}
    room = evening.room
    assert room.do(presenting.name_presenter, "case-1", ids["Dana"]) is None
    if ids["Mara"] in room.session.here:
        assert room.do(leading.name_leader, segment="case-1", person=ids["Mara"], how="offered") is None
    return desk, evening


def evening_in(
    slug: str,
    *,
    step: str,
    mode: Mode = "consultation",
    minutes: int = 90,
    topic: str = "",
    names: Sequence[str] = NAMES,
) -> tuple[Desk, Evening]:
    """An evening of a format at the first second of a step of its first case, or of any part of it.

    `step` is "case-1/facts"; everything up to there has run as planned. Where the segment has somebody who
    brings something, Dana does, and Mara leads.
    """
    desk = make_desk()
    group = replace(make_group(desk, names, mode=mode, minutes=minutes), format=slug, next_topic=topic)
    evening = make_evening(desk, group)
    clock = evening.room._clock
    assert isinstance(clock, HandClock)
    clock.advance(minutes=6)
    segment = step.partition("/")[0]
    run_to(evening, segment)
    ids = {member.name: member.id for member in evening.group.members}
    if evening.room.session.segment(segment).has_presenter:
        assert evening.room.do(presenting.name_presenter, segment, ids["Dana"]) is None
        assert (
            evening.room.do(leading.name_leader, segment=segment, person=ids["Mara"], how="offered") is None
        )
    while evening.room.session.position != tuple(step.split("/")):
        box = evening.room.session.current_box
        assert box is not None
        clock.advance(seconds=box.length.total_seconds())
        assert evening.go_on() is None
    return desk, evening


def over_hand_journal(desk: Desk, evening: Evening) -> tuple[Evening, HandJournal]:
    """The same evening over a journal that a test can fill up."""
    journal = HandJournal(evening.room.entries)
    return Evening(Room(journal, desk.clock), evening.group, (), desk.library, Random), journal


def worst_groups(size: int = 24) -> list[tuple[str, ...]]:
    """The worst names as rosters: what is left of each, once and in order."""
    kept: dict[str, str] = {}
    for name in WORST_NAMES:
        cleaned = clean(name)
        if cleaned:
            kept.setdefault(cleaned.casefold(), name)
    names = list(kept.values())
    return [tuple(names[start : start + size]) for start in range(0, len(names), size)]


def worst_evening(names: Sequence[str]) -> tuple[Desk, Evening]:
    """A consultation in which every name that is shown is one of these; those past twelve are guests."""
    desk, evening = evening_of(names=names[:12], group=names[1], segment="case-1", minutes_in=1)
    evening.regroup(desk.keep_loose_ends(desk.register.with_closing_line(evening.group, names[2]), names[:3]))
    for number, name in enumerate(names[12:]):
        group, guest = desk.register.add_person(evening.group, f"Guest {number}", is_guest=True)
        others = tuple(item for item in group.members if item != guest)
        called = replace(guest, name=clean(name))
        evening.regroup(written(desk, replace(group, members=(*others, called))))
        assert evening.room.do(moves.arrive, guest.id, is_guest=True, is_late=True) is None
    return desk, evening


# -- screens to begin with


@asynccontextmanager
async def _shown(
    desk: Desk, evening: Evening, first: Callable[[CircleApp], None], size: tuple[int, int]
) -> AsyncIterator[Seen]:
    app = OneScreenApp(desk, first)
    async with piloted(app, size) as pilot:
        yield Seen(pilot, app, desk, evening)


@asynccontextmanager
async def on_arrive(
    evening_at: tuple[Desk, Evening], *, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[Seen]:
    """The arrival of an evening."""
    desk, evening = evening_at
    async with _shown(desk, evening, lambda app: app.show_arrive(evening), size) as seen:
        yield seen


@asynccontextmanager
async def on_live(
    evening_at: tuple[Desk, Evening], *, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[Seen]:
    """The live screen of an evening."""
    desk, evening = evening_at
    async with _shown(desk, evening, lambda app: app.show_live(evening), size) as seen:
        yield seen


@asynccontextmanager
async def on_close(
    evening_at: tuple[Desk, Evening], *, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[Seen]:
    """The close of an evening, over its live screen."""
    desk, evening = evening_at

    def first(app: CircleApp) -> None:
        app.show_live(evening)
        app.show_close()

    async with _shown(desk, evening, first, size) as seen:
        yield seen
