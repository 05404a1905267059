"""How a group leads, on its own page: a policy by decision, and a rota behind the gate."""

from datetime import date

from msgspec.structs import replace
from tests.circle_kit import NAMES, NotedClipboard, make_desk, make_evening, make_group, step_to, written
from tests.tui.reading import circle, words

from circle_tui.core.people import leading
from circle_tui.core.people.policies import RotationPolicy
from circle_tui.desk import Desk

TODAY = date(2026, 11, 24)


def desk_after_a_round() -> Desk:
    """A group of two, both of whom led last week."""
    desk = make_desk()
    group = make_group(desk, NAMES[:2])
    evening = make_evening(desk, group)
    step_to(evening, "check-in")
    for segment, member in zip(("check-in", "choose-topics"), group.members, strict=True):
        assert evening.room.do(leading.name_leader, segment=segment, person=member.id, how="chosen") is None
    desk.seal(evening)
    return desk


async def test_a_policy_holds_once_the_group_has_decided_it() -> None:
    desk = make_desk()
    make_group(desk)

    async with circle(desk) as pilot:
        await pilot.press("g", "w", "plus", "minus", "minus", "4")
        asked = words(pilot)
        before = desk.groups()[0].rotation
        await pilot.press("enter")
        shown = words(pilot)

        assert "Has the group decided this? One person leads for three evenings, then another." in asked
        assert before == RotationPolicy()
        assert "One person leads for three evenings, then another. Since 24 November 2026." in shown
        assert desk.groups()[0].rotation == RotationPolicy("term", sessions=3, decided_on=TODAY)


async def test_the_one_person_is_asked_for_by_first_letters_and_not_shown() -> None:
    desk = make_desk()
    make_group(desk, ("Mara", "Marek", "Dana"))

    async with circle(desk) as pilot:
        await pilot.press("g", "w", "3", *"mar", "enter")
        several = words(pilot)
        await pilot.press("backspace", "backspace", "backspace", *"zo", "enter")
        nobody = words(pilot)
        await pilot.press("backspace", "backspace", *"mare", "enter", "enter")

        assert "a letter more tells them apart" in several
        assert "Nobody in the group has a name that begins like this." in nobody
        assert desk.groups()[0].rotation == RotationPolicy("fixed", person="p-0002", decided_on=TODAY)
        assert "Marek" not in words(pilot)


async def test_the_rota_opens_on_the_second_press_and_is_copied_for_all_or_for_one() -> None:
    desk = desk_after_a_round()
    clipboard = desk.clipboard
    assert isinstance(clipboard, NotedClipboard)

    async with circle(desk) as pilot:
        await pilot.press("g")
        before = words(pilot)
        await pilot.press("t")
        gate = words(pilot)
        await pilot.press("t")
        shown = words(pilot)
        await pilot.press("y")
        await pilot.app.workers.wait_for_complete()
        await pilot.press("o", "1")
        await pilot.app.workers.wait_for_complete()

        assert "Everyone who wished to has led." in before
        assert "Not sharing this screen? Press t again" in gate
        assert not [name for name in NAMES if name in gate.split()]
        assert "Tuesday 1 December Dana and Ines" in shown
        assert clipboard.texts[0].splitlines()[:2] == [
            "Tuesday Circle: who would be asked to lead",
            "Tuesday 1 December: Dana and Ines",
        ]
        assert clipboard.texts[1].startswith(
            "Dana, you would be asked to lead on Tuesday 1 December, Tuesday 8"
        )


async def test_two_turns_are_swapped_by_both_their_yes_shown_copied_and_taken_back() -> None:
    desk = desk_after_a_round()
    group = desk.groups()[0]
    written(desk, replace(group, rotation=RotationPolicy("session")))
    clipboard = desk.clipboard
    assert isinstance(clipboard, NotedClipboard)

    async with circle(desk) as pilot:
        await pilot.press("g", "t", "t")
        before = words(pilot)
        await pilot.press("s", "1")
        chosen = words(pilot)
        await pilot.press("3")
        same = words(pilot)
        await pilot.press("2")
        asked = words(pilot)
        kept_before = desk.groups()[0].swaps
        await pilot.press("enter")
        after = words(pilot)
        await pilot.press("y")
        await pilot.app.workers.wait_for_complete()
        await pilot.press("s", "1", "4")
        twice = words(pilot)
        await pilot.press("enter")
        refused = words(pilot)
        await pilot.press("x", "1", "enter")

        assert "Tuesday 1 December Dana Tuesday 8 December Ines" in before
        assert "For which other turn?" in chosen
        assert "Both turns are one person's" in same
        assert "Do both say yes? Ines on 1 Dec, Dana on 8 Dec." in asked
        assert kept_before == ()
        assert "Tuesday 1 December Ines, swapped with Dana" in after
        assert "Tuesday 1 December: Ines, swapped with Dana" in clipboard.texts[0]
        assert "Tuesday 8 December: Dana, swapped with Ines" in clipboard.texts[0]
        assert "Do both say yes?" in twice
        assert "One of these turns is swapped already" in refused
        assert "Tuesday 1 December Dana Tuesday 8 December Ines" in words(pilot)
        assert desk.groups()[0].swaps == ()


async def test_a_turn_is_not_swapped_with_somebody_who_leads_on_that_evening_anyway() -> None:
    desk = desk_after_a_round()

    async with circle(desk) as pilot:
        await pilot.press("g", "t", "t", "s", "1", "4")

        assert "One of the two would be asked on both evenings anyway" in words(pilot)
        assert desk.groups()[0].swaps == ()


async def test_where_one_person_leads_for_long_there_is_nothing_to_swap() -> None:
    desk = desk_after_a_round()
    written(desk, replace(desk.groups()[0], rotation=RotationPolicy("term")))

    async with circle(desk) as pilot:
        await pilot.press("g", "t", "t", "s")

        assert "One person leads for some time here, so there are no turns to swap." in words(pilot)


async def test_a_date_on_which_nobody_can_be_asked_is_for_a_volunteer() -> None:
    desk = make_desk()
    group = make_group(desk, NAMES[:1])
    written(desk, replace(group, members=(replace(group.members[0], rests_until=date(2027, 1, 1)),)))

    async with circle(desk) as pilot:
        await pilot.press("g", "t", "t", "o", "1", "escape", "down")

        assert "Tuesday 24 November a volunteer" in words(pilot)
