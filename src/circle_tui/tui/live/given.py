"""What is said when minutes were given or taken: how many, and who gives them."""

from datetime import timedelta

from circle_tui.core.clock import timing
from circle_tui.core.clock.fit import propose
from circle_tui.core.happening.events.clock import MinutesMoved
from circle_tui.core.happening.session import Session
from circle_tui.core.shown.words import in_words
from circle_tui.room import Room


def _payer(session: Session, moved: MinutesMoved) -> str:
    """What gives: a segment, a step of one that has several, or a later step of the one that runs."""
    segment = session.segment(moved.payer or "")
    title = next((step.title for step in segment.steps if step.id == moved.payer_step), segment.title)
    if moved.payer == moved.segment:
        return title
    return segment.title if len(segment.steps) == 1 else f"{title} in {segment.title}"


def _moved_last(room: Room) -> MinutesMoved | None:
    """The minutes that were given or taken last; None before any were."""
    events = (entry.event for entry in reversed(room.entries))
    return next((event for event in events if isinstance(event, MinutesMoved)), None)


def who_gets(room: Room) -> str:
    """Where the minute that was taken last went."""
    taken = _moved_last(room)
    if taken is None:
        return ""
    less = f"{in_words(timedelta(seconds=-taken.seconds)).capitalize()} less here"
    return f"{less}, for {_payer(room.session, taken)}." if taken.payer else f"{less}."


def who_pays(room: Room, *, asks: bool = True) -> str:
    """How much was given last, and which segment it came from; `asks`: whether all are still to be asked."""
    moved = _moved_last(room)
    if moved is None:
        return ""
    given = in_words(timedelta(seconds=moved.paid)).capitalize()
    thumbs = "Thumbs up? u takes them back, " if asks else ""
    if moved.payer is not None:
        return f"{given} more, from {_payer(room.session, moved)}. {thumbs}↓ lets another pay."
    if timing.project(room.session, room.now()).over < timing.MINUTE:
        return f"{given} more, from the minutes in hand. {thumbs}↓ lets another pay."
    remedy = "f fits." if propose(room.session, room.now()).cuts else "m moves the end."
    return f"{given} more. Nobody can pay: the evening would end later. {thumbs}{remedy}"
