"""From what happened to where the evening stands. Replaying gives the same state, always."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import TypeVar, assert_never

from msgspec.structs import replace

from circle_tui.core import timebox
from circle_tui.core.agenda import Segment
from circle_tui.core.events import (
    AgendaChanged,
    ArrivalWithdrawn,
    AwayNoted,
    ClockPaused,
    ClockResumed,
    Cut,
    DoorAsked,
    DoorHeld,
    EndMoved,
    Entry,
    Event,
    GapLeftOut,
    LeaderDeferred,
    LeaderNamed,
    LeaderPassed,
    LeaderReleased,
    LimitsCardSettled,
    MinutesFitted,
    MinutesMoved,
    PersonArrived,
    PersonLeft,
    PresenterNamed,
    PromptPlaced,
    Redone,
    SessionEnded,
    SessionOpened,
    SessionReopened,
    StartMoved,
    StepBegan,
    StepRestarted,
    Undone,
)
from circle_tui.core.session import Leadership, Presence, Session, Stay, StepKey
from circle_tui.core.timebox import Timebox

Value = TypeVar("Value")


class NotASessionError(ValueError):
    """The log does not begin with the opening of a session."""


def fold(entries: Sequence[Entry]) -> Session:
    """Give back the state after all entries; NotASessionError when the first opens no session."""
    done, undone = _stacks(entries)
    left_out = _taken_back(entries)
    if not entries or not isinstance(entries[0].event, SessionOpened):
        raise NotASessionError("this log does not begin with the opening of a session")
    session = _open(entries[0].event)
    for entry in entries[1:]:
        if entry.move not in left_out:
            session = _apply(session, entry.event, entry.at)
    return replace(session, done=done, undone=undone)


def advance(session: Session, entries: Sequence[Entry], new: Sequence[Entry]) -> Session:
    """Give back the state after `new`, which follow `entries`; only undo and redo replay the log."""
    if any(isinstance(entry.event, Undone | Redone) for entry in new):
        return fold([*entries, *new])
    done, undone = session.done, session.undone
    for entry in new:
        session = _apply(session, entry.event, entry.at)
        if entry.event.is_undoable and (not done or done[-1] != entry.move):
            done, undone = (*done, entry.move), ()
    return replace(session, done=done, undone=undone)


def kept(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """What stays when the evening is sealed: facts that are kept, were not taken back, and still hold.

    Who led or brought something for a while and then did not, and who was marked as here by mistake,
    is nobody's business afterwards.
    """
    left_out = _taken_back(entries)
    held = [entry for entry in entries if entry.event.is_kept and entry.move not in left_out]
    settled: set[tuple[str, str]] = set()
    result: list[Entry] = []
    for entry in reversed(held):
        subject = _subject(entry.event)
        is_settled = subject in settled
        if subject is not None and not isinstance(entry.event, PersonArrived):
            settled.add(subject)
        if not is_settled and not isinstance(entry.event, LeaderReleased | ArrivalWithdrawn):
            result.append(entry)
    return tuple(reversed(result))


def last_happening(entries: Sequence[Entry]) -> datetime:
    """When the last thing happened; that the program was started again does not count as one."""
    return max(entry.at for entry in entries if not isinstance(entry.event, SessionReopened))


def _subject(event: Event) -> tuple[str, str] | None:
    """What an event settles, so that an earlier one about the same need not be kept."""
    match event:
        case LeaderNamed(segment=segment) | LeaderReleased(segment=segment):
            return "leader", segment
        case PresenterNamed(segment=segment):
            return "presenter", segment
        case PersonArrived(person=person) | ArrivalWithdrawn(person=person):
            return "arrival", person
        case _:
            return None


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


def _taken_back(entries: Iterable[Entry]) -> set[int]:
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
    return Session(opened=opened, segments=opened.segments, boxes=_boxes(opened.segments))


def _boxes(segments: Sequence[Segment]) -> dict[StepKey, Timebox]:
    return {
        StepKey(segment.id, step.id): Timebox(planned=timedelta(seconds=step.seconds))
        for segment in segments
        for step in segment.steps
    }


def _apply(session: Session, event: Event, at: datetime) -> Session:
    match event:
        case SessionOpened():
            return session
        case SessionReopened():
            return session
        case PersonArrived():
            return _arrive(session, event, at)
        case PersonLeft(person=person):
            return _leave(session, person, at)
        case ArrivalWithdrawn(person=person):
            return replace(session, presence=_without(session.presence, person))
        case StepBegan(segment=segment, step=step):
            return _begin_step(session, StepKey(segment, step), at)
        case ClockPaused():
            return _with_current_box(session, at, runs=False)
        case ClockResumed():
            return _with_current_box(session, at, runs=True)
        case MinutesMoved():
            return _move_minutes(session, event)
        case MinutesFitted(cuts=cuts):
            return _fit(session, cuts)
        case StartMoved():
            return _move_start(session, event)
        case StepRestarted():
            return _restart(session, at)
        case EndMoved(seconds=seconds):
            return replace(session, end_moved=session.end_moved + timedelta(seconds=seconds))
        case GapLeftOut(seconds=seconds):
            return _leave_out(session, timedelta(seconds=seconds))
        case AwayNoted(person=person, why=why):
            return replace(session, away={**session.away, person: why})
        case LeaderNamed(segment=segment, person=person, how=how, drawn_among=drawn_among):
            others = _without(session.leaders, segment)
            leaders = {**others, segment: Leadership(person, how, drawn_among)}
            return replace(session, leaders=leaders, last_named=person)
        case LeaderReleased(segment=segment):
            leaders = _without(session.leaders, segment)
            last_named = next((item.person for item in reversed(leaders.values())), None)
            return replace(session, leaders=leaders, last_named=last_named)
        case LeaderPassed(person=person):
            return replace(session, passed=session.passed | {person})
        case LeaderDeferred(segment=segment, person=person):
            return replace(session, deferred=session.deferred | {(segment, person)})
        case PresenterNamed(segment=segment, person=person):
            return replace(session, presenters={**session.presenters, segment: person})
        case PromptPlaced(segment=segment, prompt=prompt):
            prompts = _without(session.prompts, segment)
            if prompt is not None:
                prompts[segment] = prompt
            return replace(session, prompts=prompts)
        case LimitsCardSettled(was_read=was_read):
            return replace(session, limits_read=was_read)
        case DoorAsked():
            return replace(session, has_door_asked=True)
        case DoorHeld(minutes=minutes):
            return replace(session, door_held=session.door_held + timedelta(minutes=minutes))
        case AgendaChanged(segments=segments):
            return replace(session, segments=segments, boxes=_replanned(session.boxes, segments))
        case SessionEnded():
            return _end(session, at)
        case Undone() | Redone():
            return session
    assert_never(event)


def _without(values: Mapping[str, Value], key: str) -> dict[str, Value]:
    return {other: value for other, value in values.items() if other != key}


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
    return replace(session, presence={**session.presence, event.person: after}, away=away)


def _leave(session: Session, person: str, at: datetime) -> Session:
    before = session.presence.get(person, Presence())
    if not before.is_here:
        return session
    stays = (*before.stays[:-1], Stay(before.stays[-1].since, at))
    return replace(session, presence={**session.presence, person: replace(before, stays=stays)})


def _begin_step(session: Session, key: StepKey, at: datetime) -> Session:
    boxes = dict(session.boxes)
    if session.position is not None:
        boxes[session.position] = timebox.stop(boxes[session.position], at)
    boxes[key] = timebox.run(boxes[key], at)
    return replace(
        session,
        boxes=boxes,
        position=key,
        phase="running",
        began_at=session.began_at or at,
        step_began_at=at,
    )


def _with_current_box(session: Session, at: datetime, *, runs: bool) -> Session:
    if session.position is None:
        return session
    change = timebox.run if runs else timebox.stop
    boxes = {**session.boxes, session.position: change(session.boxes[session.position], at)}
    return replace(session, boxes=boxes, phase="running" if runs else "paused")


def _move_minutes(session: Session, event: MinutesMoved) -> Session:
    span = timedelta(seconds=event.seconds)
    key = StepKey(event.segment, event.step)
    boxes = {**session.boxes, key: timebox.add(session.boxes[key], span)}
    if key == session.position:
        times = session.extended.get(key, 0) + (1 if event.seconds > 0 else -1)
        session = replace(session, extended={**session.extended, key: max(0, times)})
    if event.payer is not None and event.payer_step is not None:
        payer = StepKey(event.payer, event.payer_step)
        boxes[payer] = timebox.add(boxes[payer], -span)
    return replace(session, boxes=boxes)


def _fit(session: Session, cuts: Sequence[Cut]) -> Session:
    boxes = dict(session.boxes)
    for cut in cuts:
        key = StepKey(cut.segment, cut.step)
        boxes[key] = timebox.add(boxes[key], -timedelta(seconds=cut.seconds))
    return replace(session, boxes=boxes)


def _move_start(session: Session, event: StartMoved) -> Session:
    span = timedelta(seconds=event.seconds)
    key = StepKey(event.segment, event.step)
    boxes = {**session.boxes, key: timebox.shift(session.boxes[key], span)}
    if event.from_segment is not None and event.from_step is not None:
        earlier = StepKey(event.from_segment, event.from_step)
        boxes[earlier] = timebox.shift(boxes[earlier], -span)
        return replace(session, boxes=boxes)
    return replace(session, boxes=boxes, began_at=session.began_at and session.began_at - span)


def _restart(session: Session, at: datetime) -> Session:
    if session.position is None:
        return session
    box = session.boxes[session.position]
    fresh = replace(box, spent_before=timedelta(0), since=at if box.since is not None else None)
    return replace(session, boxes={**session.boxes, session.position: fresh}, step_began_at=at)


def _leave_out(session: Session, span: timedelta) -> Session:
    if session.position is None:
        return session
    box = timebox.shift(session.boxes[session.position], -span)
    return replace(session, boxes={**session.boxes, session.position: box})


def _replanned(boxes: Mapping[StepKey, Timebox], segments: Sequence[Segment]) -> dict[StepKey, Timebox]:
    """The clocks of another agenda: what was spent, given or taken stays, and so does what has begun."""
    fresh = _boxes(segments)
    stays = {key: box for key, box in boxes.items() if key in fresh or box.has_begun}
    return fresh | {key: replace(box, planned=fresh.get(key, box).planned) for key, box in stays.items()}


def _end(session: Session, at: datetime) -> Session:
    boxes = {key: timebox.stop(box, at) for key, box in session.boxes.items()}
    presence = {
        person: replace(value, stays=(*value.stays[:-1], Stay(value.stays[-1].since, at)))
        if value.is_here
        else value
        for person, value in session.presence.items()
    }
    return replace(session, boxes=boxes, presence=presence, phase="ended", ended_at=at)
