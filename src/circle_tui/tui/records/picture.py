"""What past evenings left, in words: planned beside actual. Nothing is ranked; names only when asked for."""

from collections.abc import Mapping
from typing import NamedTuple
from zoneinfo import ZoneInfo

from circle_tui.core.clock.recurrence import DAYS, MONTHS
from circle_tui.core.people.forgetting import SOMEBODY
from circle_tui.core.people.group import Group
from circle_tui.core.record.insight import Look, SegmentLook, say_frame
from circle_tui.core.record.ledger import SegmentRecord, SessionRecord
from circle_tui.core.record.told import OUTSIDE, TOGETHER, say_mode, say_takeaways, say_topic
from circle_tui.core.shown.words import clock_time, names_in_a_row
from circle_tui.desk import Desk
from circle_tui.tui.lobby.picture import say_date


class EveningLine(NamedTuple):
    """One past evening in a list."""

    short: str
    """The day: "Tue 24 Nov 2026"."""
    time: str


class RowPicture(NamedTuple):
    """One line of the minutes: a segment, the pauses, or all together."""

    title: str
    planned: str
    """Minutes, or that it was put in on the night."""
    took: str
    """Minutes, or that it was left out on the night."""


class EveningPicture(NamedTuple):
    """One past evening without names."""

    day: str
    time: str
    kind: str
    """Mode, with what the group made of it, and format."""
    lasted: str
    frame: str
    """How far begin and end were from the plan; empty for one that did not come to it."""
    limits_card: str
    rules: str
    rows: tuple[RowPicture, ...]
    """The columns add up: what was planned to the planned length, what it took to how long it lasted."""
    suggestion: str
    """What the plan could learn from the last evenings, and how; empty when nothing."""
    topic: str = ""
    """The question it was about; empty for none."""
    takeaways: tuple[str, ...] = ()
    """What the group hoped to take away, each with its mark."""
    used: str = ""
    """What for hard moments the group had noted as used; empty for nothing."""


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


def evening_line(record: SessionRecord) -> EveningLine:
    """Give back what the list says of one evening."""
    zone = ZoneInfo(record.zone)
    start = record.planned_start.astimezone(zone)
    return EveningLine(
        short=f"{DAYS[start.weekday()][:3]} {start.day:>2} {MONTHS[start.month - 1][:3]} {start.year}",
        time=clock_time(record.planned_start, zone),
    )


def evening_picture(desk: Desk, record: SessionRecord) -> EveningPicture:
    """Give back what is shown of one evening."""
    zone = ZoneInfo(record.zone)
    start = record.planned_start.astimezone(zone)
    formats = desk.library.formats
    title = formats[record.format].title if record.format in formats else record.format
    topic, seen = desk.library.topics.get(record.topic), desk.look(record)
    return EveningPicture(
        day=f"{DAYS[start.weekday()]} {say_date(start.date())}",
        time=clock_time(record.planned_start, zone),
        kind=f"{say_mode(record)} · {title}" + (" · a rehearsal" if record.is_rehearsal else ""),
        lasted=_lasted(record, seen),
        frame=say_frame(seen),
        limits_card=f"Limits card {record.limits_card}",
        rules=f"Ground rules version {record.rules_version}"
        if record.rules_version
        else "No ground rules yet",
        rows=_rows(seen),
        suggestion=f"{seen.suggestion.sentence} {seen.suggestion.remedy}" if seen.suggestion else "",
        topic=say_topic(record, topic),
        takeaways=say_takeaways(record, topic),
        used=_used(desk, record),
    )


def _used(desk: Desk, record: SessionRecord) -> str:
    care = desk.library.care
    titles = [care[slug].title if slug in care else slug for slug in record.protocols]
    return f"Noted as used: {', '.join(titles)}" if titles else ""


def _rows(seen: Look) -> tuple[RowPicture, ...]:
    rows = [_row(item) for item in seen.segments]
    if seen.paused_minutes:
        rows.append(RowPicture(OUTSIDE, "", str(seen.paused_minutes)))
    return (*rows, RowPicture(TOGETHER, str(seen.planned_minutes), str(seen.actual_minutes)))


def _row(item: SegmentLook) -> RowPicture:
    is_out = item.standing == "left out" and not item.actual_seconds
    return RowPicture(
        item.title,
        item.says if item.standing == "put in" else str(item.planned_minutes),
        item.says if is_out else str(item.actual_minutes),
    )


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


def _lasted(record: SessionRecord, seen: Look) -> str:
    if record.began_at is None or record.ended_at is None:
        return f"planned {record.planned_minutes} min, did not begin"
    said = f"planned {seen.planned_minutes} min, lasted {seen.actual_minutes}"
    return f"{said}, then handed on" if record.is_passed_on else said


def _minutes(seconds: int) -> int:
    return round(seconds / 60)
