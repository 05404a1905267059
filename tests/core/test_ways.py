"""Ways of deciding: the round that is asked for its result, who is away, a practice run."""

import pytest
from tests.core.hour import instant

from circle_tui.content.load import Library
from circle_tui.core.agreements import protocols, ways
from circle_tui.core.agreements.protocols import ProtocolStep, StepAnswer
from circle_tui.core.agreements.ways import DecidingWay
from circle_tui.core.faults.protocols import way_fault

WAYS = Library().deciding
PLAIN = (ProtocolStep("A proposal."), ProtocolStep("A round?"), ProtocolStep("What now?"))
"""Steps as a file of one's own had them before steps could be answered."""


@pytest.mark.parametrize(
    ("way", "answers"),
    [
        ("consent", {"y": "agreed", "w": "worry", "o": "on"}),
        ("consensus", {"y": "agreed", "s": "worry", "m": "on", "o": "on"}),
        ("fist-to-five", {"543": "agreed", "210": "on"}),
    ],
)
def test_each_way_has_answers_of_its_own_to_one_of_its_steps(way: str, answers: dict[str, str]) -> None:
    steps = WAYS[way].steps
    place = ways.asking_place(steps)

    assert {item.keys: item.goes for item in ways.answers_at(steps, place)} == answers
    assert [step.answers for step in steps if step is not steps[place]] == [()] * (len(steps) - 1)


def test_a_way_that_says_no_answers_is_asked_as_for_consent_in_the_step_before_its_last() -> None:
    assert ways.asking_place(PLAIN) == 1
    assert [ways.answers_at(PLAIN, place) for place in range(3)] == [(), ways.STANDING_ANSWERS, ()]


def test_words_may_be_changed_from_the_step_that_says_so_else_from_the_round_on() -> None:
    consent = WAYS["consent"].steps

    assert [ways.may_amend(consent, place) for place in range(7)] == [False] * 4 + [True] * 3
    assert [ways.may_amend(PLAIN, place) for place in range(3)] == [False, True, True]


@pytest.mark.parametrize(
    ("here", "members", "is_short"), [(7, 7, False), (5, 7, False), (4, 7, True), (0, 0, False)]
)
def test_consensus_asks_for_two_thirds_of_the_group(here: int, members: int, is_short: bool) -> None:
    assert ways.is_short_of(WAYS["consensus"], here, members) is is_short


def test_other_ways_ask_for_nobody_who_is_away_and_hold_at_once() -> None:
    consent = WAYS["consent"]

    assert not ways.is_short_of(consent, 1, 7)
    assert ways.open_until(consent, instant("20:00:00")) is None


def test_a_consensus_can_be_blocked_for_two_days_by_whoever_is_away() -> None:
    until = ways.open_until(WAYS["consensus"], instant("20:00:00"))

    assert until is not None
    assert (until - instant("20:00:00")).total_seconds() == 48 * 3600


@pytest.mark.parametrize("people", [4, 6, 8, 12])
def test_a_practice_run_takes_six_minutes_however_many_are_here(people: int) -> None:
    practice = ways.for_practice(WAYS["consent"], people)
    asked = practice.steps[: ways.asking_place(practice.steps) + 1]

    seconds = sum(protocols.length(step, people).total_seconds() for step in asked)

    assert 330 <= seconds <= 360
    assert [step.says for step in practice.steps] == [step.says for step in WAYS["consent"].steps]


def test_what_is_short_already_is_practised_as_it_is() -> None:
    assert ways.for_practice(WAYS["fist-to-five"], 6) == WAYS["fist-to-five"]


YES, NO = StepAnswer("y", "yes", "agreed"), StepAnswer("n", "no", "on")


@pytest.mark.parametrize(
    ("way", "fault"),
    [
        (DecidingWay("consent", "Ours", PLAIN), ""),
        (DecidingWay("thumbs", "Ours", PLAIN), "the slug is “thumbs”: one of"),
        (DecidingWay("consent", "Ours", PLAIN[:2]), "steps are too few"),
        (DecidingWay("consent", "Ours", PLAIN, window_hours=-1), "window_hours is -1: 0 to 336 are right"),
        (DecidingWay("consent", "Ours", PLAIN, quorum_percent=101), "quorum_percent is 101: 0 to 100"),
        (
            DecidingWay("consent", "Ours", (*PLAIN[:1], ProtocolStep("A?", answers=(YES,)), *PLAIN[2:])),
            "step 2 needs one answer that goes “agreed” and one that goes “on”",
        ),
        (
            DecidingWay("consent", "Ours", (*PLAIN, ProtocolStep("A?", answers=(YES, NO)))),
            "the last step asks for the result",
        ),
        (
            DecidingWay(
                "consent", "Ours", (*PLAIN, ProtocolStep("A?", answers=(StepAnswer("y", "?", "later"),)))
            ),
            "an answer of step 4 goes “later”: one of on, agreed, worry is right here",
        ),
    ],
)
def test_what_is_wrong_with_a_way_is_said_in_one_sentence(way: DecidingWay, fault: str) -> None:
    assert way_fault(way).startswith(fault)
    assert bool(way_fault(way)) is bool(fault)
