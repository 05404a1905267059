"""A case on the screen, format by format: who speaks, who listens, and what stands there to be read."""

import pytest
from tests.tui.pilot_kit import evening_in, on_live

from circle_tui.content.load import Library
from circle_tui.core.happening.events.work import WayChosen
from circle_tui.core.happening.keeping import kept
from circle_tui.core.shown.asks import WAYS_ASK

SILENT = "◆ Dana listens, camera off or turned away"


@pytest.mark.parametrize(
    ("slug", "step", "says"),
    [
        ("focus-question", "case-1/frame", "step 1 of 6 · Frame · the presenter"),
        ("focus-question", "case-1/facts", "step 2 of 6 · Facts · listeners ask, short answers"),
        (
            "focus-question",
            "case-1/opening-questions",
            "step 3 of 6 · Opening questions · listeners ask, the presenter reflects",
        ),
        ("focus-question", "case-1/group-talks", "step 4 of 6 · Group talks · the group, not the presenter"),
        ("assigned-lenses", "case-1/lens-round", "step 5 of 7 · Lens round · listeners in turn, about"),
    ],
)
@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
async def test_each_step_says_who_speaks(slug: str, step: str, says: str, size: tuple[int, int]) -> None:
    async with on_live(evening_in(slug, step=step), size=size) as seen:
        assert says in seen.words


def test_in_our_own_formats_who_speaks_fits_beside_the_step_in_a_window_of_80_columns() -> None:
    lines = [
        f"step {place} of {len(segment.steps)} · {step.title} · {step.speaks}"
        for chosen in Library().formats.values()
        for segment in chosen.segments
        for place, step in enumerate(segment.steps, 1)
        if len(segment.steps) > 1 and not step.each
    ]

    assert [line for line in lines if len(line) > 74] == []
    assert len(lines) > 60


async def test_the_steps_of_a_lens_say_who_speaks_too() -> None:
    at_the_lens = evening_in(
        "topic-circle", step="lens/location-map-1", mode="topic", topic="our-place-in-the-room"
    )
    async with on_live(at_the_lens) as seen:
        assert "step 1 of 4 · Where I stand · whoever wishes, of themselves" in seen.words


async def test_another_lens_counts_its_own_steps_alone() -> None:
    at_the_lens = evening_in(
        "topic-circle", step="lens/location-map-2", mode="topic", topic="our-place-in-the-room"
    )
    async with on_live(at_the_lens) as seen:
        titles = [walk.title for walk in seen.evening.library.walks.values() if walk.slug != "location-map"]
        await seen.press("t", "l", *["down"] * titles.index("Ethics walk"), "enter")
        begun = seen.words
        await seen.press("n", "n")

        assert "step 1 of 7 · The pull" in begun
        assert "step 3 of 7 · Law and code" in seen.words


async def test_in_a_window_too_small_for_both_the_step_comes_before_who_speaks() -> None:
    async with on_live(evening_in("focus-question", step="case-1/group-talks"), size=(40, 12)) as seen:
        assert "step 4 of 6 · Group talks" in seen.words
        assert "the group, not" not in seen.words


@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
async def test_while_the_others_speak_the_presenter_is_seen_to_listen(size: tuple[int, int]) -> None:
    async with on_live(evening_in("focus-question", step="case-1/group-talks"), size=size) as seen:
        listening = seen.words
        await seen.press("n")

        assert SILENT in listening
        assert "◆ Dana brings" in seen.words


async def test_in_a_round_and_where_there_is_no_room_listening_is_said_without_how() -> None:
    async with on_live(evening_in("focus-question", step="case-1/group-talks")) as seen:
        await seen.press("o")
        in_turn = seen.words
        await seen.press("o")
        await seen.pilot.resize_terminal(40, 24)
        await seen.pilot.pause()

        assert "◆ Dana listens ★ Mara leads" in in_turn
        assert "◆ Dana listens" in seen.words
        assert "camera off" not in seen.words


async def test_a_still_step_asks_nobody_to_turn_away() -> None:
    async with on_live(evening_in("request-and-response", step="case-1/pause")) as seen:
        assert "◆ Dana brings" in seen.words


@pytest.mark.parametrize("step", ["case-1/facts", "case-1/resonance"])
async def test_a_talk_about_the_presenter_becomes_a_round_of_those_who_listen(step: str) -> None:
    async with on_live(evening_in("resonance-group", step=step)) as seen:
        await seen.press("o")
        said = seen.words
        await seen.press("h", "enter", *["enter"] * 5)
        order = seen.sheet_words
        await seen.press("enter")

        assert "The listeners in turn now, about" in said
        assert "5 of 6 have been asked" in order
        assert "Everyone has been asked." in seen.sheet_words


async def test_the_presenters_own_step_becomes_no_round() -> None:
    async with on_live(evening_in("resonance-group", step="case-1/tell")) as seen:
        await seen.press("o")

        assert "This step belongs to whoever brings something." in seen.words
        assert seen.evening.room.session.rounds == {}


async def test_a_step_held_in_silence_becomes_no_round() -> None:
    async with on_live(evening_in("request-and-response", step="case-1/pause")) as seen:
        await seen.press("o")

        assert "This step is held in silence." in seen.words


async def test_nobody_has_the_floor_for_longer_than_two_minutes() -> None:
    async with on_live(evening_in("resonance-group", step="case-1/resonance", minutes=120)) as seen:
        await seen.press("o")

        assert "about 2 minutes each" in seen.words


# Cards in a small window, and the ways of a step


@pytest.mark.parametrize("size", [(80, 24), (60, 24)])
async def test_the_sentence_of_a_step_stands_above_its_card_in_a_small_window(size: tuple[int, int]) -> None:
    at_the_lens = evening_in(
        "topic-circle", step="lens/location-map-2", mode="topic", topic="our-place-in-the-room"
    )
    async with on_live(at_the_lens, size=size) as seen:
        assert (
            "What can I overlook, because nothing makes me look? · Where I stand "
            "▸ What I do not see from there · Where power sits"
        ) in seen.words


async def test_in_a_large_window_the_sentence_is_said_once_and_the_heading_is_marked() -> None:
    at_the_lens = evening_in(
        "topic-circle", step="lens/location-map-2", mode="topic", topic="our-place-in-the-room"
    )
    async with on_live(at_the_lens, size=(160, 45)) as seen:
        assert seen.words.count("What can I overlook, because nothing makes me look?") == 1
        assert "▸ What I do not see from there" in seen.words


async def test_the_check_out_of_a_topic_keeps_its_question_above_what_we_hoped_for() -> None:
    async with on_live(
        evening_in("topic-circle", step="check-out/round", mode="topic", topic="our-place-in-the-room")
    ) as seen:
        assert "One word for how you leave. Three things we hoped to take away" in seen.words


async def test_starters_of_a_sentence_stand_under_the_sentence_of_their_step() -> None:
    async with on_live(evening_in("reflecting-team", step="case-1/reflection", minutes=75)) as seen:
        assert "tentative, respectful, and not to the presenter. · I was struck by … A word" in seen.words


async def test_a_digit_chooses_a_way_and_it_stays_on_screen_in_the_step_it_is_for() -> None:
    async with on_live(evening_in("key-question", step="case-1/choose-a-way")) as seen:
        asked = seen.evening.picture().asks
        await seen.press("t", "2")
        chosen = seen.words
        await seen.press("n")

        assert asked == WAYS_ASK
        assert "▸ Resonance round:" in chosen
        assert "Resonance round, then. t changes it." in chosen
        assert WAYS_ASK not in seen.words
        assert "One idea a turn. Breathe in between. Resonance round What it stirred in each" in seen.words


async def test_a_way_can_be_changed_taken_away_and_taken_back() -> None:
    async with on_live(evening_in("key-question", step="case-1/consultation")) as seen:
        await seen.press("t", "9", "1")
        first = seen.evening.picture().card_title
        await seen.press("t", "3")
        second = seen.evening.picture().card_title
        await seen.press("t", "3")
        none = (seen.evening.picture().card_title, "No way is chosen." in seen.words)
        await seen.press("u", "u")

        assert (first, second, none) == ("Hypotheses", "What would make it worse", ("", True))
        assert seen.evening.picture().card_title == "Hypotheses"


async def test_a_way_is_gone_with_the_evening_and_stands_in_no_other_step() -> None:
    async with on_live(evening_in("key-question", step="case-1/choose-a-way")) as seen:
        await seen.press("t", "1", "n", "n")

        assert seen.evening.picture().card_title == ""
        assert [
            entry for entry in kept(seen.evening.room.entries) if isinstance(entry.event, WayChosen)
        ] == []


async def test_where_nothing_is_to_be_chosen_t_is_for_topics() -> None:
    async with on_live(evening_in("key-question", step="case-1/telling")) as seen:
        await seen.press("t")

        assert "Tonight has no topic." in seen.words
