"""The page for a terminal: aligned, within 80 columns, and clean."""

from datetime import timedelta

import pytest
from msgspec.structs import replace
from tests.evenings import GUEST, LEADER, PRESENTER, held, looked
from tests.hostile import WORST_NAMES

from circle_tui.core.text import cells
from circle_tui.export.plain import look_lines, session_page, wrapped

OVER = (3, 12, 0)


def test_planned_stands_beside_actual_and_the_suggestion_below() -> None:
    lines = look_lines(looked(held([OVER, OVER, OVER])))

    assert lines == [
        "  minutes                                     planned  took",
        "    Opening                                         3     3  as planned",
        "    Check-in                                        9    12  3 min over",
        "    Open floor                                      5     0  not held",
        "    Pauses and gaps                                       2",
        "    Together                                       17    17  as planned",
        "  in the last 3 evenings of this format",
        "    Check-in                                  3 min over in 3",
        "    Open floor                                5 min under in 3",
        "  Check-in ran 3 minutes over in 3 of the last 3 evenings: plan 12 instead of 9,",
        "  and take them from Open floor, which was never used up.",
        "  To change that: circle format copy open-support-circle makes a file of your",
        "  own with these minutes in it.",
    ]


def test_a_single_evening_suggests_nothing() -> None:
    assert look_lines(looked(held([(3, 9, 5)])))[-1] == (
        "    Together                                       17    17  as planned"
    )


def test_an_evening_that_has_not_ended_says_neither_sum_nor_pause() -> None:
    record = replace(held([(3, 4, 0)])[0], ended_at=None)

    assert look_lines(looked([record]))[1:] == [
        "    Opening                                         3     3  as planned",
        "    Check-in                                        9     4",
        "    Open floor                                      5     0",
        "    Together                                       17     7",
    ]


def test_a_clock_that_was_set_back_gives_no_minutes_below_nought() -> None:
    record = held([(3, 9, 5)])[0]
    assert record.ended_at is not None

    lines = look_lines(looked([replace(record, ended_at=record.ended_at - timedelta(minutes=6))]))

    assert lines[-1] == "    Together                                       17    11  6 min under"
    assert len(lines) == 5


def test_begin_end_and_roles_have_their_lines() -> None:
    record = held([(3, 9, 5)])[0]

    page = session_page(record, looked([record]), group="x", names={LEADER: "Dana"}, is_open=False)

    assert "  held        19:30 to 19:47\n              began on time, ended on time\n" in page
    assert "    Check-in                                  led by Dana, brought by somebody\n" in page


def test_an_evening_that_never_began_says_so_and_no_more() -> None:
    record = replace(held([(0, 0, 0)])[0], began_at=None, attendance=())
    record = replace(
        record, segments=tuple(replace(part, leader=None, presenter=None) for part in record.segments)
    )

    page = session_page(record, looked([record]), group="x", names={}, is_open=False)

    assert "  held        not begun\n  mode" in page
    assert page.endswith("17     0")


@pytest.mark.parametrize("title", WORST_NAMES, ids=repr)
def test_a_hostile_title_keeps_the_table_in_line(title: str) -> None:
    lines = look_lines(looked(held([OVER] * 3, check_in=title)))

    assert all(cells(line) <= 80 for line in lines)
    assert "\x1b" not in "".join(lines)
    assert [cells(line.removesuffix("3 min over")) for line in lines[:4] if line.endswith("3 min over")] == [
        61
    ]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", [""]),
        ("a b", ["a b"]),
        ("aa bb cc", ["aa bb", "cc"]),
        ("aaaaaaaa b", ["aaaa…", "b"]),
        ("界界 界", ["界界", "界"]),
    ],
)
def test_a_sentence_is_broken_between_words(text: str, lines: list[str]) -> None:
    assert list(wrapped(text, 5)) == lines


def test_nobody_is_named_in_the_look() -> None:
    page = "\n".join(look_lines(looked(held([OVER] * 3))))

    assert [person for person in (LEADER, PRESENTER, "p-") if person in page] == []


def test_own_practice_stands_with_the_minutes_of_whoever_brought_something() -> None:
    record = held([(3, 9, 5)])[0]
    leader, guest = record.attendance
    brought = replace(record, attendance=(replace(leader, own_seconds=540), guest))

    page = session_page(
        brought, looked([brought]), group="Circle", names={LEADER: "Dana", GUEST: "Vera"}, is_open=False
    )

    assert page.splitlines()[-2:] == [
        "         15  Dana (own practice 9 min)",
        "          1  Vera (late, guest)",
    ]
