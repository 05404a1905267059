"""Sentences to say aloud, under headings that name what the facilitator wants to do. Nobody is described.

Every sentence is addressed to all, since the whole room reads it.
"""

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from circle_tui.core.plan.modes import MODES, Mode


class Phrase(Struct, frozen=True, forbid_unknown_fields=True):
    """One sentence that works when it is read aloud once."""

    says: str
    modes: tuple[Mode, ...] = MODES
    """The kinds of evening it fits; all of them when nothing is said."""


class Heading(Struct, frozen=True, forbid_unknown_fields=True):
    """What the facilitator wants to do: "Make room", never what somebody is."""

    id: str
    """A slug, unique in the bank; phrases of one's own under a standing id come after ours."""
    title: str
    phrases: tuple[Phrase, ...]


def for_mode(headings: Iterable[Heading], mode: Mode) -> tuple[Heading, ...]:
    """The headings with the phrases that fit an evening; one that has none is left out."""
    fitting = (
        replace(item, phrases=tuple(phrase for phrase in item.phrases if mode in phrase.modes))
        for item in headings
    )
    return tuple(item for item in fitting if item.phrases)


def joined(standing: Iterable[Heading], own: Iterable[Heading]) -> tuple[Heading, ...]:
    """The standing headings in their order, a person's own phrases after ours, own headings last."""
    bank = {item.id: item for item in standing}
    for item in own:
        ours = bank.get(item.id)
        bank[item.id] = replace(ours, phrases=(*ours.phrases, *item.phrases)) if ours else item
    return tuple(bank.values())
