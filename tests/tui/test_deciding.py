"""Deciding: every step of the round, what comes of it, and what is kept."""

from tests.tui.pilot_kit import consultation, on_live

WORDS = "Begin early"


async def test_a_consent_decision_goes_through_its_steps_and_is_kept_with_its_date() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("d", "1", *WORDS, "enter")

        assert "What is the need behind this?" in seen.words
        assert WORDS in seen.words

        await seen.press("n", "n", "n", "n", "n")

        assert "Good enough for now, safe enough to try?" in seen.words

        await seen.press("w", "2")

        made = seen.evening.room.session.decisions
        assert [(item.text, item.has_worry) for item in made] == [(WORDS, True)]
        assert "We look at it again on" in seen.words


async def test_an_objection_is_taken_up_and_leads_back_to_the_round() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("d", "1", *WORDS, "enter", "n", "n", "n", "n", "n", "o")

        assert "What harm to what we are for do you see?" in seen.words

        await seen.press("n", "y", "escape")

        assert seen.evening.room.session.decisions == ()


async def test_a_practice_run_leaves_nothing_behind() -> None:
    async with on_live(consultation()) as seen:
        before = seen.evening.room.entries

        await seen.press("d", "4", "n", "n", "n", "n", "n", "y")

        assert "Nothing of it is kept." in seen.words
        assert seen.evening.room.entries == before


async def test_a_proposal_that_nobody_could_remember_is_sent_back() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("d", "3")
        seen.sheet.submit("word " * 45)
        await seen.settle()

        assert "characters too long to be remembered" in seen.words


async def test_a_proposal_that_names_somebody_is_asked_about_once() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("d", "1")
        seen.sheet.submit("Jo opens the door")
        await seen.settle()

        assert "It names somebody" in seen.words

        seen.sheet.submit("Jo opens the door")
        await seen.settle()

        assert "What is the need behind this?" in seen.words


async def test_the_kind_of_evening_is_changed_by_all_and_stands_on_screen() -> None:
    async with on_live(consultation(), size=(100, 30)) as seen:
        await seen.press("d", "5", "4", "enter")

        assert "governance · how we run ourselves" in seen.words
        assert seen.evening.room.session.mode == "governance"


async def test_the_chart_says_which_way_fits_what() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("d", "6")

        assert "It affects all of us, and it can be tried" in seen.words


async def test_the_pulse_opens_at_the_second_press_and_keeps_counts_alone() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("d", "7")

        assert "Not sharing the screen? Press 7 once more." in seen.words

        await seen.press("7", "1", *"5 1 1", "enter")

        assert "Taken as one word: mostly." in seen.words

        await seen.press("enter")

        assert set(seen.evening.room.session.pulses) == {"place"}
