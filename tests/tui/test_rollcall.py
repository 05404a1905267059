"""The roll call, rules made together, and whom one can turn to: by keys pressed and words shown."""

from datetime import date

from msgspec.structs import replace
from tests.circle_kit import NAMES, make_desk, make_evening, make_group, step_to, written
from tests.tui.pilot_kit import (
    consultation,
    evening_of,
    on_arrive,
    on_live,
    worst_evening,
    worst_groups,
)
from tests.tui.reading import FullShelf, circle, words

from circle_tui.core.agreements import rollcall
from circle_tui.core.happening import moves
from circle_tui.desk import Desk
from circle_tui.tonight.evening import Evening
from circle_tui.tui.group.screen import GroupScreen
from circle_tui.tui.live.care import CareSheet


async def test_everyone_is_asked_by_one_key_and_the_result_names_nobody() -> None:
    async with on_live(evening_of(here=6, segment="check-in"), size=(100, 30)) as seen:
        await seen.press("g")
        offered = seen.sheet_words
        await seen.press("r")
        asked = seen.sheet_words
        await seen.press("y", "q", "b", "q", "y", "y", "y", "y")

        assert "Not all of you were asked about these yet: r asks." in offered
        assert "Dana? All right for you, for now?" in asked.replace("▌ ", "")
        assert "5 of 6, one question parked." in seen.sheet_words
        assert [name for name in NAMES if name in seen.sheet_words.split()] == []
        agreed = seen.evening.room.session.agreed
        assert [seen.evening.name(person) for person in agreed] == ["Dana", "Jo", "Kofi", "Lea", "Mara"]

        await seen.press("enter", "u")

        assert "Taken back: the roll call." in seen.words
        assert seen.evening.room.session.agreed == {}


async def test_once_everyone_was_asked_the_shared_screen_names_nobody_who_did_not_say_yes() -> None:
    async with on_live(evening_of(here=6, segment="check-in"), size=(100, 30)) as seen:
        await seen.press("g", "r", "y", "y", "n", "y", "y", "y", "enter")
        shown = await seen.texts_while(("g",), ("r",), ("tab",))
        gate = seen.sheet_words
        await seen.press("x", "tab")
        closed_again = seen.sheet_words
        await seen.press("tab")

        assert [name for name in NAMES if f"{name}?" in shown] == []
        assert "Everyone here has been asked tonight." in " ".join(shown.split())
        assert "5 of 6, one not today." in gate
        assert "Not sharing this screen? tab again" in gate
        assert "Not sharing this screen? tab again" in closed_again
        assert "Jo?" in seen.sheet_words
        assert "not for the shared screen" in seen.sheet_words


async def test_a_latecomer_alone_is_asked_and_the_screen_says_the_same_whatever_they_answer() -> None:
    said = {}
    for answer in ("y", "q", "n"):
        desk, evening = evening_of(here=3, segment="check-in")
        async with on_live((desk, evening), size=(100, 30)) as seen:
            await seen.press("g", "r", "y", "y", "n", "enter")
            evening.room.do(moves.arrive, evening.group.members[3].id, is_late=True)
            await seen.press("g", "r")
            asked = seen.sheet_words
            await seen.press(answer)
            said[answer] = (seen.sheet_words, seen.words)

        assert "Kofi?" in asked

    assert said["y"] == said["q"] == said["n"]
    assert "Thank you. That is noted." in said["n"][0].replace("▌ ", "")


async def test_on_the_next_evening_everyone_is_asked_again_and_not_whoever_is_still_open() -> None:
    desk = make_desk()
    evening = make_evening(desk, make_group(desk), here=3)
    people = [member.id for member in evening.group.members[:3]]
    roll_call = evening.agreeing.roll_call
    assert roll_call is not None
    roll_call.take({people[0]: "yes", people[1]: "not today", people[2]: "yes"})
    step_to(evening, "check-in")
    evening.room.do(moves.end_session)
    desk.seal(evening)
    following = make_evening(desk, evening.group, here=3)

    async with on_live((desk, following), size=(100, 30)) as seen:
        await seen.press("g")
        shown = seen.sheet_words
        await seen.press("r")
        first = seen.sheet_words
        await seen.press("tab", "tab")

        assert "r asks" not in shown
        assert "Dana?" in first
        assert "Ines?" in seen.sheet_words


async def test_in_a_small_window_the_rules_can_be_read_before_the_answer() -> None:
    async with on_live(evening_of(here=2, segment="check-in"), size=(40, 12)) as seen:
        await seen.press("g", "r")
        asked = seen.sheet_words
        await seen.press("down", "down")
        second = seen.sheet_words
        await seen.press("y")

        assert "Dana?" in asked
        assert "I know confidentiality here is asked for, not guaranteed." in second
        assert "Ines?" in seen.sheet_words
        assert seen.broken_lines == []


async def test_the_rules_of_a_long_set_can_all_be_read() -> None:
    desk, evening = evening_of(here=2, segment="check-in")
    long_set = [desk.register.own_rule(f"Rule number {number}.") for number in range(1, 16)]
    evening.regroup(desk.register.write_rules(evening.group, long_set))

    async with on_live((desk, evening), size=(100, 30)) as seen:
        await seen.press("g", "r")
        first = seen.sheet_words
        await seen.press("down")

        assert "Rule number 5. · and the others" in first
        assert "Rule number 15." in seen.sheet_words


async def test_stopping_half_way_keeps_what_was_said_and_goes_on_with_the_others() -> None:
    async with on_arrive(evening_of(here=3)) as seen:
        await seen.press("g", "r", "y", "escape", "g")
        shown = seen.sheet_words
        await seen.press("r")

        assert "Asked tonight: 1 of 3 here. r goes on with the others." in shown
        assert "Ines?" in seen.sheet_words


async def test_a_not_today_is_welcome_and_lets_case_work_wait_until_all_agree() -> None:
    desk, evening = evening_of(here=2, segment="choose-topics")
    async with on_live((desk, evening), size=(100, 30)) as seen:
        await seen.press("g", "r", "y", "n")
        said = seen.sheet_words
        await seen.press("enter", "n")
        waits = seen.words
        await seen.press("g", "o")
        asked = seen.sheet_words
        await seen.press("enter", "n")

        assert "Not today is welcome" in said
        assert rollcall.CASE_WAITS.why in waits
        assert "“No recording, screenshots, transcription or AI note-takers.” Ask it aloud" in asked
        assert "A single no is enough for case work to wait" in asked
        assert seen.step.startswith("case-1/")


async def test_case_work_no_longer_waits_for_somebody_who_has_left() -> None:
    desk, evening = evening_of(here=3, segment="choose-topics")
    async with on_live((desk, evening), size=(100, 30)) as seen:
        await seen.press("g", "r", "y", "n", "y", "enter", "n")
        waits = seen.words
        evening.room.do(moves.leave, evening.group.members[1].id)
        await seen.press("n")

        assert rollcall.CASE_WAITS.why in waits
        assert seen.step.startswith("case-1/")


async def test_without_rules_or_without_anybody_the_roll_call_says_why() -> None:
    async with on_arrive(evening_of(here=0)) as seen:
        await seen.press("g", "r")

        assert "Nobody is marked as here yet." in seen.words


async def test_what_was_looked_at_again_and_the_minute_for_the_rule_are_one_key_each() -> None:
    async with on_live(evening_of(segment="check-in")) as seen:
        await seen.press("g", "v")
        asked, before = seen.sheet_words, seen.evening.room.session.reviewed
        await seen.press("enter")
        noted = seen.words
        await seen.press("g", "t")

        assert "Were they looked at? The ground rules about confidentiality" in asked
        assert before == ()
        assert "Noted with today's date: the rules were looked at." in noted
        assert "confidentiality" in seen.evening.room.session.reviewed
        assert "A minute for it comes next." in seen.words
        assert [part.id for part in seen.evening.room.session.segments][2] == "rule-of-the-day"


def review_at_its_last_step() -> tuple[Desk, Evening]:
    """An evening whose rules are due, a few seconds before its review is left."""
    desk = make_desk()
    group = make_group(desk)
    old = replace(group.rules[-1], on=date(2026, 8, 1))
    evening = make_evening(desk, written(desk, replace(group, rules=(old,))))
    step_to(evening, "ground-rules")
    while (position := evening.room.session.position) is not None and position.step != "version":
        desk.clock.advance(seconds=5)  # type: ignore[attr-defined]  # a hand clock
        assert evening.go_on() is None
    return desk, evening


async def test_leaving_the_review_asks_whether_it_was_done_and_a_not_yet_goes_on_all_the_same() -> None:
    async with on_live(review_at_its_last_step(), size=(100, 30)) as seen:
        await seen.press("n")
        asked = seen.sheet_words
        await seen.press("escape")
        stayed = seen.step
        await seen.press("n", "n")

        assert "The ground rules about confidentiality and purpose." in asked
        assert stayed == "ground-rules/version"
        assert seen.step == "check-in/round"
        assert seen.evening.room.session.reviewed == ()
        assert "Nothing is noted; they come up again next time." in seen.words


async def test_a_yes_on_leaving_the_review_is_noted_and_one_undo_takes_both_back() -> None:
    async with on_live(review_at_its_last_step(), size=(100, 30)) as seen:
        await seen.press("n", "enter")
        after = (seen.step, seen.evening.room.session.reviewed)
        await seen.press("u")

        assert after == ("check-in/round", ("confidentiality", "purpose"))
        assert (seen.step, seen.evening.room.session.reviewed) == ("ground-rules/version", ())


async def test_the_last_step_of_the_review_names_the_keys_that_save_a_new_version() -> None:
    async with on_live(review_at_its_last_step(), size=(100, 30)) as seen:
        says = seen.words
        await seen.press("g", "w", "e", "x", "escape", "y", "enter")

        assert "g, then w, saves it." in says
        assert seen.evening.group.rules[-1].number == 2


async def test_rules_are_drafted_agreed_and_written_as_a_version_in_the_evening() -> None:
    async with on_live(evening_of(segment="check-in")) as seen:
        await seen.press("g", "w", "e", "a")
        await seen.type("There is tea.")
        await seen.press("enter", "3", "up", "z", "a")
        await seen.type("There is cake.")
        await seen.press("enter", "escape", "escape", *["n"] * 8)
        round_asked = seen.words
        await seen.press("o", "n", "y")
        asked = seen.sheet_words
        await seen.press("escape", "y", "enter")

        rules = seen.evening.group.rules_in_force
        assert "y if all agree, o for an objection." in round_asked
        assert "Version 2, from today?" in asked
        assert rules is not None
        assert (rules.number, [rule.text for rule in rules.rules[10:]]) == (2, ["There is cake."])
        assert [item.text for item in seen.evening.room.session.decisions] == [
            "Ground rules, version 2, hold from today."
        ]
        assert "Version 2 holds from today." in seen.words


async def test_a_draft_takes_from_library_and_starter_sets_and_is_left_without_a_trace() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("g", "w", "e", "enter", "escape", "b", "down", "enter", "escape", "s", "1", "w")
        told = seen.words
        await seen.press("escape", "escape")

        version = seen.evening.group.rules_in_force
        assert "The last step asks everyone; then it is saved." in told
        assert [rule.id for rule in seen.evening.memory.rules_draft or ()][-1] == "what-we-record"
        assert version is not None
        assert version.number == 1


async def test_an_empty_draft_is_not_written() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("g", "w", "e", *["x"] * 10, "escape", *["n"] * 7, "y")

        assert "The draft has no lines yet; e opens it." in seen.words


async def test_the_contact_persons_stand_beside_each_step_of_a_complaint() -> None:
    desk, evening = consultation()
    evening.regroup(desk.register.with_contacts(evening.group, "Jo, Lea"))
    async with on_live((desk, evening)) as seen:
        await seen.press("0")
        assert isinstance(seen.sheet, CareSheet)
        keys = {slug: key for key, slug in seen.sheet._choices().items()}
        await seen.press(keys["grievance"], "n")

        assert "Contact persons: Jo, Lea." in seen.sheet_words


async def test_no_name_and_no_window_breaks_it() -> None:
    async with on_live(worst_evening(worst_groups()[0])) as seen:
        broken = await seen.broken_while(("g", "r"), ("y", "escape", "g", "w"), sizes=((40, 12), (100, 30)))

        assert broken == []


async def test_a_group_without_rules_is_told_where_they_begin() -> None:
    desk, evening = evening_of()
    evening.regroup(replace(evening.group, rules=()))

    async with on_live((desk, evening)) as seen:
        await seen.press("g", "r")
        told = seen.words
        await seen.press("w", "e", "a", *"There is tea.", "enter", "enter", "escape", *["n"] * 7, "y")

        assert "No rules are agreed yet." in told
        assert "Version 1, from today?" in seen.sheet_words


async def test_a_review_that_is_due_is_said_and_an_evening_that_ended_only_shows_its_rules() -> None:
    desk = make_desk()
    group = make_group(desk)
    old = replace(group.rules[-1], on=date(2026, 8, 1))
    evening = make_evening(desk, written(desk, replace(group, rules=(old,))))

    async with on_live((desk, evening)) as seen:
        await seen.press("g")
        due = seen.sheet_words
        await seen.press("escape")
        evening.room.do(moves.begin)
        evening.room.do(moves.end_session)
        await seen.press("g", "w")

        assert "To look at again: confidentiality, purpose." in due
        assert "This evening has ended; g in the lobby changes the rules." in seen.words


async def test_a_full_disk_keeps_the_draft_and_the_rules_in_force() -> None:
    shelf = FullShelf()
    held = evening_of(desk=make_desk(shelf=shelf))
    shelf.is_full = True

    async with on_live(held) as seen:
        await seen.press("g", "w", "e", "x", "escape", *["n"] * 7, "y", "enter")

        assert "I could not write to the disk" in seen.words
        assert len(seen.evening.memory.rules_draft or ()) == 9
        assert seen.evening.group.rules[-1].number == 1


# -- on the group's own page


async def test_the_group_says_what_it_is_for_and_names_contacts_but_not_the_facilitator_alone() -> None:
    desk = make_desk()
    make_group(desk)

    async with circle(desk) as pilot:
        await pilot.press("g", "o", "1", *"To think", "enter", "enter", "2", *"Not therapy", "enter", "enter")
        await pilot.press("4", *"A mediator", "enter", "enter", "3", *"Dana", "enter")
        refused = words(pilot)
        await pilot.press(*", Ines", "enter", "enter")
        card = words(pilot)
        await pilot.press("escape")

        assert "The only contact would be whoever usually holds the evening" in refused
        assert "Dana, Ines" in card
        assert "To think" in words(pilot)
        assert "Ines" not in words(pilot)
        assert desk.groups()[0].outside_contact == "A mediator"


async def test_who_said_yes_to_what_opens_only_on_the_second_press() -> None:
    desk = make_desk()
    evening = make_evening(desk, make_group(desk))
    assert evening.agreeing.roll_call is not None
    evening.agreeing.roll_call.take({member.id: "yes" for member in evening.people_here()[:2]})
    step_to(evening, "check-in")
    evening.room.do(moves.end_session)
    desk.seal(evening)

    async with circle(desk) as pilot:
        await pilot.press("g", "y")
        gate = words(pilot)
        await pilot.press("y", "down")

        assert "Not sharing this screen? Press y again" in gate
        assert "Dana" not in gate
        assert "Dana version 1 on 24 November 2026" in words(pilot)
        assert "Jo " not in words(pilot)


async def test_a_version_says_what_changed_since_the_one_before() -> None:
    desk = make_desk()
    group = make_group(desk)
    rules = group.rules[-1].rules
    desk.register.write_rules(group, [*rules[1:9], desk.register.own_rule("There is tea.")])

    async with circle(desk, size=(100, 45)) as pilot:
        await pilot.press("g")

        assert isinstance(pilot.app.screen, GroupScreen)
        assert "CHANGED SINCE VERSION 1 + There is tea. − What is said here stays here" in words(pilot)


async def test_the_lobby_says_in_one_line_what_is_to_be_looked_at_again() -> None:
    desk = make_desk()
    group = make_group(desk)
    rules = group.rules[-1]
    written(desk, replace(group, rules=(replace(rules, on=date(2026, 8, 1)),)))

    async with circle(desk, size=(100, 45)) as pilot:
        assert "To look at again: confidentiality, purpose" in words(pilot)
