"""The focus question: shown large, looked over and never refused, in memory alone, gone with its segment."""

import msgspec
from tests.tui.pilot_kit import Seen, consultation, on_live
from textual.widgets import Input

from circle_tui.core.happening import moves

WISH = "What in me wants to hurry?"
PERSONAL = "How do I stay with Anna in Lisbon?"


async def type_question(seen: Seen, text: str) -> None:
    """Open the line, and have a text stand in it."""
    await seen.press("q")
    seen.app.screen.query_one("#sheet-field", Input).value = text
    await seen.pilot.pause()


async def ask(seen: Seen, text: str) -> None:
    """Ask a question."""
    await type_question(seen, text)
    await seen.press("enter")


async def test_a_question_stands_on_the_screen_until_its_segment_is_over_and_does_not_come_back() -> None:
    async with on_live(consultation()) as seen:
        await ask(seen, WISH)
        asked = seen.words
        await seen.press("n")
        in_the_next_step = seen.words
        await seen.press("n", "n", "n")
        in_the_next_segment = seen.words
        await seen.press("n", "b", "b")

        assert f"Question {WISH}" in asked.replace(" █ ", " ")
        assert WISH in in_the_next_step
        assert WISH not in in_the_next_segment
        assert WISH not in seen.words
        assert seen.evening.memory.question is None


async def test_a_slip_of_the_key_out_of_its_segment_does_not_lose_it() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("n", "n", "n")
        await ask(seen, WISH)
        await seen.press("n")
        outside = seen.words
        await seen.press("u")

        assert WISH not in outside
        assert WISH in seen.words


async def test_undo_takes_back_the_question_first() -> None:
    async with on_live(consultation()) as seen:
        before = seen.facts
        await ask(seen, WISH)
        await seen.press("u")

        assert "Taken back: the question." in seen.words
        assert WISH not in seen.words
        assert seen.facts == before


async def test_a_question_never_stands_beside_somebody_else() -> None:
    async with on_live(consultation()) as seen:
        await ask(seen, WISH)
        ids = {member.name: member.id for member in seen.evening.group.members}
        seen.evening.room.do(moves.name_presenter, "case-1", ids["Kofi"])
        await seen.tick()
        beside_another = seen.words
        seen.evening.room.undo()
        seen.evening.room.do(moves.leave, ids["Dana"])
        await seen.tick()

        assert "Kofi brings" in beside_another
        assert WISH not in beside_another
        assert WISH not in seen.words


async def test_what_may_point_to_somebody_is_said_and_blurred_by_one_key() -> None:
    async with on_live(consultation()) as seen:
        await ask(seen, PERSONAL)
        asked = seen.sheet_words
        await seen.press("enter")

        assert "“Anna” may point to someone: “the person”?" in asked
        assert "“Lisbon” may point to a certain place: “that place”?" in asked
        assert "How do I stay with the person in that place?" in seen.words
        assert "Anna" not in seen.words


async def test_k_keeps_the_question_as_it_is_and_escape_goes_back_to_the_line() -> None:
    async with on_live(consultation()) as seen:
        await ask(seen, PERSONAL)
        await seen.press("escape")
        back = seen.place
        await seen.press("enter", "k")

        assert back == "LiveScreen / What is the question?"
        assert PERSONAL in seen.words


async def test_q_changes_the_question_or_takes_it_away() -> None:
    async with on_live(consultation()) as seen:
        await ask(seen, WISH)
        await ask(seen, "Why now?")
        changed = seen.words
        await ask(seen, "")

        assert "Why now?" in changed
        assert WISH not in changed
        assert "Why now?" not in seen.words
        assert "The question is gone." in seen.words


async def test_a_question_of_more_than_a_glance_stays_in_its_line() -> None:
    async with on_live(consultation()) as seen:
        await type_question(seen, "why " * 32)
        too_long = seen.sheet_words
        await seen.press("enter")

        assert "7 characters too long" in too_long
        assert "a few words fewer will do" in seen.words
        assert seen.place == "LiveScreen / What is the question?"
        assert seen.evening.question() == ""


async def test_nothing_of_a_question_reaches_the_disk_the_clipboard_or_the_title() -> None:
    async with on_live(consultation()) as seen:
        before = seen.evening.room.entries
        await ask(seen, WISH)
        await seen.press("y")
        offered = seen.sheet_words
        await seen.press("a")

        assert seen.evening.room.entries == before
        assert WISH not in msgspec.json.encode(seen.evening.room.entries).decode()
        assert "question" not in offered
        assert WISH not in "".join(seen.copied)
        assert WISH not in f"{seen.app.title} {seen.app.sub_title}"


async def test_no_window_is_broken_by_the_longest_question() -> None:
    async with on_live(consultation()) as seen:
        await ask(seen, "word " * 24)
        broken = await seen.broken_while(("p", "1", "1"), sizes=((40, 12), (100, 30), (160, 45)))

        assert broken == []
