"""A group: who is in it, when it meets, what it agreed. The only place where names stand."""

import unicodedata
from collections.abc import Callable, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from circle_tui.core.agreements.decisions import DecidedWords, Settled
from circle_tui.core.agreements.rules import RulesVersion
from circle_tui.core.clock.recurrence import Recurrence
from circle_tui.core.people.mending import LedInstead
from circle_tui.core.people.policies import EACH_SEGMENT, RotationPolicy
from circle_tui.core.people.swaps import Swap
from circle_tui.core.plan.agenda import Step
from circle_tui.core.plan.modes import Mode
from circle_tui.core.plan.series import Series, with_topic_on

FEW, MANY = 3, 12
"""Under three a circle is hard to hold; over twelve not everyone gets to speak."""


class Member(Struct, frozen=True, forbid_unknown_fields=True):
    """Somebody in the group, by the name they give themselves."""

    id: str
    name: str
    joined: date
    left: date | None = None
    rests_until: date | None = None
    """Not asked to lead up to and including this day; no reason is ever asked."""
    is_guest: bool = False
    pronouns: str = ""
    """As they give them; empty when they give none."""
    consented_on: date | None = None
    """The day on which they heard the joining card and said yes to it."""


class NextPlan(Struct, frozen=True, forbid_unknown_fields=True):
    """What is planned for the next evening alone, where it differs from what the group usually does."""

    format: str | None = None
    """A slug; None for the group's own."""
    minutes: int | None = None
    cases: int | None = None
    """How many bring something; None for as many as fit."""


AS_USUAL = NextPlan()
"""Nothing is planned apart from what the group usually does."""


class Group(Struct, frozen=True, forbid_unknown_fields=True):
    """What a group decided about itself."""

    id: str
    name: str
    mode: Mode
    format: str
    """Slug of the session format it usually works in."""
    recurrence: Recurrence
    members: tuple[Member, ...]
    rules: tuple[RulesVersion, ...] = ()
    """Every version it ever agreed, the one in force last."""
    facilitator: str | None = None
    """Id of the member who usually holds the evening."""
    venue: str = "video call"
    closing_line: str = ""
    """The group's own words at the very end."""
    loose_ends: tuple[str, ...] = ()
    """Up to three labels, without content, to come back to next time."""
    opening: tuple[Step, ...] = ()
    """The opening as the group keeps it; empty for the standing one."""
    series: Series | None = None
    """Dated evenings with their topics."""
    next_topic: str = ""
    """Slug of the topic chosen for the next evening, whatever the series says; gone once it is opened."""
    next_plan: NextPlan = AS_USUAL
    """What is planned for the next evening alone; gone once it is opened."""
    packs: tuple[str, ...] = ()
    """Slugs of the packs of rules and prompts that the group adopted by consent; none by default."""
    rotation: RotationPolicy = EACH_SEGMENT
    """How leading goes round."""
    swaps: tuple[Swap, ...] = ()
    """Turns of evenings to come that two people swapped; gone once they are past."""
    mends: tuple[LedInstead, ...] = ()
    """What was mended about who led, after an evening was closed."""
    is_closed: bool = False
    """Whether somebody new joins only once those in the group have said yes."""
    purpose: str = ""
    """What the group is for, in its own words; heard by those new here."""
    not_for: str = ""
    """What it is not, in its own words."""
    contacts: tuple[str, ...] = ()
    """Ids of those to whom a complaint or a worry can be brought; never the facilitator alone."""
    outside_contact: str = ""
    """A way outside of the group: a mediator, a body, a person, in the group's own words."""
    decided: tuple[DecidedWords, ...] = ()
    """The words of what it decided, as it approved them; the evenings have the ids and dates alone."""
    settled: tuple[Settled, ...] = ()
    """What it settled about itself between evenings, in order of time."""
    forgotten: tuple[str, ...] = ()
    """Ids of those who were forgotten, so that no older copy of the group brings a name back."""

    @property
    def rules_in_force(self) -> RulesVersion | None:
        """The newest version of its ground rules."""
        return self.rules[-1] if self.rules else None

    def current_members(self, on: date) -> tuple[Member, ...]:
        """Everyone who belongs to the group on a day, guests left out."""
        return tuple(
            member
            for member in self.members
            if member.joined <= on and (member.left is None or member.left >= on) and not member.is_guest
        )

    def names(self) -> dict[str, str]:
        """Name by id, of everyone who is or was in the group."""
        return {member.id: member.name for member in self.members}


def with_words_decided(group: Group, words: Sequence[DecidedWords]) -> Group:
    """The group with the words of decisions; those it has under the same id give way."""
    if not words:
        return group
    ids = {item.id for item in words}
    return replace(group, decided=(*(item for item in group.decided if item.id not in ids), *words))


def with_settled(group: Group, settled: Settled) -> Group:
    """The group with something it settled; of several changes to one thing on one day the last one stands."""
    others = tuple(
        item
        for item in group.settled
        if not settled.about or (item.on, item.about) != (settled.on, settled.about)
    )
    return replace(group, settled=(*others, settled))


def settled_on(group: Group, about: str) -> date | None:
    """The day on which the group settled something last; None when that is written down nowhere."""
    return next((item.on for item in reversed(group.settled) if item.about == about), None)


def topic_of(group: Group, on: date) -> str:
    """Slug of the topic of an evening on a day: the one chosen for it, or what the series says; or empty."""
    return group.next_topic or (group.series.topic(on) if group.series else "")


def with_topic_chosen(group: Group, on: date, topic: str) -> Group:
    """The group with a topic for its next evening, which is on that day; in its series where that has it."""
    if group.series is not None and on in group.series.dates:
        return replace(group, series=with_topic_on(group.series, on, topic), next_topic="")
    return replace(group, next_topic=topic)


def resting(group: Group, on: date) -> frozenset[str]:
    """Ids of those who are not asked to lead on a day."""
    return frozenset(
        member.id for member in group.members if member.rests_until is not None and member.rests_until >= on
    )


def size_remark(count: int) -> str:
    """A gentle word about the size of a group; empty when there is nothing to say."""
    if count < FEW:
        return "Under three, a circle leans heavily on each person. It works; go gently."
    if count > MANY:
        return "Over twelve, not everyone will get to speak. Two circles, or small rooms, may serve better."
    return ""


def same_name(group: Group, name: str) -> Member | None:
    """The member who goes by `name`, whatever the case; None when nobody does."""
    wanted = name.casefold()
    return next((member for member in group.members if member.name.casefold() == wanted), None)


def with_people_of(group: Group, other: Group) -> Group:
    """The group with whoever is in another copy of it alone; nobody who was forgotten comes back."""
    known = {*group.forgotten, *other.forgotten, *(member.id for member in group.members)}
    more = tuple(member for member in other.members if member.id not in known)
    return replace(group, members=(*group.members, *more)) if more else group


def by_first_letters(members: Sequence[Member], letters: str) -> tuple[Member, ...]:
    """Members whose name begins with `letters`, whatever the case; an exact name alone if there is one.

    Accents, and whatever sign a name begins with, may be left out: not every keyboard has them.
    """
    wanted, plain = letters.casefold(), _as_typed(letters)
    if not wanted:
        return ()
    has_accents = wanted != plain
    kinds: tuple[Callable[[str], bool], ...] = (
        lambda name: name.casefold() == wanted,
        lambda name: _as_typed(name) == plain != "",
        lambda name: has_accents and name.casefold().startswith(wanted),
        lambda name: plain != "" and _as_typed(name).startswith(plain),
    )
    found = (tuple(member for member in members if fits(member.name)) for fits in kinds)
    return next(filter(None, found), ())


def _as_typed(name: str) -> str:
    """A name as a plain keyboard has it: without case, accents, and signs before its first letter."""
    parted = unicodedata.normalize("NFD", name.casefold())
    plain = "".join(letter for letter in parted if not unicodedata.combining(letter))
    return plain[next((place for place, letter in enumerate(plain) if letter.isalnum()), len(plain)) :]
