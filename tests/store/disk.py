"""A disk that can fail at any step and lose its power: a stand-in for the machine, not for our own code.

`Disk` is held in memory and knows what a power cut leaves behind: what was synced for certain, and of the
rest any part in any order. `FaultyFiles` does the same failing over real files, without the power cut.
"""

import errno
import os
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Literal, TypeVar

from circle_tui.store.files import RealFiles

How = Literal[
    "die before", "die half-way", "die after", "EIO", "ENOSPC", "EIO after", "stop half-way", "stop after"
]
Cut = Literal[
    "kill", "kill, then write", "nothing", "everything", "names only", "data only", "some", "others"
]

DEATHS: tuple[How, ...] = ("die before", "die half-way", "die after")
ERRORS: tuple[How, ...] = ("EIO", "ENOSPC", "EIO after")
STOPS: tuple[How, ...] = ("stop half-way", "stop after")
CUTS: tuple[Cut, ...] = (
    "kill",
    "kill, then write",
    "nothing",
    "everything",
    "names only",
    "data only",
    "some",
)
"""What of that which was not synced is left: all of it after a kill, or such a part after a power cut."""

T = TypeVar("T")


class DiedError(BaseException):
    """The process is gone; no handler for ordinary errors may see this."""


class Faults:
    """Counts steps and fails at the chosen ones."""

    def __init__(self) -> None:
        self.steps = 0
        self.plan: dict[int, How] = {}
        self.is_dead = False

    def step(self, act: Callable[[], T], half: Callable[[], object] | None = None) -> T:
        if self.is_dead:
            raise DiedError
        self.steps += 1
        how = self.plan.get(self.steps)
        if how is None:
            return act()
        if how in {"die half-way", "EIO", "ENOSPC", "stop half-way"} and half is not None:
            half()
        if how in {"die after", "EIO after", "stop after"}:
            act()
        if how in STOPS:
            raise KeyboardInterrupt
        if how in DEATHS:
            self.is_dead = True
            raise DiedError
        number = errno.ENOSPC if how == "ENOSPC" else errno.EIO
        raise OSError(number, os.strerror(number))


class Inode:
    def __init__(self) -> None:
        self.data = b""
        self.durable = b""
        self.is_broken = False
        """An fsync failed: what was written before is never on the disk, whatever a later fsync says."""

    def sync(self) -> None:
        if not self.is_broken:
            self.durable = self.data

    def after_cut(self, cut: Cut, chance: Random) -> bytes:
        if cut in {"nothing", "names only"} or self.data == self.durable:
            return self.durable
        if cut in {"everything", "data only"}:
            return self.data
        kept = chance.randrange(len(self.data) + 1)
        zeros = chance.choice([0, 0, len(self.data) - kept])
        torn = self.data[:kept] + b"\0" * zeros
        return torn if torn.startswith(self.durable) else chance.choice([self.durable, self.data])


class HeldLock:
    def __init__(self, held: set[Path], path: Path) -> None:
        self._held = held
        self._path = path

    def release(self) -> None:
        self._held.discard(self._path)


class Disk(Faults):
    """A file system in memory, with handles, locks, and a cache that a power cut empties."""

    def __init__(self) -> None:
        super().__init__()
        self.now: dict[Path, Inode] = {}
        self.durable: dict[Path, Inode] = {}
        self.unsynced: list[Callable[[dict[Path, Inode]], None]] = []
        self.handles: dict[int, Inode] = {}
        self.locks: set[Path] = set()
        self._next_handle = 100

    def restart(self, cut: Cut, seed: int) -> None:
        """Begin again after a kill or, with a cut, after the power was gone."""
        self.is_dead = False
        self.steps = 0
        self.plan = {}
        self.handles = {}
        self.locks = set()
        if cut.startswith("kill"):
            return
        chance = Random(f"{cut}-{seed}")
        for change in self.unsynced:
            if cut in {"everything", "names only"} or (
                cut not in {"nothing", "data only"} and chance.random() < 0.5
            ):
                change(self.durable)
        self.unsynced = []
        for inode in self.durable.values():
            inode.data = inode.durable = inode.after_cut(cut, chance)
            inode.is_broken = False
        self.now = dict(self.durable)

    def asides(self) -> dict[str, bytes]:
        """What was set aside, by name."""
        return {path.name: inode.data for path, inode in self.now.items() if "torn-" in path.name}

    def make_folder(self, folder: Path) -> None:
        self.step(lambda: None)

    def names(self, folder: Path) -> list[str]:
        return self.step(lambda: [path.name for path in self.now])

    def read(self, path: Path) -> bytes:
        return self.step(lambda: self._inode(path).data)

    def create(self, path: Path, mode: int) -> int:
        def act() -> int:
            if path in self.now:
                raise FileExistsError(errno.EEXIST, path.name)
            inode = Inode()
            self._change_names(lambda names: names.update({path: inode}))
            return self._handle(inode)

        return self.step(act)

    def write(self, handle: int, data: bytes) -> None:
        inode = self.handles[handle]

        def put(part: bytes) -> None:
            inode.data += part

        self.step(lambda: put(data), lambda: put(data[: len(data) // 2]))

    def truncate(self, handle: int, length: int) -> None:
        inode = self.handles[handle]

        def act() -> None:
            inode.data = inode.data[:length]

        self.step(act)

    def fsync(self, handle: int) -> None:
        inode = self.handles[handle]

        def fail() -> None:
            inode.is_broken = self.plan.get(self.steps) in ERRORS

        self.step(inode.sync, fail)

    def close(self, handle: int) -> None:
        def act() -> None:
            del self.handles[handle]

        self.step(act)

    def replace(self, source: Path, target: Path) -> None:
        def act() -> None:
            inode = self._inode(source)
            self._change_names(
                lambda names: (names.pop(source, None), names.update({target: inode}), None)[2]
            )

        self.step(act)

    def unlink(self, path: Path) -> None:
        def act() -> None:
            self._inode(path)
            self._change_names(lambda names: (names.pop(path, None), None)[1])

        self.step(act)

    def sync_folder(self, folder: Path) -> None:
        def act() -> None:
            self.durable = dict(self.now)
            self.unsynced = []

        self.step(act)

    def lock(self, path: Path) -> HeldLock | None:
        def act() -> HeldLock | None:
            if path in self.locks:
                return None
            if path not in self.now:
                inode = Inode()
                self._change_names(lambda names: names.update({path: inode}))
            self.locks.add(path)
            return HeldLock(self.locks, path)

        self.step(lambda: None)  # a system that says that it gave no lock has given none
        return act()

    def _change_names(self, change: Callable[[dict[Path, Inode]], None]) -> None:
        change(self.now)
        self.unsynced.append(change)

    def _inode(self, path: Path) -> Inode:
        inode = self.now.get(path)
        if inode is None:
            raise FileNotFoundError(errno.ENOENT, path.name)
        return inode

    def _handle(self, inode: Inode) -> int:
        self._next_handle += 1
        self.handles[self._next_handle] = inode
        return self._next_handle


class FaultyFiles(Faults):
    """Real files that fail at the chosen step."""

    def __init__(self) -> None:
        super().__init__()
        self._files = RealFiles()
        self._handles: set[int] = set()
        self._locks: list[FaultyLock] = []

    def restart(self, cut: Cut, seed: int) -> None:
        """Begin again after a kill: the system closes all handles and gives back all locks."""
        self.is_dead = False
        self.steps = 0
        self.plan = {}
        for handle in self._handles:
            self._files.close(handle)
        self._handles = set()
        for lock in self._locks:
            lock.release()
        self._locks = []

    def asides(self) -> dict[str, bytes]:
        """Nothing, because no power is cut here."""
        return {}

    def make_folder(self, folder: Path) -> None:
        self.step(lambda: self._files.make_folder(folder))

    def names(self, folder: Path) -> list[str]:
        return self.step(lambda: self._files.names(folder))

    def read(self, path: Path) -> bytes:
        return self.step(lambda: self._files.read(path))

    def create(self, path: Path, mode: int) -> int:
        return self.step(lambda: self._noted(self._files.create(path, mode)))

    def write(self, handle: int, data: bytes) -> None:
        half = data[: len(data) // 2]
        self.step(lambda: self._files.write(handle, data), lambda: self._files.write(handle, half))

    def truncate(self, handle: int, length: int) -> None:
        self.step(lambda: self._files.truncate(handle, length))

    def fsync(self, handle: int) -> None:
        self.step(lambda: self._files.fsync(handle))

    def close(self, handle: int) -> None:
        def act() -> None:
            self._handles.discard(handle)
            self._files.close(handle)

        self.step(act)

    def replace(self, source: Path, target: Path) -> None:
        self.step(lambda: self._files.replace(source, target))

    def unlink(self, path: Path) -> None:
        self.step(lambda: self._files.unlink(path))

    def sync_folder(self, folder: Path) -> None:
        self.step(lambda: self._files.sync_folder(folder))

    def lock(self, path: Path) -> "FaultyLock | None":
        def act() -> FaultyLock | None:
            lock = self._files.lock(path)
            if lock is None:
                return None
            held = FaultyLock(lock.release)
            self._locks.append(held)
            return held

        self.step(lambda: None)  # a system that says that it gave no lock has given none
        return act()

    def _noted(self, handle: int) -> int:
        self._handles.add(handle)
        return handle


class FullDisk(RealFiles):
    """Real files on a disk with no room left, until somebody makes some."""

    is_full = True

    def write(self, handle: int, data: bytes) -> None:
        if self.is_full:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        super().write(handle, data)


class FaultyLock:
    def __init__(self, release: Callable[[], None]) -> None:
        self._release: Callable[[], None] | None = release

    def release(self) -> None:
        release, self._release = self._release, None
        if release is not None:
            release()
