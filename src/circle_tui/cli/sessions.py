"""The commands about sessions: list them, show the record of one.

Names come from the groups' own files; a person who is no longer in one has none.
"""

from argparse import Namespace
from typing import NamedTuple
from zoneinfo import ZoneInfo

from circle_tui.cli.house import House, to_json
from circle_tui.cli.trouble import FailedError
from circle_tui.core.errors import BadInput
from circle_tui.core.fold import fold
from circle_tui.core.group import Group
from circle_tui.core.ledger import SessionRecord, record
from circle_tui.core.shelf import Shelf
from circle_tui.core.text import clean_line

LAST = "last"
UNKNOWN_GROUP = "a group no longer here"


class Listed(NamedTuple):
    """A session on the shelf."""

    record: SessionRecord
    is_open: bool


def run(house: House, args: Namespace) -> None:
    """Do what was asked about sessions."""
    groups = {group.id: group for group in house.shelf.groups()}
    listed = all_sessions(house.shelf)
    if args.command == "sessions":
        print(to_json([line_of(item, groups) for item in listed]) if args.json else _list(listed, groups))
        return
    chosen = one_session(listed, args.session)
    if args.json:
        print(to_json(page_of(chosen, groups)))
        return
    from circle_tui.export import markdown

    group = groups.get(chosen.record.group)
    name, names = (group.name, group.names()) if group else (UNKNOWN_GROUP, {})
    if args.markdown:
        print(markdown.session_page(chosen.record, group=name, names=names), end="")
        return
    print(_page(chosen, name, names))


def all_sessions(shelf: Shelf) -> tuple[Listed, ...]:
    """Every session, open or closed, the newest first; an open one as it stood last."""
    found = [Listed(item, is_open=False) for item in shelf.records()]
    for item in shelf.open_sessions():
        entries = shelf.entries(item.id)
        found.append(Listed(record(fold(entries), entries[-1].at), is_open=True))
    return tuple(sorted(found, key=lambda item: (item.record.planned_start, item.record.id), reverse=True))


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
    `planned_minutes`; `people`: how many were there; `is_rehearsal`.
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
    }


def page_of(item: Listed, groups: dict[str, Group]) -> dict[str, object]:
    """What `circle show SESSION --json` says: everything `sessions --json` does, and

    `limits_card`: `read`, `not read` or `not reached`; `rules_version`: a number or null; `facilitator`: a
    person or null; `segments`, in the order of the agenda: `{id, title, planned_seconds, actual_seconds,
    leader, how, drawn_among, presenter}`, where `how` is `offered`, `volunteered`, `chosen` or null and
    `drawn_among` lists the people a lot was drawn among; `attendance`: `{person, seconds_present, is_late,
    is_guest}`; `led`: the people who led, in the order in which they were named.

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
                "drawn_among": [person(id_) for id_ in part.drawn_among],
                "presenter": person(part.presenter),
            }
            for part in past.segments
        ],
        "attendance": [
            {
                "person": person(seen.person),
                "seconds_present": seen.seconds_present,
                "is_late": seen.is_late,
                "is_guest": seen.is_guest,
            }
            for seen in past.attendance
        ],
        "led": [person(id_) for id_ in past.led],
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
    words = ("left open", *(["rehearsal"] if past.is_rehearsal else []))[0 if item.is_open else 1 :]
    remark = f" ({', '.join(words)})" if words else ""
    return f"{past.id}  {start:%Y-%m-%d %H:%M}  {past.planned_minutes:>3} min  {name}{remark}"


def _page(item: Listed, name: str, names: dict[str, str]) -> str:
    from circle_tui.export.markdown import SOMEONE, held, minutes, remark

    past = item.record
    zone = ZoneInfo(past.zone)
    start = past.planned_start.astimezone(zone)
    lines = [
        f"{name}, {start:%Y-%m-%d %H:%M}, {past.planned_minutes} minutes ({past.zone})",
        *(["  a rehearsal: this group is made up"] if past.is_rehearsal else []),
        f"  held        {held(past, zone)}{', left open' if item.is_open else ''}",
        f"  mode        {past.mode}, {past.format}",
        f"  limits card {past.limits_card}",
        "  planned and taken, in minutes",
    ]
    for part in past.segments:
        roles = [
            *([f"led by {names.get(part.leader, SOMEONE)}"] if part.leader else []),
            *([f"brought by {names.get(part.presenter, SOMEONE)}"] if part.presenter else []),
        ]
        lengths = f"{minutes(part.planned_seconds):>3} {minutes(part.actual_seconds):>3}"
        lines.append("  ".join((f"    {lengths}", part.title, *roles)))
    lines.append("  here, in minutes")
    for seen in past.attendance:
        how = remark(is_late=seen.is_late, is_guest=seen.is_guest)
        who = names.get(seen.person, SOMEONE)
        lines.append(f"        {minutes(seen.seconds_present):>3}  {who}{f' ({how})' if how else ''}")
    return "\n".join(lines)
