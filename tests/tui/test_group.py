"""The group: its rules in versions, its people behind a gate, its own words to end with."""

from datetime import date, timedelta

import pytest
from msgspec.structs import replace
from tests.circle_kit import NAMES, make_desk, make_evening, make_group, step_to, written
from tests.hostile import WORST_NAMES
from tests.tui.reading import SMALL_AND_LARGE, FullShelf, circle, is_calm, words
from textual.pilot import Pilot

from circle_tui.core.agreements.decisions import decide
from circle_tui.core.happening import moves
from circle_tui.core.text import clean
from circle_tui.opening import Opening
from circle_tui.tui.group.draft import RulesDraft
from circle_tui.tui.group.listing import chosen_list, lines_of, window
from circle_tui.tui.group.meeting import changed, with_kind
from circle_tui.tui.group.screen import GroupScreen
from circle_tui.tui.lobby.screen import LobbyScreen

TODAY = date(2026, 11, 24)


def rules_of(pilot: Pilot[int]) -> list[str]:
    assert isinstance(pilot.app.screen, GroupScreen)
    return [rule.text for rule in pilot.app.screen.group.rules[-1].rules]


async def test_what_the_group_decided_is_shown_without_names() -> None:
    desk = make_desk()
    make_group(desk)

    async with circle(desk) as pilot:
        await pilot.press("g")
        shown = words(pilot)

        assert "every Tuesday, 19:30, 60 minutes, Europe/Berlin · video call" in shown
        assert "version 1 · 24 November 2026" in shown
        assert "What is said here stays here" in shown
        assert [name for name in NAMES if name in shown.split()] == []


async def test_while_an_evening_is_open_what_was_decided_opens_only_on_the_second_press() -> None:
    desk = make_desk()
    evening = make_evening(desk, make_group(desk), here=3)
    step_to(evening, "check-in")
    evening.room.do(decide, "Ulla looks after the room.", way="consent")
    evening.room.do(moves.end_session)
    desk.seal(evening)
    make_evening(desk, evening.group, here=3)

    async with circle(desk) as pilot:
        await pilot.press("g", "d")
        gate = words(pilot)
        await pilot.press("left", "d", "d")

        assert "Not sharing this screen? Press d again" in gate
        assert "Ulla" not in gate
        assert "Ulla looks after the room." in words(pilot)


async def test_decisions_stand_with_their_dates_and_the_lobby_says_when_one_is_due() -> None:
    desk = make_desk()
    evening = make_evening(desk, make_group(desk))
    evening.room.do(moves.begin)
    evening.room.do(decide, "We begin early.", way="consent", review_on=date(2026, 11, 24))
    desk.seal(evening)

    async with circle(desk) as pilot:
        assert "a decision of 24 Nov" in words(pilot)

        await pilot.press("g", "d")

        assert "We begin early." in words(pilot)
        assert "by consent; to look at again since 24 November 2026" in words(pilot)


async def test_the_roster_opens_only_on_the_second_press() -> None:
    desk = make_desk()
    make_group(desk)

    async with circle(desk) as pilot:
        await pilot.press("g", "r")
        assert "Not sharing this screen? Press r again" in words(pilot)
        assert "Mara" not in words(pilot)
        await pilot.press("r")
        assert "Mara" in words(pilot)
        await pilot.press("r")

        assert "Mara" not in words(pilot)


async def test_another_key_in_between_keeps_the_roster_closed() -> None:
    desk = make_desk()
    make_group(desk)

    async with circle(desk) as pilot:
        await pilot.press("g", "r", "down", "r")

        assert "Mara" not in words(pilot)


async def test_somebody_rests_from_leading_and_the_same_key_ends_it() -> None:
    desk = make_desk()
    make_group(desk)

    async with circle(desk) as pilot:
        await pilot.press("g", "r", "r", "down", "w", *"3 weeks", "enter")
        assert "not asked to lead until 15 Dec 2026" in words(pilot)
        assert desk.groups()[0].members[1].rests_until == TODAY + timedelta(weeks=3)
        await pilot.press("w")

        assert "not asked to lead" not in words(pilot)
        assert desk.groups()[0].members[1].rests_until is None


async def test_a_rest_cannot_end_before_it_begins() -> None:
    desk = make_desk()
    make_group(desk)

    async with circle(desk) as pilot:
        await pilot.press("g", "r", "r", "w", *"2026-11-01", "enter")
        assert "is past" in words(pilot)
        await pilot.press("escape")

        assert "Who is in the group" in words(pilot)
        assert desk.groups()[0].members[0].rests_until is None


async def test_somebody_leaves_today_and_the_same_key_takes_it_back() -> None:
    desk = make_desk()
    make_group(desk)

    async with circle(desk) as pilot:
        await pilot.press("g", "r", "r", "up", "x")
        assert "until 24 November 2026" in words(pilot)
        assert desk.groups()[0].members[-1].left == TODAY
        await pilot.press("x")

        assert desk.groups()[0].members[-1].left is None


async def test_somebody_is_added() -> None:
    desk = make_desk()
    make_group(desk, ["Dana"])

    async with circle(desk) as pilot:
        await pilot.press("g", "a", *"Wanx", "backspace", *"da", "enter")

        assert "Wanda is in the group. Under three" in words(pilot)
        assert [member.name for member in desk.groups()[0].members] == ["Dana", "Wanda"]


async def test_a_name_that_is_there_already_is_not_added_again() -> None:
    desk = make_desk()
    make_group(desk)

    async with circle(desk) as pilot:
        await pilot.press("g", "a", *"dana", "enter")
        assert "Dana is in the group already" in words(pilot)
        await pilot.press("x")
        assert "Dana is in the group already" not in words(pilot)
        await pilot.press("escape")

        assert len(desk.groups()[0].members) == 7


async def test_a_name_is_needed_to_add_somebody() -> None:
    desk = make_desk()
    make_group(desk)

    async with circle(desk) as pilot:
        await pilot.press("g", "a", "enter")

        assert "There is no name to write down." in words(pilot)


async def test_somebody_who_left_is_not_added_twice() -> None:
    desk = make_desk()
    group = make_group(desk)
    desk.register.with_last_day(group, group.members[0].id, TODAY)

    async with circle(desk) as pilot:
        await pilot.press("g", "a", *"Dana", "enter")

        assert "Dana was in the group before" in words(pilot)


async def test_a_guest_joins_the_group() -> None:
    desk = make_desk()
    group, _ = desk.register.add_person(make_group(desk), "Gael", is_guest=True)

    async with circle(desk, Opening(group=group.id), size=(80, 21)) as pilot:
        await pilot.press("g", "r", "r", "up")
        assert "▶ Sam" in words(pilot)
        await pilot.press("escape", "a", *"gael", "enter")

        assert "Gael is in the group." in words(pilot)
        assert not desk.groups()[0].members[-1].is_guest


async def test_a_rule_is_added_reworded_and_removed_and_written_as_a_new_version() -> None:
    desk = make_desk()
    make_group(desk)

    async with circle(desk) as pilot:
        await pilot.press(
            "g", "g", "x", "a", *"We are kind", "enter", "enter", "enter", *", mostly", "enter", "w"
        )
        assert "New version 2, from today?" in words(pilot)
        assert len(desk.groups()[0].rules) == 1
        await pilot.press("enter")

        assert "Version 2 holds from today." in words(pilot)
        assert rules_of(pilot)[-1] == "We are kind, mostly"
        assert not rules_of(pilot)[0].startswith("What is said here")
        assert [version.number for version in desk.groups()[0].rules] == [1, 2]


async def test_an_old_version_stays_readable() -> None:
    desk = make_desk()
    group = make_group(desk)
    desk.register.write_rules(group, group.rules[-1].rules[:3])

    async with circle(desk) as pilot:
        await pilot.press("g", "left")
        assert "version 1 · 24 November 2026 · not in force any more" in words(pilot)
        await pilot.press("left")
        assert "This is the first version." in words(pilot)
        await pilot.press("right")
        assert "not in force" not in words(pilot)
        await pilot.press("right")

        assert "This is the newest version." in words(pilot)


async def test_writing_without_a_change_only_renews_the_date() -> None:
    desk = make_desk()
    make_group(desk)

    async with circle(desk) as pilot:
        await pilot.press("g", "g", "w")
        assert "Version 1 again, from today?" in words(pilot)
        await pilot.press("enter")

        assert [version.number for version in desk.groups()[0].rules] == [1]


async def test_changes_can_be_taken_back() -> None:
    desk = make_desk()
    make_group(desk)

    async with circle(desk) as pilot:
        await pilot.press("g", "g", "x", "x")
        assert "Changed, not saved yet." in words(pilot)
        await pilot.press("u", "u", "u")

        assert "Ground rules, to be changed" in words(pilot)
        assert "not saved yet" not in words(pilot)


async def test_a_starter_set_takes_the_place_of_the_rules() -> None:
    desk = make_desk()
    make_group(desk)

    async with circle(desk) as pilot:
        await pilot.press("g", "g", "s")
        assert "1 Consultation 12" in words(pilot)
        assert "2 Support 10" in words(pilot)
        await pilot.press("1", "w", "enter")

        assert len(rules_of(pilot)) == 12


async def test_rules_in_the_groups_own_words_stay_beside_a_starter_set() -> None:
    desk = make_desk()
    make_group(desk)

    async with circle(desk, size=(100, 45)) as pilot:
        await pilot.press("g", "g", "a", *"We bring tea", "enter", "escape", "s", "1", "w", "enter")

        assert len(rules_of(pilot)) == 13
        assert rules_of(pilot)[-1] == "We bring tea"


async def test_another_kind_of_evening_says_where_ground_rules_for_it_are() -> None:
    desk = make_desk()
    make_group(desk)

    async with circle(desk, size=(100, 45)) as pilot:
        await pilot.press("g", "e", "7", "2", "enter")

        assert "g, then s: ground rules for such evenings." in words(pilot)


async def test_several_rules_are_taken_from_the_library_in_a_row_and_left_out_again() -> None:
    desk = make_desk()
    make_group(desk)

    async with circle(desk) as pilot:
        await pilot.press("g", "g", "b", "up", "down", "down", "enter", "enter", "enter", "down", "enter")
        told = words(pilot)
        await pilot.press("escape", "w", "enter")

        assert "Left out again; 10 rules in the draft." in told
        assert rules_of(pilot)[-1] == "Who is in this group is private too."
        assert "I know confidentiality here is asked for, not guaranteed." not in rules_of(pilot)


async def test_the_library_stands_under_headings_and_shows_the_marked_rule_in_full() -> None:
    desk = make_desk()
    make_group(desk)

    async with circle(desk, size=(60, 24)) as pilot:
        await pilot.press("g", "g", "b", *["down"] * 7)
        shown = words(pilot)

        assert "DE-IDENTIFICATION" in shown
        assert "If I think I recognise someone, I say “I need to step out” and leave the room." in shown
        assert "asked by name in the roll call · looks after" in shown
        assert "more above" in shown


async def test_first_letters_of_words_find_a_rule() -> None:
    desk = make_desk()
    make_group(desk)

    async with circle(desk) as pilot:
        await pilot.press("g", "g", "b", *"good", "enter")
        found = words(pilot)
        await pilot.press(*"qq", "enter")
        nothing = words(pilot)
        await pilot.press("escape", "w", "enter")

        assert "I tell the group ahead when I will miss, and say goodbye before I leave for good." in found
        assert "No rule has a word that begins so." in nothing
        assert rules_of(pilot)[-1].endswith("say goodbye before I leave for good.")


async def test_a_rule_of_ones_own_is_asked_what_it_looks_after_and_keeps_that() -> None:
    desk = make_desk()
    make_group(desk)

    async with circle(desk) as pilot:
        await pilot.press("g", "g", *["x"] * 10, "a", *"Come or say so.", "enter")
        asked = words(pilot)
        await pilot.press("4")
        missing = words(pilot)
        await pilot.press("a", *"Tea.", "enter", "escape", "w", "enter")

        assert "What does it look after? “Come or say so.”" in asked
        assert "Still to agree: confidentiality, consent, autonomy, presentation, ethics." in missing
        rules = desk.groups()[0].rules[-1].rules
        assert [(rule.text, rule.covers) for rule in rules] == [
            ("Come or say so.", ("attendance",)),
            ("Tea.", ()),
        ]
        assert "attendance" not in desk.preparation.still_to_agree(desk.groups()[0])


async def test_what_an_older_rule_of_ones_own_looks_after_can_be_said_later() -> None:
    desk = make_desk()
    group = make_group(desk)
    own = desk.register.own_rule("We do not fix each other.")
    desk.register.write_rules(group, [*group.rules[-1].rules[:1], own])

    async with circle(desk) as pilot:
        await pilot.press("g", "g", "t")
        library = words(pilot)
        await pilot.press("down", "t", "3", "w")
        asked = words(pilot)
        await pilot.press("enter")

        assert "This one is of the library; it looks after confidentiality." in library
        assert "Version 2, with what it looks after? No word is changed" in asked
        assert "Noted with version 2." in words(pilot)
        assert [version.number for version in desk.groups()[0].rules] == [1, 2]
        assert desk.groups()[0].rules[-1].rules[-1].covers == ("autonomy",)


async def test_what_is_not_written_waits_and_leaving_asks() -> None:
    desk = make_desk()
    make_group(desk)

    async with circle(desk) as pilot:
        await pilot.press("g", "g", "x", "escape")
        assert "Changes are waiting" in words(pilot)
        await pilot.press("escape")
        assert "Leave without the new version?" in words(pilot)
        await pilot.press("escape", "g")
        assert "Changed, not saved yet." in words(pilot)
        await pilot.press("escape", "escape", "enter")

        assert isinstance(pilot.app.screen, LobbyScreen)
        assert len(desk.groups()[0].rules) == 1


async def test_a_version_without_rules_is_not_written() -> None:
    desk = make_desk()
    group = make_group(desk)
    desk.register.write_rules(group, group.rules[-1].rules[:1])

    async with circle(desk) as pilot:
        await pilot.press("g", "g", "x", "w", "enter")

        assert "No rules." in words(pilot)
        assert len(desk.groups()[0].rules) == 2


async def test_a_full_disk_is_said_and_the_changed_rules_wait() -> None:
    shelf = FullShelf()
    desk = make_desk(shelf=shelf)
    make_group(desk)
    shelf.is_full = True

    async with circle(desk) as pilot:
        await pilot.press("g", "g", "x", "w", "enter")

        assert "I could not write to the disk" in words(pilot)
        assert "Changes are waiting" in words(pilot)


async def test_the_curtain_hides_an_open_roster() -> None:
    desk = make_desk()
    make_group(desk)

    async with circle(desk) as pilot:
        await pilot.press("g", "r", "r", "c")
        assert words(pilot) == "We take a moment. c or F2 opens it"
        await pilot.press("c")

        assert "Mara" in words(pilot)


async def test_the_closing_line_is_the_groups_own() -> None:
    desk = make_desk()
    make_group(desk)

    async with circle(desk) as pilot:
        await pilot.press("g", "l", *"Go well.", "enter")
        assert "Go well." in words(pilot)
        assert desk.groups()[0].closing_line == "Go well."
        await pilot.press("l", "ctrl+u", "enter")

        assert desk.groups()[0].closing_line == ""


async def test_when_the_group_meets_is_changed_as_it_was_set_up_and_holds_from_the_next_evening() -> None:
    desk = make_desk()
    make_group(desk)

    async with circle(desk) as pilot:
        await pilot.press("g", "e", "2", "ctrl+u", *"fooday", "enter")
        assert 'A group cannot meet every "fooday"' in words(pilot)
        await pilot.press("ctrl+u", *"thursdays", "enter")
        assert "Has the group decided this? We meet every Thursday, 19:30, 60 minutes" in words(pilot)
        await pilot.press("enter", "4", "ctrl+u", *"18:15", "enter", "enter")
        await pilot.press("6", "ctrl+u", *"vienna", "enter", "enter", "7", "2", "enter")
        assert "Europe/Vienna" in words(pilot, "sheet-body")
        assert "That holds from the next evening." in words(pilot)
        await pilot.press("1", "ctrl+u", *"Thursday Circle", "enter", "e")

        assert "every Thursday, 18:15, 60 minutes, Europe/Vienna" in words(pilot)
    group = desk.groups()[0]
    assert (group.name, group.mode, group.format) == ("Thursday Circle", "consultation", "focus-question")
    assert group.recurrence.first == date(2026, 11, 26)


def test_a_change_of_when_leaves_all_else_and_the_dates_left_out() -> None:
    desk = make_desk()
    group, _ = desk.preparation.skip_date(make_group(desk))

    longer = changed(desk, group, "minutes", "90")

    assert longer == replace(group, recurrence=replace(group.recurrence, minutes=90))
    assert changed(desk, group, "name", group.name) == group


def test_evenings_of_another_kind_keep_a_format_that_suits_them() -> None:
    desk = make_desk()
    group = replace(make_group(desk), format="open-support-circle")

    assert with_kind(desk, group, "support").format == "open-support-circle"
    assert with_kind(desk, group, "topic").format == "topic-circle"


@pytest.mark.parametrize("size", SMALL_AND_LARGE)
async def test_no_text_breaks_the_group(size: tuple[int, int]) -> None:
    desk = make_desk()
    names = list(dict.fromkeys(clean(name).casefold() for name in WORST_NAMES if clean(name)))
    group = make_group(desk, names)
    group = desk.register.write_rules(group, [desk.register.own_rule(name) for name in names])
    desk.register.with_closing_line(group, "[@click=app.quit]x[/] " + "界" * 150)

    async with circle(desk, size=size) as pilot:
        await pilot.press("g")
        calm = [is_calm(pilot)]
        await pilot.press("pagedown", "pageup", "down", "up", "r", "r")
        screen = pilot.app.screen
        assert isinstance(screen, GroupScreen)
        for opened in ("roster", "editor"):
            if opened == "editor":
                await pilot.press("escape", "g")
            assert screen.sheet is not None
            for _ in names:
                screen.sheet.press("down")
                screen.redraw()
                await pilot.pause()
                calm.append(is_calm(pilot))

        assert all(calm)


# -- lists and drafts by themselves


@pytest.mark.parametrize(
    ("count", "place", "rows", "shown"),
    [
        (3, 0, 5, range(3)),
        (10, 0, 4, range(4)),
        (10, 9, 4, range(6, 10)),
        (10, 5, 4, range(3, 7)),
        (4, 2, 0, range(2, 3)),
    ],
)
def test_a_window_holds_the_chosen_line(count: int, place: int, rows: int, shown: range) -> None:
    assert window(count, place, rows) == shown


def test_a_text_is_broken_between_words() -> None:
    assert lines_of("one two three", 7) == ["one two", "three"]
    assert lines_of("incomprehensible", 5) == ["inco…"]
    assert lines_of("", 5) == [""]


def test_a_list_says_how_much_more_there_is() -> None:
    shown = chosen_list([f"line {number}" for number in range(9)], 4, rows=5, room=20).plain

    assert shown.splitlines() == ["  3 more above", "  line 3", "▶ line 4", "  line 5", "  3 more below"]
    assert chosen_list([], 0, rows=3, room=20).plain == ""


def test_a_draft_without_rules_has_nothing_to_choose() -> None:
    draft = RulesDraft(())

    draft.choose(1)
    draft.remove()

    assert draft.chosen is None
    assert not draft.take_back()


# -- the people, one by one


async def test_a_line_of_the_roster_is_changed_and_taken_back() -> None:
    desk = make_desk()
    make_group(desk)

    async with circle(desk) as pilot:
        await pilot.press("g", "r", "r", "down", "n", *"s", "enter", "p", *"they/them", "enter", "j")
        assert "▶ Iness they/them" in words(pilot)
        assert "joined 24 Nov 2026 · said yes to the joining card 24 Nov 2026" in words(pilot)
        await pilot.press("u", "u", "u")
        assert "▶ Ines " in words(pilot)
        assert "they/them" not in words(pilot)
        await pilot.press("u")

        assert "Nothing was changed here since the roster was opened." in words(pilot)


async def test_somebody_new_is_marked_so_until_their_first_evening() -> None:
    desk = make_desk()
    evening = make_evening(desk, make_group(desk, ["Dana", "Ines"]))
    assert evening.room.do(moves.begin) is None
    desk.seal(evening)
    group, _ = desk.register.add_person(desk.groups()[0], "Anouk", is_guest=False)
    desk.register.add_person(group, "Zoe", is_guest=True)

    async with circle(desk) as pilot:
        await pilot.press("g", "r", "r")
        assert "▶ Anouk new here, joining card to come" in words(pilot)
        await pilot.press("j", "up")

        assert "Anouk new here" in words(pilot)
        assert "Zoe came as a guest" in words(pilot)
        assert "joining card to come" not in words(pilot)


async def test_a_name_that_somebody_has_is_not_given_twice() -> None:
    desk = make_desk()
    make_group(desk)

    async with circle(desk) as pilot:
        await pilot.press("g", "r", "r", "n", "ctrl+u", *"jo", "enter")
        assert "Jo is in the group already" in words(pilot)
        await pilot.press("escape")

        assert [member.name for member in desk.groups()[0].members] == list(NAMES)


async def test_forgetting_somebody_says_first_what_it_changes_and_asks() -> None:
    desk = make_desk()
    group = desk.register.with_closing_line(make_group(desk), "Ines and all of us: go well.")
    desk.keep_loose_ends(group, ["what Ines asked"])

    async with circle(desk) as pilot:
        await pilot.press("g", "g", "x", "escape", "r", "r", "down", "f")
        assert "Ines is in no closed evening. The name goes from this group's file" in words(pilot)
        await pilot.press("x", "enter", "x", "down", "up", "t", "down", "t", "t")
        assert "✓ words to end with: “Somebody and all of us: go well.”" in words(pilot)
        await pilot.press("enter")
        assert "Forget Ines for good?" in words(pilot)
        assert "Ines" in desk.groups()[0].names().values()
        await pilot.press("enter")

        assert "The name is gone, but for the group's own words in which you left it." in words(pilot)
        assert "Ines" not in desk.groups()[0].names().values()
        assert desk.groups()[0].closing_line == "Somebody and all of us: go well."
        assert "Changes are waiting" not in words(pilot)


async def test_keeping_somebody_after_all_changes_nothing() -> None:
    desk = make_desk()
    make_group(desk)

    async with circle(desk) as pilot:
        await pilot.press("g", "r", "r", "down", "f", "enter", "escape", "escape")

        assert "Who is in the group" in words(pilot)
        assert len(desk.groups()[0].members) == 7


async def test_nobody_is_forgotten_while_an_evening_is_open() -> None:
    desk = make_desk()
    make_evening(desk, make_group(desk)).room.journal.close()

    async with circle(desk) as pilot:
        await pilot.press("g", "r", "r", "f")

        assert "An evening of Tuesday Circle is still open" in words(pilot)


async def test_an_evening_that_was_opened_meanwhile_keeps_everybody() -> None:
    desk = make_desk()
    group = make_group(desk)

    async with circle(desk) as pilot:
        await pilot.press("g", "r", "r", "f", "enter")
        make_evening(desk, group)
        await pilot.press("enter")

        assert "An evening of Tuesday Circle is still open" in words(pilot)
        assert len(desk.groups()[0].members) == 7


async def test_what_the_disk_does_not_take_is_not_changed_on_the_roster() -> None:
    shelf = FullShelf()
    desk = make_desk(shelf=shelf)
    make_group(desk)
    shelf.is_full = True

    async with circle(desk) as pilot:
        await pilot.press("g", "r", "r", "j")
        assert "I could not write to the disk" in words(pilot)
        await pilot.press("f", "enter", "enter")
        assert "I could not write to the disk" in words(pilot)
        await pilot.press("a", *"Wanda", "enter")

        assert "I could not write to the disk" in words(pilot)
        assert len(desk.groups()[0].members) == 7


async def test_a_closed_group_asks_for_consent_before_somebody_is_added() -> None:
    desk = make_desk()
    make_group(desk)

    async with circle(desk) as pilot:
        await pilot.press("g", "m", "enter")
        assert "Closed: somebody new joins once those in the group have said yes." in words(pilot)
        await pilot.press("a")
        assert "“New members join by consent of those here.”" in words(pilot)
        await pilot.press("enter", *"Wanda", "enter")
        assert "Wanda is in the group." in words(pilot)
        await pilot.press("m", "enter")

        assert "Open: somebody new can join" in words(pilot)
        assert desk.groups()[0].members[-1].joined == TODAY


async def test_a_closed_group_asks_for_consent_before_somebody_comes_back_into_it() -> None:
    desk = make_desk()
    gone = replace(make_group(desk).members[-1], joined=date(2026, 1, 6), left=date(2026, 6, 2))
    group = replace(desk.groups()[0], members=(*desk.groups()[0].members[:-1], gone), is_closed=True)
    written(desk, group)

    async with circle(desk) as pilot:
        await pilot.press("g", "r", "r", "up", "x")
        asked = words(pilot)
        await pilot.press("escape")
        not_yet = desk.groups()[0].members[-1].left
        await pilot.press("x", "enter")

        assert "Have those in the group said yes?" in asked
        assert not_yet == gone.left
        assert desk.groups()[0].members[-1].left is None
        assert "Who is in the group" in words(pilot)


async def test_the_only_one_in_a_group_can_be_forgotten_in_a_small_window() -> None:
    desk = make_desk()
    group = make_group(desk, ["Ines"])
    desk.keep_loose_ends(group, ["what Ines asked"])

    async with circle(desk, size=(40, 12)) as pilot:
        await pilot.press("g", "r", "r", "f", "enter")
        assert "▶ · a loose end: “what Ines" in words(pilot)
        await pilot.press("t", "enter", "enter", "r", "r")
        assert "Nobody is in the group yet." in words(pilot)
        await pilot.press("n", "escape")

        assert desk.groups()[0].loose_ends == ("what somebody asked",)


async def test_the_roster_stays_with_the_person_who_got_another_name() -> None:
    desk = make_desk()
    make_group(desk)

    async with circle(desk, size=(100, 30)) as pilot:
        await pilot.press("g", "r", "r", "n", "ctrl+u", *"Zora", "enter")

        assert "▶ Zora" in words(pilot)
