"""Who is asked to lead next, and why. Fair over the evenings people were really here.

The rule: most attended sessions since last led; ties to whoever led longest ago, then least often
per attended session, then a draw. Nobody twice running while somebody else here is willing.
Absence neither punishes nor protects: only attended sessions count. A pass costs nothing. To lead together
with somebody counts as half, but for a first time. Which policy is in force is the business of `asking`.

Whoever comes when, nobody waits for more sessions than there are people to ask, as long as nobody passes; no
rule can promise less.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from random import Random

from msgspec import Struct

from circle_tui.core.happening.session import Session
from circle_tui.core.plan.agenda import Segment, SegmentKind

GRACE_SESSIONS = 2
"""A newcomer is not asked in their first two attended sessions; they may volunteer."""
SMALL_FIRST_SESSIONS = 6
"""For so many attended sessions a newcomer's first lead is a small part, where the evening has one."""
SMALL_KINDS: tuple[SegmentKind, ...] = ("check-in", "check-out", "ending")
SMALL_UP_TO = timedelta(minutes=6)
"""A part of no more than this is small, whatever it is."""
HALF = 0.5
"""What it counts to lead together with somebody."""


class Turn(Struct, frozen=True):
    """What one past session says about leading."""

    on: date
    attended: tuple[str, ...]
    led: tuple[str, ...]
    """Everyone who led something, in the order in which they were named."""
    pairs: tuple[tuple[str, str], ...] = ()
    """Those who led something together; they stand in `led` as well."""
    held: str | None = None
    """Who held the evening, when they were here."""


class Offer(Struct, frozen=True):
    """One name, one reason. The reason holds no number."""

    person: str
    reason: str
    drawn_among: tuple[str, ...] = ()
    """Everyone the lot was drawn among; empty when nothing had to be drawn."""
    beside: str | None = None
    """Somebody experienced who is asked too, for a newcomer's first time."""
    is_for_evening: bool = False
    """Whether a yes holds for all parts of the evening that nobody leads yet."""


class Nobody(Struct, frozen=True):
    """Nobody can be asked now, and what remains possible."""

    why: str


DRAWN = "drawn by lot among those whose turn it could be"
"""What is said of a draw where earlier evenings are not known."""
NOBODY_HERE = Nobody("Nobody is marked as here yet. r opens the roll.")
NOBODY_LEFT = Nobody("Nobody is left to ask for this one. v asks for a volunteer; without one, you hold it.")


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
        return NOBODY_HERE
    resting, knows = frozenset(resting), knows_past(session, past)
    willing = [
        person
        for person in session.here
        if person not in resting
        and may_lead(session, segment, person)
        and not _is_guest(session, person)
        and not is_newcomer(person, past)
        and (knows or person not in (session.opened.newcomers or ()))
    ]
    if not willing:
        return NOBODY_LEFT
    last = _led_last(session, past)
    askable = _without_first_leads(session, segment, past, _without(willing, last))
    equals = foremost(askable, past, _tonight(session, past))
    beside = _beside(session, past, equals, _without(willing, last))
    if len(equals) == 1:
        return Offer(equals[0], _reason(session, past, equals[0], len(askable)), beside=beside.get(equals[0]))
    drawn = chance(f"{session.opened.session}/{segment}/{'+'.join(sorted(equals))}").choice(sorted(equals))
    return Offer(drawn, _reason_of_draw(session, past, drawn), drawn_among=equals, beside=beside.get(drawn))


def knows_past(session: Session, past: Sequence[object]) -> bool:
    """Whether the evenings before are known here; not so where an evening goes on that was handed over.

    Whoever is asked there is asked by what happened tonight, and nothing is said about earlier evenings.
    """
    return len(past) >= session.opened.evenings_before


def may_lead(session: Session, segment: str, person: str) -> bool:
    """Whether somebody here can be asked for a part: did not pass, put it off, or bring something."""
    return (
        person in session.here
        and person not in session.passed
        and (segment, person) not in session.deferred
        and session.presenters.get(segment) != person
    )


def foremost(
    people: Sequence[str], past: Sequence[Turn], tonight: Mapping[str, float] | None = None
) -> tuple[str, ...]:
    """Everyone whose turn it is just as much, in the order given; `tonight` is what each has led already."""
    led = tonight or {}
    ranked = {person: (led.get(person, 0.0), *_rank(past, person)) for person in people}
    best = min(ranked.values())
    return tuple(person for person in people if ranked[person] == best)


def is_newcomer(person: str, past: Sequence[Turn]) -> bool:
    """Whether somebody joined after the group's first session and still has the newcomers' grace.

    A session whose roll was never taken is not the first: nobody could be told from a newcomer by it.
    """
    if _is_founder(person, past):
        return False
    return _attended(person, past) < GRACE_SESSIONS


def has_led(session: Session, past: Sequence[Turn], person: str) -> bool:
    """Whether somebody has led anything, tonight or on an earlier evening."""
    led_before = any(person in turn.led for turn in past)
    return led_before or any(person in leadership.people for leadership in session.leaders.values())


def is_small(segment: Segment) -> bool:
    """Whether a part suits somebody who leads for the first time."""
    return segment.kind in SMALL_KINDS or timedelta(seconds=segment.seconds) <= SMALL_UP_TO


def last_of(past: Sequence[Turn]) -> tuple[str, ...]:
    """Who led last, and whoever did so beside them."""
    turn = next((turn for turn in reversed(past) if turn.led), None)
    if turn is None:
        return ()
    last = turn.led[-1]
    return (last, *(person for pair in turn.pairs if last in pair for person in pair if person != last))


def _rank(past: Sequence[Turn], person: str) -> tuple[float, int, float]:
    """Smaller comes first: fewer evenings waited, more recent, more often."""
    waited, led, attended, last_led = 0.0, 0.0, 0, -1
    for place, turn in enumerate(past):
        if person in turn.attended:
            waited += 1
            attended += 1
        if person in turn.led:
            is_half = last_led >= 0 and _only_together(turn, person)
            waited = waited * HALF if is_half else 0.0
            led += HALF if is_half else 1
            last_led = place
    return -waited, last_led, led / attended if attended else 0.0


def _only_together(turn: Turn, person: str) -> bool:
    return turn.led.count(person) <= sum(person in pair for pair in turn.pairs)


def _tonight(session: Session, past: Sequence[Turn]) -> dict[str, float]:
    """How much each has led tonight; together with somebody counts as half, but for a first time."""
    led: dict[str, float] = {}
    for leadership in session.leaders.values():
        for person in leadership.people:
            is_first = person not in led and not any(person in turn.led for turn in past)
            is_half = leadership.beside is not None and not is_first
            led[person] = led.get(person, 0.0) + (HALF if is_half else 1)
    return led


def _led_last(session: Session, past: Sequence[Turn]) -> tuple[str, ...]:
    if session.last_named is None:
        return last_of(past)
    together = [item.people for item in session.leaders.values() if item.person == session.last_named]
    return together[-1] if together else (session.last_named,)


def _without(people: Sequence[str], last: Collection[str]) -> Sequence[str]:
    """The people without those who led last, while that leaves anybody."""
    return [person for person in people if person not in last] or people


def _without_first_leads(
    session: Session, segment: str, past: Sequence[Turn], people: Sequence[str]
) -> Sequence[str]:
    """The people without newcomers who could lead something small tonight for their first time."""
    ahead = session.segments
    if session.current_segment is not None:
        ahead = ahead[ahead.index(session.current_segment) :]
    wanted = next((item for item in session.segments if item.id == segment), None)
    free = [item for item in ahead if item.has_leader and item.id not in session.leaders and is_small(item)]
    if wanted is None or is_small(wanted) or not free:
        return people
    settled = [
        person
        for person in people
        if not _leads_first(session, past, person) or _attended(person, past) >= SMALL_FIRST_SESSIONS
    ]
    return settled or people


def _beside(
    session: Session, past: Sequence[Turn], asked: Iterable[str], people: Sequence[str]
) -> dict[str, str]:
    """Who is asked to stand beside whom, for a first time."""
    experienced = [person for person in people if has_led(session, past, person)]
    if not experienced:
        return {}
    beside = sorted(foremost(experienced, past, _tonight(session, past)))[0]
    return {person: beside for person in asked if _leads_first(session, past, person)}


def _leads_first(session: Session, past: Sequence[Turn], person: str) -> bool:
    """Whether it would be the first time for somebody who joined after the group's first session."""
    return not _is_founder(person, past) and not has_led(session, past, person)


def _is_founder(person: str, past: Sequence[Turn]) -> bool:
    first = next((turn for turn in past if turn.attended), None)
    return first is None or person in first.attended


def _attended(person: str, past: Sequence[Turn]) -> int:
    return sum(person in turn.attended for turn in past)


def _is_guest(session: Session, person: str) -> bool:
    presence = session.presence.get(person)
    return presence is not None and presence.is_guest


def _reason(session: Session, past: Sequence[Turn], person: str, askable: int) -> str:
    if askable == 1:
        return "the turn comes to them"
    if not knows_past(session, past):
        led_tonight = any(person in leadership.people for leadership in session.leaders.values())
        return "the turn comes to them" if led_tonight else "has not led tonight"
    return "has waited longest of those here" if has_led(session, past, person) else "has not led yet"


def _reason_of_draw(session: Session, past: Sequence[Turn], person: str) -> str:
    if not knows_past(session, past):
        return DRAWN
    if not any(turn.led for turn in past) and not session.leaders:
        return "nobody has led yet, so the lot was drawn"
    if has_led(session, past, person):
        return "drawn by lot among those who have waited as long"
    return "drawn by lot among those who have not led yet"
