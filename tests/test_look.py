"""The closing look at the desk: an evening beside those of the same group and format."""

from datetime import UTC, datetime

from tests.circle_kit import NAMES, make_desk, make_evening, make_group, step_to
from tests.hand_clock import HandClock

from circle_tui.core.record.ledger import SessionRecord
from circle_tui.desk import Desk


def held(desk: Desk, clock: HandClock, evenings: int) -> list[SessionRecord]:
    """So many weekly evenings, in each of which the check-in took twenty minutes."""
    group = make_group(desk)
    records = []
    for _ in range(evenings):
        evening = make_evening(desk, group)
        step_to(evening, "check-in")
        clock.advance(minutes=20)
        step_to(evening, "check-out")
        records.append(desk.seal(evening))
        clock.advance(hours=24 * 7, seconds=-int((clock.now() - records[-1].planned_start).total_seconds()))
    return records


def test_the_desk_looks_at_an_evening_and_at_those_before_it() -> None:
    clock = HandClock(datetime(2026, 11, 24, 18, 30, tzinfo=UTC))
    desk = make_desk(clock)
    records = held(desk, clock, 3)

    early, late = desk.look(records[1]), desk.look(records[2])

    assert (early.evenings, early.suggestion) == (2, None)
    assert late.suggestion is not None
    assert late.suggestion.sentence.startswith(
        "Check-in ran 11 minutes over in 3 of the last 3 evenings: plan 20 instead of 9, and take them from"
    )


def test_another_group_is_not_learned_from() -> None:
    clock = HandClock(datetime(2026, 11, 24, 18, 30, tzinfo=UTC))
    desk = make_desk(clock)
    held(desk, clock, 3)
    evening = make_evening(desk, make_group(desk, name="Another"))
    step_to(evening, "check-in")

    assert desk.look(desk.seal(evening)).evenings == 1


def test_a_rehearsal_is_not_learned_from() -> None:
    desk = make_desk(HandClock(datetime(2026, 11, 24, 18, 30, tzinfo=UTC)))
    group = make_group(desk, NAMES)
    plan = make_evening(desk, group).room.session.segments
    evening = desk.open(group, plan, is_rehearsal=True)
    step_to(evening, "check-in")

    assert desk.look(desk.seal(evening)).evenings == 0
