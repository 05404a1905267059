"""The log of one session: documents in the order in which they were appended.

It keeps documents that have a number of their own under "seq", by which they are told apart and ordered; it
must not know what they mean, and never goes by TinyDB's own numbers, which are used again.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from circle_tui.store.documents import Database, DocumentStorage, RehearsalStorage
from circle_tui.store.files import Files
from circle_tui.store.frames import Document
from circle_tui.store.storage import JournalStorage
from circle_tui.store.trouble import HeldError, Holder, NotSavedError

EVENTS = "events"


class SessionLog:
    """What happened in one session, on disk or, for a rehearsal, in memory."""

    def __init__(self, storage: DocumentStorage, held_by: str | None = None) -> None:
        self._storage = storage
        self._database = Database(storage)
        self._events = self._database.table(EVENTS)
        self._held_by = held_by
        self._taken = {_number(document) for document in self._events}

    @classmethod
    def open(
        cls, path: Path, *, holder: Holder, now: Callable[[], datetime], files: Files | None = None
    ) -> "SessionLog":
        """The log for writing, or for reading only when somebody else has it open.

        Raises `DamagedError` and `NotSavedError`.
        """
        try:
            return cls(JournalStorage(path, mode="own", holder=holder, now=now, files=files))
        except HeldError as exc:
            storage = JournalStorage(path, mode="read", holder=None, now=now, files=files)
            return cls(storage, held_by=str(exc))

    @classmethod
    def reopen(
        cls, path: Path, *, holder: Holder, now: Callable[[], datetime], files: Files | None = None
    ) -> "SessionLog":
        """The log for writing, a sealed one as an open one again, with what it was sealed with.

        Raises `HeldError`, `DamagedError` and `NotSavedError`; a sealed one then stays sealed.
        """
        return cls(JournalStorage(path, mode="reopen", holder=holder, now=now, files=files))

    @classmethod
    def read(cls, path: Path, *, now: Callable[[], datetime], files: Files | None = None) -> "SessionLog":
        """The log for reading only; it takes no lock and changes nothing. Raises `DamagedError`."""
        return cls(JournalStorage(path, mode="read", holder=None, now=now, files=files))

    @classmethod
    def rehearse(cls) -> "SessionLog":
        """A log that is gone when the program ends."""
        return cls(RehearsalStorage())

    @property
    def notices(self) -> Sequence[str]:
        """What the facilitator should be told about how the log was found, in whole sentences."""
        return tuple(self._storage.notices)

    @property
    def is_read_only(self) -> bool:
        """Whether nothing can be appended."""
        return self._storage.is_read_only

    @property
    def is_saved(self) -> bool:
        """Whether everything appended is on the disk."""
        return self._storage.is_saved

    @property
    def held_by(self) -> str | None:
        """Who else has it open, in a sentence; nothing when nobody did."""
        return self._held_by

    @property
    def seal_hash(self) -> str | None:
        """The hash of a sealed log; nothing while it is open."""
        return self._storage.seal_hash

    def append(self, documents: Sequence[Mapping[str, object]]) -> None:
        """Keep these documents, all or none.

        Raises `NotSavedError`: they are then in memory, and go to the disk with the next append or `save`.
        Raises `ValueError` when a document has no whole number of its own under "seq".
        """
        numbers = [_number(document) for document in documents]
        if len(set(numbers)) < len(numbers) or not self._taken.isdisjoint(numbers):
            message = 'a number under "seq" is used already'
            raise ValueError(message)
        try:
            self._events.insert_multiple(documents)
        except NotSavedError:
            self._taken.update(numbers)
            raise
        self._taken.update(numbers)

    def replace(self, documents: Sequence[Mapping[str, object]]) -> None:
        """Keep these documents in place of all there are, in one transaction; raises `NotSavedError`.

        Raises `ValueError` when a document has no whole number of its own under "seq".
        """
        numbers = {_number(document) for document in documents}
        with self._storage.batch():
            self._events.truncate()
            self._events.insert_multiple(documents)
        self._taken = numbers

    def documents(self) -> list[Document]:
        """All documents by their own number; they are copies."""
        return sorted((dict(document) for document in self._events), key=_number)

    def save(self) -> None:
        """Put on the disk what is not there yet; raises `NotSavedError`."""
        self._storage.save()

    def save_elsewhere(self, path: Path) -> None:
        """Put everything, saved or not, in a new file; raises `NotSavedError`."""
        if isinstance(self._storage, JournalStorage):
            self._storage.save_elsewhere(path)

    def refresh(self) -> bool:
        """Read what another process has appended meanwhile and say whether there was anything."""
        return isinstance(self._storage, JournalStorage) and self._storage.refresh()

    def seal(self, kept_documents: Sequence[Mapping[str, object]]) -> None:
        """Close the log for ever with these documents alone; raises `NotSavedError` and stays open."""
        kept = {str(number): document for number, document in enumerate(kept_documents, start=1)}
        self._storage.seal({EVENTS: kept})

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()


def _number(document: Mapping[str, object]) -> int:
    number = document.get("seq")
    if type(number) is int:
        return number
    message = 'every document needs a whole number under "seq"'
    raise ValueError(message)
