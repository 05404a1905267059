"""Prompts: what may come up by itself, when, and in which words."""

import re
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from circle_tui.content.load import Library
from circle_tui.core.plan.agenda import PromptSlot
from circle_tui.core.plan.formats import Format
from circle_tui.core.plan.modes import MODES, Mode
from circle_tui.core.work.prompts import (
    ABOUT_WORDS,
    TONE_WORDS,
    TONES,
    Prompt,
    Screen,
    SuitName,
    Tone,
    about,
    deeper,
    for_one_member,
    for_slot,
    is_drawable,
    offers,
    offers_about,
    one_of,
    tones_in,
    worded,
)

DECKS = (Library().decks["countertransference"],)
PROMPTS = DECKS[0].prompts
WORKING_MODES: tuple[Mode, ...] = ("support", "consultation")
ABOUT_SOMEBODY = re.compile(
    r"this person|the client|the two of you|you two|that room|\b(they|them|theirs?)\b"
)
"""What asks about a client, and so belongs to evenings with cases alone."""
HEAVY = re.compile(
    r"\b(his|hers?|him|she|he|patient|supervis\w*|transference|resistance|borderline|trauma\w*|erotic\w*|data)\b"
)
"""Words with a gender, jargon, and names of illnesses."""


def suit_of(prompt: Prompt) -> str:
    return prompt.id.rpartition("-")[0]


def test_the_bank_has_102_prompts_each_with_an_id_of_its_own() -> None:
    assert len(PROMPTS) == 102
    assert len({prompt.id for prompt in PROMPTS}) == 102


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


@settings(max_examples=60, deadline=None)
@given(
    tone=st.sampled_from(TONES),
    mode=st.sampled_from(MODES),
    seed=st.integers(0, 10_000),
    avoid=st.lists(st.sampled_from([prompt.id for prompt in PROMPTS]), unique=True, max_size=102),
)
def test_nothing_deep_private_or_asked_for_ever_comes_up_by_itself(
    tone: Tone, mode: Mode, seed: int, avoid: list[str]
) -> None:
    chance = Random(seed)

    drawn = [
        *offers(DECKS, tone=tone, mode=mode, chance=chance, avoid=avoid),
        *offers(DECKS, tone=tone, mode=mode, chance=chance, avoid=avoid, moment="during"),
        *for_slot(DECKS, "listen", tone=tone, mode=mode, chance=chance, avoid=avoid, most=3),
        *for_slot(DECKS, "group", tone=tone, mode=mode, chance=chance, avoid=avoid, most=3),
        *for_slot(DECKS, "after", tone=tone, mode=mode, chance=chance, avoid=avoid, most=3),
        *for_slot(DECKS, "steady", tone=tone, mode=mode, chance=chance, avoid=avoid, most=3),
    ]

    assert all(prompt.depth < 3 and prompt.screen == "yes" for prompt in drawn)
    assert all(suit_of(prompt) != "private" and mode in prompt.modes for prompt in drawn)


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


@pytest.mark.parametrize("mode", ["support", "topic", "governance"])
def test_only_an_evening_with_cases_asks_about_a_client(mode: Mode) -> None:
    shown = [said for prompt in PROMPTS if (said := worded(prompt, mode)) is not None]

    assert [said.id for said in shown if ABOUT_SOMEBODY.search(said.text)] == []


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

    assert worded(prompt, "support") != worded(prompt, "consultation")


def test_a_prompt_asks_one_thing_without_jargon_or_gender_or_the_name_of_an_illness() -> None:
    texts = [text for prompt in PROMPTS for text in (prompt.text, prompt.in_support)]

    assert [text for text in texts if text.count("?") > 1 or HEAVY.search(text.lower())] == []


def test_no_nudge_asks_the_group_to_name_one_of_us() -> None:
    nudges = [prompt for prompt in PROMPTS if prompt.to == "group" and prompt.when == "after"]

    assert [prompt.id for prompt in nudges if prompt.text.startswith("Who ")] == []


@pytest.mark.parametrize("chosen", Library().formats.values(), ids=lambda chosen: chosen.slug)
def test_wherever_a_presenter_is_asked_something_what_steadies_comes_last(chosen: Format) -> None:
    slots = [[step.prompt for step in segment.steps if step.prompt != "none"] for segment in chosen.segments]
    asked = [own for own in slots if {"choose", "keep", "after"} & set(own)]

    assert {own[-1] for own in asked} <= {"steady"}


FOR_ANY_STORY = {f"echo-{place}" for place in range(6, 12)}
IDEAS = re.compile(r"\b(?:one idea|ideas|answers|in your place)\b", re.IGNORECASE)


def test_listeners_hear_the_tones_own_line_as_often_as_those_for_any_story() -> None:
    heard = [
        prompt.id
        for seed in range(400)
        for prompt in for_slot(DECKS, "listen", tone="stuck", mode="support", chance=Random(seed))
    ]

    assert set(heard) == {"stuck-5", *FOR_ANY_STORY}
    assert 160 < heard.count("stuck-5") < 280


def test_a_tones_own_line_that_was_heard_gives_way() -> None:
    heard = {
        prompt.id
        for seed in range(40)
        for prompt in for_slot(
            DECKS, "listen", tone="stuck", mode="support", chance=Random(seed), avoid=("stuck-5",)
        )
    }

    assert heard == FOR_ANY_STORY


@pytest.mark.parametrize("mode", ["support", "consultation"])
def test_without_a_tone_listeners_have_several_for_any_story(mode: Mode) -> None:
    heard = {
        prompt.id
        for seed in range(80)
        for prompt in for_slot(DECKS, "listen", mode=mode, chance=Random(seed))
    }

    assert heard == FOR_ANY_STORY


def test_no_listening_lens_forbids_what_a_step_asks_for() -> None:
    texts = [prompt.text for prompt in PROMPTS if prompt.id in FOR_ANY_STORY]

    assert len(texts) == 6
    assert [text for text in texts if "advice" in text or "idea" in text] == []


def test_steps_that_ask_for_ideas_have_no_prompt_about_feelings_beside_them() -> None:
    asking = [
        (chosen.slug, step.id, step.prompt)
        for chosen in Library().formats.values()
        for segment in chosen.segments
        for step in segment.steps
        if IDEAS.search(step.says) and "No ideas" not in step.says
    ]

    assert {(slug, name) for slug, name, _ in asking} == {
        ("quick-unstick", "brainstorm"),
        ("key-question", "consultation"),
        ("eight-steps", "ideas"),
    }
    assert {prompt for _, _, prompt in asking} == {"none"}


def test_the_group_has_nudges_about_itself() -> None:
    nudges = for_slot(DECKS, "group", mode="consultation", chance=Random(2), most=3)

    assert len(nudges) == 3
    assert all(prompt.to == "group" and prompt.when == "after" for prompt in nudges)


def test_nobody_is_asked_about_a_client_in_a_topic_circle() -> None:
    nudges = for_slot(DECKS, "group", mode="topic", chance=Random(2), most=20)

    assert "echo-4" not in {prompt.id for prompt in nudges}
    assert len(nudges) >= 3


def test_looking_back_belongs_to_the_presenter() -> None:
    (prompt,) = for_slot(DECKS, "after", tone="warm", mode="consultation", chance=Random(5))

    assert (prompt.when, prompt.to) == ("after", "presenter")


@pytest.mark.parametrize("mode", ["support", "consultation", "topic"])
def test_what_comes_last_steadies_whatever_the_tone(mode: Mode) -> None:
    last = for_slot(DECKS, "steady", tone="flooded", mode=mode, chance=Random(5), most=3)

    assert [suit_of(prompt) for prompt in last] == ["steadying"] * 3


@pytest.mark.parametrize("slot", ["none", "choose", "keep"])
def test_where_the_presenter_chooses_nothing_comes_by_itself(slot: PromptSlot) -> None:
    assert for_slot(DECKS, slot, mode="consultation", chance=Random(0)) == ()


def test_the_deep_ones_come_only_on_wish_and_none_of_them_is_private() -> None:
    before = deeper(DECKS, mode="consultation", tone="stuck")
    after = deeper(DECKS, mode="consultation", tone="stuck", moment="after")

    assert {prompt.id for prompt in before} == {"stuck-2", "location-2"}
    assert {prompt.id for prompt in after} == {"roots-1", "roots-2", "roots-3"}


def test_the_private_ones_are_for_one_member() -> None:
    found = for_one_member(DECKS, mode="consultation")

    before = for_one_member(DECKS, mode="consultation", moment="before")

    assert [prompt.id for prompt in found] == [f"private-{place}" for place in range(1, 6)]
    assert [prompt.id for prompt in before] == ["private-1", "private-2", "private-3"]


def test_one_seen_a_moment_ago_comes_again_only_when_there_is_no_other() -> None:
    pool = for_one_member(DECKS, mode="consultation")[:2]

    assert one_of(pool, chance=Random(1), avoid=["private-1"]) == pool[1]
    assert one_of(pool[:1], chance=Random(1), avoid=["private-1"]) == pool[0]
    assert one_of((), chance=Random(1)) is None


def test_what_tops_the_pile_comes_first() -> None:
    pile = ["limits-4", "flooded-4", "sparks-4", "flooded-2"]

    offered = offers(DECKS, tone="flooded", mode="consultation", chance=Random(0), pile=pile)

    assert [prompt.id for prompt in offered] == ["flooded-4", "flooded-2", "sparks-4"]


def test_what_is_not_in_the_pile_comes_after_it_and_what_was_just_seen_last() -> None:
    offered = offers_about(
        DECKS, "tells", mode="consultation", chance=Random(0), pile=["tells-2"], avoid=["tells-2", "tells-5"]
    )

    assert not {"tells-2", "tells-5"} & {prompt.id for prompt in offered}


def test_a_facilitator_may_ask_for_all_about_limits() -> None:
    found = about(DECKS, "limits", mode="support")

    assert [prompt.id for prompt in found] == [f"limits-{place}" for place in range(1, 6)]


def test_the_private_ones_cannot_be_asked_for_as_a_suit() -> None:
    assert about(DECKS, "private", mode="consultation") == ()


def test_without_decks_there_is_nothing_to_draw() -> None:
    assert offers((), tone="warm", mode="support", chance=Random(0)) == ()
    assert for_slot((), "steady", mode="support", chance=Random(0)) == ()


def test_only_tones_with_something_to_offer_in_the_mode_can_be_chosen() -> None:
    assert tones_in(DECKS, "support") == TONES
    assert tones_in(DECKS, "topic") == ("not-sure",)
    assert tones_in(DECKS, "governance") == ()


@pytest.mark.parametrize("name", ABOUT_WORDS)
def test_whoever_asks_for_one_about_something_is_offered_three_of_it(name: SuitName) -> None:
    offered = offers_about(DECKS, name, mode="consultation", chance=Random(4))

    assert {suit_of(prompt) for prompt in offered} == {name}
    assert len(offered) == min(3, len(about(DECKS, name, mode="consultation")))


def test_every_tone_has_plain_words() -> None:
    assert tuple(TONE_WORDS) == TONES


ONLY_YES_OR_NO = re.compile(
    r"(?:is|are|am|do|does|did|can|could|has|have|was|were|will|would|should)\b", re.I
)


def test_none_of_our_questions_can_be_answered_with_yes_or_no_alone() -> None:
    topics = [topic.question for topic in Library().topics.values()]
    asked = [text for prompt in PROMPTS for text in (prompt.text, prompt.in_support) if text.endswith("?")]

    closed = [text for text in (*topics, *asked) if ONLY_YES_OR_NO.match(text)]

    assert [text for text in closed if " or " not in text and ", at " not in text] == []
    assert len(topics) == 6


def test_no_step_for_the_room_names_a_key() -> None:
    says = [
        step.says
        for chosen in Library().formats.values()
        for segment in chosen.segments
        for step in segment.steps
    ]

    assert [text for text in says if re.search(r"\b(?:[b-hj-z]) (?:and|then)\b", text)] == []


@pytest.mark.parametrize(
    ("depth", "screen", "comes_by_itself"),
    [(1, "yes", True), (2, "yes", True), (3, "yes", False), (1, "ask", False), (1, "private", False)],
)
def test_only_what_is_neither_deep_nor_asked_for_comes_by_itself(
    depth: int, screen: Screen, comes_by_itself: bool
) -> None:
    prompt = Prompt("p", "What now?", when="before", to="presenter", depth=depth, screen=screen)

    assert is_drawable(prompt) is comes_by_itself
