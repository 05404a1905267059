"""The hat: a running evening as a block of text that somebody else opens on their own machine.

It holds the plan, the minutes, who is here or away and who has led, the agreed rules, and what the room may
see of the group: what it is for, whom one can turn to, when it meets. Whoever is not here tonight is an id
without a name, but for the contact persons, whose card names them to all; it holds no opt-out, no prompt, no
wish, and nothing that was said. An evening that is closed goes back the same way to where the group keeps its
evenings.
"""

import base64
import binascii
import re
import zlib
from collections.abc import Sequence

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from circle_tui.core.agreements.rules import RulesVersion
from circle_tui.core.errors import BadInput
from circle_tui.core.happening.events.agreements import CaseWorkAgreed, RollCallTaken
from circle_tui.core.happening.events.clock import TalkTurned
from circle_tui.core.happening.events.evening import HatPassed
from circle_tui.core.happening.events.log import Entry
from circle_tui.core.happening.events.naming import (
    PresentingAsked,
    PresentingPassed,
    PresentingWithdrawn,
    RotationChanged,
)
from circle_tui.core.happening.events.presence import AwayNoted, DoorAsked, DoorHeld
from circle_tui.core.happening.fold import fold, taken_back
from circle_tui.core.happening.keeping import kept
from circle_tui.core.people.group import Group, Member
from circle_tui.core.people.policies import RotationPolicy
from circle_tui.core.text import clean

BEGINS, ENDS = "--- circle hat begins ---", "--- circle hat ends ---"
_BETWEEN = re.compile(
    r"circle\s+hat\s+begins[\s>–—-]*(.*?)[\s>–—-]*circle\s+hat\s+ends", re.DOTALL | re.IGNORECASE
)
"""What a chat may make of it: quoted, indented, in one line, its hyphens made dashes."""
_OF_THE_CHAT = re.compile(r"[\s>]")
LINE = 76
LARGEST = 2_000_000
"""Bytes: more than any evening needs, and less than would fill a memory."""
NO_HAT = "This is no hat, or a part of it is missing: copy it once more, from its first line to its last."
NOT_HANDED_ON = (HatPassed, PresentingAsked, PresentingPassed, PresentingWithdrawn)
"""Wishes are nobody's business on another machine."""
FOR_TONIGHT = (CaseWorkAgreed, DoorAsked, DoorHeld, RollCallTaken, RotationChanged, TalkTurned)
"""Not kept when the evening is sealed, and yet needed to go on with it at the same point."""


class Hat(Struct, frozen=True, forbid_unknown_fields=True):
    """What another machine needs to go on with an evening."""

    group: Group
    entries: tuple[Entry, ...]


def pack(entries: Sequence[Entry], group: Group) -> str:
    """Give back the evening as lines of text to copy for one member."""
    facts = [entry for entry in kept(entries) if not isinstance(entry.event, NOT_HANDED_ON)]
    facts = sorted((*facts, *_for_tonight(entries)), key=lambda entry: entry.seq)
    handed = tuple(replace(entry, seq=number) for number, entry in enumerate(facts, 1))
    hat = Hat(group=_as_the_room_knows_it(group, facts), entries=handed)
    packed = base64.b64encode(zlib.compress(msgspec.json.encode(hat), 9)).decode("ascii")
    lines = [packed[start : start + LINE] for start in range(0, len(packed), LINE)]
    return "\n".join([BEGINS, *lines, ENDS])


def unpack(text: str) -> Hat:
    """Give back what was packed, whatever a chat made of its lines; BadInput when it is no hat."""
    found = _BETWEEN.search(text)
    if found is None:
        raise BadInput(NO_HAT)
    packed = _OF_THE_CHAT.sub("", found[1])
    try:
        opener = zlib.decompressobj()
        said = opener.decompress(base64.b64decode(packed, validate=True), LARGEST)
        if not opener.eof:
            raise BadInput(NO_HAT)
        hat = msgspec.json.decode(said, type=Hat)
        session = fold(hat.entries)
    except (binascii.Error, zlib.error, ValueError, KeyError) as exc:
        raise BadInput(NO_HAT) from exc
    if session.opened.group != hat.group.id:
        raise BadInput(NO_HAT)
    return replace(hat, group=_cleaned(hat.group))


def _for_tonight(entries: Sequence[Entry]) -> list[Entry]:
    """What the room sees and whoever goes on needs: who is away now, how the door and the talk stand."""
    left_out, away = taken_back(entries), fold(entries).away
    standing = [entry for entry in entries if entry.move not in left_out]
    gone = {
        entry.event.person: entry
        for entry in standing
        if isinstance(entry.event, AwayNoted) and entry.event.person in away
    }
    return [*gone.values(), *(entry for entry in standing if isinstance(entry.event, FOR_TONIGHT))]


def _as_the_room_knows_it(group: Group, facts: Sequence[Entry]) -> Group:
    """The group without anybody who is not named to the room, and without what is not for it.

    Loose ends stay behind while the evening runs; one that was closed brings the labels of its close.
    """
    evening = fold(facts)
    opened, here = evening.opened, set(evening.attended)
    named = here | {member.id for member in group.current_members(opened.day) if member.id in group.contacts}
    decided = {item.id for item in evening.decisions}
    new_here = here.intersection(opened.newcomers or ())
    return Group(
        id=group.id,
        name=group.name,
        mode=group.mode,
        format=group.format,
        recurrence=group.recurrence,
        members=tuple(
            Member(
                id=member.id,
                name=member.name,
                joined=member.joined,
                is_guest=member.is_guest,
                consented_on=member.consented_on if member.id in new_here else None,
            )
            for member in group.members
            if member.id in named
        ),
        rules=_read_tonight(group, opened.rules_version),
        facilitator=group.facilitator if group.facilitator in here else None,
        venue=group.venue,
        closing_line=group.closing_line,
        opening=group.opening,
        series=group.series,
        packs=group.packs,
        purpose=group.purpose,
        not_for=group.not_for,
        contacts=group.contacts,
        outside_contact=group.outside_contact,
        loose_ends=group.loose_ends if evening.phase == "ended" else (),
        mends=tuple(item for item in group.mends if item.session == opened.session),
        decided=tuple(item for item in group.decided if item.id in decided),
        rotation=group.rotation if group.rotation.person in {None, *here} else RotationPolicy(),
    )


def _read_tonight(group: Group, at_first: int | None) -> tuple[RulesVersion, ...]:
    """The rules that were in force at first, and each version written since: the room has read them all."""
    return (
        tuple(version for version in group.rules[:-1] if version.number >= (at_first or 0)) + group.rules[-1:]
    )


def _cleaned(group: Group) -> Group:
    members = tuple(replace(member, name=clean(member.name)) for member in group.members)
    labels = tuple(clean(label) for label in group.loose_ends)
    return replace(group, name=clean(group.name), members=members, loose_ends=labels)
