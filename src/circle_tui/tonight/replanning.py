"""What the rest of an evening could be made of: formats of its kind that fit the minutes and people left."""

from typing import NamedTuple

from circle_tui.content.load import Library
from circle_tui.core.plan.agenda import Segment
from circle_tui.core.plan.formats import Format
from circle_tui.core.plan.modes import STARTER_FORMATS
from circle_tui.core.plan.planning import plan_rest
from circle_tui.core.plan.replanning import minutes_left
from circle_tui.core.plan.topics import with_topic
from circle_tui.room import Room
from circle_tui.tonight.topic import topic_tonight


class Rest(NamedTuple):
    """One way to spend what is left."""

    format: Format
    segments: tuple[Segment, ...]


def rests(room: Room, library: Library) -> tuple[Rest, ...]:
    """Every format of this kind of evening that fits what is left; the one to begin with first."""
    session = room.session
    minutes, people = minutes_left(session, room.now()), max(1, len(session.here))
    topic = topic_tonight(session, library)
    found = []
    for chosen in library.formats.values():
        segments = plan_rest(chosen, minutes=minutes, people=people) if session.mode in chosen.modes else ()
        if segments and topic is not None:
            segments = with_topic(segments, topic, library.walks.get(topic.lens))
        if segments:
            found.append(Rest(chosen, segments))
    usual = (session.opened.format, STARTER_FORMATS[session.mode])
    return tuple(sorted(found, key=lambda rest: rest.format.slug not in usual))
