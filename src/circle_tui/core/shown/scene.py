"""What an evening is set in, as its picture needs it: names and words that no event carries."""

from collections.abc import Mapping

from msgspec import Struct

from circle_tui.core.plan.agenda import Card, Step

MARK = "▸"
"""Before the line of a card that is its turn, or was chosen."""


class Scene(Struct, frozen=True):
    """What the evening is set in: names and words that no event carries."""

    group_name: str
    zone: str
    names: Mapping[str, str]
    """Name by person id."""
    prompts: Mapping[str, str] = {}
    """Text by prompt id."""
    cards: Mapping[Card, tuple[str, str]] = {}
    """Title and text by card."""
    has_quiet_clock: bool = False
    """Whether the clock shows whole minutes, and seconds only within a minute of the edge."""
    minutes_kept: int = 0
    """As many minutes in hand as we chose to keep; so many are not offered."""
    has_endings: bool = True
    """Whether any ending fits into what is left."""
    is_nudge_ready: bool = False
    """Whether a nudge for the group waits to be asked for."""
    question: str = ""
    """The focus question, as long as its segment lasts; or the one the evening is about."""

    def card(self, step: Step, marked: int | None = None) -> tuple[str, str]:
        """Title and text of what stands in the middle while a step runs: its card, or the ways it offers.

        `marked` is the place of the way that stands out. Ways need no title: the step's own stands above.
        """
        if step.ways:
            lines = (f"{MARK if place == marked else '·'} {way.line}" for place, way in enumerate(step.ways))
            return "", "\n".join(lines)
        return self.cards.get(step.card, ("", ""))

    def name(self, person: str) -> str:
        """What somebody is called; one whose name was forgotten meanwhile is just somebody."""
        return self.names.get(person, "somebody")
