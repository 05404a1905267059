"""What is wrong with ground rules that a person wrote, and with a set of them."""

from collections.abc import Container, Sequence

from circle_tui.core.agreements.rules import Rule, RuleSet
from circle_tui.core.faults.wording import first, repeated, sentence_fault, slug_fault, twice_fault


def rules_fault(rules: Sequence[Rule]) -> str:
    """One sentence on the first thing wrong with a library of rules."""
    return twice_fault("id", (rule.id for rule in rules)) or first(map(_rule_fault, rules))


def _rule_fault(rule: Rule) -> str:
    """One sentence on the first thing wrong with a rule."""
    return (
        slug_fault("the id", rule.id)
        or sentence_fault(f"the text of {rule.id}", rule.text)
        or (
            ""
            if rule.review
            else f"{rule.id} has no review: at least one of session, quarter, cycle, year is right"
        )
    )


def rule_set_fault(rule_set: RuleSet, library: Container[str]) -> str:
    """One sentence on the first thing wrong with a rule set."""
    fault = slug_fault("the slug", rule_set.slug) or sentence_fault("the title", rule_set.title)
    if fault:
        return fault
    if not rule_set.rules:
        return "rules is empty: at least one id of a rule is right"
    if twice := repeated(rule_set.rules):
        return f"rules names “{twice}” twice: once is right"
    unknown = next((name for name in rule_set.rules if name not in library), "")
    return (
        f"rules names “{unknown}”, which the library of rules does not have: the id of one it has is right"
        if unknown
        else ""
    )
