"""What is wrong with a protocol: one for care, for deciding, or for making ground rules."""

from collections.abc import Sequence
from typing import get_args

from circle_tui.core.agreements.decisions import ChartRow
from circle_tui.core.agreements.protocols import Goes, Protocol, ProtocolStep
from circle_tui.core.agreements.rules import TOGETHER
from circle_tui.core.agreements.ways import DecidingWay, answers_at, asking_place
from circle_tui.core.faults.wording import LONGEST_MINUTES, first, repeated, sentence_fault, slug_fault
from circle_tui.core.happening.events.agreements import Way
from circle_tui.core.plan.frame import LONGEST_TURN
from circle_tui.core.work.care import GATES, STEP_OUT

LONGEST_WHEN = 60
"""Characters of the words beside a title on the care sheet."""
LONGEST_WINDOW = 24 * 14
"""Hours: two weeks."""
MEANS_MORE = "b, c, u"
"""Keys that mean the same at every step: back, the curtain, take back."""
ANSWER_KEYS = frozenset("0123456789adefghijklmnopqrstvwxyz")
GOES_IN_CARE: tuple[Goes, ...] = ("on", "end", "later", "longer", "leave")
GOES_AT_A_GATE: tuple[Goes, ...] = ("leave", "next", "minutes")
GOES_IN_DECIDING: tuple[Goes, ...] = ("on", "agreed", "worry")
"""Where answers may lead, by what they are answers to."""


def protocol_fault(protocol: Protocol) -> str:
    """One sentence on the first thing wrong with a protocol for care."""
    if protocol.slug == STEP_OUT:
        return f"the slug “{STEP_OUT}” means that somebody steps out: another is right"
    if protocol.slug in GATES and not protocol.asks:
        return f"“{protocol.slug}” is a question that y or n answers: asks = true is right"
    return _fault(protocol, GOES_AT_A_GATE if protocol.asks else GOES_IN_CARE)


def _fault(protocol: Protocol, may_go: tuple[Goes, ...]) -> str:
    fault = slug_fault("the slug", protocol.slug) or sentence_fault("the title", protocol.title)
    if fault:
        return fault
    if not protocol.steps:
        return "steps is empty: at least one is right"
    if protocol.asks and len(protocol.steps) > 1:
        return f"a question that y or n answers has {len(protocol.steps)} steps: one is right"
    if len(protocol.when) > LONGEST_WHEN:
        return f"when has {len(protocol.when)} characters: {LONGEST_WHEN} at most are right"
    if protocol.asks_first and (fault := sentence_fault("asks_first", protocol.asks_first)):
        return fault
    return first(_step_fault(number, step, may_go) for number, step in enumerate(protocol.steps, 1))


def _step_fault(number: int, step: ProtocolStep, may_go: tuple[Goes, ...]) -> str:
    if fault := sentence_fault(f"says of step {number}", step.says):
        return fault
    if step.beside and (fault := sentence_fault(f"beside of step {number}", step.beside)):
        return fault
    if not 0 <= step.seconds <= LONGEST_MINUTES * 60 or not 0 <= step.each <= LONGEST_TURN:
        return (
            f"step {number}: 0 to {LONGEST_MINUTES * 60} seconds "
            f"and 0 to {LONGEST_TURN} for each person are right"
        )
    if not step.modes:
        return f"step {number} has no modes: at least one, such as “support”, is right"
    return _answers_fault(number, step, may_go)


def _answers_fault(number: int, step: ProtocolStep, may_go: tuple[Goes, ...]) -> str:
    """What is wrong with the answers of a step: their keys, their words, or where they lead."""
    keys = "".join(answer.keys for answer in step.answers)
    if (twice := repeated(keys)) or any(not answer.keys for answer in step.answers):
        what = f"the key “{twice}” twice" if twice else "an answer without a key"
        return f"step {number} has {what}: each answer by a key of its own is right"
    if taken := "".join(key for key in keys if key not in ANSWER_KEYS):
        return f"step {number} answers by “{taken}”: small letters without {MEANS_MORE} and digits are right"
    for answer in step.answers:
        if fault := sentence_fault(f"an answer of step {number}", answer.says):
            return fault
        if answer.reply and (fault := sentence_fault(f"a reply of step {number}", answer.reply)):
            return fault
        if answer.goes not in may_go:
            right = ", ".join(may_go) or "none"
            return f"an answer of step {number} goes “{answer.goes}”: one of {right} is right here"
    return ""


def way_fault(way: DecidingWay) -> str:
    """One sentence on the first thing wrong with a way of deciding."""
    if way.slug not in get_args(Way):
        return f"the slug is “{way.slug}”: one of {', '.join(get_args(Way))} is right"
    if len(way.steps) < 3:
        return "steps are too few: a proposal, a round and what follows an objection are right"
    if not 0 <= way.window_hours <= LONGEST_WINDOW:
        return f"window_hours is {way.window_hours}: 0 to {LONGEST_WINDOW} are right"
    if not 0 <= way.quorum_percent <= 100:
        return f"quorum_percent is {way.quorum_percent}: 0 to 100 are right"
    return _fault(way, GOES_IN_DECIDING) or _round_fault(way)


def _round_fault(way: DecidingWay) -> str:
    """What is wrong with the round that is asked for its result: it can agree, and not agree."""
    place = asking_place(way.steps)
    goes = {answer.goes for answer in answers_at(way.steps, place)}
    if "agreed" not in goes or "on" not in goes:
        return f"step {place + 1} needs one answer that goes “agreed” and one that goes “on”"
    if place == len(way.steps) - 1:
        return "the last step asks for the result: one that follows an objection is right after it"
    return ""


def making_fault(protocol: Protocol) -> str:
    """One sentence on the first thing wrong with a way of making ground rules."""
    if protocol.slug != TOGETHER:
        return f"the slug is “{protocol.slug}”: “{TOGETHER}” is right"
    return _fault(protocol, ())


def chart_fault(rows: Sequence[ChartRow]) -> str:
    """One sentence on the first thing wrong with a chart of ways to decide."""
    if not rows:
        return "rows is empty: at least one is right"
    return first(
        sentence_fault(f"the matter of row {number}", row.matter)
        or sentence_fault(f"the way of row {number}", row.way)
        for number, row in enumerate(rows, 1)
    )
