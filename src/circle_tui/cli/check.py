"""`circle check`: looks at terminal, clipboard and files, and says each in a sentence.

It mends nothing: what is wrong is told before anything else could touch it.
"""

import os
import sys
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from circle_tui.cli.house import House
from circle_tui.core.text import clean_line

COLUMNS, ROWS = 80, 24
ROOM_MEGABYTES = 50
MANY_COLOURS = ("truecolor", "24bit")


class Finding(NamedTuple):
    """One thing that was looked at."""

    is_well: bool
    sentence: str
    is_lack: bool = False
    """Whether it says what there is not, though nothing is wrong with that."""

    @property
    def sign(self) -> str:
        """What stands before the sentence."""
        if not self.is_well:
            return "!"
        return "·" if self.is_lack else "✓"


def run(house: House) -> int:
    """Print every finding; gives back 1 when something is wrong."""
    findings = [*_terminal(os.environ), *_clipboard(), *_content(house), *_data(house)]
    for finding in findings:
        print(f"{finding.sign} {finding.sentence}")
    return 0 if all(finding.is_well for finding in findings) else 1


def _terminal(environ: Mapping[str, str]) -> Iterator[Finding]:
    encoding = (sys.stdout.encoding or "").lower()
    if encoding.replace("-", "") != "utf8":
        yield Finding(False, f"Text is written as {encoding or 'nothing known'}: set LANG to one with UTF-8.")
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        said = "This is no terminal, so its colours and its size were not looked at."
        yield Finding(True, said, is_lack=True)
        return
    term = environ.get("TERM", "")
    if term in ("", "dumb"):
        yield Finding(
            False, f"The terminal says that it is {term or 'nothing'}: the screen needs a better one."
        )
    else:
        yield Finding(True, f"The terminal calls itself {clean_line(term, limit=40)}.")
    yield Finding(True, _colours(environ, term))
    size = os.get_terminal_size(sys.stdout.fileno())
    is_large = size.columns >= COLUMNS and size.lines >= ROWS
    asked = "" if is_large else f"; {COLUMNS}×{ROWS} is the least that shows everything: make it larger"
    yield Finding(is_large, f"The window is {size.columns}×{size.lines}{asked}.")


def _colours(environ: Mapping[str, str], term: str) -> str:
    if "NO_COLOR" in environ:
        return "Colours are off (NO_COLOR is set); every state is said in words too."
    if environ.get("COLORTERM", "").lower() in MANY_COLOURS:
        return "The terminal shows all colours."
    if "256color" in term:
        return "The terminal shows 256 colours; they look a little different from the pictures."
    return "The terminal shows few colours; every state is said in words too."


def _clipboard() -> Iterator[Finding]:
    from circle_tui.system.clipboard import SystemClipboard

    # It is only asked which ways there are: nothing is sent, and nothing is handed to this list.
    unsent: list[str] = []
    send = unsent.append if sys.stdout.isatty() else None
    clipboard = SystemClipboard(send)
    yield Finding(True, clipboard.describe(), is_lack=not clipboard.has_program)


def _content(house: House) -> Iterator[Finding]:
    from circle_tui.tui.keymap import Keymap

    library = house.desk.library
    problems = (*library.problems, *Keymap(library.keys).problems)
    yield from (Finding(False, problem) for problem in problems)
    if not problems:
        yield Finding(True, f"The settings in {house.shown(house.places.config)} are in order.")


def _data(house: House) -> Iterator[Finding]:
    data = house.places.data
    shown = house.shown(data)
    existing = next(folder for folder in (data, *data.parents) if folder.exists())
    if not os.access(existing, os.W_OK | os.X_OK):
        yield Finding(
            False, f"Nothing can be written to {shown}: make it yours, or name another with --home."
        )
    elif not data.exists():
        yield Finding(True, f"There is nothing in {shown} yet; it is made when the first group is.")
    if data.exists() and os.name == "posix" and data.stat().st_mode & 0o077:
        yield Finding(
            False, f"Others on this machine can look into {shown}: `chmod 700` on it keeps them out."
        )
    if hasattr(os, "statvfs"):
        room = os.statvfs(existing)
        megabytes = room.f_bavail * room.f_frsize // 1_000_000
        if megabytes < ROOM_MEGABYTES:
            yield Finding(False, f"The disk has only {megabytes} MB left: free some space.")
    faults = house.shelf.faults()
    yield from (Finding(False, fault) for fault in faults)
    if data.exists() and not faults:
        groups = house.shelf.groups()
        sessions = [past for past in house.shelf.records() if past.has_begun]
        left_open = house.shelf.open_sessions()
        yield Finding(
            True,
            f"Everything in {shown} was read and is as it was written: {_count(len(groups), 'group')}, "
            f"{_count(len(sessions), 'closed session')}, {_count(len(left_open), 'open session')}.",
        )
    for name in house.shelf.names_set_aside():
        yield Finding(False, f"The file {name} was damaged and set aside: put back a copy, then delete it.")


def _count(number: int, what: str) -> str:
    return f"{number or 'no'} {what}{'' if number == 1 else 's'}"
