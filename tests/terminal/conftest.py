import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

if sys.platform == "win32":
    # There are no pseudo-terminals there, and Circle uses Textual's own driver.
    collect_ignore_glob = ["test_*.py"]
else:
    from tests.terminal.demo_app import DEMO
    from tests.terminal.pty_tools import Terminal

    Start = Callable[..., Terminal]

    @pytest.fixture
    def start(tmp_path: Path) -> Iterator[Start]:
        """Start the demo program in a terminal and wait until all of it is painted."""
        with ExitStack() as stack:

            def start_demo(*arguments: str, env: dict[str, str] | None = None) -> Terminal:
                argv = [sys.executable, DEMO, *arguments]
                terminal = stack.enter_context(Terminal(argv, env=env, cwd=tmp_path))
                terminal.wait_for("line 23")
                return terminal

            yield start_demo
