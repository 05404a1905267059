"""Ground rules over the right half: version and date, the limits card, and the clock to be seen."""

import pytest
from tests.tui.pilot_kit import consultation, evening_of, on_arrive, on_live


async def test_the_rules_in_force_stand_there_with_version_and_date() -> None:
    async with on_live(consultation(), size=(100, 30)) as seen:
        await seen.press("g")

        assert "Ground rules · version 1 of Tuesday 24 November" in seen.sheet_words
        assert "10 I am alone, or I say who can hear." in seen.sheet_words


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (160, 45)])
async def test_the_clock_and_the_leader_stay_to_be_seen_beside_the_rules(size: tuple[int, int]) -> None:
    async with on_live(consultation(), size=size) as seen:
        await seen.press("g")

        assert seen.shows_time("02:42")
        assert "Mara leads" in seen.text
        assert "ends 20:30" in seen.text


async def test_closing_the_rules_returns_to_the_same_second_of_a_clock_that_went_on() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("g")
        await seen.let_pass(seconds=42)
        beside = seen.shows_time("02:00")
        await seen.press("g")

        assert beside
        assert seen.shows_time("02:00")


async def test_m_turns_to_the_limits_card_and_back() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("g", "m")
        card = seen.sheet_words
        await seen.press("m")

        assert "Limits of confidentiality What we share here" in card
        assert "What is said here stays here" in seen.sheet_words


async def test_the_arrival_shows_the_rules_too() -> None:
    async with on_arrive(evening_of()) as seen:
        await seen.press("g")

        assert "What is said here stays here" in seen.sheet_words


async def test_once_the_card_is_settled_it_cannot_be_skipped_any_more() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("g")
        offered = seen.sheet_words
        await seen.press("x")

        assert "not tonight" not in offered
        assert "The limits card is settled for tonight." in seen.words


async def test_in_a_window_that_became_too_narrow_the_rules_take_all_of_it() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("g")
        await seen.pilot.resize_terminal(40, 12)
        await seen.settle()

        assert "Today: What is said here stays here; what I learned" in seen.sheet_words
        assert seen.broken_lines == []
