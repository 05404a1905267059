"""Two questions about time, each asked once: a late start, and a gap in which the computer slept."""

from collections.abc import Callable
from datetime import timedelta

from circle_tui.core.clock import timekeeping
from circle_tui.core.happening.refusal import Refusal
from circle_tui.core.shown.words import clock_time, in_words
from circle_tui.tonight.evening import Evening
from circle_tui.tui.sheet import KeyHint, Question
from circle_tui.tui.stage import StageScreen


class LateStartQuestion(Question):
    """What gives when we begin late: the minutes, or the end."""

    def __init__(
        self, host: StageScreen, evening: Evening, begin: Callable[[], None], begun: Callable[[], None]
    ) -> None:
        room = evening.room
        late = timekeeping.lateness(room.session, room.now())
        start = clock_time(room.session.opened.planned_start, evening.zone)
        end = clock_time(room.session.planned_end, evening.zone)
        super().__init__(
            host,
            title=f"We begin {in_words(late)} late",
            text=f"We were to begin at {start}. Keep the end at {end}, and fit? Or end as much later?",
            yes=f"keep {end}",
            no="not yet",
        )
        self._evening = evening
        self._begin = begin
        self._begun = begun

    def hints(self) -> tuple[KeyHint, ...]:
        """Keeping the end comes first."""
        return (*super().hints()[:1], ("m", "move the end"), *super().hints()[1:])

    def press(self, key: str) -> bool:
        """Enter keeps the end, m moves it."""
        if key != "m":
            return super().press(key)
        self.host.close_sheet()
        refusal = self._evening.room.do(timekeeping.begin_and_move_end)
        if refusal is not None:
            self.host.say(refusal.why)
            return True
        self._begun()
        return True

    def confirmed(self) -> None:
        """Begin, and let the minutes give."""
        self._begin()


class GapQuestion(Question):
    """Asks once whether a gap counts."""

    def __init__(self, host: StageScreen, evening: Evening, gap: timedelta) -> None:
        now = evening.room.now()
        since, until = (clock_time(moment, evening.zone) for moment in (now - gap, now))
        super().__init__(
            host,
            title="There was a gap",
            text=f"Nothing was heard from {since} to {until}. Did the step go on in that time?",
            yes="yes, it counts",
            no="yes, it counts",
        )
        self._evening = evening
        self._gap = gap

    def hints(self) -> tuple[KeyHint, ...]:
        """Counting it is what the clock does anyway."""
        return (("enter", "yes, it counts"), ("x", "no, leave it out"))

    def press(self, key: str) -> bool:
        """Enter lets it count, x leaves it out."""
        if key != "x":
            return super().press(key)
        self.host.close_sheet()
        refusal = self._evening.room.do(timekeeping.leave_gap_out, self._gap)
        said = "Left out: the step goes on where it stood. u counts it after all."
        self.host.say(refusal.why if isinstance(refusal, Refusal) else said)
        return True
