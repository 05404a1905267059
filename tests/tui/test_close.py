"""The close: endings that fit, what is kept, and one question before anything is sealed."""

import pytest
from tests.tui.pilot_kit import (
    FULL,
    consultation,
    evening_in,
    evening_of,
    on_close,
    on_live,
    over_hand_journal,
)

from circle_tui.core.agreements import decisions, protocols
from circle_tui.core.happening import moves
from circle_tui.core.happening.events.clock import MinutesMoved
from circle_tui.core.people.group import Group
from circle_tui.tui.close.screen import CloseScreen
from circle_tui.tui.commands import by_key


async def test_at_most_three_endings_that_fit_are_offered() -> None:
    async with on_close(evening_of(segment="topic-2", minutes_in=14)) as seen:
        assert "Endings that fit" in seen.words
        assert [f"\n      {place}  " in seen.text for place in (1, 2, 3, 4)] == [True, True, True, False]


@pytest.mark.parametrize("key", ["1", "2", "3"])
async def test_choosing_an_ending_plans_the_rest_anew_and_goes_back_to_it(key: str) -> None:
    async with on_close(evening_of(segment="topic-2", minutes_in=14)) as seen:
        ending = seen.evening.endings()[int(key) - 1]
        await seen.press(key)

        assert seen.place == "LiveScreen"
        assert seen.step == f"ending/{ending.slug}"
        assert [item.title for item in seen.evening.room.session.segments[-2:]] == [ending.title, "Next time"]


async def test_a_chosen_ending_can_be_taken_back_and_brought_back() -> None:
    async with on_close(evening_of(segment="topic-2", minutes_in=14)) as seen:
        before = seen.facts
        await seen.press("1")
        chosen = seen.facts
        await seen.press("u")
        taken_back = seen.facts
        await seen.press("ctrl+r")

        assert taken_back == before
        assert seen.facts == chosen


async def test_a_chosen_ending_can_be_taken_back_from_the_close_as_well() -> None:
    async with on_close(evening_of(segment="topic-2", minutes_in=14)) as seen:
        await seen.press("1", "e", "u")

        assert "Taken back: the ending." in seen.words
        assert seen.step == "topic-2/talk"


async def test_once_an_ending_is_chosen_no_other_is_offered() -> None:
    async with on_close(evening_of(segment="topic-2", minutes_in=14)) as seen:
        await seen.press("1", "e", "2")

        assert "No such ending is offered now." in seen.words
        assert "Endings that fit" not in seen.words


async def test_when_nothing_fits_nothing_is_offered() -> None:
    async with on_close(evening_of(segment="topic-2", minutes_in=25)) as seen:
        await seen.press("1")

        assert "Endings that fit" not in seen.words
        assert "No such ending is offered now." in seen.words


async def test_endings_that_do_not_fit_any_more_go_while_the_close_is_looked_at() -> None:
    async with on_close(evening_of(segment="topic-2", minutes_in=14)) as seen:
        await seen.let_pass(minutes=6)

        assert "Endings that fit" not in seen.words
        assert "20:28 · ends 20:30" in seen.words


async def test_what_is_kept_and_what_is_not_is_said() -> None:
    async with on_close(consultation()) as seen:
        assert "Nothing that was said. No prompts, no passes, no meeting link." in seen.words
        assert "The version of the ground rules, and that the limits card was read." in seen.words


async def test_the_next_date_and_who_would_be_asked_are_said_without_a_history() -> None:
    async with on_close(consultation()) as seen:
        assert "Tuesday 1 December, 19:30" in seen.words
        assert "would be asked to lead first" in seen.words


@pytest.mark.parametrize("key", ["j", "J"])
async def test_a_fourth_loose_end_is_not_dropped_without_a_word(key: str) -> None:
    async with on_close(consultation()) as seen:
        await seen.press(key, *"one,two,three,four", "enter")
        said = seen.words
        await seen.press(*["backspace"] * 5, "enter")

        assert "Three at most: leave one out, or put two together." in said
        assert "one · two · three" in seen.words
        assert group_of(seen.desk.groups()).loose_ends == ("one", "two", "three")


def group_of(groups: tuple[Group, ...]) -> Group:
    """The only group there is."""
    assert len(groups) == 1
    return groups[0]


@pytest.mark.parametrize("size", [(40, 12), (60, 18), (80, 24), (100, 30)])
async def test_everything_on_the_close_can_be_read_in_a_small_window(size: tuple[int, int]) -> None:
    async with on_close(evening_of(segment="topic-2", minutes_in=12), size=size) as seen:
        text = await seen.texts_while(("pagedown",), ("pagedown",), ("pagedown",))

        assert "One need, one offer · 5 minutes" in text
        assert "Loose ends for next time" in text
        assert seen.broken_lines == []


async def test_enter_asks_and_escape_leaves_everything_open() -> None:
    async with on_close(consultation()) as seen:
        await seen.press("enter")
        asked = seen.sheet_words
        await seen.press("escape")

        assert "Close the evening?" in asked
        assert "This cannot be taken back." in asked
        assert seen.evening.room.session.phase == "running"
        assert seen.desk.shelf.records() == ()


async def test_enter_twice_seals_the_evening_once_and_goes_to_the_lobby() -> None:
    async with on_close(consultation()) as seen:
        await seen.press("enter", "enter")
        place = seen.place
        records = seen.desk.shelf.records()

        assert place == "LobbyScreen"
        assert [record.id for record in records] == [seen.evening.room.session.opened.session]
        assert seen.desk.left_open() == ()


async def test_escape_goes_back_to_the_running_session() -> None:
    async with on_close(consultation()) as seen:
        await seen.press("escape")

        assert seen.place == "LiveScreen"
        assert seen.shows_time("02:42")


@pytest.mark.parametrize(
    ("key", "place"),
    [
        ("y", "CloseScreen / Copy for the chat"),
        ("Y", "CloseScreen / Copy for the chat"),
        ("f1", "CloseScreen / Keys"),
    ],
)
async def test_every_key_opens_what_the_list_of_keys_says(key: str, place: str) -> None:
    async with on_close(consultation()) as seen:
        await seen.press(key)

        assert seen.place == place


async def test_a_full_disk_keeps_the_evening_from_being_sealed_and_says_so() -> None:
    desk, first = consultation()
    evening, journal = over_hand_journal(desk, first)
    async with on_close((desk, evening)) as seen:
        journal.is_full = True
        await seen.press("enter", "enter")
        said, place = seen.words, seen.place
        journal.is_full = False
        await seen.press("enter", "enter")

        assert FULL in said
        assert place == "CloseScreen"
        assert seen.place == "LobbyScreen"
        assert journal.is_sealed


@pytest.mark.parametrize("keys", [("enter",), ("j",), ("1",), ("u",)])
async def test_who_looks_on_cannot_close_the_evening_or_write_anything(keys: tuple[str, ...]) -> None:
    desk, first = evening_of(segment="topic-2", minutes_in=14)
    evening, journal = over_hand_journal(desk, first)
    journal.is_read_only = True
    async with on_close((desk, evening)) as seen:
        await seen.press(*keys)

        assert "looking on" in seen.words
        assert "This screen only looks on" in seen.words
        assert seen.place == "CloseScreen"


async def test_before_the_start_there_is_nothing_to_take_back_at_the_close() -> None:
    async with on_live(evening_of(here=0)) as seen:
        await seen.press("e", "u")

        assert "There is nothing to take back." in seen.words


async def test_closing_early_keeps_the_minutes_as_they_were() -> None:
    async with on_close(consultation()) as seen:
        await seen.press("enter", "enter")

        record = seen.desk.shelf.records()[0]
        assert record.ended_at == seen.evening.room.now()
        assert not any(isinstance(entry.event, MinutesMoved) for entry in seen.evening.room.entries)


def test_each_ending_has_its_key() -> None:
    found = [by_key(CloseScreen.commands, key) for key in "123"]

    assert [item.id for item in found if item is not None] == ["ending_1", "ending_2", "ending_3"]


async def test_counts_open_at_the_second_press_and_are_shown_as_one_word_a_sentence() -> None:
    async with on_close(evening_of(segment="check-out"), size=(100, 45)) as seen:
        await seen.press("p")
        asked, place = seen.words, seen.place
        await seen.press("p", "1", *"5 1 1", "enter", "escape")

        assert "Not sharing this screen? Press p again to count answers." in asked
        assert place == "CloseScreen"
        assert "I had a place here tonight. mostly" in seen.words
        assert "5 1 1" not in seen.words


async def test_another_key_between_the_two_closes_the_gate_of_the_counts() -> None:
    async with on_close(evening_of(segment="check-out")) as seen:
        await seen.press("p", "pagedown", "c", "c", "p")

        assert seen.place == "CloseScreen"


async def test_with_fewer_than_five_who_came_the_close_counts_nothing() -> None:
    async with on_close(evening_of(segment="check-out", here=4), size=(100, 45)) as seen:
        assert "counts answers, when not sharing" not in seen.words


async def test_what_was_noted_and_looked_at_again_is_said_among_what_is_kept() -> None:
    desk, evening = evening_of(segment="check-out")
    assert evening.room.do(protocols.note_used, "ouch") is None
    assert evening.room.do(decisions.look_again, "d-1") is None

    async with on_close((desk, evening), size=(100, 45)) as seen:
        assert "That steps for something hard were used, as you noted it" in seen.words
        assert "Which decisions you looked at again, and whether they still hold." in seen.words


async def test_a_close_that_is_longer_than_the_window_says_how_to_read_on() -> None:
    evening = evening_in("topic-circle", mode="topic", step="check-out/round", topic="bias-in-our-group")

    async with on_close(evening, size=(80, 24)) as seen:
        before = seen.words
        await seen.press("pagedown")

        assert "page down more" in before
        assert "How was it?" not in before
        assert "How was it?" in seen.words


async def test_u_at_the_close_takes_back_first_what_was_done_last_though_no_entry_tells_of_it() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("n")
        before = seen.step
        await seen.press("m", "k", "e", "u")

        assert "Taken back: keeping the minutes in hand." in seen.words
        assert seen.step == before


async def test_what_is_taken_back_at_the_close_can_be_brought_back_there() -> None:
    async with on_close(consultation()) as seen:
        before = seen.facts
        await seen.press("u")
        taken = seen.words
        await seen.press("ctrl+r")

        assert "Taken back: who leads. ctrl+r brings it back." in taken
        assert "Brought back: who leads." in seen.words
        assert seen.facts == before


async def test_the_beginning_taken_back_at_the_close_receives_people_again() -> None:
    desk, evening = evening_of()
    assert evening.room.do(moves.begin) is None
    async with on_close((desk, evening)) as seen:
        await seen.press("u")
        arriving = seen.place
        await seen.press("enter")

        assert arriving == "ArriveScreen"
        assert (seen.place, seen.step) == ("LiveScreen", "opening/treats")
