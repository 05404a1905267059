"""Puts a small text file in place, whole or not at all, for its owner only; knows not what is in it."""

import os
from contextlib import suppress
from pathlib import Path

OWNER_ONLY = 0o600
FOLDER_MODE = 0o700


class TextFile:
    """One file of a person's own; the folder it stands in is made when it is first written."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self) -> str:
        """What is in it; nothing while it does not exist. Raises `OSError`, or `UnicodeDecodeError`."""
        return self._path.read_text(encoding="utf-8") if self._path.exists() else ""

    def write(self, text: str) -> None:
        """Write a draft, sync it, give it the file's name; raises `OSError` and leaves the file as it was.

        A link stays a link: the file it leads to is the one that is replaced.
        """
        target = self._path.resolve()
        target.parent.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
        draft = target.with_name(f".{target.name}.{os.getpid()}.draft")
        draft.unlink(missing_ok=True)
        try:
            handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            draft.replace(target)
        finally:
            with suppress(OSError):
                draft.unlink(missing_ok=True)
        _sync_folder(target.parent)


def _sync_folder(folder: Path) -> None:
    """Have the new name on the disk, where a folder can be opened at all."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        # Some file systems cannot sync a folder; the file itself is on the disk by now.
        with suppress(OSError):
            os.fsync(handle)
    finally:
        os.close(handle)
