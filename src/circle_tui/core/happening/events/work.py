"""What stood on screen for the work of the group, by id, place or number alone."""

from typing import ClassVar

from circle_tui.core.happening.events.shape import Fact


class PromptPlaced(Fact, frozen=True, forbid_unknown_fields=True):
    """A prompt stands beside the clock, or none does."""

    is_kept: ClassVar[bool] = False

    segment: str
    prompt: str | None


class WayChosen(Fact, frozen=True, forbid_unknown_fields=True):
    """One of the ways that a step offers was chosen, or none of them any more."""

    is_kept: ClassVar[bool] = False

    segment: str
    step: str
    """The step that offers them."""
    place: int | None
    """Counted from 0; None takes the choice back."""


class TakeawayMarked(Fact, frozen=True, forbid_unknown_fields=True):
    """The group touched one of the takeaways of its topic, or not yet. The group's own mark."""

    place: int
    """0, 1 or 2."""
    is_touched: bool


class ProtocolUsed(Fact, frozen=True, forbid_unknown_fields=True):
    """The group used a protocol and wanted that noted; the day alone."""

    protocol: str
    calls_review: bool = False
    """Whether the group looks at its ground rules again next time because of it."""


class PulseTaken(Fact, frozen=True, forbid_unknown_fields=True):
    """How many answered what to one sentence at the end; five answers at least, and nobody's name."""

    pulse: str
    yes: int
    partly: int
    not_yet: int
