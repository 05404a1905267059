"""Questions that say by a call what happens on an answer, for screens that ask only now and then."""

from collections.abc import Callable

from textual.content import Content

from circle_tui.core.errors import BadInput
from circle_tui.tui.sheet import Host, KeyHint, Question, TextQuestion


class Confirm(Question):
    """Asks; enter does what was asked about."""

    def __init__(
        self, host: Host, *, title: str, text: str, yes: str, then: Callable[[], None], no: str = "leave it"
    ) -> None:
        super().__init__(host, title=title, text=text, yes=yes, no=no)
        self._then = then

    def confirmed(self) -> None:
        """Do it."""
        self._then()


class DecidedOrSlip(Confirm):
    """Asks whether the group decided it; a key of its own mends what was only typed wrongly."""

    def __init__(
        self,
        host: Host,
        *,
        title: str,
        text: str,
        yes: str,
        then: Callable[[], None],
        mend: Callable[[], None],
    ) -> None:
        super().__init__(host, title=title, text=text, yes=yes, then=then)
        self._mend = mend

    def hints(self) -> tuple[KeyHint, ...]:
        """Decided, a slip, or neither."""
        decided, leave = super().hints()
        return (decided, ("s", "only a slip: mend it"), leave)

    def press(self, key: str) -> bool:
        """Mend a slip; the rest as ever."""
        if key != "s":
            return super().press(key)
        self.host.close_sheet()
        self._mend()
        return True


class TextAnswer(TextQuestion):
    """Asks for a line of text; what cannot be used is answered with a sentence, and the line stays."""

    def __init__(
        self,
        host: Host,
        *,
        title: str,
        text: str,
        then: Callable[[str], None],
        placeholder: str = "",
        initial: str = "",
    ) -> None:
        super().__init__(host, title=title, text=text, placeholder=placeholder, initial=initial)
        self._then = then
        self._fault = ""

    def body(self) -> Content:
        """The question, and what was wrong with the last answer."""
        if not self._fault:
            return super().body()
        return Content.assemble(super().body(), "\n\n", (self._fault, "$warning"))

    def typed(self, text: str) -> None:
        """Let the complaint go once somebody types again."""
        self._fault = ""

    def submit(self, text: str) -> None:
        """Take the answer; close unless it cannot be used or something else was opened."""
        try:
            self._then(text)
        except BadInput as exc:
            self._fault = str(exc)
