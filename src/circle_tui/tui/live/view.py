"""View: how the screen looks and sounds. All of it takes effect at once and is remembered."""

from collections.abc import Callable

from msgspec.structs import replace
from textual.content import Content

from circle_tui.core.settings import Settings
from circle_tui.core.shelf import NotSavedError
from circle_tui.tui.sheet import KeyHint, Sheet, hanging
from circle_tui.tui.stage import StageScreen

TITLE_CELLS = 14
NARROW_CELLS = 38
"""Under this width there is a line for each thing, and no more."""
SAYS = {
    "quiet_clock": "whole minutes until the last one",
    "reduced_motion": "even the cursor of a text field stands still",
    "bell": "one soft bell when a step's time is over",
}


class ViewSheet(Sheet):
    """One key for each thing that can be chosen; the screen beside it shows what came of it."""

    title = "View"
    opened_by = "v"

    def __init__(self, host: StageScreen, *, is_beside: bool = False) -> None:
        super().__init__(host)
        self.is_beside = is_beside
        self._screen = host

    @property
    def _settings(self) -> Settings:
        return self._screen.circle.settings

    def body(self) -> Content:
        """What is chosen now."""
        chosen = self._settings
        rows = (
            self._row("q", "quiet clock", _on(chosen.quiet_clock), SAYS["quiet_clock"]),
            self._row("t", "theme", self._theme_title, self._theme_place),
            self._row("m", "less motion", _on(chosen.reduced_motion), SAYS["reduced_motion"]),
            self._row("b", "bell", _on(chosen.bell), SAYS["bell"]),
        )
        return Content("\n" if self.wide < NARROW_CELLS else "\n\n").join(rows)

    def _row(self, key: str, title: str, value: str, says: str) -> Content:
        sign = f"{key}   "
        row = Content.assemble((sign, "bold $primary"), f"{title:<{TITLE_CELLS}}", (value, "bold"))
        if self.wide < NARROW_CELLS:
            return row
        return Content.assemble(row, "\n", (hanging(" " * len(sign), says, self.wide), "$quiet"))

    @property
    def _theme_title(self) -> str:
        return self._screen.circle.desk.library.theme(self._settings.theme).title

    @property
    def _theme_place(self) -> str:
        if self._screen.circle.no_color:
            return "NO_COLOR is set: no colours are shown"
        slugs = self._slugs
        return f"{slugs.index(self._slug) + 1} of {len(slugs)}"

    @property
    def _slugs(self) -> list[str]:
        return list(self._screen.circle.desk.library.themes)

    @property
    def _slug(self) -> str:
        return self._screen.circle.desk.library.theme(self._settings.theme).slug

    def hints(self) -> tuple[KeyHint, ...]:
        """How to get back."""
        return (("esc", "back"),)

    def press(self, key: str) -> bool:
        """Choose the other, or the next."""
        turn: dict[str, Callable[[Settings], Settings]] = {
            "q": lambda chosen: replace(chosen, quiet_clock=not chosen.quiet_clock),
            "t": lambda chosen: replace(chosen, theme=self._next_theme()),
            "m": lambda chosen: replace(chosen, reduced_motion=not chosen.reduced_motion),
            "b": lambda chosen: replace(chosen, bell=not chosen.bell),
        }
        if key not in turn:
            return False
        try:
            self._screen.circle.choose(turn[key](self._settings))
        except NotSavedError as exc:
            self.host.say(str(exc))
        return True

    def _next_theme(self) -> str:
        slugs = self._slugs
        return slugs[(slugs.index(self._slug) + 1) % len(slugs)]


def _on(holds: bool) -> str:
    return "on" if holds else "off"
