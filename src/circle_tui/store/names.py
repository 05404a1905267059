"""What the files of one record are called, all of them beside the record itself.

A record `x.circle` has `x.circle.journal-7`, `.draft`, `.lock` and `.holder`, and what was set aside of it is
`.torn-<time>` or `.damaged-<time>`. While somebody is being forgotten there is an empty `.forgetting` beside
it. This must not open a file.
"""

import re
from datetime import UTC, datetime
from pathlib import Path

from circle_tui.store.files import Files


def beside(path: Path, kind: str) -> Path:
    """The file of that kind that belongs to the record."""
    return path.with_name(f"{path.name}.{kind}")


def journals_beside(path: Path, files: Files) -> set[int]:
    """Generations of all journals that stand beside the record; may raise `OSError`."""
    pattern = re.compile(re.escape(path.name) + r"\.journal-([1-9][0-9]*)")
    return {int(found[1]) for name in names_in(path.parent, files) if (found := pattern.fullmatch(name))}


def names_in(folder: Path, files: Files) -> list[str]:
    """Names of all that is in the folder, none where there is no folder; may raise `OSError`."""
    try:
        return files.names(folder)
    except FileNotFoundError:
        return []


def free(path: Path, kind: str, files: Files) -> Path:
    """A file of that kind whose name nobody has; may raise `OSError`."""
    taken = names_in(path.parent, files)
    aside, count = beside(path, kind), 1
    while aside.name in taken:
        count += 1
        aside = beside(path, f"{kind}-{count}")
    return aside


def stamp(instant: datetime) -> str:
    """The instant as it stands in a file name, in UTC."""
    return instant.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
