"""Homes to measure in: a group with so many past evenings, and an evening that runs."""

import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from tests.hand_clock import HandClock
from tests.terminal.pty_tools import environment

from bench.fill import fill
from circle_tui.content.load import Library
from circle_tui.core.happening import moves
from circle_tui.core.people.group import Group
from circle_tui.core.plan.planning import EveningPlan
from circle_tui.desk import Desk
from circle_tui.store.library import FileShelf
from circle_tui.store.trouble import Holder
from circle_tui.system.clipboard import SystemClipboard
from circle_tui.tonight.evening import Evening

CIRCLE = Path(sys.executable).with_name("circle")
RUNS = "Frame"
"""The step that runs in an evening begun by `begin`: the first one of a case."""
_OPEN_SINCE = timedelta(seconds=300)
"""Long enough ago for every step before to have had its seconds, so that this one has just begun."""


def furnish(home: Path, sessions: int) -> Path:
    """Make a home with a group and so many sealed sessions, its index written as after any start."""
    fill(home / "data", sessions)
    subprocess.run(
        [CIRCLE, "sessions"],
        env=environment({"CIRCLE_HOME": str(home)}),
        stdout=subprocess.DEVNULL,
        check=True,
    )
    return home


def desk(home: Path, clock: HandClock) -> Desk:
    """The desk the program would work with in that home."""
    holder = Holder(host="bench", pid=os.getpid(), since=clock.now())
    shelf = FileShelf(home / "data", holder=holder, now=clock.now)
    return Desk(shelf, Library(None), clock, SystemClipboard(), Random, lambda: os.urandom(4).hex())


def begin(home: Path) -> tuple[Evening, HandClock]:
    """Begin an evening on disk, everyone there, and go on until a case runs; it is held."""
    clock = HandClock(datetime.now(UTC) - _OPEN_SINCE)
    at = desk(home, clock)
    group: Group = at.groups()[0]
    plan = at.preparation.plan(group)
    assert isinstance(plan, EveningPlan), plan
    evening = at.open(group, plan.segments, start=clock.now())
    for member in group.members:
        assert evening.room.do(moves.arrive, member.id) is None
    assert evening.room.do(moves.begin) is None
    while (step := evening.room.session.current_step) is None or step.title != RUNS:
        clock.advance(seconds=20)
        assert evening.go_on() is None
    return evening, clock


def leave_open(home: Path) -> None:
    """Begin an evening and let go of it, as when the program was ended in its middle."""
    evening, _ = begin(home)
    evening.room.journal.close()


def forget_open(home: Path) -> None:
    """Take away the evenings that were not sealed, so that another one can begin."""
    folder = home / "data" / "sessions"
    names = {path.name.partition(".circle.journal-")[0] for path in folder.glob("*.journal-*")}
    for path in folder.iterdir():
        if path.name.partition(".circle")[0] in names:
            path.unlink()


def drop(home: Path) -> None:
    """Take the home away."""
    shutil.rmtree(home)
