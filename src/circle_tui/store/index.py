"""The index of sealed sessions: their records, so that a thousand evenings need not be read one by one.

It is disposable. Whatever in it is missing, broken or of another day is made anew from the sealed files,
which alone count. It must never hold what is not in them.
"""

import zlib
from contextlib import suppress
from pathlib import Path

import msgspec

from circle_tui.core.record.ledger import SessionRecord
from circle_tui.store.files import OWNER_ONLY, Files

_OPENING = b"circle-index-4\n"
"""To be counted up whenever a record comes to mean something else, so that old ones are made anew."""


class Print(msgspec.Struct, frozen=True, array_like=True):
    """By what a sealed file is known again."""

    size: int
    mtime_ns: int


class Indexed(msgspec.Struct, frozen=True, array_like=True):
    """The record of one sealed file, and the file it was made from."""

    seen: Print
    record: SessionRecord


_decoder = msgspec.msgpack.Decoder(dict[str, Indexed])


def read_index(path: Path, files: Files) -> dict[str, Indexed]:
    """What the index says by session id; nothing when it is missing, broken or from another version."""
    try:
        data = files.read(path)
    except OSError:
        return {}
    start = len(_OPENING) + 4
    body = memoryview(data)[start:]
    if data[:start] != _OPENING + zlib.crc32(body).to_bytes(4):
        return {}
    try:
        return _decoder.decode(body)
    except msgspec.MsgspecError:
        return {}


def write_index(path: Path, index: dict[str, Indexed], files: Files) -> None:
    """Put the index in place of the one before; where that fails, it is made anew another time."""
    body = msgspec.msgpack.encode(index)
    draft = path.with_name(f"{path.name}.draft")
    with suppress(OSError):
        files.make_folder(path.parent)
        with suppress(FileNotFoundError):
            files.unlink(draft)
        handle = files.create(draft, OWNER_ONLY)
        try:
            files.write(handle, _OPENING + zlib.crc32(body).to_bytes(4) + body)
            files.fsync(handle)
        finally:
            files.close(handle)
        files.replace(draft, path)
