"""What is asked first on the way to the next step: a round, those new here, or whether a review was done."""

from collections.abc import Callable

from circle_tui.core.happening.seating import running_round
from circle_tui.core.shown.words import number_in_words
from circle_tui.tonight.evening import Evening
from circle_tui.tui.stage import StageScreen


def asks_first(screen: StageScreen, evening: Evening, go_on: Callable[[], None]) -> bool:
    """Open what is to be asked before going on; it goes on itself. Gives back whether there was anything."""
    from circle_tui.tui.live.joining import JoiningSheet, waits_at_joining
    from circle_tui.tui.live.review import LeavingReviewSheet

    if waits_at_joining(evening):
        screen.open_sheet(JoiningSheet(screen, evening, then=go_on))
        return True
    if categories := evening.agreeing.left_on_going_on():
        screen.open_sheet(LeavingReviewSheet(screen, evening, categories, go_on))
        return True
    return False


def words_for_those_waiting(evening: Evening) -> str:
    """What is said before a round is left in which somebody was not asked yet; empty where nobody waits."""
    turns = running_round(evening.room.session)
    waiting = len(turns.waiting) - 1 if turns is not None else 0
    if waiting < 1:
        return ""
    who = "One of us has" if waiting == 1 else f"{number_in_words(waiting).capitalize()} of us have"
    return f"{who} not been asked yet: h goes on with the round. n again leaves it."
