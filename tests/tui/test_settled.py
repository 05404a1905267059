"""What others live with is changed once somebody said that the group decided it, and stands with its day."""

import pytest
from msgspec.structs import replace
from tests.circle_kit import make_desk, make_evening, make_group
from tests.tui.reading import circle, words

from circle_tui.core.agreements.decisions import decide
from circle_tui.core.happening import moves
from circle_tui.core.people.group import Group
from circle_tui.desk import Desk

ASKED = "Has the group decided this?"
CHANGES: tuple[tuple[tuple[str, ...], str], ...] = (
    (("m",), "Closed: somebody new joins once those in the group have said yes."),
    (("p", "enter"), "Shared values is adopted: its prompts are offered, and its rules can be chosen."),
    (("e", "5", "ctrl+u", *"75", "enter"), "We meet every Tuesday, 19:30, 75 minutes, Europe/Berlin."),
    (("e", "7", "2"), "Our evenings: consultation · a question first."),
    (("o", "1", *"We think together", "enter"), "What we are for, in new words."),
    (("o", "3", *"Ines, Jo", "enter"), "Who the contact persons are."),
    (("o", "4", *"A mediator", "enter"), "Another way outside."),
)


def settled(desk: Desk) -> list[str]:
    """What the group settled, in order."""
    return [item.text for item in desk.groups()[0].settled]


def without_settled(group: Group) -> Group:
    return replace(group, settled=())


@pytest.mark.parametrize(("keys", "says"), CHANGES, ids=["".join(keys[:2]) for keys, _ in CHANGES])
async def test_a_change_is_asked_about_once_and_stands_with_its_day_among_what_was_decided(
    keys: tuple[str, ...], says: str
) -> None:
    desk = make_desk()
    before = make_group(desk)

    async with circle(desk, size=(100, 45)) as pilot:
        await pilot.press("g", *keys)
        asked, not_yet = words(pilot), desk.groups()[0]
        await pilot.press("enter")
    async with circle(desk, size=(100, 45)) as pilot:
        await pilot.press("g", "d")

        assert ASKED in asked
        assert not_yet == before
        assert without_settled(desk.groups()[0]) != before
        assert settled(desk) == [says]
        assert f"· {says} 24 November 2026, on this page" in words(pilot, "sheet")


@pytest.mark.parametrize(("keys", "says"), CHANGES, ids=["".join(keys[:2]) for keys, _ in CHANGES])
async def test_a_no_changes_nothing(keys: tuple[str, ...], says: str) -> None:
    desk = make_desk()
    before = make_group(desk)

    async with circle(desk, size=(100, 45)) as pilot:
        await pilot.press("g", *keys, "escape")

        assert says not in words(pilot)
        assert desk.groups()[0] == before


async def test_what_was_typed_stands_there_again_after_a_no() -> None:
    desk = make_desk()
    make_group(desk)

    async with circle(desk) as pilot:
        await pilot.press("g", "o", "1", *"To think", "enter", "escape")
        await pilot.press(*" together", "enter", "enter")

    assert desk.groups()[0].purpose == "To think together"


async def test_what_cannot_be_is_said_before_anybody_is_asked() -> None:
    desk = make_desk()
    make_group(desk)

    async with circle(desk) as pilot:
        await pilot.press("g", "o", "3", *"Nobody", "enter")

        assert ASKED not in words(pilot)
        assert settled(desk) == []


@pytest.mark.parametrize(
    "keys",
    [("e", "5", "enter"), ("e", "7", "1"), ("o", "1", "enter"), ("e", "1", *" two", "enter")],
    ids="".join,
)
async def test_nothing_new_or_only_the_name_is_nothing_to_ask_about(keys: tuple[str, ...]) -> None:
    desk = make_desk()
    make_group(desk)

    async with circle(desk) as pilot:
        await pilot.press("g", *keys)

        assert ASKED not in words(pilot)
        assert settled(desk) == []


async def test_of_two_changes_to_one_thing_on_one_day_the_last_one_stands() -> None:
    desk = make_desk()
    make_group(desk)

    async with circle(desk) as pilot:
        await pilot.press("g", "m", "enter", "m", "enter")

    assert settled(desk) == ["Open: somebody new can join without asking everyone first."]


async def test_the_way_of_leading_stands_among_what_was_decided_once() -> None:
    desk = make_desk()
    make_group(desk)

    async with circle(desk, size=(100, 45)) as pilot:
        await pilot.press("g", "w", "5", "enter", "d")

        line = "Volunteers first; then somebody is asked, in turn. 24 November 2026, on this page"
        assert words(pilot, "sheet").count(line) == 1


async def test_new_ground_rules_stand_there_too_but_not_those_it_began_with() -> None:
    desk = make_desk()
    make_group(desk)

    async with circle(desk, size=(100, 45)) as pilot:
        await pilot.press("g", "d")
        first = words(pilot, "sheet")
        await pilot.press("escape", "g", "x", "w", "enter", "d")

        assert "Nothing yet." in first
        assert "Ground rules, version 2, hold from that day. 24 November 2026, on this page" in words(
            pilot, "sheet"
        )


async def test_rules_that_were_made_in_an_evening_are_not_said_twice() -> None:
    desk = make_desk()
    group = make_group(desk)
    evening = make_evening(desk, group)
    desk.register.write_rules(group, [desk.register.own_rule("We end on time.")])
    evening.room.do(moves.begin)
    evening.room.do(decide, "Ground rules, version 2, hold from today.", way="consent")
    desk.seal(evening)

    async with circle(desk, size=(100, 45)) as pilot:
        await pilot.press("g", "d")

        assert words(pilot, "sheet").count("Ground rules, version 2") == 1


@pytest.mark.parametrize(
    "keys",
    [
        ("e", "5", "ctrl+u", *"75", "enter", "s"),
        ("e", "7", "2", "s"),
        ("e", "8", "ctrl+u", "x", "enter", "s"),
    ],
)
async def test_a_slip_is_mended_and_is_nothing_that_was_decided(keys: tuple[str, ...]) -> None:
    desk = make_desk()
    before = make_group(desk)

    async with circle(desk) as pilot:
        await pilot.press("g", *keys)

        assert ASKED not in words(pilot)
        assert desk.groups()[0] != before
        assert settled(desk) == []


async def test_where_the_group_meets_can_be_changed() -> None:
    desk = make_desk()
    make_group(desk)

    async with circle(desk, size=(100, 45)) as pilot:
        await pilot.press("g", "e", "8", "ctrl+u", *"in person", "enter", "enter", "escape")

        assert desk.groups()[0].venue == "in person"
        assert settled(desk) == ["Where we meet: in person."]
        assert "Europe/Berlin · in person" in words(pilot)
