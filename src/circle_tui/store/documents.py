"""TinyDB with transactions: what both storages, on disk and in memory, have in common.

It keeps the documents in memory, finds out what a write changed, and knows what is not saved yet. It must
not know how anything is saved, nor what a document means.
"""

import json
import marshal
from abc import abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar, cast

from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Table
from tinydb.utils import LRUCache

from circle_tui.store import frames
from circle_tui.store.frames import Difference, Document, Tables
from circle_tui.store.trouble import SealedError

K = TypeVar("K")
V = TypeVar("V")

GivenTables = Mapping[str, Mapping[str, Mapping[str, object]]]


class DocumentStorage(Storage):
    """A TinyDB storage with transactions; what it gives out is a copy, so nothing changes but by `write`."""

    def __init__(self) -> None:
        self.notices: list[str] = []
        """What the facilitator should be told about how this record was found."""
        self.epoch = 0
        """Goes up whenever documents change other than by a write."""
        self._tables: Tables = {}
        self._unsaved: Difference = {}
        self._seal: str | None = None
        self._is_in_batch = False
        self._is_lending = False

    @property
    def is_read_only(self) -> bool:
        """Whether nothing can be written."""
        return self._seal is not None

    @property
    def is_saved(self) -> bool:
        """Whether everything in memory is on the disk."""
        return not self._unsaved

    @property
    def seal_hash(self) -> str | None:
        """The SHA-256 of the documents of a sealed record, in hexadecimal; nothing for an open one."""
        return self._seal

    def read(self) -> dict[str, dict[str, Document]] | None:
        """A copy of all documents."""
        if self._is_lending:
            return dict(self._tables)
        return cast("Tables", marshal.loads(marshal.dumps(self._tables)))

    @contextmanager
    def lending(self) -> Iterator[None]:
        """Give out the documents themselves, to who is known to leave them as they are; saves the copying."""
        self._is_lending = True
        try:
            yield
        finally:
            self._is_lending = False

    def write(self, data: GivenTables) -> None:
        """Keep these documents and no others; raises `NotSavedError`, and then still has them in memory."""
        self._refuse_if_read_only()
        changes = _as_stored(frames.difference(self._tables, data))
        frames.apply(self._tables, changes)
        for table, documents in changes.items():
            self._unsaved.setdefault(table, {}).update(documents)
        if not self._is_in_batch:
            self.save()

    def save(self) -> None:
        """Put on the disk whatever is not there yet; raises `NotSavedError`."""
        self._refuse_in_batch()
        if not self.is_saved:
            self._refuse_if_read_only()
            self._put(self._unsaved)
            self._unsaved = {}

    @contextmanager
    def batch(self) -> Iterator[None]:
        """Make all writes within it one transaction; an exception discards every one of them."""
        self._refuse_if_read_only()
        self._refuse_in_batch()
        tables = {table: dict(documents) for table, documents in self._tables.items()}
        unsaved = {table: dict(documents) for table, documents in self._unsaved.items()}
        self._is_in_batch = True
        try:
            yield
        except BaseException:
            self._tables, self._unsaved = tables, unsaved
            self.epoch += 1
            raise
        finally:
            self._is_in_batch = False
        self.save()

    def seal(self, data: GivenTables) -> None:
        """Close the record for ever with these documents alone; raises `NotSavedError` and stays open."""
        self._refuse_if_read_only()
        self._refuse_in_batch()
        tables = cast("Tables", _as_stored(data))
        self._seal = self._put_sealed(tables)
        self._tables = tables
        self._unsaved = {}
        self.epoch += 1
        self._clear_away()

    @abstractmethod
    def _put(self, changes: Difference) -> None:
        """Save one transaction or raise `NotSavedError`."""

    @abstractmethod
    def _put_sealed(self, tables: Tables) -> str:
        """Save the record for the last time and give back its hash, or raise `NotSavedError`."""

    @abstractmethod
    def _clear_away(self) -> None:
        """Take away what a sealed record no longer needs."""

    def _refuse_if_read_only(self) -> None:
        if self._seal is not None:
            raise SealedError

    def _refuse_in_batch(self) -> None:
        if self._is_in_batch:
            message = "a batch is open"
            raise RuntimeError(message)


class RehearsalStorage(DocumentStorage):
    """The same with no disk under it, for a rehearsal and for tests."""

    def _put(self, changes: Difference) -> None:
        del changes

    def _put_sealed(self, tables: Tables) -> str:
        path, instant = Path("rehearsal"), datetime(1970, 1, 1, tzinfo=UTC)
        data = frames.write_snapshot(tables, generation=1, is_sealed=True, written=instant)
        return frames.read_snapshot(data, path).seal

    def _clear_away(self) -> None:
        return


class NoCache(LRUCache[K, V]):
    """A query cache that keeps nothing, because a discarded batch would make it untrue."""

    def set(self, key: K, value: V) -> None:
        """Keep nothing."""


class FreshTable(Table):
    """A TinyDB table that remembers nothing that a discarded batch could make untrue."""

    query_cache_class = NoCache
    _epoch = 0

    def insert_multiple(self, documents: Iterable[Mapping[str, object]]) -> list[int]:
        """Insert documents and give back TinyDB's numbers of them."""
        documents = list(documents)
        with cast("DocumentStorage", self._storage).lending():
            return super().insert_multiple(documents)

    def _get_next_id(self) -> int:
        epoch = cast("DocumentStorage", self._storage).epoch
        if self._epoch != epoch:
            self._epoch = epoch
            self._next_id = None
        return cast("int", super()._get_next_id())  # type: ignore[no-untyped-call]  # TinyDB has no type here


class Database(TinyDB):
    """TinyDB over one of our storages."""

    table_class = FreshTable

    def __init__(self, storage: DocumentStorage) -> None:
        super().__init__(storage=lambda: storage)


def _as_stored(tables: GivenTables | Difference) -> Difference:
    """The same as it would come back from the disk, without empty tables."""
    stored = cast("Difference", json.loads(frames.to_text(tables).encode()))
    return {table: documents for table, documents in stored.items() if documents}
