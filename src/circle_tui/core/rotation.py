"""Who is asked to lead next, and why. Fair over the evenings people were really here.

The rule: most attended sessions since last led; ties to whoever led longest ago, then least often
per attended session, then a draw. Nobody twice running while somebody else here is willing.
Absence neither punishes nor protects: only attended sessions count. A pass costs nothing.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from random import Random

from msgspec import Struct

from circle_tui.core.session import Session

GRACE_SESSIONS = 2
"""A newcomer is not asked in their first two attended sessions; they may volunteer."""


class Turn(Struct, frozen=True):
    """What one past session says about leading."""

    on: date
    attended: tuple[str, ...]
    led: tuple[str, ...]
    """Everyone who led something, in the order in which they were named."""


class Offer(Struct, frozen=True):
    """One name, one reason. The reason holds no number."""

    person: str
    reason: str
    drawn_among: tuple[str, ...] = ()
    """Everyone the lot was drawn among; empty when nothing had to be drawn."""


class Nobody(Struct, frozen=True):
    """Nobody can be asked now, and what remains possible."""

    why: str


def offer(
    session: Session,
    segment: str,
    past: Sequence[Turn],
    resting: Iterable[str],
    chance: Callable[[str], Random],
) -> Offer | Nobody:
    """Give back who is asked to lead `segment` next among those here.

    `past` is in order of time. `resting` are people with a standing opt-out tonight. `chance` gives a
    generator for a seed: asking twice names the same person.
    """
    if not session.here:
        return Nobody("Nobody is marked as here yet. r opens the roll.")
    resting = frozenset(resting)
    askable = [
        person
        for person in session.here
        if person not in resting
        and person not in session.passed
        and (segment, person) not in session.deferred
        and session.presenters.get(segment) != person
        and not _is_guest(session, person)
        and not is_newcomer(person, past)
    ]
    if not askable:
        return Nobody("Nobody is left to ask for this one. v asks for a volunteer; without one, you hold it.")
    askable = _not_twice_running(session, past, askable)
    ranked = {person: _rank(session, past, person) for person in askable}
    best = min(ranked.values())
    equals = tuple(person for person in askable if ranked[person] == best)
    if len(equals) == 1:
        return Offer(equals[0], _reason(session, past, equals[0], len(askable)))
    drawn = chance(f"{session.opened.session}/{segment}/{'+'.join(sorted(equals))}").choice(sorted(equals))
    return Offer(drawn, _reason_of_draw(session, past, drawn), drawn_among=equals)


def is_newcomer(person: str, past: Sequence[Turn]) -> bool:
    """Whether somebody joined after the group's first session and still has the newcomers' grace.

    A session whose roll was never taken is not the first: nobody could be told from a newcomer by it.
    """
    first = next((turn for turn in past if turn.attended), None)
    if first is None or person in first.attended:
        return False
    return sum(person in turn.attended for turn in past) < GRACE_SESSIONS


def _is_guest(session: Session, person: str) -> bool:
    presence = session.presence.get(person)
    return presence is not None and presence.is_guest


def _not_twice_running(session: Session, past: Sequence[Turn], askable: list[str]) -> list[str]:
    last = session.last_named or next((turn.led[-1] for turn in reversed(past) if turn.led), None)
    others = [person for person in askable if person != last]
    return others or askable


def _rank(session: Session, past: Sequence[Turn], person: str) -> tuple[int, int, int, float]:
    """Smaller comes first: led tonight, fewer evenings waited, more recent, more often."""
    led_tonight = sum(leadership.person == person for leadership in session.leaders.values())
    led_in = [place for place, turn in enumerate(past) if person in turn.led]
    last_led = led_in[-1] if led_in else -1
    waited = sum(person in turn.attended for turn in past[last_led + 1 :])
    attended = sum(person in turn.attended for turn in past)
    share = len(led_in) / attended if attended else 0.0
    return led_tonight, -waited, last_led, share


def _has_led(session: Session, past: Sequence[Turn], person: str) -> bool:
    led_before = any(person in turn.led for turn in past)
    return led_before or any(leadership.person == person for leadership in session.leaders.values())


def _reason(session: Session, past: Sequence[Turn], person: str, askable: int) -> str:
    if askable == 1:
        return "the turn comes to them"
    return "has waited longest of those here" if _has_led(session, past, person) else "has not led yet"


def _reason_of_draw(session: Session, past: Sequence[Turn], person: str) -> str:
    if not any(turn.led for turn in past) and not session.leaders:
        return "nobody has led yet, so the lot was drawn"
    if _has_led(session, past, person):
        return "drawn by lot among those who have waited as long"
    return "drawn by lot among those who have not led yet"
