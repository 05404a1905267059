"""Ground rules: the library, the starter sets, and the numbered versions a group agrees on.

Who said yes, and who not yet, is the session's to know; here are only the rules.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Literal, get_args

from msgspec import Struct

Category = Literal[
    "confidentiality",
    "de-identification",
    "purpose",
    "time",
    "participation",
    "feedback",
    "care",
    "power",
    "technology",
    "membership",
    "records",
]
Consent = Literal["roll-call", "joining", "reminder"]
"""`roll-call`: each says yes at the opening of a cycle and after any change. `joining`: each, once, on
joining. `reminder`: said, not asked."""
Review = Literal["session", "quarter", "cycle", "year"]
"""How often it is read or looked at again. A quarter is 90 days or 6 sessions, whichever is first."""
Cover = Literal["confidentiality", "consent", "autonomy", "attendance", "presentation", "ethics"]
"""What a code has to speak about before a group can start with it: three pillars, three practicalities."""

TOGETHER = "together"
"""Slug of the steps in which rules are made together; the last of them asks for consent."""
COVERS: tuple[Cover, ...] = get_args(Cover)
MOST_READ_ALOUD = 12
"""A longer set is not read aloud: some of it, and “the rest unchanged since” its date."""


class Rule(Struct, frozen=True, forbid_unknown_fields=True):
    """One ground rule, in one line that can be read aloud."""

    id: str
    text: str
    category: Category
    consent: Consent
    review: tuple[Review, ...]
    covers: tuple[Cover, ...] = ()


class RuleSet(Struct, frozen=True, forbid_unknown_fields=True):
    """Rules that a group can start from."""

    slug: str
    title: str
    summary: str
    rules: tuple[str, ...]
    """Ids of rules in the library."""


class AgreedRule(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A rule as it was worded when the group agreed to it."""

    id: str
    text: str
    covers: tuple[Cover, ...] = ()
    """What a rule in the group's own words looks after; for one of the library, the library says it."""


class Rewording(Struct, frozen=True):
    """One rule in the words it had and in those it has."""

    before: str
    after: str


class Differences(Struct, frozen=True):
    """What parts a version from the one before it."""

    added: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    reworded: tuple[Rewording, ...] = ()


class RulesVersion(Struct, frozen=True, forbid_unknown_fields=True):
    """What a group agreed on a day; the words are kept with it, whatever becomes of the library."""

    number: int
    """1 for the first; never given twice."""
    on: date
    rules: tuple[AgreedRule, ...]


def agreed(rules: Iterable[Rule]) -> tuple[AgreedRule, ...]:
    """The rules as they would be agreed tonight."""
    return tuple(AgreedRule(id=rule.id, text=rule.text) for rule in rules)


def next_version(previous: RulesVersion | None, rules: tuple[AgreedRule, ...], on: date) -> RulesVersion:
    """The version that follows; the previous one with a later date when nothing was changed.

    A review that changes nothing reaffirms: same number, new day, and nobody is asked again. What a rule is
    noted to look after is no wording: noting it changes neither number nor day.
    """
    if previous is None:
        return RulesVersion(number=1, on=on, rules=rules)
    if has_same_words(previous.rules, rules):
        day = on if previous.rules == rules else previous.on
        return RulesVersion(number=previous.number, on=day, rules=rules)
    return RulesVersion(number=previous.number + 1, on=on, rules=rules)


def has_same_words(rules: Sequence[AgreedRule], others: Sequence[AgreedRule]) -> bool:
    """Whether people would say yes to the same: rule by rule the same words, whatever they look after."""
    return [(rule.id, rule.text) for rule in rules] == [(rule.id, rule.text) for rule in others]


def looked_after(rule: AgreedRule, library: Mapping[str, Rule]) -> tuple[Cover, ...]:
    """What a rule looks after: as the library has it, or as the group said of its own."""
    return library[rule.id].covers if rule.id in library else rule.covers


def still_to_agree(rules: Sequence[AgreedRule], library: Mapping[str, Rule]) -> tuple[Cover, ...]:
    """What there is no rule about yet: some of `COVERS`, in their order."""
    found = {cover for rule in rules for cover in looked_after(rule, library)}
    return tuple(cover for cover in COVERS if cover not in found)


def for_roll_call(version: RulesVersion, library: Mapping[str, Rule]) -> tuple[AgreedRule, ...]:
    """The rules each person is asked about by name; one of the group's own is always asked about."""
    return tuple(
        rule for rule in version.rules if rule.id not in library or library[rule.id].consent == "roll-call"
    )


def for_joining(version: RulesVersion | None, library: Mapping[str, Rule]) -> tuple[AgreedRule, ...]:
    """The rules each person is asked about once, when they join."""
    rules = version.rules if version else ()
    return tuple(rule for rule in rules if rule.id in library and library[rule.id].consent == "joining")


def differences(before: RulesVersion, after: RulesVersion) -> Differences:
    """What was added, dropped and said in other words; a rule is the same one by its id."""
    had = {rule.id: rule.text for rule in before.rules}
    has = {rule.id: rule.text for rule in after.rules}
    return Differences(
        added=tuple(text for name, text in has.items() if name not in had),
        dropped=tuple(text for name, text in had.items() if name not in has),
        reworded=tuple(
            Rewording(had[name], text) for name, text in has.items() if name in had and had[name] != text
        ),
    )


def rule_of_the_day(version: RulesVersion | None, sessions: int) -> AgreedRule | None:
    """The rule that this session looks at, after so many held before it; one after the other, in a circle."""
    if version is None or not version.rules:
        return None
    return version.rules[sessions % len(version.rules)]


def say_still_to_agree(missing: Sequence[str]) -> str:
    """What is still to agree, in one line; empty when nothing is."""
    return f"Still to agree: {', '.join(missing)}." if missing else ""
