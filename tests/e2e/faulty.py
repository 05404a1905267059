"""The installed program with one key more, F12, at which it is at fault while it holds names.

Nothing that a facilitator can do is known to make Circle fail, so this stands in for what is not known.
"""

import sys


def main() -> int:
    """Run the faulty program and give back its exit status."""
    from circle_tui.system.process import harden

    harden(debug=False)
    from textual.binding import Binding

    from circle_tui.cli.house import House
    from circle_tui.opening import Opening
    from circle_tui.tui import crash
    from circle_tui.tui.app import CircleApp
    from circle_tui.tui.shell import run_app

    class FaultyApp(CircleApp):
        """Fails at F12."""

        BINDINGS = [Binding("f12", "fail", priority=True)]

        def action_fail(self) -> None:
            """Fail with names in the message and in the variables around it."""
            assert self.evening is not None
            names = self.evening.group.names()
            raise LookupError(*names.values())

    crash.install(debug=False)
    return run_app(FaultyApp(House(None, debug=False).desk, Opening()))


if __name__ == "__main__":
    sys.exit(main())
