"""What events do to the clocks of an evening: which step runs, what it has, what is moved and cut.

Rounds follow those who are here; a step that counts to a clock time ends when that says.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import assert_never
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from circle_tui.core.clock import timebox
from circle_tui.core.clock.timebox import Timebox
from circle_tui.core.happening.events.clock import (
    AgendaChanged,
    ClockEvent,
    ClockPaused,
    ClockResumed,
    Cut,
    EndMoved,
    GapLeftOut,
    MinutesFitted,
    MinutesMoved,
    StartMoved,
    StepBegan,
    StepRestarted,
    TalkTurned,
)
from circle_tui.core.happening.session import Session, StepKey, door_closes, round_length, steps_in_order
from circle_tui.core.plan.agenda import Segment, until_title


def timed(session: Session, event: ClockEvent, at: datetime) -> Session:
    """The state after an event of the clock."""
    match event:
        case StepBegan(segment=segment, step=step):
            return _begin_step(session, StepKey(segment, step), at)
        case ClockPaused():
            return _with_current_box(session, at, runs=False)
        case ClockResumed():
            return _with_current_box(session, at, runs=True)
        case MinutesMoved():
            return _move_minutes(session, event, at)
        case MinutesFitted(cuts=cuts):
            return _fit(session, cuts)
        case StartMoved():
            return _aim(_move_start(session, event), at)
        case StepRestarted():
            return _aim(_restart(session, at), at)
        case EndMoved(seconds=seconds):
            return replace(session, end_moved=session.end_moved + timedelta(seconds=seconds))
        case GapLeftOut(seconds=seconds):
            return _leave_out(session, timedelta(seconds=seconds))
        case AgendaChanged(segments=segments):
            return follow(replace(session, segments=segments, boxes=_replanned(session, segments)), at)
        case TalkTurned(segment=segment, step=step, is_round=is_round):
            key = StepKey(segment, step)
            rounds = {other: spent for other, spent in session.rounds.items() if other != key}
            if is_round:
                rounds[key] = timebox.spent(session.boxes[key], at)
            return replace(session, rounds=rounds)
    assert_never(event)


def boxes_of(segments: Sequence[Segment]) -> dict[StepKey, Timebox]:
    """The clocks of an agenda, none of which has begun."""
    return {
        StepKey(segment.id, step.id): Timebox(planned=timedelta(seconds=step.seconds))
        for segment in segments
        for step in segment.steps
    }


def _begin_step(session: Session, key: StepKey, at: datetime) -> Session:
    boxes = dict(session.boxes)
    if session.position is not None:
        boxes[session.position] = timebox.stop(boxes[session.position], at)
    boxes[key] = timebox.run(boxes[key], at)
    begun = replace(
        session,
        boxes=boxes,
        stood=_stood(session),
        position=key,
        came_from=session.position if session.position != key else session.came_from,
        phase="running",
        began_at=session.began_at or at,
        step_began_at=at,
    )
    return _aim(follow(begun, at, begins=key), at)


def _stood(session: Session) -> dict[StepKey, str]:
    """Which prompts stood beside the steps that were left, with the one that is left now."""
    left = session.position
    if left is None:
        return session.stood
    stood = {key: prompt for key, prompt in session.stood.items() if key != left}
    return {**stood, left: session.prompts[left.segment]} if left.segment in session.prompts else stood


def _aim(session: Session, at: datetime) -> Session:
    """The running step ends when its clock time says, if it counts to one."""
    step, key = session.current_step, session.position
    if step is None or key is None or step.until is None:
        return session
    box = timebox.aim(session.boxes[key], step.until, at, timedelta(seconds=step.minimum))
    return _named_by_time(replace(session, boxes={**session.boxes, key: box}), key, at)


def _named_by_time(session: Session, key: StepKey, at: datetime) -> Session:
    """A step that counts to a clock time is called by the time at which it is really over."""
    step, box = session.step(key), session.boxes[key]
    if step.until is None:
        return session
    until = at + timebox.left(box, at) if box.since is not None else step.until + box.added
    titled = replace(step, title=until_title(until, ZoneInfo(session.opened.zone)))
    segments = tuple(
        replace(
            segment,
            title=titled.title if len(segment.steps) == 1 else segment.title,
            steps=tuple(titled if item.id == key.step else item for item in segment.steps),
        )
        if segment.id == key.segment
        else segment
        for segment in session.segments
    )
    return replace(session, segments=segments)


def follow(session: Session, at: datetime, begins: StepKey | None = None) -> Session:
    """Rounds are as long as those who are here need; what has been left is not touched.

    Until the door has closed, those who are expected count for the rounds still to come, and so does
    whoever is away for a while. A round that runs grows with whoever comes, and does not shrink: who
    leaves may have had their turn.
    """
    if session.began_at is None or not session.attended:
        return session
    boxes = dict(session.boxes)
    for key, _, step in steps_in_order(session):
        box = boxes[key]
        if not step.turns or (box.has_begun and key != session.position):
            continue
        taking_part = set(session.here)
        if not box.has_begun:
            taking_part |= set(session.away)
        if not box.has_begun and at < door_closes(session, at):
            taking_part |= set(session.unmarked)
        elif key == session.position and key != begins:
            taking_part |= _left_during_step(session)
        length = round_length(step, len(taking_part))
        is_running = key == session.position and key != begins
        boxes[key] = timebox.plan(box, max(box.planned, length) if is_running else length)
    return replace(session, boxes=boxes)


def _left_during_step(session: Session) -> set[str]:
    began = session.step_began_at
    return {
        person
        for person, presence in session.presence.items()
        if began is not None and presence.stays and (presence.stays[-1].until or began) > began
    }


def _with_current_box(session: Session, at: datetime, *, runs: bool) -> Session:
    if session.position is None:
        return session
    change = timebox.run if runs else timebox.stop
    boxes = {**session.boxes, session.position: change(session.boxes[session.position], at)}
    return replace(session, boxes=boxes, phase="running" if runs else "paused")


def _move_minutes(session: Session, event: MinutesMoved, at: datetime) -> Session:
    span = timedelta(seconds=event.seconds)
    key = StepKey(event.segment, event.step)
    boxes = {**session.boxes, key: timebox.add(session.boxes[key], span)}
    if key == session.position:
        times = session.extended.get(key, 0) + (1 if event.seconds > 0 else -1)
        session = replace(session, extended={**session.extended, key: max(0, times)})
    if event.payer is not None and event.payer_step is not None:
        payer = StepKey(event.payer, event.payer_step)
        if boxes[payer].has_begun or session.step(payer).until is None:
            boxes[payer] = timebox.add(boxes[payer], -timedelta(seconds=event.paid))
    return _named_by_time(replace(session, boxes=boxes), key, at)


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


def _replanned(session: Session, segments: Sequence[Segment]) -> dict[StepKey, Timebox]:
    """The clocks of another agenda: what was spent, given or taken stays, and so does what has begun."""
    boxes, fresh = session.boxes, boxes_of(segments)
    before = {key: step.seconds for key, _, step in steps_in_order(session)}
    for key, box in boxes.items():
        if key in fresh and box.has_begun and before.get(key) == fresh[key].planned.total_seconds():
            fresh[key] = timebox.plan(fresh[key], box.planned)
    stays = {key: box for key, box in boxes.items() if key in fresh or box.has_begun}
    return fresh | {key: replace(box, planned=fresh.get(key, box).planned) for key, box in stays.items()}
