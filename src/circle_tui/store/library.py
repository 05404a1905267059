"""The shelf of groups and sessions on disk, one file each.

It finds files, opens them, and sets aside by name what is damaged, so that everything else goes on. What a
file says is `storage`'s to vouch for. It must not decide anything about an evening.
"""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import msgspec

from circle_tui.core.errors import BadInput
from circle_tui.core.happening.events.log import Entry
from circle_tui.core.happening.fold import fold
from circle_tui.core.people.group import Group, same_name
from circle_tui.core.record.ledger import SessionRecord
from circle_tui.core.shelf import Journal, NotSavedError, OpenSession
from circle_tui.store import forgetting
from circle_tui.store.evenings import (
    by_name,
    check,
    in_order,
    newest_first,
    no_such_group,
    no_such_session,
    open_session_of,
    record_of,
)
from circle_tui.store.files import Files, RealFiles
from circle_tui.store.folder import DataFolder
from circle_tui.store.frames import has_records
from circle_tui.store.groups import change_group, read_group, write_group
from circle_tui.store.index import Indexed, Print, read_index, write_index
from circle_tui.store.journal import SessionJournal, to_entries
from circle_tui.store.piles import broken_piles, pile_path, read_pile, remove_pile, write_pile
from circle_tui.store.sessions import SessionLog
from circle_tui.store.storage import set_aside
from circle_tui.store.trouble import DamagedError, HeldError, Holder, StoreError
from circle_tui.store.trouble import NotSavedError as DiskError

INDEX = Path("index") / "sessions.records"
_ENDING = ".circle"
_JOURNAL = ".circle.journal-"
_DAMAGED = ".circle.damaged-"
HELD_GROUP = "Another window is just writing this group, so nothing was changed here: try again in a moment."
LEFTOVERS = (
    "What was for one evening only could not be removed yet from beside a closed evening, so nobody is "
    "forgotten yet: let Circle write to its folder, and then try again."
)
_LEFT_ALONE = frozenset({"newer", "unreadable"})
"""Troubles that are no damage: another Circle, or another day, can read the file."""
_FAULTY = (DamagedError, ValueError, LookupError, TypeError)
"""What a file is not trusted for: damage, and documents that are whole and still no group or session."""


class FileShelf:
    """Groups and sessions in a folder, one file each.

    Reading makes no folder, and changes no file but by setting aside what is damaged, and by bringing to its
    end what was begun so that somebody is forgotten.
    """

    def __init__(
        self, root: Path, *, holder: Holder, now: Callable[[], datetime], files: Files | None = None
    ) -> None:
        self.notices: list[str] = []
        """Sentences to say once: what was set aside, what could not be read."""
        self._root = root
        self._holder = holder
        self._now = now
        self._files: Files = RealFiles() if files is None else files
        self._index: dict[str, Indexed] | None = None
        self._left_alone: set[Path] = set()

    @property
    def outlasts(self) -> bool:
        """Files stay."""
        return True

    def groups(self) -> tuple[Group, ...]:
        """Every group, by name."""
        found: list[Group] = []
        for path in self._group_paths():
            with self._setting_aside(path):
                self._go_on_forgetting(path)
                found.append(self._group(path))
        return by_name(found)

    def save_group(self, group: Group) -> None:
        """Put a group on disk in one transaction; NotSavedError when that did not succeed."""
        try:
            path = DataFolder(self._root, self._files).group_path(group.id)
            write_group(path, group, holder=self._holder, now=self._now, files=self._files)
        except StoreError as exc:
            raise NotSavedError(str(exc)) from exc

    def change_group(self, group: str, change: Callable[[Group], Group]) -> Group:
        """Change a group as it stands on disk now, held by nobody else meanwhile."""
        path = self._existing_group(group)
        with self._changing(path):
            return change_group(path, change, holder=self._holder, now=self._now, files=self._files)

    def set_aside_with(self, group: str, name: str) -> tuple[str, ...]:
        """Names of damaged files, set aside at any time, that go when somebody of this group is forgotten."""
        if not self._is_there:
            return ()
        spared = self._others_with(group, name)
        try:
            return forgetting.set_aside_with(self._root, group, name, spared=spared, files=self._files)
        except StoreError as exc:
            raise NotSavedError(str(exc)) from exc

    def forget(self, group: str, change: Callable[[Group], Group], name: str) -> Group:
        """Take somebody out of a group by that change, and out of all that was set aside with their name."""
        path, spared = self._existing_group(group), self._others_with(group, name)
        if self._has_leftovers_of(group):
            raise NotSavedError(LEFTOVERS)
        with self._changing(path):
            return forgetting.forget(
                path, change, name, spared=spared, holder=self._holder, now=self._now, files=self._files
            )

    def pile(self, group: str) -> tuple[str, ...]:
        """The draw pile of a group; empty when it has none yet, or a broken one."""
        if not self._is_there:
            return ()
        return read_pile(self._pile_path(group), self._files) or ()

    def save_pile(self, group: str, ids: Sequence[str]) -> None:
        """Put a group's draw pile in place of the one before; NotSavedError when that did not succeed."""
        try:
            write_pile(self._pile_path(group), ids, self._files)
        except StoreError as exc:
            raise NotSavedError(str(exc)) from exc

    def remove_pile(self, group: str) -> None:
        """Take a group's draw pile away; NotSavedError when that did not succeed."""
        try:
            remove_pile(self._pile_path(group), self._files)
        except StoreError as exc:
            raise NotSavedError(str(exc)) from exc

    def records(self, group: str | None = None) -> tuple[SessionRecord, ...]:
        """The records of all sealed sessions, or of those of one group, in order of time."""
        if not self._is_there:
            return ()
        path = self._root / INDEX
        before = read_index(path, self._files) if self._index is None else self._index
        after = dict(self._indexed(before))
        if after != before:
            write_index(path, after, self._files)
        self._index = after
        return in_order((item.record for item in after.values()), group)

    def open_sessions(self) -> tuple[OpenSession, ...]:
        """Sessions that were left open, the newest first; none of them is held for that."""
        return newest_first(self._unsealed())

    def entries(self, session: str) -> tuple[Entry, ...]:
        """What happened in a session, open or sealed, without holding it; BadInput when there is none."""
        path = self._path_of(session)
        with self._refusing(path):
            _, entries = self._read(path)
            check(entries, session)
            return entries

    def create_session(self, session: str, first: Entry) -> Journal:
        """Begin a session with its first entry; where the disk does not take it, the journal says so."""
        journal = SessionJournal(lambda: self._open(session))
        try:
            journal.append([first])
        except NotSavedError:
            return journal  # it has the entry among its unsaved ones, says why, and tries again
        return journal

    def open_session(self, session: str) -> Journal:
        """Open a session that was left open; one that somebody else holds is opened to look on."""
        path = self._path_of(session)
        with self._refusing(path):
            _, entries = self._read(path)
            check(entries, session)
            try:
                log = self._open(session)
            except DiskError:
                return SessionJournal(lambda: self._open(session), entries)
            self.notices.extend(log.notices)
            return SessionJournal.over(log)

    def discard_session(self, session: str) -> None:
        """Take an open session away whole; it is sealed first, so that half of it never looks damaged."""
        journal = self.open_session(session)
        try:
            if journal.is_read_only:
                raise NotSavedError(journal.held_by)
            journal.seal(journal.entries())
        finally:
            journal.close()
        path = self._path_of(session)
        try:
            self._files.unlink(path)
            self._files.sync_folder(path.parent)
        except OSError as exc:
            raise NotSavedError(str(DiskError(exc))) from exc

    def replace_session(self, session: str, entries: Sequence[Entry]) -> Journal:
        """Open a session, left open or sealed, with these entries in place of all that was in it."""
        path = self._path_of(session)
        with self._refusing(path):
            try:
                log = SessionLog.reopen(path, holder=self._holder, now=self._now, files=self._files)
            except (HeldError, DiskError) as exc:
                raise NotSavedError(str(exc)) from exc
            journal = SessionJournal.over(log)
            try:
                journal.replace(entries)
            except NotSavedError:
                journal.close()
                raise
            return journal

    def faults(self) -> tuple[str, ...]:
        """Read every file whole, its hash included, change nothing, and say what is wrong with which."""
        return tuple(self._faults())

    def names_set_aside(self) -> tuple[str, ...]:
        """Names of the files that were set aside at any time."""
        if not self._is_there:
            return ()
        names = [name for part in ("groups", "sessions") for name in self._files.names(self._root / part)]
        return tuple(sorted(name for name in names if _DAMAGED in name and ".journal-" not in name))

    # Reading

    @property
    def _is_there(self) -> bool:
        return all((self._root / part).is_dir() for part in ("groups", "sessions"))

    def _group_paths(self) -> list[Path]:
        if not self._is_there:
            return []
        folder = DataFolder(self._root, self._files)
        return [folder.group_path(name) for name in folder.group_ids()]

    def _existing_group(self, group: str) -> Path:
        """Where a group stands that exists; BadInput when there is none of that id."""
        paths = (path for path in self._group_paths() if path.name == f"{group}{_ENDING}")
        if (path := next(paths, None)) is None:
            raise no_such_group()
        return path

    def _others_with(self, group: str, name: str) -> set[str]:
        """Ids of the other groups that have somebody of this name, who stays."""
        return {item.id for item in self.groups() if item.id != group and same_name(item, name)}

    def _has_leftovers_of(self, group: str) -> bool:
        """Whether something that was for one evening only still lies beside a closed evening of a group."""
        for name in self._scan().busy:
            path = self._session_path(name)
            if path is not None and path.exists():
                with self._setting_aside(path):
                    log, entries = self._read(path)
                    if log.seal_hash is not None and fold(entries).opened.group == group:
                        return True
        return False

    @contextmanager
    def _changing(self, path: Path) -> Iterator[None]:
        """Have what stands against changing a group said in a sentence."""
        try:
            yield
        except HeldError as exc:
            raise NotSavedError(HELD_GROUP) from exc
        except StoreError as exc:
            raise NotSavedError(str(exc)) from exc
        except msgspec.ValidationError as exc:
            raise NotSavedError(_what(exc, path)) from exc

    def _pile_path(self, group: str) -> Path:
        return pile_path(DataFolder(self._root, self._files).group_path(group))

    def _go_on_forgetting(self, path: Path) -> None:
        if forgetting.is_begun(path):
            with suppress(HeldError, DiskError):  # then it is brought to its end another time
                forgetting.finish(path, holder=self._holder, now=self._now, files=self._files)

    def _group(self, path: Path) -> Group:
        group = read_group(path, now=self._now, files=self._files)
        if f"{group.id}{_ENDING}" != path.name:
            message = "this file is named after another group"
            raise ValueError(message)
        return group

    def _read(self, path: Path) -> tuple[SessionLog, tuple[Entry, ...]]:
        log = SessionLog.read(path, now=self._now, files=self._files)
        return log, to_entries(log.documents())

    def _open(self, session: str) -> SessionLog:
        path = DataFolder(self._root, self._files).session_path(session)
        return SessionLog.open(path, holder=self._holder, now=self._now, files=self._files)

    def _indexed(self, known: Mapping[str, Indexed]) -> Iterator[tuple[str, Indexed]]:
        for name, seen in self._scan().quiet.items():
            entry = known.get(name)
            if entry is not None and entry.seen == seen:
                yield name, entry
                continue
            path = self._session_path(name)
            if path is None or path in self._left_alone:
                continue
            with self._setting_aside(path):
                log, entries = self._read(path)
                if log.seal_hash is not None:
                    check(entries, name)
                    yield name, Indexed(seen, record_of(entries))

    def _unsealed(self) -> Iterator[OpenSession]:
        for name in self._scan().busy:
            path = self._session_path(name)
            if path is None or path in self._left_alone or self._never_began(path):
                continue
            with self._setting_aside(path):
                log, entries = self._read(path)
                if log.seal_hash is not None:
                    # Sealing was cut short: what was for tonight only goes when the file is opened once more.
                    self._open(name).close()
                elif entries:
                    check(entries, name)
                    yield open_session_of(entries)

    def _faults(self) -> Iterator[str]:
        for path in self._group_paths():
            try:
                self._group(path)
            except _FAULTY as exc:
                yield _what(exc, path)
        for name in broken_piles(self._root / "groups", self._files):
            yield f"The pile of prompts in the file {name} is broken; it is shuffled anew by itself."
        scan = self._scan()
        for name in (*scan.quiet, *scan.busy):
            file = self._session_path(name)
            if file is None or self._never_began(file):
                continue
            try:
                _, entries = self._read(file)
                if entries:
                    check(entries, name)
            except _FAULTY as exc:
                yield _what(exc, file)

    # Finding

    def _scan(self) -> "_Scan":
        """What is in the folder of sessions, without opening anything."""
        quiet: dict[str, Print] = {}
        busy: set[str] = set()
        if not self._is_there:
            return _Scan(quiet, [])
        with os.scandir(self._root / "sessions") as found:
            for item in found:
                stem, journal, _ = item.name.partition(_JOURNAL)
                if journal:
                    busy.add(stem)
                elif item.name.endswith(_ENDING):
                    status = item.stat(follow_symlinks=False)
                    quiet[item.name.removesuffix(_ENDING)] = Print(status.st_size, status.st_mtime_ns)
        for stem in busy:
            quiet.pop(stem, None)
        return _Scan(quiet, sorted(busy))

    def _session_path(self, name: str) -> Path | None:
        """Where a session stands; None for what is no id."""
        try:
            return DataFolder(self._root, self._files).session_path(name)
        except ValueError:
            return None

    def _path_of(self, session: str) -> Path:
        """Where a session stands that exists."""
        path = self._session_path(session) if self._is_there else None
        if path is None or not path.exists():
            raise no_such_session()
        return path

    def _never_began(self, path: Path) -> bool:
        """Whether nothing is there but the empty first journal of a session that never came to be."""
        if path.exists():
            return False
        opening = f"{path.name}.journal-"
        journals = [name for name in self._files.names(path.parent) if name.startswith(opening)]
        first = path.with_name(f"{opening}1")
        return journals == [first.name] and not has_records(self._files.read(first))

    # Setting aside

    @contextmanager
    def _setting_aside(self, path: Path) -> Iterator[None]:
        """Set the file aside, and say so once, when what is done within finds it damaged."""
        try:
            yield
        except _FAULTY as exc:
            self.notices.append(self._put_aside(path, exc))

    @contextmanager
    def _refusing(self, path: Path) -> Iterator[None]:
        """The same, and raise BadInput with the sentence."""
        try:
            yield
        except _FAULTY as exc:
            sentence = self._put_aside(path, exc)
            self.notices.append(sentence)
            raise BadInput(sentence) from exc

    def _put_aside(self, path: Path, exc: Exception) -> str:
        what = _what(exc, path).removesuffix(".")
        self._left_alone.add(path)
        if isinstance(exc, DamagedError) and exc.kind in _LEFT_ALONE:
            return f"{what}; it was left as it is, and everything else goes on."
        try:
            aside = set_aside(path, self._now(), self._files)
        except HeldError:
            return f"{what}; it is open in another window and was left as it is; everything else goes on."
        except DiskError:
            return f"{what}; it could not be set aside, and everything else goes on."
        return f"{what}; it was set aside as {aside.name}, and everything else goes on."


class _Scan(NamedTuple):
    quiet: dict[str, Print]
    """Sessions without a journal: sealed, as long as all is well."""
    busy: list[str]
    """Sessions with a journal: not sealed, or not wholly."""


def _what(exc: Exception, path: Path) -> str:
    """What is wrong with a file, in a sentence without anything that stands in it."""
    if isinstance(exc, DamagedError):
        return str(exc).partition(" Nothing in it")[0]
    return f"What stands in the file {path.name} makes no sense to Circle."
