"""The key bar: what fits, in order; what is spare only where all the others fit."""

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


def test_what_is_spare_comes_last_and_first_makes_room() -> None:
    spare = Command("say", ("s",), "say this", "", is_spare=True)
    undo = Command("undo", ("u",), "undo", "")
    room = bar_cells((spare, undo, *ALWAYS))

    assert bar(spare, undo, room=room) == "u undo  s say this  c curtain  F1 keys"
    assert bar(spare, undo, room=room - 1) == "u undo  c curtain  F1 keys"


def test_a_wide_window_has_room_for_care_what_to_say_and_what_to_put_in() -> None:
    shown = key_bar(LIVE, 156, lambda command: "").plain

    assert "u undo  i put in  s say this  0 care  c curtain" in shown


async def test_a_sheet_that_is_longer_than_a_small_window_says_how_to_see_the_rest() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("g")

        assert "page down more c curtain" in seen.words

        await seen.press("escape")
        await seen.pilot.resize_terminal(40, 12)
        await seen.press("r")

        assert "first letters of a name, then" in seen.words
