"""A rehearsal: made up, faster, and kept nowhere unless asked for."""

from datetime import timedelta
from pathlib import Path

import pytest
from tests.circle_kit import make_desk, make_group
from tests.hand_clock import HandClock
from tests.store.test_library import file_shelf

from circle_tui.content.load import Library
from circle_tui.content.reading import BUNDLED
from circle_tui.core.errors import BadInput
from circle_tui.core.happening import moves
from circle_tui.rehearsal import NAMES, rehearse


def test_a_rehearsal_is_marked_and_leaves_the_real_shelf_alone() -> None:
    desk = make_desk()

    held = rehearse(desk)

    assert held.evening.room.session.opened.is_rehearsal
    assert (desk.groups(), desk.left_open()) == ((), ())
    assert [member.name for member in held.evening.group.members] == list(NAMES[:7])


def test_its_clock_runs_faster_and_it_begins_in_two_of_its_minutes() -> None:
    clock = HandClock()
    held = rehearse(make_desk(clock), speed=10)
    start = held.evening.room.session.opened.planned_start
    assert start - held.desk.clock.now() == timedelta(minutes=2)

    clock.advance(seconds=12)

    assert held.desk.clock.now() == start


def test_whoever_is_added_in_a_rehearsal_is_in_no_real_group() -> None:
    desk = make_desk()
    make_group(desk)
    held = rehearse(desk)

    held.desk.register.add_person(held.evening.group, "Zoe", is_guest=True)

    assert "Zoe" not in desk.groups()[0].names().values()


@pytest.mark.parametrize("people", [3, 12])
def test_the_group_is_as_large_as_was_asked(people: int) -> None:
    assert len(rehearse(make_desk(), people=people).evening.group.members) == people


@pytest.mark.parametrize(
    ("format_slug", "mode"), [("focus-question", "consultation"), ("topic-circle", "topic")]
)
def test_any_format_can_be_rehearsed(format_slug: str, mode: str) -> None:
    opened = rehearse(make_desk(), format_slug=format_slug).evening.room.session.opened

    assert (opened.format, opened.mode) == (format_slug, mode)


def test_a_format_that_does_not_hold_so_many_is_refused_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "formats").mkdir()
    bundled = (BUNDLED / "formats" / "topic-circle.toml").read_text("utf-8")
    small = bundled.replace("[2, 20]", "[2, 4]").replace('"topic-circle"', '"small-circle"')
    (tmp_path / "formats" / "small-circle.toml").write_text(small, "utf-8")
    desk = make_desk()
    desk.library = Library(tmp_path)

    with pytest.raises(BadInput, match=r"holds 4 people and there are 7: .*\.$"):
        rehearse(desk, format_slug="small-circle")


def test_two_rehearsals_can_be_kept_in_one_folder(tmp_path: Path) -> None:
    desk = make_desk()
    for _ in range(2):
        held = rehearse(desk, shelf=file_shelf(tmp_path))
        held.evening.room.do(moves.begin)
        held.desk.seal(held.evening)

    shelf = file_shelf(tmp_path)

    assert [item.is_rehearsal for item in shelf.records()] == [True, True]
    assert len(shelf.groups()) == 2
