"""What is wrong with a deck of prompts that a person wrote."""

from collections.abc import Iterable

from circle_tui.core.faults.wording import first, sentence_fault, slug_fault, twice_fault
from circle_tui.core.work.prompts import Deck, Prompt


def deck_fault(deck: Deck) -> str:
    """One sentence on the first thing wrong with a deck."""
    fault = slug_fault("the slug", deck.slug) or sentence_fault("the title", deck.title)
    if fault:
        return fault
    if not deck.prompts:
        return "suits has no prompts: at least one is right"
    twice = twice_fault("id", (prompt.id for prompt in deck.prompts))
    return twice or first(map(_prompt_fault, deck.prompts))


def _prompt_fault(prompt: Prompt) -> str:
    """One sentence on the first thing wrong with a prompt."""
    if fault := slug_fault("the id", prompt.id) or sentence_fault(f"the text of {prompt.id}", prompt.text):
        return fault
    if not 1 <= prompt.depth <= 3:
        return f"the depth of {prompt.id} is {prompt.depth}: 1, 2 or 3 is right"
    if not prompt.modes:
        return f"{prompt.id} has no modes: at least one, such as “support”, is right"
    if prompt.depth == 3 and prompt.screen == "yes":
        return f"{prompt.id} has a depth of 3 and screen “yes”: “ask” or “private” is right so deep"
    if prompt.to == "group" and prompt.screen != "yes":
        return f"{prompt.id} is for the group and screen is “{prompt.screen}”: “yes” is right for all of us"
    if prompt.in_support and (fault := sentence_fault(f"in_support of {prompt.id}", prompt.in_support)):
        return fault
    if max(prompt.text.count("?"), prompt.in_support.count("?")) > 1:
        return f"{prompt.id} asks more than one question: one idea is right, so that it works read aloud once"
    return ""


def shared_prompt_fault(deck: Deck, others: Iterable[Deck]) -> str:
    """One sentence on the first id of a deck that stands in another deck too."""
    strangers = [other for other in others if other.slug != deck.slug]
    places = {prompt.id: other.slug for other in strangers for prompt in other.prompts}
    twice = next((prompt.id for prompt in deck.prompts if prompt.id in places), "")
    return f"the id “{twice}” is already in the deck “{places[twice]}”: another is right" if twice else ""
