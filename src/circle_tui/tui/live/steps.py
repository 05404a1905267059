"""A protocol on a sheet: one large sentence at a time, its quiet time beside it, and one key to go on.

What a room says meanwhile is nobody's business here: a pause of the clock is all that is noted.
"""

from datetime import timedelta
from textwrap import wrap

from textual.content import Content

from circle_tui.core.agreements import protocols
from circle_tui.core.agreements.protocols import Protocol, ProtocolStep
from circle_tui.core.clock import timekeeping
from circle_tui.core.happening import moves
from circle_tui.core.people.group import Member
from circle_tui.core.shown.words import countdown, in_words
from circle_tui.tonight.evening import Evening
from circle_tui.tui.live.people import ChooseSheet
from circle_tui.tui.sheet import KeyHint, Sheet
from circle_tui.tui.stage import StageScreen

MINUTE = timedelta(minutes=1)
ROOMY_ROWS = 20
"""From so many rows on, what is said has air around it."""
THANKS = "Thank you. We go on gently; anyone may still step away."
LEFT_THERE = "Then we leave it there."


def large(text: str, wide: int) -> Content:
    """A sentence for the whole room, with a bar beside each of its lines."""
    lines = wrap(text, max(8, wide - 2)) or [""]
    return Content("\n").join(Content.assemble(("▌ ", "$secondary"), (line, "bold")) for line in lines)


class StepsSheet(Sheet):
    """The steps of a protocol, one after the other; those of a single step are a sentence to show."""

    def __init__(
        self,
        host: StageScreen,
        evening: Evening,
        protocol: Protocol,
        *,
        opened_by: str = "",
        has_paused: bool = False,
    ) -> None:
        super().__init__(host)
        self.title = protocol.title
        self.opened_by = opened_by
        self._screen = host
        self._evening = evening
        self._has_paused = has_paused
        self._protocol = protocol
        self.is_calming = protocol.pauses
        self._steps = protocols.steps_for(protocol, evening.prompting.mode)
        self._place = 0
        self._since = evening.room.now()

    @property
    def step(self) -> ProtocolStep:
        """The step the room is at."""
        return self._steps[self._place]

    @property
    def is_last(self) -> bool:
        """Whether no step follows."""
        return self._place == len(self._steps) - 1

    @property
    def is_timed(self) -> bool:
        """Whether it shows time that passes, and is drawn at every tick."""
        return bool(protocols.length(self.step, self._people))

    @property
    def _people(self) -> int:
        return len(self._evening.room.session.here)

    def body(self) -> Content:
        """Where we are, the sentence, and what goes beside it."""
        parts = [self._place_line(), large(self.step.says, self.wide)]
        if self.step.beside:
            parts.append(Content(self.step.beside))
        if self._protocol.shows_contacts:
            parts.append(Content.styled("\n".join(self._evening.agreeing.contact_lines()), "$secondary"))
        gap = "\n\n" if self._screen.size.height >= ROOMY_ROWS else "\n"
        return Content(gap).join(part for part in parts if part.plain)

    def _place_line(self) -> Content:
        where = f"step {self._place + 1} of {len(self._steps)}" if len(self._steps) > 1 else ""
        words = " · ".join(word for word in (where, self._time_words()) if word)
        return Content.styled(words, "$quiet")

    def _time_words(self) -> str:
        if not self.is_timed:
            return ""
        left = protocols.time_left(self.step, self._people, self._since, self._evening.room.now())
        if not left:
            return "as long as it needs"
        if self._screen.circle.settings.quiet_clock and left >= MINUTE:
            return in_words(left)
        return countdown(left)

    def hints(self) -> tuple[KeyHint, ...]:
        """On, back, and out."""
        back: tuple[KeyHint, ...] = (("b", "back"),) if self._place else ()
        if self.is_last:
            note: tuple[KeyHint, ...] = (("r", "note that we did this"),) if self._can_note else ()
            return (("enter", "we go on"), *note, *back)
        return (("n", "next"), *back, ("esc", "leave it here"))

    def press(self, key: str) -> bool:
        """Go to the next step, or back one."""
        if key in ("n", "enter"):
            if self.is_last:
                self.leave()
            else:
                self._go_to(self._place + 1)
            return True
        if key == "b" and self._place:
            self._go_to(self._place - 1)
            return True
        if key == "r" and self.is_last and self._can_note:
            refusal = self._evening.room.do(protocols.note_used, self._protocol.slug)
            self.host.say(refusal.why if refusal else "Noted with today's date, and not a word of it.")
            return True
        return False

    @property
    def _can_note(self) -> bool:
        noted = self._evening.room.session.protocols
        return self._protocol.can_be_noted and self._protocol.slug not in noted

    def _go_to(self, place: int) -> None:
        self._place = place
        self._since = self._evening.room.now()

    def leave(self) -> None:
        """Back to the evening; a clock that was stopped for this goes on."""
        self.host.close_sheet()
        if self._has_paused and self._evening.room.session.phase == "paused":
            refusal = self._evening.room.do(moves.begin_or_pause)
            self.host.say(refusal.why if refusal else "We go on. The clock goes on where it stood.")


class GateSheet(StepsSheet):
    """A question for everyone: y or n, of equal weight, and n needs no comment."""

    def hints(self) -> tuple[KeyHint, ...]:
        """Yes, no, or somebody steps away first."""
        return (("y", "yes"), ("n", "no"), ("s", "somebody steps away"), ("esc", "not now"))

    def press(self, key: str) -> bool:
        """Take the answer; it is noted nowhere."""
        if key in ("y", "n"):
            self.leave()
            self.host.say(THANKS if key == "y" else LEFT_THERE)
            return True
        if key == "s":
            self.host.open_sheet(StepAwaySheet(self._screen, self._evening, beneath=self))
            return True
        return False


def open_steps(
    screen: StageScreen,
    evening: Evening,
    protocol: Protocol,
    *,
    kind: type[StepsSheet] = StepsSheet,
    opened_by: str = "",
) -> None:
    """Put a protocol on the screen; the clock stands still if it says so and can."""
    pauses = protocol.pauses and evening.room.session.phase == "running"
    has_paused = pauses and evening.room.do(moves.begin_or_pause) is None
    kind = GateSheet if protocol.asks else kind
    screen.open_sheet(kind(screen, evening, protocol, opened_by=opened_by, has_paused=has_paused))


class StepAwaySheet(ChooseSheet):
    """Somebody steps out for a while: by one key, without a word about why."""

    def __init__(
        self, host: StageScreen, evening: Evening, *, opened_by: str = "", beneath: Sheet | None = None
    ) -> None:
        super().__init__(host, evening, title="Who steps out? No reason is needed.", choose=self._step_out)
        self.opened_by = opened_by
        self._beneath = beneath

    def _step_out(self, member: Member) -> None:
        if self._beneath is not None:
            self.host.open_sheet(self._beneath)
        refusal = self._evening.room.do(timekeeping.step_away, member.id, "stepped out")
        said = "Stepped out; the place is kept. a calls them back."
        self.host.say(refusal.why if refusal else said)

    def leave(self) -> None:
        """Back to what lay there before."""
        if self._beneath is not None:
            self.host.open_sheet(self._beneath)
            return
        super().leave()
