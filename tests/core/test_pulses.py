"""Pulses: counts alone, one of three words from five answers on, and nothing below that."""

import pytest
from tests.core.hour import Hour, instant, sitting

from circle_tui.core.agreements import pulses
from circle_tui.core.agreements.pulses import Counts
from circle_tui.core.happening.fold import fold
from circle_tui.core.happening.keeping import kept
from circle_tui.core.happening.refusal import Refusal
from circle_tui.core.record.ledger import record


@pytest.mark.parametrize(
    ("counts", "word"),
    [
        (Counts(4, 0, 0), None),
        (Counts(5, 0, 0), "mostly"),
        (Counts(4, 1, 1), "mostly"),
        (Counts(3, 2, 1), "mixed"),
        (Counts(2, 1, 3), "not yet"),
        (Counts(0, 5, 0), "mixed"),
    ],
)
def test_counts_become_one_of_three_words_from_five_answers_on(counts: Counts, word: str | None) -> None:
    assert pulses.word(counts) == word


@pytest.mark.parametrize(
    ("typed", "counts"),
    [
        ("4 1 1", Counts(4, 1, 1)),
        ("4,1,1", Counts(4, 1, 1)),
        (" 10 / 0 / 2 ", Counts(10, 0, 2)),
        ("411", None),
        ("4 1", None),
        ("4 1 1 1", None),
        ("four one one", None),
        ("400 1 1", None),
    ],
)
def test_three_numbers_are_read_as_people_type_them(typed: str, counts: Counts | None) -> None:
    assert pulses.read_counts(typed) == counts


def test_counts_are_kept_and_nobody_is_in_them() -> None:
    hour = Hour()
    hour.begin()

    hour.do(pulses.take, "place", Counts(5, 1, 0))

    assert record(fold(kept(hour.room.entries)), instant("20:30:00")).pulses == {"place": Counts(5, 1, 0)}


@pytest.mark.parametrize(("here", "is_refused"), [("", True), ("abcd", True), ("abcde", False)])
def test_four_people_give_no_five_answers(here: str, is_refused: bool) -> None:
    found = pulses.take(sitting(here), instant("20:25:00"), "place", Counts(3, 2, 0))

    assert isinstance(found, Refusal) is is_refused


@pytest.mark.parametrize(
    ("counts", "why"),
    [
        (Counts(3, 1, 0), "Under five answers nothing is kept, so that nobody can be read from it."),
        (Counts(8, 1, 0), "Those are more answers than people have been here tonight."),
    ],
)
def test_what_cannot_be_counted_is_refused(counts: Counts, why: str) -> None:
    hour = Hour()
    hour.begin()

    assert hour.refused(pulses.take, "place", counts) == why
