"""The commands that open the screen: the lobby, tonight's evening, a rehearsal.

What was typed is checked before the terminal is looked at, and the terminal before anything is written.
"""

import gc
import os
import sys
from argparse import Namespace
from typing import TYPE_CHECKING

from circle_tui.cli.house import House, one_group, usable, whole_number
from circle_tui.cli.trouble import FailedError
from circle_tui.core.clock.recurrence import LONGEST, SHORTEST
from circle_tui.core.errors import BadInput
from circle_tui.core.people.group import NextPlan
from circle_tui.core.shelf import NotSavedError
from circle_tui.core.text import clean_line
from circle_tui.desk import Desk
from circle_tui.opening import Opening

if TYPE_CHECKING:
    from circle_tui.export.hat import Hat

MOST_CASES = 12
"""More than fit into any evening; how many its format holds, the format says."""


def run(house: House, args: Namespace) -> int:
    """Open the screen and give back its exit status."""
    match args.command:
        case "start" if args.from_hat is not None:
            return _go_on(house, args)
        case "start":
            opening = opening_of(house, args)
            _needs_a_terminal()
            return _open(house.desk, opening, debug=house.debug)
        case "rehearse":
            return _rehearse(house, args)
        case _:
            _needs_a_terminal()
            return _open(house.desk, Opening(), debug=house.debug)


def opening_of(house: House, args: Namespace) -> Opening:
    """Where `circle start` begins; BadInput for what was typed, FailedError when there is no group."""
    minutes = None if args.minutes is None else whole_number(args.minutes, "--minutes", SHORTEST, LONGEST)
    cases = None if args.cases is None else whole_number(args.cases, "--cases", 1, MOST_CASES)
    groups = house.desk.groups()
    if args.group is None and not groups:
        raise FailedError(
            "There is no group yet: `circle` sets one up with you, and so does `circle group new`."
        )
    if args.group is None and len(groups) > 1:
        names = ", ".join(group.name for group in groups)
        raise BadInput(f"There is more than one group: say --group with one of {names}.")
    group = groups[0] if args.group is None else one_group(groups, args.group)
    mode = group.mode if args.topic is None else "topic"
    if args.format is not None and mode not in house.desk.preparation.format(args.format).modes:
        suiting = ", ".join(item.slug for item in house.desk.preparation.formats(mode))
        raise BadInput(f"The format {args.format} is not made for {mode}: say one of {suiting}.")
    topics = house.desk.library.topics
    if args.topic is not None and args.topic not in topics:
        known = ", ".join(topics)
        raise BadInput(f"There is no topic “{clean_line(args.topic, limit=60)}”: say one of {known}.")
    is_another = args.format is not None or args.topic is not None
    before = NextPlan(minutes=group.next_plan.minutes) if is_another else group.next_plan
    planned = NextPlan(args.format or before.format, minutes or before.minutes, cases or before.cases)
    return Opening(group=group.id, starts_at_once=True, planned=planned, topic=args.topic)


def _go_on(house: House, args: Namespace) -> int:
    """Go on with an evening that somebody handed over."""
    from circle_tui import handover
    from circle_tui.export.hat import unpack
    from circle_tui.system.handed import read_handed

    if any(value is not None for value in (args.group, args.format, args.minutes, args.cases, args.topic)):
        raise BadInput("--from-hat brings its own group and plan: it stands alone.")
    try:
        text = read_handed(args.from_hat)
    except OSError as exc:
        shown = clean_line(args.from_hat, limit=60)
        raise BadInput(f"I could not read {shown} ({exc.strerror or 'it cannot be opened'}).") from exc
    hat = unpack(text)
    if handover.has_ended(hat):
        return _put_away(house, hat)
    _needs_a_terminal()
    try:
        evening = handover.take(house.desk, hat)
    except NotSavedError as exc:
        raise FailedError(str(exc)) from exc
    return _open(house.desk, Opening(evening=evening), debug=house.debug)


def _put_away(house: House, hat: "Hat") -> int:
    """Keep an evening that comes back closed; there is nothing to go on with."""
    from circle_tui import handover

    try:
        past = handover.put_away(house.desk, hat)
    except NotSavedError as exc:
        raise FailedError(str(exc)) from exc
    finally:
        for notice in house.notices():
            print(f"circle: {notice}", file=sys.stderr)
    print(f"The evening is back, and has ended: `circle show {past.id}` shows it.")
    return 0


def _rehearse(house: House, args: Namespace) -> int:
    from circle_tui import rehearsal
    from circle_tui.system.zone import local_zone

    speed, people = rehearsal.SPEED, rehearsal.USUAL
    if args.speed is not None:
        speed = whole_number(args.speed, "--speed", rehearsal.SLOWEST, rehearsal.FASTEST)
    if args.people is not None:
        people = whole_number(args.people, "--people", rehearsal.FEWEST, rehearsal.MOST)
    format_slug = args.format or rehearsal.FORMAT
    house.desk.preparation.format(format_slug)
    folder = None
    if args.keep is not None:
        if not args.keep.strip():
            raise BadInput("--keep needs a folder, such as --keep /path/to/folder.")
        folder = usable(args.keep).data
    _needs_a_terminal()
    try:
        held = rehearsal.rehearse(
            house.desk,
            speed=speed,
            people=people,
            format_slug=format_slug,
            zone=local_zone(),
            shelf=None if folder is None else house.shelf_in(folder),
        )
    except NotSavedError as exc:
        raise FailedError(str(exc)) from exc
    return _open(held.desk, Opening(evening=held.evening), debug=house.debug)


def _needs_a_terminal() -> None:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise FailedError("The screen needs a terminal, and this is none: run `circle` in a terminal window.")
    if os.environ.get("TERM", "") == "dumb":
        raise FailedError(
            "This terminal cannot place letters on a screen (TERM is dumb): run `circle` in another one."
        )


def _open(desk: Desk, opening: Opening, *, debug: bool) -> int:
    # What is made from here to the first picture stays; looking for garbage in it takes a seventh of the
    # start. The screen has Python look for it again as soon as it is painted.
    gc.disable()
    from circle_tui.tui import crash
    from circle_tui.tui.app import run as run_screen

    crash.install(debug=debug)
    status, says = run_screen(desk, opening, debug=debug)
    if says:
        print(says)
    return status
