"""How leading goes round in a group: the ways it can choose from, each said in one sentence.

The value alone, so that a group's file and the log of an evening can hold it. Whom a policy asks is the
business of `asking`.
"""

from datetime import date
from typing import Literal, assert_never, get_args

from msgspec import Struct

PolicyKind = Literal["segment", "session", "fixed", "term", "volunteers", "presenter"]
"""`segment`: asked part by part. `session`: one person an evening. `fixed`: one person until it is changed.
`term`: one person for some sessions. `volunteers`: asked for before anybody is named. `presenter`: whoever
brings something says who holds them."""

KINDS: tuple[PolicyKind, ...] = get_args(PolicyKind)
TERM = 4
"""Sessions of a term. Short terms are the practice of sociocratic circles, since a single turn stays
unprepared."""
SHORTEST_TERM, LONGEST_TERM = 2, 12
FOR_THE_EVENING: tuple[PolicyKind, ...] = ("session", "fixed", "term")
"""Those in which one yes holds for all parts of the evening."""

_WORDS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


class RotationPolicy(Struct, frozen=True, forbid_unknown_fields=True):
    """What a group decided about leading."""

    kind: PolicyKind = "segment"
    person: str | None = None
    """Id of the one who leads, where it is always the same one."""
    sessions: int = TERM
    """How many sessions a term lasts."""
    decided_on: date | None = None
    """When the group decided so; None for what a group begins with, or what holds for tonight alone."""
    decision: str = ""
    """Id of the decision, where one was written down."""

    @property
    def is_for_evening(self) -> bool:
        """Whether one yes holds for all parts of the evening."""
        return self.kind in FOR_THE_EVENING

    @property
    def may_swap(self) -> bool:
        """Whether turns go from evening to evening, so that two can swap theirs."""
        return self.kind not in ("fixed", "term")


EACH_SEGMENT = RotationPolicy()
"""What a group begins with."""


def is_same_way(policy: RotationPolicy, other: RotationPolicy) -> bool:
    """Whether two policies are one way to lead, whenever they were decided; only a term has a length."""
    if policy.kind == other.kind == "fixed":
        return policy.person == other.person
    return policy.kind == other.kind and (policy.kind != "term" or policy.sessions == other.sessions)


def sentence(policy: RotationPolicy) -> str:
    """The policy in one sentence, without a name."""
    match policy.kind:
        case "segment":
            return "Somebody is asked for each part, in turn."
        case "session":
            return "One person leads all parts of an evening, in turn."
        case "fixed":
            return "One person leads until the group decides otherwise."
        case "term":
            return f"One person leads for {_WORDS[policy.sessions - SHORTEST_TERM]} evenings, then another."
        case "volunteers":
            return "Volunteers first; then somebody is asked, in turn."
        case "presenter":
            return "Whoever brings something says who leads it; the others are asked in turn."
    assert_never(policy.kind)
