"""What the group agreed on, as it stands tonight: the roll call, the rule of the day, reviews, cards."""

from datetime import date

from msgspec import Struct

from circle_tui.content.load import Library
from circle_tui.core.agreements import decisions, reviews, rollcall, ruleofday
from circle_tui.core.agreements.decisions import Decision, words_of
from circle_tui.core.agreements.reviews import Held
from circle_tui.core.agreements.rules import (
    AgreedRule,
    RulesVersion,
    for_joining,
    for_roll_call,
    rule_of_the_day,
)
from circle_tui.core.clock import timing
from circle_tui.core.happening.refusal import Refusal
from circle_tui.core.people import contacts
from circle_tui.core.people.group import Group, Member
from circle_tui.core.record.ledger import SessionRecord
from circle_tui.core.record.ledger import decisions as decisions_of
from circle_tui.room import Room
from circle_tui.tonight.memory import Memory
from circle_tui.tonight.rollcall import RollCall

NO_RULES = Refusal("No rules are agreed yet. The group's page, g in the lobby, begins with a starter set.")


class Past(Struct, frozen=True):
    """What earlier evenings say about agreements."""

    agreed: dict[str, int] = {}
    """The version each person said yes to last, by id."""
    asked: dict[int, frozenset[str]] = {}
    """Who was at an evening on which a version was asked about, by version."""
    held: tuple[Held, ...] = ()
    decisions: tuple[Decision, ...] = ()
    """What the group decided, as it stood when the evening began, the newest first."""


def past_of(records: tuple[SessionRecord, ...]) -> Past:
    """What these records say about agreements."""
    return Past(
        agreed=rollcall.newest(records),
        asked=rollcall.asked_in(records),
        held=reviews.held(records),
        decisions=decisions_of(records),
    )


class Agreeing:
    """Ground rules in the running evening."""

    def __init__(self, room: Room, group: Group, library: Library, memory: Memory, past: Past) -> None:
        self._room = room
        self._group = group
        self._library = library
        self._memory = memory
        self._past = past

    @property
    def day(self) -> date:
        """The day the evening is held on, where the group meets."""
        return self._room.session.opened.day

    @property
    def version(self) -> RulesVersion | None:
        """The rules in force."""
        return self._group.rules_in_force

    @property
    def rule_of_the_day(self) -> AgreedRule | None:
        """The rule that tonight looks at, on whatever machine; None without rules."""
        noted = self._room.session.opened.rule_of_the_day
        rules = self.version.rules if self.version else ()
        return next(
            (rule for rule in rules if rule.id == noted),
            rule_of_the_day(self.version, len(self._past.held)),
        )

    def put_in_rule(self) -> Refusal | None:
        """Give the rule of the day its minute."""
        return NO_RULES if self.rule_of_the_day is None else self._room.do(ruleofday.put_in_rule)

    # -- the roll call

    @property
    def asked_about(self) -> tuple[AgreedRule, ...]:
        """The rules each person is asked about by name."""
        return for_roll_call(self.version, self._library.rules) if self.version else ()

    @property
    def roll_call(self) -> RollCall | None:
        """The roll call about the rules in force; None without any."""
        if self.version is None:
            return None
        return RollCall(
            self._room,
            self._memory,
            self.version,
            self.asked_about,
            self._past.agreed,
            self._past.asked.get(self.version.number, frozenset()),
        )

    @property
    def is_case_work_waiting(self) -> bool:
        """Whether somebody here said not today to the rules, so that no case begins yet."""
        return self.roll_call is not None and self.roll_call.is_case_work_waiting

    @property
    def not_today(self) -> int:
        """How many of those here said not today to the rules."""
        return self.roll_call.not_today if self.roll_call is not None else 0

    # -- reviews

    def due(self) -> tuple[str, ...]:
        """Categories whose review is due and was not noted tonight."""
        found = reviews.due(self.version, self._library.rules, self._past.held, self.day)
        return tuple(category for category in found if category not in self._room.session.reviewed)

    def left_on_going_on(self) -> tuple[str, ...]:
        """Categories the review on the agenda looks at, when going on would leave it and nothing is noted."""
        following = timing.next_step(self._room.session, self._room.now())
        return reviews.left_on_going_on(self._room.session, following)

    def to_review(self) -> tuple[str, ...]:
        """What a look at the rules would be noted for: what is due, or else all of them."""
        return self.due() or reviews.categories(self.version, self._library.rules)

    def note_reviewed(self) -> Refusal | None:
        """Note that the group looked at its rules: at what was due, or at all of them."""
        wanted = self.to_review()
        return self._room.do(reviews.note_reviewed, wanted) if wanted else NO_RULES

    # -- those new here

    @property
    def to_welcome(self) -> tuple[Member, ...]:
        """Those here who are new and have not said yes to the joining card."""
        newcomers = set(self._room.session.opened.newcomers or ()) & set(self._room.session.here)
        return tuple(
            item for item in self._group.members if item.id in newcomers and item.consented_on is None
        )

    @property
    def asked_on_joining(self) -> tuple[AgreedRule, ...]:
        """The rules somebody new is asked about."""
        return for_joining(self.version, self._library.rules)

    # -- decisions

    def decisions_due(self) -> tuple[Decision, ...]:
        """Decisions whose day to be looked at again has come, but for those looked at tonight."""
        session = self._room.session
        settled = {look.decision for look in session.looked_at} | {
            made.replaces for made in session.decisions
        }
        due = decisions.due(self._past.decisions, self.day)
        return tuple(item for item in due if item.id not in settled)

    # -- cards

    def loose_ends_text(self, standing: str) -> str:
        """The card of loose ends: the labels, and which decision is to be looked at again."""
        labels = "\n".join(f"· {label}" for label in self._group.loose_ends)
        due = self.decisions_due()
        if not due:
            return labels or standing
        more = "\n· and more" if len(due) > 1 else ""
        return f"{labels or standing}\n\nTo look at again, d then 8:\n· {words_of(due[0])}{more}"

    def joining_text(self, standing: str) -> str:
        """The card for those new here: what the group is for and what it is not, in its own words first."""
        own = [f"For: {self._group.purpose}"] if self._group.purpose else []
        own += [f"Not for: {self._group.not_for}"] if self._group.not_for else []
        return "\n\n".join(["\n".join(own), standing] if own else [standing])

    def contact_lines(self) -> tuple[str, ...]:
        """The contact persons' card."""
        return contacts.card(self._group, self.day)
