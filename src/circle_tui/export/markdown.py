"""A session as Markdown, for a group's own notes: times, roles and attendance. Nothing that was said.

What people wrote is escaped, so that it is shown as they wrote it wherever the page is read. This must not
look anything up: names are handed in.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import timedelta
from zoneinfo import ZoneInfo

from circle_tui.core.agreements.decisions import words_of
from circle_tui.core.agreements.pulses import say_words
from circle_tui.core.clock.recurrence import say_day
from circle_tui.core.people.forgetting import SOMEBODY
from circle_tui.core.plan.topics import Topic
from circle_tui.core.record.course import whole_minutes
from circle_tui.core.record.habits import say_habit
from circle_tui.core.record.insight import Look, say_frame, say_together
from circle_tui.core.record.ledger import SessionRecord
from circle_tui.core.record.told import OUTSIDE, TOGETHER, say_mode, say_takeaways, say_topic, say_way
from circle_tui.core.shown.words import clock_time, names_in_a_row
from circle_tui.core.text import NAME_LIMIT, clean_line

LONGEST_SENTENCE = 500
"""Characters; room for a suggestion with two of the longest titles."""

_MEANS_SOMETHING = re.compile(r"[\\`*_{}\[\]<>#|~&!$^@]")
_BEGINS_SOMETHING = re.compile(r"^(?:[-+=:]|(?=\d+[.)]))")
_BEGINS_A_LINK = re.compile(r":(?=//)|(?<=www)\.", re.IGNORECASE)


def escape(text: str, *, limit: int = NAME_LIMIT) -> str:
    """The text as Markdown that shows it letter by letter, on one line."""
    line = _MEANS_SOMETHING.sub(lambda found: f"\\{found[0]}", clean_line(text, limit=limit))
    line = _BEGINS_A_LINK.sub(lambda found: f"\\{found[0]}", line)
    if number := re.match(r"\d+(?=[.)])", line):
        return f"{number[0]}\\{line[number.end() :]}"
    return _BEGINS_SOMETHING.sub(lambda found: f"\\{found[0]}" if found[0] else "", line)


def session_page(
    record: SessionRecord,
    seen: Look,
    *,
    group: str,
    names: Mapping[str, str],
    format_title: str = "",
    topic: Topic | None = None,
    noted: Sequence[str] = (),
) -> str:
    """The record of one session and the look at it; `names` are those in the group's file, by id.

    `topic` is the card of its topic, if that is here; `noted` are the titles of what was noted as used.
    """

    def who(*people: str | None) -> str:
        return names_in_a_row([escape(names.get(person, SOMEBODY)) for person in people if person])

    zone = ZoneInfo(record.zone)
    start = record.planned_start.astimezone(zone)
    planned_end = record.planned_start + timedelta(minutes=record.planned_minutes)
    lines = [
        f"# {escape(group)}, {say_day(start.date())} {start.year}",
        "",
        *(["- A rehearsal: this group is made up"] if record.is_rehearsal else []),
        f"- Mode: {escape(say_mode(record))}{' (decided together)' if record.mode_changes else ''}, "
        f"format: {escape(format_title or record.format)}",
        *([f"- Topic: {_sentence(say_topic(record, topic))}"] if record.topic else []),
        *(f"  - {_sentence(text)}" for text in say_takeaways(record, topic)),
        f"- Planned: {clock_time(start, zone)} to {clock_time(planned_end, zone)} ({escape(record.zone)})",
        f"- Held: {held(record, zone)}{f' ({frame})' if (frame := say_frame(seen)) else ''}",
        f"- Limits of confidentiality: {record.limits_card}",
        *([f"- Ground rules: version {record.rules_version}"] if record.rules_version else []),
        *([f"- Facilitator: {who(record.facilitator)}"] if record.facilitator else []),
        *([f"- Noted as used: {', '.join(map(escape, noted))}"] if noted else []),
        "",
        "| Segment | Planned | Took | Difference | Led by | Brought by |",
        "|---|---|---|---|---|---|",
        *(
            f"| {escape(item.title)} | {part.planned_minutes} | {part.actual_minutes} "
            f"| {part.says} | {who(item.leader, item.beside)} | {who(item.presenter)} |"
            for item, part in zip(record.segments, seen.segments, strict=True)
        ),
        *_sums(seen),
        "",
        *_habits(seen),
        "| Here | Minutes | Own practice | |",
        "|---|---|---|---|",
        *(
            f"| {who(item.person)} | {minutes(item.seconds_present)} | {if_any(item.own_seconds)} "
            f"| {remark(is_late=item.is_late, is_guest=item.is_guest)} |"
            for item in record.attendance
        ),
        *_agreed(record),
    ]
    return "\n".join(lines) + "\n"


def _agreed(record: SessionRecord) -> list[str]:
    """What the group decided, and how it was at the end, in one word each."""
    decided = [f"- {_sentence(words_of(item))} ({_sentence(say_way(item))})" for item in record.decisions]
    words = [f"- {escape(sentence)} {found}" for sentence, found in say_words(record.pulses)]
    return [
        *(["", "Decided:", "", *decided] if decided else []),
        *(["", "At the end:", "", *words] if words else []),
    ]


def _sentence(text: str) -> str:
    return escape(text, limit=LONGEST_SENTENCE)


def _sums(seen: Look) -> list[str]:
    outside = [f"| {OUTSIDE} | | {seen.paused_minutes} | | | |"] if seen.paused_minutes else []
    together = f"{seen.planned_minutes} | {seen.actual_minutes} | {say_together(seen)}"
    return [*outside, f"| **{TOGETHER}** | {together} | | |"]


def _habits(seen: Look) -> list[str]:
    habits = [f"- {escape(habit.title)}: {say_habit(habit)}" for habit in seen.habits]
    lines = [f"{past_evenings(seen).capitalize()}:", "", *habits, ""] if habits else []
    if seen.suggestion is not None:
        told = (seen.suggestion.sentence, seen.suggestion.remedy)
        lines += [" ".join(_sentence(sentence) for sentence in told), ""]
    return lines


def past_evenings(seen: Look) -> str:
    """What habits were looked for in."""
    return f"in the last {seen.evenings} evenings of this format"


def held(record: SessionRecord, zone: ZoneInfo) -> str:
    """When a session really began and ended, in words."""
    if record.began_at is None:
        return "not begun"
    if record.ended_at is None and record.is_passed_on:
        return f"from {clock_time(record.began_at, zone)} until it was handed on"
    if record.ended_at is None:
        return f"from {clock_time(record.began_at, zone)}, not ended yet"
    held_here = f"{clock_time(record.began_at, zone)} to {clock_time(record.ended_at, zone)}"
    return f"{held_here}, when it was handed on" if record.is_passed_on else held_here


def if_any(seconds: int) -> str:
    """A length in whole minutes, and nothing for none."""
    return minutes(seconds) if whole_minutes(seconds) > 0 else ""


def minutes(seconds: int) -> str:
    """A length in whole minutes, to the nearest."""
    return str(whole_minutes(seconds))


def remark(*, is_late: bool, is_guest: bool) -> str:
    """What is said about how somebody came; often nothing."""
    return ", ".join(word for word, applies in (("late", is_late), ("guest", is_guest)) if applies)
