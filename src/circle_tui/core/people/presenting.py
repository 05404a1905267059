"""Who brings something: the moves, and whom to ask next, and why; a queue apart from who leads.

The rule: whoever needs it tonight, without a reason; then wishes an earlier evening did not reach, the
oldest first; then wishes of tonight; then most attended sessions since last brought something; ties to
whoever did so longest ago, then least often per attended session, then a draw. A pass costs nothing.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from random import Random

from msgspec import Struct

from circle_tui.core.clock import timebox
from circle_tui.core.happening import edges
from circle_tui.core.happening.events.naming import (
    LeaderNamed,
    LeaderReleased,
    PresenterNamed,
    PresentingAsked,
    PresentingPassed,
    PresentingWithdrawn,
)
from circle_tui.core.happening.refusal import NOT_ON_AGENDA, Outcome, Refusal
from circle_tui.core.happening.session import Session, StepKey
from circle_tui.core.people.rotation import DRAWN, Nobody, Offer, knows_past
from circle_tui.core.plan.agenda import Segment

HAD_TIME = timedelta(minutes=1)
"""A segment that ran for less gave nobody time: whoever was to bring something was not reached."""


class Brought(Struct, frozen=True):
    """What one past session says about bringing something."""

    attended: tuple[str, ...]
    presented: tuple[str, ...]
    """Everyone who brought something and was reached."""
    wished: tuple[str, ...] = ()
    """Everyone who would have liked to, or was named, and was not reached."""
    withdrew: tuple[str, ...] = ()
    """Everyone who took back a wish of an earlier session."""


# -- moves


def name_presenter(session: Session, now: datetime, segment: str, person: str) -> Outcome:
    """Somebody brings something in a segment; a prompt that was somebody else's goes with them."""
    if not session.has_segment(segment):
        return Refusal(NOT_ON_AGENDA)
    if person not in session.here:
        return Refusal("Only somebody who is here can bring something. r opens the roll.")
    gone = edges.on_another_presenter(session, segment, person)
    leads = session.leaders.get(segment)
    if leads is not None and person in leads.people:
        other = next((item for item in leads.people if item != person), None)
        if other is not None:
            return (
                LeaderNamed(segment, other, leads.how, leads.drawn_among),
                PresenterNamed(segment, person),
                *gone,
            )
        return (LeaderReleased(segment), PresenterNamed(segment, person), *gone)
    return (PresenterNamed(segment, person), *gone)


def ask_to_present(session: Session, now: datetime, person: str, *, is_tonight: bool) -> Outcome:
    """Somebody would like to bring something, or needs it tonight; nobody asks why."""
    if person not in session.here:
        return Refusal("Only somebody who is here can ask for time. r opens the roll.")
    if session.wishes.get(person) == is_tonight:
        return Refusal("That is noted already.")
    return (PresentingAsked(person, is_tonight),)


def withdraw_wish(session: Session, now: datetime, person: str, *, is_carried: bool) -> Outcome:
    """Somebody would not like to bring something after all."""
    if person not in session.wishes and not (is_carried and person not in session.wishes_withdrawn):
        return Refusal("There is no wish to take back.")
    return (PresentingWithdrawn(person, is_carried),)


def pass_presenting(
    session: Session, now: datetime, segment: str, person: str, *, is_later: bool = False
) -> Outcome:
    """Somebody passes for tonight, or would rather be asked for a later segment; a wish stays a wish."""
    if not session.has_segment(segment):
        return Refusal(NOT_ON_AGENDA)
    return (PresentingPassed(segment, person, is_later),)


# -- tonight


def still_to_bring(session: Session) -> tuple[Segment, ...]:
    """The segments in which somebody brings something, from the running one on."""
    start = session.segments.index(session.current_segment) if session.current_segment else 0
    return tuple(segment for segment in session.segments[start:] if segment.has_presenter)


def reached(session: Session, now: datetime) -> tuple[str, ...]:
    """Everyone who brought something tonight in a segment that ran long enough to give them time."""
    return tuple(
        dict.fromkeys(
            session.presenters[segment.id]
            for segment in session.segments
            if segment.id in session.presenters and _spent(session, segment.id, now) >= HAD_TIME
        )
    )


def unmet(session: Session, now: datetime) -> tuple[str, ...]:
    """Everyone who asked for time, or was named to bring something, and was not reached."""
    met = reached(session, now)
    wished = {*session.wishes, *session.presenters.values()}
    return tuple(sorted(person for person in wished if person not in met))


def _spent(session: Session, segment: str, now: datetime) -> timedelta:
    steps = session.segment(segment).steps
    return sum(
        (timebox.spent(session.boxes[StepKey(segment, step.id)], now) for step in steps), start=timedelta(0)
    )


# -- the queue


def carried(past: Sequence[Brought]) -> dict[str, int]:
    """Whose wish no session has reached yet, and which session of the past it comes from."""
    waiting: dict[str, int] = {}
    for place, item in enumerate(past):
        for person in (*item.presented, *item.withdrew):
            waiting.pop(person, None)
        for person in item.wished:
            waiting.setdefault(person, place)
    return waiting


def offer(
    session: Session,
    segment: str,
    past: Sequence[Brought],
    unasked: Iterable[str],
    chance: Callable[[str], Random],
) -> Offer | Nobody:
    """Give back who is asked to bring something in `segment` next among those here.

    `past` is in order of time. `unasked` are offered nothing unless they asked: guests, newcomers. `chance`
    gives a generator for a seed: asking twice names the same person.
    """
    if not session.here:
        return Nobody("Nobody is marked as here yet. r opens the roll.")
    queue = _Queue(session, past)
    unasked = frozenset(unasked)
    askable = [
        person
        for person in session.here
        if ("", person) not in session.not_bringing
        and (segment, person) not in session.not_bringing
        and not (person in unasked and not queue.has_asked(person))
        and not _leads(session, segment, person)
    ]
    if not askable:
        return Nobody("Nobody is left to ask. Somebody may still bring something: one key names them.")
    ranked = {person: queue.rank(person) for person in askable}
    best = min(ranked.values())
    equals = tuple(person for person in askable if ranked[person] == best)
    if len(equals) == 1:
        return Offer(equals[0], queue.reason(equals[0], len(askable)))
    seed = f"{session.opened.session}/brings/{segment}/{'+'.join(sorted(equals))}"
    drawn = chance(seed).choice(sorted(equals))
    return Offer(drawn, queue.reason_of_draw(drawn), drawn_among=equals)


def _leads(session: Session, segment: str, person: str) -> bool:
    leadership = session.leaders.get(segment)
    return leadership is not None and person in leadership.people


class _Queue:
    """The order in which people are asked; reads the past once."""

    def __init__(self, session: Session, past: Sequence[Brought]) -> None:
        self._session = session
        self._past = past
        self._knows_past = knows_past(session, past)
        self._tonight = frozenset(session.presenters.values())
        left = session.wishes_withdrawn | self._tonight
        self._carried = {person: place for person, place in carried(past).items() if person not in left}

    def has_asked(self, person: str) -> bool:
        """Whether somebody would like to bring something, since tonight or longer."""
        return person in self._session.wishes or person in self._carried

    def rank(self, person: str) -> tuple[bool, bool, int, bool, int, int, float]:
        """Smaller comes first."""
        wishes = self._session.wishes
        brought_in = [place for place, item in enumerate(self._past) if person in item.presented]
        last = brought_in[-1] if brought_in else -1
        waited = sum(person in item.attended for item in self._past[last + 1 :])
        attended = sum(person in item.attended for item in self._past)
        return (
            person in self._tonight,
            not wishes.get(person, False),
            self._carried.get(person, len(self._past)),
            person not in wishes,
            -waited,
            last,
            len(brought_in) / attended if attended else 0.0,
        )

    def reason(self, person: str, askable: int) -> str:
        """Why somebody is asked, in a few words without a number."""
        if claim := self._claim(person):
            return claim
        if askable == 1 or not self._knows_past:
            return "the turn comes to them"
        return (
            "has waited longest to bring something"
            if self._has_brought(person)
            else "has not had time here yet"
        )

    def reason_of_draw(self, person: str) -> str:
        """The same, where several had an equal claim."""
        if claim := self._claim(person):
            return f"{claim}; drawn by lot among those who did as well"
        if not self._knows_past:
            return DRAWN
        if not self._tonight and not any(item.presented for item in self._past):
            return "nobody has brought anything yet, so the lot was drawn"
        if self._has_brought(person):
            return "drawn by lot among those who have waited as long"
        return "drawn by lot among those who have not had time here yet"

    def _claim(self, person: str) -> str:
        if person in self._tonight:
            return ""
        if self._session.wishes.get(person):
            return "asked for time tonight"
        if person in self._carried:
            return "wished to bring something on an evening that ran out"
        return "would like to bring something" if person in self._session.wishes else ""

    def _has_brought(self, person: str) -> bool:
        return person in self._tonight or any(person in item.presented for item in self._past)
