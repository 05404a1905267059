"""The rule library: under the headings of its categories, found by first letters, several in a row."""

from collections.abc import Iterable, Sequence

from textual.content import Content

from circle_tui.core.agreements.rules import Rule, agreed
from circle_tui.core.text import cut
from circle_tui.tui.group.draft import RulesDraft
from circle_tui.tui.group.listing import hanging, window
from circle_tui.tui.sheet import Host, KeyHint, Sheet

NOTHING_FOUND = "No rule has a word that begins so."
ASKED = {
    "roll-call": "asked by name in the roll call",
    "joining": "asked of each one who joins",
    "reminder": "read out, asked of nobody",
}
ROWS_FOR_MORE = 6
"""Rows of a list from which on a line more about the marked rule fits below it."""


class LibrarySheet(Sheet):
    """Every rule there is to choose from; enter takes the marked one into the draft, or out again."""

    title = "Rules to choose from"
    takes_text = True
    placeholder = "first letters of a word"

    def __init__(self, host: Host, draft: RulesDraft, library: Iterable[Rule], rows: int) -> None:
        super().__init__(host)
        self._draft = draft
        self._rules = tuple(library)
        self._rows = rows
        self._letters: tuple[str, ...] = ()
        self._place = 0

    @property
    def _found(self) -> tuple[Rule, ...]:
        """The rules with a word for each of the typed beginnings, in the order of the library."""
        return tuple(rule for rule in self._rules if _has_words(rule, self._letters))

    def body(self) -> Content:
        """The rules under their headings, the marked one in full, and what is to be known about it."""
        found = self._found
        if not found:
            return Content(NOTHING_FOUND)
        chosen = found[self._place]
        listed = self._listed(found)
        if self._rows < ROWS_FOR_MORE:
            return listed
        covers = f" · looks after {', '.join(chosen.covers)}" if chosen.covers else ""
        about = cut(f"{ASKED[chosen.consent]}{covers}", self.wide - 2)
        return Content.assemble(listed, "\n\n  ", (about, "$quiet"))

    def _listed(self, found: Sequence[Rule]) -> Content:
        """As many lines as there is room for; the heading of the first one always stands above it."""
        lines: list[tuple[str, int | None]] = []
        for number, rule in enumerate(found):
            if not number or rule.category != found[number - 1].category:
                lines.append((rule.category, None))
            lines.append((rule.text, number))
        place = next(at for at, (_, number) in enumerate(lines) if number == self._place)
        marked = hanging(self._sign(found[self._place], "▶"), found[self._place].text, self.wide, "bold")
        spare = max(1, self._rows - marked.plain.count("\n"))
        shown = window(len(lines), place, spare if len(lines) <= spare else max(1, spare - 3))
        drawn = [
            marked if number == self._place else self._line(found, text, number)
            for text, number in lines[shown.start : shown.stop]
        ]
        if lines[shown.start][1] is not None:
            drawn.insert(0, self._line(found, _heading_before(lines, shown.start), None))
        if self._rows >= ROWS_FOR_MORE:
            above = sum(number is not None for _, number in lines[: shown.start])
            below = sum(number is not None for _, number in lines[shown.stop :])
            drawn = [*_more(above, "above"), *drawn, *_more(below, "below")]
        return Content("\n").join(drawn)

    def _line(self, found: Sequence[Rule], text: str, number: int | None) -> Content:
        if number is None:
            return Content.styled(text.upper(), "bold $quiet")
        return Content.assemble(self._sign(found[number], " "), cut(text, self.wide - 4))

    def _sign(self, rule: Rule, mark: str) -> Content:
        taken = "✓" if any(item.id == rule.id for item in self._draft.rules) else " "
        return Content.assemble((mark, "$primary"), (f"{taken} ", "$success"))

    def hints(self) -> tuple[KeyHint, ...]:
        """Its own keys."""
        return (("↑ ↓", "choose"), ("enter", "take it, or leave it"), ("esc", "back"))

    def press(self, key: str) -> bool:
        """Move the mark, round and round."""
        if key not in ("up", "down"):
            return False
        self._place = (self._place + (1 if key == "down" else -1)) % max(1, len(self._found))
        return True

    def typed(self, text: str) -> None:
        """Look for rules with words that begin so."""
        self._letters = tuple(text.casefold().split())
        self._place = 0

    def submit(self, text: str) -> None:
        """Take the marked rule into the draft, or out of it; the sheet stays for the next one."""
        found = self._found
        if not found:
            return
        rule = found[self._place]
        others = tuple(item for item in self._draft.rules if item.id != rule.id)
        is_taken = len(others) < len(self._draft.rules)
        if is_taken:
            self._draft.take(others)
        else:
            self._draft.add(*agreed([rule]))
        count = len(self._draft.rules)
        done = "Left out again" if is_taken else "Taken"
        self.host.say(f"{done}; {'one rule' if count == 1 else f'{count} rules'} in the draft.")


def _more(count: int, where: str) -> list[Content]:
    """How many rules more there are above or below."""
    return [Content.styled(f"   {count} more {where}", "$quiet")] if count else []


def _has_words(rule: Rule, letters: Sequence[str]) -> bool:
    words = f"{rule.text} {rule.category}".casefold().replace("“", " ").replace("-", " ").split()
    return all(any(word.startswith(wanted) for word in words) for wanted in letters)


def _heading_before(lines: Sequence[tuple[str, int | None]], place: int) -> str:
    return next(text for text, number in reversed(lines[:place]) if number is None)
