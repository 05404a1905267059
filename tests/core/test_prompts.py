"""Prompts: what may come up by itself, when, and in which words."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from circle_tui.content.load import Library
from circle_tui.core.modes import MODES, Mode
from circle_tui.core.prompts import (
    TONE_WORDS,
    TONES,
    Deck,
    Prompt,
    Suit,
    Tone,
    about,
    after,
    deeper,
    for_one_member,
    group_nudges,
    listening,
    offers,
    steadying,
    worded,
)

DECKS = (Library().decks["countertransference"],)
PROMPTS = DECKS[0].prompts
WORKING_MODES: tuple[Mode, ...] = ("support", "consultation")
IN_SUPPORT_NOT_SAID = ("them?", "this person", "the client", "that room")


def suit_of(prompt: Prompt) -> str:
    return prompt.id.rpartition("-")[0]


def test_the_bank_has_ninety_seven_prompts_each_with_an_id_of_its_own() -> None:
    assert len(PROMPTS) == 97
    assert len({prompt.id for prompt in PROMPTS}) == 97


def test_a_prompt_belongs_to_the_suit_its_id_names() -> None:
    strays = [prompt.id for suit in DECKS[0].suits for prompt in suit.prompts if suit_of(prompt) != suit.name]

    assert strays == []


def test_every_prompt_is_short_and_one_line() -> None:
    texts = [text for prompt in PROMPTS for text in (prompt.text, prompt.in_support)]

    assert all(len(text) <= 90 and "\n" not in text for text in texts)


@pytest.mark.parametrize("mode", WORKING_MODES)
@pytest.mark.parametrize("tone", TONES)
def test_every_tone_has_three_to_choose_from(tone: Tone, mode: Mode) -> None:
    offered = offers(DECKS, tone=tone, mode=mode, chance=Random(1))

    assert len({prompt.id for prompt in offered}) == 3
    assert all(prompt.when == "before" and prompt.to == "presenter" for prompt in offered)


@settings(max_examples=200, deadline=None)
@given(
    tone=st.sampled_from(TONES),
    mode=st.sampled_from(MODES),
    seed=st.integers(0, 10_000),
    avoid=st.lists(st.sampled_from([prompt.id for prompt in PROMPTS]), unique=True, max_size=97),
)
def test_nothing_deep_private_or_asked_for_ever_comes_up_by_itself(
    tone: Tone, mode: Mode, seed: int, avoid: list[str]
) -> None:
    chance = Random(seed)

    drawn = [
        *offers(DECKS, tone=tone, mode=mode, chance=chance, avoid=avoid),
        *offers(DECKS, tone=tone, mode=mode, chance=chance, avoid=avoid, moment="during"),
        *group_nudges(DECKS, tone=tone, mode=mode, chance=chance, avoid=avoid),
        listening(DECKS, tone=tone, mode=mode, chance=chance, avoid=avoid),
        after(DECKS, tone=tone, mode=mode, chance=chance, avoid=avoid),
        steadying(DECKS, mode=mode, chance=chance, avoid=avoid),
    ]

    shown = [prompt for prompt in drawn if prompt is not None]
    assert all(prompt.depth < 3 and prompt.screen == "yes" for prompt in shown)
    assert all(suit_of(prompt) != "private" and mode in prompt.modes for prompt in shown)


@pytest.mark.parametrize("tone", [tone for tone in TONES if tone != "not-sure"])
def test_two_of_three_are_of_the_tone_and_one_is_about_how_it_begins(tone: Tone) -> None:
    offered = offers(DECKS, tone=tone, mode="consultation", chance=Random(3))

    suits = [suit_of(prompt) for prompt in offered]

    assert suits == [tone, tone, "sparks"]


def test_who_is_not_sure_is_offered_how_it_begins_how_it_shows_and_what_is_around() -> None:
    offered = offers(DECKS, tone="not-sure", mode="consultation", chance=Random(3))

    suits = [suit_of(prompt) for prompt in offered]

    assert suits[:2] == ["sparks", "tells"]
    assert suits[2] in ("location", "system", "limits")


def test_while_presenting_what_belongs_there_may_be_offered_too() -> None:
    offered = {
        prompt.id
        for seed in range(30)
        for prompt in offers(DECKS, tone="flooded", mode="consultation", chance=Random(seed), moment="during")
    }

    assert "flooded-3" in offered


def test_the_same_chance_offers_the_same() -> None:
    first = offers(DECKS, tone="stuck", mode="support", chance=Random(7))
    second = offers(DECKS, tone="stuck", mode="support", chance=Random(7))

    assert first == second


def test_what_was_seen_comes_again_only_after_the_rest_and_the_longest_ago_first() -> None:
    seen = ["sparks-3", "sparks-1", "sparks-4", "flooded-1"]

    offered = offers(DECKS, tone="flooded", mode="consultation", chance=Random(0), avoid=seen)

    assert {prompt.id for prompt in offered} == {"flooded-2", "flooded-4", "sparks-2"}

    again = offers(DECKS, tone="flooded", mode="consultation", chance=Random(0), avoid=[*seen, "sparks-2"])

    assert again[2].id == "sparks-3"


def test_support_asks_about_the_work_lately_where_a_client_would_be_described() -> None:
    prompt = next(prompt for prompt in PROMPTS if prompt.id == "flooded-2")

    said = worded(prompt, "support")

    assert said is not None
    assert said.text == "Where has your thinking gone foggy in your work lately?"
    assert worded(prompt, "consultation") == prompt
    assert worded(prompt, "governance") is None


@pytest.mark.parametrize(
    "name",
    [
        "flooded-2",
        "pulled-in-1",
        "pulled-in-4",
        "far-3",
        "ripples-3",
        "location-1",
        "system-2",
        "system-3",
        "system-4",
    ],
)
def test_what_invites_detail_has_other_words_in_support(name: str) -> None:
    prompt = next(prompt for prompt in PROMPTS if prompt.id == name)

    said = worded(prompt, "support")

    assert said is not None
    assert not any(word in said.text for word in IN_SUPPORT_NOT_SAID)


def test_listeners_hear_the_tones_own_line_or_the_one_for_any_story() -> None:
    heard = {
        prompt.id
        for seed in range(20)
        if (prompt := listening(DECKS, tone="stuck", mode="support", chance=Random(seed)))
    }

    assert heard == {"stuck-5", "echo-6"}


def test_without_a_tone_listeners_hear_the_one_for_any_story() -> None:
    prompt = listening(DECKS, mode="support", chance=Random(0))

    assert prompt is not None
    assert prompt.id == "echo-6"


def test_the_group_has_three_nudges_about_itself() -> None:
    nudges = group_nudges(DECKS, mode="consultation", chance=Random(2))

    assert len(nudges) == 3
    assert all(prompt.to == "group" and prompt.when == "after" for prompt in nudges)


def test_nobody_is_asked_about_a_client_in_a_topic_circle() -> None:
    nudges = group_nudges(DECKS, mode="topic", chance=Random(2), most=20)

    assert "echo-4" not in {prompt.id for prompt in nudges}
    assert len(nudges) >= 3


def test_looking_back_belongs_to_the_presenter() -> None:
    prompt = after(DECKS, tone="warm", mode="consultation", chance=Random(5))

    assert prompt is not None
    assert (prompt.when, prompt.to) == ("after", "presenter")


@pytest.mark.parametrize("mode", ["support", "consultation", "topic"])
def test_what_comes_last_steadies(mode: Mode) -> None:
    prompt = steadying(DECKS, mode=mode, chance=Random(5))

    assert prompt is not None
    assert suit_of(prompt) == "steadying"


def test_the_deep_ones_come_only_on_wish_and_none_of_them_is_private() -> None:
    found = deeper(DECKS, mode="consultation", tone="stuck")

    assert {prompt.id for prompt in found} == {"stuck-2", "roots-1", "roots-2", "roots-3", "location-2"}


def test_the_private_ones_are_for_one_member() -> None:
    found = for_one_member(DECKS, mode="consultation")

    assert [prompt.id for prompt in found] == [f"private-{place}" for place in range(1, 6)]


def test_a_facilitator_may_ask_for_all_about_limits() -> None:
    found = about(DECKS, "limits", mode="support")

    assert [prompt.id for prompt in found] == [f"limits-{place}" for place in range(1, 6)]


def test_the_private_ones_cannot_be_asked_for_as_a_suit() -> None:
    assert about(DECKS, "private", mode="consultation") == ()


def test_without_decks_there_is_nothing_to_draw() -> None:
    assert offers((), tone="warm", mode="support", chance=Random(0)) == ()
    assert steadying((), mode="support", chance=Random(0)) is None


def test_a_deck_knows_its_tones() -> None:
    prompt = Prompt(id="far-9", text="Where are you?", when="before", to="presenter", depth=1)

    assert Deck(slug="small", title="Small", suits=(Suit("far", (prompt,)),)).tones == ("far", "not-sure")
    assert DECKS[0].tones == TONES


def test_every_tone_has_plain_words() -> None:
    assert tuple(TONE_WORDS) == TONES
