"""Text that somebody hands in: from a file, or from what stands before the program in a pipe."""

import os
import sys
from pathlib import Path

LARGEST = 4_000_000
"""Bytes that are read at most."""
STANDARD_INPUT = "-"


def read_handed(name: str) -> str:
    """Give back the text of a file, or of standard input for "-"; raises `OSError`.

    Bytes that are no text become marks of replacement: whoever reads it says what is wrong.
    """
    if name == STANDARD_INPUT:
        text = sys.stdin.buffer.read(LARGEST).decode("utf-8", errors="replace")
        _take_keys_from_terminal()
        return text
    with Path(name).open("rb") as file:
        return file.read(LARGEST).decode("utf-8", errors="replace")


def _take_keys_from_terminal() -> None:
    """Have keys come from the terminal again, when something else was read from standard input."""
    handle = os.open("CONIN$" if os.name == "nt" else "/dev/tty", os.O_RDWR)
    os.dup2(handle, 0)
    os.close(handle)
