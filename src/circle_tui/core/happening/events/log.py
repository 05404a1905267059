"""The log of an evening: each entry one event out of a closed union of them."""

from datetime import datetime

from msgspec import Struct

from circle_tui.core.happening.events.agreements import (
    CaseWorkAgreed,
    DecisionMade,
    DecisionReviewed,
    LimitsCardSettled,
    RollCallTaken,
    RulesAgreed,
    RulesReviewed,
)
from circle_tui.core.happening.events.clock import ClockEvent
from circle_tui.core.happening.events.evening import (
    HatPassed,
    ModeChanged,
    Redone,
    SessionEnded,
    SessionOpened,
    SessionReopened,
    Undone,
)
from circle_tui.core.happening.events.floor import Turning
from circle_tui.core.happening.events.naming import NamingEvent
from circle_tui.core.happening.events.presence import DoorAsked, DoorHeld, PresenceEvent
from circle_tui.core.happening.events.work import (
    PromptPlaced,
    ProtocolUsed,
    PulseTaken,
    TakeawayMarked,
    WayChosen,
)

Event = (
    SessionOpened
    | SessionReopened
    | ModeChanged
    | HatPassed
    | SessionEnded
    | Undone
    | Redone
    | ClockEvent
    | PresenceEvent
    | DoorAsked
    | DoorHeld
    | NamingEvent
    | Turning
    | PromptPlaced
    | WayChosen
    | TakeawayMarked
    | ProtocolUsed
    | PulseTaken
    | LimitsCardSettled
    | DecisionMade
    | DecisionReviewed
    | RulesAgreed
    | RollCallTaken
    | CaseWorkAgreed
    | RulesReviewed
)
"""Everything that can happen."""


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
