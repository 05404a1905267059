"""What can happen in an evening, as a closed union of facts.

Nothing said in a circle is ever an event. People stand here by id alone; their names live in the
group's own file. Past tense throughout: an event is what happened, not what somebody wished.
"""

from datetime import datetime
from typing import ClassVar, Literal

from msgspec import Struct

from circle_tui.core.agenda import Segment
from circle_tui.core.modes import Mode

NamedHow = Literal["offered", "volunteered", "chosen"]
AwayWhy = Literal["stepped out", "dropped out"]


class _Event(Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind"):
    """The common shape: tagged by name, nothing unknown let in."""

    is_kept: ClassVar[bool] = True
    """Whether it stays in the sealed record; otherwise it is a fact of tonight only."""
    is_undoable: ClassVar[bool] = True
    """Whether the undo key can take it back."""


class SessionOpened(_Event, frozen=True, forbid_unknown_fields=True):
    """The evening was set up: everything that was planned, as it was planned."""

    is_undoable: ClassVar[bool] = False

    session: str
    group: str
    mode: Mode
    format: str
    zone: str
    """IANA name of the group's time zone."""
    planned_start: datetime
    minutes: int
    segments: tuple[Segment, ...]
    expected: tuple[str, ...]
    """Ids of the members who are expected."""
    facilitator: str | None = None
    rules_version: int | None = None
    is_rehearsal: bool = False


class SessionReopened(_Event, frozen=True, forbid_unknown_fields=True):
    """The program was started again in the middle of the evening."""

    is_kept: ClassVar[bool] = False
    is_undoable: ClassVar[bool] = False


class PersonArrived(_Event, frozen=True, forbid_unknown_fields=True):
    """Somebody is here, for the first time tonight or again."""

    person: str
    is_late: bool = False
    """Let in by choice after the door had closed."""
    is_guest: bool = False


class PersonLeft(_Event, frozen=True, forbid_unknown_fields=True):
    """Somebody is not here any more."""

    person: str


class ArrivalWithdrawn(_Event, frozen=True, forbid_unknown_fields=True):
    """Somebody had been marked as here by mistake and never was."""

    person: str


class StepBegan(_Event, frozen=True, forbid_unknown_fields=True):
    """The evening moved to a step; its clock runs from this instant."""

    segment: str
    step: str


class ClockPaused(_Event, frozen=True, forbid_unknown_fields=True):
    """The running step's clock stopped; the time of day did not."""


class ClockResumed(_Event, frozen=True, forbid_unknown_fields=True):
    """The running step's clock went on."""


class MinutesMoved(_Event, frozen=True, forbid_unknown_fields=True):
    """A step became longer or shorter, and another one paid or received."""

    segment: str
    step: str
    seconds: int
    """Added to the step; negative when taken away."""
    payer: str | None = None
    """Id of the segment that gave (or got) the time; None when the end itself moves."""
    payer_step: str | None = None


class Cut(Struct, frozen=True, forbid_unknown_fields=True):
    """Seconds one step gives up."""

    segment: str
    step: str
    seconds: int


class MinutesFitted(_Event, frozen=True, forbid_unknown_fields=True):
    """Several steps gave up time, so that the evening fits its end again."""

    cuts: tuple[Cut, ...]


class StartMoved(_Event, frozen=True, forbid_unknown_fields=True):
    """The running step had really begun earlier; the time comes out of the step before it."""

    segment: str
    step: str
    seconds: int
    """How much earlier."""
    from_segment: str | None = None
    """Where the time had been counted; None for the first step, whose evening began earlier."""
    from_step: str | None = None


class StepRestarted(_Event, frozen=True, forbid_unknown_fields=True):
    """The running step's clock began anew; who leads and who brings stays."""


class EndMoved(_Event, frozen=True, forbid_unknown_fields=True):
    """The group moved the fixed end, by choice."""

    seconds: int
    """Later; negative for earlier."""


class GapLeftOut(_Event, frozen=True, forbid_unknown_fields=True):
    """Time in which the computer slept, or nobody was there, does not count for the running step."""

    seconds: int


class AwayNoted(_Event, frozen=True, forbid_unknown_fields=True):
    """Somebody is away for a while: stepped out, or their line failed."""

    is_kept: ClassVar[bool] = False

    person: str
    why: AwayWhy


class LeaderNamed(_Event, frozen=True, forbid_unknown_fields=True):
    """Somebody said yes to leading a segment."""

    segment: str
    person: str
    how: NamedHow
    drawn_among: tuple[str, ...] = ()
    """Ids the lot was drawn among, when several had waited equally long."""


class LeaderReleased(_Event, frozen=True, forbid_unknown_fields=True):
    """A segment has no named leader any more."""

    segment: str


class LeaderPassed(_Event, frozen=True, forbid_unknown_fields=True):
    """Somebody passed for tonight. It is free, and gone when the evening is sealed."""

    is_kept: ClassVar[bool] = False

    segment: str
    person: str


class LeaderDeferred(_Event, frozen=True, forbid_unknown_fields=True):
    """Somebody would rather be asked for a later segment tonight."""

    is_kept: ClassVar[bool] = False

    segment: str
    person: str


class PresenterNamed(_Event, frozen=True, forbid_unknown_fields=True):
    """Somebody brings something in a segment."""

    segment: str
    person: str


class PromptPlaced(_Event, frozen=True, forbid_unknown_fields=True):
    """A prompt stands beside the clock, or none does."""

    is_kept: ClassVar[bool] = False

    segment: str
    prompt: str | None


class LimitsCardSettled(_Event, frozen=True, forbid_unknown_fields=True):
    """The limits of confidentiality were read, or skipped and noted so."""

    was_read: bool


class DoorAsked(_Event, frozen=True, forbid_unknown_fields=True):
    """The closing door asked once about those who are not marked."""

    is_kept: ClassVar[bool] = False
    is_undoable: ClassVar[bool] = False


class DoorHeld(_Event, frozen=True, forbid_unknown_fields=True):
    """The door stays open some minutes longer tonight."""

    is_kept: ClassVar[bool] = False

    minutes: int


class AgendaChanged(_Event, frozen=True, forbid_unknown_fields=True):
    """The rest of the evening was planned anew; what has run stays as it ran."""

    segments: tuple[Segment, ...]
    """The whole agenda as it stands from now on, what has run included."""
    why: str
    """Short name of the change: `ending`, `drop`."""


class SessionEnded(_Event, frozen=True, forbid_unknown_fields=True):
    """The evening is over."""

    is_undoable: ClassVar[bool] = False


class Undone(_Event, frozen=True, forbid_unknown_fields=True):
    """A move was taken back. Nothing is erased: the fold leaves that move out."""

    is_kept: ClassVar[bool] = False
    is_undoable: ClassVar[bool] = False

    move: int


class Redone(_Event, frozen=True, forbid_unknown_fields=True):
    """A move that had been taken back holds again."""

    is_kept: ClassVar[bool] = False
    is_undoable: ClassVar[bool] = False

    move: int


Event = (
    SessionOpened
    | SessionReopened
    | PersonArrived
    | PersonLeft
    | ArrivalWithdrawn
    | StepBegan
    | ClockPaused
    | ClockResumed
    | MinutesMoved
    | MinutesFitted
    | StartMoved
    | StepRestarted
    | EndMoved
    | GapLeftOut
    | AwayNoted
    | LeaderNamed
    | LeaderReleased
    | LeaderPassed
    | LeaderDeferred
    | PresenterNamed
    | PromptPlaced
    | LimitsCardSettled
    | DoorAsked
    | DoorHeld
    | AgendaChanged
    | SessionEnded
    | Undone
    | Redone
)


class Entry(Struct, frozen=True, forbid_unknown_fields=True):
    """One event in the log of a session."""

    seq: int
    """1, 2, 3 … without a gap while the session is open; the entry's identity."""
    move: int
    """Number of the move it belongs to; what one key did is undone as one."""
    at: datetime
    """When it happened: an aware instant in UTC."""
    event: Event
    version: int = 1
    """Version of the shape of an event, so that old ones stay readable for ever."""
