"""The storage of a record on disk: a snapshot and an append-only journal that lose nothing.

One transaction is one line in the journal and one fsync. What `write` returned from is on the disk; what it
raised `NotSavedError` for is in memory and goes along with the next write. A record that cannot be trusted
is refused by name and never opened as an empty one. This must not know what a document means, must never
read a clock or wait, and must never touch a record that it only reads.
"""

import errno
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Literal

from circle_tui.store import frames
from circle_tui.store.bundle import Bundle, saving
from circle_tui.store.documents import DocumentStorage
from circle_tui.store.files import OWNER_ONLY, READ_ONLY, Files, Lock, RealFiles
from circle_tui.store.frames import Difference, Snapshot, Tables
from circle_tui.store.names import names_in
from circle_tui.store.trouble import (
    DamagedError,
    HeldError,
    Holder,
    NotSavedError,
    ReadOnlyError,
)


class JournalStorage(DocumentStorage):
    """A record on disk: held for its owner alone, or only read.

    Raises `HeldError` when another process has it, `DamagedError` when it cannot be trusted, and
    `NotSavedError` when its folder cannot be written. A sealed record is only read, unless it is opened to
    be reopened: it is then an open one again, with what it was sealed with.
    """

    def __init__(
        self,
        path: Path,
        *,
        mode: Literal["own", "read", "reopen"],
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
        self._bundle = Bundle(path, self._files)
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
        if self._mode != "read":
            return False
        seen, snapshot, journal = self._bundle.read_steadily()
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
        with saving():
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
        with saving():
            self._files.make_folder(self._path.parent)
        if self._mode == "own" and self._is_sealed_on_disk():
            self._open_sealed()
            return
        with saving():
            self._lock = self._bundle.lock()
        if self._lock is None:
            raise HeldError(self._bundle.read_holder(), self._holder.host if self._holder else None)
        try:
            self._bundle.write_holder(self._holder)
            self._load()
        except BaseException:
            self._let_go()
            raise

    def _load(self) -> None:
        try:
            journals = self._bundle.journals()
        except OSError as exc:
            raise DamagedError("unreadable", self._path) from exc
        data = self._bundle.read()
        if data is None:
            self._begin_record(journals)
            return
        snapshot = frames.read_snapshot(data, self._path)
        if snapshot.is_sealed and self._mode == "own":
            self._open_sealed()
            return
        self._newest_generation = max({snapshot.generation, *journals})
        if snapshot.is_sealed:
            self._tables = snapshot.tables
            self._begin_generation()
            return
        journal_data = self._bundle.read_journal(snapshot.generation)
        if journal_data is None:
            raise DamagedError("journal missing", self._path)
        journal = frames.read_journal(journal_data, snapshot, self._path)
        if any(self._bundle.has_records(later) for later in journals if later > snapshot.generation):
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
        if any(number > 1 or self._bundle.has_records(number) for number in journals):
            raise DamagedError("missing", self._path)
        with saving():
            for number in journals:
                self._files.unlink(self._bundle.journal(number))
        self._begin_generation()

    def _set_aside_torn_end(self) -> None:
        aside = self._bundle.set_aside_torn_end(self._torn, self._now())
        self._torn = b""
        self.notices.append(
            "The last step was cut off while it was being written; everything before it is here, "
            f"and the rest was set aside as {aside.name}."
        )

    def _is_sealed_on_disk(self) -> bool:
        data = self._bundle.read()
        return data is not None and frames.read_snapshot(data, self._path).is_sealed

    def _open_sealed(self) -> None:
        _, snapshot, _ = self._bundle.read_steadily()
        self._take(snapshot, None)
        with suppress(OSError):  # where nothing can be listed or written, a sealed record can still be read
            if self._lock is None and self._bundle.has_leftovers():
                self._lock = self._bundle.lock()
        if self._lock is not None:
            self._clear_away()

    def _put(self, changes: Difference) -> None:
        if self._is_in_doubt or self._handle is None:
            self._begin_generation()
            return
        record = frames.write_record(self._generation, self._records + 1, changes)
        self._is_in_doubt = True  # until the disk has said yes, whatever else interrupts
        with saving():
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
        with saving():
            try:
                if self._torn:
                    self._set_aside_torn_end()
                self._bundle.write_draft(data, OWNER_ONLY)
                handle = self._bundle.begin_journal(generation, header)
            except OSError:
                self._bundle.remove_beside("draft", f"journal-{generation}")
                raise
            self._is_in_doubt = True  # from here to the end, which of the two snapshots stands is not known
            try:
                self._bundle.put_in_place()
            except OSError:
                self._bundle.close(handle)
                raise
        old, self._handle, self._generation = self._handle, handle, generation
        self._records, self._end = 0, len(header)
        self._is_in_doubt = False
        self._bundle.close(old)
        self._bundle.remove_leftovers(keep=generation)

    def _put_sealed(self, tables: Tables) -> str:
        self._newest_generation += 1
        data = frames.write_snapshot(
            tables, generation=self._newest_generation, is_sealed=True, written=self._now()
        )
        with saving():
            try:
                self._bundle.write_draft(data, READ_ONLY)
            except OSError:
                self._bundle.remove_beside("draft")
                raise
            self._is_in_doubt = True
            self._bundle.put_in_place()
        self._is_in_doubt = False
        return frames.read_snapshot(data, self._path).seal

    def _let_go(self) -> None:
        handle, self._handle = self._handle, None
        self._bundle.close(handle)
        if self._lock is None:
            return
        self._bundle.remove_beside("holder")
        lock, self._lock = self._lock, None
        lock.release()

    def _clear_away(self) -> None:
        """Take away all that a sealed record no longer needs."""
        handle, self._handle = self._handle, None
        self._bundle.close(handle)
        if not self._bundle.remove_leftovers(keep=None):
            self.notices.append(
                "What was kept for tonight only could not be removed yet. "
                "It will be when this record is next opened."
            )
        self._let_go()
        self._bundle.remove_beside("lock")


def set_aside(path: Path, now: datetime, files: Files | None = None) -> Path:
    """Give a damaged record and its journals other names, and give back the record's.

    Raises `HeldError` when somebody has it open, and `NotSavedError` when the folder cannot be written.
    """
    return Bundle(path, RealFiles() if files is None else files).set_aside(now)
