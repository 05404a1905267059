"""Putting something in, and making a talk a round: one key, and the end stays."""

from tests.tui.pilot_kit import consultation, evening_of, on_live


async def test_a_feeling_round_comes_next_with_two_keys_and_the_end_stays() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("i", "1")

        assert "Feeling round comes next. The end stays at" in seen.words

        await seen.press("n")

        assert "Feeling round, about 15 seconds each" in seen.words


async def test_the_sheet_lists_what_fits_and_closes_by_its_own_key() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("i")

        assert "Heavy and holding" in seen.words
        assert "Break until a clock time" in seen.words

        await seen.press("i")

        assert "Heavy and holding" not in seen.words


async def test_a_break_until_a_time_is_asked_for_in_words_and_says_when_it_cannot_be() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("i", "t", *"soon", "enter")

        assert "A time such as 20:15 is right." in seen.words


async def test_a_talk_becomes_a_round_and_a_talk_again_by_one_key() -> None:
    async with on_live(evening_of(segment="topic-1")) as seen:
        await seen.press("o")

        assert "In turn now, about" in seen.words
        assert "everyone in turn, about" in seen.words

        await seen.press("o")

        assert "Open talk again." in seen.words


async def test_a_part_behind_a_segment_with_more_steps_says_what_it_comes_after() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("i", "2")

        assert "Break comes after Consultation." in seen.words
        assert "n begins it" not in seen.words
