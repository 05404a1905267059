"""A session as rows for a spreadsheet: one a segment, with times alone. Nobody is named in it.

A spreadsheet obeys a cell that begins like a formula, so that no text here begins like one.
"""

import csv
from io import StringIO

from circle_tui.core.record.insight import Look
from circle_tui.core.text import clean

COLUMNS = (
    "session",
    "segment",
    "title",
    "planned_seconds",
    "actual_seconds",
    "difference_minutes",
    "difference",
    "usually",
    "usual_minutes",
    "usual_evenings",
    "evenings",
    "suggested_minutes",
    "standing",
)
"""Once out, a column keeps its name and meaning; new ones come after the last."""

_BEGINS_A_FORMULA = ("=", "+", "-", "@", "|", "%", "\t", "\r", "＝", "＋", "－", "＠")  # a full-width one too


def session_table(session: str, seen: Look) -> str:
    """The look at a session as comma-separated values, each line ended by a line feed.

    Whoever writes it to a file or stream decides what ends a line there.
    """
    habits = {habit.segment: habit for habit in seen.habits}
    told = seen.suggestion
    changes = {part.segment: part for part in (told.change, told.payer) if part} if told else {}
    rows = StringIO()
    writer = csv.writer(rows, lineterminator="\n")
    writer.writerow(COLUMNS)
    for item in seen.segments:
        habit, change = habits.get(item.id), changes.get(item.id)
        writer.writerow(
            (
                defused(clean(session)),
                defused(clean(item.id)),
                defused(clean(item.title)),
                item.planned_seconds,
                item.actual_seconds,
                item.difference_minutes,
                defused(item.says),
                habit.runs if habit else "",
                habit.minutes if habit else "",
                habit.evenings if habit else "",
                seen.evenings,
                change.minutes_then if change else "",
                item.standing,
            )
        )
    return rows.getvalue()


def defused(text: str) -> str:
    """The text as a cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_BEGINS_A_FORMULA) else text
