"""Moves that mend the clock: what was forgotten, what came late, what has to give. The end stays.

Every move has the same shape, whether or not it needs the time.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Literal

from circle_tui.core.clock import timebox, timing
from circle_tui.core.clock.fit import propose
from circle_tui.core.clock.timing import MINUTE, ZERO
from circle_tui.core.happening.events.clock import (
    AgendaChanged,
    EndMoved,
    GapLeftOut,
    MinutesFitted,
    MinutesMoved,
    StartMoved,
    StepRestarted,
)
from circle_tui.core.happening.events.log import Event
from circle_tui.core.happening.events.presence import AwayNoted, AwayWhy, PersonLeft
from circle_tui.core.happening.moves import NOT_BEGUN, SAME_FOR_ALL, begin
from circle_tui.core.happening.refusal import Outcome, Refusal
from circle_tui.core.happening.session import Session, StepKey, steps_after
from circle_tui.core.plan.agenda import SegmentKind
from circle_tui.core.plan.allocation import Span, share

GAP_FROM = timedelta(seconds=90)
"""A longer gap between two looks at the clock is asked about."""
FURTHEST_END = timedelta(hours=2)

READ_OUT: tuple[SegmentKind, ...] = ("opening", "admin", "ending")
"""Parts that are read out: minutes given to them would stand empty."""
FRAME: tuple[SegmentKind, ...] = (*READ_OUT, "check-in", "check-out")
"""Parts that every evening has; what is saved is meant for the work between them."""
NO_MINUTES = Refusal("There are no minutes in hand.")
NOTHING_TO_FIT = Refusal("There is nothing to fit: the plan ends in time.")
NOBODY_GIVES = Refusal("As it stands nobody gives. m moves the end, if you all choose so.")
NO_USE = Refusal("There is nothing of the kind that could use them.")
To = Literal["current", "next", "buffer"]


def lateness(session: Session, now: datetime) -> timedelta:
    """How much later than planned the evening would begin now; zero when it has begun or is early."""
    if session.position is not None:
        return ZERO
    return max(ZERO, now - session.opened.planned_start)


def begin_and_move_end(session: Session, now: datetime) -> Outcome:
    """Begin late and end as much later, in whole minutes."""
    begun = begin(session, now)
    if isinstance(begun, Refusal):
        return begun
    late = lateness(session, now) // MINUTE * 60
    return (*begun, EndMoved(late)) if late else begun


def move_end(session: Session, now: datetime, minutes: int) -> Outcome:
    """Move the fixed end, later or earlier; never before now."""
    if minutes == 0:
        return Refusal("The end stays where it is.")
    end = session.planned_end + minutes * MINUTE
    if end <= now:
        return Refusal("That would be an end that has passed.")
    if abs(session.end_moved + minutes * MINUTE) > FURTHEST_END:
        return Refusal("Two hours is as far as the end of an evening can be moved.")
    return (EndMoved(minutes * 60),)


def accept_fit(
    session: Session,
    now: datetime,
    spared: frozenset[str] = frozenset(),
    dropped: frozenset[str] = frozenset(),
) -> Outcome:
    """Take the proposal: segments give what it says, dropped ones leave the agenda."""
    proposal = propose(session, now, spared=spared, dropped=dropped)
    gone = {row.segment for row in proposal.rows if row.part == "dropped"}
    events: list[Event] = []
    if proposal.cuts:
        events.append(MinutesFitted(proposal.cuts))
    if gone:
        left = tuple(segment for segment in session.segments if segment.id not in gone)
        events.append(AgendaChanged(left, why="drop"))
    if not events:
        return NOBODY_GIVES if proposal.missing else NOTHING_TO_FIT
    return tuple(events)


def back_date(session: Session, now: datetime, minutes: int) -> Outcome:
    """Say that the running step had begun earlier; the minutes come out of the one that ran until then.

    That is the one before it in time: after going back it stands behind it in the agenda, and a step that
    was passed by never ran.
    """
    position, box = session.position, session.current_box
    if position is None or box is None:
        return NOT_BEGUN
    if minutes <= 0:
        return Refusal("Say how many minutes earlier it began: one or more.")
    span = minutes * MINUTE
    before = session.came_from
    if before is None:
        return (StartMoved(*position, seconds=minutes * 60),)
    if timebox.spent(session.boxes[before], now) < span:
        return Refusal("The step before did not last as long as that.")
    return (StartMoved(*position, seconds=minutes * 60, from_segment=before.segment, from_step=before.step),)


def restart_step(session: Session, now: datetime) -> Outcome:
    """Begin the running step's clock anew; who leads and who brings stays."""
    if session.position is None:
        return NOT_BEGUN
    return (StepRestarted(),)


def in_hand(session: Session, now: datetime) -> int:
    """Whole minutes saved so far, that can be given away."""
    return max(ZERO, -timing.project(session, now).behind) // MINUTE


def give_banked(session: Session, now: datetime, to: To) -> Outcome:
    """Give every minute in hand to the running step, the next one, or the open floor.

    A step that is over gets them from now on, as it does with extra minutes.
    """
    if session.position is None:
        return NOT_BEGUN
    minutes = in_hand(session, now)
    if not minutes:
        return NO_MINUTES
    target = target_of(session, now, to)
    if isinstance(target, Refusal):
        return target
    overdue = timing.overdue_seconds(session, now) if target == session.position else 0
    return (MinutesMoved(*target, seconds=overdue + minutes * 60, overdue=overdue),)


def give_out(session: Session, now: datetime) -> Outcome:
    """Share the minutes in hand over what is still to come, each step up to the most its format lets it have.

    What nobody can take stays in hand.
    """
    if session.position is None:
        return NOT_BEGUN
    if not in_hand(session, now):
        return NO_MINUTES
    given = shared_out(session, now)
    if not given:
        return NO_USE
    return tuple(MinutesMoved(*key, seconds=minutes * 60) for key, minutes in given.items())


def shared_out(session: Session, now: datetime) -> dict[StepKey, int]:
    """Whole minutes in hand that each step still to come would get; empty when nobody can take any."""
    room: dict[StepKey, int] = {}
    reachable = {stop.key for stop in timing.legs(session, now)[0].stops}
    for key, segment, step in steps_after(session):
        box = session.boxes[key]
        if key in reachable and segment.has_extensions and not segment.is_protected and not box.has_begun:
            room[key] = max(ZERO, timedelta(seconds=step.maximum) - box.length) // MINUTE
    spans = [Span(0, minutes, minutes) for minutes in room.values()]
    given = share(spans, in_hand(session, now))
    return {key: minutes for key, minutes in zip(room, given, strict=True) if minutes}


def target_of(session: Session, now: datetime, to: To) -> StepKey | Refusal:
    """The step that minutes in hand would go to, or why they cannot.

    They are minutes before the next step that counts to a clock time: nothing behind it can have them, and
    itself it only becomes longer by them. A card that is read and a goodbye do not grow either.
    """
    reachable = [stop.key for stop in timing.legs(session, now)[0].stops]
    following = next((key for key in reachable if session.segment(key.segment).kind not in FRAME), None)
    is_read = session.current_segment is not None and session.current_segment.kind in READ_OUT
    current = None if is_read else session.position
    target = {"current": current, "next": following, "buffer": _floor_in(session, reachable)}[to]
    if target is None:
        return NO_USE
    if not session.segment(target.segment).has_extensions:
        return SAME_FOR_ALL
    return target


def _floor_in(session: Session, keys: Sequence[StepKey]) -> StepKey | None:
    return next((key for key in keys if session.segment(key.segment).kind == "buffer"), None)


def leave_gap_out(session: Session, now: datetime, gap: timedelta) -> Outcome:
    """A gap in which nobody was at work does not count for the running step."""
    box, step = session.current_box, session.current_step
    if box is None or step is None or box.since is None:
        return Refusal("No clock was running in that time.")
    if step.until is not None:
        return Refusal("This step counts to a clock time, so there is nothing to leave out.")
    counted = min(gap, timebox.spent(box, now))
    return (GapLeftOut(int(counted.total_seconds())),)


def step_away(session: Session, now: datetime, person: str, why: AwayWhy) -> Outcome:
    """Somebody is away for a while; the minutes away do not count as presence."""
    if person not in session.here:
        return Refusal("Not marked as here.")
    return (PersonLeft(person), AwayNoted(person, why))
