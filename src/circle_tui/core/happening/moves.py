"""What a facilitator can do first of all: through the plan, with extra minutes, and through the door.

A move looks at the state and the time and gives back events or a refusal.

Every move has the same shape, whether or not it needs the time. That an evening which has ended
cannot be changed is said once, in the room that makes the moves.
"""

import itertools
from collections.abc import Mapping
from datetime import datetime, timedelta

from circle_tui.core.agreements import reviews, rollcall
from circle_tui.core.clock import timebox, timing
from circle_tui.core.clock.fit import propose
from circle_tui.core.clock.timing import MINUTE, ZERO
from circle_tui.core.happening import edges
from circle_tui.core.happening.events.agreements import LimitsCardSettled
from circle_tui.core.happening.events.clock import (
    ClockPaused,
    ClockResumed,
    MinutesFitted,
    MinutesMoved,
    StepBegan,
)
from circle_tui.core.happening.events.evening import HatPassed, SessionEnded
from circle_tui.core.happening.events.log import Event
from circle_tui.core.happening.events.presence import (
    ArrivalWithdrawn,
    DoorAsked,
    DoorHeld,
    PersonArrived,
    PersonLeft,
)
from circle_tui.core.happening.events.work import PromptPlaced
from circle_tui.core.happening.fold import after
from circle_tui.core.happening.refusal import Outcome, Refusal
from circle_tui.core.happening.session import (
    Session,
    StepKey,
    is_left_out,
    step_after,
    step_before,
    steps_after,
)
from circle_tui.core.plan.agenda import PromptSlot

CARD_MUST_STAND = timedelta(seconds=3)
"""How long the limits card has to be on screen before going on can count as having read it."""

SECOND = timedelta(seconds=1)

EXTENSIONS = (2 * MINUTE, MINUTE)
"""How much more time a step gets at the first request and at the second; there is no third."""

SAME_FOR_ALL = Refusal("Every turn has the same time in this format, so no step gets more or less.")
NOT_BEGUN = Refusal("The session has not begun yet. space begins it.")


def begin(session: Session, now: datetime) -> Outcome:
    """Start the evening with its first step."""
    if session.position is not None:
        return Refusal("The session has begun already.")
    first = step_after(session, None)
    if first is None:
        return Refusal("The agenda is empty. p in the lobby plans an evening.")
    begun: tuple[Event, ...] = (StepBegan(*first),)
    if now - session.opened.planned_start >= timing.LATE_FROM:
        return begun
    return _with_the_end_kept(session, now, begun)


def _with_the_end_kept(session: Session, now: datetime, events: tuple[Event, ...]) -> tuple[Event, ...]:
    """The same events, and what others give when these make rounds longer; a delay before them stays."""
    changed = after(session, events, now)
    if _planned(changed) <= _planned(session) or timing.project(session, now).behind >= MINUTE:
        return events
    cuts = propose(changed, now).cuts
    return (*events, MinutesFitted(cuts)) if cuts else events


def begin_and_fit(session: Session, now: datetime) -> Outcome:
    """Begin late and keep the end: whoever can give, gives at once."""
    begun = begin(session, now)
    if isinstance(begun, Refusal):
        return begun
    cuts = propose(after(session, begun, now), now).cuts
    return (*begun, MinutesFitted(cuts)) if cuts else begun


def _planned(session: Session) -> timedelta:
    return sum((box.planned for box in session.boxes.values()), start=ZERO)


def begin_or_pause(session: Session, now: datetime) -> Outcome:
    """Begin, pause or go on, whichever the moment asks for."""
    if session.phase == "arriving":
        return begin(session, now)
    if session.phase == "paused":
        return (ClockResumed(),)
    if session.current_step is not None and session.current_step.until is not None:
        return Refusal("This counts to a clock time, which no pause holds up. n goes on now.")
    return (ClockPaused(),)


def go_on(
    session: Session,
    now: datetime,
    prompts: Mapping[PromptSlot, str] = edges.NO_PROMPTS,
    not_today: int | None = None,
    *,
    has_reviewed: bool = False,
) -> Outcome:
    """Go to the next step, or the next segment after the last step of one.

    `prompts` holds the prompt to place at the edge, by the slot of the step that begins. `not_today` is how
    many of those here said not today in the roll call, where that is known. `has_reviewed` says that the
    review of the ground rules, which is left with this, was done.
    """
    if session.position is None:
        return NOT_BEGUN
    following = timing.next_step(session, now)
    if following is None:
        return Refusal("This is the last step. e brings the evening to its close.")
    settled = _limits_on_leaving(session, now)
    if isinstance(settled, Refusal):
        return settled
    if session.limits_read is None and not settled and _opens_check_in(session, following):
        return Refusal(
            "The limits of confidentiality come before check-in. b goes back to the card; g then x skips it."
        )
    if (blocked := rollcall.why_no_case(session, following, not_today)) is not None:
        return blocked
    return (
        *settled,
        *_used_up(session, now, following),
        StepBegan(*following),
        *(reviews.on_going_on(session, following) if has_reviewed else ()),
        *_given_by_buffer(session, now, following),
        *edges.on_going_on(session, following, prompts),
    )


def _limits_on_leaving(session: Session, now: datetime) -> tuple[Event, ...] | Refusal:
    step = session.current_step
    if step is None or step.card != "limits" or session.limits_read is not None:
        return ()
    if session.step_began_at is not None and now - session.step_began_at < CARD_MUST_STAND:
        return Refusal(
            "The limits card has only just come up: n once it has been read, or g then x to skip it."
        )
    return (LimitsCardSettled(was_read=True),)


def _opens_check_in(session: Session, key: StepKey) -> bool:
    has_card = any(step.card == "limits" for segment in session.segments for step in segment.steps)
    return has_card and session.segment(key.segment).kind != "opening"


def _given_by_buffer(session: Session, now: datetime, key: StepKey) -> tuple[Event, ...]:
    """A buffer or a break that begins is shorter by what it has taken up, in whole seconds."""
    taken = timing.way(session, now, now).taken.get(key, ZERO)
    seconds = -(-taken // SECOND)
    return (MinutesMoved(*key, seconds=-seconds),) if seconds else ()


def _used_up(session: Session, now: datetime, following: StepKey) -> tuple[Event, ...]:
    """What is left of steps that are passed by: an open floor nearly used up, a card for nobody here."""
    passed = itertools.takewhile(lambda item: item[0] != following, steps_after(session))
    return tuple(
        MinutesMoved(*key, seconds=-seconds)
        for key, _, _ in passed
        if (seconds := -(-max(ZERO, timebox.left(session.boxes[key], now)) // SECOND))
    )


def go_back(session: Session, now: datetime) -> Outcome:
    """Return to the step before; its clock goes on where it stood."""
    if session.position is None:
        return NOT_BEGUN
    earlier = step_before(session, session.position)
    while earlier is not None and is_left_out(session, earlier):
        earlier = step_before(session, earlier)
    if earlier is None:
        return Refusal("This is the first step. u takes back the start itself.")
    return (StepBegan(*earlier), *edges.on_going_back(session, earlier))


def add_minutes(session: Session, now: datetime, payer: StepKey | None = None) -> Outcome:
    """Give the running step more time and name who pays: two minutes, then one, then no more.

    Halving the second request is the practice of lean meetings. Without a `payer` the minutes in hand pay,
    then the open floor, then whoever has most to spare. A step that is over gets that much from now on:
    what it has run over is made up for already, or shows as being behind.
    """
    if session.position is None:
        return NOT_BEGUN
    if not session.segment(session.position.segment).has_extensions:
        return SAME_FOR_ALL
    times = session.extended.get(session.position, 0)
    if times >= len(EXTENSIONS):
        return Refusal("Twice already for this step. Shall we move on? n goes to the next one.")
    span = EXTENSIONS[times]
    has_enough_in_hand = -timing.project(session, now).behind >= span
    source = payer or (None if has_enough_in_hand else timing.payer(session, now, span))
    overdue = timing.overdue_seconds(session, now)
    seconds = overdue + span // SECOND
    if source is None:
        return (MinutesMoved(*session.position, seconds=seconds, overdue=overdue),)
    return (MinutesMoved(*session.position, seconds, source.segment, source.step, overdue),)


def is_extension(session: Session, moved: MinutesMoved) -> bool:
    """Whether these minutes, the last that were moved, are what `add_minutes` gave the running step."""
    times = session.extended.get(StepKey(moved.segment, moved.step), 0)
    is_here = session.position == (moved.segment, moved.step)
    return is_here and 0 < times <= len(EXTENSIONS) and moved.paid * SECOND == EXTENSIONS[times - 1]


def take_minute(session: Session, now: datetime) -> Outcome:
    """Take a minute from the running step and give it to whoever gave, or the buffer, or keep it in hand."""
    if session.position is None or session.current_box is None:
        return NOT_BEGUN
    if not session.segment(session.position.segment).has_extensions:
        return SAME_FOR_ALL
    if session.current_box.length <= ZERO:
        return Refusal("This step has no minutes left to give.")
    seconds = -int(min(MINUTE, session.current_box.length).total_seconds())
    into = _who_gave_or_buffer(session, now)
    if into is None:
        return (MinutesMoved(*session.position, seconds=seconds),)
    return (MinutesMoved(*session.position, seconds=seconds, payer=into.segment, payer_step=into.step),)


def _who_gave_or_buffer(session: Session, now: datetime) -> StepKey | None:
    ahead = [(key, segment) for key, segment, _ in steps_after(session) if segment.has_extensions]
    for key, _ in ahead:
        if session.boxes[key].added < ZERO:
            return key
    for key, segment in ahead:
        if segment.kind == "buffer" and timebox.left(session.boxes[key], now) >= ZERO:
            return key
    return None


def arrive(
    session: Session, now: datetime, person: str, *, is_guest: bool = False, is_late: bool = False
) -> Outcome:
    """Mark somebody as here. Once the door has closed for good it takes an explicit `is_late`.

    Through a door that is open or ajar, before the start, or coming back, nobody is late.
    """
    if person in session.here:
        return Refusal("Already marked as here.")
    state, _ = timing.door(session, now)
    comes_late = state == "closed" and person not in session.attended and session.position is not None
    if comes_late and not is_late:
        return Refusal("The door is closed. Press the key again to let this person in late.")
    arrived: tuple[Event, ...] = (PersonArrived(person, is_late=comes_late, is_guest=is_guest),)
    return arrived if session.position is None else _with_the_end_kept(session, now, arrived)


def leave(session: Session, now: datetime, person: str) -> Outcome:
    """Mark somebody as gone; before the start it means that the mark was a mistake."""
    if person not in session.here:
        return Refusal("Not marked as here.")
    if session.position is None:
        return (ArrivalWithdrawn(person),)
    return (PersonLeft(person),)


def place_prompt(session: Session, now: datetime, segment: str, prompt: str | None) -> Outcome:
    """Put a prompt beside the clock, or take it away."""
    if prompt is None and segment not in session.prompts:
        return Refusal("No prompt stands beside the clock.")
    return (PromptPlaced(segment, prompt),)


def skip_limits(session: Session, now: datetime) -> Outcome:
    """Leave the limits card unread tonight; it is noted so, without a reason."""
    if session.limits_read is not None:
        return Refusal("The limits card is settled for tonight.")
    step, position = session.current_step, session.position
    settled = LimitsCardSettled(was_read=False)
    if step is None or position is None or step.card != "limits":
        return (settled,)
    following = step_after(session, position)
    return (settled,) if following is None else (settled, StepBegan(*following))


def ask_at_door(session: Session, now: datetime) -> Outcome:
    """Note that the closing door has asked about those who are not marked."""
    if session.has_door_asked:
        return Refusal("The door has asked already.")
    return (DoorAsked(),)


def hold_door(session: Session, now: datetime, minutes: int = 5) -> Outcome:
    """Keep the door open some minutes longer tonight; while it is ajar this opens it again."""
    if timing.door(session, now)[0] == "closed":
        return Refusal("The door has closed. Somebody can still be let in late, by name.")
    return (DoorHeld(minutes),)


def pass_hat(session: Session, now: datetime) -> Outcome:
    """Somebody else goes on with the evening on another machine; this copy looks on from now."""
    return (HatPassed(),)


def end_session(session: Session, now: datetime) -> Outcome:
    """Close the evening: every clock stops and everyone's stay ends."""
    return (SessionEnded(),)
