"""The focus question: typed as the presenter says it, looked over, and gone with its segment.

It lives in memory alone. What may point to somebody is named, with a blur to take or leave; nothing is
ever refused, and nothing of it reaches the disk, the log, the clipboard or the title of the terminal.
"""

from textual.content import Content

from circle_tui.core.text import clean_line
from circle_tui.core.work.discretion import QUESTION_LIMIT, Finding, blurred, findings
from circle_tui.tonight.evening import Evening
from circle_tui.tui.sheet import Host, KeyHint, Sheet, TextQuestion, hanging

SAYS = "In the presenter's own words. It stands until this part is over, and is kept nowhere."
MOST_TYPED = 2000
NEARLY_FULL = 100
"""From so many characters on it is said how many are left."""


class FocusQuestionSheet(TextQuestion):
    """A line to type the question in, or to change it; an empty one takes it away."""

    opened_by = "q"

    def __init__(self, host: Host, evening: Evening, text: str | None = None) -> None:
        initial = evening.question() if text is None else text
        super().__init__(host, title="What is the question?", text=SAYS, initial=initial)
        self._evening = evening
        self._typed = initial

    def body(self) -> Content:
        """What it is for, and how much room is left once it grows short."""
        count = len(clean_line(self._typed, limit=MOST_TYPED))
        if count <= NEARLY_FULL:
            return Content(SAYS)
        left = QUESTION_LIMIT - count
        words = f"{left} characters left" if left >= 0 else f"{-left} characters too long"
        return Content.assemble(SAYS, "\n", (words, "$quiet" if left >= 0 else "$warning"))

    def hints(self) -> tuple[KeyHint, ...]:
        """An empty line takes the question away."""
        if self._evening.question():
            return (("enter", "let it stand; empty takes it away"), ("esc", "as it was"))
        return (("enter", "let it stand"), ("esc", "no question"))

    def typed(self, text: str) -> None:
        """Hear how long it has become."""
        self._typed = text

    def submit(self, text: str) -> None:
        """Let it stand, or ask first about what may point to somebody."""
        question = clean_line(text, limit=MOST_TYPED)
        if len(question) > QUESTION_LIMIT:
            self.host.say("A question that can be read at a glance is shorter: a few words fewer will do.")
            return
        found = findings(question)
        if found:
            self.host.open_sheet(BlurSheet(self.host, self._evening, question, found))
            return
        place(self.host, self._evening, question)


class BlurSheet(Sheet):
    """Says what in a question may point to somebody, and how it could be blurred."""

    title = "This may point to someone. Blur it?"

    def __init__(self, host: Host, evening: Evening, question: str, found: tuple[Finding, ...]) -> None:
        super().__init__(host)
        self._evening = evening
        self._question = question
        self._found = found
        self._blurred = blurred(question, found)

    def body(self) -> Content:
        """The question as it would stand, then each finding with what could stand there instead."""
        lines = [Content.styled(hanging("", self._blurred, self.wide), "bold")]
        lines += [Content.styled(hanging("· ", item.says, self.wide), "$quiet") for item in self._found]
        return Content("\n").join(lines)

    def hints(self) -> tuple[KeyHint, ...]:
        """To blur, to keep and to change weigh the same."""
        return (("enter", "blur it so"), ("k", "keep it as it was"), ("esc", "change it"))

    def press(self, key: str) -> bool:
        """Take the blurred question, or the one that was typed."""
        if key not in ("enter", "k"):
            return False
        place(self.host, self._evening, self._blurred if key == "enter" else self._question)
        return True

    def leave(self) -> None:
        """Back to the line, with what was typed."""
        self.host.open_sheet(FocusQuestionSheet(self.host, self._evening, self._question))


def place(host: Host, evening: Evening, question: str) -> None:
    """Let the question stand, or take it away where it is empty."""
    stood = bool(evening.question())
    evening.ask(question)
    host.close_sheet()
    if question or stood:
        host.say("The question stands until this part is over." if question else "The question is gone.")
