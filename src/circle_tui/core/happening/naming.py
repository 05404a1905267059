"""What events do to who leads, who brings, and who would like to."""

from typing import assert_never

from msgspec.structs import replace

from circle_tui.core.happening.events.naming import (
    FacilitatorNamed,
    LeaderDeferred,
    LeaderNamed,
    LeaderPassed,
    LeaderReleased,
    NamingEvent,
    PresenterNamed,
    PresentingAsked,
    PresentingPassed,
    PresentingWithdrawn,
    RotationChanged,
)
from circle_tui.core.happening.session import Leadership, Session, StepKey, is_over, without


def named(session: Session, event: NamingEvent) -> Session:
    """The state after somebody was named, asked, or let go."""
    match event:
        case LeaderNamed():
            return _name_leader(session, event)
        case RotationChanged(policy=policy):
            return replace(session, rotation=policy)
        case FacilitatorNamed(person=person):
            return replace(session, stand_in=person)
        case LeaderReleased(segment=segment):
            leaders = without(session.leaders, segment)
            last_named = next((item.person for item in reversed(leaders.values())), None)
            return replace(session, leaders=leaders, last_named=last_named)
        case LeaderPassed(person=person):
            return replace(session, passed=session.passed | {person})
        case LeaderDeferred(segment=segment, person=person):
            return replace(session, deferred=session.deferred | {(segment, person)})
        case PresenterNamed(segment=segment, person=person):
            return replace(
                session,
                presenters={**session.presenters, segment: person},
                stood=_stood_beside(session, segment, person),
            )
        case PresentingAsked(person=person, is_tonight=is_tonight):
            return replace(session, wishes={**session.wishes, person: is_tonight})
        case PresentingWithdrawn(person=person, is_carried=is_carried):
            gone = session.wishes_withdrawn | ({person} if is_carried else frozenset())
            return replace(session, wishes=without(session.wishes, person), wishes_withdrawn=gone)
        case PresentingPassed(segment=segment, person=person, is_later=is_later):
            passed = ((segment if is_later else ""), person)
            return replace(session, not_bringing=session.not_bringing | {passed})
    assert_never(event)


def _name_leader(session: Session, event: LeaderNamed) -> Session:
    """Somebody leads a part. Of one that is over, it only mends what is remembered."""
    named = Leadership(event.person, event.how, event.drawn_among, event.beside)
    others = without(session.leaders, event.segment)
    if is_over(session, event.segment):
        return replace(session, leaders={event.segment: named, **others})
    return replace(session, leaders={**others, event.segment: named}, last_named=event.person)


def _stood_beside(session: Session, segment: str, person: str) -> dict[StepKey, str]:
    """The prompts that stood beside the steps that were left; none of what another presenter was asked."""
    if session.presenters.get(segment) in (None, person):
        return session.stood
    return {key: prompt for key, prompt in session.stood.items() if key.segment != segment}
