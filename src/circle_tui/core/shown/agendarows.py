"""The agenda as the room sees it: its rows, what comes next, and all of it in one line."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Literal

from msgspec import Struct

from circle_tui.core.clock import timebox, timing
from circle_tui.core.happening.session import Session, StepKey
from circle_tui.core.plan.agenda import Segment
from circle_tui.core.shown.scene import Scene
from circle_tui.core.shown.words import in_words, minutes, names_in_a_row

ZERO = timedelta(0)
MINUTE = timedelta(minutes=1)


RowState = Literal["done", "now", "next"]


class AgendaRow(Struct, frozen=True):
    """One segment in the agenda."""

    title: str
    minutes: int
    """What it took once it is over, else what it has: all of them add up to the evening."""
    state: RowState
    leader: str = ""
    gives: str = ""
    """How many of its minutes being behind takes up, as things stand."""


def next_words(session: Session, now: datetime) -> str:
    """What begins when we go on now, with the length it would have; empty after the last."""
    following = timing.next_step(session, now)
    if following is None:
        return ""
    lengths = timing.lengths_on_going_on(session, now)
    segment = session.segment(following.segment)
    begins = (
        ", by itself" if session.current_step is not None and session.current_step.advances_itself else ""
    )
    if session.position is not None and segment.id == session.position.segment:
        return f"{session.step(following).title} · {_say(lengths[following])}{begins}"
    return f"{segment.title} · {_say(_together(segment, lengths))}{begins}"


def _together(segment: Segment, lengths: Mapping[StepKey, timedelta]) -> timedelta:
    return sum((lengths[StepKey(segment.id, step.id)] for step in segment.steps), start=ZERO)


def _say(length: timedelta) -> str:
    return in_words(length) if length < MINUTE else f"{_whole_minutes(length)} min"


def _whole_minutes(span: timedelta) -> int:
    return round(span / MINUTE)


def agenda_rows(session: Session, scene: Scene, now: datetime) -> tuple[AgendaRow, ...]:
    """Every segment in order, with whoever leads it and what it gives to the delay."""
    given = timing.gives(session, now)
    place = session.segments.index(session.current_segment) if session.current_segment else -1
    rows = []
    gone = ZERO
    for index, segment in enumerate(session.segments):
        state: RowState = "done" if index < place else "now" if index == place else "next"
        gives = minutes(given.get(segment.id, ZERO)) if state == "next" else 0
        before, gone = gone, gone + _length_shown(session, segment, state, now)
        rows.append(
            AgendaRow(
                title=segment.title,
                # Rounded from the beginning on, so that what has been adds up to the time it took.
                minutes=_whole_minutes(gone) - _whole_minutes(before)
                if state == "done"
                else _whole_minutes(gone - before),
                state=state,
                leader=_leading(session, scene, segment),
                gives=f"gives {gives}" if gives else "",
            )
        )
    return tuple(rows)


def _length_shown(session: Session, segment: Segment, state: RowState, now: datetime) -> timedelta:
    """What a segment took, once it is over; what it has, until then, and never less than it took already."""
    boxes = [session.boxes[StepKey(segment.id, step.id)] for step in segment.steps]
    spent = sum((timebox.spent(box, now) for box in boxes), start=ZERO)
    if state == "done":
        return spent
    return max(spent, sum((box.length for box in boxes), start=ZERO))


def place_words(session: Session, scene: Scene, now: datetime) -> str:
    """The agenda in one line, for a small window: "4 of 9 · next: First topic, 11 min, Jo".

    Where the next step is the next segment, `next_words` beside it say that; then it is "4 of 9 · Jo leads
    next", or "4 of 9" alone.
    """
    total = len(session.segments)
    place = session.segments.index(session.current_segment) + 1 if session.current_segment else 0
    here = f"{place} of {total}" if place else f"{total} segments"
    lengths = timing.lengths_on_going_on(session, now)
    ahead = [
        segment
        for segment in session.segments[place:]
        if segment.kind != "buffer" or _together(segment, lengths) >= timing.PASSED_BY_UNDER
    ]
    if not ahead:
        return f"{here} · the last one"
    coming = ahead[0]
    names = _who_leads(session, scene, coming)
    following = timing.next_step(session, now)
    if following is not None and following.segment == coming.id:
        verb = "leads" if len(names) == 1 else "lead"
        return f"{here} · {names_in_a_row(names)} {verb} next" if names else here
    length = _say(_together(coming, lengths))
    return f"{here} · next: {coming.title}, {length}{f', {names_in_a_row(names)}' if names else ''}"


def _leading(session: Session, scene: Scene, segment: Segment) -> str:
    """The names of those who lead it and are here; empty when nobody does."""
    return names_in_a_row(_who_leads(session, scene, segment))


def _who_leads(session: Session, scene: Scene, segment: Segment) -> list[str]:
    leader = session.leaders.get(segment.id)
    return [scene.name(item) for item in leader.people if item in session.here] if leader else []
