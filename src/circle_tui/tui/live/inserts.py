"""Put something in: a small part behind what runs. Whoever can give, gives; the end stays."""

from textual.content import Content

from circle_tui.core.clock import timing
from circle_tui.core.happening.refusal import Refusal
from circle_tui.core.happening.session import step_after
from circle_tui.core.plan import inserts
from circle_tui.core.plan.agenda import Step
from circle_tui.core.plan.inserts import Insert, Where
from circle_tui.core.shown.words import clock_time
from circle_tui.core.text import cut, pad
from circle_tui.tonight.evening import Evening
from circle_tui.tui.sheet import Host, KeyHint, Sheet, TextQuestion, in_columns

LETTERS = "123456789adefghklmopqrsvwxyz"
"""Keys for the parts, none of which means anything else in a sheet."""
COLUMN = 36


NO_FEELINGS = "A feeling round belongs to another kind of evening; i shows what can be put in here."


def put_in_feeling_round(host: Host, evening: Evening) -> None:
    """One feeling, one sentence, no advice: put in by one key, where the kind of evening has it."""
    parts = inserts.offered(evening.library.inserts, evening.room.session.mode)
    part = next((item for item in parts if item.slug == inserts.FEELING_ROUND), None)
    if part is None:
        host.say(NO_FEELINGS)
        return
    _put(host, evening, part)


def _put(host: Host, evening: Evening, part: Insert) -> None:
    before = evening.room.session.current_step
    refusal = evening.room.do(inserts.put_in, part)
    begins = before if evening.room.session.current_step is not before else None
    host.say(refusal.why if refusal else _put_in(evening, part.title, part.where, gave_way=begins))


class InsertSheet(Sheet):
    """The parts that fit the mode, one key each."""

    title = "What comes next, in between?"
    opened_by = "i"

    def __init__(self, host: Host, evening: Evening) -> None:
        super().__init__(host)
        self._evening = evening

    @property
    def _offered(self) -> dict[str, Insert]:
        mode = self._evening.room.session.mode
        return dict(zip(LETTERS, inserts.offered(self._evening.library.inserts, mode), strict=False))

    def body(self) -> Content:
        """One line a part, with the minutes it takes for those here."""
        people = max(1, len(self._evening.room.session.here))
        wide = min(self.wide, COLUMN - 3)
        lines = [
            Content.assemble(
                (pad(key, 3), "bold $primary"),
                pad(cut(item.title, wide - 10), wide - 9),
                (f"{_minutes(item.step(people).seconds):>6}", "$quiet"),
            )
            for key, item in self._offered.items()
        ]
        until = Content.assemble((pad("t", 3), "bold $primary"), "Break until a clock time …")
        return in_columns([*lines, until], COLUMN, self.wide)

    def hints(self) -> tuple[KeyHint, ...]:
        """What a key does, and how to leave."""
        own = (("j", "a feeling round, from anywhere"),) if self._has_feelings else ()
        return (("its key", "puts it after what runs now"), *own, ("esc", "nothing"))

    @property
    def _has_feelings(self) -> bool:
        return any(item.slug == inserts.FEELING_ROUND for item in self._offered.values())

    def press(self, key: str) -> bool:
        """Put in what the key stands for."""
        if key == "t":
            self.host.open_sheet(BreakUntil(self.host, self._evening))
            return True
        if key == "j" and self._has_feelings:
            self.host.close_sheet()
            put_in_feeling_round(self.host, self._evening)
            return True
        if key == "enter":
            key = "1"
        part = self._offered.get(key)
        if part is None:
            return False
        self.host.close_sheet()
        _put(self.host, self._evening, part)
        return True


class BreakUntil(TextQuestion):
    """Asks until when."""

    opened_by = "i"

    def __init__(self, host: Host, evening: Evening) -> None:
        super().__init__(
            host,
            title="A break until when?",
            text="It comes after this part and ends at that time, whenever it begins.",
            placeholder="20:15",
        )
        self._evening = evening

    def submit(self, text: str) -> None:
        """Put the break in, or say what a time looks like."""
        room = self._evening.room
        until = inserts.clock_instant(text, room.now(), self._evening.zone, room.session.planned_end)
        if until is None:
            self.host.say("A time such as 20:15 is right.")
            return
        refusal: Refusal | None = room.do(inserts.put_in_break, until)
        if refusal is not None:
            self.host.say(refusal.why)
            return
        self.host.close_sheet()
        back = clock_time(until, self._evening.zone)
        self.host.say(_put_in(self._evening, "A break", "after", f"; back at {back}"))


def _put_in(
    evening: Evening, title: str, where: Where, more: str = "", *, gave_way: Step | None = None
) -> str:
    """What was done, when it comes, and whether the end still holds.

    `gave_way` is the step that ran, where the part began at once and that step comes back after it.
    """
    session, now = evening.room.session, evening.room.now()
    if gave_way is not None:
        return f"{title} begins now, and then comes “{cut(gave_way.title, 24)}” again. u takes it back."
    running, following = session.current_segment, step_after(session, session.position)
    is_next = running is None or following is None or where == "within" or following.segment != running.id
    when = "comes next" if is_next or running is None else f"comes after {running.title}"
    if timing.project(session, now).over >= timing.MINUTE:
        return f"{title} {when}{more}. It would end late now: f asks who gives, u takes it back."
    begins = "n begins it." if is_next else "u takes it back."
    return f"{title} {when}{more}. The end stays at {clock_time(session.planned_end, evening.zone)}. {begins}"


def _minutes(seconds: int) -> str:
    return f"{seconds} s" if seconds < 60 else f"{-(-seconds // 60)} min"
