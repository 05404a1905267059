"""Whom the group's policy asks to lead next; the order itself is the business of `rotation`."""

from collections.abc import Callable, Iterable, Sequence
from random import Random

from msgspec.structs import replace

from circle_tui.core.happening.session import Session
from circle_tui.core.people import rotation
from circle_tui.core.people.policies import RotationPolicy
from circle_tui.core.people.rotation import Nobody, Offer, Turn, foremost, may_lead
from circle_tui.core.people.swaps import Moved

SWAPPED = "has this evening by a swap, by both their yes"
PRESENTER_PICKS = Nobody("Whoever brings something here says who leads it, and that person may decline.")
PRESENTER_FIRST = Nobody("Whoever brings something here says who leads it: w names them first.")


def ask(
    session: Session,
    segment: str,
    past: Sequence[Turn],
    resting: Iterable[str],
    chance: Callable[[str], Random],
    policy: RotationPolicy,
    moved: Sequence[Moved] = (),
) -> Offer | Nobody:
    """Give back who is asked to lead a part tonight, as the policy has it; `past` is in order of time.

    `moved` is what swaps say about tonight: whoever has the turn comes first, and who gave it away is asked
    only when nobody else can be.
    """
    resting = frozenset(resting)
    if policy.kind == "presenter" and _has_presenter(session, segment):
        return PRESENTER_PICKS if session.presenters.get(segment) in session.here else PRESENTER_FIRST
    if moved and policy.may_swap:
        return _by_swap(session, segment, past, resting, chance, policy, moved)
    if not policy.is_for_evening:
        return rotation.offer(session, segment, past, resting, chance)
    settled = settled_on(policy, past)
    if settled is not None and settled not in resting and may_lead(session, segment, settled):
        says = "leads until the group decides otherwise" if policy.kind == "fixed" else "this term goes on"
        return Offer(settled, says, is_for_evening=True)
    for leadership in session.leaders.values():
        if may_lead(session, segment, leadership.person):
            return Offer(leadership.person, "leads tonight already", is_for_evening=True)
    found = rotation.offer(session, segment, past, resting, chance)
    if isinstance(found, Nobody) or session.leaders:
        return found
    return replace(found, is_for_evening=True)


def _by_swap(
    session: Session,
    segment: str,
    past: Sequence[Turn],
    resting: frozenset[str],
    chance: Callable[[str], Random],
    policy: RotationPolicy,
    moved: Sequence[Moved],
) -> Offer | Nobody:
    """Who is asked on an evening whose turns were swapped; as ever where whoever has one is not here."""
    led = {person for leadership in session.leaders.values() for person in leadership.people}
    holding = [item for item in moved if item.leads in session.here and item.leads not in session.passed]
    for item in holding:
        if item.leads not in led | resting and may_lead(session, segment, item.leads):
            is_first = policy.is_for_evening and not session.leaders
            return Offer(item.leads, SWAPPED, is_for_evening=is_first)
    given_away = resting | {item.instead_of for item in holding}
    found = ask(session, segment, past, given_away, chance, policy)
    return ask(session, segment, past, resting, chance, policy) if isinstance(found, Nobody) else found


def settled_on(policy: RotationPolicy, past: Sequence[Turn]) -> str | None:
    """Who leads whatever the turns say: the one person, or whose term goes on; None when that is open."""
    match policy.kind:
        case "fixed":
            return policy.person
        case "term":
            return _whose_term(policy, past)
        case _:
            return None


def picks(session: Session, segment: str, policy: RotationPolicy) -> str | None:
    """Who says who leads a part, because they bring something in it; None when nobody does."""
    presenter = session.presenters.get(segment)
    is_theirs = policy.kind == "presenter" and presenter in session.here
    return presenter if is_theirs else None


def stand_ins(
    session: Session, past: Sequence[Turn], resting: Iterable[str], passed: Iterable[str] = ()
) -> Offer | Nobody:
    """Give back who is asked to hold the evening when whoever usually does is not here.

    Those who have held an evening come first, then those who have led, then everyone; within these, in turn.
    """
    left_out = {*resting, *passed}
    willing = [
        person for person in session.here if person not in left_out and not session.presence[person].is_guest
    ]
    held = [person for person in willing if any(turn.held == person for turn in past)]
    led = [person for person in willing if any(person in turn.led for turn in past)]
    for people, reason in (
        (held, "has held an evening here before"),
        (led, "has led here before"),
        (willing, "is here, and may say no"),
    ):
        if people:
            return Offer(sorted(foremost(people, past))[0], reason)
    return Nobody("Nobody is left to ask. You can begin all the same, and hold it together.")


def _whose_term(policy: RotationPolicy, past: Sequence[Turn]) -> str | None:
    """Whose term goes on next time; None when a new one begins. A term is so many evenings of the group."""
    holder, left = None, 0
    for turn in past:
        if policy.decided_on is not None and turn.on < policy.decided_on:
            continue
        if left == 0 and turn.led:
            holder, left = max(turn.led, key=turn.led.count), policy.sessions
        left = max(0, left - 1)
    return holder if left else None


def _has_presenter(session: Session, segment: str) -> bool:
    return any(item.id == segment and item.has_presenter for item in session.segments)
