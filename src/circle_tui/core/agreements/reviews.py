"""When a group looks at its ground rules again: by category, after so many days or sessions, or when called.

A version that is written counts as a look at all of it. What was said in a review is nobody's business here.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from msgspec import Struct

from circle_tui.core.agreements.rules import Review, Rule, RulesVersion, say_still_to_agree
from circle_tui.core.happening.events.agreements import RulesReviewed
from circle_tui.core.happening.refusal import Outcome, Refusal
from circle_tui.core.happening.session import Session, StepKey
from circle_tui.core.plan.agenda import Step
from circle_tui.core.record.ledger import SessionRecord

SEGMENT = "ground-rules"
"""Id of the review on the agenda."""
OWN = "your own"
"""The category of rules in the group's own words."""
DAYS: Mapping[Review, int] = {"quarter": 90, "cycle": 182, "year": 365}
"""After so many days a rule is looked at again. A quarter is the practice of quarterly reviews of
confidentiality agreements; half a year stands for a cycle. What is read in each session is not among them."""
SESSIONS: Mapping[Review, int] = {"quarter": 6, "cycle": 12}
"""Or after so many sessions, if those come first: six fortnightly ones make a quarter."""


class Held(Struct, frozen=True):
    """One past session: its day, and what was looked at again in it."""

    on: date
    reviewed: tuple[str, ...] = ()
    calls_review: bool = False
    """Whether all of the rules are looked at again next time, because something happened to one of them."""


def held(records: Sequence[SessionRecord]) -> tuple[Held, ...]:
    """The past sessions that count, in order of time; what never began and rehearsals do not."""
    return tuple(
        Held(past.day, past.reviewed, past.calls_review)
        for past in sorted(records, key=lambda item: item.planned_start)
        if past.began_at is not None and not past.is_rehearsal
    )


def categories(version: RulesVersion | None, library: Mapping[str, Rule]) -> tuple[str, ...]:
    """The categories a version has rules of, in the order of its rules."""
    return tuple(_cadences(version, library))


def due(
    version: RulesVersion | None, library: Mapping[str, Rule], past: Sequence[Held], on: date
) -> tuple[str, ...]:
    """The categories to be looked at again on a day, in the order of the rules.

    A session that called for a review makes all of them due, up to a look on a later day: what was looked at
    or written on that very day may have been so before it happened.
    """
    if version is None:
        return ()
    called = max((item.on for item in past if item.calls_review), default=date.min)
    found = []
    for category, cadences in _cadences(version, library).items():
        last = _last_look(version, category, past)
        if called >= last or any(_is_due(cadence, last, past, on) for cadence in cadences):
            found.append(category)
    return tuple(found)


def note_reviewed(session: Session, now: datetime, reviewed: Sequence[str]) -> Outcome:
    """Note that the group looked at its rules again; the day alone, and no word of it."""
    new = tuple(category for category in reviewed if category not in session.reviewed)
    if not new:
        return Refusal("That the rules were looked at tonight is noted already.")
    return (RulesReviewed(new),)


def left_on_going_on(session: Session, following: StepKey | None) -> tuple[str, ...]:
    """Categories to be asked about when the review is left for the next segment: were they looked at?"""
    position = session.position
    if position is None or position.segment != SEGMENT or following is None or following.segment == SEGMENT:
        return ()
    return tuple(category for category in session.opened.reviews if category not in session.reviewed)


def on_going_on(session: Session, following: StepKey) -> tuple[RulesReviewed, ...]:
    """What is noted when the review is left, and somebody said that it was done."""
    new = left_on_going_on(session, following)
    return (RulesReviewed(new),) if new else ()


def still_to_agree_steps(missing: Sequence[str]) -> tuple[Step, ...]:
    """A step of the opening that says what is still to agree; none when nothing is."""
    if not missing:
        return ()
    says = say_still_to_agree(missing)
    return (Step("still-to-agree", "Still to agree", seconds=30, minimum=10, says=says, speaks="anyone"),)


def _cadences(version: RulesVersion | None, library: Mapping[str, Rule]) -> dict[str, set[Review]]:
    """How often each category is looked at; own words as often as what is most often looked at."""
    found: dict[str, set[Review]] = {}
    for agreed in version.rules if version else ():
        rule = library.get(agreed.id)
        if rule is None:
            found.setdefault(OWN, set()).add("quarter")
        else:
            found.setdefault(rule.category, set()).update(rule.review)
    return found


def _last_look(version: RulesVersion, category: str, past: Sequence[Held]) -> date:
    return max([version.on, *(item.on for item in past if category in item.reviewed)])


def _is_due(cadence: Review, last: date, past: Sequence[Held], on: date) -> bool:
    if cadence not in DAYS:
        return False
    sessions = sum(item.on > last for item in past)
    return (on - last).days >= DAYS[cadence] or sessions >= SESSIONS.get(cadence, sessions + 1)
