"""Makes this process careful with what it is told: private files, no core dumps, no logs of keys.

It runs first, before anything of Textual is imported: Textual reads its settings from the
environment while it is being imported. It must not import Textual itself.
"""

import os
import sys

TEXTUAL_SETTINGS_KEPT = frozenset(
    {
        "TEXTUAL_ANIMATIONS",
        "TEXTUAL_COLOR_SYSTEM",
        "TEXTUAL_DIM_FACTOR",
        "TEXTUAL_DISABLE_KITTY_KEY",
        "TEXTUAL_FILTERS",
        "TEXTUAL_FPS",
        "TEXTUAL_SMOOTH_SCROLL",
    }
)
"""Textual's settings that only change how things look; every other one is dropped."""

ESCAPE_MILLISECONDS = "25"
"""How long a lone Esc waits for the rest of a sequence, unless ESCDELAY says otherwise."""


def harden(debug: bool) -> None:
    """Make new files private, switch core dumps off and drop the settings that leak keys or screens.

    With `debug`, Textual's settings stay: its log, its development console, its screenshots.
    """
    os.umask(0o077)
    _switch_core_dumps_off()
    if not debug:
        _drop_textual_settings()
    # A size that a shell has exported goes stale at the first resize, and is believed before the terminal.
    os.environ.pop("COLUMNS", None)
    os.environ.pop("LINES", None)
    os.environ.setdefault("ESCDELAY", ESCAPE_MILLISECONDS)


def _switch_core_dumps_off() -> None:
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _drop_textual_settings() -> None:
    for name in list(os.environ):
        if name.startswith("TEXTUAL") and name not in TEXTUAL_SETTINGS_KEPT:
            del os.environ[name]
