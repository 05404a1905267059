"""Lenses: those that come with Circle, a person's own, and what is wrong with a broken file of them."""

from pathlib import Path

import pytest

from circle_tui.content.load import Library
from circle_tui.core.faults.phrases import lenses_fault
from circle_tui.core.people.dealing import Lens

OWN = """
[[lenses]]
id = "the-garden"
title = "The garden"
says = "What wants to grow here?"
"""


def put(folder: Path, text: str) -> Library:
    """The library of a person who has this file."""
    (folder / "lenses.toml").write_text(text, encoding="utf-8")
    return Library(folder)


def test_the_lenses_that_come_with_circle_are_without_fault_and_enough_for_a_whole_circle() -> None:
    lenses = Library().lenses

    assert lenses_fault(lenses) == ""
    assert len([lens for lens in lenses if "support" in lens.modes]) >= 12


def test_nothing_asks_about_a_client_in_a_support_circle() -> None:
    texts = [f"{lens.title} {lens.says}" for lens in Library().lenses if "support" in lens.modes]

    assert not [text for text in texts if "client" in text]


def test_own_lenses_come_after_ours_or_in_their_place(tmp_path: Path) -> None:
    library = put(tmp_path, OWN + OWN.replace("the-garden", "an-image"))

    assert library.lenses[-1] == Lens("the-garden", "The garden", "What wants to grow here?")
    assert [lens.title for lens in library.lenses if lens.id == "an-image"] == ["The garden"]
    assert library.problems == ()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (OWN + OWN, "lenses.toml: the lens “the-garden” stands twice: once is right."),
        (
            OWN.replace("the-garden", "The Garden"),
            "lenses.toml: the id of a lens is “The Garden”: small letters, digits and single hyphens "
            "are right, like “first-round”.",
        ),
        (
            OWN.replace("The garden", " "),
            "lenses.toml: the title of lens “the-garden” is empty: one sentence is right.",
        ),
        (
            OWN + "modes = []\n",
            "lenses.toml: lens “the-garden” has no modes: at least one, such as “consultation”, is right.",
        ),
    ],
)
def test_a_broken_file_of_lenses_is_left_out_with_one_sentence(
    tmp_path: Path, text: str, sentence: str
) -> None:
    library = put(tmp_path, text)

    assert library.problems == (sentence,)
    assert library.lenses == Library().lenses


def test_a_key_that_is_misspelt_is_named(tmp_path: Path) -> None:
    library = put(tmp_path, OWN.replace("title", "titel"))

    assert "“titel” is no key here; “title” may be meant" in library.problems[0]
