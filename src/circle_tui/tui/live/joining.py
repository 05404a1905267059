"""Those new here: the joining card, the rules one is asked about on joining, and a quiet yes with its day.

A yes is written down; anything else leaves no trace, on the screen or elsewhere.
"""

from collections.abc import Callable
from datetime import date

from textual.content import Content

from circle_tui.core.errors import BadInput
from circle_tui.core.people.group import Member
from circle_tui.core.shelf import NotSavedError
from circle_tui.core.text import cut
from circle_tui.room import NOT_OURS
from circle_tui.tonight.evening import Evening
from circle_tui.tonight.memory import Along
from circle_tui.tui.live.steps import ROOMY_ROWS, large
from circle_tui.tui.sheet import KeyHint, Sheet, hanging
from circle_tui.tui.stage import StageScreen

JOINING = "joining"
ANOTHER_DAY = "A yes is kept with today's date. Another day will do as well."
NOTED = "Noted with today's date."


class JoiningSheet(Sheet):
    """Asks each one who is new, by name, whether it is all right; going on needs no answer."""

    title = "For those new here"
    is_beside = True

    def __init__(
        self,
        host: StageScreen,
        evening: Evening,
        *,
        opened_by: str = "",
        shows_card: bool = False,
        then: Callable[[], None] = lambda: None,
    ) -> None:
        super().__init__(host)
        self.opened_by = opened_by
        self._screen = host
        self._evening = evening
        self._shows_card = shows_card
        self._then = then
        self._waiting = evening.agreeing.to_welcome
        self._yes: list[Member] = []

    @property
    def _asked(self) -> Member:
        return self._waiting[len(self._yes)]

    def body(self) -> Content:
        """The card; then the question, and what one says yes to."""
        if self._shows_card:
            return Content(self._evening.agreeing.joining_text(self._evening.library.cards[JOINING]))
        name = cut(self._evening.name(self._asked.id), max(8, self.wide - 30))
        rules = [hanging("· ", rule.text, self.wide) for rule in self._evening.agreeing.asked_on_joining]
        parts = [large(f"{name}, is this all right for you?", self.wide), Content("\n".join(rules))]
        parts.append(Content.styled(hanging("", ANOTHER_DAY, self.wide), "$quiet"))
        gap = "\n\n" if self._screen.size.height >= ROOMY_ROWS else "\n"
        return Content(gap).join(part for part in parts if part.plain)

    def hints(self) -> tuple[KeyHint, ...]:
        """A yes, and going on without one, of equal weight."""
        if self._shows_card:
            return (("n", "next"), ("esc", "back"))
        back: tuple[KeyHint, ...] = (("b", "back one"),) if self._yes else ()
        return (("y", "it is all right"), ("n", "we go on"), *back)

    def press(self, key: str) -> bool:
        """Keep a yes, go on, or take the yes before back."""
        if self._shows_card:
            self._shows_card = key not in ("n", "enter")
            return not self._shows_card
        match key:
            case "y":
                self._say_yes()
            case "n" | "enter":
                self._go_on()
            case "b" if self._yes:
                self._take_back()
            case _:
                return False
        return True

    def _say_yes(self) -> None:
        asked = self._asked
        if not self._keep(asked, self._evening.agreeing.day):
            return
        self._yes.append(asked)
        self._evening.taking_back.note("the yes to the joining card", self._take_back)
        if len(self._yes) == len(self._waiting):
            self._go_on()
        self.host.say(NOTED)

    def _take_back(self) -> None:
        if self._keep(self._yes[-1], None):
            self._yes.pop()

    def _go_on(self) -> None:
        self.host.close_sheet()
        before = self._evening.room.session.done
        self._then()
        if self._yes and self._evening.room.session.done != before:
            self._evening.taking_back.note_along(self._along())

    def _along(self) -> Along:
        """Each yes goes with the step that was gone on to, so that going back asks them anew."""
        said, day = tuple(self._yes), self._evening.agreeing.day

        def keep(on: date | None) -> str:
            troubles = [self._trouble(member, on) for member in said]
            return next(filter(None, troubles), "")

        return Along(lambda: keep(None), lambda: keep(day))

    def _keep(self, member: Member, on: date | None) -> bool:
        trouble = self._trouble(member, on)
        if trouble:
            self.host.say(trouble)
        return not trouble

    def _trouble(self, member: Member, on: date | None) -> str:
        """Keep the day of a yes, or none; gives back why that cannot be, or nothing."""
        if self._evening.room.is_read_only:
            return NOT_OURS.why
        try:
            register = self._screen.circle.evening_desk.register
            group = register.with_joining_heard(self._evening.group, member.id, on)
        except (BadInput, NotSavedError) as exc:
            return str(exc)
        self._evening.regroup(group)
        return ""


def waits_at_joining(evening: Evening) -> bool:
    """Whether the joining card stands there, and somebody new has not been asked whether it is all right."""
    step = evening.room.session.current_step
    return step is not None and step.card == JOINING and bool(evening.agreeing.to_welcome)
