"""Topics and series: the cards there are, the one for the next evening, and dated evenings with theirs."""

from collections.abc import Callable
from datetime import date
from typing import ClassVar

from msgspec.structs import replace
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Static

from circle_tui.core.clock.recurrence import say_day
from circle_tui.core.errors import BadInput
from circle_tui.core.people.group import Group, topic_of, with_topic_chosen
from circle_tui.core.plan.series import Series, moved_on, with_topic_on
from circle_tui.core.plan.topics import Topic
from circle_tui.core.shelf import NotSavedError
from circle_tui.desk import Desk
from circle_tui.tui.commands import TOPICS, Command
from circle_tui.tui.group import drawing as group_drawing
from circle_tui.tui.lobby.asking import Confirm
from circle_tui.tui.lobby.fit import fit_window, has_two_columns, is_airy
from circle_tui.tui.stage import StageScreen
from circle_tui.tui.topics import drawing
from circle_tui.tui.topics.form import CardSheet
from circle_tui.tui.topics.invitation import InvitationSheet
from circle_tui.tui.topics.picture import (
    DatePicture,
    card_picture,
    invitation_text,
    next_day,
    series_dates,
    series_words,
)
from circle_tui.tui.topics.series import SeriesQuestion, SeriesSheet

MADE = "Written to your own folder, as a file that you may change. enter chooses it for the next evening."


class TopicsScreen(StageScreen):
    """A list of cards and the chosen one in full; names nobody."""

    CSS_PATH = ["../stage.tcss", "topics.tcss"]
    commands: ClassVar[tuple[Command, ...]] = TOPICS
    long_part: ClassVar[str] = "topics-right"

    def __init__(self, desk: Desk, group: Group) -> None:
        super().__init__()
        self.desk = desk
        self._group = group
        self._topics = tuple(desk.library.topics.values())
        chosen = topic_of(group, next_day(desk, group))
        self._place = next((place for place, item in enumerate(self._topics) if item.slug == chosen), 0)

    @property
    def group(self) -> Group:
        """The group as it stands."""
        return self._group

    @property
    def topic(self) -> Topic:
        """The card that is looked at."""
        return self._topics[self._place]

    def compose_stage(self) -> ComposeResult:
        """The cards and the series on the left, one card in full on the right."""
        yield Static("", id="topics-head")
        with Horizontal(id="topics-parts"):
            with Vertical(id="topics-left"):
                yield Static("", id="topics-list")
                yield Static("", id="topics-series")
            with VerticalScroll(id="topics-right", can_focus=False):
                yield Static("", id="topics-card")

    def redraw(self) -> None:
        """Draw what changed, and the key bar."""
        wide, high = self.window.width, self.window.height
        fit_window(self, wide, high)
        has_two = has_two_columns(wide)
        left = (44 if is_airy(wide, high) else 33) if has_two else max(20, wide - 4)
        right = max(20, min(72, wide - left - 12 if has_two else wide - 8))
        self.put("topics-head", group_drawing.head(self._group, "topics and series", wide - 4))
        rows = max(4, high - 14) if has_two else max(2, high // 4)
        questions = [item.question for item in self._topics]
        self.put("topics-list", drawing.cards_list(questions, self._place, rows=rows, room=left))
        words = series_words(self._group)
        self.put("topics-series", drawing.series_line(words, self.dates(), left))
        self.put("topics-card", drawing.card(card_picture(self.desk, self._group, self.topic), right))
        super().redraw()

    def why_not(self, command: Command) -> str:
        """What stands so already."""
        if command.id not in ("choose", "no_topic"):
            return ""
        chosen = topic_of(self._group, next_day(self.desk, self._group))
        if command.id == "choose" and chosen == self.topic.slug:
            return "This card is chosen already; x takes it away again."
        if command.id == "no_topic" and not chosen:
            return "The next evening has no topic."
        return ""

    def dates(self) -> tuple[DatePicture, ...]:
        """The dates of the series."""
        return series_dates(self.desk, self._group)

    def rows_for_list(self) -> int:
        """How many lines of a list there is room for in a sheet, beside its title and its keys."""
        return max(3, self.window.height * 17 // 20 - 11)

    def _kept(self, change: Callable[[Group], Group], sentence: str = "") -> bool:
        try:
            self._group = self.desk.register.change(self._group, change)
        except (BadInput, NotSavedError) as exc:
            self._group = self.desk.register.now(self._group)
            self.say(str(exc))
            return False
        self.say(sentence)
        return True

    # -- cards

    def do_previous(self) -> None:
        """The card above."""
        self._look_at(self._place - 1)

    def do_following(self) -> None:
        """The card below."""
        self._look_at(self._place + 1)

    def _look_at(self, place: int) -> None:
        self._place = place % len(self._topics)
        self.part("topics-right", VerticalScroll).scroll_home(animate=False)

    def do_choose(self) -> None:
        """This card for the next evening."""
        on = next_day(self.desk, self._group)
        kind = "" if self._group.mode == "topic" else " and is an evening about a topic"
        self._kept(
            lambda now: with_topic_chosen(now, on, self.topic.slug),
            f"{self._evening_on(on)} has this topic{kind}. y copies the invitation.",
        )

    def do_no_topic(self) -> None:
        """No topic for the next evening."""
        on = next_day(self.desk, self._group)
        self._kept(
            lambda now: with_topic_chosen(now, on, ""),
            f"{self._evening_on(on)} has no topic.",
        )

    def _evening_on(self, on: date) -> str:
        """What an evening is called: by its date where the series has it, else as the next one."""
        series = self._group.series
        return say_day(on) if series is not None and on in series.dates else "The next evening"

    def do_invite(self) -> None:
        """Copy the invitation, and show it."""
        text = invitation_text(self.desk, self._group, self.topic)
        self.open_sheet(InvitationSheet(self, text))
        self.say("Copying …")
        self.circle.copy(text, self.say)

    def do_new_card(self) -> None:
        """Make a card of one's own."""
        self.open_sheet(CardSheet(self, self.desk))

    def card_made(self, topic: Topic) -> None:
        """Show a card that was just made."""
        self._topics = tuple(self.desk.library.topics.values())
        self._look_at(next(place for place, item in enumerate(self._topics) if item.slug == topic.slug))
        self.say(MADE)

    # -- the series

    def do_series(self) -> None:
        """The dates of the series; without one, ask for it."""
        if self._group.series is None:
            self.ask_for_series()
        else:
            self._open_series()

    def _open_series(self) -> None:
        today, dates = self.desk.today(self._group), self.dates()
        place = next((place for place, item in enumerate(dates) if item.on >= today), 0)
        self.open_sheet(SeriesSheet(self, self.topic.question, place))

    def ask_for_series(self) -> None:
        """Ask for a series; one that stands gives way to it."""
        today, on = self.desk.today(self._group), next_day(self.desk, self._group)
        self.open_sheet(SeriesQuestion(self, today, self._take_series, on))

    def _take_series(self, series: Series) -> None:
        on = next_day(self.desk, self._group)

        def with_series(now: Group) -> Group:
            dated = replace(now, series=series)
            return with_topic_chosen(dated, on, now.next_topic) if now.next_topic else dated

        if self._kept(with_series, "These are the dates. ← → takes a card in hand, enter puts it on a date."):
            self._open_series()

    def ask_to_end_series(self) -> None:
        """Ask whether the series ends."""
        self.open_sheet(
            Confirm(
                self,
                title="End this series?",
                text="Its dates go; evenings that were held stay, and so do the cards.",
                yes="end it",
                then=self._end_series,
            )
        )

    def _end_series(self) -> None:
        self._kept(lambda now: replace(now, series=None), "The series is ended.")

    def turn_card(self, by: int) -> str:
        """Take another card in hand; gives back its question."""
        self._look_at(self._place + by)
        return self.topic.question

    def put_here(self, on: date, *, is_none: bool = False) -> None:
        """Put the chosen card on a date, or no topic."""
        slug = "" if is_none else self.topic.slug
        if on == next_day(self.desk, self._group):
            before = self._group.next_topic
            instead = " It comes in place of the card chosen before." if before not in ("", slug) else ""
            said = f"{say_day(on)} has {'no' if is_none else 'this'} topic.{instead}"
            self._kept(lambda now: with_topic_chosen(now, on, slug), said)
        else:
            self._kept(lambda now: replace(now, series=with_topic_on(_series_of(now), on, slug)))

    def move_on(self, on: date) -> None:
        """Let the topic of a date and all after it come one date later."""
        self._kept(
            lambda now: replace(now, series=moved_on(_series_of(now), on)),
            "All from here come one date later; the series has one date more.",
        )

    def turn_date(self, on: date) -> None:
        """Leave a date out, or have it again; the others stay where they are."""
        is_out = on not in self._group.recurrence.skipped

        def turned(now: Group) -> Group:
            skipped = {*now.recurrence.skipped, on} if is_out else {*now.recurrence.skipped} - {on}
            return replace(now, recurrence=replace(now.recurrence, skipped=tuple(sorted(skipped))))

        self._kept(
            turned,
            f"{say_day(on)} is left out; the others stay." if is_out else f"{say_day(on)} is a date again.",
        )

    def do_back(self) -> None:
        """Back to the lobby."""
        self.circle.pop_screen()


def _series_of(group: Group) -> Series:
    """The series a group has now; BadInput when another window ended it meanwhile."""
    if group.series is None:
        raise BadInput("The series was ended in another window.")
    return group.series
