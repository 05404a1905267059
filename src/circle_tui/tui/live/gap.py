"""Two questions about time, each asked once: a late start, and a gap in which the computer slept."""

from collections.abc import Callable, Mapping
from datetime import timedelta

from circle_tui.core.clock import timekeeping, timing
from circle_tui.core.happening import moves
from circle_tui.core.happening.refusal import Refusal
from circle_tui.core.happening.session import StepKey
from circle_tui.core.shown.words import clock_time, in_words
from circle_tui.tonight.evening import Evening
from circle_tui.tui.live.fit import after_fit
from circle_tui.tui.sheet import KeyHint, Question
from circle_tui.tui.stage import StageScreen


class LateStartQuestion(Question):
    """What gives when we begin late: the minutes, or the end. Once the end has passed it can only move."""

    def __init__(self, host: StageScreen, evening: Evening, begun: Callable[[str], None]) -> None:
        session, now = evening.room.session, evening.room.now()
        late = timekeeping.lateness(session, now)
        start, end = (
            clock_time(moment, evening.zone) for moment in (session.opened.planned_start, session.planned_end)
        )
        later = clock_time(session.planned_end + late // timing.MINUTE * timing.MINUTE, evening.zone)
        self._has_passed = session.planned_end <= now
        text = f"Planned from {start} to {end}. Keep the end, and fit? Or end at {later}?"
        if self._has_passed:
            text = f"Planned from {start} to {end}, which has passed. Begin, and end at {later}?"
        super().__init__(
            host,
            title=f"We begin {in_words(late)} late",
            text=text,
            yes=f"end at {later}" if self._has_passed else f"keep {end}, fit",
            no="not yet",
        )
        self._later = later
        self._evening = evening
        self._begun = begun

    def hints(self) -> tuple[KeyHint, ...]:
        """Keeping the end comes first."""
        moves_it = () if self._has_passed else (("m", f"end at {self._later}"),)
        return (*super().hints()[:1], *moves_it, *super().hints()[1:])

    def press(self, key: str) -> bool:
        """Enter keeps the end, m moves it."""
        if key != "m" or self._has_passed:
            return super().press(key)
        self.host.close_sheet()
        self._begin_and_move_end()
        return True

    def confirmed(self) -> None:
        """Begin, and let those give who can; once the end has passed, move it."""
        if self._has_passed:
            self._begin_and_move_end()
            return
        before = timing.lengths(self._evening.room.session, self._evening.room.now())
        if self._is_done(self._evening.room.do(moves.begin_and_fit)):
            self._begun(f"{after_fit(self._evening)}{self._lost(before)}")

    def _begin_and_move_end(self) -> None:
        if self._is_done(self._evening.room.do(timekeeping.begin_and_move_end)):
            self._begun(f"Begun. We end at {self._later}.")

    def _is_done(self, refusal: Refusal | None) -> bool:
        if refusal is not None:
            self.host.say(refusal.why)
        return refusal is None

    def _lost(self, before: Mapping[StepKey, timedelta]) -> str:
        """Which parts give how much, in whole minutes: " Open floor −5, First topic −2."."""
        session = self._evening.room.session
        lost = []
        for segment in session.segments:
            keys = [StepKey(segment.id, step.id) for step in segment.steps]
            now = sum((session.boxes[key].length for key in keys), start=timing.ZERO)
            given = sum((before.get(key, timing.ZERO) for key in keys), start=timing.ZERO) - now
            if given >= timing.MINUTE:
                lost.append(f"{segment.title} −{round(given / timing.MINUTE)}")
        return f" {', '.join(lost)}." if lost else ""


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
