"""Where an evening stands: the frozen state that the fold of its events gives."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Literal, NamedTuple, TypeVar

from msgspec import Struct

from circle_tui.core.clock.timebox import Timebox
from circle_tui.core.happening.events.agreements import DecisionMade, DecisionReviewed, RollCallTaken
from circle_tui.core.happening.events.evening import SessionOpened
from circle_tui.core.happening.events.naming import NamedHow
from circle_tui.core.happening.events.presence import AwayWhy
from circle_tui.core.happening.events.work import PulseTaken
from circle_tui.core.people.floor import Queue, Round
from circle_tui.core.people.policies import RotationPolicy
from circle_tui.core.plan.agenda import Segment, Step
from circle_tui.core.plan.modes import Mode

Value = TypeVar("Value")
Phase = Literal["arriving", "running", "paused", "ended"]

DOOR_CLOSES_AFTER = timedelta(minutes=10)
"""The practice of a society's weekly support hour."""
DOOR_NOTICE = timedelta(minutes=2)
"""How long before closing the door gives notice."""
DOOR_AJAR = timedelta(minutes=2)
"""How long after closing somebody who was on the way still comes in as usual, and in time."""


class StepKey(NamedTuple):
    """Names one step of the evening."""

    segment: str
    step: str


class Stay(NamedTuple):
    """One stretch of somebody's being here; `until` is None while it lasts."""

    since: datetime
    until: datetime | None


class Presence(Struct, frozen=True):
    """When somebody was here tonight."""

    stays: tuple[Stay, ...] = ()
    is_late: bool = False
    is_guest: bool = False

    @property
    def is_here(self) -> bool:
        """Whether the last stretch still lasts."""
        return bool(self.stays) and self.stays[-1].until is None


class Run(NamedTuple):
    """One stretch in which the clock of a segment ran; `until` is None while it runs."""

    segment: str
    since: datetime
    until: datetime | None


class ModeFrom(NamedTuple):
    """The kind an evening was of from an instant on."""

    at: datetime
    mode: Mode


class Leadership(Struct, frozen=True):
    """Who leads a segment, and how that came about."""

    person: str
    how: NamedHow
    drawn_among: tuple[str, ...] = ()
    beside: str | None = None
    """Who leads it together with them."""

    @property
    def people(self) -> tuple[str, ...]:
        """Everyone who leads it."""
        return (self.person,) if self.beside is None else (self.person, self.beside)


class Session(Struct, frozen=True):
    """The whole evening at one instant. Treat the mappings as frozen too."""

    opened: SessionOpened
    mode: Mode
    """What kind of evening it is now; only the group changes it."""
    segments: tuple[Segment, ...]
    boxes: dict[StepKey, Timebox]
    mode_changes: tuple[ModeFrom, ...] = ()
    """When the group changed the kind of evening, and to what; what it began as is not among them."""
    position: StepKey | None = None
    came_from: StepKey | None = None
    """The step that ran before the running one, whichever way that was; None in the first."""
    phase: Phase = "arriving"
    began_at: datetime | None = None
    ended_at: datetime | None = None
    step_began_at: datetime | None = None
    presence: dict[str, Presence] = {}
    leaders: dict[str, Leadership] = {}
    """By segment id, in the order in which they were named."""
    last_named: str | None = None
    """The person who was named as a leader last tonight."""
    rotation: RotationPolicy | None = None
    """How leading goes round tonight, where that was changed for tonight alone."""
    stand_in: str | None = None
    """Who holds the evening in place of whoever usually does."""
    presenters: dict[str, str] = {}
    """Person id by segment id."""
    wishes: dict[str, bool] = {}
    """Who would like to bring something, by id, and whether they need it tonight."""
    wishes_withdrawn: frozenset[str] = frozenset()
    """People who took back a wish of an earlier evening."""
    not_bringing: frozenset[tuple[str, str]] = frozenset()
    """(segment, person): not asked to bring something there; an empty segment is the whole evening."""
    ran: tuple[Run, ...] = ()
    """When the clocks of segments ran, in order."""
    passed: frozenset[str] = frozenset()
    """People who are not asked to lead again tonight."""
    deferred: frozenset[tuple[str, str]] = frozenset()
    """(segment, person): not asked for this segment, but for a later one."""
    prompts: dict[str, str] = {}
    """Prompt id by segment id."""
    stood: dict[StepKey, str] = {}
    """Prompt id by the step beside which it stood when that was last left."""
    ways: dict[StepKey, int] = {}
    """Place of the way that was chosen, by the step that offers it."""
    touched: frozenset[int] = frozenset()
    """Places of the takeaways that the group has marked as touched, counted from 0."""
    limits_read: bool | None = None
    """True when read, False when skipped, None while neither."""
    has_door_asked: bool = False
    door_held: timedelta = timedelta(0)
    extended: dict[StepKey, int] = {}
    """How often extra minutes were given to a step."""
    decisions: tuple[DecisionMade, ...] = ()
    """What the group decided tonight, in order."""
    looked_at: tuple[DecisionReviewed, ...] = ()
    """Decisions that the group looked at again tonight, in order."""
    protocols: tuple[str, ...] = ()
    """Slugs of the protocols the group wanted noted as used tonight."""
    calls_review: bool = False
    """Whether one of them asks for a look at the ground rules next time."""
    pulses: dict[str, PulseTaken] = {}
    """Counted answers by pulse; the newest hold."""
    agreed: dict[str, int] = {}
    """Who said yes to the ground rules tonight, by id, and to which version."""
    roll_call: RollCallTaken | None = None
    """What the newest roll call left open, without anybody's name; None before one."""
    is_case_work_agreed: bool = False
    """Whether everyone agreed to begin case work, whatever the roll call left open."""
    reviewed: tuple[str, ...] = ()
    """Categories of ground rules the group looked at again tonight."""
    has_passed_hat: bool = False
    """Whether somebody else goes on with it on another machine."""
    rounds: dict[StepKey, timedelta] = {}
    """Talks that have been made rounds, everyone asked in turn, and what of each was gone by then."""
    floors: dict[StepKey, Round] = {}
    """How far the rounds are that have begun, in the order in which they did."""
    queue: Queue = Queue()
    """Hands in open talk."""
    end_moved: timedelta = timedelta(0)
    """How much later the group chose to end."""
    away: dict[str, AwayWhy] = {}
    """People who are away for a while, by id, and how that came."""
    stepped_out_of: dict[str, str] = {}
    """Segment id by person id: the part somebody stepped out of, after which they are called back."""
    done: tuple[int, ...] = ()
    """Moves that can be undone, the newest last."""
    undone: tuple[int, ...] = ()
    """Moves that can be redone, the newest last."""

    @property
    def planned_end(self) -> datetime:
        """The fixed end: it never moves by itself."""
        return self.opened.planned_start + timedelta(minutes=self.opened.minutes) + self.end_moved

    @property
    def facilitator(self) -> str | None:
        """Id of the one who holds this evening."""
        return self.stand_in or self.opened.facilitator

    @property
    def here(self) -> tuple[str, ...]:
        """Ids of those who are here, in the order in which they first came."""
        return tuple(person for person, presence in self.presence.items() if presence.is_here)

    @property
    def attended(self) -> tuple[str, ...]:
        """Ids of all who have been here tonight, however long."""
        return tuple(person for person, presence in self.presence.items() if presence.stays)

    @property
    def unmarked(self) -> tuple[str, ...]:
        """Ids of the expected who have not been marked as here at any time."""
        return tuple(person for person in self.opened.expected if person not in self.attended)

    def has_segment(self, segment_id: str) -> bool:
        """Whether the agenda has a segment of that id; what was put in may have been taken back."""
        return any(segment.id == segment_id for segment in self.segments)

    def segment(self, segment_id: str) -> Segment:
        """Give back the segment of that id; KeyError when the agenda has none."""
        for segment in self.segments:
            if segment.id == segment_id:
                return segment
        raise KeyError(segment_id)

    def step(self, key: StepKey) -> Step:
        """Give back the step of that name; KeyError when the agenda has none."""
        for step in self.segment(key.segment).steps:
            if step.id == key.step:
                return step
        raise KeyError(key)

    @property
    def current_segment(self) -> Segment | None:
        """The segment that runs, or None before the start."""
        return None if self.position is None else self.segment(self.position.segment)

    @property
    def current_step(self) -> Step | None:
        """The step that runs, or None before the start."""
        if self.position is None:
            return None
        return next(
            step for step in self.segment(self.position.segment).steps if step.id == self.position.step
        )

    @property
    def current_box(self) -> Timebox | None:
        """The clock of the step that runs, or None before the start."""
        return None if self.position is None else self.boxes[self.position]


def without(values: Mapping[str, Value], key: str) -> dict[str, Value]:
    """The same without one of its keys."""
    return {other: value for other, value in values.items() if other != key}


def door_closes(session: Session, at: datetime) -> datetime:
    """When the door closes tonight as seen `at` an instant, the minutes it is held open included.

    It counts from the planned start, or from the beginning when that comes later.
    """
    began = at if session.began_at is None else session.began_at
    return max(session.opened.planned_start, began) + DOOR_CLOSES_AFTER + session.door_held


def round_length(step: Step, people: int) -> timedelta:
    """How long a round is with so many people here; a step that is no round keeps its length."""
    if not step.turns:
        return timedelta(seconds=step.seconds)
    turns = people if step.each == "people" else people - 1
    return timedelta(seconds=step.seconds * max(turns, 1) // step.turns)


def is_over(session: Session, segment_id: str) -> bool:
    """Whether the evening has gone on from a segment to a later one."""
    ids = [segment.id for segment in session.segments]
    if session.position is None or segment_id not in ids:
        return False
    return ids.index(segment_id) < ids.index(session.position.segment)


def is_left_out(session: Session, key: StepKey) -> bool:
    """Whether a step is passed by, since nobody it is for is here: the joining card without a newcomer."""
    newcomers = session.opened.newcomers
    if newcomers is None or session.step(key).card != "joining" or key == session.position:
        return False
    return not set(newcomers) & set(session.here)


def steps_in_order(session: Session) -> Iterator[tuple[StepKey, Segment, Step]]:
    """Every step of the evening from first to last."""
    for segment in session.segments:
        for step in segment.steps:
            yield StepKey(segment.id, step.id), segment, step


def keys_in_order(session: Session) -> list[StepKey]:
    """The names of all steps from first to last."""
    return [key for key, _, _ in steps_in_order(session)]


def step_after(session: Session, key: StepKey | None) -> StepKey | None:
    """The step that comes after `key`, the first one when `key` is None, None after the last."""
    keys = keys_in_order(session)
    if key is None:
        return keys[0] if keys else None
    place = keys.index(key) + 1
    return keys[place] if place < len(keys) else None


def step_before(session: Session, key: StepKey | None) -> StepKey | None:
    """The step that comes before `key`; None for the first and before the start."""
    if key is None:
        return None
    keys = keys_in_order(session)
    place = keys.index(key)
    return keys[place - 1] if place > 0 else None


def steps_after(session: Session) -> list[tuple[StepKey, Segment, Step]]:
    """All steps that are still to come after the running one; all of them before the start."""
    everything = list(steps_in_order(session))
    if session.position is None:
        return everything
    keys = [key for key, _, _ in everything]
    return everything[keys.index(session.position) + 1 :]
