"""The lobby: what it says, what its keys do, and whom it does not name."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from msgspec.structs import replace
from tests.circle_kit import NAMES, TUESDAY_EVENING, make_desk, make_evening, make_group, step_to, written
from tests.hand_clock import HandClock
from tests.hostile import WORST_NAMES
from tests.tui.reading import SIZES, FullShelf, circle, is_calm, rows, words
from textual.events import Key

from circle_tui.core.clock.recurrence import Recurrence
from circle_tui.core.happening import moves
from circle_tui.core.people.group import AS_USUAL, NextPlan
from circle_tui.core.record.ledger import turns
from circle_tui.core.text import clean
from circle_tui.desk import Desk
from circle_tui.opening import Opening
from circle_tui.store.memory import MemoryShelf
from circle_tui.tonight.evening import Evening
from circle_tui.tui.app import CircleApp
from circle_tui.tui.arrive.screen import ArriveScreen
from circle_tui.tui.group.screen import GroupScreen
from circle_tui.tui.live.screen import LiveScreen
from circle_tui.tui.lobby.screen import LobbyScreen
from circle_tui.tui.records.screen import RecordsScreen
from circle_tui.tui.setup.screen import SetupScreen

SUNDAY = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize("size", SIZES)
async def test_the_first_start_offers_two_ways_to_begin(size: tuple[int, int]) -> None:
    async with circle(make_desk(), size=size) as pilot:
        shown = words(pilot)

        assert "r Try a rehearsal" in shown
        assert "n Set up my group" in shown
        assert is_calm(pilot)


@pytest.mark.parametrize("key", ["enter", "n"])
async def test_without_a_group_set_up_is_one_key_away(key: str) -> None:
    async with circle(make_desk()) as pilot:
        await pilot.press(key)

        assert isinstance(pilot.app.screen, SetupScreen)


async def test_a_rehearsal_is_one_key_away() -> None:
    async with circle(make_desk()) as pilot:
        await pilot.press("r")

        assert isinstance(pilot.app.screen, ArriveScreen)
        assert "rehearsal" in words(pilot)


@pytest.mark.parametrize("key", ["p", "g", "o", "s"])
async def test_a_key_that_needs_a_group_says_so(key: str) -> None:
    async with circle(make_desk()) as pilot:
        await pilot.press(key)

        assert "There is no group yet" in words(pilot)


async def test_the_next_date_is_said_with_zone_and_countdown() -> None:
    desk = make_desk(HandClock(SUNDAY))
    make_group(desk)

    async with circle(desk) as pilot:
        assert "Tuesday 24 November" in words(pilot)
        assert "in 2 days · Europe/Berlin" in words(pilot)


async def test_an_evening_that_runs_is_said_to_be_now() -> None:
    desk = make_desk(HandClock(TUESDAY_EVENING + timedelta(minutes=5)))
    make_group(desk)

    async with circle(desk) as pilot:
        assert "now, until 20:30" in words(pilot)


async def test_the_countdown_goes_on_without_a_key() -> None:
    clock = HandClock(TUESDAY_EVENING - timedelta(minutes=6))
    desk = make_desk(clock)
    make_group(desk)

    async with circle(desk) as pilot:
        assert "in 6 minutes" in words(pilot)
        clock.advance(minutes=2)
        screen = pilot.app.screen
        assert isinstance(screen, LobbyScreen)
        screen._look_again()
        await pilot.pause()

        assert "in 4 minutes" in words(pilot)


async def test_the_plan_and_the_agreements_are_shown() -> None:
    desk = make_desk()
    make_group(desk)

    async with circle(desk) as pilot:
        shown = words(pilot)

        assert "Open support circle" in shown
        assert "Check-in" in shown
        assert "Version 1 · 24 Nov 2026 · 10 rules" in shown


async def test_what_is_still_to_agree_is_said() -> None:
    desk = make_desk()
    group = make_group(desk)
    desk.register.write_rules(group, [desk.register.own_rule("We are kind.")])

    async with circle(desk) as pilot:
        assert "Still to agree: confidentiality" in words(pilot)


async def test_nobody_is_named() -> None:
    desk = make_desk()
    make_group(desk)

    async with circle(desk, size=(160, 45)) as pilot:
        shown = words(pilot)

        assert [name for name in NAMES if name in shown.split()] == []


async def test_enter_opens_the_evening_that_is_near() -> None:
    desk = make_desk()
    make_group(desk)

    async with circle(desk) as pilot:
        assert "enter opens this evening" in words(pilot)
        await pilot.press("enter")

        assert isinstance(pilot.app.screen, ArriveScreen)
        assert pilot.app.screen.evening.room.session.opened.planned_start == TUESDAY_EVENING


async def test_on_another_day_enter_begins_an_evening_now() -> None:
    desk = make_desk(HandClock(SUNDAY))
    make_group(desk)

    async with circle(desk) as pilot:
        assert "enter begins an evening now, at 10:00" in words(pilot, "lobby-enter")
        await pilot.press("enter")

        assert isinstance(pilot.app.screen, ArriveScreen)
        assert pilot.app.screen.evening.room.session.opened.planned_start == SUNDAY


async def test_a_group_larger_than_its_format_can_still_begin() -> None:
    desk = make_desk()
    make_group(desk, [f"Person {number}" for number in range(20)])

    async with circle(desk) as pilot:
        await pilot.press("enter")

        assert isinstance(pilot.app.screen, ArriveScreen)


async def test_a_date_is_left_out_and_brought_back() -> None:
    desk = make_desk()
    make_group(desk)

    async with circle(desk) as pilot:
        await pilot.press("s")
        assert "Leave out Tuesday 24 November?" in words(pilot)
        await pilot.press("escape")
        assert "Left out" not in words(pilot, "lobby-agreements")
        await pilot.press("s", "enter", "s", "enter")
        assert "Left out: 24 Nov, 1 Dec" in words(pilot, "lobby-agreements")
        assert "Tuesday 8 December" in words(pilot)

        await pilot.press("u")
        assert "Left out: 24 Nov u" in words(pilot, "lobby-agreements")
        await pilot.press("u")

        assert "Left out" not in words(pilot)
        assert "Tuesday 24 November" in words(pilot)
        assert desk.groups()[0].recurrence.skipped == ()


async def test_nothing_is_brought_back_when_no_date_is_left_out() -> None:
    desk = make_desk()
    make_group(desk)

    async with circle(desk) as pilot:
        await pilot.press("u")

        assert "No date is left out." in words(pilot)


async def test_a_full_disk_is_said_and_the_date_stays() -> None:
    shelf = FullShelf()
    desk = make_desk(shelf=shelf)
    make_group(desk)
    shelf.is_full = True

    async with circle(desk) as pilot:
        await pilot.press("s", "enter")

        assert "I could not write to the disk" in words(pilot)
        assert "Tuesday 24 November" in words(pilot)


async def test_the_arrows_choose_among_several_groups() -> None:
    desk = make_desk()
    group = make_group(desk)
    make_group(desk, name="Friday Four")

    async with circle(desk, Opening(group=group.id)) as pilot:
        assert "Tuesday Circle 2 of 2" in words(pilot)
        await pilot.press("up")
        assert "Friday Four 1 of 2" in words(pilot)
        await pilot.press("down")

        assert "Tuesday Circle 2 of 2" in words(pilot)


async def test_a_plan_holds_for_one_evening() -> None:
    desk = make_desk()
    make_group(desk)

    async with circle(desk) as pilot:
        await pilot.press("p", "right", "right", "plus", "enter")
        assert "PLAN · 95 minutes · this time only" in words(pilot)
        await pilot.press("enter")

        assert isinstance(pilot.app.screen, ArriveScreen)
        assert pilot.app.screen.evening.room.session.opened.minutes == 95
        assert desk.groups()[0].recurrence.minutes == 60
        assert (desk.groups()[0].next_plan, pilot.app.screen.evening.group.next_plan) == (AS_USUAL, AS_USUAL)


async def test_what_was_planned_is_still_there_when_the_program_was_left_and_can_be_taken_back() -> None:
    desk = make_desk()
    make_group(desk)
    async with circle(desk) as pilot:
        await pilot.press("p", "plus", "enter")

    async with circle(desk) as pilot:
        assert "PLAN · 65 minutes · this time only" in words(pilot)
        await pilot.press("p", "minus", "enter")

        assert "this time only" not in words(pilot)
        assert desk.groups()[0].next_plan == AS_USUAL


async def test_a_full_disk_keeps_nobody_from_the_evening_that_was_planned() -> None:
    shelf = FullShelf()
    desk = make_desk(shelf=shelf)
    group = make_group(desk)
    desk.preparation.keep_plan(group, NextPlan(minutes=75))
    shelf.is_full = True

    async with circle(desk) as pilot:
        await pilot.press("p", "plus", "enter")
        assert "I could not write to the disk" in words(pilot)
        await pilot.press("enter")

        assert isinstance(pilot.app.screen, ArriveScreen)
        assert pilot.app.screen.evening.room.session.opened.minutes == 75


async def test_how_many_bring_something_is_planned_and_what_does_not_fit_is_said() -> None:
    desk = make_desk()
    make_group(desk, mode="consultation", minutes=75)

    async with circle(desk) as pilot:
        await pilot.press("p", "3")
        assert "when 3 bring something: 2 can, or it takes" in words(pilot)
        await pilot.press("2", "enter")
        assert "Second case" in words(pilot)
        await pilot.press("enter")

        assert isinstance(pilot.app.screen, ArriveScreen)
        segments = pilot.app.screen.evening.room.session.segments
        assert [item.title for item in segments if item.kind == "case"] == ["First case", "Second case"]


async def test_another_format_is_found_among_twelve_and_says_what_it_is() -> None:
    desk = make_desk()
    make_group(desk, mode="consultation")

    async with circle(desk) as pilot:
        await pilot.press("p", "2", "down", "down", "down")

        assert "▶ Quick unstick 6 of 12" in words(pilot)
        assert "Half an hour for one stuck thing" in words(pilot)
        assert "‹as fits›" in words(pilot)


@pytest.mark.parametrize("key", ["escape", "p"])
async def test_leaving_the_plan_changes_nothing(key: str) -> None:
    desk = make_desk()
    make_group(desk)

    async with circle(desk) as pilot:
        await pilot.press("p", "right", "minus", key)

        assert "PLAN · 60 minutes" in words(pilot)
        assert "this time only" not in words(pilot)


async def test_the_length_goes_round_and_has_an_end() -> None:
    desk = make_desk()
    make_group(desk)

    async with circle(desk) as pilot:
        await pilot.press("p", "left", "right")

        assert "‹60›" in words(pilot)


async def test_a_plan_that_does_not_fit_says_why_and_does_not_open() -> None:
    desk = make_desk()
    make_group(desk, minutes=20)

    async with circle(desk) as pilot:
        assert "does not fit into 20 minutes" in words(pilot, "lobby-plan")
        await pilot.press("enter")

        assert isinstance(pilot.app.screen, LobbyScreen)


async def test_a_format_that_is_gone_is_said_in_a_sentence() -> None:
    desk = make_desk()
    group = make_group(desk)
    desk.shelf.save_group(
        type(group)(**{**{name: getattr(group, name) for name in group.__struct_fields__}, "format": "gone"})
    )

    async with circle(desk) as pilot:
        assert "There is no format called “gone”" in words(pilot)
        await pilot.press("p")

        assert "gone" in words(pilot)


async def test_a_session_left_open_goes_on_where_the_clock_is() -> None:
    clock = HandClock(TUESDAY_EVENING)
    desk = make_desk(clock)
    evening = make_evening(desk, make_group(desk))
    step_to(evening, "check-in")
    clock.advance(minutes=1)

    async with circle(desk) as pilot:
        assert "The evening of Tuesday 24 November, 19:30, is open." in words(pilot)
        await pilot.press("enter")

        assert isinstance(pilot.app.screen, LiveScreen)
        assert "Check-in" in words(pilot)


async def test_of_two_groups_the_one_that_meets_next_is_shown_first() -> None:
    desk = make_desk(HandClock(TUESDAY_EVENING + timedelta(hours=20)))
    make_group(desk, name="A later circle")
    sooner = Recurrence(
        every="thursday", first=date(2026, 11, 26), at=time(19, 30), minutes=60, zone="Europe/Berlin"
    )
    desk.register.make_group(name="Thursday Circle", members=("Dana", "Ines"), recurrence=sooner)

    async with circle(desk) as pilot:
        assert "Thursday Circle" in words(pilot)


async def test_an_evening_beside_the_plan_leaves_the_next_date_its_topic_and_its_plan() -> None:
    desk = make_desk(HandClock(SUNDAY))
    group = written(
        desk, replace(make_group(desk), next_topic="bias-in-our-group", next_plan=NextPlan(minutes=75))
    )

    evening = desk.open_next(group, group.next_plan)

    assert evening.room.session.opened.topic == "bias-in-our-group"
    assert evening.group.next_topic == "bias-in-our-group"
    assert evening.group.next_plan == NextPlan(minutes=75)


async def test_the_date_of_an_evening_that_is_open_is_not_left_out() -> None:
    desk = make_desk(HandClock(TUESDAY_EVENING))
    make_evening(desk, make_group(desk))

    async with circle(desk) as pilot:
        await pilot.press("s")

        assert "That evening is open; enter goes on with it." in words(pilot)
        assert "Leave out" not in words(pilot)


async def test_a_date_left_out_on_which_an_evening_was_held_after_all_is_left_out_no_more() -> None:
    desk = make_desk(HandClock(TUESDAY_EVENING))
    group, _ = desk.preparation.skip_date(make_group(desk))
    evening = make_evening(desk, group)
    before = desk.preparation.left_out(group)
    step_to(evening, "check-in")
    desk.seal(evening)

    assert before == (date(2026, 11, 24),)
    assert desk.preparation.left_out(group) == ()


async def test_a_session_left_open_is_closed_as_of_its_last_event() -> None:
    clock = HandClock(TUESDAY_EVENING)
    desk = make_desk(clock)
    evening = make_evening(desk, make_group(desk))
    step_to(evening, "check-in")
    last = evening.room.entries[-1].at
    clock.advance(hours=20)

    async with circle(desk) as pilot:
        await pilot.press("e")
        assert "Close it as of 19:30?" in words(pilot)
        await pilot.press("escape")
        assert desk.left_open()
        await pilot.press("e", "enter")

        assert desk.left_open() == ()
        assert desk.shelf.records()[0].ended_at == last
        assert "is open" not in words(pilot)


async def test_an_evening_that_never_began_leaves_no_record_and_can_be_opened_again() -> None:
    desk = make_desk()
    make_evening(desk, make_group(desk))

    async with circle(desk) as pilot:
        assert "is open; it has not begun. enter goes back to the arrival e takes it away" in words(pilot)
        await pilot.press("e")
        assert "Take it away? It has not begun. Nothing of it is kept" in words(pilot)
        await pilot.press("enter")
        assert "Taken away: it never began, so nothing of it is kept." in words(pilot)
        assert "enter opens this evening" in words(pilot)
        await pilot.press("o")

        assert "No evening has ended yet." in words(pilot)
        assert (desk.shelf.records(), desk.left_open()) == ((), ())


async def test_an_evening_that_began_meanwhile_in_another_window_is_not_taken_away() -> None:
    desk = make_desk()
    evening = make_evening(desk, make_group(desk))

    async with circle(desk) as pilot:
        await pilot.press("e")
        evening.room.do(moves.begin)
        await pilot.press("enter")

        assert "It has begun meanwhile, in another window." in words(pilot)
        assert len(desk.left_open()) == 1


def handed_on() -> tuple[HandClock, Desk, Evening]:
    """An evening in its check-in whose hat was passed at 19:30, an hour ago."""
    clock = HandClock(TUESDAY_EVENING)
    desk = make_desk(clock)
    evening = make_evening(desk, make_group(desk))
    step_to(evening, "check-in")
    evening.room.do(moves.pass_hat)
    clock.advance(hours=1)
    return clock, desk, evening


async def test_an_evening_that_was_handed_on_is_said_to_be_and_looks_on_until_u() -> None:
    _, desk, _ = handed_on()

    async with circle(desk) as pilot:
        assert "was handed on at 19:30: somebody else goes on with it." in words(pilot)
        assert "enter looks on; u there takes it back" in words(pilot)
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, LiveScreen)
        assert "looking on" in words(pilot)
        assert "The hat is passed" in words(pilot)
        await pilot.press("u")

        assert "Taken back: passing the hat." in words(pilot)
        assert "looking on" not in words(pilot)


async def test_a_copy_that_was_handed_on_cannot_be_closed_as_if_it_were_the_evening() -> None:
    _, desk, _ = handed_on()

    async with circle(desk) as pilot:
        await pilot.press("enter", "e")
        assert "whoever has it closes the evening" in words(pilot)
        await pilot.press("enter")

        assert "Close the evening?" not in words(pilot)
        assert len(desk.left_open()) == 1


async def test_a_copy_that_never_comes_back_is_closed_as_of_when_it_was_handed_on() -> None:
    _, desk, evening = handed_on()

    async with circle(desk) as pilot:
        await pilot.press("e")
        assert "all up to 19:30, when it was handed on" in words(pilot)
        await pilot.press("enter")
        assert "Closed as of 19:30, when it was handed on." in words(pilot)
        await pilot.press("o")

        assert "then handed on" in words(pilot)
        (past,) = desk.shelf.records()
        assert (past.has_begun, past.is_passed_on) == (True, True)
        assert len(turns(desk.shelf.records())[0].attended) == len(evening.room.session.attended)


async def test_no_other_evening_is_opened_beside_one_that_was_handed_on() -> None:
    _, desk, evening = handed_on()

    async with circle(desk, Opening(group=evening.group.id, starts_at_once=True)) as pilot:
        await pilot.pause()

        assert "An evening of this group was handed on and is still open here" in words(pilot)


async def test_beside_an_open_evening_a_rehearsal_is_asked_for_first() -> None:
    desk = make_desk()
    make_evening(desk, make_group(desk))

    async with circle(desk) as pilot:
        await pilot.press("r")
        assert "An evening is open. A rehearsal beside it?" in words(pilot)
        await pilot.press("escape")
        assert "is open" in words(pilot)
        await pilot.press("r", "enter")

        assert isinstance(pilot.app.screen, ArriveScreen)
        assert pilot.app.screen.evening.room.session.opened.is_rehearsal


async def test_an_evening_that_has_ended_is_only_put_away() -> None:
    desk = make_desk()
    evening = make_evening(desk, make_group(desk))
    step_to(evening, "check-in")
    evening.room.do(moves.end_session)

    async with circle(desk) as pilot:
        assert "only waits to be put away" in words(pilot, "lobby-open")
        await pilot.press("enter", "enter")

        assert desk.left_open() == ()
        assert isinstance(pilot.app.screen, LobbyScreen)


async def test_what_was_left_open_chooses_its_group_at_the_start() -> None:
    desk = make_desk()
    make_group(desk, name="A first one")
    make_evening(desk, make_group(desk, name="Zed"))

    async with circle(desk) as pilot:
        assert "◯ Zed" in words(pilot)


async def test_a_second_evening_on_the_same_day_is_asked_about() -> None:
    desk = make_desk()
    evening = make_evening(desk, make_group(desk))
    step_to(evening, "check-in")
    desk.seal(evening)

    async with circle(desk) as pilot:
        await pilot.press("enter")
        asked = words(pilot)
        await pilot.press("escape")
        open_after_no = desk.left_open()
        await pilot.press("enter", "enter")

        assert "An evening was held today. Begin another one?" in asked
        assert open_after_no == ()
        assert isinstance(pilot.app.screen, ArriveScreen)


async def test_what_only_memory_knows_survives_a_look_at_the_lobby() -> None:
    desk = make_desk()
    make_group(desk)

    async with circle(desk) as pilot:
        await pilot.press("enter", "m", *"link", "enter", "escape", "enter")

        app = pilot.app
        assert isinstance(app, CircleApp)
        assert app.evening is not None
        assert app.evening.memory.meeting_link == "link"

        await pilot.press("ctrl+q")

        assert "The meeting link, the question and what was kept for elsewhere are forgotten." in words(pilot)


async def test_starting_at_once_goes_straight_to_the_arrival_and_back_to_the_lobby() -> None:
    desk = make_desk()
    group = make_group(desk)

    async with circle(desk, Opening(group=group.id, starts_at_once=True)) as pilot:
        assert "Arriving" in words(pilot)
        await pilot.press("escape")
        await pilot.pause()

        assert isinstance(pilot.app.screen, LobbyScreen)
        assert "is open" in words(pilot)


async def test_starting_at_once_does_not_open_a_second_session_beside_an_open_one() -> None:
    desk = make_desk()
    group = make_group(desk)
    make_evening(desk, group)

    async with circle(desk, Opening(group=group.id, starts_at_once=True)) as pilot:
        await pilot.pause()

        assert "enter goes on with it" in words(pilot)
        assert len(desk.left_open()) == 1


async def test_starting_at_once_with_a_plan_that_does_not_fit_says_so_in_the_lobby() -> None:
    desk = make_desk()
    group = make_group(desk)
    opening = Opening(group=group.id, starts_at_once=True, planned=NextPlan(minutes=15))

    async with circle(desk, opening) as pilot:
        await pilot.pause()

        assert isinstance(pilot.app.screen, LobbyScreen)
        assert "it takes 25" in words(pilot)
        assert desk.left_open() == ()


async def test_no_session_is_closed_when_none_was_left_open() -> None:
    desk = make_desk()
    make_group(desk)

    async with circle(desk) as pilot:
        await pilot.press("e")

        assert "No evening of this group is open." in words(pilot)


async def test_what_happened_to_files_is_said_and_put_away() -> None:
    shelf = MemoryShelf()
    shelf.notices.append("A file was damaged and is set aside; [b]everything[/b] else goes on.")
    desk = make_desk(shelf=shelf)
    make_group(desk)

    async with circle(desk) as pilot:
        assert "[b]everything[/b] else goes on." in words(pilot)
        await pilot.press("escape")

        assert "set aside" not in words(pilot)


@pytest.mark.parametrize(("key", "screen"), [("g", GroupScreen), ("o", RecordsScreen), ("n", SetupScreen)])
async def test_the_other_rooms_are_one_key_away_and_escape_comes_back(key: str, screen: type) -> None:
    desk = make_desk()
    make_group(desk)

    async with circle(desk) as pilot:
        await pilot.press(key)
        assert isinstance(pilot.app.screen, screen)
        await pilot.press("escape")

        assert isinstance(pilot.app.screen, LobbyScreen)


async def test_a_small_window_shows_the_rest_page_by_page() -> None:
    desk = make_desk()
    make_group(desk)

    async with circle(desk, size=(40, 12)) as pilot:
        assert "Next time" not in words(pilot)
        await pilot.press("pagedown", "pagedown")
        assert "Next time" in words(pilot)
        await pilot.press("pageup", "pageup")

        assert "NEXT EVENING" in words(pilot)


@pytest.mark.parametrize("size", SIZES)
async def test_no_name_of_a_group_breaks_the_lobby(size: tuple[int, int]) -> None:
    desk = make_desk()
    names = sorted({clean(name).casefold() for name in WORST_NAMES} - {""})
    for name in names:
        make_group(desk, name=name)

    async with circle(desk, size=size) as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, LobbyScreen)
        broken = []
        for _ in names:
            screen.do_following()
            screen.redraw()
            await pilot.pause()
            head = next(row for row in rows(pilot) if row.strip())
            if not is_calm(pilot) or not head.strip().startswith("◯"):
                broken.append(screen.group)

        assert broken == []


@pytest.mark.parametrize("key", ["enter", "g", "t", "o", "n"])
async def test_a_key_pressed_twice_opens_one_screen(key: str) -> None:
    desk = make_desk(HandClock(TUESDAY_EVENING))
    step_to(make_evening(desk, make_group(desk)), "check-in")
    async with circle(desk) as pilot:
        lies_under = len(pilot.app.screen_stack)
        for _ in range(2):
            pilot.app.post_message(Key(key, None))
        await pilot.pause(0.1)

        assert not isinstance(pilot.app.screen, LobbyScreen)
        assert len(pilot.app.screen_stack) == lies_under + 1
