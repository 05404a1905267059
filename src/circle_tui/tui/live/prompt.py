"""The focus prompt: a tone in plain words, three offers, one chosen; or none, which costs no word."""

from collections.abc import Callable

from textual.content import Content

from circle_tui.core.work.prompts import ABOUT_WORDS, TONE_WORDS, Prompt, SuitName, Tone
from circle_tui.tonight.evening import Evening
from circle_tui.tui.live.drawing import has_focus
from circle_tui.tui.live.frame import Frame
from circle_tui.tui.sheet import KeyHint, Sheet, hanging
from circle_tui.tui.stage import StageScreen

Draw = Callable[[tuple[str, ...]], tuple[Prompt, ...]]
"""Gives three offers, other ones than those whose ids it is told."""

NOTHING = "No focus prompt belongs to this kind of evening."
NO_PROMPT = "No prompt, then. p offers one whenever you like."
ONLY_STEADYING = "No prompt, then; only a steadying one comes at the end. p offers others."
GONE = "The prompt is gone. p offers others."
NEXT_NUDGE = "p once more for the next, or to be left alone."
NO_OTHERS = "There are no others for this step."
SLOT_TITLES = {
    "listen": "For those who listen: one of these?",
    "after": "To look back: one of these?",
    "steady": "To steady: one of these?",
}


def open_prompts(screen: StageScreen, evening: Evening) -> None:
    """Open what the running step asks for: nudges, three offers of its own, or the tones."""
    prompting = evening.prompting
    if prompting.is_nudge_ready:
        refusal = prompting.nudge()
        screen.say(refusal.why if refusal else unseen(screen, evening) or NEXT_NUDGE)
    elif prompting.has_nudges or prompting.slot == "group":
        screen.open_sheet(NudgeSheet(screen, evening))
    elif prompting.slot in SLOT_TITLES and prompting.offered_in_slot():
        title = SLOT_TITLES[prompting.slot]
        screen.open_sheet(OffersSheet(screen, evening, title, prompting.offered_in_slot))
    elif prompting.tones():
        screen.open_sheet(PromptSheet(screen, evening))
    elif prompting.things_to_ask_about():
        screen.open_sheet(AboutSheet(screen, evening))
    else:
        screen.say(NOTHING)


def unseen(screen: StageScreen, evening: Evening) -> str:
    """The prompt, to be said where the question stands in its place; empty where it can be seen."""
    shown = evening.picture()
    return "" if has_focus(shown, Frame(*screen.window)) else shown.prompt


class PromptPage(Sheet):
    """What the sheets of the focus prompt share: the key that opened them, and a way to say no."""

    opened_by = "p"

    def __init__(self, screen: StageScreen, evening: Evening) -> None:
        super().__init__(screen)
        self.screen = screen
        self.evening = evening
        self.prompting = evening.prompting

    @property
    def no_hint(self) -> KeyHint:
        """The key with which the presenter says no."""
        stands = self.prompting.segment in self.evening.room.session.prompts
        return ("x", "take the prompt away" if stands else "no prompt")

    def press(self, key: str) -> bool:
        """x: no prompt, and nothing comes by itself after it but what steadies."""
        if key != "x":
            return False
        self.host.close_sheet()
        if self.screen.tell(self.prompting.decline()):
            none = ONLY_STEADYING if self.prompting.ends_on_steadying else NO_PROMPT
            self.host.say(none if self.prompting.is_unasked else GONE)
        return True

    def place(self, prompt: Prompt, tone: Tone | None = None) -> bool:
        """Let a prompt stand beside the clock."""
        self.host.close_sheet()
        if self.screen.tell(self.prompting.choose(prompt, tone)):
            self.host.say(unseen(self.screen, self.evening))
        return True


class PromptSheet(PromptPage):
    """How it feels, in plain words."""

    title = "How does the work feel tonight?"

    def body(self) -> Content:
        """The tones there is something to offer for."""
        return _in_two_columns([TONE_WORDS[tone] for tone in self.prompting.tones()])

    def hints(self) -> tuple[KeyHint, ...]:
        """A number chooses."""
        last = len(self.prompting.tones())
        return ((_up_to(last), "the presenter says"), ("a", "one about …"), self.no_hint, ("esc", "back"))

    def press(self, key: str) -> bool:
        """Take a tone, or go to what can be asked for by name."""
        tones = self.prompting.tones()
        if key == "a":
            self.host.open_sheet(AboutSheet(self.screen, self.evening))
            return True
        if not key.isdigit() or not 1 <= int(key) <= len(tones):
            return super().press(key)
        tone = tones[int(key) - 1]
        self.host.open_sheet(ToneSheet(self.screen, self.evening, tone))
        return True


class AboutSheet(PromptPage):
    """What somebody would like one about, by neutral names."""

    title = "I would like one about …"

    @property
    def _names(self) -> tuple[SuitName, ...]:
        return self.prompting.things_to_ask_about()

    def body(self) -> Content:
        """What there is."""
        return _in_two_columns([ABOUT_WORDS[name] for name in self._names])

    def hints(self) -> tuple[KeyHint, ...]:
        """A number chooses."""
        feels = (("t", "how it feels"),) if self.prompting.tones() else ()
        return ((_up_to(len(self._names)), "this"), *feels, self.no_hint, ("esc", "back"))

    def press(self, key: str) -> bool:
        """Take one of them, or go back to the tones."""
        if key == "t" and self.prompting.tones():
            self.host.open_sheet(PromptSheet(self.screen, self.evening))
            return True
        if not key.isdigit() or not 1 <= int(key) <= len(self._names):
            return super().press(key)
        name = self._names[int(key) - 1]

        def draw(avoid: tuple[str, ...]) -> tuple[Prompt, ...]:
            return self.prompting.offered_about(name, avoid)

        self.host.open_sheet(OffersSheet(self.screen, self.evening, OffersSheet.title, draw))
        return True


class OffersSheet(PromptPage):
    """Three offers; they stay as they are until a key asks for others."""

    title = "One of these, to stand beside the clock?"
    tone: Tone | None = None

    def __init__(self, screen: StageScreen, evening: Evening, title: str, draw: Draw) -> None:
        super().__init__(screen, evening)
        self.title = title
        self._draw = draw
        self._seen: tuple[str, ...] = ()
        self._offers: tuple[Prompt, ...] = ()
        self._offer()

    def _offer(self) -> bool:
        """Draw three; gives back whether any of them is another one."""
        drawn, before = self._draw(self._seen), {offer.id for offer in self._offers}
        if all(offer.id in before for offer in drawn):
            return False
        self._offers = drawn
        self._seen = (*self._seen, *(offer.id for offer in drawn))
        self.prompting.shown(self._offers)
        return True

    def body(self) -> Content:
        """The offers."""
        lines = [hanging(f"{place}  ", offer.text, self.wide) for place, offer in enumerate(self._offers, 1)]
        return Content("\n").join(Content.assemble((line[0], "bold $primary"), line[1:]) for line in lines)

    def hints(self) -> tuple[KeyHint, ...]:
        """A number chooses."""
        return (
            (_up_to(len(self._offers)), "this one"),
            ("m", "others"),
            *self.further_hints(),
            self.no_hint,
            ("esc", "back"),
        )

    def further_hints(self) -> tuple[KeyHint, ...]:
        """Other ways on from here."""
        return (("d", "deeper, if the presenter wants"),) if self._leads_deeper else ()

    @property
    def _leads_deeper(self) -> bool:
        return self.tone is not None or self.prompting.slot == "after"

    def press(self, key: str) -> bool:
        """Take an offer, or ask for others."""
        if key == "m":
            if not self._offer():
                self.host.say(NO_OTHERS)
            return True
        if key == "d" and self._leads_deeper:
            from circle_tui.tui.live.deeper import DeeperSheet

            self.host.open_sheet(DeeperSheet(self.screen, self.evening, self.tone, self))
            return True
        if key.isdigit() and 1 <= int(key) <= len(self._offers):
            return self.place(self._offers[int(key) - 1], self.tone)
        return super().press(key)


class ToneSheet(OffersSheet):
    """Three offers for a tone, which is kept nowhere but in memory."""

    def __init__(self, screen: StageScreen, evening: Evening, tone: Tone) -> None:
        self.tone = tone
        super().__init__(
            screen, evening, OffersSheet.title, lambda avoid: evening.prompting.offered(tone, avoid)
        )

    def further_hints(self) -> tuple[KeyHint, ...]:
        """Another tone, or closer."""
        return (("t", "another tone"), *super().further_hints())

    def press(self, key: str) -> bool:
        """Go back to the tones, or as with any offers."""
        if key == "t":
            self.host.open_sheet(PromptSheet(self.screen, self.evening))
            return True
        return super().press(key)


class NudgeSheet(PromptPage):
    """Between two nudges: the next one at once, or none any more."""

    title = "A nudge for all of us?"

    def body(self) -> Content:
        """That the talk is theirs."""
        if not self.prompting.has_nudges:
            return Content("We are left to ourselves in this part. n goes on when it is over.")
        return Content("One is announced in each third of this step. The talk is yours; it can do without.")

    def hints(self) -> tuple[KeyHint, ...]:
        """The next, or none."""
        if not self.prompting.has_nudges:
            return (("esc", "back"),)
        return (("enter", "the next one"), ("x", "leave us: none any more"), ("esc", "back"))

    def press(self, key: str) -> bool:
        """Show the next nudge, or leave the group to itself."""
        if key not in ("enter", "x") or not self.prompting.has_nudges:
            return False
        self.host.close_sheet()
        if key == "enter":
            if self.screen.tell(self.prompting.nudge()):
                self.host.say(unseen(self.screen, self.evening))
            return True
        refusal = self.prompting.leave_alone()
        self.host.say(refusal.why if refusal else "No more nudges in this part.")
        return True


def _up_to(count: int) -> str:
    """The keys of a choice: "1–3", or the only one there is."""
    return f"1–{count}" if count > 1 else "1"


def _in_two_columns(words: list[str]) -> Content:
    """Numbered words, the second half beside the first."""
    lines = [
        Content.assemble((str(place), "bold $primary"), f"  {word}") for place, word in enumerate(words, 1)
    ]
    half = -(-len(lines) // 2)
    wide = max((line.cell_length for line in lines[:half]), default=0) + 4
    beside = [*lines[half:], *[Content("")] * (2 * half - len(lines))]
    rows = zip(lines[:half], beside, strict=True)
    return Content("\n").join(
        Content.assemble(left, " " * (wide - left.cell_length), right) for left, right in rows
    )
