"""Arrival: who comes, how long until we begin, and what to look at before the screen is shared."""

from collections.abc import Callable
from datetime import timedelta
from typing import ClassVar

from msgspec.structs import replace
from textual.content import Content

from circle_tui.core.clock import timekeeping, timing
from circle_tui.core.happening import moves
from circle_tui.core.shown.picture import LivePicture
from circle_tui.core.shown.words import clock_time, in_words
from circle_tui.tui.arrive.link import LinkSheet
from circle_tui.tui.commands import ARRIVE, LIVE, Command
from circle_tui.tui.live.screen import LiveScreen
from circle_tui.tui.sheet import Question

BEFORE_SHARING = (
    "Before you share this screen",
    "1  Share this window, not the whole desktop.\n"
    "2  Notifications off; other windows closed.\n"
    "3  Recording, saved captions and AI summaries off.\n"
    "4  Waiting room on; names as people wish to be called.\n"
    "5  Ask: can everyone read the clock?",
)


EARLY_FROM = timedelta(minutes=4)
"""A start earlier than this is asked about: a key may have slipped, or somebody only be looking."""


class ArriveScreen(LiveScreen):
    """The live screen before the start, with the arrival's own keys."""

    commands: ClassVar[tuple[Command, ...]] = ARRIVE
    elsewhere: ClassVar[tuple[Command, ...]] = LIVE
    _is_held_together = False
    """Whether those here chose to begin without anybody who holds the evening."""

    def shown(self) -> LivePicture:
        """The picture of the evening, with the check before sharing in its middle."""
        picture = super().shown()
        return replace(
            picture,
            clock_words=picture.clock_words.removesuffix(" · space begins"),
            asks=picture.asks.replace("space begins", "enter begins"),
            card_title=BEFORE_SHARING[0],
            card_text=BEFORE_SHARING[1],
        )

    def why_not(self, command: Command) -> str:
        """Why a command cannot act now."""
        if command.id == "begin":
            return self.evening.room.why_not(moves.begin)
        return super().why_not(command)

    def do_begin(self) -> None:
        """Begin the session; whoever is not marked yet stays expected."""
        if self.evening.leading.lacks_facilitator and not self._is_held_together:
            from circle_tui.tui.arrive.standin import StandInSheet

            without = self._begin_without
            self.open_sheet(StandInSheet(self, self.evening, then=self.do_begin, without=without))
            return
        if timekeeping.lateness(self.evening.room.session, self.evening.room.now()) >= timing.LATE_FROM:
            from circle_tui.tui.live.gap import LateStartQuestion

            self.open_sheet(LateStartQuestion(self, self.evening, self._go_live))
            return
        if self.evening.room.session.opened.planned_start - self.evening.room.now() > EARLY_FROM:
            self.open_sheet(EarlyStartQuestion(self, self._begin_early))
            return
        self._begin()

    def _begin_without(self) -> None:
        """Begin although nobody has said that they hold the evening."""
        self._is_held_together = True
        self.do_begin()

    def _begin_early(self) -> None:
        """Begin, as was chosen; where the question has lain there until it was late, ask about that."""
        if timekeeping.lateness(self.evening.room.session, self.evening.room.now()):
            self.do_begin()
            return
        self._begin()

    def _begin(self) -> None:
        if self.done(self.evening.room.do(moves.begin)):
            self.circle.show_live(self.evening)

    def _go_live(self, saying: str) -> None:
        self.circle.show_live(self.evening, saying)

    def redraw(self) -> None:
        """Draw what changed; once the evening runs, the live screen takes over, however it came to that."""
        self.follow()
        if not self.is_left:
            super().redraw()

    def follow(self) -> None:
        """Go live when whoever holds the session has begun; a drawn curtain stays until it is opened."""
        has_begun = self.evening.room.session.position is not None
        if has_begun and not self.is_left and not self.is_curtain_drawn:
            self.circle.show_live(self.evening)

    def draw(self) -> None:
        """Draw what differs, as long as nothing has begun."""
        if self.evening.room.session.position is None:
            super().draw()

    def do_link(self) -> None:
        """Keep the meeting link in memory."""
        self.open_sheet(LinkSheet(self, self.evening))

    def do_back(self) -> None:
        """Back to the lobby; where there is none to go to, ask whether to leave."""
        if self.circle.is_rehearsal_alone:
            self.circle.action_ask_to_leave()
            return
        self.circle.show_lobby()


class EarlyStartQuestion(Question):
    """Beginning long before the planned start is a choice."""

    def __init__(self, host: ArriveScreen, begin: Callable[[], None]) -> None:
        super().__init__(host, title="Begin already?", text="", yes="begin now", no="wait")
        self._evening = host.evening
        self._begin = begin

    @property
    def is_timed(self) -> bool:
        """How long it is until then changes while it lies there."""
        return True

    def body(self) -> Content:
        """When it is planned for, and how far off that is."""
        room = self._evening.room
        planned = room.session.opened.planned_start
        start, until = clock_time(planned, self._evening.zone), planned - room.now()
        when = f", {in_words(until)} from now" if until > timing.ZERO else ""
        return Content(f"The evening is planned for {start}{when}.")

    def confirmed(self) -> None:
        """Begin."""
        self._begin()
