"""Steps after which the next one begins by itself, as the format says: once, and never under a hand."""

from tests.hand_clock import HandClock
from tests.tui.pilot_kit import Seen, evening_in, on_live, over_hand_journal

from circle_tui.core.happening.events.clock import StepBegan


def begun(seen: Seen) -> int:
    return sum(isinstance(entry.event, StepBegan) for entry in seen.evening.room.entries)


async def test_the_next_step_begins_by_itself_once_and_says_so() -> None:
    async with on_live(evening_in("rapid-turn-around", step="turn-1/present", minutes=75)) as seen:
        announced = seen.words
        await seen.let_pass(seconds=119)
        before = seen.step
        await seen.let_pass(seconds=2)
        said = seen.words
        await seen.tick(8)

        assert "Next Clarify · 3 min, by itself" in announced
        assert before == "turn-1/present"
        assert "Present is over: Clarify began by itself. u goes back." in said
        assert seen.step == "turn-1/clarify"


async def test_where_the_format_does_not_say_so_nothing_begins_by_itself() -> None:
    async with on_live(evening_in("rapid-turn-around", step="turn-1/feedback", minutes=75)) as seen:
        await seen.let_pass(minutes=1.9)
        await seen.let_pass(minutes=5)

        assert "by itself" not in seen.words
        assert seen.step == "turn-1/feedback"


async def test_taken_back_or_gone_back_to_it_does_not_begin_a_second_time() -> None:
    async with on_live(evening_in("rapid-turn-around", step="turn-1/present", minutes=75)) as seen:
        await seen.let_pass(seconds=115)
        await seen.let_pass(seconds=10)
        await seen.press("u")
        await seen.let_pass(minutes=2)
        after_undo = seen.step
        await seen.press("n", "b")
        await seen.let_pass(minutes=2)

        assert after_undo == "turn-1/present"
        assert seen.step == "turn-1/present"


async def test_under_a_sheet_or_the_curtain_it_waits_until_that_is_gone() -> None:
    async with on_live(evening_in("rapid-turn-around", step="turn-1/present", minutes=75)) as seen:
        await seen.let_pass(seconds=115)
        await seen.press("2")
        await seen.let_pass(seconds=10)
        under_care = seen.step
        await seen.press("enter", "c")
        await seen.tick()
        behind_the_curtain = seen.step
        await seen.press("c")
        await seen.tick()

        assert under_care == behind_the_curtain == "turn-1/present"
        assert seen.step == "turn-1/clarify"


async def test_a_pause_holds_it_and_so_does_going_on_by_hand() -> None:
    async with on_live(evening_in("rapid-turn-around", step="turn-1/present", minutes=75)) as seen:
        await seen.let_pass(seconds=115)
        await seen.press("space")
        await seen.let_pass(minutes=10)
        paused = seen.step
        await seen.press("space", "s")
        await seen.let_pass(seconds=10)
        await seen.press("escape", "n")
        steps = begun(seen)
        await seen.tick(4)

        assert paused == "turn-1/present"
        assert seen.step == "turn-1/clarify"
        assert begun(seen) == steps


async def test_time_that_slept_and_is_left_out_begins_nothing() -> None:
    async with on_live(evening_in("rapid-turn-around", step="turn-1/consult", minutes=75)) as seen:
        clock = seen.desk.clock
        assert isinstance(clock, HandClock)
        await seen.let_pass(minutes=1)
        clock.sleep(minutes=10)
        await seen.tick()
        asked = seen.place
        await seen.press("x")
        await seen.tick(2)

        assert asked.startswith("LiveScreen / ")
        assert seen.step == "turn-1/consult"


async def test_who_only_looks_on_begins_nothing() -> None:
    desk, evening = evening_in("rapid-turn-around", step="turn-1/present", minutes=75)
    watched, journal = over_hand_journal(desk, evening)
    journal.is_read_only = True
    async with on_live((desk, watched)) as seen:
        await seen.let_pass(seconds=119)
        await seen.let_pass(seconds=5)

        assert seen.step == "turn-1/present"
