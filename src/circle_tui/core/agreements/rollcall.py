"""The roll call: who said yes to the ground rules is kept; whoever did not is known nowhere.

A question and a “not today” leave a number for tonight and nobody's name. Moves have the shape of all moves.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from types import MappingProxyType
from typing import Literal, assert_never

from msgspec import Struct
from msgspec.structs import replace

from circle_tui.core.agreements.rules import AgreedRule
from circle_tui.core.happening.events.agreements import (
    CaseWorkAgreed,
    RollCallTaken,
    RulesAgreed,
    RulesReviewed,
)
from circle_tui.core.happening.refusal import Outcome, Refusal
from circle_tui.core.happening.session import Session, StepKey
from circle_tui.core.record.ledger import SessionRecord
from circle_tui.core.shown.words import number_in_words

Answer = Literal["yes", "question", "not today"]

NOTHING_SAID: Mapping[str, Answer] = MappingProxyType({})

RECORDING = "no-recording"
"""Id of the rule without which no case is begun."""
CASE_WAITS = Refusal(
    "Case work waits until each one here says yes to no recording: g, then o asks. f, then x drops it."
)


class Agreement(Struct, frozen=True):
    """A yes to one version of the ground rules."""

    version: int
    on: date


def agreements(records: Sequence[SessionRecord]) -> dict[str, tuple[Agreement, ...]]:
    """What each person agreed to and when, by id, the newest last; rehearsals do not count."""
    found: dict[str, tuple[Agreement, ...]] = {}
    for past in sorted(records, key=lambda item: item.planned_start):
        if past.is_rehearsal:
            continue
        for person, version in past.agreed.items():
            found[person] = (*found.get(person, ()), Agreement(version, past.day))
    return found


def asked_in(records: Sequence[SessionRecord]) -> dict[int, frozenset[str]]:
    """Who was at an evening on which a version was asked about, by version; rehearsals do not count.

    Said by who was there alone: nothing here tells what anybody answered.
    """
    found: dict[int, frozenset[str]] = {}
    for past in records:
        there = frozenset(item.person for item in past.attendance)
        for version in () if past.is_rehearsal else set(past.agreed.values()):
            found[version] = found.get(version, frozenset()) | there
    return found


def newest(records: Sequence[SessionRecord]) -> dict[str, int]:
    """The version each person said yes to last, by id."""
    return {person: said[-1].version for person, said in agreements(records).items()}


def without_a_yes(here: Sequence[str], agreed: Mapping[str, int], version: int) -> tuple[str, ...]:
    """Those here who have not said yes to this version yet; silence is no yes. Not for the shared screen."""
    return tuple(person for person in here if agreed.get(person) != version)


def asks_about_recording(rules: Sequence[AgreedRule]) -> bool:
    """Whether the rule against recording is among these."""
    return any(rule.id == RECORDING for rule in rules)


def take(
    session: Session,
    now: datetime,
    answers: Mapping[str, Answer],
    *,
    version: int,
    is_about_recording: bool,
    before: Mapping[str, Answer] = NOTHING_SAID,
) -> Outcome:
    """Keep each yes, and of the other answers how many there are; all in one move.

    In one, so that the log of the evening does not tell by its order who answered what. `before` is what
    others here have answered tonight: it counts as well. That everyone has said yes to no recording stays
    for as long as nobody says not today anew.
    """
    if not answers:
        return Refusal("Nobody was asked yet.")
    if any(person not in session.here for person in answers):
        return Refusal("Only somebody who is here can answer. r opens the roll.")
    counted = open_ones({**before, **answers}, version=version, is_about_recording=is_about_recording)
    agreed = sorted(person for person, answer in answers.items() if answer == "yes")
    stays_agreed = session.is_case_work_agreed and "not today" not in answers.values()
    events: tuple[RollCallTaken | CaseWorkAgreed, ...] = (
        counted,
        *((CaseWorkAgreed(),) if stays_agreed else ()),
    )
    return (*events, *(RulesAgreed(person, version) for person in agreed))


def open_ones(
    answers: Mapping[str, Answer], *, version: int, is_about_recording: bool = False
) -> RollCallTaken:
    """How many of these answers are a question or a not today."""
    said = list(answers.values())
    return RollCallTaken(version, said.count("question"), said.count("not today"), is_about_recording)


def result(agreed: int, people: int, roll_call: RollCallTaken | None) -> str:
    """How the roll call stands, without a name: "5 of 6, one question parked"."""
    parts = [f"{agreed} of {people}"]
    if roll_call is not None and agreed < people:
        if count := roll_call.questions:
            parts.append(f"{number_in_words(count)} {'question' if count == 1 else 'questions'} parked")
        if count := roll_call.not_today:
            parts.append(f"{number_in_words(count)} not today")
    return ", ".join(parts)


def is_case_work_waiting(session: Session, not_today: int | None = None) -> bool:
    """Whether somebody here said not today when the rule against recording was asked about.

    `not_today` is how many of those who are here said so, where that is known; the log tells only how many
    there were when everyone was asked.
    """
    taken = session.roll_call
    if taken is None or session.is_case_work_agreed or not taken.is_about_recording:
        return False
    return (taken.not_today if not_today is None else not_today) > 0


def why_no_case(session: Session, following: StepKey, not_today: int | None = None) -> Refusal | None:
    """Why the step that follows, the first of a case, cannot begin yet; None when it can."""
    if not is_case_work_waiting(session, not_today) or session.segment(following.segment).kind != "case":
        return None
    is_inside = session.position is not None and session.position.segment == following.segment
    return None if is_inside else CASE_WAITS


def agree_on_case_work(session: Session, now: datetime, not_today: int | None = None) -> Outcome:
    """Each one here said yes to no recording, so that case work can begin."""
    if not is_case_work_waiting(session, not_today):
        return Refusal("Nothing keeps case work from beginning.")
    return (CaseWorkAgreed(),)


def agreed_on(
    session: Session, event: RulesAgreed | RollCallTaken | CaseWorkAgreed | RulesReviewed
) -> Session:
    """The session after something happened about its ground rules."""
    match event:
        case RulesAgreed(person=person, version=version):
            return replace(session, agreed={**session.agreed, person: version})
        case RollCallTaken():
            return replace(session, roll_call=event, is_case_work_agreed=False)
        case CaseWorkAgreed():
            return replace(session, is_case_work_agreed=True)
        case RulesReviewed(categories=categories):
            return replace(session, reviewed=tuple(dict.fromkeys((*session.reviewed, *categories))))
    assert_never(event)
