"""Packs: rules and prompts that nobody meets until a group adopts them by consent."""

from msgspec import Struct

from circle_tui.core.agreements.rules import Rule
from circle_tui.core.work.prompts import Deck


class Pack(Struct, frozen=True, forbid_unknown_fields=True):
    """What a group gets when it adopts one: rules to choose from, and a deck of prompts."""

    slug: str
    title: str
    summary: str
    """One line that helps to decide."""
    rules: tuple[Rule, ...]
    deck: Deck
