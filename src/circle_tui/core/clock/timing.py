"""The evening against the clock: when it would end, how far behind it is, who can pay.

Pure functions of a session and an instant. The fixed end never moves; only the projection does.
"""

from collections.abc import Container
from datetime import datetime, timedelta
from typing import Literal

from msgspec import Struct

from circle_tui.core.clock import timebox
from circle_tui.core.happening.session import (
    DOOR_AJAR,
    DOOR_NOTICE,
    Session,
    StepKey,
    door_closes,
    is_left_out,
    steps_after,
)
from circle_tui.core.plan.agenda import Segment, Step
from circle_tui.core.plan.frame import LONGEST_TURN

ZERO = timedelta(0)
MINUTE = timedelta(minutes=1)
SECOND = timedelta(seconds=1)
LONGEST = timedelta(seconds=LONGEST_TURN)
"""The longest turn in a round."""
LATE_FROM = 2 * MINUTE
"""A start later than this asks once what gives: the minutes or the end."""

DoorState = Literal["open", "closing", "ajar", "closed"]


class Projection(Struct, frozen=True):
    """When the evening would end if everything took what is left of its time."""

    end: datetime
    """Projected end, after buffers and breaks have taken up what they can; never before now."""
    behind: timedelta
    """How far it is behind its plan for the next clock time, or else the end; negative when ahead."""
    absorbed: timedelta
    """How much of being behind buffers and breaks take up."""
    over: timedelta
    """How far the projected end lies past the fixed end; zero when it does not."""


class Stop(Struct, frozen=True):
    """A step still to come, with the time it may take and what it can do without."""

    key: StepKey
    length: timedelta
    """What is left of it; for a step that counts to a clock time, the length it was planned for."""
    can_absorb: timedelta
    """How much of being behind it takes up by itself: all of a buffer, a break down to its minimum."""


class Leg(Struct, frozen=True):
    """The steps up to the next one that counts to a clock time, or up to the end of the evening."""

    stops: tuple[Stop, ...]
    due: datetime
    """When its last step should be over."""
    anchor: StepKey | None = None
    """The step that follows it and counts to a clock time; None for the last leg."""
    until: datetime | None = None
    """The clock time the anchor counts to."""
    shortest: timedelta = ZERO
    """The least that the anchor may last."""


def legs(session: Session, now: datetime, without: Container[str] = ()) -> tuple[Leg, ...]:
    """What follows the running step, in stretches between clock times; segments `without` left out."""
    found: list[Leg] = []
    stops: list[Stop] = []
    for key, segment, step in steps_after(session):
        if segment.id in without:
            continue
        box = session.boxes[key]
        if step.until is None or box.has_begun:
            length = max(ZERO, timebox.left(box, now))
            stops.append(Stop(key, length, _absorbs(segment, step, length)))
            continue
        found.append(
            Leg(
                stops=tuple(stops),
                due=step.until - timedelta(seconds=step.seconds),
                anchor=key,
                until=step.until + box.added,
                shortest=timedelta(seconds=step.minimum),
            )
        )
        stops = []
    return (*found, Leg(stops=tuple(stops), due=session.planned_end))


def _absorbs(segment: Segment, step: Step, length: timedelta) -> timedelta:
    if segment.kind == "buffer":
        return length
    if segment.kind == "break":
        return max(ZERO, length - timedelta(seconds=step.minimum))
    return ZERO


def minimum(session: Session, key: StepKey, segment: Segment, step: Step) -> timedelta:
    """The shortest a step may become as things stand: a round needs less when fewer are here."""
    if segment.kind == "buffer":
        return ZERO
    planned = session.boxes[key].planned
    shortest = timedelta(seconds=min(step.minimum, step.seconds))
    if step.turns and step.seconds:
        return shortest * int(planned.total_seconds()) // step.seconds
    return shortest


class Way(Struct, frozen=True):
    """How the rest of the evening would go if everything took what is left of its time."""

    end: datetime
    behind: timedelta
    """How far the next clock time, or else the end, would be missed; negative when ahead."""
    taken: dict[StepKey, timedelta]
    """What steps still to come take up of being behind, by step."""
    anchors: dict[StepKey, timedelta]
    """How long each step that counts to a clock time would last."""


def way(session: Session, now: datetime, start: datetime) -> Way:
    """Walk through what follows the running step, from `start` on."""
    taken: dict[StepKey, timedelta] = {}
    anchors: dict[StepKey, timedelta] = {}
    behind: timedelta | None = None
    at = start
    for leg in legs(session, now):
        reached = at + sum((stop.length for stop in leg.stops), start=ZERO)
        late = reached - leg.due
        behind = late if behind is None else behind
        shares = absorb(leg, late)
        taken |= shares
        at = reached - sum(shares.values(), start=ZERO)
        if leg.anchor is not None and leg.until is not None:
            over = max(leg.until, at + leg.shortest)
            anchors[leg.anchor] = over - at
            at = over
    return Way(end=at, behind=behind or ZERO, taken=taken, anchors=anchors)


def absorb(leg: Leg, late: timedelta) -> dict[StepKey, timedelta]:
    """What each step of a leg takes up of being late: buffers first, then breaks, the earliest first."""
    shares: dict[StepKey, timedelta] = {}
    whole = [stop for stop in leg.stops if stop.can_absorb == stop.length]
    rest = [stop for stop in leg.stops if stop.can_absorb < stop.length]
    for stop in (*whole, *rest):
        share = min(late - sum(shares.values(), start=ZERO), stop.can_absorb)
        if share > ZERO:
            shares[stop.key] = share
    return shares


def project(session: Session, now: datetime) -> Projection:
    """Work out the projected end from what is left now, paused or running."""
    ahead = way(session, now, rest_begins(session, now))
    return Projection(
        end=ahead.end,
        behind=ahead.behind,
        absorbed=sum(ahead.taken.values(), start=ZERO),
        over=max(ZERO, ahead.end - session.planned_end),
    )


def end_in_minutes(session: Session, now: datetime) -> datetime:
    """The projected end as people say it: so many whole minutes after or before the fixed one."""
    apart = project(session, now).end - session.planned_end
    return session.planned_end + (apart // MINUTE if apart > ZERO else -(-apart // MINUTE)) * MINUTE


def rest_begins(session: Session, now: datetime) -> datetime:
    """When the running step would be over; before the start, when the evening can begin."""
    box = session.current_box
    if box is None:
        return max(now, session.opened.planned_start)
    return now + max(ZERO, timebox.left(box, now))


def overdue_seconds(session: Session, now: datetime) -> int:
    """How many seconds the running step is over, the last one begun counted whole; 0 while it is not."""
    box = session.current_box
    return 0 if box is None else -(-max(ZERO, -timebox.left(box, now)) // SECOND)


def gives(session: Session, now: datetime) -> dict[str, timedelta]:
    """What each segment still to come takes up of being behind, by segment id, out of the minutes it has."""
    ahead = way(session, now, rest_begins(session, now))
    given: dict[str, timedelta] = {}
    for key, segment, step in steps_after(session):
        shorter = ahead.taken.get(key, ZERO)
        if key in ahead.anchors:
            shorter = max(ZERO, timedelta(seconds=step.seconds) - ahead.anchors[key])
        if shorter > ZERO:
            given[segment.id] = given.get(segment.id, ZERO) + shorter
    return given


def lengths(session: Session, now: datetime) -> dict[StepKey, timedelta]:
    """How long each step is or would be; what counts to a clock time is as long as that leaves it."""
    ahead = way(session, now, rest_begins(session, now))
    return {key: box.length for key, box in session.boxes.items()} | ahead.anchors


def taken_up(session: Session, now: datetime) -> dict[StepKey, timedelta]:
    """What each step still to come takes up of being behind, the earliest first."""
    return way(session, now, rest_begins(session, now)).taken


PASSED_BY_UNDER = timedelta(seconds=30)
"""An open floor of which less is left is passed by: nobody could use it."""


def next_step(session: Session, now: datetime) -> StepKey | None:
    """The step that begins when we go on; None after the last.

    An open floor that is used up is passed by, and so is a step for people none of whom is here.
    """
    following = steps_after(session)
    lengths = lengths_on_going_on(session, now)
    for key, segment, _ in following:
        is_used_up = segment.kind == "buffer" and lengths[key] < PASSED_BY_UNDER
        if not (is_used_up or is_left_out(session, key)) or key == following[-1][0]:
            return key
    return None


def lengths_on_going_on(session: Session, now: datetime) -> dict[StepKey, timedelta]:
    """How long each step still to come would be if we went on now, once being behind has taken its part."""
    ahead = way(session, now, now if session.position is not None else rest_begins(session, now))
    return {
        key: ahead.anchors[key]
        if key in ahead.anchors
        else max(ZERO, timebox.left(session.boxes[key], now) - ahead.taken.get(key, ZERO))
        for key, _, _ in steps_after(session)
    }


def turn_length(session: Session) -> timedelta:
    """How long a turn may be in the running round, so that everyone asked has one; zero when it is none.

    Nobody holds the floor for longer than two minutes, however much time there is.
    """
    step, position, box = session.current_step, session.position, session.current_box
    if step is None or position is None or box is None:
        return ZERO
    if not step.turns and position not in session.rounds:
        return ZERO
    people = max(1, len(session.here) - (1 if step.is_for_listeners else 0))
    return min(max(ZERO, box.length - session.rounds.get(position, ZERO)) // people, LONGEST)


def payer(session: Session, now: datetime, span: timedelta) -> StepKey | None:
    """Who pays `span` for the running step; None when nobody can, so that the end itself would move."""
    return next(iter(payers(session, now, span)), None)


def payers(session: Session, now: datetime, span: timedelta) -> tuple[StepKey, ...]:
    """Everyone who can pay `span` for the running step: the buffer first, then those with most to spare.

    Nobody pays from what being behind takes up already. What lies behind a step that counts to a clock
    time cannot pay, since that step would only become longer; it can pay itself. One of several turns that
    have the same time cannot pay alone. The rest of the running segment pays last.
    """
    promised = taken_up(session, now)
    leg = legs(session, now)[0]
    reachable = {stop.key for stop in leg.stops}
    current = session.position.segment if session.position else None
    buffers: list[StepKey] = []
    room: dict[StepKey, timedelta] = {}
    for key, segment, step in steps_after(session):
        box = session.boxes[key]
        if key == leg.anchor:
            room[key] = lengths(session, now)[key] - leg.shortest
        if key not in reachable:
            continue
        left = timebox.left(box, now) - promised.get(key, ZERO)
        if segment.kind == "buffer":
            if left >= span:
                buffers.append(key)
            continue
        if segment.is_protected or box.has_begun or not segment.has_extensions:
            continue
        room[key] = left - minimum(session, key, segment, step)
    affordable = [key for key, slack in room.items() if slack >= span]
    return (*buffers, *sorted(affordable, key=lambda key: (key.segment == current, -room[key])))


def door(session: Session, now: datetime) -> tuple[DoorState, datetime]:
    """Give back the door's state and the instant at which it closes or closed.

    Just after closing it is ajar: closed for the room, and whoever was on the way is still in time.
    """
    closes = door_closes(session, now)
    if now >= closes + DOOR_AJAR:
        return "closed", closes
    if now >= closes:
        return "ajar", closes
    return ("closing" if now >= closes - DOOR_NOTICE else "open"), closes
