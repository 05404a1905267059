"""How the floor stands in an evening: the round that runs, who takes part in it, and hands in open talk.

What events about the floor do to the state. Nobody stands in it who is not here.
"""

from collections.abc import Callable, Mapping
from typing import assert_never

from msgspec.structs import replace

from circle_tui.core.happening.events.floor import (
    FloorTaken,
    HandLowered,
    HandRaised,
    RoundBegan,
    RoundReordered,
    Turning,
)
from circle_tui.core.happening.session import Session, StepKey
from circle_tui.core.people import floor
from circle_tui.core.people.floor import Queue, Round


def is_round(session: Session) -> bool:
    """Whether everyone is asked in turn in what runs now."""
    step = session.current_step
    return step is not None and (bool(step.turns) or session.position in session.rounds)


def running_round(session: Session) -> Round | None:
    """The round that has begun in what runs now; None for none."""
    if session.position is None or not is_round(session):
        return None
    return session.floors.get(session.position)


def taking_part(session: Session) -> tuple[str, ...]:
    """Everyone who is asked in the running round: those here, without whoever is being listened to."""
    step, segment = session.current_step, session.current_segment
    if step is None or segment is None or not step.is_for_listeners:
        return session.here
    return tuple(person for person in session.here if person != session.presenters.get(segment.id))


def turned(session: Session, event: Turning) -> Session:
    """The state after the floor, or what leads to it, has changed."""
    match event:
        case RoundBegan(order=order):
            return _with_round(session, floor.begin(order))
        case RoundReordered(order=order):
            return _changed(session, lambda turns: floor.reorder(turns, order))
        case FloorTaken(person=person):
            if running_round(session) is not None:
                return _changed(session, lambda turns: floor.give_on(turns, person))
            return replace(session, queue=floor.hear(_queue(session), person))
        case HandRaised(person=person):
            return replace(session, queue=floor.raise_hand(_queue(session), person))
        case HandLowered(person=person):
            return replace(session, queue=floor.lower_hand(_queue(session), person))
    assert_never(event)


def _changed(session: Session, change: Callable[[Round], Round]) -> Session:
    """The state with the running round changed, where one has begun."""
    turns = running_round(session)
    if turns is None or session.position is None:
        return session
    return replace(session, floors={**session.floors, session.position: change(turns)})


def seated(session: Session) -> Session:
    """The same with the floor among those here: who has left drops out, who has come waits at the end.

    Hands go with their segment, and in a round nobody needs one; a round goes once it is a talk again.
    """
    if not session.floors and not session.queue.segment:
        return session
    return _with_hands_here(_with_round_here(session))


def _with_round_here(session: Session) -> Session:
    key = session.position
    if key is None or key not in session.floors:
        return session
    if not is_round(session):
        return replace(session, floors=_without(session.floors, key))
    turns = session.floors[key]
    seated_now = floor.among(turns, taking_part(session))
    return session if seated_now == turns else replace(session, floors={**session.floors, key: seated_now})


def _with_hands_here(session: Session) -> Session:
    queue = _queue(session)
    hands = () if is_round(session) else tuple(person for person in queue.hands if person in session.here)
    seated_now = replace(queue, hands=hands)
    return session if seated_now == session.queue else replace(session, queue=seated_now)


def _queue(session: Session) -> Queue:
    """The queue of the running segment; one of another segment is over."""
    segment = session.position.segment if session.position is not None else ""
    return session.queue if session.queue.segment == segment else Queue(segment)


def _with_round(session: Session, turns: Round) -> Session:
    """The state with a round that begins in what runs; the newest stands last."""
    if session.position is None:
        return session
    return replace(session, floors={**_without(session.floors, session.position), session.position: turns})


def _without(floors: Mapping[StepKey, Round], key: StepKey) -> dict[StepKey, Round]:
    return {other: turns for other, turns in floors.items() if other != key}
