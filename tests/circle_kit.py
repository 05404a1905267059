"""What the tests of rooms and screens stand on: a made-up group, a hand clock, everything in memory."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time
from itertools import count
from random import Random

from msgspec.structs import replace
from tests.hand_clock import HandClock

from circle_tui.content.load import Library
from circle_tui.core.clock.recurrence import Recurrence
from circle_tui.core.errors import BadInput
from circle_tui.core.happening import moves
from circle_tui.core.people.group import Group
from circle_tui.core.people.roster import usable_name
from circle_tui.core.plan.modes import Mode
from circle_tui.core.plan.planning import EveningPlan
from circle_tui.core.ports import CopyResult
from circle_tui.core.text import clean
from circle_tui.desk import Desk
from circle_tui.store.memory import MemoryShelf
from circle_tui.tonight.evening import Evening

BERLIN = "Europe/Berlin"
NAMES = ("Dana", "Ines", "Jo", "Kofi", "Lea", "Mara", "Sam")
TUESDAY_EVENING = datetime(2026, 11, 24, 18, 30, tzinfo=UTC)
"""Tuesday 24 November 2026, 19:30 in Berlin."""


class NotedClipboard:
    """A clipboard that notes what it is given."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def connect(self, send: Callable[[str], None]) -> None:
        """Need no terminal."""

    def copy(self, text: str) -> CopyResult:
        """Note the text."""
        self.texts.append(text)
        return CopyResult("copied", "Copied.")


def make_desk(clock: HandClock | None = None, shelf: MemoryShelf | None = None) -> Desk:
    """A desk with nothing on it, at 19:24 on a Tuesday."""
    ids = count(1)
    return Desk(
        shelf=shelf or MemoryShelf(),
        library=Library(None),
        clock=clock or HandClock(datetime(2026, 11, 24, 18, 24, tzinfo=UTC)),
        clipboard=NotedClipboard(),
        chance=Random,
        new_id=lambda: f"{next(ids):04x}",
    )


def make_group(
    desk: Desk,
    names: Sequence[str] = NAMES,
    *,
    name: str = "Tuesday Circle",
    mode: Mode = "support",
    minutes: int = 60,
) -> Group:
    """A weekly group that meets on Tuesdays at 19:30."""
    recurrence = Recurrence(
        every="tuesday", first=date(2026, 11, 24), at=time(19, 30), minutes=minutes, zone=BERLIN
    )
    register = desk.register
    if all(is_usable(item) for item in names):
        return register.make_group(name=name, members=names, recurrence=recurrence, mode=mode)
    called = [f"Member {number}" for number in range(len(names))]
    group = register.make_group(name=name, members=called, recurrence=recurrence, mode=mode)
    people = zip(group.members, names, strict=True)
    return written(
        desk, replace(group, members=tuple(replace(item, name=clean(said)) for item, said in people))
    )


def is_usable(name: str) -> bool:
    """Whether somebody can be written down by that name; a file may hold any other all the same."""
    try:
        return bool(usable_name(name))
    except BadInput:
        return False


def written(desk: Desk, group: Group) -> Group:
    """A group as it is given, written down as it is."""
    desk.shelf.save_group(group)
    return group


def make_evening(desk: Desk, group: Group, *, here: int | None = None) -> Evening:
    """Tonight's session, opened, with everyone (or the first few) marked as here."""
    plan = desk.preparation.plan(group)
    assert isinstance(plan, EveningPlan), plan
    evening = desk.open(group, plan.segments)
    for member in group.members[:here]:
        assert evening.room.do(moves.arrive, member.id) is None
    return evening


def step_to(evening: Evening, segment: str) -> None:
    """Go on, a few seconds a step, until a segment runs."""
    clock = evening.room._clock
    assert isinstance(clock, HandClock)
    if evening.room.session.position is None:
        assert evening.room.do(moves.begin) is None
    while evening.room.session.position is None or evening.room.session.position.segment != segment:
        clock.advance(seconds=5)
        assert evening.go_on() is None
