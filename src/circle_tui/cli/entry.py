"""The command line, and the one place where concrete parts meet.

Nothing of Textual is loaded unless the screen opens. Every error is one sentence on the standard error, and
the exit status is 2 for what was typed and 1 for all else.
"""

import os
import sys
from collections.abc import Sequence

INTERRUPTED = 130
"""The status shells give a program that Ctrl+C ended."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run Circle and give back the exit status; never raises and never prints a trace."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    debug = "--debug" in given
    try:
        from circle_tui.system.process import harden

        harden(debug)
        _speak_plainly()
        if given == ["--version"]:
            return _say_version()
        from circle_tui.cli.commands import run

        status = run(given)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _stop_talking()  # whoever read our output has had enough, which is no fault of anybody's
        return 0
    except OSError as exc:
        _stop_talking()
        print(f"circle: The machine did not let Circle finish ({exc.strerror}).", file=sys.stderr)
        return 1
    except Exception as error:  # noqa: BLE001 - the last line: kind and place are told, and nothing else
        return _tell_of_fault(error, debug=debug)
    return status


def _say_version() -> int:
    from circle_tui import __version__

    print(f"circle {__version__}", flush=True)
    return 0


def _speak_plainly() -> None:
    """Let a terminal that cannot show a letter show a question mark, instead of ending us."""
    import io

    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _stop_talking() -> None:
    """Send what is still to be written nowhere, so that Python does not trip over it on leaving."""
    try:
        handle = sys.stdout.fileno()
    except OSError:
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, handle)
    os.close(nowhere)


def _tell_of_fault(error: Exception, *, debug: bool) -> int:
    from circle_tui.tui import crash

    crash.tell(error, what_is_safe=crash.WHAT_STANDS, debug=debug)
    return 1
