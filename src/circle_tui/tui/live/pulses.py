"""Check-out pulses, entered as three counts. Not for the room: it opens only when asked for twice.

What comes of them is for the room: one of three words a sentence.
"""

from typing import get_args

from textual.content import Content

from circle_tui.core.agreements import pulses
from circle_tui.core.agreements.pulses import INCLUSION, SAYS, WORK, Counts, Pulse, Word
from circle_tui.tonight.evening import Evening
from circle_tui.tui.sheet import Host, KeyHint, Sheet, TextQuestion


class PulseSheet(Sheet):
    """Which of the two pulses; each sentence is read aloud, answers come privately or by fingers."""

    title = "How was it? Counts alone"

    def __init__(self, host: Host, evening: Evening, *, opened_by: str) -> None:
        super().__init__(host)
        self.opened_by = opened_by
        self._evening = evening

    def body(self) -> Content:
        """The sentences, in two groups; beside those that were counted the word that came of it."""
        return Content("\n").join(
            [
                Content.assemble(("1   ", "bold $primary"), "Place and honesty: yes, partly, not yet"),
                *(self._line(item) for item in INCLUSION),
                Content.assemble(("2   ", "bold $primary"), "The work: nought to five fingers"),
                *(self._line(item) for item in WORK),
                Content.styled(f"\nRead aloud; shown as one word: {', '.join(get_args(Word))}.", "$quiet"),
            ]
        )

    def _line(self, item: Pulse) -> Content:
        found = words_taken(self._evening).get(SAYS[item], "")
        return Content.assemble((f"    {SAYS[item]}", "$quiet"), f"  {found}" if found else "")

    def hints(self) -> tuple[KeyHint, ...]:
        """A digit begins."""
        return (("1 2", "begin"), ("esc", "back"))

    def press(self, key: str) -> bool:
        """Ask the sentences of one pulse after the other."""
        if key not in ("1", "2"):
            return False
        asked = INCLUSION if key == "1" else WORK
        self.host.open_sheet(CountsSheet(self.host, self._evening, asked, opened_by=self.opened_by))
        return True


class CountsSheet(TextQuestion):
    """Three numbers for each sentence of a pulse; an empty line leaves one out."""

    def __init__(self, host: Host, evening: Evening, asked: tuple[Pulse, ...], *, opened_by: str) -> None:
        first, rest = asked[0], asked[1:]
        answers = "four and five, two and three, nought and one" if first in WORK else "yes, partly, not yet"
        super().__init__(
            host,
            title=f"“{SAYS[first]}”",
            text=f"How many: {answers}. Nobody's name, and nothing under five answers.",
            placeholder="4 1 1",
        )
        self.opened_by = opened_by
        self._evening = evening
        self._pulse = first
        self._rest = rest

    def submit(self, text: str) -> None:
        """Keep the counts, and go on to the next sentence."""
        if not text.strip():
            self._go_on("")
            return
        counts = pulses.read_counts(text)
        if counts is None:
            self.host.say("Three numbers such as 4 1 1 are right; an empty line leaves this one out.")
            return
        refusal = self._evening.room.do(pulses.take, self._pulse, counts)
        if refusal is not None:
            self.host.say(refusal.why)
            return
        self._go_on(_said(counts))

    def _go_on(self, sentence: str) -> None:
        if self._rest:
            self.host.open_sheet(CountsSheet(self.host, self._evening, self._rest, opened_by=self.opened_by))
        else:
            self.host.close_sheet()
        self.host.say(sentence)


def words_taken(evening: Evening) -> dict[str, Word]:
    """Each sentence that was counted tonight, with the one word that came of it."""
    taken = evening.room.session.pulses.items()
    return dict(pulses.say_words({item: Counts(one.yes, one.partly, one.not_yet) for item, one in taken}))


def _said(counts: Counts) -> str:
    return f"Taken as one word: {pulses.word(counts)}."
