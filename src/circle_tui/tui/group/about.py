"""What a group says about itself, whom one can turn to, and, behind a gate, who agreed to what and when."""

from collections.abc import Callable
from functools import partial
from typing import Protocol

from textual.content import Content

from circle_tui.core.agreements import rollcall
from circle_tui.core.agreements.rollcall import Agreement
from circle_tui.core.people import contacts
from circle_tui.core.people.group import Group
from circle_tui.core.text import clean_line, cut, pad
from circle_tui.desk import Desk
from circle_tui.register import LONGEST_RULE
from circle_tui.tui.group.listing import framed, window
from circle_tui.tui.lobby.asking import TextAnswer
from circle_tui.tui.lobby.picture import say_date
from circle_tui.tui.sheet import Host, KeyHint, Sheet, hanging

NAME_CELLS = 22


class KeepsAbout(Host, Protocol):
    """The screen that keeps what a group says about itself."""

    desk: Desk

    @property
    def group(self) -> Group:
        """The group as it stands."""
        ...

    def open_over(self, sheet: Sheet) -> None:
        """Put a sheet on top of the one that is there."""
        ...

    def ask_the_group(self, change: Callable[[], Group], says: str, *, then: Callable[[], None]) -> None:
        """Ask whether the group has decided something; then keep it, and do what follows."""
        ...

    def rows_for_list(self) -> int:
        """How many lines of a list there is room for."""
        ...


class AboutSheet(Sheet):
    """Purpose, what the group is not, contact persons, the way outside: a digit writes one."""

    title = "What we are for, and whom one can turn to"
    opened_by = "o"

    def __init__(self, host: KeepsAbout) -> None:
        super().__init__(host)
        self._keeper = host

    def body(self) -> Content:
        """Each with its digit, and what it says now."""
        group = self._keeper.group
        names = contacts.contact_names(group, self._keeper.desk.today(group))
        rows = (
            ("What we are for", group.purpose),
            ("What we are not", group.not_for),
            ("Contact persons", ", ".join(names)),
            ("A way outside", group.outside_contact),
        )
        lines = [
            Content.assemble(
                (f"{place}  ", "bold $primary"), (title, "bold"), "\n",
                (hanging("   ", says or "not written yet", self.wide), "$foreground" if says else "$quiet"),
            )
            for place, (title, says) in enumerate(rows, 1)
        ]  # fmt: skip
        return Content("\n").join(lines)

    def hints(self) -> tuple[KeyHint, ...]:
        """Its own keys."""
        return (("1–4", "write it"), ("esc", "back"))

    def press(self, key: str) -> bool:
        """Ask for one of them."""
        group, desk = self._keeper.group, self._keeper.desk
        register = desk.register
        match key:
            case "1":
                self._ask("What are we for?", group.purpose, partial(register.with_purpose, group))
            case "2":
                self._ask("What are we not?", group.not_for, partial(register.with_not_for, group))
            case "3":
                names = ", ".join(contacts.contact_names(group, desk.today(group)))
                self._ask(
                    "Whom can one turn to?",
                    names,
                    partial(register.with_contacts, group),
                    check=lambda text: contacts.with_contacts(group, text, desk.today(group)),
                    says="Two names of the group, or first letters, with a comma; not the facilitator alone.",
                )
            case "4":
                self._ask(
                    "Whom outside of the group?",
                    group.outside_contact,
                    partial(register.with_outside_contact, group),
                    check=lambda text: contacts.with_outside(group, text, desk.today(group)),
                    says="A mediator, a professional body, somebody you all trust.",
                )
            case _:
                return False
        return True

    def _ask(
        self,
        title: str,
        initial: str,
        change: Callable[[str], Group],
        *,
        check: Callable[[str], object] = str,
        says: str = "A sentence that can be read aloud. Those new here hear it.",
    ) -> None:
        def keep(text: str) -> None:
            words = clean_line(text, limit=LONGEST_RULE)
            if words == initial:
                self._keeper.close_sheet()
                return
            check(text)
            asked = f"{title} {words or 'Nothing is said of it any more.'}"
            self._keeper.ask_the_group(lambda: change(text), asked, then=self._keeper.close_sheet)

        self._keeper.open_over(TextAnswer(self._keeper, title=title, text=says, initial=initial, then=keep))


class AgreedSheet(Sheet):
    """What each person in the group said yes to, and when; nothing about who did not."""

    title = "Who said yes to which rules"
    opened_by = "y"

    def __init__(self, host: KeepsAbout) -> None:
        super().__init__(host)
        self._keeper = host
        self._place = 0

    def body(self) -> Content:
        """A line a person: their newest yes, and the ones before it."""
        group = self._keeper.group
        said = rollcall.agreements(self._keeper.desk.shelf.records(group.id))
        members = group.current_members(self._keeper.desk.today(group))
        rows = sorted((item.name, said[item.id]) for item in members if item.id in said)
        if not rows:
            return Content("Nobody was asked in a roll call yet: g in a running evening, and r there.")
        spare = self._keeper.rows_for_list()
        self._place = min(self._place, len(rows) - 1)
        shown = window(len(rows), self._place, spare if len(rows) <= spare else spare - 2)
        return framed([self._line(*rows[place]) for place in shown], shown, len(rows))

    def _line(self, name: str, said: tuple[Agreement, ...]) -> Content:
        wide = min(NAME_CELLS, max(10, self.wide // 2))
        words = ", ".join(f"version {item.version} on {say_date(item.on)}" for item in reversed(said))
        return Content.assemble(
            (pad(cut(name, wide - 1), wide), "bold"), (cut(words, max(4, self.wide - wide)), "$quiet")
        )

    def hints(self) -> tuple[KeyHint, ...]:
        """Its own keys."""
        return (("↑ ↓", "more"), ("esc", "back"))

    def press(self, key: str) -> bool:
        """Move through a long list."""
        if key not in ("up", "down"):
            return False
        self._place = max(0, self._place + (1 if key == "down" else -1))
        return True
