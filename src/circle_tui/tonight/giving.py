"""The extra minutes that were just given, and who pays for them instead."""

from datetime import timedelta

from circle_tui.core.clock import timing
from circle_tui.core.happening import moves
from circle_tui.core.happening.events.clock import MinutesMoved
from circle_tui.core.happening.refusal import Refusal
from circle_tui.core.happening.session import StepKey
from circle_tui.room import Room


def given_last(room: Room) -> MinutesMoved | None:
    """The extra minutes that were just given; None when the last move was another one."""
    done = room.session.done
    last = [entry.event for entry in room.entries if done and entry.move == done[-1]]
    given = last[0] if last else None
    if isinstance(given, MinutesMoved) and moves.is_extension(room.session, given):
        return given
    return None


def change_payer(room: Room) -> Refusal | None:
    """Let the next segment that can afford it pay for the extra minutes given last."""
    given = given_last(room)
    if given is None:
        return Refusal("No minutes were given just now; + gives some, and names who pays.")
    span = timedelta(seconds=given.paid)
    room.undo()
    payers = timing.payers(room.session, room.now(), span)
    paid = StepKey(given.payer or "", given.payer_step or "")
    place = payers.index(paid) + 1 if paid in payers else 0
    chosen = payers[place % len(payers)] if payers else None
    return room.do(moves.add_minutes, payer=chosen)
