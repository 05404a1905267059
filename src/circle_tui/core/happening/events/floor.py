"""Whose turn it is to speak: rounds, and hands in open talk. What was said is nowhere."""

from typing import ClassVar

from circle_tui.core.happening.events.shape import Fact


class RoundBegan(Fact, frozen=True, forbid_unknown_fields=True):
    """A round began in what runs: everyone here is asked once, in this order."""

    is_kept: ClassVar[bool] = False

    order: tuple[str, ...]


class RoundReordered(Fact, frozen=True, forbid_unknown_fields=True):
    """Those still to be asked in the running round come in another order."""

    is_kept: ClassVar[bool] = False

    order: tuple[str, ...]


class FloorTaken(Fact, frozen=True, forbid_unknown_fields=True):
    """Somebody had the floor. In a round they spoke or passed; which of the two is noted nowhere."""

    is_kept: ClassVar[bool] = False

    person: str


class HandRaised(Fact, frozen=True, forbid_unknown_fields=True):
    """Somebody would like to have the floor in open talk."""

    is_kept: ClassVar[bool] = False

    person: str


class HandLowered(Fact, frozen=True, forbid_unknown_fields=True):
    """Somebody would not like to have the floor after all."""

    is_kept: ClassVar[bool] = False

    person: str


Turning = RoundBegan | RoundReordered | FloorTaken | HandRaised | HandLowered
"""Everything that says who has the floor."""
