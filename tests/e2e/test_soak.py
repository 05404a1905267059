"""A short soak: the installed parts under random keys. `make soak` is the long one."""

import sys
from itertools import islice
from pathlib import Path
from random import Random

import pytest
from bench.presses import EVERY_KEY, in_bytes, presses
from bench.soak import SEED, soak

from circle_tui.tui.commands import LIVE


@pytest.mark.skipif(sys.platform != "linux", reason="what a program costs is read where Linux tells it")
def test_four_hundred_random_keys_break_nothing_and_lose_nothing(tmp_path: Path) -> None:
    result = soak(tmp_path, keys=400)

    assert result.faults == ()
    assert result.entries != ()
    assert result.sealed > 0


def test_every_key_of_the_live_screen_is_pressed_and_a_terminal_can_send_it() -> None:
    pressed = {press.key.lower() for press in islice(presses(Random(SEED)), 400)}

    assert {key for command in LIVE for key in command.keys} <= pressed
    assert all(in_bytes(key) for key in EVERY_KEY)
