"""The rest of a running evening, planned anew: another kind of evening, or another format for it.

What has run stays as it ran; what runs is finished and ends on its steadying step; opening, check-in and
the close keep their minutes, and the end stays. A move, of the same shape as all others.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from msgspec.structs import replace

from circle_tui.core.agreements import reviews
from circle_tui.core.clock import timebox
from circle_tui.core.clock.timing import MINUTE, ZERO
from circle_tui.core.happening.events.clock import AgendaChanged
from circle_tui.core.happening.moves import NOT_BEGUN
from circle_tui.core.happening.refusal import Outcome, Refusal
from circle_tui.core.happening.session import Session, StepKey
from circle_tui.core.plan.agenda import Segment, Step

WHY = "replan"
"""What the change of the agenda is called."""
CLOSING = ("check-out", "admin", "ending")
IS_CLOSING = Refusal("The evening is closing; there is nothing left to plan. b goes back.")


def minutes_left(session: Session, now: datetime) -> int:
    """Whole minutes up to the fixed end that nothing which stays has a claim on; 0 when it is reached."""
    current, box = session.current_segment, session.current_box
    frame, closing = _staying(session)
    left = session.planned_end - now - (max(ZERO, timebox.left(box, now)) if box is not None else ZERO)
    stays = [(segment, step) for segment in (*frame, *closing) for step in segment.steps]
    if current is not None:
        rest = (step for step in _finished(session, current).steps if not _has_begun(session, current, step))
        stays += [(current, step) for step in rest]
    left -= sum((_length(session, segment, step) for segment, step in stays), start=ZERO)
    return max(ZERO, left) // MINUTE


def replan(session: Session, now: datetime, core: Sequence[Segment]) -> Outcome:
    """Go on with these segments in place of what is still to come between check-in and check-out."""
    current = session.current_segment
    if current is None:
        return NOT_BEGUN
    if current.kind in CLOSING:
        return IS_CLOSING
    frame, closing = _staying(session)
    ran = session.segments[: session.segments.index(current)]
    stays = (*ran, _finished(session, current), *frame)
    taken = {key.segment for key in session.boxes} | {segment.id for segment in (*stays, *closing)}
    return (AgendaChanged((*stays, *_with_ids_of_their_own(core, taken), *closing), why=WHY),)


def _staying(session: Session) -> tuple[tuple[Segment, ...], tuple[Segment, ...]]:
    """The segments still to come that stay: those before what is planned anew, and those after it."""
    current = session.current_segment
    ahead = session.segments[session.segments.index(current) + 1 :] if current else session.segments
    frame = tuple(segment for segment in ahead if _is_before_the_core(segment))
    return frame, tuple(segment for segment in ahead if segment.kind in CLOSING)


def _is_before_the_core(segment: Segment) -> bool:
    return segment.kind in ("opening", "check-in") or segment.id == reviews.SEGMENT


def _finished(session: Session, current: Segment) -> Segment:
    """What runs, without what it still had to come, but for its steadying step; frame parts as they are."""
    if _is_before_the_core(current):
        return current
    here = next(at for at, step in enumerate(current.steps) if step == session.current_step)
    steps = tuple(
        step
        for at, step in enumerate(current.steps)
        if at == here or step.prompt == "steady" or _has_begun(session, current, step)
    )
    return replace(current, steps=steps)


def _has_begun(session: Session, segment: Segment, step: Step) -> bool:
    return session.boxes[StepKey(segment.id, step.id)].has_begun


def _length(session: Session, segment: Segment, step: Step) -> timedelta:
    return session.boxes[StepKey(segment.id, step.id)].length


def _with_ids_of_their_own(core: Sequence[Segment], taken: set[str]) -> list[Segment]:
    """The segments with ids that nothing of this evening has had, so that no time or name is shared."""
    named: list[Segment] = []
    for segment in core:
        slug, number = segment.id, 2
        while slug in taken:
            slug, number = f"{segment.id}-{number}", number + 1
        taken = taken | {slug}
        named.append(replace(segment, id=slug))
    return named
