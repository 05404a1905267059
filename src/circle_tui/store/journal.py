"""The journal of one session: its entries as documents of a `SessionLog`, and back, strictly.

It knows which entries are on disk, and keeps those that are not until the disk takes them. It must not know
what an evening is: folding entries is the core's.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import cast

import msgspec

from circle_tui.core.happening.events.log import Entry
from circle_tui.core.shelf import NotSavedError
from circle_tui.core.text import NAME_LIMIT, clean_line
from circle_tui.store import trouble
from circle_tui.store.sessions import SessionLog

LINE_LIMIT = 500
"""The longest line that is kept, in characters; names and titles are shorter still."""

_SHORT = frozenset({"name", "title"})

_GONE_ON = "This session went on in another window meanwhile. What happened here since stays in memory alone."


def to_documents(entries: Sequence[Entry]) -> list[Mapping[str, object]]:
    """One document for each entry."""
    return [cast("dict[str, object]", msgspec.to_builtins(entry)) for entry in entries]


def to_entries(documents: Sequence[Mapping[str, object]]) -> tuple[Entry, ...]:
    """The entries of documents, their texts cleaned; `msgspec.ValidationError` names what is no entry."""
    return msgspec.convert([cleaned(document) for document in documents], tuple[Entry, ...])


def cleaned(value: object, key: str = "") -> object:
    """The same value with every text in it made harmless, by the limit of the key it stands under."""
    match value:
        case str():
            return clean_line(value, limit=NAME_LIMIT if key in _SHORT else LINE_LIMIT)
        case Mapping():
            return {name: cleaned(item, str(name)) for name, item in value.items()}
        case list() | tuple():
            return [cleaned(item, key) for item in value]
        case _:
            return value


class SessionJournal:
    """The entries of a session over its log; `opening` makes or opens the log, now or as soon as it can."""

    def __init__(self, opening: Callable[[], SessionLog], entries: Sequence[Entry] = ()) -> None:
        self._opening = opening
        self._log: SessionLog | None = None
        self._entries = list(entries)
        self._saved = entries[-1].seq if entries else 0
        self._handed_on = self._saved
        self._trouble = ""

    @classmethod
    def over(cls, log: SessionLog) -> "SessionJournal":
        """The journal over a log that is open; `msgspec.ValidationError` when it holds anything else."""
        journal = cls(lambda: log, to_entries(log.documents()))
        journal._log = log
        return journal

    @property
    def is_read_only(self) -> bool:
        """Whether nothing can be appended, because the session is held elsewhere or sealed."""
        return self._log is not None and self._log.is_read_only

    @property
    def held_by(self) -> str:
        """Who else holds the session, in a sentence; empty while nobody does."""
        return (self._log.held_by or "") if self._log is not None else ""

    @property
    def unsaved(self) -> tuple[Entry, ...]:
        """Entries that were handed in and are not on disk."""
        return tuple(entry for entry in self._entries if entry.seq > self._saved)

    @property
    def trouble(self) -> str:
        """Why the latest attempt to put something on disk failed; empty when it did not."""
        return self._trouble

    def append(self, entries: Sequence[Entry]) -> None:
        """Put these entries and all that wait on disk; NotSavedError when that did not succeed."""
        last = self._entries[-1].seq if self._entries else 0
        self._entries.extend(entry for entry in entries if entry.seq > last)
        self._try(self._hand_on)
        if self._entries:
            self._saved = self._entries[-1].seq

    def entries(self) -> tuple[Entry, ...]:
        """Everything that was handed in, in order; when looking on, what the holder wrote since too."""
        if self._log is not None and self.is_read_only and self._has_news(self._log):
            self._entries = list(to_entries(self._log.documents()))
        return tuple(self._entries)

    def replace(self, entries: Sequence[Entry]) -> None:
        """Have these entries in place of all there are; NotSavedError when that did not succeed."""
        self._try(lambda: self._opened().replace(to_documents(entries)))
        self._entries = list(entries)
        self._saved = self._handed_on = entries[-1].seq if entries else 0

    def seal(self, kept: Sequence[Entry]) -> None:
        """Keep these entries for good and nothing else; NotSavedError when that did not succeed."""
        self._try(lambda: self._opened().seal(to_documents(kept)))
        self._entries = list(kept)
        self._saved = kept[-1].seq if kept else 0

    def close(self) -> None:
        """Let go of the session; what is not on disk by then is lost."""
        if self._log is not None:
            self._log.close()

    def _try(self, act: Callable[[], None]) -> None:
        try:
            act()
        except trouble.StoreError as exc:
            self._trouble = str(exc)
            raise NotSavedError(self._trouble) from exc
        self._trouble = ""

    def _hand_on(self) -> None:
        log = self._opened()
        new = [entry for entry in self._entries if entry.seq > self._handed_on]
        if not new:
            log.save()
            return
        try:
            log.append(to_documents(new))
        except trouble.NotSavedError:
            self._handed_on = new[-1].seq  # the log has them, and takes them along with the next write
            raise
        self._handed_on = new[-1].seq

    def _opened(self) -> SessionLog:
        if self._log is None:
            log = self._opening()
            reason = self._why_not(log)
            if reason:
                log.close()
                raise trouble.StoreError(reason)
            self._log = log
        return self._log

    def _why_not(self, log: SessionLog) -> str:
        if log.is_read_only:
            return log.held_by or _GONE_ON
        on_disk = max((cast("int", document["seq"]) for document in log.documents()), default=0)
        return "" if on_disk == self._saved else _GONE_ON

    def _has_news(self, log: SessionLog) -> bool:
        try:
            return log.refresh()
        except trouble.DamagedError as exc:
            self._trouble = str(exc)  # what was read before still stands
            return False
