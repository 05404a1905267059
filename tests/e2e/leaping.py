"""The installed program by a clock that an evening can be pushed along on: how far, a file says.

The file grows by one byte a minute. Everything else is as it was installed, the time between included.
"""

import sys
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path

from circle_tui.cli.house import House
from circle_tui.system.clock import SystemClock, steady_ticks


def leaping_clock(leaps: Path) -> SystemClock:
    """The real time, and as many minutes more as the file has bytes: awake, and with no clock set."""

    def more() -> timedelta:
        return timedelta(minutes=leaps.stat().st_size if leaps.exists() else 0)

    def ticks() -> int:
        return steady_ticks() + more() // timedelta(microseconds=1) * 1000

    def wall() -> datetime:
        return datetime.now(UTC) + more()  # noqa: TID251 -- the real program runs at the real time

    return SystemClock(ticks, wall, ticks)


class LeapingHouse(House):
    """The parts of a command, over that clock."""

    leaps: Path

    @cached_property
    def clock(self) -> SystemClock:
        """The time that the file says."""
        return leaping_clock(self.leaps)


def main() -> int:
    """Run a command that opens the screen, with the arguments behind the first, which names the file."""
    from circle_tui.system.process import harden

    harden(debug=False)
    from circle_tui.cli.arguments import parser
    from circle_tui.cli.screen import run

    house = LeapingHouse(None, debug=False)
    house.leaps = Path(sys.argv[1])
    return run(house, parser().parse_args(sys.argv[2:]))


if __name__ == "__main__":
    sys.exit(main())
