"""Countertransference prompts: which to offer when, and which are never drawn by themselves.

Chance is handed in. Nothing here remembers who was shown what: `avoid` is the group's own list of
prompt ids it has seen, longest ago first, without dates or people.
"""

from collections.abc import Iterable, Sequence
from random import Random
from typing import Literal, get_args

from msgspec import Struct
from msgspec.structs import replace

from circle_tui.core.modes import Mode

Tone = Literal["flooded", "stuck", "warm", "pulled-in", "far", "protective", "under-fire", "not-sure"]
"""How the presenter finds the work tonight, in the plain words that stand on screen."""

TONES: tuple[Tone, ...] = get_args(Tone)
TONE_WORDS: dict[Tone, str] = {
    "flooded": "flooded",
    "stuck": "stuck",
    "warm": "warm",
    "pulled-in": "pulled in",
    "far": "far",
    "protective": "protective",
    "under-fire": "under fire",
    "not-sure": "not sure",
}

SuitName = Literal[
    "flooded",
    "stuck",
    "warm",
    "pulled-in",
    "far",
    "protective",
    "under-fire",
    "private",
    "roots",
    "sparks",
    "tells",
    "ripples",
    "steadying",
    "echo",
    "location",
    "system",
    "limits",
]
"""What a prompt is about. Never shown: such a word beside a person's name is an interpretation."""

When = Literal["before", "during", "after"]
To = Literal["presenter", "group"]
Screen = Literal["yes", "ask", "private"]
"""`yes`: may stand on the shared screen. `ask`: the presenter says yes first. `private`: never drawn."""

OFFERS = 3
DEEPEST_DRAWN = 2
"""A prompt of depth 3 needs the presenter's own wish."""


class Prompt(Struct, frozen=True, forbid_unknown_fields=True):
    """One question or invitation; one idea, works read aloud once."""

    id: str
    text: str
    """90 characters at most."""
    when: When
    to: To
    depth: int
    """1 to 3; how close it comes."""
    screen: Screen = "yes"
    modes: tuple[Mode, ...] = ("support", "consultation")
    in_support: str = ""
    """Its words in support mode, where the text would invite detail about a client."""


class Suit(Struct, frozen=True, forbid_unknown_fields=True):
    """Prompts about one thing."""

    name: SuitName
    prompts: tuple[Prompt, ...]


class Deck(Struct, frozen=True, forbid_unknown_fields=True):
    """Prompts that a group can choose to use."""

    slug: str
    title: str
    suits: tuple[Suit, ...]
    summary: str = ""

    @property
    def tones(self) -> tuple[Tone, ...]:
        """The tones it has prompts for; “not sure” whenever it has any at all."""
        names = {suit.name for suit in self.suits if suit.prompts}
        return tuple(tone for tone in TONES if tone in names or (tone == "not-sure" and names))

    @property
    def prompts(self) -> tuple[Prompt, ...]:
        """All of them, in order."""
        return tuple(prompt for suit in self.suits for prompt in suit.prompts)


def offers(
    decks: Sequence[Deck],
    *,
    tone: Tone,
    mode: Mode,
    chance: Random,
    avoid: Sequence[str] = (),
    moment: When = "before",
) -> tuple[Prompt, ...]:
    """Three for the presenter to choose from; fewer only when the decks have no more.

    Two of the tone and one about how it begins; for “not sure”, one each of how it begins, how it
    shows, and what is around it. Before the story, only what belongs there; while presenting, that
    and what belongs to presenting. Never deep, never private, never one that has to be asked for.
    """
    moments: tuple[When, ...] = ("before",) if moment == "before" else ("before", moment)
    wishes: tuple[tuple[SuitName, ...], ...] = (("sparks",), ("tells",), AROUND)
    if tone != "not-sure":
        wishes = ((tone,), (tone,), ("sparks",))
    chosen: list[Prompt] = []
    for names in (*wishes, *(("sparks", "tells", *AROUND),) * OFFERS):
        pool = _pool(decks, names, mode, moments, "presenter", chosen)
        if len(chosen) < OFFERS:
            chosen += _pick(pool, 1, chance, avoid)
    return tuple(chosen)


def listening(
    decks: Sequence[Deck],
    *,
    mode: Mode,
    chance: Random,
    tone: Tone | None = None,
    avoid: Sequence[str] = (),
) -> Prompt | None:
    """One for those who listen: of the presenter's tone if it is known, or for any story."""
    names = _with_tone(tone, "echo")
    return _one(_pick(_pool(decks, names, mode, ("during",), "group"), 1, chance, avoid))


def group_nudges(
    decks: Sequence[Deck],
    *,
    mode: Mode,
    chance: Random,
    tone: Tone | None = None,
    avoid: Sequence[str] = (),
    most: int = 3,
) -> tuple[Prompt, ...]:
    """Up to three for the group's talk: echoes in the room, place and power, the system."""
    names = _with_tone(tone, "echo", "location", "system")
    return tuple(_pick(_pool(decks, names, mode, ("after",), "group"), most, chance, avoid))


def after(
    decks: Sequence[Deck],
    *,
    mode: Mode,
    chance: Random,
    tone: Tone | None = None,
    avoid: Sequence[str] = (),
) -> Prompt | None:
    """One for the presenter who looks back; the steadying one still follows."""
    names = _with_tone(tone, "ripples")
    return _one(_pick(_pool(decks, names, mode, ("after",), "presenter"), 1, chance, avoid))


def steadying(
    decks: Sequence[Deck], *, mode: Mode, chance: Random, avoid: Sequence[str] = ()
) -> Prompt | None:
    """The one that always comes last: what steadies, not what is confessed."""
    return _one(_pick(_pool(decks, ("steadying",), mode, ("after",), "presenter"), 1, chance, avoid))


def deeper(decks: Sequence[Deck], *, mode: Mode, tone: Tone | None = None) -> tuple[Prompt, ...]:
    """Those that only the presenter's own wish may bring, in the decks' order; never a private one."""
    names = _with_tone(tone, "roots", "location")
    return tuple(
        prompt
        for prompt in _of(decks, names, mode)
        if prompt.screen == "ask" or (prompt.depth > DEEPEST_DRAWN and prompt.screen == "yes")
    )


def for_one_member(decks: Sequence[Deck], *, mode: Mode) -> tuple[Prompt, ...]:
    """The private ones: never drawn on a shared screen; one may be copied for the presenter alone."""
    found = (worded(prompt, mode) for deck in decks for suit in deck.suits for prompt in _private(suit))
    return tuple(prompt for prompt in found if prompt is not None)


def about(decks: Sequence[Deck], name: SuitName, *, mode: Mode) -> tuple[Prompt, ...]:
    """All that may be drawn about one thing, for a facilitator who asks for it: limits, system, echo."""
    return tuple(prompt for prompt in _of(decks, (name,), mode) if is_drawable(prompt))


def worded(prompt: Prompt, mode: Mode) -> Prompt | None:
    """The prompt in the words of a mode; None when it does not belong there."""
    if mode not in prompt.modes:
        return None
    if mode == "support" and prompt.in_support:
        return replace(prompt, text=prompt.in_support)
    return prompt


def is_drawable(prompt: Prompt) -> bool:
    """Whether it may come up by itself."""
    return prompt.depth <= DEEPEST_DRAWN and prompt.screen == "yes"


AROUND: tuple[SuitName, ...] = ("location", "system", "limits")
"""What is around a person's work rather than in them."""


def _with_tone(tone: Tone | None, *names: SuitName) -> tuple[SuitName, ...]:
    return names if tone is None or tone == "not-sure" else (tone, *names)


def _private(suit: Suit) -> tuple[Prompt, ...]:
    return tuple(prompt for prompt in suit.prompts if suit.name == "private" or prompt.screen == "private")


def _of(decks: Sequence[Deck], names: Sequence[SuitName], mode: Mode) -> Iterable[Prompt]:
    for deck in decks:
        for suit in deck.suits:
            if suit.name in names and suit.name != "private":
                for prompt in suit.prompts:
                    shown = worded(prompt, mode)
                    if shown is not None and shown.screen != "private":
                        yield shown


def _pool(
    decks: Sequence[Deck],
    names: Sequence[SuitName],
    mode: Mode,
    moments: Sequence[When],
    to: To,
    besides: Sequence[Prompt] = (),
) -> list[Prompt]:
    taken = {prompt.id for prompt in besides}
    return [
        prompt
        for prompt in _of(decks, names, mode)
        if is_drawable(prompt) and prompt.when in moments and prompt.to == to and prompt.id not in taken
    ]


def _pick(pool: list[Prompt], count: int, chance: Random, avoid: Sequence[str]) -> list[Prompt]:
    """Some of the pool: first what was not seen, as chance has it, then what was seen longest ago."""
    seen = {name: place for place, name in enumerate(avoid)}
    fresh = [prompt for prompt in pool if prompt.id not in seen]
    chance.shuffle(fresh)
    known = sorted((prompt for prompt in pool if prompt.id in seen), key=lambda prompt: seen[prompt.id])
    return [*fresh, *known][:count]


def _one(picked: list[Prompt]) -> Prompt | None:
    return picked[0] if picked else None
