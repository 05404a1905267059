"""Decisions: their words, way and dates are kept; who thought what is nowhere."""

from datetime import date

import msgspec
import pytest
from msgspec.structs import replace
from tests.core.hour import Hour, instant
from tests.core.test_group import CIRCLE

from circle_tui.content.load import Library
from circle_tui.core.agreements import decisions, protocols
from circle_tui.core.agreements.decisions import Again, DecidedWords, DecidingWay, Decision
from circle_tui.core.agreements.protocols import ProtocolStep, StepAnswer
from circle_tui.core.faults.protocols import way_fault
from circle_tui.core.happening.events.agreements import DecisionMade
from circle_tui.core.happening.events.log import Entry
from circle_tui.core.happening.fold import fold
from circle_tui.core.happening.keeping import kept, words_apart
from circle_tui.core.people.group import with_words_decided
from circle_tui.core.record.ledger import record
from circle_tui.core.record.remembered import remembered

WAYS = Library().deciding
PLAIN = (ProtocolStep("A proposal."), ProtocolStep("A round?"), ProtocolStep("What now?"))
"""Steps as a file of one's own had them before steps could be answered."""
WORDS = "We meet a quarter of an hour earlier until Easter."
ON = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("again", "day"),
    [
        ("four weeks", date(2026, 12, 22)),
        ("three months", date(2027, 2, 23)),
        ("six months", date(2027, 5, 25)),
        ("a year", date(2027, 11, 24)),
        ("no date", None),
    ],
)
def test_a_decision_is_looked_at_again_on_a_weekday_of_the_group(again: Again, day: date | None) -> None:
    assert decisions.review_day(ON, again) == day


def test_what_was_decided_is_kept_with_its_way_and_dates() -> None:
    hour = Hour()
    hour.begin()

    hour.do(decisions.decide, WORDS, way="consent", has_worry=True, review_on=date(2027, 2, 23))

    sealed = record(fold(kept(hour.room.entries)), instant("20:30:00"))
    assert sealed.decisions == (
        Decision(ON, WORDS, "consent", has_worry=True, review_on=date(2027, 2, 23), id="d-2026-11-24-0001-1"),
    )


def test_the_words_of_decisions_part_from_what_is_sealed_and_come_back_from_the_group() -> None:
    hour = Hour()
    hour.do(decisions.decide, WORDS, way="consent")
    hour.do(decisions.decide, "We end early.", way="consensus")

    sealed, words = words_apart(kept(hour.room.entries))

    bare = record(fold(sealed), instant("20:30:00"))
    assert [item.text for item in bare.decisions] == ["", ""]
    assert words == (
        DecidedWords("d-2026-11-24-0001-1", ON, WORDS),
        DecidedWords("d-2026-11-24-0001-2", ON, "We end early."),
    )
    (whole,) = remembered((bare,), with_words_decided(CIRCLE, words))
    assert [item.text for item in whole.decisions] == [WORDS, "We end early."]


def test_words_that_the_group_keeps_no_more_are_said_to_be_gone() -> None:
    bare = Decision(ON, "", "consent", id="d-1")

    assert decisions.words_of(bare) == "A decision whose words are no longer in the group's file."


def test_a_decision_of_before_the_group_kept_the_words_stays_readable_and_parts_from_them_too() -> None:
    hour = Hour()
    old = msgspec.convert({"kind": "DecisionMade", "text": WORDS, "way": "consent"}, DecisionMade)
    entries = (*hour.room.entries, Entry(seq=9, move=9, at=instant("20:00:00"), event=old))

    sealed, words = words_apart(entries)

    assert record(fold(entries), instant("20:30:00")).decisions == (Decision(ON, WORDS, "consent"),)
    assert words == (DecidedWords("d-2026-11-24-0001-1", ON, WORDS),)
    assert sealed[-1].event == replace(old, id="d-2026-11-24-0001-1", text="")


def test_the_words_of_a_decision_that_was_sealed_again_stand_once() -> None:
    first, later = DecidedWords("d-1", ON, WORDS), DecidedWords("d-2", ON, "We end early.")
    group = with_words_decided(CIRCLE, (first, later))

    again = with_words_decided(group, (replace(first, text="We begin early."),))

    assert [item.text for item in again.decided] == ["We end early.", "We begin early."]
    assert with_words_decided(group, ()) is group


def test_what_is_no_session_has_no_words() -> None:
    assert words_apart(()) == ((), ())


def test_a_decision_without_words_is_refused() -> None:
    hour = Hour()

    assert hour.refused(decisions.decide, " \t ", way="consent") == (
        "A decision needs its words: what is it that you all agreed to?"
    )


def test_a_decision_can_be_taken_back() -> None:
    hour = Hour()
    hour.do(decisions.decide, WORDS, way="consensus")

    assert hour.room.undo() == "the decision"
    assert hour.session.decisions == ()


def test_the_kind_of_evening_changes_from_now_on_and_stays_in_the_record() -> None:
    hour = Hour()
    hour.begin()

    hour.do(decisions.change_mode, "governance")

    assert (hour.session.mode, hour.session.opened.mode) == ("governance", "support")
    assert hour.picture().mode.startswith("governance")
    assert fold(kept(hour.room.entries)).mode == "governance"


def test_the_kind_it_is_already_is_no_change() -> None:
    assert Hour().refused(decisions.change_mode, "support").startswith("It is that already")


def test_what_is_due_comes_earliest_first() -> None:
    late = Decision(ON, "late", "consent", review_on=date(2027, 1, 2))
    early = Decision(ON, "early", "consent", review_on=date(2026, 12, 2))
    later = Decision(ON, "later", "consent", review_on=date(2027, 3, 2))
    never = Decision(ON, "never", "consent")

    assert decisions.due([late, never, early, later], date(2027, 1, 2)) == (early, late)


# -- the round that is asked for its result


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
    place = decisions.asking_place(steps)

    assert {item.keys: item.goes for item in decisions.answers_at(steps, place)} == answers
    assert [step.answers for step in steps if step is not steps[place]] == [()] * (len(steps) - 1)


def test_a_way_that_says_no_answers_is_asked_as_for_consent_in_the_step_before_its_last() -> None:
    assert decisions.asking_place(PLAIN) == 1
    assert [decisions.answers_at(PLAIN, place) for place in range(3)] == [(), decisions.STANDING_ANSWERS, ()]


def test_words_may_be_changed_from_the_step_that_says_so_else_from_the_round_on() -> None:
    consent = WAYS["consent"].steps

    assert [decisions.may_amend(consent, place) for place in range(7)] == [False] * 4 + [True] * 3
    assert [decisions.may_amend(PLAIN, place) for place in range(3)] == [False, True, True]


@pytest.mark.parametrize(
    ("here", "members", "is_short"), [(7, 7, False), (5, 7, False), (4, 7, True), (0, 0, False)]
)
def test_consensus_asks_for_two_thirds_of_the_group(here: int, members: int, is_short: bool) -> None:
    assert decisions.is_short_of(WAYS["consensus"], here, members) is is_short


def test_other_ways_ask_for_nobody_who_is_away_and_hold_at_once() -> None:
    consent = WAYS["consent"]

    assert not decisions.is_short_of(consent, 1, 7)
    assert decisions.open_until(consent, instant("20:00:00")) is None


def test_a_consensus_can_be_blocked_for_two_days_by_whoever_is_away() -> None:
    until = decisions.open_until(WAYS["consensus"], instant("20:00:00"))

    assert until is not None
    assert (until - instant("20:00:00")).total_seconds() == 48 * 3600


@pytest.mark.parametrize("people", [4, 6, 8, 12])
def test_a_practice_run_takes_six_minutes_however_many_are_here(people: int) -> None:
    practice = decisions.for_practice(WAYS["consent"], people)
    asked = practice.steps[: decisions.asking_place(practice.steps) + 1]

    seconds = sum(protocols.length(step, people).total_seconds() for step in asked)

    assert 330 <= seconds <= 360
    assert [step.says for step in practice.steps] == [step.says for step in WAYS["consent"].steps]


def test_what_is_short_already_is_practised_as_it_is() -> None:
    assert decisions.for_practice(WAYS["fist-to-five"], 6) == WAYS["fist-to-five"]


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
