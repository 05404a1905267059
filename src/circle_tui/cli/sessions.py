"""The commands about sessions: list them, show the record of one.

Names come from the groups' own files; a person who is no longer in one has none.
"""

import sys
from argparse import Namespace
from io import TextIOWrapper
from typing import NamedTuple
from zoneinfo import ZoneInfo

from circle_tui.cli.house import House, to_json
from circle_tui.cli.trouble import FailedError
from circle_tui.core.errors import BadInput
from circle_tui.core.happening.fold import fold
from circle_tui.core.people.group import Group
from circle_tui.core.record.course import course_of, courses_up_to
from circle_tui.core.record.insight import Change, Look, look
from circle_tui.core.record.ledger import SessionRecord, record
from circle_tui.core.record.remembered import remembered
from circle_tui.core.shelf import Shelf
from circle_tui.core.text import clean_line

LAST = "last"
UNKNOWN_GROUP = "a group no longer here"


class Listed(NamedTuple):
    """A session on the shelf."""

    record: SessionRecord
    is_open: bool

    @property
    def is_told(self) -> bool:
        """Whether it is a session at all: what was closed and never began is none."""
        return self.is_open or self.record.has_begun


def run(house: House, args: Namespace) -> None:
    """Do what was asked about sessions."""
    groups = {group.id: group for group in house.shelf.groups()}
    listed = all_sessions(house.shelf, groups)
    if args.command == "sessions":
        print(to_json([line_of(item, groups) for item in listed]) if args.json else _list(listed, groups))
        return
    chosen = one_session(listed, args.session)
    if args.hat:
        print(_hat(house.shelf, chosen, groups))
        return
    seen = look_at(chosen, listed)
    if args.json:
        print(to_json(page_of(chosen, seen, groups)))
    elif args.csv:
        _print_table(chosen, seen)
    else:
        known = house.desk.library.formats.get(chosen.record.format)
        in_words = known.title if known else chosen.record.format
        _print_page(chosen, seen, groups.get(chosen.record.group), in_words, for_notes=args.markdown)


def _hat(shelf: Shelf, chosen: Listed, groups: dict[str, Group]) -> str:
    """A closed evening as a block of text, to hand it back to where the group keeps its evenings."""
    from circle_tui.export.hat import pack

    past = chosen.record
    if chosen.is_open:
        raise FailedError("This evening is still open: y, and then h, on its screen hands it on.")
    if past.is_passed_on:
        raise FailedError("This evening was handed on from here: whoever went on with it hands it back.")
    if past.group not in groups:
        raise FailedError("The group of this evening is not on this machine any more.")
    return pack(shelf.entries(past.id), groups[past.group])


def look_at(chosen: Listed, listed: tuple[Listed, ...]) -> Look:
    """The closing look at a session; what is still open is no evening to learn from."""
    sealed = [item.record for item in listed if not item.is_open]
    past = courses_up_to(chosen.record, sealed)
    return look(course_of(chosen.record), past)


def _print_table(chosen: Listed, seen: Look) -> None:
    from circle_tui.export.tables import session_table

    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")  # whatever the terminal speaks: this is for a file
    print(session_table(chosen.record.id, seen), end="")


def _print_page(
    chosen: Listed, seen: Look, group: Group | None, format_title: str, *, for_notes: bool
) -> None:
    from circle_tui.export import markdown, plain

    past = chosen.record
    name, names = (group.name, group.names()) if group else (UNKNOWN_GROUP, {})
    if for_notes:
        print(markdown.session_page(past, seen, group=name, names=names, format_title=format_title), end="")
    else:
        is_open = chosen.is_open
        print(
            plain.session_page(
                past, seen, group=name, names=names, format_title=format_title, is_open=is_open
            )
        )


def all_sessions(shelf: Shelf, groups: dict[str, Group]) -> tuple[Listed, ...]:
    """Every session, open or closed, the newest first; an open one as it stood last.

    Closed ones are as their group remembers them.
    """
    found = [Listed(_remembered(item, groups), is_open=False) for item in shelf.records()]
    for item in shelf.open_sessions():
        entries = shelf.entries(item.id)
        found.append(Listed(record(fold(entries), entries[-1].at), is_open=True))
    told = (item for item in found if item.is_told)
    return tuple(sorted(told, key=lambda item: (item.record.planned_start, item.record.id), reverse=True))


def _remembered(past: SessionRecord, groups: dict[str, Group]) -> SessionRecord:
    group = groups.get(past.group)
    return past if group is None else remembered((past,), group)[0]


def one_session(listed: tuple[Listed, ...], wanted: str) -> Listed:
    """The session of an id or of how it begins, or the newest for `last`; BadInput when it is not one."""
    said = clean_line(wanted, limit=64)
    if not listed:
        raise FailedError("There is no session yet: `circle` begins one.")
    if said == LAST:
        return listed[0]
    exact = [item for item in listed if item.record.id == said]
    found = exact or [item for item in listed if said and item.record.id.startswith(said)]
    if len(found) == 1:
        return found[0]
    if found:
        some = ", ".join(item.record.id for item in found[:3])
        raise BadInput(f"“{said}” could be any of {len(found)} sessions, such as {some}: say more of the id.")
    raise BadInput(f"There is no session “{said}”: say `{LAST}`, or an id that `circle sessions` lists.")


def line_of(item: Listed, groups: dict[str, Group]) -> dict[str, object]:
    """What `circle sessions --json` says about a session, in a list with the newest first.

    `id`; `state`: `open` or `closed`; `group`: `{id, name}`; `mode`; `format`; `zone`; `planned_start`,
    `began_at` and `ended_at` as instants in UTC, the last two null while it has not come to that;
    `planned_minutes`; `people`: how many were there; `is_rehearsal`; `is_handed_on`: whether somebody else
    went on with it on another machine, so that it is known only up to then.
    """
    past = item.record
    return {
        "id": past.id,
        "state": "open" if item.is_open else "closed",
        "group": _group(past.group, groups),
        "mode": past.mode,
        "format": past.format,
        "zone": past.zone,
        "planned_start": past.planned_start,
        "planned_minutes": past.planned_minutes,
        "began_at": past.began_at,
        "ended_at": past.ended_at,
        "people": len(past.attendance),
        "is_rehearsal": past.is_rehearsal,
        "is_handed_on": past.is_passed_on,
    }


def page_of(item: Listed, seen: Look, groups: dict[str, Group]) -> dict[str, object]:
    """What `circle show SESSION --json` says: everything `sessions --json` does, and

    `limits_card`: `read`, `not read` or `not reached`; `rules_version`: a number or null; `facilitator`: a
    person or null; `segments`, in the order of the agenda: `{id, title, planned_seconds, actual_seconds,
    leader, how, beside, presenter}`, where `how` is `offered`, `volunteered`, `chosen`, `picked`, `swapped`,
    or null for nobody and for what was mended, and `beside` leads it together with the leader;
    `attendance`: `{person, seconds_present, own_seconds, is_late, is_guest}`, where `own_seconds` is the time
    in which they brought something; `led`: the people who led, in the order in which they were named;
    `look`: what `look_of` says.

    A person is `{id, name}`, and `name` is null for somebody who is no longer in the group's file.
    """
    past = item.record
    group = groups.get(past.group)
    names = group.names() if group else {}

    def person(id_: str | None) -> dict[str, str | None] | None:
        return None if id_ is None else {"id": id_, "name": names.get(id_)}

    return {
        **line_of(item, groups),
        "limits_card": past.limits_card,
        "rules_version": past.rules_version,
        "facilitator": person(past.facilitator),
        "segments": [
            {
                "id": part.id,
                "title": part.title,
                "planned_seconds": part.planned_seconds,
                "actual_seconds": part.actual_seconds,
                "leader": person(part.leader),
                "how": part.how,
                "beside": person(part.beside),
                "presenter": person(part.presenter),
            }
            for part in past.segments
        ],
        "attendance": [
            {
                "person": person(seen.person),
                "seconds_present": seen.seconds_present,
                "own_seconds": seen.own_seconds,
                "is_late": seen.is_late,
                "is_guest": seen.is_guest,
            }
            for seen in past.attendance
        ],
        "led": [person(id_) for id_ in past.led],
        "look": look_of(seen),
    }


def look_of(seen: Look) -> dict[str, object]:
    """The closing look for programs: times alone, nobody named.

    `planned_seconds` and `actual_seconds`: the whole evening from begin to end, or its segments together
    while it has not ended; `planned_outside_seconds` and `actual_outside_seconds`: what of that belongs to
    none of the segments, lost from the agenda, paused or left out; `began_late_seconds` and
    `ended_late_seconds`: after the plan, negative when before it, null while it has not come to that;
    `segments`, in the order of the agenda: `{id, title, planned_seconds, actual_seconds,
    difference_minutes, difference}`, the last in words; `evenings`: how many of the same group and format
    were looked at for habits, five at most; `habits`: `{segment, title, runs, minutes, evenings}`, where
    `runs` is `over` or `under`, `minutes` the median and `evenings` how many of them; `suggestion`: null or
    `{segment, title, minutes_now, minutes_then, taken_from, sentence}`, where `taken_from` is null or
    `{segment, title, minutes_now, minutes_then}`.
    """
    told = seen.suggestion
    return {
        "planned_seconds": seen.planned_seconds,
        "actual_seconds": seen.actual_seconds,
        "planned_outside_seconds": seen.planned_outside_seconds,
        "actual_outside_seconds": seen.actual_outside_seconds,
        "began_late_seconds": seen.began_late_seconds,
        "ended_late_seconds": seen.ended_late_seconds,
        "segments": [
            {
                "id": part.id,
                "title": part.title,
                "planned_seconds": part.planned_seconds,
                "actual_seconds": part.actual_seconds,
                "difference_minutes": part.difference_minutes,
                "difference": part.says,
            }
            for part in seen.segments
        ],
        "evenings": seen.evenings,
        "habits": [
            {
                "segment": habit.segment,
                "title": habit.title,
                "runs": habit.runs,
                "minutes": habit.minutes,
                "evenings": habit.evenings,
            }
            for habit in seen.habits
        ],
        "suggestion": {
            **_change(told.change),
            "taken_from": _change(told.payer) if told.payer else None,
            "sentence": told.sentence,
        }
        if told
        else None,
    }


def _change(change: Change) -> dict[str, object]:
    return {
        "segment": change.segment,
        "title": change.title,
        "minutes_now": change.minutes_now,
        "minutes_then": change.minutes_then,
    }


def _group(id_: str, groups: dict[str, Group]) -> dict[str, str | None]:
    return {"id": id_, "name": groups[id_].name if id_ in groups else None}


def _list(listed: tuple[Listed, ...], groups: dict[str, Group]) -> str:
    if not listed:
        return "There is no session yet: `circle` begins one."
    return "\n".join(_line(item, groups) for item in listed)


def _line(item: Listed, groups: dict[str, Group]) -> str:
    past = item.record
    start = past.planned_start.astimezone(ZoneInfo(past.zone))
    name = groups[past.group].name if past.group in groups else UNKNOWN_GROUP
    holds = (
        ("left open", item.is_open and not past.is_passed_on),
        ("handed on, still open here", item.is_open and past.is_passed_on),
        ("handed on", not item.is_open and past.is_passed_on),
        ("rehearsal", past.is_rehearsal),
    )
    words = [word for word, is_so in holds if is_so]
    remark = f" ({', '.join(words)})" if words else ""
    return f"{past.id}  {start:%Y-%m-%d %H:%M}  {past.planned_minutes:>3} min  {name}{remark}"
