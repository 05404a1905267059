"""Deciding: every step of the round, what comes of it, and what is kept."""

import pytest
from tests.tui.pilot_kit import Seen, consultation, evening_of, on_live

WORDS = "Begin early"
TO_THE_ROUND = ("d", "1", *WORDS, "enter", *"nnnnn")
"""A proposal for consent, up to the round that is asked for its result."""


async def reword(seen: Seen, words: str) -> None:
    """Open the words of the proposal and put others in their place."""
    await seen.press("e")
    seen.sheet.submit(words)
    await seen.settle()


def decided(seen: Seen) -> list[tuple[str, str, bool]]:
    """Words, way, and whether something was noted beside them, of all that was decided."""
    return [(item.text, item.way, item.has_worry) for item in seen.evening.room.session.decisions]


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

        assert "What could it harm that matters to this group?" in seen.words

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


# -- other words for a proposal


async def test_from_the_step_that_asks_for_it_the_words_can_be_changed_and_are_kept_so() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("d", "1", *WORDS, "enter", "n", "n", "n")
        too_soon = seen.sheet_words
        await seen.press("e", "n")
        offered = seen.sheet_words
        await reword(seen, "Begin early for a month")
        back = seen.sheet_words
        await seen.press("n", "y", "0")

        assert "e change the words" not in too_soon
        assert "e change the words" in offered
        assert "“Begin early for a month”" in back
        assert "Would you word it differently now?" in back
        assert decided(seen) == [("Begin early for a month", "consent", False)]


async def test_an_objection_can_become_other_words_and_is_asked_about_once_more() -> None:
    async with on_live(consultation()) as seen:
        await seen.press(*TO_THE_ROUND, "o")
        await reword(seen, "Begin early, once")
        await seen.press("n")

        assert "“Begin early, once”" in seen.sheet_words
        assert "Good enough for now, safe enough to try?" in seen.sheet_words


async def test_other_words_are_looked_over_for_names_as_the_first_ones_were() -> None:
    async with on_live(consultation()) as seen:
        await seen.press(*TO_THE_ROUND)
        await reword(seen, "Jo begins early")
        asked, still = seen.words, seen.sheet.takes_text
        seen.sheet.submit("Jo begins early")
        await seen.settle()

        assert "It names somebody" in asked
        assert still
        assert "“Jo begins early”" in seen.sheet_words


async def test_leaving_the_words_keeps_those_the_round_has() -> None:
    async with on_live(consultation()) as seen:
        await seen.press(*TO_THE_ROUND, "e", *"er", "escape")

        assert f"“{WORDS}”" in seen.sheet_words
        assert "Good enough for now" in seen.sheet_words


# -- not today


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        (("d", "1", *WORDS, "escape"), "Not today."),
        ((*TO_THE_ROUND, "escape"), "Not today."),
        ((*TO_THE_ROUND, "y", "escape"), "Nothing is kept."),
    ],
)
async def test_words_that_are_left_for_later_come_back_with_d(keys: tuple[str, ...], said: str) -> None:
    async with on_live(consultation()) as seen:
        known = seen.evening.room.entries
        await seen.press(*keys)
        left = seen.words
        await seen.press("d", "2")
        offered, empty = seen.sheet_words, seen.sheet.initial_text
        await seen.press("up", "enter")

        assert f"{said} The words stay until the evening is closed; d, then ↑ in the line," in left
        assert f"Left for later: “{WORDS}”" in offered
        assert empty == ""
        assert f"“{WORDS}”" in seen.sheet_words
        assert seen.evening.room.entries == known


async def test_another_proposal_is_typed_into_an_empty_line_whatever_was_left() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("d", "1", *WORDS, "escape", "d", "1", *"End", "enter")

        assert "“End”" in seen.sheet_words


async def test_once_decided_the_next_proposal_begins_with_an_empty_line() -> None:
    async with on_live(consultation()) as seen:
        await seen.press(*TO_THE_ROUND, "y", "0", "d", "1")

        assert "Left for later" not in seen.sheet_words


async def test_nothing_typed_is_nothing_to_remember() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("d", "1", "escape")

        assert "The words stay" not in seen.words
        assert seen.evening.memory.proposals.get("", "") == ""


async def test_a_practice_run_that_is_left_leaves_no_words_behind() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("d", "4", "n", "escape")

        assert seen.evening.memory.proposals.get("", "") == ""
        assert "The words stay" not in seen.words


# -- consensus


TO_THE_TEST = ("d", "2", *WORDS, "enter", *"nnn")


@pytest.mark.parametrize(("key", "is_noted"), [("y", False), ("s", True)])
async def test_a_consensus_holds_unless_somebody_away_blocks_it_within_two_days(
    key: str, is_noted: bool
) -> None:
    async with on_live(consultation()) as seen:
        await seen.press(*TO_THE_TEST, key)
        open_words = seen.sheet_words
        await seen.press("0")

        assert "Whoever is away may raise a block until Thursday 26 November, 19:46." in open_words
        assert "may raise a block until Thursday 26 November, 19:46. Who tells them?" in seen.words
        assert decided(seen) == [(WORDS, "consensus", is_noted)]


@pytest.mark.parametrize(
    ("key", "said"), [("m", "then it is not ready yet."), ("o", "Then it cannot pass as it is.")]
)
async def test_many_standing_aside_or_a_block_are_worked_on_and_asked_about_again(
    key: str, said: str
) -> None:
    async with on_live(consultation()) as seen:
        await seen.press(*TO_THE_TEST, key)
        reply, rework = seen.words, seen.sheet_words
        await seen.press("n")

        assert said in reply
        assert "What would have to change?" in rework
        assert "Does anyone stand aside? Does anything block?" in seen.sheet_words
        assert decided(seen) == []


async def test_too_few_for_consensus_is_said_without_a_number_and_stops_nobody() -> None:
    async with on_live(consultation(here=4)) as seen:
        await seen.press(*TO_THE_TEST)
        said = seen.sheet_words
        await seen.press("y", "0")

        assert "Fewer of the group are here than this asks for" in said
        assert decided(seen) == [(WORDS, "consensus", False)]


async def test_with_enough_of_the_group_here_nothing_is_said_about_it() -> None:
    async with on_live(consultation()) as seen:
        await seen.press(*TO_THE_TEST)

        assert "Fewer of the group" not in seen.sheet_words


# -- fist to five


@pytest.mark.parametrize("finger", ["3", "4", "5"])
async def test_three_fingers_and_more_at_the_lowest_go_on(finger: str) -> None:
    async with on_live(consultation()) as seen:
        await seen.press("d", "3", *WORDS, "enter", "n", finger, "0")

        assert decided(seen) == [(WORDS, "fist-to-five", False)]


@pytest.mark.parametrize("finger", ["0", "1", "2"])
async def test_less_is_heard_first_and_then_looked_at_once_more(finger: str) -> None:
    async with on_live(consultation()) as seen:
        await seen.press("d", "3", *WORDS, "enter", "n", finger)
        heard = seen.sheet_words
        await seen.press("n")

        assert "Whoever showed two or less, you are welcome to speak first." in heard
        assert "On three, all at once" in seen.sheet_words
        assert decided(seen) == []


async def test_the_key_that_goes_on_says_what_can_come_of_the_round() -> None:
    async with on_live(consultation()) as seen:
        await seen.press(*TO_THE_ROUND, "n")

        assert "What is the answer? y all consent, w with a worry, o an objection." in seen.words


async def test_after_three_rounds_a_smaller_step_is_suggested() -> None:
    async with on_live(consultation()) as seen:
        await seen.press(*TO_THE_ROUND, *"ononon")
        twice = seen.sheet_words
        await seen.press("o")

        assert "Good enough for now" in twice
        assert "Twice round: a smaller step now, or next time." in seen.sheet_words


# -- how was it


async def test_at_the_check_out_the_counts_are_offered_until_some_were_taken() -> None:
    async with on_live(evening_of(segment="check-out"), size=(100, 30)) as seen:
        offered = seen.words
        await seen.press("d", "7", "7", "1", *"5 1 1", "enter", "escape")

        assert "How was it? d, then 7, counts answers · not while sharing" in offered
        assert "d, then 7, counts answers" not in seen.words


async def test_with_fewer_than_five_here_nothing_is_offered() -> None:
    async with on_live(evening_of(segment="check-out", here=4), size=(100, 30)) as seen:
        assert "How was it?" not in seen.words


async def test_what_was_counted_stands_beside_its_sentence_as_one_word() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("d", "7", "7", "1", *"5 1 1", "enter", "escape", "d", "7", "7")

        assert "I had a place here tonight. mostly" in seen.sheet_words
        assert "shown as one word: mostly, mixed, not yet." in seen.sheet_words


# -- for tonight


async def test_another_kind_of_evening_is_for_tonight_and_says_so() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("d")
        offered = seen.sheet_words
        await seen.press("5", "4", "enter")

        assert "The kind of evening, for tonight: now support" in offered
        assert "For tonight: governance" in seen.words


async def test_before_a_decision_it_is_said_that_somebody_is_out_without_a_name() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("6", "2", "d", "1", *"tea", "enter")
        first = seen.sheet_words
        await seen.press("n")
        second = seen.sheet_words
        await seen.press(*"nnnn")

        said = "Somebody has a place here and is out for a while"
        assert said in first
        assert said not in second
        assert said in seen.sheet_words
        assert "Ines" not in first
