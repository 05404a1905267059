"""Steps on a sheet: one large sentence at a time, its quiet time beside it, and one key to go on.

What a room says meanwhile is nobody's business here.
"""

from collections.abc import Iterable
from datetime import timedelta
from textwrap import wrap

from textual.content import Content

from circle_tui.core.agreements import protocols
from circle_tui.core.agreements.protocols import Protocol, ProtocolStep, StepAnswer
from circle_tui.core.shown.words import countdown, in_words
from circle_tui.tonight.evening import Evening
from circle_tui.tui.sheet import KeyHint, Sheet
from circle_tui.tui.stage import StageScreen

MINUTE = timedelta(minutes=1)
ROOMY_ROWS = 20
"""From so many rows on, what is said has air around it."""


def large(text: str, wide: int) -> Content:
    """A sentence for the whole room, with a bar beside each of its lines."""
    lines = wrap(text, max(8, wide - 2)) or [""]
    return Content("\n").join(Content.assemble(("▌ ", "$secondary"), (line, "bold")) for line in lines)


def answer_hints(answers: Iterable[StepAnswer]) -> tuple[KeyHint, ...]:
    """The keys of the answers, each with its words."""
    return tuple((" ".join(item.keys), item.says) for item in answers)


def say_answers(answers: Iterable[StepAnswer]) -> str:
    """The answers in a sentence, for whoever presses the key that would go on."""
    said = ", ".join(f"{key} {says}" for key, says in answer_hints(answers))
    return f"What is the answer? {said}."


class StepsSheet(Sheet):
    """The steps of a protocol, one after the other; those of a single step are a sentence to show."""

    def __init__(
        self, host: StageScreen, evening: Evening, protocol: Protocol, *, opened_by: str = ""
    ) -> None:
        super().__init__(host)
        self.title = protocol.title
        self.opened_by = opened_by
        self._screen = host
        self._evening = evening
        self._protocol = protocol
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

    @property
    def answers(self) -> tuple[StepAnswer, ...]:
        """What can be answered at this step."""
        return self.step.answers

    @property
    def _back(self) -> tuple[KeyHint, ...]:
        return (("b", "back"),) if self._place else ()

    def press(self, key: str) -> bool:
        """Take an answer, go to the next step, or back one."""
        chosen = next((item for item in self.answers if key in item.keys), None)
        if chosen is not None:
            self.take(chosen)
            return True
        if key in ("n", "enter"):
            self._go_on()
            return True
        if key == "b" and self._place:
            self._go_to(self._place - 1)
            return True
        return False

    def take(self, answer: StepAnswer) -> None:
        """Go where an answer leads; it is noted nowhere."""
        self._go_to(min(self._place + 1, len(self._steps) - 1))
        self.host.say(answer.reply)

    def _go_on(self) -> None:
        if self.answers:
            self.host.say(say_answers(self.answers))
        elif self.is_last:
            self.leave()
        else:
            self._go_to(self._place + 1)

    def _go_to(self, place: int) -> None:
        self._place = place
        self._since = self._evening.room.now()
