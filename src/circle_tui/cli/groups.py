"""The commands about groups: set one up, list them, show one.

Names stand in what these print: they are for the facilitator's own eyes.
"""

import re
from argparse import Namespace
from datetime import date, time
from typing import get_args
from zoneinfo import ZoneInfo

from circle_tui.cli.house import House, one_group, to_json, whole_number
from circle_tui.cli.trouble import FailedError
from circle_tui.core.clock.recurrence import LONGEST, SHORTEST, describe, recur, say_when, zone_named
from circle_tui.core.errors import BadInput
from circle_tui.core.people import roster
from circle_tui.core.people.group import Group, size_remark
from circle_tui.core.plan.modes import MODES, STARTER_FORMATS, Mode
from circle_tui.core.shelf import NotSavedError
from circle_tui.core.text import clean, clean_line
from circle_tui.desk import Desk

_TIME = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def run(house: House, args: Namespace) -> None:
    """Do what was asked about groups."""
    match args.action:
        case "new":
            print(_new(house.desk, args))
        case "list":
            groups = house.desk.groups()
            print(
                to_json([about(house.desk, group) for group in groups])
                if args.json
                else _list(house.desk, groups)
            )
        case "show":
            group = _chosen(house.desk.groups(), args.group)
            print(to_json(about(house.desk, group)) if args.json else _page(house.desk, group))
        case "add" | "change" | "forget":
            from circle_tui.cli import people

            people.run(house, args, _chosen(house.desk.groups(), args.group))


def about(desk: Desk, group: Group) -> dict[str, object]:
    """What `circle group show --json` says about a group; `list --json` gives a list of these.

    `id`, `name`, `mode`, `format`, `venue`, `closing_line`; `facilitator`: `{id, name}` or null;
    `meets`: `{every, first, at, minutes, zone, skipped, next}` with dates as YYYY-MM-DD, `at` as HH:MM and
    `next` as an instant; `members`: a list of
    `{id, name, joined, left, rests_until, is_guest, pronouns, consented_on}`; `is_closed`: whether somebody
    new joins only by consent; `rules`: `{version, on, rules: [{id, text}]}` as in force, or null;
    `loose_ends`: labels.
    """
    names = group.names()
    rules, meets = group.rules_in_force, group.recurrence
    return {
        "id": group.id,
        "name": group.name,
        "mode": group.mode,
        "format": group.format,
        "venue": group.venue,
        "closing_line": group.closing_line,
        "facilitator": None
        if group.facilitator is None
        else {"id": group.facilitator, "name": names.get(group.facilitator)},
        "meets": {
            "every": meets.every,
            "first": meets.first,
            "at": f"{meets.at:%H:%M}",
            "minutes": meets.minutes,
            "zone": meets.zone,
            "skipped": meets.skipped,
            "next": desk.preparation.scheduled(group),
        },
        "members": group.members,
        "is_closed": group.is_closed,
        "rules": None if rules is None else {"version": rules.number, "on": rules.on, "rules": rules.rules},
        "loose_ends": group.loose_ends,
    }


def _new(desk: Desk, args: Namespace) -> str:
    mode = _mode(args.mode)
    chosen = desk.preparation.format(args.format or STARTER_FORMATS[mode])
    if mode not in chosen.modes:
        suiting = ", ".join(item.slug for item in desk.preparation.formats(mode))
        raise BadInput(f"The format {chosen.slug} is not made for {mode}: say one of {suiting}.")
    members = args.members.split(",")
    _check_facilitator(args.facilitator, members)
    zone = _zone(args.zone)
    meets = recur(
        args.every,
        at=_time(args.at),
        minutes=chosen.minutes
        if args.minutes is None
        else whole_number(args.minutes, "--minutes", SHORTEST, LONGEST),
        zone=zone.key,
        today=desk.clock.now().astimezone(zone).date(),
        first=None if args.first is None else _day(args.first),
    )
    try:
        group = desk.register.make_group(
            name=args.name,
            members=members,
            recurrence=meets,
            mode=mode,
            format_slug=chosen.slug,
            venue="video call" if args.venue is None else args.venue,
            facilitator=args.facilitator,
        )
        if args.closed:
            group = desk.register.change(group, lambda now: roster.closed(now, is_closed=True))
    except NotSavedError as exc:
        raise FailedError(str(exc)) from exc
    return "\n".join(
        line
        for line in (
            f"{group.name} is set up: {_people(desk, group)}, {describe(meets)}.",
            f"The next evening is {_next(desk, group)}. `circle` opens it.",
            size_remark(len(group.members)),
        )
        if line
    )


def _list(desk: Desk, groups: tuple[Group, ...]) -> str:
    if not groups:
        return "There is no group yet: `circle` sets one up with you, and so does `circle group new`."
    return "\n".join(f"{group.name}: {_people(desk, group)}, next {_next(desk, group)}" for group in groups)


def _page(desk: Desk, group: Group) -> str:
    names = group.names()
    rules = group.rules_in_force
    today = desk.today(group)
    lines = [
        group.name,
        f"  meets     {describe(group.recurrence)}",
        f"  next      {_next(desk, group)}",
        f"  mode      {group.mode}, usually {group.format}",
        f"  where     {group.venue}",
        f"  holds it  {names.get(group.facilitator or '', 'nobody named')}",
        f"  members   {', '.join(member.name for member in group.current_members(today)) or 'nobody'}",
        *(["  joining   once those in the group have said yes"] if group.is_closed else []),
    ]
    if rules is not None:
        lines += [
            f"  rules     version {rules.number} of {rules.on}",
            *(f"    {rule.text}" for rule in rules.rules),
        ]
    return "\n".join(lines)


def _chosen(groups: tuple[Group, ...], wanted: str | None) -> Group:
    if wanted is not None:
        return one_group(groups, wanted)
    if not groups:
        raise FailedError(
            "There is no group yet: `circle` sets one up with you, and so does `circle group new`."
        )
    if len(groups) > 1:
        names = ", ".join(group.name for group in groups)
        raise BadInput(f"There is more than one group: say which, one of {names}.")
    return groups[0]


def _people(desk: Desk, group: Group) -> str:
    count = len(group.current_members(desk.today(group)))
    return "one person" if count == 1 else f"{count or 'no'} people"


def _next(desk: Desk, group: Group) -> str:
    coming = desk.preparation.scheduled(group)
    return say_when(coming, desk.clock.now(), ZoneInfo(group.recurrence.zone))


def _mode(said: str | None) -> Mode:
    for mode in MODES:
        if said in (None, mode):
            return mode
    known = ", ".join(get_args(Mode))
    raise BadInput(f"There is no mode “{clean(said or '', limit=40)}”: say one of {known}.")


def _time(said: str) -> time:
    found = _TIME.fullmatch(said.strip())
    if found is None:
        raise BadInput(f"--at cannot be “{clean_line(said, limit=40)}”: say a time of day such as 13:30.")
    return time(int(found[1]), int(found[2]))


def _day(said: str) -> date:
    try:
        return date.fromisoformat(said if _DAY.fullmatch(said) else "")
    except ValueError:
        shown = clean_line(said, limit=40)
        raise BadInput(
            f"--from cannot be “{shown}”: say a day as year-month-day, such as 2026-11-26."
        ) from None


def _zone(said: str | None) -> ZoneInfo:
    if said is not None:
        return zone_named(said)
    from circle_tui.system.zone import local_zone

    return ZoneInfo(local_zone())


def _check_facilitator(said: str | None, members: list[str]) -> None:
    if said is None:
        return
    names = [clean(name) for name in members if clean(name)]
    if clean(said).casefold() not in [name.casefold() for name in names]:
        raise BadInput(f"“{clean(said, limit=40)}” is not among the members: say one of {', '.join(names)}.")
