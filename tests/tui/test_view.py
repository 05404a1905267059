"""The view: quiet clock, theme, less motion and the bell take effect at once, and are remembered."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.color import ColorType
from rich.segment import Segment
from tests.circle_kit import make_desk
from tests.tui.pilot_kit import (
    SIZES,
    OneScreenApp,
    Seen,
    consultation,
    evening_of,
    on_arrive,
    on_close,
    on_live,
)
from tests.tui.steady import piloted
from textual.color import Color
from textual.widgets import Input

from circle_tui.content.load import Library
from circle_tui.content.settings import Preferences
from circle_tui.content.themes import HINT_RATIO, ROOM_RATIO, contrast
from circle_tui.core.settings import Settings
from circle_tui.desk import Desk
from circle_tui.system.textfile import TextFile
from circle_tui.tonight.evening import Evening
from circle_tui.tui.lobby.screen import LobbyScreen

KNOWN = ("colour-blind-safe", "dark", "high-contrast", "light")
RULES = frozenset("─│╭╮╰╯▊▌█▎▏ ")
"""Signs that carry nothing to read; the digits of the clock are asked about by themselves."""
FOR_THE_HAND = ("keys", "sheet-hints")
"""Where key hints stand."""


def remembering(config: Path) -> tuple[Desk, Evening]:
    """A consultation at a desk whose settings are kept in a folder."""
    desk, evening = consultation()
    desk.library = Library(config)
    desk._preferences = Preferences(TextFile(config / "settings.toml"))
    return desk, evening


def drawn(seen: Seen) -> Iterator[tuple[int, Segment]]:
    """Every piece of text on the screen, with its row."""
    # Textual has no public way to what it sends to the terminal but a picture of it.
    for row, strip in enumerate(seen.app.screen._compositor.render_strips(seen.app.size)):
        for segment in strip:
            yield row, segment


def too_faint(seen: Seen) -> list[tuple[str, float]]:
    """What is to be read and stands out too little from what is behind it."""
    hint_rows = {row for name in FOR_THE_HAND for row in range(*_rows_of(seen, name))}
    found = []
    for row, (text, style, _) in drawn(seen):
        if style is None or style.color is None or style.bgcolor is None or set(text) <= RULES:
            continue
        ratio = contrast(*(Color.from_rich_color(item).hex6 for item in (style.color, style.bgcolor)))
        if ratio < (HINT_RATIO if row in hint_rows else ROOM_RATIO):
            found.append((text.strip(), round(ratio, 1)))
    return found


def _rows_of(seen: Seen, name: str) -> tuple[int, int]:
    region = seen.app.screen.query_one(f"#{name}").region
    return region.y, region.bottom


async def test_the_quiet_clock_shows_minutes_at_once_and_seconds_in_the_last_minute() -> None:
    async with on_live(consultation(), size=(100, 30)) as seen:
        assert seen.shows_time("02:42")
        await seen.press("v", "q", "escape")
        assert seen.shows_time("2")
        assert "minutes" in seen.text
        assert not seen.shows_time("02:42")
        await seen.let_pass(seconds=122)
        assert seen.shows_time("00:40")


async def test_a_quiet_clock_paints_nothing_while_no_minute_ends() -> None:
    desk, evening = consultation()
    desk.choose(Settings(quiet_clock=True))
    async with on_live((desk, evening), size=(100, 30)) as seen:
        await seen.let_pass(seconds=3)
        seen.app.paints = 0
        for _ in range(30):
            await seen.let_pass(seconds=1)

        # Three edges of a minute at most: the step's, the time of day's, and what follows from it.
        assert seen.app.paints <= 3


async def test_the_theme_turns_live_through_all_of_them_and_back() -> None:
    async with on_live(consultation(), size=(100, 30)) as seen:
        await seen.press("v")
        themes = []
        for _ in range(6):
            themes.append(seen.app.theme)
            await seen.press("t")

        assert themes[0] == themes[5] == "circle-dark"
        assert len(set(themes)) == 5


async def test_every_word_of_the_screen_is_in_the_colours_of_the_theme_it_was_turned_to() -> None:
    async with on_live(consultation(), size=(100, 30)) as seen:
        await seen.press("v", *["t"] * 5, "escape")
        assert seen.app.theme == "circle-dark"
        before = [segment.style for _, segment in drawn(seen)]
        await seen.press("v", "t", "escape")
        after = [segment.style for _, segment in drawn(seen)]

        assert all(old != new for old, new in zip(before, after, strict=True) if old is not None)


async def test_what_is_chosen_is_remembered(tmp_path: Path) -> None:
    async with on_live(remembering(tmp_path)) as seen:
        await seen.press("v", "q", "t", "m", "b")

    assert Library(tmp_path).settings == Settings(
        theme="high-contrast", quiet_clock=True, reduced_motion=True, bell=True
    )


async def test_what_cannot_be_remembered_holds_and_is_told(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text("bel = true\n", encoding="utf-8")

    async with on_live(remembering(tmp_path), size=(120, 30)) as seen:
        await seen.press("v", "q")

        assert seen.app.settings.quiet_clock
        assert "It holds until you leave, and is not remembered: settings.toml" in seen.words


async def test_the_first_picture_is_drawn_as_it_was_chosen_the_last_time(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('theme = "light"\nquiet_clock = true\n', encoding="utf-8")

    async with on_live(remembering(tmp_path), size=(100, 30)) as seen:
        assert seen.app.theme == "circle-light"
        assert seen.shows_time("2")


async def test_less_motion_holds_even_the_cursor_still() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("v", "m", "escape", "r", "plus")
        still = (seen.app.animation_level, {field.cursor_blink for field in seen.app.screen.query(Input)})
        await seen.press("escape", "escape", "v", "m")
        moving = (seen.app.animation_level, {field.cursor_blink for field in seen.app.screen.query(Input)})

    assert still == ("none", {False})
    assert moving == ("full", {True})


class RingingApp(OneScreenApp):
    """Counts how often the bell sounds."""

    rings = 0

    def bell(self) -> None:
        """Count."""
        self.rings += 1


async def rings_over(settings: Settings) -> int:
    """How often the bell sounds while a step runs out, is over for a while, and the next one begins."""
    desk, evening = consultation()
    desk.choose(settings)
    app = RingingApp(desk, lambda app: app.show_live(evening))
    async with piloted(app, (100, 30)) as pilot:
        seen = Seen(pilot, app, desk, evening)
        await seen.let_pass(seconds=1)
        for _ in range(4):
            await seen.let_pass(minutes=1)
        await seen.press("n")
        await seen.let_pass(seconds=1)
    return app.rings


async def test_there_is_no_bell_unless_somebody_asks_for_it() -> None:
    assert await rings_over(Settings()) == 0


async def test_the_bell_sounds_once_at_a_steps_end() -> None:
    assert await rings_over(Settings(bell=True)) == 1


async def test_the_view_lies_on_arrival_live_close_and_lobby_and_its_key_closes_it() -> None:
    places = []
    async with on_arrive(evening_of()) as seen:
        await seen.press("v")
        places.append(seen.place)
        await seen.press("v")
        places.append(seen.place)
    async with on_close(consultation()) as seen:
        await seen.press("v")
        places.append(seen.place)
        while not isinstance(seen.app.screen, LobbyScreen):
            seen.app.pop_screen()
            await seen.settle()
        await seen.press("v")
        places.append(seen.place)

    assert places == ["ArriveScreen / View", "ArriveScreen", "CloseScreen / View", "LobbyScreen / View"]


@pytest.mark.parametrize("size", SIZES)
async def test_no_line_is_broken_with_a_quiet_clock_in_any_window(size: tuple[int, int]) -> None:
    desk, evening = consultation()
    desk.choose(Settings(quiet_clock=True))

    async with on_live((desk, evening), size=size) as seen:
        broken = await seen.broken_while(("v",), ("t",), ("escape",), ("space",))

    assert broken == []


@pytest.mark.parametrize("theme", KNOWN)
async def test_everything_that_is_drawn_can_be_read(theme: str) -> None:
    desk, evening = consultation()
    desk.choose(Settings(theme=theme))

    faint = []
    async with on_live((desk, evening), size=(100, 30)) as seen:
        for keys in (
            (),
            ("v",),
            ("escape", "l"),
            ("escape", "g"),
            ("escape", "f"),
            ("escape", "space"),
            ("e",),
        ):
            await seen.press(*keys)
            faint.extend(too_faint(seen))
        await seen.press("escape", "space")
        await seen.let_pass(minutes=9)
        faint.extend(too_faint(seen))
        while not isinstance(seen.app.screen, LobbyScreen):
            seen.app.pop_screen()
            await seen.settle()
        faint.extend(too_faint(seen))

    assert faint == []


@pytest.mark.parametrize("theme", KNOWN)
async def test_the_digits_of_the_clock_can_be_read_running_paused_and_over(theme: str) -> None:
    desk, evening = consultation()
    desk.choose(Settings(theme=theme))

    ratios = []
    async with on_live((desk, evening), size=(100, 30)) as seen:
        for minutes, key in ((0, "space"), (0, "space"), (9, "tab")):
            await seen.let_pass(minutes=minutes)
            style = seen.app.screen.query_one("#clock").rich_style
            assert style.color is not None
            assert style.bgcolor is not None
            ratios.append(
                contrast(*(Color.from_rich_color(item).hex6 for item in (style.color, style.bgcolor)))
            )
            await seen.press(key)

    assert min(ratios) >= ROOM_RATIO


async def test_the_terminals_theme_sends_the_terminals_own_colours_and_no_other() -> None:
    desk, evening = consultation()
    desk.choose(Settings(theme="terminal"))

    async with on_live((desk, evening), size=(100, 30)) as seen:
        await seen.press("v")
        await seen.let_pass(minutes=5)
        kinds = {
            colour.type
            for _, (_, style, _) in drawn(seen)
            if style is not None
            for colour in (style.color, style.bgcolor)
            if colour is not None
        }

    assert kinds <= {ColorType.DEFAULT, ColorType.STANDARD}


@pytest.mark.parametrize("theme", ["light", "terminal"])
async def test_with_no_color_no_colour_is_sent_and_words_and_signs_say_everything(
    monkeypatch: pytest.MonkeyPatch, theme: str
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    desk, evening = consultation()
    desk.choose(Settings(theme=theme))

    async with on_live((desk, evening), size=(100, 30)) as seen:
        running = seen.words
        await seen.press("space")
        paused = seen.words
        await seen.press("space", "v")
        assert "NO_COLOR is set: no colours are shown" in seen.words
        await seen.press("escape")
        await seen.let_pass(minutes=5)
        kinds = {
            colour.type
            for _, (_, style, _) in drawn(seen)
            if style is not None
            for colour in (style.color, style.bgcolor)
            if colour is not None
        }

        assert kinds == {ColorType.DEFAULT}
        assert "▶ Time for one of us" in running
        assert "★ Mara leads" in running
        assert "paused · space goes on" in paused
        assert "over, taken from Open floor" in seen.words


def test_a_desk_that_is_moved_keeps_what_was_chosen() -> None:
    desk = make_desk()
    moved = desk.moved(desk.shelf, desk.clock)

    moved.choose(Settings(theme="light"))

    assert desk.settings.theme == "light"
