"""What holds of both storages, on disk and in memory."""

import pytest
from tests.store.evening import abandoned
from tinydb import where

from circle_tui.store.documents import Database, DocumentStorage
from circle_tui.store.trouble import SealedError


def test_a_new_record_is_empty(storage: DocumentStorage) -> None:
    assert storage.read() == {}


def test_what_is_inserted_can_be_found(db: Database) -> None:
    db.table("events").insert({"seq": 1, "stage": "opening"})

    found = db.table("events").search(where("seq") == 1)

    assert found == [{"seq": 1, "stage": "opening"}]


def test_what_is_updated_is_found_as_it_is_now(db: Database) -> None:
    events = db.table("events")
    events.insert_multiple([{"seq": 1, "held": False}, {"seq": 2, "held": False}])

    events.update({"held": True}, where("seq") == 2)

    assert events.all() == [{"seq": 1, "held": False}, {"seq": 2, "held": True}]


def test_changing_what_was_found_changes_nothing(db: Database) -> None:
    db.table("events").insert({"seq": 1, "names": ["a"]})

    db.table("events").all()[0]["names"].append("b")

    assert db.table("events").all() == [{"seq": 1, "names": ["a"]}]


def test_changing_what_was_handed_in_changes_nothing(db: Database) -> None:
    document = {"seq": 1, "names": ["a"]}
    db.table("events").insert_multiple([document])

    document["names"] = ["b"]

    assert db.table("events").all() == [{"seq": 1, "names": ["a"]}]


def test_a_table_without_documents_is_no_table(db: Database) -> None:
    db.table("events").insert({"seq": 1})

    db.table("events").truncate()

    assert db.tables() == set()


def test_a_batch_of_several_calls_is_kept_whole(db: Database, storage: DocumentStorage) -> None:
    with storage.batch():
        db.table("events").insert({"seq": 1})
        db.table("tonight").insert({"seq": 2})

    assert storage.read() == {"events": {"1": {"seq": 1}}, "tonight": {"1": {"seq": 2}}}


def test_within_a_batch_its_own_writes_are_seen(db: Database, storage: DocumentStorage) -> None:
    with storage.batch():
        db.table("events").insert({"seq": 1})
        seen = db.table("events").all()

    assert seen == [{"seq": 1}]


def test_an_exception_discards_the_whole_batch(db: Database, storage: DocumentStorage) -> None:
    db.table("events").insert_multiple([{"seq": 1}, {"seq": 2}])
    before = storage.read()

    with abandoned(storage):
        db.table("events").update({"seq": 7}, where("seq") == 1)
        db.table("events").remove(where("seq") == 2)
        db.drop_table("events")
        db.table("tonight").insert({"seq": 3})

    assert storage.read() == before


def test_after_a_discarded_batch_numbers_are_free_again(db: Database, storage: DocumentStorage) -> None:
    events = db.table("events")
    events.insert_multiple([{"seq": 1}, {"seq": 2}, {"seq": 3}])
    with abandoned(storage):
        events.truncate()
        events.insert({"seq": 9})

    events.insert({"seq": 4})

    assert [document["seq"] for document in events] == [1, 2, 3, 4]


def test_after_a_discarded_batch_no_search_finds_what_was_in_it(
    db: Database, storage: DocumentStorage
) -> None:
    with abandoned(storage):
        db.table("events").insert({"seq": 1})
        db.table("events").search(where("seq") == 1)

    assert db.table("events").search(where("seq") == 1) == []


def test_a_batch_within_a_batch_is_refused(storage: DocumentStorage) -> None:
    with pytest.raises(RuntimeError, match="a batch is open"), storage.batch(), storage.batch():
        pass


def test_sealing_within_a_batch_is_refused(storage: DocumentStorage) -> None:
    with pytest.raises(RuntimeError, match="a batch is open"), storage.batch():
        storage.seal({})


@pytest.mark.parametrize("value", [float("nan"), {1, 2}, "\ud800", object()])
def test_what_cannot_be_written_as_text_changes_nothing(
    db: Database, storage: DocumentStorage, value: object
) -> None:
    db.table("events").insert({"seq": 1})

    with pytest.raises((TypeError, ValueError)):
        db.table("events").insert({"seq": 2, "value": value})

    assert storage.read() == {"events": {"1": {"seq": 1}}}


def test_a_write_that_fails_half_way_in_tinydb_changes_nothing(db: Database) -> None:
    db.table("events").insert({"seq": 1})

    with pytest.raises(ValueError, match="not a Mapping"):
        db.table("events").insert_multiple([{"seq": 2}, 3])  # type: ignore[list-item]  # that is the point

    assert db.table("events").all() == [{"seq": 1}]


def test_everything_is_saved_when_nothing_failed(db: Database, storage: DocumentStorage) -> None:
    db.table("events").insert({"seq": 1})

    assert storage.is_saved


def test_sealing_keeps_what_is_given_and_no_more(db: Database, storage: DocumentStorage) -> None:
    db.table("events").insert_multiple([{"seq": 1}, {"seq": 2}])
    db.table("tonight").insert({"seq": 3})

    storage.seal({"events": {"1": {"seq": 1}}})

    assert storage.read() == {"events": {"1": {"seq": 1}}}


def test_nothing_can_be_written_once_it_is_sealed(db: Database, storage: DocumentStorage) -> None:
    storage.seal({})

    with pytest.raises(SealedError, match="This record is closed"):
        db.table("events").insert({"seq": 1})

    assert storage.is_read_only


def test_a_record_is_sealed_once(storage: DocumentStorage) -> None:
    storage.seal({})

    with pytest.raises(SealedError):
        storage.seal({})


def test_the_seal_is_the_same_for_the_same_documents(storage: DocumentStorage) -> None:
    storage.seal({"events": {"1": {"seq": 1, "note": "é"}}})

    assert storage.seal_hash == "54c88bff22108c29007ed15c19927b5dbd8e714431f844701c8a72c79414059e"


def test_an_open_record_has_no_seal(storage: DocumentStorage) -> None:
    assert storage.seal_hash is None
