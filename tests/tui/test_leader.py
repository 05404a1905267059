"""Who leads: one name and one reason at a time, answers of equal weight, and no number about anybody."""

from random import Random

import pytest
from msgspec.structs import replace
from tests.circle_kit import NAMES
from tests.core.hour import turn
from tests.tui.pilot_kit import consultation, evening_of, on_live

from circle_tui.core.happening.events.naming import LeaderNamed
from circle_tui.core.people import leading, presenting
from circle_tui.core.people.policies import PolicyKind, RotationPolicy
from circle_tui.desk import Desk
from circle_tui.tonight.evening import Evening


async def test_the_leader_sheet_names_one_person_and_one_reason_without_a_digit() -> None:
    async with on_live(evening_of(segment="check-in")) as seen:
        await seen.press("l")

        assert seen.place == "LiveScreen / Who leads “Check-in”?"
        assert "nobody has led yet, so the lot was drawn" in seen.sheet_words
        assert not any(sign.isdigit() for sign in seen.sheet_words.replace("2 together with …", ""))


async def test_yes_pass_and_later_stand_side_by_side() -> None:
    async with on_live(evening_of(segment="check-in")) as seen:
        await seen.press("l")

        assert "enter yes p pass for tonight t later tonight v a volunteer" in seen.sheet_words


async def test_yes_makes_a_leader_and_says_so() -> None:
    async with on_live(evening_of(names=("Jo", "Ines", "Kofi"), here=1, segment="check-in")) as seen:
        await seen.press("l", "enter")

        assert "Jo leads." in seen.words
        assert "★ Jo leads" in seen.words
        assert seen.place == "LiveScreen"


async def test_pass_asks_somebody_else_and_nobody_twice() -> None:
    async with on_live(evening_of(here=3, segment="check-in")) as seen:
        await seen.press("l")
        asked = [seen.sheet_words]
        await seen.press("p")
        asked.append(seen.sheet_words)
        await seen.press("p")
        asked.append(seen.sheet_words)

        assert len(set(asked)) == 3


async def test_when_everyone_has_passed_the_sheet_says_so_calmly() -> None:
    async with on_live(evening_of(here=3, segment="check-in")) as seen:
        await seen.press("l", "p", "p", "p")

        assert "enter yes" not in seen.sheet_words
        assert "v a volunteer" in seen.sheet_words


async def test_later_asks_the_same_person_for_a_later_segment() -> None:
    async with on_live(evening_of(here=1, segment="check-in")) as seen:
        await seen.press("l", "t")
        now = seen.sheet_words
        await seen.press("down")

        assert "Dana" not in now
        assert "Dana" in seen.sheet_words


async def test_a_volunteer_is_chosen_by_one_key_among_those_here() -> None:
    async with on_live(evening_of(here=4, segment="check-in")) as seen:
        await seen.press("l", "v")
        asked = seen.sheet_words
        await seen.press("4")

        assert "1 Dana 2 Ines 3 Jo 4 Kofi" in asked
        assert "★ Kofi leads" in seen.words
        assert seen.evening.room.session.leaders["check-in"].how == "volunteered"


async def test_somebody_else_is_chosen_by_one_key() -> None:
    async with on_live(evening_of(segment="check-in")) as seen:
        await seen.press("l", "o", "2")

        assert "★ Ines leads" in seen.words
        assert seen.evening.room.session.leaders["check-in"].how == "chosen"


async def test_a_leader_can_be_let_go_again() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("l", "down", "down", "down")
        led = seen.sheet_words
        await seen.press("x")

        assert "Mara leads it." in led
        assert "case-1" not in seen.evening.room.session.leaders


async def test_whoever_brings_something_or_leads_already_is_not_among_those_to_choose() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("l", "down", "down", "down", "o")
        others = seen.sheet_words
        await seen.press("escape", "l", "up", "2")

        assert "2 Ines 3 Jo 4 Kofi 5 Lea 7 Sam their key" in others
        assert "Who leads it together with" in seen.place
        asked = seen.place.removesuffix("?").split()[-1]
        assert asked not in seen.sheet_words.split("?")[1].split()


@pytest.mark.parametrize("key", ["enter", "p", "t"])
async def test_with_nobody_here_there_is_nobody_to_ask(key: str) -> None:
    async with on_live(evening_of(here=0, segment="check-in")) as seen:
        facts = seen.facts
        await seen.press("l", key)

        assert seen.facts == facts


async def test_where_nobody_leads_any_more_the_screen_says_so() -> None:
    async with on_live(evening_of(segment="next-time")) as seen:
        await seen.press("l")

        assert "No segment from here on has a leader." in seen.words


def under(kind: PolicyKind, segment: str, *, minutes_in: float = 0) -> tuple[Desk, Evening]:
    """An evening of a group that decided on a policy; the one person is Mara."""
    desk, evening = evening_of(segment=segment, minutes_in=minutes_in)
    mara = next(member.id for member in evening.group.members if member.name == "Mara")
    evening.regroup(replace(evening.group, rotation=RotationPolicy(kind, person=mara)))
    return desk, evening


# Together, swapped, mended


async def test_two_lead_together_and_both_stand_on_the_screen() -> None:
    async with on_live(evening_of(names=("Jo", "Ines", "Kofi"), segment="check-in")) as seen:
        await seen.press("l", "o", "1", "l", "up", "2")
        asked = seen.place
        await seen.press("3")

        assert asked == "LiveScreen / Who leads it together with Ines?"
        assert "Ines and Kofi lead together." in seen.words
        assert "★ Ines and Kofi lead" in seen.words


async def test_a_swap_waits_for_both_to_say_yes_and_can_be_taken_back() -> None:
    async with on_live(consultation()) as seen:
        assert (
            seen.evening.room.do(leading.name_leader, segment="topic-1", person="p-0002", how="offered")
            is None
        )
        await seen.press("l", "down", "down", "s")
        shown = seen.sheet_words
        await seen.press("1")
        question = seen.sheet_words
        before = dict(seen.evening.room.session.leaders)
        await seen.press("enter")
        swapped = seen.evening.room.session.leaders
        await seen.press("u")

        assert "1 Ines “First topic”" in shown
        assert "Mara would lead “First topic”, Ines “Time for one of us”. enter both say yes" in question
        assert (swapped["case-1"].person, swapped["topic-1"].how) == ("p-0002", "swapped")
        assert seen.evening.room.session.leaders == before


async def test_a_swap_needs_another_part_and_says_so() -> None:
    async with on_live(evening_of(segment="check-in")) as seen:
        await seen.press("l", "s")

        assert "nobody is named for one yet" in seen.words


async def test_who_led_a_part_that_is_over_can_be_mended_and_let_go() -> None:
    desk, evening = evening_of(segment="check-in")
    dana = evening.group.members[0].id
    assert evening.room.do(leading.name_leader, segment="check-in", person=dana, how="offered") is None
    assert evening.go_on() is None
    async with on_live((desk, evening)) as seen:
        await seen.press("l", "up")
        place, led = seen.place, seen.sheet_words
        await seen.press("o", "2")
        mended = seen.words
        await seen.press("l", "up", "x", "enter", "p", "down")

        assert (place, "Dana led it." in led) == ("LiveScreen / Who led “Check-in”?", True)
        assert "Ines led it, then." in mended
        assert "check-in" not in evening.room.session.leaders
        assert seen.place == "LiveScreen / Who leads “Choose topics”?"


# Policies


async def test_volunteers_are_asked_for_before_anybody_is_named() -> None:
    async with on_live(evening_of(segment="check-in")) as seen:
        await seen.press("l", "w", "5")
        asked = seen.sheet_words
        await seen.press("2", "enter")
        named = seen.sheet_words

        assert "Who would like to lead it?" in asked
        assert "Changed for tonight." in asked
        assert not [name for name in NAMES if name in asked.split()]
        assert [name for name in NAMES if name in named.split()]
        assert seen.evening.group.rotation == RotationPolicy()


async def test_where_one_person_leads_the_evening_one_yes_is_for_all_of_it() -> None:
    async with on_live(under("fixed", "check-in")) as seen:
        await seen.press("l")
        asked = seen.place, seen.sheet_words
        await seen.press("enter")

        assert asked[0] == "LiveScreen / Who leads tonight?"
        assert "Mara leads until the group decides otherwise" in asked[1]
        assert "Mara leads tonight." in seen.words
        assert {item.person for item in seen.evening.room.session.leaders.values()} == {"p-0006"}
        assert len(seen.evening.room.session.leaders) > 3


async def test_tonight_another_one_may_lead_it_all() -> None:
    async with on_live(evening_of(segment="check-in")) as seen:
        await seen.press("l", "w", "plus", "minus", "z", "3", "4")

        assert seen.place == "LiveScreen / Who leads tonight?"
        assert "Kofi leads until the group decides otherwise" in seen.sheet_words
        assert "Changed for tonight. u takes it back." in seen.words


async def test_whoever_brings_something_names_who_leads_it_and_that_person_may_decline() -> None:
    desk, evening = under("presenter", "case-1", minutes_in=1)
    dana = evening.group.members[0].id
    async with on_live((desk, evening)) as seen:
        await seen.press("l", "enter", "s")
        nobody_brings = seen.sheet_words
        assert evening.room.do(presenting.name_presenter, "case-1", dana) is None
        await seen.press("escape", "l", "z")
        theirs = seen.sheet_words
        await seen.press("enter", "2", "p")
        declined = seen.sheet_words
        await seen.press("enter", "3")
        picked = seen.sheet_words
        await seen.press("enter")

        assert "w names them first" in nobody_brings
        assert "Dana says who leads it. Whoever is named may decline." in theirs
        assert "Dana says who leads it." in declined
        assert "Jo named by whoever brings something, and free to decline" in picked
        assert evening.room.session.leaders["case-1"].how == "picked"


async def test_a_first_time_is_offered_beside_somebody_experienced_or_alone() -> None:
    desk, evening = evening_of(names=("Dana", "Ines", "Jo"), segment="check-in")
    dana, ines, jo = (member.id for member in evening.group.members)
    past = (
        turn(1, (dana, ines), [ines]),
        *(turn(day, (dana, ines, jo), [ines, dana]) for day in (8, 15, 22)),
    )
    async with on_live((desk, Evening(evening.room, evening.group, past, desk.library, Random))) as seen:
        await seen.press("l")
        asked = seen.sheet_words
        await seen.press("enter", "u", "l", "1")

        assert "Jo has not led yet a first time: together with Ines, if both like" in asked
        assert [
            (entry.event.person, entry.event.beside)
            for entry in seen.evening.room.entries
            if isinstance(entry.event, LeaderNamed)
        ] == [(jo, ines), (jo, None)]


@pytest.mark.parametrize("opens", [("l",), ("l", "s"), ("l", "question_mark")])
async def test_a_sheet_about_a_part_that_is_taken_back_goes_with_it(opens: tuple[str, ...]) -> None:
    async with on_live(consultation()) as seen:
        await seen.press("g", "t", "escape", "escape", "l")
        assert seen.place == "LiveScreen / Who leads “Rule of the day”?"
        await seen.press(*opens[1:], "u", "escape", "1")

        assert "Taken back: what was put in." not in seen.words
        assert seen.place == "LiveScreen / Notice of something heavy"


@pytest.mark.parametrize("key", ["o", "v", "2"])
async def test_nobody_is_named_for_a_part_that_was_taken_back(key: str) -> None:
    async with on_live(consultation()) as seen:
        await seen.press("g", "t", "escape", "escape", "l", key, "u", "1")

        assert "That part is not on the agenda any more." in seen.words
        assert "rule-of-the-day" not in seen.facts.leaders
