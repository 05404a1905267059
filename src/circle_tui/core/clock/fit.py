"""Fit: the end is fixed, so what gives? Proposed, never imposed; what runs and what is protected stays.

Shrinks only: first the open floor, then breaks, then in proportion to what each segment can spare, down
to its minimum and no further; the rest of the running segment gives when nobody else can.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Literal, TypeVar

from msgspec import Struct

from circle_tui.core.clock.timing import MINUTE, ZERO, legs, minimum, project, rest_begins
from circle_tui.core.happening.events.clock import Cut
from circle_tui.core.happening.session import Session, StepKey, steps_after
from circle_tui.core.plan.agenda import Segment, Step

QUIET_UNDER = timedelta(minutes=1)
"""Less than this is not worth anybody's attention."""
PLAN_GONE_ABOVE = timedelta(minutes=15)
"""More than this cannot be shaved off in good faith: something has to be dropped."""

SECOND = timedelta(seconds=1)

Key = TypeVar("Key", bound=tuple[str, str])
Spans = Mapping[StepKey, timedelta]
Part = Literal["running", "protected", "gives", "stays", "dropped"]


class FitRow(Struct, frozen=True):
    """One segment from now on: how long it is planned, and how long it would be."""

    segment: str
    title: str
    planned: timedelta
    proposed: timedelta
    part: Part

    @property
    def gives(self) -> timedelta:
        """What it would give up."""
        return self.planned - self.proposed


class Proposal(Struct, frozen=True):
    """What would bring the evening back to its fixed end."""

    over: timedelta
    """How far the evening would run past its end, the open floor used up."""
    rows: tuple[FitRow, ...]
    cuts: tuple[Cut, ...]
    missing: timedelta
    """What cannot be found even so; zero when it fits."""

    @property
    def is_quiet(self) -> bool:
        """Whether there is too little to speak of."""
        return self.over < QUIET_UNDER

    @property
    def is_gone(self) -> bool:
        """Whether the plan is gone, so that something should be dropped rather than shaved."""
        return self.over > PLAN_GONE_ABOVE or self.missing > ZERO


def propose(
    session: Session,
    now: datetime,
    *,
    spared: frozenset[str] = frozenset(),
    dropped: frozenset[str] = frozenset(),
) -> Proposal:
    """Work out who gives how much. `spared` segments keep theirs, `dropped` ones go altogether.

    What lies before a step that counts to a clock time gives only as much as that step cannot absorb.
    """
    may_give = {key: (segment, step) for key, segment, step in _can_give(session)}
    gone = {segment.id for segment, _ in may_give.values() if segment.id in dropped}
    cuts: dict[StepKey, timedelta] = {}
    anchors: dict[StepKey, timedelta] = {}
    missing = ZERO
    at = rest_begins(session, now)
    for leg in legs(session, now, without=gone):
        room = {
            stop.key: max(ZERO, stop.length - minimum(session, stop.key, *may_give[stop.key]))
            for stop in leg.stops
            if stop.key in may_give and may_give[stop.key][0].id not in spared
        }
        reached = at + sum((stop.length for stop in leg.stops), start=ZERO)
        latest = session.planned_end if leg.until is None else leg.until - leg.shortest
        need = max(ZERO, reached - latest)
        given = _in_turn(session, need, room)
        found = sum(given.values(), start=ZERO)
        cuts |= given
        missing += max(ZERO, need - found)
        at = reached - found
        if leg.until is not None and leg.anchor is not None:
            anchors[leg.anchor] = max(leg.until, at + leg.shortest) - at
            at += anchors[leg.anchor]
    return Proposal(
        over=project(session, now).over,
        rows=_rows(session, cuts, anchors, spared, dropped),
        cuts=tuple(Cut(*key, seconds=int(span.total_seconds())) for key, span in cuts.items() if span > ZERO),
        missing=missing,
    )


def _in_turn(session: Session, need: timedelta, room: Spans) -> dict[StepKey, timedelta]:
    given: dict[StepKey, timedelta] = {}
    for turn in range(4):
        asked = {key: span for key, span in room.items() if _turn(session, key) == turn}
        given |= _fairly(session, need - sum(given.values(), start=ZERO), asked)
    return given


def _fairly(session: Session, need: timedelta, room: Spans) -> dict[StepKey, timedelta]:
    """Share a need out; where everyone was promised the same time, they give the same, to the second."""
    alike: dict[tuple[str, str], list[StepKey]] = {}
    for key in room:
        has_own_time = session.segment(key.segment).has_extensions
        alike.setdefault((key.segment if has_own_time else "", key.step), []).append(key)
    together = {name: min(room[key] for key in keys) * len(keys) for name, keys in alike.items()}
    given = share_out(need, together)
    return {
        key: -(-given[name] // (len(keys) * SECOND)) * SECOND for name, keys in alike.items() for key in keys
    }


def _turn(session: Session, key: StepKey) -> int:
    """Who gives first: the open floor, then breaks, then everybody else, then the rest of what runs."""
    if session.position is not None and session.position.segment == key.segment:
        return 3
    return {"buffer": 0, "break": 1}.get(session.segment(key.segment).kind, 2)


def share_out(need: timedelta, room: Mapping[Key, timedelta]) -> dict[Key, timedelta]:
    """Share a need over what each can spare: in proportion, in whole minutes where there is room.

    The sum is the need rounded up to whole minutes, or all there is to spare when that is less; nobody
    gives more than they can. Minutes left over by rounding go to the largest remainders.
    """
    total = sum(room.values(), start=ZERO)
    if total <= ZERO or need <= ZERO:
        return dict.fromkeys(room, ZERO)
    wanted = min(total, -(-need // MINUTE) * MINUTE)
    exact = {key: wanted * (span / total) for key, span in room.items()}
    given = {key: min(span // MINUTE * MINUTE, room[key]) for key, span in exact.items()}
    order = sorted(room, key=lambda key: (exact[key] - given[key], room[key]), reverse=True)
    for unit in (MINUTE, timedelta(seconds=1)):
        while (rest := wanted - sum(given.values(), start=ZERO)) >= unit:
            fitting = [key for key in order if room[key] - given[key] >= unit]
            if not fitting:
                break
            for key in fitting:
                if rest < unit:
                    break
                given[key] += unit
                rest -= unit
    return given


def _can_give(session: Session) -> list[tuple[StepKey, Segment, Step]]:
    return [
        (key, segment, step)
        for key, segment, step in steps_after(session)
        if not segment.is_protected and not session.boxes[key].has_begun
    ]


def _rows(
    session: Session,
    cuts: Mapping[StepKey, timedelta],
    anchors: Mapping[StepKey, timedelta],
    spared: frozenset[str],
    dropped: frozenset[str],
) -> tuple[FitRow, ...]:
    place = session.segments.index(session.current_segment) if session.current_segment else 0
    rows = []
    for segment in session.segments[place:]:
        keys = [StepKey(segment.id, step.id) for step in segment.steps]
        planned = sum((session.boxes[key].length for key in keys), start=ZERO)
        given = sum((cuts.get(key, ZERO) for key in keys), start=ZERO)
        given += sum((session.boxes[key].length - anchors[key] for key in keys if key in anchors), start=ZERO)
        part = _part(session, segment, given, spared, dropped)
        proposed = ZERO if part == "dropped" else planned - given
        rows.append(FitRow(segment.id, segment.title, planned, proposed, part))
    return tuple(rows)


def _part(
    session: Session, segment: Segment, given: timedelta, spared: frozenset[str], dropped: frozenset[str]
) -> Part:
    if session.position is not None and session.position.segment == segment.id:
        return "running"
    if segment.is_protected:
        return "protected"
    if segment.id in dropped:
        has_begun = any(session.boxes[StepKey(segment.id, step.id)].has_begun for step in segment.steps)
        return "stays" if has_begun else "dropped"
    return "gives" if given > ZERO and segment.id not in spared else "stays"
