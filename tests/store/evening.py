"""An evening at the store with everything it can do, and a check of what is left of it after a crash."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from itertools import product
from pathlib import Path
from typing import Literal, TypeVar

from tests.store.disk import DEATHS, Cut, DiedError, Disk, FaultyFiles, How
from tinydb import where

from circle_tui.store.documents import Database, DocumentStorage, RehearsalStorage
from circle_tui.store.frames import Tables
from circle_tui.store.storage import JournalStorage
from circle_tui.store.trouble import DamagedError, Holder, NotSavedError

INSTANT = datetime(2026, 11, 22, 19, 30, tzinfo=UTC)
HOLDER = Holder(host="lamp", pid=4242, since=INSTANT)

T = TypeVar("T")

Step = Callable[[Database], object] | Literal["reopen", "compact", "seal"]


TROUBLE = (NotSavedError, DamagedError, KeyboardInterrupt)
"""What a program goes on after; the last stands for any interruption by a signal."""


def now() -> datetime:
    return INSTANT


def insert(seq: int) -> Callable[[Database], object]:
    return lambda db: db.table("events").insert({"seq": seq, "kind": "StageStarted", "note": "é" * seq})


def two_tables(db: Database) -> None:
    with document_storage(db).batch():
        db.table("events").insert({"seq": 50})
        db.table("tonight").insert_multiple([{"seq": 51}, {"seq": 52}])
        db.table("events").update({"kind": "StageEnded"}, where("seq") == 1)


def discarded(db: Database) -> None:
    with abandoned(document_storage(db)):
        db.table("events").truncate()
        db.table("events").insert({"seq": 99})


class AbandonedError(Exception):
    """Somebody thought better of it."""


@contextmanager
def abandoned(storage: DocumentStorage) -> Iterator[None]:
    """A batch that ends with an exception."""
    with suppress(AbandonedError), storage.batch():
        yield
        raise AbandonedError


def document_storage(db: Database) -> DocumentStorage:
    storage = db.storage
    assert isinstance(storage, DocumentStorage)
    return storage


STEPS: tuple[Step, ...] = (
    insert(1),
    two_tables,
    insert(2),
    discarded,
    lambda db: db.table("tonight").remove(where("seq") == 51),
    "reopen",
    insert(3),
    "compact",
    lambda db: db.table("events").update({"note": "x"}, where("seq") == 3),
    lambda db: db.drop_table("tonight"),
    insert(4),
    "seal",
)


def kept(tables: Tables) -> Tables:
    return {"events": {number: doc for number, doc in tables["events"].items() if doc["seq"] != 50}}


class Evening:
    """Runs the steps, and remembers every state and which one was acknowledged."""

    def __init__(self, files: Disk | FaultyFiles, path: Path) -> None:
        self.files = files
        self.path = path
        self.states: list[Tables] = [{}]
        self.sealed_states: list[Tables] = []
        self.acknowledged = 0
        self.is_sealed = False
        self.told = 0
        self._model = Database(RehearsalStorage())

    def run(self) -> None:
        db = self._patiently(self._open)
        for step in STEPS:
            storage = storage_of(db)
            if step == "reopen":
                self._patiently(db.close)
                db = self._patiently(self._open)
                continue
            if step == "compact":
                self._try(storage.compact)
            elif step == "seal":
                self._seal(db)
            elif not isinstance(step, str):
                self._write(db, step)
        self.is_sealed = True
        db.close()

    def verdict(self, cut: Cut, seed: int, then_die_at: int | None = None) -> str | None:
        """What is wrong with what is left, in words; nothing when all is well."""
        self.files.restart(cut, seed)
        if then_die_at is not None:
            self.files.plan = {then_die_at: DEATHS[seed % 3]}
            with suppress(DiedError):
                self._open()
            self.files.restart(cut, seed + 1)
        try:
            return self._verdict(cut, seed)
        except (DamagedError, NotSavedError) as exc:
            return f"refused: {exc}"

    def _verdict(self, cut: Cut, seed: int) -> str | None:
        db = self._open()
        storage = storage_of(db)
        state = storage.read() or {}
        if state not in self.states[self.acknowledged :]:
            return f"{state} is none of {self.states[self.acknowledged :]}"
        if storage.seal_hash is not None:
            return None if state in self.sealed_states else "sealed too early"
        if self.is_sealed:
            return "was sealed and is not"
        # What was shown once has to outlast another power cut, and so has what is written after.
        if cut == "kill, then write":
            return self._outlasts_when_written(db, seed)
        told = {word.strip(".") for notice in storage.notices for word in notice.split()}
        asides = {name: data for name, data in self.files.asides().items() if name in told}
        self.files.restart("nothing", seed)
        if not asides.items() <= self.files.asides().items():
            return f"set aside {asides}, then found {self.files.asides()}"
        db = self._open()
        if (shown := storage_of(db).read()) != state:
            return f"showed {state}, then {shown}"
        return self._outlasts_when_written(db, seed)

    def _outlasts_when_written(self, db: Database, seed: int) -> str | None:
        db.table("events").insert({"seq": 1000})
        written = storage_of(db).read()
        self.files.restart("nothing", seed)
        found = storage_of(self._open()).read()
        return None if found == written else f"wrote {written}, then found {found}"

    def _open(self) -> Database:
        return Database(JournalStorage(self.path, mode="own", holder=HOLDER, now=now, files=self.files))

    def _write(self, db: Database, step: Callable[[Database], object]) -> None:
        step(self._model)
        self.states.append(self._model.storage.read() or {})
        if not self._try(lambda: step(db)):
            storage_of(db).save()
        self.acknowledged = len(self.states) - 1

    def _seal(self, db: Database) -> None:
        storage = storage_of(db)
        sealed = self._expect_sealed()
        if not self._try(lambda: storage.seal(sealed)) and storage.seal_hash is None:
            self._write(db, insert(5))
            storage.seal(self._expect_sealed())
        self.acknowledged = len(self.states) - 1

    def _expect_sealed(self) -> Tables:
        sealed = kept(self._model.storage.read() or {})
        self.states.append(sealed)
        self.sealed_states.append(sealed)
        return sealed

    def _try(self, act: Callable[[], object]) -> bool:
        try:
            act()
        except TROUBLE:
            self.told += 1
            return False
        return True

    def _patiently(self, act: Callable[[], T]) -> T:
        try:
            return act()
        except TROUBLE:
            self.told += 1
        return act()


def storage_of(db: Database) -> JournalStorage:
    storage = db.storage
    assert isinstance(storage, JournalStorage)
    return storage


def count_steps(files: Disk | FaultyFiles, path: Path) -> int:
    evening = Evening(files, path)
    evening.run()
    return files.steps


RECORD = Path("/store/s-1.circle")


def crash(
    how: How,
    at: int,
    cut: Cut,
    later_death: int | None = None,
    death_on_opening: int | None = None,
    files: Disk | FaultyFiles | None = None,
    path: Path = RECORD,
) -> str | None:
    """What is wrong after failing so at that step, and dying so many steps later; nothing if all is well."""
    files = files or Disk()
    files.plan = {at: how}
    if later_death is not None:
        files.plan[at + later_death] = DEATHS[at % 3]
    evening = Evening(files, path)
    with suppress(DiedError):
        evening.run()
    verdict = evening.verdict(cut, at, death_on_opening)
    files.restart(cut, at)
    return verdict and f"{how} at {at}, cut {cut}, {later_death}, {death_on_opening}: {verdict}"


def crash_at_every_step(
    how: How, cut: Cut, later_deaths: Iterable[int | None] = (None,), openings: Iterable[int | None] = (None,)
) -> list[str]:
    """All that is wrong after failing so at each step of the evening in turn; nothing when all is well."""
    cases = product(range(1, count_steps(Disk(), RECORD) + 1), tuple(later_deaths), tuple(openings))
    verdicts = (crash(how, at, cut, later, opening) for at, later, opening in cases)
    return [verdict for verdict in verdicts if verdict]


def crash_real_files_at_every_step(how: How, folder: Path) -> list[str]:
    """The same with real files and a kill."""
    steps = count_steps(FaultyFiles(), folder / "whole" / "s-1.circle")
    verdicts = (
        crash(how, at, "kill", files=FaultyFiles(), path=folder / str(at) / "s-1.circle")
        for at in range(1, steps + 1)
    )
    return [verdict for verdict in verdicts if verdict]
