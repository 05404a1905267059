"""Sharing out minutes: the laws behind every plan."""

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from circle_tui.core.plan.allocation import Part, Shares, Span, fill, round_together, share

SPANS = st.lists(
    st.tuples(st.integers(0, 20), st.integers(0, 20), st.integers(0, 20)).map(
        lambda three: Span(*sorted(three))
    ),
    min_size=1,
    max_size=8,
)


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


def test_a_part_that_is_needed_twice_stands_twice_or_nothing_fits() -> None:
    part = Part((Span(5, 20, 20),), fewest=2, most=2, needed=2)

    assert fill([part], 9) is None
    assert fill([part], 10) == Shares(times=(2,), lengths=((5,),), left=0, comfort=40)


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
