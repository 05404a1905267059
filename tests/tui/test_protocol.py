"""Protocols for what is hard: where an answer leads, what leaving keeps, and how the evening goes on."""

from pathlib import Path

from tests.content.samples import put
from tests.tui.pilot_kit import Seen, consultation, on_live, run_to

from circle_tui.content.load import Library
from circle_tui.core.happening.events.work import ProtocolUsed

TO_THE_CHOICE = ("7", "n", "n", "n", "n", "n")
"""Five minutes on us, up to the step with four answers."""
TO_THE_RULES = ("x", "b", "enter", *"nnnnnnnn")
"""The conflict session, up to the step in which one of the rules may be touched."""

SHORT = """
slug = "ouch"
title = "Ouch"
pauses = true

[[steps]]
says = "Shall we go on?"

[[steps.answers]]
keys = "y"
says = "yes"
goes = "leave"
reply = "Then on we go."

[[steps]]
says = "What do we need?"
"""


def step_of(seen: Seen) -> str:
    """Where the sheet says the room is: "step 3 of 6"."""
    words = seen.sheet_words
    start = words.index("step ")
    return " ".join(words[start:].split()[:4])


# -- answers


async def test_now_goes_on_to_what_was_said() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("8", "n", "1")

        assert "What was said, and what it did." in seen.sheet_words


async def test_later_puts_it_away_lets_the_clock_go_on_and_comes_back_after_the_question() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("8", "n", "2")
        said, phase = seen.words, seen.evening.room.session.phase
        await seen.press("8")

        assert "Later, then. 8 comes back to this step." in said
        assert phase == "running"
        assert "What was said, and what it did." in seen.sheet_words
        assert seen.evening.room.session.phase == "paused"


async def test_rather_not_asks_nothing_more_but_who_asks_after_it() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("8", "n", "3")

        assert "Nothing more is asked of you." in seen.words
        assert "who asks after this in the next two" in seen.sheet_words


async def test_the_key_that_goes_on_says_what_can_be_answered() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("8", "n", "n")

        assert "What is the answer? 1 now, 2 later, 3 rather not." in seen.words
        assert step_of(seen) == "step 2 of 6"


async def test_ten_more_minutes_say_who_gives_them_and_lead_back_to_the_question() -> None:
    async with on_live(consultation()) as seen:
        await seen.press(*TO_THE_CHOICE, "2")
        said, ten = seen.words, seen.sheet_words
        await seen.press("n")

        assert "Ten more minutes, from" in said
        assert "Open floor" in said
        assert "10:00" in ten
        assert "Ten more minutes for us." in ten
        assert "take ten more minutes, set a time for it" in seen.sheet_words


async def test_ten_more_minutes_that_nobody_has_say_so() -> None:
    desk, evening = consultation()
    run_to(evening, "next-time")

    async with on_live((desk, evening)) as seen:
        await seen.press(*TO_THE_CHOICE, "2")

        assert "Nobody can give all of them" in seen.words


async def test_to_set_a_time_is_spoken_and_goes_on() -> None:
    async with on_live(consultation()) as seen:
        known = len(seen.evening.room.entries)
        await seen.press(*TO_THE_CHOICE, "3")

        assert "Say the day and the hour aloud; nothing of it is noted here." in seen.words
        assert step_of(seen) == "step 7 of 7"
        assert len(seen.evening.room.entries) == known + 1


# -- leaving and coming back


async def test_left_in_the_middle_the_clock_stands_still_and_its_key_comes_back_to_the_step() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("8", "n", "1", "escape")
        said, phase = seen.words, seen.evening.room.session.phase
        await seen.press("8")
        back = step_of(seen)
        await seen.press("n", "n", "n", "enter")

        assert "The clock stands still: space lets it go on, 8 comes back to this step." in said
        assert phase == "paused"
        assert back == "step 3 of 6"
        assert seen.evening.room.session.phase == "running"


async def test_what_is_opened_again_can_begin_anew() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("8", "n", "1", "escape", "8")
        offered = seen.sheet_words
        await seen.press("a")

        assert "a from the beginning" in offered
        assert step_of(seen) == "step 1 of 6"
        assert "a from the beginning" not in seen.sheet_words


async def test_a_clock_that_went_on_meanwhile_stands_still_again_on_coming_back() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("7", "n", "n", "escape", "space", "7")
        phase = seen.evening.room.session.phase
        await seen.press(*"nnn1", "enter")

        assert phase == "paused"
        assert seen.evening.room.session.phase == "running"


async def test_what_was_gone_through_begins_at_the_beginning_the_next_time() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("8", "n", "1", "escape", "8", "n", "n", "n", "enter", "8")

        assert step_of(seen) == "step 1 of 6"


async def test_on_going_on_the_fit_is_offered_when_the_end_does_not_hold() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("8", "n", "3")
        in_time = seen.sheet_words
        await seen.let_pass(minutes=12)
        late = seen.sheet_words
        await seen.press("f")

        assert "f we go on" not in in_time
        assert "f we go on, and fit" in late
        assert seen.place.startswith("LiveScreen / 7 minutes over.")
        assert seen.evening.room.session.phase == "running"


async def test_going_on_late_says_when_it_would_end() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("8", "n", "3")
        await seen.let_pass(minutes=12)
        await seen.press("enter")

        assert "We go on. It would end 20:37; f proposes who gives" in seen.words


# -- a decision over it


async def test_a_decision_opens_over_it_and_leads_back_to_the_same_step() -> None:
    async with on_live(consultation()) as seen:
        await seen.press(*TO_THE_RULES)
        step = step_of(seen)
        await seen.press("d", "1", *"Begin early", "enter", *"nnnnn", "y", "0")

        assert step == step_of(seen) == "step 9 of 11"
        assert [item.text for item in seen.evening.room.session.decisions] == ["Begin early"]
        assert seen.evening.room.session.phase == "paused"


async def test_a_decision_that_is_left_leads_back_to_the_same_step_too() -> None:
    async with on_live(consultation()) as seen:
        await seen.press(*TO_THE_RULES)
        offered = seen.sheet_words
        await seen.press("d")
        over = seen.place
        await seen.press("escape")

        assert "d a decision" in offered
        assert over == "LiveScreen / What do we decide, and how?"
        assert step_of(seen) == "step 9 of 11"


async def test_nothing_presses_while_a_decision_lies_over_something_hard() -> None:
    async with on_live(consultation(), size=(100, 30)) as seen:
        await seen.press(*TO_THE_RULES, "d")
        await seen.let_pass(minutes=20)

        assert "behind" not in seen.text


async def test_all_keys_can_be_looked_up_without_losing_the_place() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("8", "n", "1", "question_mark")
        keys = seen.place
        await seen.press("escape")

        assert keys == "LiveScreen / Keys"
        assert step_of(seen) == "step 3 of 6"


# -- beginning, and what is noted


async def test_a_conflict_session_asks_first_and_no_leaves_everything_as_it_is() -> None:
    async with on_live(consultation()) as seen:
        before = seen.facts
        await seen.press("x", "b")
        asked = seen.sheet_words
        await seen.press("escape")

        assert "with a yes from each of us, held by somebody who is no party" in asked
        assert "enter all agree: begin" in asked
        assert seen.facts == before


async def test_a_yes_begins_the_conflict_session_and_the_clock_stands_still() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("x", "b", "enter")

        assert step_of(seen) == "step 1 of 11"
        assert seen.evening.room.session.phase == "paused"


async def test_a_note_says_where_it_stands_and_holds_nothing_else() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("9", *"nnnnn", "r")

        assert "Noted in the record of this evening: that it was used, and nothing else." in seen.words
        assert seen.evening.room.entries[-1].event == ProtocolUsed("risk")


async def test_noting_that_something_left_the_room_calls_for_a_review_next_time() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("x", "a", *"nnnnnn", "r")

        assert "The rules are looked at again next time." in seen.words
        assert seen.evening.room.entries[-1].event == ProtocolUsed("breach", calls_review=True)
        assert seen.evening.record().calls_review


async def test_an_answer_of_ones_own_may_lead_straight_back_to_the_evening(tmp_path: Path) -> None:
    desk, evening = consultation()
    evening.library = Library(put(tmp_path, "care/ouch.toml", SHORT))

    async with on_live((desk, evening)) as seen:
        await seen.press("8", "y")

        assert "Then on we go." in seen.words
        assert seen.place == "LiveScreen"
        assert seen.evening.room.session.phase == "running"
