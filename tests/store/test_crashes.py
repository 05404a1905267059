"""Every step of an evening fails in turn; whatever was acknowledged is there, and nothing is half there."""

from pathlib import Path

import pytest
from tests.store.disk import CUTS, DEATHS, ERRORS, STOPS, Cut, Disk, How
from tests.store.evening import (
    RECORD,
    Evening,
    count_steps,
    crash_at_every_step,
    crash_real_files_at_every_step,
)


@pytest.mark.parametrize("cut", CUTS)
@pytest.mark.parametrize("how", [*DEATHS, *ERRORS, *STOPS])
def test_no_failing_step_loses_what_was_acknowledged(how: How, cut: Cut) -> None:
    troubles = crash_at_every_step(how, cut)

    assert troubles == []


@pytest.mark.parametrize("cut", ["kill", "nothing", "some"])
@pytest.mark.parametrize("how", ["EIO", "EIO after", "stop after"])
def test_dying_soon_after_an_error_loses_nothing_either(how: How, cut: Cut) -> None:
    troubles = crash_at_every_step(how, cut, later_deaths=(1, 2, 3, 5, 9))

    assert troubles == []


@pytest.mark.parametrize("first", [1, 2, 3])
def test_dying_again_while_opening_loses_nothing_either(first: int) -> None:
    troubles = crash_at_every_step("die half-way", "kill", openings=range(first, 18, 3))

    assert troubles == []


@pytest.mark.parametrize("how", ["die half-way", "ENOSPC"])
def test_no_failing_step_on_real_files_loses_what_was_acknowledged(how: How, tmp_path: Path) -> None:
    troubles = crash_real_files_at_every_step(how, tmp_path)

    assert troubles == []


def test_the_evening_has_enough_steps_to_fail_at() -> None:
    steps = count_steps(Disk(), RECORD)

    assert steps > 80


def test_an_evening_on_a_good_disk_is_told_of_no_trouble() -> None:
    evening = Evening(Disk(), RECORD)

    evening.run()

    assert evening.told == 0
