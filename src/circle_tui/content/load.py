"""What comes with Circle and what a person put in their own folder, as one library.

A person's file adds something or replaces it by slug; a broken one never stops the program: it is
left out, and `problems` has one sentence about it. Nothing is read before it is asked for, and
nothing is ever written.
"""

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

import msgspec

from circle_tui.content.catalogue import catalogue
from circle_tui.content.files import (
    CHART,
    ENDINGS,
    INSERTS,
    LENSES,
    OPENING,
    RULES,
    SAY_THIS,
    ChartFile,
    EndingsFile,
    InsertsFile,
    LensesFile,
    OpeningFile,
    OwnKeys,
    PhrasesFile,
    RulesFile,
)
from circle_tui.content.folder import Folder
from circle_tui.content.own import OwnFiles
from circle_tui.content.reading import read_bundled
from circle_tui.content.settings import NAME as SETTINGS
from circle_tui.content.themes import Theme
from circle_tui.core.agreements.decisions import ChartRow
from circle_tui.core.agreements.packs import Pack
from circle_tui.core.agreements.protocols import Protocol
from circle_tui.core.agreements.rules import Rule, RuleSet
from circle_tui.core.agreements.ways import DecidingWay
from circle_tui.core.people.dealing import Lens
from circle_tui.core.plan.agenda import Step
from circle_tui.core.plan.endings import Ending
from circle_tui.core.plan.formats import Format
from circle_tui.core.plan.inserts import Insert
from circle_tui.core.plan.topics import Topic, Walk
from circle_tui.core.settings import Settings
from circle_tui.core.text import clean_line
from circle_tui.core.work.phrases import Heading, joined
from circle_tui.core.work.prompts import Deck

USUAL_THEME = "dark"


class Library:
    """Formats, prompts, rules and phrases: what comes with Circle and what a person added."""

    def __init__(self, config: Path | None = None, adopted: tuple[str, ...] = ()) -> None:
        self._config = config
        self._adopted = adopted
        self._own = OwnFiles(Folder(config), lambda: self.rules)

    def adopting(self, packs: tuple[str, ...]) -> "Library":
        """The library of a group that adopted these packs; the same one when it adopted none."""
        return self if packs == self._adopted else Library(self._config, packs)

    def anew(self) -> "Library":
        """The same library, read again."""
        return Library(self._config, self._adopted)

    @cached_property
    def formats(self) -> Mapping[str, Format]:
        """Session formats by slug."""
        return catalogue("formats", Format, self._own.formats.found)

    @property
    def own_formats(self) -> Mapping[str, Format]:
        """Session formats of a person's own by slug."""
        return self._own.formats.found

    @cached_property
    def decks(self) -> Mapping[str, Deck]:
        """Prompt decks by slug."""
        adopted = {pack.deck.slug: pack.deck for pack in self._adopted_packs}
        return catalogue("decks", Deck, adopted | self._own.decks.found)

    @cached_property
    def rules(self) -> Mapping[str, Rule]:
        """Ground rules by id: what groups choose from."""
        rules = read_bundled("rules", RULES, RulesFile).rules
        for pack in self._adopted_packs:
            rules += pack.rules
        if own := self._own.rules.only:
            rules += own.rules
        return {rule.id: rule for rule in rules}

    @cached_property
    def rule_sets(self) -> Mapping[str, RuleSet]:
        """Starter sets of ground rules by slug."""
        return catalogue("rules", RuleSet, self._own.rule_sets.found, besides=RULES)

    @property
    def opening(self) -> tuple[Step, ...]:
        """The steps of the opening, with the seconds they would take in three minutes."""
        return self._opening.steps

    @property
    def joining(self) -> Step:
        """The step that the opening gains when somebody is here for the first time."""
        return self._opening.joining

    @property
    def cards(self) -> Mapping[str, str]:
        """The standing text of each card by its name; a person's own replace ours one by one."""
        return self._opening.cards

    @cached_property
    def endings(self) -> tuple[Ending, ...]:
        """Ways to close, in order."""
        endings = read_bundled("phrases", ENDINGS, EndingsFile).endings
        if own := self._own.endings.only:
            endings += own.endings
        return tuple({ending.slug: ending for ending in endings}.values())

    @cached_property
    def inserts(self) -> tuple[Insert, ...]:
        """Small parts that can be put into an evening, in order; a person's own replace ours or follow."""
        inserts = read_bundled("phrases", INSERTS, InsertsFile).inserts
        if own := self._own.inserts.only:
            inserts += own.inserts
        return tuple({insert.slug: insert for insert in inserts}.values())

    @cached_property
    def phrases(self) -> tuple[Heading, ...]:
        """Sentences to say aloud, by what the facilitator wants to do; a person's own come after ours."""
        own = self._own.phrases.only or PhrasesFile(headings=())
        return joined(read_bundled("phrases", SAY_THIS, PhrasesFile).headings, own.headings)

    @cached_property
    def care(self) -> Mapping[str, Protocol]:
        """Gates, cues and protocols by slug; a person's own replaces ours or stands beside them."""
        return catalogue("care", Protocol, self._own.care.found)

    @cached_property
    def deciding(self) -> Mapping[str, DecidingWay]:
        """Ways of deciding by slug; a person's own replaces ours."""
        return catalogue("deciding", DecidingWay, self._own.deciding.found, besides=CHART)

    @cached_property
    def agreeing(self) -> Mapping[str, Protocol]:
        """Ways of making ground rules by slug; a person's own replaces ours."""
        return catalogue("agreeing", Protocol, self._own.agreeing.found)

    @cached_property
    def decision_chart(self) -> tuple[ChartRow, ...]:
        """Which way of deciding fits which matter; a person's own chart takes the place of ours."""
        return (self._own.chart.only or read_bundled("deciding", CHART, ChartFile)).rows

    @cached_property
    def topics(self) -> Mapping[str, Topic]:
        """Topic cards by slug."""
        return catalogue("topics", Topic, self._own.topics.found)

    @cached_property
    def walks(self) -> Mapping[str, Walk]:
        """Walks that a lens can take, by slug."""
        return catalogue("walks", Walk, self._own.walks.found)

    @cached_property
    def packs(self) -> Mapping[str, Pack]:
        """Packs of rules and prompts that a group may adopt, by slug; nothing of them acts before."""
        return catalogue("packs", Pack, self._own.packs.found)

    @cached_property
    def lenses(self) -> tuple[Lens, ...]:
        """Ways of listening to one story, in order; a person's own come after ours or replace them by id."""
        ours = read_bundled("", LENSES, LensesFile).lenses
        own = self._own.lenses.only or LensesFile()
        return tuple({lens.id: lens for lens in (*ours, *own.lenses)}.values())

    @cached_property
    def themes(self) -> Mapping[str, Theme]:
        """Themes by slug."""
        return catalogue("themes", Theme, self._own.themes.found)

    def theme(self, slug: str) -> Theme:
        """The theme of that slug; the usual one where there is none."""
        return self.themes[slug if slug in self.themes else USUAL_THEME]

    @property
    def settings(self) -> Settings:
        """How the screen was chosen to look and sound; the standing ones where the file is wrong."""
        return self._own.settings.only or Settings()

    @property
    def settings_fault(self) -> str:
        """What is wrong with the file of settings, so that nobody writes over it."""
        return next(iter(self._own.settings.problems), "")

    @property
    def keys(self) -> OwnKeys:
        """Keys that a person gave to commands; whether that can be is the screens' business."""
        return msgspec.convert(self._own.keys.only or {}, OwnKeys)

    @cached_property
    def problems(self) -> tuple[str, ...]:
        """One sentence for each file in the person's own folder that was left out."""
        return (*self._own.problems, *self._unknown_theme, *self._own.strangers)

    @cached_property
    def _opening(self) -> OpeningFile:
        standing = read_bundled("phrases", OPENING, OpeningFile)
        own = self._own.opening.only
        return own.over(standing) if own else standing

    @property
    def _adopted_packs(self) -> tuple[Pack, ...]:
        return tuple(self.packs[slug] for slug in self._adopted if slug in self.packs)

    @property
    def _unknown_theme(self) -> tuple[str, ...]:
        wanted = self.settings.theme
        if wanted in self.themes:
            return ()
        return (
            f"{SETTINGS}, theme: there is no theme “{clean_line(wanted, limit=40)}”; "
            f"one of {', '.join(self.themes)} is right.",
        )
