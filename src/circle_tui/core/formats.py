"""Session formats: what a format file says, and the evening it makes of minutes and people.

Pure arithmetic and values. Reading the files is `content.load`'s business; what an evening does
once it runs is `session`'s. Minutes are whole minutes wherever they are not called seconds.
"""

from msgspec import Struct, field
from msgspec.structs import replace

from circle_tui.core.agenda import Each, PromptSlot, Segment, SegmentKind, Step
from circle_tui.core.allocation import COMFORT_PERCENT, Part, Shares, Span, fill
from circle_tui.core.frame import (
    JOINING,
    Frame,
    FrameMinutes,
    check_in_segment,
    closing_segments,
    frame_minutes,
    is_one_word,
    opening_segments,
)
from circle_tui.core.modes import Mode

FRAME_IDS = ("opening", "ground-rules", "check-in", "open-floor", "check-out", "next-time")
"""Segments that an evening has by itself, whatever the format."""
LONGEST_LOOK = 240
"""Minutes up to which a misfit looks for a length that would do."""


class FormatStep(Struct, frozen=True, forbid_unknown_fields=True):
    """One timed stretch of a format, with the least, the best and the most it may take."""

    id: str
    title: str
    minimum: int
    """Minutes; with `each`, seconds a person."""
    ideal: int
    maximum: int
    each: Each = ""
    """Whose number multiplies the seconds: everyone here, or everyone but the presenter."""
    says: str = ""
    """The one sentence on screen, 90 characters at most."""
    speaks: str = ""
    """Who speaks, in a few words."""
    prompt: PromptSlot = "none"
    is_optional: bool = field(name="optional", default=False)
    """Left out when the rest would not fit."""
    is_protected: bool = field(name="protected", default=False)
    """Keeps its planned minutes when the evening runs late: the presenter's last word, the steadying."""
    is_presenter_silent: bool = field(name="presenter_silent", default=False)
    advances_itself: bool = False
    """Whether the next step begins by itself."""

    def turns(self, people: int) -> int:
        """How many take a turn in it with so many people; 0 when it is no round."""
        if not self.each:
            return 0
        return people if self.each == "people" else max(people - 1, 1)

    def span(self, people: int) -> Span:
        """What it asks for in minutes with so many people; per-person lengths are rounded up."""
        if not self.each:
            return Span(self.minimum, self.ideal, self.maximum)
        turns = self.turns(people)
        return Span(
            -(-self.minimum * turns // 60), -(-self.ideal * turns // 60), -(-self.maximum * turns // 60)
        )


class FormatSegment(Struct, frozen=True, forbid_unknown_fields=True):
    """A stretch of a format that stands as one line of the agenda, or as several alike."""

    id: str
    title: str
    kind: SegmentKind
    steps: tuple[FormatStep, ...]
    repeats: bool = False
    """Whether it stands as often as there is room for, as cases do."""
    fewest: int = 1
    """How often it should stand at least, if the minimums fit."""
    most: int = 3
    titles: tuple[str, ...] = ()
    """What each is called when there are several: “First case”, “Second case”."""
    has_leader: bool = field(name="leader", default=False)
    has_presenter: bool = field(name="presenter", default=False)
    is_protected: bool = field(name="protected", default=False)

    def part(self, people: int) -> Part:
        """What it asks for with so many people."""
        spans = tuple(step.span(people) for step in self.steps)
        return Part(spans, self.fewest, self.most) if self.repeats else Part(spans)


class Credit(Struct, frozen=True, forbid_unknown_fields=True):
    """A tradition that a format stands in, and where to read about it."""

    text: str
    link: str = ""


class Format(Struct, frozen=True, forbid_unknown_fields=True):
    """A way to spend an evening; scales to the minutes and the people there are."""

    slug: str
    title: str
    summary: str
    """One line that helps to choose it."""
    modes: tuple[Mode, ...]
    people: tuple[int, int]
    """The fewest and the most people it is made for."""
    segments: tuple[FormatSegment, ...]
    """What stands between check-in and check-out, in order."""
    minutes: int = 90
    """The length that suits it best."""
    open_floor: int = 0
    """Minutes kept in hand on purpose, before anything grows beyond its ideal."""
    frame: Frame = Frame()
    credits: tuple[Credit, ...] = ()


class EveningPlan(Struct, frozen=True):
    """An agenda that fills the evening to the second."""

    segments: tuple[Segment, ...]
    cases: int
    """How many case segments there are."""
    remarks: tuple[str, ...] = ()
    """What the facilitator should know about it, in sentences."""


class Misfit(Struct, frozen=True):
    """Says that the format does not fit tonight."""

    sentence: str
    """A whole sentence: what does not fit, and what would."""


def plan_evening(
    chosen: Format,
    /,
    *,
    minutes: int,
    people: int,
    newcomers: int = 0,
    is_review_due: bool = False,
    opening: tuple[Step, ...] = (),
    joining: Step = JOINING,
) -> EveningPlan | Misfit:
    """Lay out the format for an evening of so many minutes and people.

    Every step starts at its minimum; all grow to their ideal in proportion, then to their maximum,
    in whole minutes by largest remainder. What is left is a buffer with a name, the open floor. If
    the minimums do not fit, the check-in becomes short, then optional steps go, then it is a misfit.
    `newcomers` is how many are here for the first time; any number costs the same two minutes.
    """
    fewest, most = chosen.people
    if people < fewest:
        return Misfit(
            f"{chosen.title} needs {_people(fewest)} and there {_are(people)}: "
            "wait for more to come, or choose another format."
        )
    if people > most:
        return Misfit(
            f"{chosen.title} holds {_people(most)} and there {_are(people)}: "
            "make two circles, or choose a topic for all."
        )
    draft = _fitting(chosen, minutes, people, newcomers, is_review_due)
    if draft is None:
        return Misfit(_why_not(chosen, minutes, people, newcomers, is_review_due))
    given, core = draft.given, _core_segments(draft, people)
    segments = (
        *opening_segments(given, opening, joining, people),
        check_in_segment(chosen.frame, given.check_in, people),
        *core,
        *closing_segments(chosen.frame, given, people),
    )
    cases = sum(segment.kind == "case" for segment in core)
    return EveningPlan(segments=segments, cases=cases, remarks=_remarks(draft, people))


class _Draft(Struct, frozen=True):
    """A format that fits: what of it stands, and the minutes of everything."""

    chosen: Format
    given: FrameMinutes
    shares: Shares
    is_short: bool


def _fitting(chosen: Format, minutes: int, people: int, newcomers: int, is_review_due: bool) -> _Draft | None:
    for is_short, is_lean in ((False, False), (True, False), (True, True)):
        tried = _without_optional(chosen) if is_lean else chosen
        given = frame_minutes(
            chosen.frame,
            minutes=minutes,
            people=people,
            newcomers=newcomers,
            is_review_due=is_review_due,
            is_short=is_short,
        )
        parts = [segment.part(people) for segment in tried.segments]
        shares = fill(parts, minutes - given.total, in_hand=chosen.open_floor)
        if shares is not None:
            return _Draft(tried, given, shares, is_short)
    return None


def _without_optional(chosen: Format) -> Format:
    segments = (
        replace(segment, steps=tuple(step for step in segment.steps if not step.is_optional))
        for segment in chosen.segments
    )
    return replace(chosen, segments=tuple(segment for segment in segments if segment.steps))


def _core_segments(draft: _Draft, people: int) -> tuple[Segment, ...]:
    segments: list[Segment] = []
    shares = draft.shares
    for segment, count, lengths in zip(draft.chosen.segments, shares.times, shares.lengths, strict=True):
        steps = tuple(
            _step(step, minutes, people)
            for step, minutes in zip(segment.steps, lengths, strict=True)
            if minutes
        )
        segments += _named(segment, steps, count)
    return (*segments, open_floor(shares.left)) if shares.left else tuple(segments)


def open_floor(minutes: int) -> Segment:
    """The buffer with a name: minutes in hand, which give first when the evening runs late."""
    step = Step(
        id="open-floor",
        title="Open floor",
        seconds=minutes * 60,
        says="Minutes in hand: what still wants a place?",
        speaks="whoever wishes",
    )
    return Segment(id="open-floor", title="Open floor", kind="buffer", steps=(step,))


def _step(planned: FormatStep, minutes: int, people: int) -> Step:
    shortest = 0 if planned.is_optional else min(planned.span(people).minimum, minutes)
    return Step(
        id=planned.id,
        title=planned.title,
        seconds=minutes * 60,
        minimum=(minutes if planned.is_protected else shortest) * 60,
        says=planned.says,
        speaks=planned.speaks,
        prompt=planned.prompt,
        is_presenter_silent=planned.is_presenter_silent,
        advances_itself=planned.advances_itself,
        each=planned.each,
        turns=planned.turns(people),
    )


def _named(segment: FormatSegment, steps: tuple[Step, ...], count: int) -> list[Segment]:
    if not steps:
        return []
    titles = segment.titles if count > 1 else ()
    return [
        Segment(
            id=f"{segment.id}-{place + 1}" if segment.repeats else segment.id,
            title=titles[place] if place < len(titles) else _numbered(segment.title, place, count),
            kind=segment.kind,
            steps=steps,
            has_leader=segment.has_leader,
            has_presenter=segment.has_presenter,
            is_protected=segment.is_protected,
        )
        for place in range(count)
    ]


def _numbered(title: str, place: int, count: int) -> str:
    return title if count == 1 else f"{title} {place + 1}"


def _remarks(draft: _Draft, people: int) -> tuple[str, ...]:
    given, shares = draft.given, draft.shares
    remarks = []
    if given.joining:
        remarks.append(f"The opening has {_minutes(given.joining)} more for those new here.")
    if given.review:
        remarks.append(f"The review of the ground rules takes {_minutes(given.review)}.")
    if draft.is_short:
        remarks.append("The check-in is short, so that the rest fits.")
    for minutes, title in ((given.check_in, "Check-in"), (given.check_out, "Check-out")):
        if is_one_word(minutes, people):
            remarks.append(f"{title} is one word each.")
    used = sum(sum(own) * count for own, count in zip(shares.lengths, shares.times, strict=True))
    if used * 100 < shares.comfort * COMFORT_PERCENT:
        remarks.append(f"Tight: {draft.chosen.title} would like {_minutes(shares.comfort - used)} more.")
    if shares.left:
        remarks.append(f"{_minutes(shares.left)} in hand as open floor.")
    return tuple(remarks)


def _why_not(chosen: Format, minutes: int, people: int, newcomers: int, is_review_due: bool) -> str:
    needed = next(
        (
            length
            for length in range(minutes + 1, LONGEST_LOOK + 1)
            if _fitting(chosen, length, people, newcomers, is_review_due)
        ),
        None,
    )
    opening = f"{chosen.title} does not fit into {_minutes(minutes)} with {_people(people)}"
    if needed is None:
        return f"{opening}: choose a shorter format, or work in threes."
    if is_review_due and _fitting(chosen, minutes, people, newcomers, False):
        return f"{opening}: it fits without the review of the ground rules, or into {_minutes(needed)}."
    return f"{opening}: it needs {needed}, or a shorter format."


def _people(count: int) -> str:
    return "1 person" if count == 1 else f"{count} people"


def _are(count: int) -> str:
    return f"is {count}" if count == 1 else f"are {count}"


def _minutes(count: int) -> str:
    return "1 minute" if count == 1 else f"{count} minutes"
