"""Ground rules made together in the running evening: the steps with their clocks, and the draft beside them.

The draft lives in memory; it holds only once all have agreed to it and it is written as a version.
"""

from textual.content import Content

from circle_tui.core.agreements import decisions
from circle_tui.core.agreements.rules import TOGETHER, AgreedRule, RuleSet, agreed
from circle_tui.core.happening.refusal import Refusal
from circle_tui.core.shelf import NotSavedError
from circle_tui.core.text import cut
from circle_tui.desk import Desk
from circle_tui.tonight.evening import Evening
from circle_tui.tui.group.draft import RulesDraft
from circle_tui.tui.group.editor import EditorSheet, LibrarySheet, StarterSheet
from circle_tui.tui.live.steps import StepsSheet
from circle_tui.tui.lobby.asking import Confirm, TextAnswer
from circle_tui.tui.sheet import KeyHint, Sheet
from circle_tui.tui.stage import StageScreen

ROWS_AROUND = 15
"""Rows of a sheet that a step, its keys and the frame take."""


class MakingSheet(StepsSheet):
    """The steps from needs to consent; the last one leads to a new version."""

    def __init__(self, host: StageScreen, evening: Evening) -> None:
        super().__init__(host, evening, evening.library.agreeing[TOGETHER], opened_by="g")
        version = evening.group.rules_in_force
        if evening.memory.rules_draft is None:
            evening.memory.rules_draft = version.rules if version else ()

    @property
    def draft(self) -> tuple[AgreedRule, ...]:
        """The rules as they would be."""
        return self._evening.memory.rules_draft or ()

    def body(self) -> Content:
        """The step, and under it as much of the draft as leaves the keys to be seen."""
        spare = max(2, self._screen.size.height * 17 // 20 - ROWS_AROUND)
        fits = len(self.draft) <= spare
        shown = self.draft if fits else self.draft[: spare - 1]
        lines = [Content.styled(f"· {cut(rule.text, max(8, self.wide - 2))}", "$quiet") for rule in shown]
        if not fits:
            lines.append(Content.styled("· and more; e shows them", "$quiet"))
        return Content("\n").join(
            [super().body(), Content(""), Content.styled("DRAFT", "bold $quiet"), *lines]
        )

    def hints(self) -> tuple[KeyHint, ...]:
        """The draft at each step; in the end what came of the round."""
        back: tuple[KeyHint, ...] = (("b", "back"),) if self._place else ()
        if self.is_last:
            return (
                ("y", "all agree"),
                ("o", "an objection"),
                ("e", "the draft"),
                *back,
                ("esc", "not today"),
            )
        return (("n", "next"), ("e", "the draft"), *back, ("esc", "leave it here"))

    def press(self, key: str) -> bool:
        """Open the draft, or take what came of the round."""
        if key == "e":
            Drafting(self._screen, self._evening, self).open()
            return True
        if self.is_last and key in ("n", "enter"):
            self.host.say("y if all agree, o for an objection.")
            return True
        if self.is_last and key == "o":
            self._go_to(self._place - 1)
            self.host.say("Thank you. What would make it safe enough to try? e changes the draft.")
            return True
        if self.is_last and key == "y":
            self._ask_to_write()
            return True
        return super().press(key)

    def _ask_to_write(self) -> None:
        if not self.draft:
            self.host.say("The draft has no lines yet; e opens it.")
            return
        version = self._evening.group.rules_in_force
        title, text = "Version 1, from today?", "g, then r asks each of you for your yes."
        if version is not None and version.rules == self.draft:
            title, text = f"Version {version.number} again, from today?", "Only the date is new."
        elif version is not None:
            title = f"Version {version.number + 1}, from today?"
            text = f"Version {version.number} stays readable. {text}"
        over = Drafting(self._screen, self._evening, self)
        self.host.open_sheet(Confirm(over, title=title, text=text, yes="write it", then=self._write))

    def _write(self) -> None:
        desk, evening = self._screen.circle.evening_desk, self._evening
        try:
            group = desk.register.write_rules(evening.group, self.draft)
        except NotSavedError as exc:
            self.host.say(str(exc))
            return
        self.host.close_sheet()
        evening.regroup(group)
        evening.memory.rules_draft = None
        number = group.rules[-1].number
        words = f"Ground rules, version {number}, hold from today."
        refusal: Refusal | None = evening.room.do(decisions.decide, words, way="consent")
        self.host.say(
            refusal.why if refusal else f"Version {number} holds from today. g, then r asks each of you."
        )


class DraftSheet(EditorSheet):
    """The editor over the running evening; `u` stays the evening's own key."""

    title = "The draft"

    def hints(self) -> tuple[KeyHint, ...]:
        """Its own keys."""
        return (
            ("enter", "reword"), ("a", "add"), ("b", "from library"), ("x", "remove"), ("z", "take back"),
            ("s", "starter sets"), ("esc", "back to the steps"),
        )  # fmt: skip

    def press(self, key: str) -> bool:
        """Change the draft."""
        return super().press("u" if key == "z" else key)


class Drafting:
    """Lets the draft be changed on a screen, in the sheets the group's own page has for it."""

    def __init__(self, screen: StageScreen, evening: Evening, beneath: MakingSheet) -> None:
        self._screen = screen
        self._evening = evening
        self._below: list[Sheet] = [beneath]
        self._draft = RulesDraft(beneath.draft)

    def open(self) -> None:
        """Put the draft on the screen."""
        self._screen.open_sheet(DraftSheet(self, self._draft))

    @property
    def _desk(self) -> Desk:
        return self._screen.circle.evening_desk

    # -- what a sheet asks of the screen it lies on

    def open_sheet(self, sheet: Sheet) -> None:
        """Put a sheet on top."""
        self._screen.open_sheet(sheet)

    def close_sheet(self) -> None:
        """Take the sheet away; what lay under it is on top again."""
        self._evening.memory.rules_draft = self._draft.rules
        self._screen.open_sheet(self._below.pop())

    def say(self, sentence: str) -> None:
        """Say a sentence."""
        self._screen.say(sentence)

    def redraw(self) -> None:
        """Draw again."""
        self._screen.redraw()

    def rows_for_list(self) -> int:
        """How many lines of a list there is room for."""
        return max(3, self._screen.size.height * 17 // 20 - 13)

    # -- what changes the draft

    def add_rule(self) -> None:
        """Ask for a rule in the group's own words."""
        self._over(
            TextAnswer(
                self, title="A rule of your own", text="One sentence that can be read aloud.", then=self._add
            )
        )

    def reword_rule(self) -> None:
        """Ask for other words for the chosen rule."""
        if self._draft.chosen is not None:
            self._over(
                TextAnswer(
                    self,
                    title="In other words",
                    text="It stays the same rule, worded your way.",
                    initial=self._draft.chosen.text,
                    then=self._reword,
                )
            )

    def choose_from_library(self) -> None:
        """Open the library."""
        self._over(LibrarySheet(self, self._draft, self._evening.library.rules.values()))

    def choose_starter_set(self) -> None:
        """Open the starter sets."""
        sets = self._evening.library.rule_sets.values()
        self._over(StarterSheet(self, sets, self._draft.take, self._rules_of))

    def write_version(self) -> None:
        """Say where it is written."""
        self.say("The last step asks everyone; then it is written.")

    def _add(self, text: str) -> None:
        self._draft.add(self._desk.register.own_rule(text))
        self.close_sheet()

    def _reword(self, text: str) -> None:
        self._draft.reword(self._desk.register.own_rule(text))
        self.close_sheet()

    def _rules_of(self, chosen: RuleSet) -> tuple[AgreedRule, ...]:
        return agreed(self._evening.library.rules[rule] for rule in chosen.rules)

    def _over(self, sheet: Sheet) -> None:
        if self._screen.sheet is not None:
            self._below.append(self._screen.sheet)
        self._screen.open_sheet(sheet)
