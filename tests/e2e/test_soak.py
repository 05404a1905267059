"""A short soak: the installed parts under random keys. `make soak` is the long one."""

import sys
from pathlib import Path

import pytest
from bench.soak import soak


@pytest.mark.skipif(sys.platform != "linux", reason="what a program costs is read where Linux tells it")
def test_four_hundred_random_keys_break_nothing_and_lose_nothing(tmp_path: Path) -> None:
    result = soak(tmp_path, keys=400)

    assert result.faults == ()
    assert result.acknowledged > 0
