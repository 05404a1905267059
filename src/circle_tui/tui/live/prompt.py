"""The focus prompt: a tone in plain words, three offers, one chosen. The tone is kept nowhere."""

from textual.content import Content

from circle_tui.core import moves
from circle_tui.core.prompts import TONE_WORDS, TONES, Prompt, Tone
from circle_tui.tonight.evening import Evening
from circle_tui.tui.sheet import Host, KeyHint, Sheet, hanging


class PromptSheet(Sheet):
    """First how it feels, then three offers."""

    opened_by = "p"

    def __init__(self, host: Host, evening: Evening) -> None:
        super().__init__(host)
        self._evening = evening
        self._tone: Tone | None = None
        self._seen: tuple[str, ...] = ()
        self.title = "How does the work feel tonight?"

    @property
    def _segment(self) -> str:
        position = self._evening.room.session.position
        return position.segment if position else ""

    @property
    def _offers(self) -> tuple[Prompt, ...]:
        return self._evening.prompting.offered(self._tone, self._seen) if self._tone else ()

    def body(self) -> Content:
        """The tones, or the three offers."""
        if self._tone is None:
            lines = [
                Content.assemble((str(place), "bold $primary"), f"  {TONE_WORDS[tone]}")
                for place, tone in enumerate(TONES, 1)
            ]
            pairs = [
                Content.assemble(left, " " * (24 - left.cell_length), right)
                for left, right in zip(lines[:4], lines[4:], strict=True)
            ]
            return Content("\n").join(pairs)
        offers = [hanging(f"{place}  ", offer.text, self.wide) for place, offer in enumerate(self._offers, 1)]
        return Content("\n").join(
            Content.assemble((offer[0], "bold $primary"), offer[1:]) for offer in offers
        )

    def hints(self) -> tuple[KeyHint, ...]:
        """A number chooses."""
        keys: tuple[KeyHint, ...]
        if self._tone is None:
            keys = (("1–8", "the presenter says"),)
        else:
            keys = (("1–3", "this one"), ("m", "three others"), ("t", "another tone"))
        stands = self._segment in self._evening.room.session.prompts
        return (*keys, *((("x", "take the prompt away"),) if stands else ()), ("esc", "none"))

    def press(self, key: str) -> bool:
        """Take a tone, an offer, or neither."""
        if key == "x":
            return self._place(None)
        if self._tone is None:
            return self._take_tone(key)
        if key == "t":
            self._tone, self._seen, self.title = None, (), "How does the work feel tonight?"
            return True
        if key == "m":
            self._seen = (*self._seen, *(offer.id for offer in self._offers))
            return True
        offers = self._offers
        if key.isdigit() and 1 <= int(key) <= len(offers):
            return self._place(offers[int(key) - 1].id)
        return False

    def _take_tone(self, key: str) -> bool:
        if not key.isdigit() or not 1 <= int(key) <= len(TONES):
            return False
        self._tone = TONES[int(key) - 1]
        self.title = "One of these, to stand beside the clock?"
        return True

    def _place(self, prompt: str | None) -> bool:
        self.host.close_sheet()
        refusal = self._evening.room.do(moves.place_prompt, self._segment, prompt)
        if refusal is not None:
            self.host.say(refusal.why)
        return True
