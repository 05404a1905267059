import stat
import sys
from pathlib import Path

import pytest
from tests.store.disk import FaultyFiles

from circle_tui.store.folder import DataFolder
from circle_tui.store.trouble import NotSavedError


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights")
def test_folders_are_made_for_their_owner_alone(tmp_path: Path) -> None:
    DataFolder(tmp_path / "circle")

    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "circle").iterdir()}

    assert modes == {"groups": 0o700, "sessions": 0o700}


def test_file_names_are_ids(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)

    assert folder.session_path("2026-11-22-a1").relative_to(tmp_path) == Path("sessions/2026-11-22-a1.circle")
    assert folder.group_path("g-1").relative_to(tmp_path) == Path("groups/g-1.circle")


@pytest.mark.parametrize("no_id", ["", "A", "a b", "../x", "a/b", "é", "x" * 65, "a\n", "a.b", "a\0"])
def test_what_is_no_id_never_becomes_a_path(tmp_path: Path, no_id: str) -> None:
    with pytest.raises(ValueError, match="small letters"):
        DataFolder(tmp_path).session_path(no_id)


def test_only_records_are_listed(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    names = [
        "b.circle",
        "a.circle",
        "a.circle.journal-1",
        "a.circle.lock",
        "B.circle",
        "notes.txt",
        ".circle",
    ]
    for name in names:
        (tmp_path / "groups" / name).write_text("")
    (tmp_path / "sessions" / "s.circle").write_text("")

    assert folder.group_ids() == ["a", "b"]


@pytest.mark.parametrize(("how", "words"), [("ENOSPC", "The disk is full"), ("EIO", "The disk did not take")])
def test_a_folder_that_cannot_be_made_is_told_in_words(tmp_path: Path, how: str, words: str) -> None:
    files = FaultyFiles()
    files.plan = {2: how}  # type: ignore[dict-item]  # one of the names there

    with pytest.raises(NotSavedError, match=words):
        DataFolder(tmp_path, files)
