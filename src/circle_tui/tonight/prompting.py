"""Which prompts an evening offers, and which one belongs to the edge of a step."""

from collections.abc import Callable, Mapping
from random import Random

from circle_tui.content.load import Library
from circle_tui.core import prompts
from circle_tui.core.agenda import PromptSlot
from circle_tui.core.prompts import Deck, Prompt, Tone
from circle_tui.core.session import step_after
from circle_tui.room import Room

Chance = Callable[[str], Random]
"""Gives a generator for a seed, so that the same question is drawn the same way."""


class Prompting:
    """The prompts of one evening. Keeps nothing but what the room keeps."""

    def __init__(self, room: Room, library: Library, chance: Chance) -> None:
        self._room = room
        self._library = library
        self._chance = chance

    @property
    def _decks(self) -> tuple[Deck, ...]:
        return tuple(self._library.decks.values())

    def texts(self) -> dict[str, str]:
        """The words of every prompt by its id, as the mode of the evening has them."""
        mode = self._room.session.opened.mode
        worded = (prompts.worded(item, mode) for deck in self._decks for item in deck.prompts)
        return {item.id: item.text for item in worded if item is not None}

    def offered(self, tone: Tone, avoid: tuple[str, ...] = ()) -> tuple[Prompt, ...]:
        """Three prompts for a tone in plain words; the tone itself is kept nowhere."""
        session = self._room.session
        segment = session.position.segment if session.position else "before"
        chance = self._chance(f"{session.opened.session}/{segment}/{tone}/{len(avoid)}")
        return prompts.offers(self._decks, tone=tone, mode=session.opened.mode, chance=chance, avoid=avoid)

    def at_edge(self) -> Mapping[PromptSlot, str]:
        """The prompt to place when the next step begins, by its slot; nothing where it asks for none."""
        session = self._room.session
        following = step_after(session, session.position)
        if following is None:
            return {}
        slot = next(
            step.prompt for step in session.segment(following.segment).steps if step.id == following.step
        )
        chosen = self._for_slot(slot, following.segment)
        return {slot: chosen.id} if chosen is not None else {}

    def _for_slot(self, slot: PromptSlot, segment: str) -> Prompt | None:
        chance = self._chance(f"{self._room.session.opened.session}/{segment}/{slot}")
        mode = self._room.session.opened.mode
        decks = self._decks
        match slot:
            case "listen":
                return prompts.listening(decks, mode=mode, chance=chance)
            case "group":
                return next(iter(prompts.group_nudges(decks, mode=mode, chance=chance)), None)
            case "after":
                return prompts.after(decks, mode=mode, chance=chance)
            case "steady":
                return prompts.steadying(decks, mode=mode, chance=chance)
            case "none" | "choose" | "keep":
                return None
