"""What is measured, each beside a bare Textual program or a home without a past, in turn in the same run."""

import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from random import Random
from time import perf_counter
from typing import NamedTuple

from tests.terminal.pty_tools import environment

from bench import bare
from bench.home import CIRCLE, RUNS, begin, forget_open, furnish, leave_open
from bench.table import Figure, compared, middle, ninety_fifth, written
from bench.terminal import Cost, ListeningTerminal
from circle_tui.core.happening import moves

USUAL, SMALL, LARGE = (100, 30), (80, 24), (200, 60)
BARE = (sys.executable, bare.__file__)
LEFT_OPEN = ("is open", "curtain")
ARRIVED = ("Arriving", "curtain")
LIVE = (RUNS, "curtain")
"""Words at the top and at the bottom of a screen: once both are written, all of it is."""
GROUP = "Thursday"
SETTLED = 0.03


class Effort(NamedTuple):
    """How much is measured."""

    starts: int
    keys: int
    seconds: float
    """For how long a running clock is listened to."""
    commands: int
    actions: int
    past: int
    """How many sealed sessions the full home has."""


FULL = Effort(starts=15, keys=150, seconds=10, commands=20, actions=400, past=1000)
QUICK = Effort(starts=3, keys=20, seconds=3, commands=4, actions=60, past=1000)
TINY = Effort(starts=1, keys=2, seconds=1.2, commands=1, actions=4, past=3)


class Bench:
    """Everything that is measured, over two homes: one without a past and one with."""

    def __init__(self, folder: Path, effort: Effort) -> None:
        self._effort = effort
        self._empty = furnish(folder / "empty", 0)
        self._full = furnish(folder / "full", effort.past)
        self._chance = Random(1)

    def figures(self) -> Iterator[Figure]:
        """Measure one thing after another."""
        yield from self.first_paint()
        yield from self.first_paint_of_what_was_left_open()
        yield from self.key_to_paint()
        yield from self.running_clock(SMALL)
        yield from self.running_clock(LARGE)
        yield from self.live_action()
        yield from self.commands()

    def first_paint(self) -> Iterator[Figure]:
        """From exec to the whole arrival, which has the layout of the live screen, and of a bare program."""
        start = (CIRCLE, "start", "--group", GROUP)
        used: tuple[list[float], list[float]] = ([], [])
        times = self._in_turn(
            self._effort.starts,
            lambda: self._start(BARE, self._empty, (bare.PAINTED,), used[0]),
            lambda: self._start(start, self._empty, ARRIVED, used[1]),
            lambda: self._start(start, self._full, ARRIVED),
        )
        plain, empty, full = map(middle, times)
        n, past = self._effort.starts, self._effort.past
        yield compared("first paint of `circle start`, 100×30", empty, plain, unit="ms", n=n, at_most=1.25)
        yield compared(
            f"the same with {past} sealed sessions", full, empty, unit="ms", n=n, at_most=1.1, of="with none"
        )
        beside, own = map(middle, used)
        yield compared("processor time to that first paint", own, beside, unit="ms", n=n)

    def first_paint_of_what_was_left_open(self) -> Iterator[Figure]:
        """From exec, with enter pressed once the lobby is painted, to the whole running live screen."""
        times = self._in_turn(
            self._effort.starts,
            lambda: self._start(BARE, self._empty, (bare.PAINTED,)),
            lambda: self._resume(self._empty),
            lambda: self._resume(self._full),
        )
        plain, empty, full = map(middle, times)
        n, past = self._effort.starts, self._effort.past
        yield compared("the same of `circle`, enter: a session left open", empty, plain, unit="ms", n=n)
        yield compared(f"the same with {past} sealed sessions", full, empty, unit="ms", n=n, of="with none")

    def key_to_paint(self) -> Iterator[Figure]:
        """From a key to the screen that shows it, and memory, both programs running side by side."""
        with ExitStack() as stack:
            plain = self._run_bare(stack, USUAL)
            empty = self._run_circle(stack, self._empty, USUAL)
            full = self._run_circle(stack, self._full, USUAL)
            presses = iter(range(self._effort.keys))
            kept: tuple[list[float], ...] = ([], [], [])
            for number in presses:
                kept[0].append(_press(plain, b"+", f"key {number + 1}."))
                for terminal, times in ((empty, kept[1]), (full, kept[2])):
                    is_more = number % 2 == 0
                    times.append(
                        _press(terminal, b"+" if is_more else b"u", "more" if is_more else "Taken back")
                    )
            memory = [terminal.memory() / 1024 for terminal in (plain, empty)]
        n = self._effort.keys
        yield compared("key to paint, median", middle(kept[1]), middle(kept[0]), unit="ms", n=n, at_most=1.25)
        yield compared(
            "key to paint, p95", ninety_fifth(kept[1]), ninety_fifth(kept[0]), unit="ms", n=n, at_most=1.25
        )
        yield compared(
            f"key to paint with {self._effort.past} sealed sessions, median",
            *(middle(kept[2]), middle(kept[1])),
            unit="ms",
            n=n,
            of="with none",
        )
        yield compared("memory of the live screen (PSS)", *reversed(memory), unit="MB", n=1, at_most=1.3)

    def running_clock(self, size: tuple[int, int]) -> Iterator[Figure]:
        """What a second of a running clock costs, and one of a paused clock."""
        seconds = self._effort.seconds
        with ExitStack() as stack:
            plain = self._run_bare(stack, size)
            circle = self._run_circle(stack, self._empty, size)
            costs = [terminal.listen(seconds) for terminal in (plain, circle)]
            circle.press(b" ")
            circle.settle(0.6)
            paused = circle.listen(seconds)
        where, n = f"{size[0]}×{size[1]}", round(seconds)
        beside, own = costs
        yield _a_second(f"bytes a second of a running clock, {where}", own, beside, "octets", n)
        redraws = own.redraws / own.seconds
        yield Figure(
            f"redraws a second, {where}",
            written(redraws, ""),
            written(beside.redraws / beside.seconds, ""),
            "",
            n,
            "1",
            abs(own.redraws - own.seconds) <= 1.2,
        )
        yield _a_second(f"processor ms a second, {where}", own, beside, "processor_seconds", n)
        turns = 2 * (1 + int(seconds) // 60)
        yield Figure(
            f"redraws while paused, {where}",
            str(paused.redraws),
            "",
            "",
            n,
            f"0, and {turns} as minutes turn",
            paused.redraws <= turns,
        )

    def live_action(self) -> Iterator[Figure]:
        """One action in this process: the move, its fsync, and the picture after it, without a terminal."""
        evenings = [begin(home)[0] for home in (self._empty, self._full)]
        times: tuple[list[float], list[float]] = ([], [])
        for _ in range(self._effort.actions):
            for place in self._shuffled(2):
                room, began = evenings[place].room, perf_counter()
                room.do(moves.begin_or_pause) if len(times[place]) % 2 == 0 else room.undo()
                evenings[place].picture()
                times[place].append((perf_counter() - began) * 1000)
        assert all(evening.room.is_saved for evening in evenings)
        for evening, home in zip(evenings, (self._empty, self._full), strict=True):
            evening.room.journal.close()
            forget_open(home)
        empty, full = map(middle, times)
        what = f"one live action on disk with {self._effort.past} sealed sessions"
        yield compared(what, full, empty, unit="ms", n=self._effort.actions, at_most=1.05, of="with none")

    def commands(self) -> Iterator[Figure]:
        """Commands that open no screen, beside a Python that does nothing."""
        python = (sys.executable, "-c", "pass")
        asked: tuple[tuple[str, tuple[str, ...], Path], ...] = (
            ("circle --version", ("--version",), self._empty),
            ("circle where", ("where",), self._empty),
            ("circle sessions --json", ("sessions", "--json"), self._empty),
            (f"the same with {self._effort.past} sealed sessions", ("sessions", "--json"), self._full),
        )
        runs = [partial(_run, python, self._empty)]
        runs += [partial(_run, (CIRCLE, *words), home) for _, words, home in asked]
        plain, *others = map(middle, self._in_turn(self._effort.commands, *runs))
        for (what, words, home), time in zip(asked, others, strict=True):
            loaded = " and loads Textual" if _loads_textual(words, home) else ""
            aim = 5.0 if home == self._empty else None
            figure = compared(
                what, time, plain, unit="ms", n=self._effort.commands, at_most=aim, of="python -c pass"
            )
            yield (
                figure._replace(what=what + loaded, is_met=figure.is_met and not loaded) if loaded else figure
            )

    # -- how

    def _in_turn(self, times: int, *measures: Callable[[], float]) -> list[list[float]]:
        """Take every measure so many times, in a new order each time; one more before does not count."""
        taken: list[list[float]] = [[] for _ in measures]
        for measure in measures:
            measure()
        for _ in range(times):
            for place in self._shuffled(len(measures)):
                taken[place].append(measures[place]())
        return taken

    def _shuffled(self, count: int) -> list[int]:
        return self._chance.sample(range(count), count)

    def _start(
        self, argv: Sequence[object], home: Path, words: Sequence[str], used: list[float] | None = None
    ) -> float:
        with ListeningTerminal(argv, USUAL, home) as terminal:
            took = terminal.wait_for(*words) - terminal.began
            if used is not None:
                used.append(terminal.processor_seconds() * 1000)
        forget_open(home)
        return took * 1000

    def _resume(self, home: Path) -> float:
        leave_open(home)
        with ListeningTerminal((CIRCLE,), USUAL, home) as terminal:
            terminal.wait_for(*LEFT_OPEN)
            terminal.press(b"\r")
            took = terminal.wait_for(*LIVE) - terminal.began
        forget_open(home)
        return took * 1000

    def _run_bare(self, stack: ExitStack, size: tuple[int, int]) -> ListeningTerminal:
        terminal = stack.enter_context(ListeningTerminal(BARE, size, self._empty))
        terminal.wait_for(bare.PAINTED)
        terminal.settle()
        return terminal

    def _run_circle(self, stack: ExitStack, home: Path, size: tuple[int, int]) -> ListeningTerminal:
        leave_open(home)
        stack.callback(forget_open, home)
        terminal = stack.enter_context(ListeningTerminal((CIRCLE,), size, home))
        terminal.wait_for(*LEFT_OPEN)
        terminal.press(b"\r")
        terminal.wait_for(*LIVE)
        terminal.settle()
        return terminal


def _press(terminal: ListeningTerminal, key: bytes, word: str) -> float:
    terminal.settle(SETTLED)
    pressed = terminal.press(key)
    return (terminal.wait_for(word) - pressed) * 1000


def _a_second(what: str, own: Cost, beside: Cost, field: str, n: int) -> Figure:
    factor, unit = (1000, "ms") if field == "processor_seconds" else (1, "B")
    circle, other = (getattr(cost, field) * factor / cost.seconds for cost in (own, beside))
    return compared(what, circle, other, unit=unit, n=n)


def _run(argv: Sequence[object], home: Path) -> float:
    began = perf_counter()
    subprocess.run(
        list(map(str, argv)),
        env=environment({"CIRCLE_HOME": str(home)}),
        stdout=subprocess.DEVNULL,
        check=True,
    )
    return (perf_counter() - began) * 1000


def _loads_textual(words: Sequence[str], home: Path) -> bool:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", CIRCLE, *words],
        env=environment({"CIRCLE_HOME": str(home)}),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        check=True,
    )
    return any(line.rpartition("|")[2].strip() == "textual" for line in done.stderr.splitlines())
