"""Ground rules: versions, who is asked about what, and what a code still has to speak about."""

from datetime import date

import pytest

from circle_tui.content.load import Library
from circle_tui.core.rules import (
    COVERS,
    MOST_READ_ALOUD,
    AgreedRule,
    RulesVersion,
    agreed,
    covered,
    for_roll_call,
    next_version,
    still_to_agree,
)

LIBRARY = Library()
RULES = LIBRARY.rules
SPRING, SUMMER = date(2026, 3, 3), date(2026, 6, 2)


def version_of(*ids: str) -> RulesVersion:
    return next_version(None, agreed(RULES[name] for name in ids), SPRING)


def test_the_first_version_is_number_one() -> None:
    version = version_of("on-time")

    assert (version.number, version.on) == (1, SPRING)


def test_a_changed_code_is_the_next_version() -> None:
    first = version_of("on-time")

    second = next_version(first, agreed([RULES["on-time"], RULES["passing"]]), SUMMER)

    assert (second.number, second.on) == (2, SUMMER)


def test_a_code_reaffirmed_unchanged_keeps_its_number_and_gets_a_new_day() -> None:
    first = version_of("on-time")

    second = next_version(first, first.rules, SUMMER)

    assert second == RulesVersion(number=1, on=SUMMER, rules=first.rules)


def test_a_rule_keeps_the_words_that_were_agreed() -> None:
    version = version_of("passing")

    assert version.rules == (AgreedRule("passing", RULES["passing"].text),)


@pytest.mark.parametrize("slug", ["support-10", "consultation-12"])
def test_a_starter_set_speaks_about_everything_a_group_needs(slug: str) -> None:
    version = version_of(*LIBRARY.rule_sets[slug].rules)

    assert still_to_agree(version, RULES) == ()
    assert covered(version, RULES) == COVERS


@pytest.mark.parametrize(("slug", "count"), [("support-10", 10), ("consultation-12", 12)])
def test_a_starter_set_is_short_enough_to_be_read_aloud(slug: str, count: int) -> None:
    rules = LIBRARY.rule_sets[slug].rules

    assert len(rules) == count <= MOST_READ_ALOUD


def test_a_group_without_rules_has_everything_still_to_agree() -> None:
    assert still_to_agree(None, RULES) == COVERS


def test_what_is_still_to_agree_is_named_in_order() -> None:
    version = version_of("stays-here", "ask-before-advice")

    assert still_to_agree(version, RULES) == ("autonomy", "attendance", "presentation", "ethics")


def test_a_rule_in_the_groups_own_words_counts_for_nothing_by_itself() -> None:
    version = RulesVersion(number=1, on=SPRING, rules=(AgreedRule("tea", "There is tea."),))

    assert covered(version, RULES) == ()


def test_the_roll_call_asks_about_what_needs_a_named_yes_and_about_the_groups_own_rules() -> None:
    library = version_of("stays-here", "not-knowing", "clients-know")
    version = RulesVersion(number=1, on=SPRING, rules=(*library.rules, AgreedRule("tea", "There is tea.")))

    asked = [rule.id for rule in for_roll_call(version, RULES)]

    assert asked == ["stays-here", "tea"]


def test_support_stays_with_experience_and_consultation_does_not_forbid_cases() -> None:
    assert "experience-not-cases" in LIBRARY.rule_sets["support-10"].rules
    assert "experience-not-cases" not in LIBRARY.rule_sets["consultation-12"].rules
