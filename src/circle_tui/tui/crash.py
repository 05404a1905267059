"""What is said when Circle itself is at fault: the kind of the fault and its place, and nothing else.

An error's message, its arguments and the variables around it can hold people's names. None of them
is ever written. This module must not import Textual, so that any command can use it.
"""

import contextlib
import faulthandler
import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import TracebackType

import msgspec

PACKAGE = "circle_tui."

WHAT_STANDS = "What was on disk before is still there."
"""What is safe wherever no program in the terminal has said more."""


class Fault(msgspec.Struct, frozen=True):
    """What may be told about an error."""

    kind: str
    """The name of the error's class."""
    place: str
    """Module and line, as `tui/live/screen.py:88`; empty if nothing is known."""


def fault_of(error: BaseException) -> Fault:
    """Say of what kind an error is and where in Circle it came from.

    The place is the innermost line of Circle's own; if there is none, the innermost of all.
    """
    error = _what_the_worker_raised(error)
    places = list(_places(error.__traceback__))
    own = [place for place in places if place.startswith(PACKAGE)]
    if not places:
        return Fault(kind=type(error).__name__, place="")
    module, _, line = (own or places)[-1].rpartition(":")
    path = module.removeprefix(PACKAGE).replace(".", "/")
    return Fault(kind=type(error).__name__, place=f"{path}.py:{line}")


def report(error: BaseException, *, what_is_safe: str) -> str:
    """Write the three sentences that a facilitator sees after a fault."""
    fault = fault_of(error)
    where = f"{fault.kind} at {fault.place}" if fault.place else fault.kind
    return (
        f"Circle stopped because of a fault of its own ({where}).\n"
        f"{what_is_safe}\n"
        "Start circle again to go on.\n"
    )


def trace(error: BaseException) -> str:
    """Write where an error came from, line by line: the code, without messages and without values."""
    from traceback import format_tb

    parts: list[str] = []
    seen: set[int] = set()
    link: BaseException | None = _what_the_worker_raised(error)
    while link is not None and id(link) not in seen:
        seen.add(id(link))
        parts.append("".join(format_tb(link.__traceback__)) + type(link).__name__ + "\n")
        link = link.__cause__ or link.__context__
    return "which followed\n".join(parts)


def tell(error: BaseException, *, what_is_safe: str, debug: bool = False) -> None:
    """Write the report on an error to the standard error, and with `debug` its trace before it."""
    said = report(error, what_is_safe=what_is_safe)
    if debug:
        said = trace(error) + said
    _say(said)


def install(*, debug: bool) -> None:
    """Take over what Python itself would print about an error, for the rest of this process."""
    if debug:
        faulthandler.enable()

    def tell_of_main(_kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
        if not isinstance(error, KeyboardInterrupt):
            tell(error, what_is_safe=WHAT_STANDS, debug=debug)

    def tell_of_thread(args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            tell(args.exc_value, what_is_safe=WHAT_STANDS, debug=debug)

    def tell_of_leftover(args: "sys.UnraisableHookArgs") -> None:
        # Python would print the object it came from, and go on. So does this go on, in silence.
        if debug and args.exc_value is not None:
            _say(trace(args.exc_value))

    sys.excepthook = tell_of_main
    threading.excepthook = tell_of_thread
    sys.unraisablehook = tell_of_leftover


@contextmanager
def threads_heard(hear: Callable[[BaseException], None]) -> Iterator[None]:
    """Hand every error that ends a thread to `hear`, until the block is left."""

    def hear_thread(args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            hear(args.exc_value)

    before = threading.excepthook
    threading.excepthook = hear_thread
    try:
        yield
    finally:
        threading.excepthook = before


def _say(text: str) -> None:
    # With the terminal gone there is nobody left to tell; the exit status still says it.
    with contextlib.suppress(OSError):
        os.write(2, text.encode())


def _what_the_worker_raised(error: BaseException) -> BaseException:
    # Textual wraps what a worker raised in its WorkerFailed, which keeps it under this name.
    inner = getattr(error, "error", None)
    if type(error).__name__ == "WorkerFailed" and isinstance(inner, BaseException):
        return inner
    return error


def _places(trace: TracebackType | None) -> Iterator[str]:
    while trace is not None:
        yield f"{trace.tb_frame.f_globals.get('__name__', '')}:{trace.tb_lineno}"
        trace = trace.tb_next
