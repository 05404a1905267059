"""Fit: planned beside proposed. Nothing is imposed; enter accepts, escape leaves it as it is."""

from textual.content import Content

from circle_tui.core.clock import timekeeping, timing
from circle_tui.core.clock.fit import FitRow, Proposal, propose
from circle_tui.core.clock.timing import MINUTE, ZERO
from circle_tui.core.shown.words import clock_time, in_words, names_in_a_row
from circle_tui.core.text import cut, pad
from circle_tui.tonight.evening import Evening
from circle_tui.tui.sheet import Host, KeyHint, Sheet

WORDS = {"running": "running", "protected": "protected", "dropped": "dropped", "stays": ""}

MOVES_THE_END = "m moves the end, if you all choose so."
CHOOSABLE = ("gives", "stays", "dropped")
"""What a row has to be, so that a key can act on it."""
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
        self._chosen: int | None = None
        """Place of the row that is marked; until one is chosen, the one that the moment suggests."""

    @property
    def _proposal(self) -> Proposal:
        room = self._evening.room
        return propose(room.session, room.now(), spared=self._spared, dropped=self._dropped)

    @property
    def title(self) -> str:  # type: ignore[override]  # it says how late it is now
        """How far over, and when the end is."""
        proposal = self._proposal
        end = clock_time(self._evening.room.session.planned_end, self._evening.zone)
        if not proposal.is_quiet:
            return f"{in_words(proposal.over)} over. The end stays at {end}."
        giving = [cut(row.title, 24) for row in proposal.rows if row.gives]
        takes = "takes" if len(giving) == 1 else "take"
        says = f"{names_in_a_row(giving)} {takes} it up." if giving else "Nothing has to give."
        return f"{says} The end stays at {end}."

    @property
    def _floors(self) -> set[str]:
        return {item.id for item in self._evening.room.session.segments if item.kind == "buffer"}

    def _choosable(self, rows: tuple[FitRow, ...]) -> list[FitRow]:
        return [row for row in rows if row.part in CHOOSABLE]

    def _marked(self, proposal: Proposal) -> str:
        """The segment that a key would act on: when something has to be dropped, first the longest."""
        choosable = self._choosable(proposal.rows)
        if not choosable:
            return ""
        if self._chosen is not None:
            return choosable[min(self._chosen, len(choosable) - 1)].segment
        if not proposal.is_gone:
            return choosable[0].segment
        session = self._evening.room.session
        frame = ("opening", "check-in", "check-out")
        longest = max(
            choosable, key=lambda row: (session.segment(row.segment).kind not in frame, row.planned)
        )
        return longest.segment

    @property
    def marked_line(self) -> int | None:
        """The row of the segment that is marked, below the heads."""
        proposal = self._proposal
        marked = self._marked(proposal)
        places = [place for place, row in enumerate(proposal.rows, 1) if row.segment == marked]
        return places[0] if places else None

    def body(self) -> Content:
        """One line a segment from now on."""
        proposal = self._proposal
        marked = self._marked(proposal)
        room = max(11, min(28, self.wide - 34))
        heads = "planned  proposed" if self.wide >= ROOMY else "plan new"
        lines = [Content.styled(f"  {'':<{room}}{heads}", "$quiet")]
        lines.extend(self._line(row, room, is_chosen=row.segment == marked) for row in proposal.rows)
        behind = sum((row.gives for row in proposal.rows), start=ZERO) // MINUTE
        if behind and any(row.gives and row.segment in self._floors for row in proposal.rows):
            lines.append(Content.styled(f"\nThe open floor gives first; together {behind} min.", "$quiet"))
        if proposal.missing:
            missing = -(-proposal.missing // MINUTE)
            words = f"The plan is gone: {missing} min cannot be found so. x drops the one that is marked."
            if not marked:
                words = f"{missing} min cannot be found any more. {MOVES_THE_END}"
            lines.append(Content(f"\n{words}"))
        elif proposal.is_gone and marked:
            lines.append(Content("\nThe plan is gone: better to drop one (x) than to shave them all."))
        return Content("\n").join(lines)

    def _line(self, row: FitRow, room: int, *, is_chosen: bool) -> Content:
        planned, proposed = round(row.planned / MINUTE), round(row.proposed / MINUTE)
        gives = planned - proposed
        word = f"gives {gives}" if gives and row.part != "dropped" else WORDS.get(row.part, "")
        if row.segment in self._spared:
            word = "keeps its minutes" if self.wide >= ROOMY else "keeps"
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
        if key == "enter":
            return self._accept()
        proposal = self._proposal
        segments = [row.segment for row in self._choosable(proposal.rows)]
        if key not in ("up", "down", "space", "x") or not segments:
            return False
        self._chosen = segments.index(self._marked(proposal))
        if key in ("up", "down"):
            self._chosen = (self._chosen + (1 if key == "down" else -1)) % len(segments)
        else:
            self._turn(key, segments[self._chosen])
        return True

    def _turn(self, key: str, segment: str) -> None:
        """Drop it or not; let it keep its minutes or not. What is dropped keeps none."""
        if key == "x":
            self._dropped, self._spared = self._dropped ^ {segment}, self._spared - {segment}
        else:
            self._dropped -= {segment}
            alike = self._alike(segment) - self._dropped
            self._spared = self._spared - alike if segment in self._spared else self._spared | alike

    def _alike(self, segment: str) -> frozenset[str]:
        """The segment; with it all turns that were promised the same time, which give or keep together."""
        segments = self._evening.room.session.segments
        turns = frozenset(item.id for item in segments if not item.has_extensions)
        return turns if segment in turns else frozenset({segment})

    def _accept(self) -> bool:
        self.host.close_sheet()
        refusal = self._evening.room.do(timekeeping.accept_fit, self._spared, self._dropped)
        self.host.say(refusal.why if refusal else f"{after_fit(self._evening)} u takes it back.")
        return True


def after_fit(evening: Evening) -> str:
    """What is true of the end once others have given: whether it holds, and by how much it does not."""
    room = evening.room
    projection = timing.project(room.session, room.now())
    end = clock_time(room.session.planned_end, evening.zone)
    if projection.over >= MINUTE:
        late = clock_time(timing.end_in_minutes(room.session, room.now()), evening.zone)
        rows = propose(room.session, room.now()).rows
        can_drop = any(row.part in CHOOSABLE for row in rows)
        remedy = "; f and x drop something." if can_drop else f". {MOVES_THE_END}"
        return f"Shortened what can be. It would still end {late}, not {end}{remedy}"
    if projection.behind <= -MINUTE:
        return f"Fitted, with {in_words(-projection.behind)} in hand. We end at {end}."
    return f"Fitted. We end at {end}."
