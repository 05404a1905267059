"""A person's own parts to put in and ways of deciding: what holds, and what a broken file is told."""

from pathlib import Path

import pytest
from tests.content.samples import put

from circle_tui.content.load import Library
from circle_tui.core.agreements.decisions import ChartRow

PART = """
[[inserts]]
slug = "a-song"
title = "A song"
seconds = 90
says = "We listen to one song together."
"""
ROW = '[[rows]]\nmatter = "Where we meet"\nway = "consent"\n'
STEP = '[[steps]]\nsays = "One sentence."\n'
WAY = 'slug = "consent"\ntitle = "Consent"\n' + STEP * 3


def test_an_own_part_comes_after_ours_or_in_their_place(tmp_path: Path) -> None:
    library = Library(put(tmp_path, "phrases/inserts.toml", PART + PART.replace("a-song", "break")))

    titles = {part.slug: part.title for part in library.inserts}

    assert (library.inserts[-1].slug, titles["break"], library.problems) == ("a-song", "A song", ())


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (PART + PART, "the slug “a-song” stands twice: once is right."),
        (PART.replace("A song", ""), "the title of insert “a-song” is empty: one sentence is right."),
        (
            PART.replace("We listen to one song together.", " "),
            "says of insert “a-song” is empty: one sentence is right.",
        ),
        (
            PART.replace("90", "4"),
            "insert “a-song”: 5 to 14400 seconds are right, and a minimum that is not longer.",
        ),
        (
            PART + 'each = "people"\nminimum = 100\n',
            "insert “a-song”: 5 to 120 seconds are right, and a minimum that is not longer.",
        ),
    ],
)
def test_a_broken_file_of_parts_is_left_out_with_one_sentence(
    tmp_path: Path, text: str, sentence: str
) -> None:
    library = Library(put(tmp_path, "phrases/inserts.toml", text))

    assert library.problems == (f"phrases/inserts.toml: {sentence}",)
    assert library.inserts == Library().inserts


def test_an_own_chart_takes_the_place_of_ours(tmp_path: Path) -> None:
    library = Library(put(tmp_path, "deciding/chart.toml", ROW))

    assert (library.decision_chart, library.problems) == ((ChartRow("Where we meet", "consent"),), ())


@pytest.mark.parametrize(
    ("place", "text", "sentence"),
    [
        ("deciding/chart.toml", "rows = []\n", "rows is empty: at least one is right."),
        (
            "deciding/chart.toml",
            ROW.replace("Where we meet", " "),
            "the matter of row 1 is empty: one sentence is right.",
        ),
        (
            "deciding/chart.toml",
            ROW + ROW.replace('"consent"', '""'),
            "the way of row 2 is empty: one sentence is right.",
        ),
        (
            "deciding/consent.toml",
            WAY.replace("consent", "by-lot"),
            "the slug is “by-lot”: one of consent, consensus, fist-to-five is right.",
        ),
        (
            "deciding/consent.toml",
            WAY.removesuffix(STEP),
            "steps are too few: a proposal, a round and what follows an objection are right.",
        ),
    ],
)
def test_a_broken_file_about_deciding_is_left_out_with_one_sentence(
    tmp_path: Path, place: str, text: str, sentence: str
) -> None:
    library = Library(put(tmp_path, place, text))

    assert library.problems == (f"{place}: {sentence}",)
    assert (library.decision_chart, len(library.deciding)) == (Library().decision_chart, 3)
