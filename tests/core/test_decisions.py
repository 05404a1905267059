"""Decisions: their words, way and dates are kept; who thought what is nowhere."""

from datetime import date

import pytest
from tests.core.hour import Hour, instant

from circle_tui.core.agreements import decisions
from circle_tui.core.agreements.decisions import Again, Decision
from circle_tui.core.happening.fold import fold
from circle_tui.core.happening.keeping import kept
from circle_tui.core.record.ledger import record

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
    assert sealed.decisions == (Decision(ON, WORDS, "consent", has_worry=True, review_on=date(2027, 2, 23)),)


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
