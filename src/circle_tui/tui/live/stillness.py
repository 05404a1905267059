"""Stillness: a dim screen without digits, and one gentle line that fills. Ends by itself, without a sound.

The clock of the evening goes on underneath: a silence is part of its step.
"""

from datetime import timedelta
from typing import ClassVar

from textual.app import ComposeResult
from textual.content import Content
from textual.types import CSSPathType
from textual.widgets import Static

from circle_tui.core.clock import timebox
from circle_tui.core.clock.stillness import LENGTHS, Silence
from circle_tui.core.shown.words import in_words
from circle_tui.tonight.evening import Evening
from circle_tui.tui.commands import STILL, Command
from circle_tui.tui.sheet import KeyHint, Sheet
from circle_tui.tui.stage import StageScreen

WIDEST = 48
USUAL = 60
"""Seconds, where nothing was agreed."""
LEAST = 5
"""Under so many seconds a silence is over before anybody has breathed out."""
QUIET, THANKS, LEAVES, GOES_ON = "We are quiet.", "Thank you.", "z ends it", "z goes on"


def agreed_seconds(evening: Evening) -> int:
    """The silence that belongs to the running step: what is left of a still one, or its quiet seconds."""
    session = evening.room.session
    step, box = session.current_step, session.current_box
    if step is None or box is None:
        return 0
    if step.is_still:
        return max(0, int(timebox.left(box, evening.room.now()).total_seconds()))
    return step.quiet_seconds


def open_stillness(host: StageScreen, evening: Evening) -> None:
    """Be still at once in a step that is held in silence; otherwise ask for how long."""
    if not be_still_in_step(host, evening):
        host.open_sheet(StillnessSheet(host, evening))


def be_still_in_step(host: StageScreen, evening: Evening) -> bool:
    """Be still for what is left of a step that is held in silence; gives back whether there is such a one."""
    step, seconds = evening.room.session.current_step, agreed_seconds(evening)
    if step is None or not step.is_still or seconds < LEAST:
        return False
    be_still(host, evening, seconds, step.says)
    return True


def be_still(host: StageScreen, evening: Evening, seconds: int, says: str = "") -> None:
    """Lay the silence over the evening, with a sentence that may stand in it."""
    host.app.push_screen(StillScreen(evening, Silence(evening.room.now(), seconds), says))


class StillnessSheet(Sheet):
    """How long, by one key."""

    title = "A silence together. How long?"
    opened_by = "z"

    def __init__(self, host: StageScreen, evening: Evening) -> None:
        super().__init__(host)
        self._screen = host
        self._evening = evening

    @property
    def _usual(self) -> int:
        agreed = agreed_seconds(self._evening)
        return agreed if agreed >= LEAST else USUAL

    def body(self) -> Content:
        """The lengths there are."""
        lines = [
            Content.assemble((str(place), "bold $primary"), f"  {_say(seconds)}")
            for place, seconds in enumerate(LENGTHS, 1)
        ]
        return Content("\n").join(lines)

    def hints(self) -> tuple[KeyHint, ...]:
        """Enter takes what was agreed."""
        return (("1–4", "so long"), ("enter", _say(self._usual)), ("esc", "not now"))

    def press(self, key: str) -> bool:
        """Begin the silence."""
        places = {str(place): seconds for place, seconds in enumerate(LENGTHS, 1)}
        seconds = self._usual if key == "enter" else places.get(key)
        if seconds is None:
            return False
        self.host.close_sheet()
        be_still(self._screen, self._evening, seconds)
        return True


def _say(seconds: int) -> str:
    return in_words(timedelta(seconds=seconds))


class StillScreen(StageScreen):
    """Lies over the live screen, which redraws it; goes away by itself, or by z or escape at any time."""

    CSS_PATH: ClassVar[CSSPathType | None] = ["../stage.tcss", "stillness.tcss"]
    commands: ClassVar[tuple[Command, ...]] = STILL
    is_silent: ClassVar[bool] = True

    def __init__(self, evening: Evening, silence: Silence, says: str = "") -> None:
        super().__init__()
        self.evening = evening
        self._silence = silence
        self._says = says

    def compose_stage(self) -> ComposeResult:
        """What the silence is for, one line in the middle, and how to leave at the foot."""
        yield Static("", id="still")
        yield Static(LEAVES, id="still-leaves")

    def redraw(self) -> None:
        """Fill the line, or say thank you, or give the evening back: not through a curtain."""
        if self.is_left:
            return
        now = self.evening.room.now()
        if self._silence.is_left(now) and not self.is_curtain_drawn:
            self.do_leave()
            return
        says = self._says if self._says and not self._silence.is_over(now) else ""
        self.put("still", Content.assemble(says, "\n\n", self._line()) if says else self._line())
        self.put("still-leaves", GOES_ON if self._silence.is_over(now) else LEAVES)

    def _line(self) -> Content:
        now = self.evening.room.now()
        if self._silence.is_over(now):
            return Content(THANKS)
        if self.circle.settings.reduced_motion:
            return Content(QUIET)
        wide = max(8, min(WIDEST, self.window.width - 8))
        full = self._silence.filled(now, wide)
        return Content.assemble(("━" * full, "$quiet"), ("─" * (wide - full), "$line"))

    def do_leave(self) -> None:
        """Back to the evening."""
        if self.app.screen is self:
            self.app.pop_screen()
