"""The rule of the day as a part of the evening: a minute in which somebody says why it matters to them.

Which rule it is, `rules` says; who speaks is asked as for any other part.
"""

from datetime import datetime

from msgspec.structs import replace

from circle_tui.core.happening.events.clock import AgendaChanged
from circle_tui.core.happening.refusal import Outcome, Refusal
from circle_tui.core.happening.session import Session
from circle_tui.core.plan.inserts import Insert, put_in

SLUG = "rule-of-the-day"
PART = Insert(
    slug=SLUG,
    title="Rule of the day",
    seconds=60,
    minimum=30,
    says="Why this one matters to me, in a minute.",
    speaks="whoever leads it",
)


def put_in_rule(session: Session, now: datetime) -> Outcome:
    """Put a minute for the rule of the day behind what runs; once an evening, and the end stays."""
    if session.has_segment(SLUG):
        return Refusal("The rule of the day has its minute already. u takes it back.")
    outcome = put_in(session, now, PART)
    if isinstance(outcome, Refusal):
        return outcome
    return tuple(_as_rule(event) if isinstance(event, AgendaChanged) else event for event in outcome)


def _as_rule(changed: AgendaChanged) -> AgendaChanged:
    """The same agenda, the new part with its card and somebody who is asked to lead it."""
    segments = tuple(
        replace(item, has_leader=True, steps=tuple(replace(step, card="rule") for step in item.steps))
        if item.id == SLUG
        else item
        for item in changed.segments
    )
    return replace(changed, segments=segments)
