"""What the group agreed on: decisions, ground rules, the limits of confidentiality."""

from datetime import date
from typing import ClassVar, Literal

from circle_tui.core.happening.events.shape import Fact

Way = Literal["consent", "consensus", "fist-to-five"]
"""How a group decides."""


class LimitsCardSettled(Fact, frozen=True, forbid_unknown_fields=True):
    """The limits of confidentiality were read, or skipped and noted so."""

    was_read: bool


class DecisionMade(Fact, frozen=True, forbid_unknown_fields=True):
    """The group decided something, in words it approved aloud. Who thought what is nowhere.

    The words stand here while the evening is open. When it is sealed they move to the group's own file, under
    the same id, so that a name in them can be forgotten without touching a sealed evening.
    """

    way: Way
    id: str = ""
    """Under which the group keeps the words; empty in evenings sealed before it did."""
    text: str = ""
    """The words; empty in a sealed evening, but for those sealed before the group kept them."""
    has_worry: bool = False
    """Whether a worry was noted with it, as the group's own."""
    review_on: date | None = None
    open_until: date | None = None
    """Up to this day whoever was away may say that it cannot pass."""
    replaces: str = ""
    """Id of the decision in whose place it stands; empty for a new one."""


class DecisionReviewed(Fact, frozen=True, forbid_unknown_fields=True):
    """The group looked at one of its decisions again: it stays, up to a day or for good, or it is done."""

    decision: str
    """Its id; the words are in the group's file."""
    is_done: bool = False
    review_on: date | None = None


class RulesAgreed(Fact, frozen=True, forbid_unknown_fields=True):
    """Somebody said yes to a version of the ground rules, by their own voice."""

    person: str
    version: int


class RollCallTaken(Fact, frozen=True, forbid_unknown_fields=True):
    """How many of those asked had a question about the ground rules, or said not today; nobody's name."""

    is_kept: ClassVar[bool] = False

    version: int
    questions: int = 0
    not_today: int = 0
    is_about_recording: bool = False
    """Whether the rule against recording was among what was asked about."""


class CaseWorkAgreed(Fact, frozen=True, forbid_unknown_fields=True):
    """Everyone agreed to begin case work though somebody had said not today."""

    is_kept: ClassVar[bool] = False


class RulesReviewed(Fact, frozen=True, forbid_unknown_fields=True):
    """The group looked at its ground rules again."""

    categories: tuple[str, ...]
