"""The draw pile of a group on disk: a list of prompt ids beside the group's record, and nothing else.

It is disposable, like an index: one that is missing or broken is shuffled anew, and nothing is lost by that.
It is put in place whole or not at all, and what it said before is gone. This must not know what an id means.
"""

import zlib
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import msgspec

from circle_tui.store.files import OWNER_ONLY, Files
from circle_tui.store.names import beside, names_in
from circle_tui.store.trouble import NotSavedError

_OPENING = "circle-pile-1"
_ENDING = ".circle.pile"


def pile_path(group: Path) -> Path:
    """Where the pile of the group in this record stands."""
    return beside(group, "pile")


def read_pile(path: Path, files: Files) -> tuple[str, ...] | None:
    """The ids in a pile; None when it is missing, broken or from another version."""
    try:
        data = files.read(path)
    except OSError:
        return None
    opening, _, body = data.partition(b"\n")
    if opening != _opening(body):
        return None
    try:
        return msgspec.json.decode(body, type=tuple[str, ...])
    except msgspec.MsgspecError:
        return None


def write_pile(path: Path, ids: Sequence[str], files: Files) -> None:
    """Put a pile in place of the one before; raises `NotSavedError`, and the one before stands."""
    body = msgspec.json.encode(ids)
    draft = beside(path, "draft")
    try:
        with suppress(FileNotFoundError):
            files.unlink(draft)
        handle = files.create(draft, OWNER_ONLY)
        try:
            files.write(handle, _opening(body) + b"\n" + body)
            files.fsync(handle)
        finally:
            files.close(handle)
        files.replace(draft, path)
        files.sync_folder(path.parent)
    except OSError as exc:
        raise NotSavedError(exc) from exc


def remove_pile(path: Path, files: Files) -> None:
    """Take a pile away, with a draft of it; raises `NotSavedError` when it is still there."""
    try:
        for file in (beside(path, "draft"), path):
            with suppress(FileNotFoundError):
                files.unlink(file)
        files.sync_folder(path.parent)
    except OSError as exc:
        raise NotSavedError(exc) from exc


def broken_piles(folder: Path, files: Files) -> tuple[str, ...]:
    """Names of the piles in a folder that cannot be trusted; may raise `OSError`."""
    names = sorted(name for name in names_in(folder, files) if name.endswith(_ENDING))
    return tuple(name for name in names if read_pile(folder / name, files) is None)


def _opening(body: bytes) -> bytes:
    return f"{_OPENING} {zlib.crc32(body):08x}".encode()
