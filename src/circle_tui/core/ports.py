"""What the core and the screens ask of the machine, as Protocols; no part of the machine itself."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Literal, Protocol

from msgspec import Struct


class CopyResult(Struct, frozen=True):
    """What became of a text that was to be copied."""

    kind: Literal["copied", "sent", "failed"]
    """`copied`: read back and found equal. `sent`: handed on, without an answer. `failed`: neither."""

    sentence: str
    """What to tell the facilitator: never "copied" without knowing."""


class Clock(Protocol):
    """Where the time comes from."""

    def now(self) -> datetime:
        """The present instant, aware and in UTC; it never runs backwards."""
        ...

    def slept(self) -> timedelta:
        """How long the machine has slept since the start, as far as it can be told."""
        ...

    def drift(self) -> timedelta:
        """How far the wall clock has been set ahead of this one since the start; negative for back."""
        ...


class TextFile(Protocol):
    """A small text file of a person's own, such as the settings."""

    def read(self) -> str:
        """What is in it, nothing while it does not exist; raises `OSError` or `UnicodeDecodeError`."""
        ...

    def write(self, text: str) -> None:
        """Put this in its place, whole or not at all; raises `OSError`."""
        ...


class Clipboard(Protocol):
    """Where a text goes that somebody wants to paste elsewhere."""

    def connect(self, send: Callable[[str], None]) -> None:
        """Hand in the terminal's own way to the clipboard, which gives no answer."""
        ...

    def copy(self, text: str) -> CopyResult:
        """Try to put the text on the clipboard and say truthfully how far that came; never raises."""
        ...
