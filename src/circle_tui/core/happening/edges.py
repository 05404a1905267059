"""Which prompt stands beside the clock once a step begins, going on or back, or another one presents."""

from collections.abc import Mapping
from types import MappingProxyType

from circle_tui.core.happening.events.log import Event
from circle_tui.core.happening.events.work import PromptPlaced
from circle_tui.core.happening.session import Session, StepKey, steps_in_order
from circle_tui.core.plan.agenda import PromptSlot

NO_PROMPTS: Mapping[PromptSlot, str] = MappingProxyType({})
PRESENTING: tuple[PromptSlot, ...] = ("choose", "keep")
"""Slots of the steps beside which the presenter's own prompt stands."""


def on_going_on(session: Session, key: StepKey, prompts: Mapping[PromptSlot, str]) -> tuple[Event, ...]:
    """The presenter's prompt stays while the step asks for it; at any other edge it gives way."""
    slot = session.step(key).prompt
    if slot in prompts:
        return (PromptPlaced(key.segment, prompts[slot]),)
    if slot not in PRESENTING and key.segment in session.prompts:
        return (PromptPlaced(key.segment, None),)
    return ()


def on_going_back(session: Session, key: StepKey) -> tuple[Event, ...]:
    """The prompt that stood beside a step when it was left stands there again, and no later one."""
    stood = session.stood.get(key)
    return () if stood == session.prompts.get(key.segment) else (PromptPlaced(key.segment, stood),)


def on_another_presenter(session: Session, segment: str, person: str) -> tuple[Event, ...]:
    """What one presenter chose, or is asked to look back by, does not stand beside another."""
    before = session.presenters.get(segment)
    is_running = session.position is not None and session.position.segment == segment
    if before in (None, person) or not (is_running and _is_theirs(session) and segment in session.prompts):
        return ()
    return (PromptPlaced(segment, None),)


def is_for_somebody_away(session: Session) -> bool:
    """Whether a prompt beside the running step would ask a presenter who is not here just now."""
    segment = session.current_segment
    presenter = session.presenters.get(segment.id) if segment is not None else None
    return presenter is not None and presenter not in session.here and _is_theirs(session)


def _is_theirs(session: Session) -> bool:
    """Whether the prompt of the running step is for the presenter alone."""
    step = session.current_step
    return step is not None and step.prompt in (*PRESENTING, "after")


def presenters_prompt(session: Session, key: StepKey) -> str | None:
    """The presenter's own prompt, for a step beside which it belongs and from which something parted it.

    What was put in between has no prompt; once it is over the one that was chosen comes back.
    """
    if session.step(key).prompt not in PRESENTING or key.segment in session.prompts:
        return None
    earlier: StepKey | None = None
    for other, _, step in steps_in_order(session):
        if other == key:
            break
        if other.segment == key.segment and step.prompt in PRESENTING:
            earlier = other
    return session.stood.get(earlier) if earlier is not None else None
