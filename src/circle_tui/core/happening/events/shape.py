"""What every event has in common.

Nothing said in a circle is ever an event. People stand in one by id alone; their names live in the
group's own file. Past tense throughout: an event is what happened, not what somebody wished.
"""

from typing import ClassVar

from msgspec import Struct


class Fact(Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind"):
    """The common shape: tagged by name, nothing unknown let in."""

    is_kept: ClassVar[bool] = True
    """Whether it stays in the sealed record; otherwise it is a fact of tonight only."""
    is_undoable: ClassVar[bool] = True
    """Whether the undo key can take it back."""
