"""The key bar: what fits, in order; what matters least makes room first."""

import pytest
from tests.tui.pilot_kit import consultation, on_live

from circle_tui.tui.commands import LIVE, Command
from circle_tui.tui.keybar import bar_cells, key_bar

ALWAYS = (Command("one", ("c",), "curtain", ""), Command("two", ("F1",), "keys", ""))


def bar(*commands: Command, room: int) -> str:
    """What the bar says."""
    return key_bar((*commands, *ALWAYS), room, lambda command: "").plain


def test_what_fits_to_the_last_cell_is_shown() -> None:
    park = Command("park", ("k",), "elsewhere", "")
    room = bar_cells((park, *ALWAYS))

    assert bar(park, room=room) == "k elsewhere  c curtain  F1 keys"
    assert bar(park, room=room - 1) == "c curtain  F1 keys"


def test_what_matters_most_is_shown_first_and_every_key_keeps_its_place() -> None:
    say = Command("say", ("s",), "say this", "", rank=8)
    undo = Command("undo", ("u",), "undo", "", rank=1)
    room = bar_cells((say, undo, *ALWAYS))

    assert bar(say, undo, room=room) == "s say this  u undo  c curtain  F1 keys"
    assert bar(say, undo, room=room - 1) == "u undo  c curtain  F1 keys"


def test_what_cannot_act_now_makes_room_for_what_can() -> None:
    prompt = Command("prompt", ("p",), "focus", "", rank=2)
    leader = Command("leader", ("l",), "leads", "", rank=3)
    room = bar_cells((leader, *ALWAYS))

    shown = key_bar((prompt, leader, *ALWAYS), room, lambda command: "no" if command is prompt else "")

    assert shown.plain == "l leads  c curtain  F1 keys"


@pytest.mark.parametrize(
    ("wide", "says"),
    [
        (80, "space pause  n next  + min  p focus  x care  u undo  c curtain  ? keys"),
        (
            100,
            "space pause  n next  + min  p focus  l leads  g rules  r roll  x care  "
            "u undo  c curtain  ? keys",
        ),
    ],
)
def test_undo_and_care_are_to_be_seen_in_every_usual_window(wide: int, says: str) -> None:
    assert key_bar(LIVE, wide - 4, lambda command: "").plain == says


def test_a_wide_window_has_room_for_the_end_who_brings_and_what_to_put_in() -> None:
    shown = key_bar(LIVE, 156, lambda command: "").plain

    assert "w brings" in shown
    assert "i put in" in shown
    assert "e end" in shown


async def test_a_sheet_that_is_longer_than_a_small_window_says_how_to_see_the_rest() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("g")

        assert "page down more c curtain" in seen.words

        await seen.press("escape")
        await seen.pilot.resize_terminal(40, 12)
        await seen.press("r")

        assert "first letters of a name, then" in seen.words
