"""The draw pile of a group: ids of the prompts that have not come up lately, and nothing else.

No date, no evening, no person, no order: what has come up is simply not in it, and once all of a kind have
come up, that kind is put back. Only what may come up by itself is ever in it, so that whoever wished for a
deep or a private prompt leaves no trace.
"""

from collections.abc import Iterable, Sequence
from random import Random

from circle_tui.core.plan.modes import Mode
from circle_tui.core.work.prompts import Deck, is_drawable, worded

Pile = tuple[str, ...]
"""Ids, shuffled."""


def fresh_pile(decks: Sequence[Deck], chance: Random) -> Pile:
    """Every prompt that may come up by itself."""
    return _shuffled((prompt.id for deck in decks for prompt in deck.prompts if is_drawable(prompt)), chance)


def after_showing(
    pile: Sequence[str], shown: Sequence[str], decks: Sequence[Deck], *, mode: Mode, chance: Random
) -> Pile:
    """The pile without what was shown, shuffled anew so that its order tells nothing.

    A kind that is used up in this mode is put back, without what was shown just now where it has others.
    """
    left = set(pile) - set(shown)
    for kind in _kinds(decks, mode):
        if not left & kind:
            left |= kind - set(shown) or kind
    return _shuffled(left & set(fresh_pile(decks, chance)), chance)


def _kinds(decks: Sequence[Deck], mode: Mode) -> Iterable[set[str]]:
    """Ids of prompts that can take one another's place: about the same, at the same time, for the same."""
    kinds: dict[tuple[str, str, str], set[str]] = {}
    for deck in decks:
        for suit in deck.suits:
            for prompt in suit.prompts:
                if is_drawable(prompt) and worded(prompt, mode) is not None:
                    kinds.setdefault((suit.name, prompt.when, prompt.to), set()).add(prompt.id)
    return kinds.values()


def _shuffled(ids: Iterable[str], chance: Random) -> Pile:
    shuffled = sorted(ids)
    chance.shuffle(shuffled)
    return tuple(shuffled)
