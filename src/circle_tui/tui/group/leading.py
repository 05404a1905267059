"""How a group leads: its policy, changed by a decision of the group, and the rota behind a gate."""

from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import Protocol

from msgspec.structs import replace
from textual.content import Content

from circle_tui.core.clock.recurrence import say_day
from circle_tui.core.errors import BadInput
from circle_tui.core.people.group import Group, Member, by_first_letters
from circle_tui.core.people.policies import RotationPolicy, sentence
from circle_tui.core.people.rota import RotaRow, has_come_round, rota
from circle_tui.core.plan.series import next_start
from circle_tui.core.record.ledger import turns
from circle_tui.core.shown.words import names_in_a_row
from circle_tui.core.text import cut, pad
from circle_tui.desk import Desk
from circle_tui.tonight.leading import HAS_COME_ROUND
from circle_tui.tui.group.policy import PolicySheet
from circle_tui.tui.live.people import keyed, tiles
from circle_tui.tui.lobby.asking import Confirm, TextAnswer
from circle_tui.tui.lobby.picture import say_date, say_short
from circle_tui.tui.sheet import Host, KeyHint, Sheet

EVENINGS = 4
"""How many evenings a rota looks ahead."""
DATE_CELLS = 25
AS_IT_STANDS = "As it stands now, if those come who usually do, and say yes. Everyone may pass."
OR_BY_LOT = "Where several have waited as long, the lot may fall otherwise."


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

    def copy_out(self, text: str) -> None:
        """Copy a text."""
        ...


# -- the policy


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


# -- the rota


def next_rota(desk: Desk, group: Group) -> tuple[RotaRow, ...]:
    """Who would be asked on the next evenings, as things stand."""
    members = tuple(member for member in group.members if not member.is_guest)
    past = turns(desk.past(group))
    return rota(group.rotation, past, members, islice(_dates(desk, group), EVENINGS), desk.draw)


def _dates(desk: Desk, group: Group) -> Iterator[date]:
    start = desk.preparation.scheduled(group)
    while True:
        yield group.recurrence.day_of(start)
        start = next_start(group.recurrence, group.series, start)


class RotaSheet(Sheet):
    """The next evenings with names; to copy for the group, or one person's for that member alone."""

    title = "The next evenings"
    opened_by = "t"

    def __init__(self, host: KeepsLeading) -> None:
        super().__init__(host)
        self._keeper = host
        self._rows = next_rota(host.desk, host.group)
        self._is_choosing = False

    def body(self) -> Content:
        """A line an evening, and what it rests on."""
        if self._is_choosing:
            return Content.assemble("Whose evenings?\n\n", tiles(self._people, wide=self.wide))
        lines = [self._line(row) for row in self._rows]
        policy = self._keeper.group.rotation
        words = f"{sentence(policy)} {rests_on(self._rows)}"
        return Content("\n").join([*lines, Content(""), Content.styled(words, "$quiet")])

    def _line(self, row: RotaRow) -> Content:
        wide = min(DATE_CELLS, self.wide // 2)
        names = self._names(row) or "a volunteer"
        return Content.assemble(
            (
                pad(
                    cut(say_day(row.on) if self.wide >= 2 * DATE_CELLS else say_short(row.on), wide - 1), wide
                ),
                "$quiet",
            ),
            cut(names, self.wide - wide),
        )

    def _names(self, row: RotaRow) -> str:
        names = self._keeper.group.names()
        return names_in_a_row([names[person] for person in row.people])

    @property
    def _people(self) -> dict[str, Member]:
        asked = {person for row in self._rows for person in row.people}
        people = [item for item in self._keeper.group.members if item.id in asked]
        return keyed(sorted(people, key=lambda item: item.name.casefold()))

    def hints(self) -> tuple[KeyHint, ...]:
        """Its own keys."""
        if self._is_choosing:
            return (("a key", "copies theirs"), ("esc", "back"))
        return (("y", "copy for the group"), ("o", "copy for one member"), ("esc", "back"))

    def press(self, key: str) -> bool:
        """Copy all of it, or what is one member's."""
        if self._is_choosing:
            member = self._people.get(key)
            if member is not None:
                self._is_choosing = False
                self._keeper.copy_out(for_one(self._rows, member))
            return member is not None
        if key == "y":
            self._keeper.copy_out(for_all(self._rows, self._keeper.group))
        elif key == "o":
            self._is_choosing = True
        else:
            return False
        return True


def for_all(rows: tuple[RotaRow, ...], group: Group) -> str:
    """The rota as lines of text for the group."""
    names = group.names()
    lines = [f"{group.name}: who would be asked to lead"]
    for row in rows:
        asked = names_in_a_row([names[person] for person in row.people]) or "a volunteer"
        lines.append(f"{say_day(row.on)}: {asked}")
    return "\n".join([*lines, rests_on(rows)])


def for_one(rows: tuple[RotaRow, ...], member: Member) -> str:
    """What of the rota is one member's, as lines of text for them alone."""
    days = [say_day(row.on) for row in rows if member.id in row.people]
    return f"{member.name}, you would be asked to lead on {names_in_a_row(days)}.\n{rests_on(rows)}"


def rests_on(rows: tuple[RotaRow, ...]) -> str:
    """What a rota rests on, in a sentence or two."""
    return f"{AS_IT_STANDS} {OR_BY_LOT}" if any(row.is_drawn for row in rows) else AS_IT_STANDS
