"""The roll call: one name at a time, three answers of equal weight, and a result without names.

Until the last one has answered, what was said stands in this sheet alone; then it is kept in one move.
"""

from textual.content import Content

from circle_tui.core.agreements import rollcall
from circle_tui.core.agreements.rollcall import Answer
from circle_tui.core.agreements.rules import MOST_READ_ALOUD, RulesVersion
from circle_tui.core.text import cut
from circle_tui.tonight.evening import Evening
from circle_tui.tui.live.steps import ROOMY_ROWS, large
from circle_tui.tui.sheet import KeyHint, Question, Sheet, hanging
from circle_tui.tui.stage import StageScreen

ANSWERS: dict[str, Answer] = {"y": "yes", "q": "question", "n": "not today"}
READ_OF_MANY = 5
"""As many of a long set are read aloud; the rest is unchanged since its date."""
ROWS_AROUND = 14
"""Rows of the window that the question, the answers and the frame take."""
WELCOME_ANYWAY = (
    "Not today is welcome: staying to listen is fine, and so is leaving. We talk later, in private."
)
PARKED = "A question is parked for later; k shows it."
WAITS = "Not everyone agrees today, so case work waits; g then o begins it, if all agree."


class RollCallSheet(Sheet):
    """Goes round those here who have not said yes yet; round everyone when all have."""

    opened_by = "g"
    is_beside = True

    def __init__(self, host: StageScreen, evening: Evening, version: RulesVersion) -> None:
        super().__init__(host)
        self._screen = host
        self._evening = evening
        self._answers: dict[str, Answer] = {}
        self._is_over = False
        self._first_shown = 0
        waiting = evening.agreeing.still_to_ask()
        self._people = [item.id for item in evening.people_here() if item.id in waiting or not waiting]
        self.title = f"Ground rules · version {version.number}"
        self._version = version

    @property
    def _asked(self) -> str | None:
        """Id of the one who is asked; None once all have answered."""
        place = len(self._answers)
        return self._people[place] if place < len(self._people) and not self._is_over else None

    def body(self) -> Content:
        """Who is asked, and about what; in the end how it stands."""
        if self._asked is None:
            return self._result()
        name = cut(self._evening.name(self._asked), max(8, self.wide - 4))
        parts = [large(f"{name}?", self.wide), Content("All right for you, for now?"), self._rules()]
        gap = "\n\n" if self._screen.size.height >= ROOMY_ROWS else "\n"
        return Content(gap).join(part for part in parts if part.plain)

    def _rules(self) -> Content:
        """As many of the rules as leave the answers to be seen; of a long set some."""
        rules = self._evening.agreeing.asked_about
        most = len(rules) if len(rules) <= MOST_READ_ALOUD else READ_OF_MANY
        spare = self._screen.size.height - ROWS_AROUND
        lines: list[str] = []
        for rule in rules[self._first_shown : most]:
            text = hanging("· ", rule.text, self.wide)
            spare -= text.count("\n") + 1
            if spare < 0:
                break
            lines.append(text)
        self._last_shown = self._first_shown + len(lines)
        if self._first_shown or self._last_shown < most:
            lines += ["· and the others; ↓ shows them"] if lines else []
        return Content.styled("\n".join(lines), "$quiet")

    def _result(self) -> Content:
        agreeing, said = self._evening.agreeing, set(self._answers.values())
        lines = [large(f"{agreeing.result()}.", self.wide)]
        if "question" in said:
            lines.append(Content(PARKED))
        if "not today" in said:
            lines.append(Content(WELCOME_ANYWAY))
        if rollcall.is_case_work_waiting(self._evening.room.session):
            lines.append(Content(WAITS))
        return Content("\n\n").join(lines)

    def hints(self) -> tuple[KeyHint, ...]:
        """The answers, with equal weight."""
        if self._asked is None:
            return (("enter", "we go on"),)
        back = (("b", "back one"),) if self._answers else ()
        return (("y", "yes"), ("q", "a question"), ("n", "not today"), *back, ("esc", "stop here"))

    def press(self, key: str) -> bool:
        """Take an answer and ask the next one; go back one."""
        if self._asked is None:
            if key == "enter":
                self.host.close_sheet()
            return key == "enter"
        if key in ("down", "up"):
            all_seen = key == "up" or self._last_shown >= len(self._evening.agreeing.asked_about)
            self._first_shown = 0 if all_seen else self._last_shown
            return True
        if key in ANSWERS:
            self._answers[self._asked] = ANSWERS[key]
            if len(self._answers) == len(self._people):
                self._keep()
            return True
        if key == "b" and self._answers:
            self._answers.popitem()
            return True
        return False

    def leave(self) -> None:
        """Keep what has been said so far, and go back to the rules."""
        if self._asked is not None and self._answers:
            self._keep()
        self.host.close_sheet()

    def _keep(self) -> None:
        self._is_over = True
        refusal = self._evening.agreeing.take(self._answers)
        self.host.say(refusal.why if refusal else "Noted: who said yes, and nothing else. u takes it back.")


class CaseWorkQuestion(Question):
    """Asks everyone whether case work begins all the same."""

    def __init__(self, host: StageScreen, evening: Evening) -> None:
        super().__init__(
            host,
            title="Begin case work all the same?",
            text="Somebody said not today, and no recording is one of the rules. Is it all right for each of "
            "you, also for them? A single no is enough to leave it for today. d helps to decide.",
            yes="all agree",
            no="it waits",
        )
        self.opened_by = "g"
        self._evening = evening

    def confirmed(self) -> None:
        """Let case work begin tonight."""
        refusal = self._evening.room.do(rollcall.agree_on_case_work)
        self.host.say(refusal.why if refusal else "Case work may begin. u takes it back.")
