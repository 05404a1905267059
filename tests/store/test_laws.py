"""Whatever is done in whatever order, with crashes in between, the record is what a dictionary would be."""

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from tests.store.disk import CUTS, DEATHS, ERRORS, Cut, DiedError, Disk, How
from tests.store.evening import HOLDER, RECORD, abandoned, now, storage_of
from tinydb import where

from circle_tui.store.documents import Database
from circle_tui.store.frames import Tables
from circle_tui.store.storage import JournalStorage
from circle_tui.store.trouble import NotSavedError

TABLES = st.sampled_from(["events", "tonight", "grüße"])
TEXT = st.text(st.characters(codec="utf-8"), max_size=20)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=4,
)
FAULTS = st.sampled_from([*DEATHS, *ERRORS])


class Record(RuleBasedStateMachine):
    """A record on a disk that dies, errs and loses its power, beside the list of states it may be in."""

    def __init__(self) -> None:
        super().__init__()
        self.disk = Disk()
        self.states: list[Tables] = [{}]
        self.seq = 0

    @initialize()
    def open_first(self) -> None:
        self.db = self._open()

    @rule(table=TABLES, values=st.lists(VALUES, min_size=1, max_size=3))
    def insert(self, table: str, values: list[object]) -> None:
        self._write(lambda db: db.table(table).insert_multiple([self._document(value) for value in values]))

    @rule(table=TABLES, value=VALUES)
    def update(self, table: str, value: object) -> None:
        self._write(lambda db: db.table(table).update({"value": value}, where("seq") <= self.seq // 2))

    @rule(table=TABLES)
    def remove(self, table: str) -> None:
        self._write(lambda db: db.table(table).remove(where("seq") > self.seq // 2))

    @rule(table=TABLES)
    def drop(self, table: str) -> None:
        self._write(lambda db: db.drop_table(table))

    @rule(table=TABLES, other=TABLES)
    def batch(self, table: str, other: str) -> None:
        def both(db: Database) -> None:
            with storage_of(db).batch():
                db.table(table).insert(self._document(1))
                db.table(other).insert(self._document(2))

        self._write(both)

    @rule(table=TABLES)
    def discarded_batch(self, table: str) -> None:
        with abandoned(storage_of(self.db)):
            self.db.table(table).insert(self._document(1))
            self.db.drop_tables()

    @rule(how=FAULTS, steps=st.integers(1, 12))
    def fault_ahead(self, how: How, steps: int) -> None:
        self.disk.plan = {self.disk.steps + steps: how}

    @rule(cut=st.sampled_from(CUTS), seed=st.integers(0, 1000))
    def crash(self, cut: Cut, seed: int) -> None:
        self._begin_again(cut, seed)

    @precondition(lambda self: not self.disk.plan)
    @rule()
    def reopen(self) -> None:
        self.db.close()
        self.db = self._open()

    @precondition(lambda self: not self.disk.plan)
    @rule()
    def compact(self) -> None:
        storage_of(self.db).compact()
        self.states = self.states[-1:]

    @invariant()
    def memory_is_the_latest_state(self) -> None:
        assert storage_of(self.db).read() == self.states[-1]

    def _document(self, value: object) -> dict[str, object]:
        self.seq += 1
        return {"seq": self.seq, "value": value}

    def _write(self, act: object) -> None:
        assert callable(act)
        try:
            act(self.db)
        except NotSavedError:
            self._expect_state_in_memory()
        except DiedError:
            self._expect_state_in_memory()
            self._begin_again("kill", self.seq)
        else:
            self._expect_state_in_memory()
            if storage_of(self.db).is_saved:
                self.states = self.states[-1:]

    def _expect_state_in_memory(self) -> None:
        self.states.append(storage_of(self.db).read() or {})

    def _begin_again(self, cut: Cut, seed: int) -> None:
        self.disk.restart(cut, seed)
        self.db = self._open()
        found = storage_of(self.db).read() or {}
        assert found in self.states
        self.states = [found]

    def _open(self) -> Database:
        return Database(JournalStorage(RECORD, mode="own", holder=HOLDER, now=now, files=self.disk))


TestRecord = Record.TestCase
TestRecord.settings = settings(
    max_examples=60,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
