"""The roll: who is here. Shared, it names those who are here and one other, asked for by first letters.

The whole roll, one key a person, opens only behind "Not sharing? Press twice".
"""

from collections.abc import Callable

from textual.content import Content

from circle_tui.core.clock import timing
from circle_tui.core.errors import BadInput
from circle_tui.core.happening import moves
from circle_tui.core.happening.session import DOOR_AJAR
from circle_tui.core.people.group import Group, Member, by_first_letters
from circle_tui.core.shelf import NotSavedError
from circle_tui.core.shown.asks import door_words
from circle_tui.core.shown.words import clock_time
from circle_tui.core.text import clean, cut
from circle_tui.desk import Desk
from circle_tui.register import Register
from circle_tui.tonight.evening import Evening
from circle_tui.tonight.memory import Along
from circle_tui.tui.live.people import keyed_tonight, tiles
from circle_tui.tui.sheet import KeyHint, Question, Sheet, hanging
from circle_tui.tui.stage import StageScreen

SOMEBODY_NEW = ""
"""In place of an id, for whoever has none yet."""
ROOMY = 40
"""In fewer cells than these the empty lines go, so that the text field stays to be seen."""


def mark(host: StageScreen, evening: Evening, member: Member) -> None:
    """Mark somebody as here; once the door has closed for good, ask first."""
    if is_door_closed(evening) and member.id not in evening.room.session.attended:
        host.open_sheet(
            LateQuestion(host, evening, member.name, lambda: let_in(host, evening, member, is_late=True))
        )
        return
    let_in(host, evening, member)


def is_door_closed(evening: Evening) -> bool:
    """Whether the evening has begun, and the door has closed for good."""
    room = evening.room
    return room.session.position is not None and timing.door(room.session, room.now())[0] == "closed"


def let_in(host: StageScreen, evening: Evening, member: Member, *, is_late: bool = False) -> bool:
    """Mark somebody as here, and say so; gives back whether they are. Whoever left the group is a guest."""
    has_left = member.left is not None and member.left < evening.agreeing.day
    is_guest = member.is_guest or has_left
    refusal = evening.room.do(moves.arrive, member.id, is_guest=is_guest, is_late=is_late)
    host.say(refusal.why if refusal else is_here(evening, member))
    return refusal is None


def is_here(evening: Evening, member: Member) -> str:
    """That somebody is here; once the opening is over, where the card for those new here is to be found."""
    here, segment = f"{cut(member.name, 30)} is here.", evening.room.session.current_segment
    is_past_opening = segment is not None and segment.kind != "opening"
    if is_past_opening and member in evening.agreeing.to_welcome:
        return f"{here} g, then j has the card for those new here."
    return here


def door_line(evening: Evening) -> Content:
    """How the door stands, and while it is ajar for whom it still is open."""
    room, zone = evening.room, evening.zone
    state, closes = timing.door(room.session, room.now())
    is_ajar = state == "ajar"
    words = f"ajar until {clock_time(closes + DOOR_AJAR, zone)} · in time" if is_ajar else ""
    return Content.assemble(("Door  ", "$quiet"), words or door_words(state, closes, zone))


def door_hint(evening: Evening) -> tuple[KeyHint, ...]:
    """The key that holds the door, as long as it can be held."""
    return () if evening.room.why_not(moves.hold_door) else (("↑", "holds the door"),)


def hold_door(host: StageScreen, evening: Evening) -> None:
    """Keep the door open some minutes longer, and say until when; the meeting itself is left alone."""
    room = evening.room
    refusal = room.do(moves.hold_door)
    closes = clock_time(timing.door(room.session, room.now())[1], evening.zone)
    host.say(refusal.why if refusal else f"The door is held open until {closes}. u takes it back.")


class RollQuestion(Question):
    """A question that comes up while the roll is called, and gives way to the roll again."""

    back_to: "RollSheet"
    takes_letters = True

    def leave(self) -> None:
        """Back to the roll."""
        self.host.open_sheet(self.back_to)

    def press(self, key: str) -> bool:
        """Enter answers yes; a letter is the first of the next name. Either way the roll goes on."""
        if len(key) == 1:
            self.back_to.begin_with(key)
        elif key != "enter":
            return False
        self.leave()
        if key == "enter":
            self.confirmed()
        return True


class LateQuestion(RollQuestion):
    """Letting somebody in after the door has closed is a choice."""

    def __init__(self, host: StageScreen, evening: Evening, name: str, let_in: Callable[[], object]) -> None:
        super().__init__(
            host,
            title="The door is closed",
            text=f"{cut(name, 30)} would come in late. Circle cannot lock or unlock the meeting itself.",
            yes="let them in",
            no="the door stays closed",
        )
        self._let_in = let_in
        self.back_to = RollSheet(host, evening)

    def confirmed(self) -> None:
        """Mark as here, late."""
        self._let_in()


class UnknownQuestion(RollQuestion):
    """Somebody at the door whom the roster does not know."""

    def __init__(self, host: StageScreen, desk: Desk, evening: Evening, name: str) -> None:
        super().__init__(
            host,
            title=f"“{cut(clean(name), 30)}” is not on the roster",
            text=(
                "Ask first: may this name stand on the screen? Then let them in as a guest tonight. "
                "A guest is never asked to lead."
            ),
            yes="let them in",
            no="look again",
        )
        self._screen = host
        self._desk = desk
        self._evening = evening
        self._name = name
        self.back_to = RollSheet(host, evening)

    def confirmed(self) -> None:
        """Let them in, once it is asked whether the door opens; who only looks on writes nothing."""
        room = self._evening.room
        if why := room.why_not(moves.arrive, SOMEBODY_NEW, is_guest=True, is_late=True):
            self.host.say(why)
        elif is_door_closed(self._evening):
            name = clean(self._name)
            self.host.open_sheet(
                LateQuestion(self._screen, self._evening, name, lambda: self._let_in(is_late=True))
            )
        else:
            self._let_in()

    def _let_in(self, *, is_late: bool = False) -> None:
        """Write the guest down and mark them as here."""
        register, before, trouble = self._desk.register, self._evening.group, ""
        try:
            try:
                group, member = register.add_person(before, self._name, is_guest=True)
            except (
                NotSavedError
            ) as exc:  # they are let in all the same, and written down with the next change
                trouble = str(exc)
                group, member = register.with_person(before, self._name, is_guest=True)
        except BadInput as exc:
            self.host.say(str(exc))
            return
        self._evening.regroup(group)
        is_in = let_in(self._screen, self._evening, member, is_late=is_late)
        if is_in and member.id not in before.names():
            self._evening.taking_back.note_along(written_down(register, self._evening, member))
        if trouble:
            self.host.say(trouble)


def written_down(register: Register, evening: Evening, guest: Member) -> Along:
    """The way back from writing down somebody who was not on the roster, and to it again."""

    def regroup(change: Callable[[Group, Member], Group]) -> str:
        try:
            evening.regroup(change(evening.group, guest))
        except (BadInput, NotSavedError) as exc:
            return str(exc)
        return ""

    return Along(lambda: regroup(register.without_guest), lambda: regroup(register.with_guest))


class RollSheet(Sheet):
    """Marks people by the first letters of their name."""

    title = "Who is here?"
    takes_text = True
    placeholder = "first letters of a name, then enter"

    def __init__(self, host: StageScreen, evening: Evening) -> None:
        super().__init__(host)
        self._screen = host
        self._evening = evening
        self._letters = ""
        self._asked_once = False
        self._has_left = ""
        """Who is here and was named once more: a second enter marks them as gone."""

    @property
    def _desk(self) -> Desk:
        return self._screen.circle.evening_desk

    def begin_with(self, letters: str) -> None:
        """Have some letters typed already."""
        self.initial_text = self._letters = letters

    def _found(self) -> tuple[Member, ...]:
        return by_first_letters(self._evening.people_expected(), self._letters)

    def body(self) -> Content:
        """Those who are here, and the one name that was asked for."""
        names = [cut(member.name, 22) for member in self._evening.people_here()]
        heading = "Here  "
        said = hanging(heading, ", ".join(names) if names else "nobody yet", self.wide)[len(heading) :]
        here = Content.assemble((heading, "$quiet"), said, "\n", door_line(self._evening))
        gate = "Not sharing? tab again shows the whole roll." if self._asked_once else ""
        gap = "\n" if self.wide < ROOMY else "\n\n"
        return Content.assemble(here, gap, self._answer(), *((gap, (gate, "bold $warning")) if gate else ()))

    def _answer(self) -> Content:
        if not self._letters:
            return Content.styled("Type the first letters of whoever has come.", "$quiet")
        found = self._found()
        if len(found) == 1:
            member = found[0]
            word = "marks as here"
            if member.id in self._evening.room.session.here:
                word = "again marks as gone" if self._has_left == member.id else "asks whether they have left"
            return Content.assemble(
                (cut(member.name, 40), "bold $primary"), "   ", ("enter", "bold"), f" {word}"
            )
        if found:
            return Content("More than one name begins so: one more letter.")
        return Content.assemble(
            "Not on the roster. ", ("enter", "bold"), " asks whether to let them in as a guest."
        )

    def hints(self) -> tuple[KeyHint, ...]:
        """How to answer."""
        return (
            ("enter", "here, or gone"),
            ("tab twice", "whole roll, when not sharing"),
            *door_hint(self._evening),
            ("esc", "done"),
        )

    def typed(self, text: str) -> None:
        """Look for the name; after the question whether somebody has left it is another one."""
        if self._has_left and len(text) > len(self._letters):
            another = RollSheet(self._screen, self._evening)
            another.begin_with(text[len(self._letters) :])
            self.host.open_sheet(another)
            return
        self._letters = clean(text)
        self._asked_once = False
        self._has_left = ""

    def submit(self, text: str) -> None:
        """Mark whoever was found, or ask about somebody unknown."""
        self._letters = clean(text)
        if not self._letters:
            self.host.say("Type the first letters of a name; esc when everyone is marked.")
            return
        found = self._found()
        if len(found) > 1:
            return
        if not found:
            self.host.open_sheet(UnknownQuestion(self._screen, self._desk, self._evening, text))
            return
        self._toggle(found[0])

    def _toggle(self, member: Member) -> None:
        if member.id in self._evening.room.session.here:
            if why := self._evening.room.why_not(moves.leave, member.id):
                self.host.say(why)
                return
            if self._has_left != member.id:
                self._has_left = member.id
                self.host.say(
                    f"{cut(member.name, 30)} is here. Have they left? enter again marks them as gone."
                )
                return
            refusal = self._evening.room.do(moves.leave, member.id)
            self.host.say(refusal.why if refusal else f"{cut(member.name, 30)} is marked as gone.")
        else:
            mark(self._screen, self._evening, member)
        if self._screen.sheet is self:
            self.host.open_sheet(RollSheet(self._screen, self._evening))

    def press(self, key: str) -> bool:
        """Tab twice opens the whole roll; the arrow holds the door."""
        if key == "up":
            hold_door(self._screen, self._evening)
            return True
        if key != "tab":
            return False
        if not self._asked_once:
            self._asked_once = True
            return True
        self.host.open_sheet(WholeRollSheet(self._screen, self._evening))
        return True


class WholeRollSheet(Sheet):
    """Everyone on the roster, one key a person; only while the screen is not shared."""

    title = "The whole roll · not for the shared screen"

    def __init__(self, host: StageScreen, evening: Evening) -> None:
        super().__init__(host)
        self._screen = host
        self._evening = evening

    def _people(self) -> dict[str, Member]:
        return keyed_tonight(self._evening, self._evening.people_expected(), is_whole_roll=True)

    def body(self) -> Content:
        """Names with keys; a tick for those who are here."""
        here = self._evening.room.session.here
        people = tiles(self._people(), marked=lambda member: "✓" if member.id in here else "", wide=self.wide)
        return Content.assemble(people, "\n\n", door_line(self._evening))

    def hints(self) -> tuple[KeyHint, ...]:
        """One key a person."""
        return (("their key", "here, or gone"), *door_hint(self._evening), ("esc", "done"))

    def press(self, key: str) -> bool:
        """Mark whoever has this key; the arrow holds the door."""
        if key == "up":
            hold_door(self._screen, self._evening)
            return True
        member = self._people().get(key)
        if member is None:
            return False
        if member.id in self._evening.room.session.here:
            refusal = self._evening.room.do(moves.leave, member.id)
            if refusal is not None:
                self.host.say(refusal.why)
        else:
            mark(self._screen, self._evening, member)
        return True
