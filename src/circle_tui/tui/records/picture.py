"""What past evenings left, in words: planned beside actual. Nothing is ranked; names only when asked for."""

from collections.abc import Mapping
from datetime import timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from circle_tui.core.clock.recurrence import DAYS, MONTHS
from circle_tui.core.people.group import Group
from circle_tui.core.plan.modes import MODE_WORDS
from circle_tui.core.record.ledger import SegmentRecord, SessionRecord
from circle_tui.core.shown.words import clock_time, names_in_a_row
from circle_tui.desk import Desk
from circle_tui.tonight.topic import say_mark
from circle_tui.tui.lobby.picture import say_date

SOMEBODY = "somebody no longer on the list"


class EveningPicture(NamedTuple):
    """One past evening without names."""

    short: str
    """For the list: "Tue 24 Nov 2026"."""
    day: str
    time: str
    kind: str
    """Mode and format."""
    lasted: str
    limits_card: str
    rules: str
    rows: tuple[tuple[str, int, int], ...]
    """Title, planned and actual minutes of each segment."""
    topic: str = ""
    """The question it was about; empty for none, or when its card is gone."""
    takeaways: tuple[str, ...] = ()
    """What the group hoped to take away, each with its mark."""


class PresencePicture(NamedTuple):
    """Who came to an evening and who led what; behind the gate only."""

    came: tuple[tuple[str, str], ...]
    """Name and how long, in the order of the names."""
    led: tuple[tuple[str, str], ...]
    """Segment and name."""


def past_evenings(desk: Desk, group: Group) -> tuple[SessionRecord, ...]:
    """The group's sealed evenings, the newest first; one that never began is none."""
    held = (item for item in desk.past(group) if item.has_begun)
    return tuple(sorted(held, key=lambda item: item.planned_start, reverse=True))


def evening_picture(desk: Desk, record: SessionRecord) -> EveningPicture:
    """Give back what is shown of one evening."""
    zone = ZoneInfo(record.zone)
    start = record.planned_start.astimezone(zone)
    formats = desk.library.formats
    title = formats[record.format].title if record.format in formats else record.format
    mode = MODE_WORDS[record.mode].split(" ·")[0]
    topic = desk.library.topics.get(record.topic)
    takeaways = topic.takeaways if topic is not None else ()
    return EveningPicture(
        short=f"{DAYS[start.weekday()][:3]} {start.day:>2} {MONTHS[start.month - 1][:3]} {start.year}",
        day=f"{DAYS[start.weekday()]} {say_date(start.date())}",
        time=clock_time(record.planned_start, zone),
        kind=f"{mode} · {title}" + (" · a rehearsal" if record.is_rehearsal else ""),
        lasted=_lasted(record),
        limits_card=f"Limits card {record.limits_card}",
        rules=f"Ground rules version {record.rules_version}"
        if record.rules_version
        else "No ground rules yet",
        rows=tuple(
            (segment.title, _minutes(segment.planned_seconds), _minutes(segment.actual_seconds))
            for segment in record.segments
        ),
        topic=topic.question if topic is not None else "",
        takeaways=tuple(
            f"{say_mark(is_touched=place in record.touched)} {text}" for place, text in enumerate(takeaways)
        ),
    )


def suggestion_of(desk: Desk, record: SessionRecord) -> str:
    """What the plan could learn from the last evenings, in a sentence; empty when nothing."""
    found = desk.look(record).suggestion
    return found.sentence if found is not None else ""


def presence_picture(record: SessionRecord, names: Mapping[str, str]) -> PresencePicture:
    """Give back who came and who led, by name."""
    came = [
        (
            names.get(item.person, SOMEBODY),
            f"{_minutes(item.seconds_present)} min"
            + (", came later" if item.is_late else "")
            + (", guest" if item.is_guest else ""),
        )
        for item in record.attendance
    ]
    led = [(segment.title, led_by(segment, names)) for segment in record.segments if segment.leader]
    return PresencePicture(tuple(sorted(came, key=lambda item: item[0].casefold())), tuple(led))


def led_by(segment: SegmentRecord, names: Mapping[str, str]) -> str:
    """Who led a segment, alone or together; that somebody was chosen out of turn is said. Or nobody."""
    people = [person for person in (segment.leader, segment.beside) if person is not None]
    if not people:
        return "nobody"
    who = names_in_a_row([names.get(person, SOMEBODY) for person in people])
    return f"{who}, chosen" if segment.how == "chosen" else who


def _lasted(record: SessionRecord) -> str:
    if record.began_at is None or record.ended_at is None:
        return f"planned {record.planned_minutes} min, did not begin"
    lasted = record.ended_at - record.began_at
    said = f"planned {record.planned_minutes} min, lasted {round(lasted / timedelta(minutes=1))}"
    return f"{said}, then handed on" if record.is_passed_on else said


def _minutes(seconds: int) -> int:
    return round(seconds / 60)
