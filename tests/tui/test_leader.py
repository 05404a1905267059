"""Who leads: one name and one reason at a time, answers of equal weight, and no number about anybody."""

import pytest
from tests.tui.pilot_kit import consultation, evening_of, on_live


async def test_the_leader_sheet_names_one_person_and_one_reason_without_a_digit() -> None:
    async with on_live(evening_of(segment="check-in")) as seen:
        await seen.press("l")

        assert seen.place == "LiveScreen / Who leads “Check-in”?"
        assert "nobody has led yet, so the lot was drawn" in seen.sheet_words
        assert not any(sign.isdigit() for sign in seen.sheet_words)


async def test_yes_pass_and_later_stand_side_by_side() -> None:
    async with on_live(evening_of(segment="check-in")) as seen:
        await seen.press("l")

        assert "enter yes p pass t later tonight v a volunteer" in seen.sheet_words


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


async def test_whoever_brings_something_is_not_made_to_lead_it() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("l", "down", "down", "down", "o", "1")

        assert "Whoever brings something does not keep its time as well." in seen.words


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
