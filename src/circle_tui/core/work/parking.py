"""Labels for another table: few, short, and each once. Where they are kept is memory, and nowhere else."""

from collections.abc import Sequence

from circle_tui.core.happening.refusal import Refusal
from circle_tui.core.text import clean_line

MOST = 7
LONGEST = 60
"""Characters of one label."""
ENOUGH = Refusal(f"{MOST} labels are enough for one evening. A digit, then x, makes room.")


def with_label(parked: Sequence[str], text: str) -> tuple[str, ...] | Refusal:
    """The labels with one more; as they were when it is empty or stands there already."""
    label = clean_line(text, limit=LONGEST)
    if not label or label in parked:
        return tuple(parked)
    return ENOUGH if len(parked) >= MOST else (*parked, label)


def without_label(parked: Sequence[str], place: int) -> tuple[str, ...]:
    """The labels without the one at a place, counted from 0."""
    return (*parked[:place], *parked[place + 1 :])
