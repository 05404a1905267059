"""Block digits: every time fits where it is said to fit, and nothing jumps."""

import pytest

from circle_tui.tui import digits


@pytest.mark.parametrize("time", ["00:00", "12:34", "98:76", "+1:20", "100:05"])
@pytest.mark.parametrize("scale", [1, 2, 3])
def test_a_time_is_as_wide_and_as_high_as_was_said(time: str, scale: int) -> None:
    rows = digits.rows(time, scale)

    assert {len(row) for row in rows} == {digits.width(time, scale)}
    assert len(rows) == digits.height(scale)


def test_every_digit_is_as_wide_as_every_other_so_that_a_running_clock_stands_still() -> None:
    widths = {digits.sign_width(sign, 2) for sign in "0123456789"}

    assert len(widths) == 1


def test_no_two_signs_look_alike() -> None:
    looks = {tuple(digits.rows(sign, 1)) for sign in "0123456789:+"}

    assert len(looks) == 12


def test_a_sign_it_does_not_know_is_left_blank() -> None:
    rows = digits.rows("x", 1)

    assert "".join(rows).strip() == ""
    assert {len(row) for row in rows} == {digits.width("x", 1)}


@pytest.mark.parametrize(
    ("cells_wide", "rows_high", "scale"),
    [(25, 4, 0), (26, 3, 0), (26, 4, 1), (52, 7, 2), (200, 7, 2), (80, 99, 3)],
)
def test_the_largest_scale_fits_both_ways(cells_wide: int, rows_high: int, scale: int) -> None:
    found = digits.largest_scale(cells_wide, rows_high)

    assert found == scale


def test_over_time_is_written_with_as_many_signs_as_the_time_before() -> None:
    before, after = digits.width("00:01", 2), digits.width("+0:01", 2)

    assert after <= before
