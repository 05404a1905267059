"""The evening itself: opened, of another kind, handed on, ended; and moves taken back."""

from datetime import date, datetime
from typing import ClassVar
from zoneinfo import ZoneInfo

from circle_tui.core.happening.events.shape import Fact
from circle_tui.core.plan.agenda import Segment
from circle_tui.core.plan.modes import Mode


class SessionOpened(Fact, frozen=True, forbid_unknown_fields=True):
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
    newcomers: tuple[str, ...] | None = None
    """Ids of those the joining card is for; None where that was not noted, so that the card is shown."""
    rule_of_the_day: str = ""
    """Id of the rule that it looks at; empty without rules, and in evenings opened before this was noted."""
    evenings_before: int = 0
    """How many evenings of the group were known then; where it goes on elsewhere, they may not be."""

    @property
    def day(self) -> date:
        """The day it is held on, where the group meets."""
        return self.planned_start.astimezone(ZoneInfo(self.zone)).date()


class SessionReopened(Fact, frozen=True, forbid_unknown_fields=True):
    """The program was started again in the middle of the evening."""

    is_kept: ClassVar[bool] = False
    is_undoable: ClassVar[bool] = False


class ModeChanged(Fact, frozen=True, forbid_unknown_fields=True):
    """The group decided that the evening is of another kind from now on."""

    mode: Mode


class HatPassed(Fact, frozen=True, forbid_unknown_fields=True):
    """Somebody else goes on with the evening on another machine; this copy only looks on from now."""


class SessionEnded(Fact, frozen=True, forbid_unknown_fields=True):
    """The evening is over."""

    is_undoable: ClassVar[bool] = False


class Undone(Fact, frozen=True, forbid_unknown_fields=True):
    """A move was taken back. Nothing is erased: the fold leaves that move out."""

    is_kept: ClassVar[bool] = False
    is_undoable: ClassVar[bool] = False

    move: int


class Redone(Fact, frozen=True, forbid_unknown_fields=True):
    """A move that had been taken back holds again."""

    is_kept: ClassVar[bool] = False
    is_undoable: ClassVar[bool] = False

    move: int
