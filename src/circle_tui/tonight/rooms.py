"""What breakout rooms need to know and cannot see on this screen, as lines for the chat."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from circle_tui.core.clock import timing
from circle_tui.core.happening.session import Session, steps_after
from circle_tui.core.plan.agenda import Segment
from circle_tui.core.shown.words import clock_time, in_words, number_in_words
from circle_tui.room import Room


def rooms_text(room: Room) -> str:
    """The turns still to come in rooms, their steps with minutes, and when all meet again; empty for none."""
    turns = _turns(room.session)
    if not turns:
        return ""
    first = turns[0]
    count = f"{number_in_words(len(turns)).capitalize()} turns" if len(turns) > 1 else "One turn"
    lines = [f"{count} of {in_words(timedelta(seconds=first.seconds))}. In each:"]
    lines += [
        f"{place}. {step.title}, {in_words(timedelta(seconds=step.seconds))}: {step.says}"
        for place, step in enumerate(first.steps, 1)
    ]
    return "\n".join((*lines, f"We meet again in the large room at {_back(room)}."))


def _turns(session: Session) -> tuple[Segment, ...]:
    """The segments in rooms from the running one on."""
    place = session.segments.index(session.current_segment) if session.current_segment else 0
    return tuple(segment for segment in session.segments[place:] if segment.is_in_rooms)


def _back(room: Room) -> str:
    """When the last of them is over, as things stand."""
    session, now = room.session, room.now()
    at = last = timing.rest_begins(session, now)
    lengths = timing.lengths(session, now)
    for key, segment, _ in steps_after(session):
        at += lengths[key]
        last = at if segment.is_in_rooms else last
    return clock_time(last, ZoneInfo(session.opened.zone))
