"""Moves about leading: a part or the whole evening, passing, a swap, another way, a stand-in."""

from collections.abc import Sequence
from datetime import datetime

from circle_tui.core.happening.events.naming import (
    FacilitatorNamed,
    LeaderDeferred,
    LeaderNamed,
    LeaderPassed,
    LeaderReleased,
    NamedHow,
    RotationChanged,
)
from circle_tui.core.happening.refusal import NOT_ON_AGENDA, Outcome, Refusal
from circle_tui.core.happening.session import Leadership, Session, is_over
from circle_tui.core.people.policies import RotationPolicy


def name_leader(
    session: Session,
    now: datetime,
    *,
    segment: str,
    person: str,
    how: NamedHow,
    drawn_among: Sequence[str] = (),
    beside: str | None = None,
) -> Outcome:
    """Somebody leads a segment, alone or beside somebody else: offered it, volunteered, or chosen."""
    people = (person,) if beside is None else (person, beside)
    if not session.has_segment(segment):
        return Refusal(NOT_ON_AGENDA)
    if person == beside:
        return Refusal("To lead together takes two.")
    if any(item not in session.here for item in people):
        return Refusal("Only somebody who is here can lead. r opens the roll.")
    if session.presenters.get(segment) in people:
        return Refusal("Whoever brings something does not keep its time as well.")
    return (LeaderNamed(segment, person, how, tuple(drawn_among), beside),)


def release_leader(session: Session, now: datetime, segment: str) -> Outcome:
    """Let a segment go without a named leader."""
    if segment not in session.leaders:
        return Refusal("Nobody is named for this segment yet.")
    return (LeaderReleased(segment),)


def pass_leading(session: Session, now: datetime, segment: str, person: str) -> Outcome:
    """Somebody passes for tonight; it counts for nothing, and against nothing."""
    if not session.has_segment(segment):
        return Refusal(NOT_ON_AGENDA)
    return (LeaderPassed(segment, person),)


def lead_later(session: Session, now: datetime, segment: str, person: str) -> Outcome:
    """Somebody would rather be asked for a later segment tonight."""
    if not session.has_segment(segment):
        return Refusal(NOT_ON_AGENDA)
    return (LeaderDeferred(segment, person),)


def lead_evening(
    session: Session,
    now: datetime,
    *,
    segment: str,
    person: str,
    how: NamedHow,
    drawn_among: Sequence[str] = (),
    beside: str | None = None,
) -> Outcome:
    """Somebody leads a part, and all others from here on that nobody leads and they do not fill."""
    first = name_leader(
        session, now, segment=segment, person=person, how=how, drawn_among=drawn_among, beside=beside
    )
    if isinstance(first, Refusal):
        return first
    others = tuple(
        LeaderNamed(item.id, person, how, tuple(drawn_among))
        for item in session.segments
        if item.has_leader
        and item.id != segment
        and item.id not in session.leaders
        and not is_over(session, item.id)
        and session.presenters.get(item.id) != person
    )
    return (*first, *others)


def turns_ahead(session: Session) -> tuple[str, ...]:
    """Segments from the running one on that somebody here leads, in order: turns that can be swapped."""
    return tuple(
        item.id
        for item in session.segments
        if not is_over(session, item.id)
        and item.id in session.leaders
        and session.leaders[item.id].person in session.here
    )


def swap_turns(
    session: Session, now: datetime, first: str, second: str, *, asked: str | None = None
) -> Outcome:
    """Two people exchange the parts they lead tonight, both by their own yes; who leads beside them stays.

    `asked` is who was offered the first of them and would say yes to the other.
    """
    ahead = turns_ahead(session)
    offered = Leadership(asked, "offered") if asked is not None and first not in ahead else None
    if second not in ahead or (first not in ahead and offered is None):
        return Refusal("Only parts that are still to come, and that somebody here leads, can be swapped.")
    one, other = offered or session.leaders[first], session.leaders[second]
    if one.person == other.person:
        return Refusal("Both are led by the same person already.")
    return _both(
        name_leader(
            session, now, segment=first, person=other.person, how="swapped",
            beside=one.beside if one.beside != other.person else None,
        ),
        name_leader(
            session, now, segment=second, person=one.person, how="swapped",
            beside=other.beside if other.beside != one.person else None,
        ),
    )  # fmt: skip


def _both(first: Outcome, second: Outcome) -> Outcome:
    if isinstance(first, Refusal):
        return first
    return second if isinstance(second, Refusal) else (*first, *second)


def change_for_tonight(session: Session, now: datetime, policy: RotationPolicy) -> Outcome:
    """Leading goes round another way tonight; what the group decided stays."""
    if policy.person is not None and policy.person not in session.here:
        return Refusal("Only somebody who is here can lead. r opens the roll.")
    return (RotationChanged(policy),)


def stand_in(session: Session, now: datetime, person: str, how: NamedHow) -> Outcome:
    """Somebody holds the evening in place of whoever usually does."""
    if person not in session.here:
        return Refusal("Only somebody who is here can hold the evening. r opens the roll.")
    return (FacilitatorNamed(person, how),)
