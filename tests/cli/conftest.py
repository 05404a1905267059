"""Runs `circle` in this process, in a home of its own, and puts back what it hardened."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from circle_tui.cli.entry import main


class Said(NamedTuple):
    status: int
    out: str
    err: str


Circle = Callable[..., Said]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture(autouse=True)
def as_it_was() -> Iterator[None]:
    """Whatever calls the command line hardens this process, which other tests still need as it was."""
    environ = dict(os.environ)
    mask = os.umask(0o077)

    yield

    os.umask(mask)
    os.environ.clear()
    os.environ.update(environ)


@pytest.fixture
def circle(home: Path, capsys: pytest.CaptureFixture[str]) -> Circle:
    def run(*arguments: str) -> Said:
        status = main(["--home", str(home), *arguments])
        return Said(status, *capsys.readouterr())

    return run


@pytest.fixture
def with_group(circle: Circle) -> Circle:
    made = circle(
        *("group", "new", "Thursday Circle", "--members", "Dana, Ines, Jo, Kofi", "--every", "thursday"),
        *("--at", "13:30", "--minutes", "90", "--zone", "Europe/Berlin"),
    )
    assert made.status == 0, made.err
    return circle
