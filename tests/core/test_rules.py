"""Ground rules: versions, who is asked about what, and what a code still has to speak about."""

from datetime import date
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.content.samples import put

from circle_tui.content.load import Library
from circle_tui.core.agreements.protocols import length
from circle_tui.core.agreements.rules import (
    COVERS,
    MOST_READ_ALOUD,
    TOGETHER,
    AgreedRule,
    Differences,
    Rewording,
    RulesVersion,
    agreed,
    differences,
    for_roll_call,
    looked_after,
    next_version,
    rule_of_the_day,
    say_still_to_agree,
    still_to_agree,
)
from circle_tui.core.faults.protocols import making_fault

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

    assert still_to_agree(version.rules, RULES) == ()


@pytest.mark.parametrize(("slug", "count"), [("support-10", 10), ("consultation-12", 12)])
def test_a_starter_set_is_short_enough_to_be_read_aloud(slug: str, count: int) -> None:
    rules = LIBRARY.rule_sets[slug].rules

    assert len(rules) == count <= MOST_READ_ALOUD


def test_a_group_without_rules_has_everything_still_to_agree() -> None:
    assert still_to_agree((), RULES) == COVERS


def test_what_is_still_to_agree_is_named_in_order() -> None:
    version = version_of("stays-here", "ask-before-advice")

    assert still_to_agree(version.rules, RULES) == ("autonomy", "attendance", "presentation", "ethics")


def test_a_rule_in_the_groups_own_words_counts_for_what_the_group_said_it_looks_after() -> None:
    tea, late = AgreedRule("tea", "There is tea."), AgreedRule("late", "Late is fine.", ("attendance",))

    missing = still_to_agree((tea, late), RULES)

    assert missing == tuple(cover for cover in COVERS if cover != "attendance")
    assert looked_after(AgreedRule("stays-here", "As we say it.", ("ethics",)), RULES) == ("confidentiality",)


def test_what_a_rule_looks_after_is_no_wording_and_changes_neither_number_nor_day() -> None:
    first = RulesVersion(number=1, on=SPRING, rules=(AgreedRule("tea", "There is tea."),))

    noted = next_version(first, (AgreedRule("tea", "There is tea.", ("autonomy",)),), SUMMER)
    reworded = next_version(noted, (AgreedRule("tea", "Tea.", ("autonomy",)),), SUMMER)

    assert (noted.number, noted.on, noted.rules[0].covers) == (1, SPRING, ("autonomy",))
    assert (reworded.number, reworded.on) == (2, SUMMER)


def test_a_rule_of_an_older_file_is_read_and_one_that_looks_after_nothing_is_written_as_it_was() -> None:
    before = {"id": "tea", "text": "There is tea."}

    rule = msgspec.convert(before, AgreedRule)

    assert rule.covers == ()
    assert msgspec.to_builtins(rule) == before
    tagged = replace(rule, covers=("consent",))
    assert msgspec.convert(msgspec.to_builtins(tagged), AgreedRule) == tagged


def test_the_roll_call_asks_about_what_needs_a_named_yes_and_about_the_groups_own_rules() -> None:
    library = version_of("stays-here", "not-knowing", "clients-know")
    version = RulesVersion(number=1, on=SPRING, rules=(*library.rules, AgreedRule("tea", "There is tea.")))

    asked = [rule.id for rule in for_roll_call(version, RULES)]

    assert asked == ["stays-here", "tea"]


def test_support_stays_with_experience_and_consultation_does_not_forbid_cases() -> None:
    assert "experience-not-cases" in LIBRARY.rule_sets["support-10"].rules
    assert "experience-not-cases" not in LIBRARY.rule_sets["consultation-12"].rules


# From version to version


def test_a_version_says_what_was_added_dropped_and_said_in_other_words() -> None:
    first = version_of("on-time", "passing", "enough")
    passing = AgreedRule("passing", "Pass is free.")
    second = next_version(first, (passing, first.rules[2], AgreedRule("tea", "There is tea.")), SUMMER)

    found = differences(first, second)

    assert found.added == ("There is tea.",)
    assert found.dropped == (RULES["on-time"].text,)
    assert found.reworded == (Rewording(RULES["passing"].text, "Pass is free."),)


def test_another_order_of_the_same_rules_is_no_difference() -> None:
    first = version_of("on-time", "passing")
    second = RulesVersion(number=2, on=SUMMER, rules=first.rules[::-1])

    assert differences(first, second) == Differences()


@settings(max_examples=30)
@given(before=st.sets(st.sampled_from(sorted(RULES))), after=st.sets(st.sampled_from(sorted(RULES))))
def test_what_was_added_in_one_direction_was_dropped_in_the_other(before: set[str], after: set[str]) -> None:
    first, second = version_of(*sorted(before)), version_of(*sorted(after))

    assert sorted(differences(first, second).added) == sorted(differences(second, first).dropped)


# The rule of the day


def test_each_rule_has_its_day_before_any_has_it_again() -> None:
    version = version_of("on-time", "passing", "enough")

    days = [rule_of_the_day(version, sessions) for sessions in range(6)]

    assert days == [*version.rules, *version.rules]


def test_a_group_without_rules_has_no_rule_of_the_day() -> None:
    assert rule_of_the_day(None, 3) is None


def test_what_is_still_to_agree_is_said_in_one_line() -> None:
    assert say_still_to_agree(("attendance", "ethics")) == "Still to agree: attendance, ethics."
    assert say_still_to_agree(()) == ""


def test_every_rule_of_the_library_says_what_it_is_about() -> None:
    assert [rule.id for rule in RULES.values() if not rule.covers] == []


# Made together


def test_making_rules_together_takes_a_quarter_of_an_hour_or_a_little_more_and_ends_on_consent() -> None:
    together = LIBRARY.agreeing[TOGETHER]

    assert making_fault(together) == ""
    assert [
        15 <= sum(length(step, people).total_seconds() for step in together.steps) / 60 <= 20
        for people in (4, 6, 8)
    ] == [True] * 3
    assert together.steps[-1].says == "Good enough for now, safe enough to try?"


def test_a_persons_own_steps_take_the_place_of_ours_and_others_are_left_out(tmp_path: Path) -> None:
    steps = 'title = "Ours"\n[[steps]]\nsays = "All agree?"\n'
    put(tmp_path, "agreeing/mine.toml", f'slug = "together"\n{steps}')
    put(tmp_path, "agreeing/other.toml", f'slug = "alone"\n{steps}')

    library = Library(tmp_path)

    assert library.agreeing[TOGETHER].title == "Ours"
    assert library.problems == ("agreeing/other.toml: the slug is “alone”: “together” is right.",)
