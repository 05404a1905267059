"""What is wrong with a protocol: one for care, for deciding, or for making ground rules."""

from collections.abc import Sequence
from typing import get_args

from circle_tui.core.agreements.decisions import ChartRow
from circle_tui.core.agreements.protocols import Protocol, ProtocolStep
from circle_tui.core.agreements.rules import TOGETHER
from circle_tui.core.faults.wording import LONGEST_MINUTES, first, sentence_fault, slug_fault
from circle_tui.core.happening.events.agreements import Way
from circle_tui.core.plan.frame import LONGEST_TURN


def protocol_fault(protocol: Protocol) -> str:
    """One sentence on the first thing wrong with a protocol."""
    fault = slug_fault("the slug", protocol.slug) or sentence_fault("the title", protocol.title)
    if fault:
        return fault
    if not protocol.steps:
        return "steps is empty: at least one is right"
    if protocol.asks and len(protocol.steps) > 1:
        return f"a question that y or n answers has {len(protocol.steps)} steps: one is right"
    return first(_step_fault(number, step) for number, step in enumerate(protocol.steps, 1))


def _step_fault(number: int, step: ProtocolStep) -> str:
    if fault := sentence_fault(f"says of step {number}", step.says):
        return fault
    if step.beside and (fault := sentence_fault(f"beside of step {number}", step.beside)):
        return fault
    if not 0 <= step.seconds <= LONGEST_MINUTES * 60 or not 0 <= step.each <= LONGEST_TURN:
        return (
            f"step {number}: 0 to {LONGEST_MINUTES * 60} seconds "
            f"and 0 to {LONGEST_TURN} for each person are right"
        )
    return "" if step.modes else f"step {number} has no modes: at least one, such as “support”, is right"


def way_fault(protocol: Protocol) -> str:
    """One sentence on the first thing wrong with a way of deciding."""
    if protocol.slug not in get_args(Way):
        return f"the slug is “{protocol.slug}”: one of {', '.join(get_args(Way))} is right"
    if len(protocol.steps) < 3:
        return "steps are too few: a proposal, a round and what follows an objection are right"
    return protocol_fault(protocol)


def making_fault(protocol: Protocol) -> str:
    """One sentence on the first thing wrong with a way of making ground rules."""
    if protocol.slug != TOGETHER:
        return f"the slug is “{protocol.slug}”: “{TOGETHER}” is right"
    return protocol_fault(protocol)


def chart_fault(rows: Sequence[ChartRow]) -> str:
    """One sentence on the first thing wrong with a chart of ways to decide."""
    if not rows:
        return "rows is empty: at least one is right"
    return first(
        sentence_fault(f"the matter of row {number}", row.matter)
        or sentence_fault(f"the way of row {number}", row.way)
        for number, row in enumerate(rows, 1)
    )
