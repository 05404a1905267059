"""The sheets in which ground rules are changed: the editor, the library, the starter sets."""

from collections.abc import Callable, Iterable
from typing import Protocol

from textual.content import Content

from circle_tui.core.agreements.rules import AgreedRule, Rule, RuleSet, agreed
from circle_tui.tui.group.draft import RulesDraft
from circle_tui.tui.group.listing import chosen_list
from circle_tui.tui.sheet import Host, KeyHint, Sheet


class EditsRules(Host, Protocol):
    """The screen on which rules are changed."""

    def rows_for_list(self) -> int:
        """How many lines of a list there is room for."""
        ...

    def add_rule(self) -> None:
        """Ask for a rule in the group's own words."""
        ...

    def reword_rule(self) -> None:
        """Ask for other words for the chosen rule."""
        ...

    def choose_from_library(self) -> None:
        """Open the library."""
        ...

    def choose_starter_set(self) -> None:
        """Open the starter sets."""
        ...

    def write_version(self) -> None:
        """Ask whether these rules hold from today."""
        ...


class EditorSheet(Sheet):
    """The rules as they would be, with a cursor; nothing holds before it is written."""

    title = "Ground rules, to be changed"
    opened_by = "g"

    def __init__(self, host: EditsRules, draft: RulesDraft) -> None:
        super().__init__(host)
        self._editing = host
        self._draft = draft

    def body(self) -> Content:
        """The rules, and whether anything is changed."""
        rules = chosen_list(
            [rule.text for rule in self._draft.rules],
            self._draft.place,
            rows=self._editing.rows_for_list(),
            room=self.wide,
        )
        if not self._draft.rules:
            rules = Content("No rules.")
        if not self._draft.is_changed:
            return rules
        return Content.assemble(rules, "\n", ("  Changed, not written yet.", "$warning"))

    def hints(self) -> tuple[KeyHint, ...]:
        """Its own keys."""
        return (
            ("enter", "reword"), ("a", "add"), ("b", "from library"), ("x", "remove"), ("u", "undo"),
            ("s", "starter sets"), ("w", "write"), ("esc", "back"),
        )  # fmt: skip

    def press(self, key: str) -> bool:
        """Change, or ask the screen for what needs another sheet."""
        match key:
            case "up" | "down":
                self._draft.choose(1 if key == "down" else -1)
            case "x":
                self._draft.remove()
            case "u":
                self._draft.take_back()
            case "a":
                self._editing.add_rule()
            case "enter":
                self._editing.reword_rule()
            case "b":
                self._editing.choose_from_library()
            case "s":
                self._editing.choose_starter_set()
            case "w":
                self._editing.write_version()
            case _:
                return False
        return True


class LibrarySheet(Sheet):
    """Rules of the library that are not among the group's own."""

    title = "Rules to choose from"
    opened_by = "b"

    def __init__(self, host: EditsRules, draft: RulesDraft, library: Iterable[Rule]) -> None:
        super().__init__(host)
        self._editing = host
        self._draft = draft
        taken = {rule.id for rule in draft.rules}
        self._rules = [rule for rule in library if rule.id not in taken]
        self._place = 0

    def body(self) -> Content:
        """The rules, one chosen."""
        if not self._rules:
            return Content("All rules of the library are among yours.")
        return chosen_list(
            [rule.text for rule in self._rules],
            self._place,
            rows=self._editing.rows_for_list(),
            room=self.wide,
        )

    def hints(self) -> tuple[KeyHint, ...]:
        """Its own keys."""
        return (("↑ ↓", "choose"), ("enter", "add it"), ("esc", "back"))

    def press(self, key: str) -> bool:
        """Choose a rule and add it."""
        if not self._rules:
            return False
        if key in ("up", "down"):
            self._place = (self._place + (1 if key == "down" else -1)) % len(self._rules)
        elif key == "enter":
            self._draft.add(*agreed([self._rules[self._place]]))
            self.host.close_sheet()
        else:
            return False
        return True


class StarterSheet(Sheet):
    """The starter sets; one takes the place of what is in the draft, and can be taken back."""

    title = "Begin from a starter set"
    opened_by = "s"

    def __init__(
        self, host: Host, sets: Iterable[RuleSet], take: Callable[[tuple[AgreedRule, ...]], None],
        library: Callable[[RuleSet], tuple[AgreedRule, ...]],
    ) -> None:  # fmt: skip
        super().__init__(host)
        self._sets = tuple(sets)[:9]
        self._take = take
        self._rules_of = library

    def body(self) -> Content:
        """Each set with its digit and a line about it."""
        lines = [
            Content.assemble(
                (f"{number}  ", "bold $primary"), (chosen.title, "bold"),
                (f" · {len(chosen.rules)} rules", "$quiet"), "\n   ", (chosen.summary, "$quiet"),
            )
            for number, chosen in enumerate(self._sets, 1)
        ]  # fmt: skip
        return Content("\n\n").join(lines)

    def hints(self) -> tuple[KeyHint, ...]:
        """Its own keys."""
        return ((f"1–{len(self._sets)}", "take this set"), ("esc", "back"))

    def press(self, key: str) -> bool:
        """Take a set by its digit."""
        if not key.isdecimal() or not 1 <= int(key) <= len(self._sets):
            return False
        self._take(self._rules_of(self._sets[int(key) - 1]))
        self.host.close_sheet()
        return True
