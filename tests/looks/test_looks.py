"""How the screens look, as pictures. `make looks` writes them anew; look at every one before you keep it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.tui.pilot_kit import OneScreenApp, consultation, evening_of

from circle_tui.core.happening import moves
from circle_tui.desk import Desk
from circle_tui.tonight.evening import Evening
from circle_tui.tui.app import CircleApp

Compare = Callable[..., bool]
SMALL, MEDIUM, LARGE = (80, 24), (100, 30), (160, 45)


def live(desk: Desk, evening: Evening) -> CircleApp:
    """The program, showing the live screen."""
    return OneScreenApp(desk, lambda app: app.show_live(evening))


def prompted() -> tuple[Desk, Evening]:
    """A consultation with a prompt beside the clock."""
    desk, evening = consultation()
    evening.room.do(moves.place_prompt, "case-1", "flooded-1")
    return desk, evening


@pytest.mark.parametrize("size", [SMALL, MEDIUM, LARGE])
def test_a_consultation(snap_compare: Compare, size: tuple[int, int]) -> None:
    assert snap_compare(live(*prompted()), terminal_size=size)


@pytest.mark.parametrize("size", [SMALL, MEDIUM])
def test_a_step_that_runs_over(snap_compare: Compare, size: tuple[int, int]) -> None:
    desk, evening = evening_of(segment="case-1", minutes_in=5.3)

    assert snap_compare(live(desk, evening), terminal_size=size)


@pytest.mark.parametrize("size", [SMALL, MEDIUM])
def test_the_arrival(snap_compare: Compare, size: tuple[int, int]) -> None:
    desk, evening = evening_of(here=4, minutes_in=-6)

    assert snap_compare(OneScreenApp(desk, lambda app: app.show_arrive(evening)), terminal_size=size)


@pytest.mark.parametrize("size", [SMALL, MEDIUM])
def test_the_limits_card(snap_compare: Compare, size: tuple[int, int]) -> None:
    assert snap_compare(live(*evening_of(segment="opening")), terminal_size=size, press=["n"])


@pytest.mark.parametrize("size", [SMALL, MEDIUM])
def test_the_leader_sheet(snap_compare: Compare, size: tuple[int, int]) -> None:
    assert snap_compare(live(*prompted()), terminal_size=size, press=["l"])


@pytest.mark.parametrize("size", [SMALL, MEDIUM])
def test_the_ground_rules(snap_compare: Compare, size: tuple[int, int]) -> None:
    assert snap_compare(live(*prompted()), terminal_size=size, press=["g"])


def test_the_care_list(snap_compare: Compare) -> None:
    assert snap_compare(live(*prompted()), terminal_size=SMALL, press=["0"])


def test_the_focus_question(snap_compare: Compare) -> None:
    asked = (*"What do I owe whoever leaves", "enter")

    assert snap_compare(live(*prompted()), terminal_size=SMALL, press=["q", *asked])


def test_a_round_of_consent(snap_compare: Compare) -> None:
    assert snap_compare(live(*consultation()), terminal_size=SMALL, press=["d", "4", *"nnnnn"])


@pytest.mark.parametrize("size", [SMALL, MEDIUM])
def test_the_close(snap_compare: Compare, size: tuple[int, int]) -> None:
    desk, evening = evening_of(segment="topic-2", minutes_in=12)

    assert snap_compare(live(desk, evening), terminal_size=size, press=["e"])


def test_the_pictures_hold_no_path_of_the_machine_that_made_them() -> None:
    pictures = Path(__file__).parent.rglob("*.svg")

    assert [picture.name for picture in pictures if "/home/" in picture.read_text("utf-8")] == []
