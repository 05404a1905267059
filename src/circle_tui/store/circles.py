"""The groups in a folder, a file each: read, changed as they stand by then, and somebody taken out of them.

It must not decide anything about a group, and must never open the record of an evening.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

import msgspec

from circle_tui.core.people.group import Group, same_name
from circle_tui.core.shelf import NotSavedError
from circle_tui.store import forgetting
from circle_tui.store.aside import FAULTY, Aside, what_is_wrong
from circle_tui.store.evenings import by_name, no_such_group
from circle_tui.store.files import Files
from circle_tui.store.folder import DataFolder
from circle_tui.store.groups import change_group, read_group, write_group
from circle_tui.store.piles import broken_piles
from circle_tui.store.trouble import HeldError, Holder, StoreError
from circle_tui.store.trouble import NotSavedError as DiskError

HELD_GROUP = "Another window is just writing this group, so nothing was changed here: try again in a moment."
_ENDING = ".circle"


class Circles:
    """Every group in a folder. What is damaged goes to `aside`."""

    def __init__(
        self, root: Path, aside: Aside, *, holder: Holder, now: Callable[[], datetime], files: Files
    ) -> None:
        self._root = root
        self._aside = aside
        self._holder = holder
        self._now = now
        self._files = files

    def all(self) -> tuple[Group, ...]:
        """Every group, by name; what was begun so that somebody is forgotten is brought to its end first."""
        found: list[Group] = []
        for path in self._paths():
            with self._aside.setting(path):
                self._go_on_forgetting(path)
                found.append(self._read(path))
        return by_name(found)

    def save(self, group: Group) -> None:
        """Put a group on disk in one transaction; NotSavedError when that did not succeed."""
        try:
            path = DataFolder(self._root, self._files).group_path(group.id)
            write_group(path, group, holder=self._holder, now=self._now, files=self._files)
        except StoreError as exc:
            raise NotSavedError(str(exc)) from exc

    def change(self, group: str, change: Callable[[Group], Group]) -> Group:
        """Change a group as it stands on disk now, held by nobody else meanwhile."""
        path = self._existing(group)
        with self._saying_why_not(path):
            return change_group(path, change, holder=self._holder, now=self._now, files=self._files)

    def set_aside_with(self, group: str, name: str) -> tuple[str, ...]:
        """Names of damaged files, set aside at any time, that go when somebody of this group is forgotten."""
        spared = self._others_with(group, name)
        try:
            return forgetting.set_aside_with(self._root, group, name, spared=spared, files=self._files)
        except StoreError as exc:
            raise NotSavedError(str(exc)) from exc

    def forget(self, group: str, change: Callable[[Group], Group], name: str) -> Group:
        """Take somebody out of a group by that change, and out of all that was set aside with their name."""
        path, spared = self._existing(group), self._others_with(group, name)
        with self._saying_why_not(path):
            return forgetting.forget(
                path, change, name, spared=spared, holder=self._holder, now=self._now, files=self._files
            )

    def faults(self) -> Iterator[str]:
        """Read every file whole, change nothing, and say what is wrong with which."""
        for path in self._paths():
            try:
                self._read(path)
            except FAULTY as exc:
                yield what_is_wrong(exc, path)
        for name in broken_piles(self._root / "groups", self._files):
            yield f"The pile of prompts in the file {name} is broken; it is shuffled anew by itself."

    def _paths(self) -> list[Path]:
        if not (self._root / "groups").is_dir():
            return []
        folder = DataFolder(self._root, self._files)
        return [folder.group_path(name) for name in folder.group_ids()]

    def _existing(self, group: str) -> Path:
        """Where a group stands that exists; BadInput when there is none of that id."""
        paths = (path for path in self._paths() if path.name == f"{group}{_ENDING}")
        if (path := next(paths, None)) is None:
            raise no_such_group()
        return path

    def _read(self, path: Path) -> Group:
        group = read_group(path, now=self._now, files=self._files)
        if f"{group.id}{_ENDING}" != path.name:
            message = "this file is named after another group"
            raise ValueError(message)
        return group

    def _others_with(self, group: str, name: str) -> set[str]:
        """Ids of the other groups that have somebody of this name, who stays."""
        return {item.id for item in self.all() if item.id != group and same_name(item, name)}

    def _go_on_forgetting(self, path: Path) -> None:
        if forgetting.is_begun(path):
            with suppress(HeldError, DiskError):  # then it is brought to its end another time
                forgetting.finish(path, holder=self._holder, now=self._now, files=self._files)

    @contextmanager
    def _saying_why_not(self, path: Path) -> Iterator[None]:
        try:
            yield
        except HeldError as exc:
            raise NotSavedError(HELD_GROUP) from exc
        except StoreError as exc:
            raise NotSavedError(str(exc)) from exc
        except msgspec.ValidationError as exc:
            raise NotSavedError(what_is_wrong(exc, path)) from exc
