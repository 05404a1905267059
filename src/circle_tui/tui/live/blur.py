"""What in a typed line may point to somebody, with a blur to take or leave; nothing is ever refused."""

from collections.abc import Callable

from textual.content import Content

from circle_tui.core.work.discretion import blurred
from circle_tui.core.work.shapes import Finding
from circle_tui.tui.sheet import Host, KeyHint, Sheet, hanging


class BlurSheet(Sheet):
    """Says what in a line may point to somebody, and how it could be blurred."""

    title = "This may point to someone. Blur it?"

    def __init__(
        self,
        host: Host,
        line: str,
        found: tuple[Finding, ...],
        *,
        take: Callable[[str], None],
        change: Callable[[], None],
    ) -> None:
        super().__init__(host)
        self._line = line
        self._found = found
        self._blurred = blurred(line, found)
        self._take = take
        self._change = change

    def body(self) -> Content:
        """The line as it would stand, then each finding with what could stand there instead."""
        stands = self._blurred if self._says_something else self._line
        lines = [Content.styled(hanging("", stands, self.wide), "bold")]
        lines += [Content.styled(hanging("· ", item.says, self.wide), "$quiet") for item in self._found]
        return Content("\n").join(lines)

    def hints(self) -> tuple[KeyHint, ...]:
        """To blur, to keep and to change weigh the same; what is all blurred can only be changed or kept."""
        if not self._says_something:
            return (("enter", "change it"), ("k", "keep it as it was"))
        return (("enter", "blur it so"), ("k", "keep it as it was"), ("esc", "change it"))

    def press(self, key: str) -> bool:
        """Take the blurred line, or the one that was typed."""
        if key == "enter" and not self._says_something:
            self.leave()
            return True
        if key not in ("enter", "k"):
            return False
        self._take(self._blurred if key == "enter" else self._line)
        return True

    @property
    def _says_something(self) -> bool:
        """Whether a word is left of the line once it is blurred."""
        return any(sign.isalpha() for sign in self._blurred)

    def leave(self) -> None:
        """Back to the line, with what was typed."""
        self._change()
