"""What is wrong with phrases that a person wrote: things to say, the opening, endings, inserts, lenses."""

from collections.abc import Mapping, Sequence
from typing import get_args

from circle_tui.core.faults.wording import (
    LONGEST_MINUTES,
    first,
    repeated,
    sentence_fault,
    titled_fault,
    twice_fault,
)
from circle_tui.core.people.dealing import Lens
from circle_tui.core.plan.agenda import Card, SegmentKind, Step
from circle_tui.core.plan.endings import Ending
from circle_tui.core.plan.frame import LONGEST_TURN
from circle_tui.core.plan.inserts import Insert
from circle_tui.core.work.phrases import Heading

MOST_PHRASES = 9
"""As many as there are digits to choose one."""
PUT_IN: tuple[SegmentKind, ...] = ("talk", "round", "topic", "break")
"""Kinds of segments that can be put into an evening."""
CARD_NAMES = tuple(name for name in get_args(Card) if name)
"""The texts an opening file may give."""


def phrases_fault(headings: Sequence[Heading]) -> str:
    """One sentence on the first thing wrong with a file of things to say."""
    twice = twice_fault("heading", (heading.id for heading in headings))
    return twice or first(map(_heading_fault, headings))


def _heading_fault(heading: Heading) -> str:
    place = f"heading “{heading.id}”"
    if fault := titled_fault("the id of a heading", place, heading.id, heading.title):
        return fault
    if not 1 <= len(heading.phrases) <= MOST_PHRASES:
        return f"{place} has {len(heading.phrases)} phrases: 1 to {MOST_PHRASES} are right"
    for number, phrase in enumerate(heading.phrases, 1):
        if fault := sentence_fault(f"phrase {number} of {place}", phrase.says):
            return fault
        if not phrase.modes:
            return f"phrase {number} of {place} has no modes: at least one, such as “support”, is right"
    return ""


def opening_fault(steps: Sequence[Step], cards: Mapping[str, str]) -> str:
    """One sentence on the first thing wrong with an opening."""
    if twice := repeated(step.id for step in steps):
        return f"the step “{twice}” stands twice: each once is right"
    if unknown := next((name for name in cards if name not in CARD_NAMES), ""):
        return f"there is no card “{unknown}”: one of {', '.join(CARD_NAMES)} is right"
    if empty := next((name for name, text in cards.items() if not text), ""):
        return f"the card “{empty}” is empty: some words are right"
    return first(map(_opening_step_fault, steps))


def _opening_step_fault(step: Step) -> str:
    place = f"step “{step.id}”"
    if fault := titled_fault("the id of a step", place, step.id, step.title):
        return fault
    if step.says and (fault := sentence_fault(f"says of {place}", step.says)):
        return fault
    if not 1 <= step.seconds <= LONGEST_MINUTES * 60:
        return f"{place} has {step.seconds} seconds: 1 to {LONGEST_MINUTES * 60} are right"
    if not 0 <= step.minimum <= step.seconds:
        return f"{place} has a minimum of {step.minimum}: 0 to its {step.seconds} seconds are right"
    if not 0 <= step.quiet_seconds <= step.seconds:
        return f"{place} has {step.quiet_seconds} quiet seconds: 0 to its {step.seconds} are right"
    return ""


def endings_fault(endings: Sequence[Ending]) -> str:
    """One sentence on the first thing wrong with a file of endings."""
    return twice_fault("slug", (ending.slug for ending in endings)) or first(map(_ending_fault, endings))


def _ending_fault(ending: Ending) -> str:
    """One sentence on the first thing wrong with an ending."""
    place = f"ending “{ending.slug}”"
    titled = titled_fault("the slug of an ending", place, ending.slug, ending.title)
    if fault := titled or sentence_fault(f"says of {place}", ending.says):
        return fault
    if not 1 <= ending.minutes <= LONGEST_MINUTES or not 0 <= ending.each <= LONGEST_TURN:
        return f"{place}: at least 1 minute and 0 to {LONGEST_TURN} seconds a person are right"
    return ""


def inserts_fault(inserts: Sequence[Insert]) -> str:
    """One sentence on the first thing wrong with a file of parts to put in."""
    return twice_fault("slug", (item.slug for item in inserts)) or first(map(_insert_fault, inserts))


def _insert_fault(item: Insert) -> str:
    """One sentence on the first thing wrong with a part to put in."""
    place = f"insert “{item.slug}”"
    titled = titled_fault("the slug of an insert", place, item.slug, item.title)
    if fault := titled or sentence_fault(f"says of {place}", item.says):
        return fault
    longest = LONGEST_TURN if item.each else LONGEST_MINUTES * 60
    if not 5 <= item.seconds <= longest or not 0 <= item.minimum <= item.seconds:
        return f"{place}: 5 to {longest} seconds are right, and a minimum that is not longer"
    if not item.modes:
        return f"{place} has no modes: at least one, such as “support”, is right"
    if item.kind not in PUT_IN:
        return f"{place} has the kind “{item.kind}”: one of {', '.join(PUT_IN)} is right"
    return ""


def lenses_fault(lenses: Sequence[Lens]) -> str:
    """One sentence on the first thing wrong with a file of lenses."""
    return twice_fault("lens", (lens.id for lens in lenses)) or first(map(_lens_fault, lenses))


def _lens_fault(lens: Lens) -> str:
    place = f"lens “{lens.id}”"
    titled = titled_fault("the id of a lens", place, lens.id, lens.title)
    if fault := titled or sentence_fault(f"says of {place}", lens.says):
        return fault
    if not lens.modes:
        return f"{place} has no modes: at least one, such as “consultation”, is right"
    return ""
