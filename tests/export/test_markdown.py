"""Markdown that shows what people wrote, and obeys none of it."""

import pytest
from bench import fill
from msgspec.structs import replace
from tests.evenings import LEADER, PRESENTER, held, looked
from tests.hostile import WORST_NAMES

from circle_tui.core.record.course import course_of, courses_up_to
from circle_tui.core.record.insight import Look, look
from circle_tui.core.record.ledger import SessionRecord
from circle_tui.core.text import clean
from circle_tui.export.markdown import escape, session_page
from circle_tui.store.evenings import record_of


def seen(record: SessionRecord) -> Look:
    """The look at one evening by itself."""
    return look(course_of(record), courses_up_to(record, ()))


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("Dana", "Dana"),
        ("Ann-Marie O'Neill Jr.", "Ann-Marie O'Neill Jr."),
        ("**bold** _x_ `x` | x | <b>x</b>", r"\*\*bold\*\* \_x\_ \`x\` \| x \| \<b\>x\</b\>"),
        ("[link](https://example.org)", r"\[link\](https\://example.org)"),
        ("# heading", r"\# heading"),
        ("- item", r"\- item"),
        ("+ item", r"\+ item"),
        ("1. item", r"1\. item"),
        ("12) item", r"12\) item"),
        ("www.example.org", r"www\.example.org"),
        ("a@example.org", r"a\@example.org"),
        ("&amp; ~~x~~ $x$ ![x](y)", r"\&amp; \~\~x\~\~ \$x\$ \!\[x\](y)"),
        ("\\", "\\\\"),
        ("Ann\nBo", "Ann Bo"),
        ("\x1b]0;x\x07Ann\u202e", "Ann"),
        ("", ""),
    ],
)
def test_what_means_something_in_markdown_is_escaped(text: str, escaped: str) -> None:
    assert escape(text) == escaped


@pytest.mark.parametrize("name", WORST_NAMES, ids=range(len(WORST_NAMES)))
def test_a_hostile_name_stays_within_its_cell(name: str) -> None:
    record = record_of(fill.evening(0))

    page = session_page(
        record, seen(record), group=name, names=dict.fromkeys((f"p-{place}" for place in range(7)), name)
    )

    rows = [line for line in page.splitlines() if line.startswith("|")]
    plain = session_page(
        record, seen(record), group="x", names=dict.fromkeys((f"p-{place}" for place in range(7)), "x")
    )
    assert len(page.splitlines()) == len(plain.splitlines())
    assert [row.replace("\\|", "").count("|") for row in rows] == [
        row.count("|") for row in plain.splitlines() if row.startswith("|")
    ]
    assert escape(clean(name)) in page


def test_somebody_no_longer_in_the_file_has_no_name() -> None:
    record = record_of(fill.evening(0))

    page = session_page(record, seen(record), group="x", names={})

    assert "somebody" in page


def test_planned_stands_beside_actual_with_the_difference_in_words() -> None:
    evenings = held([(3, 12, 0), (3, 12, 0), (3, 13, 1)])

    page = session_page(evenings[-1], looked(evenings), group="x", names={LEADER: "Dana", PRESENTER: "Jo"})

    assert "| Check-in | 9 | 13 | 4 min over | Dana | Jo |\n" in page
    assert "| **Together** | 17 | 17 | as planned | | |\n" in page
    assert "- Check-in: about 3 min over in 3\n" in page


@pytest.mark.parametrize("title", [*WORST_NAMES, "| x |\n| y |", "=HYPERLINK(1) | x"], ids=repr)
def test_a_hostile_title_stays_within_its_cell_and_its_sentence(title: str) -> None:
    evenings = held([(3, 12, 0)] * 3, check_in=title)
    plain = held([(3, 12, 0)] * 3)

    page = session_page(evenings[-1], looked(evenings), group="x", names={})

    usual = session_page(plain[-1], looked(plain), group="x", names={})
    assert len(page.splitlines()) == len(usual.splitlines())
    assert [line.replace("\\|", "").count("|") for line in page.splitlines()] == [
        line.count("|") for line in usual.splitlines()
    ]
    assert f"- {escape(title) or 'check-in'}: 3 min over in 3\n" in page


def test_own_practice_has_a_column_of_its_own_beside_the_minutes_of_the_group() -> None:
    record = held([(3, 9, 5)])[0]
    leader, guest = record.attendance
    brought = replace(record, attendance=(replace(leader, own_seconds=540), guest))

    page = session_page(brought, seen(brought), group="Circle", names={LEADER: "Dana"})

    assert "| Here | Minutes | Own practice | |" in page
    assert "| Dana | 15 | 9 |  |" in page
