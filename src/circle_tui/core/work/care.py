"""What care leads to: where "enough" takes the presenter, and which gate fits the running step.

Moves have the shape of all moves. Nothing here notes that somebody said so, or why.
"""

from collections.abc import Mapping
from datetime import datetime

from circle_tui.core.happening.edges import NO_PROMPTS
from circle_tui.core.happening.events.clock import StepBegan
from circle_tui.core.happening.events.log import Event
from circle_tui.core.happening.events.work import PromptPlaced
from circle_tui.core.happening.moves import NOT_BEGUN, add_minutes
from circle_tui.core.happening.refusal import Outcome, Refusal
from circle_tui.core.happening.session import Session, StepKey, steps_after
from circle_tui.core.plan.agenda import PromptSlot, Step

CLOSING_SLOTS: tuple[PromptSlot, ...] = ("after", "steady")
"""Slots of the steps a slot closes on: the presenter's last word, then steadying."""

ANSWERING_SLOTS: tuple[PromptSlot, ...] = ("listen", "group")
"""Slots of the steps in which the others answer what was told."""
BEFORE_ANSWERS, BEFORE_MINUTES, BEFORE_A_NAME = "feedback", "more-time", "a-name"
GATES = (BEFORE_ANSWERS, BEFORE_MINUTES, BEFORE_A_NAME)
"""Slugs of the gates that one key opens, each at the step it fits."""
STEP_OUT = "step-out"
"""Stands among what helps, and is no protocol: somebody steps out, and is called back."""

NO_CLOSING_STEP = Refusal("This segment has no last word still to come. n goes to the next step.")


def closing_step(session: Session) -> tuple[StepKey, Step] | None:
    """The step still to come in this segment on which telling ends; None when there is none."""
    position = session.position
    if position is None:
        return None
    ahead = ((key, step) for key, _, step in steps_after(session) if key.segment == position.segment)
    return next((item for item in ahead if item[1].prompt in CLOSING_SLOTS), None)


def go_to_closing(session: Session, now: datetime, prompts: Mapping[PromptSlot, str] = NO_PROMPTS) -> Outcome:
    """Go on to the step on which telling ends; what lies between is left out and can be taken back.

    `prompts` holds the prompt to place at its edge, by the slot of that step.
    """
    if session.position is None:
        return NOT_BEGUN
    closing = closing_step(session)
    if closing is None:
        return NO_CLOSING_STEP
    key, step = closing
    events: list[Event] = [StepBegan(*key)]
    if step.prompt in prompts or key.segment in session.prompts:
        events.append(PromptPlaced(key.segment, prompts.get(step.prompt)))
    return tuple(events)


def answers_follow(session: Session) -> bool:
    """Whether the next step is one in which the others answer, and the running one is not."""
    position, step = session.position, session.current_step
    ahead = steps_after(session)
    if position is None or step is None or not ahead or step.prompt in ANSWERING_SLOTS:
        return False
    key, _, following = ahead[0]
    return key.segment == position.segment and following.prompt in ANSWERING_SLOTS


def fitting_gate(session: Session, now: datetime) -> str:
    """Slug of the gate that fits: before answers where they follow, else before more time if there can be."""
    if answers_follow(session):
        return BEFORE_ANSWERS
    return BEFORE_A_NAME if isinstance(add_minutes(session, now), Refusal) else BEFORE_MINUTES
