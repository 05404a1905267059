"""What comes closer: only the presenter's own wish brings it, behind a gate whose no needs no comment.

A private prompt is never drawn, not even as what was copied.
"""

from textual.content import Content

from circle_tui.core.work.prompts import Prompt, Tone
from circle_tui.system.clipboard import FAILED
from circle_tui.tonight.evening import Evening
from circle_tui.tui.live.prompt import PromptPage
from circle_tui.tui.sheet import KeyHint, Sheet
from circle_tui.tui.stage import StageScreen

GATE = "The next one comes closer. Only you who bring this can say yes; no needs no comment."
ONE_COPIED = "One private prompt, for one member: paste it to them alone."
NOT_COPIED = "Not copied: this machine gave us no clipboard, and a private prompt is not shown."
NONE_HERE = "There is none for this moment."


class DeeperSheet(PromptPage):
    """The gate."""

    title = "Deeper, if the presenter wants"

    def __init__(self, screen: StageScreen, evening: Evening, tone: Tone | None, beneath: Sheet) -> None:
        super().__init__(screen, evening)
        self._tone = tone
        self._beneath = beneath

    def body(self) -> Content:
        """What yes and no mean."""
        return Content(GATE)

    def hints(self) -> tuple[KeyHint, ...]:
        """Yes, or a private one; esc is the no."""
        return (("enter", "yes, one"), ("y", "a private one, copied for one member"), ("esc", "no"))

    def leave(self) -> None:
        """No: back to the offers, and nothing is said."""
        self.host.open_sheet(self._beneath)

    def press(self, key: str) -> bool:
        """Yes draws one; y copies a private one unseen."""
        if key == "enter":
            self._draw()
            return True
        if key == "y":
            self._copy()
            return True
        return False

    def _draw(self) -> None:
        prompt = self.prompting.deeper(self._tone)
        if prompt is None:
            self.host.open_sheet(self._beneath)
            self.host.say(NONE_HERE)
            return
        self.host.open_sheet(CloserSheet(self.screen, self.evening, prompt, self._tone))

    def _copy(self) -> None:
        prompt = self.prompting.private()
        self.host.close_sheet()
        if prompt is None:
            self.host.say(NONE_HERE)
            return
        self.host.say("Copying …")
        self.screen.circle.copy(prompt.text, self._say_truly)

    def _say_truly(self, sentence: str) -> None:
        """What became of the copy, without a word of it."""
        self.host.say(NOT_COPIED if sentence == FAILED else f"{sentence} {ONE_COPIED}")


class CloserSheet(PromptPage):
    """The one that was drawn; it may still be left."""

    title = "This one, to stand beside the clock?"

    def __init__(self, screen: StageScreen, evening: Evening, prompt: Prompt, tone: Tone | None) -> None:
        super().__init__(screen, evening)
        self._prompt = prompt
        self._tone = tone

    def body(self) -> Content:
        """Its words."""
        return Content(self._prompt.text)

    def hints(self) -> tuple[KeyHint, ...]:
        """Yes and no, with equal weight."""
        return (("enter", "this one"), ("esc", "no"))

    def press(self, key: str) -> bool:
        """Enter lets it stand."""
        return self.place(self._prompt, self._tone) if key == "enter" else super().press(key)
