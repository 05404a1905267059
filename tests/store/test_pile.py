"""The draw pile on disk: ids and nothing else, whole or not at all, and never worth a word when it breaks."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from zlib import crc32

import pytest
from tests.store.disk import DEATHS, ERRORS, DiedError, Disk, FullDisk, How
from tests.store.evening import HOLDER, now

from circle_tui.core.shelf import NotSavedError, Shelf
from circle_tui.store.library import FileShelf
from circle_tui.store.memory import MemoryShelf
from circle_tui.store.piles import read_pile, write_pile
from circle_tui.store.trouble import NotSavedError as DiskError

IDS = ("flooded-1", "echo-3")
MakeShelf = Callable[[], Shelf]


def file_shelf(root: Path) -> FileShelf:
    return FileShelf(root, holder=HOLDER, now=now)


def pile_file(root: Path) -> Path:
    return root / "groups" / "g-1.circle.pile"


@pytest.fixture(params=["file", "memory"])
def make_shelf(request: pytest.FixtureRequest, tmp_path: Path) -> MakeShelf:
    if request.param == "file":
        return lambda: file_shelf(tmp_path)
    memory = MemoryShelf()
    return lambda: memory


def test_each_group_finds_its_own_pile_again(make_shelf: MakeShelf) -> None:
    make_shelf().save_pile("g-1", IDS)
    make_shelf().save_pile("g-2", ["warm-1"])

    assert make_shelf().pile("g-1") == IDS
    assert make_shelf().pile("g-2") == ("warm-1",)
    assert make_shelf().pile("g-3") == ()


def test_a_pile_that_is_removed_is_gone(make_shelf: MakeShelf) -> None:
    make_shelf().save_pile("g-1", IDS)

    make_shelf().remove_pile("g-1")
    make_shelf().remove_pile("g-1")

    assert make_shelf().pile("g-1") == ()


def test_the_file_holds_ids_alone_and_nothing_of_the_pile_before(tmp_path: Path) -> None:
    shelf = file_shelf(tmp_path)
    shelf.save_pile("g-1", ["warm-1", "warm-2"])

    shelf.save_pile("g-1", IDS)

    assert pile_file(tmp_path).read_text().partition("\n")[2] == '["flooded-1","echo-3"]'
    assert [path.name for path in pile_file(tmp_path).parent.iterdir()] == ["g-1.circle.pile"]
    assert pile_file(tmp_path).stat().st_mode & 0o777 == 0o600


def test_looking_for_a_pile_makes_no_folder(tmp_path: Path) -> None:
    assert file_shelf(tmp_path / "none").pile("g-1") == ()
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize(
    "damage",
    [b"", b"nonsense", b'circle-pile-1 00000000\n["flooded-1"]', b"circle-pile-1 %08x\n{}" % crc32(b"{}")],
    ids=["empty", "foreign", "changed", "no list"],
)
def test_a_broken_pile_counts_as_none_is_told_by_a_check_and_made_anew(damage: bytes, tmp_path: Path) -> None:
    shelf = file_shelf(tmp_path)
    shelf.save_pile("g-1", IDS)
    pile_file(tmp_path).write_bytes(damage)

    assert shelf.pile("g-1") == ()
    assert shelf.groups() == ()
    assert shelf.notices == []
    assert shelf.faults() == (
        "The pile of prompts in the file g-1.circle.pile is broken; it is shuffled anew by itself.",
    )

    shelf.save_pile("g-1", IDS)

    assert shelf.faults() == ()


@pytest.mark.parametrize("how", [*DEATHS, *ERRORS])
@pytest.mark.parametrize("step", range(1, 8))
def test_whatever_fails_the_pile_is_the_old_one_or_the_new_one(how: How, step: int) -> None:
    disk, path = Disk(), Path("/store/g-1.circle.pile")
    write_pile(path, ["old-1"], disk)
    disk.steps, disk.plan = 0, {step: how}

    with suppress(DiedError, DiskError):
        write_pile(path, IDS, disk)
    disk.restart("some", step)

    assert read_pile(path, disk) in (("old-1",), IDS)


def test_a_disk_that_takes_nothing_is_said(tmp_path: Path) -> None:
    file_shelf(tmp_path).save_pile("g-1", IDS)
    full = FileShelf(tmp_path, holder=HOLDER, now=now, files=FullDisk())

    with pytest.raises(NotSavedError, match="disk is full"):
        full.save_pile("g-1", ["warm-1"])

    assert file_shelf(tmp_path).pile("g-1") == IDS


def test_a_pile_that_cannot_be_removed_is_said(tmp_path: Path) -> None:
    pile_file(tmp_path).mkdir(parents=True)
    (tmp_path / "sessions").mkdir()

    with pytest.raises(NotSavedError):
        file_shelf(tmp_path).remove_pile("g-1")
