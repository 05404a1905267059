"""The bench and the pictures still run; what they measure and show is looked at by eye, never asserted."""

import asyncio
import re
import sys
from pathlib import Path

import pytest
from bench.demo import draw_all
from bench.measures import TINY, Bench
from bench.table import drawn

PICTURES = {"lobby.svg", "arrive.svg", "live.svg", "rules.svg", "close.svg"}
ELSEWHERE = re.compile(r"url\((?!#)|href|@import")
"""What would have a browser look outside the picture."""
PROMPT = "What happens in your body in the first minute"


def words_of(picture: Path) -> str:
    return re.sub(r"<[^>]*>", "", picture.read_text(encoding="utf-8")).replace("&#160;", " ")


@pytest.mark.skipif(sys.platform != "linux", reason="what a program costs is read where Linux tells it")
def test_every_part_of_the_bench_still_measures(tmp_path: Path) -> None:
    figures = list(Bench(tmp_path, TINY).figures())

    table = drawn(figures).splitlines()
    assert len(table) == 2 + len(figures)
    assert all(any(sign.isdigit() for sign in figure.circle) for figure in figures)


def test_the_pictures_are_the_same_each_time_and_fetch_nothing(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"

    asyncio.run(draw_all(first))
    asyncio.run(draw_all(second))

    assert {path.name for path in first.iterdir()} == PICTURES
    assert all((second / name).read_bytes() == (first / name).read_bytes() for name in PICTURES)
    assert not [name for name in PICTURES if ELSEWHERE.search((first / name).read_text(encoding="utf-8"))]
    assert PROMPT in words_of(first / "live.svg")
