"""Looking at a decision again: it stays, it is worded anew, or it is done; the earliest first."""

from datetime import date

from textual.content import Content

from circle_tui.core.agreements import decisions
from circle_tui.core.agreements.decisions import Decision, say_way, words_of
from circle_tui.core.happening.refusal import Refusal
from circle_tui.tonight.evening import Evening
from circle_tui.tui.live.rounds import AgainSheet, open_proposal, say_again
from circle_tui.tui.live.steps import large
from circle_tui.tui.lobby.picture import say_date
from circle_tui.tui.sheet import KeyHint, Sheet, choice
from circle_tui.tui.stage import StageScreen

OUTCOMES = (
    ("1", "it stays, and we look at it again or not"),
    ("2", "we say it in other words; then its round begins"),
    ("3", "it is done, and does not hold any more"),
)


class LookAgainSheet(Sheet):
    """The decision whose day came first, its words, and what may come of it."""

    title = "Is it still right for us?"
    opened_by = "d"

    def __init__(self, host: StageScreen, evening: Evening, decision: Decision) -> None:
        super().__init__(host)
        self._screen = host
        self._evening = evening
        self._decision = decision

    def body(self) -> Content:
        """The words, when and how they were decided, and what may come of it."""
        how = f"Decided on {say_date(self._decision.on)}, {say_way(self._decision)}."
        return Content("\n\n").join(
            [
                large(words_of(self._decision), self.wide),
                Content.styled(how, "$quiet"),
                Content("\n").join(choice(key, does, self.wide) for key, does in OUTCOMES),
            ]
        )

    def hints(self) -> tuple[KeyHint, ...]:
        """A digit each."""
        return (("1–3", "choose"), ("esc", "another time"))

    def press(self, key: str) -> bool:
        """Keep it, change it, or let it go."""
        match key:
            case "1":
                self.host.open_sheet(KeptSheet(self._screen, self._evening, self._decision))
            case "2":
                open_proposal(
                    self._screen,
                    self._evening,
                    self._decision.way,
                    replaces=self._decision.id,
                    words=self._decision.text,
                )
            case "3":
                self.host.close_sheet()
                room = self._evening.room
                refusal = room.do(decisions.look_again, self._decision.id, is_done=True)
                said = "Done: it does not hold any more, and stays to be read among what you decided."
                self.host.say(said_of(self._evening, refusal, said))
            case _:
                return False
        return True


class KeptSheet(AgainSheet):
    """A decision that stays as it is."""

    title = "It stays. When do we look at it again?"

    def __init__(self, host: StageScreen, evening: Evening, decision: Decision) -> None:
        super().__init__(host, evening, words_of(decision))
        self._decision = decision

    def take(self, on: date | None) -> None:
        """Keep it, up to a day or for good."""
        self.host.close_sheet()
        refusal = self._evening.room.do(decisions.look_again, self._decision.id, review_on=on)
        self.host.say(said_of(self._evening, refusal, f"It stays.{say_again(on)}"))


def said_of(evening: Evening, refusal: Refusal | None, sentence: str) -> str:
    """What is said of a look, and that another decision waits."""
    if refusal is not None:
        return refusal.why
    return f"{sentence} Another one waits: d, then 8." if evening.agreeing.decisions_due() else sentence
