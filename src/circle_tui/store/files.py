"""The few things the store asks of a file system, and the real one.

Every touch of the disk goes through `Files`, so that a test can count them and fail each in turn. This must
not know what is in a file, nor decide what to do when something fails: it raises the system's own `OSError`.
"""

import errno
import os
import stat
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

OWNER_ONLY = 0o600
READ_ONLY = 0o400
FOLDER_MODE = 0o700

NOT_A_PLAIN_FILE = frozenset({errno.ELOOP, errno.EISDIR, errno.EINVAL, errno.ENXIO})
"""What opening says of a link, a folder, a pipe or a socket."""

_SAFE_FLAGS = (
    getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_BINARY", 0)
)
_CANNOT_SYNC_A_FOLDER = frozenset({errno.EINVAL, errno.ENOTSUP, errno.EBADF, errno.ENOSYS})
_TRIES = 20
_PAUSE_SECONDS = 0.025


class Lock(Protocol):
    """A lock held on a file; it ends with the process, however that ends."""

    def release(self) -> None:
        """Give the lock back."""


class Files(Protocol):
    """What the store asks of a file system; every method may raise `OSError`."""

    def make_folder(self, folder: Path) -> None:
        """Make the folder, for its owner only, with the folders above it."""

    def names(self, folder: Path) -> list[str]:
        """Names of all that is in the folder."""

    def read(self, path: Path) -> bytes:
        """Everything in a plain file; a link is not followed."""

    def create(self, path: Path, mode: int) -> int:
        """Handle of a new file that is written at its end; the name must be free."""

    def write(self, handle: int, data: bytes) -> None:
        """Write all of it."""

    def truncate(self, handle: int, length: int) -> None:
        """Cut the file to a length in bytes."""

    def fsync(self, handle: int) -> None:
        """Return when what was written is on the disk."""

    def close(self, handle: int) -> None:
        """Give the handle back."""

    def replace(self, source: Path, target: Path) -> None:
        """Give a file another name, in one step, in place of what had that name."""

    def unlink(self, path: Path) -> None:
        """Take a name away."""

    def sync_folder(self, folder: Path) -> None:
        """Return when names made, changed and taken away in the folder are on the disk."""

    def lock(self, path: Path) -> Lock | None:
        """The exclusive lock on that file, or nothing when somebody else holds it."""


class RealFiles:
    """The file system of this machine."""

    def make_folder(self, folder: Path) -> None:
        """Make the folder, for its owner only, with the folders above it."""
        if folder.is_dir():
            return
        self.make_folder(folder.parent)
        try:
            folder.mkdir(mode=FOLDER_MODE)
        except FileExistsError:
            if not folder.is_dir():  # somebody else may have made it meanwhile, which is as good
                raise

    def names(self, folder: Path) -> list[str]:
        """Names of all that is in the folder."""
        return os.listdir(folder)  # noqa: PTH208  names are all that is wanted, and there may be thousands

    def read(self, path: Path) -> bytes:
        """Everything in a plain file; a link is not followed."""
        with os.fdopen(_open_plain(path, os.O_RDONLY), "rb") as file:
            return file.read()

    def create(self, path: Path, mode: int) -> int:
        """Handle of a new file that is written at its end; the name must be free."""
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_APPEND | _SAFE_FLAGS, mode)

    def write(self, handle: int, data: bytes) -> None:
        """Write all of it."""
        left = memoryview(data)
        while left:
            left = left[os.write(handle, left) :]

    def truncate(self, handle: int, length: int) -> None:
        """Cut the file to a length in bytes."""
        os.ftruncate(handle, length)

    def fsync(self, handle: int) -> None:
        """Return when what was written is on the disk; on macOS that takes a call of its own."""
        if sys.platform == "darwin":
            import fcntl

            try:
                fcntl.fcntl(handle, fcntl.F_FULLFSYNC)
            except OSError as exc:
                if exc.errno not in _CANNOT_SYNC_A_FOLDER:
                    raise
            else:
                return
        os.fsync(handle)

    def close(self, handle: int) -> None:
        """Give the handle back."""
        os.close(handle)

    def replace(self, source: Path, target: Path) -> None:
        """Give a file another name, in one step, in place of what had that name."""
        if sys.platform == "win32":
            patiently(lambda: source.replace(target), wait)
            return
        source.replace(target)

    def unlink(self, path: Path) -> None:
        """Take a name away."""
        if sys.platform == "win32":
            path.chmod(stat.S_IWRITE)
            patiently(path.unlink, wait)
            return
        path.unlink()

    def sync_folder(self, folder: Path) -> None:
        """Return when names in the folder are on the disk, where the system can be asked for that."""
        if sys.platform == "win32":
            return
        handle = os.open(folder, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_CLOEXEC", 0))
        try:
            self.fsync(handle)
        except OSError as exc:
            if exc.errno not in _CANNOT_SYNC_A_FOLDER:
                raise
        finally:
            os.close(handle)

    def lock(self, path: Path) -> Lock | None:
        """The exclusive lock on that file, or nothing when somebody else holds it."""
        from filelock import FileLock, Timeout

        lock = FileLock(path, timeout=0, mode=OWNER_ONLY, thread_local=False)
        try:
            lock.acquire()
        except Timeout:
            return None
        return lock


def patiently(act: Callable[[], object], pause: Callable[[float], object]) -> None:
    """Act, for half a second again and again while Windows says that somebody has the file open."""
    for _ in range(_TRIES):
        try:
            act()
        except PermissionError:
            pause(_PAUSE_SECONDS)
        else:
            return
    act()


def wait(seconds: float) -> None:
    """Return after so many seconds."""
    threading.Event().wait(seconds)


def _open_plain(path: Path, flags: int) -> int:
    if path.is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path))
    handle = os.open(path, flags | _SAFE_FLAGS)
    if stat.S_ISREG(os.fstat(handle).st_mode):
        return handle
    os.close(handle)
    raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), str(path))
