"""A decision: the proposal, its round, what came of it. What was decided is kept, who thought what is not.

The words stay in memory while nothing is decided; with the evening they are gone.
"""

from collections.abc import Callable
from datetime import date, datetime

from textual.content import Content

from circle_tui.core.agreements import decisions, ways
from circle_tui.core.agreements.decisions import LONGEST_PROPOSAL, Again, review_day
from circle_tui.core.agreements.protocols import StepAnswer
from circle_tui.core.agreements.ways import DecidingWay
from circle_tui.core.clock.recurrence import say_day
from circle_tui.core.happening.events.agreements import Way
from circle_tui.core.people.forgetting import has_name
from circle_tui.core.shown.words import clock_time
from circle_tui.core.text import clean_line
from circle_tui.tonight.evening import Evening
from circle_tui.tui.live.steps import StepsSheet, answer_hints, large
from circle_tui.tui.sheet import KeyHint, Sheet, TextQuestion, hanging
from circle_tui.tui.stage import StageScreen

AGAINS: tuple[tuple[str, Again], ...] = (
    ("1", "four weeks"),
    ("2", "three months"),
    ("3", "six months"),
    ("4", "a year"),
    ("0", "no date"),
)
TWICE_ROUND = 2
"""After so many objections the round itself is stuck; smaller, or next time."""
WORDS_STAY = "The words stay until the evening is closed; d, then ↑ in the line, brings them back."
WORDS_STAY_WITH_IT = "The words stay until the evening is closed, with the decision they would change."
ONE_IS_OUT = "Somebody has a place here and is out for a while: wait, or let them know."
"""Said before a decision begins and before it is taken, without a name."""
TOO_FEW = "Fewer of the group are here than this asks for: talk of it now, decide when more are."


def open_proposal(
    screen: StageScreen, evening: Evening, way: Way, *, replaces: str = "", words: str = ""
) -> None:
    """Ask for the words of a proposal; then its round begins. Those that were left for later can come back.

    `replaces` is the id of the decision in whose place it would stand, and `words` are those of that one.
    """

    def begin(proposal: str) -> None:
        screen.open_sheet(RoundSheet(screen, evening, way, proposal, replaces=replaces))

    left = evening.memory.proposals.get(replaces, words)
    initial = left if replaces else ""
    screen.open_sheet(ProposalSheet(screen, evening, begin, initial=initial, replaces=replaces))


def say_words_stay(replaces: str) -> str:
    """That words that were left are kept in memory, and how they come back."""
    return WORDS_STAY_WITH_IT if replaces else WORDS_STAY


class ProposalSheet(TextQuestion):
    """Takes the words of a proposal; they are kept only if all agree."""

    def __init__(
        self,
        host: StageScreen,
        evening: Evening,
        then: Callable[[str], None],
        *,
        initial: str = "",
        replaces: str = "",
    ) -> None:
        super().__init__(
            host,
            title="The proposal, in words that can be read aloud",
            text=f"At most {LONGEST_PROPOSAL} characters. Kept only once it is agreed.",
            initial=initial,
        )
        self.opened_by = "d"
        self._evening = evening
        self._then = then
        self._replaces = replaces
        self._typed = initial
        self._asked_about = ""

    @property
    def _left(self) -> str:
        """The words that were left for later and can come back into an empty line."""
        return "" if self._typed or self._replaces else self._evening.memory.proposals.get("", "")

    def body(self) -> Content:
        """What is asked for, and what was left from before."""
        if not self._left:
            return super().body()
        return Content.assemble(super().body(), "\n\n", (f"Left for later: “{self._left}”", "$quiet"))

    def hints(self) -> tuple[KeyHint, ...]:
        """How to answer, and how words that were left come back."""
        back: tuple[KeyHint, ...] = (("↑", "brings back what was left"),) if self._left else ()
        return (*back, *super().hints())

    def press(self, key: str) -> bool:
        """Bring back the words that were left."""
        if key != "up" or not self._left:
            return False
        self.initial_text = self._typed = self._left
        self.host.open_sheet(self)
        return True

    def typed(self, text: str) -> None:
        """Know what stands there, so that leaving does not lose it."""
        self._typed = text

    def submit(self, text: str) -> None:
        """Go on with it; asks once about a name, since what is decided stays."""
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
        self._then(words)

    def leave(self) -> None:
        """Not today: what was typed stays in memory."""
        self.host.close_sheet()
        words = clean_line(self._typed, limit=LONGEST_PROPOSAL * 2)
        if words:
            self._evening.memory.proposals[self._replaces] = words
            self.host.say(f"Not today. {say_words_stay(self._replaces)}")


class AmendSheet(ProposalSheet):
    """Other words for a proposal in the middle of its round; leaving keeps the ones it has."""

    def leave(self) -> None:
        """Back to the round, with the words as they were."""
        self.host.close_sheet()


class RoundSheet(StepsSheet):
    """The steps of a way of deciding, the proposal above each of them.

    One step asks for the result; the last one takes up what stands against it, and leads back.
    """

    def __init__(
        self,
        host: StageScreen,
        evening: Evening,
        way: Way,
        proposal: str,
        *,
        is_practice: bool = False,
        replaces: str = "",
    ) -> None:
        chosen: DecidingWay = evening.library.deciding[way]
        if is_practice:
            chosen = ways.for_practice(chosen, len(evening.room.session.here))
        super().__init__(host, evening, chosen, opened_by="d")
        if is_practice:
            self.title = f"{chosen.title} · practice, nothing is kept"
        self._way = way
        self._chosen = chosen
        self._proposal = proposal
        self._is_practice = is_practice
        self._replaces = replaces
        self._objections = 0

    @property
    def answers(self) -> tuple[StepAnswer, ...]:
        """What can come of the step."""
        return ways.answers_at(self._steps, self._place)

    @property
    def _asks_at(self) -> int:
        return ways.asking_place(self._steps)

    @property
    def _may_amend(self) -> bool:
        return ways.may_amend(self._steps, self._place)

    @property
    def _are_too_few(self) -> bool:
        """Whether fewer of the group are here than this way asks for; how many they are is said nowhere."""
        members = {member.id for member in self._evening.group.current_members(self._evening.agreeing.day)}
        here = members.intersection(self._evening.room.session.here)
        return ways.is_short_of(self._chosen, len(here), len(members))

    def body(self) -> Content:
        """The proposal, then the step."""
        proposal = Content(hanging("“", f"{self._proposal}”", self.wide))
        shown = [Content("\n").join([proposal, super().body()])]
        if self.is_last and self._objections > TWICE_ROUND:
            shown.append(Content("Twice round: a smaller step now, or next time."))
        if self._place == self._asks_at and self._are_too_few:
            shown.append(Content.styled(TOO_FEW, "$warning"))
        if self._place in (0, self._asks_at) and self._evening.room.session.away:
            shown.append(Content.styled(ONE_IS_OUT, "$warning"))
        return Content("\n\n").join(shown)

    def hints(self) -> tuple[KeyHint, ...]:
        """On and back; at the round, what came of it; the words, once they may be changed."""
        on: tuple[KeyHint, ...] = answer_hints(self.answers) or (("n", "next"),)
        if self.is_last:
            on = (("n", "ask once more"),)
        words: tuple[KeyHint, ...] = (("e", "change the words"),) if self._may_amend else ()
        return (*on, *words, *self._back, ("esc", "not today"))

    def press(self, key: str) -> bool:
        """Take the result, change the words, or go on."""
        if self.is_last and key in ("n", "enter"):
            self._go_to(self._asks_at)
            return True
        if key == "e" and self._may_amend:
            self._screen.open_over(
                AmendSheet(self._screen, self._evening, self._reworded, initial=self._proposal)
            )
            return True
        return super().press(key)

    def _reworded(self, words: str) -> None:
        self._proposal = words
        self.host.close_sheet()

    def take(self, answer: StepAnswer) -> None:
        """It is agreed, or what stands against it is taken up."""
        if answer.goes == "on":
            self._objections += 1
            super().take(answer)
        elif self._is_practice:
            self.host.close_sheet()
            self.host.say("That was a whole decision. Nothing of it is kept.")
        else:
            self.host.open_sheet(
                MadeSheet(
                    self._screen,
                    self._evening,
                    self._way,
                    self._proposal,
                    has_worry=answer.goes == "worry",
                    replaces=self._replaces,
                )
            )

    def leave(self) -> None:
        """Not today: the words stay in memory while the evening lasts."""
        self.host.close_sheet()
        if not self._is_practice:
            self._evening.memory.proposals[self._replaces] = self._proposal
            self.host.say(f"Not today. {say_words_stay(self._replaces)}")


class AgainSheet(Sheet):
    """When the group looks at a decision again: words, and a digit for each date."""

    def __init__(self, host: StageScreen, evening: Evening, words: str) -> None:
        super().__init__(host)
        self._evening = evening
        self._words = words

    @property
    def _says(self) -> str:
        """What else there is to know; often nothing."""
        return ""

    def body(self) -> Content:
        """The words as they are kept, and the choices."""
        lines = [
            Content.assemble(
                (f"{key}   ", "bold $primary"), "no date" if again == "no date" else f"in {again}"
            )
            for key, again in AGAINS
        ]
        says = [Content(self._says)] if self._says else []
        return Content("\n\n").join([large(self._words, self.wide), *says, Content("\n").join(lines)])

    def hints(self) -> tuple[KeyHint, ...]:
        """A digit keeps it."""
        return (("a digit", "keeps it"), ("esc", "keep nothing"))

    def press(self, key: str) -> bool:
        """Take the date."""
        again = next((again for digit, again in AGAINS if digit == key), None)
        if again is None:
            return False
        day = self._evening.room.now().astimezone(self._evening.zone).date()
        self.take(review_day(day, again))
        return True

    def take(self, on: date | None) -> None:
        """Keep what is to be kept, to be looked at again on a day."""


def say_again(on: date | None) -> str:
    """That the group looks at it again, as the end of a sentence that goes on; empty without a date."""
    return "" if on is None else f" We look at it again on {say_day(on)}."


class MadeSheet(AgainSheet):
    """A decision that was just made."""

    title = "Agreed. When do we look at it again?"

    def __init__(
        self, host: StageScreen, evening: Evening, way: Way, words: str, *, has_worry: bool, replaces: str
    ) -> None:
        super().__init__(host, evening, words)
        self._way = way
        self._has_worry = has_worry
        self._replaces = replaces

    @property
    def _until(self) -> datetime | None:
        """Until when whoever is away may still stop it."""
        return ways.open_until(self._evening.library.deciding[self._way], self._evening.room.now())

    @property
    def _says(self) -> str:
        until, zone = self._until, self._evening.zone
        if until is None:
            return ""
        day = say_day(until.astimezone(zone).date())
        return f"Whoever is away may raise a block until {day}, {clock_time(until, zone)}."

    def take(self, on: date | None) -> None:
        """Keep the decision."""
        says, until = self._says, self._until
        self.host.close_sheet()
        refusal = self._evening.room.do(
            decisions.decide,
            self._words,
            way=self._way,
            has_worry=self._has_worry,
            review_on=on,
            open_until=until and until.astimezone(self._evening.zone).date(),
            replaces=self._replaces,
        )
        if refusal is None:
            self._evening.memory.proposals.pop(self._replaces, None)
        tells = f"{says} Who tells them?" if says else "Who tells those who are not here?"
        self.host.say(refusal.why if refusal else f"Decided.{say_again(on)} {tells}")

    def leave(self) -> None:
        """Keep nothing but the words, in memory."""
        self.host.close_sheet()
        self._evening.memory.proposals[self._replaces] = self._words
        self.host.say(f"Nothing is kept. {say_words_stay(self._replaces)}")
