"""The rest of the evening, planned anew: proposed by format, never imposed; the end stays."""

from textual.content import Content

from circle_tui.core.plan.replanning import CLOSING, minutes_left, replan
from circle_tui.core.shown.words import clock_time
from circle_tui.core.text import cut
from circle_tui.tonight.evening import Evening
from circle_tui.tonight.replanning import Rest, rests
from circle_tui.tui.sheet import Host, KeyHint, Sheet, hanging

SHOWN = 5
"""How many formats the list shows at a time; the others come with the arrows."""


def offer_rest(host: Host, evening: Evening, said: str) -> None:
    """Offer what fits into what is left; where nothing does, say so behind what was done."""
    current = evening.room.session.current_segment
    if current is None or current.kind in CLOSING:
        host.say(said)
        return
    found = rests(evening.room, evening.library)
    if found:
        host.open_sheet(ReplanSheet(host, evening, found))
        host.say(said)
        return
    minutes = minutes_left(evening.room.session, evening.room.now())
    host.say(f"{said} No format of this kind fits into {minutes} min; f and x drop what does not belong.")


class ReplanSheet(Sheet):
    """One line for each format that fits; enter takes it, escape leaves the agenda as it is."""

    opened_by = "d"

    def __init__(self, host: Host, evening: Evening, found: tuple[Rest, ...]) -> None:
        super().__init__(host)
        end = clock_time(evening.room.session.planned_end, evening.zone)
        self.title = f"The rest of the evening, until {end}: plan it anew?"
        self._evening = evening
        self._found = found
        self._place = 0

    def body(self) -> Content:
        """The formats, and the parts of the one that is marked."""
        first = min(max(0, self._place - SHOWN // 2), max(0, len(self._found) - SHOWN))
        lines = []
        for place, rest in enumerate(self._found[first : first + SHOWN], first):
            is_here = place == self._place
            mark = Content.styled("▶ " if is_here else "  ", "$primary")
            of_many = f"  {place + 1} of {len(self._found)}" if is_here and len(self._found) > SHOWN else ""
            title = cut(f"{rest.format.title}{of_many}", self.wide - 2)
            lines.append(Content.assemble(mark, (title, "bold" if is_here else "")))
            if is_here:
                parts = " · ".join(f"{item.title} {item.seconds // 60}" for item in rest.segments)
                lines.append(Content.styled(hanging("  ", parts, self.wide), "$quiet"))
        return Content("\n").join(lines)

    def hints(self) -> tuple[KeyHint, ...]:
        """To plan anew and to leave the agenda weigh the same."""
        choose = (("↑ ↓", "format"),) if len(self._found) > 1 else ()
        return (("enter", "this, after what runs now"), *choose, ("esc", "the agenda stays"))

    def press(self, key: str) -> bool:
        """Choose a format, or take it."""
        if key in ("up", "down"):
            self._place = (self._place + (1 if key == "down" else -1)) % len(self._found)
            return True
        if key != "enter":
            return False
        rest = self._found[self._place]
        self.host.close_sheet()
        refusal = self._evening.room.do(replan, rest.segments)
        end = clock_time(self._evening.room.session.planned_end, self._evening.zone)
        self.host.say(
            refusal.why if refusal else f"{rest.format.title} from here; we end at {end}. u takes it back."
        )
        return True
