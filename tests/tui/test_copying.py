"""Copying: what may be shared, shown first, and the truth about what became of it."""

import pytest
from tests.circle_kit import NAMES, NotedClipboard, make_desk
from tests.tui.pilot_kit import consultation, evening_in, evening_of, on_arrive, on_close, on_live

from circle_tui.core.ports import CopyResult

LINK = "https://meet.example/abc-def"


class HonestClipboard(NotedClipboard):
    """A clipboard that cannot know."""

    def copy(self, text: str) -> CopyResult:
        """Say so."""
        super().copy(text)
        return CopyResult("sent", "Handed to the terminal: paste it once, to be sure.")


@pytest.mark.parametrize(
    ("key", "begins"),
    [
        ("a", "Tuesday Circle · support"),
        ("A", "Tuesday Circle · support"),
        ("g", "Ground rules, version 1"),
        ("s", "Tuesday Circle · support"),
    ],
)
async def test_a_letter_copies_and_shows_what_was_copied(key: str, begins: str) -> None:
    async with on_live(consultation()) as seen:
        await seen.press("y", key)

        assert seen.copied[-1].startswith(begins)
        assert begins in seen.sheet_words
        assert "Copied." in seen.words


async def test_the_prompt_can_be_copied_only_while_one_stands_there() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("y")
        without = seen.sheet_words
        await seen.press("escape", "p", "1", "1", "y", "p")

        assert "the prompt beside the clock" not in without
        assert seen.copied == [seen.evening.picture().prompt]


async def test_the_sentence_is_the_clipboards_own() -> None:
    desk = make_desk()
    desk.clipboard = HonestClipboard()
    async with on_live(evening_of(desk=desk, segment="check-in")) as seen:
        await seen.press("y", "a")

        assert "Handed to the terminal: paste it once, to be sure." in seen.words
        assert "Copied" not in seen.words


async def test_the_agenda_that_is_copied_names_leaders_and_no_history() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("y", "a")

        assert "▶ Time for one of us, 12 min (Mara)" in seen.copied[0]


async def test_the_meeting_link_is_taken_as_dots_and_never_drawn() -> None:
    async with on_arrive(evening_of()) as seen:
        await seen.press("m", *LINK)
        typed = seen.text
        await seen.press("enter")
        text = await seen.texts_while(("y",), ("m",), ("m",), ("escape", "enter"), ("y",), ("m",), ("e",))

        assert "meet.example" not in typed + text
        assert "•" * len(LINK) in typed


async def test_the_meeting_link_can_be_copied_for_one_member() -> None:
    async with on_arrive(evening_of()) as seen:
        await seen.press("m", *LINK, "enter", "y", "m")

        assert seen.copied == [LINK]
        assert "Copied." in seen.words


async def test_without_a_meeting_link_there_is_none_to_copy() -> None:
    async with on_arrive(evening_of()) as seen:
        await seen.press("y", "m")

        assert seen.copied == []
        assert "meeting link" not in seen.sheet_words


async def test_the_meeting_link_is_gone_when_the_evening_is_closed() -> None:
    async with on_close(consultation()) as seen:
        seen.evening.memory.meeting_link = LINK
        await seen.press("enter", "enter")

        assert seen.evening.memory.meeting_link == ""
        assert seen.place == "LobbyScreen"


async def test_the_plan_for_breakout_rooms_is_copied_with_steps_minutes_and_when_we_meet_again() -> None:
    many = (*NAMES, "Tom", "Uma")
    async with on_live(evening_in("rapid-turn-around", step="set-up/set-up", minutes=60, names=many)) as seen:
        hint = seen.words
        await seen.press("y", "r")
        copied = seen.copied[-1].split("\n")
        await seen.press("escape", "n", "n", "n", "n", "n", "y", "r")

        assert "y and then r copies the plan for the rooms to the chat" in hint
        assert copied[0] == "Three turns of 10 minutes. In each:"
        third, says = copied[3].split(": ")
        assert third == "3. Think aloud, 4 minutes"
        assert says == "Speak as if whoever told were not there; they turn away and listen."
        assert copied[-1] == "We meet again in the large room at 20:11."
        assert seen.copied[-1].startswith("Two turns of 10 minutes.")


async def test_where_nobody_goes_into_rooms_no_such_plan_is_offered() -> None:
    async with on_live(evening_in("rapid-turn-around", step="turn-1/present", minutes=75)) as seen:
        await seen.press("y")

        assert "breakout rooms" not in seen.sheet_words
