"""Who brings something: one name and one reason, wishes without a reason, parts and lenses for everyone."""

import pytest
from tests.circle_kit import make_desk, make_evening, make_group
from tests.hand_clock import HandClock
from tests.tui.pilot_kit import consultation, evening_of, on_live, run_to

from circle_tui.core.happening import moves
from circle_tui.core.people import presenting
from circle_tui.core.people.dealing import PART_NAMES


async def test_w_asks_one_person_with_one_reason_and_yes_pass_and_later_side_by_side() -> None:
    async with on_live(evening_of(names=("Jo", "Ines", "Kofi"), here=1, segment="check-in")) as seen:
        await seen.press("w")
        asked = seen.sheet_words
        await seen.press("enter")

        assert "Who brings something in “First consultation”? Jo the turn comes to them" in asked
        assert "enter yes p pass for tonight t later tonight" in asked
        assert seen.evening.room.session.presenters["case-1"] == seen.evening.group.members[0].id
        assert "Jo brings." in seen.words


async def test_pass_and_later_ask_somebody_else_and_can_be_taken_back() -> None:
    async with on_live(evening_of(here=3, segment="check-in")) as seen:
        before = seen.facts
        await seen.press("w")
        asked = [seen.sheet_words]
        await seen.press("p")
        asked.append(seen.sheet_words)
        await seen.press("t")
        asked.append(seen.sheet_words)
        await seen.press("p")
        nobody = seen.sheet_words
        await seen.press("u", "u", "u")

        assert len(set(asked)) == 3
        assert "Nobody is left to ask." in nobody
        assert "enter yes" not in nobody
        assert seen.facts == before


async def test_whoever_needs_it_tonight_is_asked_first_and_can_take_that_back() -> None:
    async with on_live(evening_of(segment="check-in")) as seen:
        await seen.press("w", "i", "4")
        asked = seen.sheet_words
        await seen.press("x")
        whose = seen.sheet_words
        await seen.press("4")

        assert "Kofi asked for time tonight" in asked
        assert "Whose wish? 4 Kofi" in whose
        assert "Ines" not in whose
        assert seen.evening.room.session.wishes == {}


@pytest.mark.parametrize("is_reached", [False, True])
def test_a_wish_that_an_evening_did_not_reach_is_asked_first_in_the_next(*, is_reached: bool) -> None:
    desk = make_desk()
    clock = desk.clock
    assert isinstance(clock, HandClock)
    group = make_group(desk)
    first = make_evening(desk, group)
    sam = group.members[6].id
    presenter = sam if is_reached else group.members[0].id
    assert first.room.do(presenting.ask_to_present, sam, is_tonight=True) is None
    run_to(first, "case-1")
    assert first.room.do(moves.name_presenter, "case-1", presenter) is None
    run_to(first, "topic-1")
    desk.seal(first)
    clock.advance(hours=24 * 7)

    second = make_evening(desk, group)

    assert second.presenting.is_carried(sam) is not is_reached
    assert (getattr(second.presenting.offer("case-1"), "person", "") == sam) is not is_reached


async def test_parts_are_dealt_to_all_pass_on_by_one_key_and_are_copied() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("w", "d")
        dealt = seen.evening.dealing.seats()
        shown = seen.sheet_words
        passing = next(seat.person for seat in dealt if "guardian" in seat.parts)
        places = [member.id for member in seen.evening.people_here()]
        await seen.press(str(places.index(passing) + 1), "y")

        assert {part for seat in dealt for part in seat.parts} == set(PART_NAMES) - {"queue", "scribe"}
        assert "Dana presenter" in shown
        assert "Mara discussion leader" in shown
        assert "listens" in seen.sheet_words
        assert "Dana: presenter – brings it, and chooses how" in seen.copied[0].splitlines()
        assert len(seen.copied[0].splitlines()) == 7


async def test_lenses_are_dealt_to_those_who_listen_and_taken_away_again() -> None:
    async with on_live(consultation()) as seen:
        before = seen.facts
        await seen.press("w", "l")
        first = seen.evening.dealing.lenses()
        await seen.press("d")
        second = seen.evening.dealing.lenses()
        await seen.press("1", "x")

        dana = seen.evening.group.members[0].id
        assert dana not in first
        assert len({lens.id for hand in (first, second) for lens in hand.values()}) == 12
        assert seen.evening.dealing.lenses() == {}
        assert seen.facts == before


async def test_where_nothing_is_brought_any_more_w_says_so() -> None:
    async with on_live(evening_of(segment="check-out")) as seen:
        await seen.press("w")

        assert "Nobody brings anything from here on" in seen.words
