"""Protocols: steps that lead a room through something hard, each with a sentence and its own quiet time.

Values only, and what time is left. A protocol is no segment: it runs beside the agenda, and nothing of it
is ever kept.
"""

from datetime import datetime, timedelta
from typing import Literal

from msgspec import Struct

from circle_tui.core.happening.events.work import ProtocolUsed
from circle_tui.core.happening.refusal import Outcome, Refusal
from circle_tui.core.happening.session import Session
from circle_tui.core.plan.formats import Credit
from circle_tui.core.plan.modes import MODES, Mode

Goes = Literal["on", "end", "later", "longer", "leave", "next", "minutes", "agreed", "worry"]
"""Where an answer leads. `on`: the next step, `end`: the last one; `later`: put away, to come back to the
step after it; `longer`: ten more minutes here; `leave`: away, and the evening goes on. At a gate, `next`: on
to the others' answers where they follow, `minutes`: two minutes more. In a decision, `agreed`, or `worry`:
agreed with something noted beside it."""
TEN_MORE = timedelta(minutes=10)
"""How much longer a room that needs it stays with what is between its people."""


class StepAnswer(Struct, frozen=True, forbid_unknown_fields=True):
    """One way to answer a step: by a key, with words for it, and where it leads. Noted nowhere."""

    keys: str
    """One key, or several that mean the same: “345”."""
    says: str
    goes: Goes = "on"
    reply: str = ""
    """What is said once it was chosen."""


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
    answers: tuple[StepAnswer, ...] = ()
    """What can be answered here, by key; empty for a step that only goes on."""
    decides: bool = False
    """Whether a decision may follow here; its key is shown then."""
    amends: bool = False
    """In a decision: whether the words may be changed from here on."""


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
    when: str = ""
    """When it helps, in a few words; stands beside its title where there is room."""
    asks_first: str = ""
    """What is asked before it begins; empty for one that begins at once."""
    calls_review: bool = False
    """Whether the ground rules are looked at again next time, once it is noted as used."""
    lets_step_away: bool = True
    """For a gate: whether somebody may step away before it is answered."""
    credits: tuple[Credit, ...] = ()


TEN_MINUTES_MORE = ProtocolStep(
    says="Ten more minutes for us.",
    beside="The clock of the evening stands still. Then we ask once more.",
    seconds=int(TEN_MORE.total_seconds()),
)


def note_used(session: Session, now: datetime, protocol: str, *, calls_review: bool = False) -> Outcome:
    """Note that a protocol was used tonight, because the group wants it so; some call for a review."""
    if protocol in session.protocols:
        return Refusal("It is noted already, once.")
    return (ProtocolUsed(protocol, calls_review),)


def with_ten_more(steps: tuple[ProtocolStep, ...], place: int) -> tuple[ProtocolStep, ...]:
    """The steps with ten minutes before the one at a place, which then comes again."""
    return (*steps[:place], TEN_MINUTES_MORE, *steps[place:])


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
