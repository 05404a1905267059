"""The library: everything that comes with Circle is right, and people can add to it."""

from pathlib import Path
from typing import get_args

import pytest
from tests.content.samples import CASE, DECK, ENDINGS, FORMAT, OPENING, RULES, SET, put

from circle_tui.content.load import Library
from circle_tui.content.own import KINDS
from circle_tui.content.reading import BUNDLED, bundled_names
from circle_tui.core.faults.formats import format_fault
from circle_tui.core.faults.phrases import endings_fault, opening_fault
from circle_tui.core.faults.prompts import deck_fault
from circle_tui.core.faults.rules import rule_set_fault, rules_fault
from circle_tui.core.plan.agenda import Card, Way
from circle_tui.core.work.prompts import tones_in

STANDING = Library()


def test_everything_that_comes_with_circle_is_without_fault() -> None:
    faults = [
        *(format_fault(chosen) for chosen in STANDING.formats.values()),
        *(deck_fault(deck) for deck in STANDING.decks.values()),
        rules_fault(tuple(STANDING.rules.values())),
        *(rule_set_fault(rule_set, STANDING.rules) for rule_set in STANDING.rule_sets.values()),
        opening_fault((*STANDING.opening, STANDING.joining), STANDING.cards),
        endings_fault(STANDING.endings),
    ]

    assert set(faults) == {""}


@pytest.mark.parametrize("kind", ["formats", "decks", "rule_sets"])
def test_a_file_is_named_after_the_slug_in_it(kind: str) -> None:
    things = getattr(STANDING, kind)

    assert {name: thing.slug for name, thing in things.items()} == {name: name for name in things}


@pytest.mark.parametrize(("kind", "name"), [(kind, name) for kind in KINDS for name in bundled_names(kind)])
def test_a_standing_file_is_plain_text_that_needs_no_cleaning(kind: str, name: str) -> None:
    text = (BUNDLED / kind / f"{name}.toml").read_text(encoding="utf-8")

    assert all(character.isprintable() or character == "\n" for character in text)


def test_every_card_has_a_text() -> None:
    wanted = {name for name in get_args(Card) if name} | {"joining"}

    assert set(STANDING.cards) == wanted
    assert all(STANDING.cards.values())


def test_the_limits_card_says_both_that_it_is_asked_and_that_it_cannot_be_promised() -> None:
    limits = " ".join(STANDING.cards["limits"].split())

    assert "We ask that of each other; nobody can promise it." in limits
    assert "this is not therapy and not supervision" in limits


def test_the_opening_takes_three_minutes_and_waits_ten_quiet_seconds_for_concerns() -> None:
    steps = STANDING.opening

    assert sum(step.seconds for step in steps) == 180
    assert [step.card for step in steps] == ["treats", "limits", "concerns", "loose-ends", "if-you-drop"]
    assert [step.quiet_seconds for step in steps] == [0, 0, 10, 0, 0]


def test_there_are_at_least_six_endings() -> None:
    assert len(STANDING.endings) >= 6


def test_without_a_folder_there_are_no_problems(tmp_path: Path) -> None:
    assert STANDING.problems == ()
    assert Library(tmp_path / "nowhere").problems == ()


def test_naming_the_formats_reads_none_of_them() -> None:
    library = Library()

    names = list(library.formats)

    assert "focus-question" in names
    assert library.formats._known == {}  # type: ignore[attr-defined]  # what it has read so far


def test_what_nobody_wrote_is_not_in_the_library() -> None:
    assert "nothing" not in STANDING.formats
    with pytest.raises(KeyError):
        STANDING.formats["nothing"]


def test_a_format_of_ones_own_stands_beside_the_others(tmp_path: Path) -> None:
    library = Library(put(tmp_path, "formats/mine.toml", FORMAT))

    assert library.formats["mine"].title == "Mine"
    assert set(library.formats) == {*STANDING.formats, "mine"}
    assert len(library.formats) == len(STANDING.formats) + 1


def test_a_format_of_ones_own_may_hold_cases_and_all_there_is_to_a_step(tmp_path: Path) -> None:
    extras = 'still = true\nnudges = ["Who is missing?"]\n[[segments.steps.ways]]\ntitle = "Images"\n'

    library = Library(put(tmp_path, "formats/mine.toml", CASE + extras))

    assert library.problems == ()
    settle = library.formats["mine"].segments[0].steps[-1]
    assert (settle.is_still, settle.nudges, settle.ways) == (True, ("Who is missing?",), (Way("Images"),))


def test_a_format_of_ones_own_replaces_ours_by_its_slug(tmp_path: Path) -> None:
    library = Library(put(tmp_path, "formats/x.toml", FORMAT.replace('"mine"', '"topic-circle"')))

    assert library.formats["topic-circle"].title == "Mine"
    assert len(library.formats) == len(STANDING.formats)


def test_a_deck_and_a_rule_set_of_ones_own_are_found(tmp_path: Path) -> None:
    put(tmp_path, "decks/mine.toml", DECK)
    put(tmp_path, "rules/mine.toml", SET)

    library = Library(tmp_path)

    assert tones_in((library.decks["mine"],), "support") == ("flooded",)
    assert library.rule_sets["mine"].rules == ("on-time", "passing")
    assert library.problems == ()


def test_rules_of_ones_own_join_the_library_and_may_stand_in_a_set(tmp_path: Path) -> None:
    put(tmp_path, "rules/library.toml", RULES)
    put(tmp_path, "rules/mine.toml", SET.replace('"passing"', '"tea"'))

    library = Library(tmp_path)

    assert library.rules["tea"].text == "There is tea."
    assert library.rule_sets["mine"].rules == ("on-time", "tea")
    assert len(library.rules) == len(STANDING.rules) + 1


def test_an_opening_of_ones_own_keeps_our_cards(tmp_path: Path) -> None:
    library = Library(put(tmp_path, "phrases/opening.toml", OPENING))

    assert [step.id for step in library.opening] == ["bell"]
    assert library.cards == STANDING.cards
    assert library.joining == STANDING.joining


def test_one_card_of_ones_own_keeps_our_opening(tmp_path: Path) -> None:
    library = Library(put(tmp_path, "phrases/opening.toml", '[cards]\nclosing-line = "Go well."\n'))

    assert library.opening == STANDING.opening
    assert library.cards == {**STANDING.cards, "closing-line": "Go well."}


def test_a_joining_step_of_ones_own_replaces_ours(tmp_path: Path) -> None:
    text = '[joining]\nid = "joining"\ntitle = "Hello"\nseconds = 120\n'

    library = Library(put(tmp_path, "phrases/opening.toml", text))

    assert library.joining.title == "Hello"


def test_an_ending_of_ones_own_comes_after_ours(tmp_path: Path) -> None:
    library = Library(put(tmp_path, "phrases/endings.toml", ENDINGS))

    assert [ending.slug for ending in library.endings] == [
        *(ending.slug for ending in STANDING.endings),
        "song",
    ]


def test_texts_are_made_harmless_when_they_are_read(tmp_path: Path) -> None:
    text = FORMAT.replace('title = "Mine"', 'title = "\\u001b[31mMi\\u202ene\\u0007\\t[red]"')

    library = Library(put(tmp_path, "formats/mine.toml", text))

    assert library.formats["mine"].title == "Mine [red]"


def test_a_card_keeps_its_lines_and_loses_what_a_terminal_would_obey(tmp_path: Path) -> None:
    text = '[cards]\nlimits = """\nOne.\n\n\\u001b[2JTwo."""\n'

    library = Library(put(tmp_path, "phrases/opening.toml", text))

    assert library.cards["limits"] == "One.\n\nTwo."


def test_a_file_from_another_editor_is_read_with_its_mark_and_line_ends(tmp_path: Path) -> None:
    library = Library(
        put(tmp_path, "formats/mine.toml", b"\xef\xbb\xbf" + FORMAT.replace("\n", "\r\n").encode())
    )

    assert library.problems == ()
    assert "mine" in library.formats


def test_no_sentence_names_a_folder_of_this_machine(tmp_path: Path) -> None:
    library = Library(put(tmp_path, "formats/mine.toml", ""))

    assert not any(str(tmp_path) in sentence for sentence in library.problems)


def test_the_second_of_two_files_with_one_slug_is_left_out(tmp_path: Path) -> None:
    put(tmp_path, "formats/a.toml", FORMAT)
    put(tmp_path, "formats/b.toml", FORMAT.replace("Mine", "Other"))

    library = Library(tmp_path)

    assert library.problems == ("formats/b.toml: the slug “mine” is already in a.toml; another is right.",)
    assert library.formats["mine"].title == "Mine"


def test_a_folder_in_the_place_of_a_file_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "formats" / "mine.toml").mkdir(parents=True)

    assert Library(tmp_path).problems == (
        "formats/mine.toml is no text file of at most 256 KB, as it should be.",
    )


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="needs a file that opens and cannot be read")
def test_a_file_that_cannot_be_read_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "formats").mkdir()
    (tmp_path / "formats" / "mine.toml").symlink_to("/proc/self/mem")

    assert Library(tmp_path).problems == (
        "formats/mine.toml could not be read (Input/output error); check its rights.",
    )


def test_one_broken_file_does_not_take_a_good_one_with_it(tmp_path: Path) -> None:
    put(tmp_path, "formats/broken.toml", "slug")
    put(tmp_path, "formats/mine.toml", FORMAT)

    library = Library(tmp_path)

    assert len(library.problems) == 1
    assert "mine" in library.formats
