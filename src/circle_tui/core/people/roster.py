"""What is written down about each person in a group, as they want it. No reason is ever asked."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from msgspec.structs import replace

from circle_tui.core.agreements.rules import Rule
from circle_tui.core.errors import BadInput
from circle_tui.core.people.group import Group, Member, same_name
from circle_tui.core.people.rotation import Turn, is_newcomer
from circle_tui.core.text import NAME_LIMIT, clean

NEW_MEMBERS = "new-members"
"""Id of the rule by which somebody new joins."""
NOT_THERE = "They are not in this group any more: it was changed in another window."
PARTS_NAMES = ",;"
"""What parts the names of several people in one line."""
LONGEST_PRONOUNS = 24
"""Characters: room for “she/her, they/them”."""


def usable_name(text: str) -> str:
    """A name as it can be written down; BadInput for none, for one that is too long, and for a list of names.

    Where several people are named in one line, commas part them: a name has none.
    """
    name = clean(text, limit=2 * NAME_LIMIT)
    if not name:
        raise BadInput("There is no name to write down.")
    if len(name) > NAME_LIMIT:
        raise BadInput(f"A name has at most {NAME_LIMIT} characters: what people call them is enough.")
    if any(sign in name for sign in PARTS_NAMES):
        raise BadInput("A comma or a semicolon parts two names: a name itself has none.")
    return name


def words_on_joining(group: Group, library: Mapping[str, Rule]) -> str:
    """The rule by which somebody new joins: as the group agreed it, else as the library has it."""
    own = group.rules_in_force.rules if group.rules_in_force else ()
    return next((rule.text for rule in own if rule.id == NEW_MEMBERS), library[NEW_MEMBERS].text)


def renamed(group: Group, person: str, name: str) -> Group:
    """The group with somebody under another name; BadInput for one that cannot be used."""
    cleaned = usable_name(name)
    known = same_name(group, cleaned)
    if known is not None and known.id != person:
        raise BadInput(
            f"{known.name} is in the group already: add a letter, so that the two can be told apart."
        )
    return _with_member(group, person, lambda member: replace(member, name=cleaned))


def with_pronouns(group: Group, person: str, pronouns: str) -> Group:
    """The group with somebody's pronouns as they give them; none for an empty text."""
    cleaned = clean(pronouns, limit=LONGEST_PRONOUNS)
    return _with_member(group, person, lambda member: replace(member, pronouns=cleaned))


def with_rest(group: Group, person: str, until: date | None) -> Group:
    """The group with somebody not asked to lead up to a day; None ends that."""
    return _with_member(group, person, lambda member: replace(member, rests_until=until))


def with_last_day(group: Group, person: str, last: date | None) -> Group:
    """The group with somebody belonging to it up to a day; None lets them stay.

    BadInput for a day before the one on which they joined.
    """
    joined = next((item.joined for item in group.members if item.id == person), None)
    if last is not None and joined is not None and last < joined:
        raise BadInput(
            f"The last day cannot be {last.isoformat()}: they joined on {joined.isoformat()}, and not before."
        )
    return _with_member(group, person, lambda member: replace(member, left=last))


def would_come_back(group: Group, person: str, last: date | None, today: date) -> bool:
    """Whether another last day, or none, lets somebody back in who is not in the group any more."""
    left = next((item.left for item in group.members if item.id == person), None)
    return left is not None and left < today and (last is None or last >= today)


def with_guest_joined(group: Group, person: str) -> Group:
    """The group with somebody belonging to it who came as a guest."""
    return _with_member(group, person, lambda member: replace(member, is_guest=False, left=None))


def with_joining_heard(group: Group, person: str, on: date | None) -> Group:
    """The group with the day on which somebody heard the joining card and said yes; None for not yet."""
    return _with_member(group, person, lambda member: replace(member, consented_on=on))


def restored(group: Group, before: Member) -> Group:
    """The group with what was written down about somebody before; BadInput when their name is taken now."""
    known = same_name(group, before.name)
    if known is not None and known.id != before.id:
        raise BadInput(f"There is another {known.name} now: the change stays.")
    return _with_member(group, before.id, lambda _: before)


def closed(group: Group, *, is_closed: bool) -> Group:
    """The group with its door for new members closed or open."""
    return replace(group, is_closed=is_closed)


def to_welcome(members: Sequence[Member], past: Sequence[Turn]) -> tuple[Member, ...]:
    """Those the joining card is for: new since the group's first evening, and without a yes to it yet.

    Whoever missed it on their first evening still hears it on the second; guests do not join. Somebody who
    was in the group before its first evening is not new, though they missed that one.
    """
    began = next((turn.on for turn in past if turn.attended), date.min)
    return tuple(
        member
        for member in members
        if member.consented_on is None
        and not member.is_guest
        and member.joined >= began
        and is_newcomer(member.id, past)
    )


def _with_member(group: Group, person: str, change: Callable[[Member], Member]) -> Group:
    if all(item.id != person for item in group.members):
        raise BadInput(NOT_THERE)
    return replace(
        group, members=tuple(change(item) if item.id == person else item for item in group.members)
    )
