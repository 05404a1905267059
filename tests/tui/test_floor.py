"""Hands and the floor: one key opens it, in a round everyone is asked, in open talk a hand is enough."""

import pytest
from tests.tui.pilot_kit import consultation, evening_of, on_live


async def test_a_round_begins_and_goes_around_by_keys_and_undo_gives_the_floor_back() -> None:
    async with on_live(evening_of(segment="check-in")) as seen:
        before = "Floor" in seen.words
        await seen.press("h")
        offered = seen.sheet_words
        await seen.press("s", "3", "enter")
        begun = seen.sheet_words
        await seen.press("p", "t", "d")
        later = seen.sheet_words
        await seen.press("u", "u")

        assert not before
        assert "Dana" in offered
        assert "Everyone may pass, or come later." in offered
        assert "Floor Jo Next Kofi" in begun
        assert "0 of 7 have been asked." in begun
        assert "Floor Lea Next Kofi" in later
        assert "1 of 7 have been asked." in later
        assert "Floor Kofi Next Lea" in seen.sheet_words

        await seen.press("s", "1", "h")

        assert "Floor Dana · next Kofi" in seen.words


async def test_once_everyone_has_been_asked_nothing_goes_on_by_itself_and_a_round_may_begin_anew() -> None:
    async with on_live(evening_of(segment="check-in")) as seen:
        await seen.press("h", *["enter"] * 8)

        assert "Everyone has been asked." in seen.sheet_words
        assert seen.step == "check-in/round"

        await seen.press("enter", "s", "3")

        assert "Floor Jo Next" in seen.sheet_words


async def test_in_open_talk_hands_wait_and_nothing_tells_who_has_spoken() -> None:
    async with on_live(evening_of(segment="topic-1")) as seen:
        await seen.press("h", "enter")
        empty = seen.words
        await seen.press("3", "2")
        waiting = seen.sheet_words
        await seen.press("enter")
        given = seen.words
        await seen.press("3")

        assert "No hand is up." in empty
        assert "Next Jo then Ines" in waiting
        assert "Jo has the floor." in given
        assert "Next Ines then Jo" in seen.sheet_words
        assert "have been asked" not in seen.words

        await seen.press("o")

        assert "In turn now, about" in seen.words


async def test_the_first_word_is_offered_to_all_and_after_ten_quiet_seconds_the_floor_is_open() -> None:
    async with on_live(evening_of(segment="topic-1")) as seen:
        await seen.press("h", "w")
        asked = seen.sheet_words
        await seen.let_pass(seconds=9)
        quiet = seen.sheet_words
        await seen.let_pass(seconds=1)
        opened = seen.sheet_words
        await seen.press("4")

        assert "Anyone this touches most closely is welcome first." in asked
        assert "The floor is open." not in quiet
        assert "The floor is open." in opened
        assert "Kofi has the first word." in seen.words
        assert seen.place.endswith("The floor")


async def test_in_a_round_the_first_word_begins_it_and_it_goes_on_from_there() -> None:
    async with on_live(evening_of(segment="check-in")) as seen:
        await seen.press("h", "w", "escape", "w", "5")
        begun = seen.sheet_words
        await seen.press("enter", "w", "1")

        assert "Floor Lea Next Mara" in begun
        assert "Floor Dana Next Mara" in seen.sheet_words


async def test_while_somebody_has_the_floor_the_first_word_does_not_say_that_it_is_open() -> None:
    async with on_live(evening_of(segment="check-in")) as seen:
        await seen.press("h", "enter", "w")
        await seen.let_pass(seconds=10)

        assert "The floor is open." not in seen.sheet_words
        assert "Whoever would like to goes first; then the round goes on." in seen.sheet_words


async def test_before_the_start_and_with_nobody_to_choose_it_says_why() -> None:
    async with on_live(evening_of(here=1)) as seen:
        await seen.press("h")

        assert "The session has not begun yet." in seen.words

    async with on_live(evening_of(here=1, segment="check-in")) as seen:
        await seen.press("h", "d", "a", "enter", "s")

        assert "Nobody else is left to ask." in seen.sheet_words

        await seen.press("escape", "t")

        assert "p passes, and that is free." in seen.words


async def test_a_round_is_not_left_while_somebody_waits_unless_n_is_pressed_again() -> None:
    async with on_live(evening_of(segment="check-in")) as seen:
        await seen.press("h", "enter", "enter", "escape", "n")
        asked, place = seen.words, seen.evening.room.session.position
        await seen.press("n")

        assert "Five of us have not been asked yet: h goes on with the round. n again leaves it." in asked
        assert place is not None
        assert place.segment == "check-in"
        assert seen.evening.room.session.position != place


async def test_a_round_is_left_at_once_when_only_the_last_one_speaks() -> None:
    async with on_live(evening_of(segment="check-in")) as seen:
        await seen.press("h", *["enter"] * 7, "escape")
        place = seen.evening.room.session.position
        await seen.press("n")

        assert seen.evening.room.session.position != place


@pytest.mark.parametrize(
    ("key", "title"), [("8", "Ouch"), ("7", "Five minutes on us"), ("x", "Care"), ("comma", "Before")]
)
async def test_a_round_gives_way_to_care_and_keeps_its_place(key: str, title: str) -> None:
    async with on_live(evening_of(segment="check-in")) as seen:
        await seen.press("h", "enter", "enter")
        floor = seen.evening.room.session.floors
        await seen.press(key)

        assert title in seen.sheet_words
        assert seen.evening.room.session.floors == floor


async def test_in_open_talk_a_digit_is_a_hand_and_x_is_care() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("h", "x")

        assert "Care" in seen.sheet_words
