"""A session as plain text for 80 columns: times, roles and attendance. Nothing that was said."""

from collections.abc import Iterator, Mapping, Sequence
from zoneinfo import ZoneInfo

from circle_tui.core.agreements.decisions import LONGEST_PROPOSAL, words_of
from circle_tui.core.agreements.pulses import say_words
from circle_tui.core.people.forgetting import SOMEBODY
from circle_tui.core.plan.modes import MODE_WORDS
from circle_tui.core.plan.topics import Topic
from circle_tui.core.record.habits import say_habit
from circle_tui.core.record.insight import Look, say_frame, say_together
from circle_tui.core.record.ledger import SegmentRecord, SessionRecord
from circle_tui.core.record.told import OUTSIDE, TOGETHER, say_mode_changes, say_takeaways, say_topic, say_way
from circle_tui.core.shown.words import names_in_a_row
from circle_tui.core.text import cells, clean_line, cut, pad
from circle_tui.export.markdown import (
    held,
    if_any,
    minutes,
    past_evenings,
    remark,
)

COLUMNS = 80
BESIDE = COLUMNS - 14
"""Cells beside a label."""
TITLE_CELLS = 40


def session_page(
    record: SessionRecord,
    seen: Look,
    *,
    group: str,
    names: Mapping[str, str],
    format_title: str = "",
    topic: Topic | None = None,
    noted: Sequence[str] = (),
    is_open: bool,
) -> str:
    """The record of one session and the look at it; `names` are those in the group's file, by id.

    `topic` is the card of its topic, if that is here; `noted` are the titles of what was noted as used.
    """
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
        name = names.get(here.person, SOMEBODY)
        came.append(f"        {minutes(here.seconds_present):>3}  {name}{f' ({how})' if how else ''}")
    lines = [
        f"{group}, {start:%Y-%m-%d %H:%M}, {record.planned_minutes} minutes ({record.zone})",
        *(["  a rehearsal: this group is made up"] if record.is_rehearsal else []),
        f"  held        {held(record, zone)}{', left open' if is_open else ''}",
        *([f"              {frame}"] if frame else []),
        *_labelled("mode", (MODE_WORDS[record.mode], *say_mode_changes(record))),
        f"  format      {format_title or record.format}",
        *_labelled("topic", (say_topic(record, topic),) if record.topic else ()),
        *_labelled("", say_takeaways(record, topic)),
        f"  limits card {record.limits_card}",
        *([f"  rules       version {record.rules_version}"] if record.rules_version else []),
        *look_lines(seen),
        *(["  roles", *roles] if roles else []),
        *(["  here, in minutes", *came] if came else []),
        *_labelled("noted", noted),
        *_agreed(record),
    ]
    return "\n".join(lines)


def _labelled(label: str, texts: Sequence[str]) -> list[str]:
    """Texts beside a label, a long one in several lines; nothing for none."""
    lines = [line for text in texts for line in wrapped(clean_line(text, limit=LONGEST_PROPOSAL), BESIDE)]
    return [f"  {label if place == 0 else '':<12}{line}" for place, line in enumerate(lines)]


def _agreed(record: SessionRecord) -> list[str]:
    """What the group decided, and how it was at the end, in one word each."""
    lines: list[str] = []
    for item in record.decisions:
        lines += _labelled("decided", (words_of(item), say_way(item)))
    words = [f"    {pad(sentence, TITLE_CELLS)}  {found}" for sentence, found in say_words(record.pulses)]
    return [*lines, *(["  at the end", *words] if words else [])]


def look_lines(seen: Look) -> list[str]:
    """Planned beside actual as an aligned table, what always runs over or under, and the suggestion."""
    lines = [f"  {pad('minutes', TITLE_CELLS + 2)}  planned  took"]
    lines += [
        _row(item.title, str(item.planned_minutes), str(item.actual_minutes), item.says)
        for item in seen.segments
    ]
    if seen.paused_minutes:
        lines.append(_row(OUTSIDE, "", str(seen.paused_minutes), ""))
    lines.append(_row(TOGETHER, str(seen.planned_minutes), str(seen.actual_minutes), say_together(seen)))
    if seen.habits:
        lines.append(f"  {past_evenings(seen)}")
        lines += [f"    {_title(habit.title)}  {say_habit(habit)}" for habit in seen.habits]
    if seen.suggestion is not None:
        for sentence in (seen.suggestion.sentence, seen.suggestion.remedy):
            lines += [f"  {line}" for line in wrapped(sentence, COLUMNS - 2)]
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
    led = [names.get(person, SOMEBODY) for person in (part.leader, part.beside) if person]
    return [
        *([f"led by {names_in_a_row(led)}"] if led else []),
        *([f"brought by {names.get(part.presenter, SOMEBODY)}"] if part.presenter else []),
    ]


def _title(title: str) -> str:
    return pad(title, TITLE_CELLS)


def _row(title: str, planned: str, took: str, away: str) -> str:
    return f"    {_title(title)}  {planned:>7}  {took:>4}  {away}".rstrip()
