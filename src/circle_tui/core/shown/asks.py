"""What the screen quietly asks or offers in one line, and how the door stands in words.

Each is answered by a key whenever it suits; nothing waits for it. The most pressing one is shown alone.
"""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from circle_tui.core.agreements.pulses import FEWEST_ANSWERS
from circle_tui.core.clock import timing
from circle_tui.core.happening.session import Session
from circle_tui.core.plan.endings import WARNING_SECONDS
from circle_tui.core.plan.ways import step_with_ways
from circle_tui.core.shown.words import clock_time, in_round_words, number_in_words

ZERO = timedelta(0)
MINUTE = timedelta(minutes=1)
BEFORE_THE_END = timedelta(seconds=WARNING_SECONDS)
"""When endings that fit are worth offering: early enough to choose, late enough to be needed."""
PAST_OUR_END = "We are past our end · e closes, m moves the end if you all choose so"
DOOR_ASKS = "The door has closed · r completes the roll · enter leaves it as it is"
DOOR_ASKS_FOR = timedelta(minutes=5)
"""Then other things matter more; r is there all the same."""
LOCK_ASKS = "Door keeper: please lock the meeting now. Circle does not lock it."
DROP_OUT_SAID_FOR = timedelta(minutes=5)
"""How long it is said that a locked meeting keeps out somebody whose line failed."""
NUDGE_ASKS = "A nudge is ready · p shows it"
PULSE_ASKS = "How was it? d, then 7, counts answers · not while sharing"
"""Offered at the check-out, as long as nothing was counted."""
STILL_ASKS = "Held in silence · z makes the screen still"
WAYS_ASK = "t and a digit choose one of these; it stays on screen for its step"
ENOUGH_TO_BEGIN = 2
"""With fewer people here nothing hints at beginning."""


def door_words(door: timing.DoorState, closes: datetime, zone: ZoneInfo) -> str:
    """How the door stands, with its clock time."""
    match door:
        case "open":
            return f"open until {clock_time(closes, zone)}"
        case "closing":
            return f"closes at {clock_time(closes, zone)}"
        case "ajar" | "closed":
            return f"closed since {clock_time(closes, zone)}"


def asks(session: Session, now: datetime, zone: ZoneInfo, *, has_endings: bool = True) -> str:
    """The most pressing question or offer at `now`; empty for none. `has_endings`: whether one fits."""
    if session.phase == "ended":
        return ""
    if session.phase == "arriving":
        return _beginning(session, now)
    step, segment = session.current_step, session.current_segment
    if step is not None and step.card == "limits" and session.limits_read is None:
        return "n when it has been read · g then x leaves it out tonight"
    is_closing = segment is not None and segment.kind in ("check-out", "admin", "ending")
    if is_near_the_end(session, now) and not is_closing:
        left = in_round_words(session.planned_end - now)
        return f"{left} to the end · {'e offers endings that fit' if has_endings else 'e closes'}"
    if now >= session.planned_end + MINUTE and not is_closing:
        return PAST_OUR_END
    door, closes = timing.door(session, now)
    if words := _keeping_the_door(session, door, closes, zone) or _calling_back(session, door, now):
        return words
    is_fresh = now - closes < DOOR_ASKS_FOR
    if door == "closed" and is_fresh and session.unmarked and not session.has_door_asked:
        return DOOR_ASKS
    is_opening = segment is not None and segment.kind == "opening"
    if timing.project(session, now).over >= MINUTE and not (is_closing or is_opening):
        return "It would end late · f proposes who gives, so that the end stays"
    if step is not None and step.is_still and session.phase == "running":
        return STILL_ASKS
    if step is not None and step.hint:
        return step.hint
    ways = step_with_ways(session)
    if ways is not None and ways[0] == session.position and ways[0] not in session.ways:
        return WAYS_ASK
    if "stepped out" in session.away.values():
        return "Somebody has stepped out · a brings them back when this part is over"
    return PULSE_ASKS if _can_be_counted(session) else ""


def is_near_the_end(session: Session, now: datetime) -> bool:
    """Whether so little is left that endings are worth offering."""
    return ZERO < session.planned_end - now <= BEFORE_THE_END


def _can_be_counted(session: Session) -> bool:
    """Whether it is the check-out, nothing was counted, and enough are here that nobody is read from it."""
    segment = session.current_segment
    is_checking_out = segment is not None and segment.kind == "check-out"
    return is_checking_out and not session.pulses and len(session.here) >= FEWEST_ANSWERS


def _beginning(session: Session, now: datetime) -> str:
    if len(session.here) < ENOUGH_TO_BEGIN or now < session.opened.planned_start:
        return ""
    if not session.unmarked:
        return "Everyone is here · space begins"
    return f"{number_in_words(len(session.here)).capitalize()} are here · space begins"


def _keeping_the_door(session: Session, door: timing.DoorState, closes: datetime, zone: ZoneInfo) -> str:
    """What the door keeper reads while the door closes; with everyone here nobody needs notice."""
    if door == "closing" and session.unmarked:
        return f"The door closes at {clock_time(closes, zone)} · r then ↑ holds it open"
    return LOCK_ASKS if door == "ajar" else ""


def _calling_back(session: Session, door: timing.DoorState, now: datetime) -> str:
    """That somebody may be waiting outside: behind a lock, or until a part is over. Names nobody."""
    if door in ("ajar", "closed") and any(
        why == "dropped out" and now - _gone_since(session, person, now) < DROP_OUT_SAID_FOR
        for person, why in session.away.items()
    ):
        return "Somebody dropped out · a locked meeting keeps them out · a brings them back"
    if called_back(session):
        return "That part is over · a calls back whoever stepped out"
    return ""


def called_back(session: Session) -> tuple[str, ...]:
    """Ids of those who stepped out of a part that is over, and wait to be called back."""
    segment = session.current_segment
    return tuple(
        person
        for person, why in session.away.items()
        if why == "stepped out"
        and segment is not None
        and session.stepped_out_of.get(person, segment.id) != segment.id
    )


def _gone_since(session: Session, person: str, now: datetime) -> datetime:
    return session.presence[person].stays[-1].until or now
