"""Ground rules made together in the running evening: the steps with their clocks, and the draft beside them.

The draft lives in memory; it holds only once all have agreed to it and it is written as a version.
"""

from msgspec.structs import replace
from textual.content import Content

from circle_tui.core.agreements import decisions
from circle_tui.core.agreements.reviews import SEGMENT
from circle_tui.core.agreements.rules import TOGETHER, AgreedRule, RulesVersion, has_same_words
from circle_tui.core.errors import BadInput
from circle_tui.core.happening.refusal import Refusal
from circle_tui.core.shelf import NotSavedError
from circle_tui.register import Register
from circle_tui.tonight.evening import Evening
from circle_tui.tonight.memory import Along
from circle_tui.tui.group.draft import RulesDraft
from circle_tui.tui.group.editor import EditorSheet
from circle_tui.tui.group.wording import Wording
from circle_tui.tui.live.steps import StepsSheet
from circle_tui.tui.lobby.asking import Confirm
from circle_tui.tui.sheet import KeyHint, Sheet, hanging
from circle_tui.tui.stage import StageScreen

IN_MEMORY = " · in memory only, until it is saved"
ROWS_AROUND = 15
"""Rows of a sheet that a step, its keys and the frame take."""


class MakingSheet(StepsSheet):
    """The steps from needs to consent; the last one leads to a new version."""

    def __init__(self, host: StageScreen, evening: Evening) -> None:
        super().__init__(host, evening, evening.library.agreeing[TOGETHER], opened_by="g")
        version = evening.group.rules_in_force
        if evening.memory.rules_draft is None:
            evening.memory.rules_draft = version.rules if version else ()
            evening.memory.rules_before = evening.group.rules
        segment = evening.room.session.current_segment
        if segment is not None and segment.id == SEGMENT:
            # The review has had its own steps: what is left to do here is to word it, and to ask everyone.
            self._place = len(self._steps) - 1

    @property
    def draft(self) -> tuple[AgreedRule, ...]:
        """The rules as they would be."""
        return self._evening.memory.rules_draft or ()

    def body(self) -> Content:
        """The step, and under it as much of the draft as leaves the keys to be seen."""
        spare = max(2, self._screen.size.height * 17 // 20 - ROWS_AROUND)
        lines = [line for rule in self.draft for line in hanging("· ", rule.text, self.wide).split("\n")]
        if len(lines) > spare:
            lines = [*lines[: spare - 1], "· and more; e shows them"]
        heading = Content.assemble(("DRAFT", "bold $quiet"), (IN_MEMORY, "$quiet"))
        return Content("\n").join(
            [super().body(), Content(""), heading, *(Content.styled(line, "$quiet") for line in lines)]
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
        if version is not None and has_same_words(version.rules, self.draft):
            title, text = f"Version {version.number} again, from today?", "Only the date is new."
        elif version is not None:
            title = f"Version {version.number + 1}, from today?"
            text = f"Version {version.number} stays readable. {text}"
        over = Drafting(self._screen, self._evening, self)
        over.open_over(Confirm(over, title=title, text=text, yes="save it", then=self._write))

    def _write(self) -> None:
        desk, evening = self._screen.circle.evening_desk, self._evening
        before, draft = evening.memory.rules_before, self.draft
        try:
            group = desk.register.write_rules(replace(evening.group, rules=before), draft)
        except BadInput as exc:
            evening.regroup(desk.register.now(evening.group))
            evening.memory.rules_before = evening.group.rules
            self.host.say(str(exc))
            return
        except NotSavedError as exc:
            self.host.say(str(exc))
            return
        self.host.close_sheet()
        evening.regroup(group)
        evening.memory.rules_draft = None
        number = group.rules[-1].number
        words = f"Ground rules, version {number}, hold from today."
        refusal: Refusal | None = evening.room.do(decisions.decide, words, way="consent")
        if refusal is None:
            evening.taking_back.note_along(_written(desk.register, evening, before, draft))
        self.host.say(
            refusal.why if refusal else f"Version {number} holds from today. g, then r asks each of you."
        )


def _written(
    register: Register,
    evening: Evening,
    before: tuple[RulesVersion, ...],
    draft: tuple[AgreedRule, ...],
) -> Along:
    """The way back from a version that was just written, and to it again; its draft is kept meanwhile."""
    after = evening.group.rules

    def put(
        versions: tuple[RulesVersion, ...],
        instead_of: tuple[RulesVersion, ...],
        left: tuple[AgreedRule, ...] | None,
    ) -> str:
        try:
            evening.regroup(register.with_versions(evening.group, versions, instead_of=instead_of))
        except (BadInput, NotSavedError) as exc:
            return f"The ground rules stay as they are written. {exc}"
        evening.memory.rules_draft, evening.memory.rules_before = left, versions
        return ""

    return Along(lambda: put(before, after, draft), lambda: put(after, before, None))


class DraftSheet(EditorSheet):
    """The editor over the running evening; `u` stays the evening's own key."""

    title = "The draft"

    def hints(self) -> tuple[KeyHint, ...]:
        """Its own keys."""
        return (
            ("enter", "reword"), ("a", "add"), ("b", "from library"), ("t", "looks after"), ("x", "remove"),
            ("z", "take back"), ("s", "starter sets"), ("esc", "back to the steps"),
        )  # fmt: skip

    def press(self, key: str) -> bool:
        """Change the draft."""
        return super().press("u" if key == "z" else key)


class Drafting:
    """Lets the draft be changed on a screen, in the sheets the group's own page has for it."""

    def __init__(self, screen: StageScreen, evening: Evening, beneath: MakingSheet) -> None:
        self._screen = screen
        self._evening = evening
        self._draft = RulesDraft(beneath.draft)

    def open(self) -> None:
        """Put the draft on the screen."""
        own_rule = self._screen.circle.evening_desk.register.own_rule
        wording = Wording(self, self._draft, own_rule, self._evening.library)
        self.open_over(DraftSheet(self, wording))

    # -- what a sheet asks of the screen it lies on

    def open_sheet(self, sheet: Sheet) -> None:
        """Put a sheet on top."""
        self._screen.open_sheet(sheet)

    def close_sheet(self) -> None:
        """Take the sheet away; what lay under it is on top again."""
        self._evening.memory.rules_draft = self._draft.rules
        self._screen.close_sheet()

    def say(self, sentence: str) -> None:
        """Say a sentence."""
        self._screen.say(sentence)

    def redraw(self) -> None:
        """Draw again."""
        self._screen.redraw()

    def rows_for_list(self) -> int:
        """How many lines of a list there is room for."""
        return max(3, self._screen.size.height * 17 // 20 - 13)

    def write_version(self) -> None:
        """Say where it is saved."""
        self.say("The last step asks everyone; then it is saved.")

    def open_over(self, sheet: Sheet) -> None:
        """Put a sheet on top of the one that is there, which comes back afterwards."""
        self._screen.open_over(sheet)
