"""What the command line asks the screen to begin with."""

from msgspec import Struct

from circle_tui.tonight.evening import Evening


class Opening(Struct, frozen=True):
    """Where the program begins; all empty is the lobby."""

    group: str | None = None
    """Id of the group to show first."""
    starts_at_once: bool = False
    """Whether to go on to the arrival without another key."""
    format: str | None = None
    """Slug of tonight's format, where it differs from the group's own."""
    minutes: int | None = None
    """Tonight's length, where it differs from the group's own."""
    topic: str | None = None
    """Slug of tonight's topic, where it was asked for."""
    evening: Evening | None = None
    """An evening that is open already, as a rehearsal is."""
