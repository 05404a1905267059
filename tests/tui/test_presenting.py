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
        opened = seen.sheet_words
        await seen.press("enter")
        asked = seen.sheet_words
        await seen.press("enter")

        assert (
            "“Time for one of us”? Who would like to bring something? 1 Jo their key they bring it" in opened
        )
        assert "Who brings something in “Time for one of us”? Jo the turn comes to them" in asked
        assert "enter yes p pass for tonight t later tonight" in asked
        assert seen.evening.room.session.presenters["case-1"] == seen.evening.group.members[0].id
        assert "Jo brings." in seen.words


async def test_pass_and_later_ask_somebody_else_and_can_be_taken_back() -> None:
    async with on_live(evening_of(here=3, segment="check-in")) as seen:
        before = seen.facts
        await seen.press("w", "enter")
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
    assert first.room.do(presenting.name_presenter, "case-1", presenter) is None
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


async def test_whoever_comes_later_has_a_lens_once_the_sheet_is_opened_again() -> None:
    async with on_live(consultation(here=6)) as seen:
        await seen.press("w", "l")
        first = seen.sheet_words
        sam = next(member.id for member in seen.evening.group.members if member.name == "Sam")
        assert seen.evening.room.do(moves.arrive, sam, is_late=True) is None
        await seen.press("escape", "w", "l")

        assert "Sam" not in first
        assert "Sam" in seen.sheet_words
        assert len({lens.id for lens in seen.evening.dealing.lenses().values()}) == 6


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


async def test_where_nothing_is_brought_any_more_a_wish_for_the_next_session_is_noted() -> None:
    async with on_live(evening_of(segment="check-out")) as seen:
        await seen.press("w")
        told = seen.sheet_words
        await seen.press("o", "3")
        noted = seen.words
        jo = seen.evening.group.members[2].id
        wishes = dict(seen.evening.room.session.wishes)
        await seen.press("x", "3", "d")

        assert "Nobody brings anything from here on tonight. A wish for the next session is kept" in told
        assert "Noted, without a reason" in noted
        assert wishes == {jo: False}
        assert seen.evening.room.session.wishes == {}
        assert seen.place.endswith("A part for everyone")


async def test_on_a_first_evening_nobody_is_put_forward_by_lot_before_somebody_asks_for_that() -> None:
    async with on_live(evening_of(segment="case-1")) as seen:
        await seen.press("w")
        opened = seen.sheet_words
        await seen.press("enter")
        in_turn = seen.sheet_words
        await seen.press("escape", "w")

        assert "Who would like to bring something?" in opened
        assert "drawn" not in opened
        assert "nobody has brought anything yet, so the lot was drawn" in in_turn
        assert "so the lot was drawn" in seen.sheet_words


async def test_a_wish_comes_before_the_question_and_after_its_pass_the_question_stands_there() -> None:
    async with on_live(evening_of(segment="case-1")) as seen:
        await seen.press("w", "o", "5")
        wished = seen.sheet_words
        await seen.press("p")

        assert "Lea would like to bring something" in wished
        assert "Who would like to bring something?" in seen.sheet_words


async def test_whoever_is_asked_to_bring_has_no_part_and_no_lens_before_they_answer() -> None:
    async with on_live(evening_of(segment="case-1")) as seen:
        await seen.press("w", "o", "5", "d")
        parts = seen.sheet_words
        lea = seen.evening.group.members[4].id
        with_part = {seat.person for seat in seen.evening.dealing.seats() if seat.parts}
        await seen.press("l")
        lenses = set(seen.evening.dealing.lenses())

        assert "Lea may bring something" in parts
        assert lea not in with_part | lenses


async def test_a_lens_is_gone_from_whoever_then_brings_and_back_when_that_is_taken_back() -> None:
    async with on_live(evening_of(segment="case-1")) as seen:
        await seen.press("w", "d", "l")
        before = set(seen.evening.dealing.lenses())
        await seen.press("escape", "w", "4")
        kofi = seen.evening.group.members[3].id
        while_bringing = set(seen.evening.dealing.lenses())
        await seen.press("u")

        assert kofi in before
        assert while_bringing == before - {kofi}
        assert set(seen.evening.dealing.lenses()) == before


async def test_when_whoever_leads_brings_something_it_is_said_that_nobody_leads() -> None:
    async with on_live(evening_of(segment="case-1")) as seen:
        await seen.press("l", "v", "2", "w", "2")

        assert "Ines brings. Nobody leads now: l asks." in seen.words
