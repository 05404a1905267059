"""Whom a complaint or a worry can be brought to: two contact persons, or one and a way outside of the group.

Whoever it is about, there is somebody else to go to. Never the facilitator alone.
"""

from collections.abc import Sequence
from datetime import date

from msgspec.structs import replace

from circle_tui.core.errors import BadInput
from circle_tui.core.people.group import Group, Member, by_first_letters

MOST = 3
FACILITATOR_ALONE = "The only contact would be whoever usually holds the evening: name somebody besides."
ONE_ALONE = "One contact person alone leaves no way past them: name a second, or first a way outside."
NO_WAY_OUTSIDE = "With one contact person the way outside is the other way: name a second one first."
NOBODY = "No contact persons are named yet: o on the page of the group, g in the lobby, names two."


def with_contacts(group: Group, names: str, on: date) -> Group:
    """The group with these contact persons, named in one line by their names or the first letters of them.

    An empty line takes them all away. BadInput for what cannot be: somebody twice, or one alone.
    """
    chosen: list[str] = []
    for name in names.replace(";", ",").split(","):
        if name.strip():
            member = _member(group, name, on)
            if member.id in chosen:
                raise BadInput(f"{member.name} stands there twice: a second contact person is somebody else.")
            chosen.append(member.id)
    if len(chosen) > MOST:
        raise BadInput(f"{MOST} contact persons at most: two are the usual number.")
    if is_facilitator_alone(group, chosen):
        raise BadInput(FACILITATOR_ALONE)
    if len(chosen) == 1 and not group.outside_contact:
        raise BadInput(ONE_ALONE)
    return replace(group, contacts=tuple(chosen))


def with_outside(group: Group, words: str, on: date) -> Group:
    """The group with a way outside; BadInput for none where one contact person alone would be left."""
    if not words and len(contact_names(group, on)) == 1:
        raise BadInput(NO_WAY_OUTSIDE)
    return replace(group, outside_contact=words)


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
    elif len(names) == 1 and not group.outside_contact:
        lines.append(ONE_ALONE)
    if group.outside_contact:
        lines.append(f"Outside: {group.outside_contact}")
    return tuple(lines)


def _member(group: Group, name: str, on: date) -> Member:
    wanted = " ".join(name.split())
    found = by_first_letters(group.current_members(on), wanted)
    if len(found) == 1:
        return found[0]
    if found:
        raise BadInput(f"More than one name begins like “{wanted[:40]}”: a letter more tells them apart.")
    raise BadInput(f"Nobody in the group has a name that begins like “{wanted[:40]}”.")
