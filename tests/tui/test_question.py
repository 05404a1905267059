"""The focus question: shown large, looked over and never refused, in memory alone, gone with its segment."""

import msgspec
import pytest
from tests.tui.pilot_kit import Seen, consultation, evening_in, evening_of, on_close, on_live
from textual.widgets import Input

from circle_tui.core.happening import moves
from circle_tui.core.people import presenting
from circle_tui.core.plan.modes import Mode

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
        seen.evening.room.do(presenting.name_presenter, "case-1", ids["Kofi"])
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

        assert "“A…” may point to someone: “the person”?" in asked
        assert "“L…” may point to a certain place: “that place”?" in asked
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


@pytest.mark.parametrize(
    ("slug", "step", "mode", "words"),
    [
        ("open-support-circle", "case-1/speaker", "support", "about themselves, and not about a client."),
        ("open-support-circle", "topic-1/talk", "support", "In words that all of us can take up."),
        ("focus-question", "case-1/frame", "consultation", "In the presenter's own words. It stands"),
        ("topic-circle", "dialogue/dialogue", "topic", "In words that all of us can take up."),
        ("meeting-about-ourselves", "matter-1/proposal", "governance", "In words that all of us can"),
    ],
)
async def test_in_whose_words_it_is_asked_follows_the_evening(
    slug: str, step: str, mode: Mode, words: str
) -> None:
    async with on_live(evening_in(slug, step=step, mode=mode)) as seen:
        await seen.press("q")

        assert words in seen.sheet_words


async def test_where_nobody_works_on_anything_there_is_no_question() -> None:
    async with on_live(evening_of(segment="check-in")) as seen:
        await seen.press("q")

        assert "No question belongs to this part" in seen.words
        assert seen.place == "LiveScreen"


async def test_in_support_a_client_is_found_and_elsewhere_not() -> None:
    async with on_live(consultation()) as seen:
        await ask(seen, "Why does my client make me tired?")
        in_support = seen.sheet_words
    async with on_live(evening_in("focus-question", step="case-1/frame")) as seen:
        await ask(seen, "Why does my client make me tired?")

        assert "“my client” may point to somebody else's story: “somebody”?" in in_support
        assert "Why does my client make me tired?" in seen.words


async def test_a_name_of_the_group_is_found_in_small_letters_too() -> None:
    async with on_live(consultation()) as seen:
        await ask(seen, "Am I too close to jo?")

        assert "“j…” may point to someone: “the person”?" in seen.sheet_words


# The same look at labels


async def test_a_label_for_elsewhere_is_looked_over_and_never_refused() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("k", *"fees,Anna", "enter")
        asked = seen.sheet_words
        await seen.press("escape")
        back = seen.place
        await seen.press("enter", "enter")
        blurred = seen.evening.memory.parked
        await seen.press("k", "enter", *"to,Tavi", "enter", "k")

        assert "“A…” may point to someone: “…”?" in asked
        assert back == "LiveScreen / Keep for elsewhere"
        assert blurred == ("fees,…",)
        assert seen.evening.memory.parked == ("fees,…", "to,Tavi")


async def test_a_label_of_which_nothing_would_be_left_is_changed_or_kept() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("k", *"Anna", "enter")
        asked = seen.sheet_words
        await seen.press("enter")
        back = seen.place
        await seen.press("enter", "k")

        assert "enter change it k keep it as it was" in asked
        assert back == "LiveScreen / Keep for elsewhere"
        assert seen.evening.memory.parked == ("Anna",)


async def test_loose_ends_are_looked_over_before_they_are_kept() -> None:
    async with on_close(evening_of(segment="check-out")) as seen:
        await seen.press("j")
        await seen.type("fees,ask Anna")
        await seen.press("enter")
        asked = seen.sheet_words
        before = seen.evening.group.loose_ends
        await seen.press("escape", "enter", "k")

        assert "“A…” may point to someone: “…”?" in asked
        assert before == ()
        assert seen.evening.group.loose_ends == ("fees", "ask Anna")


async def test_what_was_said_about_a_long_question_gives_way_to_the_field_in_a_small_window() -> None:
    async with on_live(consultation(), size=(40, 12)) as seen:
        await seen.press("q", *("word " * 30), "enter")
        said = seen.words
        await seen.press("e", "n", "d")

        assert "a few words fewer will do" in said
        assert "a few words fewer will do" not in seen.words
        assert seen.words.count("word end") == 1
