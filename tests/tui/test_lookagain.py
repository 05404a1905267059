"""Looking at a decision again: on the card of loose ends, by a key, and then the lobby is quiet."""

from datetime import date

from tests.circle_kit import make_desk, make_evening, make_group
from tests.hand_clock import HandClock
from tests.tui.pilot_kit import on_live
from tests.tui.reading import circle, words

from circle_tui.core.agreements.decisions import decide
from circle_tui.core.happening import moves
from circle_tui.core.people.group import Group
from circle_tui.desk import Desk
from circle_tui.tonight.evening import Evening

WORDS = "We begin with one minute of quiet."
OTHER = "We end with one minute of quiet."


def desk_after(*texts: str, weeks: int = 4) -> tuple[Desk, Group]:
    """So many weeks after an evening in which this was decided, to be looked at again after four."""
    desk = make_desk()
    group = make_group(desk)
    before = make_evening(desk, group)
    before.room.do(moves.begin)
    for text in texts:
        before.room.do(decide, text, way="consent", has_worry=True, review_on=date(2026, 12, 22))
    desk.seal(before)
    assert isinstance(desk.clock, HandClock)
    desk.clock.advance(minutes=weeks * 7 * 24 * 60)
    return desk, desk.register.now(group)


def weeks_after(*texts: str, weeks: int = 4) -> tuple[Desk, Evening]:
    """The evening of that day."""
    desk, group = desk_after(*texts, weeks=weeks)
    return desk, make_evening(desk, group)


def at_loose_ends(evening: Evening) -> None:
    """Go on to the loose ends of the opening."""
    assert evening.room.do(moves.begin) is None
    assert isinstance(evening.room._clock, HandClock)
    while evening.room.session.position is None or evening.room.session.position.step != "loose-ends":
        evening.room._clock.advance(seconds=45)
        assert evening.go_on() is None


async def test_a_decision_whose_day_has_come_stands_among_the_loose_ends() -> None:
    desk, evening = weeks_after(WORDS)
    at_loose_ends(evening)

    async with on_live((desk, evening)) as seen:
        before = seen.words
        await seen.press("d", "8", "1", "0")

        assert f"To look at again, d then 8: · {WORDS}" in before
        assert WORDS not in seen.words


async def test_of_several_only_the_first_stands_there_and_that_there_are_more() -> None:
    desk, evening = weeks_after(WORDS, OTHER)
    at_loose_ends(evening)

    async with on_live((desk, evening), size=(100, 30)) as seen:
        assert "· and more" in seen.words
        assert (WORDS in seen.words) != (OTHER in seen.words)


async def test_before_its_day_nothing_is_said_of_it() -> None:
    desk, evening = weeks_after(WORDS, weeks=3)
    at_loose_ends(evening)

    async with on_live((desk, evening)) as seen:
        card = seen.words
        await seen.press("d", "8")

        assert WORDS not in card
        assert seen.place == "LiveScreen / What do we decide, and how?"


async def test_it_stays_up_to_another_day_or_for_good() -> None:
    async with on_live(weeks_after(WORDS)) as seen:
        await seen.press("d")
        offered = seen.sheet_words
        await seen.press("8")
        asked = seen.sheet_words
        await seen.press("1", "2")

        look = seen.evening.room.session.looked_at[0]
        assert "8 To look at again: a decision of 24 November 2026" in offered
        assert f"{WORDS} Decided on 24 November 2026, by consent, with a worry noted." in asked.replace(
            "▌ ", ""
        )
        assert (look.is_done, look.review_on) == (False, date(2027, 3, 23))
        assert "It stays. We look at it again on Tuesday 23 March." in seen.words


async def test_what_is_done_does_not_hold_any_more_and_can_be_taken_back() -> None:
    async with on_live(weeks_after(WORDS)) as seen:
        await seen.press("d", "8", "3")
        said, looks = seen.words, [look.is_done for look in seen.evening.room.session.looked_at]
        await seen.press("u")

        assert "Done: it does not hold any more" in said
        assert looks == [True]
        assert seen.evening.room.session.looked_at == ()
        assert [item.text for item in seen.evening.agreeing.decisions_due()] == [WORDS]


async def test_other_words_go_through_the_round_and_stand_in_its_place() -> None:
    async with on_live(weeks_after(WORDS)) as seen:
        old = seen.evening.agreeing.decisions_due()[0].id
        await seen.press("d", "8", "2")
        first = seen.sheet.initial_text
        seen.sheet.submit(OTHER)
        await seen.settle()
        await seen.press(*"nnnnn", "y", "0")

        made = seen.evening.room.session.decisions
        assert first == WORDS
        assert [(item.text, item.replaces) for item in made] == [(OTHER, old)]
        assert seen.evening.agreeing.decisions_due() == ()


async def test_other_words_left_for_later_do_not_become_a_proposal_of_their_own() -> None:
    async with on_live(weeks_after(WORDS)) as seen:
        await seen.press("d", "8", "2")
        seen.sheet.submit(OTHER)
        await seen.settle()
        await seen.press("escape", "d", "1")
        new = seen.sheet_words
        await seen.press("escape", "d", "8", "2")

        assert OTHER not in new
        assert seen.sheet.initial_text == OTHER


async def test_when_another_one_waits_that_is_said() -> None:
    async with on_live(weeks_after(WORDS, OTHER)) as seen:
        await seen.press("d", "8", "1", "0")
        said = seen.words
        await seen.press("d", "8", "3")

        assert "Another one waits: d, then 8." in said
        assert "Another one waits" not in seen.words


async def test_once_looked_at_the_lobby_says_nothing_of_it_and_the_group_reads_what_became_of_it() -> None:
    desk, group = desk_after(WORDS, OTHER)
    async with circle(desk) as pilot:
        before = words(pilot)
    evening = make_evening(desk, group)
    evening.room.do(moves.begin)

    async with on_live((desk, evening)) as seen:
        await seen.press("d", "8", "1", "0", "d", "8", "3")
    desk.seal(evening)

    async with circle(desk) as pilot:
        after = words(pilot)
        await pilot.press("g", "d")

        assert "a decision of 24 Nov, a decision of 24 Nov" in before
        assert "a decision of" not in after
        assert "by consent, with a worry noted; kept on 22 December 2026" in words(pilot)
        assert "by consent, with a worry noted; does not hold since 22 December 2026" in words(pilot)
