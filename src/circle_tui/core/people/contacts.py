"""Whom a complaint or a worry can be brought to: contact persons, and one way outside of the group.

Never the facilitator alone, who may be the one it is about.
"""

from collections.abc import Sequence
from datetime import date

from msgspec.structs import replace

from circle_tui.core.errors import BadInput
from circle_tui.core.people.group import Group, Member, same_name

MOST = 3
FACILITATOR_ALONE = "The only contact would be whoever usually holds the evening: name somebody besides."
NOBODY = "No contact persons are named yet: o on the page of the group, g in the lobby, names two."


def with_contacts(group: Group, names: str, on: date) -> Group:
    """The group with these contact persons, named in one line; BadInput for what cannot be.

    An empty line takes them all away.
    """
    people = [_member(group, name, on) for name in names.replace(";", ",").split(",") if name.strip()]
    chosen = tuple(dict.fromkeys(member.id for member in people))
    if len(chosen) > MOST:
        raise BadInput(f"{MOST} contact persons at most: two are the usual number.")
    if is_facilitator_alone(group, chosen):
        raise BadInput(FACILITATOR_ALONE)
    return replace(group, contacts=chosen)


def is_facilitator_alone(group: Group, contacts: Sequence[str]) -> bool:
    """Whether there is no contact but the one who usually holds the evening."""
    return bool(contacts) and all(person == group.facilitator for person in contacts)


def contact_names(group: Group, on: date) -> tuple[str, ...]:
    """What those contact persons are called who belong to the group on a day."""
    current = {member.id: member.name for member in group.current_members(on)}
    return tuple(current[person] for person in group.contacts if person in current)


def card(group: Group, on: date) -> tuple[str, ...]:
    """The contact persons' card, a line each: it alone names people whether they are here or not."""
    names = contact_names(group, on)
    lines = [f"Contact persons: {', '.join(names)}." if names else NOBODY]
    current = {member.id for member in group.current_members(on)}
    if names and is_facilitator_alone(group, [person for person in group.contacts if person in current]):
        lines.append(FACILITATOR_ALONE)
    if group.outside_contact:
        lines.append(f"Outside: {group.outside_contact}")
    return tuple(lines)


def _member(group: Group, name: str, on: date) -> Member:
    wanted = " ".join(name.split())
    known = same_name(group, wanted)
    if known is None or known not in group.current_members(on):
        raise BadInput(
            f"Nobody in the group is called “{wanted[:40]}”: a name as the roster has it is right."
        )
    return known
