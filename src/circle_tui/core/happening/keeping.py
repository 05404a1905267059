"""What stays of an evening when it is sealed: facts that are kept and still hold at its end."""

from collections.abc import Sequence

from msgspec.structs import replace

from circle_tui.core.agreements.decisions import DecidedWords, decision_id
from circle_tui.core.happening.events.agreements import DecisionMade, DecisionReviewed
from circle_tui.core.happening.events.evening import SessionOpened
from circle_tui.core.happening.events.log import Entry, Event
from circle_tui.core.happening.events.naming import (
    FacilitatorNamed,
    LeaderNamed,
    LeaderReleased,
    PresenterNamed,
    PresentingAsked,
    PresentingWithdrawn,
)
from circle_tui.core.happening.events.presence import ArrivalWithdrawn, PersonArrived
from circle_tui.core.happening.events.work import TakeawayMarked
from circle_tui.core.happening.fold import fold, taken_back
from circle_tui.core.people.presenting import unmet


def kept(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """What stays when the evening is sealed: facts that are kept, were not taken back, and still hold.

    Who led or brought something for a while and then did not, and who was marked as here by mistake,
    is nobody's business afterwards; nor is whom a lot was drawn among, since whoever is missing there passed.
    """
    left_out = taken_back(entries)
    held = [entry for entry in entries if entry.event.is_kept and entry.move not in left_out]
    settled: set[tuple[str, str]] = set()
    result: list[Entry] = []
    for entry in reversed(held):
        subject = _subject(entry.event)
        is_settled = subject in settled
        if subject is not None and not isinstance(entry.event, PersonArrived):
            settled.add(subject)
        if not is_settled and not isinstance(entry.event, LeaderReleased | ArrivalWithdrawn):
            result.append(_without_the_draw(entry))
    return _wishes_unmet(tuple(reversed(result)))


def _without_the_draw(entry: Entry) -> Entry:
    event = entry.event
    if isinstance(event, LeaderNamed) and event.drawn_among:
        return replace(entry, event=replace(event, drawn_among=()))
    return entry


def words_apart(entries: Sequence[Entry]) -> tuple[tuple[Entry, ...], tuple[DecidedWords, ...]]:
    """The same without the words of what was decided, and those words for the group's file."""
    if not entries or not isinstance(entries[0].event, SessionOpened):
        return tuple(entries), ()
    opened = entries[0].event
    on = opened.day
    bare: list[Entry] = []
    words: list[DecidedWords] = []
    for entry in entries:
        event = entry.event
        if isinstance(event, DecisionMade) and event.text:
            name = event.id or decision_id(opened.session, len(words) + 1)
            words.append(DecidedWords(name, on, event.text))
            entry = replace(entry, event=replace(event, id=name, text=""))  # noqa: PLW2901
        bare.append(entry)
    return tuple(bare), tuple(words)


def _wishes_unmet(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """The same without what was said about bringing something, but for wishes that nothing has met.

    That somebody needed it that very evening goes too; what they wished for does not.
    """
    if not any(isinstance(entry.event, PresentingAsked | PresentingWithdrawn) for entry in entries):
        return entries
    waiting = unmet(fold(entries), entries[-1].at)
    result = []
    for entry in entries:
        match entry.event:
            case PresentingAsked(person=person):
                if person in waiting:
                    result.append(replace(entry, event=PresentingAsked(person)))
            case PresentingWithdrawn(is_carried=False):
                continue
            case _:
                result.append(entry)
    return tuple(result)


def _subject(event: Event) -> tuple[str, str] | None:
    """What an event settles, so that an earlier one about the same need not be kept."""
    match event:
        case LeaderNamed(segment=segment) | LeaderReleased(segment=segment):
            return "leader", segment
        case PresenterNamed(segment=segment):
            return "presenter", segment
        case PresentingAsked(person=person) | PresentingWithdrawn(person=person):
            return "wish", person
        case PersonArrived(person=person) | ArrivalWithdrawn(person=person):
            return "arrival", person
        case TakeawayMarked(place=place):
            return "takeaway", str(place)
        case FacilitatorNamed():
            return "facilitator", ""
        case DecisionReviewed(decision=decision):
            return "look", decision
        case _:
            return None
