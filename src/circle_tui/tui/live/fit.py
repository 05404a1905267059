"""Fit: planned beside proposed. Nothing is imposed; enter accepts, escape leaves it as it is."""

from textual.content import Content

from circle_tui.core.clock import timekeeping
from circle_tui.core.clock.fit import FitRow, Proposal, propose
from circle_tui.core.clock.timing import MINUTE, ZERO
from circle_tui.core.shown.words import clock_time
from circle_tui.core.text import cut, pad
from circle_tui.tonight.evening import Evening
from circle_tui.tui.sheet import Host, KeyHint, Sheet

WORDS = {"running": "running", "protected": "protected", "dropped": "dropped", "stays": ""}

ROOMY = 52
"""From so many cells on the numbers have air around them."""


class FitSheet(Sheet):
    """Who gives what, so that the evening ends when it was to end."""

    opened_by = "f"

    def __init__(self, host: Host, evening: Evening) -> None:
        super().__init__(host)
        self._evening = evening
        self._spared: frozenset[str] = frozenset()
        self._dropped: frozenset[str] = frozenset()
        self._chosen = 0

    @property
    def _proposal(self) -> Proposal:
        room = self._evening.room
        return propose(room.session, room.now(), spared=self._spared, dropped=self._dropped)

    @property
    def title(self) -> str:  # type: ignore[override]  # it says how late it is now
        """How far over, and when the end is."""
        proposal = self._proposal
        end = clock_time(self._evening.room.session.planned_end, self._evening.zone)
        over = round(proposal.over / MINUTE)
        if proposal.is_quiet and proposal.cuts:
            return f"The open floor takes it up. The end stays at {end}."
        if proposal.is_quiet:
            return f"Nothing has to give. The end stays at {end}."
        return f"{over} {'minute' if over == 1 else 'minutes'} over. The end stays at {end}."

    @property
    def _floors(self) -> set[str]:
        return {item.id for item in self._evening.room.session.segments if item.kind == "buffer"}

    def _choosable(self, rows: tuple[FitRow, ...]) -> list[FitRow]:
        return [row for row in rows if row.part in ("gives", "stays", "dropped")]

    def body(self) -> Content:
        """One line a segment from now on."""
        proposal = self._proposal
        choosable = self._choosable(proposal.rows)
        marked = choosable[min(self._chosen, len(choosable) - 1)].segment if choosable else ""
        room = max(11, min(28, self.wide - 34))
        heads = "planned  proposed" if self.wide >= ROOMY else "plan new"
        lines = [Content.styled(f"  {'':<{room}}{heads}", "$quiet")]
        lines.extend(self._line(row, room, is_chosen=row.segment == marked) for row in proposal.rows)
        behind = sum((row.gives for row in proposal.rows), start=ZERO) // MINUTE
        if behind and any(row.gives and row.segment in self._floors for row in proposal.rows):
            lines.append(Content.styled(f"\nThe open floor gives first; together {behind} min.", "$quiet"))
        if proposal.missing:
            missing = -(-proposal.missing // MINUTE)
            lines.append(Content(f"\n{missing} min cannot be found so. x drops the segment that is marked."))
        elif proposal.is_gone:
            lines.append(Content("\nThe plan is gone: better to drop one (x) than to shave them all."))
        return Content("\n").join(lines)

    def _line(self, row: FitRow, room: int, *, is_chosen: bool) -> Content:
        gives = row.gives // MINUTE
        word = f"gives {gives}" if gives and row.part != "dropped" else WORDS.get(row.part, f"gives {gives}")
        if row.segment in self._spared:
            word = "keeps its minutes" if self.wide >= ROOMY else "keeps"
        planned, proposed = round(row.planned / MINUTE), round(row.proposed / MINUTE)
        style = "$warning" if row.part in ("gives", "dropped") else "$quiet"
        return Content.assemble(
            ("▸ " if is_chosen else "  ", "$primary"),
            pad(cut(row.title, room - 1), room),
            f"{planned:>5}{proposed:>10}    " if self.wide >= ROOMY else f"{planned:>4}{proposed:>4}  ",
            (word, style),
        )

    def hints(self) -> tuple[KeyHint, ...]:
        """Accept, change who gives, or leave it."""
        return (
            ("enter", "accept"),
            ("↑ ↓", "choose"),
            ("space", "gives or keeps"),
            ("x", "drop"),
            ("esc", "leave it"),
        )

    def press(self, key: str) -> bool:
        """Choose who gives, or accept."""
        choosable = self._choosable(self._proposal.rows)
        if key in ("up", "down") and choosable:
            step = 1 if key == "down" else -1
            self._chosen = (min(self._chosen, len(choosable) - 1) + step) % len(choosable)
            return True
        if key in ("space", "x") and choosable:
            self._turn(key, choosable[min(self._chosen, len(choosable) - 1)].segment)
            return True
        if key == "enter":
            return self._accept()
        return False

    def _turn(self, key: str, segment: str) -> None:
        if key == "x":
            self._dropped ^= {segment}
        else:
            self._spared ^= {segment}

    def _accept(self) -> bool:
        self.host.close_sheet()
        refusal = self._evening.room.do(timekeeping.accept_fit, self._spared, self._dropped)
        end = clock_time(self._evening.room.session.planned_end, self._evening.zone)
        self.host.say(refusal.why if refusal else f"Fitted. We end at {end}. u takes it back.")
        return True
