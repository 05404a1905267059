"""Arrival: who comes, how long until we begin, and the check before the screen is shared."""

from datetime import UTC, datetime

import pytest
from tests.circle_kit import make_desk, make_evening, make_group
from tests.hand_clock import HandClock
from tests.tui.pilot_kit import SIZES, evening_of, on_arrive, over_hand_journal

from circle_tui.core.happening import moves
from circle_tui.desk import Desk
from circle_tui.tonight.evening import Evening


@pytest.mark.parametrize("size", SIZES)
async def test_the_time_to_the_start_and_the_end_are_to_be_read_in_every_window(
    size: tuple[int, int],
) -> None:
    desk, evening = evening_of(minutes_in=-6)
    async with on_arrive((desk, evening), size=size) as seen:
        assert seen.shows_time("06:00")
        assert "begins at 19:30" in seen.text
        assert "ends 20:30" in seen.text
        assert "Arriving" in seen.text
        assert seen.broken_lines == []


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (160, 45)])
async def test_the_check_before_sharing_stands_in_the_middle_beside_large_digits(
    size: tuple[int, int],
) -> None:
    desk, evening = evening_of(minutes_in=-6)
    async with on_arrive((desk, evening), size=size) as seen:
        assert "Share this window, not the whole desktop." in seen.text
        assert "can everyone read the clock?" in seen.text
        assert seen.app.screen.query_one("#clock").size.height >= 4


@pytest.mark.parametrize("size", [(40, 12), (60, 18)])
async def test_in_a_small_window_the_check_can_be_read_to_its_end(size: tuple[int, int]) -> None:
    async with on_arrive(evening_of(), size=size) as seen:
        await seen.press("pagedown", "pagedown", "pagedown")

        assert "can everyone read the clock?" in seen.words


async def test_enter_begins_the_session() -> None:
    async with on_arrive(evening_of()) as seen:
        await seen.press("enter")

        assert seen.place == "LiveScreen"
        assert seen.step == "opening/treats"


async def test_it_may_begin_with_the_roll_unfinished_and_whoever_is_not_marked_stays_expected() -> None:
    async with on_arrive(evening_of(here=3)) as seen:
        await seen.press("enter")

        assert len(seen.evening.room.session.unmarked) == 4
        assert seen.place == "LiveScreen"


@pytest.mark.parametrize(
    ("key", "place"),
    [
        ("r", "ArriveScreen / Who is here?"),
        ("R", "ArriveScreen / Who is here?"),
        ("g", "ArriveScreen / Ground rules · version 1 of Tuesday 24 November 2026"),
        ("m", "ArriveScreen / The meeting link"),
        ("M", "ArriveScreen / The meeting link"),
        ("y", "ArriveScreen / Copy for the chat"),
        ("question_mark", "ArriveScreen / Keys"),
        ("escape", "LobbyScreen"),
        ("space", "LiveScreen"),
        ("n", "ArriveScreen"),
    ],
)
async def test_every_key_opens_what_the_list_of_keys_says(key: str, place: str) -> None:
    async with on_arrive(evening_of()) as seen:
        await seen.press(key)

        assert seen.place == place


async def test_u_takes_back_a_mark_and_ctrl_r_brings_it_back() -> None:
    async with on_arrive(evening_of(here=0)) as seen:
        await seen.press("r", "d", "enter", "escape", "u")
        taken_back = seen.evening.room.session.here
        await seen.press("ctrl+r")

        assert taken_back == ()
        assert len(seen.evening.room.session.here) == 1


@pytest.mark.parametrize(
    ("key", "sentence"),
    [("u", "There is nothing to take back."), ("ctrl+r", "There is nothing to bring back.")],
)
async def test_what_cannot_be_done_yet_says_why(key: str, sentence: str) -> None:
    async with on_arrive(evening_of(here=0)) as seen:
        await seen.press(key)

        assert sentence in seen.words


async def test_back_in_the_lobby_the_session_stays_open() -> None:
    async with on_arrive(evening_of()) as seen:
        await seen.press("escape")

        assert len(seen.desk.left_open()) == 1


async def test_an_empty_link_says_that_none_is_kept() -> None:
    async with on_arrive(evening_of()) as seen:
        await seen.press("m", "enter")

        assert "No link is kept." in seen.words


async def test_after_the_planned_start_the_screen_says_when_it_was_to_begin() -> None:
    async with on_arrive(evening_of(minutes_in=3)) as seen:
        assert "was to begin at 19:30" in seen.words
        assert "3 min behind" in seen.words


async def test_once_it_is_time_and_people_are_here_it_hints_at_beginning() -> None:
    async with on_arrive(evening_of(here=5, minutes_in=1)) as seen:
        assert "Five are here · enter begins" in seen.words


def opened_at(time: str) -> tuple[Desk, Evening]:
    desk = make_desk(HandClock(datetime.fromisoformat(f"2026-11-24T{time}+01:00").astimezone(UTC)))
    return desk, make_evening(desk, make_group(desk))


async def test_a_start_long_before_its_time_is_asked_about_and_can_wait() -> None:
    async with on_arrive(opened_at("18:30")) as seen:
        await seen.press("enter")
        asked = seen.words
        await seen.press("escape")
        waiting = seen.step
        await seen.press("enter", "enter")

        assert "The evening is planned for 19:30, 60 minutes from now." in asked
        assert waiting == ""
        assert seen.step == "opening/treats"


async def test_a_start_a_few_minutes_early_is_not_asked_about() -> None:
    async with on_arrive(opened_at("19:27")) as seen:
        await seen.press("enter")

        assert seen.step == "opening/treats"


async def test_a_key_of_the_live_screen_says_where_it_acts() -> None:
    async with on_arrive(evening_of()) as seen:
        await seen.press("n")

        assert "n waits for the live screen" in seen.words


async def test_bringing_back_a_beginning_that_was_taken_back_goes_live_again() -> None:
    async with on_arrive(evening_of()) as seen:
        await seen.press("enter", "u")
        back = seen.place
        await seen.press("ctrl+r")

        assert back == "ArriveScreen"
        assert seen.place == "LiveScreen"


async def test_taking_back_the_beginning_is_called_so() -> None:
    async with on_arrive(evening_of()) as seen:
        await seen.press("enter", "u")
        await seen.press("enter", "n", "u")

        assert "Taken back: going to another step." in seen.words
        assert seen.evening.room.undo() == "the beginning of the evening"


async def test_who_looks_on_goes_live_with_whoever_holds_the_evening_and_back_again() -> None:
    desk, first = evening_of()
    evening, journal = over_hand_journal(desk, first)
    journal.is_read_only = True
    async with on_arrive((desk, evening)) as seen:
        first.room.do(moves.begin)
        journal.take_over(first.room.entries)
        await seen.tick()
        live = seen.place
        first.room.undo()
        journal.take_over(first.room.entries)
        await seen.tick()

        assert (live, seen.place) == ("LiveScreen", "ArriveScreen")


async def test_who_looks_on_goes_live_and_back_again_only_once_the_curtain_is_open() -> None:
    desk, first = evening_of()
    evening, journal = over_hand_journal(desk, first)
    journal.is_read_only = True
    async with on_arrive((desk, evening)) as seen:
        await seen.press("c")
        first.room.do(moves.begin)
        journal.take_over(first.room.entries)
        await seen.tick()
        before_live = seen.words
        await seen.press("c")
        await seen.tick()
        live = seen.place
        await seen.press("e", "c")
        first.room.undo()
        journal.take_over(first.room.entries)
        await seen.tick()
        over_close = seen.words
        await seen.press("c")
        await seen.tick()

        assert (before_live, over_close) == ("We take a moment. 19:30 c or F2 opens it",) * 2
        assert (live, seen.place) == ("LiveScreen", "ArriveScreen")
