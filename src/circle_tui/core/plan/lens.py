"""What a group does with its topic while the evening runs: take another lens, mark what was touched.

Moves, of the same shape as all others. The marks are the group's; nobody's name is ever on one.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from msgspec.structs import replace

from circle_tui.core.clock import timebox
from circle_tui.core.happening.events.clock import AgendaChanged, Cut, MinutesFitted, StepBegan
from circle_tui.core.happening.events.log import Event
from circle_tui.core.happening.events.work import TakeawayMarked
from circle_tui.core.happening.refusal import Outcome, Refusal
from circle_tui.core.happening.session import Session, StepKey, keys_in_order
from circle_tui.core.plan.agenda import Segment, Step
from circle_tui.core.plan.topics import LENS, Walk, step_id, walk_steps

ZERO = timedelta(0)
WHY = "lens"
"""What the change of the agenda is called."""
NO_LENS = Refusal("Tonight's agenda has no lens. A topic chosen in the lobby, t there, brings one.")
IS_OVER = Refusal("The lens is behind us tonight. b goes back to it, if you wish.")


def lens_segment(session: Session) -> Segment | None:
    """The segment in which one looks through a lens; None when tonight has none."""
    return next((segment for segment in session.segments if segment.id == LENS), None)


def change_lens(session: Session, now: datetime, walk: Walk) -> Outcome:
    """Go on through another lens: what is left of the time is shared over the steps of the walk.

    What has begun stays as it ran. A walk that was left before is taken up where it was left.
    """
    segment = lens_segment(session)
    if segment is None:
        return NO_LENS
    if segment.lens == walk.slug:
        return Refusal("This is the lens that stands.")
    ahead = _ahead(session, segment)
    if not ahead:
        return IS_OVER
    begun = tuple(step for step in segment.steps if session.boxes[StepKey(LENS, step.id)].has_begun)
    lefts = {step.id: max(ZERO, timebox.left(session.boxes[StepKey(LENS, step.id)], now)) for step in ahead}
    given_up = {step.id: lefts.get(step.id, ZERO) // timedelta(seconds=1) for step in begun}
    unbegun = sum((lefts[step.id] for step in ahead if step not in begun), start=ZERO)
    seconds = sum(given_up.values()) + round(unbegun.total_seconds())
    minimum = min(seconds, sum(step.minimum for step in ahead))
    taken = [step.id for step in begun]
    steps = walk_steps(walk, seconds, minimum=minimum, besides=taken, since=_left_at(walk, taken))
    changed = replace(segment, title=walk.title, steps=(*begun, *steps), lens=walk.slug)
    agenda = tuple(changed if item.id == LENS else item for item in session.segments)
    events: list[Event] = [AgendaChanged(agenda, why=WHY)]
    if cuts := tuple(Cut(LENS, name, gives) for name, gives in given_up.items() if gives):
        events.append(MinutesFitted(cuts))
    if session.position is not None and session.position.segment == LENS:
        events.append(StepBegan(LENS, steps[0].id))
    return tuple(events)


def _ahead(session: Session, segment: Segment) -> tuple[Step, ...]:
    """The steps of the lens that run or are still to come."""
    if session.position is None:
        return segment.steps
    keys = keys_in_order(session)
    place = keys.index(session.position)
    return tuple(step for step in segment.steps if keys.index(StepKey(segment.id, step.id)) >= place)


def _left_at(walk: Walk, taken: Sequence[str]) -> int:
    """The place at which a walk was left before; 0 for one that is new tonight."""
    places = [
        place
        for place in range(len(walk.steps))
        if any(name == step_id(walk, place) or name.startswith(f"{step_id(walk, place)}-") for name in taken)
    ]
    return max(places, default=0)


def mark_takeaway(session: Session, now: datetime, place: int, *, is_touched: bool) -> Outcome:
    """Mark a takeaway as touched tonight, or as not yet; `place` is 0, 1 or 2."""
    if not session.opened.topic:
        return Refusal("Tonight has no topic, and so nothing to mark.")
    if (place in session.touched) == is_touched:
        return Refusal("It is marked so already.")
    return (TakeawayMarked(place, is_touched),)
