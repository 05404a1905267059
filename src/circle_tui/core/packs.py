"""Packs: rules and prompts that nobody meets until a group adopts them by consent."""

from msgspec import Struct

from circle_tui.core.faults import deck_fault, is_slug, rules_fault
from circle_tui.core.prompts import Deck
from circle_tui.core.rules import Rule


class Pack(Struct, frozen=True, forbid_unknown_fields=True):
    """What a group gets when it adopts one: rules to choose from, and a deck of prompts."""

    slug: str
    title: str
    summary: str
    """One line that helps to decide."""
    rules: tuple[Rule, ...]
    deck: Deck


def pack_fault(pack: Pack) -> str:
    """One sentence on the first thing wrong with a pack."""
    if not is_slug(pack.slug):
        return (
            f"the slug is “{pack.slug}”: small letters, digits and single hyphens are right, "
            "like “first-round”"
        )
    if not pack.title.strip() or not pack.summary.strip():
        return "the title or the summary is empty: a line each is right"
    if not pack.rules:
        return "rules are none: at least one is right"
    return rules_fault(pack.rules) or deck_fault(pack.deck)
