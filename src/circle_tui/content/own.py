"""What a person put in their own folder, by kind: what holds, and what is wrong with the rest.

Nothing is read before it is asked for.
"""

from collections.abc import Callable, Container, Mapping
from functools import cached_property

from circle_tui.content.files import (
    CHART,
    ENDINGS,
    INSERTS,
    KEYS,
    LENSES,
    OPENING,
    RULES,
    SAY_THIS,
    ChartFile,
    EndingsFile,
    InsertsFile,
    LensesFile,
    OpeningFile,
    PhrasesFile,
    RulesFile,
)
from circle_tui.content.folder import Folder, Own
from circle_tui.content.reading import bundled_names, read_bundled
from circle_tui.content.settings import NAME as SETTINGS
from circle_tui.content.themes import Theme, theme_fault
from circle_tui.core.agreements.packs import Pack
from circle_tui.core.agreements.protocols import Protocol
from circle_tui.core.agreements.rules import RuleSet
from circle_tui.core.agreements.ways import DecidingWay
from circle_tui.core.faults.formats import format_fault
from circle_tui.core.faults.packs import pack_fault
from circle_tui.core.faults.phrases import (
    endings_fault,
    inserts_fault,
    lenses_fault,
    opening_fault,
    phrases_fault,
)
from circle_tui.core.faults.prompts import deck_fault, shared_prompt_fault
from circle_tui.core.faults.protocols import chart_fault, making_fault, protocol_fault, way_fault
from circle_tui.core.faults.rules import rule_set_fault, rules_fault
from circle_tui.core.faults.topics import topic_fault, walk_fault
from circle_tui.core.plan.formats import Format
from circle_tui.core.plan.topics import Topic, Walk
from circle_tui.core.settings import Settings
from circle_tui.core.text import clean_line
from circle_tui.core.work.prompts import Deck

KINDS = (
    "formats",
    "decks",
    "rules",
    "phrases",
    "care",
    "deciding",
    "agreeing",
    "topics",
    "walks",
    "packs",
    "themes",
)
"""The folders beside this module, and the same in a person's own configuration."""


class OwnFiles:
    """Each kind of file that a person may have of their own."""

    def __init__(self, folder: Folder, known_rules: Callable[[], Container[str]]) -> None:
        self._folder = folder
        self._known_rules = known_rules

    @cached_property
    def formats(self) -> Own[Format]:
        """Session formats."""
        return self._folder.by_slug("formats", Format, format_fault)

    @cached_property
    def decks(self) -> Own[Deck]:
        """Prompt decks; no id of a prompt stands in two."""
        before: list[Deck] = []

        def fault_in(own: Deck) -> str:
            ours = (read_bundled("decks", name, Deck) for name in bundled_names("decks"))
            fault = deck_fault(own) or shared_prompt_fault(own, (*ours, *before))
            before.append(own)
            return fault

        return self._folder.by_slug("decks", Deck, fault_in)

    @cached_property
    def rules(self) -> Own[RulesFile]:
        """Ground rules to choose from."""
        return self._folder.named("rules", RULES, RulesFile, lambda own: rules_fault(own.rules))

    @cached_property
    def rule_sets(self) -> Own[RuleSet]:
        """Starter sets of ground rules, made of rules that there are."""
        return self._folder.by_slug(
            "rules", RuleSet, lambda own: rule_set_fault(own, self._known_rules()), besides=RULES
        )

    @cached_property
    def opening(self) -> Own[OpeningFile]:
        """The opening, or a part of it."""
        return self._folder.named(
            "phrases",
            OPENING,
            OpeningFile,
            lambda own: opening_fault((*own.steps, own.joining), own.cards),
        )

    @cached_property
    def endings(self) -> Own[EndingsFile]:
        """Ways to close."""
        return self._folder.named("phrases", ENDINGS, EndingsFile, lambda own: endings_fault(own.endings))

    @cached_property
    def phrases(self) -> Own[PhrasesFile]:
        """Sentences to say aloud."""
        return self._folder.named("phrases", SAY_THIS, PhrasesFile, lambda own: phrases_fault(own.headings))

    @cached_property
    def inserts(self) -> Own[InsertsFile]:
        """Small parts that can be put into an evening."""
        return self._folder.named("phrases", INSERTS, InsertsFile, lambda own: inserts_fault(own.inserts))

    @cached_property
    def care(self) -> Own[Protocol]:
        """Gates, cues and protocols."""
        return self._folder.by_slug("care", Protocol, protocol_fault)

    @cached_property
    def deciding(self) -> Own[DecidingWay]:
        """Ways of deciding."""
        return self._folder.by_slug("deciding", DecidingWay, way_fault, besides=CHART)

    @cached_property
    def chart(self) -> Own[ChartFile]:
        """Which way of deciding fits which matter."""
        return self._folder.named("deciding", CHART, ChartFile, lambda own: chart_fault(own.rows))

    @cached_property
    def agreeing(self) -> Own[Protocol]:
        """Ways of making ground rules."""
        return self._folder.by_slug("agreeing", Protocol, making_fault)

    @cached_property
    def topics(self) -> Own[Topic]:
        """Topic cards, with lenses that there are."""
        known = {*bundled_names("walks"), *self.walks.found}
        return self._folder.by_slug("topics", Topic, lambda own: topic_fault(own, known))

    @cached_property
    def walks(self) -> Own[Walk]:
        """Walks that a lens can take."""
        return self._folder.by_slug("walks", Walk, walk_fault)

    @cached_property
    def packs(self) -> Own[Pack]:
        """Packs of rules and prompts."""
        return self._folder.by_slug("packs", Pack, pack_fault)

    @cached_property
    def themes(self) -> Own[Theme]:
        """Themes."""
        return self._folder.by_slug("themes", Theme, theme_fault)

    @cached_property
    def settings(self) -> Own[Settings]:
        """How the screen was chosen to look and sound."""
        return self._folder.single(SETTINGS, Settings)

    @cached_property
    def keys(self) -> Own[dict[str, object]]:
        """Keys given to commands, by screen and command."""
        return self._folder.single(KEYS, dict[str, object], _keys_fault)

    @cached_property
    def lenses(self) -> Own[LensesFile]:
        """Ways of listening to one story."""
        return self._folder.single(f"{LENSES}.toml", LensesFile, lambda own: lenses_fault(own.lenses))

    @property
    def problems(self) -> tuple[str, ...]:
        """One sentence for each file that was left out."""
        return (
            *self.formats.problems,
            *self.decks.problems,
            *self.rules.problems,
            *self.rule_sets.problems,
            *self.opening.problems,
            *self.endings.problems,
            *self.phrases.problems,
            *self.inserts.problems,
            *self.care.problems,
            *self.deciding.problems,
            *self.agreeing.problems,
            *self.chart.problems,
            *self.walks.problems,
            *self.topics.problems,
            *self.packs.problems,
            *self.themes.problems,
            *self.settings.problems,
            *self.keys.problems,
            *self.lenses.problems,
        )

    @property
    def strangers(self) -> tuple[str, ...]:
        """One sentence for each file that is not read: by its name it is no file of ours, or has no part."""
        return (*self._folder.misnamed(KINDS, (SETTINGS, KEYS, f"{LENSES}.toml")), *self._without_a_part)

    @property
    def _without_a_part(self) -> tuple[str, ...]:
        return tuple(
            f"phrases/{clean_line(path.name, limit=60)} is not read: "
            f"{OPENING}.toml, {ENDINGS}.toml, {SAY_THIS}.toml or {INSERTS}.toml is right."
            for path in self._folder.files("phrases")
            if path.stem not in (OPENING, ENDINGS, SAY_THIS, INSERTS)
        )


def _keys_fault(said: Mapping[str, object]) -> str:
    """What is no list of keys; msgspec could not say where in a table of free names that is."""
    for screen, commands in said.items():
        if not isinstance(commands, dict):
            return f"“{screen}” stands before any screen: a line like [live] above it is right"
        for name, keys in commands.items():
            if not isinstance(keys, list) or not all(isinstance(key, str) for key in keys):
                return f'{screen}, {name} is no list of keys: {name} = ["right"] would be one'
    return ""
