"""The topic of an evening: its card, and its takeaways with the group's marks."""

from circle_tui.content.load import Library
from circle_tui.core.agreements import reviews
from circle_tui.core.happening.session import Session
from circle_tui.core.plan.agenda import SegmentKind
from circle_tui.core.plan.inserts import is_from
from circle_tui.core.plan.topics import Topic, say_mark

AT_THE_END = "Three things we hoped to take away"
ABOUT_IT: tuple[SegmentKind, ...] = ("topic", "round", "talk", "case")
"""Kinds of segments in which the question is what we work on."""


def topic_tonight(session: Session, library: Library) -> Topic | None:
    """The card of tonight's topic; None without one, or when its file is gone meanwhile."""
    return library.topics.get(session.opened.topic)


def question_of(session: Session, library: Library) -> str:
    """Tonight's question, for every part in which we work on it; empty where the card itself shows it."""
    topic, segment, step = topic_tonight(session, library), session.current_segment, session.current_step
    if topic is None or segment is None or step is None or step.card == "takeaways":
        return ""
    is_other_talk = segment.id == reviews.SEGMENT or any(
        is_from(part, segment.id) for part in library.inserts
    )
    is_ours = segment.kind in ABOUT_IT and not is_other_talk
    return topic.question if is_ours else ""


def marked(session: Session, topic: Topic) -> tuple[tuple[str, bool], ...]:
    """The takeaways, each with whether the group marked it as touched."""
    return tuple((text, place in session.touched) for place, text in enumerate(topic.takeaways))


def takeaways_card(session: Session, library: Library) -> tuple[str, str] | None:
    """Title and text of the card of a topic; at the check-out with the group's marks in words."""
    topic, segment = topic_tonight(session, library), session.current_segment
    if topic is None or segment is None:
        return None
    is_closing = segment.kind == "check-out"
    lines = [_line(text, is_touched, is_closing=is_closing) for text, is_touched in marked(session, topic)]
    return AT_THE_END if is_closing else topic.question, "\n".join(lines)


def _line(text: str, is_touched: bool, *, is_closing: bool) -> str:
    sign = say_mark(is_touched=is_touched) if is_closing else "✓" if is_touched else "·"
    return f"{sign} {text}"
