"""A group: who is in it, when it meets, what it agreed. The only place where names stand."""

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from circle_tui.core.agenda import Step
from circle_tui.core.modes import Mode
from circle_tui.core.recurrence import Recurrence
from circle_tui.core.rules import RulesVersion

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


def by_first_letters(members: Sequence[Member], letters: str) -> tuple[Member, ...]:
    """Members whose name begins with `letters`, whatever the case; an exact name alone if there is one."""
    wanted = letters.casefold()
    if not wanted:
        return ()
    exact = tuple(member for member in members if member.name.casefold() == wanted)
    return exact or tuple(member for member in members if member.name.casefold().startswith(wanted))
