"""What the command line asks the screen to begin with."""

from msgspec import Struct

from circle_tui.core.people.group import NextPlan
from circle_tui.tonight.evening import Evening


class Opening(Struct, frozen=True):
    """Where the program begins; all empty is the lobby."""

    group: str | None = None
    """Id of the group to show first."""
    starts_at_once: bool = False
    """Whether to go on to the arrival without another key."""
    planned: NextPlan | None = None
    """Tonight's format, minutes and how many bring something, where they differ; None as was planned."""
    topic: str | None = None
    """Slug of tonight's topic, where it was asked for."""
    evening: Evening | None = None
    """An evening that is open already, as a rehearsal is."""
