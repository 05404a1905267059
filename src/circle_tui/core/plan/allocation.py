"""How a number of whole minutes is shared out: from the minimum to the ideal, then to the maximum.

Arithmetic only. What the minutes are for is decided in `formats`.
"""

from collections.abc import Sequence
from fractions import Fraction

from msgspec import Struct

COMFORT_PERCENT = 85
"""How much of its ideal length everything must keep for a part to stand once more.

A design assumption, to be tested with groups.
"""


class Span(Struct, frozen=True):
    """What one step asks for, in whole units: minutes, or seconds where the caller says so."""

    minimum: int
    ideal: int
    maximum: int


class Part(Struct, frozen=True):
    """Steps that belong together, and how often they may stand in the evening."""

    spans: tuple[Span, ...]
    fewest: int = 1
    """How often at least, if the minimums fit."""
    most: int = 1
    needed: int = 1
    """How often at the very least: if not even that fits, nothing does."""


class Shares(Struct, frozen=True):
    """What each part got."""

    times: tuple[int, ...]
    """How often each part stands."""
    lengths: tuple[tuple[int, ...], ...]
    """The units of each of its steps."""
    left: int
    """Units that nobody could take."""
    comfort: int
    """The units at which all of it would have its ideal length."""


def fill(parts: Sequence[Part], units: int, *, in_hand: int = 0) -> Shares | None:
    """Fill so many units with the parts; None when the minimums do not fit.

    Parts stand as often as leaves everything most of its ideal length, the earlier part first.
    `in_hand` units are kept before anything grows beyond its ideal, and given up before anything
    falls below it.
    """
    if _least(parts, [part.needed for part in parts]) > units:
        return None
    times = _times(parts, units, in_hand)
    spans = [span for part in parts for span in part.spans]
    counts = [count for part, count in zip(parts, times, strict=True) for _ in part.spans]
    comfort = _comfort(parts, times)
    even = _even(units, times)
    shared = iter(share(spans, max(min(even, comfort), even - in_hand), counts))
    lengths = tuple(tuple(next(shared) for _ in part.spans) for part in parts)
    used = sum(sum(own) * count for own, count in zip(lengths, times, strict=True))
    return Shares(times=tuple(times), lengths=lengths, left=units - used, comfort=comfort)


def share(spans: Sequence[Span], units: int, times: Sequence[int] | None = None) -> tuple[int, ...]:
    """Give each span its whole units, once; never under its minimum, never over its maximum.

    All grow together: each by the same part of its way from minimum to ideal and, once all are
    there, of its way from ideal to maximum. What does not come out whole goes by largest remainder,
    ties to the earlier. `times` says how often each span costs its units.
    """
    counts = [1] * len(spans) if times is None else times
    lower, upper = [span.minimum for span in spans], [span.ideal for span in spans]
    if units > _sum(upper, counts):
        lower, upper = upper, [span.maximum for span in spans]
    room = _sum(upper, counts) - _sum(lower, counts)
    wanted = min(max(units - _sum(lower, counts), 0), room)
    parts = [divmod((top - base) * wanted, room or 1) for base, top in zip(lower, upper, strict=True)]
    whole = [base + grown for base, (grown, _) in zip(lower, parts, strict=True)]

    left = _sum(lower, counts) + wanted - _sum(whole, counts)
    for index in sorted(range(len(parts)), key=lambda place: -parts[place][1]):
        if parts[index][1] and counts[index] <= left:
            whole[index] += 1
            left -= counts[index]
    return tuple(whole)


def round_together(amounts: Sequence[Fraction]) -> tuple[int, ...]:
    """Whole units whose sum is the sum of the amounts rounded up, by largest remainder."""
    whole = [int(amount) for amount in amounts]
    left = -int(-sum(amounts, Fraction(0)) // 1) - sum(whole)
    for index in sorted(range(len(whole)), key=lambda place: whole[place] - amounts[place])[:left]:
        whole[index] += 1
    return tuple(whole)


def _times(parts: Sequence[Part], units: int, in_hand: int) -> list[int]:
    times = [part.needed for part in parts]
    for index, part in enumerate(parts):
        for count in range(times[index] + 1, part.fewest + 1):
            trial = [*times[:index], count, *times[index + 1 :]]
            if _least(parts, trial) <= units:
                times = trial
    for index, part in enumerate(parts):
        for count in range(times[index] + 1, part.most + 1):
            trial = [*times[:index], count, *times[index + 1 :]]
            if _is_comfortable(parts, units - in_hand, trial):
                times = trial
    return times


def _is_comfortable(parts: Sequence[Part], units: int, times: Sequence[int]) -> bool:
    even = _even(units, times)
    least, comfort = _least(parts, times), _comfort(parts, times)
    return even >= least and even * 100 >= comfort * COMFORT_PERCENT


def _even(units: int, times: Sequence[int]) -> int:
    """The units that can be shared evenly: two cases of one length leave an odd minute over."""
    return units - units % times[0] if times and len(set(times)) == 1 else units


def _least(parts: Sequence[Part], times: Sequence[int]) -> int:
    return sum(span.minimum * count for part, count in zip(parts, times, strict=True) for span in part.spans)


def _comfort(parts: Sequence[Part], times: Sequence[int]) -> int:
    return sum(span.ideal * count for part, count in zip(parts, times, strict=True) for span in part.spans)


def _sum(units: Sequence[int], times: Sequence[int]) -> int:
    return sum(unit * count for unit, count in zip(units, times, strict=True))
