"""What all screens of the evening share: curtain, sheets, escape, help, leaving, and what is never shown."""

import pytest
from tests.tui.pilot_kit import (
    Seen,
    consultation,
    evening_of,
    on_arrive,
    on_close,
    on_live,
    over_hand_journal,
)

from circle_tui.core.happening import moves
from circle_tui.core.people import leading, presenting
from circle_tui.tui.app import CircleApp
from circle_tui.tui.commands import ARRIVE, CLOSE, LIVE
from circle_tui.tui.stage import StageScreen

CALM = "We take a moment. 19:46 c or F2 opens it"
HERE_AND_ABSENT = ("Dana", "Ines", "Jo", "Kofi", "Xaveria", "Ypsilanti", "Zuleika")
ABSENT = ("Xaveria", "Ypsilanti", "Zuleika")

SHEETS = [
    pytest.param((), id="no sheet"),
    pytest.param(("space",), id="paused"),
    pytest.param(("p",), id="tones"),
    pytest.param(("p", "1"), id="offers"),
    pytest.param(("l",), id="leader"),
    pytest.param(("l", "v"), id="volunteers"),
    pytest.param(("w",), id="who brings"),
    pytest.param(("g",), id="rules"),
    pytest.param(("g", "m"), id="limits card"),
    pytest.param(("y",), id="copy"),
    pytest.param(("y", "a"), id="what was copied"),
    pytest.param(("tab",), id="agenda"),
    pytest.param(("question_mark",), id="help"),
    pytest.param(("r", "t", "tab", "tab"), id="the whole roll"),
    pytest.param(("e",), id="close"),
    pytest.param(("e", "enter"), id="the last question"),
    pytest.param(("ctrl+q",), id="leaving"),
]
FIELDS = [
    pytest.param(("r",), id="roll"),
    pytest.param(("r", "d"), id="roll, a name found"),
    pytest.param(("e", "j"), id="loose ends"),
]


# -- the curtain


@pytest.mark.parametrize("keys", SHEETS)
async def test_the_curtain_hides_everything_and_opens_on_the_same(keys: tuple[str, ...]) -> None:
    async with on_live(consultation()) as seen:
        await seen.press(*keys)
        before = seen.text
        await seen.press("c")
        hidden = seen.words
        await seen.press("c")

        assert hidden == CALM
        assert seen.text == before


@pytest.mark.parametrize("key", ["C", "f2"])
@pytest.mark.parametrize("keys", [(), ("l",), ("e",)])
async def test_the_curtain_has_a_capital_letter_and_a_function_key_too(
    keys: tuple[str, ...], key: str
) -> None:
    async with on_live(consultation()) as seen:
        await seen.press(*keys)
        before = seen.text
        await seen.press(key)
        hidden = seen.words
        await seen.press(key)

        assert hidden == CALM
        assert seen.text == before


@pytest.mark.parametrize("keys", FIELDS)
async def test_f2_draws_the_curtain_over_a_text_field_and_gives_it_back(keys: tuple[str, ...]) -> None:
    async with on_live(consultation()) as seen:
        await seen.press(*keys)
        before, place = seen.text, seen.place
        await seen.press("f2")
        hidden = seen.words
        await seen.press("f2")

        assert hidden == CALM
        assert (seen.text, seen.place) == (before, place)


@pytest.mark.parametrize("keys", [(), ("p", "1"), ("l",), ("r", "t", "tab", "tab"), ("e", "enter"), *FIELDS])
async def test_what_is_typed_behind_the_curtain_goes_nowhere(keys: tuple[str, ...]) -> None:
    async with on_live(consultation()) as seen:
        await seen.press(*keys)
        before, facts = seen.text, seen.facts
        await seen.press("f2", "n", "l", "enter", "x", "1", "escape", "tab", "u", "ctrl+p", "f2")

        assert seen.text == before
        assert seen.facts == facts


async def test_typing_goes_on_where_it_was_after_the_curtain() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("r", "k", "f2", "o", "f2", "o")

        assert "Kofi enter asks whether they have left" in seen.sheet_words


async def test_c_is_a_letter_in_a_text_field() -> None:
    async with on_live(evening_of(names=("Carla", "Ines", "Jo"), segment="opening")) as seen:
        await seen.press("r", "c")

        assert "Carla" in seen.sheet_words


async def test_the_clock_goes_on_behind_the_curtain() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("c")
        await seen.let_pass(seconds=30)
        await seen.press("c")

        assert seen.shows_time("02:12")


@pytest.mark.parametrize("keys", [(), ("l",), ("e",)])
async def test_the_time_of_day_on_the_curtain_goes_on(keys: tuple[str, ...]) -> None:
    async with on_live(consultation()) as seen:
        await seen.press(*keys, "c")
        await seen.let_pass(minutes=7)

        assert seen.words == CALM.replace("19:46", "19:53")


async def test_what_was_said_on_the_curtain_stays_while_the_time_goes_on() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("c", "ctrl+q")
        await seen.let_pass(minutes=7)
        said = seen.words
        await seen.press("c", "c")

        assert "19:53 c opens the curtain; then ctrl+q asks whether to leave." in said
        assert "ctrl+q" not in seen.words


async def test_the_palette_does_not_open_through_the_curtain() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("c", "ctrl+p")

        assert seen.words == CALM


async def test_f2_draws_the_curtain_over_the_palette() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("ctrl+p", "f2")

        assert seen.words == CALM


async def test_the_arrival_has_a_curtain_too() -> None:
    async with on_arrive(evening_of()) as seen:
        await seen.press("m", *"https", "f2")

        assert seen.words == "We take a moment. 19:30 c or F2 opens it"


# -- sheets and escape


@pytest.mark.parametrize("keys", SHEETS + FIELDS)
async def test_escape_closes_what_is_on_top_and_never_leaves_the_session(keys: tuple[str, ...]) -> None:
    async with on_live(consultation()) as seen:
        facts = seen.facts
        await seen.press(*keys, "escape", "escape", "escape", "escape")

        assert seen.place == "LiveScreen"
        assert seen.evening.room.session.phase in ("running", "paused")
        assert seen.facts.position == facts.position


@pytest.mark.parametrize("key", ["p", "l", "w", "g", "y", "tab", "question_mark", "f1", "G", "L"])
async def test_the_key_that_opens_a_sheet_closes_it(key: str) -> None:
    async with on_live(consultation()) as seen:
        before = seen.text
        await seen.press(key)
        opened = seen.place
        await seen.press(key)

        assert opened != "LiveScreen"
        assert seen.text == before


@pytest.mark.parametrize("keys", [("p",), ("l",), ("w",), ("g",), ("y",), ("tab",)])
async def test_the_keys_of_the_screen_mean_nothing_inside_a_sheet(keys: tuple[str, ...]) -> None:
    async with on_live(consultation()) as seen:
        facts = seen.facts
        await seen.press(*keys, "space", "n", "b", "plus", "minus", "escape")

        assert seen.facts == facts


async def test_u_means_the_same_inside_a_sheet() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("l")
        first = seen.sheet_words
        await seen.press("p")
        second = seen.sheet_words
        await seen.press("u")

        assert first != second
        assert seen.sheet_words == first
        assert "Taken back: the pass." in seen.words


async def test_a_sheet_goes_when_what_it_is_about_was_taken_back() -> None:
    async with on_live(evening_of(segment="case-1")) as seen:
        await seen.press("p", "u")

        assert seen.step == "choose-topics/choose"
        assert seen.place == "LiveScreen"


async def test_question_mark_means_the_same_inside_a_sheet_which_then_comes_back() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("p", "1", "question_mark")
        helped = seen.place
        await seen.press("question_mark")

        assert helped == "LiveScreen / Keys"
        assert seen.place == "LiveScreen / One of these, to stand beside the clock?"


async def test_f1_in_a_text_field_shows_the_keys_and_what_was_typed_comes_back() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("r", "k", "o", "f1")
        helped = seen.place
        await seen.press("escape")

        assert helped == "LiveScreen / Keys"
        assert "Kofi" in seen.sheet_words


async def test_the_key_bar_shows_only_what_acts_while_a_sheet_is_on_top() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("l")
        over_letters = seen.lines[-1].strip()
        await seen.press("escape", "r")
        over_a_field = seen.lines[-1].strip()

        assert over_letters == "esc back  u undo  c curtain  ? keys"
        assert over_a_field == "esc back  F2 curtain  F1 keys"


@pytest.mark.parametrize("size", [(40, 12), (60, 18), (80, 24)])
async def test_a_sheet_that_is_longer_than_the_window_says_so_and_can_be_read_to_its_end(
    size: tuple[int, int],
) -> None:
    async with on_live(consultation(), size=size) as seen:
        await seen.press("question_mark")
        at_first, bar = seen.text, seen.lines[-1]
        await seen.press(*["pagedown"] * 40)

        assert "page down more" in bar
        assert "Leave; the session" not in at_first
        assert "Leave; the session" in seen.text


async def test_typing_goes_on_after_a_click_beside_the_field() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("r", "k")
        await seen.pilot.click("#title")
        await seen.press("o")

        assert "Kofi enter asks whether they have left" in seen.sheet_words


@pytest.mark.parametrize("key", ["full_stop", "f5", "ctrl+a", "home"])
async def test_a_key_without_a_meaning_does_nothing(key: str) -> None:
    async with on_live(consultation()) as seen:
        before = seen.text
        await seen.press(key)

        assert seen.text == before


@pytest.mark.parametrize("size", [(40, 12), (60, 18), (80, 24), (160, 45)])
async def test_a_long_sentence_is_said_to_its_end(size: tuple[int, int]) -> None:
    desk, first = consultation()
    evening, journal = over_hand_journal(desk, first)
    journal.is_read_only = True
    async with on_live((desk, evening), size=size) as seen:
        await seen.press("l", "enter")

        assert "the session is held by another Circle, which goes on writing." in seen.words


async def test_what_was_said_goes_with_the_next_key_or_after_a_while() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("minus")
        said = seen.words
        await seen.tick(times=30)
        still = seen.words
        await seen.tick(times=18)

        assert "1 minute less here" in said
        assert "1 minute less here" in still
        assert "1 minute less here" not in seen.words


# -- help, and leaving


async def test_help_lists_every_key_of_the_live_screen() -> None:
    async with on_live(consultation(), size=(160, 90)) as seen:
        await seen.press("question_mark")

        assert [item.help for item in LIVE if item.help not in seen.sheet_words] == []


async def test_help_lists_every_key_of_the_arrival() -> None:
    async with on_arrive(evening_of(), size=(160, 45)) as seen:
        await seen.press("question_mark")

        assert [item.help for item in ARRIVE if item.help not in seen.sheet_words] == []


async def test_help_lists_every_key_of_the_close() -> None:
    async with on_close(consultation(), size=(160, 45)) as seen:
        await seen.press("question_mark")

        assert [item.help for item in CLOSE if item.help not in seen.sheet_words] == []


async def test_ctrl_q_asks_and_escape_stays() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("ctrl+q")
        asked = seen.sheet_words
        await seen.press("escape")

        assert "The session stays open; circle brings you back to it, to the second." in asked
        assert seen.place == "LiveScreen"
        assert seen.app.is_running


async def test_ctrl_q_and_enter_leave_with_the_session_still_open() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("ctrl+q", "enter")

        assert seen.app.return_value == 0
        assert [item.id for item in seen.desk.left_open()] == [seen.evening.room.session.opened.session]


async def test_ctrl_q_says_when_the_last_keys_are_not_on_disk() -> None:
    desk, first = consultation()
    evening, journal = over_hand_journal(desk, first)
    async with on_live((desk, evening)) as seen:
        journal.is_full = True
        await seen.press("space", "ctrl+q")

        assert "The last keys are not on disk yet." in seen.sheet_words


@pytest.mark.parametrize("keys", [("ctrl+c",), ("q", "escape"), ("Q", "escape"), ("escape",), ("ctrl+d",)])
async def test_nothing_just_quits(keys: tuple[str, ...]) -> None:
    async with on_live(consultation()) as seen:
        await seen.press(*keys, *keys)

        assert seen.app.is_running
        assert seen.place == "LiveScreen"


# -- what is never shown while the screen is shared

ROUND_THE_LIVE_SCREEN = (
    ("l",),
    ("down",),
    ("p",),
    ("v",),
    ("escape", "l", "o"),
    ("escape", "w"),
    ("1",),
    ("p",),
    ("1",),
    ("1",),
    ("g",),
    ("m",),
    ("escape", "r"),
    ("d",),
    ("escape", "tab"),
    ("tab", "y"),
    ("a",),
    ("escape", "y", "s"),
    ("escape", "question_mark"),
    ("escape", "n"),
    ("e",),
    ("k",),
    ("escape", "y", "s"),
    ("escape", "enter"),
    ("escape", "escape", "ctrl+q"),
    ("escape", "c"),
)


def absent_in(text: str) -> list[str]:
    """Names of those who are not here that stand in a text."""
    return [name for name in ABSENT if name in text]


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (160, 45)])
async def test_no_screen_of_the_evening_names_anyone_who_is_not_here(size: tuple[int, int]) -> None:
    evening_at = evening_of(names=HERE_AND_ABSENT, here=4, segment="case-1", minutes_in=1)
    async with on_live(evening_at, size=size) as seen:
        text = await seen.texts_while(*ROUND_THE_LIVE_SCREEN)

        assert absent_in(text) == []


async def test_the_arrival_names_nobody_who_is_not_here() -> None:
    async with on_arrive(evening_of(names=HERE_AND_ABSENT, here=4)) as seen:
        text = await seen.texts_while(("r",), ("d",), ("escape", "g"), ("g", "y"), ("a",), ("escape", "m"))

        assert absent_in(text) == []


async def test_somebody_who_led_and_left_is_not_named_any_more() -> None:
    desk, evening = evening_of(names=HERE_AND_ABSENT, segment="case-1", minutes_in=1)
    person = next(member.id for member in evening.group.members if member.name == "Zuleika")
    evening.room.do(leading.name_leader, segment="case-1", person=person, how="offered")
    evening.room.do(presenting.name_presenter, "topic-1", person)
    evening.room.do(moves.leave, person)
    async with on_live((desk, evening)) as seen:
        text = await seen.texts_while(
            ("l",), ("down",), ("down",), ("down",), ("escape", "tab"), ("tab", "e")
        )

        assert "Zuleika" not in text


async def test_the_terminal_title_names_no_group() -> None:
    async with on_live(consultation()) as seen:
        assert seen.app.title == "Circle"


async def test_a_sentence_that_comes_when_its_screen_is_gone_is_not_said() -> None:
    async with on_close(consultation()) as seen:
        close = seen.app.screen
        await seen.press("escape")
        say_late(seen, close)
        await seen.settle()

        assert seen.place == "LiveScreen"
        assert "Copied." not in seen.words


def say_late(seen: Seen, screen: object) -> None:
    """Hand a sentence to a screen, as a clipboard does that took its time."""
    assert isinstance(seen.app, CircleApp)
    say = getattr(screen, "say", None)
    assert callable(say)
    say("Copied.")


async def test_a_sheet_that_would_be_measured_when_its_screen_is_gone_is_let_be() -> None:
    async with on_close(consultation()) as seen:
        close = seen.app.screen
        assert isinstance(close, StageScreen)
        await seen.press("escape")

        close._measure()

        assert seen.place == "LiveScreen"


async def test_what_is_typed_before_a_field_has_come_up_goes_into_it() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("k")
        seen.app.screen.set_focus(None)

        await seen.press("f", "e", "e", "s", "enter")

        assert seen.evening.memory.parked == ("fees",)


@pytest.mark.parametrize("keys", [("ctrl+c",), ("g", "ctrl+c")])
async def test_the_key_that_ends_other_programs_says_how_to_leave_this_one(keys: tuple[str, ...]) -> None:
    async with on_live(consultation()) as seen:
        await seen.press(*keys)

        assert "ctrl+q asks whether to leave" in seen.words
