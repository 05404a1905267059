"""What set-up asks, what it takes when nothing is typed, and why an answer cannot be used. Draws nothing."""

import re
from collections.abc import Sequence
from datetime import date
from functools import cached_property
from typing import Literal, NamedTuple, get_args
from zoneinfo import available_timezones

from circle_tui.core.clock.recurrence import (
    DAYS,
    Recurrence,
    default_first,
    parse_every,
    recur,
    say_day,
    say_every,
    zone_meant,
    zone_named,
)
from circle_tui.core.errors import BadInput
from circle_tui.core.people.group import size_remark
from circle_tui.core.people.roster import usable_name
from circle_tui.core.plan.modes import MODE_WORDS, MODES, Mode
from circle_tui.core.text import NAME_LIMIT, clean
from circle_tui.tui.setup.moments import parse_day, parse_length, parse_time

Asked = Literal["name", "people", "you", "mode", "every", "at", "minutes", "zone", "venue", "first"]
FIELDS: tuple[Asked, ...] = get_args(Asked)
CHOSEN: frozenset[Asked] = frozenset({"you", "mode", "minutes", "venue"})
"""Answered with the arrows; the others are typed."""

LENGTHS = ("60", "75", "90")
VENUES = ("video call", "in person")
MODES_TO_MEET_IN: tuple[Mode, ...] = MODES[:3]
AT = "19:30"
_BETWEEN_NAMES = re.compile(r"[,;&]|\s+(?:and|und|et|y|og|och)\s+", re.IGNORECASE)


class Ask(NamedTuple):
    """How a field is asked for."""

    label: str
    hint: str
    """One line under the field while it is being answered."""


ASKS: dict[Asked, Ask] = {
    "name": Ask("Group", "What you call it, such as Tuesday Circle."),
    "people": Ask("Who is in it", "Names as people give them, parted by commas or “and”; yours too."),
    "you": Ask("You are", "← → choose, or type the first letters. You usually hold the evening."),
    "mode": Ask("Evenings are", "← → choose what you usually meet for."),
    "every": Ask("Every", "Such as Thursday, 2 weeks on Thursday, month on the 2nd Thursday."),
    "at": Ask("At", "The time of day, such as 19:30."),
    "minutes": Ask("Minutes", "← → choose, or type a number, or “1½ hours”."),
    "zone": Ask("Time zone", "The time where you meet, such as Berlin or Europe/Berlin."),
    "venue": Ask("Where", "← → choose."),
    "first": Ask("First evening", "All others are counted from it."),
}


WHAT_FOR: dict[Mode, str] = {
    "support": "← → How it is to do this work: our own experience, and nobody's case.",
    "consultation": "← → One of us brings a case or a question; we stay with what it stirs in us.",
    "topic": "← → A question that is all of ours, from several sides; nobody brings a case.",
    "governance": "← → How we run ourselves.",
}
"""What each kind of evening is, in a sentence."""


class SetupForm:
    """The answers so far; what is not answered has a default, except the names."""

    def __init__(self, *, today: date, zone: str, taken: Sequence[str]) -> None:
        self._today = today
        self._zone = zone
        self._taken = {name.casefold() for name in taken}
        self._typed: dict[Asked, str] = {}
        self._place: dict[Asked, int] = {}
        self._sought = ""

    @property
    def is_touched(self) -> bool:
        """Whether anything was answered."""
        return any(text.strip() for text in self._typed.values()) or any(self._place.values())

    # -- answering

    def type(self, asked: Asked, text: str) -> None:
        """Take what stands in a field."""
        self._typed[asked] = text

    def typed(self, asked: Asked) -> str:
        """What was typed into a field."""
        return self._typed.get(asked, "")

    def turn(self, asked: Asked, by: int) -> None:
        """Go on to the next choice of a field, round and round."""
        choices = self.choices(asked)
        self._sought = ""
        if choices:
            self._place[asked] = (self.place(asked) + by) % len(choices)
            self._typed.pop(asked, None)

    def seek(self, asked: Asked, letter: str) -> None:
        """Go to the choice that begins with the letters typed so far; the same letter again goes to the next.

        An empty letter takes the last one back. Where nothing begins so, nothing changes; the note says it.
        """
        self._sought = f"{self._sought}{letter.casefold()}" if letter else self._sought[:-1]
        wanted = self._places_sought(asked)
        if wanted:
            self._place[asked] = wanted[0]

    def begin_seeking(self) -> None:
        """Another field is answered: letters typed so far belong to the one before."""
        self._sought = ""

    def _places_sought(self, asked: Asked) -> list[int]:
        choices, place = [choice.casefold() for choice in self.choices(asked)], self.place(asked)
        is_same_again = len(self._sought) > 1 and len(set(self._sought)) == 1
        order = [(place + step) % len(choices) for step in range(int(is_same_again), len(choices) + 1)]
        wanted = [item for item in order if choices[item].startswith(self._sought)]
        if wanted or not is_same_again:
            return wanted
        return [item for item in order if choices[item].startswith(self._sought[0])]

    def choices(self, asked: Asked) -> tuple[str, ...]:
        """What a field lets one choose from; empty when it is typed."""
        match asked:
            case "you":
                return self.people
            case "mode":
                return tuple(MODE_WORDS[mode] for mode in MODES_TO_MEET_IN)
            case "minutes":
                return LENGTHS
            case "venue":
                return VENUES
            case _:
                return ()

    def place(self, asked: Asked) -> int:
        """Which choice stands."""
        return min(self._place.get(asked, 0), max(0, len(self.choices(asked)) - 1))

    # -- reading

    @property
    def name(self) -> str:
        """What the group is called."""
        return clean(self.typed("name"))

    @property
    def people(self) -> tuple[str, ...]:
        """The names typed so far."""
        return tuple(name for name in map(clean, self._said_people()) if name)

    def _said_people(self) -> list[str]:
        return _BETWEEN_NAMES.split(self.typed("people"))

    @property
    def mode(self) -> Mode:
        """What the group usually meets for."""
        return MODES_TO_MEET_IN[self.place("mode")]

    def value(self, asked: Asked) -> str:
        """What a field says: what was typed or chosen, else its default."""
        if typed := self.typed(asked).strip():
            return zone_meant(typed, self._known_zones) if asked == "zone" else typed
        if choices := self.choices(asked):
            return choices[self.place(asked)]
        return self.default(asked)

    def shown(self, asked: Asked) -> str:
        """What a field says, as it is shown once it is answered: days with a capital letter."""
        if asked != "every":
            return self.value(asked)
        try:
            return say_every(parse_every(self.value(asked)))
        except BadInput:
            return self.value(asked)

    @cached_property
    def _known_zones(self) -> frozenset[str]:
        return frozenset(available_timezones())

    def default(self, asked: Asked) -> str:
        """What a field says when nothing was typed; empty when there is nothing to say."""
        match asked:
            case "every":
                return DAYS[self._today.weekday()]
            case "at":
                return AT
            case "zone":
                return self._zone
            case "first":
                return self._default_first()
            case _:
                return ""

    def _default_first(self) -> str:
        try:
            return say_day(default_first(parse_every(self.value("every")), self._today))
        except BadInput:
            return ""

    def note(self, asked: Asked) -> str:
        """One line under a field while it is being answered."""
        if asked == "people" and self.people:
            counted = "One person." if len(self.people) == 1 else f"{len(self.people)} people."
            return f"{counted} {size_remark(len(self.people))}".strip()
        if asked == "zone" and self.typed(asked).strip() not in ("", self.value(asked)):
            return f"{self.value(asked)}: enter takes it."
        if asked in CHOSEN and self._sought and self.choices(asked) and not self._places_sought(asked):
            return f"Nothing here begins with “{self._sought}”: ← → choose."
        return WHAT_FOR[self.mode] if asked == "mode" else ASKS[asked].hint

    # -- checking

    def check(self, asked: Asked) -> None:
        """Raise BadInput with a sentence when an answer cannot be used."""
        match asked:
            case "name":
                self._check_name()
            case "people":
                self._check_people()
            case "every":
                parse_every(self.value("every"))
            case "at":
                parse_time(self.value("at"))
            case "zone":
                zone_named(self.value("zone"))
            case "minutes":
                self._check_minutes()
            case "first":
                self.recurrence()
            case "you" | "mode" | "venue":
                return

    def first_fault(self) -> tuple[Asked, str] | None:
        """The first field that cannot be used, and why; None when all can."""
        for asked in FIELDS:
            try:
                self.check(asked)
            except BadInput as exc:
                return asked, str(exc)
        return None

    def recurrence(self) -> Recurrence:
        """When the group meets; BadInput when it never could."""
        first = self.typed("first").strip()
        return recur(
            self.value("every"),
            at=parse_time(self.value("at")),
            minutes=self._minutes(),
            zone=self.value("zone"),
            today=self._today,
            first=parse_day(first, self._today) if first else None,
        )

    def _minutes(self) -> int:
        return parse_length(self.value("minutes"))

    def _check_name(self) -> None:
        if not self.name:
            raise BadInput("The group has no name yet: give it one, such as Tuesday Circle.")
        if len(clean(self.typed("name"), limit=2 * NAME_LIMIT)) > NAME_LIMIT:
            raise BadInput(f"At most {NAME_LIMIT} characters: a shorter name can be read on the screen.")
        if self.name.casefold() in self._taken:
            raise BadInput("There is a group of that name already: choose another one.")

    def _check_people(self) -> None:
        if not self.people:
            raise BadInput("Nobody is in it yet: type names, parted by commas, such as Dana, Ines, Jo.")
        for said in self._said_people():
            if clean(said):
                usable_name(said)
        folded = [name.casefold() for name in self.people]
        for name in self.people:
            if folded.count(name.casefold()) > 1:
                raise BadInput(f"“{name}” stands twice: add a letter, so that the two can be told apart.")

    def _check_minutes(self) -> None:
        recur("monday", at=parse_time(AT), minutes=self._minutes(), zone="UTC", today=self._today)
