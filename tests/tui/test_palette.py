"""The palette: every command of the screen under it, by its sentence."""

import pytest
from tests.hand_clock import HandClock
from tests.tui.pilot_kit import consultation, evening_of, on_arrive, on_close, on_live
from textual.content import Content
from textual.css.query import NoMatches
from textual.events import Key
from textual.widgets import Static
from textual.worker import Worker, WorkerState

from circle_tui.tui.close.screen import CloseScreen
from circle_tui.tui.palette import Palette


async def test_the_palette_lists_the_commands_of_the_live_screen() -> None:
    async with on_live(consultation(), size=(100, 45)) as seen:
        await seen.press("ctrl+p")

        assert "Begin, pause, go on" in seen.words
        assert "Who brings something" in seen.words


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("ground rules", "LiveScreen / Ground rules · version 1 of Tuesday 24 November 2026"),
        ("who brings", "LiveScreen / Who brings something in “Time for one of us”?"),
        ("endings", "CloseScreen"),
    ],
)
async def test_a_command_that_is_found_is_done(typed: str, place: str) -> None:
    async with on_live(consultation(), size=(100, 45)) as seen:
        await seen.press("ctrl+p")
        await seen.type(typed)
        await seen.press("enter")

        assert seen.place == place


async def test_a_page_key_right_behind_the_one_for_the_palette_does_no_harm() -> None:
    async with on_live(consultation()) as seen:
        seen.app.post_message(Key("ctrl+p", None))
        seen.app.post_message(Key("pagedown", None))
        await seen.settle()

        assert seen.place == "Palette"


async def test_a_palette_that_is_left_twice_takes_no_other_screen_with_it() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("ctrl+p")
        palette = seen.app.screen
        assert isinstance(palette, Palette)
        palette.dismiss()
        palette.dismiss()
        await seen.settle()

        assert seen.place == "LiveScreen"


async def test_a_search_that_fails_finds_nothing_and_loads_no_picture_of_a_fault() -> None:
    async def fails() -> object:
        raise NoMatches

    async with on_live(consultation()) as seen:
        await seen.press("ctrl+p")
        palette = seen.app.screen
        assert isinstance(palette, Palette)
        search: Worker[object] = palette.run_worker(fails)

        assert await search.wait() is None
        assert search.state is WorkerState.SUCCESS
        assert seen.place == "Palette"


async def test_a_command_whose_screen_is_left_by_then_does_nothing() -> None:
    async with on_close(consultation()) as seen:
        left = seen.app.screen
        await seen.press("escape")
        assert isinstance(left, CloseScreen)
        left.run_command(left.commands[0])
        await seen.settle()

        assert seen.place == "LiveScreen"


async def test_a_command_that_cannot_act_says_why() -> None:
    async with on_live(evening_of(segment="opening"), size=(100, 45)) as seen:
        await seen.press("ctrl+p")
        await seen.type("focus")
        await seen.press("enter")

        assert "This segment has no focus prompt" in seen.words


async def test_the_palette_of_the_arrival_and_of_the_close_are_their_own() -> None:
    async with on_arrive(evening_of(), size=(100, 45)) as seen:
        await seen.press("ctrl+p")

        assert "Keep the meeting link in memory" in seen.words
        assert "Begin, pause, go on" not in seen.words


async def test_the_close_can_be_reached_through_the_palette() -> None:
    async with on_close(consultation(), size=(100, 45)) as seen:
        await seen.press("ctrl+p")
        await seen.type("after a question")
        await seen.press("enter")

        assert seen.place == "CloseScreen / Close the evening?"


async def test_the_palette_offers_no_way_to_write_the_screen_to_a_file_or_just_quit() -> None:
    async with on_live(consultation(), size=(100, 45)) as seen:
        await seen.press("ctrl+p")
        await seen.type("screenshot")
        await seen.press("enter")
        nothing = seen.place
        await seen.press("escape", "ctrl+p")
        await seen.type("quit")
        await seen.press("enter")

        assert nothing == "Palette"
        assert seen.app.is_running


async def test_escape_closes_the_palette() -> None:
    async with on_live(consultation()) as seen:
        before = seen.text
        await seen.press("ctrl+p", "escape")

        assert seen.text == before


async def test_a_palette_that_is_closed_before_it_is_drawn_breaks_nothing() -> None:
    async with on_live(consultation()) as seen:
        seen.app.action_command_palette()
        seen.app.action_curtain()
        await seen.settle()

        assert seen.place == "LiveScreen"


async def test_the_clock_goes_on_around_the_palette() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("ctrl+p")
        await seen.let_pass(minutes=3)
        head = seen.app.screen_stack[-2].query_one("#head", Static).visual

        assert isinstance(head, Content)
        assert "19:49 · ends 20:30" in head.plain


async def test_a_gap_under_the_palette_is_told_by_the_time_at_which_it_was() -> None:
    async with on_live(consultation()) as seen:
        clock = seen.desk.clock
        assert isinstance(clock, HandClock)
        await seen.press("ctrl+p")
        clock.sleep(minutes=20)
        await seen.tick()
        await seen.let_pass(minutes=10)
        await seen.press("escape")
        await seen.tick()

        assert "Nothing was heard from 19:46 to 20:06." in seen.sheet_words
