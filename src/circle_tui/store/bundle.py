"""The files of one record, side by side in a folder: what lies there, and how it is put there and taken away.

The snapshot bears the record's own name; journals, draft, lock and holder stand beside it. This must not
know what is in memory, nor decide what counts.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

import msgspec

from circle_tui.store import frames
from circle_tui.store.files import NOT_A_PLAIN_FILE, OWNER_ONLY, Files, Lock
from circle_tui.store.frames import Snapshot
from circle_tui.store.names import beside, free, journals_beside, names_in, stamp
from circle_tui.store.trouble import DamagedError, DamageKind, HeldError, Holder, NotSavedError

_READ_TRIES = 10


class Bundle:
    """The files of one record. What it raises is the system's `OSError`, unless a method says otherwise."""

    def __init__(self, path: Path, files: Files) -> None:
        self.path = path
        """The snapshot's own path, which is the record's."""
        self.files = files
        """The machine's files."""

    # -- what lies there

    def read(self) -> bytes | None:
        """The snapshot as it lies there, if there is one; DamagedError when it cannot be read."""
        return self._read(self.path)

    def read_journal(self, generation: int) -> bytes | None:
        """A journal as it lies there, if there is one; DamagedError when it cannot be read."""
        return self._read(self.journal(generation))

    def read_steadily(self) -> tuple[tuple[bytes, bytes], Snapshot, frames.Journal | None]:
        """Snapshot and journal that belong together, though somebody may be writing them meanwhile.

        Raises `DamagedError` for what is damaged and stays so.
        """
        before: tuple[bytes | None, bytes | None] | None = None
        for _ in range(_READ_TRIES):
            data = self.read()
            journal_data: bytes | None = None
            try:
                if data is None:
                    raise DamagedError("missing", self.path)
                snapshot = frames.read_snapshot(data, self.path)
                if snapshot.is_sealed:
                    return (data, b""), snapshot, None
                journal_data = self.read_journal(snapshot.generation)
                if journal_data is None:
                    raise DamagedError("journal missing", self.path)
                return (data, journal_data), snapshot, frames.read_journal(journal_data, snapshot, self.path)
            except DamagedError:
                if (data, journal_data) == before:
                    raise
                before = (data, journal_data)
        raise DamagedError("unreadable", self.path)

    def has_records(self, generation: int) -> bool:
        """Whether anything was written in a journal; DamagedError when it cannot be read."""
        return frames.has_records(self.read_journal(generation) or b"")

    def has_leftovers(self) -> bool:
        """Whether anything stands beside the snapshot."""
        prefix = f"{self.path.name}."
        return any(name.startswith(prefix) for name in names_in(self.path.parent, self.files))

    def journal(self, generation: int) -> Path:
        """Where the journal of a generation is."""
        return beside(self.path, f"journal-{generation}")

    def journals(self) -> set[int]:
        """The generations that have a journal."""
        return journals_beside(self.path, self.files)

    def read_holder(self) -> Holder | None:
        """Who says to have the record open, as far as that can be read."""
        try:
            return msgspec.json.decode(self.files.read(beside(self.path, "holder")), type=Holder)
        except (OSError, msgspec.DecodeError):
            return None

    def _read(self, path: Path) -> bytes | None:
        try:
            return self.files.read(path)
        except FileNotFoundError:
            return None
        except OSError as exc:
            kind: DamageKind = "foreign" if exc.errno in NOT_A_PLAIN_FILE else "unreadable"
            raise DamagedError(kind, self.path) from exc

    # -- how it is put there

    def lock(self) -> Lock | None:
        """Take the lock, unless somebody has it."""
        return self.files.lock(beside(self.path, "lock"))

    def begin_journal(self, generation: int, header: bytes) -> int:
        """Begin a journal, synced with all that was put in the folder before; gives back its handle."""
        handle = self.files.create(self.journal(generation), OWNER_ONLY)
        try:
            self.files.write(handle, header)
            self.files.fsync(handle)
            self.files.sync_folder(self.path.parent)
        except OSError:
            self.close(handle)
            raise
        return handle

    def write_draft(self, data: bytes, mode: int) -> None:
        """Write a snapshot under another name, synced."""
        draft = beside(self.path, "draft")
        with suppress(FileNotFoundError):
            self.files.unlink(draft)
        handle = self.files.create(draft, mode)
        try:
            self.files.write(handle, data)
            self.files.fsync(handle)
        finally:
            self.files.close(handle)

    def put_in_place(self) -> None:
        """Make the draft the snapshot."""
        self.files.replace(beside(self.path, "draft"), self.path)
        self.files.sync_folder(self.path.parent)

    def set_aside_torn_end(self, torn: bytes, now: datetime) -> Path:
        """Keep what was cut off in a file of its own, and give back where."""
        aside = free(self.path, f"torn-{stamp(now)}", self.files)
        handle = self.files.create(aside, OWNER_ONLY)
        try:
            self.files.write(handle, torn)
            self.files.fsync(handle)
        finally:
            self.files.close(handle)
        return aside

    def write_holder(self, holder: Holder | None) -> None:
        """Say who has the record open, if that can be said."""
        path = beside(self.path, "holder")
        self.remove(path)
        if holder is None:
            return
        with suppress(OSError):  # a courtesy to whoever comes second; the lock is what counts
            handle = self.files.create(path, OWNER_ONLY)
            try:
                self.files.write(handle, msgspec.json.encode(holder))
            finally:
                self.files.close(handle)

    # -- how it is taken away

    def close(self, handle: int | None) -> None:
        """Let go of a handle, if there is one."""
        if handle is None:
            return
        with suppress(OSError):  # everything acknowledged was synced before, so nothing hangs on it
            self.files.close(handle)

    def remove_beside(self, *names: str) -> bool:
        """Take away what stands beside the snapshot under these names; whether none of it is left."""
        return self.remove(*(beside(self.path, name) for name in names))

    def remove_leftovers(self, keep: int | None) -> bool:
        """Take away the draft and all journals but one; whether nothing of them is left."""
        try:
            stale = [self.journal(number) for number in self.journals() if number != keep]
        except OSError:
            return False
        return self.remove(beside(self.path, "draft"), *stale)

    def remove(self, *paths: Path) -> bool:
        """Whether none of them is there any more; one that is left over is known as such when next opened."""
        are_gone = True
        for path in paths:
            try:
                self.files.unlink(path)
            except FileNotFoundError:
                continue
            except OSError:
                are_gone = False
        return are_gone

    def set_aside(self, now: datetime) -> Path:
        """Give the record and its journals other names, and give back the record's.

        Raises `HeldError` when somebody has it open, and `NotSavedError` when the folder cannot be written.
        """
        with saving():
            lock = self.lock()
        if lock is None:
            raise HeldError(self.read_holder())
        try:
            with saving():
                aside = free(self.path, f"damaged-{stamp(now)}", self.files)
                for generation in self.journals():
                    self.files.replace(self.journal(generation), beside(aside, f"journal-{generation}"))
                with suppress(FileNotFoundError):
                    self.files.replace(self.path, aside)
                self.files.sync_folder(self.path.parent)
        finally:
            lock.release()
        return aside


@contextmanager
def saving() -> Iterator[None]:
    """Have what the system says against writing raised as `NotSavedError`."""
    try:
        yield
    except OSError as exc:
        raise NotSavedError(exc) from exc
