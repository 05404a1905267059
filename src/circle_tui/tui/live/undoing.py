"""Undo and redo as the live screen and the close have them: the newest thing first, by its name."""

from circle_tui.core.happening.refusal import Refusal
from circle_tui.tonight.evening import Evening
from circle_tui.tui.stage import StageScreen

NOTHING_TO_TAKE_BACK = "There is nothing to take back."
NOTHING_TO_BRING_BACK = "There is nothing to bring back."


def take_back(screen: StageScreen, evening: Evening) -> None:
    """Take back what was done last, written down or not; without the beginning, people are received again."""
    had_begun = evening.room.session.position is not None
    taken = evening.taking_back.take_back()
    if had_begun and evening.room.session.position is None:
        screen.circle.back_to_arrive(evening)
        return
    if isinstance(taken, Refusal):
        screen.say(taken.why)
        return
    back = taken.besides or ("ctrl+r brings it back." if taken.has_move else "")
    screen.say(f"Taken back: {taken.name}. {back}".strip())


def bring_back(screen: StageScreen, evening: Evening) -> None:
    """Bring back what was taken back last."""
    brought = evening.taking_back.bring_back()
    if isinstance(brought, Refusal):
        screen.say(brought.why)
        return
    screen.say(f"Brought back: {brought.name}. {brought.besides}".strip())


def why_no_undo(evening: Evening) -> str:
    """Why there is nothing to take back; empty when there is something."""
    return "" if evening.taking_back.has_unwritten or evening.room.session.done else NOTHING_TO_TAKE_BACK


def why_no_redo(evening: Evening) -> str:
    """Why there is nothing to bring back; empty when there is something."""
    return "" if evening.room.session.undone else NOTHING_TO_BRING_BACK
