"""What the group agreed on, as it stands tonight: who is still to be asked, the rule of the day, reviews.

Answers other than yes go through here as a number; whose they were is kept nowhere.
"""

from collections.abc import Mapping
from datetime import date
from zoneinfo import ZoneInfo

from msgspec import Struct

from circle_tui.content.load import Library
from circle_tui.core.agreements import reviews, rollcall, ruleofday
from circle_tui.core.agreements.reviews import Held
from circle_tui.core.agreements.rollcall import Answer
from circle_tui.core.agreements.rules import AgreedRule, RulesVersion, for_roll_call, rule_of_the_day
from circle_tui.core.happening.events.agreements import RollCallTaken
from circle_tui.core.happening.refusal import Refusal
from circle_tui.core.people import contacts
from circle_tui.core.people.group import Group
from circle_tui.core.record.ledger import SessionRecord
from circle_tui.core.work import parking
from circle_tui.room import Room
from circle_tui.tonight.memory import Memory

PARKED = "a question about our rules"
"""The label of every parked question; what it is about is said aloud."""
NO_RULES = Refusal("No rules are agreed yet. The group's page, g in the lobby, begins with a starter set.")


class Past(Struct, frozen=True):
    """What earlier evenings say about agreements."""

    agreed: dict[str, int] = {}
    """The version each person said yes to last, by id."""
    held: tuple[Held, ...] = ()


def past_of(records: tuple[SessionRecord, ...]) -> Past:
    """What these records say about agreements."""
    return Past(agreed=rollcall.newest(records), held=reviews.held(records))


class Agreeing:
    """Ground rules in the running evening."""

    def __init__(self, room: Room, group: Group, library: Library, memory: Memory, past: Past) -> None:
        self._room = room
        self._group = group
        self._library = library
        self._memory = memory
        self._past = past

    @property
    def version(self) -> RulesVersion | None:
        """The rules in force."""
        return self._group.rules_in_force

    @property
    def rule_of_the_day(self) -> AgreedRule | None:
        """The rule that tonight looks at; None without rules."""
        return rule_of_the_day(self.version, len(self._past.held))

    def put_in_rule(self) -> Refusal | None:
        """Give the rule of the day its minute."""
        return NO_RULES if self.rule_of_the_day is None else self._room.do(ruleofday.put_in_rule)

    # -- the roll call

    @property
    def asked_about(self) -> tuple[AgreedRule, ...]:
        """The rules each person is asked about by name."""
        return for_roll_call(self.version, self._library.rules) if self.version else ()

    def still_to_ask(self) -> tuple[str, ...]:
        """Ids of those here who have not said yes to the rules in force."""
        if self.version is None:
            return ()
        agreed = {**self._past.agreed, **self._room.session.agreed}
        return rollcall.still_to_ask(self._room.session.here, agreed, self.version.number)

    @property
    def roll_call(self) -> RollCallTaken | None:
        """What the newest roll call about the rules in force left open; None before one."""
        taken = self._room.session.roll_call
        return taken if taken and self.version and taken.version == self.version.number else None

    def result(self) -> str:
        """How it stands among those here, without a name."""
        here = len(self._room.session.here)
        return rollcall.result(here - len(self.still_to_ask()), here, self.roll_call)

    def take(self, answers: Mapping[str, Answer]) -> Refusal | None:
        """Keep who said yes, count the rest, and park a question as a label without its words."""
        if self.version is None:
            return NO_RULES
        refusal = self._room.do(
            rollcall.take,
            answers,
            version=self.version.number,
            is_about_recording=rollcall.asks_about_recording(self.asked_about),
        )
        if refusal is None and "question" in answers.values():
            parked = parking.with_label(self._memory.parked, PARKED)
            self._memory.parked = self._memory.parked if isinstance(parked, Refusal) else parked
        return refusal

    # -- reviews

    def due(self) -> tuple[str, ...]:
        """Categories whose review is due and was not noted tonight."""
        found = reviews.due(self.version, self._library.rules, self._past.held, self._day)
        return tuple(category for category in found if category not in self._room.session.reviewed)

    def note_reviewed(self) -> Refusal | None:
        """Note that the group looked at its rules: at what was due, or at all of them."""
        wanted = self.due() or reviews.categories(self.version, self._library.rules)
        return self._room.do(reviews.note_reviewed, wanted) if wanted else NO_RULES

    # -- cards

    def joining_text(self, standing: str) -> str:
        """The card for those new here: what the group is for and what it is not, in its own words first."""
        own = [f"For: {self._group.purpose}"] if self._group.purpose else []
        own += [f"Not for: {self._group.not_for}"] if self._group.not_for else []
        return "\n\n".join(["\n".join(own), standing] if own else [standing])

    def contact_lines(self) -> tuple[str, ...]:
        """The contact persons' card."""
        return contacts.card(self._group, self._day)

    @property
    def _day(self) -> date:
        opened = self._room.session.opened
        return opened.planned_start.astimezone(ZoneInfo(opened.zone)).date()
