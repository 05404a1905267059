"""Gates and cues: one digit each, words for the whole room, and nothing of it kept."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from tests.circle_kit import make_desk
from tests.content.samples import put
from tests.tui.pilot_kit import consultation, evening_of, on_live

from circle_tui.content.load import Library
from circle_tui.core.happening import moves
from circle_tui.core.happening.events.clock import ClockPaused, ClockResumed
from circle_tui.core.happening.events.presence import AwayNoted, PersonLeft

A_SONG = """
slug = "a-song"
title = "A song"
when = "one of us knows one"

[[steps]]
says = "Who begins it?"
"""


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ("1", "Something heavy may follow. Is that all right for everyone?"),
        ("1y", "Thank you. We go on gently; anyone may still step away."),
        ("1n", "Then we leave it there."),
        ("2", "Too close. Please blur that."),
        ("3", "Thank you. That is enough."),
        ("4", "That is for another table. What is it like in you?"),
        ("5", "Let us stop here and stay as we are, without words."),
        ("6", "Who steps out? No reason is needed."),
        ("7", "We are pausing."),
        ("8", "Something landed. Let us stop."),
        ("9", "Let us stop the round. You are not alone with this now."),
        ("9nn", "What does your own legal duty ask of you, and who can tell you for certain?"),
        ("0", "1 Notice of something heavy"),
        ("x9", "Let us stop the round."),
        ("xa", "Something said here has left the room. Let us stop."),
        ("0", "its key opens it"),
    ],
)
async def test_one_key_shows_it(keys: str, words: str) -> None:
    async with on_live(consultation()) as seen:
        await seen.press(*keys)

        assert words in seen.words


async def test_on_the_care_sheet_a_groups_own_comes_behind_ours_and_the_gates_come_last(
    tmp_path: Path,
) -> None:
    desk = make_desk()
    desk.library = Library(put(tmp_path, "care/a-song.toml", A_SONG))
    async with on_live(evening_of(desk=desk, segment="topic-1"), size=(100, 30)) as seen:
        await seen.press("x")
        rows = [row.split() for row in seen.lines[: seen.text[: seen.text.index("its key")].count("\n")]]

    own_keys = [" ".join(row[:4]) for row in rows if row and row[0] in [*"abdefghij"]]
    assert own_keys == [
        "a Something left the",
        "b Conflict session two",
        "d Complaint something is",
        "e A song one",
        "f Before we answer",
        "g Before more time",
        "h Before a name",
    ]


async def test_the_comma_asks_first_on_the_care_sheet_too() -> None:
    async with on_live(evening_of(segment="topic-1", minutes_in=3)) as seen:
        await seen.press("x")
        shown = seen.sheet_words
        await seen.press("comma")
        opened = seen.place
        await seen.press("comma")

        assert ", ask first: the one that fits now" in shown
        assert opened == "LiveScreen / Before more time"
        assert seen.place == "LiveScreen"


async def test_the_same_digit_or_escape_puts_it_away_again() -> None:
    async with on_live(consultation()) as seen:
        before = seen.facts
        await seen.press(*"11223344", "1", "escape", "3", "escape")

        assert seen.place == "LiveScreen"
        assert seen.facts == before


async def test_whoever_would_rather_not_hear_it_steps_away_and_the_question_stands_again() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("1", "s", "2")
        said = seen.words
        await seen.press("y")

        assert "Stepped out; the place is kept. a calls them back." in said
        assert "Is that all right for everyone?" in said
        assert list(seen.evening.room.session.away.values()) == ["stepped out"]
        assert seen.place == "LiveScreen"


async def test_enough_goes_on_to_the_last_word_asks_nothing_there_and_can_be_taken_back() -> None:
    async with on_live(consultation()) as seen:
        before = seen.facts
        await seen.press("3", "enter")
        step, prompts = seen.evening.room.session.current_step, dict(seen.evening.room.session.prompts)
        said = seen.words
        await seen.press("u")

        assert step is not None
        assert step.prompt == "after"
        assert prompts == {}
        assert "Nothing more is asked. u goes back to where we were." in said
        assert seen.facts == before


async def test_after_enough_what_steadies_may_still_stand() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("p", "1", "1", "3", "enter")
        after_enough = seen.evening.picture().prompt
        await seen.press("n")

        assert after_enough == ""
        assert seen.evening.room.session.prompts["case-1"].startswith("steadying-")


async def test_where_no_last_word_follows_enough_only_thanks() -> None:
    async with on_live(evening_of(segment="check-in")) as seen:
        before = seen.facts
        await seen.press("3")
        shown = seen.sheet_words
        await seen.press("enter")

        assert "enter we go on" in shown
        assert seen.facts == before


async def test_the_clock_stands_still_for_the_steps_of_an_echo_and_goes_on_after_them() -> None:
    async with on_live(consultation()) as seen:
        left = seen.evening.picture().clock
        await seen.press("5")
        await seen.let_pass(seconds=5)
        first = seen.sheet_words
        await seen.press("n", "n")
        await seen.let_pass(minutes=2)
        last = seen.sheet_words
        await seen.press("b")
        back = seen.sheet_words
        await seen.press("n", "enter")

        assert "step 1 of 3 · 00:10" in first
        assert "step 3 of 3 · as long as it needs" in last
        assert "step 2 of 3 · 00:30" in back
        assert seen.evening.room.session.phase == "running"
        assert seen.evening.picture().clock == left
        assert "We go on. The clock goes on where it stood." in seen.words


async def test_a_pause_that_was_there_before_stays() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("space", "7", "escape")

        assert seen.evening.room.session.phase == "paused"


async def test_the_pause_is_not_taken_back_under_what_it_is_there_for() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("8", "u")
        said, phase = seen.words, seen.evening.room.session.phase
        await seen.press("escape")

        assert "The pause belongs to what lies here" in said
        assert phase == "paused"
        assert seen.evening.room.session.phase == "running"


async def test_what_was_done_inside_can_still_be_taken_back() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("8", "n", "3", "r", "u")

        assert "Taken back: the note that it was used." in seen.words
        assert seen.place == "LiveScreen / Ouch"


async def test_somebody_steps_out_by_one_key_is_called_back_and_it_can_be_undone() -> None:
    async with on_live(consultation()) as seen:
        before = seen.facts
        await seen.press("6", "1")
        out = seen.words
        await seen.press("u")

        assert "Stepped out; the place is kept." in out
        assert "a brings them back when this part is over" in out
        assert seen.facts == before


async def test_after_all_of_them_the_journal_holds_nothing_new_but_pauses_and_who_stepped_out() -> None:
    async with on_live(consultation()) as seen:
        known = len(seen.evening.room.entries)
        await seen.press(*"1y1n1s2y223344s1s", "k", *"rent", "enter")
        await seen.press(*"5nnn61778n8", "space", *"9n9", "space", *"00")
        new = [entry.event for entry in seen.evening.room.entries[known:]]

        assert {type(event) for event in new} == {ClockPaused, ClockResumed, PersonLeft, AwayNoted}
        assert kinds(new, ClockPaused) == kinds(new, ClockResumed) == 4
        assert kinds(new, AwayNoted) == 2
        assert seen.evening.room.session.phase == "running"


def kinds(events: Sequence[object], kind: type) -> int:
    return sum(isinstance(event, kind) for event in events)


async def test_nothing_presses_while_something_hard_is_looked_at() -> None:
    async with on_live(consultation(), size=(100, 30)) as seen:
        await seen.let_pass(minutes=20)
        late = seen.lines[1]
        await seen.press("9")

        assert "would end" in late
        assert "would end" not in seen.text
        assert "It would end late" not in seen.text


async def test_the_question_and_the_prompt_step_back_while_something_hard_is_looked_at() -> None:
    desk, evening = consultation()
    assert evening.room.do(moves.place_prompt, "case-1", "flooded-1") is None
    evening.ask("What do I owe them")

    async with on_live((desk, evening), size=(160, 45)) as seen:
        prompt = evening.picture().prompt
        before = seen.words
        await seen.press("8")
        during = seen.words
        await seen.press("escape")

        assert all(text in before for text in (prompt, "What do I owe them"))
        assert not any(text in during for text in (prompt, "What do I owe them"))
        assert all(text in seen.words for text in (prompt, "What do I owe them"))


async def test_where_there_is_room_each_says_when_it_helps() -> None:
    async with on_live(consultation(), size=(100, 30)) as seen:
        await seen.press("0")
        large = seen.sheet_words
        await seen.pilot.resize_terminal(80, 24)
        await seen.settle()

        assert "8 Ouch something that was said has hurt" in large
        assert "6 Step out somebody needs to be away for a while" in large
        assert "8 Ouch" in seen.sheet_words
        assert "has hurt" not in seen.sheet_words
