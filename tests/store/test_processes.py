"""Real processes: two at once, one that is killed, and one whose disk is full."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

import pytest
from tests.store.evening import HOLDER, now

from circle_tui.store.sessions import SessionLog
from circle_tui.store.storage import JournalStorage
from circle_tui.store.trouble import HeldError

ROOT = Path(__file__).parents[2]
KILLS = 30

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kills and limits are told in POSIX words")


@contextmanager
def writer(record: Path, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "tests.store.writer", str(record), *arguments]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)])}
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=environment
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def acknowledged_before_a_kill(record: Path, lines: int) -> int:
    """Kill a writer after so many lines, and give back the last number it acknowledged."""
    with writer(record, "write") as process:
        said = [line(process) for _ in range(lines)]
        process.kill()
        assert process.stdout is not None
        said += process.stdout.read().split()
    return int(said[-1])


def numbers(log: SessionLog) -> list[object]:
    return [document["seq"] for document in log.documents()]


def test_no_kill_loses_what_was_acknowledged_or_leaves_half_a_step(record: Path) -> None:
    chance = Random(0)
    troubles = []

    for _ in range(KILLS):
        acknowledged = acknowledged_before_a_kill(record, chance.randrange(1, 40))
        log = SessionLog.open(record, holder=HOLDER, now=now)
        found = numbers(log)
        log.close()
        if found not in (list(range(1, acknowledged + 1)), list(range(1, acknowledged + 3))):
            troubles.append((acknowledged, found))

    assert troubles == []


def test_a_second_process_is_told_who_holds_the_session(record: Path) -> None:
    with writer(record, "hold") as process:
        line(process)

        with pytest.raises(HeldError) as caught:
            JournalStorage(record, mode="own", holder=HOLDER, now=now)

        assert caught.value.holder is not None
        assert caught.value.holder.pid == process.pid


def test_a_second_process_reads_everything_and_does_no_harm(record: Path) -> None:
    with writer(record, "hold") as process:
        line(process)
        before = {path.name: path.read_bytes() for path in record.parent.iterdir()}

        log = SessionLog.open(record, holder=HOLDER, now=now)

        assert numbers(log) == [1]
        assert log.is_read_only
        assert {path.name: path.read_bytes() for path in record.parent.iterdir()} == before


def test_a_reader_beside_a_busy_writer_sees_only_whole_steps(record: Path) -> None:
    with writer(record, "write") as process:
        line(process)
        log = SessionLog.read(record, now=now)

        lengths = [len(log.documents()) for _ in range(200) if log.refresh()]

    assert lengths == sorted(lengths)
    assert [length % 2 for length in lengths] == [0] * len(lengths)


def test_a_session_whose_process_was_killed_can_be_opened(record: Path) -> None:
    with writer(record, "hold") as process:
        line(process)
        process.kill()
        process.wait()

    log = SessionLog.open(record, holder=HOLDER, now=now)

    assert not log.is_read_only
    log.close()


@pytest.mark.parametrize("size", [700, 1500, 2500])
def test_a_full_disk_loses_nothing_and_says_so(record: Path, size: int) -> None:
    with writer(record, "until-full", str(size)) as process:
        assert process.stdout is not None
        said = process.stdout.read().splitlines()

    log = SessionLog.open(record, holder=HOLDER, now=now)
    _, seq, sentence = said[-1].split(" ", 2)
    assert numbers(log) == list(range(1, int(seq) - 1))
    assert sentence == "The disk is full, so the last step is not saved yet. Everything saved before is safe."
    log.close()
