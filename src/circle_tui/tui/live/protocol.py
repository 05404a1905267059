"""A protocol in the room: the clock stands still if it says so; put away, it keeps its place.

A pause of the clock is all that is noted, unless the group wants it noted that a protocol was used.
"""

from datetime import timedelta

from circle_tui.core.agreements import protocols
from circle_tui.core.agreements.protocols import TEN_MORE, Protocol, StepAnswer
from circle_tui.core.clock import timing
from circle_tui.core.clock.fit import propose
from circle_tui.core.clock.timing import MINUTE, ZERO
from circle_tui.core.happening import moves
from circle_tui.core.happening.events.clock import ClockPaused
from circle_tui.core.shown.words import clock_time, in_words, names_in_a_row
from circle_tui.room import Room
from circle_tui.tonight.evening import Evening
from circle_tui.tonight.memory import Left
from circle_tui.tui.live.steps import StepsSheet, answer_hints
from circle_tui.tui.lobby.asking import Confirm
from circle_tui.tui.sheet import KeyHint
from circle_tui.tui.stage import StageScreen

AT_THE_BEGINNING = Left(0)
NO_UNDO = "The pause belongs to what lies here: n goes through it, esc puts it away."
STANDS_STILL = "The clock of the evening stands still meanwhile."
NOTED = "Noted in the record of this evening: that it was used, and nothing else."
REVIEW_FOLLOWS = "Noted: that it was used, and nothing else. The rules are looked at again next time."


class ProtocolSheet(StepsSheet):
    """The steps of a protocol, and whether the clock stands still for them."""

    def __init__(
        self,
        host: StageScreen,
        evening: Evening,
        protocol: Protocol,
        *,
        opened_by: str = "",
        left: Left = AT_THE_BEGINNING,
    ) -> None:
        super().__init__(host, evening, protocol, opened_by=opened_by)
        self.is_calming = protocol.pauses
        self._pause = left.pause
        self._place = self._came_back_at = min(left.place, len(self._steps) - 1)

    @property
    def _stands_still(self) -> bool:
        """Whether the clock still stands still for this."""
        return self._pause is not None and stands_by(self._evening.room, self._pause)

    @property
    def _can_begin_anew(self) -> bool:
        return bool(self._came_back_at) and self._place == self._came_back_at

    @property
    def _can_note(self) -> bool:
        noted = self._evening.room.session.protocols
        return self.is_last and self._protocol.can_be_noted and self._protocol.slug not in noted

    @property
    def _over(self) -> timedelta:
        """How late the evening would end if it went on now; nothing where no time was taken for this."""
        room = self._evening.room
        return timing.project(room.session, room.now()).over if self._protocol.pauses else ZERO

    def hints(self) -> tuple[KeyHint, ...]:
        """On, back and out; at the end how the evening fits again, and that this was done may be noted."""
        anew: tuple[KeyHint, ...] = (("a", "from the beginning"),) if self._can_begin_anew else ()
        decide: tuple[KeyHint, ...] = (("d", "a decision"),) if self.step.decides else ()
        if not self.is_last:
            on = answer_hints(self.answers) or (("n", "next"),)
            return (*on, *decide, *self._back, *anew, ("esc", "leave it here"))
        fit: tuple[KeyHint, ...] = ()
        if self._over >= MINUTE:
            fit = (("f", f"we go on, and fit {in_words(self._over)}"),)
        note: tuple[KeyHint, ...] = (("r", "note that we did this"),) if self._can_note else ()
        return (("enter", "we go on"), *fit, *decide, *note, *self._back, *anew)

    def press(self, key: str) -> bool:
        """Go on or back, decide, fit, or note that it was used."""
        if key == "d" and len(self._steps) > 1:
            self._decide()
        elif key == "a" and self._can_begin_anew:
            self._came_back_at = 0
            self._go_to(0)
        elif key == "f" and self.is_last and self._over >= MINUTE:
            self._finish_and_fit()
        elif key == "r" and self._can_note:
            self._note()
        else:
            return super().press(key)
        return True

    def take(self, answer: StepAnswer) -> None:
        """Go where an answer leads."""
        said = answer.reply
        match answer.goes:
            case "end":
                self._go_to(len(self._steps) - 1)
            case "later":
                said = f"{said} {self._put_away(self._place + 1, keeps_pause=False)}".strip()
            case "longer":
                self._steps = protocols.with_ten_more(self._steps, self._place)
                self._go_to(self._place)
                said = who_pays_later(self._evening)
            case "leave":
                self.finish()
            case _:
                self._go_to(self._place + 1)
        if said:
            self.host.say(said)

    def why_no_undo(self) -> str:
        """The pause is not taken back under what it is there for."""
        done = self._evening.room.session.done
        return NO_UNDO if self._stands_still and done and done[-1] == self._pause else ""

    def leave(self) -> None:
        """Put it away: at the first step as if it had not been opened, else to come back to."""
        if self.is_last:
            self.finish()
        elif said := self._put_away(self._place, keeps_pause=bool(self._place)):
            self.host.say(said)

    def finish(self) -> None:
        """Back to the evening; a clock that was stopped for this goes on."""
        self._evening.memory.left.pop(self._protocol.slug, None)
        self.host.close_sheet()
        if self._go_on_with_the_clock():
            self.host.say(how_it_goes_on(self._evening))

    def _put_away(self, place: int, *, keeps_pause: bool) -> str:
        """Put it away, to come back to at a step; gives back what there is to say about that."""
        pause = self._pause if keeps_pause and self._stands_still else None
        self._evening.memory.left.pop(self._protocol.slug, None)
        if place:
            self._evening.memory.left[self._protocol.slug] = Left(place, pause)
        self.host.close_sheet()
        goes_on = pause is None and self._go_on_with_the_clock()
        if not place:
            return how_it_goes_on(self._evening) if goes_on else ""
        key = self.opened_by or "x, then its letter,"
        if pause is not None:
            return f"The clock stands still: space lets it go on, {key} comes back to this step."
        return f"{key[:1].upper()}{key[1:]} comes back to this step."

    def _go_on_with_the_clock(self) -> bool:
        """Let the clock go on if it stands still for this; gives back whether it did."""
        return self._stands_still and self._evening.room.do(moves.begin_or_pause) is None

    def _decide(self) -> None:
        from circle_tui.tui.live.deciding import DecideSheet

        self._screen.open_over(DecideSheet(self._screen, self._evening))

    def _finish_and_fit(self) -> None:
        from circle_tui.tui.live.fit import FitSheet

        self.finish()
        self._screen.open_sheet(FitSheet(self._screen, self._evening))

    def _note(self) -> None:
        calls = self._protocol.calls_review
        refusal = self._evening.room.do(protocols.note_used, self._protocol.slug, calls_review=calls)
        self.host.say(refusal.why if refusal else REVIEW_FOLLOWS if calls else NOTED)


def open_protocol(
    screen: StageScreen,
    evening: Evening,
    protocol: Protocol,
    *,
    kind: type[ProtocolSheet] = ProtocolSheet,
    opened_by: str = "",
) -> None:
    """Put a protocol on the screen, where it was left; one that asks first begins once that was answered."""
    left = evening.memory.left.get(protocol.slug)

    def begin() -> None:
        stays = left is not None and left.pause is not None and stands_by(evening.room, left.pause)
        pause = left.pause if left is not None and stays else _stop_the_clock(evening, protocol)
        place = left.place if left is not None else 0
        screen.open_sheet(kind(screen, evening, protocol, opened_by=opened_by, left=Left(place, pause)))

    if protocol.asks_first and left is None:
        screen.open_sheet(
            Confirm(
                screen,
                title=protocol.title,
                text=f"{protocol.asks_first}\n\n{STANDS_STILL}" if protocol.pauses else protocol.asks_first,
                yes="all agree: begin",
                then=begin,
                no="not now",
            )
        )
        return
    begin()


def _stop_the_clock(evening: Evening, protocol: Protocol) -> int | None:
    """Number of the move by which the clock stands still for a protocol; None when it does not."""
    room = evening.room
    if not protocol.pauses or room.session.phase != "running":
        return None
    return room.session.done[-1] if room.do(moves.begin_or_pause) is None else None


def stands_by(room: Room, pause: int) -> bool:
    """Whether the clock stands still by that very pause."""
    paused = (entry.move for entry in reversed(room.entries) if isinstance(entry.event, ClockPaused))
    return room.session.phase == "paused" and pause in room.session.done and next(paused, None) == pause


def how_it_goes_on(evening: Evening) -> str:
    """What is said when the clock goes on after a pause: whether the end still holds."""
    room, zone = evening.room, evening.zone
    if timing.project(room.session, room.now()).over < MINUTE:
        return "We go on. The clock goes on where it stood."
    late = clock_time(timing.end_in_minutes(room.session, room.now()), zone)
    return f"We go on. It would end {late}; f proposes who gives, so that the end stays."


def who_pays_later(evening: Evening) -> str:
    """Who would give ten minutes once we go on, as things stand."""
    room = evening.room
    proposal = propose(room.session, room.now() + TEN_MORE)
    names = names_in_a_row([row.title for row in proposal.rows if row.gives])
    if proposal.missing or not names:
        return "Ten more minutes. Nobody can give all of them: f, when we go on, says what could be left out."
    return f"Ten more minutes, from {names}, when we go on."
