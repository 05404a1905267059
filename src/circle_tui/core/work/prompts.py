"""Countertransference prompts: which to offer when, and which are never drawn by themselves.

Chance is handed in. Nothing here remembers who was shown what: `pile` holds ids that come first, and
`avoid` ids seen a moment ago, longest ago first; neither has dates or people.
"""

from collections.abc import Iterable, Sequence
from random import Random
from typing import Literal, NamedTuple, get_args

from msgspec import Struct
from msgspec.structs import replace

from circle_tui.core.plan.agenda import PromptSlot
from circle_tui.core.plan.modes import Mode

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

ABOUT_WORDS: dict[SuitName, str] = {
    "sparks": "how it begins",
    "tells": "how it shows",
    "ripples": "what it does",
    "roots": "where it comes from",
    "location": "difference and power",
    "system": "the system around us",
    "limits": "the frame and its limits",
    "echo": "what happens in this room",
    "steadying": "what steadies",
}
"""What somebody may ask for by its neutral name; the tones have names of their own."""

AROUND: tuple[SuitName, ...] = ("location", "system", "limits")
"""What is around a person's work rather than in them."""

EVENLY = 0.5
"""How often a slot takes any of its own although the presenter's tone has one for it."""
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
    """Its words wherever no case is brought, as in support; for a text that asks about a client."""


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
    def prompts(self) -> tuple[Prompt, ...]:
        """All of them, in order."""
        return tuple(prompt for suit in self.suits for prompt in suit.prompts)


def tones_in(decks: Sequence[Deck], mode: Mode) -> tuple[Tone, ...]:
    """The tones there is something to offer for in a mode."""
    wishes: dict[Tone, tuple[SuitName, ...]] = {
        tone: ("sparks", "tells", *AROUND) if tone == "not-sure" else (tone,) for tone in TONES
    }
    return tuple(
        tone for tone, names in wishes.items() if _pool(decks, names, mode, ("before",), "presenter")
    )


def offers(
    decks: Sequence[Deck],
    *,
    tone: Tone,
    mode: Mode,
    chance: Random,
    avoid: Sequence[str] = (),
    pile: Sequence[str] = (),
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
            chosen += _pick(pool, 1, chance, avoid, pile)
    return tuple(chosen)


class _Wish(NamedTuple):
    """What a slot asks for."""

    names: tuple[SuitName, ...]
    when: When
    to: To
    has_tone: bool = True
    """Whether the presenter's tone may speak too, where it is known."""


_SLOTS: dict[PromptSlot, _Wish] = {
    "listen": _Wish(("echo",), "during", "group"),
    "group": _Wish(("echo", "location", "system"), "after", "group"),
    "after": _Wish(("ripples",), "after", "presenter"),
    "steady": _Wish(("steadying",), "after", "presenter", has_tone=False),
}


def for_slot(
    decks: Sequence[Deck],
    slot: PromptSlot,
    *,
    mode: Mode,
    chance: Random,
    tone: Tone | None = None,
    avoid: Sequence[str] = (),
    pile: Sequence[str] = (),
    most: int = 1,
) -> tuple[Prompt, ...]:
    """Those that belong to a slot, the best first; none for one in which the presenter chooses.

    `listen`: a lens of the presenter's tone, or for any story. `group`: echoes in the room, place and power,
    the system. `after`: what the reaction does. `steady`: what steadies, always the last.
    """
    wish = _SLOTS.get(slot)
    if wish is None:
        return ()
    names = _with_tone(tone, *wish.names) if wish.has_tone else wish.names
    pool = _pool(decks, names, mode, (wish.when,), wish.to)
    own = _pool(decks, names[:1], mode, (wish.when,), wish.to) if names != wish.names else []
    fresh = [prompt for prompt in own if prompt.id not in avoid]
    if not fresh or (most == 1 and chance.random() < EVENLY):
        return tuple(_pick(pool, most, chance, avoid, pile))
    first = _pick(fresh, 1, chance, avoid, pile)
    rest = [prompt for prompt in pool if prompt not in first]
    return (*first, *_pick(rest, most - 1, chance, avoid, pile))


def deeper(
    decks: Sequence[Deck], *, mode: Mode, tone: Tone | None = None, moment: When = "before"
) -> tuple[Prompt, ...]:
    """Those that only the presenter's own wish may bring, in the decks' order; never a private one."""
    names = _with_tone(tone, "roots", "location")
    return tuple(
        prompt
        for prompt in _of(decks, names, mode)
        if prompt.when == moment and prompt.to == "presenter" and not is_drawable(prompt)
    )


def for_one_member(decks: Sequence[Deck], *, mode: Mode, moment: When | None = None) -> tuple[Prompt, ...]:
    """The private ones: never drawn on a shared screen; one may be copied for the presenter alone."""
    found = (worded(prompt, mode) for deck in decks for suit in deck.suits for prompt in _private(suit))
    return tuple(prompt for prompt in found if prompt is not None and moment in (None, prompt.when))


def one_of(pool: Sequence[Prompt], *, chance: Random, avoid: Sequence[str] = ()) -> Prompt | None:
    """One of several by chance; one seen a moment ago only when there is no other."""
    return next(iter(_pick(list(pool), 1, chance, avoid, ())), None)


def offers_about(
    decks: Sequence[Deck],
    name: SuitName,
    *,
    mode: Mode,
    chance: Random,
    avoid: Sequence[str] = (),
    pile: Sequence[str] = (),
) -> tuple[Prompt, ...]:
    """Up to three about one thing."""
    return tuple(_pick(list(about(decks, name, mode=mode)), OFFERS, chance, avoid, pile))


def about(decks: Sequence[Deck], name: SuitName, *, mode: Mode) -> tuple[Prompt, ...]:
    """All that may be drawn about one thing, for a facilitator who asks for it: limits, system, echo."""
    return tuple(prompt for prompt in _of(decks, (name,), mode) if is_drawable(prompt))


def worded(prompt: Prompt, mode: Mode) -> Prompt | None:
    """The prompt in the words of a mode; None when it does not belong there."""
    if mode not in prompt.modes:
        return None
    if mode != "consultation" and prompt.in_support:
        return replace(prompt, text=prompt.in_support)
    return prompt


def is_drawable(prompt: Prompt) -> bool:
    """Whether it may come up by itself."""
    return prompt.depth <= DEEPEST_DRAWN and prompt.screen == "yes"


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


def _pick(
    pool: list[Prompt], count: int, chance: Random, avoid: Sequence[str], pile: Sequence[str]
) -> list[Prompt]:
    """Some of the pool: what tops the pile, then the others by chance, then what was seen longest ago."""
    seen = {name: place for place, name in enumerate(avoid)}
    places = {name: place for place, name in enumerate(pile)}
    fresh = [prompt for prompt in pool if prompt.id not in seen]
    chance.shuffle(fresh)
    fresh.sort(key=lambda prompt: places.get(prompt.id, len(places)))
    known = sorted((prompt for prompt in pool if prompt.id in seen), key=lambda prompt: seen[prompt.id])
    return [*fresh, *known][:count]
