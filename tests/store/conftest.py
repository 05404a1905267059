from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.store.evening import HOLDER, now

from circle_tui.store.documents import Database, DocumentStorage, RehearsalStorage
from circle_tui.store.storage import JournalStorage

Own = Callable[[], JournalStorage]


@pytest.fixture
def record(tmp_path: Path) -> Path:
    return tmp_path / "sessions" / "s-1.circle"


@pytest.fixture
def own(record: Path) -> Iterator[Own]:
    opened: list[JournalStorage] = []

    def open_it() -> JournalStorage:
        for storage in opened:
            storage.close()
        opened.append(JournalStorage(record, mode="own", holder=HOLDER, now=now))
        return opened[-1]

    yield open_it
    for storage in opened:
        storage.close()


@pytest.fixture(params=["disk", "memory"])
def storage(request: pytest.FixtureRequest, own: Own) -> DocumentStorage:
    return own() if request.param == "disk" else RehearsalStorage()


@pytest.fixture
def db(storage: DocumentStorage) -> Database:
    return Database(storage)
