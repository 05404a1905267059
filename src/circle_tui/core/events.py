"""What can happen in an evening, as a closed union of facts.

Nothing said in a circle is ever an event. People stand here by id alone; their names live in the
group's own file. Past tense throughout: an event is what happened, not what somebody wished.
"""

from datetime import date, datetime
from typing import ClassVar, Literal

from msgspec import Struct

from circle_tui.core.agenda import Segment
from circle_tui.core.modes import Mode
from circle_tui.core.policies import RotationPolicy

NamedHow = Literal["offered", "volunteered", "chosen", "picked", "swapped"]
"""`picked`: by whoever brings something. `swapped`: two exchanged their turns, both by their own yes."""
Way = Literal["consent", "consensus", "fist-to-five"]
"""How a group decides."""
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
    topic: str = ""
    """Slug of the topic card; empty for an evening without one."""
    reviews: tuple[str, ...] = ()
    """Categories of ground rules that the review on tonight's agenda looks at; none without a review."""


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
    beside: str | None = None
    """Id of somebody who leads it together with them."""


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


class RotationChanged(_Event, frozen=True, forbid_unknown_fields=True):
    """Leading goes round another way for tonight alone; what the group decided stays."""

    is_kept: ClassVar[bool] = False

    policy: RotationPolicy


class FacilitatorNamed(_Event, frozen=True, forbid_unknown_fields=True):
    """Somebody holds the evening in place of whoever usually does."""

    person: str
    how: NamedHow


class PresenterNamed(_Event, frozen=True, forbid_unknown_fields=True):
    """Somebody brings something in a segment."""

    segment: str
    person: str


class PresentingAsked(_Event, frozen=True, forbid_unknown_fields=True):
    """Somebody would like to bring something. No reason is ever asked."""

    person: str
    is_tonight: bool = False
    """Needs it tonight: goes first. A fact of tonight; the wish alone is kept, and only while it is unmet."""


class PresentingWithdrawn(_Event, frozen=True, forbid_unknown_fields=True):
    """Somebody would not like to bring something after all."""

    person: str
    is_carried: bool = False
    """Whether the wish came from an earlier evening; of one made tonight nothing is kept."""


class PresentingPassed(_Event, frozen=True, forbid_unknown_fields=True):
    """Somebody would rather not bring something now. It is free, and gone when the evening is sealed."""

    is_kept: ClassVar[bool] = False

    segment: str
    person: str
    is_later: bool = False
    """To be asked for another segment tonight; otherwise not again tonight."""


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


class TakeawayMarked(_Event, frozen=True, forbid_unknown_fields=True):
    """The group touched one of the takeaways of its topic, or not yet. The group's own mark."""

    place: int
    """0, 1 or 2."""
    is_touched: bool


class AgendaChanged(_Event, frozen=True, forbid_unknown_fields=True):
    """The rest of the evening was planned anew; what has run stays as it ran."""

    segments: tuple[Segment, ...]
    """The whole agenda as it stands from now on, what has run included."""
    why: str
    """Short name of the change: `ending`, `drop`."""


class TalkTurned(_Event, frozen=True, forbid_unknown_fields=True):
    """A talk became a round in which everyone is asked in turn, or a talk again; its clock went on."""

    is_kept: ClassVar[bool] = False

    segment: str
    step: str
    is_round: bool


class RoundBegan(_Event, frozen=True, forbid_unknown_fields=True):
    """A round began in what runs: everyone here is asked once, in this order."""

    is_kept: ClassVar[bool] = False

    order: tuple[str, ...]


class RoundReordered(_Event, frozen=True, forbid_unknown_fields=True):
    """Those still to be asked in the running round come in another order."""

    is_kept: ClassVar[bool] = False

    order: tuple[str, ...]


class FloorTaken(_Event, frozen=True, forbid_unknown_fields=True):
    """Somebody had the floor. In a round they spoke or passed; which of the two is noted nowhere."""

    is_kept: ClassVar[bool] = False

    person: str


class HandRaised(_Event, frozen=True, forbid_unknown_fields=True):
    """Somebody would like to have the floor in open talk."""

    is_kept: ClassVar[bool] = False

    person: str


class HandLowered(_Event, frozen=True, forbid_unknown_fields=True):
    """Somebody would not like to have the floor after all."""

    is_kept: ClassVar[bool] = False

    person: str


class ModeChanged(_Event, frozen=True, forbid_unknown_fields=True):
    """The group decided that the evening is of another kind from now on."""

    mode: Mode


class DecisionMade(_Event, frozen=True, forbid_unknown_fields=True):
    """The group decided something, in words it approved aloud. Who thought what is nowhere."""

    text: str
    way: Way
    has_worry: bool = False
    """Whether a worry was noted with it, as the group's own."""
    review_on: date | None = None


class ProtocolUsed(_Event, frozen=True, forbid_unknown_fields=True):
    """The group used a protocol and wanted that noted; the day alone."""

    protocol: str


class RulesAgreed(_Event, frozen=True, forbid_unknown_fields=True):
    """Somebody said yes to a version of the ground rules, by their own voice."""

    person: str
    version: int


class RollCallTaken(_Event, frozen=True, forbid_unknown_fields=True):
    """How many of those asked had a question about the ground rules, or said not today; nobody's name."""

    is_kept: ClassVar[bool] = False

    version: int
    questions: int = 0
    not_today: int = 0
    is_about_recording: bool = False
    """Whether the rule against recording was among what was asked about."""


class CaseWorkAgreed(_Event, frozen=True, forbid_unknown_fields=True):
    """Everyone agreed to begin case work though somebody had said not today."""

    is_kept: ClassVar[bool] = False


class RulesReviewed(_Event, frozen=True, forbid_unknown_fields=True):
    """The group looked at its ground rules again."""

    categories: tuple[str, ...]


class PulseTaken(_Event, frozen=True, forbid_unknown_fields=True):
    """How many answered what to one sentence at the end; five answers at least, and nobody's name."""

    pulse: str
    yes: int
    partly: int
    not_yet: int


class HatPassed(_Event, frozen=True, forbid_unknown_fields=True):
    """Somebody else goes on with the evening on another machine; this copy only looks on from now."""


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
    | RotationChanged
    | FacilitatorNamed
    | PresenterNamed
    | PresentingAsked
    | PresentingWithdrawn
    | PresentingPassed
    | PromptPlaced
    | LimitsCardSettled
    | DoorAsked
    | DoorHeld
    | TakeawayMarked
    | AgendaChanged
    | TalkTurned
    | RoundBegan
    | RoundReordered
    | FloorTaken
    | HandRaised
    | HandLowered
    | ModeChanged
    | DecisionMade
    | ProtocolUsed
    | RulesAgreed
    | RollCallTaken
    | CaseWorkAgreed
    | RulesReviewed
    | PulseTaken
    | HatPassed
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
