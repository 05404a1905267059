"""The shelf of groups and sessions on disk, one file each.

It finds files, opens them, and sets aside by name what is damaged, so that everything else goes on. What a
file says is `storage`'s to vouch for. It must not decide anything about an evening.
"""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from circle_tui.core.happening.events.log import Entry
from circle_tui.core.happening.fold import fold
from circle_tui.core.people.group import Group
from circle_tui.core.record.ledger import SessionRecord
from circle_tui.core.shelf import Journal, NotSavedError, OpenSession
from circle_tui.store.aside import FAULTY, Aside, what_is_wrong
from circle_tui.store.circles import Circles
from circle_tui.store.evenings import (
    check,
    in_order,
    newest_first,
    no_such_session,
    open_session_of,
    record_of,
)
from circle_tui.store.files import Files, RealFiles
from circle_tui.store.folder import DataFolder
from circle_tui.store.frames import has_records
from circle_tui.store.index import Indexed, Print, read_index, write_index
from circle_tui.store.journal import SessionJournal, to_entries
from circle_tui.store.piles import pile_path, read_pile, remove_pile, write_pile
from circle_tui.store.sessions import SessionLog
from circle_tui.store.trouble import HeldError, Holder, StoreError
from circle_tui.store.trouble import NotSavedError as DiskError

INDEX = Path("index") / "sessions.records"
_ENDING = ".circle"
_JOURNAL = ".circle.journal-"
_DAMAGED = ".circle.damaged-"
LEFTOVERS = (
    "What was for one evening only could not be removed yet from beside a closed evening, so nobody is "
    "forgotten yet: let Circle write to its folder, and then try again."
)


class FileShelf:
    """Groups and sessions in a folder, one file each.

    Reading makes no folder, and changes no file but by setting aside what is damaged, and by bringing to its
    end what was begun so that somebody is forgotten.
    """

    def __init__(
        self, root: Path, *, holder: Holder, now: Callable[[], datetime], files: Files | None = None
    ) -> None:
        self._root = root
        self._holder = holder
        self._now = now
        self._files: Files = RealFiles() if files is None else files
        self._index: dict[str, Indexed] | None = None
        self._aside = Aside(self._files, now)
        self._circles = Circles(root, self._aside, holder=holder, now=now, files=self._files)
        self.notices = self._aside.notices
        """Sentences to say once: what was set aside, what could not be read."""

    @property
    def outlasts(self) -> bool:
        """Files stay."""
        return True

    def groups(self) -> tuple[Group, ...]:
        """Every group, by name."""
        return self._circles.all() if self._is_there else ()

    def save_group(self, group: Group) -> None:
        """Put a group on disk in one transaction; NotSavedError when that did not succeed."""
        self._circles.save(group)

    def change_group(self, group: str, change: Callable[[Group], Group]) -> Group:
        """Change a group as it stands on disk now, held by nobody else meanwhile."""
        return self._circles.change(group, change)

    def set_aside_with(self, group: str, name: str) -> tuple[str, ...]:
        """Names of damaged files, set aside at any time, that go when somebody of this group is forgotten."""
        return self._circles.set_aside_with(group, name) if self._is_there else ()

    def forget(self, group: str, change: Callable[[Group], Group], name: str) -> Group:
        """Take somebody out of a group by that change, and out of all that was set aside with their name."""
        if self._has_leftovers_of(group):
            raise NotSavedError(LEFTOVERS)
        return self._circles.forget(group, change, name)

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
        with self._aside.refusing(path):
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
        with self._aside.refusing(path):
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
        with self._aside.refusing(path):
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

    def _has_leftovers_of(self, group: str) -> bool:
        """Whether something that was for one evening only still lies beside a closed evening of a group."""
        for name in self._scan().busy:
            path = self._session_path(name)
            if path is not None and path.exists():
                with self._aside.setting(path):
                    log, entries = self._read(path)
                    if log.seal_hash is not None and fold(entries).opened.group == group:
                        return True
        return False

    def _pile_path(self, group: str) -> Path:
        return pile_path(DataFolder(self._root, self._files).group_path(group))

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
            if path is None or path in self._aside.left_alone:
                continue
            with self._aside.setting(path):
                log, entries = self._read(path)
                if log.seal_hash is not None:
                    check(entries, name)
                    yield name, Indexed(seen, record_of(entries))

    def _unsealed(self) -> Iterator[OpenSession]:
        for name in self._scan().busy:
            path = self._session_path(name)
            if path is None or path in self._aside.left_alone or self._never_began(path):
                continue
            with self._aside.setting(path):
                log, entries = self._read(path)
                if log.seal_hash is not None:
                    # Sealing was cut short: what was for tonight only goes when the file is opened once more.
                    self._open(name).close()
                elif entries:
                    check(entries, name)
                    yield open_session_of(entries)

    def _faults(self) -> Iterator[str]:
        yield from self._circles.faults()
        scan = self._scan()
        for name in (*scan.quiet, *scan.busy):
            file = self._session_path(name)
            if file is None or self._never_began(file):
                continue
            try:
                _, entries = self._read(file)
                if entries:
                    check(entries, name)
            except FAULTY as exc:
                yield what_is_wrong(exc, file)

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


class _Scan(NamedTuple):
    quiet: dict[str, Print]
    """Sessions without a journal: sealed, as long as all is well."""
    busy: list[str]
    """Sessions with a journal: not sealed, or not wholly."""
