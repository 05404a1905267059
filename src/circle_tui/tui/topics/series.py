"""The series: how somebody says it, its dates with their weekdays, and a topic for each."""

import re
from collections.abc import Callable
from datetime import date
from typing import Protocol

from textual.content import Content

from circle_tui.core.errors import BadInput
from circle_tui.core.people.group import Group
from circle_tui.core.plan.series import Series
from circle_tui.core.text import clean, cut
from circle_tui.tui.setup.moments import parse_day
from circle_tui.tui.sheet import Host, KeyHint, Sheet, TextQuestion
from circle_tui.tui.topics.drawing import dates_list
from circle_tui.tui.topics.picture import DatePicture, say_day_short, series_words

EXAMPLE = "12 June, every 14 days, 4 times"
_SAID = re.compile(
    r"(?:(?P<first>(?!every\b).+?)[,;]?\s+)?(?:every\s+)?(?P<many>\d{1,3})\s*(?P<unit>days?|weeks?)"
    r"\s*(?:[,;]|x|×|times)?\s*(?:x|×)?\s*(?P<count>\d{1,2})\s*(?:times|x|×|evenings?)?",
    re.IGNORECASE,
)
SHOWN = 6


def parse_series(text: str, today: date, usual: date | None = None) -> Series:
    """Read a series such as “12 June, every 14 days, 4 times”; BadInput when it is none.

    Without a first day, as in “every 14 days × 4”, it begins on the `usual` one, or today.
    """
    words = " ".join(text.split())
    found = _SAID.fullmatch(words)
    if found is None:
        raise BadInput(
            f"“{clean(text, limit=40)}” is no series I can read: "
            f"say a first day, how often and how many, such as {EXAMPLE}."
        )
    days = int(found["many"]) * (7 if found["unit"].lower().startswith("week") else 1)
    first = parse_day(found["first"], today) if found["first"] else usual or today
    return Series(first=first, days=days, count=int(found["count"]))


class KeepsSeries(Host, Protocol):
    """The screen that keeps the series of a group."""

    @property
    def group(self) -> Group:
        """The group as it stands."""
        ...

    def rows_for_list(self) -> int:
        """How many lines of a list there is room for."""
        ...

    def dates(self) -> tuple[DatePicture, ...]:
        """The dates of the series."""
        ...

    def turn_card(self, by: int) -> str:
        """Take another card in hand; gives back its question."""
        ...

    def put_here(self, on: date, *, is_none: bool = False) -> None:
        """Put the chosen card on a date, or no topic."""
        ...

    def move_on(self, on: date) -> None:
        """Let the topic of a date and all after it come one date later."""
        ...

    def turn_date(self, on: date) -> None:
        """Leave a date out, or have it again."""
        ...

    def ask_for_series(self) -> None:
        """Ask for another series."""
        ...

    def ask_to_end_series(self) -> None:
        """Ask whether the series ends."""
        ...


class SeriesQuestion(TextQuestion):
    """Asks for a series; shows its dates with their weekdays while it is typed."""

    opened_by = "s"

    def __init__(
        self, host: Host, today: date, take: Callable[[Series], None], usual: date | None = None
    ) -> None:
        super().__init__(
            host,
            title="A series of dated evenings",
            text="The first day, how often, and how many evenings. Without a day, from the next evening on.",
            placeholder="first day, how often, how many",
        )
        self._today = today
        self._usual = usual
        self._asked_about = ""
        self._take = take
        self._said = ""
        self._fault = ""

    def body(self) -> Content:
        """The question, the dates as they would be, and what cannot be used."""
        parts = [super().body(), Content("")]
        if self._fault:
            parts.append(Content.styled(self._fault, "$warning"))
        else:
            parts += [Content(line) for line in self._dates()]
        return Content("\n").join(parts)

    def _dates(self) -> list[str]:
        try:
            dates = parse_series(self._said, self._today, self._usual).dates
        except BadInput:
            return [f"Such as {EXAMPLE}."]
        more = [f"and {len(dates) - SHOWN} more"] if len(dates) > SHOWN else []
        return [*(say_day_short(on) for on in dates[:SHOWN]), *more]

    def typed(self, text: str) -> None:
        """Work the dates out anew."""
        self._said, self._fault = text, ""

    def submit(self, text: str) -> None:
        """Take the series; one whose first day is past is asked about once."""
        try:
            series = parse_series(text, self._today, self._usual)
        except BadInput as exc:
            self._fault = str(exc)
            return
        if series.first < self._today and self._asked_about != text:
            self._asked_about = text
            ahead = sum(on >= self._today for on in series.dates)
            of_them = (
                f"{ahead} of {series.count} evenings are still to come" if ahead else "so are all of them"
            )
            self._fault = f"{say_day_short(series.first)} is past; {of_them}. Enter once more takes it so."
            return
        try:
            self._take(series)
        except BadInput as exc:
            self._fault = str(exc)


class SeriesSheet(Sheet):
    """The dates, one of them chosen; enter puts the card in hand on it, and goes on to the next."""

    opened_by = "s"

    def __init__(self, host: KeepsSeries, card: str, place: int = 0) -> None:
        super().__init__(host)
        self._keeper = host
        self._card = card
        self._place = place
        self.title = series_words(host.group)

    def body(self) -> Content:
        """The dates with their topics, and the card in hand."""
        dates = dates_list(
            self._keeper.dates(), self._place, rows=self._keeper.rows_for_list(), room=self.wide
        )
        card = cut(self._card, self.wide - 13)
        return Content.assemble(dates, ("\n\nIn hand  ", "$quiet"), ("‹ ", "$quiet"), card, (" ›", "$quiet"))

    def hints(self) -> tuple[KeyHint, ...]:
        """What can be done with a date."""
        return (
            ("enter", "put it here"), ("← →", "another card"), ("x", "no topic"),
            ("m", "all from here, one later"), ("l", "leave out, or not"), ("n", "another series"),
            ("e", "end it"), ("esc", "back"),
        )  # fmt: skip

    def press(self, key: str) -> bool:
        """Answer for the chosen date."""
        dates = self._keeper.dates()
        self._place = min(self._place, len(dates) - 1)
        on = dates[self._place].on
        match key:
            case "up" | "down":
                self._place = (self._place + (1 if key == "down" else -1)) % len(dates)
            case "left" | "right":
                self._card = self._keeper.turn_card(1 if key == "right" else -1)
            case "enter":
                self._keeper.put_here(on)
                self._place = min(self._place + 1, len(dates) - 1)
            case "x":
                self._keeper.put_here(on, is_none=True)
            case "m":
                self._keeper.move_on(on)
                self.title = series_words(self._keeper.group)
            case "l":
                self._keeper.turn_date(on)
            case "n":
                self._keeper.ask_for_series()
            case "e":
                self._keeper.ask_to_end_series()
            case _:
                return False
        return True
