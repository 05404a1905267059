"""What comes with Circle and what a person put in their own folder, as one library.

A person's file adds something or replaces it by slug; a broken one never stops the program: it is
left out, and `problems` has one sentence about it. Nothing is read before it is asked for, and
nothing is ever written.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from functools import cached_property
from pathlib import Path
from typing import Generic, TypeVar

import msgspec
from msgspec import Struct

from circle_tui.content.reading import Problem, bundled_names, read_bundled, read_own
from circle_tui.content.settings import NAME as SETTINGS
from circle_tui.content.themes import Theme, theme_fault
from circle_tui.core.agenda import Step
from circle_tui.core.dealing import Lens
from circle_tui.core.decisions import ChartRow
from circle_tui.core.endings import Ending
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
from circle_tui.core.formats import Format
from circle_tui.core.frame import JOINING
from circle_tui.core.inserts import Insert
from circle_tui.core.packs import Pack
from circle_tui.core.phrases import Heading, joined
from circle_tui.core.prompts import Deck
from circle_tui.core.protocols import Protocol
from circle_tui.core.rules import Rule, RuleSet
from circle_tui.core.settings import Settings
from circle_tui.core.text import clean_line
from circle_tui.core.topics import Topic, Walk

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
RULES, OPENING, ENDINGS, SAY_THIS, INSERTS = "library", "opening", "endings", "say-this", "inserts"
"""Files with a part of their own; any other has one thing in it, and its slug for a name."""
KEYS = "keys.toml"
CHART = "chart"
LENSES = "lenses"
"""A file in the folder itself, here and there."""
USUAL_THEME = "dark"

OwnKeys = dict[str, dict[str, tuple[str, ...]]]
"""Keys that a person gave to commands, by screen and command."""

T = TypeVar("T")


class RulesFile(Struct, frozen=True, forbid_unknown_fields=True):
    """What `rules/library.toml` says."""

    rules: tuple[Rule, ...]


class OpeningFile(Struct, frozen=True, forbid_unknown_fields=True):
    """What `phrases/opening.toml` says: the steps, the one for newcomers, and the texts of cards."""

    steps: tuple[Step, ...] = ()
    joining: Step = JOINING
    cards: dict[str, str] = {}


class EndingsFile(Struct, frozen=True, forbid_unknown_fields=True):
    """What `phrases/endings.toml` says."""

    endings: tuple[Ending, ...]


class ChartFile(Struct, frozen=True, forbid_unknown_fields=True):
    """What `deciding/chart.toml` says."""

    rows: tuple[ChartRow, ...]


class InsertsFile(Struct, frozen=True, forbid_unknown_fields=True):
    """What `phrases/inserts.toml` says."""

    inserts: tuple[Insert, ...]


class PhrasesFile(Struct, frozen=True, forbid_unknown_fields=True):
    """What `phrases/say-this.toml` says."""

    headings: tuple[Heading, ...]


class LensesFile(Struct, frozen=True, forbid_unknown_fields=True):
    """What `lenses.toml` says."""

    lenses: tuple[Lens, ...] = ()


class Catalogue(Mapping[str, T], Generic[T]):
    """Things by slug; one that comes with Circle is read when it is first asked for."""

    def __init__(self, bundled: Sequence[str], read: Callable[[str], T], own: Mapping[str, T]) -> None:
        self._slugs = (*bundled, *(slug for slug in own if slug not in bundled))
        self._read = read
        self._known = dict(own)

    def __getitem__(self, slug: str) -> T:
        if slug not in self._known:
            if slug not in self._slugs:
                raise KeyError(slug)
            self._known[slug] = self._read(slug)
        return self._known[slug]

    def __iter__(self) -> Iterator[str]:
        return iter(self._slugs)

    def __len__(self) -> int:
        return len(self._slugs)


class _Own(Struct, Generic[T], frozen=True):
    """What a person's own files of one kind say, and what is wrong with the others."""

    found: dict[str, T]
    problems: tuple[str, ...]


class Library:
    """Formats, prompts, rules and phrases: what comes with Circle and what a person added."""

    def __init__(self, config: Path | None = None, adopted: tuple[str, ...] = ()) -> None:
        self._config = config
        self._adopted = adopted

    def adopting(self, packs: tuple[str, ...]) -> "Library":
        """The library of a group that adopted these packs; the same one when it adopted none."""
        return self if packs == self._adopted else Library(self._config, packs)

    def anew(self) -> "Library":
        """The same library, read again."""
        return Library(self._config, self._adopted)

    @cached_property
    def formats(self) -> Mapping[str, Format]:
        """Session formats by slug."""
        return Catalogue(
            bundled_names("formats"), lambda slug: read_bundled("formats", slug, Format), self._formats.found
        )

    @cached_property
    def decks(self) -> Mapping[str, Deck]:
        """Prompt decks by slug."""
        adopted = {pack.deck.slug: pack.deck for pack in self._adopted_packs}
        return Catalogue(
            bundled_names("decks"),
            lambda slug: read_bundled("decks", slug, Deck),
            adopted | self._decks.found,
        )

    @cached_property
    def rules(self) -> Mapping[str, Rule]:
        """Ground rules by id: what groups choose from."""
        rules = read_bundled("rules", RULES, RulesFile).rules
        for pack in self._adopted_packs:
            rules += pack.rules
        for own in self._rules.found.values():
            rules += own.rules
        return {rule.id: rule for rule in rules}

    @cached_property
    def rule_sets(self) -> Mapping[str, RuleSet]:
        """Starter sets of ground rules by slug."""
        names = [name for name in bundled_names("rules") if name != RULES]
        return Catalogue(names, lambda slug: read_bundled("rules", slug, RuleSet), self._rule_sets.found)

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
        for own in self._endings.found.values():
            endings += own.endings
        return tuple({ending.slug: ending for ending in endings}.values())

    @cached_property
    def inserts(self) -> tuple[Insert, ...]:
        """Small parts that can be put into an evening, in order; a person's own replace ours or follow."""
        inserts = read_bundled("phrases", INSERTS, InsertsFile).inserts
        for own in self._inserts.found.values():
            inserts += own.inserts
        return tuple({insert.slug: insert for insert in inserts}.values())

    @cached_property
    def phrases(self) -> tuple[Heading, ...]:
        """Sentences to say aloud, by what the facilitator wants to do; a person's own come after ours."""
        own = (heading for file in self._phrases.found.values() for heading in file.headings)
        return joined(read_bundled("phrases", SAY_THIS, PhrasesFile).headings, own)

    @cached_property
    def care(self) -> Mapping[str, Protocol]:
        """Gates, cues and protocols by slug; a person's own replaces ours or stands beside them."""
        return Catalogue(
            bundled_names("care"), lambda slug: read_bundled("care", slug, Protocol), self._care.found
        )

    @cached_property
    def deciding(self) -> Mapping[str, Protocol]:
        """Ways of deciding by slug; a person's own replaces ours."""
        names = [name for name in bundled_names("deciding") if name != CHART]
        return Catalogue(names, lambda slug: read_bundled("deciding", slug, Protocol), self._deciding.found)

    @cached_property
    def agreeing(self) -> Mapping[str, Protocol]:
        """Ways of making ground rules by slug; a person's own replaces ours."""
        names, own = bundled_names("agreeing"), self._agreeing.found
        return Catalogue(names, lambda slug: read_bundled("agreeing", slug, Protocol), own)

    @cached_property
    def decision_chart(self) -> tuple[ChartRow, ...]:
        """Which way of deciding fits which matter; a person's own chart takes the place of ours."""
        own = next(iter(self._chart.found.values()), None)
        return (own or read_bundled("deciding", CHART, ChartFile)).rows

    @cached_property
    def topics(self) -> Mapping[str, Topic]:
        """Topic cards by slug."""
        return Catalogue(
            bundled_names("topics"), lambda slug: read_bundled("topics", slug, Topic), self._topics.found
        )

    @cached_property
    def walks(self) -> Mapping[str, Walk]:
        """Walks that a lens can take, by slug."""
        return Catalogue(
            bundled_names("walks"), lambda slug: read_bundled("walks", slug, Walk), self._walks.found
        )

    @cached_property
    def packs(self) -> Mapping[str, Pack]:
        """Packs of rules and prompts that a group may adopt, by slug; nothing of them acts before."""
        return Catalogue(
            bundled_names("packs"), lambda slug: read_bundled("packs", slug, Pack), self._packs.found
        )

    @property
    def _adopted_packs(self) -> tuple[Pack, ...]:
        return tuple(self.packs[slug] for slug in self._adopted if slug in self.packs)

    @cached_property
    def lenses(self) -> tuple[Lens, ...]:
        """Ways of listening to one story, in order; a person's own come after ours or replace them by id."""
        ours = read_bundled("", LENSES, LensesFile).lenses
        own = () if isinstance(self._lenses, Problem) else self._lenses.lenses
        return tuple({lens.id: lens for lens in (*ours, *own)}.values())

    @cached_property
    def themes(self) -> Mapping[str, Theme]:
        """Themes by slug."""
        return Catalogue(
            bundled_names("themes"), lambda slug: read_bundled("themes", slug, Theme), self._themes.found
        )

    def theme(self, slug: str) -> Theme:
        """The theme of that slug; the usual one where there is none."""
        return self.themes[slug if slug in self.themes else USUAL_THEME]

    @property
    def settings(self) -> Settings:
        """How the screen was chosen to look and sound; the standing ones where the file is wrong."""
        return Settings() if isinstance(self._settings, Problem) else self._settings

    @property
    def settings_fault(self) -> str:
        """What is wrong with the file of settings, so that nobody writes over it."""
        return self._settings.sentence if isinstance(self._settings, Problem) else ""

    @property
    def keys(self) -> OwnKeys:
        """Keys that a person gave to commands; whether that can be is the screens' business."""
        return {} if isinstance(self._keys, Problem) else msgspec.convert(self._keys, OwnKeys)

    @cached_property
    def problems(self) -> tuple[str, ...]:
        """One sentence for each file in the person's own folder that was left out."""
        return (
            *self._formats.problems,
            *self._decks.problems,
            *self._rules.problems,
            *self._rule_sets.problems,
            *self._own_opening.problems,
            *self._endings.problems,
            *self._phrases.problems,
            *self._inserts.problems,
            *self._care.problems,
            *self._deciding.problems,
            *self._agreeing.problems,
            *self._chart.problems,
            *self._walks.problems,
            *self._topics.problems,
            *self._packs.problems,
            *self._themes.problems,
            *(item.sentence for item in self._single_files if isinstance(item, Problem)),
            *self._unknown_theme,
            *self._strangers,
        )

    @cached_property
    def _opening(self) -> OpeningFile:
        standing = read_bundled("phrases", OPENING, OpeningFile)
        for own in self._own_opening.found.values():
            standing = OpeningFile(
                steps=own.steps or standing.steps,
                joining=standing.joining if own.joining == JOINING else own.joining,
                cards={**standing.cards, **own.cards},
            )
        return standing

    @cached_property
    def _formats(self) -> _Own[Format]:
        return self._own("formats", Format, format_fault, lambda found, _: found.slug)

    @cached_property
    def _decks(self) -> _Own[Deck]:
        before: list[Deck] = []

        def fault_in(own: Deck) -> str:
            ours = (read_bundled("decks", name, Deck) for name in bundled_names("decks"))
            fault = deck_fault(own) or shared_prompt_fault(own, (*ours, *before))
            before.append(own)
            return fault

        return self._own("decks", Deck, fault_in, lambda found, _: found.slug)

    @cached_property
    def _rules(self) -> _Own[RulesFile]:
        return self._own("rules", RulesFile, lambda own: rules_fault(own.rules), _named, {RULES})

    @cached_property
    def _rule_sets(self) -> _Own[RuleSet]:
        return self._own(
            "rules",
            RuleSet,
            lambda own: rule_set_fault(own, self.rules),
            lambda found, _: found.slug,
            besides={RULES},
        )

    @cached_property
    def _own_opening(self) -> _Own[OpeningFile]:
        return self._own(
            "phrases",
            OpeningFile,
            lambda own: opening_fault((*own.steps, own.joining), own.cards),
            _named,
            {OPENING},
        )

    @cached_property
    def _endings(self) -> _Own[EndingsFile]:
        return self._own("phrases", EndingsFile, lambda own: endings_fault(own.endings), _named, {ENDINGS})

    @cached_property
    def _inserts(self) -> _Own[InsertsFile]:
        return self._own("phrases", InsertsFile, lambda own: inserts_fault(own.inserts), _named, {INSERTS})

    @cached_property
    def _phrases(self) -> _Own[PhrasesFile]:
        return self._own("phrases", PhrasesFile, lambda own: phrases_fault(own.headings), _named, {SAY_THIS})

    @cached_property
    def _deciding(self) -> _Own[Protocol]:
        return self._own("deciding", Protocol, way_fault, lambda found, _: found.slug, besides={CHART})

    @cached_property
    def _agreeing(self) -> _Own[Protocol]:
        return self._own("agreeing", Protocol, making_fault, lambda found, _: found.slug)

    @cached_property
    def _chart(self) -> _Own[ChartFile]:
        return self._own("deciding", ChartFile, lambda own: chart_fault(own.rows), _named, {CHART})

    @cached_property
    def _care(self) -> _Own[Protocol]:
        return self._own("care", Protocol, protocol_fault, lambda found, _: found.slug)

    @cached_property
    def _topics(self) -> _Own[Topic]:
        return self._own(
            "topics", Topic, lambda own: topic_fault(own, self.walks), lambda found, _: found.slug
        )

    @cached_property
    def _walks(self) -> _Own[Walk]:
        return self._own("walks", Walk, walk_fault, lambda found, _: found.slug)

    @cached_property
    def _packs(self) -> _Own[Pack]:
        return self._own("packs", Pack, pack_fault, lambda found, _: found.slug)

    @cached_property
    def _themes(self) -> _Own[Theme]:
        return self._own("themes", Theme, theme_fault, lambda found, _: found.slug)

    @cached_property
    def _settings(self) -> Settings | Problem:
        return self._single(SETTINGS, Settings, Settings())

    @property
    def _single_files(self) -> tuple[object, ...]:
        return (self._settings, self._keys, self._lenses)

    @cached_property
    def _lenses(self) -> LensesFile | Problem:
        return self._single(f"{LENSES}.toml", LensesFile, LensesFile(), lambda own: lenses_fault(own.lenses))

    @cached_property
    def _keys(self) -> dict[str, object] | Problem:
        return self._single(KEYS, dict[str, object], {}, _keys_fault)

    def _single(
        self, name: str, wanted: type[T], otherwise: T, fault_in: Callable[[T], str] = lambda _: ""
    ) -> T | Problem:
        """What a file in the folder itself says."""
        path = self._config / name if self._config else None
        if path is None or not path.exists():
            return otherwise
        return read_own(path, "", wanted, fault_in)

    @property
    def _unknown_theme(self) -> tuple[str, ...]:
        wanted = self.settings.theme
        if wanted in self.themes:
            return ()
        return (
            f"{SETTINGS}, theme: there is no theme “{clean_line(wanted, limit=40)}”; "
            f"one of {', '.join(self.themes)} is right.",
        )

    @property
    def _strangers(self) -> tuple[str, ...]:
        return tuple(
            f"phrases/{clean_line(path.name, limit=60)} is not read: "
            f"{OPENING}.toml, {ENDINGS}.toml, {SAY_THIS}.toml or {INSERTS}.toml is right."
            for path in self._files("phrases")
            if path.stem not in (OPENING, ENDINGS, SAY_THIS, INSERTS)
        )

    def _files(self, kind: str) -> list[Path]:
        return sorted((self._config / kind).glob("*.toml")) if self._config else []

    def _own(
        self,
        kind: str,
        wanted: type[T],
        fault_in: Callable[[T], str],
        slug_of: Callable[[T, Path], str],
        only: Set[str] | None = None,
        besides: Set[str] = frozenset(),
    ) -> _Own[T]:
        found: dict[str, T] = {}
        origins: dict[str, str] = {}
        problems: list[str] = []
        for path in self._files(kind):
            if path.stem in besides or (only is not None and path.stem not in only):
                continue
            value = read_own(path, kind, wanted, fault_in)
            if isinstance(value, Problem):
                problems.append(value.sentence)
                continue
            slug = slug_of(value, path)
            shown = clean_line(path.name, limit=60)
            if slug in found:
                problems.append(
                    f"{kind}/{shown}: the slug “{slug}” is already in {origins[slug]}; another is right."
                )
                continue
            found[slug], origins[slug] = value, shown
        return _Own(found, tuple(problems))


def _named(_: object, path: Path) -> str:
    return path.stem


def _keys_fault(said: Mapping[str, object]) -> str:
    """What is no list of keys; msgspec could not say where in a table of free names that is."""
    for screen, commands in said.items():
        if not isinstance(commands, dict):
            return f"“{screen}” stands before any screen: a line like [live] above it is right"
        for name, keys in commands.items():
            if not isinstance(keys, list) or not all(isinstance(key, str) for key in keys):
                return f'{screen}, {name} is no list of keys: {name} = ["right"] would be one'
    return ""
