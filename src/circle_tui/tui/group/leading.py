"""How a group leads: its policy, changed by a decision of the group."""

from typing import Protocol

from msgspec.structs import replace
from textual.content import Content

from circle_tui.core.errors import BadInput
from circle_tui.core.people.group import Group, by_first_letters
from circle_tui.core.people.policies import RotationPolicy, sentence
from circle_tui.core.people.rota import has_come_round
from circle_tui.core.record.ledger import turns
from circle_tui.desk import Desk
from circle_tui.tonight.leading import HAS_COME_ROUND
from circle_tui.tui.group.policy import PolicySheet
from circle_tui.tui.lobby.asking import Confirm, TextAnswer
from circle_tui.tui.lobby.picture import say_date
from circle_tui.tui.sheet import Host


class KeepsLeading(Host, Protocol):
    """The screen that keeps how a group leads."""

    desk: Desk

    @property
    def group(self) -> Group:
        """The group as it stands."""
        ...

    def keep_rotation(self, policy: RotationPolicy) -> None:
        """Keep what the group decided about leading."""
        ...


def leading_lines(desk: Desk, group: Group) -> Content:
    """How leading goes round, since when, and whether it has come round; no name of anybody."""
    policy = group.rotation
    since = f" Since {say_date(policy.decided_on)}." if policy.decided_on is not None else ""
    lines = [Content.styled("LEADING", "bold $quiet"), Content(f"{sentence(policy)}{since}")]
    if has_come_round(turns(desk.past(group)), group.members):
        lines.append(Content(HAS_COME_ROUND))
    return Content("\n").join(lines)


def open_policy(host: KeepsLeading) -> None:
    """Choose how leading goes round, and ask whether the group decided so."""
    says = "The group decides this: it holds from today, and is kept with the day."
    host.open_sheet(PolicySheet(host, host.group.rotation, lambda chosen: _chosen(host, chosen), says=says))


def _chosen(host: KeepsLeading, policy: RotationPolicy) -> None:
    if policy.kind == "fixed":
        host.open_sheet(
            TextAnswer(
                host,
                title="Who leads, until you decide otherwise?",
                text="Their name, or its first letters.",
                then=lambda letters: _decided(host, replace(policy, person=_person(host, letters))),
            )
        )
        return
    _decided(host, policy)


def _person(host: KeepsLeading, letters: str) -> str:
    members = host.group.current_members(host.desk.today(host.group))
    found = by_first_letters(members, " ".join(letters.split()))
    if len(found) == 1:
        return found[0].id
    if found:
        raise BadInput("More than one name begins like this: a letter more tells them apart.")
    raise BadInput("Nobody in the group has a name that begins like this.")


def _decided(host: KeepsLeading, policy: RotationPolicy) -> None:
    decided = replace(policy, decided_on=host.desk.today(host.group))
    host.open_sheet(
        Confirm(
            host,
            title="Has the group decided this?",
            text=f"{sentence(policy)} From today on. For one evening alone: l, then w, in that evening.",
            yes="we decided",
            then=lambda: host.keep_rotation(decided),
        )
    )
