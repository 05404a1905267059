"""A format of ours as a file of one's own, to change its minutes in; never over a file that is there."""

from collections.abc import Callable, Container

from msgspec.structs import fields

from circle_tui.content.reading import BUNDLED, bundled_names
from circle_tui.core.errors import BadInput
from circle_tui.core.plan.frame import Frame
from circle_tui.core.ports import TextFile
from circle_tui.core.shelf import NotSavedError
from circle_tui.core.text import clean_line

FOLDER = "formats"
HEADING = """\
# This format is yours now: change it here as you like. Without this file ours holds again.
# Minutes of a step: at least, at best, at most; where it says each, they are seconds a person.

"""
ABOUT_THE_FRAME = """\
# Opening, check-in and check-out at 60, 75 and 90 minutes; without the # in front a line holds.
# opening, check_in_most and check_out_most are minutes, check_in and check_out seconds a person.
"""
FRAME = "[frame]\n"


class Copies:
    """Where copies go; `file_of` gives the file of a name within the person's own folder."""

    def __init__(self, file_of: Callable[[str], TextFile]) -> None:
        self._file_of = file_of

    def keep(self, slug: str, own: Container[str]) -> str:
        """Write our format to a file of one's own; gives back its name within the folder.

        BadInput when there is no such format of ours, or one of one's `own` already; NotSavedError when it
        could not be written.
        """
        names = bundled_names(FOLDER)
        if slug not in names:
            shown = clean_line(slug, limit=60)
            raise BadInput(f"There is no format of ours called “{shown}”; there are {', '.join(names)}.")
        name = f"{FOLDER}/{slug}.toml"
        if slug in own or self._is_there(name):
            raise BadInput(
                f"There is a format of your own called {slug} already, in {FOLDER}: change it there."
            )
        try:
            self._file_of(name).write(copied(slug))
        except OSError as error:
            reason = error.strerror or "no reason given"
            raise NotSavedError(f"The format could not be written ({reason}).") from None
        return name

    def _is_there(self, name: str) -> bool:
        try:
            return bool(self._file_of(name).read())
        except (OSError, UnicodeDecodeError):
            return True


def copied(slug: str) -> str:
    """The text of our format with what a person needs to change it, the minutes it does not name among it."""
    text = (BUNDLED / FOLDER / f"{slug}.toml").read_text(encoding="utf-8")
    head, frame, rest = text.partition(FRAME)
    said = {line.partition(" =")[0] for line in rest.partition("\n\n")[0].splitlines()} if frame else set()
    unsaid = "".join(
        f"# {field.name} = {_toml(field.default)}\n" for field in fields(Frame) if field.name not in said
    )
    if frame:
        return f"{HEADING}{head}{ABOUT_THE_FRAME}{FRAME}{unsaid}{rest}"
    return f"{HEADING}{text.rstrip()}\n\n{ABOUT_THE_FRAME}# {FRAME}{unsaid}"


def _toml(value: object) -> str:
    match value:
        case str():
            return f'"{value}"'
        case tuple():
            return f"[{', '.join(map(str, value))}]"
        case _:
            return str(value)
