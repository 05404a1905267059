"""Two questions about time, each asked once: a late start, and a gap in which the computer slept."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

from textual.content import Content

from circle_tui.core.clock import timekeeping, timing
from circle_tui.core.happening import moves
from circle_tui.core.happening.refusal import Refusal
from circle_tui.core.happening.session import StepKey
from circle_tui.core.shown.words import clock_time, in_words
from circle_tui.tonight.evening import Evening
from circle_tui.tui.live.fit import after_fit
from circle_tui.tui.sheet import KeyHint, Question, Sheet
from circle_tui.tui.stage import StageScreen


class LateStartQuestion(Sheet):
    """What gives when we begin late: the minutes, or the end. Once the end has passed it can only move.

    It says what is true now, however long it has been lying there.
    """

    def __init__(self, host: StageScreen, evening: Evening, begun: Callable[[str], None]) -> None:
        super().__init__(host)
        self._evening = evening
        self._begun = begun

    @property
    def is_timed(self) -> bool:
        """How late it is grows while it lies there."""
        return True

    @property
    def title(self) -> str:  # type: ignore[override]  # it says how late it is now
        """How late we begin."""
        room = self._evening.room
        return f"We begin {in_words(timekeeping.lateness(room.session, room.now()))} late"

    @property
    def _has_passed(self) -> bool:
        return self._evening.room.session.planned_end <= self._evening.room.now()

    @property
    def _later(self) -> str:
        room = self._evening.room
        late = timekeeping.lateness(room.session, room.now())
        end = room.session.planned_end + late // timing.MINUTE * timing.MINUTE
        return clock_time(end, self._evening.zone)

    def _planned(self) -> tuple[str, str]:
        session, zone = self._evening.room.session, self._evening.zone
        return clock_time(session.opened.planned_start, zone), clock_time(session.planned_end, zone)

    def body(self) -> Content:
        """When it was planned, and what may give."""
        start, end = self._planned()
        if self._has_passed:
            return Content(
                f"Planned from {start} to {end}, which has passed. Begin, and end at {self._later}?"
            )
        return Content(f"Planned from {start} to {end}. Keep the end, and fit? Or end at {self._later}?")

    def hints(self) -> tuple[KeyHint, ...]:
        """Keeping the end comes first."""
        if self._has_passed:
            return (("enter", f"end at {self._later}"), ("esc", "not yet"))
        return (
            ("enter", f"keep {self._planned()[1]}, fit"),
            ("m", f"end at {self._later}"),
            ("esc", "not yet"),
        )

    def press(self, key: str) -> bool:
        """Enter keeps the end, m moves it."""
        if key != "enter" and (key != "m" or self._has_passed):
            return False
        self.host.close_sheet()
        if key == "m" or self._has_passed:
            self._begin_and_move_end()
        else:
            self._begin_and_fit()
        return True

    def _begin_and_fit(self) -> None:
        """Begin, and let those give who can."""
        before = timing.lengths(self._evening.room.session, self._evening.room.now())
        if self._is_done(self._evening.room.do(moves.begin_and_fit)):
            self._begun(f"{after_fit(self._evening)}{self._lost(before)}")

    def _begin_and_move_end(self) -> None:
        if self._is_done(self._evening.room.do(timekeeping.begin_and_move_end)):
            self._begun(f"Begun. We end at {self._planned()[1]}.")

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


class Gap(NamedTuple):
    """A stretch in which the machine slept while a step's clock ran."""

    since: datetime
    until: datetime
    step: StepKey


class GapQuestion(Question):
    """Asks once whether a gap counts."""

    def __init__(self, host: StageScreen, evening: Evening, gap: Gap) -> None:
        since, until = (clock_time(moment, evening.zone) for moment in (gap.since, gap.until))
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
        refusal = self._evening.room.do(timekeeping.leave_gap_out, self._gap.until - self._gap.since)
        said = "Left out: the step goes on where it stood. u counts it after all."
        self.host.say(refusal.why if isinstance(refusal, Refusal) else said)
        return True
