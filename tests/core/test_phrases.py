"""Things to say: a sentence for every wish in every kind of evening, addressed to all, describing nobody."""

import re
from pathlib import Path

import pytest
from tests.content.samples import put

from circle_tui.content.load import Library
from circle_tui.core.faults.phrases import phrases_fault
from circle_tui.core.plan.modes import MODES, Mode
from circle_tui.core.work.phrases import Heading, Phrase, for_mode, joined

STANDING = Library()
BANK = STANDING.phrases
SENTENCES = [phrase.says for heading in BANK for phrase in heading.phrases]
OWN = """
[[headings]]
id = "blur"
title = "Blur"

[[headings.phrases]]
says = "Softer edges, please."

[[headings]]
id = "tea"
title = "Tea"

[[headings.phrases]]
says = "Shall we put the kettle on?"
modes = ["support"]
"""
LABELS = ("domin", "monopol", "silent", "quiet one", "violation", "supervision", "patient", "difficult")


@pytest.mark.parametrize("mode", MODES)
def test_every_heading_has_a_sentence_in_every_mode_so_that_its_digit_stays(mode: Mode) -> None:
    assert [heading.id for heading in for_mode(BANK, mode)] == [heading.id for heading in BANK]


def test_the_standing_bank_is_without_fault() -> None:
    assert phrases_fault(BANK) == ""


def test_there_are_no_more_headings_than_digits() -> None:
    assert 1 <= len(BANK) <= 9


@pytest.mark.parametrize("says", [*SENTENCES, *(heading.title for heading in BANK)])
def test_nothing_in_the_bank_is_a_label_or_a_shout(says: str) -> None:
    assert not any(label in says.casefold() for label in LABELS)
    assert "!" not in says


@pytest.mark.parametrize("says", SENTENCES)
def test_a_sentence_can_be_read_aloud_once(says: str) -> None:
    assert says[0].isupper()
    assert says[-1] in ".?"
    assert len(re.findall(r"[.?]", says)) <= 3


def test_support_is_never_asked_for_a_question_or_a_case() -> None:
    said = " ".join(phrase.says for heading in for_mode(BANK, "support") for phrase in heading.phrases)

    assert "What is the question?" not in said
    assert "client" not in said


def test_a_heading_without_a_fitting_sentence_is_left_out() -> None:
    bank = (Heading("tea", "Tea", (Phrase("Tea?", ("topic",)),)), Heading("rest", "Rest", (Phrase("Rest."),)))

    assert [heading.id for heading in for_mode(bank, "support")] == ["rest"]


def test_sentences_of_ones_own_come_after_ours_and_their_headings_last() -> None:
    ours = (Heading("blur", "Blur", (Phrase("A."),)), Heading("care", "Care", (Phrase("B."),)))
    own = (Heading("tea", "Tea", (Phrase("C."),)), Heading("blur", "Mist", (Phrase("D."),)))

    bank = joined(ours, own)

    assert [(heading.title, [phrase.says for phrase in heading.phrases]) for heading in bank] == [
        ("Blur", ["A.", "D."]),
        ("Care", ["B."]),
        ("Tea", ["C."]),
    ]


def test_a_file_of_ones_own_adds_to_the_bank(tmp_path: Path) -> None:
    library = Library(put(tmp_path, "phrases/say-this.toml", OWN))

    assert library.problems == ()
    assert [heading.id for heading in library.phrases] == [*(heading.id for heading in BANK), "tea"]
    assert "Softer edges, please." in [
        phrase.says for heading in library.phrases for phrase in heading.phrases
    ]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (OWN + OWN, "the heading “blur” stands twice: once is right."),
        (
            OWN.replace('id = "tea"', 'id = "Tea"'),
            "the id of a heading is “Tea”: small letters, digits and single hyphens are right, "
            "like “first-round”.",
        ),
        (
            OWN.replace('title = "Tea"', 'title = ""'),
            "the title of heading “tea” is empty: one sentence is right.",
        ),
        (
            OWN.replace("Softer edges", "Softer edges " * 7),
            "phrase 1 of heading “blur” has 100 characters: 90 at most are right.",
        ),
        (
            OWN.replace('["support"]', "[]"),
            "phrase 1 of heading “tea” has no modes: at least one, such as “support”, is right.",
        ),
        (
            '[[headings]]\nid = "tea"\ntitle = "Tea"\nphrases = []\n',
            "heading “tea” has 0 phrases: 1 to 9 are right.",
        ),
    ],
)
def test_a_broken_file_is_left_out_with_one_sentence(tmp_path: Path, content: str, sentence: str) -> None:
    library = Library(put(tmp_path, "phrases/say-this.toml", content))

    assert library.problems == (f"phrases/say-this.toml: {sentence}",)
    assert library.phrases == BANK
