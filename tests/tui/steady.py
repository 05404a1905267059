"""A pilot that waits for the program to come to rest, and not, as Textual's own, for time to pass.

Textual's waits until the process has used next to no processor time for a fiftieth of a second, twice a
key. This one waits until nothing is left to do but to wait for keys, and goes on at once. So it is quicker,
and a busy machine makes no difference to it.
"""

import asyncio
import unicodedata
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress

from textual import events
from textual.app import App, ScreenStackError
from textual.keys import REPLACED_KEYS, _character_to_key, _get_unicode_name_from_key
from textual.pilot import Pilot

ENOUGH = 50
"""So many paintings in a row would be an animation, which no screen of Circle has without end."""


class SteadyPilot(Pilot[int]):
    """Presses keys, each once everything that the one before has set off is done and painted."""

    async def press(self, *keys: str) -> None:
        """Press keys one after the other."""
        for key in keys:
            self.app.post_message(_key(key))
            await self.pause()

    async def pause(self, delay: float | None = None) -> None:
        """Wait until nothing is left to do, and everything is painted."""
        for _ in range(ENOUGH):
            await self._rest()
            if not self._go_ahead():
                return

    async def at_once(self, act: Callable[[], None]) -> None:
        """Do something and paint all that it changes in one go.

        A widget's change takes a few rounds to reach the screen, and Textual's own timer for painting runs
        by the real clock: on a busy machine it comes between two widgets and paints them one by one.
        """
        with self.app.batch_update():
            act()
            while _is_busy():
                await asyncio.sleep(0)
        await self.pause()

    async def _rest(self) -> None:
        """Wait until everything else waits, for a key or for a timer, and nothing holds the painting up."""
        while _is_busy() or (self.app._batch_count and not self.app._exit):
            await asyncio.sleep(0)
        running = [worker for worker in self.app.workers if not worker.is_finished]
        if running:
            await asyncio.gather(*(worker.wait() for worker in running), return_exceptions=True)
            await self._rest()

    def _go_ahead(self) -> bool:
        """Do at once what Textual does a moment later; gives back whether that set anything off."""
        if self.app._resize_timer is not None:
            self.app._check_resize()
        with suppress(ScreenStackError):
            self.app.screen._on_timer_update()
        return _is_busy()


def _key(name: str) -> events.Key:
    """What the terminal's driver makes of a key, named as Textual names it, or as it is written."""
    key = _character_to_key(name) if len(name) == 1 and not name.isalnum() else name
    character: str | None
    try:
        character = unicodedata.lookup(_get_unicode_name_from_key(REPLACED_KEYS.get(key, key)))
    except KeyError:
        character = key if len(key) == 1 else None
    return events.Key(key, character)


def _is_busy() -> bool:
    """Whether anything can be done at once, without a key, a timer or a thread that has to come first."""
    # The loop has no public way to say so.
    return bool(asyncio.get_running_loop()._ready)  # type: ignore[attr-defined]  # see above


@asynccontextmanager
async def piloted(app: App[int], size: tuple[int, int]) -> AsyncIterator[SteadyPilot]:
    """Run a program without a terminal, in a window of that size."""
    async with app.run_test(size=size):
        pilot = SteadyPilot(app)
        await pilot.pause()
        # What lies beneath is painted late, and then has the screen on top painted anew.
        for screen in app.screen_stack:
            screen._on_timer_update()
        await pilot.pause()
        yield pilot
