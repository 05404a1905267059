"""What can be typed after `circle`, and what is said about everything else.

Values stay text here; whoever uses one reads it, and says what would be right.
"""

import re
from argparse import SUPPRESS, ArgumentParser, RawDescriptionHelpFormatter, _SubParsersAction
from typing import NoReturn

from circle_tui import __version__
from circle_tui.core.errors import BadInput
from circle_tui.core.text import clean_line

_CHOICE = re.compile(r"argument \S+: invalid choice: (?P<said>.*) \(choose from (?P<known>.*)\)", re.DOTALL)
_UNKNOWN = re.compile(r"unrecognized arguments: (?P<said>.*)", re.DOTALL)
_MISSING = re.compile(r"the following arguments are required: (?P<what>.*)")
_EMPTY = re.compile(r"argument (?P<what>[^:]+): expected (?:one|at least one) argument")
_TOGETHER = re.compile(r"argument (?P<one>[^:]+): not allowed with argument (?P<other>.+)")

EXAMPLE = """\
example:
  circle group new "Thursday Circle" --members "Dana, Ines, Jo" \\
      --every "2 weeks on thursday" --at 13:30 --minutes 90 --zone Europe/Berlin
"""


class Parser(ArgumentParser):
    """Says in a sentence what is wrong with what was typed, as BadInput."""

    def error(self, message: str) -> NoReturn:
        """Raise BadInput."""
        raise BadInput(self._sentence(message))

    def _sentence(self, message: str) -> str:
        if found := _CHOICE.fullmatch(message):
            known = found["known"].replace("'", "")
            return f"`{self.prog}` has no “{_shown(found['said'])}”: say one of {known}."
        if found := _UNKNOWN.fullmatch(message):
            said = _shown(found["said"])
            return f"`{self.prog}` does not know “{said}”: `{self.prog} --help` says what it knows."
        if found := _MISSING.fullmatch(message):
            tells = "has an example" if self.epilog else "says what that is"
            return f"`{self.prog}` needs {found['what']}: `{self.prog} --help` {tells}."
        if found := _EMPTY.fullmatch(message):
            return f"{found['what']} needs a value after it: `{self.prog} --help` says which."
        if found := _TOGETHER.fullmatch(message):
            return f"{found['one']} and {found['other']} do not go together: choose one of them."
        return f"`{self.prog}` did not understand that: {_shown(message)}."


def _shown(text: str) -> str:
    return clean_line(text.strip("'\""), limit=60)


def parser() -> Parser:
    """Everything that can be typed."""
    common = Parser(add_help=False)
    common.add_argument(
        "--home", metavar="DIR", default=SUPPRESS, help="keep settings and data in this folder"
    )
    common.add_argument(
        "--debug", action="store_true", default=SUPPRESS, help="tell more when Circle is at fault"
    )
    circle = Parser(
        prog="circle",
        description="Holds the frame of a consultation group's evening. Without a command: the lobby.",
        parents=[common],
        allow_abbrev=False,
    )
    circle.add_argument("--version", action="version", version=f"circle {__version__}")
    commands = circle.add_subparsers(dest="command", metavar="COMMAND")
    _evening_commands(commands, common)
    _group_commands(commands, common)
    _record_commands(commands, common)
    _house_commands(commands, common)
    return circle


def _add(
    commands: "_SubParsersAction[Parser]", common: Parser, name: str, about: str, example: str = ""
) -> Parser:
    return commands.add_parser(
        name,
        help=about,
        description=f"{about[0].upper()}{about[1:]}.",
        epilog=example,
        parents=[common],
        allow_abbrev=False,
        formatter_class=RawDescriptionHelpFormatter,
    )


def _evening_commands(commands: "_SubParsersAction[Parser]", common: Parser) -> None:
    start = _add(commands, common, "start", "go straight to tonight's arrival")
    start.add_argument("--group", metavar="G", help="whose evening: its name, or how that begins")
    start.add_argument("--format", metavar="F", help="tonight's format, where it differs")
    start.add_argument("--minutes", metavar="M", help="tonight's length, where it differs")
    start.add_argument("--cases", metavar="N", help="how many bring something (as many as fit)")
    start.add_argument("--topic", metavar="T", help="tonight's topic card")
    start.add_argument("--from-hat", metavar="FILE", help="go on with an evening handed over; - for a pipe")
    rehearse = _add(commands, common, "rehearse", "try an evening with a made-up group; nothing is kept")
    rehearse.add_argument("--speed", metavar="N", help="how many times faster than the time of day (10)")
    rehearse.add_argument("--people", metavar="N", help="how many are in the made-up group, 3 to 12 (7)")
    rehearse.add_argument("--format", metavar="F", help="the format to try (open-support-circle)")
    rehearse.add_argument("--keep", metavar="DIR", help="keep what the evening leaves in this folder")


def _group_commands(commands: "_SubParsersAction[Parser]", common: Parser) -> None:
    group = _add(commands, common, "group", "set up a group, or say what is known about one")
    actions = group.add_subparsers(dest="action", metavar="new|list|show|add|change|forget", required=True)
    new = _add(actions, common, "new", "set up a group", EXAMPLE)
    new.add_argument("name", metavar="NAME")
    new.add_argument("--members", metavar="NAMES", required=True, help='who is in it: "Dana, Ines, Jo"')
    new.add_argument(
        "--every",
        metavar="WHEN",
        required=True,
        help='"thursday", "2 weeks on thursday", "month on the 2nd thursday"',
    )
    new.add_argument("--at", metavar="TIME", required=True, help="when it begins, such as 13:30")
    new.add_argument("--from", metavar="DATE", dest="first", help="the first evening (the next such day)")
    new.add_argument("--minutes", metavar="M", help="how long it lasts (what suits its format)")
    new.add_argument("--zone", metavar="ZONE", help="where its clock hangs (this machine's zone)")
    new.add_argument("--mode", metavar="MODE", help="support, consultation, topic or governance (support)")
    new.add_argument("--format", metavar="F", help="the format it usually works in (what suits its mode)")
    new.add_argument("--venue", metavar="TEXT", help='where it meets ("video call")')
    new.add_argument(
        "--facilitator", metavar="NAME", help="the member who usually holds the evening (the first)"
    )
    new.add_argument(
        "--closed", action="store_true", help="somebody new joins only once those in it have said yes"
    )
    listed = _add(actions, common, "list", "list all groups")
    listed.add_argument("--json", action="store_true", help="for programs")
    shown = _add(actions, common, "show", "show one group")
    shown.add_argument("group", metavar="GROUP", nargs="?", help="its name, or how that begins")
    shown.add_argument("--json", action="store_true", help="for programs")
    _people_commands(actions, common)


def _people_commands(actions: "_SubParsersAction[Parser]", common: Parser) -> None:
    add = _add(actions, common, "add", "add somebody to a group")
    add.add_argument("name", metavar="NAME", help="as they want to be called")
    add.add_argument("--pronouns", metavar="TEXT", help="as they give them, if they like")
    add.add_argument("--agreed", action="store_true", help="those in a closed group have said yes")
    change = _add(actions, common, "change", "change what is written down about somebody")
    change.add_argument("name", metavar="NAME", help="who, or how that name begins")
    change.add_argument("--to", metavar="NAME", help="another name; the one before is kept nowhere")
    change.add_argument("--pronouns", metavar="TEXT", help='as they give them; "" for none')
    change.add_argument(
        "--rests-until", metavar="DAY", help="not asked to lead up to that day, for no reason; or none"
    )
    change.add_argument("--last-day", metavar="DAY", help="their last day in the group; or none")
    change.add_argument(
        "--joining-heard", metavar="DAY", help="when they agreed to the joining card; or none"
    )
    change.add_argument("--agreed", action="store_true", help="a closed group agreed that they come back")
    forget = _add(actions, common, "forget", "forget somebody for good; says first what that changes")
    forget.add_argument("name", metavar="NAME", help="who, or how that name begins")
    forget.add_argument(
        "--take-out", action="store_true", help="the group's own words say “somebody” instead, too"
    )
    forget.add_argument("--yes", action="store_true", help="without asking; the name has to be whole then")
    for action in (add, change, forget):
        action.add_argument("--group", metavar="G", help="whose: its name, or how that begins")


def _record_commands(commands: "_SubParsersAction[Parser]", common: Parser) -> None:
    sessions = _add(commands, common, "sessions", "list all sessions, the newest first")
    sessions.add_argument("--json", action="store_true", help="for programs")
    show = _add(commands, common, "show", "show the record of a session, planned beside actual")
    show.add_argument("session", metavar="SESSION", help="its id, how that begins, or `last`")
    ways = show.add_mutually_exclusive_group()
    ways.add_argument("--json", action="store_true", help="for programs")
    ways.add_argument("--markdown", action="store_true", help="for the group's own notes")
    ways.add_argument("--csv", action="store_true", help="for a spreadsheet: times alone, nobody named")
    ways.add_argument("--hat", action="store_true", help="to hand a closed evening back; for one member")


def _house_commands(commands: "_SubParsersAction[Parser]", common: Parser) -> None:
    formats = _add(commands, common, "format", "put a format of ours among your own files, to change it")
    ways = formats.add_subparsers(dest="action", metavar="copy", required=True)
    copy = _add(
        ways, common, "copy", "make a file of your own of a format, in which its minutes can be changed"
    )
    copy.add_argument("slug", metavar="FORMAT", help="what it is called in commands, such as focus-question")
    _add(commands, common, "where", "say where settings and data are")
    _add(commands, common, "check", "look at terminal, clipboard and files, and say what is wrong")
    completion = _add(commands, common, "completion", "print what makes a shell complete commands")
    completion.add_argument("shell", metavar="bash|zsh", choices=("bash", "zsh"))
