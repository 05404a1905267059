"""What events do to who is here: arriving, leaving, being away for a while."""

from datetime import datetime
from typing import assert_never

from msgspec.structs import replace

from circle_tui.core.happening.clockwork import follow
from circle_tui.core.happening.events.presence import (
    ArrivalWithdrawn,
    AwayNoted,
    PersonArrived,
    PersonLeft,
    PresenceEvent,
)
from circle_tui.core.happening.session import Presence, Session, Stay, without


def present(session: Session, event: PresenceEvent, at: datetime) -> Session:
    """The state after somebody came, went, or stepped out."""
    match event:
        case PersonArrived():
            return _arrive(session, event, at)
        case PersonLeft(person=person):
            return _leave(session, person, at)
        case ArrivalWithdrawn(person=person):
            return follow(replace(session, presence=without(session.presence, person)), at)
        case AwayNoted():
            return follow(_note_away(session, event), at)
    assert_never(event)


def _arrive(session: Session, event: PersonArrived, at: datetime) -> Session:
    before = session.presence.get(event.person, Presence())
    if before.is_here:
        return session
    after = Presence(
        stays=(*before.stays, Stay(at, None)),
        is_late=before.is_late or event.is_late,
        is_guest=before.is_guest or event.is_guest,
    )
    away = {person: why for person, why in session.away.items() if person != event.person}
    return follow(replace(session, presence={**session.presence, event.person: after}, away=away), at)


def _note_away(session: Session, event: AwayNoted) -> Session:
    away = {**session.away, event.person: event.why}
    stepped_out_of = without(session.stepped_out_of, event.person)
    if event.why == "stepped out" and session.position is not None:
        stepped_out_of[event.person] = session.position.segment
    return replace(session, away=away, stepped_out_of=stepped_out_of)


def _leave(session: Session, person: str, at: datetime) -> Session:
    before = session.presence.get(person, Presence())
    if not before.is_here:
        return session
    stays = (*before.stays[:-1], Stay(before.stays[-1].since, at))
    here = {**session.presence, person: replace(before, stays=stays)}
    return follow(replace(session, presence=here), at)
