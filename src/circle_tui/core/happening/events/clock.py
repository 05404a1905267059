"""What moves time, or the plan it is counted against."""

from typing import ClassVar

from msgspec import Struct

from circle_tui.core.happening.events.shape import Fact
from circle_tui.core.plan.agenda import Segment


class StepBegan(Fact, frozen=True, forbid_unknown_fields=True):
    """The evening moved to a step; its clock runs from this instant."""

    segment: str
    step: str


class ClockPaused(Fact, frozen=True, forbid_unknown_fields=True):
    """The running step's clock stopped; the time of day did not."""


class ClockResumed(Fact, frozen=True, forbid_unknown_fields=True):
    """The running step's clock went on."""


class MinutesMoved(Fact, frozen=True, forbid_unknown_fields=True):
    """A step became longer or shorter, and another one paid or received."""

    segment: str
    step: str
    seconds: int
    """Added to the step; negative when taken away."""
    payer: str | None = None
    """Id of the segment that gave (or got) the time; None when the end itself moves."""
    payer_step: str | None = None
    overdue: int = 0
    """How many of the seconds had gone by already, over the step's time; nobody pays for those."""

    @property
    def paid(self) -> int:
        """Seconds that the payer gives; negative when it gets them."""
        return self.seconds - self.overdue


class Cut(Struct, frozen=True, forbid_unknown_fields=True):
    """Seconds one step gives up."""

    segment: str
    step: str
    seconds: int


class MinutesFitted(Fact, frozen=True, forbid_unknown_fields=True):
    """Several steps gave up time, so that the evening fits its end again."""

    cuts: tuple[Cut, ...]


class StartMoved(Fact, frozen=True, forbid_unknown_fields=True):
    """The running step had really begun earlier; the time comes out of the step before it."""

    segment: str
    step: str
    seconds: int
    """How much earlier."""
    from_segment: str | None = None
    """Where the time had been counted; None for the first step, whose evening began earlier."""
    from_step: str | None = None


class StepRestarted(Fact, frozen=True, forbid_unknown_fields=True):
    """The running step's clock began anew; who leads and who brings stays."""


class EndMoved(Fact, frozen=True, forbid_unknown_fields=True):
    """The group moved the fixed end, by choice."""

    seconds: int
    """Later; negative for earlier."""


class GapLeftOut(Fact, frozen=True, forbid_unknown_fields=True):
    """Time in which the computer slept, or nobody was there, does not count for the running step."""

    seconds: int


class AgendaChanged(Fact, frozen=True, forbid_unknown_fields=True):
    """The rest of the evening was planned anew; what has run stays as it ran."""

    segments: tuple[Segment, ...]
    """The whole agenda as it stands from now on, what has run included."""
    why: str
    """Short name of the change: `ending`, `drop`, `insert`, `lens`, `replan`."""


class TalkTurned(Fact, frozen=True, forbid_unknown_fields=True):
    """A talk became a round in which everyone is asked in turn, or a talk again; its clock went on."""

    is_kept: ClassVar[bool] = False

    segment: str
    step: str
    is_round: bool


ClockEvent = (
    StepBegan
    | ClockPaused
    | ClockResumed
    | MinutesMoved
    | MinutesFitted
    | StartMoved
    | StepRestarted
    | EndMoved
    | GapLeftOut
    | AgendaChanged
    | TalkTurned
)
"""Everything that moves time, or the plan it is counted against."""
