"""Minutes: what was forgotten or saved, and the end, when the group chooses to move it."""

from textual.content import Content

from circle_tui.core.clock import timekeeping, timing
from circle_tui.core.happening.refusal import Refusal
from circle_tui.core.happening.session import StepKey
from circle_tui.core.shown.words import clock_time, in_round_words, in_words
from circle_tui.tonight.evening import Evening
from circle_tui.tui.sheet import Host, KeyHint, Sheet, choice

WAYS_TO_GIVE: tuple[tuple[str, timekeeping.To], ...] = (("t", "current"), ("x", "next"), ("o", "buffer"))


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
    def _end_as_it_stands(self) -> str:
        room = self._evening.room
        return clock_time(timing.end_in_minutes(room.session, room.now()), self._evening.zone)

    def _can_be_given(self) -> dict[str, tuple[timekeeping.To, str]]:
        """Key, and to what the minutes in hand would go, for everything that can use them now."""
        room = self._evening.room
        targets = {key: (to, timekeeping.target_of(room.session, room.now(), to)) for key, to in WAYS_TO_GIVE}
        return {
            key: (to, self._say_target(to, target))
            for key, (to, target) in targets.items()
            if isinstance(target, StepKey)
        }

    def _say_target(self, to: timekeeping.To, target: StepKey) -> str:
        """What would get them: this step, the open floor, or the next step that can use them by its name."""
        if to != "next":
            return "this step" if to == "current" else "the open floor"
        segment, step = (
            self._evening.room.session.segment(target.segment),
            self._evening.room.session.step(target),
        )
        return f"“{segment.title}”" if segment.title == step.title else f"“{step.title}” in “{segment.title}”"

    def _shared(self) -> str:
        """Which parts would get how many, when they are shared out: "Second case 9, Open floor 2"."""
        session = self._evening.room.session
        given = timekeeping.shared_out(session, self._evening.room.now())
        parts: dict[str, int] = {}
        for key, minutes in given.items():
            title = session.segment(key.segment).title
            parts[title] = parts.get(title, 0) + minutes
        return ", ".join(f"{title} {minutes}" for title, minutes in parts.items())

    def _since(self) -> str:
        """When we really began, and how long ago that was."""
        session, now = self._evening.room.session, self._evening.room.now()
        if session.began_at is None:
            return ""
        began = clock_time(session.began_at, self._evening.zone)
        return f"We began at {began}, {in_round_words(now - session.began_at)} ago."

    @property
    def _minutes_past(self) -> int:
        """Whole minutes, begun ones too, since the end; 0 before it."""
        session, now = self._evening.room.session, self._evening.room.now()
        return max(0, -((session.planned_end - now) // timing.MINUTE))

    def body(self) -> Content:
        """What can be mended now."""
        end = clock_time(self._evening.room.session.planned_end, self._evening.zone)
        lines = [
            Content.styled(self._since(), "$quiet"),
            self._choice("1–9", "this step began so many minutes earlier"),
            self._choice("r", "start this step's clock anew; the leader stays"),
        ]
        if self._in_hand:
            lines.append(Content(f"\n{self._in_hand} min in hand:"))
            if shared := self._shared():
                lines.append(self._choice("a", f"share them over what comes: {shared}"))
            lines.extend(
                self._choice(key, f"give them to {what}") for key, (_, what) in self._can_be_given().items()
            )
            lines.append(self._choice("k", f"keep them; as it stands we end at {self._end_as_it_stands}"))
        is_past = self._minutes_past > 0
        lines.append(
            Content(f"\nThe end {'was' if is_past else 'is'} {end}. It moves only if you all choose so:")
        )
        lines.append(self._choice("l", "five minutes from now" if is_past else "five minutes later"))
        if not is_past:
            lines.append(self._choice("e", "five minutes earlier"))
        return Content("\n").join(lines)

    def _choice(self, key: str, does: str) -> Content:
        return choice(key, does, self.wide)

    def hints(self) -> tuple[KeyHint, ...]:
        """How to get back."""
        return (("esc", "back"),)

    def press(self, key: str) -> bool:
        """Mend what this key stands for."""
        room, zone = self._evening.room, self._evening.zone
        if key.isdigit() and key != "0":
            return self._done(
                room.do(timekeeping.back_date, int(key)), f"This step began {key} min earlier, then."
            )
        way = next((to for known, to in WAYS_TO_GIVE if known == key), None)
        if way is not None:
            to_what = self._can_be_given().get(key, (way, ""))[1]
            given = f"{in_words(self._in_hand * timing.MINUTE).capitalize()} for {to_what}."
            return self._done(room.do(timekeeping.give_banked, way), given)
        match key:
            case "a":
                shared = self._shared()
                return self._done(room.do(timekeeping.give_out), f"Shared out: {shared}.")
            case "r":
                return self._done(room.do(timekeeping.restart_step), "This step's clock begins anew.")
            case "k":
                kept = self._evening.keep_minutes()
                end = self._end_as_it_stands
                return self._done(kept, f"Kept: as it stands we end at {end}. m gives them after all.")
            case "l" | "e":
                moved = room.do(timekeeping.move_end, 5 + self._minutes_past if key == "l" else -5)
                return self._done(moved, f"We end at {clock_time(room.session.planned_end, zone)}.")
            case _:
                return False

    def _done(self, refusal: Refusal | None, sentence: str) -> bool:
        self.host.close_sheet()
        self.host.say(refusal.why if refusal else sentence)
        return True
