"""How a record looks in its file: a snapshot, and a journal of what changed since.

Both are readable text. A snapshot is a header line and one line for each document; a journal is a header
line and one line for each transaction. The header of a snapshot has the length and the SHA-256 of what
follows; every line of a journal has a checksum, the generation of its snapshot, and its own number. Pure
functions on bytes: this must not touch a file, and must raise `DamagedError` rather than give back anything
it cannot vouch for.
"""

import json
import re
import zlib
from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import TypeVar, cast

import msgspec

from circle_tui.store.trouble import DamagedError

Document = dict[str, object]
Tables = dict[str, dict[str, Document]]
"""Documents by the name of their table and their number in it; a table with no documents is no table."""

Difference = dict[str, dict[str, Document | None]]
"""New documents by table and number; nothing stands for one that is taken away."""

VERSION = 1
_OPENING = b'{"circle":"'
_Header = TypeVar("_Header", bound=msgspec.Struct)
_RECORD = re.compile(rb'[0-9a-f]{8} \{"g":')


class _SnapshotHeader(msgspec.Struct, frozen=True):
    generation: int
    sealed: bool
    length: int
    sha256: str


class _JournalHeader(msgspec.Struct, frozen=True):
    generation: int
    base: str


class Snapshot(msgspec.Struct, frozen=True):
    """What a snapshot file says."""

    generation: int
    is_sealed: bool
    seal: str
    """The SHA-256 of all the documents, in hexadecimal."""
    base: str
    """The SHA-256 of the header line, by which a journal knows its snapshot."""
    tables: Tables


class Journal(msgspec.Struct, frozen=True):
    """What a journal file says, up to its last whole record."""

    differences: list[Difference]
    end: int
    """Where the last whole record ends, in bytes."""
    torn: bytes
    """What stands after that: a record that was never finished."""


def to_text(value: object) -> str:
    """The value as JSON on one line; raises `TypeError` or `ValueError` for what JSON cannot say."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def difference(old: Tables, new: Mapping[str, Mapping[str, Mapping[str, object]]]) -> Difference:
    """What has to be done to the old documents to have the new ones; `1`, `1.0` and `True` count as equal."""
    changes: Difference = {}
    for table in (*new, *(table for table in old if table not in new)):
        before: Mapping[str, Mapping[str, object]] = old.get(table, {})
        after = new.get(table, {})
        if before == after:
            continue
        changed: dict[str, Document | None] = {
            number: cast("Document", document)
            for number, document in after.items()
            if before.get(number) != document
        }
        changed.update(dict.fromkeys(number for number in before if number not in after))
        changes[table] = changed
    return changes


def apply(tables: Tables, changes: Difference) -> None:
    """Change the tables in place."""
    for table, documents in changes.items():
        now = tables.setdefault(table, {})
        for number, document in documents.items():
            if document is None:
                now.pop(number, None)
                continue
            now[number] = document
        if not now:
            del tables[table]


def write_snapshot(tables: Tables, *, generation: int, is_sealed: bool, written: datetime) -> bytes:
    """A whole snapshot file."""
    body = _body(tables)
    header = {
        "circle": "snapshot",
        "version": VERSION,
        "generation": generation,
        "sealed": is_sealed,
        "written": written.isoformat(timespec="seconds"),
        "length": len(body),
        "sha256": sha256(body).hexdigest(),
    }
    return _header(header) + body


def read_snapshot(data: bytes, path: Path) -> Snapshot:
    """What the snapshot file says; raises `DamagedError` by the name of the trouble."""
    header, start = _read_header(data, "snapshot", _SnapshotHeader, path)
    body = data[start:]
    if len(body) < header.length:
        raise DamagedError("short", path)
    if sha256(body).hexdigest() != header.sha256:
        raise DamagedError("mismatch", path)
    return Snapshot(
        generation=header.generation,
        is_sealed=header.sealed,
        seal=header.sha256,
        base=base_of(data),
        tables=cast("Tables", json.loads(body)),
    )


def base_of(snapshot: bytes) -> str:
    """By what a journal knows this snapshot file."""
    return sha256(snapshot[: snapshot.index(b"\n") + 1]).hexdigest()


def write_journal(*, generation: int, base: str) -> bytes:
    """A whole journal file without any records."""
    return _header({"circle": "journal", "version": VERSION, "generation": generation, "base": base})


def write_record(generation: int, number: int, changes: Difference) -> bytes:
    """One line of a journal."""
    text = to_text({"g": generation, "n": number, "d": changes}).encode()
    return b"%08x %s\n" % (zlib.crc32(text), text)


def read_journal(data: bytes, snapshot: Snapshot, path: Path) -> Journal:
    """What the journal of that snapshot says; raises `DamagedError` for anything worse than a torn end."""
    try:
        header, position = _read_header(data, "journal", _JournalHeader, path)
    except DamagedError as exc:
        raise DamagedError("newer" if exc.kind == "newer" else "journal mismatch", path) from exc
    if (header.generation, header.base) != (snapshot.generation, snapshot.base):
        raise DamagedError("journal foreign", path)
    differences: list[Difference] = []
    while (end := data.find(b"\n", position)) >= 0:
        record = _read_record(data[position:end], snapshot.generation)
        if record is None:
            break
        number, changes = record
        if number != len(differences) + 1:
            raise DamagedError("journal mismatch", path)
        differences.append(changes)
        position = end + 1
    torn = data[position:]
    if _holds_a_record(torn, snapshot.generation):
        raise DamagedError("journal mismatch", path)
    return Journal(differences, position, torn)


def has_records(journal: bytes) -> bool:
    """Whether anything stands in a journal after its header line."""
    return journal.find(b"\n") not in {-1, len(journal) - 1}


def _body(tables: Tables) -> bytes:
    parts = [
        f"{to_text(table)}:{{\n"
        + ",\n".join(f"{to_text(number)}:{to_text(document)}" for number, document in documents.items())
        + "\n}"
        for table, documents in tables.items()
        if documents
    ]
    return ("{" + ",\n".join(parts) + "}\n").encode()


def _header(fields: dict[str, object]) -> bytes:
    text = to_text(fields)
    checked = {**fields, "crc": f"{zlib.crc32(text.encode()):08x}"}
    return to_text(checked).encode() + b"\n"


def _read_header(data: bytes, kind: str, shape: type[_Header], path: Path) -> tuple[_Header, int]:
    if not data:
        raise DamagedError("empty", path)
    opening = _OPENING + kind.encode()
    if data[: len(opening)] != opening[: len(data)]:
        raise DamagedError("foreign", path)
    end = data.find(b"\n") + 1
    if not end:
        raise DamagedError("short", path)
    try:
        fields = cast("dict[str, object]", json.loads(data[:end]))
        if _header({name: value for name, value in fields.items() if name != "crc"}) != data[:end]:
            raise DamagedError("mismatch", path)
        if fields.get("version") != VERSION:
            raise DamagedError("newer", path)
        return msgspec.convert(fields, shape), end
    except (ValueError, msgspec.ValidationError) as exc:
        raise DamagedError("mismatch", path) from exc


def _read_record(line: bytes, generation: int) -> tuple[int, Difference] | None:
    checksum, text = line[:8], line[9:]
    if checksum != b"%08x" % zlib.crc32(text) or line[8:9] != b" ":
        return None
    record = cast("dict[str, object]", json.loads(text))
    if record["g"] != generation:
        return None
    return cast("int", record["n"]), cast("Difference", record["d"])


def _holds_a_record(torn: bytes, generation: int) -> bool:
    for found in _RECORD.finditer(torn):
        end = torn.find(b"\n", found.start())
        if end >= 0 and _read_record(torn[found.start() : end], generation) is not None:
            return True
    return False
