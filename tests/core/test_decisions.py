"""Decisions: their words, way and dates are kept; who thought what is nowhere."""

from datetime import date, timedelta

import msgspec
import pytest
from msgspec.structs import replace
from tests.core.hour import Hour, instant
from tests.core.test_group import CIRCLE

from circle_tui.core.agreements import decisions
from circle_tui.core.agreements.decisions import Again, DecidedWords, Decision, DecisionLook
from circle_tui.core.happening.events.agreements import DecisionMade
from circle_tui.core.happening.events.log import Entry
from circle_tui.core.happening.fold import fold
from circle_tui.core.happening.keeping import kept, words_apart
from circle_tui.core.people.group import with_words_decided
from circle_tui.core.record.ledger import decisions as decisions_of
from circle_tui.core.record.ledger import record
from circle_tui.core.record.remembered import remembered

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


# -- looking at one again


def made(name: str, **changes: object) -> Decision:
    decision = Decision(ON, name, "consent", review_on=date(2026, 12, 22), id=name)
    return replace(decision, **changes)


LATER = date(2026, 12, 22)


@pytest.mark.parametrize(
    ("look", "review_on", "is_done"),
    [
        (DecisionLook(LATER, "a", review_on=date(2027, 3, 23)), date(2027, 3, 23), False),
        (DecisionLook(LATER, "a"), None, False),
        (DecisionLook(LATER, "a", is_done=True), None, True),
    ],
)
def test_what_came_of_a_look_holds_and_what_was_not_looked_at_stays(
    look: DecisionLook, review_on: date | None, is_done: bool
) -> None:
    first, other = decisions.as_they_stand([made("a"), made("b")], [look])

    assert (first.review_on, first.is_done, first.looked_at_on) == (review_on, is_done, LATER)
    assert other == made("b")


def test_the_newest_look_holds() -> None:
    looks = [DecisionLook(LATER, "a", is_done=True), DecisionLook(date(2027, 1, 5), "a")]

    assert not decisions.as_they_stand([made("a")], looks)[0].is_done


def test_one_in_whose_place_another_stands_is_done_since_that_day() -> None:
    new = made("b", on=LATER, replaces="a")

    old = decisions.as_they_stand([new, made("a")], [])[1]

    assert (old.is_done, old.review_on, old.looked_at_on) == (True, None, LATER)


def test_what_is_done_is_never_due() -> None:
    assert decisions.due([made("a", is_done=True)], LATER) == ()


def test_a_look_is_kept_by_the_id_of_the_decision_alone_and_only_the_last_one() -> None:
    hour = Hour()
    hour.begin()

    hour.do(decisions.look_again, "d-1", review_on=date(2027, 3, 23))
    hour.do(decisions.look_again, "d-1", is_done=True, review_on=date(2027, 3, 23))

    sealed = record(fold(kept(hour.room.entries)), instant("20:30:00"))
    assert sealed.looked_at == (DecisionLook(ON, "d-1", is_done=True),)
    assert hour.room.undo() == "the look at a decision"


def test_a_decision_of_an_older_evening_without_an_id_can_be_looked_at_again_too() -> None:
    hour = Hour()
    hour.begin()
    hour.do(decisions.decide, WORDS, way="consent")
    past = record(hour.session, instant("20:30:00"))
    old = replace(past, decisions=tuple(replace(item, id="") for item in past.decisions))
    name = decisions.decision_id(old.id, 1)
    looking = replace(old, id="later", decisions=(), looked_at=(DecisionLook(LATER, name, is_done=True),))
    looking = replace(looking, planned_start=old.planned_start + timedelta(days=28))

    assert [(item.id, item.is_done) for item in decisions_of([looking, old])] == [(name, True)]


@pytest.mark.parametrize(
    ("decision", "says"),
    [
        (made("a"), "by consent"),
        (made("a", has_worry=True), "by consent, with a worry noted"),
        (made("a", has_worry=True, way="consensus"), "by consensus, with some standing aside"),
    ],
)
def test_how_it_was_decided_is_said_in_the_words_of_its_way(decision: Decision, says: str) -> None:
    assert decisions.say_way(decision) == says


def test_until_when_whoever_was_away_may_block_it_is_kept() -> None:
    hour = Hour()
    hour.begin()

    hour.do(decisions.decide, WORDS, way="consensus", open_until=date(2026, 11, 26))

    assert record(hour.session, instant("20:30:00")).decisions[0].open_until == date(2026, 11, 26)
