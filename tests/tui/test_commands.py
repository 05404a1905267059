"""The one list of keys: no key stands for two things, and what is written about them is the same list."""

from pathlib import Path

import pytest

from circle_tui.tui.commands import BY_PLACE, LIVE, LIVE_PARTS, Command, Place, by_key, table

README = Path(__file__).parents[2] / "README.md"
MAKE_IT_YOUR_OWN = README.parent / "docs" / "make-it-your-own.md"
BEGIN = "<!-- keys: from src/circle_tui/tui/commands.py -->\n"
END = "\n<!-- end of keys -->"


@pytest.mark.parametrize("place", BY_PLACE)
def test_no_key_stands_for_two_things_on_one_screen(place: Place) -> None:
    keys = [key for command in BY_PLACE[place] for key in command.keys]

    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("place", BY_PLACE)
def test_the_curtain_and_the_help_are_on_function_keys_everywhere_since_letters_are_typed_into_fields(
    place: Place,
) -> None:
    found = {command.id: command.keys for command in BY_PLACE[place]}

    assert "f2" in found["curtain"]
    assert "f1" in found["help"]


def test_a_letter_means_the_same_in_either_case() -> None:
    lower, upper = by_key(LIVE, "n"), by_key(LIVE, "N")

    assert isinstance(lower, Command)
    assert lower is upper


def test_every_command_is_explained_in_a_sentence() -> None:
    unexplained = [item.id for commands in BY_PLACE.values() for item in commands if len(item.help) < 10]

    assert unexplained == []


def test_the_readme_shows_the_keys_of_the_live_screen() -> None:
    shown = README.read_text("utf-8").partition(BEGIN)[2].partition(END)[0]

    assert shown == table(LIVE)


def test_the_help_has_every_key_of_the_live_screen_in_one_part() -> None:
    parted = [name for _, ids in LIVE_PARTS for name in ids]

    assert sorted(parted) == sorted(command.id for command in LIVE)


@pytest.mark.parametrize("place", BY_PLACE)
def test_the_page_on_own_keys_names_what_can_have_one_on_each_screen(place: Place) -> None:
    page = MAKE_IT_YOUR_OWN.read_text("utf-8")
    fixed = {"curtain", "help"}

    assert f"| `{place}` | {', '.join(item.id for item in BY_PLACE[place] if item.id not in fixed)} |" in page
