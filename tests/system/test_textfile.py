"""A small file is put in place whole or not at all, and nobody else can read it."""

import os
from pathlib import Path

import pytest

from circle_tui.system.textfile import TextFile

on_posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")


def test_a_file_that_is_not_there_says_nothing(tmp_path: Path) -> None:
    assert TextFile(tmp_path / "settings.toml").read() == ""


def test_what_is_written_is_read_again_and_no_draft_is_left(tmp_path: Path) -> None:
    file = TextFile(tmp_path / "config" / "settings.toml")

    file.write("one\n")
    file.write("two\n")

    assert file.read() == "two\n"
    assert [path.name for path in (tmp_path / "config").iterdir()] == ["settings.toml"]


@on_posix
def test_only_the_owner_can_read_it(tmp_path: Path) -> None:
    path = tmp_path / "config" / "settings.toml"

    TextFile(path).write("one\n")

    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o077 == 0


@on_posix
def test_a_link_stays_a_link(tmp_path: Path) -> None:
    kept, link = tmp_path / "kept.toml", tmp_path / "settings.toml"
    kept.write_text("one\n", encoding="utf-8")
    link.symlink_to(kept)

    TextFile(link).write("two\n")

    assert link.is_symlink()
    assert kept.read_text("utf-8") == "two\n"


def test_what_stood_there_stays_when_it_cannot_be_written(tmp_path: Path) -> None:
    folder = tmp_path / "settings.toml"
    (folder / "inside").mkdir(parents=True)

    with pytest.raises(OSError, match=r"\[Errno"):
        TextFile(folder).write("two\n")

    assert [path.name for path in tmp_path.iterdir()] == ["settings.toml"]
