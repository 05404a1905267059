"""The part of an evening that every format shares: opening, check-in, check-out and next time.

It says how many whole minutes they take for a length and a number of people, and lays out their
steps. What stands between check-in and check-out is the business of `formats`.
"""

from fractions import Fraction

from msgspec import Struct
from msgspec.structs import replace

from circle_tui.core.plan.agenda import Segment, Step
from circle_tui.core.plan.allocation import Span, round_together, share

Anchors = tuple[int, int, int]
"""A value at 60, 75 and 90 minutes; between and beyond them it goes on in a straight line."""

SHORTEST_TURN = 20
"""Seconds; a round with less than this for each person is one word each."""
LONGEST_TURN = 120
"""Seconds; nobody holds the floor in a round for longer."""
NEWCOMER_MINUTES = 2
REVIEW_MINUTES = 10

JOINING = Step(
    id="joining",
    title="For those new here",
    seconds=NEWCOMER_MINUTES * 60,
    minimum=60,
    says="What we are for, how it runs, what is kept, and how to leave.",
    speaks="the facilitator",
    card="joining",
)


class Frame(Struct, frozen=True, forbid_unknown_fields=True):
    """How long the shared parts are; a format overrides what it wants otherwise."""

    opening: Anchors = (3, 4, 5)
    """Minutes."""
    check_in: Anchors = (45, 60, 75)
    """Seconds a person."""
    check_in_most: Anchors = (6, 8, 10)
    """Minutes for all together."""
    check_in_says: str = "One thing heavy, one thing holding."
    check_in_rounds: tuple[str, ...] = ()
    """Sentences that take turns from evening to evening in place of that one; none for always the same."""
    check_out: Anchors = (20, 25, 30)
    """Seconds a person."""
    check_out_most: Anchors = (4, 5, 6)
    """Minutes for all together."""
    check_out_says: str = "One word for how you leave."
    next_time: int = 2
    """Minutes."""


class FrameMinutes(Struct, frozen=True):
    """What the shared parts take tonight, in whole minutes."""

    opening: int
    joining: int
    review: int
    check_in: int
    check_out: int
    next_time: int
    check: int = 0
    """For how the group works, in every third session."""

    @property
    def total(self) -> int:
        """All of them together."""
        opening = self.opening + self.joining + self.review
        return opening + self.check_in + self.check + self.check_out + self.next_time


def check_in_words(frame: Frame, sessions_held: int) -> str:
    """The sentence of the check-in, another one than last time where there are several."""
    rounds = frame.check_in_rounds or (frame.check_in_says,)
    return rounds[sessions_held % len(rounds)]


def at(anchors: Anchors, minutes: int) -> Fraction:
    """The value on the straight lines through 60, 75 and 90 minutes, never under nought."""
    first, middle, last = anchors
    if minutes <= 75:
        value = first + Fraction((middle - first) * (minutes - 60), 15)
    else:
        value = middle + Fraction((last - middle) * (minutes - 75), 15)
    return max(value, Fraction(0))


def frame_minutes(
    frame: Frame,
    *,
    minutes: int,
    people: int,
    newcomers: int,
    is_review_due: bool,
    is_short: bool,
    check: int = 0,
) -> FrameMinutes:
    """Whole minutes for the shared parts; what they gain by rounding, the core gives.

    A round takes seconds a person up to its cap. When short, the check-in is as short as it may be.
    """
    turn = Fraction(SHORTEST_TURN) if is_short else _turn(frame.check_in, minutes)
    opening, check_in, check_out = round_together(
        (
            at(frame.opening, minutes),
            min(turn * people / 60, at(frame.check_in_most, minutes)),
            min(_turn(frame.check_out, minutes) * people / 60, at(frame.check_out_most, minutes)),
        )
    )
    return FrameMinutes(
        opening=opening,
        joining=NEWCOMER_MINUTES if newcomers else 0,
        review=REVIEW_MINUTES if is_review_due else 0,
        check_in=check_in,
        check_out=check_out,
        next_time=frame.next_time,
        check=check,
    )


def _turn(anchors: Anchors, minutes: int) -> Fraction:
    return min(max(at(anchors, minutes), Fraction(SHORTEST_TURN)), Fraction(LONGEST_TURN))


def is_one_word(minutes: int, people: int) -> bool:
    """Whether a round of so many minutes leaves each person less than the shortest turn."""
    return minutes * 60 < SHORTEST_TURN * people


def opening_segments(
    given: FrameMinutes, opening: tuple[Step, ...], joining: Step, people: int
) -> tuple[Segment, ...]:
    """The opening, its steps scaled to its minutes, and the review of the ground rules when it is due."""
    steps = scaled(opening or (WELCOME,), given.opening * 60)
    if given.joining:
        steps = (*steps, replace(joining, seconds=given.joining * 60))
    segments = [Segment(id="opening", title="Opening", kind="opening", steps=steps)] if steps else []
    if given.review:
        segments.append(_review(given.review, people))
    return tuple(segments)


WELCOME = Step(id="welcome", title="Welcome", seconds=180, minimum=60, speaks="the facilitator")
"""The opening of a group that has no opening steps of its own."""


def scaled(steps: tuple[Step, ...], seconds: int) -> tuple[Step, ...]:
    """The same steps, together exactly so long; in proportion, none under its minimum if that can be."""
    has_room = sum(step.minimum for step in steps) <= seconds
    stretch = seconds // max(sum(step.seconds for step in steps), 1) + 2
    spans = [
        Span(
            minimum=step.minimum if has_room else 0,
            ideal=max(step.seconds, step.minimum, 1),
            maximum=max(step.seconds, step.minimum, 1) * stretch,
        )
        for step in steps
    ]
    return tuple(
        replace(
            step,
            seconds=length,
            minimum=min(step.minimum, length),
            quiet_seconds=min(step.quiet_seconds, length),
        )
        for step, length in zip(steps, share(spans, seconds), strict=True)
        if length
    )


def check_in_segment(frame: Frame, minutes: int, people: int, sessions_held: int = 0) -> Segment:
    """The first round: small, and a good first thing to lead."""
    says = check_in_words(frame, sessions_held)
    return _round("check-in", "Check-in", "check-in", minutes, people, says)


def check_segments(step: Step) -> tuple[Segment, ...]:
    """A part in which the group looks at how it works, in whole minutes."""
    whole = replace(step, seconds=-(-step.seconds // 60) * 60)
    return (Segment(id=step.id, title=step.title, kind="talk", steps=(whole,)),)


def closing_segments(frame: Frame, given: FrameMinutes, people: int) -> tuple[Segment, ...]:
    """Check-out and next time: protected, since an evening that ends on time needs an ending."""
    steps = scaled((NEXT_TIME, CLOSING_LINE), given.next_time * 60)
    return (
        _round("check-out", "Check-out", "check-out", given.check_out, people, frame.check_out_says),
        Segment(id="next-time", title="Next time", kind="admin", steps=steps, is_protected=True),
    )


NEXT_TIME = Step(
    id="next-time",
    title="Next time",
    seconds=90,
    minimum=60,
    says="Who leads, who brings, and when we meet.",
    speaks="the facilitator",
    card="next-time",
)
CLOSING_LINE = Step(
    id="closing-line",
    title="Closing line",
    seconds=30,
    minimum=15,
    speaks="the facilitator",
    card="closing-line",
)


def _round(slug: str, title: str, kind: str, minutes: int, people: int, says: str) -> Segment:
    seconds = minutes * 60
    step = Step(
        id="round",
        title=title,
        seconds=seconds,
        minimum=min(seconds, SHORTEST_TURN * people),
        says="One word each." if is_one_word(minutes, people) else says,
        speaks="everyone in turn",
        each="people",
        turns=people,
    )
    if kind == "check-out":
        return Segment(
            id=slug, title=title, kind="check-out", steps=(step,), has_leader=True, is_protected=True
        )
    return Segment(id=slug, title=title, kind="check-in", steps=(step,), has_leader=True)


def _review(minutes: int, people: int) -> Segment:
    """Ten minutes in which the group looks at its own rules: quiet, round, proposals, consent."""
    turns = min(max(-(-people * 20 // 60), 2), 4)
    lengths = (
        ("quiet", "In quiet", 1, "Which rule feels least alive?", "nobody"),
        ("round", "Round", turns, "The rule you would look at again, in one sentence.", "everyone in turn"),
        ("proposals", "Proposals", minutes - 4 - turns, "What wording would we try?", "whoever has one"),
        ("consent", "Consent", 2, "Good enough for now, safe enough to try?", "everyone in turn"),
        ("version", "New version", 1, "Number and date, read aloud. g, then w, saves it.", "the facilitator"),
    )
    steps = tuple(
        Step(id=slug, title=title, seconds=count * 60, minimum=60, says=says, speaks=speaks)
        for slug, title, count, says, speaks in lengths
    )
    return Segment(id="ground-rules", title="Ground rules", kind="talk", steps=steps, has_leader=True)
