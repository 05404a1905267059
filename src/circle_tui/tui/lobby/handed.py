"""An evening that somebody hands over: pasted in the lobby, asked about once, and gone on with."""

from collections.abc import Callable
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from circle_tui.core.clock.recurrence import say_day
from circle_tui.core.errors import BadInput
from circle_tui.core.happening.fold import fold, last_happening
from circle_tui.core.shelf import NotSavedError
from circle_tui.core.shown.words import clock_time
from circle_tui.tui.lobby.asking import Confirm
from circle_tui.tui.stage import StageScreen

if TYPE_CHECKING:
    from circle_tui.export.hat import Hat

IS_BACK = "The evening is back, and has ended. It stands among the past evenings: o shows them."


def offer(screen: StageScreen, text: str, look_again: Callable[[], None]) -> None:
    """Ask whether to go on with what was pasted; what has nothing of a hat in it is passed over.

    `look_again` reads anew what evenings there are, once one has come back closed.
    """
    if "circle hat" not in text.lower():
        return
    from circle_tui import handover
    from circle_tui.export.hat import unpack

    try:
        hat = unpack(text)
    except BadInput as exc:
        screen.say(str(exc))
        return
    session = fold(hat.entries)
    zone = ZoneInfo(session.opened.zone)
    day = say_day(session.opened.day)
    at = clock_time(last_happening(hat.entries), zone)
    goes_on = (
        f"It has ended, at {at}: it is put among the past evenings here."
        if handover.has_ended(hat)
        else f"It goes on from {at}, and the clock went on meanwhile. Their copy then only looks on."
    )
    screen.open_sheet(
        Confirm(
            screen,
            title=f"Take over {hat.group.name}, {day}?",
            text=f"{goes_on} The names of those who are in it come along.",
            yes="take it",
            no="not now",
            then=lambda: _take(screen, hat, look_again),
        )
    )


def _take(screen: StageScreen, hat: "Hat", look_again: Callable[[], None]) -> None:
    from circle_tui import handover

    desk = screen.circle.desk
    try:
        if handover.has_ended(hat):
            handover.put_away(desk, hat)
            look_again()
            screen.say(IS_BACK)
        else:
            screen.circle.go_on_with(handover.take(desk, hat))
    except (BadInput, NotSavedError) as exc:
        screen.say(str(exc))
