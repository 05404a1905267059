"""However a file is cut or changed, it is refused by name, or read to the end of a whole transaction."""

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from tests.store.conftest import Own
from tests.store.disk import Disk
from tests.store.evening import HOLDER, RECORD, now
from tinydb import where

from circle_tui.store import frames
from circle_tui.store.documents import Database
from circle_tui.store.frames import Tables
from circle_tui.store.storage import JournalStorage
from circle_tui.store.trouble import DamagedError

JOURNAL = RECORD.with_name("s-1.circle.journal-2")

Spoil = Callable[[bytes], Iterable[bytes]]


def some_evening() -> tuple[dict[Path, bytes], list[Tables]]:
    """The files of a record with a snapshot and a journal of three transactions, and the state after each."""
    disk = Disk()
    storage = JournalStorage(RECORD, mode="own", holder=None, now=now, files=disk)
    Database(storage).table("events").insert_multiple([{"seq": 1, "note": "é"}, {"seq": 2}])
    storage.close()
    storage = JournalStorage(RECORD, mode="own", holder=None, now=now, files=disk)
    events = Database(storage).table("events")
    states = [storage.read() or {}]
    events.insert({"seq": 3})
    states.append(storage.read() or {})
    events.update({"note": "x"}, where("seq") == 1)
    states.append(storage.read() or {})
    events.remove(where("seq") == 2)
    states.append(storage.read() or {})
    storage.close()
    return {path: inode.data for path, inode in disk.now.items()}, states


def cuts(data: bytes) -> Iterable[bytes]:
    return (data[:length] for length in range(len(data)))


def flips(data: bytes) -> Iterable[bytes]:
    for place in range(len(data)):
        for bit in range(8):
            yield data[:place] + bytes([data[place] ^ (1 << bit)]) + data[place + 1 :]


def extensions(data: bytes) -> Iterable[bytes]:
    return (data + more for more in (b"\0", b"\n", b"{}", b"\0" * 4096, data))


def losses(data: bytes) -> Iterable[bytes]:
    lines = data.splitlines(keepends=True)
    return (b"".join(lines[:place] + lines[place + 1 :]) for place in range(len(lines)))


def swaps(data: bytes) -> Iterable[bytes]:
    lines = data.splitlines(keepends=True)
    return (
        b"".join([*lines[:place], lines[place + 1], lines[place], *lines[place + 2 :]])
        for place in range(len(lines) - 1)
    )


def open_spoilt(files: dict[Path, bytes], mode: str) -> tuple[str, Tables | None, Disk]:
    disk = Disk()
    for path, data in files.items():
        handle = disk.create(path, 0o600)
        disk.write(handle, data)
    try:
        storage = JournalStorage(RECORD, mode=mode, holder=HOLDER, now=now, files=disk)  # type: ignore[arg-type]  # one of the two
    except DamagedError as exc:
        return exc.kind, None, disk
    return " ".join(storage.notices), storage.read(), disk


def silently_wrong(spoil: Spoil, path: Path, mode: str) -> list[str]:
    """What was read and is neither the truth nor, with a torn end set aside, an earlier whole state."""
    files, states = some_evening()
    wrong = []
    for spoilt in spoil(files[path]):
        told, state, disk = open_spoilt({**files, path: spoilt}, mode)
        if state is None:
            if disk.now[path].data != spoilt:
                wrong.append(f"refused and changed: {spoilt!r}")
            continue
        is_whole_prefix = (
            path == JOURNAL and state in states and is_prefix_by_lines(spoilt, files[path], states, state)
        )
        is_told = mode == "read" or "set aside" in told or spoilt in whole_prefixes(files[path])
        if not (is_whole_prefix and is_told):
            wrong.append(f"{spoilt!r} was read as {state}, told: {told}")
    return wrong


def whole_prefixes(journal: bytes) -> list[bytes]:
    lines = journal.splitlines(keepends=True)
    return [b"".join(lines[:count]) for count in range(1, len(lines) + 1)]


def is_prefix_by_lines(spoilt: bytes, journal: bytes, states: list[Tables], state: Tables) -> bool:
    """Whether the state is the one after exactly those records that are whole from the beginning."""
    whole = max(count for count, prefix in enumerate(whole_prefixes(journal)) if spoilt.startswith(prefix))
    return state == states[whole]


@pytest.mark.parametrize("mode", ["own", "read"])
@pytest.mark.parametrize("spoil", [cuts, flips, extensions, losses, swaps])
def test_a_spoilt_snapshot_is_never_silently_wrong(spoil: Spoil, mode: str) -> None:
    wrong = silently_wrong(spoil, RECORD, mode)

    assert wrong == []


@pytest.mark.parametrize("mode", ["own", "read"])
@pytest.mark.parametrize("spoil", [cuts, flips, extensions, losses, swaps])
def test_a_spoilt_journal_is_never_silently_wrong(spoil: Spoil, mode: str) -> None:
    wrong = silently_wrong(spoil, JOURNAL, mode)

    assert wrong == []


def spoilt_kind(path: Path, spoilt: Callable[[bytes], bytes]) -> str:
    files, _ = some_evening()
    return open_spoilt({**files, path: spoilt(files[path])}, "own")[0]


@pytest.mark.parametrize(
    ("path", "spoilt", "kind"),
    [
        (RECORD, lambda data: b"", "empty"),
        (RECORD, lambda data: data[:10], "short"),
        (RECORD, lambda data: data[:-1], "short"),
        (RECORD, lambda data: data.replace(b'"seq":1', b'"seq":7'), "mismatch"),
        (RECORD, lambda data: data.replace(b'"generation":2', b'"generation":3'), "mismatch"),
        (RECORD, lambda data: b'{"circle":"snapshot"} \n{}', "mismatch"),
        (RECORD, lambda data: b"\0" * len(data), "foreign"),
        (RECORD, lambda data: b'{"_default": {}}', "foreign"),
        (RECORD, lambda data: frames.write_journal(generation=2, base=""), "foreign"),
        (JOURNAL, lambda data: b"", "journal mismatch"),
        (JOURNAL, lambda data: data[:40], "journal mismatch"),
        (JOURNAL, lambda data: frames.write_journal(generation=1, base=""), "journal foreign"),
        (JOURNAL, lambda data: data.replace(b'"seq":3', b'"seq":4'), "journal mismatch"),
    ],
)
def test_damage_has_a_name(path: Path, spoilt: Callable[[bytes], bytes], kind: str) -> None:
    assert spoilt_kind(path, spoilt) == kind


def test_a_file_of_a_newer_circle_is_called_that() -> None:
    files, _ = some_evening()
    newer = frames._header({"circle": "snapshot", "version": 2, "wonders": True})

    kind, _, _ = open_spoilt({**files, RECORD: newer}, "own")

    assert kind == "newer"


def test_a_journal_of_a_newer_circle_is_called_that() -> None:
    files, _ = some_evening()
    newer = frames._header({"circle": "journal", "version": 2, "wonders": True})

    kind, _, _ = open_spoilt({**files, JOURNAL: newer}, "own")

    assert kind == "newer"


def test_a_record_that_lost_its_journal_is_refused() -> None:
    files, _ = some_evening()
    del files[JOURNAL]

    kind, _, _ = open_spoilt(files, "own")

    assert kind == "journal missing"


def test_a_journal_that_lost_its_record_is_not_an_empty_record() -> None:
    files, _ = some_evening()
    del files[RECORD]

    kind, _, _ = open_spoilt(files, "own")

    assert kind == "missing"


def test_an_older_snapshot_put_back_beside_a_newer_journal_is_refused() -> None:
    files, _ = some_evening()
    older = frames.write_snapshot({}, generation=1, is_sealed=False, written=now())
    journal = frames.write_journal(generation=1, base=frames.base_of(older))

    kind, _, _ = open_spoilt(
        {**files, RECORD: older, RECORD.with_name("s-1.circle.journal-1"): journal}, "own"
    )

    assert kind == "journal foreign"


def test_what_an_older_generation_left_at_the_end_is_a_torn_end() -> None:
    files, states = some_evening()
    stale = frames.write_record(1, 4, {"events": {"9": {"seq": 9}}})

    told, state, _ = open_spoilt({**files, JOURNAL: files[JOURNAL] + stale}, "own")

    assert state == states[-1]
    assert "set aside" in told


def test_damage_is_told_in_a_sentence(own: Own, record: Path) -> None:
    own().close()
    record.write_bytes(b"")

    with pytest.raises(DamagedError) as caught:
        own()

    assert str(caught.value) == "The file s-1.circle is empty. Nothing in it was changed."


def test_a_damaged_record_is_not_held_on_to(own: Own, record: Path) -> None:
    own().close()
    whole = record.read_bytes()
    record.write_bytes(b"")
    with pytest.raises(DamagedError):
        own()

    record.write_bytes(whole)

    assert own().read() == {}
