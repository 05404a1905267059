"""Who has the floor, as moves: in a round everyone is asked once, in open talk a hand is enough.

Everyone may pass, and that somebody did is no event of its own. All of it is of tonight, and gone when
the evening is sealed. The screen names those alone who are here.
"""

from collections.abc import Sequence
from datetime import datetime

from msgspec import Struct

from circle_tui.core.happening.events.floor import (
    FloorTaken,
    HandLowered,
    HandRaised,
    RoundBegan,
    RoundReordered,
)
from circle_tui.core.happening.moves import NOT_BEGUN
from circle_tui.core.happening.refusal import Outcome, Refusal
from circle_tui.core.happening.seating import is_round, running_round, taking_part
from circle_tui.core.happening.session import Session
from circle_tui.core.people import floor
from circle_tui.core.people.floor import Round
from circle_tui.core.shown.scene import Scene

NO_ROUND = Refusal("This is open talk. o makes it a round, in which everyone is asked.")
NOBODY_HERE = Refusal("Nobody is marked as here yet. r opens the roll.")
NOT_BEGUN_YET = Refusal("The round has not begun yet. enter begins it.")
ALL_ASKED = Refusal("Everyone has been asked.")
NOT_HERE = Refusal("Only somebody who is here can have the floor. r opens the roll.")


class FloorLine(Struct, frozen=True):
    """What the room may see about the floor, in one line."""

    heading: str
    name: str
    """Whose turn it is, or comes; empty for nobody's."""
    words: str


# -- what is shown and offered


def offered_order(session: Session, people: Sequence[str]) -> tuple[str, ...]:
    """The order a round could have, from an order of everyone here: somebody else begins than last time.

    In a check-in its leader begins, and whoever holds the evening comes second, so as not to set the depth.
    """
    here = taking_part(session)
    order = tuple(person for person in people if person in here)
    segment = session.current_segment
    leader = session.leaders.get(segment.id) if segment is not None else None
    if segment is None or segment.kind != "check-in":
        return floor.starting_with(_after_the_last_to_begin(session, order), order)
    order = floor.starting_with(leader.person if leader else None, order)
    holds = session.opened.facilitator
    if holds not in order or (leader is not None and leader.person == holds) or len(order) < 2:
        return order
    rest = tuple(person for person in order if person != holds)
    return (rest[0], holds, *rest[1:])


def _after_the_last_to_begin(session: Session, order: Sequence[str]) -> str | None:
    for turns in reversed(session.floors.values()):
        if turns.began_with in order:
            return order[(order.index(turns.began_with) + 1) % len(order)]
    return None


def floor_line(session: Session, scene: Scene) -> FloorLine | None:
    """Who has the floor and who is next, or whose hand is; None where nothing of it has begun."""
    if session.phase not in ("running", "paused"):
        return None
    turns = running_round(session)
    if turns is None:
        hand = None if is_round(session) else session.queue.following
        return FloorLine("Next hand", scene.name(hand), "") if hand is not None else None
    if turns.holder is None:
        return FloorLine("Floor", "", "everyone has been asked")
    following = f"next {scene.name(turns.following)}" if turns.following is not None else "last in this round"
    return FloorLine("Floor", scene.name(turns.holder), following)


# -- moves of a round


def begin_round(session: Session, now: datetime, order: Sequence[str]) -> Outcome:
    """Ask everyone here in this order, from the first; a round that has been around begins anew."""
    if session.position is None:
        return NOT_BEGUN
    if not is_round(session):
        return NO_ROUND
    here = taking_part(session)
    wanted = tuple(person for person in order if person in here)
    return (RoundBegan(wanted),) if wanted else NOBODY_HERE


def give_on(session: Session, now: datetime) -> Outcome:
    """Whoever has the floor spoke, or passed, and the next has it."""
    turns = _begun(session)
    if isinstance(turns, Refusal):
        return turns
    return (FloorTaken(turns.holder),) if turns.holder is not None else ALL_ASKED


def ask_later(session: Session, now: datetime) -> Outcome:
    """Whoever has the floor is asked again when the others have been."""
    turns = _begun(session)
    if isinstance(turns, Refusal):
        return turns
    if turns.holder is None:
        return ALL_ASKED
    if turns.following is None:
        return Refusal("Nobody else is left to ask. p passes, and that is free.")
    return (RoundReordered(floor.at_the_end(turns)),)


def turn_direction(session: Session, now: datetime) -> Outcome:
    """The rest of the round comes from the other side; whoever has the floor keeps it."""
    turns = _begun(session)
    if isinstance(turns, Refusal):
        return turns
    order = floor.other_way_round(turns)
    if order == turns.waiting:
        return Refusal("The order would be the same the other way round.")
    return (RoundReordered(order),)


def let_begin(session: Session, now: datetime, person: str) -> Outcome:
    """Somebody else has the floor now; the others follow as they were."""
    turns = _begun(session)
    if isinstance(turns, Refusal):
        return turns
    if person not in turns.waiting:
        return Refusal("Asked already, or not here; choose somebody who is still to be asked.")
    if person == turns.holder:
        return Refusal("That is who has the floor now.")
    return (RoundReordered(floor.first(person, turns.waiting)),)


def _begun(session: Session) -> Round | Refusal:
    if session.position is None:
        return NOT_BEGUN
    if not is_round(session):
        return NO_ROUND
    return running_round(session) or NOT_BEGUN_YET


# -- moves of open talk


def turn_hand(session: Session, now: datetime, person: str) -> Outcome:
    """Somebody raises a hand, or takes it down again."""
    refusal = _no_open_talk(session)
    if refusal is not None:
        return refusal
    if person not in session.here:
        return NOT_HERE
    return (HandLowered(person),) if person in session.queue.hands else (HandRaised(person),)


def give_floor(session: Session, now: datetime, person: str | None = None) -> Outcome:
    """Give the floor to whoever is next in the queue, or to somebody who takes the first word."""
    refusal = _no_open_talk(session)
    if refusal is not None:
        return refusal
    given = person if person is not None else session.queue.following
    if given is None:
        return Refusal("No hand is up. A key beside a name raises one.")
    return (FloorTaken(given),) if given in session.here else NOT_HERE


def _no_open_talk(session: Session) -> Refusal | None:
    if session.position is None:
        return NOT_BEGUN
    return Refusal("In a round everyone is asked, so no hand is needed.") if is_round(session) else None
