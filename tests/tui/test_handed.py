"""An evening that somebody hands over is pasted in the lobby."""

import pytest
from tests.circle_kit import make_desk, make_group
from tests.hand_clock import HandClock
from tests.tui.pilot_kit import consultation
from tests.tui.reading import circle, words
from textual import events
from textual.pilot import Pilot

from circle_tui import handover
from circle_tui.core.happening import moves
from circle_tui.desk import Desk
from circle_tui.export.hat import pack, unpack
from circle_tui.tonight.evening import Evening
from circle_tui.tui.live.screen import LiveScreen
from circle_tui.tui.lobby.screen import LobbyScreen


def handed(evening: Evening) -> str:
    return pack(evening.room.entries, evening.group)


def elsewhere(evening: Evening) -> Desk:
    return make_desk(HandClock(evening.room.now()))


async def paste(pilot: Pilot[int], text: str) -> None:
    pilot.app.post_message(events.Paste(text))
    await pilot.pause()


@pytest.mark.parametrize("made_of_it", ["{}", "> {}", "Here it is:\n{}\nThank you"])
async def test_a_pasted_evening_goes_on_after_one_question(made_of_it: str) -> None:
    _, evening = consultation()
    desk = elsewhere(evening)

    async with circle(desk) as pilot:
        await paste(pilot, made_of_it.format(handed(evening)))
        asked = words(pilot)
        await pilot.press("enter")

        assert "Take over Tuesday Circle, Tuesday 24 November?" in asked
        assert "names of those who are in it come along" in asked
        assert isinstance(pilot.app.screen, LiveScreen)
        assert "Time for one of us" in words(pilot)


async def test_an_evening_that_is_not_taken_leaves_nothing_behind() -> None:
    _, evening = consultation()
    desk = elsewhere(evening)

    async with circle(desk) as pilot:
        await paste(pilot, handed(evening))
        await pilot.press("escape")

        assert isinstance(pilot.app.screen, LobbyScreen)
        assert desk.groups() == ()
        assert desk.left_open() == ()


async def test_an_evening_that_comes_back_closed_stands_among_the_past_ones() -> None:
    _, evening = consultation()
    evening.room.do(moves.end_session)
    desk = elsewhere(evening)

    async with circle(desk) as pilot:
        await paste(pilot, handed(evening))
        asked = words(pilot)
        await pilot.press("enter")

        assert "it is put among the past evenings here" in asked
        assert "The evening is back, and has ended." in words(pilot)
        assert len(desk.shelf.records()) == 1


async def test_one_that_runs_here_already_is_not_taken() -> None:
    desk, evening = consultation()
    text = handed(evening)
    evening.room.journal.close()

    async with circle(desk) as pilot:
        await paste(pilot, text)
        await pilot.press("enter")

        assert isinstance(pilot.app.screen, LobbyScreen)
        assert "was not handed on from it" in words(pilot)


async def test_a_part_of_a_hat_is_said_to_be_one() -> None:
    _, evening = consultation()
    desk = elsewhere(evening)

    async with circle(desk) as pilot:
        await paste(pilot, handed(evening)[:300])

        assert "a part of it is missing" in words(pilot)


@pytest.mark.parametrize("text", ["", "a shopping list", "n"])
async def test_anything_else_that_is_pasted_does_nothing(text: str) -> None:
    desk = make_desk()
    make_group(desk)

    async with circle(desk) as pilot:
        before = words(pilot)
        await paste(pilot, text)

        assert words(pilot) == before


async def test_behind_a_curtain_nothing_is_taken() -> None:
    _, evening = consultation()
    desk = elsewhere(evening)
    make_group(desk, name="Another circle")

    async with circle(desk) as pilot:
        await pilot.press("c")
        await paste(pilot, handed(evening))
        await pilot.press("c")

        assert "Take over" not in words(pilot)


async def test_once_it_is_back_the_lobby_says_nothing_more_about_an_evening_that_was_handed_on() -> None:
    desk, evening = consultation()
    there = elsewhere(evening)
    assert evening.room.do(moves.pass_hat) is None
    went_on = handover.take(there, unpack(handed(evening)))
    clock = there.clock
    assert isinstance(clock, HandClock)
    clock.advance(minutes=5)
    went_on.room.do(moves.end_session)
    back = handed(went_on)
    evening.room.journal.close()

    async with circle(desk) as pilot:
        before = words(pilot)
        await paste(pilot, back)
        await pilot.press("enter")

        assert "was handed on" in before
        assert "was handed on" not in words(pilot)
        assert "The evening is back, and has ended." in words(pilot)
