"""The palette: every command of a screen, found by its sentence."""

from contextlib import suppress
from functools import partial
from inspect import isawaitable
from typing import cast

from textual.await_complete import AwaitComplete
from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.worker import ResultType, Worker, WorkType

from circle_tui.tui.commands import all_keys
from circle_tui.tui.memory import let_go_of_lines
from circle_tui.tui.stage import StageScreen


class Palette(CommandPalette):
    """Textual's palette, which fails when it is closed before its search is or with a letter on the way.

    It can be Textual's own again when its search no longer asks for widgets that are gone, and its page
    keys no longer for lines that are still to come, and two keys in a row no longer close it twice.
    """

    def run_worker(
        self,
        work: WorkType[ResultType],
        name: str | None = "",
        group: str = "default",
        description: str = "",
        exit_on_error: bool = False,
        start: bool = True,
        exclusive: bool = False,
        thread: bool = False,
    ) -> Worker[ResultType]:
        """Search; a search that fails finds nothing, and does not end the program.

        Nor does Textual hear of it, which would load all it needs to draw what failed, in the evening.
        """
        quiet = cast("WorkType[ResultType]", partial(_quietly, work))
        return super().run_worker(quiet, name, group, description, exit_on_error, start, exclusive, thread)

    def dismiss(self, result: None = None) -> AwaitComplete:
        """Go, once: a second key right behind the first one would take away the screen beneath."""
        return super().dismiss(result) if self is self.app.screen else AwaitComplete()

    def _action_command_list(self, action: str) -> None:
        """Move in the list; a page up or down before its lines are drawn moves nothing."""
        with suppress(KeyError):
            super()._action_command_list(action)

    def on_unmount(self) -> None:
        """Leave nothing of this screen behind."""
        let_go_of_lines()


async def _quietly(work: WorkType[object]) -> object:
    with suppress(Exception):
        found = work() if callable(work) else work
        return await found if isawaitable(found) else found
    return None


class CommandsOfTheScreen(Provider):
    """The palette: every command of the screen that lies under it, by its sentence."""

    async def discover(self) -> Hits:
        """Every command, before anything is typed."""
        for name, run, keys in self._commands():
            yield DiscoveryHit(name, run, text=name, help=keys)

    async def search(self, query: str) -> Hits:
        """Commands whose sentence fits what was typed."""
        matcher = self.matcher(query)
        for name, run, keys in self._commands():
            if (score := matcher.match(name)) > 0:
                yield Hit(score, matcher.highlight(name), run, text=name, help=keys)

    def _commands(self) -> list[tuple[str, "partial[None]", str]]:
        screen = self.screen
        if not isinstance(screen, StageScreen):
            return []
        return [
            (command.help, partial(screen.run_command, command), all_keys(command))
            for command in screen.acting
            if command.label
        ]
