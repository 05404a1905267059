"""A session as plain text for 80 columns: times, roles and attendance. Nothing that was said."""

from collections.abc import Iterator, Mapping
from zoneinfo import ZoneInfo

from circle_tui.core.agreements.decisions import LONGEST_PROPOSAL, words_of
from circle_tui.core.agreements.pulses import say_words
from circle_tui.core.plan.modes import MODE_WORDS
from circle_tui.core.record.insight import Look, say_frame, say_habit
from circle_tui.core.record.ledger import SegmentRecord, SessionRecord
from circle_tui.core.text import cells, clean_line, cut, pad
from circle_tui.export.markdown import (
    OUTSIDE,
    SOMEONE,
    TOGETHER,
    held,
    if_any,
    is_anything_outside,
    minutes,
    past_evenings,
    remark,
    say_sum,
)

COLUMNS = 80
TITLE_CELLS = 40


def session_page(
    record: SessionRecord,
    seen: Look,
    *,
    group: str,
    names: Mapping[str, str],
    format_title: str = "",
    is_open: bool,
) -> str:
    """The record of one session and the look at it; `names` are those in the group's file, by id."""
    zone = ZoneInfo(record.zone)
    start = record.planned_start.astimezone(zone)
    frame = say_frame(seen)
    roles = [
        f"    {_title(part.title)}  {', '.join(who)}"
        for part in record.segments
        if (who := _roles(part, names))
    ]
    came = []
    for here in record.attendance:
        own = f"own practice {whole} min" if (whole := if_any(here.own_seconds)) else ""
        how = ", ".join(filter(None, (remark(is_late=here.is_late, is_guest=here.is_guest), own)))
        name = names.get(here.person, SOMEONE)
        came.append(f"        {minutes(here.seconds_present):>3}  {name}{f' ({how})' if how else ''}")
    lines = [
        f"{group}, {start:%Y-%m-%d %H:%M}, {record.planned_minutes} minutes ({record.zone})",
        *(["  a rehearsal: this group is made up"] if record.is_rehearsal else []),
        f"  held        {held(record, zone)}{', left open' if is_open else ''}",
        *([f"              {frame}"] if frame else []),
        f"  mode        {MODE_WORDS[record.mode]}",
        f"  format      {format_title or record.format}",
        f"  limits card {record.limits_card}",
        *look_lines(seen),
        *(["  roles", *roles] if roles else []),
        *(["  here, in minutes", *came] if came else []),
        *_agreed(record),
    ]
    return "\n".join(lines)


def _agreed(record: SessionRecord) -> list[str]:
    """What the group decided, and how it was at the end, in one word each."""
    lines: list[str] = []
    for item in record.decisions:
        again = f" Looked at again on {item.review_on.isoformat()}." if item.review_on else ""
        said = wrapped(f"{clean_line(words_of(item), limit=LONGEST_PROPOSAL)}{again}", COLUMNS - 14)
        lines += [f"  {'decided' if place == 0 else '':<12}{line}" for place, line in enumerate(said)]
    words = [f"    {pad(sentence, TITLE_CELLS)}  {found}" for sentence, found in say_words(record.pulses)]
    return [*lines, *(["  at the end", *words] if words else [])]


def look_lines(seen: Look) -> list[str]:
    """Planned beside actual as an aligned table, what always runs over or under, and the suggestion."""
    lines = [f"  {pad('minutes', TITLE_CELLS + 2)}  planned  took"]
    lines += [
        _row(item.title, minutes(item.planned_seconds), minutes(item.actual_seconds), item.says)
        for item in seen.segments
    ]
    if is_anything_outside(seen):
        lines.append(
            _row(OUTSIDE, if_any(seen.planned_outside_seconds), if_any(seen.actual_outside_seconds), "")
        )
    lines.append(_row(TOGETHER, minutes(seen.planned_seconds), minutes(seen.actual_seconds), say_sum(seen)))
    if seen.habits:
        lines.append(f"  {past_evenings(seen)}")
        lines += [f"    {_title(habit.title)}  {say_habit(habit)}" for habit in seen.habits]
    if seen.suggestion is not None:
        lines += [f"  {line}" for line in wrapped(seen.suggestion.sentence, COLUMNS - 2)]
    return lines


def wrapped(text: str, width: int) -> Iterator[str]:
    """A sentence in lines of at most so many cells; a word that is longer is cut."""
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if line and cells(longer) > width:
            yield cut(line, width)
            longer = word
        line = longer
    yield cut(line, width)


def _roles(part: SegmentRecord, names: Mapping[str, str]) -> list[str]:
    return [
        *([f"led by {names.get(part.leader, SOMEONE)}"] if part.leader else []),
        *([f"brought by {names.get(part.presenter, SOMEONE)}"] if part.presenter else []),
    ]


def _title(title: str) -> str:
    return pad(title, TITLE_CELLS)


def _row(title: str, planned: str, took: str, away: str) -> str:
    return f"    {_title(title)}  {planned:>7}  {took:>4}  {away}".rstrip()
