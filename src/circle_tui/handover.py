"""Taking the hat: an evening from another machine goes on at a desk of one's own, or comes back to it.

The copy that stayed behind where the hat was passed gives way to the one that comes back; the wishes to bring
something, which no hat holds, are taken over from it.
"""

from collections.abc import Collection, Sequence
from contextlib import suppress

import msgspec
from msgspec.structs import replace

from circle_tui.core.agreements.rules import RulesVersion, has_same_words
from circle_tui.core.errors import BadInput
from circle_tui.core.happening.events.evening import HatPassed, Redone, Undone
from circle_tui.core.happening.events.log import Entry
from circle_tui.core.happening.events.naming import PresentingAsked, PresentingPassed, PresentingWithdrawn
from circle_tui.core.happening.events.presence import PersonArrived
from circle_tui.core.happening.fold import fold, last_happening, taken_back
from circle_tui.core.people.group import Group, same_name, with_people_of, with_words_decided
from circle_tui.core.people.mending import with_mend
from circle_tui.core.record.ledger import SessionRecord, record
from circle_tui.core.shelf import Journal, NotSavedError
from circle_tui.desk import Desk
from circle_tui.export.hat import Hat
from circle_tui.tonight.evening import Evening

RUNS_HERE = (
    "This evening is open on this machine, and was not handed on from it: `circle start` goes on with it."
)
CLOSED_HERE = "This evening stands among the past ones on this machine already: `circle sessions` lists it."
NOTHING_NEW = "The evening was closed here when it was handed on, and this hat holds nothing that came after."
LEFT_BEHIND = (PresentingAsked, PresentingPassed, PresentingWithdrawn)
"""What no hat holds, and whoever passed it still has."""


def has_ended(hat: Hat) -> bool:
    """Whether the evening is over, so that it comes back to be kept and not to go on."""
    return fold(hat.entries).phase == "ended"


def take(desk: Desk, hat: Hat) -> Evening:
    """Go on with the evening where it stands.

    BadInput when it runs or stands here already and was not handed on from here; NotSavedError.
    """
    hat = _as_known_here(desk, hat)
    name = fold(hat.entries).opened.session
    stayed = _stayed_behind(desk, name)
    if stayed and not _is_newer(hat, stayed):
        return _taken_back(desk, name)
    _keep_group(desk, hat)
    journal = _journal(desk, name, hat, stayed)
    journal.close()
    return desk.resume(name)


def put_away(desk: Desk, hat: Hat) -> SessionRecord:
    """Keep an evening that has ended elsewhere among the past ones here; BadInput, NotSavedError as above."""
    hat = _as_known_here(desk, hat)
    name = fold(hat.entries).opened.session
    stayed = _stayed_behind(desk, name)
    _keep_group(desk, hat)
    journal = _journal(desk, name, hat, stayed)
    try:
        entries = journal.entries()
        desk.keep_for_good(journal, entries)
    finally:
        journal.close()
    return record(fold(entries), entries[-1].at)


def _stayed_behind(desk: Desk, name: str) -> tuple[Entry, ...]:
    """What is here of an evening that was handed on; empty where nothing is, BadInput for any other."""
    is_open = any(item.id == name for item in desk.left_open())
    if not is_open and not any(item.id == name for item in desk.shelf.records()):
        return ()
    entries = desk.shelf.entries(name)
    if not fold(entries).has_passed_hat:
        raise BadInput(RUNS_HERE if is_open else CLOSED_HERE)
    return entries


def _is_newer(hat: Hat, stayed: Sequence[Entry]) -> bool:
    """Whether anything happened elsewhere since the hat was passed here."""
    passed = max(entry.at for entry in stayed if isinstance(entry.event, HatPassed))
    return last_happening(hat.entries) > passed


def _taken_back(desk: Desk, name: str) -> Evening:
    """The evening as it stayed behind, which nobody went on with."""
    if all(item.id != name for item in desk.left_open()):
        raise BadInput(NOTHING_NEW)
    evening = desk.resume(name)
    evening.room.undo()
    return evening


def _journal(desk: Desk, name: str, hat: Hat, stayed: Sequence[Entry]) -> Journal:
    """The journal of the evening with what the hat holds, whatever of it was here before."""
    if not stayed:
        return _begun(desk, name, hat)
    return desk.shelf.replace_session(name, _together(hat.entries, stayed))


def _begun(desk: Desk, name: str, hat: Hat) -> Journal:
    """A new journal with all of the evening in it, or none."""
    first, *rest = hat.entries
    journal = desk.shelf.create_session(name, first)
    try:
        journal.append(rest)
    except NotSavedError:
        journal.close()
        with suppress(BadInput, NotSavedError):
            desk.shelf.discard_session(name)
        raise
    return journal


def _together(handed: Sequence[Entry], stayed: Sequence[Entry]) -> tuple[Entry, ...]:
    """What came back, with the wishes that stayed behind, in order of time and numbered anew."""
    gone = taken_back(stayed)
    wishes = [item for item in stayed if isinstance(item.event, LEFT_BEHIND) and item.move not in gone]
    from_where = [*((item, "back") for item in handed), *((item, "here") for item in wishes)]
    ordered = sorted(from_where, key=lambda pair: pair[0].at)
    moves: dict[tuple[str, int], int] = {}
    for item, where in ordered:
        moves.setdefault((where, item.move), len(moves) + 1)
    return tuple(
        _numbered(item, number, moves, where) for number, (item, where) in enumerate(ordered, start=1)
    )


def _numbered(entry: Entry, number: int, moves: dict[tuple[str, int], int], where: str) -> Entry:
    event = entry.event
    if isinstance(event, Undone | Redone):
        event = replace(event, move=moves.get((where, event.move), 0))
    return replace(entry, seq=number, move=moves[where, entry.move], event=event)


def _as_known_here(desk: Desk, hat: Hat) -> Hat:
    """The hat with whoever is in the group here under the id they have here.

    Where an evening goes on nobody is known who was not here when it was handed on; whoever came then was
    let in as a guest, under an id of that machine.
    """
    known = next((group for group in desk.groups() if group.id == hat.group.id), None)
    if known is None:
        return hat
    ids = {member.id for member in known.members}
    same = {
        member.id: here
        for member in hat.group.members
        if member.id not in ids and (here := same_name(known, member.name)) is not None
    }
    if not same:
        return hat
    text = msgspec.json.encode(hat).decode()
    for there, here in same.items():
        text = text.replace(f'"{there}"', f'"{here.id}"')
    hat = msgspec.json.decode(text, type=Hat)
    members = {here.id for here in same.values() if not here.is_guest}
    return replace(hat, entries=tuple(_as_member(entry, members) for entry in hat.entries))


def _as_member(entry: Entry, members: Collection[str]) -> Entry:
    event = entry.event
    if isinstance(event, PersonArrived) and event.person in members:
        return replace(entry, event=replace(event, is_guest=False))
    return entry


def _keep_group(desk: Desk, hat: Hat) -> None:
    """Have the group here, with whoever came elsewhere and what was agreed there."""
    if all(group.id != hat.group.id for group in desk.groups()):
        desk.shelf.save_group(hat.group)
        return
    desk.shelf.change_group(hat.group.id, lambda now: _joined(now, hat.group))


def _joined(known: Group, handed: Group) -> Group:
    """The group as it is kept here, with whoever was not in it, and what was agreed and mended there."""
    mends = known.mends
    for mend in handed.mends:
        mends = with_mend(mends, mend)
    joined = with_words_decided(with_people_of(known, handed), handed.decided)
    heard = {member.id: member.consented_on for member in handed.members}
    members = tuple(
        replace(item, consented_on=heard.get(item.id)) if item.consented_on is None else item
        for item in joined.members
    )
    return replace(
        joined,
        rules=_with_versions(known, handed.rules),
        mends=mends,
        members=members,
        loose_ends=handed.loose_ends or known.loose_ends,
    )


def _with_versions(known: Group, handed: Sequence[RulesVersion]) -> tuple[RulesVersion, ...]:
    """The versions that are known, one that was reaffirmed there with its later day, and the newer ones."""
    number = known.rules_in_force.number if known.rules_in_force else 0
    newer = tuple(version for version in handed if version.number > number)
    on = {version.number: version for version in handed}
    return (*(_reaffirmed(version, on.get(version.number)) for version in known.rules), *newer)


def _reaffirmed(version: RulesVersion, there: RulesVersion | None) -> RulesVersion:
    if there is None or not has_same_words(version.rules, there.rules):
        return version
    return replace(version, on=max(version.on, there.on))
