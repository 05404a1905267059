"""The topic while the evening runs: takeaways with the group's marks, the lens, another lens."""

from textual.content import Content

from circle_tui.core.happening.refusal import Refusal
from circle_tui.core.plan.agenda import Step
from circle_tui.core.plan.lens import change_lens, lens_segment, mark_takeaway
from circle_tui.core.plan.topics import Walk, say_mark
from circle_tui.core.shown.words import minutes
from circle_tui.tonight.evening import Evening
from circle_tui.tonight.topic import marked, topic_tonight
from circle_tui.tui.group.listing import hanging
from circle_tui.tui.sheet import Host, KeyHint, Sheet

NO_TOPIC = "Tonight has no topic. t in the lobby chooses one for an evening."
PLACES = ("1", "2", "3")


def has_topic_or_lens(evening: Evening) -> bool:
    """Whether there is anything to look at."""
    session = evening.room.session
    return topic_tonight(session, evening.library) is not None or lens_segment(session) is not None


class TopicSheet(Sheet):
    """One key for each takeaway; l chooses another lens, and no time is lost by it."""

    title = "Topic"
    opened_by = "t"
    is_beside = True

    def __init__(self, host: Host, evening: Evening) -> None:
        super().__init__(host)
        self._evening = evening
        self._is_choosing = False
        self._place = 0

    @property
    def _walks(self) -> tuple[Walk, ...]:
        segment = lens_segment(self._evening.room.session)
        stands = segment.lens if segment is not None else ""
        return tuple(walk for walk in self._evening.library.walks.values() if walk.slug != stands)

    @property
    def _has_topic(self) -> bool:
        return topic_tonight(self._evening.room.session, self._evening.library) is not None

    def body(self) -> Content:
        """The question and its takeaways, and the steps of the lens; or the lenses to choose from."""
        if self._is_choosing:
            return self._lenses()
        parts = [part for part in (self._takeaways(), self._steps()) if part.plain]
        return Content("\n\n").join(parts)

    def _takeaways(self) -> Content:
        session = self._evening.room.session
        topic = topic_tonight(session, self._evening.library)
        if topic is None:
            return Content("")
        lines = [Content.styled(topic.question, "bold"), Content("")]
        for key, (text, is_touched) in zip(PLACES, marked(session, topic), strict=True):
            mark = Content.assemble(
                (f"{key} ", "bold $primary"), (say_mark(is_touched=is_touched), "$quiet"), " "
            )
            lines.append(hanging(mark, text, self.wide))
        return Content("\n").join(lines)

    def _steps(self) -> Content:
        session = self._evening.room.session
        segment = lens_segment(session)
        if segment is None:
            return Content("")
        lines = [Content.styled(f"Lens: {segment.title}" if segment.lens else "Lens", "bold $secondary")]
        lines += [self._step(step) for step in segment.steps]
        return Content("\n").join(lines)

    def _step(self, step: Step) -> Content:
        session = self._evening.room.session
        segment = lens_segment(session)
        key = next(key for key in session.boxes if segment and key == (segment.id, step.id))
        box = session.boxes[key]
        is_now = session.position == key
        sign = "▶ " if is_now else "✓ " if box.has_begun else "· "
        return hanging(
            Content.styled(sign, "$primary" if is_now else "$quiet"),
            f"{step.title}, {minutes(box.length) or 'under 1'} min",
            self.wide,
            "bold" if is_now else "",
        )

    def _lenses(self) -> Content:
        lines = [Content("What is left of the time goes to the lens you choose.\n")]
        for place, walk in enumerate(self._walks):
            is_here = place == self._place
            mark = Content.styled("▶ " if is_here else "  ", "$primary")
            lines.append(hanging(mark, walk.title, self.wide, "bold" if is_here else ""))
            if is_here:
                lines.append(hanging(Content("  "), walk.summary, self.wide, "$quiet"))
        return Content("\n").join(lines)

    def hints(self) -> tuple[KeyHint, ...]:
        """What can be done from here."""
        if self._is_choosing:
            return (("↑ ↓", "lens"), ("enter", "take it"), ("esc", "back"))
        marks: tuple[KeyHint, ...] = (("1 2 3", "touched, not yet"),) if self._has_topic else ()
        lens: tuple[KeyHint, ...] = (("l", "another lens"),) if self._can_choose else ()
        return (*marks, *lens)

    @property
    def _can_choose(self) -> bool:
        return lens_segment(self._evening.room.session) is not None and bool(self._walks)

    def press(self, key: str) -> bool:
        """Mark a takeaway, or choose another lens."""
        if self._is_choosing:
            return self._choose(key)
        if key in PLACES and self._has_topic:
            return self._mark(int(key) - 1)
        if key == "l" and self._can_choose:
            self._is_choosing, self._place = True, 0
            return True
        return False

    def leave(self) -> None:
        """Back from the lenses, or away."""
        if self._is_choosing:
            self._is_choosing = False
        else:
            self.host.close_sheet()

    def _mark(self, place: int) -> bool:
        room = self._evening.room
        is_touched = place not in room.session.touched
        refusal = room.do(mark_takeaway, place, is_touched=is_touched)
        if refusal is not None:
            self.host.say(refusal.why)
        return True

    def _choose(self, key: str) -> bool:
        match key:
            case "up" | "down":
                self._place = (self._place + (1 if key == "down" else -1)) % len(self._walks)
            case "enter":
                walk = self._walks[self._place]
                self._take(walk, self._evening.room.do(change_lens, walk))
            case _:
                return False
        return True

    def _take(self, walk: Walk, refusal: Refusal | None) -> None:
        self._is_choosing = False
        if refusal is not None:
            self.host.say(refusal.why)
            return
        self.host.close_sheet()
        self.host.say(f"{walk.title}, in the time that was left. u takes it back.")
