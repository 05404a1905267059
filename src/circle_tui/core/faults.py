"""What is wrong with something a person wrote in a file, said in a sentence.

Each function gives back one sentence, the first fault with what would be right, or "" when there
is none. Types and unknown keys are found before, by whoever decodes the file.
"""

import re
from collections.abc import Mapping, Sequence
from typing import get_args

from circle_tui.core.agenda import Card, Step
from circle_tui.core.endings import Ending
from circle_tui.core.formats import FRAME_IDS, Format, FormatSegment, FormatStep
from circle_tui.core.frame import LONGEST_TURN, Frame
from circle_tui.core.prompts import Deck, Prompt
from circle_tui.core.rules import Rule, RuleSet

SENTENCE_LIMIT = 90
"""The most characters that one sentence on screen may have; it must also work read aloud once."""

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
MOST_TIMES = 3
"""No segment stands more often in one evening."""
LONGEST_MINUTES = 240
"""Nothing in a file is longer."""
MOST_PEOPLE = 100
CARD_NAMES = (*(name for name in get_args(Card) if name), "joining")
"""The texts an opening file may give."""


def is_slug(text: str) -> bool:
    """Whether the text is small letters and digits, parted by single hyphens, 40 characters at most."""
    return len(text) <= 40 and _SLUG.fullmatch(text) is not None


def format_fault(chosen: Format) -> str:
    """One sentence on the first thing wrong with a format."""
    fewest, most = chosen.people
    if fault := (
        _slug_fault("the slug", chosen.slug)
        or _sentence_fault("the title", chosen.title)
        or _sentence_fault("the summary", chosen.summary)
    ):
        return fault
    if not chosen.modes:
        return "modes is empty: at least one, such as “consultation”, is right"
    if not 1 <= fewest <= most <= MOST_PEOPLE:
        return f"people is [{fewest}, {most}]: the fewest, then the most, like [3, 12], is right"
    if not chosen.segments:
        return "segments is empty: at least one is right"
    if not 1 <= chosen.minutes <= LONGEST_MINUTES:
        return f"minutes is {chosen.minutes}: 1 to {LONGEST_MINUTES} are right"
    if not 0 <= chosen.open_floor <= LONGEST_MINUTES:
        return f"open_floor is {chosen.open_floor}: 0 to {LONGEST_MINUTES} minutes are right"
    own_ids = (name for segment in chosen.segments for name in _ids_in_evening(segment))
    if twice := _repeated((*FRAME_IDS, *own_ids)):
        return f"the segment id “{twice}” stands twice: each once is right"
    faults = (_segment_fault(segment) for segment in chosen.segments)
    return next((fault for fault in faults if fault), _frame_fault(chosen.frame))


def _ids_in_evening(segment: FormatSegment) -> tuple[str, ...]:
    if not segment.repeats:
        return (segment.id,)
    return tuple(f"{segment.id}-{place}" for place in range(1, segment.most + 1))


def _segment_fault(segment: FormatSegment) -> str:
    """One sentence on the first thing wrong with a segment."""
    place = f"segment “{segment.id}”"
    if fault := _slug_fault("the id of a segment", segment.id) or _sentence_fault(
        f"the title of {place}", segment.title
    ):
        return fault
    if not segment.steps:
        return f"{place} has no steps: at least one is right"
    if not 1 <= segment.fewest <= segment.most <= MOST_TIMES:
        return f"{place} has fewest {segment.fewest} and most {segment.most}: 1 to {MOST_TIMES} is right"
    if twice := _repeated(tuple(step.id for step in segment.steps)):
        return f"{place} has the step “{twice}” twice: each once is right"
    return next((fault for step in segment.steps if (fault := _step_fault(step))), "")


def _step_fault(step: FormatStep) -> str:
    """One sentence on the first thing wrong with a step."""
    place = f"step “{step.id}”"
    if fault := _slug_fault("the id of a step", step.id) or _sentence_fault(
        f"the title of {place}", step.title
    ):
        return fault
    if step.says and (fault := _sentence_fault(f"says of {place}", step.says)):
        return fault
    lengths = f"minimum {step.minimum}, ideal {step.ideal}, maximum {step.maximum}"
    if step.minimum < 0:
        return f"{place} has a minimum of {step.minimum}: no negative minutes are right"
    if not step.minimum <= step.ideal <= step.maximum:
        return f"{place} has {lengths}: minimum ≤ ideal ≤ maximum is right"
    if step.ideal < 1 or step.maximum > LONGEST_MINUTES:
        return f"{place} has {lengths}: an ideal of at least 1 and {LONGEST_MINUTES} at most are right"
    if step.each and step.maximum > LONGEST_TURN:
        return f"{place} has {step.maximum} seconds a person: {LONGEST_TURN} at most are right"
    return ""


def _frame_fault(frame: Frame) -> str:
    """One sentence on the first thing wrong with a frame."""
    anchors = (frame.opening, frame.check_in, frame.check_in_most, frame.check_out, frame.check_out_most)
    names = ("opening", "check_in", "check_in_most", "check_out", "check_out_most")
    for name, values in zip(names, anchors, strict=True):
        if min(values) < 1 or max(values) > LONGEST_MINUTES:
            return f"{name} of the frame is {list(values)}: three of 1 to {LONGEST_MINUTES} are right"
    if not 1 <= frame.next_time <= LONGEST_MINUTES:
        return f"next_time of the frame is {frame.next_time}: 1 to {LONGEST_MINUTES} minutes are right"
    return _sentence_fault("check_in_says", frame.check_in_says) or _sentence_fault(
        "check_out_says", frame.check_out_says
    )


def deck_fault(deck: Deck) -> str:
    """One sentence on the first thing wrong with a deck."""
    fault = _slug_fault("the slug", deck.slug) or _sentence_fault("the title", deck.title)
    if fault:
        return fault
    if not deck.prompts:
        return "suits has no prompts: at least one is right"
    if twice := _repeated(tuple(prompt.id for prompt in deck.prompts)):
        return f"the id “{twice}” stands twice: once is right"
    return next((fault for prompt in deck.prompts if (fault := _prompt_fault(prompt))), "")


def _prompt_fault(prompt: Prompt) -> str:
    """One sentence on the first thing wrong with a prompt."""
    if fault := _slug_fault("the id", prompt.id) or _sentence_fault(f"the text of {prompt.id}", prompt.text):
        return fault
    if not 1 <= prompt.depth <= 3:
        return f"the depth of {prompt.id} is {prompt.depth}: 1, 2 or 3 is right"
    if not prompt.modes:
        return f"{prompt.id} has no modes: at least one, such as “support”, is right"
    return _sentence_fault(f"in_support of {prompt.id}", prompt.in_support) if prompt.in_support else ""


def _rule_fault(rule: Rule) -> str:
    """One sentence on the first thing wrong with a rule."""
    return (
        _slug_fault("the id", rule.id)
        or _sentence_fault(f"the text of {rule.id}", rule.text)
        or (
            ""
            if rule.review
            else f"{rule.id} has no review: at least one of session, quarter, cycle, year is right"
        )
    )


def rules_fault(rules: Sequence[Rule]) -> str:
    """One sentence on the first thing wrong with a library of rules."""
    if twice := _repeated(tuple(rule.id for rule in rules)):
        return f"the id “{twice}” stands twice: once is right"
    return next((fault for rule in rules if (fault := _rule_fault(rule))), "")


def rule_set_fault(rule_set: RuleSet, library: Mapping[str, Rule]) -> str:
    """One sentence on the first thing wrong with a rule set."""
    fault = _slug_fault("the slug", rule_set.slug) or _sentence_fault("the title", rule_set.title)
    if fault:
        return fault
    if not rule_set.rules:
        return "rules is empty: at least one id of a rule is right"
    if twice := _repeated(rule_set.rules):
        return f"rules names “{twice}” twice: once is right"
    unknown = next((name for name in rule_set.rules if name not in library), "")
    return (
        f"rules names “{unknown}”, which the library of rules does not have: the id of one it has is right"
        if unknown
        else ""
    )


def endings_fault(endings: Sequence[Ending]) -> str:
    """One sentence on the first thing wrong with a file of endings."""
    if twice := _repeated(tuple(ending.slug for ending in endings)):
        return f"the slug “{twice}” stands twice: once is right"
    return next((fault for ending in endings if (fault := _ending_fault(ending))), "")


def _ending_fault(ending: Ending) -> str:
    """One sentence on the first thing wrong with an ending."""
    place = f"ending “{ending.slug}”"
    if fault := (
        _slug_fault("the slug of an ending", ending.slug)
        or _sentence_fault(f"the title of {place}", ending.title)
        or _sentence_fault(f"says of {place}", ending.says)
    ):
        return fault
    if not 1 <= ending.minutes <= LONGEST_MINUTES or not 0 <= ending.each <= LONGEST_TURN:
        return f"{place}: at least 1 minute and 0 to {LONGEST_TURN} seconds a person are right"
    return ""


def opening_fault(steps: Sequence[Step], cards: Mapping[str, str]) -> str:
    """One sentence on the first thing wrong with an opening."""
    if twice := _repeated(tuple(step.id for step in steps)):
        return f"the step “{twice}” stands twice: each once is right"
    if unknown := next((name for name in cards if name not in CARD_NAMES), ""):
        return f"there is no card “{unknown}”: one of {', '.join(CARD_NAMES)} is right"
    if empty := next((name for name, text in cards.items() if not text), ""):
        return f"the card “{empty}” is empty: some words are right"
    return next((fault for step in steps if (fault := _opening_step_fault(step))), "")


def _opening_step_fault(step: Step) -> str:
    place = f"step “{step.id}”"
    if fault := _slug_fault("the id of a step", step.id) or _sentence_fault(
        f"the title of {place}", step.title
    ):
        return fault
    if step.says and (fault := _sentence_fault(f"says of {place}", step.says)):
        return fault
    if not 1 <= step.seconds <= LONGEST_MINUTES * 60:
        return f"{place} has {step.seconds} seconds: 1 to {LONGEST_MINUTES * 60} are right"
    if not 0 <= step.minimum <= step.seconds:
        return f"{place} has a minimum of {step.minimum}: 0 to its {step.seconds} seconds are right"
    if not 0 <= step.quiet_seconds <= step.seconds:
        return f"{place} has {step.quiet_seconds} quiet seconds: 0 to its {step.seconds} are right"
    return ""


def _slug_fault(place: str, text: str) -> str:
    """One sentence on what is wrong with a slug."""
    if is_slug(text):
        return ""
    return f"{place} is “{text}”: small letters, digits and single hyphens are right, like “first-round”"


def _sentence_fault(place: str, text: str) -> str:
    """One sentence on what is wrong with a sentence for the screen."""
    if not text.strip():
        return f"{place} is empty: one sentence is right"
    if len(text) > SENTENCE_LIMIT:
        return f"{place} has {len(text)} characters: {SENTENCE_LIMIT} at most are right"
    return ""


def _repeated(names: tuple[str, ...]) -> str:
    """The first name that stands twice; empty when every name stands once."""
    seen: set[str] = set()
    for name in names:
        if name in seen:
            return name
        seen.add(name)
    return ""
