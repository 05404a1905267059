"""Decide: which way, a practice run, the kind of evening, and which way fits what."""

from textual.content import Content

from circle_tui.core.agreements import decisions
from circle_tui.core.agreements.decisions import Decision
from circle_tui.core.agreements.ways import PRACTICE
from circle_tui.core.happening.events.agreements import Way
from circle_tui.core.plan.modes import MODE_WORDS, MODES, Mode
from circle_tui.tonight.evening import Evening
from circle_tui.tui.live.lookagain import LookAgainSheet
from circle_tui.tui.live.pulses import PulseSheet
from circle_tui.tui.live.replan import offer_rest
from circle_tui.tui.live.rounds import RoundSheet, open_proposal
from circle_tui.tui.lobby.picture import say_date
from circle_tui.tui.sheet import Host, KeyHint, Question, Sheet, choice, hanging
from circle_tui.tui.stage import StageScreen

WAYS: tuple[tuple[str, Way, str], ...] = (
    ("1", "consent", "Consent: good enough for now, safe enough to try"),
    ("2", "consensus", "Consensus: for who we are, safety, money, who is in"),
    ("3", "fist-to-five", "Fist to five: a quick look, by fingers"),
)


class DecideSheet(Sheet):
    """Which way to decide, and what else the group decides here."""

    title = "What do we decide, and how?"
    opened_by = "d"

    def __init__(self, host: StageScreen, evening: Evening) -> None:
        super().__init__(host)
        self._screen = host
        self._evening = evening
        self._is_asked = False

    def body(self) -> Content:
        """The ways, the practice run, the kind of evening, and which way fits what."""
        others: list[tuple[str, str]] = [
            ("4", "A practice run of six minutes; nothing of it is kept"),
            ("5", f"The kind of evening, for tonight: now {self._evening.room.session.mode}"),
            ("6", "Which way fits what"),
            ("7", "How was it? Counts alone, not for the room"),
        ]
        if self._due:
            others.append(("8", f"To look at again: a decision of {say_date(self._due[0].on)}"))
        lines = [(key, says) for key, _, says in WAYS]
        return Content("\n").join(choice(key, says, self.wide) for key, says in (*lines, *others))

    def hints(self) -> tuple[KeyHint, ...]:
        """A digit chooses."""
        return (("1–8" if self._due else "1–7", "choose"), ("esc", "nothing now"))

    @property
    def _due(self) -> tuple[Decision, ...]:
        return self._evening.agreeing.decisions_due()

    def press(self, key: str) -> bool:
        """Go to what the digit stands for."""
        way = next((way for digit, way, _ in WAYS if digit == key), None)
        if way is not None:
            open_proposal(self._screen, self._evening, way)
            return True
        if key == "4":
            self.host.open_sheet(
                RoundSheet(self._screen, self._evening, "consent", PRACTICE, is_practice=True)
            )
            return True
        if key == "5":
            self.host.open_sheet(ModeSheet(self._screen, self._evening))
            return True
        if key == "7":
            self._ask_about_sharing()
            return True
        if key == "6":
            self.host.open_sheet(ChartSheet(self._screen, self._evening))
            return True
        if key == "8" and self._due:
            self.host.open_sheet(LookAgainSheet(self._screen, self._evening, self._due[0]))
            return True
        return False

    def _ask_about_sharing(self) -> None:
        """Open what is not for the room at the second press only."""
        if not self._is_asked:
            self._is_asked = True
            self.host.say("Not sharing the screen? Press 7 once more.")
            return
        self.host.open_sheet(PulseSheet(self._screen, self._evening, opened_by=self.opened_by))


class ModeSheet(Sheet):
    """The kind of evening; to change it is for the group to decide."""

    title = "What kind of evening is it, for the rest of tonight?"
    opened_by = "d"

    def __init__(self, host: StageScreen, evening: Evening) -> None:
        super().__init__(host)
        self._evening = evening

    def body(self) -> Content:
        """The four kinds; a sign marks the one that it is."""
        now = self._evening.room.session.mode
        return Content("\n").join(
            choice(f"{place}   {'▸' if mode == now else ' '}", MODE_WORDS[mode], self.wide, key_cells=6)
            for place, mode in enumerate(MODES, 1)
        )

    def hints(self) -> tuple[KeyHint, ...]:
        """A digit asks everyone."""
        return (("1–4", "ask everyone; the same: plan the rest anew"), ("esc", "leave it"))

    def press(self, key: str) -> bool:
        """Ask whether all agree."""
        if not key.isdigit() or not 1 <= int(key) <= len(MODES):
            return False
        mode = MODES[int(key) - 1]
        if mode == self._evening.room.session.mode:
            self.host.close_sheet()
            offer_rest(self.host, self._evening, f"It stays as it is: {MODE_WORDS[mode]}.")
            return True
        self.host.open_sheet(ModeQuestion(self.host, self._evening, mode))
        return True


class ModeQuestion(Question):
    """Asks for everyone's consent to another kind of evening."""

    def __init__(self, host: Host, evening: Evening, mode: Mode) -> None:
        super().__init__(
            host,
            title=MODE_WORDS[mode],
            text="Good enough for all of us, for tonight? What is still planned is asked about next.",
            yes="all agree",
            no="it stays as it is",
        )
        self.opened_by = "d"
        self._evening = evening
        self._mode = mode

    def confirmed(self) -> None:
        """Keep the change, as the group's own."""
        refusal = self._evening.room.do(decisions.change_mode, self._mode)
        if refusal is not None:
            self.host.say(refusal.why)
            return
        offer_rest(self.host, self._evening, f"For tonight: {MODE_WORDS[self._mode]}. u takes it back.")


class ChartSheet(Sheet):
    """Which way of deciding fits which matter."""

    title = "Which way fits what"
    opened_by = "d"

    def __init__(self, host: StageScreen, evening: Evening) -> None:
        super().__init__(host)
        self._screen = host
        self._evening = evening

    def body(self) -> Content:
        """A matter, and under it the way."""
        return Content("\n").join(
            Content.assemble(
                hanging("", row.matter, self.wide), "\n", (hanging("  → ", row.way, self.wide), "$primary")
            )
            for row in self._evening.library.decision_chart
        )

    def hints(self) -> tuple[KeyHint, ...]:
        """Back to the ways."""
        return (("enter", "decide"), ("esc", "back"))

    def press(self, key: str) -> bool:
        """Back to the ways."""
        if key != "enter":
            return False
        self.host.open_sheet(DecideSheet(self._screen, self._evening))
        return True
