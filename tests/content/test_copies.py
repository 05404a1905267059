"""A format of ours as a file of one's own: the same to begin with, and never over a file that is there."""

from pathlib import Path

import pytest

from circle_tui.content.copies import Copies, copied
from circle_tui.content.load import Library
from circle_tui.content.reading import bundled_names
from circle_tui.core.errors import BadInput
from circle_tui.core.shelf import NotSavedError
from circle_tui.system.textfile import TextFile

FORMATS = bundled_names("formats")


def copies_in(config: Path) -> Copies:
    return Copies(lambda name: TextFile(config / name))


@pytest.mark.parametrize("slug", FORMATS)
def test_a_copy_is_the_same_format_until_it_is_changed(tmp_path: Path, slug: str) -> None:
    name = copies_in(tmp_path).keep(slug, ())

    library = Library(tmp_path)

    assert name == f"formats/{slug}.toml"
    assert library.problems == ()
    assert library.own_formats == {slug: Library().formats[slug]}


@pytest.mark.parametrize("slug", FORMATS)
def test_every_line_that_only_waits_for_its_sign_to_go_says_what_holds_anyway(
    tmp_path: Path, slug: str
) -> None:
    path = tmp_path / "formats" / f"{slug}.toml"
    path.parent.mkdir()
    waiting = [line for line in copied(slug).splitlines() if line.startswith(("# [", "# ")) and "= " in line]
    text = copied(slug).replace("# [frame]", "[frame]")
    for line in waiting:
        text = text.replace(line, line.removeprefix("# "))
    path.write_text(text, encoding="utf-8")

    library = Library(tmp_path)

    assert waiting
    assert library.problems == ()
    assert library.own_formats == {slug: Library().formats[slug]}


def test_a_copy_with_other_minutes_is_planned_by(tmp_path: Path) -> None:
    copies_in(tmp_path).keep("open-support-circle", ())
    path = tmp_path / "formats" / "open-support-circle.toml"

    path.write_text(path.read_text().replace("check_in_most = [9, 10, 12]", "check_in_most = [12, 13, 15]"))

    assert Library(tmp_path).formats["open-support-circle"].frame.check_in_most == (12, 13, 15)


def test_a_file_that_is_there_already_is_left_and_named(tmp_path: Path) -> None:
    copies_in(tmp_path).keep("focus-question", ())
    path = tmp_path / "formats" / "focus-question.toml"
    path.write_text("mine")

    with pytest.raises(BadInput, match="a format of your own called focus-question already, in formats"):
        copies_in(tmp_path).keep("focus-question", ())

    assert path.read_text() == "mine"


def test_a_format_of_ones_own_under_another_file_name_is_not_doubled(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="a format of your own called focus-question already"):
        copies_in(tmp_path).keep("focus-question", {"focus-question"})


def test_a_file_that_cannot_be_read_is_not_written_over(tmp_path: Path) -> None:
    path = tmp_path / "formats" / "focus-question.toml"
    path.parent.mkdir()
    path.write_bytes(b"\xff")

    with pytest.raises(BadInput, match="already"):
        copies_in(tmp_path).keep("focus-question", ())


def test_what_is_no_format_of_ours_is_answered_with_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"no format of ours called “../x”; there are assigned-lenses"):
        copies_in(tmp_path).keep("../x", ())


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "formats").write_text("a file in the way")

    with pytest.raises(NotSavedError, match="The format could not be written"):
        copies_in(tmp_path).keep("focus-question", ())
