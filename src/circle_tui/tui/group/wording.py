"""What changes ground rules in a draft: words of one's own, what they look after, the library, starter sets.

The group's page and the running evening share it. Nothing holds before the draft is saved as a version.
"""

from collections.abc import Callable
from typing import Protocol

from msgspec.structs import replace
from textual.content import Content

from circle_tui.content.load import Library
from circle_tui.core.agreements.rules import (
    COVERS,
    AgreedRule,
    Cover,
    agreed,
    looked_after,
    say_still_to_agree,
    still_to_agree,
)
from circle_tui.core.text import pad
from circle_tui.tui.group.draft import RulesDraft
from circle_tui.tui.group.library import LibrarySheet
from circle_tui.tui.group.starter import StarterSheet
from circle_tui.tui.lobby.asking import TextAnswer
from circle_tui.tui.sheet import Host, KeyHint, Sheet

MEANS: dict[Cover, str] = {
    "confidentiality": "what stays here",
    "consent": "what each one is told, and says yes to",
    "autonomy": "that everyone may pass, choose, say no",
    "attendance": "coming, being late, missing, leaving",
    "presentation": "how something is brought, and how it is met",
    "ethics": "our duties, and worries about them",
}


COVER_CELLS = max(map(len, COVERS)) + 2


class LaysOver(Host, Protocol):
    """The screen on which rules are worded."""

    def open_over(self, sheet: Sheet) -> None:
        """Put a sheet on top of the one that is there, which comes back afterwards."""
        ...

    def rows_for_list(self) -> int:
        """How many lines of a list there is room for."""
        ...


class Wording:
    """One draft, and the sheets that change it."""

    def __init__(
        self, host: LaysOver, draft: RulesDraft, own_rule: Callable[[str], AgreedRule], library: Library
    ) -> None:
        self.draft = draft
        self._host = host
        self._own_rule = own_rule
        self._library = library

    @property
    def missing(self) -> str:
        """What the draft has no rule about yet, in a sentence; empty when it has one for everything."""
        return say_still_to_agree(still_to_agree(self.draft.rules, self._library.rules))

    def add_rule(self) -> None:
        """Ask for a rule in the group's own words, and what it looks after."""
        self._ask("A rule of your own", "One sentence that can be read aloud.", "", self._add)

    def _add(self, text: str) -> None:
        rule = self._own_rule(text)
        self._host.close_sheet()
        sheet = CoverSheet(self._host, rule, lambda covers: self.draft.add(replace(rule, covers=covers)))
        self._host.open_over(sheet)

    def reword_rule(self) -> None:
        """Ask for other words for the chosen rule."""
        chosen = self.draft.chosen
        if chosen is not None:
            self._ask("In other words", "It stays the same rule, worded your way.", chosen.text, self._reword)

    def _reword(self, text: str) -> None:
        self.draft.reword(self._own_rule(text))
        self._host.close_sheet()

    def say_what_it_looks_after(self) -> None:
        """Ask what the chosen rule looks after, when it is the group's own; else say it."""
        chosen = self.draft.chosen
        if chosen is None:
            return
        if chosen.id in self._library.rules:
            covers = ", ".join(looked_after(chosen, self._library.rules))
            self._host.say(f"This one is of the library; it looks after {covers or 'none of the six'}.")
            return
        self._host.open_over(CoverSheet(self._host, chosen, self.draft.note_covers, may_leave=True))

    def choose_from_library(self) -> None:
        """Open the library."""
        rules, rows = self._library.rules.values(), self._host.rows_for_list()
        self._host.open_over(LibrarySheet(self._host, self.draft, rules, rows))

    def choose_starter_set(self) -> None:
        """Open the starter sets; rules in the group's own words stay behind the ones that are taken."""
        library = self._library
        own = tuple(rule for rule in self.draft.rules if rule.id not in library.rules)
        self._host.open_over(
            StarterSheet(
                self._host,
                library.rule_sets.values(),
                self.draft.take,
                lambda chosen: (*agreed(library.rules[rule] for rule in chosen.rules), *own),
            )
        )

    def _ask(self, title: str, text: str, initial: str, then: Callable[[str], None]) -> None:
        self._host.open_over(TextAnswer(self._host, title=title, text=text, initial=initial, then=then))


class CoverSheet(Sheet):
    """Which of the six things that a code speaks about a rule looks after, if any."""

    title = "What does it look after?"

    def __init__(
        self,
        host: Host,
        rule: AgreedRule,
        take: Callable[[tuple[Cover, ...]], None],
        *,
        may_leave: bool = False,
    ) -> None:
        super().__init__(host)
        self._rule = rule
        self._take = take
        self._may_leave = may_leave
        """Whether escape leaves it as it is; else it answers: none of them."""

    def body(self) -> Content:
        """The rule, and the six with a digit each."""
        lines = [Content.styled(f"“{self._rule.text}”", "$secondary")]
        for number, cover in enumerate(COVERS, 1):
            mark = "✓" if cover in self._rule.covers else " "
            means = MEANS[cover] if len(MEANS[cover]) <= self.wide - COVER_CELLS - 4 else ""
            lines.append(
                Content.assemble(
                    (f"{number} ", "bold $primary"), f"{mark} {pad(cover, COVER_CELLS)}", (means, "$quiet")
                )
            )
        return Content("\n").join(lines)

    def hints(self) -> tuple[KeyHint, ...]:
        """One digit; none is as good an answer."""
        leave: tuple[KeyHint, ...] = (("esc", "leave it"),) if self._may_leave else ()
        return (("1–6", "this one"), ("enter", "none of these"), *leave)

    def press(self, key: str) -> bool:
        """Take one of them, or none."""
        if key == "enter":
            return self._answer(())
        if key.isdecimal() and 1 <= int(key) <= len(COVERS):
            return self._answer((COVERS[int(key) - 1],))
        return False

    def leave(self) -> None:
        """Leave it as it is; a new rule looks after none of them."""
        if self._may_leave:
            self.host.close_sheet()
        else:
            self._answer(())

    def _answer(self, covers: tuple[Cover, ...]) -> bool:
        self._take(covers)
        self.host.close_sheet()
        return True
