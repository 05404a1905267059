"""The storage of a record on disk: a snapshot and an append-only journal that lose nothing.

One transaction is one line in the journal and one fsync. What `write` returned from is on the disk; what it
raised `NotSavedError` for is in memory and goes along with the next write. A record that cannot be trusted
is refused by name and never opened as an empty one. This must not know what a document means, must never
read a clock or wait, and must never touch a record that it only reads.
"""

import errno
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Literal

import msgspec

from circle_tui.store import frames
from circle_tui.store.documents import DocumentStorage
from circle_tui.store.files import NOT_A_PLAIN_FILE, OWNER_ONLY, READ_ONLY, Files, Lock, RealFiles
from circle_tui.store.frames import Difference, Snapshot, Tables
from circle_tui.store.names import beside, free, journals_beside, names_in, stamp
from circle_tui.store.trouble import (
    DamagedError,
    DamageKind,
    HeldError,
    Holder,
    NotSavedError,
    ReadOnlyError,
)

_READ_TRIES = 10


class JournalStorage(DocumentStorage):
    """A record on disk: held for its owner alone, or only read.

    Raises `HeldError` when another process has it, `DamagedError` when it cannot be trusted, and
    `NotSavedError` when its folder cannot be written. A sealed record is only read in either mode.
    """

    def __init__(
        self,
        path: Path,
        *,
        mode: Literal["own", "read"],
        holder: Holder | None,
        now: Callable[[], datetime],
        files: Files | None = None,
    ) -> None:
        super().__init__()
        self._path = path
        self._mode = mode
        self._holder = holder
        self._now = now
        self._files: Files = RealFiles() if files is None else files
        self._lock: Lock | None = None
        self._handle: int | None = None
        self._generation = 0
        self._newest_generation = 0
        self._records = 0
        self._end = 0
        self._torn = b""
        self._is_in_doubt = False
        self._seen: tuple[bytes, bytes] = (b"", b"")
        if mode == "read":
            self.refresh()
            return
        self._own()

    @property
    def is_read_only(self) -> bool:
        """Whether nothing can be written: the record is sealed, closed, or was opened for reading."""
        return self._lock is None

    @property
    def is_saved(self) -> bool:
        """Whether everything in memory is known to be on the disk."""
        return super().is_saved and not self._is_in_doubt

    def refresh(self) -> bool:
        """Read what another process has written meanwhile and say whether there was anything."""
        if self._mode == "own":
            return False
        seen, snapshot, journal = self._read_steadily()
        if seen == self._seen:
            return False
        self._seen = seen
        self._take(snapshot, journal)
        self.epoch += 1
        return True

    def compact(self) -> None:
        """Fold the journal into a new snapshot, so that no file of ours has what was removed from it.

        Raises `NotSavedError`.
        """
        self._refuse_if_read_only()
        self._refuse_in_batch()
        self._begin_generation()
        self._unsaved = {}

    def save_elsewhere(self, path: Path) -> None:
        """Put everything, saved or not, in a new record; the path must be free. Raises `NotSavedError`."""
        self._refuse_in_batch()
        with _saving():
            if path.name in names_in(path.parent, self._files):
                raise FileExistsError(errno.EEXIST, path.name)
        copy = JournalStorage(path, mode="own", holder=None, now=self._now, files=self._files)
        try:
            copy.write(self._tables)
        finally:
            copy.close()

    def close(self) -> None:
        """Let go of the files; what is not saved by then is lost."""
        self._let_go()

    def _refuse_if_read_only(self) -> None:
        super()._refuse_if_read_only()
        if self._lock is None:
            raise ReadOnlyError

    def _own(self) -> None:
        with _saving():
            self._files.make_folder(self._path.parent)
        if self._is_sealed_on_disk():
            self._open_sealed()
            return
        with _saving():
            self._lock = self._files.lock(beside(self._path, "lock"))
        if self._lock is None:
            raise HeldError(
                _read_holder(self._path, self._files), self._holder.host if self._holder else None
            )
        try:
            self._write_holder()
            self._load()
        except BaseException:
            self._let_go()
            raise

    def _load(self) -> None:
        try:
            journals = self._journals()
        except OSError as exc:
            raise DamagedError("unreadable", self._path) from exc
        data = self._read_file(self._path)
        if data is None:
            self._begin_record(journals)
            return
        snapshot = frames.read_snapshot(data, self._path)
        if snapshot.is_sealed:
            self._open_sealed()
            return
        self._newest_generation = max({snapshot.generation, *journals})
        journal_data = self._read_file(self._journal(snapshot.generation))
        if journal_data is None:
            raise DamagedError("journal missing", self._path)
        journal = frames.read_journal(journal_data, snapshot, self._path)
        if any(self._has_records(later) for later in journals if later > snapshot.generation):
            raise DamagedError("journal foreign", self._path)
        self._take(snapshot, journal)
        self._torn = journal.torn
        self._begin_again()

    def _begin_again(self) -> None:
        """Write anew what was found, because whoever wrote it may not have come so far as to sync it.

        After a failed fsync the system may even show what will never be on the disk, so no journal is ever
        written on by a second process.
        """
        self._is_in_doubt = True
        try:
            self._begin_generation()
        except NotSavedError as exc:
            self.notices.append(str(exc))

    def _take(self, snapshot: Snapshot, journal: frames.Journal | None) -> None:
        tables = snapshot.tables
        for changes in journal.differences if journal else []:
            frames.apply(tables, changes)
        self._tables = tables
        self._seal = snapshot.seal if snapshot.is_sealed else None

    def _begin_record(self, journals: set[int]) -> None:
        # A first journal without records is what a record leaves behind that never came to be; any other one
        # has lost its snapshot.
        if any(number > 1 or self._has_records(number) for number in journals):
            raise DamagedError("missing", self._path)
        with _saving():
            for number in journals:
                self._files.unlink(self._journal(number))
        self._begin_generation()

    def _has_records(self, generation: int) -> bool:
        return frames.has_records(self._read_file(self._journal(generation)) or b"")

    def _set_aside_torn_end(self) -> None:
        aside = free(self._path, f"torn-{stamp(self._now())}", self._files)
        handle = self._files.create(aside, OWNER_ONLY)
        try:
            self._files.write(handle, self._torn)
            self._files.fsync(handle)
        finally:
            self._files.close(handle)
        self._torn = b""
        self.notices.append(
            "The last step was cut off while it was being written; everything before it is here, "
            f"and the rest was set aside as {aside.name}."
        )

    def _is_sealed_on_disk(self) -> bool:
        data = self._read_file(self._path)
        return data is not None and frames.read_snapshot(data, self._path).is_sealed

    def _open_sealed(self) -> None:
        _, snapshot, _ = self._read_steadily()
        self._take(snapshot, None)
        with suppress(OSError):  # where nothing can be listed or written, a sealed record can still be read
            if self._lock is None and self._has_leftovers():
                self._lock = self._files.lock(beside(self._path, "lock"))
        if self._lock is not None:
            self._clear_away()

    def _has_leftovers(self) -> bool:
        prefix = f"{self._path.name}."
        return any(name.startswith(prefix) for name in names_in(self._path.parent, self._files))

    def _read_steadily(self) -> tuple[tuple[bytes, bytes], Snapshot, frames.Journal | None]:
        """Snapshot and journal that belong together, though somebody may be writing them meanwhile."""
        before: tuple[bytes | None, bytes | None] | None = None
        for _ in range(_READ_TRIES):
            data = self._read_file(self._path)
            journal_data: bytes | None = None
            try:
                if data is None:
                    raise DamagedError("missing", self._path)
                snapshot = frames.read_snapshot(data, self._path)
                if snapshot.is_sealed:
                    return (data, b""), snapshot, None
                journal_data = self._read_file(self._journal(snapshot.generation))
                if journal_data is None:
                    raise DamagedError("journal missing", self._path)
                return (data, journal_data), snapshot, frames.read_journal(journal_data, snapshot, self._path)
            except DamagedError:
                if (data, journal_data) == before:
                    raise
                before = (data, journal_data)
        raise DamagedError("unreadable", self._path)

    def _read_file(self, path: Path) -> bytes | None:
        try:
            return self._files.read(path)
        except FileNotFoundError:
            return None
        except OSError as exc:
            kind: DamageKind = "foreign" if exc.errno in NOT_A_PLAIN_FILE else "unreadable"
            raise DamagedError(kind, self._path) from exc

    def _put(self, changes: Difference) -> None:
        if self._is_in_doubt or self._handle is None:
            self._begin_generation()
            return
        record = frames.write_record(self._generation, self._records + 1, changes)
        self._is_in_doubt = True  # until the disk has said yes, whatever else interrupts
        with _saving():
            try:
                self._files.write(self._handle, record)
            except OSError:
                self._files.truncate(self._handle, self._end)
                self._is_in_doubt = False
                raise
            # A handle whose fsync failed cannot be trusted again, so it stays in doubt.
            self._files.fsync(self._handle)
        self._records += 1
        self._end += len(record)
        self._is_in_doubt = False

    def _begin_generation(self) -> None:
        """Put everything in a new snapshot with an empty journal; until that is done the old ones stand."""
        self._newest_generation += 1
        generation = self._newest_generation
        data = frames.write_snapshot(
            self._tables, generation=generation, is_sealed=False, written=self._now()
        )
        header = frames.write_journal(generation=generation, base=frames.base_of(data))
        handle: int | None = None
        with _saving():
            try:
                if self._torn:
                    self._set_aside_torn_end()
                self._write_draft(data, OWNER_ONLY)
                handle = self._files.create(self._journal(generation), OWNER_ONLY)
                self._files.write(handle, header)
                self._files.fsync(handle)
                self._files.sync_folder(self._path.parent)
            except OSError:
                self._close_handle(handle)
                self._remove(beside(self._path, "draft"), self._journal(generation))
                raise
            self._is_in_doubt = True  # from here to the end, which of the two snapshots stands is not known
            try:
                self._put_in_place()
            except OSError:
                self._close_handle(handle)
                raise
        old, self._handle, self._generation = self._handle, handle, generation
        self._records, self._end = 0, len(header)
        self._is_in_doubt = False
        self._close_handle(old)
        self._remove_leftovers(keep=generation)

    def _put_sealed(self, tables: Tables) -> str:
        self._newest_generation += 1
        data = frames.write_snapshot(
            tables, generation=self._newest_generation, is_sealed=True, written=self._now()
        )
        with _saving():
            try:
                self._write_draft(data, READ_ONLY)
            except OSError:
                self._remove(beside(self._path, "draft"))
                raise
            self._is_in_doubt = True
            self._put_in_place()
        self._is_in_doubt = False
        return frames.read_snapshot(data, self._path).seal

    def _write_draft(self, data: bytes, mode: int) -> None:
        draft = beside(self._path, "draft")
        with suppress(FileNotFoundError):
            self._files.unlink(draft)
        handle = self._files.create(draft, mode)
        try:
            self._files.write(handle, data)
            self._files.fsync(handle)
        finally:
            self._files.close(handle)

    def _put_in_place(self) -> None:
        self._files.replace(beside(self._path, "draft"), self._path)
        self._files.sync_folder(self._path.parent)

    def _let_go(self) -> None:
        handle, self._handle = self._handle, None
        self._close_handle(handle)
        if self._lock is None:
            return
        self._remove(beside(self._path, "holder"))
        lock, self._lock = self._lock, None
        lock.release()

    def _clear_away(self) -> None:
        """Take away all that a sealed record no longer needs."""
        handle, self._handle = self._handle, None
        self._close_handle(handle)
        if not self._remove_leftovers(keep=None):
            self.notices.append(
                "What was kept for tonight only could not be removed yet. "
                "It will be when this record is next opened."
            )
        self._let_go()
        self._remove(beside(self._path, "lock"))

    def _close_handle(self, handle: int | None) -> None:
        if handle is None:
            return
        with suppress(OSError):  # everything acknowledged was synced before, so nothing hangs on it
            self._files.close(handle)

    def _remove_leftovers(self, keep: int | None) -> bool:
        try:
            stale = [self._journal(number) for number in self._journals() if number != keep]
        except OSError:
            return False
        return self._remove(beside(self._path, "draft"), *stale)

    def _remove(self, *paths: Path) -> bool:
        """Whether none of them is there any more; one that is left over is known as such when next opened."""
        are_gone = True
        for path in paths:
            try:
                self._files.unlink(path)
            except FileNotFoundError:
                continue
            except OSError:
                are_gone = False
        return are_gone

    def _write_holder(self) -> None:
        path = beside(self._path, "holder")
        self._remove(path)
        if self._holder is None:
            return
        with suppress(OSError):  # a courtesy to whoever comes second; the lock is what counts
            handle = self._files.create(path, OWNER_ONLY)
            try:
                self._files.write(handle, msgspec.json.encode(self._holder))
            finally:
                self._files.close(handle)

    def _journal(self, generation: int) -> Path:
        return beside(self._path, f"journal-{generation}")

    def _journals(self) -> set[int]:
        return journals_beside(self._path, self._files)


def set_aside(path: Path, now: datetime, files: Files | None = None) -> Path:
    """Give a damaged record and its journals other names, and give back the record's.

    Raises `HeldError` when somebody has it open, and `NotSavedError` when the folder cannot be written.
    """
    files = RealFiles() if files is None else files
    with _saving():
        lock = files.lock(beside(path, "lock"))
    if lock is None:
        raise HeldError(_read_holder(path, files))
    try:
        with _saving():
            aside = free(path, f"damaged-{stamp(now)}", files)
            for generation in journals_beside(path, files):
                files.replace(beside(path, f"journal-{generation}"), beside(aside, f"journal-{generation}"))
            with suppress(FileNotFoundError):
                files.replace(path, aside)
            files.sync_folder(path.parent)
    finally:
        lock.release()
    return aside


@contextmanager
def _saving() -> Iterator[None]:
    try:
        yield
    except OSError as exc:
        raise NotSavedError(exc) from exc


def _read_holder(path: Path, files: Files) -> Holder | None:
    try:
        return msgspec.json.decode(files.read(beside(path, "holder")), type=Holder)
    except (OSError, msgspec.DecodeError):
        return None
