"""The focus prompt: a tone, three offers, one chosen; nudges when asked for; at the end what steadies."""

from pathlib import Path

import pytest
from tests.circle_kit import NotedClipboard, make_desk, make_group
from tests.content.samples import DECK, put
from tests.tui.pilot_kit import SIZES, consultation, evening_in, on_live

from circle_tui.content.load import Library
from circle_tui.core.happening import moves
from circle_tui.core.plan.agenda import PromptSlot, Segment, Step
from circle_tui.core.plan.modes import Mode
from circle_tui.core.ports import CopyResult
from circle_tui.core.shown.asks import NUDGE_ASKS
from circle_tui.core.work.prompts import ABOUT_WORDS, TONE_WORDS, for_one_member
from circle_tui.desk import Desk
from circle_tui.system.clipboard import FAILED
from circle_tui.tonight.evening import Evening
from circle_tui.tui.live.deeper import GATE, NONE_HERE, NOT_COPIED, ONE_COPIED
from circle_tui.tui.live.prompt import NOTHING


class NoClipboard(NotedClipboard):
    """A machine without a clipboard."""

    def copy(self, text: str) -> CopyResult:
        """Say so."""
        super().copy(text)
        return CopyResult("failed", FAILED)


def in_step(slot: PromptSlot, mode: Mode = "consultation", desk: Desk | None = None) -> tuple[Desk, Evening]:
    """The first second of nine minutes with a slot."""
    desk = desk or make_desk()
    step = Step(id="talk", title="Talk", seconds=540, prompt=slot)
    segment = Segment(id="case", title="Case", kind="case", steps=(step,), has_presenter=True)
    group = make_group(desk, mode=mode, minutes=90)
    evening = desk.open(group, (segment,))
    for member in group.members:
        evening.room.do(moves.arrive, member.id)
    evening.room.do(moves.begin)
    return desk, evening


async def test_the_tones_stand_in_plain_words() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("p")

        assert [word for word in TONE_WORDS.values() if word not in seen.sheet_words] == []


async def test_a_tone_gives_three_offers_that_stay_until_others_are_asked_for() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("p", "1")
        first = seen.sheet_words
        await seen.let_pass(minutes=1)
        still = seen.sheet_words
        await seen.press("m")
        others = seen.sheet_words
        await seen.press("t")

        assert [f" {place} " in f" {first} " for place in (1, 2, 3, 4)] == [True, True, True, False]
        assert still == first
        assert others != first
        assert seen.place == "LiveScreen / How does the work feel tonight?"


async def test_a_chosen_prompt_stands_beside_the_clock_and_stays() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("p", "1", "2")
        prompt = seen.evening.picture().prompt
        await seen.let_pass(minutes=2)

        assert prompt
        assert f"Focus {prompt}" in seen.words


async def test_no_costs_no_word_and_takes_away_what_stands() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("p", "x")
        said = seen.words
        await seen.press("p", "1", "1", "p", "1", "x")

        assert "No prompt, then; only a steadying one comes at the end. p offers others." in said
        assert seen.evening.picture().prompt == ""
        assert "Focus" not in seen.words


async def test_after_a_no_only_what_steadies_comes_by_itself_and_p_still_offers() -> None:
    async with on_live(evening_in("focus-question", step="case-1/frame")) as seen:
        await seen.press("p", "x")
        stood = []
        for _ in range(5):
            await seen.press("n")
            stood.append(seen.evening.picture().prompt_title if seen.evening.picture().prompt else "")
        await seen.press("b", "p", "1")

        assert stood == ["", "", "", "", "Steadying"]
        assert seen.evening.room.session.prompts["case-1"].startswith("ripples-")


async def test_a_prompt_chosen_after_a_no_takes_the_no_back() -> None:
    async with on_live(evening_in("focus-question", step="case-1/frame")) as seen:
        await seen.press("p", "x", "p", "2", "1", "n", "n")

        assert "While listening" in seen.words


async def test_a_no_where_nothing_steadies_any_more_promises_nothing() -> None:
    async with on_live(evening_in("focus-question", step="case-1/looking-back")) as seen:
        await seen.press("p", "x")
        taken = seen.words
        await seen.press("p", "x")

        assert "The prompt is gone. p offers others." in taken
        assert "No prompt, then. p offers one whenever you like." in seen.words


async def test_an_offer_that_is_the_only_one_says_so_and_so_does_asking_for_others(tmp_path: Path) -> None:
    alone = DECK.replace('"mine"', '"countertransference"')
    put(
        tmp_path,
        "decks/own.toml",
        alone.replace('"flooded"', '"echo"').replace("before", "during").replace("presenter", "group"),
    )
    desk = make_desk()
    desk.library = Library(tmp_path)
    async with on_live(in_step("listen", desk=desk)) as seen:
        await seen.press("p")
        offered = seen.sheet_words
        await seen.press("m")

        assert "1 What now? 1 this one" in offered
        assert "There are no others for this step." in seen.words


async def test_enough_where_nothing_follows_takes_the_question_away_that_stands() -> None:
    async with on_live(in_step("after")) as seen:
        await seen.press("p", "1")
        asked = seen.evening.picture().prompt
        await seen.press("3", "escape")
        still = seen.evening.picture().prompt
        await seen.press("3", "enter")

        assert asked
        assert still == asked
        assert "Nothing more is asked." in seen.words
        assert seen.evening.picture().prompt == ""


async def test_where_there_are_others_m_shows_them() -> None:
    async with on_live(in_step("listen")) as seen:
        await seen.press("p")
        first = seen.sheet_words
        await seen.press("m")

        assert "1–3 this one" in first
        assert seen.sheet_words != first


async def test_a_key_that_is_no_tone_and_no_offer_chooses_nothing() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("p", "9", "0", "z", "1", "4", "8")

        assert seen.place == "LiveScreen / One of these, to stand beside the clock?"
        assert seen.evening.picture().prompt == ""


async def test_one_may_be_asked_for_by_what_it_is_about() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("p", "a")
        names = seen.sheet_words
        await seen.press("0", "t", "a", "2", "1")

        assert [word for word in ABOUT_WORDS.values() if word not in names] == []
        assert seen.evening.room.session.prompts["case-1"].startswith("tells-")


async def test_a_consultation_closes_on_a_steadying_prompt_and_two_others_are_offered() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("p", "1", "1", "n", "n", "n")
        prompt = seen.evening.picture().prompt
        await seen.press("p")
        title = seen.place
        await seen.press("1")

        assert seen.step == "case-1/group-kinship"
        assert prompt
        assert title == "LiveScreen / To steady: one of these?"
        assert seen.evening.room.session.prompts["case-1"].startswith("steadying-")
        assert f"Steadying {seen.evening.picture().prompt}" in seen.words
        assert seen.evening.picture().prompt != prompt


async def test_the_tone_is_on_no_disk() -> None:
    async with on_live(consultation()) as seen:
        events = len(seen.evening.room.entries)
        await seen.press("p", "3", "escape")

        assert len(seen.evening.room.entries) == events


# Closer


async def test_no_at_the_gate_goes_back_to_the_offers_without_a_word() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("p", "2")
        offers = seen.sheet_words
        await seen.press("d")
        gate = seen.sheet_words
        await seen.press("escape")

        assert GATE in gate
        assert seen.sheet_words == offers


async def test_yes_at_the_gate_brings_one_that_stands_only_after_another_yes() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("p", "2", "d", "enter")
        before = seen.evening.picture().prompt
        words = seen.sheet_words
        await seen.press("enter")

        assert before == ""
        assert seen.evening.picture().prompt in words
        assert seen.evening.room.session.prompts["case-1"] in ("stuck-2", "location-2")


async def test_a_private_one_is_copied_for_one_member_and_drawn_nowhere() -> None:
    async with on_live(consultation()) as seen:
        private = for_one_member(tuple(seen.desk.library.decks.values()), mode="support")
        text = await seen.texts_while(("p", "2"), ("d",), ("y",), ("p", "1"), ("y",))
        await seen.press("escape", "p", "1", "d", "y")

        assert {*seen.copied} <= {prompt.text for prompt in private}
        assert f"Copied. {ONE_COPIED}" in seen.words
        assert [prompt.id for prompt in private if prompt.text in " ".join(text.split())] == []


async def test_a_private_one_that_could_not_be_copied_is_not_shown_instead() -> None:
    desk = make_desk()
    desk.clipboard = NoClipboard()
    async with on_live(in_step("choose", desk=desk)) as seen:
        await seen.press("p", "1", "d", "y")

        assert NOT_COPIED in seen.words


async def test_where_nothing_comes_closer_the_gate_says_so() -> None:
    async with on_live(in_step("after", "topic")) as seen:
        await seen.press("p", "1", "d", "y")
        no_private = seen.words
        await seen.press("p", "1", "d", "enter")

        assert NONE_HERE in no_private
        assert NONE_HERE in seen.words
        assert seen.place == "LiveScreen / One of these, to stand beside the clock?"


# Nudges


async def test_a_nudge_is_announced_and_stands_on_p_and_the_next_on_p_again() -> None:
    async with on_live(in_step("group")) as seen:
        at_first = seen.words
        await seen.let_pass(minutes=1.6)
        announced = seen.words
        await seen.press("p")
        first = seen.evening.picture().prompt
        await seen.let_pass(minutes=3)
        again = seen.words
        await seen.press("p")

        assert NUDGE_ASKS not in at_first
        assert NUDGE_ASKS in announced
        assert "For all of us" not in announced
        assert NUDGE_ASKS in again
        assert f"For all of us {seen.evening.picture().prompt}" in seen.words
        assert seen.evening.picture().prompt not in ("", first)


async def test_where_the_question_stands_in_its_place_a_prompt_is_said() -> None:
    async with on_live(in_step("group"), size=(40, 12)) as seen:
        await seen.press("q", *"How so?", "enter")
        await seen.let_pass(minutes=1.6)
        await seen.press("p")
        nudge = seen.evening.picture().prompt
        said = seen.words
        await seen.press("p", "enter")

        assert nudge in said
        assert "How so?" in said
        assert seen.evening.picture().prompt in seen.words
        assert seen.evening.picture().prompt != nudge


async def test_a_group_may_have_the_next_at_once_or_be_left_to_itself() -> None:
    async with on_live(in_step("group")) as seen:
        await seen.press("p", "enter", "p", "enter")
        second = seen.evening.picture().prompt
        await seen.press("p", "x")
        said = seen.words
        await seen.let_pass(minutes=4)
        await seen.press("p", "enter")

        assert second
        assert "No more nudges in this part." in said
        assert NUDGE_ASKS not in seen.words
        assert seen.evening.picture().prompt == ""


async def test_an_evening_about_ourselves_has_prompts_by_name_where_something_is_worked_on() -> None:
    about_us = evening_in("meeting-about-ourselves", step="matter-1/proposal", mode="governance")
    async with on_live(about_us) as seen:
        await seen.press("p", "2", "1")

        assert seen.evening.room.session.prompts["matter-1"].startswith("echo-")


@pytest.mark.parametrize(
    ("slug", "step", "mode", "says"),
    [
        ("topic-circle", "framing/framing", "topic", "p acts in “Dialogue”."),
        ("topic-circle", "round-2/round", "topic", "No focus prompt belongs to this part."),
    ],
)
async def test_where_there_is_no_prompt_it_is_said_where_the_next_ones_are(
    slug: str, step: str, mode: Mode, says: str
) -> None:
    async with on_live(evening_in(slug, step=step, mode=mode, topic="our-place-in-the-room")) as seen:
        await seen.press("p")

        assert says in seen.words


async def test_a_check_in_about_ourselves_has_none() -> None:
    at_the_check_in = evening_in("meeting-about-ourselves", step="check-in/round", mode="governance")
    async with on_live(at_the_check_in) as seen:
        await seen.press("p")

        assert "No focus prompt belongs to this part." in seen.words
        assert "How is it to be in this circle just now?" in seen.words


async def test_an_evening_about_ourselves_has_no_tones() -> None:
    async with on_live(in_step("choose", "governance")) as seen:
        await seen.press("p")

        assert seen.place == "LiveScreen / I would like one about …"
        assert "how it feels" not in seen.sheet_words


async def test_where_the_only_deck_has_nothing_to_offer_the_screen_says_so(tmp_path: Path) -> None:
    desk = make_desk()
    ours = DECK.replace('"mine"', '"countertransference"').replace("depth = 1", 'depth = 3\nscreen = "ask"')
    desk.library = Library(put(tmp_path, "decks/ours.toml", ours))
    async with on_live(in_step("choose", desk=desk)) as seen:
        await seen.press("p")

        assert NOTHING in seen.words


async def test_every_page_of_the_prompts_fits_every_window() -> None:
    async with on_live(consultation()) as seen:
        broken = await seen.broken_while(
            ("p",), ("a",), ("3",), ("p", "p", "8"), ("d",), ("enter",), sizes=SIZES[::2]
        )

        assert broken == []
