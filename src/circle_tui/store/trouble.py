"""What can go wrong with a record on disk, each with a sentence for the facilitator.

It names troubles and puts them in words. It must not try to mend anything, and no sentence holds anything
that was said or written in a circle: only what happened and what is safe.
"""

import errno
from datetime import datetime
from pathlib import Path
from typing import Literal

import msgspec

DamageKind = Literal[
    "empty",
    "foreign",
    "newer",
    "short",
    "mismatch",
    "unreadable",
    "missing",
    "journal missing",
    "journal foreign",
    "journal mismatch",
]
"""The name of what is wrong with a record or its journal."""

_DAMAGE: dict[DamageKind, str] = {
    "empty": "The file {name} is empty.",
    "foreign": "The file {name} is not a record of Circle's.",
    "newer": "The file {name} was written by a newer Circle.",
    "short": "The end of the file {name} is missing.",
    "mismatch": "The file {name} was changed or damaged since Circle wrote it.",
    "unreadable": "The file {name} cannot be read.",
    "missing": "The file {name} is missing.",
    "journal missing": "The file {name} has lost the journal that belongs to it.",
    "journal foreign": "The journal beside {name} belongs to another file.",
    "journal mismatch": "The journal of {name} was changed or damaged since Circle wrote it.",
}

_FULL = frozenset({errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)})
_FORBIDDEN = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


class Holder(msgspec.Struct, frozen=True):
    """Who has a record open: a computer and a process, never a person."""

    host: str
    """The computer's name."""
    pid: int
    """The number of the process."""
    since: datetime
    """When it was opened, as an aware instant."""


class StoreError(Exception):
    """Something the store could not do, told in a whole sentence."""


class HeldError(StoreError):
    """Somebody else has this record open; it can still be read."""

    def __init__(self, holder: Holder | None, own_host: str | None = None) -> None:
        self.holder = holder
        super().__init__(_held(holder, own_host))


class DamagedError(StoreError):
    """A record that cannot be trusted, with the name of the trouble; nothing was changed."""

    def __init__(self, kind: DamageKind, path: Path) -> None:
        self.kind = kind
        self.path = path
        super().__init__(f"{_DAMAGE[kind].format(name=path.name)} Nothing in it was changed.")


class NotSavedError(StoreError):
    """The disk did not take it; everything saved before is as it was."""

    def __init__(self, reason: OSError) -> None:
        self.errno = reason.errno
        super().__init__(f"{_not_saved(reason)} Everything saved before is safe.")


class ReadOnlyError(StoreError):
    """The record was opened for reading only."""

    def __init__(self) -> None:
        super().__init__("This was opened for reading only, so nothing was written.")


class SealedError(ReadOnlyError):
    """The record is closed for ever."""

    def __init__(self) -> None:
        StoreError.__init__(self, "This record is closed, so nothing was written.")


def _held(holder: Holder | None, own_host: str | None) -> str:
    if holder is None:
        return "This is open in another window. It can be read here."
    place = "on this computer" if holder.host == own_host else f"on {holder.host}"
    since = holder.since.astimezone().strftime("%d %b %H:%M")
    return f"This is open in another window {place} since {since}. It can be read here."


def _not_saved(reason: OSError) -> str:
    if reason.errno in _FULL:
        return "The disk is full, so the last step is not saved yet."
    if reason.errno == errno.EEXIST:
        return "There is a file of that name already, so nothing was written."
    if reason.errno in _FORBIDDEN:
        return "Circle may not write to its folder, so the last step is not saved yet."
    return "The disk did not take the last step, so it is not saved yet."
