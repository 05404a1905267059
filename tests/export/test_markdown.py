"""Markdown that shows what people wrote, and obeys none of it."""

import pytest
from bench import fill
from tests.hostile import WORST_NAMES

from circle_tui.core.text import clean
from circle_tui.export.markdown import escape, session_page
from circle_tui.store.evenings import record_of


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

    page = session_page(record, group=name, names=dict.fromkeys((f"p-{place}" for place in range(7)), name))

    rows = [line for line in page.splitlines() if line.startswith("|")]
    plain = session_page(record, group="x", names=dict.fromkeys((f"p-{place}" for place in range(7)), "x"))
    assert len(page.splitlines()) == len(plain.splitlines())
    assert [row.replace("\\|", "").count("|") for row in rows] == [
        row.count("|") for row in plain.splitlines() if row.startswith("|")
    ]
    assert escape(clean(name)) in page


def test_somebody_no_longer_in_the_file_has_no_name() -> None:
    page = session_page(record_of(fill.evening(0)), group="x", names={})

    assert "someone no longer in the group's file" in page
