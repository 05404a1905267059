"""What is wrong with a session format that a person wrote."""

from collections.abc import Sequence

from circle_tui.core.faults.wording import (
    LONGEST_MINUTES,
    first,
    repeated,
    sentence_fault,
    slug_fault,
    titled_fault,
)
from circle_tui.core.plan.agenda import SegmentKind
from circle_tui.core.plan.formats import FRAME_IDS, MOST_PEOPLE, Format, FormatSegment, FormatStep
from circle_tui.core.plan.frame import LONGEST_TURN, Frame

MOST_TIMES = 5
"""No segment stands more often in one evening."""
MOST_NUDGES = 3
OWN_KINDS: tuple[SegmentKind, ...] = ("case", "topic", "round", "talk", "break")
"""Kinds of segments that a format has; those of the others stand in every evening by themselves."""
MOST_WAYS = 12
"""More cannot be taken in at a glance."""


def format_fault(chosen: Format) -> str:
    """One sentence on the first thing wrong with a format."""
    fewest, most = chosen.people
    if fault := (
        slug_fault("the slug", chosen.slug)
        or sentence_fault("the title", chosen.title)
        or sentence_fault("the summary", chosen.summary)
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
    if twice := repeated((*FRAME_IDS, *own_ids)):
        return f"the segment id “{twice}” stands twice: each once is right"
    return first(_segment_fault(segment) for segment in chosen.segments) or _frame_fault(chosen.frame)


def _ids_in_evening(segment: FormatSegment) -> tuple[str, ...]:
    if not segment.repeats:
        return (segment.id,)
    return tuple(f"{segment.id}-{place}" for place in range(1, segment.most + 1))


def _segment_fault(segment: FormatSegment) -> str:
    """One sentence on the first thing wrong with a segment."""
    place = f"segment “{segment.id}”"
    if fault := titled_fault("the id of a segment", place, segment.id, segment.title):
        return fault
    if segment.kind not in OWN_KINDS:
        return f"{place} has the kind “{segment.kind}”: one of {', '.join(OWN_KINDS)} is right in a format"
    if fault := _titles_fault(place, segment.titles):
        return fault
    if not segment.steps:
        return f"{place} has no steps: at least one is right"
    if not 1 <= segment.fewest <= segment.most <= MOST_TIMES:
        return f"{place} has fewest {segment.fewest} and most {segment.most}: 1 to {MOST_TIMES} is right"
    if not 1 <= segment.people[0] <= segment.people[1] <= MOST_PEOPLE:
        return f"{place} has people {list(segment.people)}: the fewest, then the most, like [3, 7], is right"
    if segment.remark and (fault := sentence_fault(f"the remark of {place}", segment.remark)):
        return fault
    if _is_unsteady(segment):
        return f"{place} has prompts and ends without steadying: prompt = “steady” on its last step is right"
    if twice := repeated(step.id for step in segment.steps):
        return f"{place} has the step “{twice}” twice: each once is right"
    ids = [step.id for step in segment.steps]
    if lost := next((item for at, item in enumerate(segment.steps) if _is_lost(item, ids[at + 1 :])), None):
        return f"step “{lost.id}” has ways for “{lost.ways_for}”: a later step of {place} is right"
    if not segment.has_presenter and (alone := _presenters_step(segment)):
        return f"step “{alone}” is for listeners, and nobody presents in {place}: presenter = true is right"
    return first(map(_step_fault, segment.steps))


def _titles_fault(place: str, titles: Sequence[str]) -> str:
    """What is wrong with what a segment is called when it stands several times."""
    if twice := repeated(titles):
        return f"{place} has the title “{twice}” twice: each once is right"
    return first(
        sentence_fault(f"title {number} of {place}", title) for number, title in enumerate(titles, 1)
    )


def _presenters_step(segment: FormatSegment) -> str:
    """The first round of those who listen to a presenter."""
    return next((step.id for step in segment.steps if step.each == "listeners"), "")


def _is_lost(step: FormatStep, later: Sequence[str]) -> bool:
    """Whether a step offers ways for one that does not come after it."""
    return bool(step.ways_for) and (not step.ways or step.ways_for not in later)


def _is_unsteady(segment: FormatSegment) -> bool:
    """Whether a case asks about feelings and does not end on a steadying prompt."""
    asks = any(step.prompt != "none" for step in segment.steps)
    return segment.kind == "case" and asks and segment.steps[-1].prompt != "steady"


def _step_fault(step: FormatStep) -> str:
    """One sentence on the first thing wrong with a step."""
    place = f"step “{step.id}”"
    if fault := titled_fault("the id of a step", place, step.id, step.title):
        return fault
    for name, words in (("says", step.says), ("speaks", step.speaks)):
        if words and (fault := sentence_fault(f"{name} of {place}", words)):
            return fault
    if step.is_presenter_silent and step.voices == "presenter":
        return f"{place} is the presenter's and has them silent: one of the two is right"
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
    if step.hint and (fault := sentence_fault(f"the hint of {place}", step.hint)):
        return fault
    if step.is_still and step.each:
        return f"{place} is still and a round: one of the two is right"
    nudges = (sentence_fault(f"a nudge of {place}", nudge) for nudge in step.nudges)
    titles = (sentence_fault(f"the title of a way of {place}", way.title) for way in step.ways)
    lines = (
        sentence_fault(f"the line of “{way.title}” in {place}", way.says) for way in step.ways if way.says
    )
    return first((*nudges, *titles, *lines))


def _frame_fault(frame: Frame) -> str:
    """One sentence on the first thing wrong with a frame."""
    anchors = (frame.opening, frame.check_in, frame.check_in_most, frame.check_out, frame.check_out_most)
    names = ("opening", "check_in", "check_in_most", "check_out", "check_out_most")
    for name, values in zip(names, anchors, strict=True):
        if min(values) < 1 or max(values) > LONGEST_MINUTES:
            return f"{name} of the frame is {list(values)}: three of 1 to {LONGEST_MINUTES} are right"
    if not 1 <= frame.next_time <= LONGEST_MINUTES:
        return f"next_time of the frame is {frame.next_time}: 1 to {LONGEST_MINUTES} minutes are right"
    rounds = (sentence_fault("a sentence of check_in_rounds", says) for says in frame.check_in_rounds)
    return (
        sentence_fault("check_in_says", frame.check_in_says)
        or first(rounds)
        or sentence_fault("check_out_says", frame.check_out_says)
    )
