"""Fills a home with evenings that are over: for the figures, and for the tests of the library.

The files are those that sealing leaves, put there without going through every evening key by key.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from circle_tui.core.agreements.rules import AgreedRule, RulesVersion
from circle_tui.core.clock.recurrence import Recurrence
from circle_tui.core.happening.events.agreements import LimitsCardSettled
from circle_tui.core.happening.events.clock import StepBegan
from circle_tui.core.happening.events.evening import SessionEnded, SessionOpened
from circle_tui.core.happening.events.log import Entry, Event
from circle_tui.core.happening.events.naming import LeaderNamed
from circle_tui.core.happening.events.presence import PersonArrived
from circle_tui.core.people.group import Group, Member
from circle_tui.core.plan.agenda import Segment, SegmentKind, Step
from circle_tui.store import frames
from circle_tui.store.journal import to_documents
from circle_tui.store.library import FileShelf
from circle_tui.store.trouble import Holder

FIRST = datetime(2005, 1, 6, 12, 30, tzinfo=UTC)
NAMES = ("Dana", "Ines", "Jo", "Kofi", "Lea", "Mara", "Sam")
_PARTS: tuple[tuple[str, str, SegmentKind, int, bool], ...] = (
    ("opening", "Opening", "opening", 3, False),
    ("check-in", "Check-in", "check-in", 12, False),
    ("case-1", "First case", "case", 30, True),
    ("case-2", "Second case", "case", 30, True),
    ("open-floor", "Open floor", "buffer", 5, False),
    ("check-out", "Check-out", "check-out", 7, True),
    ("next-time", "Next time", "admin", 3, False),
)


def group() -> Group:
    """The group all the evenings are of."""
    members = tuple(
        Member(id=f"p-{place}", name=name, joined=date(2005, 1, 1)) for place, name in enumerate(NAMES)
    )
    return Group(
        id="g-filled",
        name="Thursday Circle",
        mode="consultation",
        format="focus-question",
        recurrence=Recurrence("thursday", FIRST.date(), time(13, 30), 90, "Europe/Berlin"),
        members=members,
        rules=(RulesVersion(1, date(2005, 1, 1), (AgreedRule("confidence", "What is said stays here."),)),),
        facilitator="p-0",
    )


def segments() -> tuple[Segment, ...]:
    """An agenda of ninety minutes."""
    return tuple(
        Segment(
            id=slug,
            title=title,
            kind=kind,
            steps=tuple(
                Step(id=f"step-{place}", title=f"{title} {place}", seconds=minutes * 20, says="In turn.")
                for place in (1, 2, 3)
            ),
            has_leader=has_leader,
        )
        for slug, title, kind, minutes, has_leader in _PARTS
    )


def session_id(number: int) -> str:
    """What the file of an evening is called, counted from 0."""
    return f"{(FIRST + timedelta(weeks=number)).date().isoformat()}-{number:08x}"


def evening(number: int, of: str = "g-filled") -> tuple[Entry, ...]:
    """What is kept of an evening that is over, counted from 0; one each week."""
    start = FIRST + timedelta(weeks=number)
    return tuple(
        Entry(seq=place, move=place, at=at, event=event)
        for place, (at, event) in enumerate(_happenings(number, of, start), start=1)
    )


def _happenings(number: int, of: str, start: datetime) -> Iterator[tuple[datetime, Event]]:
    agenda = segments()
    here = [f"p-{place}" for place in range(len(NAMES)) if (number + place) % 5]
    yield (
        start - timedelta(minutes=5),
        SessionOpened(
            session=session_id(number),
            group=of,
            mode="consultation",
            format="focus-question",
            zone="Europe/Berlin",
            planned_start=start,
            minutes=90,
            segments=agenda,
            expected=tuple(f"p-{place}" for place in range(len(NAMES))),
            facilitator="p-0",
            rules_version=1,
        ),
    )
    for person in here:
        yield start - timedelta(minutes=2), PersonArrived(person)
    at = start
    for place, segment in enumerate(agenda):
        if segment.id == "check-in":
            yield at, LimitsCardSettled(was_read=True)
        if segment.has_leader:
            yield at, LeaderNamed(segment.id, here[(number + place) % len(here)], "offered")
        for step in segment.steps:
            yield at, StepBegan(segment.id, step.id)
            at += timedelta(seconds=step.seconds)
    yield at, SessionEnded()


def fill(folder: Path, sessions: int = 1000) -> Group:
    """Put the group and so many sealed sessions in the data folder, and give back the group."""
    filled = group()
    holder = Holder(host="bench", pid=1, since=FIRST)
    FileShelf(folder, holder=holder, now=lambda: FIRST).save_group(filled)
    for number in range(sessions):
        entries = evening(number)
        documents = {str(place): dict(item) for place, item in enumerate(to_documents(entries), start=1)}
        data = frames.write_snapshot(
            {"events": documents}, generation=2, is_sealed=True, written=entries[-1].at
        )
        path = folder / "sessions" / f"{session_id(number)}.circle"
        path.write_bytes(data)
        path.chmod(0o400)
    return filled
