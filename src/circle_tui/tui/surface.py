"""What a screen is drawn on: its texts, each put up only where it differs, and the line that says things.

Knows of no key and of no sheet; what lies over a screen is `tui/stack.py`.
"""

from typing import TYPE_CHECKING, ClassVar, cast

from textual.containers import VerticalScroll
from textual.content import Content
from textual.css.query import QueryType
from textual.geometry import Size
from textual.screen import Screen
from textual.widgets import Static

from circle_tui.core.happening.refusal import Refusal
from circle_tui.tui.commands import Command

if TYPE_CHECKING:
    from circle_tui.tui.app import CircleApp

FLAT = 22
"""Under this height no row between screen and key bar is left empty."""
ROOMY = 29
"""From this height on there is a line above the head."""
TALL = 36
"""From this height on a sheet has air around what it says."""


class Surface(Screen[None], inherit_bindings=False):
    """A screen that draws what has changed and says why something was refused."""

    commands: ClassVar[tuple[Command, ...]] = ()
    long_part: ClassVar[str] = ""
    """Id of what may be longer than the window, and moves by a page; empty where everything always fits."""

    def __init__(self) -> None:
        super().__init__()
        self._shown_texts: dict[str, Content] = {}

    @property
    def circle(self) -> "CircleApp":
        """The program this screen belongs to."""
        return cast("CircleApp", self.app)

    @property
    def acting(self) -> tuple[Command, ...]:
        """The commands of this screen with the keys in force: ours, and those a person added."""
        return self.circle.keymap.acting(self.commands)

    @property
    def window(self) -> Size:
        """Cells of the window; known before Textual has laid the screen out for the first time."""
        return self.size or self.app.size

    @property
    def is_left(self) -> bool:
        """Whether the program has left this screen: its widgets are going while messages still come."""
        return not self.is_attached or self not in self.app.screen_stack

    def redraw(self) -> None:
        """Draw again what has changed."""
        self.draw_keys()

    def draw_keys(self) -> None:
        """Draw the key bar."""

    def _fit_height(self) -> None:
        """Set the classes for the height: the lower the window, the less air around what a sheet says."""
        high = self.window.height
        self.set_class(high < FLAT, "-flat")
        self.set_class(high >= FLAT, "-pins-keys")
        self.set_class(FLAT <= high < TALL, "-short")

    def put(self, widget_id: str, text: Content | str) -> None:
        """Change what a text widget shows, if it differs from what it shows already."""
        content = Content(text) if isinstance(text, str) else text
        before = self._shown_texts.get(widget_id)
        # Contents count as equal when their letters are; a change of style alone has to be drawn too.
        if before is not None and before.is_same(content):
            return
        self._shown_texts[widget_id] = content
        widget = self.part(widget_id, Static)
        widget.clear_cached_dimensions()
        widget.update(content, layout=_needs_other_room(widget, content))

    def part(self, widget_id: str, kind: type[QueryType]) -> QueryType:
        """The widget of that id on this screen."""
        return self.query_one(f"#{widget_id}", kind)

    def say(self, sentence: str) -> None:
        """Say a sentence above the key bar until the next key; a screen that is gone says nothing."""
        if self.is_left:
            return
        self.put("say", sentence)
        self._place_what_is_said()

    def _place_what_is_said(self) -> None:
        """Show the line that says things; where its row is empty anyway it stays, so that nothing moves."""
        self.part("say", Static).display = self.has_free_row or bool(self._shown_texts.get("say"))

    @property
    def has_free_row(self) -> bool:
        """Whether the row of the line that says things stays empty while nothing is said."""
        return self.window.height >= FLAT

    def tell(self, refusal: Refusal | None) -> bool:
        """Say why something was refused; gives back whether it was done."""
        if refusal is not None:
            self.say(refusal.why)
        return refusal is None

    def has_more(self, body: VerticalScroll) -> bool:
        """Whether anything that has to be read lies outside of the window."""
        return body.max_scroll_y > 0

    def scroll_stage(self, *, up: bool) -> None:
        """Move what is longer than the window, by a page; a screen that always fits has nothing to move."""
        if self.long_part:
            body = self.part(self.long_part, VerticalScroll)
            page = max(1, body.size.height - 1)
            body.scroll_relative(y=-page if up else page, animate=False)


def _needs_other_room(widget: Static, content: Content) -> bool:
    """Whether a text takes more or fewer lines than the one before: only then is the screen laid out anew.

    Every text of a screen is as wide as what it lies in; one that is hidden is laid out when it is shown.
    """
    size = widget.content_size
    return not size.width or (widget.display and content.get_height({}, size.width) != size.height)
