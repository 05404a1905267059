"""Gates, cues and protocols: what they say, how long they take, and where "enough" leads."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.content.samples import put
from tests.core.hour import Hour, instant, midway, seconds

from circle_tui.content.load import Library
from circle_tui.core.agreements import protocols
from circle_tui.core.agreements.protocols import Protocol, ProtocolStep
from circle_tui.core.faults.protocols import protocol_fault, way_fault
from circle_tui.core.happening import moves
from circle_tui.core.happening.events.clock import StepBegan
from circle_tui.core.happening.events.work import PromptPlaced
from circle_tui.core.happening.fold import fold
from circle_tui.core.happening.keeping import kept
from circle_tui.core.happening.refusal import Refusal
from circle_tui.core.plan.modes import MODES, Mode
from circle_tui.core.record.ledger import record
from circle_tui.core.work import care, parking

STANDING = Library()
SAID = {
    slug: " ".join(f"{step.says} {step.beside}" for step in protocol.steps)
    for slug, protocol in STANDING.care.items()
}
OWN = """
slug = "tea"
title = "Tea"

[[steps]]
says = "Shall we put the kettle on?"
seconds = 20
"""


def answering(*lines: str) -> str:
    """The file with an answer to its one step."""
    return OWN + "\n[[steps.answers]]\n" + "\n".join(lines) + "\n"


# -- what they say


def test_every_standing_file_is_without_fault_and_named_after_its_slug() -> None:
    assert {protocol_fault(protocol) for protocol in STANDING.care.values()} == {""}
    assert {way_fault(protocol) for protocol in STANDING.deciding.values()} == {""}
    assert [protocol.slug for protocol in STANDING.care.values()] == list(STANDING.care)


def test_the_risk_card_decides_nothing_and_points_to_ones_own_legal_duty() -> None:
    said = SAID["risk"].casefold()

    assert "your own legal duty" in said
    assert "least forceful" in said
    assert "whom could you ring now" in said
    assert not any(word in said for word in ("must", "have to", "report", "police"))


@pytest.mark.parametrize("said", SAID.values(), ids=SAID)
def test_nothing_is_a_shout_a_label_or_a_question_about_who_it_is(said: str) -> None:
    assert not any(word in said.casefold() for word in ("!", "patient", "supervision", "violation", "victim"))


@pytest.mark.parametrize("mode", MODES)
def test_back_to_you_has_one_sentence_for_each_kind_of_evening(mode: Mode) -> None:
    assert len(protocols.steps_for(STANDING.care["back-to-you"], mode)) == 1


def test_the_clock_stands_still_for_those_that_take_their_time_and_for_no_other() -> None:
    pausing = {slug for slug, protocol in STANDING.care.items() if protocol.pauses}

    assert pausing == {"freeze", "five-minutes", "ouch", "risk", "breach", "conflict"}


def test_whatever_is_hard_can_be_noted_as_used_and_only_a_breach_calls_for_a_review() -> None:
    noted = {slug for slug, protocol in STANDING.care.items() if protocol.can_be_noted}
    calling = {slug for slug, protocol in STANDING.care.items() if protocol.calls_review}

    assert noted == {"five-minutes", "ouch", "breach", "conflict", "grievance", "risk"}
    assert calling == {"breach"}


def test_each_says_when_it_helps_in_a_few_words() -> None:
    assert [slug for slug, protocol in STANDING.care.items() if not 0 < len(protocol.when) <= 42] == []


def test_five_minutes_on_us_take_some_five_minutes_for_six() -> None:
    steps = STANDING.care["five-minutes"].steps

    assert sum(protocols.length(step, 6).total_seconds() for step in steps) in range(270, 361)


# -- time and modes


def test_a_round_takes_longer_with_more_people() -> None:
    step = ProtocolStep("One each.", seconds=30, each=10)

    assert protocols.length(step, 6) == seconds(90)


@settings(max_examples=30)
@given(passed=st.integers(-100, 1000), people=st.integers(0, 12))
def test_the_time_left_is_never_less_than_nothing_nor_more_than_the_whole(passed: int, people: int) -> None:
    step, since = ProtocolStep("Wait.", seconds=40, each=5), instant("19:47:00")

    left = protocols.time_left(step, people, since, since + seconds(passed))

    assert seconds(0) <= left <= protocols.length(step, people)


def test_a_protocol_without_a_step_for_the_mode_still_shows_one() -> None:
    protocol = Protocol("tea", "Tea", (ProtocolStep("A?", modes=("topic",)), ProtocolStep("B?")))

    assert [step.says for step in protocols.steps_for(protocol, "support")] == ["B?"]
    assert protocols.steps_for(Protocol("tea", "Tea", protocol.steps[:1]), "support") == protocol.steps[:1]


def test_ten_more_minutes_come_before_the_step_that_then_comes_again() -> None:
    steps = (ProtocolStep("A?"), ProtocolStep("B?"))

    longer = protocols.with_ten_more(steps, 1)

    assert [step.says for step in longer] == ["A?", "Ten more minutes for us.", "B?"]
    assert protocols.length(longer[1], 6) == protocols.TEN_MORE


# -- gates


def test_before_the_others_answer_the_gate_is_about_that_and_after_it_about_time() -> None:
    hour = midway()
    before = care.fitting_gate(hour.session, hour.now)
    hour.do(moves.go_on)

    assert (before, care.fitting_gate(hour.session, hour.now)) == ("feedback", "more-time")
    assert not care.answers_follow(hour.session)


def test_where_no_more_time_can_be_given_the_gate_is_about_a_name() -> None:
    assert care.fitting_gate(Hour().session, instant("19:30:00")) == "a-name"


# -- enough


def test_enough_leads_to_the_step_on_which_telling_ends() -> None:
    hour = midway()
    closing = care.closing_step(hour.session)
    assert closing is not None
    prompt = {closing[1].prompt: "echo-1"}

    outcome = care.go_to_closing(hour.session, hour.now, prompt)

    assert closing[1].prompt in care.CLOSING_SLOTS
    assert outcome == (StepBegan(*closing[0]), PromptPlaced(closing[0].segment, "echo-1"))


def test_a_segment_without_a_last_word_has_none_to_go_on_to() -> None:
    hour = Hour()
    hour.begin()

    assert care.closing_step(hour.session) is None
    assert care.go_to_closing(hour.session, hour.now) == care.NO_CLOSING_STEP


def test_before_the_start_there_is_nothing_to_have_enough_of() -> None:
    hour = Hour()

    assert care.closing_step(hour.session) is None
    assert isinstance(care.go_to_closing(hour.session, hour.now), Refusal)


def test_what_stands_beside_the_clock_goes_where_the_last_word_brings_no_prompt() -> None:
    hour = midway()
    bare = care.go_to_closing(replace(hour.session, prompts={}), hour.now)
    closing = care.closing_step(hour.session)
    assert closing is not None
    placed = replace(hour.session, prompts={closing[0].segment: "flooded-1"})

    outcome = care.go_to_closing(placed, hour.now)

    assert bare == (StepBegan(*closing[0]),)
    assert outcome == (StepBegan(*closing[0]), PromptPlaced(closing[0].segment, None))


# -- kept for elsewhere


@pytest.mark.parametrize(
    ("parked", "text", "after"),
    [
        ((), "the fee", ("the fee",)),
        (("the fee",), " the  fee ", ("the fee",)),
        (("the fee",), " ", ("the fee",)),
        (tuple("abcdefg"), "a", tuple("abcdefg")),
        (tuple("abcdefg"), "h", parking.ENOUGH),
    ],
)
def test_labels_are_few_and_each_stands_once(
    parked: tuple[str, ...], text: str, after: tuple[str, ...] | Refusal
) -> None:
    assert parking.with_label(parked, text) == after


def test_a_label_has_sixty_characters_at_most() -> None:
    parked = parking.with_label((), "word " * 20)

    assert isinstance(parked, tuple)
    assert [len(label) <= 60 for label in parked] == [True]


def test_one_label_is_taken_away_by_its_place() -> None:
    assert parking.without_label(("a", "b", "c"), 1) == ("a", "c")


# -- files of one's own


def test_a_protocol_of_ones_own_stands_beside_ours_or_replaces_one(tmp_path: Path) -> None:
    put(tmp_path, "care/tea.toml", OWN)
    put(tmp_path, "care/mine.toml", OWN.replace('slug = "tea"', 'slug = "blur"'))

    library = Library(tmp_path)

    assert library.problems == ()
    assert library.care["blur"].title == "Tea"
    assert set(library.care) == {*STANDING.care, "tea"}


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (OWN.replace('"Tea"', '""'), "the title is empty: one sentence is right."),
        ('slug = "tea"\ntitle = "Tea"\nsteps = []\n', "steps is empty: at least one is right."),
        (
            "asks = true\n" + OWN + '[[steps]]\nsays = "Milk?"\n',
            "a question that y or n answers has 2 steps: one is right.",
        ),
        (OWN.replace("Shall we", "Shall we " * 9), "says of step 1 has 99 characters: 90 at most are right."),
        (
            OWN + f'beside = "{"x" * 91}"\n',
            "beside of step 1 has 91 characters: 90 at most are right.",
        ),
        (
            OWN.replace("20", "-1"),
            "step 1: 0 to 14400 seconds and 0 to 120 for each person are right.",
        ),
        (OWN + "modes = []\n", "step 1 has no modes: at least one, such as “support”, is right."),
        (
            OWN.replace("[[steps]]", f'when = "{"x" * 61}"\n\n[[steps]]', 1),
            "when has 61 characters: 60 at most are right.",
        ),
        (
            OWN.replace("[[steps]]", f'asks_first = "{"x" * 91}"\n\n[[steps]]', 1),
            "asks_first has 91 characters: 90 at most are right.",
        ),
        (
            answering('keys = "y"', 'says = "yes"', 'goes = "agreed"'),
            "an answer of step 1 goes “agreed”: one of on, end, later, longer, leave is right here.",
        ),
        (
            "asks = true\n" + answering('keys = "y"', 'says = "yes"', 'goes = "end"'),
            "an answer of step 1 goes “end”: one of leave, next, minutes is right here.",
        ),
        (
            answering('keys = "11"', 'says = "yes"'),
            "step 1 has the key “1” twice: each answer by a key of its own is right.",
        ),
        (
            answering('keys = ""', 'says = "yes"'),
            "step 1 has an answer without a key: each answer by a key of its own is right.",
        ),
        (
            answering('keys = "cu"', 'says = "yes"'),
            "step 1 answers by “cu”: small letters without b, c, u and digits are right.",
        ),
        (answering('keys = "1"', 'says = ""'), "an answer of step 1 is empty: one sentence is right."),
        (
            answering('keys = "1"', 'says = "yes"', f'reply = "{"x" * 91}"'),
            "a reply of step 1 has 91 characters: 90 at most are right.",
        ),
    ],
)
def test_a_broken_file_is_left_out_with_one_sentence(tmp_path: Path, content: str, sentence: str) -> None:
    library = Library(put(tmp_path, "care/tea.toml", content))

    assert library.problems == (f"care/tea.toml: {sentence}",)
    assert set(library.care) == set(STANDING.care)


def test_what_the_group_wants_noted_is_kept_by_name_and_once() -> None:
    hour = Hour()
    hour.begin()

    hour.do(protocols.note_used, "five-minutes")

    assert record(fold(kept(hour.room.entries)), instant("20:30:00")).protocols == ("five-minutes",)
    assert hour.refused(protocols.note_used, "five-minutes") == "It is noted already, once."


def test_a_call_for_a_review_is_kept_with_the_note_and_without_a_word_of_it() -> None:
    hour = Hour()
    hour.begin()

    hour.do(protocols.note_used, "ouch")
    without = record(fold(kept(hour.room.entries)), instant("20:30:00")).calls_review
    hour.do(protocols.note_used, "breach", calls_review=True)

    assert not without
    assert record(fold(kept(hour.room.entries)), instant("20:30:00")).calls_review
