"""What a group decides, and how: the words it approved aloud, the way, the dates. Never who said what."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Literal

from msgspec import Struct

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
