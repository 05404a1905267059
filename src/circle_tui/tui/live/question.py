"""The focus question: typed as the presenter says it, looked over, and gone with its segment.

It lives in memory alone. What may point to somebody is named, with a blur to take or leave; nothing is
ever refused, and nothing of it reaches the disk, the log, the clipboard or the title of the terminal.
"""

from textual.content import Content

from circle_tui.core.plan.modes import Mode
from circle_tui.core.text import clean_line
from circle_tui.core.work.discretion import QUESTION_LIMIT
from circle_tui.tonight.evening import Evening
from circle_tui.tui.live.blur import BlurSheet
from circle_tui.tui.sheet import Host, KeyHint, TextQuestion

STANDS = "It stands until this part is over, and is kept nowhere."
IN_WHOSE_WORDS: dict[Mode, str] = {
    "support": "In the presenter's own words: about themselves, and not about a client.",
    "consultation": "In the presenter's own words.",
}
FOR_ALL = "In words that all of us can take up."
"""Where nobody brings anything."""
MOST_TYPED = 2000
NEARLY_FULL = 100
"""From so many characters on it is said how many are left."""


class FocusQuestionSheet(TextQuestion):
    """A line to type the question in, or to change it; an empty one takes it away."""

    opened_by = "q"

    def __init__(self, host: Host, evening: Evening, text: str | None = None) -> None:
        initial = evening.question() if text is None else text
        session = evening.room.session
        segment = session.current_segment
        is_brought = segment is not None and segment.has_presenter
        whose = IN_WHOSE_WORDS.get(session.mode, FOR_ALL) if is_brought else FOR_ALL
        self._says = f"{whose} {STANDS}"
        super().__init__(host, title="What is the question?", text=self._says, initial=initial)
        self._evening = evening
        self._typed = initial

    def body(self) -> Content:
        """What it is for, and how much room is left once it grows short."""
        count = len(clean_line(self._typed, limit=MOST_TYPED))
        if count <= NEARLY_FULL:
            return Content(self._says)
        left = QUESTION_LIMIT - count
        words = f"{left} characters left" if left >= 0 else f"{-left} characters too long"
        return Content.assemble(self._says, "\n", (words, "$quiet" if left >= 0 else "$warning"))

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
        found = self._evening.looked_over(question)
        if not found:
            place(self.host, self._evening, question)
            return

        def change() -> None:
            self.host.open_sheet(FocusQuestionSheet(self.host, self._evening, question))

        def take(words: str) -> None:
            place(self.host, self._evening, words)

        self.host.open_sheet(BlurSheet(self.host, question, found, take=take, change=change))


def place(host: Host, evening: Evening, question: str) -> None:
    """Let the question stand, or take it away where it is empty."""
    stood = bool(evening.question())
    evening.ask(question)
    host.close_sheet()
    if question or stood:
        host.say("The question stands until this part is over." if question else "The question is gone.")
