"""Putting something in, and making a talk a round: one key, and the end stays."""

from pathlib import Path

import pytest
from tests.circle_kit import make_desk
from tests.content.samples import put
from tests.tui.pilot_kit import consultation, evening_in, evening_of, on_live

from circle_tui.content.load import Library
from circle_tui.core.happening.events.clock import MinutesFitted
from circle_tui.tui.live.inserts import NO_FEELINGS


async def test_a_feeling_round_comes_next_with_two_keys_and_the_end_stays() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("i", "1")

        assert "Feeling round comes next. The end stays at" in seen.words

        await seen.press("n")

        assert "Feeling round · everyone in turn, about 15 seconds each" in seen.words


@pytest.mark.parametrize("keys", [("j",), ("J",), ("i", "j"), ("i", "enter")])
async def test_a_feeling_round_has_a_key_of_its_own(keys: tuple[str, ...]) -> None:
    async with on_live(consultation()) as seen:
        await seen.press(*keys)

        assert "Feeling round comes next. The end stays at" in seen.words
        assert seen.place == "LiveScreen"


async def test_the_sheet_says_which_key_that_is() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("i")

        assert "j a feeling round, from anywhere" in seen.sheet_words


async def test_an_evening_about_ourselves_has_no_feeling_round_and_says_so() -> None:
    async with on_live(
        evening_in("meeting-about-ourselves", step="collect/collect", mode="governance")
    ) as seen:
        await seen.press("j")
        said = seen.words
        await seen.press("i")

        assert NO_FEELINGS in said
        assert "a feeling round" not in seen.sheet_words


@pytest.mark.parametrize("keys", [("j",), ("i", "3"), ("o",)])
async def test_rooms_that_do_not_see_the_screen_are_left_to_themselves(keys: tuple[str, ...]) -> None:
    names = ("Dana", "Ines", "Jo", "Kofi", "Lea", "Mara", "Sam", "Uta")
    async with on_live(evening_in("rapid-turn-around", step="three-1/tell", minutes=75, names=names)) as seen:
        before = seen.facts
        await seen.press(*keys)

        assert "You are in rooms, and they do not see this screen." in seen.words
        assert seen.facts == before


async def test_the_question_of_the_evening_stands_beside_no_part_that_was_put_in() -> None:
    in_dialogue = evening_in(
        "topic-circle", step="dialogue/dialogue", mode="topic", topic="therapy-in-systems"
    )
    async with on_live(in_dialogue) as seen:
        asked = [seen.evening.picture().question]
        for _ in range(2):
            await seen.press("i", "5", "n")
            asked.append(seen.evening.picture().question)

        assert seen.step.startswith("how-we-work-2/")
        assert asked == ["Who else sits in the room when we work with one person?", "", ""]


async def test_a_group_may_add_many_parts_of_its_own(tmp_path: Path) -> None:
    parts = "\n".join(
        f'[[inserts]]\nslug = "part-{number}"\ntitle = "Part {number}"\nseconds = 60\nsays = "Now."\n'
        for number in range(9)
    )
    desk = make_desk()
    desk.library = Library(put(tmp_path, "phrases/inserts.toml", parts))
    async with on_live(evening_of(desk=desk, segment="topic-1"), size=(100, 30)) as seen:
        await seen.press("i")

        assert "Part 8" in seen.sheet_words


async def test_between_two_turns_in_rooms_there_can_be_a_break() -> None:
    names = ("Dana", "Ines", "Jo", "Kofi", "Lea", "Mara", "Sam", "Uta")
    async with on_live(evening_in("rapid-turn-around", step="three-1/tell", minutes=75, names=names)) as seen:
        await seen.press("i", "2")

        assert "Break comes after First turn in threes." in seen.words


@pytest.mark.parametrize("keys", [("j",), ("i", "3")])
async def test_what_is_put_in_beside_a_steadying_step_comes_before_it_and_it_comes_again(
    keys: tuple[str, ...],
) -> None:
    async with on_live(evening_in("resonance-group", step="case-1/settle")) as seen:
        steadying, end = seen.evening.picture().prompt, seen.evening.picture().end_words
        await seen.let_pass(minutes=1)
        before = seen.facts
        await seen.press(*keys)
        inserted, said, prompt = seen.step, seen.words, seen.evening.picture().prompt
        fitted = isinstance(seen.evening.room.entries[-1].event, MinutesFitted)
        await seen.press("n")
        back, again = seen.step, seen.evening.picture().prompt
        left = seen.evening.picture().clock
        await seen.press("u", "u")

        assert inserted in ("case-1/feeling-round", "case-1/writing-first")
        assert "begins now, and then comes “Settle” again. u takes it back." in said
        assert prompt == ""
        assert fitted
        assert (back, again) == ("case-1/settle", steadying)
        assert left == "02:00"
        assert end in said
        assert seen.facts == before


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


async def test_a_talk_whose_time_is_over_becomes_a_round_without_a_length() -> None:
    async with on_live(evening_of(segment="topic-1")) as seen:
        await seen.let_pass(minutes=12)
        await seen.press("o")

        assert "In turn now; passing is fine." in seen.words
        assert "everyone in turn; passing is fine" in seen.words
        assert "whoever wishes" not in seen.words


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

        assert "Break comes after Time for one of us." in seen.words
        assert "n begins it" not in seen.words
