"""Ways of deciding: their steps, the round that is asked for its result, and what they ask of who is away.

Values and arithmetic alone; what was decided is the business of `decisions`.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from msgspec.structs import replace

from circle_tui.core.agreements.protocols import Protocol, ProtocolStep, StepAnswer, length

PRACTICE = "For a month we begin each meeting with one minute of quiet."
"""A harmless proposal to practise with."""
PRACTICE_TAKES = timedelta(minutes=6)
"""How long a practice run is, however many are here: a rehearsal of six minutes."""

STANDING_ANSWERS = (
    StepAnswer("y", "all consent", "agreed"),
    StepAnswer("w", "with a worry", "worry"),
    StepAnswer("o", "an objection", "on"),
)
"""What answers the round of a way that says nothing else; a file of one's own may be older than answers."""


class DecidingWay(Protocol, frozen=True, forbid_unknown_fields=True):
    """A way of deciding: its steps, and what it asks of those who are away."""

    window_hours: int = 0
    """So long whoever is away may still say that it cannot pass; 0 when it holds at once."""
    quorum_percent: int = 0
    """How much of the group has to be here for it, in percent; 0 for as many as there are."""


def asking_place(steps: Sequence[ProtocolStep]) -> int:
    """The step that is asked for its result: the first that can end agreed, else the one before the last."""
    places = (
        place
        for place, step in enumerate(steps)
        if any(answer.goes in ("agreed", "worry") for answer in step.answers)
    )
    return next(places, max(0, len(steps) - 2))


def answers_at(steps: Sequence[ProtocolStep], place: int) -> tuple[StepAnswer, ...]:
    """What can be answered at a step of a way."""
    return steps[place].answers or (STANDING_ANSWERS if place == asking_place(steps) else ())


def may_amend(steps: Sequence[ProtocolStep], place: int) -> bool:
    """Whether the words may be changed at a step: from the first that says so on, else from the round on."""
    amending = (number for number, step in enumerate(steps) if step.amends)
    return place >= next(amending, asking_place(steps))


def is_short_of(way: DecidingWay, here: int, members: int) -> bool:
    """Whether fewer of the group are here than a way asks for."""
    return here * 100 < way.quorum_percent * members


def open_until(way: DecidingWay, now: datetime) -> datetime | None:
    """Until when whoever is away may say that it cannot pass; None when it holds at once."""
    return now + timedelta(hours=way.window_hours) if way.window_hours else None


def for_practice(way: DecidingWay, people: int) -> DecidingWay:
    """The same way in six minutes for so many, an objection left aside; in fives of seconds."""
    asked = way.steps[: asking_place(way.steps) + 1]
    whole = sum((length(step, people) for step in asked), start=timedelta(0))
    if whole <= PRACTICE_TAKES:
        return way
    steps = tuple(_shorter(step, people, PRACTICE_TAKES / whole) for step in way.steps)
    return replace(way, steps=steps)


def _shorter(step: ProtocolStep, people: int, share: float) -> ProtocolStep:
    seconds = length(step, people).total_seconds() * share
    return replace(step, seconds=int(seconds // 5 * 5), each=0)
