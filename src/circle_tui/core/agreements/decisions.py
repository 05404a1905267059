"""What a group decides, and how: the words it approved aloud, the way, the dates. Never who said what."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from circle_tui.core.agreements.protocols import Protocol, ProtocolStep, StepAnswer, length
from circle_tui.core.happening.events.agreements import DecisionMade, Way
from circle_tui.core.happening.events.evening import ModeChanged
from circle_tui.core.happening.refusal import Outcome, Refusal
from circle_tui.core.happening.session import Session
from circle_tui.core.plan.modes import MODE_WORDS, Mode
from circle_tui.core.text import clean_line

LONGEST_PROPOSAL = 200
"""Characters: what can be read aloud in one breath or two, and remembered."""
PRACTICE = "For a month we begin each meeting with one minute of quiet."
"""A harmless proposal to practise with."""

NO_WORDS = "A decision whose words are no longer in the group's file."

Again = Literal["four weeks", "three months", "six months", "a year", "no date"]
AGAIN_DAYS: dict[Again, int] = {"four weeks": 28, "three months": 91, "six months": 182, "a year": 365}
"""After how many days a decision is looked at again."""


PRACTICE_TAKES = timedelta(minutes=6)
"""How long a practice run is, however many are here: a rehearsal of six minutes."""

STANDING_ANSWERS = (
    StepAnswer("y", "all consent", "agreed"),
    StepAnswer("w", "with a worry", "worry"),
    StepAnswer("o", "an objection", "on"),
)
"""What answers the round of a way that says nothing else; a file of one's own may be older than answers."""


class DecidingWay(Protocol, frozen=True, forbid_unknown_fields=True):
    """A way of deciding: its steps, and what it asks of those who are away."""

    window_hours: int = 0
    """So long whoever is away may still say that it cannot pass; 0 when it holds at once."""
    quorum_percent: int = 0
    """How much of the group has to be here for it, in percent; 0 for as many as there are."""


class ChartRow(Struct, frozen=True, forbid_unknown_fields=True):
    """Which way of deciding fits which matter."""

    matter: str
    way: str


class Decision(Struct, frozen=True, forbid_unknown_fields=True):
    """One decision as it is kept."""

    on: date
    text: str
    """The words the group approved aloud; empty where they are not in the group's file any more."""
    way: Way
    has_worry: bool = False
    """Whether a worry was noted with it; the group's, not anybody's."""
    review_on: date | None = None
    id: str = ""
    """Under which the group keeps the words; empty where the evening itself has them."""


class DecidedWords(Struct, frozen=True, forbid_unknown_fields=True):
    """The words of one decision as the group's file keeps them."""

    id: str
    on: date
    text: str


def asking_place(steps: Sequence[ProtocolStep]) -> int:
    """The step that is asked for its result: the first that can end agreed, else the one before the last."""
    places = (
        place
        for place, step in enumerate(steps)
        if any(answer.goes in ("agreed", "worry") for answer in step.answers)
    )
    return next(places, max(0, len(steps) - 2))


def answers_at(steps: Sequence[ProtocolStep], place: int) -> tuple[StepAnswer, ...]:
    """What can be answered at a step of a way."""
    return steps[place].answers or (STANDING_ANSWERS if place == asking_place(steps) else ())


def may_amend(steps: Sequence[ProtocolStep], place: int) -> bool:
    """Whether the words may be changed at a step: from the first that says so on, else from the round on."""
    amending = (number for number, step in enumerate(steps) if step.amends)
    return place >= next(amending, asking_place(steps))


def is_short_of(way: DecidingWay, here: int, members: int) -> bool:
    """Whether fewer of the group are here than a way asks for."""
    return here * 100 < way.quorum_percent * members


def open_until(way: DecidingWay, now: datetime) -> datetime | None:
    """Until when whoever is away may say that it cannot pass; None when it holds at once."""
    return now + timedelta(hours=way.window_hours) if way.window_hours else None


def for_practice(way: DecidingWay, people: int) -> DecidingWay:
    """The same way in six minutes for so many, an objection left aside; in fives of seconds."""
    asked = way.steps[: asking_place(way.steps) + 1]
    whole = sum((length(step, people) for step in asked), start=timedelta(0))
    if whole <= PRACTICE_TAKES:
        return way
    steps = tuple(_shorter(step, people, PRACTICE_TAKES / whole) for step in way.steps)
    return replace(way, steps=steps)


def _shorter(step: ProtocolStep, people: int, share: float) -> ProtocolStep:
    seconds = length(step, people).total_seconds() * share
    return replace(step, seconds=int(seconds // 5 * 5), each=0)


def review_day(on: date, again: Again) -> date | None:
    """The day on which a decision is looked at again; None when no date was set."""
    days = AGAIN_DAYS.get(again)
    return None if days is None else on + timedelta(days=days)


def decide(
    session: Session,
    now: datetime,
    text: str,
    *,
    way: Way,
    has_worry: bool = False,
    review_on: date | None = None,
) -> Outcome:
    """Keep what was decided: its words, the way, and when to look at it again."""
    words = clean_line(text, limit=LONGEST_PROPOSAL)
    if not words:
        return Refusal("A decision needs its words: what is it that you all agreed to?")
    name = decision_id(session.opened.session, len(session.decisions) + 1)
    return (DecisionMade(way=way, id=name, text=words, has_worry=has_worry, review_on=review_on),)


def decision_id(session: str, number: int) -> str:
    """What the decision of a session is called that was made after so many minus one; 1 for the first."""
    return f"d-{session}-{number}"


def words_of(decision: Decision) -> str:
    """The words of a decision, or that they are gone."""
    return decision.text or NO_WORDS


def change_mode(session: Session, now: datetime, mode: Mode) -> Outcome:
    """The evening is of another kind from now on, because the group decided so."""
    if session.mode == mode:
        return Refusal(f"It is that already: {MODE_WORDS[mode]}.")
    return (ModeChanged(mode),)


def due(decisions: Sequence[Decision], on: date) -> tuple[Decision, ...]:
    """Those whose date to be looked at again has come, the earliest first."""
    ripe = (item for item in decisions if item.review_on is not None and item.review_on <= on)
    return tuple(sorted(ripe, key=lambda item: item.review_on or on))
