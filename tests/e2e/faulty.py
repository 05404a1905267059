"""The installed program with one key more, F12, at which it is at fault while it holds names.

Nothing that a facilitator can do is known to make Circle fail, so this stands in for what is not known.
"""

import sys
from typing import ClassVar

from circle_tui.system.process import harden

harden(debug=False)

from textual.binding import Binding, BindingType  # noqa: E402 -- Textual reads what was hardened

from circle_tui.cli.house import House  # noqa: E402
from circle_tui.opening import Opening  # noqa: E402
from circle_tui.tui import crash  # noqa: E402
from circle_tui.tui.app import CircleApp  # noqa: E402
from circle_tui.tui.shell import run_app  # noqa: E402


class FaultyApp(CircleApp):
    """Fails at F12."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("f12", "fail", priority=True)]

    def action_fail(self) -> None:
        """Fail with names in the message and in the variables around it."""
        assert self.evening is not None
        names = self.evening.group.names()
        raise LookupError(*names.values())


if __name__ == "__main__":
    crash.install(debug=False)
    sys.exit(run_app(FaultyApp(House(None, debug=False).desk, Opening())))
