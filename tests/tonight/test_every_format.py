"""Every shipped format, run as planned from the first step to the last, ends when it was to end."""

import pytest
from msgspec.structs import replace
from tests.circle_kit import make_desk, make_group
from tests.hand_clock import HandClock

from circle_tui.core.happening import moves
from circle_tui.core.happening.session import step_after
from circle_tui.core.plan.planning import EveningPlan
from circle_tui.tonight.evening import Evening

SLUGS = tuple(make_desk().library.formats)


def run_through(evening: Evening, clock: HandClock) -> None:
    """Go on at the end of every step, whatever its length, up to the last one's end."""
    room = evening.room
    while room.session.current_box is not None:
        clock.advance(seconds=room.session.current_box.length.total_seconds())
        if step_after(room.session, room.session.position) is None:
            return
        assert evening.go_on() is None


@pytest.mark.parametrize("slug", SLUGS)
def test_as_planned_it_is_never_behind_and_ends_on_time(slug: str) -> None:
    desk, clock = make_desk(), HandClock(make_desk().clock.now())
    desk.clock = clock
    group = replace(make_group(desk), mode=desk.library.formats[slug].modes[0])
    plan = desk.preparation.plan(group, format_slug=slug, minutes=90)
    assert isinstance(plan, EveningPlan)
    evening = desk.open(group, plan.segments, format_slug=slug, minutes=90)
    for member in group.members:
        evening.room.do(moves.arrive, member.id)
    clock.advance(minutes=6)
    evening.room.do(moves.begin)
    at_first = evening.picture().pace

    run_through(evening, clock)

    assert (at_first, evening.picture().pace) == ("on time", "on time")
    assert evening.room.now() == evening.room.session.planned_end
