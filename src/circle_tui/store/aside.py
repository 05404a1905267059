"""Setting aside by name what is damaged, so that everything else goes on, and saying so once.

It decides what a file is not trusted for. It must not mend anything, and no sentence of its has anything that
stands in a file.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from circle_tui.core.errors import BadInput
from circle_tui.store.files import Files
from circle_tui.store.storage import set_aside
from circle_tui.store.trouble import DamagedError, HeldError, NotSavedError

FAULTY = (DamagedError, ValueError, LookupError, TypeError)
"""What a file is not trusted for: damage, and documents that are whole and still no group or session."""
_LEFT_ALONE = frozenset({"newer", "unreadable"})
"""Troubles that are no damage: another Circle, or another day, can read the file."""


class Aside:
    """What was found damaged, and what became of it."""

    def __init__(self, files: Files, now: Callable[[], datetime]) -> None:
        self.notices: list[str] = []
        """Sentences to say once."""
        self.left_alone: set[Path] = set()
        """Files that are not read again, because nothing in them can be trusted."""
        self._files = files
        self._now = now

    @contextmanager
    def setting(self, path: Path) -> Iterator[None]:
        """Set the file aside, and say so once, when what is done within finds it damaged."""
        try:
            yield
        except FAULTY as exc:
            self.notices.append(self._put(path, exc))

    @contextmanager
    def refusing(self, path: Path) -> Iterator[None]:
        """The same, and raise BadInput with the sentence."""
        try:
            yield
        except FAULTY as exc:
            sentence = self._put(path, exc)
            self.notices.append(sentence)
            raise BadInput(sentence) from exc

    def _put(self, path: Path, exc: Exception) -> str:
        what = what_is_wrong(exc, path).removesuffix(".")
        self.left_alone.add(path)
        if isinstance(exc, DamagedError) and exc.kind in _LEFT_ALONE:
            return f"{what}; it was left as it is, and everything else goes on."
        try:
            aside = set_aside(path, self._now(), self._files)
        except HeldError:
            return f"{what}; it is open in another window and was left as it is; everything else goes on."
        except NotSavedError:
            return f"{what}; it could not be set aside, and everything else goes on."
        return f"{what}; it was set aside as {aside.name}, and everything else goes on."


def what_is_wrong(exc: Exception, path: Path) -> str:
    """What is wrong with a file, in a sentence without anything that stands in it."""
    if isinstance(exc, DamagedError):
        return str(exc).partition(" Nothing in it")[0]
    return f"What stands in the file {path.name} makes no sense to Circle."
