"""A topic card of one's own: seven short answers, one after the other; escape goes back one."""

from collections.abc import Mapping
from typing import NamedTuple, Protocol

from textual.content import Content

from circle_tui.core.faults.topics import topic_fault
from circle_tui.core.plan.topics import WHY_LIMIT, Topic, Walk, slug_of
from circle_tui.core.shelf import NotSavedError
from circle_tui.core.text import clean_line, cut
from circle_tui.desk import Desk
from circle_tui.tui.sheet import Host, KeyHint, Sheet

NOTHING_YET = "Nothing is written before the last answer."


class Ask(NamedTuple):
    """How one answer is asked for."""

    label: str
    hint: str


ASKS = (
    Ask("The question", "One that nobody can answer with yes or no alone."),
    Ask("Why now", "A sentence or two; it goes into the invitation."),
    Ask("To take away, first", "What you hope each of you takes home."),
    Ask("To take away, second", "Something else."),
    Ask("To take away, third", "And one more: three, no more."),
    Ask("To ask", "One prompt for the open talk."),
)
USUAL = "What is the question, in my own week?"


class TakesCard(Host, Protocol):
    """The screen that shows the card once it is made."""

    def card_made(self, topic: Topic) -> None:
        """Show it."""
        ...


class CardSheet(Sheet):
    """Asks for a card; the lens is chosen last."""

    title = "A topic card of your own"
    opened_by = "n"
    takes_text = True

    def __init__(self, host: TakesCard, desk: Desk) -> None:
        super().__init__(host)
        self._taker = host
        self._desk = desk
        self._answers = [""] * len(ASKS)
        self._place = 0
        self._fault = ""
        self._lens = 0

    @property
    def _walks(self) -> Mapping[str, Walk]:
        return self._desk.library.walks

    @property
    def _is_at_lens(self) -> bool:
        return self._place == len(ASKS)

    def body(self) -> Content:
        """What was answered so far, and what is asked now."""
        if self._is_at_lens:
            return self._lenses()
        room = self.wide
        lines = [
            Content.assemble((f"{ask.label}  ", "$quiet"), cut(answer, max(8, room - len(ask.label) - 2)))
            for ask, answer in zip(ASKS[: self._place], self._answers, strict=False)
        ]
        ask = ASKS[self._place]
        lines += [Content.styled(ask.label, "bold"), Content.styled(ask.hint, "$quiet")]
        if self._fault:
            lines.append(Content.styled(self._fault, "$warning"))
        return Content("\n").join(lines)

    def _lenses(self) -> Content:
        lines = [Content(f"{self._answers[0]}\n"), Content.styled("Which lens?", "bold")]
        for place, walk in enumerate(self._walks.values()):
            is_here = place == self._lens
            mark = Content.styled("▶ " if is_here else "  ", "$primary")
            lines.append(Content.assemble(mark, (cut(walk.title, self.wide - 2), "bold" if is_here else "")))
            if is_here:
                lines.append(Content.styled(f"  {cut(walk.summary, self.wide - 2)}", "$quiet"))
        if self._fault:
            lines.append(Content.styled(self._fault, "$warning"))
        return Content("\n").join(lines)

    def hints(self) -> tuple[KeyHint, ...]:
        """How to go on and back."""
        back = ("esc", "back" if self._place else "leave")
        if self._is_at_lens:
            return (("↑ ↓", "lens"), ("enter", "write the card"), back)
        return (("enter", "next"), back)

    def typed(self, text: str) -> None:
        """Let the complaint go once somebody types again."""
        self._fault = ""

    def submit(self, text: str) -> None:
        """Take an answer, and ask for the next."""
        answer = clean_line(text, limit=WHY_LIMIT + 1)
        if self._place == 0 and answer and not answer.endswith("?"):
            answer += "?"
        self._answers[self._place] = answer
        self._fault = self._fault_here()
        if not self._fault:
            self._go(1)

    def press(self, key: str) -> bool:
        """Choose the lens, and write the card."""
        if not self._is_at_lens:
            return False
        match key:
            case "up" | "down":
                self._lens = (self._lens + (1 if key == "down" else -1)) % len(self._walks)
            case "enter":
                self._write()
            case _:
                return False
        return True

    def leave(self) -> None:
        """Back to the answer before; from the first one, away."""
        if self._place:
            self._go(-1)
        else:
            self.host.close_sheet()

    def _go(self, by: int) -> None:
        self._place, self._fault = self._place + by, ""
        self.takes_text = not self._is_at_lens
        self.initial_text = self._answers[self._place] if self.takes_text else ""
        self.placeholder = NOTHING_YET if self._place == 0 else ""
        self.host.open_sheet(self)

    def _fault_here(self) -> str:
        """What is wrong with the answer just given; the ones to come are taken as right."""
        filled = [*self._answers[: self._place + 1], *(["x"] * (len(ASKS) - self._place - 1))]
        fault = topic_fault(self._card(filled), self._walks)
        return f"{fault[:1].upper()}{fault[1:]}." if fault else ""

    def _card(self, answers: list[str]) -> Topic:
        question, why_now, first, second, third, prompt = answers
        return Topic(
            slug=slug_of(question),
            question=question,
            why_now=why_now,
            takeaways=(first, second, third),
            prompts=(prompt,),
            lens=tuple(self._walks)[self._lens],
        )

    def _write(self) -> None:
        try:
            kept = self._desk.keep_card(self._card(self._answers))
        except NotSavedError as exc:
            self._fault = str(exc)
            return
        self.host.close_sheet()
        self._taker.card_made(kept)
