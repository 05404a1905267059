"""Protocols: steps that lead a room through something hard, each with a sentence and its own quiet time.

Values only, and what time is left. A protocol is no segment: it runs beside the agenda, and nothing of it
is ever kept.
"""

from datetime import datetime, timedelta

from msgspec import Struct

from circle_tui.core.happening.events.work import ProtocolUsed
from circle_tui.core.happening.refusal import Outcome, Refusal
from circle_tui.core.happening.session import Session
from circle_tui.core.plan.formats import Credit
from circle_tui.core.plan.modes import MODES, Mode


class ProtocolStep(Struct, frozen=True, forbid_unknown_fields=True):
    """One sentence the room stays with for a while."""

    says: str
    beside: str = ""
    """A second, quieter sentence: who speaks, or what is free."""
    seconds: int = 0
    """How long it takes as a rule; 0 with `each` 0 means as long as it needs."""
    each: int = 0
    """Seconds for everyone who is here, on top: a round."""
    modes: tuple[Mode, ...] = MODES
    """The kinds of evening that have this step."""


class Protocol(Struct, frozen=True, forbid_unknown_fields=True):
    """Steps in order, gone through one key at a time; with one step it is a sentence to show."""

    slug: str
    title: str
    """What it is called on the care sheet; names what is done, never what somebody did."""
    steps: tuple[ProtocolStep, ...]
    pauses: bool = False
    """Whether the evening's clock stands still meanwhile."""
    asks: bool = False
    """Whether it is a gate: a question that y or n answers, and n needs no comment."""
    can_be_noted: bool = False
    """Whether the group may have it noted that it was used; the day alone, and no word of it."""
    shows_contacts: bool = False
    """Whether the contact persons of the group stand beside each step."""
    credits: tuple[Credit, ...] = ()


def note_used(session: Session, now: datetime, protocol: str) -> Outcome:
    """Note that a protocol was used tonight, because the group wants it so."""
    if protocol in session.protocols:
        return Refusal("It is noted already, once.")
    return (ProtocolUsed(protocol),)


def steps_for(protocol: Protocol, mode: Mode) -> tuple[ProtocolStep, ...]:
    """The steps that an evening of this mode goes through, at least one."""
    fitting = tuple(step for step in protocol.steps if mode in step.modes)
    return fitting or protocol.steps[:1]


def length(step: ProtocolStep, people: int) -> timedelta:
    """How long a step takes as a rule with so many people; zero for as long as it needs."""
    return timedelta(seconds=step.seconds + step.each * people)


def time_left(step: ProtocolStep, people: int, since: datetime, now: datetime) -> timedelta:
    """What is left of a step that began at `since`; never less than zero, so that nothing presses."""
    return max(timedelta(0), length(step, people) - max(timedelta(0), now - since))
