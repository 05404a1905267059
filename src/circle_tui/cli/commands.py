"""From what was typed to the command that does it."""

import sys
from argparse import Namespace
from collections.abc import Sequence

from circle_tui.cli.arguments import Parser, parser
from circle_tui.cli.house import House
from circle_tui.cli.trouble import FailedError
from circle_tui.core.errors import BadInput

DONE, FAILED, USAGE = 0, 1, 2
SCREENS = (None, "start", "rehearse")
"""Commands that open the screen, which says itself what the shelf has to say."""


def run(arguments: Sequence[str]) -> int:
    """Do what was typed, say in one sentence why not, and give back the exit status."""
    typed = parser()
    try:
        return _do(typed, typed.parse_args(arguments))
    except SystemExit as leaving:
        return DONE if leaving.code is None else int(leaving.code)
    except BadInput as exc:
        print(f"circle: {exc}", file=sys.stderr)
        return USAGE
    except FailedError as exc:
        print(f"circle: {exc}", file=sys.stderr)
        return FAILED


def _do(typed: Parser, args: Namespace) -> int:
    house = House(getattr(args, "home", None), debug=getattr(args, "debug", False))
    if args.command in SCREENS:
        from circle_tui.cli import screen

        return screen.run(house, args)
    try:
        return _say(typed, house, args)
    finally:
        for notice in house.notices():
            print(f"circle: {notice}", file=sys.stderr)


def _say(typed: Parser, house: House, args: Namespace) -> int:
    match args.command:
        case "group":
            from circle_tui.cli import groups

            groups.run(house, args)
        case "sessions" | "show":
            from circle_tui.cli import sessions

            sessions.run(house, args)
        case "format":
            from circle_tui.cli import formats

            formats.run(house, args)
        case "where":
            print(f"Settings: {house.shown(house.places.config)}\nData: {house.shown(house.places.data)}")
        case "check":
            from circle_tui.cli import check

            return check.run(house)
        case "completion":
            print(_completion(typed, args.shell))
    return DONE


def _completion(typed: Parser, shell: str) -> str:
    try:
        import shtab
    except ImportError as exc:
        raise FailedError(
            "Shell completion needs shtab, which is not installed: `pipx inject circle-tui shtab` adds it."
        ) from exc
    return str(shtab.complete(typed, shell))
