"""What is wrong with something a person wrote in a file, said in a sentence.

Each function gives back one sentence, the first fault with what would be right, or "" when there
is none. Types and unknown keys are found before, by whoever decodes the file.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import get_args

from circle_tui.core.agenda import Card, Step
from circle_tui.core.dealing import Lens
from circle_tui.core.decisions import ChartRow
from circle_tui.core.endings import Ending
from circle_tui.core.events import Way
from circle_tui.core.formats import FRAME_IDS, MOST_PEOPLE, Format, FormatSegment, FormatStep
from circle_tui.core.frame import LONGEST_TURN, Frame
from circle_tui.core.inserts import Insert
from circle_tui.core.phrases import Heading
from circle_tui.core.prompts import Deck, Prompt
from circle_tui.core.protocols import Protocol, ProtocolStep
from circle_tui.core.rules import TOGETHER, Rule, RuleSet

SENTENCE_LIMIT = 90
"""The most characters that one sentence on screen may have; it must also work read aloud once."""

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
MOST_TIMES = 5
"""No segment stands more often in one evening."""
LONGEST_MINUTES = 240
"""Nothing in a file is longer."""
MOST_NUDGES = 3
MOST_WAYS = 12
"""More cannot be taken in at a glance."""
MOST_PHRASES = 9
"""As many as there are digits to choose one."""
CARD_NAMES = tuple(name for name in get_args(Card) if name)
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
    if alone := next((count for count in range(fewest, most + 1) if not chosen.standing(count)), 0):
        return f"no segment stands with {alone} people: at least one for each of {fewest} to {most} is right"
    if sum(segment.kind == "case" and segment.repeats for segment in chosen.segments) > 1:
        return "more than one segment with cases repeats: one at most is right"
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
    if not 1 <= segment.people[0] <= segment.people[1] <= MOST_PEOPLE:
        return f"{place} has people {list(segment.people)}: the fewest, then the most, like [3, 7], is right"
    if segment.remark and (fault := _sentence_fault(f"the remark of {place}", segment.remark)):
        return fault
    if _is_unsteady(segment):
        return f"{place} has prompts and ends without steadying: prompt = “steady” on its last step is right"
    if twice := _repeated(tuple(step.id for step in segment.steps)):
        return f"{place} has the step “{twice}” twice: each once is right"
    return next((fault for step in segment.steps if (fault := _step_fault(step))), "")


def _is_unsteady(segment: FormatSegment) -> bool:
    """Whether a case asks about feelings and does not end on a steadying prompt."""
    asks = any(step.prompt != "none" for step in segment.steps)
    return segment.kind == "case" and asks and segment.steps[-1].prompt != "steady"


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
    return _beside_fault(place, step)


def _beside_fault(place: str, step: FormatStep) -> str:
    """One sentence on the first thing wrong with what a step shows besides its own sentence."""
    if len(step.nudges) > MOST_NUDGES:
        return f"{place} has {len(step.nudges)} nudges: {MOST_NUDGES} at most are right"
    if len(step.ways) > MOST_WAYS:
        return f"{place} has {len(step.ways)} ways: {MOST_WAYS} at most are right"
    if step.is_still and step.each:
        return f"{place} is still and a round: one of the two is right"
    nudges = (_sentence_fault(f"a nudge of {place}", nudge) for nudge in step.nudges)
    titles = (_sentence_fault(f"the title of a way of {place}", way.title) for way in step.ways)
    lines = (
        _sentence_fault(f"the line of “{way.title}” in {place}", way.says) for way in step.ways if way.says
    )
    return next((fault for fault in (*nudges, *titles, *lines) if fault), "")


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
    if prompt.depth == 3 and prompt.screen == "yes":
        return f"{prompt.id} has a depth of 3 and screen “yes”: “ask” or “private” is right so deep"
    if prompt.to == "group" and prompt.screen != "yes":
        return f"{prompt.id} is for the group and screen is “{prompt.screen}”: “yes” is right for all of us"
    if prompt.in_support and (fault := _sentence_fault(f"in_support of {prompt.id}", prompt.in_support)):
        return fault
    if max(prompt.text.count("?"), prompt.in_support.count("?")) > 1:
        return f"{prompt.id} asks more than one question: one idea is right, so that it works read aloud once"
    return ""


def shared_prompt_fault(deck: Deck, others: Iterable[Deck]) -> str:
    """One sentence on the first id of a deck that stands in another deck too."""
    strangers = [other for other in others if other.slug != deck.slug]
    places = {prompt.id: other.slug for other in strangers for prompt in other.prompts}
    twice = next((prompt.id for prompt in deck.prompts if prompt.id in places), "")
    return f"the id “{twice}” is already in the deck “{places[twice]}”: another is right" if twice else ""


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


def inserts_fault(inserts: Sequence[Insert]) -> str:
    """One sentence on the first thing wrong with a file of parts to put in."""
    if twice := _repeated(tuple(item.slug for item in inserts)):
        return f"the slug “{twice}” stands twice: once is right"
    return next((fault for item in inserts if (fault := _insert_fault(item))), "")


def _insert_fault(item: Insert) -> str:
    """One sentence on the first thing wrong with a part to put in."""
    place = f"insert “{item.slug}”"
    if fault := (
        _slug_fault("the slug of an insert", item.slug)
        or _sentence_fault(f"the title of {place}", item.title)
        or _sentence_fault(f"says of {place}", item.says)
    ):
        return fault
    longest = LONGEST_TURN if item.each else LONGEST_MINUTES * 60
    if not 5 <= item.seconds <= longest or not 0 <= item.minimum <= item.seconds:
        return f"{place}: 5 to {longest} seconds are right, and a minimum that is not longer"
    return ""


def lenses_fault(lenses: Sequence[Lens]) -> str:
    """One sentence on the first thing wrong with a file of lenses."""
    if twice := _repeated(tuple(lens.id for lens in lenses)):
        return f"the lens “{twice}” stands twice: once is right"
    for lens in lenses:
        place = f"lens “{lens.id}”"
        if fault := (
            _slug_fault("the id of a lens", lens.id)
            or _sentence_fault(f"the title of {place}", lens.title)
            or _sentence_fault(f"says of {place}", lens.says)
        ):
            return fault
        if not lens.modes:
            return f"{place} has no modes: at least one, such as “consultation”, is right"
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


def phrases_fault(headings: Sequence[Heading]) -> str:
    """One sentence on the first thing wrong with a file of things to say."""
    if twice := _repeated(tuple(heading.id for heading in headings)):
        return f"the heading “{twice}” stands twice: once is right"
    return next((fault for heading in headings if (fault := _heading_fault(heading))), "")


def _heading_fault(heading: Heading) -> str:
    place = f"heading “{heading.id}”"
    if fault := _slug_fault("the id of a heading", heading.id) or _sentence_fault(
        f"the title of {place}", heading.title
    ):
        return fault
    if not 1 <= len(heading.phrases) <= MOST_PHRASES:
        return f"{place} has {len(heading.phrases)} phrases: 1 to {MOST_PHRASES} are right"
    for number, phrase in enumerate(heading.phrases, 1):
        if fault := _sentence_fault(f"phrase {number} of {place}", phrase.says):
            return fault
        if not phrase.modes:
            return f"phrase {number} of {place} has no modes: at least one, such as “support”, is right"
    return ""


def protocol_fault(protocol: Protocol) -> str:
    """One sentence on the first thing wrong with a protocol."""
    fault = _slug_fault("the slug", protocol.slug) or _sentence_fault("the title", protocol.title)
    if fault:
        return fault
    if not protocol.steps:
        return "steps is empty: at least one is right"
    if protocol.asks and len(protocol.steps) > 1:
        return f"a question that y or n answers has {len(protocol.steps)} steps: one is right"
    numbered = enumerate(protocol.steps, 1)
    return next((fault for number, step in numbered if (fault := _protocol_step_fault(number, step))), "")


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
    numbered = enumerate(rows, 1)
    faults = (
        _sentence_fault(f"the matter of row {number}", row.matter)
        or _sentence_fault(f"the way of row {number}", row.way)
        for number, row in numbered
    )
    return next((fault for fault in faults if fault), "" if rows else "rows is empty: at least one is right")


def _protocol_step_fault(number: int, step: ProtocolStep) -> str:
    if fault := _sentence_fault(f"says of step {number}", step.says):
        return fault
    if step.beside and (fault := _sentence_fault(f"beside of step {number}", step.beside)):
        return fault
    if not 0 <= step.seconds <= LONGEST_MINUTES * 60 or not 0 <= step.each <= LONGEST_TURN:
        return (
            f"step {number}: 0 to {LONGEST_MINUTES * 60} seconds "
            f"and 0 to {LONGEST_TURN} for each person are right"
        )
    return "" if step.modes else f"step {number} has no modes: at least one, such as “support”, is right"


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
