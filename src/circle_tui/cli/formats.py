"""The command about formats: put one of ours among a person's own files."""

from argparse import Namespace

from circle_tui.cli.house import House
from circle_tui.cli.trouble import FailedError
from circle_tui.content.copies import Copies
from circle_tui.core.shelf import NotSavedError
from circle_tui.system.textfile import TextFile


def run(house: House, args: Namespace) -> None:
    """Copy a format and say where it is."""
    folder = house.places.config
    copies = Copies(lambda name: TextFile(folder / name))
    try:
        name = copies.keep(args.slug, house.desk.library.own_formats)
    except NotSavedError as exc:
        raise FailedError(str(exc)) from exc
    print(f"{house.shown(folder / name)} is yours now: change its minutes there; evenings are planned by it.")
