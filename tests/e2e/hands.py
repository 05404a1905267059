"""The hands of a facilitator at the installed program: they press keys, and look before the next one."""

import base64
import json
import re
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from tests.terminal.pty_tools import Terminal, environment

from circle_tui.core.happening import moves
from circle_tui.tui import digits

CIRCLE = Path(sys.executable).with_name("circle")
"""The command as it was installed beside the Python of the tests."""
GROUP = "Tuesday Circle"
TOO_SOON = "has only just come up"
PEOPLE = ("Dana", "Ines", "Jo", "Kofi", "Lea", "Mara", "Sam")

_BIG = {
    tuple(row.rstrip() for row in digits.rows(f"{seconds // 60:02}:{seconds % 60:02}", 1)): seconds
    for seconds in range(1200)
}
_COPIED = re.compile(rb"\x1b\]52;c;([^\x07\x1b]*)[\x07\x1b]")
_FRAME = str.maketrans(dict.fromkeys("│█▌", " "))
_PLAIN = re.compile(r" *(\+?)([0-9]+):([0-9]{2})")
_MARGIN = 3
"""Columns left free beside the text of the live screen at 80×24."""


class Hands:
    """One program in one terminal, and every key that was pressed in it but the letters of names."""

    def __init__(self, argv: Sequence[object], home: Path, size: tuple[int, int] = (80, 24)) -> None:
        self.terminal = Terminal(argv or [CIRCLE], size=size, env={"CIRCLE_HOME": str(home), "TZ": noon()})
        self.pressed = 0

    def press(self, *keys: str, until: str = "", gone: str = "") -> None:
        """Press keys, and look until words stand on the screen, or do so no longer."""
        self.pressed += len(keys)
        self.terminal.press(*keys)
        if until:
            self.terminal.wait_for(until)
        if gone:
            self.terminal.wait_gone(gone)

    def write(self, text: str, until: str) -> None:
        """Write names: these letters nobody counts."""
        self.terminal.type(text)
        self.terminal.wait_for(until)

    def choose(self, name: str, until: str) -> None:
        """Press the key that stands before a name, and look until words stand on the screen."""
        before = re.compile(rf"(?:^|\s)(\w) +{re.escape(name)}\b")
        self.terminal.wait_until(lambda: before.search(self.terminal.text) is not None, f"a key for {name}")
        self.press(before.findall(self.terminal.text)[0])
        self.wait_for_words(until)

    def wait_for_words(self, words: str) -> None:
        """Look until words stand on the screen, wherever a line ends among them."""
        self.terminal.wait_until(lambda: words in self.words, f"{words!r}")

    def wait_until_left(self, least: timedelta, most: timedelta) -> None:
        """Look until the clock shows a time between two others."""
        self.terminal.wait_until(lambda: least < self.left <= most, f"{least} to {most} on the clock")

    # -- the way through an evening

    def set_up_group(self) -> None:
        """From the welcome to the lobby."""
        self.terminal.wait_for("Set up my group")
        self.press("n", until="▌ Group")
        self.write(GROUP, until=GROUP)
        self.press("enter", until="▌ Who is in it")
        self.write(", ".join(PEOPLE), until="7 people")
        self.press("ctrl+s", until="NEXT EVENING")

    def arrive(self) -> None:
        """From the lobby to the arrival."""
        self.terminal.wait_for("NEXT EVENING")
        self.press("enter", until="Before you share")

    def call_roll(self, people: Sequence[str] = PEOPLE) -> None:
        """Mark people as here by the first letters of their names."""
        self.press("r", until="Who is here?")
        for name in people:
            self.press(name[0].lower(), until="marks as here")
            self.press("enter", until="Type the first letters")
        self.press("escape", gone="Who is here?")

    def begin(self) -> None:
        """From the arrival to the running session; asked about a late start, keep the end."""
        self.press("enter")
        self.terminal.wait_until(lambda: self._has_begun or "We begin" in self.terminal.text, "the beginning")
        if not self._has_begun:
            self.press("enter")
        self.terminal.wait_until(lambda: self._has_begun, "the first step")

    def start_evening(self) -> None:
        """From nothing at all to a running session."""
        self.set_up_group()
        self.arrive()
        self.call_roll()
        self.begin()

    def go_to(self, title: str) -> None:
        """Press n until a segment runs, and leave the limits card as long as it has to stand."""
        while self.title != title:
            before = self.place
            self._press_next(before)
            if self.place == before:
                self._read_limits_card()
                self._press_next(before)

    def _press_next(self, before: tuple[str, str]) -> None:
        self.press("n")
        self.terminal.wait_until(
            lambda: self.place != before or TOO_SOON in self.terminal.text, "the next step, or why not"
        )

    def _read_limits_card(self) -> None:
        stands_until = self.left - moves.CARD_MUST_STAND - timedelta(seconds=1)
        self.terminal.wait_until(lambda: self.left <= stands_until, "the card to have been read")
        self.press("escape", gone=TOO_SOON)

    def close(self) -> None:
        """From the running session, sealed, to the lobby."""
        self.press("e", until="What is kept")
        self.press("enter", until="Close the evening?")
        self.press("enter", until="NEXT EVENING")

    def leave(self) -> int:
        """Leave, and give back the exit status."""
        self.press("ctrl+q", until="Leave Circle?")
        self.press("enter")
        return self.terminal.wait_exit()

    # -- what can be seen

    @property
    def _has_begun(self) -> bool:
        return "step 1 of" in self.terminal.text

    @property
    def words(self) -> str:
        """What stands on the screen, as one line, without the frame of a sheet."""
        return " ".join(self.terminal.text.translate(_FRAME).split())

    @property
    def copied(self) -> str:
        """What was handed to the terminal's own clipboard last."""
        sent = _COPIED.findall(self.terminal.raw)
        return base64.b64decode(sent[-1]).decode() if sent else ""

    @property
    def title(self) -> str:
        """The segment that runs."""
        return self.terminal.screen[2].strip()

    @property
    def place(self) -> tuple[str, str]:
        """The segment and the step that run."""
        return self.title, self.terminal.screen[3].strip()

    @property
    def left(self) -> timedelta:
        """What the clock shows, large or in one line; less than nothing once the time is over."""
        lines = [line[_MARGIN:] for line in self.terminal.screen]
        for row in range(4, len(lines) - 4):
            if found := _PLAIN.fullmatch(lines[row]):
                shown = timedelta(minutes=int(found[2]), seconds=int(found[3]))
                return -shown if found[1] else shown
            if (big := tuple(lines[row : row + 4])) in _BIG:
                return timedelta(seconds=_BIG[big])
        return timedelta.max


def noon() -> str:
    """A time zone in which it is noon, long before any evening, at whatever time of day the tests run."""
    offset = 12 - datetime.now(UTC).hour  # noqa: TID251 -- the real program runs at the real time
    return f"Etc/GMT{-offset:+d}" if offset else "Etc/GMT"


def soon(minutes: int = 3) -> tuple[str, str]:
    """The day of the week and the time of day it is there in so many minutes."""
    moment = datetime.now(ZoneInfo(noon())) + timedelta(minutes=minutes)  # noqa: TID251
    return f"{moment:%A}".lower(), f"{moment:%H:%M}"


def circle(home: Path, *arguments: str) -> str:
    """Run a command of `circle` without a screen, and give back what it prints."""
    done = subprocess.run(
        [CIRCLE, *arguments],
        env=environment({"CIRCLE_HOME": str(home)}),
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def told(home: Path, *arguments: str) -> Any:
    """Run a command of `circle`, and read the JSON it prints."""
    return json.loads(circle(home, *arguments, "--json"))
