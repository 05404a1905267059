"""Where records stand: a folder for groups and one for sessions, with file names made of ids alone.

It makes folders and paths and lists what is there. It must not open a record, and no name of a person or a
group ever becomes part of a path.
"""

import os
import re
from pathlib import Path

from circle_tui.store.files import Files, RealFiles
from circle_tui.store.trouble import NotSavedError

_ID = re.compile(r"[a-z0-9-]{1,64}")
_ENDING = ".circle"


class DataFolder:
    """The folder with all that Circle keeps; raises `NotSavedError` when it cannot be made."""

    def __init__(self, root: Path, files: Files | None = None) -> None:
        self._groups = root / "groups"
        self._sessions = root / "sessions"
        files = RealFiles() if files is None else files
        try:
            files.make_folder(self._groups)
            files.make_folder(self._sessions)
        except OSError as exc:
            raise NotSavedError(exc) from exc

    def group_path(self, group_id: str) -> Path:
        """Where that group's record stands; raises `ValueError` for what is no id."""
        return _path(self._groups, group_id)

    def session_path(self, session_id: str) -> Path:
        """Where that session's record stands; raises `ValueError` for what is no id."""
        return _path(self._sessions, session_id)

    def group_ids(self) -> list[str]:
        """Ids of all groups, in their own order."""
        return _ids(self._groups)


def _path(folder: Path, record_id: str) -> Path:
    if _ID.fullmatch(record_id) is None:
        message = "an id has 1 to 64 small letters, digits and hyphens"
        raise ValueError(message)
    return folder / f"{record_id}{_ENDING}"


def _ids(folder: Path) -> list[str]:
    with os.scandir(folder) as entries:
        names = [entry.name for entry in entries if entry.name.endswith(_ENDING)]
    return sorted(stem for name in names if _ID.fullmatch(stem := name.removesuffix(_ENDING)))
