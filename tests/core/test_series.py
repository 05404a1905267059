"""A series: exactly those dates, with their weekdays; what is left out does not shift the others."""

import itertools
from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from circle_tui.core.clock.recurrence import Recurrence, say_day
from circle_tui.core.errors import BadInput
from circle_tui.core.people.group import Group, topic_of, with_topic_chosen
from circle_tui.core.plan.series import (
    Dated,
    Series,
    evenings,
    moved_on,
    next_start,
    say_dates,
    with_topic_on,
)

JUNE = date(2025, 6, 12)
FOUR = Series(first=JUNE, days=14, count=4, topics=("one", "two", "three", "four"))
WEEKLY = Recurrence(
    every="tuesday", first=date(2025, 6, 3), at=time(13, 30), minutes=90, zone="Europe/Berlin"
)
GROUP = Group(
    id="g-1", name="A", mode="topic", format="topic-circle", recurrence=WEEKLY, members=(), series=FOUR
)


def test_every_fourteen_days_four_times_from_the_twelfth_of_june_are_four_thursdays() -> None:
    assert [say_day(on) for on in FOUR.dates] == [
        "Thursday 12 June", "Thursday 26 June", "Thursday 10 July", "Thursday 24 July",
    ]  # fmt: skip


def test_a_date_left_out_shifts_neither_the_dates_nor_the_topics_of_the_others() -> None:
    held = evenings(FOUR, skipped={date(2025, 6, 26)})

    assert held == (
        Dated(JUNE, "one"), Dated(date(2025, 7, 10), "three"), Dated(date(2025, 7, 24), "four"),
    )  # fmt: skip


def test_when_asked_all_from_a_date_on_come_one_date_later_and_the_series_is_one_longer() -> None:
    moved = moved_on(FOUR, date(2025, 6, 26))

    assert evenings(moved, skipped={date(2025, 6, 26)}) == (
        Dated(JUNE, "one"), Dated(date(2025, 7, 10), "two"), Dated(date(2025, 7, 24), "three"),
        Dated(date(2025, 8, 7), "four"),
    )  # fmt: skip


@settings(max_examples=40)
@given(
    first=st.dates(date(2000, 1, 1), date(2199, 12, 31)), days=st.integers(1, 366), count=st.integers(1, 52)
)
def test_a_series_has_as_many_dates_as_it_says_all_equally_far_apart(
    first: date, days: int, count: int
) -> None:
    dates = Series(first=first, days=days, count=count).dates

    assert (dates[0], len(dates)) == (first, count)
    assert {(after - before).days for before, after in itertools.pairwise(dates)} <= {days}


def test_a_topic_stands_on_a_date_of_the_series_alone() -> None:
    series = with_topic_on(Series(first=JUNE, days=14, count=4), date(2025, 7, 10), "three")

    assert [item.topic for item in evenings(series)] == ["", "", "three", ""]
    assert series.topic(date(2025, 7, 11)) == ""
    with pytest.raises(BadInput, match="Friday 11 July 2025 is no date of this series"):
        with_topic_on(series, date(2025, 7, 11), "three")


@pytest.mark.parametrize(
    ("first", "days", "count", "why"),
    [
        (date(1999, 1, 1), 14, 4, "cannot begin in 1999"),
        (JUNE, 0, 4, "Every 0 days is no rhythm"),
        (JUNE, 367, 4, "Every 367 days is no rhythm"),
        (JUNE, 14, 0, "A series of 0 evenings cannot be"),
        (JUNE, 14, 53, "A series of 53 evenings cannot be"),
    ],
)
def test_a_series_that_could_never_be_is_refused_in_a_sentence(
    first: date, days: int, count: int, why: str
) -> None:
    with pytest.raises(BadInput, match=why):
        Series(first=first, days=days, count=count)


@pytest.mark.parametrize(
    ("days", "count", "said"),
    [(14, 4, "every 14 days, 4 evenings"), (1, 1, "every day, 1 evening")],
)
def test_a_series_is_said_in_a_line(days: int, count: int, said: str) -> None:
    assert say_dates(Series(first=JUNE, days=days, count=count)) == said


def test_the_next_meeting_is_the_nearer_one_of_rhythm_and_series_at_the_wall_time_of_the_group() -> None:
    wednesday = datetime(2025, 6, 11, 12, tzinfo=UTC)

    by_series = next_start(WEEKLY, FOUR, wednesday)

    assert by_series.astimezone(UTC) == datetime(2025, 6, 12, 11, 30, tzinfo=UTC)
    assert say_day(next_start(WEEKLY, FOUR, by_series).date()) == "Tuesday 17 June"
    assert say_day(next_start(WEEKLY, None, wednesday).date()) == "Tuesday 17 June"


def test_a_topic_chosen_for_the_next_evening_stands_in_the_series_where_that_has_the_date() -> None:
    within = with_topic_chosen(GROUP, JUNE, "five")
    beside = with_topic_chosen(GROUP, date(2025, 6, 17), "five")

    assert (topic_of(within, JUNE), within.next_topic) == ("five", "")
    assert (topic_of(beside, date(2025, 6, 17)), beside.series) == ("five", FOUR)
    assert topic_of(GROUP, date(2025, 6, 17)) == ""
