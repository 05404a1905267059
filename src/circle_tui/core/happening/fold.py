"""From what happened to where the evening stands. Replaying gives the same state, always."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import assert_never

from msgspec.structs import replace

from circle_tui.core.agreements.rollcall import agreed_on
from circle_tui.core.clock import timebox
from circle_tui.core.happening.clockwork import boxes_of, timed
from circle_tui.core.happening.events.agreements import (
    CaseWorkAgreed,
    DecisionMade,
    DecisionReviewed,
    LimitsCardSettled,
    RollCallTaken,
    RulesAgreed,
    RulesReviewed,
)
from circle_tui.core.happening.events.clock import ClockEvent
from circle_tui.core.happening.events.evening import (
    HatPassed,
    ModeChanged,
    Redone,
    SessionEnded,
    SessionOpened,
    SessionReopened,
    Undone,
)
from circle_tui.core.happening.events.floor import Turning
from circle_tui.core.happening.events.log import Entry, Event
from circle_tui.core.happening.events.naming import NamingEvent
from circle_tui.core.happening.events.presence import DoorAsked, DoorHeld, PresenceEvent
from circle_tui.core.happening.events.work import (
    PromptPlaced,
    ProtocolUsed,
    PulseTaken,
    TakeawayMarked,
    WayChosen,
)
from circle_tui.core.happening.naming import named
from circle_tui.core.happening.presence import present
from circle_tui.core.happening.seating import seated, turned
from circle_tui.core.happening.session import ModeFrom, Run, Session, Stay, StepKey, without


class NotASessionError(ValueError):
    """The log does not begin with the opening of a session."""


def fold(entries: Sequence[Entry]) -> Session:
    """Give back the state after all entries; NotASessionError when the first opens no session."""
    done, undone = _stacks(entries)
    left_out = taken_back(entries)
    if not entries or not isinstance(entries[0].event, SessionOpened):
        raise NotASessionError("this log does not begin with the opening of a session")
    session = _open(entries[0].event)
    for entry in entries[1:]:
        if entry.move not in left_out:
            session = _noted(seated(_apply(session, entry.event, entry.at)), entry.at)
    return replace(session, done=done, undone=undone)


def advance(session: Session, entries: Sequence[Entry], new: Sequence[Entry]) -> Session:
    """Give back the state after `new`, which follow `entries`; only undo and redo replay the log."""
    if any(isinstance(entry.event, Undone | Redone) for entry in new):
        return fold([*entries, *new])
    done, undone = session.done, session.undone
    for entry in new:
        session = _noted(seated(_apply(session, entry.event, entry.at)), entry.at)
        if entry.event.is_undoable and (not done or done[-1] != entry.move):
            done, undone = (*done, entry.move), ()
    return replace(session, done=done, undone=undone)


def after(session: Session, events: Sequence[Event], at: datetime) -> Session:
    """What the state would be after more events, none of them an undo: for weighing a move."""
    for event in events:
        session = seated(_apply(session, event, at))
    return session


def last_happening(entries: Sequence[Entry]) -> datetime:
    """When the last thing happened; that the program was started again does not count as one."""
    return max(entry.at for entry in entries if not isinstance(entry.event, SessionReopened))


def _stacks(entries: Iterable[Entry]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Moves that hold and can be undone, and moves that were undone and can be redone."""
    done: list[int] = []
    undone: list[int] = []
    for entry in entries:
        match entry.event:
            case Undone(move=move):
                done.remove(move)
                undone.append(move)
            case Redone(move=move):
                undone.remove(move)
                done.append(move)
            case event if event.is_undoable and (not done or done[-1] != entry.move):
                done.append(entry.move)
                undone.clear()
            case _:
                continue
    return tuple(done), tuple(undone)


def taken_back(entries: Iterable[Entry]) -> set[int]:
    """Moves that were undone and not redone since."""
    undone: set[int] = set()
    for entry in entries:
        match entry.event:
            case Undone(move=move):
                undone.add(move)
            case Redone(move=move):
                undone.discard(move)
            case _:
                continue
    return undone


def _open(opened: SessionOpened) -> Session:
    return Session(opened=opened, mode=opened.mode, segments=opened.segments, boxes=boxes_of(opened.segments))


def _apply(session: Session, event: Event, at: datetime) -> Session:
    if isinstance(event, ClockEvent):
        return timed(session, event, at)
    if isinstance(event, PresenceEvent):
        return present(session, event, at)
    if isinstance(event, NamingEvent):
        return named(session, event)
    if isinstance(event, Turning):
        return turned(session, event)
    match event:
        case PromptPlaced(segment=segment, prompt=prompt):
            prompts = without(session.prompts, segment)
            if prompt is not None:
                prompts[segment] = prompt
            return replace(session, prompts=prompts)
        case WayChosen(segment=segment, step=step, place=chosen):
            ways = {key: way for key, way in session.ways.items() if key != (segment, step)}
            return replace(session, ways=ways if chosen is None else {**ways, StepKey(segment, step): chosen})
        case TakeawayMarked(place=place, is_touched=is_touched):
            touched = session.touched | {place} if is_touched else session.touched - {place}
            return replace(session, touched=touched)
        case LimitsCardSettled(was_read=was_read):
            return replace(session, limits_read=was_read)
        case DoorAsked():
            return replace(session, has_door_asked=True)
        case DoorHeld(minutes=minutes):
            return replace(session, door_held=session.door_held + timedelta(minutes=minutes))
        case ModeChanged(mode=mode):
            return replace(session, mode=mode, mode_changes=(*session.mode_changes, ModeFrom(at, mode)))
        case DecisionMade():
            return replace(session, decisions=(*session.decisions, event))
        case DecisionReviewed():
            return replace(session, looked_at=(*session.looked_at, event))
        case ProtocolUsed(protocol=protocol, calls_review=calls_review):
            noted = (*session.protocols, protocol)
            return replace(session, protocols=noted, calls_review=session.calls_review or calls_review)
        case RulesAgreed() | RollCallTaken() | CaseWorkAgreed() | RulesReviewed():
            return agreed_on(session, event)
        case PulseTaken(pulse=pulse):
            return replace(session, pulses={**session.pulses, pulse: event})
        case HatPassed():
            return replace(session, has_passed_hat=True)
        case SessionEnded():
            return _end(session, at)
        case SessionOpened() | SessionReopened() | Undone() | Redone():
            return session
    assert_never(event)


def _noted(session: Session, at: datetime) -> Session:
    """Note when the clock of another segment began to run, or when none runs any more."""
    box = session.current_box
    runs = session.position.segment if session.position is not None and box and box.since else None
    last = session.ran[-1] if session.ran and session.ran[-1].until is None else None
    if (last.segment if last else None) == runs:
        return session
    ran = (*session.ran[:-1], last._replace(until=at)) if last else session.ran
    return replace(session, ran=(*ran, Run(runs, at, None)) if runs else ran)


def _end(session: Session, at: datetime) -> Session:
    boxes = {key: timebox.stop(box, at) for key, box in session.boxes.items()}
    presence = {
        person: replace(value, stays=(*value.stays[:-1], Stay(value.stays[-1].since, at)))
        if value.is_here
        else value
        for person, value in session.presence.items()
    }
    return replace(session, boxes=boxes, presence=presence, phase="ended", ended_at=at)
