"""What a presenter who says "enough" is taken to: their last word, or the steadying step.

Moves have the shape of all moves. Nothing here notes that somebody said so, or why.
"""

from collections.abc import Mapping
from datetime import datetime

from circle_tui.core.happening.events.clock import StepBegan
from circle_tui.core.happening.events.log import Event
from circle_tui.core.happening.events.work import PromptPlaced
from circle_tui.core.happening.moves import NO_PROMPTS, NOT_BEGUN
from circle_tui.core.happening.refusal import Outcome, Refusal
from circle_tui.core.happening.session import Session, StepKey, steps_after
from circle_tui.core.plan.agenda import PromptSlot, Step

CLOSING_SLOTS: tuple[PromptSlot, ...] = ("after", "steady")
"""Slots of the steps a slot closes on: the presenter's last word, then steadying."""

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
