"""The focus prompt: a tone, three offers, one chosen; a steadying one at the last step."""

from tests.tui.pilot_kit import consultation, on_live

from circle_tui.core.prompts import TONE_WORDS


async def test_the_tones_stand_in_plain_words() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("p")

        assert [word for word in TONE_WORDS.values() if word not in seen.sheet_words] == []


async def test_a_tone_gives_three_offers() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("p", "2")

        assert [f" {place} " in f" {seen.sheet_words} " for place in (1, 2, 3, 4)] == [
            True,
            True,
            True,
            False,
        ]


async def test_a_chosen_prompt_stands_beside_the_clock_and_stays() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("p", "1", "2")
        prompt = seen.evening.picture().prompt
        await seen.let_pass(minutes=2)

        assert prompt
        assert f"Focus {prompt}" in seen.words


async def test_three_others_are_others_and_the_tone_can_be_changed() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("p", "1")
        first = seen.sheet_words
        await seen.press("m")
        others = seen.sheet_words
        await seen.press("t")

        assert others != first
        assert seen.place == "LiveScreen / How does the work feel tonight?"


async def test_others_never_run_out() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("p", "1", *"mmmmmmmmmmmmmmmmmmmm", "1")

        assert seen.evening.picture().prompt


async def test_the_prompt_can_be_taken_away() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("p", "1", "1", "p", "x")

        assert seen.evening.picture().prompt == ""
        assert "Focus" not in seen.words


async def test_taking_away_a_prompt_that_is_not_there_says_so() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("p", "x")

        assert "No prompt stands beside the clock." in seen.words


async def test_a_key_that_is_no_tone_and_no_offer_chooses_nothing() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("p", "9", "0", "z", "1", "4", "8")

        assert seen.place == "LiveScreen / One of these, to stand beside the clock?"
        assert seen.evening.picture().prompt == ""


async def test_a_consultation_closes_on_a_steadying_prompt() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("p", "1", "1", "n", "n", "n")

        prompt = seen.evening.picture().prompt
        assert seen.step == "case-1/group-kinship"
        assert prompt
        assert f"Steadying {prompt}" in seen.words


async def test_the_tone_is_kept_nowhere() -> None:
    async with on_live(consultation()) as seen:
        events = len(seen.evening.room.entries)
        await seen.press("p", "3", "escape")

        assert len(seen.evening.room.entries) == events
