"""What is wrong with a pack that a person wrote."""

from circle_tui.core.agreements.packs import Pack
from circle_tui.core.faults.prompts import deck_fault
from circle_tui.core.faults.rules import rules_fault
from circle_tui.core.faults.wording import slug_fault


def pack_fault(pack: Pack) -> str:
    """One sentence on the first thing wrong with a pack."""
    if fault := slug_fault("the slug", pack.slug):
        return fault
    if not pack.title.strip() or not pack.summary.strip():
        return "the title or the summary is empty: a line each is right"
    if not pack.rules:
        return "rules are none: at least one is right"
    return rules_fault(pack.rules) or deck_fault(pack.deck)
