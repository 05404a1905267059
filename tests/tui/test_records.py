"""Past evenings: what they say, and that nobody is named before the gate is passed."""

from datetime import UTC, datetime

import pytest
from tests.circle_kit import (
    NAMES,
    TUESDAY_EVENING,
    NotedClipboard,
    make_desk,
    make_evening,
    make_group,
    step_to,
)
from tests.hand_clock import HandClock
from tests.hostile import WORST_NAMES
from tests.tui.reading import SIZES, circle, is_calm, words

from circle_tui.core.agreements import decisions
from circle_tui.core.agreements.protocols import note_used
from circle_tui.core.happening import moves
from circle_tui.core.people import leading
from circle_tui.core.plan import endings
from circle_tui.core.text import clean
from circle_tui.desk import Desk
from circle_tui.export.hat import unpack
from circle_tui.handover import has_ended
from circle_tui.tui.lobby.screen import LobbyScreen
from circle_tui.tui.records.picture import evening_picture, presence_picture


def held(count: int = 1, names: tuple[str, ...] = NAMES) -> Desk:
    clock = HandClock(datetime(2026, 11, 24, 18, 30, tzinfo=UTC))
    desk = make_desk(clock)
    group = make_group(desk, names)
    for _ in range(count):
        evening = make_evening(desk, group)
        step_to(evening, "check-in")
        clock.advance(minutes=20)
        leader = group.members[0].id
        named = evening.room.do(
            leading.name_leader, segment="choose-topics", person=leader, how="volunteered"
        )
        assert named is None
        evening.room.do(moves.end_session)
        desk.seal(evening)
        clock.advance(hours=24 * 7, minutes=-20)
    return desk


async def test_before_the_first_evening_there_is_a_kind_sentence() -> None:
    desk = make_desk()
    make_group(desk)

    async with circle(desk) as pilot:
        await pilot.press("o", "down", "enter")

        assert "No evening has ended yet." in words(pilot)
        assert "Nothing that was said in the circle is ever kept." in words(pilot)


async def test_an_evening_shows_planned_beside_actual() -> None:
    async with circle(held()) as pilot:
        await pilot.press("o")
        shown = words(pilot)

        assert "Tuesday 24 November 2026, 19:30" in shown
        assert "support · Open support circle" in shown
        assert "planned 60 min, lasted 2" in shown
        assert "Limits card" in shown
        assert "Check-in 9 20" in shown


async def test_what_the_group_had_noted_as_used_is_said_by_its_title_and_nothing_of_it() -> None:
    desk = make_desk()
    evening = make_evening(desk, make_group(desk))
    step_to(evening, "check-in")
    for slug in ("ouch", "tea"):
        assert evening.room.do(note_used, slug) is None
    desk.seal(evening)

    async with circle(desk) as pilot:
        await pilot.press("o")

        assert "Noted as used: Ouch, tea" in words(pilot)


async def test_what_the_plan_could_learn_is_said_from_the_third_evening_on() -> None:
    async with circle(held(2)) as pilot:
        await pilot.press("o")
        after_two = words(pilot)
    async with circle(held(3)) as pilot:
        await pilot.press("o", "pagedown")
        after_three = words(pilot)

    assert "Check-in ran" not in after_two
    assert "Check-in ran 11 minutes over in 3 of the last 3 evenings" in after_three
    assert "circle format copy open-support-circle makes a file of your own" in after_three


async def test_the_minutes_of_an_evening_add_up_with_what_was_left_out_and_the_pauses() -> None:
    clock = HandClock(TUESDAY_EVENING)
    desk = make_desk(clock)
    evening = make_evening(desk, make_group(desk))
    step_to(evening, "check-in")
    evening.room.do(moves.begin_or_pause)
    clock.advance(minutes=4)
    evening.room.do(moves.begin_or_pause)
    clock.advance(minutes=10)
    evening.room.do(decisions.change_mode, "consultation")
    evening.room.do(endings.choose_ending, evening.ending_segment(evening.endings()[0]))
    clock.advance(minutes=5)
    desk.seal(evening)

    async with circle(desk, size=(100, 40)) as pilot:
        await pilot.press("o")
        shown = words(pilot)

    assert "support, from 19:44 consultation · Open support circle" in shown
    assert "planned 60 min, lasted 19" in shown
    assert "began on time, ended 41 min early" in shown
    assert "Time for one of us 12 left out" in shown
    assert "put in 5" in shown
    assert "Pauses and gaps 4 Together 60 19" in shown


async def test_who_came_is_shown_on_the_second_press_only() -> None:
    async with circle(held()) as pilot:
        await pilot.press("o")
        assert [name for name in NAMES if name in words(pilot).split()] == []
        await pilot.press("enter")
        assert "Not sharing this screen? Press enter again" in words(pilot)
        assert "Mara" not in words(pilot)
        await pilot.press("enter")
        assert "Mara 20 min" in words(pilot)
        assert "LED Choose topics Dana" in words(pilot, "sheet-body")
        await pilot.press("enter")

        assert "Mara" not in words(pilot)


async def test_another_key_in_between_keeps_the_gate_closed() -> None:
    async with circle(held(2)) as pilot:
        await pilot.press("o", "enter", "down", "enter")

        assert "Mara" not in words(pilot)


async def test_the_arrows_choose_an_evening_and_the_newest_comes_first() -> None:
    async with circle(held(3)) as pilot:
        await pilot.press("o")
        assert "Tuesday 8 December 2026, 19:30" in words(pilot)
        await pilot.press("down", "down", "down")
        assert "Tuesday 24 November 2026, 19:30" in words(pilot)
        await pilot.press("up")

        assert "Tuesday 1 December 2026, 19:30" in words(pilot)


async def test_escape_goes_back_to_the_lobby() -> None:
    async with circle(held()) as pilot:
        await pilot.press("o", "escape")

        assert isinstance(pilot.app.screen, LobbyScreen)


def test_people_are_in_the_order_of_their_names_and_the_forgotten_have_none() -> None:
    desk = held(names=("Zed", "ada", "Mo"))
    record = desk.shelf.records()[0]
    names = desk.groups()[0].names()
    del names[desk.groups()[0].members[2].id]

    shown = presence_picture(record, names)

    assert [name for name, _ in shown.came] == ["ada", "somebody", "Zed"]


def test_an_evening_that_never_began_says_so() -> None:
    desk = make_desk()
    evening = make_evening(desk, make_group(desk))

    shown = evening_picture(desk, evening.record())

    assert shown.lasted == "planned 60 min, did not begin"
    assert shown.limits_card == "Limits card not reached"


@pytest.mark.parametrize("size", SIZES)
async def test_no_name_breaks_the_records(size: tuple[int, int]) -> None:
    names = tuple(dict.fromkeys(clean(name).casefold() for name in WORST_NAMES if clean(name)))
    hard = (*names[:4], *names[-12:-8], *sorted(names, key=len)[-4:])

    async with circle(held(12, hard), size=size) as pilot:
        await pilot.press("o", "down", "pagedown", "pageup")
        calm = [is_calm(pilot)]
        await pilot.press("enter", "enter", "down", "down")
        calm.append(is_calm(pilot))

        assert all(calm)


async def test_an_evening_is_copied_to_hand_it_back_to_where_the_group_keeps_its_evenings() -> None:
    desk = make_desk()
    evening = make_evening(desk, make_group(desk))
    step_to(evening, "check-in")
    desk.seal(evening)

    async with circle(desk) as pilot:
        await pilot.press("o", "y")
        await pilot.app.workers.wait_for_complete()

        assert "copy it, open circle, and paste it there." in words(pilot)
        assert isinstance(desk.clipboard, NotedClipboard)
        assert has_ended(unpack(desk.clipboard.texts[0]))


async def test_an_evening_that_was_handed_on_cannot_be_handed_back_from_here() -> None:
    desk = make_desk()
    evening = make_evening(desk, make_group(desk))
    step_to(evening, "check-in")
    evening.room.do(moves.pass_hat)
    desk.close_as_of_last(desk.left_open()[0])

    async with circle(desk) as pilot:
        await pilot.press("o", "y")

        assert "whoever went on with it hands it back" in words(pilot)
