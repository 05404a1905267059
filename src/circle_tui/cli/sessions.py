"""The commands about sessions: list them, show the record of one.

Names come from the groups' own files; a person who is no longer in one has none.
"""

import sys
from argparse import Namespace
from functools import partial
from io import TextIOWrapper
from typing import NamedTuple
from zoneinfo import ZoneInfo

from circle_tui.cli.house import House, to_json
from circle_tui.cli.records import Listed, line_of, page_of
from circle_tui.cli.trouble import FailedError
from circle_tui.core.errors import BadInput
from circle_tui.core.happening.fold import fold
from circle_tui.core.people.group import Group
from circle_tui.core.plan.topics import Topic
from circle_tui.core.record.course import course_of, courses_up_to
from circle_tui.core.record.insight import Look, look
from circle_tui.core.record.ledger import SessionRecord, record
from circle_tui.core.record.remembered import remembered
from circle_tui.core.shelf import Shelf
from circle_tui.core.text import clean_line

LAST = "last"
UNKNOWN_GROUP = "a group no longer here"


class Titles(NamedTuple):
    """What things are called that a record has by their slugs."""

    format: str
    topic: Topic | None
    noted: tuple[str, ...]
    """What was noted as used."""


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
    if args.csv:
        _print_table(chosen, seen)
        return
    library = house.desk.library
    topic = library.topics.get(chosen.record.topic)
    if args.json:
        print(to_json(page_of(chosen, seen, groups, topic)))
        return
    known = library.formats.get(chosen.record.format)
    used = tuple(
        library.care[slug].title if slug in library.care else slug for slug in chosen.record.protocols
    )
    titles = Titles(known.title if known else chosen.record.format, topic, used)
    _print_page(chosen, seen, groups.get(chosen.record.group), titles, for_notes=args.markdown)


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


def _print_page(chosen: Listed, seen: Look, group: Group | None, titles: Titles, *, for_notes: bool) -> None:
    from circle_tui.export import markdown, plain

    past = chosen.record
    name, names = (group.name, group.names()) if group else (UNKNOWN_GROUP, {})
    page = partial(
        markdown.session_page if for_notes else partial(plain.session_page, is_open=chosen.is_open),
        past,
        seen,
        group=name,
        names=names,
        format_title=titles.format,
        topic=titles.topic,
        noted=titles.noted,
    )
    print(page(), end="" if for_notes else "\n")


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
