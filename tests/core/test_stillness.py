"""A silence derived from instants: it fills slowly, never goes back, and ends by itself."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.core.hour import instant, seconds

from circle_tui.core.clock.stillness import LENGTHS, Silence

BEGAN = instant("19:46:00")


def after(passed: float) -> Silence:
    """A minute of silence that began so many seconds ago."""
    return Silence(instant("19:46:00") - seconds(passed), 60)


@pytest.mark.parametrize(
    ("passed", "filled", "is_over", "is_left"),
    [
        (-30, 0, False, False),
        (0, 0, False, False),
        (3.9, 0, False, False),
        (4, 2, False, False),
        (30, 18, False, False),
        (59.9, 37, False, False),
        (60, 40, True, False),
        (69.9, 40, True, False),
        (70, 40, True, True),
        (3600, 40, True, True),
    ],
)
def test_a_minute_fills_forty_cells_in_slow_steps(
    passed: float, filled: int, *, is_over: bool, is_left: bool
) -> None:
    silence = after(passed)

    assert silence.filled(BEGAN, 40) == filled
    assert (silence.is_over(BEGAN), silence.is_left(BEGAN)) == (is_over, is_left)


@settings(max_examples=40)
@given(st.sampled_from(LENGTHS), st.integers(8, 60), st.integers(0, 180))
@example(30, 8, 27)
def test_nothing_changes_twice_within_three_seconds_and_nothing_goes_back(
    length: int, wide: int, passed: int
) -> None:
    silence = Silence(BEGAN, length)

    shown = [silence.filled(BEGAN + seconds(passed + later), wide) for later in (0, 1, 2, 3)]

    assert shown == sorted(shown)
    assert len(set(shown)) <= 2
