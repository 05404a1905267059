"""Decide: by consent, by consensus, or by fingers; what was decided is kept, who thought what is not."""

from textual.content import Content

from circle_tui.core.agreements import decisions
from circle_tui.core.agreements.decisions import LONGEST_PROPOSAL, PRACTICE, Again, review_day
from circle_tui.core.agreements.protocols import Protocol
from circle_tui.core.clock.recurrence import say_day
from circle_tui.core.happening.events.agreements import Way
from circle_tui.core.people.forgetting import has_name
from circle_tui.core.plan.modes import MODE_WORDS, MODES, Mode
from circle_tui.core.text import clean_line
from circle_tui.tonight.evening import Evening
from circle_tui.tui.live.pulses import PulseSheet
from circle_tui.tui.live.steps import StepsSheet, large
from circle_tui.tui.sheet import Host, KeyHint, Question, Sheet, TextQuestion, choice, hanging
from circle_tui.tui.stage import StageScreen

WAYS: tuple[tuple[str, Way, str], ...] = (
    ("1", "consent", "Consent: good enough for now, safe enough to try"),
    ("2", "consensus", "Consensus: for who we are, safety, money, who is in"),
    ("3", "fist-to-five", "Fist to five: a quick look, by fingers"),
)
AGAINS: tuple[tuple[str, Again], ...] = (
    ("1", "four weeks"),
    ("2", "three months"),
    ("3", "six months"),
    ("4", "a year"),
    ("0", "no date"),
)
TWICE_ROUND = 2
"""After so many objections the round itself is stuck; smaller, or next time."""


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
        others = (
            ("4", "A practice run with a harmless proposal; nothing is kept"),
            ("5", f"The kind of evening: now {self._evening.room.session.mode}"),
            ("6", "Which way fits what"),
            ("7", "How was it? Counts alone, not for the room"),
        )
        lines = [(key, says) for key, _, says in WAYS]
        return Content("\n").join(choice(key, says, self.wide) for key, says in (*lines, *others))

    def hints(self) -> tuple[KeyHint, ...]:
        """A digit chooses."""
        return (("1–7", "choose"), ("esc", "nothing now"))

    def press(self, key: str) -> bool:
        """Go to what the digit stands for."""
        way = next((way for digit, way, _ in WAYS if digit == key), None)
        if way is not None:
            self.host.open_sheet(ProposalSheet(self._screen, self._evening, way))
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
        return False

    def _ask_about_sharing(self) -> None:
        """Open what is not for the room at the second press only."""
        if not self._is_asked:
            self._is_asked = True
            self.host.say("Not sharing the screen? Press 7 once more.")
            return
        self.host.open_sheet(PulseSheet(self._screen, self._evening))


class ProposalSheet(TextQuestion):
    """Takes the words of a proposal; they are kept only if all agree."""

    def __init__(self, host: StageScreen, evening: Evening, way: Way) -> None:
        super().__init__(
            host,
            title="The proposal, in words that can be read aloud",
            text=f"At most {LONGEST_PROPOSAL} characters. Kept only once it is agreed.",
        )
        self.opened_by = "d"
        self._screen = host
        self._evening = evening
        self._way = way
        self._asked_about = ""

    def submit(self, text: str) -> None:
        """Begin the round with it; asks once about a name, since what is decided stays."""
        words = clean_line(text, limit=LONGEST_PROPOSAL * 2)
        if not words:
            self.host.say("A proposal needs words: what would we do, from when, for how long?")
            return
        if len(words) > LONGEST_PROPOSAL:
            over = len(words) - LONGEST_PROPOSAL
            self.host.say(f"That is {over} characters too long to be remembered. Shorter is easier to try.")
            return
        named = [name for name in self._evening.group.names().values() if has_name(words, name)]
        if named and self._asked_about != words:
            self._asked_about = words
            self.host.say("It names somebody, and what is decided is kept. Enter again keeps it so.")
            return
        self.host.open_sheet(RoundSheet(self._screen, self._evening, self._way, words))


class RoundSheet(StepsSheet):
    """The steps of a way of deciding, the proposal above each of them.

    The step before the last asks for the result; the last one takes up an objection and leads back.
    """

    def __init__(
        self, host: StageScreen, evening: Evening, way: Way, proposal: str, *, is_practice: bool = False
    ) -> None:
        protocol: Protocol = evening.library.deciding[way]
        super().__init__(host, evening, protocol, opened_by="d")
        if is_practice:
            self.title = f"{protocol.title} · practice, nothing is kept"
        self._way = way
        self._proposal = proposal
        self._is_practice = is_practice
        self._objections = 0

    @property
    def _asks(self) -> bool:
        """Whether this step asks for the result."""
        return self._place == len(self._steps) - 2

    def body(self) -> Content:
        """The proposal, then the step."""
        proposal = Content(hanging("“", f"{self._proposal}”", self.wide))
        shown = [Content("\n").join([proposal, super().body()])]
        if self.is_last and self._objections > TWICE_ROUND:
            shown.append(Content("Twice round: a smaller step now, or next time."))
        return Content("\n\n").join(shown)

    def hints(self) -> tuple[KeyHint, ...]:
        """On and back; at the round, what came of it."""
        if self._asks:
            return (
                ("y", "all agree"),
                ("w", "with a worry"),
                ("o", "an objection"),
                ("b", "back"),
                ("esc", "not today"),
            )
        if self.is_last:
            return (("n", "ask once more"), ("esc", "not today"))
        return super().hints()

    def press(self, key: str) -> bool:
        """Take the result, or go on."""
        if self._asks and key in ("y", "w"):
            self._agreed(has_worry=key == "w")
            return True
        if self._asks and key == "o":
            self._objections += 1
            self._go_to(self._place + 1)
            return True
        if self._asks and key in ("n", "enter"):
            self.host.say("y if all agree, w with a worry noted, o for an objection.")
            return True
        if self.is_last and key in ("n", "enter"):
            self._go_to(self._place - 1)
            return True
        return super().press(key)

    def _agreed(self, *, has_worry: bool) -> None:
        if self._is_practice:
            self.host.close_sheet()
            self.host.say("That was a whole decision. Nothing of it is kept.")
            return
        self.host.open_sheet(
            AgainSheet(self._screen, self._evening, self._way, self._proposal, has_worry=has_worry)
        )


class AgainSheet(Sheet):
    """When the group looks at a decision again; then it is kept."""

    title = "Agreed. When do we look at it again?"

    def __init__(
        self, host: StageScreen, evening: Evening, way: Way, proposal: str, *, has_worry: bool
    ) -> None:
        super().__init__(host)
        self._evening = evening
        self._way = way
        self._proposal = proposal
        self._has_worry = has_worry

    def body(self) -> Content:
        """The words as they are kept, and the choices."""
        lines = [
            Content.assemble(
                (f"{key}   ", "bold $primary"), "no date" if again == "no date" else f"in {again}"
            )
            for key, again in AGAINS
        ]
        return Content("\n\n").join([large(self._proposal, self.wide), Content("\n").join(lines)])

    def hints(self) -> tuple[KeyHint, ...]:
        """A digit keeps it."""
        return (("a digit", "keeps it"), ("esc", "keep nothing"))

    def press(self, key: str) -> bool:
        """Keep the decision."""
        again = next((again for digit, again in AGAINS if digit == key), None)
        if again is None:
            return False
        room = self._evening.room
        day = room.now().astimezone(self._evening.zone).date()
        on = review_day(day, again)
        self.host.close_sheet()
        refusal = room.do(
            decisions.decide, self._proposal, way=self._way, has_worry=self._has_worry, review_on=on
        )
        when = "" if on is None else f" We look at it again on {say_day(on)}."
        self.host.say(refusal.why if refusal else f"Decided.{when} Who tells those who are not here?")
        return True


class ModeSheet(Sheet):
    """The kind of evening; to change it is for the group to decide."""

    title = "What kind of evening is it, from now on?"
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
        return (("1–4", "ask everyone"), ("esc", "leave it"))

    def press(self, key: str) -> bool:
        """Ask whether all agree."""
        if not key.isdigit() or not 1 <= int(key) <= len(MODES):
            return False
        self.host.open_sheet(ModeQuestion(self.host, self._evening, MODES[int(key) - 1]))
        return True


class ModeQuestion(Question):
    """Asks for everyone's consent to another kind of evening."""

    def __init__(self, host: Host, evening: Evening, mode: Mode) -> None:
        super().__init__(
            host,
            title=MODE_WORDS[mode],
            text="Good enough for all of us, from now on? Prompts and phrases follow; the agenda stays.",
            yes="all agree",
            no="it stays as it is",
        )
        self.opened_by = "d"
        self._evening = evening
        self._mode = mode

    def confirmed(self) -> None:
        """Keep the change, as the group's own."""
        refusal = self._evening.room.do(decisions.change_mode, self._mode)
        self.host.say(refusal.why if refusal else f"From now on: {MODE_WORDS[self._mode]}. u takes it back.")


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
