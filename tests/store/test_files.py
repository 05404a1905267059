"""The real file system, where it differs from machine to machine."""

import os
import stat
import sys
from pathlib import Path

import pytest

from circle_tui.store.files import RealFiles, patiently

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights")


class Stubborn:
    """Something that fails so often before it works."""

    def __init__(self, failures: int) -> None:
        self.failures = failures

    def act(self) -> None:
        if self.failures:
            self.failures -= 1
            raise PermissionError


def test_what_windows_refuses_at_first_is_tried_again() -> None:
    pauses: list[float] = []
    stubborn = Stubborn(failures=3)

    patiently(stubborn.act, pauses.append)

    assert pauses == [0.025] * 3


def test_what_windows_goes_on_refusing_is_told_after_half_a_second() -> None:
    pauses: list[float] = []

    with pytest.raises(PermissionError):
        patiently(Stubborn(failures=1000).act, pauses.append)

    assert sum(pauses) == pytest.approx(0.5)


def test_a_new_file_never_takes_the_place_of_another(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("mine")

    with pytest.raises(FileExistsError):
        RealFiles().create(tmp_path / "a", 0o600)


@posix
def test_a_new_file_has_the_rights_asked_for(tmp_path: Path) -> None:
    files = RealFiles()

    files.close(files.create(tmp_path / "a", 0o400))

    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o400


@posix
def test_a_link_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("secret")
    (tmp_path / "b").symlink_to(tmp_path / "a")

    with pytest.raises(OSError, match="symbolic links"):
        RealFiles().read(tmp_path / "b")


def test_a_lock_is_held_once(tmp_path: Path) -> None:
    files = RealFiles()
    first = files.lock(tmp_path / "a.lock")

    second = files.lock(tmp_path / "a.lock")

    assert first is not None
    assert second is None
    first.release()


def test_a_lock_that_was_given_back_can_be_taken(tmp_path: Path) -> None:
    files = RealFiles()
    first = files.lock(tmp_path / "a.lock")
    assert first is not None
    first.release()

    second = files.lock(tmp_path / "a.lock")

    assert second is not None
    second.release()


def test_a_folder_that_is_not_there_cannot_be_synced(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=os.strerror(2)):
        RealFiles().sync_folder(tmp_path / "nowhere")
