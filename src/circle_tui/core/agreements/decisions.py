"""What a group decides, and how: the words it approved aloud, the way, the dates. Never who said what."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from circle_tui.core.happening.events.agreements import DecisionMade, DecisionReviewed, Way
from circle_tui.core.happening.events.evening import ModeChanged
from circle_tui.core.happening.refusal import Outcome, Refusal
from circle_tui.core.happening.session import Session
from circle_tui.core.plan.modes import MODE_WORDS, Mode
from circle_tui.core.text import clean_line

LONGEST_PROPOSAL = 200
"""Characters: what can be read aloud in one breath or two, and remembered."""
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
    open_until: date | None = None
    """Up to this day whoever was away may say that it cannot pass; None where it held at once."""
    replaces: str = ""
    """Id of the decision in whose place it was made; empty for a new one."""
    looked_at_on: date | None = None
    """When the group looked at it again last; it stayed, it is done, or another stands in its place."""
    is_done: bool = False
    """Whether it does not hold any more."""


class DecisionLook(Struct, frozen=True, forbid_unknown_fields=True):
    """That the group looked at one of its decisions again, and what came of it."""

    on: date
    decision: str
    """Its id."""
    is_done: bool = False
    review_on: date | None = None


class Settled(Struct, frozen=True, forbid_unknown_fields=True):
    """Something that the group settled about itself on its own page, and the day on which it did."""

    on: date
    text: str
    """What holds since then, without a name."""
    about: str = ""
    """What it is about, such as “pack:values”; empty for what is asked for by nothing."""


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
    open_until: date | None = None,
    replaces: str = "",
) -> Outcome:
    """Keep what was decided: its words, the way, when to look at it again, and in whose place it stands."""
    words = clean_line(text, limit=LONGEST_PROPOSAL)
    if not words:
        return Refusal("A decision needs its words: what is it that you all agreed to?")
    name = decision_id(session.opened.session, len(session.decisions) + 1)
    return (DecisionMade(way, name, words, has_worry, review_on, open_until, replaces),)


def look_again(
    session: Session, now: datetime, decision: str, *, is_done: bool = False, review_on: date | None = None
) -> Outcome:
    """Note that the group looked at a decision again: it stays, up to a day or for good, or it is done."""
    return (DecisionReviewed(decision, is_done, None if is_done else review_on),)


def decision_id(session: str, number: int) -> str:
    """What the decision of a session is called that was made after so many minus one; 1 for the first."""
    return f"d-{session}-{number}"


def words_of(decision: Decision) -> str:
    """The words of a decision, or that they are gone."""
    return decision.text or NO_WORDS


NOTED: dict[Way, str] = {"consensus": ", with some standing aside"}
"""What was noted beside a decision, where that is no worry."""


def say_way(decision: Decision) -> str:
    """How it was decided, and whether something was noted beside it: “by consent, with a worry noted”."""
    noted = NOTED.get(decision.way, ", with a worry noted") if decision.has_worry else ""
    return f"by {decision.way}{noted}"


def as_they_stand(made: Sequence[Decision], looks: Sequence[DecisionLook]) -> tuple[Decision, ...]:
    """Decisions with what came of looking at them again; `looks` in order of time."""
    newest = {look.decision: look for look in looks}
    in_place_of = {item.replaces: item.on for item in made if item.replaces}
    return tuple(_as_it_stands(item, newest.get(item.id), in_place_of.get(item.id)) for item in made)


def _as_it_stands(item: Decision, look: DecisionLook | None, replaced_on: date | None) -> Decision:
    if item.id and replaced_on is not None:
        return replace(item, is_done=True, review_on=None, looked_at_on=replaced_on)
    if look is None:
        return item
    return replace(item, is_done=look.is_done, review_on=look.review_on, looked_at_on=look.on)


def change_mode(session: Session, now: datetime, mode: Mode) -> Outcome:
    """The evening is of another kind from now on, because the group decided so."""
    if session.mode == mode:
        return Refusal(f"It is that already: {MODE_WORDS[mode]}.")
    return (ModeChanged(mode),)


def due(decisions: Sequence[Decision], on: date) -> tuple[Decision, ...]:
    """Those whose date to be looked at again has come, the earliest first."""
    ripe = (
        item for item in decisions if not item.is_done and item.review_on is not None and item.review_on <= on
    )
    return tuple(sorted(ripe, key=lambda item: item.review_on or on))
