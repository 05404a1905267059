"""Beginning without whoever usually holds the evening: volunteers, one name at a time, or nobody."""

from tests.tui.pilot_kit import evening_of, on_arrive

from circle_tui.core.happening import moves
from circle_tui.desk import Desk
from circle_tui.tonight.evening import Evening


def without_dana() -> tuple[Desk, Evening]:
    """An evening at which Jo, Kofi and Lea are; Dana usually holds it."""
    desk, evening = evening_of(here=0)
    for member in evening.group.members[2:5]:
        assert evening.room.do(moves.arrive, member.id) is None
    return desk, evening


async def test_a_volunteer_holds_the_evening_by_one_key_and_it_begins() -> None:
    async with on_arrive(without_dana()) as seen:
        await seen.press("enter")
        asked = seen.sheet_words
        await seen.press("2")

        assert "Whoever usually holds it is not here. Who would like to? 1 Jo 2 Kofi 3 Lea" in asked
        assert "Dana" not in asked
        assert (seen.place, seen.step) == ("LiveScreen", "opening/treats")
        assert seen.evening.room.session.facilitator == "p-0004"


async def test_without_a_volunteer_one_after_the_other_is_asked_and_may_pass() -> None:
    async with on_arrive(without_dana()) as seen:
        await seen.press("enter", "enter")
        first = seen.sheet_words
        await seen.press("p")
        second = seen.sheet_words
        await seen.press("p", "p", "p")
        nobody = seen.sheet_words
        await seen.press("escape", "enter", "enter", "p", "enter")

        assert "Jo is here, and may say no enter yes p pass" in first
        assert "Kofi is here, and may say no" in second
        assert "Nobody is left to ask. You can begin all the same, and hold it together." in nobody
        assert (seen.place, seen.evening.room.session.stand_in) == ("LiveScreen", "p-0004")


async def test_it_may_begin_with_nobody_who_holds_it() -> None:
    async with on_arrive(without_dana()) as seen:
        await seen.press("enter", "z", "0")

        assert (seen.place, seen.evening.room.session.stand_in) == ("LiveScreen", None)
