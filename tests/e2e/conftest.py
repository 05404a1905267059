"""The installed program in terminals of its own, over a home that nobody has used."""

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

if sys.platform == "win32":
    # There are no pseudo-terminals there.
    collect_ignore_glob = ["test_*.py"]
else:
    from tests.e2e.hands import Hands

    Sit = Callable[..., Hands]

    @pytest.fixture
    def home(tmp_path: Path) -> Path:
        """A folder that does not exist yet."""
        return tmp_path / "home"

    @pytest.fixture
    def sit(home: Path) -> Iterator[Sit]:
        """Start a program in a terminal, `circle` unless another one is named."""
        with ExitStack() as stack:

            def sit_down(*argv: object, size: tuple[int, int] = (80, 24)) -> Hands:
                hands = Hands(argv, home, size)
                stack.enter_context(hands.terminal)
                return hands

            yield sit_down
