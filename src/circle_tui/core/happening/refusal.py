"""What a person may not do now, said in a whole sentence; never an exception."""

from msgspec import Struct

from circle_tui.core.happening.events.log import Event


class Refusal(Struct, frozen=True):
    """Why a move cannot be made now, and what would make it possible."""

    why: str


Outcome = tuple[Event, ...] | Refusal
"""What a move gives back: what happens, or why nothing does."""

NOT_ON_AGENDA = "That part is not on the agenda any more. tab shows what is."
"""Why nothing is done about a part that was taken back or dropped while it was asked about."""
