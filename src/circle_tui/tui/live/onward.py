"""What is asked first on the way to the next step: those new here, or whether a review was done."""

from collections.abc import Callable

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
