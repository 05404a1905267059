"""Who is here, and the door they come in by."""

from typing import ClassVar, Literal

from circle_tui.core.happening.events.shape import Fact

AwayWhy = Literal["stepped out", "dropped out"]


class PersonArrived(Fact, frozen=True, forbid_unknown_fields=True):
    """Somebody is here, for the first time tonight or again."""

    person: str
    is_late: bool = False
    """Let in by choice after the door had closed."""
    is_guest: bool = False


class PersonLeft(Fact, frozen=True, forbid_unknown_fields=True):
    """Somebody is not here any more."""

    person: str


class ArrivalWithdrawn(Fact, frozen=True, forbid_unknown_fields=True):
    """Somebody had been marked as here by mistake and never was."""

    person: str


class AwayNoted(Fact, frozen=True, forbid_unknown_fields=True):
    """Somebody is away for a while: stepped out, or their line failed."""

    is_kept: ClassVar[bool] = False

    person: str
    why: AwayWhy


class DoorAsked(Fact, frozen=True, forbid_unknown_fields=True):
    """The closing door asked once about those who are not marked."""

    is_kept: ClassVar[bool] = False
    is_undoable: ClassVar[bool] = False


class DoorHeld(Fact, frozen=True, forbid_unknown_fields=True):
    """The door stays open some minutes longer tonight."""

    is_kept: ClassVar[bool] = False

    minutes: int


PresenceEvent = PersonArrived | PersonLeft | ArrivalWithdrawn | AwayNoted
"""Everything that says who is here, and since when."""
