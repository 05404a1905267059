"""The roll call: one name at a time, three answers of equal weight, and a result without names.

Everyone is asked who has not been asked tonight. Whoever has not said yes can be asked alone, but only
behind "Not sharing? Press twice": on a shared screen that would be a list of those who refused. Until the
last one has answered, what was said stands in this sheet alone; then it is kept in one move.
"""

from collections.abc import Sequence

from textual.content import Content

from circle_tui.core.agreements.rollcall import Answer
from circle_tui.core.agreements.rules import MOST_READ_ALOUD
from circle_tui.core.text import cut
from circle_tui.tonight.evening import Evening
from circle_tui.tonight.rollcall import RollCall
from circle_tui.tui.live.steps import ROOMY_ROWS, large
from circle_tui.tui.sheet import KeyHint, Question, Sheet, hanging
from circle_tui.tui.stage import StageScreen

ANSWERS: dict[str, Answer] = {"y": "yes", "q": "question", "n": "not today"}
READ_OF_MANY = 5
"""As many of a long set are read aloud; the rest is unchanged since its date."""
ROWS_AROUND = 14
"""Rows of the window that the question, the answers and the frame take."""
FEWEST_ROWS, ROWS_ALONE = 2, 3
"""In fewer rows the rules are shown alone, as many as these have room for."""
WELCOME_ANYWAY = (
    "Not today is welcome: staying to listen is fine, and so is leaving. We talk later, in private."
)
PARKED = "A question is parked for later; k shows it."
WAITS = "Case work waits until each one here says yes to no recording: g, then o asks."
THANKS = "Thank you. That is noted."
EITHER_WAY = "A yes is kept; a question or a not today is welcome too, and is written nowhere."
GATE = "Not sharing this screen? tab again asks those alone who have not said yes."
ALL_YES = "Everyone here has said yes."
NOT_FOR_THE_ROOM = " · not for the shared screen"


def open_roll_call(host: StageScreen, evening: Evening, roll_call: RollCall) -> None:
    """Ask whoever has not been asked tonight; when everyone has been, say so first."""
    if roll_call.to_ask:
        host.open_sheet(RollCallSheet(host, evening, roll_call, roll_call.to_ask))
        return
    host.open_sheet(AskedSheet(host, evening, roll_call))


class _GatedSheet(Sheet):
    """What leads to those who have not said yes: tab, pressed twice."""

    opened_by = "g"
    is_beside = True

    def __init__(self, host: StageScreen, evening: Evening, roll_call: RollCall) -> None:
        super().__init__(host)
        self._screen = host
        self._evening = evening
        self._roll_call = roll_call
        self._has_asked_gate = False

    def _pass_gate(self, key: str) -> None:
        """Open at the second press of tab; any other key closes the gate again."""
        if key != "tab":
            self._has_asked_gate = False
            return
        if not self._has_asked_gate:
            self._has_asked_gate = True
            return
        waiting = self._roll_call.still_open
        if not waiting:
            self.host.say(ALL_YES)
            return
        alone = RollCallSheet(self._screen, self._evening, self._roll_call, waiting)
        alone.title += NOT_FOR_THE_ROOM
        self.host.open_sheet(alone)


class AskedSheet(_GatedSheet):
    """Everyone here has been asked tonight: how it stands, and asking once more."""

    title = "Everyone here has been asked"

    def body(self) -> Content:
        """How it stands, where that tells nothing about anybody."""
        result = self._roll_call.result()
        lines = [large(f"{result}." if result else THANKS, self.wide)]
        if self._has_asked_gate:
            lines.append(Content.styled(GATE, "bold $warning"))
        return Content("\n\n").join(lines)

    def hints(self) -> tuple[KeyHint, ...]:
        """Once more, all together; or those who have not said yes, alone."""
        return (
            ("a", "asks everyone once more"),
            ("tab twice", "who is still open, when not sharing"),
            ("esc", "back"),
        )

    def press(self, key: str) -> bool:
        """Ask everyone again, or go to the gate."""
        self._pass_gate(key)
        if key == "a":
            everyone = self._evening.room.session.here
            self.host.open_sheet(RollCallSheet(self._screen, self._evening, self._roll_call, everyone))
        return key in ("a", "tab")


class RollCallSheet(_GatedSheet):
    """Goes round those who are asked, by name."""

    def __init__(
        self, host: StageScreen, evening: Evening, roll_call: RollCall, asked: Sequence[str]
    ) -> None:
        super().__init__(host, evening, roll_call)
        self._answers: dict[str, Answer] = {}
        self._is_over = False
        self._first_shown = self._last_shown = 0
        self._is_reading = False
        """Whether the rules stand there in place of the question, in a small window."""
        self._people = [item.id for item in evening.people_here() if item.id in asked]
        version = evening.agreeing.version
        self.title = f"Ground rules · version {version.number}" if version else "Ground rules"

    @property
    def _asked(self) -> str | None:
        """Id of the one who is asked; None once all have answered."""
        place = len(self._answers)
        return self._people[place] if place < len(self._people) and not self._is_over else None

    def body(self) -> Content:
        """Who is asked, and about what; in the end how it stands."""
        if self._asked is None:
            return self._result()
        rules = self._rules()
        if self._is_reading:
            return rules
        name = cut(self._evening.name(self._asked), max(8, self.wide - 4))
        gate = Content.styled(GATE if self._has_asked_gate else "", "bold $warning")
        parts = [large(f"{name}?", self.wide), Content("All right for you, for now?"), gate, rules]
        gap = "\n\n" if self._screen.size.height >= ROOMY_ROWS else "\n"
        return Content(gap).join(part for part in parts if part.plain)

    @property
    def _is_small(self) -> bool:
        """Whether the question leaves no room for a rule, so that either stands there alone."""
        return self._screen.size.height - ROWS_AROUND < FEWEST_ROWS

    def _rules(self) -> Content:
        """As many of the rules as leave the answers to be seen; of a long set some at first."""
        if self._is_small and not self._is_reading:
            return Content("")
        rules = self._evening.agreeing.asked_about
        most = READ_OF_MANY if len(rules) > MOST_READ_ALOUD and not self._first_shown else len(rules)
        spare = ROWS_ALONE if self._is_small else self._screen.size.height - ROWS_AROUND
        lines: list[str] = []
        for rule in rules[self._first_shown : most]:
            text = hanging("· ", rule.text, self.wide)
            spare -= text.count("\n") + 1
            if spare < 0 and lines:
                break
            lines.append(text)
        self._last_shown = self._first_shown + len(lines)
        if not self._is_small and (self._first_shown or self._last_shown < len(rules)):
            lines += ["· and the others; ↓ shows them"]
        return Content.styled("\n".join(lines), "$quiet")

    def _turn_page(self, key: str) -> None:
        """Show further rules, and after the last the question or the first ones again."""
        if self._is_small and not self._is_reading:
            self._is_reading, self._first_shown = True, 0
            return
        all_seen = key == "up" or self._last_shown >= len(self._evening.agreeing.asked_about)
        self._first_shown = 0 if all_seen else self._last_shown
        self._is_reading = self._is_small and not all_seen

    def _result(self) -> Content:
        """How it stands; when one alone was asked, the same words whatever they said."""
        result, said = self._roll_call.result(), set(self._answers.values())
        if not result:
            return Content("\n\n").join([large(THANKS, self.wide), Content(EITHER_WAY)])
        lines = [large(f"{result}.", self.wide)]
        if "question" in said:
            lines.append(Content(PARKED))
        if "not today" in said:
            lines.append(Content(WELCOME_ANYWAY))
        if self._roll_call.is_case_work_waiting:
            lines.append(Content(WAITS))
        return Content("\n\n").join(lines)

    def hints(self) -> tuple[KeyHint, ...]:
        """The answers, with equal weight."""
        if self._asked is None:
            return (("enter", "we go on"),)
        others: tuple[KeyHint, ...] = (("b", "back one"),) if self._answers else ()
        if self._leads_to_gate:
            others = (("tab twice", "who is still open, when not sharing"),)
        rules: tuple[KeyHint, ...] = (
            (("↓", "more" if self._is_reading else "the rules"),) if self._is_small else ()
        )
        answers = (("y", "yes"), ("q", "a question"), ("n", "not today"))
        return (*answers, *rules, *others, ("esc", "stop here"))

    @property
    def _leads_to_gate(self) -> bool:
        """Whether those who have not said yes can be asked alone from here: before the first answer."""
        is_open = not self._answers and not self.title.endswith(NOT_FOR_THE_ROOM)
        return is_open and self._roll_call.was_asked_before

    def press(self, key: str) -> bool:
        """Take an answer and ask the next one; go back one."""
        if self._asked is None:
            if key == "enter":
                self.host.close_sheet()
            return key == "enter"
        if self._leads_to_gate:
            self._pass_gate(key)
            if key == "tab":
                return True
        if key in ("down", "up"):
            self._turn_page(key)
            return True
        self._is_reading = False
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
        refusal = self._roll_call.take(self._answers)
        self.host.say(refusal.why if refusal else "Noted: who said yes, and nothing else. u takes it back.")


class CaseWorkQuestion(Question):
    """Asks for the one yes without which no case begins; it asks nobody to give way."""

    def __init__(self, host: StageScreen, roll_call: RollCall, rule: str) -> None:
        super().__init__(
            host,
            title="Does each one here say yes to this?",
            text=f"“{rule}” Ask it aloud, one after the other. A single no is enough for case work to wait, "
            "and needs no reason; listening is fine either way.",
            yes="each one has said yes",
            no="it waits",
        )
        self.opened_by = "g"
        self._roll_call = roll_call

    def confirmed(self) -> None:
        """Let case work begin tonight."""
        refusal = self._roll_call.agree_on_case_work()
        self.host.say(refusal.why if refusal else "Case work may begin. u takes it back.")
