"""Set-up: quick, with a default for everything but names, and a sentence for what cannot be used."""

from datetime import UTC, date, datetime, time

import pytest
from tests.circle_kit import BERLIN, make_desk, make_group
from tests.hostile import WORST_NAMES
from tests.tui.reading import SMALL_AND_LARGE, FullShelf, circle, is_calm, words
from textual import events
from textual.pilot import Pilot

from circle_tui.core.errors import BadInput
from circle_tui.core.text import clean
from circle_tui.desk import Desk
from circle_tui.tui.field import Field
from circle_tui.tui.live.screen import LiveScreen
from circle_tui.tui.lobby.screen import LobbyScreen
from circle_tui.tui.setup.form import SetupForm
from circle_tui.tui.setup.moments import parse_day, parse_length, parse_time
from circle_tui.tui.setup.screen import SetupScreen

TODAY = date(2026, 11, 24)
"""A Tuesday."""


async def set_up(pilot: Pilot[int], desk: Desk) -> None:
    pilot.app.push_screen(SetupScreen(desk, zone=BERLIN))
    await pilot.pause()


async def test_from_nothing_to_a_running_session_in_under_sixty_keys_besides_the_names() -> None:
    desk = make_desk()
    names = [*"Tuesday Circle", *"Dana, Ines, Jo"]
    before, between, after = ["enter"], ["enter"], ["enter"] * 9 + ["enter", "enter", "enter"]

    async with circle(desk) as pilot:
        await pilot.press(*before, *names[:14], *between, *names[14:], *after)

        assert isinstance(pilot.app.screen, LiveScreen)
        assert pilot.app.screen.evening.room.session.position is not None
        assert len(before) + len(between) + len(after) < 60


async def test_what_is_not_answered_has_a_default() -> None:
    desk = make_desk()

    async with circle(desk) as pilot:
        await set_up(pilot, desk)
        await pilot.press(*"Circle", "enter", *"Dana, Ines", "enter", "ctrl+s")

    group = desk.groups()[0]
    assert (group.mode, group.venue, group.facilitator) == ("support", "video call", group.members[0].id)
    assert (group.recurrence.every, group.recurrence.at, group.recurrence.minutes) == (
        "tuesday",
        time(19, 30),
        60,
    )
    assert (group.recurrence.zone, group.recurrence.first) == (BERLIN, TODAY)


async def test_every_answer_is_taken() -> None:
    desk = make_desk()

    async with circle(desk) as pilot:
        await set_up(pilot, desk)
        await pilot.press(*"Circle", "enter", *"Dana, Ines", "enter", "right", "enter", "right", "enter")
        await pilot.press(*"2 weeks on thursdays", "enter", *"13:30", "enter", "right", "right", "enter")
        assert "2 weeks on Thursday" in words(pilot, "value-every")
        await pilot.press(*"vienna")
        assert "Europe/Vienna: enter takes it." in words(pilot)
        await pilot.press("enter", "right", "enter", *"3 december", "enter")

    group = desk.groups()[0]
    assert (group.mode, group.venue, group.facilitator) == ("consultation", "in person", group.members[1].id)
    assert group.recurrence.every == "2 weeks on thursday"
    assert (group.recurrence.at, group.recurrence.minutes) == (time(13, 30), 90)
    assert (group.recurrence.zone, group.recurrence.first) == ("Europe/Vienna", date(2026, 12, 3))


async def test_the_lobby_says_how_the_new_group_begins() -> None:
    desk = make_desk()
    make_group(desk, name="Zed")

    async with circle(desk) as pilot:
        await set_up(pilot, desk)
        await pilot.press(*"Circle", "enter", *"Dana, Ines", "ctrl+s")

        assert isinstance(pilot.app.screen, LobbyScreen)
        assert "◯ Circle" in words(pilot)
        assert "You begin with a starter set of 10 ground rules; g changes them." in words(pilot)


async def test_minutes_can_be_typed() -> None:
    desk = make_desk()

    async with circle(desk) as pilot:
        await set_up(pilot, desk)
        await pilot.press(*"Circle", "enter", *"Dana, Ines", *["enter"] * 5)
        await pilot.press("1", "0", "5", "backspace", "0", "enter", "ctrl+s")

    assert desk.groups()[0].recurrence.minutes == 100


async def test_bad_input_is_answered_beside_the_field_which_stays() -> None:
    desk = make_desk()

    async with circle(desk) as pilot:
        await set_up(pilot, desk)
        await pilot.press("enter")
        assert "The group has no name yet" in words(pilot)
        await pilot.press(*"Circle", "enter", "enter")
        assert "Nobody is in it yet" in words(pilot)
        await pilot.press(*"Jo, jo", "enter")
        assert "stands twice" in words(pilot)
        await pilot.press("backspace", "x", *["enter"] * 3, *"fooday", "enter")

        assert 'A group cannot meet every "fooday"' in words(pilot)
        assert desk.groups() == ()


async def test_names_that_are_too_long_are_said_to_be_and_not_cut() -> None:
    desk = make_desk()

    async with circle(desk) as pilot:
        await set_up(pilot, desk)
        pilot.app.screen.post_message(events.Paste("x" * 81))
        await pilot.press("enter")
        assert "At most 80 characters" in words(pilot)
        await pilot.press("backspace", "enter")
        pilot.app.screen.post_message(events.Paste(f"Jo, {'y' * 81}"))
        await pilot.press("enter")

        assert "A name has at most 80 characters" in words(pilot)


async def test_a_first_evening_that_no_longer_fits_is_gone_back_to() -> None:
    desk = make_desk()

    async with circle(desk) as pilot:
        await set_up(pilot, desk)
        await pilot.press(*"Circle", "enter", *"Jo, Ines", *["enter"] * 8, *"24 november")
        await pilot.press(*["up"] * 5, *"friday", "ctrl+s")

        assert "is no day for every Friday" in words(pilot)
        assert desk.groups() == ()


async def test_a_small_group_gets_a_gentle_word() -> None:
    desk = make_desk()

    async with circle(desk) as pilot:
        await set_up(pilot, desk)
        await pilot.press(*"Circle", "enter", *"Dana, Ines")

        assert "2 people. Under three, a circle leans heavily on each person." in words(pilot)


async def test_names_pasted_one_to_a_line_are_all_taken() -> None:
    desk = make_desk()

    async with circle(desk) as pilot:
        await set_up(pilot, desk)
        await pilot.press(*"Circle", "enter")
        pilot.app.screen.post_message(events.Paste("Dana\nInes\r\n\nJo\n"))
        await pilot.pause()
        await pilot.press("ctrl+s")

    assert [member.name for member in desk.groups()[0].members] == ["Dana", "Ines", "Jo"]


async def test_a_full_disk_is_said_and_nothing_typed_is_lost() -> None:
    shelf = FullShelf()
    shelf.is_full = True
    desk = make_desk(shelf=shelf)

    async with circle(desk) as pilot:
        await set_up(pilot, desk)
        await pilot.press(*"Circle", "enter", *"Dana", "ctrl+s")

        assert "I could not write to the disk" in words(pilot)
        assert "Dana" in words(pilot)


async def test_up_goes_back_without_complaint() -> None:
    desk = make_desk()

    async with circle(desk) as pilot:
        await set_up(pilot, desk)
        await pilot.press(
            *"Circle", "enter", "up", *"s", "enter", *"Dana", "shift+tab", "tab", "tab", "left", "ctrl+s"
        )

    assert desk.groups()[0].name == "Circles"


async def test_done_needs_the_names_first() -> None:
    desk = make_desk()

    async with circle(desk) as pilot:
        await set_up(pilot, desk)
        await pilot.press("ctrl+s")

        assert "A name for the group and who is in it are needed first." in words(pilot)


async def test_escape_leaves_at_once_when_nothing_was_typed() -> None:
    desk = make_desk()

    async with circle(desk) as pilot:
        await set_up(pilot, desk)
        await pilot.press("escape")

        assert isinstance(pilot.app.screen, LobbyScreen)


async def test_escape_asks_when_something_was_typed() -> None:
    desk = make_desk()

    async with circle(desk) as pilot:
        await set_up(pilot, desk)
        await pilot.press(*"Cir", "escape")
        assert "Leave without the group?" in words(pilot)
        await pilot.press("escape", *"cle", "enter", *"Jo", "escape", "enter")

        assert isinstance(pilot.app.screen, LobbyScreen)
        assert desk.groups() == ()


async def test_typing_goes_on_behind_the_curtain() -> None:
    desk = make_desk()

    async with circle(desk) as pilot:
        await set_up(pilot, desk)
        await pilot.press(*"Ci", "f2")
        assert "Ci" not in words(pilot).split()
        await pilot.press("f2", *"rc", "enter")

        assert "Circ" in words(pilot).split()


async def test_a_letter_in_a_field_is_only_a_letter() -> None:
    desk = make_desk()

    async with circle(desk) as pilot:
        await set_up(pilot, desk)
        await pilot.press(*"c?cq", "f1")
        assert "Keys" in words(pilot)
        await pilot.press("escape")

        assert "c?cq" in words(pilot)


@pytest.mark.parametrize("size", SMALL_AND_LARGE)
async def test_no_text_breaks_the_form(size: tuple[int, int]) -> None:
    desk = make_desk()

    async with circle(desk, size=size) as pilot:
        await set_up(pilot, desk)
        field = pilot.app.screen.query_one("#field-name", Field)
        broken = []
        for name in WORST_NAMES:
            pilot.app.screen.post_message(events.Paste(name))
            await pilot.pause()
            if not is_calm(pilot):
                broken.append(name)
            field.value = ""

        assert broken == []


async def test_hostile_names_become_members_in_plain_text() -> None:
    desk = make_desk()
    names = sorted(
        {clean(name).casefold() for name in WORST_NAMES if "," not in name and ";" not in name} - {""}
    )

    async with circle(desk) as pilot:
        await set_up(pilot, desk)
        await pilot.press(*"Circle", "enter")
        pilot.app.screen.post_message(events.Paste("\n".join(names)))
        await pilot.pause()
        await pilot.press("ctrl+s")

        assert is_calm(pilot)
        assert "Nobody" not in words(pilot)


# -- the form by itself


def filled(**answers: str) -> SetupForm:
    form = SetupForm(today=TODAY, zone=BERLIN, taken=["Tuesday Circle"])
    form.type("name", "Circle")
    form.type("people", "Dana, Ines; Jo")
    for asked, text in answers.items():
        form.type(asked, text)  # type: ignore[arg-type]  # the table below names fields as keywords
    return form


def test_a_filled_form_has_no_fault() -> None:
    assert filled().first_fault() is None


@pytest.mark.parametrize(
    ("asked", "text", "sentence"),
    [
        ("name", "  ", "has no name yet"),
        ("name", "tuesday circle", "There is a group of that name already"),
        ("people", " ,; ", "Nobody is in it yet"),
        ("people", "Jo, Ines, JO", "stands twice"),
        ("every", "month", "A group cannot meet every"),
        ("at", "25:00", "is no time of day"),
        ("minutes", "7", "cannot last 7 minutes"),
        ("minutes", "a while", "is no length"),
        ("zone", "Europe/Berlyn", "did you mean Europe/Berlin?"),
        ("first", "friday", "is no day for every Tuesday"),
        ("first", "soon", "is no day I know"),
    ],
)
def test_what_cannot_be_used_is_said_in_a_sentence(asked: str, text: str, sentence: str) -> None:
    fault = filled(**{asked: text}).first_fault()

    assert fault is not None
    assert fault[0] == asked
    assert sentence in fault[1]
    assert fault[1].endswith((".", "?"))


@pytest.mark.parametrize(
    "said", ["Yusuf and Hanne", "Yusuf & Hanne", "Yusuf; Hanne", "Yusuf, and Hanne", "Yusuf AND Hanne,"]
)
def test_names_are_parted_as_people_write_them(said: str) -> None:
    assert filled(people=said).people == ("Yusuf", "Hanne")


def test_a_name_that_holds_an_and_stays_whole() -> None:
    assert filled(people="Anand, Sandy").people == ("Anand", "Sandy")


def test_the_first_evening_follows_the_rhythm() -> None:
    assert filled(every="month on the 2nd friday").value("first") == "Friday 11 December"
    assert filled(every="nonsense").value("first") == ""


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("today", date(2026, 11, 24)),
        ("Tomorrow", date(2026, 11, 25)),
        ("tuesday", date(2026, 11, 24)),
        ("next tuesday", date(2026, 12, 1)),
        ("thu", date(2026, 11, 26)),
        ("in 3 weeks", date(2026, 12, 15)),
        ("2 days", date(2026, 11, 26)),
        ("26 November", date(2026, 11, 26)),
        ("Thursday 26 November", date(2026, 11, 26)),
        ("26. nov", date(2026, 11, 26)),
        ("november 3rd", date(2027, 11, 3)),
        ("Nov 30, 2027", date(2027, 11, 30)),
        ("29 feb", date(2028, 2, 29)),
        ("2026-12-01", date(2026, 12, 1)),
    ],
)
def test_a_day_is_read_as_people_say_it(text: str, day: date) -> None:
    assert parse_day(text, TODAY) == day


@pytest.mark.parametrize("text", ["", "soon", "31 june", "26 nonember", "2026-13-01", "30 feb 2027", "t"])
def test_what_is_no_day_is_answered_with_examples(text: str) -> None:
    with pytest.raises(BadInput, match="say a day such as"):
        parse_day(text, TODAY)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("19:30", time(19, 30)), ("7.15", time(7, 15)), ("1930", time(19, 30)), ("9", time(9)),
        ("7:30 pm", time(19, 30)), ("12 am", time(0)), ("12pm", time(12)), (" 8h05 ", time(8, 5)),
    ],
)  # fmt: skip
def test_a_time_is_read_as_people_say_it(text: str, at: time) -> None:
    assert parse_time(text) == at


@pytest.mark.parametrize("text", ["", "noon", "24:00", "7:60", "13:30:30"])
def test_what_is_no_time_is_answered_with_examples(text: str) -> None:
    with pytest.raises(BadInput, match="say a time such as"):
        parse_time(text)


def test_today_is_that_of_the_zone() -> None:
    desk = make_desk()
    late = datetime(2026, 11, 24, 23, 30, tzinfo=UTC)

    form = SetupForm(today=late.astimezone(desk.clock.now().tzinfo).date(), zone=BERLIN, taken=[])

    assert form.value("every") == "Tuesday"


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("75", 75),
        ("90 min", 90),
        ("an hour", 60),
        ("1.5 hours", 90),
        ("1½ h", 90),
        ("1h30", 90),
        ("1:15", 75),
    ],
)
def test_how_long_a_meeting_lasts_is_read_as_people_say_it(typed: str, minutes: int) -> None:
    assert parse_length(typed) == minutes


async def test_after_a_length_that_cannot_be_the_next_one_begins_anew() -> None:
    async with circle(make_desk()) as pilot:
        await pilot.press("n", *"Ours", "enter", *"Anna", "enter", "enter", "enter", "enter", "enter")
        await pilot.press("1", "enter")
        refused = words(pilot)
        await pilot.press("6", "0", "enter")

        assert "A meeting cannot last 1 minute" in refused
        assert "60" in words(pilot, "value-minutes")


@pytest.mark.parametrize(
    ("typed", "chosen"),
    [
        ("c", "Clara"),
        ("clara", "Clara"),
        ("cl", "Clara"),
        ("cc", "Cora"),
        ("ccc", "Clara"),
        ("co", "Cora"),
        ("Cora", "Cora"),
    ],
)
async def test_a_name_is_chosen_by_its_first_letters(typed: str, chosen: str) -> None:
    async with circle(make_desk()) as pilot:
        await pilot.press("n", *"Ours", "enter", *"Anna,Clara,Cora", "enter", *typed)

        assert words(pilot, "value-you") == f"‹ {chosen} ›"


async def test_a_name_that_nobody_has_chooses_nobody_else() -> None:
    async with circle(make_desk()) as pilot:
        await pilot.press("n", *"Ours", "enter", *"Anna,Clara", "enter", *"xa")
        shown, chosen = words(pilot), words(pilot, "value-you")
        await pilot.press("backspace", "backspace", "c")

        assert "Nothing here begins with “xa”: ← → choose." in shown
        assert "Anna" in chosen
        assert "Clara" in words(pilot, "value-you")


async def test_each_kind_of_evening_says_what_it_is() -> None:
    async with circle(make_desk()) as pilot:
        await pilot.press("n", *"Ours", "enter", *"Anna,Clara", "enter", "enter")
        support = words(pilot)
        await pilot.press("right")

        assert "our own experience, and nobody's case" in support
        assert "One of us brings a case or a question" in words(pilot)


async def test_letters_go_to_the_choice_that_begins_so_and_draw_no_curtain() -> None:
    async with circle(make_desk()) as pilot:
        await pilot.press("n", *"Ours", "enter", *"Anna,Clara", "enter", "c")

        assert "Clara" in words(pilot, "value-you")
        assert "We take a moment." not in words(pilot)
