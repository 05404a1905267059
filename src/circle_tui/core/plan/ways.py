"""Ways that a step offers for a later one: which is chosen, and where it stands.

A move, of the same shape as all others. What is chosen is how we work, never what was said.
"""

from datetime import datetime

from circle_tui.core.happening.events.work import WayChosen
from circle_tui.core.happening.refusal import Outcome, Refusal
from circle_tui.core.happening.session import Session, StepKey
from circle_tui.core.plan.agenda import Step, Way

NOTHING_TO_CHOOSE = Refusal("This part offers no ways to choose from.")


def step_with_ways(session: Session) -> tuple[StepKey, Step] | None:
    """The step whose ways can be chosen now, up to the end of the step they are for; None for none."""
    segment, current = session.current_segment, session.current_step
    if segment is None or current is None:
        return None
    ids = [step.id for step in segment.steps]
    here = ids.index(current.id)
    for step in segment.steps:
        if step.ways_for in ids and ids.index(step.id) <= here <= ids.index(step.ways_for):
            return StepKey(segment.id, step.id), step
    return None


def chosen_way(session: Session) -> Way | None:
    """The way that was chosen for the running step; None where none was, or none is for it."""
    found, current = step_with_ways(session), session.current_step
    if found is None or current is None or found[1].ways_for != current.id:
        return None
    place = session.ways.get(found[0], -1)
    return found[1].ways[place] if 0 <= place < len(found[1].ways) else None


def marked_place(session: Session) -> int | None:
    """The place of the way that stands out among those the running step shows; None where none does."""
    step, position = session.current_step, session.position
    if step is None or position is None:
        return None
    if step.ways_for:
        return session.ways.get(position)
    return next((place for place, way in enumerate(step.ways) if way.title == step.title), None)


def choose_way(session: Session, now: datetime, place: int) -> Outcome:
    """Choose a way for the step it is for; the one that is chosen already is taken away again."""
    found = step_with_ways(session)
    if found is None:
        return NOTHING_TO_CHOOSE
    key, step = found
    if not 0 <= place < len(step.ways):
        return Refusal("There is no such way.")
    return (WayChosen(*key, place=None if session.ways.get(key) == place else place),)
