"""How what an evening leaves is told in words, the same on every page: kind, topic, decisions.

Nothing is looked up here: a card or a title is handed in.
"""

from zoneinfo import ZoneInfo

from circle_tui.core.agreements.decisions import Decision
from circle_tui.core.clock.recurrence import MONTHS
from circle_tui.core.plan.modes import MODE_WORDS
from circle_tui.core.plan.topics import Topic, say_mark
from circle_tui.core.record.ledger import SessionRecord
from circle_tui.core.shown.words import clock_time

TOGETHER = "Together"
OUTSIDE = "Pauses and gaps"
"""What belongs to no segment: paused, or left out after a gap in which the machine slept."""
TAKEAWAYS = 3
"""How many a topic has."""


def say_mode(record: SessionRecord) -> str:
    """What kind of evening it was, in a word or two for each: "support, from 20:28 consultation"."""
    zone = ZoneInfo(record.zone)
    changes = (f", from {clock_time(item.at, zone)} {item.mode}" for item in record.mode_changes)
    return f"{record.mode}{''.join(changes)}"


def say_mode_changes(record: SessionRecord) -> tuple[str, ...]:
    """When the group made another kind of evening of it, a line each."""
    zone = ZoneInfo(record.zone)
    return tuple(
        f"from {clock_time(item.at, zone)} {MODE_WORDS[item.mode]}, decided together"
        for item in record.mode_changes
    )


def say_topic(record: SessionRecord, topic: Topic | None) -> str:
    """What it was about; empty without a topic."""
    return topic.question if topic is not None else record.topic


def say_takeaways(record: SessionRecord, topic: Topic | None) -> tuple[str, ...]:
    """What the group hoped to take away, each with its mark; without the card, which of them it touched."""
    if not record.topic:
        return ()
    if topic is not None:
        return tuple(
            f"{say_mark(is_touched=place in record.touched)} {text}"
            for place, text in enumerate(topic.takeaways)
        )
    return tuple(
        f"{say_mark(is_touched=place in record.touched)} takeaway {place + 1} of its card"
        for place in range(TAKEAWAYS)
    )


def say_way(decision: Decision) -> str:
    """How something was decided, and when it is looked at again."""
    worry = ", with a worry noted" if decision.has_worry else ""
    if decision.review_on is None:
        return f"by {decision.way}{worry}"
    day = decision.review_on
    return f"by {decision.way}{worry}; to be looked at again on {day.day} {MONTHS[day.month - 1]} {day.year}"
