"""The sheet in which ground rules are changed; nothing holds before they are saved."""

from typing import Protocol

from textual.content import Content

from circle_tui.tui.group.listing import chosen_list
from circle_tui.tui.group.wording import Wording
from circle_tui.tui.sheet import Host, KeyHint, Sheet, hanging


class EditsRules(Host, Protocol):
    """The screen on which rules are changed."""

    def rows_for_list(self) -> int:
        """How many lines of a list there is room for."""
        ...

    def write_version(self) -> None:
        """Ask whether these rules hold from today."""
        ...


class EditorSheet(Sheet):
    """The rules as they would be, with a cursor, and what there is no rule about yet."""

    title = "Ground rules, to be changed"
    opened_by = "g"

    def __init__(self, host: EditsRules, wording: Wording) -> None:
        super().__init__(host)
        self._editing = host
        self._wording = wording
        self._draft = wording.draft

    def body(self) -> Content:
        """The rules, whether anything is changed, and what is still to agree."""
        rules = chosen_list(
            [rule.text for rule in self._draft.rules],
            self._draft.place,
            rows=self._editing.rows_for_list(),
            room=self.wide,
        )
        if not self._draft.rules:
            rules = Content("No rules.")
        lines = [rules]
        if self._draft.is_changed:
            lines.append(Content.styled("  Changed, not saved yet.", "$warning"))
        if missing := self._wording.missing:
            lines.append(Content.styled(hanging("  ", missing, self.wide), "$quiet"))
        return Content("\n").join(lines)

    def hints(self) -> tuple[KeyHint, ...]:
        """Its own keys."""
        return (
            ("enter", "reword"), ("a", "add"), ("b", "from library"), ("t", "looks after"), ("x", "remove"),
            ("u", "undo"), ("s", "starter sets"), ("w", "save"), ("esc", "back"),
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
                self._wording.add_rule()
            case "enter":
                self._wording.reword_rule()
            case "b":
                self._wording.choose_from_library()
            case "t":
                self._wording.say_what_it_looks_after()
            case "s":
                self._wording.choose_starter_set()
            case "w":
                self._editing.write_version()
            case _:
                return False
        return True
