"""What holds of a record on disk."""

import os
import stat
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.store.conftest import Own
from tests.store.disk import FaultyFiles, FullDisk
from tests.store.evening import HOLDER, abandoned, now
from tinydb import where

from circle_tui.store.documents import Database
from circle_tui.store.files import Lock, RealFiles
from circle_tui.store.storage import JournalStorage, set_aside
from circle_tui.store.trouble import DamagedError, HeldError, NotSavedError, ReadOnlyError, SealedError

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights")


def names(record: Path) -> list[str]:
    return sorted(path.name for path in record.parent.iterdir())


def look(record: Path) -> JournalStorage:
    return JournalStorage(record, mode="read", holder=None, now=now)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def contents(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.iterdir()}


def test_what_was_written_is_there_when_opened_again(own: Own) -> None:
    Database(own()).table("events").insert({"seq": 1, "note": "grüße"})

    again = own()

    assert again.read() == {"events": {"1": {"seq": 1, "note": "grüße"}}}


def test_updates_and_removals_are_there_when_opened_again(own: Own) -> None:
    events = Database(own()).table("events")
    events.insert_multiple([{"seq": 1}, {"seq": 2}])
    events.remove(where("seq") == 1)
    events.update({"held": True}, where("seq") == 2)

    again = own()

    assert again.read() == {"events": {"2": {"seq": 2, "held": True}}}


def test_one_transaction_is_one_write_and_one_fsync(record: Path) -> None:
    files = FaultyFiles()
    storage = JournalStorage(record, mode="own", holder=HOLDER, now=now, files=files)
    db = Database(storage)
    before = files.steps

    with storage.batch():
        db.table("events").insert({"seq": 1})
        db.table("tonight").insert_multiple([{"seq": 2}, {"seq": 3}])

    assert files.steps - before == 2
    storage.close()


def test_a_write_that_changes_nothing_does_not_touch_the_disk(record: Path) -> None:
    files = FaultyFiles()
    storage = JournalStorage(record, mode="own", holder=HOLDER, now=now, files=files)
    before = files.steps

    Database(storage).table("events").update({"seq": 2}, where("seq") == 1)

    assert files.steps == before
    storage.close()


def test_a_transaction_adds_one_readable_line(own: Own, record: Path) -> None:
    Database(own()).table("events").insert({"seq": 1, "note": "grüße"})

    line = record.with_name("s-1.circle.journal-1").read_text(encoding="utf-8").splitlines()[1]

    assert line.endswith('{"g":1,"n":1,"d":{"events":{"1":{"seq":1,"note":"grüße"}}}}')


@posix
def test_files_and_folders_are_the_owners_alone(own: Own, record: Path) -> None:
    own()

    modes = {path.name: mode(path) for path in record.parent.iterdir()}

    assert set(modes.values()) == {0o600}
    assert mode(record.parent) == 0o700


def test_opening_again_leaves_no_old_generation(own: Own, record: Path) -> None:
    own()

    own()

    assert names(record) == [
        "s-1.circle",
        "s-1.circle.holder",
        "s-1.circle.journal-2",
        "s-1.circle.lock",
    ]


def test_closing_leaves_no_holder(own: Own, record: Path) -> None:
    own().close()

    assert names(record) == ["s-1.circle", "s-1.circle.journal-1", "s-1.circle.lock"]


def test_a_closed_record_takes_nothing(own: Own) -> None:
    storage = own()
    storage.close()

    with pytest.raises(ReadOnlyError, match="reading only"):
        Database(storage).table("events").insert({"seq": 1})


def test_what_was_removed_is_in_no_file_after_compacting(own: Own, record: Path) -> None:
    storage = own()
    people = Database(storage).table("people")
    people.insert({"id": "p-1", "name": "Zed"})
    people.remove(where("id") == "p-1")

    storage.compact()

    assert not any(b"Zed" in path.read_bytes() for path in record.parent.iterdir())


def test_a_copy_can_be_saved_elsewhere(own: Own, tmp_path: Path) -> None:
    storage = own()
    Database(storage).table("events").insert({"seq": 1})

    storage.save_elsewhere(tmp_path / "elsewhere" / "copy.circle")

    assert look(tmp_path / "elsewhere" / "copy.circle").read() == storage.read()


def test_a_copy_never_takes_the_place_of_something(own: Own, tmp_path: Path) -> None:
    (tmp_path / "copy.circle").write_text("mine")

    with pytest.raises(NotSavedError, match="a file of that name already"):
        own().save_elsewhere(tmp_path / "copy.circle")


def test_a_second_owner_is_told_who_has_it(own: Own, record: Path) -> None:
    own()

    with pytest.raises(HeldError, match=r"on this computer since 22 Nov \d\d:\d\d\. It can be read"):
        JournalStorage(record, mode="own", holder=HOLDER, now=now)


def test_a_reader_sees_everything_and_touches_nothing(own: Own, record: Path) -> None:
    Database(own()).table("events").insert({"seq": 1})
    before = contents(record.parent)

    reader = look(record)

    assert reader.read() == {"events": {"1": {"seq": 1}}}
    assert contents(record.parent) == before


def test_a_reader_follows_what_is_written(own: Own, record: Path) -> None:
    owner = own()
    reader = look(record)
    Database(owner).table("events").insert({"seq": 1})

    has_news = reader.refresh()

    assert has_news
    assert reader.read() == {"events": {"1": {"seq": 1}}}


def test_a_reader_follows_into_a_new_generation(own: Own, record: Path) -> None:
    owner = own()
    reader = look(record)
    Database(owner).table("events").insert({"seq": 1})
    owner.compact()
    Database(owner).table("events").insert({"seq": 2})

    reader.refresh()

    assert reader.read() == owner.read()


def test_a_reader_is_told_when_there_is_nothing_new(own: Own, record: Path) -> None:
    own()
    reader = look(record)

    assert not reader.refresh()


def test_an_owner_has_nothing_to_follow(own: Own) -> None:
    assert not own().refresh()


def test_a_reader_sees_a_record_sealed(own: Own, record: Path) -> None:
    owner = own()
    reader = look(record)
    owner.seal({"events": {"1": {"seq": 1}}})

    reader.refresh()

    assert reader.seal_hash == owner.seal_hash


def test_a_reader_cannot_write(own: Own, record: Path) -> None:
    own()

    with pytest.raises(ReadOnlyError, match="reading only"):
        Database(look(record)).table("events").insert({"seq": 1})


def test_a_reader_goes_as_far_as_the_last_whole_record_and_leaves_the_rest(own: Own, record: Path) -> None:
    Database(own()).table("events").insert({"seq": 1})
    journal = record.with_name("s-1.circle.journal-1")
    journal.write_bytes(journal.read_bytes() + b'0badc0de {"g":1,"n":2')
    before = contents(record.parent)

    reader = look(record)

    assert reader.read() == {"events": {"1": {"seq": 1}}}
    assert contents(record.parent) == before


def test_there_is_nothing_to_read_where_nothing_is(record: Path) -> None:
    with pytest.raises(DamagedError, match="is missing") as caught:
        look(record)

    assert caught.value.kind == "missing"


def test_a_sealed_record_is_one_file(own: Own, record: Path) -> None:
    own().seal({"events": {"1": {"seq": 1}}})

    assert names(record) == ["s-1.circle"]


@posix
def test_a_sealed_record_is_read_only_for_its_owner_too(own: Own, record: Path) -> None:
    own().seal({})

    assert mode(record) == 0o400


def test_a_sealed_record_opens_for_reading_for_ever(own: Own, record: Path) -> None:
    own().seal({"events": {"1": {"seq": 1}}})

    again = own()

    assert again.is_read_only
    assert again.read() == {"events": {"1": {"seq": 1}}}
    assert names(record) == ["s-1.circle"]


def test_a_sealed_record_refuses_to_be_written_when_opened_again(own: Own) -> None:
    own().seal({})

    with pytest.raises(SealedError):
        Database(own()).table("events").insert({"seq": 1})


def test_what_a_seal_left_behind_goes_when_opened_again(own: Own, record: Path) -> None:
    own().seal({})
    record.with_name("s-1.circle.journal-1").write_text("tonight")

    own()

    assert names(record) == ["s-1.circle"]


def test_a_reader_leaves_what_a_seal_left_behind(own: Own, record: Path) -> None:
    own().seal({})
    record.with_name("s-1.circle.journal-1").write_text("tonight")

    look(record)

    assert names(record) == ["s-1.circle", "s-1.circle.journal-1"]


def failing(record: Path, how: str, steps_ahead: int) -> tuple[FaultyFiles, JournalStorage]:
    files = FaultyFiles()
    storage = JournalStorage(record, mode="own", holder=HOLDER, now=now, files=files)
    files.plan = {files.steps + steps_ahead: how}  # type: ignore[dict-item]  # one of the names there
    return files, storage


@pytest.mark.parametrize(
    ("how", "step", "words"),
    [
        (
            "ENOSPC",
            1,
            "The disk is full, so the last step is not saved yet. Everything saved before is safe.",
        ),
        ("EIO", 1, "The disk did not take the last step, so it is not saved yet. Everything saved before"),
        ("EIO", 2, "The disk did not take the last step, so it is not saved yet. Everything saved before"),
    ],
)
def test_a_step_that_is_not_saved_is_told_in_words(record: Path, how: str, step: int, words: str) -> None:
    _, storage = failing(record, how, step)

    with pytest.raises(NotSavedError) as caught:
        Database(storage).table("events").insert({"seq": 1})

    assert str(caught.value).startswith(words)
    assert not storage.is_saved
    storage.close()


@pytest.mark.parametrize(("how", "step"), [("ENOSPC", 1), ("EIO", 1), ("EIO", 2), ("EIO after", 2)])
def test_what_was_not_saved_goes_along_with_the_next_step(record: Path, how: str, step: int) -> None:
    _, storage = failing(record, how, step)
    events = Database(storage).table("events")
    with pytest.raises(NotSavedError):
        events.insert({"seq": 1})

    events.insert({"seq": 2})

    assert look(record).read() == {"events": {"1": {"seq": 1}, "2": {"seq": 2}}}
    assert storage.is_saved
    storage.close()


def test_what_was_not_saved_is_still_in_memory(record: Path) -> None:
    _, storage = failing(record, "ENOSPC", 1)

    with pytest.raises(NotSavedError):
        Database(storage).table("events").insert({"seq": 1})

    assert storage.read() == {"events": {"1": {"seq": 1}}}
    assert look(record).read() == {}
    storage.close()


def test_a_discarded_batch_leaves_what_was_not_saved_before_it(record: Path) -> None:
    _, storage = failing(record, "ENOSPC", 1)
    events = Database(storage).table("events")
    with pytest.raises(NotSavedError):
        events.insert({"seq": 1})
    with abandoned(storage):
        events.update({"seq": 9}, where("seq") == 1)

    storage.save()

    assert look(record).read() == {"events": {"1": {"seq": 1}}}
    storage.close()


def test_after_a_failed_fsync_the_file_is_not_written_on(record: Path) -> None:
    _, storage = failing(record, "EIO", 2)
    with pytest.raises(NotSavedError):
        Database(storage).table("events").insert({"seq": 1})

    storage.save()

    assert names(record)[2] == "s-1.circle.journal-2"
    storage.close()


def test_a_seal_that_fails_leaves_the_record_open_with_everything(record: Path) -> None:
    files, storage = failing(record, "ENOSPC", 4)
    Database(storage).table("events").insert_multiple([{"seq": 1}, {"seq": 2}])

    with pytest.raises(NotSavedError):
        storage.seal({"events": {"1": {"seq": 1}}})

    assert storage.seal_hash is None
    assert look(record).read() == {"events": {"1": {"seq": 1}, "2": {"seq": 2}}}
    files.restart("kill", 0)


def on_a_full_disk(own: Own, record: Path) -> tuple[FullDisk, JournalStorage]:
    owner = own()
    Database(owner).table("events").insert({"seq": 1})
    owner.close()
    files = FullDisk()
    return files, JournalStorage(record, mode="own", holder=HOLDER, now=now, files=files)


def test_a_record_opens_on_a_full_disk_and_says_so(own: Own, record: Path) -> None:
    _, storage = on_a_full_disk(own, record)

    assert storage.read() == {"events": {"1": {"seq": 1}}}
    assert storage.notices == [
        "The disk is full, so the last step is not saved yet. Everything saved before is safe."
    ]
    assert not storage.is_saved
    storage.close()


def test_a_record_opened_on_a_full_disk_is_saved_once_there_is_room(own: Own, record: Path) -> None:
    files, storage = on_a_full_disk(own, record)
    files.is_full = False

    storage.save()

    assert storage.is_saved
    storage.close()


class SealedMeanwhile(RealFiles):
    """Another process seals the record just before the lock is asked for."""

    def __init__(self, owner: JournalStorage) -> None:
        self.owner = owner

    def lock(self, path: Path) -> Lock | None:
        if self.owner.seal_hash is None:
            self.owner.seal({})
        return super().lock(path)


def test_a_record_sealed_while_it_was_being_opened_is_read_only(own: Own, record: Path) -> None:
    files = SealedMeanwhile(own())

    late = JournalStorage(record, mode="own", holder=HOLDER, now=now, files=files)

    assert late.is_read_only
    assert late.seal_hash == files.owner.seal_hash
    assert names(record) == ["s-1.circle"]


class Restless(RealFiles):
    """A file that is something else whenever it is read."""

    reads = 0

    def read(self, path: Path) -> bytes:
        self.reads += 1
        return b"x" * self.reads


def test_a_reader_gives_up_on_a_file_that_never_comes_to_rest(record: Path) -> None:
    with pytest.raises(DamagedError, match="cannot be read"):
        JournalStorage(record, mode="read", holder=None, now=now, files=Restless())


def test_a_reader_is_told_when_the_journal_is_lost(own: Own, record: Path) -> None:
    own().close()
    record.with_name("s-1.circle.journal-1").unlink()

    with pytest.raises(DamagedError, match="lost the journal"):
        look(record)


def test_a_holder_that_cannot_be_read_is_somebody(own: Own, record: Path) -> None:
    own()
    record.with_name("s-1.circle.holder").write_text("{")

    with pytest.raises(HeldError) as caught:
        JournalStorage(record, mode="own", holder=HOLDER, now=now)

    assert caught.value.holder is None
    assert str(caught.value) == "This is open in another window. It can be read here."


def test_a_file_where_the_folder_should_be_is_told_in_words(tmp_path: Path) -> None:
    (tmp_path / "sessions").write_text("")

    with pytest.raises(NotSavedError, match="a file of that name already"):
        JournalStorage(tmp_path / "sessions" / "s-1.circle", mode="own", holder=None, now=now)


def test_a_torn_end_is_set_aside_and_told(own: Own, record: Path) -> None:
    Database(own()).table("events").insert({"seq": 1})
    journal = record.with_name("s-1.circle.journal-1")
    journal.write_bytes(journal.read_bytes() + b'0badc0de {"g":1,"n":2')

    again = own()

    aside = record.with_name("s-1.circle.torn-20261122T193000Z")
    assert again.read() == {"events": {"1": {"seq": 1}}}
    assert aside.read_bytes() == b'0badc0de {"g":1,"n":2'
    assert again.notices == [
        "The last step was cut off while it was being written; everything before it is here, "
        f"and the rest was set aside as {aside.name}."
    ]


def test_a_second_torn_end_does_not_take_the_place_of_the_first(own: Own, record: Path) -> None:
    record.parent.mkdir()
    own()
    record.with_name("s-1.circle.torn-20261122T193000Z").write_text("first")
    journal = record.with_name("s-1.circle.journal-1")
    journal.write_bytes(journal.read_bytes() + b"second")

    own()

    assert record.with_name("s-1.circle.torn-20261122T193000Z").read_text() == "first"
    assert record.with_name("s-1.circle.torn-20261122T193000Z-2").read_text() == "second"


def test_a_damaged_record_can_be_set_aside_with_its_journal(own: Own, record: Path) -> None:
    own().close()
    record.write_bytes(b"")

    aside = set_aside(record, datetime(2026, 11, 23, 8, 0, tzinfo=UTC))

    assert aside.name == "s-1.circle.damaged-20261123T080000Z"
    assert names(record) == [aside.name, f"{aside.name}.journal-1", "s-1.circle.lock"]
    assert own().read() == {}


def test_a_record_that_somebody_holds_is_not_set_aside(own: Own, record: Path) -> None:
    own()

    with pytest.raises(HeldError):
        set_aside(record, now())

    assert record.exists()


@posix
def test_a_link_is_not_followed(own: Own, record: Path, tmp_path: Path) -> None:
    own().close()
    record.rename(tmp_path / "elsewhere")
    record.symlink_to(tmp_path / "elsewhere")

    with pytest.raises(DamagedError, match="is not a record"):
        own()


@posix
def test_a_pipe_is_refused_without_waiting_for_it(own: Own, record: Path) -> None:
    record.parent.mkdir()
    os.mkfifo(record)

    with pytest.raises(DamagedError, match="is not a record"):
        own()
