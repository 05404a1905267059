"""`python -m bench`: the figures on speed. `--quick` takes fewer of each, for a first look."""

import platform
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

from bench.measures import FULL, QUICK, Bench
from bench.table import drawn

NOTE = """\
Every figure is a median unless it says otherwise, taken in turn with what stands beside it; n says how many.
First paint is from exec until the top and the bottom of the whole screen are written. Beside it, unless the
table says what else, stands a Textual program with one clock and nothing more. A redraw is a burst of bytes.
While paused, what changes to see is the time of day and how late it gets, each once a minute."""


def main() -> int:
    """Measure, and print the table."""
    effort = QUICK if "--quick" in sys.argv[1:] else FULL
    print(f"Python {platform.python_version()}, Textual {version('textual')}, {platform.system()}\n")
    with tempfile.TemporaryDirectory() as folder:
        figures = list(Bench(Path(folder), effort).figures())
    print(drawn(figures))
    print(f"\n{NOTE}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
