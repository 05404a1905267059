"""The starter sets: rules that a group can begin from."""

from collections.abc import Callable, Iterable

from textual.content import Content

from circle_tui.core.agreements.rules import AgreedRule, RuleSet
from circle_tui.tui.sheet import Host, KeyHint, Sheet


class StarterSheet(Sheet):
    """The starter sets; one takes the place of the library's rules in the draft, and can be taken back."""

    title = "A starter set, in place of the rules that came from the library"
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
