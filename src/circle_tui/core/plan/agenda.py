"""What an evening is made of: segments in order, each with steps of planned length.

Values only. How long things have really taken is in `timebox`; where the evening stands is in
`session`.
"""

from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

from msgspec import Struct

SegmentKind = Literal[
    "opening", "check-in", "case", "topic", "round", "talk", "buffer", "break", "check-out", "admin", "ending"
]

Standing = Literal["planned", "put in", "left out"]
"""How a segment came to be on the agenda. `put in`: on the night. `left out`: planned, and taken from it."""

PromptSlot = Literal["none", "choose", "keep", "listen", "group", "after", "steady"]
"""Which prompt stands beside the clock while a step runs.

`choose`: the presenter picks one. `keep`: the one chosen stays. `listen`: one for the listeners.
`group`: one for the group. `after`: one for looking back. `steady`: a steadying one, always last.
"""

Each = Literal["", "people", "listeners"]
"""Whose number makes a round longer or shorter: everyone here, or everyone but the presenter."""

Voices = Literal["", "presenter", "listeners"]
"""Whose step it is: the presenter's own, or that of those who listen; empty for everyone's."""

Card = Literal[
    "",
    "treats",
    "limits",
    "concerns",
    "loose-ends",
    "if-you-drop",
    "closing-line",
    "next-time",
    "takeaways",
    "joining",
    "rule",
]
"""Which standing text fills the middle of the screen while a step runs; empty for none."""


class Way(Struct, frozen=True, forbid_unknown_fields=True):
    """One of several ways to go about a step: a lens, a kind of round, a first half of a sentence."""

    title: str
    says: str = ""
    """What it is, in one line."""

    @property
    def line(self) -> str:
        """Both in one line; the first half of a sentence is followed by no colon."""
        if not self.says:
            return self.title
        return f"{self.title} {self.says}" if self.title.endswith("…") else f"{self.title}: {self.says}"


class Step(Struct, frozen=True, forbid_unknown_fields=True):
    """One timed stretch within a segment."""

    id: str
    """A slug, unique within its segment."""
    title: str
    seconds: int
    """Planned length, at least 0."""
    minimum: int = 0
    """The shortest it may become, in seconds."""
    maximum: int = 0
    """The longest its format lets it become, in seconds; 0 where nothing says so."""
    says: str = ""
    """The one sentence on screen while it runs."""
    speaks: str = ""
    """Who speaks, in a few words: "the presenter", "everyone in turn"."""
    voices: Voices = ""
    """Whose step it is: the presenter's own is never made a round, nor are they asked in the listeners'."""
    prompt: PromptSlot = "none"
    card: Card = ""
    quiet_seconds: int = 0
    """Seconds of agreed silence at the end of the step; 0 for none."""
    is_presenter_silent: bool = False
    advances_itself: bool = False
    """Whether the format says that the next step begins by itself."""
    each: Each = ""
    """For a round: its length follows who is here; empty for a step of fixed length."""
    turns: int = 0
    """How many turns the planned length was made for; 0 for a step that is no round."""
    until: datetime | None = None
    """The instant it counts to, whatever came before it: "back at 20:15". None for a step with a length."""
    nudges: tuple[str, ...] = ()
    """Questions that may come up one after the other while it runs, as at its thirds; never pressed."""
    ways: tuple[Way, ...] = ()
    """What one may choose from; stands as a card while it runs."""
    ways_for: str = ""
    """Id of the step, later in its segment, that the chosen way is for; empty where none is chosen."""
    hint: str = ""
    """What whoever holds the keys can do in it, in a quiet line; empty for nothing of its own."""
    is_still: bool = False
    """Whether it is held in silence, so that nothing on screen should move."""

    @property
    def is_for_listeners(self) -> bool:
        """Whether whoever brings something is not among those who are asked in it."""
        return self.each == "listeners" or self.is_presenter_silent or self.voices == "listeners"


def until_title(until: datetime, zone: ZoneInfo) -> str:
    """What a break that counts to a clock time is called: "Break until 20:15"."""
    return f"Break until {until.astimezone(zone).strftime('%H:%M')}"


class Segment(Struct, frozen=True, forbid_unknown_fields=True):
    """A stretch of the agenda with a name, one leader at most, and steps."""

    id: str
    """A slug, unique within the evening: `case-1`, `check-in`."""
    title: str
    kind: SegmentKind
    steps: tuple[Step, ...]
    """At least one."""
    has_leader: bool = False
    """Whether somebody is asked to lead it."""
    has_presenter: bool = False
    """Whether somebody brings something in it."""
    is_protected: bool = False
    """Whether it keeps its minutes whatever happens to the others."""
    lens: str = ""
    """Slug of the walk that its steps are taken from; empty for steps of its own."""
    has_extensions: bool = True
    """Whether a step of it may get more time; not where everyone was promised the same."""
    is_in_rooms: bool = False
    """Whether it is held in breakout rooms, which do not see this screen."""

    @property
    def seconds(self) -> int:
        """Planned length of all its steps, in seconds."""
        return sum(step.seconds for step in self.steps)

    @property
    def minimum(self) -> int:
        """The shortest it may become, in seconds; all of it when it is protected."""
        if self.is_protected:
            return self.seconds
        return min(self.seconds, sum(step.minimum for step in self.steps))
