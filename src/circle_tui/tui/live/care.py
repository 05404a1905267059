"""Gates, cues and protocols, one digit each. None of them keeps a word, or that it was asked for."""

from textual.content import Content

from circle_tui.core.text import cut, pad
from circle_tui.core.work import care
from circle_tui.core.work.care import GATES, STEP_OUT
from circle_tui.tonight.evening import Evening
from circle_tui.tui.live.gates import GateSheet, StepAwaySheet, open_gate
from circle_tui.tui.live.protocol import ProtocolSheet, open_protocol
from circle_tui.tui.sheet import KeyHint, Sheet, in_columns
from circle_tui.tui.stage import StageScreen

ENOUGH = "enough"
NOTHING_MORE = "Nothing more is asked."
BY_DIGIT = {
    "1": "notice",
    "2": "blur",
    "3": ENOUGH,
    "4": "back-to-you",
    "5": "freeze",
    "6": STEP_OUT,
    "7": "five-minutes",
    "8": "ouch",
    "9": "risk",
}
"""What each digit stands for; everything else of the kind has a letter on the care sheet."""
LETTERS = "abdefghijklmnopqrstvwyz"
"""Without those that mean the same everywhere, or close the care sheet."""
COLUMN = 32
TITLE_CELLS = 27
"""Cells of a title that has words beside it."""
ROOMY = (100, 30)
"""From this size on it stands beside each when it helps."""
WHEN_STEPPING_OUT = "somebody needs to be away for a while"


def open_care(screen: StageScreen, evening: Evening, slug: str) -> None:
    """Put one of them on the screen, in place of what lies there."""
    opened_by = next((digit for digit, name in BY_DIGIT.items() if name == slug), "")
    if slug == STEP_OUT:
        screen.open_sheet(StepAwaySheet(screen, evening, opened_by=opened_by))
        return
    protocol = evening.library.care[slug]
    if protocol.asks:
        screen.open_sheet(GateSheet(screen, evening, protocol, opened_by=opened_by))
        return
    kind = EnoughSheet if slug == ENOUGH else ProtocolSheet
    open_protocol(screen, evening, protocol, kind=kind, opened_by=opened_by)


class EnoughSheet(ProtocolSheet):
    """The presenter says enough: thanks, and a way to their last word."""

    def hints(self) -> tuple[KeyHint, ...]:
        """On to the last word where there is one still to come."""
        closing = care.closing_step(self._evening.room.session)
        if closing is None:
            return super().hints()
        return (("enter", f"on to “{cut(closing[1].title, 24)}”"), ("esc", "stay here"))

    def press(self, key: str) -> bool:
        """Enter goes on to it; nothing is asked any more but what steadies."""
        if key != "enter":
            return super().press(key)
        prompting, closing = self._evening.prompting, care.closing_step(self._evening.room.session)
        asks = prompting.asks_now
        self.leave()
        refusal = prompting.enough()
        if refusal is not None:
            self.host.say(refusal.why)
        elif closing is not None:
            self.host.say(f"{NOTHING_MORE} u goes back to where we were.")
        elif asks:
            self.host.say(NOTHING_MORE)
        return True


class CareSheet(Sheet):
    """All of them, by what they are called."""

    title = "Care"
    opened_by = "0"

    def __init__(self, host: StageScreen, evening: Evening) -> None:
        super().__init__(host)
        self._screen = host
        self._evening = evening

    def _choices(self) -> dict[str, str]:
        """What is gone through together stands together; gates, which have a key of their own, come last."""
        standing = {*BY_DIGIT.values(), *GATES}
        others = (slug for slug in self._evening.library.care if slug not in standing)
        return {**BY_DIGIT, **dict(zip(LETTERS, (*others, *GATES), strict=False))}

    def body(self) -> Content:
        """A key and a name each, and when it helps; in a smaller window in two columns, without that."""
        size = self._screen.size
        if size.width >= ROOMY[0] and size.height >= ROOMY[1]:
            return Content("\n").join(self._with_when(key, slug) for key, slug in self._choices().items())
        lines = [
            Content.assemble((key, "bold $primary"), f"  {cut(self._name(slug), COLUMN - 4)}")
            for key, slug in self._choices().items()
        ]
        return in_columns(lines, COLUMN, self.wide)

    def _with_when(self, key: str, slug: str) -> Content:
        name = pad(cut(self._name(slug), TITLE_CELLS - 1), TITLE_CELLS)
        when = WHEN_STEPPING_OUT if slug == STEP_OUT else self._evening.library.care[slug].when
        return Content.assemble(
            (key, "bold $primary"), f"  {name}", (cut(when, self.wide - TITLE_CELLS - 3), "$quiet")
        )

    def _name(self, slug: str) -> str:
        return "Step out" if slug == STEP_OUT else self._evening.library.care[slug].title

    def hints(self) -> tuple[KeyHint, ...]:
        """One key each; and the one that asks first whatever fits, here as everywhere."""
        return (("its key", "opens it"), (",", "ask first: the one that fits now"), ("esc", "back"))

    def press(self, key: str) -> bool:
        """Open what has this key."""
        if key == "comma":
            open_gate(self._screen, self._evening)
            return True
        slug = self._choices().get(key)
        if slug is None:
            return False
        open_care(self._screen, self._evening, slug)
        return True
