"""Who led a past evening, mended behind the gate."""

from tests.circle_kit import make_desk, make_evening, make_group, step_to
from tests.tui.reading import FullShelf, circle, words

from circle_tui.core.people import leading
from circle_tui.core.people.mending import LedInstead
from circle_tui.desk import Desk


def desk_with_a_past_evening() -> Desk:
    """An evening that Dana was said to have led, with Ines and Jo."""
    desk = make_desk(shelf=FullShelf())
    group = make_group(desk, ("Dana", "Ines", "Jo"))
    evening = make_evening(desk, group)
    step_to(evening, "choose-topics")
    dana = group.members[0].id
    assert evening.room.do(leading.name_leader, segment="check-in", person=dana, how="chosen") is None
    desk.seal(evening)
    return desk


async def test_who_led_is_mended_and_the_closed_evening_stays_as_it_is() -> None:
    desk = desk_with_a_past_evening()
    sealed = desk.shelf.records()

    async with circle(desk) as pilot:
        await pilot.press("o", "enter", "enter")
        before = words(pilot)
        await pilot.press("m")
        parts = words(pilot)
        await pilot.press("z", "2")
        people = words(pilot)
        await pilot.press("z", "3")
        said = words(pilot)
        await pilot.press("enter", "enter")

        assert "Check-in Dana, chosen" in before
        assert "1 Opening nobody 2 Check-in Dana, chosen" in parts
        assert "“Check-in” was led by whom? 1 Dana 2 Ines 3 Jo" in people
        assert "Mended. The closed evening itself stays as it is." in said
        assert "Check-in Jo" in words(pilot)
        assert "Jo, chosen" not in words(pilot)
        assert desk.shelf.records() == sealed
        assert [record.led for record in desk.past(desk.groups()[0])] == [("p-0003",)]


async def test_what_cannot_be_kept_is_not_mended() -> None:
    desk = desk_with_a_past_evening()
    assert isinstance(desk.shelf, FullShelf)
    desk.shelf.is_full = True

    async with circle(desk) as pilot:
        await pilot.press("o", "enter", "enter", "m", "2", "0")

        assert "I could not write to the disk (it is full)." in words(pilot)
        assert desk.groups()[0].mends == ()


async def test_that_nobody_led_can_be_mended_too() -> None:
    desk = desk_with_a_past_evening()

    async with circle(desk) as pilot:
        await pilot.press("o", "enter", "enter", "m", "2", "0")

        assert [item.person for item in desk.groups()[0].mends] == [None]
        assert isinstance(desk.groups()[0].mends[0], LedInstead)
