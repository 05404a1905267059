"""The agenda as the room sees it: its rows, what comes next, and all of it in one line."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Literal

from msgspec import Struct

from circle_tui.core.clock import timing
from circle_tui.core.happening.session import Session, StepKey, step_after
from circle_tui.core.plan.agenda import Segment
from circle_tui.core.shown.scene import Scene
from circle_tui.core.shown.words import in_words, minutes, names_in_a_row

ZERO = timedelta(0)
MINUTE = timedelta(minutes=1)


class AgendaRow(Struct, frozen=True):
    """One segment in the agenda."""

    title: str
    minutes: int
    state: Literal["done", "now", "next"]
    leader: str = ""
    gives: str = ""


def next_words(session: Session) -> str:
    """The step or segment that follows, with its length; empty after the last."""
    following = step_after(session, session.position)
    if following is None:
        return ""
    segment = session.segment(following.segment)
    step = next(step for step in segment.steps if step.id == following.step)
    if session.position is not None and segment.id == session.position.segment:
        return f"{step.title} · {_length(session, [following])}"
    return f"{segment.title} · {_length(session, [StepKey(segment.id, item.id) for item in segment.steps])}"


def _length(session: Session, keys: list[StepKey]) -> str:
    total = sum((session.boxes[key].length for key in keys), start=ZERO)
    return in_words(total) if total < MINUTE else f"{_whole_minutes(total)} min"


def _whole_minutes(span: timedelta) -> int:
    return round(span / MINUTE)


def agenda_rows(session: Session, scene: Scene, now: datetime) -> tuple[AgendaRow, ...]:
    """Every segment in order, with whoever leads it and what it gives to the delay."""
    given = timing.gives(session, now)
    place = session.segments.index(session.current_segment) if session.current_segment else -1
    return tuple(
        _row(session, scene, segment, "done" if index < place else "now" if index == place else "next", given)
        for index, segment in enumerate(session.segments)
    )


def _row(
    session: Session,
    scene: Scene,
    segment: Segment,
    state: Literal["done", "now", "next"],
    given: Mapping[str, timedelta],
) -> AgendaRow:
    length = sum((session.boxes[StepKey(segment.id, step.id)].length for step in segment.steps), start=ZERO)
    gives = minutes(given.get(segment.id, ZERO))
    return AgendaRow(
        title=segment.title,
        minutes=_whole_minutes(length),
        state=state,
        leader=_leading(session, scene, segment),
        gives=f"gives {gives}" if gives and state == "next" else "",
    )


def place_words(session: Session, scene: Scene) -> str:
    """The agenda in one line, for a small window: "4 of 9 · next: First topic, 11 min, Jo"."""
    total = len(session.segments)
    place = session.segments.index(session.current_segment) + 1 if session.current_segment else 0
    here = f"{place} of {total}" if place else f"{total} segments"
    if place >= total:
        return f"{here} · the last one"
    following = session.segments[place]
    length = _length(session, [StepKey(following.id, step.id) for step in following.steps])
    name = _leading(session, scene, following)
    return f"{here} · next: {following.title}, {length}{f', {name}' if name else ''}"


def _leading(session: Session, scene: Scene, segment: Segment) -> str:
    """The names of those who lead it and are here; empty when nobody does."""
    leader = session.leaders.get(segment.id)
    return names_in_a_row(
        [scene.name(item) for item in leader.people if item in session.here] if leader else []
    )
