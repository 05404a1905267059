"""What stands in the files that hold more than one thing, or another than their kind: values alone."""

from msgspec import Struct

from circle_tui.core.agreements.decisions import ChartRow
from circle_tui.core.agreements.rules import Rule
from circle_tui.core.people.dealing import Lens
from circle_tui.core.plan.agenda import Step
from circle_tui.core.plan.endings import Ending
from circle_tui.core.plan.frame import JOINING
from circle_tui.core.plan.inserts import Insert
from circle_tui.core.work.phrases import Heading

RULES, OPENING, ENDINGS, SAY_THIS, INSERTS = "library", "opening", "endings", "say-this", "inserts"
"""Files with a part of their own; any other has one thing in it, and its slug for a name."""
CHART = "chart"
"""Stands beside the ways of deciding."""
LENSES, KEYS = "lenses", "keys.toml"
"""Files in the folder itself."""

OwnKeys = dict[str, dict[str, tuple[str, ...]]]
"""Keys that a person gave to commands, by screen and command."""


class RulesFile(Struct, frozen=True, forbid_unknown_fields=True):
    """What `rules/library.toml` says."""

    rules: tuple[Rule, ...]


class OpeningFile(Struct, frozen=True, forbid_unknown_fields=True):
    """What `phrases/opening.toml` says: the steps, the one for newcomers, and the texts of cards."""

    steps: tuple[Step, ...] = ()
    joining: Step = JOINING
    cards: dict[str, str] = {}

    def over(self, standing: "OpeningFile") -> "OpeningFile":
        """The opening that stands, with what this file says in its place."""
        return OpeningFile(
            steps=self.steps or standing.steps,
            joining=standing.joining if self.joining == JOINING else self.joining,
            cards={**standing.cards, **self.cards},
        )


class EndingsFile(Struct, frozen=True, forbid_unknown_fields=True):
    """What `phrases/endings.toml` says."""

    endings: tuple[Ending, ...]


class InsertsFile(Struct, frozen=True, forbid_unknown_fields=True):
    """What `phrases/inserts.toml` says."""

    inserts: tuple[Insert, ...]


class PhrasesFile(Struct, frozen=True, forbid_unknown_fields=True):
    """What `phrases/say-this.toml` says."""

    headings: tuple[Heading, ...]


class ChartFile(Struct, frozen=True, forbid_unknown_fields=True):
    """What `deciding/chart.toml` says."""

    rows: tuple[ChartRow, ...]


class LensesFile(Struct, frozen=True, forbid_unknown_fields=True):
    """What `lenses.toml` says."""

    lenses: tuple[Lens, ...] = ()
