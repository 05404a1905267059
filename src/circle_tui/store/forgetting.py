"""Taking a name off the disk: out of the group's record and its earlier texts, and with what was set aside.

An empty file beside the record says that this was begun, so that a Circle that was killed in the middle
brings it to its end when it next reads the groups. A damaged file cannot be mended, so it is taken away
whole. This must never open the record of a closed evening.
"""

import json
import re
from collections.abc import Callable, Collection
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from circle_tui.core.people.forgetting import has_whole_name
from circle_tui.core.people.group import Group
from circle_tui.store.bundle import saving
from circle_tui.store.files import NOT_A_PLAIN_FILE, OWNER_ONLY, Files
from circle_tui.store.groups import HeldGroup
from circle_tui.store.names import beside, journals_beside, names_in
from circle_tui.store.storage import JournalStorage
from circle_tui.store.trouble import Holder, StoreError

MARK = "forgetting"
_ENDING = ".circle"
_ASIDE = re.compile(r"(?P<of>.+)\.circle\.(?:torn|damaged)-[0-9TZ]+(?:-[0-9]+)?")
_JOURNAL = re.compile(r"\.journal-[0-9]+$")
_ESCAPED = re.compile(r"(?:\\u[0-9a-fA-F]{4})+")
_DECIDED = re.compile(r'"text":"((?:[^"\\]|\\.)*)')
"""The words of a decision, all else in the record of an evening being ids, times and the format's own."""


def set_aside_with(
    root: Path, group: str, name: str, *, spared: Collection[str], files: Files
) -> tuple[str, ...]:
    """Names of all that was set aside and has a name in it; all of the group's own, whatever can be read.

    Groups that are `spared` have somebody of that name who stays. Raises `StoreError` for a file that cannot
    be read; what is no plain file is left where it is.
    """
    found: set[str] = set()
    for folder, tells in ((root / "groups", _names_them), (root / "sessions", _decided_with_them)):
        for file in names_in(folder, files):
            aside = _JOURNAL.sub("", file)
            of = _ASIDE.fullmatch(aside)
            if of is None or of["of"] in spared or aside in found:
                continue
            if of["of"] == group or tells(_text_of(_read(folder / file, files)), name):
                found.add(aside)
    return tuple(sorted(found))


def forget(
    path: Path,
    change: Callable[[Group], Group],
    name: str,
    *,
    spared: Collection[str],
    holder: Holder,
    now: Callable[[], datetime],
    files: Files,
) -> Group:
    """Take somebody out of a group's record by `change`, and leave no file with an earlier text of it.

    What is set aside with the name goes first, also what is only set aside when the record is opened for
    this: the end of a journal that was cut off. Whatever `change` raises is raised, and nothing is changed;
    so it is with `HeldError`. Raises `DamagedError` and `NotSavedError` as well; it can be done again.
    """
    root = path.parent.parent
    with HeldGroup(path, holder=holder, now=now, files=files) as held:
        after = change(held.read())
        held.settle()
        gone = set_aside_with(root, path.name.removesuffix(_ENDING), name, spared=spared, files=files)
        with saving():
            _put_mark(path, files)
            _take_away(root, frozenset(gone), files)
        held.write(after)
        given = held.read()
    _clear_away(path, files)
    return given


def is_begun(path: Path) -> bool:
    """Whether forgetting was begun at this record and not brought to its end."""
    return beside(path, MARK).exists()


def finish(path: Path, *, holder: Holder, now: Callable[[], datetime], files: Files) -> None:
    """Write the record anew, so that only what stands in it now is on the disk, and take the mark away.

    Raises `HeldError`, `DamagedError` and `NotSavedError`.
    """
    storage = JournalStorage(path, mode="own", holder=holder, now=now, files=files)
    try:
        storage.compact()
    finally:
        storage.close()
    _clear_away(path, files)


def _clear_away(path: Path, files: Files) -> None:
    """Take away what no longer counts of a record that was written anew, and the mark last of all."""
    with saving():
        for generation in sorted(journals_beside(path, files))[:-1]:
            files.unlink(beside(path, f"journal-{generation}"))
        with suppress(FileNotFoundError):
            files.unlink(beside(path, "draft"))
        files.sync_folder(path.parent)
        files.unlink(beside(path, MARK))
        files.sync_folder(path.parent)


def _put_mark(path: Path, files: Files) -> None:
    with suppress(FileExistsError):
        files.close(files.create(beside(path, MARK), OWNER_ONLY))
    files.sync_folder(path.parent)


def _take_away(root: Path, set_aside: frozenset[str], files: Files) -> None:
    for folder in (root / "groups", root / "sessions"):
        gone = [file for file in names_in(folder, files) if _JOURNAL.sub("", file) in set_aside]
        for file in gone:
            files.unlink(folder / file)
        if gone:
            files.sync_folder(folder)


def _read(path: Path, files: Files) -> bytes:
    try:
        return files.read(path)
    except OSError as exc:
        if exc.errno in NOT_A_PLAIN_FILE:
            return b""
        sentence = (
            f"The file {path.name} was set aside and cannot be read, so nobody is forgotten yet: "
            "let Circle read it, or remove it, and then try again."
        )
        raise StoreError(sentence) from exc


def _text_of(data: bytes) -> str:
    text = _ESCAPED.sub(lambda found: str(json.loads(f'"{found[0]}"')), data.decode(errors="replace"))
    return text.replace('\\"', '"')


def _names_them(text: str, name: str) -> bool:
    return f'"{name.casefold()}"' in text.casefold() or has_whole_name(text, name)


def _decided_with_them(text: str, name: str) -> bool:
    return any(has_whole_name(found[1], name) for found in _DECIDED.finditer(text))
