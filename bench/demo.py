"""`make demo`: the pictures in docs/, drawn by the real program on a hand clock. They never differ by chance.

The evening is made up: a support circle of seven, begun at 19:30, looked at some eighteen minutes later.
"""

import asyncio
import re
import sys
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.circle_kit import make_desk, make_group
from tests.hand_clock import HandClock
from textual.pilot import Pilot

from circle_tui.core.happening import moves
from circle_tui.core.people import leading, presenting
from circle_tui.core.plan.planning import EveningPlan
from circle_tui.desk import Desk
from circle_tui.opening import Opening
from circle_tui.tonight.evening import Evening
from circle_tui.tui.app import CircleApp

DOCS = Path(__file__).parents[1] / "docs"
SIZE = (100, 30)
BEGAN = datetime(2026, 11, 24, 18, 30, tzinfo=UTC)
"""19:30 where the group meets."""
PROMPT = "flooded-1"
"""What happens in your body in the first minute you think of that hour?"""
BEGINS = {"Check-in": timedelta(minutes=3), "Choose topics": timedelta(minutes=12)}
CONSULTATION = timedelta(minutes=16)
LOOKED_AT = timedelta(minutes=17, seconds=18)
LEADERS = {"Time for one of us": "Mara", "First topic": "Jo", "Second topic": "Ines", "Check-out": "Sam"}

_FROM_THE_NETWORK = re.compile(r",?\s*url\([^)]*\) format\([^)]*\)")

GO_ON = ("enter", "escape")
"""Open the evening that was left, and put away the sentence about it."""

Act = Callable[[Pilot[int]], Awaitable[None]]


async def draw(name: str, app: CircleApp, act: Act, into: Path) -> None:
    """Draw one picture after some keys."""
    async with app.run_test(size=SIZE) as pilot:
        await act(pilot)
        await pilot.pause()
        drawn = app.export_screenshot(title="circle")
    # Nobody who opens the picture shall fetch a letter from anywhere.
    (into / f"{name}.svg").write_text(_FROM_THE_NETWORK.sub("", drawn), encoding="utf-8")


def keys(*names: str) -> Act:
    """Press some keys."""

    async def act(pilot: Pilot[int]) -> None:
        await pilot.press(*names)

    return act


def desk_at(offset: timedelta) -> tuple[Desk, HandClock]:
    """A desk with the group on its shelf, so long after the evening begins."""
    clock = HandClock(BEGAN + offset)
    desk = make_desk(clock)
    make_group(desk)
    return desk, clock


def open_evening(desk: Desk) -> Evening:
    """Tonight's session, with everyone there."""
    (group,) = desk.groups()
    plan = desk.preparation.plan(group)
    assert isinstance(plan, EveningPlan), plan
    evening = desk.open(group, plan.segments, start=BEGAN)
    for member in group.members:
        assert evening.room.do(moves.arrive, member.id) is None
    return evening


def evening_at_its_middle() -> tuple[Desk, Evening]:
    """The consultation, a minute late, 78 seconds after it began."""
    desk, clock = desk_at(timedelta(minutes=-3))
    evening = open_evening(desk)
    people = {member.name: member.id for member in evening.group.members}
    clock.advance(minutes=3)
    assert evening.room.do(moves.begin) is None
    while _title(evening) == "Opening":
        steps = evening.room.session.current_segment
        assert steps is not None
        clock.advance(seconds=180 / len(steps.steps))
        assert evening.go_on() is None
    clock.advance(seconds=(BEGAN + BEGINS["Choose topics"] - clock.now()).total_seconds())
    while _title(evening) != "Time for one of us":
        if _title(evening) == "Choose topics":
            clock.advance(seconds=(BEGAN + CONSULTATION - clock.now()).total_seconds())
        assert evening.go_on() is None
    for segment in evening.room.session.segments:
        if (name := LEADERS.get(segment.title)) is not None and segment.has_leader:
            named = evening.room.do(
                leading.name_leader, segment=segment.id, person=people[name], how="offered"
            )
            assert named is None
    (consultation,) = (item for item in evening.room.session.segments if item.title == "Time for one of us")
    assert evening.room.do(presenting.name_presenter, consultation.id, people["Dana"]) is None
    assert evening.room.do(moves.place_prompt, consultation.id, PROMPT) is None
    clock.advance(seconds=(BEGAN + LOOKED_AT - clock.now()).total_seconds())
    return desk, evening


def _title(evening: Evening) -> str:
    segment = evening.room.session.current_segment
    return segment.title if segment is not None else ""


def running() -> CircleApp:
    """The program in the middle of the evening, as after it was opened again."""
    desk, evening = evening_at_its_middle()
    evening.room.journal.close()
    return CircleApp(desk, Opening())


def arriving() -> CircleApp:
    """The program a few minutes before the start, everyone there."""
    desk, _ = desk_at(timedelta(minutes=-6))
    return CircleApp(desk, Opening(evening=open_evening(desk)))


async def draw_all(into: Path) -> None:
    """Draw every picture of the README and its neighbours."""
    into.mkdir(exist_ok=True)
    await draw("lobby", CircleApp(desk_at(timedelta(minutes=-20))[0], Opening()), keys(), into)
    await draw("arrive", arriving(), keys(), into)
    await draw("live", running(), keys(*GO_ON), into)
    await draw("rules", running(), keys(*GO_ON, "g"), into)
    await draw("close", running(), keys(*GO_ON, "e"), into)


def main() -> int:
    """Draw everything into docs/."""
    asyncio.run(draw_all(DOCS))
    return 0


if __name__ == "__main__":
    sys.exit(main())
