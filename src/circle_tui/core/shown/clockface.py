"""How the clock of a step looks: its state, its figures, and the words beside it.

Signals come in words first. The quiet clock leaves the seconds out until the edge is near.
"""

from datetime import datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from circle_tui.core.clock import timebox, timing
from circle_tui.core.happening.session import Session
from circle_tui.core.shown.words import clock_time, countdown, in_round_words, minutes

ZERO = timedelta(0)
SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)
SIGNALS = (0.2, 0.05)
"""Shares of a step at which the time left is said in words."""
LAST_SIGNAL_AT_LEAST = timedelta(seconds=30)

ClockState = Literal["waiting", "running", "soon", "last", "over", "paused", "ended"]


def clock_state(session: Session, now: datetime) -> ClockState:
    """How the step's clock stands: signals come at 20 % and 5 % of it, the last never under 30 s."""
    if session.phase == "ended":
        return "ended"
    box = session.current_box
    if box is None:
        return "waiting"
    left = timebox.left(box, now)
    if left <= -timedelta(seconds=1):
        return "over"
    if session.phase == "paused":
        return "paused"
    if left <= max(box.length * SIGNALS[1], LAST_SIGNAL_AT_LEAST):
        return "last"
    return "soon" if left <= box.length * SIGNALS[0] else "running"


def usual_clock(session: Session, now: datetime) -> str:
    """What is left in minutes and seconds: to the start, or to the end of the step."""
    return countdown(_left(session, now))


def _left(session: Session, now: datetime) -> timedelta:
    """What the clock counts down: to the start, or to the end of the step; never less than none before it."""
    if session.current_box is None:
        return max(ZERO, session.opened.planned_start - now)
    return timebox.left(session.current_box, now)


def minute_shown(session: Session, now: datetime) -> datetime:
    """The first second of the minute that a quiet clock shows; within a minute of the edge, this second.

    The minutes are those of the usual clock, its seconds left out: cut, not rounded.
    """
    left = _left(session, now)
    if abs(left) < MINUTE or session.phase in ("paused", "ended"):
        return now
    return now - (-left % MINUTE if left < ZERO else MINUTE - SECOND - left % MINUTE)


def quiet_clock(session: Session, at: datetime) -> tuple[str, str]:
    """What is left in whole minutes with what it counts; seconds alone within a minute of the edge."""
    left = _left(session, at)
    if abs(left) < MINUTE:
        return countdown(left), ""
    whole = minutes(left)
    return f"{'+' if left < ZERO else ''}{whole}", "minute" if whole == 1 else "minutes"


def clock_words(session: Session, state: ClockState, now: datetime, zone: ZoneInfo) -> str:
    """The words beside the clock; empty while there is nothing to say."""
    start = session.opened.planned_start
    match state:
        case "waiting":
            when = (
                f"begins at {clock_time(start, zone)}"
                if now < start + MINUTE
                else f"was to begin at {clock_time(start, zone)}"
            )
            return f"{when} · space begins"
        case "paused":
            return "paused · space goes on"
        case "over":
            return _over_words(session, now)
        case "soon" | "last":
            return _left_words(session, now)
        case "ended":
            return "the evening has ended"
        case "running":
            return ""


def _left_words(session: Session, now: datetime) -> str:
    step, box = session.current_step, session.current_box
    left = ZERO if box is None else timebox.left(box, now)
    if step is not None and ZERO < left <= timedelta(seconds=step.quiet_seconds):
        return f"{step.quiet_seconds} quiet seconds"
    return f"{in_round_words(left)} left"


def _over_words(session: Session, now: datetime) -> str:
    paused = " · paused" if session.phase == "paused" else ""
    if timing.project(session, now).over >= MINUTE:
        return f"over{paused}"
    giving = next(iter(timing.gives(session, now)), None)
    if giving is not None:
        return f"over, taken from {session.segment(giving).title}{paused}"
    return f"over{paused}"


def share_gone(session: Session, now: datetime) -> int:
    """How much of the step is gone, in thousandths, at most 1000."""
    box = session.current_box
    if box is None:
        return 0
    if box.length == ZERO:
        return 1000
    return min(1000, max(0, int(1000 * (timebox.spent(box, now) / box.length))))
