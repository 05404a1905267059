"""Keep for elsewhere: labels for another table. In memory only, and gone when the evening is closed."""

from textual.content import Content

from circle_tui.core.happening.refusal import Refusal
from circle_tui.core.text import clean_line
from circle_tui.core.work.parking import ENOUGH, LONGEST, MOST, with_label, without_label
from circle_tui.tonight.evening import Evening
from circle_tui.tui.live.blur import BlurSheet
from circle_tui.tui.sheet import KeyHint, Sheet, TextQuestion, hanging
from circle_tui.tui.stage import StageScreen

WHERE = "A label, no names. It stays in memory for tonight and is never written down."


def open_park(screen: StageScreen, evening: Evening) -> None:
    """What is kept for elsewhere; the field at once while nothing is."""
    is_empty = not evening.memory.parked
    screen.open_sheet(ParkQuestion(screen, evening) if is_empty else ParkSheet(screen, evening))


class ParkQuestion(TextQuestion):
    """Takes one label."""

    def __init__(self, host: StageScreen, evening: Evening, initial: str = "") -> None:
        super().__init__(
            host,
            title="Keep for elsewhere",
            text=WHERE,
            placeholder=f"{LONGEST} characters at most",
            initial=initial,
        )
        self._screen = host
        self._evening = evening

    def submit(self, text: str) -> None:
        """Keep it for tonight, or ask first about what may point to somebody."""
        label = clean_line(text, limit=LONGEST)
        found = self._evening.label_looked_over(label)
        if not found:
            self._keep(label)
            return

        def change() -> None:
            self.host.open_sheet(ParkQuestion(self._screen, self._evening, label))

        self.host.open_sheet(BlurSheet(self.host, label, found, take=self._keep, change=change))

    def _keep(self, text: str) -> None:
        """Keep it; a label that is there already is not kept twice."""
        before = self._evening.memory.parked
        after = with_label(before, text)
        self.host.close_sheet()
        if isinstance(after, Refusal):
            self.host.say(after.why)
            return
        if after != before:
            self._evening.park(after)
            self.host.say("Kept for elsewhere. k shows it, y copies all of it, and the close forgets it.")


class ParkSheet(Sheet):
    """What is kept, with a digit each: to copy for one member, or to take away."""

    title = "Kept for elsewhere"
    opened_by = "k"

    def __init__(self, host: StageScreen, evening: Evening) -> None:
        super().__init__(host)
        self._screen = host
        self._evening = evening
        self._chosen: int | None = None

    @property
    def _parked(self) -> tuple[str, ...]:
        return self._evening.memory.parked

    def body(self) -> Content:
        """The labels; the chosen one stands out."""
        return Content("\n").join(
            Content.assemble(
                (str(place + 1), "bold $primary"),
                (
                    hanging("▸ " if place == self._chosen else "  ", label, self.wide - 1),
                    "bold" if place == self._chosen else "$foreground",
                ),
            )
            for place, label in enumerate(self._parked)
        )

    def hints(self) -> tuple[KeyHint, ...]:
        """Choose one, or keep another."""
        if self._chosen is None:
            more = (("enter", "keep another"),) if len(self._parked) < MOST else ()
            return (("a digit", "this one"), *more, ("esc", "back"))
        return (("y", "copy for one member"), ("x", "take it away"), ("esc", "back"))

    def press(self, key: str) -> bool:
        """Choose a label, copy it, take it away, or keep another."""
        if key.isdecimal() and 1 <= int(key) <= len(self._parked):
            self._chosen = int(key) - 1
            return True
        if self._chosen is None:
            return key == "enter" and self._ask_for_another()
        if key == "y":
            self.host.say("Copying …")
            self._screen.circle.copy(self._parked[self._chosen], self.host.say)
            self.host.close_sheet()
            return True
        return key == "x" and self._take_away(self._chosen)

    def _ask_for_another(self) -> bool:
        if len(self._parked) >= MOST:
            self.host.say(ENOUGH.why)
            return True
        self.host.open_sheet(ParkQuestion(self._screen, self._evening))
        return True

    def _take_away(self, place: int) -> bool:
        self._evening.park(without_label(self._parked, place))
        self._chosen = None
        if not self._parked:
            self.host.close_sheet()
        self.host.say("Taken away.")
        return True
