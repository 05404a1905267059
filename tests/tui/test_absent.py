"""What is written down about somebody who is not here stays off every screen that may be shared."""

from datetime import date

from msgspec.structs import replace
from tests.circle_kit import written
from tests.tui.pilot_kit import consultation, evening_of, on_arrive, on_close, on_live

from circle_tui.core.people import roster
from circle_tui.desk import Desk
from circle_tui.tonight.evening import Evening
from circle_tui.tui.commands import ARRIVE, CLOSE, LIVE, Command

NAMES = ("Dana", "Ines", "Jo", "Wilhelmina")
TRACES = ("Wilhelmina", "zie/zir", "2031", "2032", "2033", "2034")
"""The name of somebody who is not here, their pronouns, and the years of all that is agreed about them."""

LEAVE = ("escape", "escape", "escape")


def evening_without_one(segment: str = "") -> tuple[Desk, Evening]:
    """An evening of four, one of whom is not here, with everything the roster can hold about them."""
    desk, evening = evening_of(names=NAMES, here=3, segment=segment)
    group, absent = evening.group, evening.group.members[3].id
    group = roster.with_pronouns(group, absent, "zie/zir")
    group = roster.with_rest(group, absent, date(2031, 1, 1))
    group = roster.with_last_day(group, absent, date(2032, 1, 1))
    group = roster.with_joining_heard(group, absent, date(2033, 1, 1))
    there, gone = group.members[:3], replace(group.members[3], joined=date(2034, 1, 1))
    evening.regroup(written(desk, replace(group, members=(*there, gone))))
    return desk, evening


def each_key(commands: tuple[Command, ...], *, but: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """Every key of a screen, and after each the way back."""
    return [keys for command in commands if command.id not in but for keys in ((command.keys[0],), LEAVE)]


def traces_in(text: str) -> list[str]:
    """What is known about the absent one and stands in a text."""
    return [trace for trace in TRACES if trace in text]


async def test_no_key_of_the_live_screen_shows_anything_about_somebody_absent() -> None:
    async with on_live(evening_without_one("case-1"), size=(100, 30)) as seen:
        text = await seen.texts_while(*each_key(LIVE))

        assert seen.place == "LiveScreen"
        assert traces_in(text) == []


async def test_no_key_of_the_arrival_shows_anything_about_somebody_absent() -> None:
    async with on_arrive(evening_without_one(), size=(100, 30)) as seen:
        text = await seen.texts_while(*each_key(ARRIVE, but=("back", "begin")))

        assert traces_in(text) == []


async def test_no_key_of_the_close_shows_anything_about_somebody_absent() -> None:
    async with on_close(evening_without_one("check-out"), size=(100, 30)) as seen:
        text = await seen.texts_while(*each_key(CLOSE))

        assert traces_in(text) == []


async def test_the_lobby_of_an_evening_left_open_opens_the_roster_only_behind_its_gate() -> None:
    async with on_arrive(evening_without_one()) as seen:
        text = await seen.texts_while(
            ("escape", "g"),
            ("r",),
            ("down", "t"),
            ("a",),
            ("escape", "m"),
            ("o",),
            ("escape", "y"),
            ("escape", "o"),
            ("escape", "t"),
        )

        assert "Not sharing this screen? Press r again" in text
        assert traces_in(text) == []


async def test_whoever_stepped_out_keeps_their_place_on_the_list() -> None:
    async with on_live(consultation(), size=(100, 30)) as seen:
        here = len(seen.evening.room.session.here)
        await seen.press("6", "2")

        assert len(seen.evening.room.session.here) == here - 1
        assert "Ines" in seen.words
        assert f"HERE · {here}" in seen.words
