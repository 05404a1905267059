"""Who came to an evening, on a sheet that opens only behind the gate."""

from collections.abc import Callable

from textual.content import Content

from circle_tui.core.text import cut, pad
from circle_tui.tui.records.picture import EveningPicture, PresencePicture
from circle_tui.tui.sheet import Host, KeyHint, Sheet


class WhoCameSheet(Sheet):
    """Who came to one evening, for how long, and who led what; by name, nothing ranked."""

    def __init__(
        self, host: Host, evening: EveningPicture, presence: PresencePicture, mend: Callable[[], None]
    ) -> None:
        super().__init__(host)
        self._mend = mend
        self.title = f"Who came · {evening.day}"
        self._presence = presence

    def body(self) -> Content:
        """A line a person, then a line a segment that was led."""
        lines = [
            Content.assemble(pad(cut(name, 28), 30), (says, "$quiet")) for name, says in self._presence.came
        ]
        if not lines:
            lines.append(Content("Nobody was marked as here."))
        if self._presence.led:
            lines.append(Content.styled("\nLED", "bold $quiet"))
            lines.extend(
                Content.assemble((pad(cut(title, 28), 30), "$quiet"), cut(name, 28))
                for title, name in self._presence.led
            )
        return Content("\n").join(lines)

    def hints(self) -> tuple[KeyHint, ...]:
        """How to get back."""
        return (("m", "mend who led"), ("esc", "back"), ("↑ ↓", "more"))

    def press(self, key: str) -> bool:
        """Enter closes it as well; m mends who led."""
        if key == "m":
            self._mend()
            return True
        if key != "enter":
            return False
        self.host.close_sheet()
        return True
