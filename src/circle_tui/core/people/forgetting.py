"""Forgetting a person: what goes, what stays as times without a name, and where the name still stands.

Evenings know people by id alone, so a closed evening needs no change: without the name it says “somebody”.
The group's own words belong to the group, so they are shown and changed only where somebody chose that.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import cast

import msgspec
from msgspec import Struct

from circle_tui.core.clock.recurrence import say_day
from circle_tui.core.people.group import Group, Member
from circle_tui.core.record.ledger import SessionRecord

SOMEBODY = "somebody"
"""What stands where a name stood."""
SHORTEST_PART = 3
"""Letters a part of a name needs to be looked for by itself: “Anna” of “Anna van Berg”."""
NOT_WORDS = frozenset({
    "id", "mode", "format", "members", "recurrence", "facilitator", "series", "next_topic",
    "next_plan", "packs",
    "rotation", "swaps", "forgotten", "contacts", "kind", "prompt", "card", "each", "about",
})  # fmt: skip
"""Fields of a group, and of the steps of its opening, in which no words of its own stand."""
CALLED = {
    "name": "the group's name",
    "venue": "where you meet",
    "closing_line": "words to end with",
    "loose_ends": "a loose end",
    "rules": "a ground rule",
    "opening": "the opening",
    "purpose": "what you are for",
    "not_for": "what you are not",
    "outside_contact": "the way outside",
    "decided": "what was decided",
    "settled": "what was decided",
}

Path = tuple[str | int, ...]


class Standing(Struct, frozen=True):
    """A text of the group's own in which the name stands."""

    where: str
    text: str
    places: tuple[Path, ...]
    """Everywhere this text is kept: a rule stands in each version that has it."""


class Parting(Struct, frozen=True):
    """What forgetting somebody changes, to be looked at before it is done."""

    member: Member
    evenings: int
    """Closed evenings that have them by id."""
    set_aside: tuple[str, ...]
    """Names of damaged files that go with the name."""
    words: tuple[Standing, ...]
    """The group's own words in which the name stands."""
    decided: tuple[date, ...]
    """Days of decisions whose words, and the name, stand in the closed evening itself, as in old ones."""
    usually_holds: bool
    """Whether they usually hold the evening."""
    is_contact: bool
    """Whether complaints and worries can be brought to them."""
    leads_always: bool
    """Whether they lead until the group decides otherwise."""
    has_swapped: bool
    """Whether a turn of an evening to come was swapped with them."""
    is_elsewhere: bool
    """Whether another group has somebody of this name."""


def parting(
    group: Group,
    member: Member,
    *,
    records: Sequence[SessionRecord],
    set_aside: Sequence[str],
    others: Sequence[Group],
) -> Parting:
    """What it changes to forget a member, given the group's evenings and the damaged files that have them."""
    return Parting(
        member=member,
        evenings=sum(_is_in(record, member.id) for record in records),
        set_aside=tuple(set_aside),
        words=standing(group, member.name),
        decided=tuple(
            decision.on
            for record in records
            for decision in record.decisions
            if has_name(decision.text, member.name)
        ),
        usually_holds=group.facilitator == member.id,
        is_contact=member.id in group.contacts,
        leads_always=group.rotation.person == member.id,
        has_swapped=any(member.id in (swap.person, swap.other) for swap in group.swaps),
        is_elsewhere=any(
            known.name.casefold() == member.name.casefold()
            for other in others
            if other.id != group.id
            for known in other.members
        ),
    )


def says(parting: Parting) -> tuple[str, ...]:
    """What forgetting somebody changes, in whole sentences."""
    evenings, copies = parting.evenings, len(parting.set_aside)
    name = parting.member.name
    told = [
        f"{name} is in no closed evening."
        if not evenings
        else f"{name} is in {_counted(evenings, 'evening')} as times without words: "
        f"{'it keeps' if evenings == 1 else 'they keep'} “{SOMEBODY}”.",
        "The name goes from this group's file, with everything that is written down beside it.",
    ]
    if copies:
        told.append(
            f"{_counted(copies, 'damaged file').capitalize()} set aside, which may have the name inside, "
            f"{'goes' if copies == 1 else 'go'} too."
        )
    if parting.usually_holds:
        told.append("Nobody is named any more as the one who usually holds the evening.")
    if parting.is_contact:
        told.append("They are a contact person no longer: name somebody in their place.")
    if parting.leads_always:
        told.append("They lead no longer until you decide otherwise: until then somebody is asked in turn.")
    if parting.has_swapped:
        told.append("A swap of turns with them is gone: leading goes round as before.")
    told.extend(
        f"What was decided on {say_day(day)} {day.year} has the name in its words; "
        "that evening is closed and stays as it is."
        for day in parting.decided
    )
    if parting.is_elsewhere:
        told.append("Another group here has somebody of this name; nothing changes there.")
    told.append("Exports, backups and files of your own are not touched: look there yourself.")
    return tuple(told)


def says_after(group: Group, known: Parting) -> str:
    """What became of the name once it is forgotten, and where it still stands; in whole sentences."""
    name, days = known.member.name, _days(known.decided)
    has_left = bool(standing(group, name))
    if days:
        own = ", but for the words in which you left it" if has_left else ""
        return (
            f"The name is gone from this group's own file{own}. It still stands in what was decided on "
            f"{days}: closed evenings of an older Circle have the words inside, and never change."
        )
    if has_left:
        return "The name is gone, but for the group's own words in which you left it."
    return "The name is gone from every file of this group."


def _days(days: Sequence[date]) -> str:
    return " and ".join(f"{say_day(day)} {day.year}" for day in dict.fromkeys(days))


def standing(group: Group, name: str) -> tuple[Standing, ...]:
    """The group's own words in which a name or a part of it stands; the same text is named once."""
    found: dict[str, tuple[str, tuple[Path, ...]]] = {}
    for path, text in _texts(msgspec.to_builtins(group), ()):
        if has_name(text, name):
            where, places = found.get(text, (CALLED.get(str(path[0]), "the group's own words"), ()))
            found[text] = (where, (*places, path))
    return tuple(Standing(where, text, places) for text, (where, places) in found.items())


def forgotten(group: Group, member: Member, taken_out: Sequence[Standing] = ()) -> Group:
    """The group without a member and whatever is written down about them; their id alone is kept.

    It stays where it was mended who led, as it does in the evenings themselves: nobody else has led instead.

    In the words that are `taken_out` the name makes room for “somebody”.
    """
    fields = cast("dict[str, object]", msgspec.to_builtins(group))
    places = {path for words in taken_out for path in words.places}
    fields = cast("dict[str, object]", _reworded(fields, (), places, lambda text: blurred(text, member.name)))
    mends = fields["mends"]
    fields = cast("dict[str, object]", _without_id(fields, member.id))
    fields["mends"] = mends
    fields["forgotten"] = [*group.forgotten, member.id]
    return msgspec.convert(fields, Group)


def has_name(text: str, name: str) -> bool:
    """Whether a name, or a part of it that is a name of its own, stands in a text; whatever the case."""
    return _finder(name).search(unicodedata.normalize("NFC", text)) is not None


def has_whole_name(text: str, name: str) -> bool:
    """Whether a name stands in a text just as it is written, and not as part of a longer word."""
    name = unicodedata.normalize("NFC", name)
    return re.search(_as_word(name), unicodedata.normalize("NFC", text)) is not None


def blurred(text: str, name: str) -> str:
    """The text with “somebody” wherever the name or a part of it stood."""
    worded = _finder(name).sub(SOMEBODY, unicodedata.normalize("NFC", text))
    return worded[:1].upper() + worded[1:] if text[:1].isupper() else worded


def _finder(name: str) -> re.Pattern[str]:
    name = unicodedata.normalize("NFC", name)
    parts = [part for part in name.split() if len(part) >= SHORTEST_PART and not part.islower()]
    wanted = sorted({name, *parts}, key=len, reverse=True)
    return re.compile("|".join(map(_as_word, wanted)), re.IGNORECASE)


def _as_word(name: str) -> str:
    """A pattern for a name that is not part of a longer word; scripts without spaces know no such thing."""
    if any(unicodedata.east_asian_width(letter) in "WF" for letter in name):
        return re.escape(name)
    return rf"(?<!\w){re.escape(name)}(?!\w)"


def _texts(value: object, path: Path) -> Iterator[tuple[Path, str]]:
    match value:
        case str():
            yield path, value
        case Mapping():
            for key, item in value.items():
                if key not in NOT_WORDS:
                    yield from _texts(item, (*path, key))
        case list() | tuple():
            for place, item in enumerate(value):
                yield from _texts(item, (*path, place))
        case _:
            return


def _reworded(value: object, path: Path, places: set[Path], reword: Callable[[str], str]) -> object:
    match value:
        case str():
            return reword(value) if path in places else value
        case Mapping():
            return {key: _reworded(item, (*path, key), places, reword) for key, item in value.items()}
        case list() | tuple():
            return [_reworded(item, (*path, place), places, reword) for place, item in enumerate(value)]
        case _:
            return value


def _without_id(value: object, person: str) -> object:
    """The same without that id: out of lists go what is it or has it, out of everything else the field."""
    match value:
        case Mapping():
            return {
                key: _without_id(item, person) for key, item in value.items() if person not in (key, item)
            }
        case list() | tuple():
            return [
                _without_id(item, person)
                for item in value
                if item != person and not (isinstance(item, Mapping) and person in item.values())
            ]
        case _:
            return value


def _is_in(record: SessionRecord, person: str) -> bool:
    return person == record.facilitator or any(item.person == person for item in record.attendance)


def _counted(count: int, what: str) -> str:
    return f"one {what}" if count == 1 else f"{count} {what}s"
