"""Minutes: what was forgotten or saved, and the end, when the group chooses to move it."""

from textual.content import Content

from circle_tui.core.clock import timekeeping, timing
from circle_tui.core.happening.refusal import Refusal
from circle_tui.core.shown.words import clock_time
from circle_tui.tonight.evening import Evening
from circle_tui.tui.sheet import Host, KeyHint, Sheet, choice


class MinutesSheet(Sheet):
    """One key for each way to mend the clock."""

    title = "Minutes"
    opened_by = "m"

    def __init__(self, host: Host, evening: Evening) -> None:
        super().__init__(host)
        self._evening = evening

    @property
    def _in_hand(self) -> int:
        room = self._evening.room
        return timekeeping.in_hand(room.session, room.now())

    @property
    def _early_end(self) -> str:
        end = self._evening.room.session.planned_end - self._in_hand * timing.MINUTE
        return clock_time(end, self._evening.zone)

    def body(self) -> Content:
        """What can be mended now."""
        end = clock_time(self._evening.room.session.planned_end, self._evening.zone)
        lines = [
            self._choice("1–9", "this step began so many minutes earlier"),
            self._choice("r", "start this step's clock anew; the leader stays"),
        ]
        if self._in_hand:
            lines.append(Content(f"\n{self._in_hand} min in hand:"))
            lines.append(self._choice("t", "give them to this step"))
            lines.append(self._choice("x", "give them to the next step"))
            lines.append(self._choice("o", "give them to the open floor"))
            lines.append(self._choice("k", f"keep them, and end early: {self._early_end}"))
        lines.append(Content(f"\nThe end is {end}. It moves only if you all choose so:"))
        lines.append(self._choice("l", "five minutes later"))
        lines.append(self._choice("e", "five minutes earlier"))
        return Content("\n").join(lines)

    def _choice(self, key: str, does: str) -> Content:
        return choice(key, does, self.wide)

    def hints(self) -> tuple[KeyHint, ...]:
        """How to get back."""
        return (("esc", "back"),)

    def press(self, key: str) -> bool:
        """Mend what this key stands for."""
        room = self._evening.room
        if key.isdigit() and key != "0":
            return self._done(
                room.do(timekeeping.back_date, int(key)), f"This step began {key} min earlier, then."
            )
        match key:
            case "r":
                return self._done(room.do(timekeeping.restart_step), "This step's clock begins anew.")
            case "t":
                return self._done(room.do(timekeeping.give_banked, "current"), "Given to this step.")
            case "x":
                return self._done(room.do(timekeeping.give_banked, "next"), "Given to the next step.")
            case "o":
                return self._done(room.do(timekeeping.give_banked, "buffer"), "Given to the open floor.")
            case "k":
                return self._keep()
            case "l":
                return self._done(room.do(timekeeping.move_end, 5), "We end five minutes later.")
            case "e":
                return self._done(room.do(timekeeping.move_end, -5), "We end five minutes earlier.")
            case _:
                return False

    def _keep(self) -> bool:
        """Leave the minutes where they are; nothing is written, and the screen offers so many no more."""
        in_hand = self._in_hand
        self._evening.memory.minutes_kept = in_hand
        kept = None if in_hand else Refusal("There are no minutes in hand.")
        return self._done(kept, f"Kept: as it stands we end at {self._early_end}. m gives them after all.")

    def _done(self, refusal: Refusal | None, sentence: str) -> bool:
        self.host.close_sheet()
        self.host.say(refusal.why if refusal else sentence)
        return True
