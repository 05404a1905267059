"""The least a Textual program can be: one clock on an empty screen, and one key that is answered.

Every figure of Circle stands beside the same figure of this. It must stay this small.
"""

import time

from textual.app import App, ComposeResult
from textual.widgets import Static

PAINTED = "bare clock"
"""Stands on the screen as soon as it is painted."""


class BareApp(App[None]):
    """Shows the seconds since it began, and how many keys were pressed."""

    ENABLE_COMMAND_PALETTE = False

    def compose(self) -> ComposeResult:
        """One line."""
        yield Static(PAINTED)

    def on_mount(self) -> None:
        """Count from here."""
        self._began = time.monotonic()
        self._pressed = 0
        self.set_interval(1, self.draw)

    def on_key(self) -> None:
        """Answer any key."""
        self._pressed += 1
        self.draw()

    def draw(self) -> None:
        """Write the time anew."""
        self.query_one(Static).update(f"{PAINTED} {time.monotonic() - self._began:.0f} key {self._pressed}.")


if __name__ == "__main__":
    BareApp().run()
