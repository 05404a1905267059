"""Topics and series in the lobby; the topic of an evening while it runs and at its close."""

from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path
from random import Random

import pytest
from msgspec.structs import replace
from tests.circle_kit import NotedClipboard, make_desk, make_evening, make_group, written
from tests.hand_clock import HandClock
from tests.tui.pilot_kit import on_close, on_live, run_to
from tests.tui.reading import SMALL_AND_LARGE, FullShelf, circle, is_calm, words

from circle_tui.content.cards import OwnCards
from circle_tui.content.load import Library
from circle_tui.core.errors import BadInput
from circle_tui.core.people.group import Group
from circle_tui.core.plan.lens import mark_takeaway
from circle_tui.core.plan.series import Series
from circle_tui.desk import Desk
from circle_tui.store.memory import MemoryShelf
from circle_tui.system.textfile import TextFile
from circle_tui.tonight.evening import Evening
from circle_tui.tui.arrive.screen import ArriveScreen
from circle_tui.tui.topics.series import parse_series

TODAY = date(2025, 6, 1)
FOUR_THURSDAYS = Series(first=date(2025, 6, 12), days=14, count=4)
SLUG = "neutral-or-speaking-up"
QUESTION = "When is staying neutral right, and when is it not?"


def kept(desk: Desk) -> Group:
    """The only group, as it stands on the shelf."""
    return desk.groups()[0]


def desk_with_folder(folder: Path) -> Desk:
    """A desk over a folder of one's own."""
    ids = count(1)
    return Desk(
        MemoryShelf(),
        Library(folder),
        HandClock(datetime(2026, 11, 24, 18, 24, tzinfo=UTC)),
        NotedClipboard(),
        Random,
        lambda: f"{next(ids):04x}",
        cards=OwnCards(lambda name: TextFile(folder / name)),
    )


def themed(segment: str = "") -> tuple[Desk, Evening]:
    """An evening of ninety minutes about staying neutral, as planned as far as a segment."""
    desk = make_desk()
    group = written(desk, replace(make_group(desk, mode="topic", minutes=90), next_topic=SLUG))
    evening = make_evening(desk, group)
    clock = evening.room._clock
    assert isinstance(clock, HandClock)
    clock.advance(minutes=6)
    if segment:
        run_to(evening, segment)
    return desk, evening


# The lobby


async def test_a_card_is_chosen_copied_as_an_invitation_and_makes_the_next_evening_one_about_a_topic() -> (
    None
):
    desk = make_desk()
    make_group(desk, minutes=90)

    async with circle(desk) as pilot:
        await pilot.press("t", "down", "enter")
        said = words(pilot, "say")
        await pilot.press("y")
        await pilot.app.workers.wait_for_complete()
        await pilot.press("escape", "escape")
        lobby = f"{words(pilot, 'lobby-date')} {words(pilot, 'lobby-plan')}"
        await pilot.press("enter")
        opened = pilot.app.screen.evening.room.session.opened if isinstance(
            pilot.app.screen, ArriveScreen
        ) else None  # fmt: skip

    assert said.startswith("The next evening has this topic and is an evening about a topic.")
    assert "Tuesday 24 November, 19:30 (Europe/Berlin), 90 minutes" in desk.clipboard.texts[0]  # type: ignore[attr-defined]  # the kit's own
    assert (QUESTION in lobby, "Two columns 14" in lobby) == (True, True)
    assert opened is not None
    assert (opened.topic, opened.mode, opened.format) == (SLUG, "topic", "topic-circle")
    assert kept(desk).next_topic == ""


async def test_a_topic_that_was_chosen_can_be_taken_away_again() -> None:
    desk = make_desk()
    make_group(desk)

    async with circle(desk) as pilot:
        await pilot.press("t", "x")
        none = words(pilot, "say")
        await pilot.press("enter", "enter")
        twice = words(pilot, "say")
        await pilot.press("x")

    assert none == "The next evening has no topic."
    assert twice == "This card is chosen already; x takes it away again."
    assert kept(desk).next_topic == ""


async def test_a_card_of_ones_own_is_seven_short_answers_and_a_file_in_ones_own_folder(
    tmp_path: Path,
) -> None:
    desk = desk_with_folder(tmp_path)
    make_group(desk)

    async with circle(desk) as pilot:
        await pilot.press("t", "n", *"Enough", "enter", "enter")
        faulty = words(pilot, "sheet")
        await pilot.press(*"Now", "enter", "1", "enter", "escape", "enter")
        for answer in ("2", "3", "4"):
            await pilot.press(answer, "enter")
        await pilot.press("down", "enter")
        shown = words(pilot, "topics-card")

    assert "Why_now has 0 characters: 1 to 400 are right." in faulty
    assert shown.startswith("Enough? Now TO TAKE AWAY · 1 · 2 · 3 TO ASK · 4 LENS Location map")
    assert Library(tmp_path).topics["enough"].takeaways == ("1", "2", "3")


@pytest.mark.parametrize(
    "said",
    [
        "2025-06-12, every 14 days x 4",
        "12 June, every 14 days, 4 times",
        "12 june every 2 weeks 4",
        "June 12, 2025; 14 days × 4 evenings",
    ],
)
def test_a_series_is_read_as_people_say_it(said: str) -> None:
    assert parse_series(said, TODAY) == FOUR_THURSDAYS


@pytest.mark.parametrize("said", ["every 14 days × 4", "14 days x 4", "every 2 weeks, 4 times"])
def test_without_a_first_day_a_series_begins_with_the_next_evening(said: str) -> None:
    assert parse_series(said, date(2025, 6, 1), FOUR_THURSDAYS.first) == FOUR_THURSDAYS
    assert parse_series(said, FOUR_THURSDAYS.first) == FOUR_THURSDAYS


@pytest.mark.parametrize("said", ["", "12 June", "every", "every day", "12 Jun, every 14 days, 0 times"])
def test_what_is_no_series_is_answered_with_what_would_be(said: str) -> None:
    with pytest.raises(BadInput, match=r"say "):
        parse_series(said, TODAY)


async def test_an_evening_of_a_series_is_called_by_its_date_when_a_topic_is_chosen_for_it() -> None:
    desk = make_desk()
    series = Series(first=date(2026, 11, 24), days=14, count=2)
    written(desk, replace(make_group(desk), series=series))

    async with circle(desk) as pilot:
        await pilot.press("t", "enter")
        chosen = words(pilot, "say")
        await pilot.press("x")

        assert chosen.startswith("Tuesday 24 November has this topic")
        assert words(pilot, "say") == "Tuesday 24 November has no topic."


async def test_a_series_shows_its_dates_with_their_weekdays_and_takes_a_topic_on_each() -> None:
    desk = make_desk()
    make_group(desk)

    async with circle(desk) as pilot:
        await pilot.press("t", "s", *"26 Nov 2 weeks 3")
        as_typed = words(pilot, "sheet")
        await pilot.press("enter", "enter", "right", "enter", "up", "up", "l", "down", "m")
        as_kept = words(pilot, "sheet")
        series, skipped = kept(desk).series, kept(desk).recurrence.skipped
        await pilot.press("up", "l", "down", "x", "n", "enter", "escape", "s", "a", "e", "enter")

    assert "Thu 26 Nov 2026 Thu 10 Dec 2026 Thu 24 Dec 2026" in as_typed
    assert "Thu 26 Nov 2026 left out" in as_kept
    assert series is not None
    assert (series.count, series.topics) == (4, ("bias-in-our-group", "", SLUG, ""))
    assert skipped == (date(2026, 11, 26),)
    assert (kept(desk).series, kept(desk).recurrence.skipped) == (None, ())


async def test_a_series_said_as_in_the_calendar_begins_with_the_next_evening() -> None:
    desk = make_desk()
    make_group(desk)

    async with circle(desk) as pilot:
        await pilot.press("t", "s")
        empty = words(pilot, "sheet")
        await pilot.press(*"every 14 days x 4", "enter")

    series = kept(desk).series
    assert "first day, how often, how many" in empty
    assert series is not None
    assert (series.first, series.days, series.count) == (date(2026, 11, 24), 14, 4)


async def test_a_first_day_that_is_past_is_asked_about_before_it_is_taken() -> None:
    desk = make_desk()
    make_group(desk)

    async with circle(desk) as pilot:
        await pilot.press("t", "s", *"2026-11-10 14 days 4", "enter")
        asked, before = words(pilot, "sheet"), kept(desk).series
        await pilot.press("enter")

    assert "Tue 10 Nov 2026 is past; 3 of 4 evenings are still to come. Enter once more takes it so." in asked
    assert before is None
    assert kept(desk).series is not None


async def test_lobby_and_series_tell_the_same_topic_and_the_later_choice_wins() -> None:
    desk = make_desk(HandClock(datetime(2026, 11, 22, 12, 0, tzinfo=UTC)))
    make_group(desk, mode="topic", minutes=90)
    cards = list(desk.library.topics)

    async with circle(desk) as pilot:
        await pilot.press("t", "enter", "s", *"every 14 days x 2", "enter")
        taken_over = kept(desk)
        await pilot.press("right", "enter")
        said = words(pilot, "say")
        await pilot.press("escape", "escape")
        lobby = words(pilot, "lobby-date")

    series = kept(desk).series
    assert taken_over.series is not None
    assert (taken_over.series.topics[0], taken_over.next_topic) == (cards[0], "")
    assert series is not None
    assert (series.topics[0], kept(desk).next_topic) == (cards[1], "")
    assert said.endswith("has this topic.")
    assert desk.library.topics[cards[1]].question in lobby


@pytest.mark.parametrize("size", SMALL_AND_LARGE)
async def test_topics_and_their_sheets_are_calm_in_every_window(size: tuple[int, int]) -> None:
    desk = make_desk()
    written(desk, replace(make_group(desk), series=FOUR_THURSDAYS))
    calm = []

    async with circle(desk, size=size) as pilot:
        for keys in (("t",), ("down", "enter"), ("s",), ("escape", "n"), ("escape", "y")):
            await pilot.press(*keys)
            calm.append(is_calm(pilot))

    assert calm == [True] * 5


async def test_a_pack_is_off_until_the_group_adopts_it_and_can_be_given_back() -> None:
    desk = make_desk()
    make_group(desk)

    async with circle(desk) as pilot:
        await pilot.press("g", "p")
        before = words(pilot, "sheet")
        await pilot.press("enter")
        asked, not_yet = words(pilot, "sheet"), kept(desk).packs
        await pilot.press("enter")
        adopted, shown = kept(desk).packs, words(pilot, "sheet")
        await pilot.press("enter", "enter")

    assert "not adopted: nothing of it is offered" in before
    assert "enter all consent" in asked
    assert (not_yet, adopted) == ((), ("values",))
    assert "✓ adopted on 24 November 2026" in shown
    assert kept(desk).packs == ()


# The evening


async def test_the_room_sees_question_and_takeaways_marks_them_together_and_takes_another_lens() -> None:
    async with on_live(themed("framing")) as seen:
        framing = seen.words
        run_to(seen.evening, "lens")
        await seen.press("t", "2", "l")
        offered = seen.sheet_words
        await seen.press("enter", "t")
        changed = seen.sheet_words
        await seen.press("escape", "u", "u")

        assert QUESTION in framing
        assert "· When neutrality protects, and when it takes a side by keeping quiet." in framing
        assert "▶ Ethics walk" in offered
        assert "2 ✓ touched" in changed
        assert "▶ The pull, 2 min" in changed
        assert (seen.step, seen.evening.room.session.touched) == ("lens/two-columns-1", frozenset())


async def test_a_topic_circle_without_a_card_can_take_a_lens_and_one_that_is_over_says_so() -> None:
    desk = make_desk()
    evening = make_evening(desk, make_group(desk, mode="topic", minutes=90))
    run_to(evening, "lens")

    async with on_live((desk, evening)) as seen:
        await seen.press("t", "1", "l", "up", "down", "escape", "l", "down", "enter")
        taken = seen.words
        run_to(evening, "check-out")
        await seen.press("t", "l", "enter")

        assert "Location map, in the time that was left. u takes it back." in taken
        assert "The lens is behind us tonight." in seen.words


async def test_what_cannot_be_saved_is_said_and_nothing_is_chosen() -> None:
    shelf = FullShelf()
    desk = make_desk(shelf=shelf)
    group = make_group(desk)

    async with circle(desk) as pilot:
        shelf.is_full = True
        await pilot.press("t", "enter")
        said = words(pilot, "say")
        await pilot.press("n", "x", *["enter", "1"] * 5, "enter", "up", "enter")
        sheet = words(pilot, "sheet")

    assert said.startswith("I could not write to the disk")
    assert kept(desk) == group
    assert "There is no folder for cards of your own here." in sheet


async def test_an_evening_without_a_topic_says_where_one_is_chosen() -> None:
    desk = make_desk()
    evening = make_evening(desk, make_group(desk))

    async with on_close((desk, evening)) as seen:
        await seen.press("t")

        assert "Tonight has no topic. t in the lobby chooses one for an evening." in seen.words
        assert "hoped to take away" not in seen.words


async def test_check_out_and_close_show_the_takeaways_again_with_the_marks_of_the_group() -> None:
    async with on_live(themed("check-out"), size=(100, 30)) as seen:
        await seen.press("t", "1", "escape")
        check_out = seen.words
        await seen.press("e", "t", "3")
        marked = seen.sheet_words
        await seen.press("escape")

        assert "✓ touched When neutrality protects" in check_out
        assert "3 ✓ touched" in marked
        assert "✓ touched One way to weigh my values" in seen.words
        assert "· not yet How speaking up can carry" in seen.words


async def test_past_evenings_say_what_they_were_about_and_what_the_group_touched() -> None:
    desk, evening = themed("check-out")
    assert evening.room.do(mark_takeaway, 0, is_touched=True) is None
    desk.seal(evening)

    async with circle(desk, size=(100, 30)) as pilot:
        await pilot.press("o")
        shown = words(pilot, "records-evening")

    assert f"{QUESTION} ✓ touched When neutrality protects" in shown
    assert "· not yet How speaking up" in shown
