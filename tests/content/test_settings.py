"""Settings are one small file: read once, refused whole with a sentence, changed without losing a comment."""

from pathlib import Path

import pytest

from circle_tui.content.load import Library
from circle_tui.content.settings import HEADING, Preferences, written
from circle_tui.core.settings import Settings
from circle_tui.core.shelf import NotSavedError
from circle_tui.system.textfile import TextFile

CHOSEN = Settings(theme="light", quiet_clock=True, reduced_motion=True, bell=True)
AS_TEXT = 'theme = "light"\nquiet_clock = true\nreduced_motion = true\nbell = true\n'

BROKEN = (
    ("quiet_clok = true", "settings.toml: “quiet_clok” is no key here; “quiet_clock” may be meant."),
    ('bell = "yes"', "settings.toml, bell: text in quotes stands where true or false is right."),
    ("theme = 3", "settings.toml, theme: a whole number stands where text in quotes is right."),
    ("bell = ", 'settings.toml, line 1: invalid value; a line like title = "First round" is right.'),
)


class FullDisk:
    """A file that can be read and never written."""

    def read(self) -> str:
        return ""

    def write(self, text: str) -> None:
        raise OSError(28, "No space left on device")


def file_of(config: Path, text: str) -> Path:
    path = config / "settings.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_without_a_file_the_settings_are_dark_and_quiet(tmp_path: Path) -> None:
    library = Library(tmp_path)

    assert library.settings == Settings()
    assert (library.settings.theme, library.settings.bell) == ("dark", False)
    assert library.problems == ()


def test_what_a_file_does_not_say_stands_as_always(tmp_path: Path) -> None:
    file_of(tmp_path, "quiet_clock = true")

    assert Library(tmp_path).settings == Settings(quiet_clock=True)


@pytest.mark.parametrize(("text", "sentence"), BROKEN)
def test_a_fault_in_the_file_is_told_and_the_standing_settings_are_used(
    tmp_path: Path, text: str, sentence: str
) -> None:
    file_of(tmp_path, text)

    library = Library(tmp_path)

    assert library.problems == (sentence,)
    assert library.settings == Settings()


def test_a_theme_that_is_not_there_is_told_and_the_rest_is_used(tmp_path: Path) -> None:
    file_of(tmp_path, 'theme = "drak"\nbell = true')

    library = Library(tmp_path)

    assert library.settings.bell
    assert library.problems == (
        "settings.toml, theme: there is no theme “drak”; "
        "one of colour-blind-safe, dark, high-contrast, light, terminal is right.",
    )


def test_what_is_chosen_is_read_again_the_next_time(tmp_path: Path) -> None:
    preferences = Preferences(TextFile(tmp_path / "settings.toml"))
    preferences.begin(Library(tmp_path).settings)

    preferences.keep(CHOSEN)

    assert Library(tmp_path).settings == CHOSEN
    assert (tmp_path / "settings.toml").read_text("utf-8") == HEADING + AS_TEXT


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", HEADING + AS_TEXT),
        (
            '# mine\ntheme = "dark" # for the beamer\n\n  bell=false\n',
            '# mine\ntheme = "light" # for the beamer\n\nbell = true\n'
            "quiet_clock = true\nreduced_motion = true\n",
        ),
        ('theme = """dark"""\n', AS_TEXT),
        ('"theme" = "dark"\n', HEADING + AS_TEXT),
    ],
)
def test_a_change_leaves_the_comments_where_they_are(before: str, after: str) -> None:
    assert written(CHOSEN, before) == after


def test_a_file_with_a_fault_is_never_written_over(tmp_path: Path) -> None:
    path = file_of(tmp_path, "quiet_clok = true")
    library, preferences = Library(tmp_path), Preferences(TextFile(path))
    preferences.begin(library.settings, library.settings_fault)

    with pytest.raises(
        NotSavedError, match=r"It holds until you leave, and is not remembered: settings\.toml"
    ):
        preferences.keep(CHOSEN)

    assert path.read_text("utf-8") == "quiet_clok = true"
    assert preferences.settings == CHOSEN


def test_what_cannot_be_written_holds_all_the_same() -> None:
    preferences = Preferences(FullDisk())

    with pytest.raises(NotSavedError, match="could not be written \\(No space left on device\\)"):
        preferences.keep(CHOSEN)

    assert preferences.settings == CHOSEN
