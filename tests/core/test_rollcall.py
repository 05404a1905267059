"""The roll call: a yes is kept by name, everything else is a number for tonight."""

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.core.hour import DANA, INES, JO, KOFI, MARA, PEOPLE, Hour, instant, midway

from circle_tui.core.agreements import rollcall
from circle_tui.core.agreements.rollcall import Agreement, Answer
from circle_tui.core.agreements.rules import AgreedRule
from circle_tui.core.happening import moves
from circle_tui.core.happening.events.agreements import RollCallTaken, RulesAgreed
from circle_tui.core.happening.fold import fold
from circle_tui.core.happening.keeping import kept
from circle_tui.core.record.ledger import SessionRecord, record

ANSWERS: Mapping[str, Answer] = {DANA: "yes", INES: "question", JO: "yes", KOFI: "not today"}
ANSWER = st.sampled_from(("yes", "question", "not today"))


def at_choosing() -> Hour:
    """In the part before the consultation."""
    hour = midway()
    while hour.session.position is not None and hour.session.position.segment != "choose-topics":
        hour.room.undo()
    return hour


def take(hour: Hour, answers: Mapping[str, Answer] = ANSWERS, *, is_about_recording: bool = True) -> None:
    hour.do(rollcall.take, answers, version=3, is_about_recording=is_about_recording)


def sealed(hour: Hour) -> SessionRecord:
    return record(fold(kept(hour.room.entries)), instant("20:30:00"))


# -- what is kept


def test_who_said_yes_is_kept_with_the_version() -> None:
    hour = midway()

    take(hour)

    assert sealed(hour).agreed == {DANA: 3, JO: 3}


@settings(max_examples=20)
@given(answers=st.dictionaries(st.sampled_from(PEOPLE), ANSWER, min_size=1))
def test_no_log_tells_who_had_a_question_or_said_not_today(answers: dict[str, Answer]) -> None:
    hour = midway()
    before = len(hour.room.entries)

    take(hour, answers)

    events = [entry.event for entry in hour.room.entries[before:]]
    said = list(answers.values())
    assert events[0] == RollCallTaken(
        3, said.count("question"), said.count("not today"), is_about_recording=True
    )
    assert events[1:] == [RulesAgreed(person, 3) for person in sorted(answers) if answers[person] == "yes"]
    assert not any(isinstance(entry.event, RollCallTaken) for entry in kept(hour.room.entries))


def test_a_roll_call_is_taken_back_as_a_whole() -> None:
    hour = midway()
    take(hour)

    assert hour.room.undo() == "the roll call"
    assert (hour.session.agreed, hour.session.roll_call) == ({}, None)


def test_nobody_answers_for_somebody_who_is_not_here() -> None:
    hour = midway()
    hour.do(moves.leave, MARA)

    assert hour.refused(rollcall.take, {MARA: "yes"}, version=3, is_about_recording=False).startswith(
        "Only somebody"
    )
    assert hour.refused(rollcall.take, {}, version=3, is_about_recording=False) == "Nobody was asked yet."


def test_what_each_person_agreed_to_and_when_is_a_fold_over_closed_evenings() -> None:
    hour = midway()
    take(hour)
    first = sealed(hour)
    later = replace(first, planned_start=instant("19:30:00").replace(year=2027), agreed={DANA: 4})
    tried = replace(first, is_rehearsal=True, agreed={INES: 3})

    found = rollcall.agreements([later, tried, first])

    dates = {person: [(item.version, item.on.year) for item in said] for person, said in found.items()}
    assert dates == {DANA: [(3, 2026), (4, 2027)], JO: [(3, 2026)]}
    assert found[JO] == (Agreement(3, first.planned_start.date()),)
    assert rollcall.newest([later, tried, first]) == {DANA: 4, JO: 3}


def test_silence_is_no_yes_and_neither_is_one_to_another_version() -> None:
    assert rollcall.without_a_yes((DANA, INES, JO), {DANA: 3, INES: 2}, 3) == (INES, JO)


@pytest.mark.parametrize(
    ("agreed", "roll_call", "says"),
    [
        (6, RollCallTaken(1), "6 of 6"),
        (5, RollCallTaken(1, questions=1), "5 of 6, one question parked"),
        (3, RollCallTaken(1, questions=2, not_today=1), "3 of 6, two questions parked, one not today"),
        (6, RollCallTaken(1, questions=1), "6 of 6"),
        (2, None, "2 of 6"),
    ],
)
def test_the_result_is_said_without_names(agreed: int, roll_call: RollCallTaken | None, says: str) -> None:
    assert rollcall.result(agreed, 6, roll_call) == says


def test_the_rule_against_recording_is_known_by_its_id() -> None:
    assert rollcall.asks_about_recording([AgreedRule("no-recording", "We do not record.")])
    assert not rollcall.asks_about_recording([AgreedRule("own-1", "No recording.")])


# -- recording, and case work


def test_a_single_not_today_keeps_case_work_from_beginning() -> None:
    hour = at_choosing()
    take(hour)

    assert hour.refused(moves.go_on) == rollcall.CASE_WAITS.why


@pytest.mark.parametrize(
    ("answers", "is_about_recording"),
    [({DANA: "yes", INES: "question"}, True), (ANSWERS, False)],
)
def test_a_question_or_a_set_without_that_rule_keeps_nothing_waiting(
    answers: Mapping[str, Answer], is_about_recording: bool
) -> None:
    hour = at_choosing()
    take(hour, answers, is_about_recording=is_about_recording)

    hour.do(moves.go_on)

    assert hour.session.position is not None
    assert hour.session.position.segment == "case-1"


def test_a_case_that_runs_goes_on() -> None:
    hour = midway()
    take(hour)

    hour.do(moves.go_on)

    assert hour.session.position is not None
    assert hour.session.position.segment == "case-1"


def test_the_group_can_begin_it_all_the_same_and_take_that_back() -> None:
    hour = at_choosing()
    take(hour)
    hour.do(rollcall.agree_on_case_work)

    free = hour.room.why_not(moves.go_on)

    assert free == ""
    assert hour.room.undo() == "the yes to case work"
    assert hour.room.why_not(moves.go_on) == rollcall.CASE_WAITS.why


def test_who_left_no_longer_keeps_it_waiting_where_that_is_known() -> None:
    hour = at_choosing()
    take(hour)

    known, unknown = (
        hour.room.why_not(moves.go_on, not_today=0),
        hour.room.why_not(moves.go_on, not_today=None),
    )

    assert (known, unknown) == ("", rollcall.CASE_WAITS.why)


def test_what_others_said_before_counts_as_well_and_a_yes_to_no_recording_stays() -> None:
    hour = at_choosing()
    take(hour, {DANA: "yes", KOFI: "not today"})
    hour.do(rollcall.agree_on_case_work)
    before: Mapping[str, Answer] = {DANA: "yes", KOFI: "not today"}

    hour.do(rollcall.take, {JO: "question"}, version=3, is_about_recording=True, before=before)
    counted, free = hour.session.roll_call, hour.room.why_not(moves.go_on)
    hour.do(rollcall.take, {JO: "not today"}, version=3, is_about_recording=True, before=before)

    assert counted == RollCallTaken(3, questions=1, not_today=1, is_about_recording=True)
    assert free == ""
    assert hour.room.why_not(moves.go_on) == rollcall.CASE_WAITS.why


def test_who_was_asked_is_told_by_who_was_there_and_never_by_who_said_yes() -> None:
    hour = midway()
    take(hour)
    past = sealed(hour)
    without = replace(past, agreed={})
    tried = replace(past, is_rehearsal=True, agreed={DANA: 7})

    found = rollcall.asked_in([past, without, tried])

    assert found == {3: frozenset(item.person for item in past.attendance)}
    assert {INES, KOFI} <= found[3]


def test_a_later_yes_settles_it_and_a_new_not_today_asks_anew() -> None:
    hour = at_choosing()
    take(hour)
    take(hour, {INES: "yes", KOFI: "yes"})
    settled = hour.room.why_not(moves.go_on)
    take(hour, {MARA: "not today"})

    assert settled == ""
    assert hour.room.why_not(moves.go_on) == rollcall.CASE_WAITS.why


def test_where_nothing_waits_there_is_nothing_to_agree_on() -> None:
    assert midway().refused(rollcall.agree_on_case_work) == "Nothing keeps case work from beginning."
