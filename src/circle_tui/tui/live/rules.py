"""Ground rules over the right half of the screen; the clock stays to be seen and goes on."""

from textual.content import Content

from circle_tui.core.agreements.rollcall import RECORDING
from circle_tui.core.clock.recurrence import say_day
from circle_tui.core.happening import moves
from circle_tui.core.happening.refusal import Refusal
from circle_tui.tonight.agreeing import NO_RULES
from circle_tui.tonight.evening import Evening
from circle_tui.tui.live.rollcall import CaseWorkQuestion, open_roll_call
from circle_tui.tui.sheet import KeyHint, Sheet, hanging
from circle_tui.tui.stage import StageScreen


class RulesSheet(Sheet):
    """The set in force with its version and date, what is due, the rule of the day, and the limits card."""

    opened_by = "g"
    is_beside = True

    def __init__(self, host: StageScreen, evening: Evening) -> None:
        super().__init__(host)
        self._screen = host
        self._evening = evening
        self._shows_limits = False
        version = evening.group.rules_in_force
        self.title = (
            f"Ground rules · version {version.number} of {say_day(version.on)} {version.on.year}"
            if version
            else "Ground rules"
        )

    def body(self) -> Content:
        """What is open, the rule of the day, then the rules; or the limits card."""
        if self._shows_limits:
            title, text = self._evening.scene.cards.get("limits", ("Limits of confidentiality", ""))
            return Content.assemble((title, "bold $secondary"), "\n", text)
        version = self._evening.group.rules_in_force
        if version is None or not version.rules:
            return Content(NO_RULES.why)
        rules = enumerate(version.rules, 1)
        lines = [Content(hanging(f"{place:>2}  ", rule.text, self.wide)) for place, rule in rules]
        return Content("\n").join([*self._today(), *lines])

    def _today(self) -> list[Content]:
        """The rule of the day, and in a quiet line what is open tonight."""
        agreeing = self._evening.agreeing
        rule = agreeing.rule_of_the_day
        lines = [Content.styled(hanging("Today: ", rule.text, self.wide), "$secondary")] if rule else []
        if due := agreeing.due():
            lines.append(
                Content.styled(hanging("", f"To look at again: {', '.join(due)}.", self.wide), "$quiet")
            )
        if agreeing.roll_call is not None and (says := agreeing.roll_call.line()):
            lines.append(Content.styled(hanging("", says, self.wide), "$quiet"))
        return [*lines, Content("")] if lines else []

    def hints(self) -> tuple[KeyHint, ...]:
        """What can be done from here."""
        session = self._evening.room.session
        limits = ("m", "the rules" if self._shows_limits else "limits card")
        if session.phase == "ended":
            return (limits, ("↑ ↓", "more"), ("esc", "back"))
        skip = () if session.limits_read is not None else (("x", "limits card: not tonight"),)
        cases = (("o", "case work"),) if self._evening.agreeing.is_case_work_waiting else ()
        new = (("j", "for those new here"),) if self._evening.agreeing.to_welcome else ()
        return (
            *cases, ("r", "roll call"), *new, limits, *skip, ("t", "a minute for it"),
            ("v", "looked at again"), ("w", "make them together"), ("↑ ↓", "more"), ("esc", "back"),
        )  # fmt: skip

    def press(self, key: str) -> bool:
        """Turn to the limits card, ask everyone, or note what was done."""
        agreeing = self._evening.agreeing
        match key:
            case "m":
                self._shows_limits = not self._shows_limits
            case "x":
                self._close_if_done(
                    self._evening.room.do(moves.skip_limits), "The limits card is noted as not read tonight."
                )
            case "r":
                self._ask_everyone()
            case "t":
                self._close_if_done(agreeing.put_in_rule(), "A minute for it comes next. l asks who speaks.")
            case "v":
                self._ask_whether_reviewed()
            case "w":
                self._make_together()
            case "j" if agreeing.to_welcome:
                self._welcome()
            case "o" if agreeing.is_case_work_waiting:
                self._ask_for_case_work()
            case _:
                return False
        return True

    def _say(self, refusal: Refusal | None, done: str) -> None:
        self.host.say(refusal.why if refusal else done)

    def _close_if_done(self, refusal: Refusal | None, done: str) -> None:
        if refusal is None:
            self.host.close_sheet()
        self._say(refusal, done)

    def _ask_everyone(self) -> None:
        """Begin the roll call, if there is anything and anybody to ask."""
        roll_call = self._evening.agreeing.roll_call
        if roll_call is None:
            self.host.say(NO_RULES.why)
        elif not self._evening.room.session.here:
            self.host.say("Nobody is marked as here yet. r opens the roll.")
        else:
            open_roll_call(self._screen, self._evening, roll_call)

    def _ask_whether_reviewed(self) -> None:
        from circle_tui.tui.live.review import ReviewedQuestion

        agreeing = self._evening.agreeing
        if not agreeing.to_review():
            self.host.say(NO_RULES.why)
            return
        self.host.open_sheet(ReviewedQuestion(self.host, agreeing.to_review(), agreeing.note_reviewed))

    def _welcome(self) -> None:
        from circle_tui.tui.live.joining import JoiningSheet

        self.host.open_sheet(JoiningSheet(self._screen, self._evening, opened_by="g", shows_card=True))

    def _ask_for_case_work(self) -> None:
        """Ask aloud for a yes to the rule that case work waits for."""
        agreeing = self._evening.agreeing
        rule = next((rule.text for rule in agreeing.asked_about if rule.id == RECORDING), "No recording.")
        if agreeing.roll_call is not None:
            self.host.open_sheet(CaseWorkQuestion(self._screen, agreeing.roll_call, rule))

    def _make_together(self) -> None:
        from circle_tui.tui.live.making import MakingSheet

        if self._evening.room.session.phase == "ended":
            self.host.say("This evening has ended; g in the lobby changes the rules.")
            return
        self.host.open_sheet(MakingSheet(self._screen, self._evening))
