"""Session formats: what a format file says. How an evening is made of one is the business of `planning`.

Values and their arithmetic alone. Reading the files is `content.load`'s business. Minutes are whole
minutes wherever they are not called seconds.
"""

from msgspec import Struct, field
from msgspec.structs import replace

from circle_tui.core.plan.agenda import Each, PromptSlot, Segment, SegmentKind, Step, Voices, Way
from circle_tui.core.plan.allocation import Part, Span
from circle_tui.core.plan.frame import Frame
from circle_tui.core.plan.modes import Mode

FRAME_IDS = ("opening", "ground-rules", "check-in", "open-floor", "check-out", "next-time")
"""Segments that an evening has by itself, whatever the format."""
MOST_PEOPLE = 100


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
    voices: Voices = ""
    """Whose step it is: “presenter”, “listeners”, or everyone's when left out. It may be made a round only
    where it is not the presenter's own, and listeners are then asked without the presenter."""
    prompt: PromptSlot = "none"
    is_optional: bool = field(name="optional", default=False)
    """Left out when the rest would not fit."""
    is_protected: bool = field(name="protected", default=False)
    """Keeps its planned minutes when the evening runs late: the presenter's last word, the steadying."""
    is_presenter_silent: bool = field(name="presenter_silent", default=False)
    advances_itself: bool = False
    """Whether the next step begins by itself."""
    nudges: tuple[str, ...] = ()
    """Questions that may come up one after the other while it runs, 90 characters at most each."""
    ways: tuple[Way, ...] = ()
    """What one may choose from while it runs, such as lenses; each with a title and a line."""
    ways_for: str = ""
    """Id of the later step in which the chosen way stands; left out where they are no more than starters."""
    hint: str = ""
    """What whoever holds the keys can do in it, in a quiet line of 90 characters at most."""
    is_still: bool = field(name="still", default=False)
    """Whether it is held in silence."""

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

    def step(self, minutes: int, people: int) -> Step:
        """It as a step of an agenda, with so many minutes for so many people."""
        shortest = 0 if self.is_optional else min(self.span(people).minimum, minutes)
        return Step(
            id=self.id,
            title=self.title,
            seconds=minutes * 60,
            minimum=(minutes if self.is_protected else shortest) * 60,
            maximum=max(self.span(people).maximum, minutes) * 60,
            says=self.says,
            speaks=self.speaks,
            voices=self.voices,
            prompt=self.prompt,
            is_presenter_silent=self.is_presenter_silent,
            advances_itself=self.advances_itself,
            each=self.each,
            turns=self.turns(people),
            nudges=self.nudges,
            ways=self.ways,
            ways_for=self.ways_for,
            hint=self.hint,
            is_still=self.is_still,
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
    is_in_rooms: bool = field(name="in_rooms", default=False)
    """Whether it is held in breakout rooms; its steps can then be copied to the chat."""
    people: tuple[int, int] = (1, MOST_PEOPLE)
    """The fewest and the most people with whom it stands; with others the evening goes without it."""
    remark: str = ""
    """What the facilitator should know when it stands, as a sentence beside the plan."""

    def part(self, people: int, times: int | None = None) -> Part:
        """What it asks for with so many people; `times` says how often exactly it is to stand."""
        spans = tuple(step.span(people) for step in self.steps)
        if not self.repeats:
            return Part(spans)
        if times is not None:
            return Part(spans, times, times, times)
        return Part(spans, min(self.fewest, self.most_times(people)), self.most_times(people))

    def most_times(self, people: int) -> int:
        """How often it may stand with so many people: nobody brings something twice in one evening."""
        if not self.repeats:
            return 1
        return min(self.most, people) if self.has_presenter else self.most


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
    same_time_for_all: bool = False
    """Whether everyone was promised the same minutes, so that nothing of it is made longer."""
    frame: Frame = Frame()
    credits: tuple[Credit, ...] = ()

    def standing(self, people: int) -> tuple[FormatSegment, ...]:
        """The segments that stand with so many people."""
        return tuple(item for item in self.segments if item.people[0] <= people <= item.people[1])

    def most_cases(self, people: int) -> int:
        """How many of so many people can bring something in one evening, however long."""
        return sum(item.most_times(people) for item in self.standing(people) if item.kind == "case")

    def without_optional(self) -> "Format":
        """It without what may be left out."""
        segments = (
            replace(segment, steps=tuple(step for step in segment.steps if not step.is_optional))
            for segment in self.segments
        )
        return replace(self, segments=tuple(segment for segment in segments if segment.steps))


def as_segments(chosen: FormatSegment, steps: tuple[Step, ...], count: int) -> list[Segment]:
    """A segment of a format as often as it stands in an evening, each with a name of its own."""
    titles = chosen.titles if count > 1 else ()
    return [
        Segment(
            id=f"{chosen.id}-{place + 1}" if chosen.repeats else chosen.id,
            title=titles[place] if place < len(titles) else _numbered(chosen.title, place, count),
            kind=chosen.kind,
            steps=steps,
            has_leader=chosen.has_leader,
            has_presenter=chosen.has_presenter,
            is_protected=chosen.is_protected,
            is_in_rooms=chosen.is_in_rooms,
        )
        for place in range(count)
        if steps
    ]


def _numbered(title: str, place: int, count: int) -> str:
    return title if count == 1 else f"{title} {place + 1}"
