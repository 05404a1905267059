"""Those new here are asked by name for a quiet yes that is kept with its day, and only when there are any."""

from datetime import date

from tests.circle_kit import NAMES, make_desk, make_evening, make_group, step_to
from tests.hand_clock import HandClock
from tests.tui.pilot_kit import on_live
from tests.tui.reading import FullShelf

from circle_tui.core.agreements.rules import agreed
from circle_tui.core.happening import moves
from circle_tui.core.people.group import Member
from circle_tui.desk import Desk
from circle_tui.store.memory import MemoryShelf
from circle_tui.tonight.evening import Evening

NEXT_WEEK = date(2026, 12, 1)


def second_evening(
    *newcomers: str, come: int | None = None, shelf: MemoryShelf | None = None
) -> tuple[Desk, Evening]:
    """The second evening of a group that these have joined since; as many of them as `come` are here."""
    desk = make_desk(shelf=shelf)
    first = make_evening(desk, make_group(desk, minutes=75))
    step_to(first, "check-in")
    desk.seal(first)
    group = first.group
    for name in newcomers:
        group, _ = desk.register.add_person(group, name, is_guest=False)
    clock = desk.clock
    assert isinstance(clock, HandClock)
    clock.advance(minutes=7 * 24 * 60)
    here = None if come is None else len(NAMES) + come
    evening = make_evening(desk, group, here=here)
    clock.advance(minutes=6)
    return desk, evening


def member(evening: Evening, name: str) -> Member:
    return next(item for item in evening.group.members if item.name == name)


def to_the_card(evening: Evening) -> None:
    while evening.room.session.current_step is None or evening.room.session.current_step.card != "joining":
        if evening.room.session.position is None:
            evening.room.do(moves.begin)
        clock = evening.room._clock
        assert isinstance(clock, HandClock)
        clock.advance(seconds=20)
        assert evening.go_on() is None


async def test_going_on_from_the_card_asks_each_new_one_and_keeps_a_yes_with_the_day() -> None:
    desk, evening = second_evening("Bela", "Noor")
    evening.regroup(desk.register.write_rules(evening.group, evening.group.rules[-1].rules))
    to_the_card(evening)

    async with on_live((desk, evening), size=(100, 30)) as seen:
        await seen.press("n")
        first = seen.sheet_words
        await seen.press("y")
        second = seen.sheet_words
        await seen.press("y")

        assert "Bela, is this all right for you?" in first.replace("▌ ", "")
        assert "Noor, is this all right for you?" in second.replace("▌ ", "")
        assert seen.step == "check-in/round"
        assert "Noted with today's date." in seen.words
        kept = {item.name: item.consented_on for item in desk.groups()[0].members}
        assert (kept["Bela"], kept["Noor"], kept["Dana"]) == (NEXT_WEEK, NEXT_WEEK, None)


async def test_the_rules_one_is_asked_about_on_joining_stand_there() -> None:
    desk, evening = second_evening("Bela")
    asked = [rule for rule in desk.library.rules.values() if rule.consent == "joining"]
    evening.regroup(desk.register.write_rules(evening.group, agreed(asked)))
    to_the_card(evening)

    async with on_live((desk, evening), size=(100, 30)) as seen:
        await seen.press("n")

        assert [rule.text for rule in asked if rule.text not in seen.sheet_words] == []


async def test_going_on_without_a_yes_says_and_keeps_nothing_and_it_can_be_asked_later() -> None:
    desk, evening = second_evening("Bela")
    to_the_card(evening)

    async with on_live((desk, evening), size=(100, 30)) as seen:
        await seen.press("n", "n")
        gone_on, step = seen.words, seen.step
        await seen.press("g", "j")
        card = seen.sheet_words
        await seen.press("n", "y")

        assert step == "check-in/round"
        assert "Bela" not in gone_on.replace("Bela Dana", "")
        assert "How to leave: at any time" in card
        assert member(seen.evening, "Bela").consented_on == NEXT_WEEK
        await seen.press("g")
        assert "for those new here" not in seen.sheet_words


async def test_a_yes_pressed_for_the_wrong_one_is_taken_back() -> None:
    desk, evening = second_evening("Bela", "Noor")
    to_the_card(evening)

    async with on_live((desk, evening), size=(100, 30)) as seen:
        await seen.press("n", "y", "b")

        assert "Bela, is this" in seen.sheet_words
        assert member(seen.evening, "Bela").consented_on is None


async def test_when_none_of_them_came_the_card_is_left_out_and_its_minutes_are_in_hand() -> None:
    desk, evening = second_evening("Bela", come=0)
    evening.room.do(moves.begin)
    while (step := evening.room.session.current_step) is not None and step.id != "if-you-drop":
        box = evening.room.session.current_box
        assert box is not None
        desk.clock.advance(seconds=box.length.total_seconds())  # type: ignore[attr-defined]  # a hand clock
        evening.go_on()
    desk.clock.advance(seconds=10)  # type: ignore[attr-defined]  # a hand clock

    async with on_live((desk, evening), size=(100, 30)) as seen:
        before = seen.words
        await seen.press("n")
        after = seen.step
        await seen.press("b")

        assert "For those new here" not in before
        assert "step 5 of 5" in before
        assert after == "check-in/round"
        assert seen.step == "opening/if-you-drop"


async def test_somebody_new_who_comes_after_the_opening_is_pointed_to_the_card() -> None:
    desk, evening = second_evening("Bela", come=0)
    evening.room.do(moves.begin)
    while evening.room.session.position is None or evening.room.session.position.segment == "opening":
        desk.clock.advance(seconds=10)  # type: ignore[attr-defined]  # a hand clock
        evening.go_on()

    async with on_live((desk, evening), size=(100, 30)) as seen:
        await seen.press("r")
        await seen.type("Bela")
        await seen.press("enter")

        assert "Bela is here. g, then j has the card for those new here." in seen.words


async def test_a_yes_that_could_not_be_written_is_said_and_asked_again() -> None:
    shelf = FullShelf()
    desk, evening = second_evening("Bela", shelf=shelf)
    to_the_card(evening)
    shelf.is_full = True

    async with on_live((desk, evening), size=(100, 30)) as seen:
        await seen.press("n", "y")

        assert "I could not write to the disk" in seen.words
        assert "Bela, is this" in seen.sheet_words


async def test_no_window_breaks_the_question() -> None:
    desk, evening = second_evening("Bela")
    to_the_card(evening)

    async with on_live((desk, evening), size=(80, 24)) as seen:
        broken = await seen.broken_while(("n",), ("escape", "g", "j"), sizes=((40, 12), (80, 24), (160, 45)))

        assert broken == []
