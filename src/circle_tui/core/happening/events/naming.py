"""Who leads, who brings something, and who would rather not."""

from typing import ClassVar, Literal

from circle_tui.core.happening.events.shape import Fact
from circle_tui.core.people.policies import RotationPolicy

NamedHow = Literal["offered", "volunteered", "chosen", "picked", "swapped"]
"""`picked`: by whoever brings something. `swapped`: two exchanged their turns, both by their own yes."""


class LeaderNamed(Fact, frozen=True, forbid_unknown_fields=True):
    """Somebody said yes to leading a segment."""

    segment: str
    person: str
    how: NamedHow
    drawn_among: tuple[str, ...] = ()
    """Ids the lot was drawn among, when several had waited equally long; gone when the evening is sealed."""
    beside: str | None = None
    """Id of somebody who leads it together with them."""


class LeaderReleased(Fact, frozen=True, forbid_unknown_fields=True):
    """A segment has no named leader any more."""

    segment: str


class LeaderPassed(Fact, frozen=True, forbid_unknown_fields=True):
    """Somebody passed for tonight. It is free, and gone when the evening is sealed."""

    is_kept: ClassVar[bool] = False

    segment: str
    person: str


class LeaderDeferred(Fact, frozen=True, forbid_unknown_fields=True):
    """Somebody would rather be asked for a later segment tonight."""

    is_kept: ClassVar[bool] = False

    segment: str
    person: str


class RotationChanged(Fact, frozen=True, forbid_unknown_fields=True):
    """Leading goes round another way for tonight alone; what the group decided stays."""

    is_kept: ClassVar[bool] = False

    policy: RotationPolicy


class FacilitatorNamed(Fact, frozen=True, forbid_unknown_fields=True):
    """Somebody holds the evening in place of whoever usually does."""

    person: str
    how: NamedHow


class PresenterNamed(Fact, frozen=True, forbid_unknown_fields=True):
    """Somebody brings something in a segment."""

    segment: str
    person: str


class PresentingAsked(Fact, frozen=True, forbid_unknown_fields=True):
    """Somebody would like to bring something. No reason is ever asked."""

    person: str
    is_tonight: bool = False
    """Needs it tonight: goes first. A fact of tonight; the wish alone is kept, and only while it is unmet."""


class PresentingWithdrawn(Fact, frozen=True, forbid_unknown_fields=True):
    """Somebody would not like to bring something after all."""

    person: str
    is_carried: bool = False
    """Whether the wish came from an earlier evening; of one made tonight nothing is kept."""


class PresentingPassed(Fact, frozen=True, forbid_unknown_fields=True):
    """Somebody would rather not bring something now. It is free, and gone when the evening is sealed."""

    is_kept: ClassVar[bool] = False

    segment: str
    person: str
    is_later: bool = False
    """To be asked for another segment tonight; otherwise not again tonight."""


NamingEvent = (
    LeaderNamed
    | LeaderReleased
    | LeaderPassed
    | LeaderDeferred
    | RotationChanged
    | FacilitatorNamed
    | PresenterNamed
    | PresentingAsked
    | PresentingWithdrawn
    | PresentingPassed
)
"""Everything that says who leads or brings something, or would rather not."""
