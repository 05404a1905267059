"""Rows for a spreadsheet, which obeys none of what people wrote."""

import csv
from io import StringIO

import pytest
from tests.evenings import GUEST, LEADER, PRESENTER, held, looked
from tests.hostile import WORST_NAMES

from circle_tui.core.text import clean
from circle_tui.export.tables import COLUMNS, defused, session_table

OVER = (3, 12, 0)


def rows(table: str) -> list[dict[str, str]]:
    """The table as a program reads it."""
    return list(csv.DictReader(StringIO(table, newline=""), strict=True))


def test_a_table_has_one_row_a_segment() -> None:
    table = session_table("s-2", looked(held([OVER] * 3)))

    assert table.splitlines() == [
        ",".join(COLUMNS),
        "s-2,opening,Opening,180,180,0,as planned,,,,3,,planned",
        "s-2,check-in,Check-in,540,720,3,3 min over,over,3,3,3,12,planned",
        "s-2,open-floor,Open floor,300,0,-5,not held,under,5,3,3,2,planned",
    ]


def test_lines_end_in_a_line_feed_alone_so_that_whoever_writes_them_may_choose() -> None:
    table = session_table("s-2", looked(held([OVER])))

    assert "\r" not in table
    assert table.endswith("\n")


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-2", "'-2"),
        ("@SUM(1)", "'@SUM(1)"),
        ("|cmd", "'|cmd"),
        ("%x", "'%x"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("＝1+1", "'＝1+1"),
        ("Check-in", "Check-in"),
        ("a=b", "a=b"),
        ("", ""),
    ],
)
def test_a_cell_that_begins_like_a_formula_is_defused(text: str, cell: str) -> None:
    assert defused(text) == cell


@pytest.mark.parametrize(
    "title",
    [*WORST_NAMES, "=cmd|' /C calc'!A0", '=HYPERLINK("x";"y")', "\t=1", "\r\n=1", '"\n=1', "-2+3", "a,b\n=1"],
    ids=repr,
)
def test_a_hostile_title_is_one_harmless_cell(title: str) -> None:
    evenings = held([OVER] * 3, check_in=title)

    read = rows(session_table("s-2", looked(evenings)))

    assert len(read) == 3
    assert read[1]["title"] == defused(clean(title) or "check-in")
    assert all(None not in row and None not in row.values() for row in read)
    assert not any(row["title"].startswith(tuple("=+-@|%\t\r")) for row in read)


def test_a_number_below_nought_stays_a_number() -> None:
    assert rows(session_table("s-2", looked(held([OVER]))))[2]["difference_minutes"] == "-5"


def test_nobody_is_named_in_a_table() -> None:
    table = session_table("s-2", looked(held([OVER] * 3)))

    assert [person for person in (LEADER, PRESENTER, GUEST, "p-", "g-1") if person in table] == []
