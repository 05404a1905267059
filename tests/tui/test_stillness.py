"""Stillness: a dim screen without a digit, one line that fills, and an end without a sound."""

import pytest
from msgspec.structs import replace
from tests.tui.pilot_kit import Seen, consultation, evening_in, on_live

from circle_tui.core.plan.modes import Mode
from circle_tui.core.shown.asks import STILL_ASKS


async def pass_time(seen: Seen, seconds: float) -> str:
    """Let time pass, and read the screen."""
    seen.desk.clock.advance(seconds=seconds)  # type: ignore[attr-defined] # the clock of a test is a hand clock
    await seen.tick()
    return seen.words


@pytest.mark.parametrize("size", [(40, 12), (80, 24)])
async def test_a_silence_fills_ends_with_thanks_and_gives_the_evening_back(size: tuple[int, int]) -> None:
    async with on_live(consultation(), size=size) as seen:
        await seen.press("z", "2")
        at_first = seen.words
        halfway = await pass_time(seen, 30)
        at_the_end = await pass_time(seen, 30)
        afterwards = await pass_time(seen, 11)

        assert "━" not in at_first
        assert "━━━━" in halfway
        assert not any(sign.isdigit() for sign in at_first + halfway + at_the_end)
        assert at_the_end == "Thank you. z goes on"
        assert "Time for one of us" in afterwards
        assert seen.place == "LiveScreen"


@pytest.mark.parametrize("key", ["z", "escape"])
async def test_a_silence_can_be_ended_at_any_time_and_costs_nothing_but_its_time(key: str) -> None:
    async with on_live(consultation()) as seen:
        before = seen.facts
        await seen.press("z", "enter", "n", "space", key)

        assert seen.place == "LiveScreen"
        assert seen.facts == before


async def test_with_less_motion_a_word_stands_in_place_of_the_line() -> None:
    async with on_live(consultation()) as seen:
        seen.app.choose(replace(seen.app.settings, reduced_motion=True))
        await seen.press("z", "1")

        assert seen.words == "We are quiet. z ends it"
        assert await pass_time(seen, 20) == "We are quiet. z ends it"


async def test_a_step_that_is_held_in_silence_is_still_at_once_for_what_is_left_of_it() -> None:
    desk, evening = consultation()
    segments = evening.room.session.segments
    case = next(segment for segment in segments if segment.id == "case-1")
    still = replace(case, steps=(replace(case.steps[0], is_still=True), *case.steps[1:]))
    evening.room.session = replace(
        evening.room.session, segments=tuple(still if item is case else item for item in segments)
    )
    async with on_live((desk, evening)) as seen:
        await seen.press("z")
        place = seen.place
        await pass_time(seen, 161)
        before_its_end = seen.words
        await pass_time(seen, 2)

        assert place == "StillScreen"
        assert "Thank you." not in before_its_end
        assert "Thank you." in seen.words


@pytest.mark.parametrize(
    ("slug", "before", "mode", "says"),
    [
        ("stillness-and-mirror", "case-1/intention", "consultation", "Let what you heard sink."),
        ("topic-circle", "framing/framing", "topic", "Write one sentence for yourself."),
    ],
)
@pytest.mark.parametrize("size", [(40, 12), (80, 24)])
async def test_a_step_held_in_silence_is_still_as_soon_as_it_begins(
    slug: str, before: str, mode: Mode, says: str, size: tuple[int, int]
) -> None:
    async with on_live(evening_in(slug, step=before, mode=mode), size=size) as seen:
        await seen.press("n")
        place, words = seen.place, seen.words
        await seen.press("z")

        assert place == "StillScreen"
        assert says in words
        assert not any(sign.isdigit() for sign in words)
        assert seen.place == "LiveScreen"
        assert STILL_ASKS in seen.words


async def test_the_sentence_of_a_silence_gives_way_to_the_thanks_after_it() -> None:
    async with on_live(evening_in("topic-circle", step="framing/framing", mode="topic")) as seen:
        await seen.press("n")
        await pass_time(seen, 185)

        assert seen.words == "Thank you. z goes on"


async def test_going_back_to_a_silence_leaves_the_screen_as_it_is() -> None:
    async with on_live(evening_in("topic-circle", step="round-1/round", mode="topic")) as seen:
        await seen.press("b")

        assert seen.step == "quiet/quiet"
        assert seen.place == "LiveScreen"


async def test_a_bell_that_was_asked_for_waits_while_it_is_still() -> None:
    async with on_live(consultation()) as seen:
        seen.app.choose(replace(seen.app.settings, bell=True))
        rung: list[bool] = []
        seen.app.bell = lambda: rung.append(True)  # type: ignore[method-assign] # a bell that only notes it
        await seen.press("z", "4")
        await pass_time(seen, 170)

        assert rung == []


async def test_a_silence_that_is_over_does_not_open_the_curtain_drawn_over_it() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("z", "1", "c")
        hidden = await pass_time(seen, 600)
        await seen.press("c")
        await seen.tick()

        assert hidden == "We take a moment. c or F2 opens it"
        assert seen.place == "LiveScreen"
