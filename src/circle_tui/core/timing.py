"""The evening against the clock: when it would end, how far behind it is, who can pay.

Pure functions of a session and an instant. The fixed end never moves; only the projection does.
"""

from datetime import datetime, timedelta
from typing import Literal

from msgspec import Struct

from circle_tui.core import timebox
from circle_tui.core.session import (
    DOOR_CLOSES_AFTER,
    DOOR_NOTICE,
    Session,
    StepKey,
    steps_after,
)

ZERO = timedelta(0)
MINUTE = timedelta(minutes=1)

DoorState = Literal["open", "closing", "closed"]


class Projection(Struct, frozen=True):
    """When the evening would end if everything took what is left of its time."""

    end: datetime
    """Projected end, after the buffer has taken up what it can; never before now."""
    behind: timedelta
    """How far the evening is behind its plan; negative when it is ahead."""
    absorbed: timedelta
    """How much of that the buffer takes up."""
    over: timedelta
    """How far the projected end lies past the fixed end; zero when it does not."""


def still_to_come(session: Session, now: datetime) -> timedelta:
    """Time that all steps after the running one may still take."""
    return sum(
        (max(ZERO, timebox.left(session.boxes[key], now)) for key, _, _ in steps_after(session)), start=ZERO
    )


def project(session: Session, now: datetime) -> Projection:
    """Work out the projected end from what is left now, paused or running."""
    box = session.current_box
    left_now = ZERO if box is None else max(ZERO, timebox.left(box, now))
    start = max(now, session.opened.planned_start) if box is None else now
    raw_end = start + left_now + still_to_come(session, now)
    behind = raw_end - session.planned_end
    absorbed = min(max(ZERO, behind), sum(_buffers(session, now).values(), start=ZERO))
    end = raw_end - absorbed
    return Projection(end=end, behind=behind, absorbed=absorbed, over=max(ZERO, end - session.planned_end))


def gives(session: Session, now: datetime) -> dict[str, timedelta]:
    """What each segment still to come gives up, by segment id: moved away, or taken up as buffer."""
    given: dict[str, timedelta] = {}
    for key, segment, _ in steps_after(session):
        added = session.boxes[key].added
        if added < ZERO:
            given[segment.id] = given.get(segment.id, ZERO) - added
    for key, share in taken_up(session, now, project(session, now).behind).items():
        given[key.segment] = given.get(key.segment, ZERO) + share
    return given


def taken_up(session: Session, now: datetime, behind: timedelta) -> dict[StepKey, timedelta]:
    """What each buffer still to come takes up of being so far behind, the earliest first."""
    shares: dict[StepKey, timedelta] = {}
    for key, room in _buffers(session, now).items():
        share = min(behind - sum(shares.values(), start=ZERO), room)
        if share > ZERO:
            shares[key] = share
    return shares


def _buffers(session: Session, now: datetime) -> dict[StepKey, timedelta]:
    return {
        key: max(ZERO, timebox.left(session.boxes[key], now))
        for key, segment, _ in steps_after(session)
        if segment.kind == "buffer"
    }


def payer(session: Session, now: datetime, span: timedelta) -> StepKey | None:
    """Who pays `span` for the running step; None when nobody can, so that the end itself would move."""
    return next(iter(payers(session, now, span)), None)


def payers(session: Session, now: datetime, span: timedelta) -> tuple[StepKey, ...]:
    """Everyone who can pay `span` for the running step: the buffer first, then those with most to spare.

    A buffer pays only from what being behind does not take up already.
    """
    current = session.position.segment if session.position else None
    promised = taken_up(session, now, project(session, now).behind)
    buffers: list[StepKey] = []
    room: dict[StepKey, timedelta] = {}
    for key, segment, step in steps_after(session):
        box = session.boxes[key]
        left = timebox.left(box, now)
        if segment.kind == "buffer":
            if left - promised.get(key, ZERO) >= span:
                buffers.append(key)
            continue
        if segment.is_protected or segment.id == current or box.has_begun:
            continue
        room[key] = left - timedelta(seconds=step.minimum)
    affordable = [key for key, slack in room.items() if slack >= span]
    return (*buffers, *sorted(affordable, key=lambda key: -room[key]))


def door(session: Session, now: datetime) -> tuple[DoorState, datetime]:
    """Give back the door's state and the instant at which it closes or closed."""
    closes = session.opened.planned_start + DOOR_CLOSES_AFTER + session.door_held
    if now >= closes:
        return "closed", closes
    return ("closing" if now >= closes - DOOR_NOTICE else "open"), closes
