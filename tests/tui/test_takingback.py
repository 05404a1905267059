"""u takes back all of what the last key did: also what stands in the group's file, and it all comes back."""

from datetime import date

from msgspec.structs import replace
from tests.circle_kit import make_desk, make_evening, make_group
from tests.tui.pilot_kit import Seen, evening_of, on_live
from tests.tui.reading import FullShelf
from tests.tui.test_joining import NEXT_WEEK, member, second_evening, to_the_card

from circle_tui.core.happening import moves
from circle_tui.core.people.group import Group

TO_THE_LAST_STEP = ("n",) * 7


async def word_the_rules_anew(seen: Seen) -> None:
    await seen.press("g", "w", *TO_THE_LAST_STEP, "e", "enter")
    await seen.type(" Always.")
    await seen.press("enter", "escape", "y", "enter")


def kept(seen: Seen) -> Group:
    """The group as it stands on disk."""
    return seen.desk.register.now(seen.evening.group)


def on_roster(seen: Seen) -> bool:
    return "Bela" in kept(seen).names().values()


async def let_in_as_guest(seen: Seen, *answers: str) -> None:
    await seen.press("r")
    await seen.type("Bela")
    await seen.press("enter", "enter", *answers)


async def test_rules_written_tonight_are_taken_back_with_the_decision_and_come_back_with_it() -> None:
    async with on_live(evening_of(here=4, segment="check-in"), size=(100, 30)) as seen:
        first = kept(seen).rules
        await word_the_rules_anew(seen)
        written = kept(seen).rules
        await seen.press("u")
        taken_back = kept(seen).rules, seen.evening.room.session.decisions
        said = seen.words
        await seen.press("g", "w", "n", "n", "n", "n", "n", "n", "n")
        draft = seen.sheet_words
        await seen.press("escape", "ctrl+r")

        assert [version.number for version in written] == [1, 2]
        assert taken_back == (first, ())
        assert "Taken back: the decision. ctrl+r brings it back." in said
        assert "Always." in draft
        assert kept(seen).rules == written == seen.evening.group.rules


async def test_rules_that_another_window_went_on_with_stay_and_the_screen_says_so() -> None:
    async with on_live(evening_of(here=4, segment="check-in"), size=(100, 30)) as seen:
        await word_the_rules_anew(seen)
        own = seen.desk.register.own_rule("We begin with a minute of quiet.")
        seen.desk.register.write_rules(kept(seen), (*kept(seen).rules[-1].rules, own))
        await seen.press("u")

        assert [version.number for version in kept(seen).rules] == [1, 2, 3]
        assert "The ground rules stay as they are written. Another version" in seen.words


async def test_a_guest_let_in_by_mistake_leaves_the_roster_too_and_comes_back() -> None:
    async with on_live(evening_of(here=4, segment="check-in"), size=(100, 30)) as seen:
        await let_in_as_guest(seen)
        let_in = on_roster(seen)
        await seen.press("escape", "u")
        taken_back = on_roster(seen)
        await seen.press("ctrl+r")

        assert (let_in, taken_back, on_roster(seen)) == (True, False, True)
        assert seen.evening.people_here()[0].name == "Bela"


async def test_somebody_of_the_roster_stays_on_it_when_their_arrival_is_taken_back() -> None:
    async with on_live(evening_of(here=4, segment="check-in"), size=(100, 30)) as seen:
        await let_in_as_guest(seen)
        await seen.press("escape", "r")
        await seen.type("Bela")
        await seen.press("enter", "enter", "escape", "r")
        await seen.type("Bela")
        await seen.press("enter", "escape", "u")

        assert on_roster(seen)
        assert "Bela" not in [item.name for item in seen.evening.people_here()]


async def test_nobody_is_written_down_for_whom_the_door_stays_closed() -> None:
    async with on_live(evening_of(here=4, segment="check-in", minutes_in=9), size=(100, 30)) as seen:
        await let_in_as_guest(seen, "escape")
        stays_closed = on_roster(seen)
        await seen.press("escape")
        await let_in_as_guest(seen, "enter")

        assert (stays_closed, on_roster(seen)) == (False, True)


async def test_nobody_is_written_down_where_the_hat_is_passed() -> None:
    async with on_live(evening_of(here=4, segment="check-in"), size=(100, 30)) as seen:
        seen.evening.room.do(moves.pass_hat)
        await let_in_as_guest(seen)

        assert not on_roster(seen)
        assert "The hat is passed" in seen.words


async def test_whoever_left_the_group_and_visits_is_a_guest_tonight() -> None:
    desk = make_desk()
    group = make_group(desk)
    last = date(2026, 11, 20)
    gone = replace(group.members[-1], joined=date(2026, 1, 1), left=last)
    group = desk.register.change(group, lambda now: replace(now, members=(*now.members[:-1], gone)))
    evening = make_evening(desk, group, here=3)

    async with on_live((desk, evening), size=(100, 30)) as seen:
        await seen.press("r")
        await seen.type(gone.name)
        await seen.press("enter", "enter")

        assert evening.room.session.presence[gone.id].is_guest


async def test_a_yes_to_the_joining_card_is_taken_back_alone_and_asked_for_again() -> None:
    desk, evening = second_evening("Bela", "Noor")
    to_the_card(evening)

    async with on_live((desk, evening), size=(100, 30)) as seen:
        await seen.press("n", "y")
        step, noted = seen.step, member(evening, "Bela").consented_on
        await seen.press("u")

        assert noted == NEXT_WEEK
        assert member(evening, "Bela").consented_on is None
        assert seen.step == step
        assert "Bela, is this all right for you?" in seen.sheet_words.replace("▌ ", "")
        assert "Taken back: the yes to the joining card." in seen.words


async def test_the_last_yes_to_the_joining_card_goes_with_the_step_that_was_gone_on_to() -> None:
    desk, evening = second_evening("Bela")
    to_the_card(evening)

    async with on_live((desk, evening), size=(100, 30)) as seen:
        card = seen.step
        await seen.press("n", "y")
        gone_on = (seen.step != card, member(evening, "Bela").consented_on)
        await seen.press("u")
        back = (seen.step == card, member(evening, "Bela").consented_on)
        await seen.press("ctrl+r")

        assert gone_on == (True, NEXT_WEEK)
        assert back == (True, None)
        assert (seen.step != card, member(evening, "Bela").consented_on) == (True, NEXT_WEEK)


async def test_what_a_full_disk_keeps_from_being_taken_back_is_said() -> None:
    shelf = FullShelf()
    desk, evening = second_evening("Bela", shelf=shelf)
    to_the_card(evening)

    async with on_live((desk, evening), size=(100, 30)) as seen:
        card = seen.step
        await seen.press("n", "y")
        shelf.is_full = True
        await seen.press("u")

        assert seen.step == card
        assert "Taken back: going to another step. I could not write to the disk (it is full)." in seen.words
