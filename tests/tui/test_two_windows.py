"""Two windows on one group: each change is made to what is written down now, and nothing is undone by it."""

from datetime import date

import pytest
from msgspec.structs import replace
from tests.circle_kit import make_desk, make_evening, make_group
from tests.tui.pilot_kit import evening_of, on_live
from tests.tui.reading import FullShelf, circle, words
from textual.pilot import Pilot

from circle_tui.core.people import roster
from circle_tui.core.people.group import Group
from circle_tui.core.people.policies import RotationPolicy
from circle_tui.desk import Desk
from circle_tui.tui.group.screen import GroupScreen

KEYS_THAT_CHANGE = (
    ("g", "m", "enter"),
    ("g", "w", "4", "enter"),
    ("g", "e", "5", "backspace", "backspace", "7", "5", "enter", "enter"),
    ("g", "e", "7", "2", "enter"),
    ("g", "l", "G", "o", "enter"),
    ("g", "o", "1", "W", "e", "enter", "enter"),
    ("g", "o", "3", *"Ines,Jo", "enter", "enter"),
    ("g", "p", "enter", "enter"),
    ("g", "a", "B", "e", "enter"),
    ("g", "r", "r", "x"),
    ("g", "g", "x", "w", "enter"),
    ("t", "enter"),
    ("t", "s", *"12 June, every 14 days, 4 times", "enter", "l", "m", "x"),
    ("p", "right", "enter"),
    ("s", "enter"),
)
KEYS_THAT_TAKE_BACK = (("g", "r", "r", "j", "u"), ("s", "enter", "u"))


def names(desk: Desk) -> list[str]:
    return [member.name for member in desk.groups()[0].members]


async def meanwhile(pilot: Pilot[int], desk: Desk, first: str) -> None:
    """Open the page, and then have Zoe added in another window."""
    await pilot.press(first)
    desk.register.add_person(desk.groups()[0], "Zoe", is_guest=False)


async def pressed(desk: Desk, keys: tuple[str, ...]) -> Group:
    """The group after keys on a page that was opened before Zoe was added; without her, whom it must have."""
    page, then = (keys[0], keys[1:]) if keys[0] in "gt" else ("up", keys)
    async with circle(desk) as pilot:
        await meanwhile(pilot, desk, page)
        await pilot.press(*then)
    after = desk.groups()[0]
    assert "Zoe" in names(desk)
    return replace(after, members=tuple(item for item in after.members if item.name != "Zoe"))


@pytest.mark.parametrize("keys", KEYS_THAT_CHANGE, ids="".join)
async def test_whoever_was_added_in_another_window_stays_whatever_is_changed_here(
    keys: tuple[str, ...],
) -> None:
    desk = make_desk()
    before = make_group(desk)

    assert await pressed(desk, keys) != before


@pytest.mark.parametrize("keys", KEYS_THAT_TAKE_BACK, ids="".join)
async def test_taking_back_a_change_leaves_whoever_was_added_meanwhile(keys: tuple[str, ...]) -> None:
    desk = make_desk()
    before = make_group(desk)

    assert await pressed(desk, keys) == before


async def test_the_page_shows_what_another_window_wrote_after_the_next_change() -> None:
    desk = make_desk()
    make_group(desk)

    async with circle(desk) as pilot:
        await meanwhile(pilot, desk, "g")
        await pilot.press("m", "enter", "r", "r", "up")

        assert "Zoe" in words(pilot)


async def test_whoever_was_forgotten_in_another_window_does_not_come_back() -> None:
    desk = make_desk()
    group = make_group(desk)

    async with circle(desk) as pilot:
        await pilot.press("g", "r", "r", "x")
        desk.register.forget(desk.groups()[0], group.members[0])
        await pilot.press("u")

        assert "They are not in this group any more" in words(pilot)
        assert "Dana" not in names(desk)
        assert group.members[0].id in desk.groups()[0].forgotten


async def test_taking_back_on_the_roster_leaves_what_another_window_changed() -> None:
    desk = make_desk()
    make_group(desk)

    async with circle(desk) as pilot:
        await pilot.press("g", "r", "r", "x")
        group = desk.groups()[0]
        policy = RotationPolicy("session")
        desk.register.change(group, lambda now: replace(now, rotation=policy))
        await pilot.press("u")

    after = desk.groups()[0]
    assert after.members[0].left is None
    assert after.rotation == policy


async def test_rules_that_another_window_wrote_are_looked_at_before_others_take_their_place() -> None:
    desk = make_desk()
    make_group(desk)

    async with circle(desk) as pilot:
        await pilot.press("g", "g", "x")
        group = desk.groups()[0]
        desk.register.write_rules(group, [desk.register.own_rule("We end on time.")])
        await pilot.press("w", "enter")

        assert "Another version of the ground rules was written meanwhile" in words(pilot)
        assert "We end on time." in words(pilot)
        assert [version.number for version in desk.groups()[0].rules] == [1, 2]


async def test_an_evening_is_opened_with_everyone_who_is_in_the_group_by_then() -> None:
    desk = make_desk()
    make_group(desk)

    async with circle(desk) as pilot:
        await meanwhile(pilot, desk, "up")
        await pilot.press("enter", "r", *"zo")

        assert "Zoe enter marks as here" in words(pilot)


async def test_a_guest_who_is_let_in_changes_nothing_that_another_window_wrote() -> None:
    async with on_live(evening_of(names=("Dana", "Jo"), segment="check-in")) as seen:
        seen.desk.register.add_person(seen.desk.groups()[0], "Zoe", is_guest=False)
        await seen.press("r", *"Quinn", "enter", "enter")

        assert names(seen.desk) == ["Dana", "Jo", "Zoe", "Quinn"]


async def test_a_guest_whom_the_disk_did_not_take_is_written_down_with_the_next_change() -> None:
    shelf = FullShelf()
    desk = make_desk(shelf=shelf)
    evening = make_evening(desk, make_group(desk, ("Dana", "Jo")))
    async with on_live((desk, evening)) as seen:
        shelf.is_full = True
        await seen.press("r", *"Quinn", "enter", "enter")
        said = seen.words
        shelf.is_full = False

        desk.keep_loose_ends(evening.group, ["the room"])

        assert "the disk (it is full)" in said
        assert names(desk) == ["Dana", "Jo", "Quinn"]
        assert evening.name(evening.room.session.here[-1]) == "Quinn"


async def test_a_screen_whose_group_is_gone_says_so() -> None:
    desk = make_desk()
    make_group(desk)

    async with circle(desk) as pilot:
        await pilot.press("g")
        assert isinstance(pilot.app.screen, GroupScreen)
        desk.shelf._groups.clear()  # type: ignore[attr-defined]  # a file that somebody took away
        await pilot.press("m", "enter")

        assert "This group is not on this machine any more." in words(pilot)


async def test_a_rest_a_name_and_a_policy_from_another_window_hold_in_the_running_evening() -> None:
    desk, evening = evening_of(here=2, segment="check-in")
    dana, ines, *_ = evening.group.members

    async with on_live((desk, evening), size=(100, 30)) as seen:
        desk.register.with_rest(evening.group, dana.id, date(2026, 12, 31))
        desk.register.change(evening.group, lambda now: roster.renamed(now, ines.id, "Noa"))
        desk.register.change(evening.group, lambda now: replace(now, rotation=RotationPolicy("session")))
        await seen.press("l")

        assert "Noa the turn comes to them" in seen.sheet_words
        assert "One person leads all parts of an evening, in turn." in seen.sheet_words
        await seen.press("escape")
        assert "Ines" not in seen.text


async def test_a_guest_whom_the_disk_did_not_take_stays_when_another_window_writes() -> None:
    shelf = FullShelf()
    desk, evening = evening_of(here=2, segment="check-in", desk=make_desk(shelf=shelf))

    async with on_live((desk, evening), size=(100, 30)) as seen:
        shelf.is_full = True
        await seen.press("r", *"Bela", "enter", "enter", "escape")
        shelf.is_full = False
        desk.register.with_rest(desk.groups()[0], evening.group.members[0].id, date(2026, 12, 31))
        await seen.press("l", "escape")

        assert [item.name for item in evening.people_here()] == ["Bela", "Dana", "Ines"]


async def test_rules_from_another_window_do_not_give_way_unseen_to_a_draft_begun_before() -> None:
    desk, evening = evening_of(here=4, segment="check-in")

    async with on_live((desk, evening), size=(100, 30)) as seen:
        await seen.press("g", "w", "e", "x", "escape", "escape")
        own = desk.register.own_rule("We begin with a minute of quiet.")
        desk.register.write_rules(desk.groups()[0], (*desk.groups()[0].rules[-1].rules, own))
        await seen.press("g", "w", *["n"] * 7, "y", "enter")

        assert "Another version of the ground rules was written meanwhile" in seen.words
        assert [version.number for version in desk.groups()[0].rules] == [1, 2]
        assert own in desk.groups()[0].rules[-1].rules
