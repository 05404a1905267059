"""Sharing out minutes: the published tables of formats still to come, and the laws behind them."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from circle_tui.core.allocation import Part, Span, fill, round_together, share

SPANS = st.lists(
    st.tuples(st.integers(0, 20), st.integers(0, 20), st.integers(0, 20)).map(
        lambda three: Span(*sorted(three))
    ),
    min_size=1,
    max_size=8,
)


def rounds(people: int) -> Span:
    """A round of everyone but the presenter at 45, 75, 120 seconds each, in whole minutes."""
    listeners = people - 1
    return Span(-(-45 * listeners // 60), -(-75 * listeners // 60), -(-120 * listeners // 60))


EIGHT_STEPS = (
    Span(1, 3, 5),
    Span(4, 5, 8),
    Span(6, 11, 15),
    Span(6, 9, 12),
    Span(2, 4, 5),
    Span(6, 9, 12),
    Span(3, 6, 10),
    Span(2, 4, 6),
)
SIX_PHASES = (
    Span(2, 3, 5),
    Span(6, 9, 10),
    Span(1, 2, 3),
    Span(2, 4, 5),
    Span(1, 3, 4),
    Span(6, 10, 14),
    Span(3, 4, 5),
)
RESONANCE = (Span(4, 7, 10), Span(2, 4, 5), Span(14, 20, 30), Span(3, 5, 6), Span(2, 4, 6))


@pytest.mark.parametrize(
    ("spans", "core", "most", "times", "lengths", "left"),
    [
        (SIX_PHASES, 48, 3, 1, (5, 10, 3, 5, 4, 14, 5), 2),
        (SIX_PHASES, 63, 3, 2, (3, 8, 2, 3, 2, 9, 4), 1),
        (SIX_PHASES, 69, 3, 2, (3, 9, 2, 4, 3, 9, 4), 1),
        (SIX_PHASES, 57, 3, 1, (5, 10, 3, 5, 4, 14, 5), 11),
        (EIGHT_STEPS, 48, 1, 1, (3, 5, 10, 9, 4, 8, 5, 4), 0),
        (EIGHT_STEPS, 67, 1, 1, (5, 7, 14, 11, 5, 11, 9, 5), 0),
        (RESONANCE, 48, 3, 1, (8, 5, 25, 5, 5), 0),
        (RESONANCE, 69, 3, 2, (6, 3, 18, 4, 3), 1),
        (RESONANCE, 67, 3, 1, (10, 5, 30, 6, 6), 10),
        (
            (Span(5, 8, 10), rounds(12), rounds(12), Span(3, 5, 10), Span(4, 6, 10), Span(0, 4, 10)),
            45,
            3,
            1,
            (7, 13, 13, 4, 5, 3),
            0,
        ),
        (
            (Span(5, 8, 10), rounds(6), rounds(6), Span(3, 5, 10), Span(4, 6, 10), Span(0, 4, 10)),
            72,
            3,
            2,
            (8, 7, 7, 5, 6, 3),
            0,
        ),
    ],
)
def test_the_published_tables_come_out(
    spans: tuple[Span, ...], core: int, most: int, times: int, lengths: tuple[int, ...], left: int
) -> None:
    shares = fill([Part(spans, most=most)], core)

    assert shares is not None
    assert (shares.times, shares.lengths, shares.left) == ((times,), (lengths,), left)


@settings(max_examples=200)
@given(spans=SPANS, extra=st.integers(0, 200))
def test_nothing_is_lost_and_nothing_leaves_its_span(spans: list[Span], extra: int) -> None:
    units = sum(span.minimum for span in spans) + extra

    lengths = share(spans, units)

    assert sum(lengths) == min(units, sum(span.maximum for span in spans))
    assert all(span.minimum <= length <= span.maximum for span, length in zip(spans, lengths, strict=True))


@settings(max_examples=200)
@given(first=SPANS, second=SPANS, units=st.integers(0, 400), in_hand=st.integers(0, 10))
def test_parts_fill_the_units_or_say_that_they_do_not_fit(
    first: list[Span], second: list[Span], units: int, in_hand: int
) -> None:
    parts = [Part(tuple(first), most=3), Part(tuple(second), fewest=2, most=3)]

    shares = fill(parts, units, in_hand=in_hand)

    if shares is None:
        assert sum(span.minimum for span in (*first, *second)) > units
    else:
        used = sum(sum(own) * count for own, count in zip(shares.lengths, shares.times, strict=True))
        assert used + shares.left == units
        assert shares.left >= 0


def test_a_part_stands_again_only_while_all_keep_most_of_their_ideal() -> None:
    part = Part((Span(5, 20, 20),), most=3)

    times = [shares.times for units in (33, 34, 50, 51) if (shares := fill([part], units))]

    assert times == [(1,), (2,), (2,), (3,)]


def test_minutes_in_hand_are_given_up_before_anything_falls_below_its_ideal() -> None:
    part = Part((Span(5, 10, 20),))

    lefts = [shares.left for units in (9, 10, 13, 15, 18) if (shares := fill([part], units, in_hand=5))]

    assert lefts == [0, 0, 3, 5, 5]


def test_without_parts_all_is_left() -> None:
    shares = fill([], 7)

    assert shares is not None
    assert shares.left == 7


@settings(max_examples=200)
@given(st.lists(st.fractions(0, 20, max_denominator=60), max_size=5))
def test_rounding_together_rounds_the_sum_up_once(amounts: list[Fraction]) -> None:
    whole = round_together(amounts)

    assert 0 <= sum(whole) - sum(amounts, Fraction(0)) < 1
    assert all(abs(unit - amount) < 1 for unit, amount in zip(whole, amounts, strict=True))
