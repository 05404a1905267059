"""Records as the group remembers them: with what its own file adds to the sealed evenings.

A sealed evening never changes. Who really led, where that was mended since, and the words of what was decided
stand in the group's file; without it, an evening is told without them.
"""

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from circle_tui.core.agreements.decisions import Decision
from circle_tui.core.people.group import Group
from circle_tui.core.people.mending import mended
from circle_tui.core.record.ledger import SessionRecord


def remembered(records: Sequence[SessionRecord], group: Group) -> tuple[SessionRecord, ...]:
    """Give back the records of a group as it remembers them."""
    words = {item.id: item.text for item in group.decided}
    return tuple(
        replace(item, decisions=_worded(item.decisions, words)) if item.decisions else item
        for item in mended(records, group.mends)
    )


def _worded(decisions: Iterable[Decision], words: dict[str, str]) -> tuple[Decision, ...]:
    return tuple(
        replace(item, text=words[item.id]) if item.id in words and not item.text else item
        for item in decisions
    )
