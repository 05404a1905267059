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
    """The words the group approved aloud."""
    way: Way
    has_worry: bool = False
    """Whether a worry was noted with it; the group's, not anybody's."""
    review_on: date | None = None


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
    return (DecisionMade(words, way=way, has_worry=has_worry, review_on=review_on),)


def change_mode(session: Session, now: datetime, mode: Mode) -> Outcome:
    """The evening is of another kind from now on, because the group decided so."""
    if session.mode == mode:
        return Refusal(f"It is that already: {MODE_WORDS[mode]}.")
    return (ModeChanged(mode),)


def due(decisions: Sequence[Decision], on: date) -> tuple[Decision, ...]:
    """Those whose date to be looked at again has come, the earliest first."""
    ripe = (item for item in decisions if item.review_on is not None and item.review_on <= on)
    return tuple(sorted(ripe, key=lambda item: item.review_on or on))
