"""The parts a command works with, each imported and made when it is first asked for."""

import os
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from circle_tui.core.errors import BadInput
from circle_tui.core.text import clean_line
from circle_tui.system.paths import Places, places

if TYPE_CHECKING:
    from circle_tui.core.people.group import Group
    from circle_tui.desk import Desk
    from circle_tui.store.library import FileShelf
    from circle_tui.system.clock import SystemClock


class House:
    """Where things are, the shelf over them, and the desk in front of it."""

    def __init__(self, home: str | None, *, debug: bool) -> None:
        self.debug = debug
        self._home = home

    @cached_property
    def places(self) -> Places:
        """Where settings and data are; BadInput for a home that cannot be one."""
        return usable(self._home)

    @cached_property
    def clock(self) -> "SystemClock":
        """The real time."""
        from circle_tui.system.clock import SystemClock

        return SystemClock()

    @cached_property
    def shelf(self) -> "FileShelf":
        """Groups and sessions in the data folder."""
        return self.shelf_in(self.places.data)

    @cached_property
    def desk(self) -> "Desk":
        """Everything the screens and the groups work with."""
        from random import Random

        from circle_tui.content.cards import OwnCards
        from circle_tui.content.load import Library
        from circle_tui.content.settings import NAME as SETTINGS
        from circle_tui.content.settings import Preferences
        from circle_tui.desk import Desk
        from circle_tui.system.clipboard import SystemClipboard
        from circle_tui.system.textfile import TextFile

        config = self.places.config
        preferences = Preferences(TextFile(config / SETTINGS))
        cards = OwnCards(lambda name: TextFile(config / name))
        return Desk(
            self.shelf, Library(config), self.clock, SystemClipboard(), Random, new_id, preferences, cards
        )

    def shelf_in(self, folder: Path) -> "FileShelf":
        """Groups and sessions in a folder."""
        from circle_tui.store.library import FileShelf
        from circle_tui.store.trouble import Holder

        host = os.uname().nodename if hasattr(os, "uname") else os.environ.get("COMPUTERNAME", "")
        holder = Holder(host=clean_line(host, limit=64), pid=os.getpid(), since=self.clock.now())
        return FileShelf(folder, holder=holder, now=self.clock.now)

    def notices(self) -> list[str]:
        """What the shelf has to say, if it was asked for anything."""
        return self.shelf.notices if "shelf" in vars(self) else []

    @staticmethod
    def shown(path: Path) -> str:
        """A path as it can be printed."""
        return clean_line(str(path), limit=4096)


def usable(home: str | None) -> Places:
    """The places in a home; BadInput when a file stands in their way."""
    found = places(home, os.environ)
    for folder in (found.config, found.data):
        for above in (folder, *folder.parents):
            if above.exists() and not above.is_dir():
                raise BadInput(
                    f"{House.shown(above)} is a file: name a folder, such as --home /path/to/folder."
                )
    return found


def new_id() -> str:
    """Eight letters and digits that nobody has drawn before."""
    return os.urandom(4).hex()


def one_group(groups: "tuple[Group, ...]", wanted: str) -> "Group":
    """The group that goes by a name, an id, or the beginning of either; BadInput when it is not one."""
    said = clean_line(wanted, limit=80)
    folded = said.casefold()
    exact = [group for group in groups if folded in (group.id, group.name.casefold())]
    found = exact or [
        group
        for group in groups
        if folded and (group.name.casefold().startswith(folded) or group.id.startswith(folded))
    ]
    if len(found) == 1:
        return found[0]
    known = ", ".join(group.name for group in found or groups)
    if found:
        raise BadInput(f"“{said}” could be any of {known}: say more of the name.")
    if not groups:
        raise BadInput(
            f"There is no group “{said}”, nor any other: `circle group new --help` shows how to set one up."
        )
    raise BadInput(f"There is no group “{said}”: say one of {known}.")


def whole_number(said: str, what: str, fewest: int, most: int) -> int:
    """A whole number between two others; BadInput that says which would be right."""
    number = int(said) if said.isascii() and said.lstrip("-").isdigit() and len(said) <= 6 else None
    if number is None or not fewest <= number <= most:
        raise BadInput(
            f"{what} cannot be “{clean_line(said, limit=40)}”: say a whole number from {fewest} to {most}."
        )
    return number


def to_json(value: object) -> str:
    """The value for programs, indented for people."""
    import msgspec

    return msgspec.json.format(msgspec.json.encode(value), indent=2).decode()
