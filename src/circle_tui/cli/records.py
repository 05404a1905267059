"""What `circle sessions --json` and `circle show --json` say: sessions for programs.

Once out, a key keeps its name and meaning; new ones may come.
"""

from typing import NamedTuple

from circle_tui.core.agreements.pulses import PULSES, SAYS, word
from circle_tui.core.people.group import Group
from circle_tui.core.plan.topics import Topic
from circle_tui.core.record.habits import Change
from circle_tui.core.record.insight import Look
from circle_tui.core.record.ledger import SessionRecord
from circle_tui.core.record.told import TAKEAWAYS


class Listed(NamedTuple):
    """A session on the shelf."""

    record: SessionRecord
    is_open: bool

    @property
    def is_told(self) -> bool:
        """Whether it is a session at all: what was closed and never began is none."""
        return self.is_open or self.record.has_begun


def line_of(item: Listed, groups: dict[str, Group]) -> dict[str, object]:
    """What `circle sessions --json` says about a session, in a list with the newest first.

    `id`; `state`: `open` or `closed`; `group`: `{id, name}`; `mode`; `format`; `zone`; `planned_start`,
    `began_at` and `ended_at` as instants in UTC, the last two null while it has not come to that;
    `planned_minutes`; `people`: how many were there; `is_rehearsal`; `is_handed_on`: whether somebody else
    went on with it on another machine, so that it is known only up to then.
    """
    past = item.record
    return {
        "id": past.id,
        "state": "open" if item.is_open else "closed",
        "group": _group(past.group, groups),
        "mode": past.mode,
        "format": past.format,
        "zone": past.zone,
        "planned_start": past.planned_start,
        "planned_minutes": past.planned_minutes,
        "began_at": past.began_at,
        "ended_at": past.ended_at,
        "people": len(past.attendance),
        "is_rehearsal": past.is_rehearsal,
        "is_handed_on": past.is_passed_on,
    }


def page_of(
    item: Listed, seen: Look, groups: dict[str, Group], topic: Topic | None = None
) -> dict[str, object]:
    """What `circle show SESSION --json` says: everything `sessions --json` does, and

    `limits_card`: `read`, `not read` or `not reached`; `rules_version`: a number or null; `facilitator`: a
    person or null; `segments`, in the order of the agenda: `{id, title, planned_seconds, actual_seconds,
    leader, how, beside, presenter}`, where `how` is `offered`, `volunteered`, `chosen`, `picked`, `swapped`,
    or null for nobody and for what was mended, and `beside` leads it together with the leader;
    `attendance`: `{person, seconds_present, own_seconds, is_late, is_guest}`, where `own_seconds` is the time
    in which they brought something; `led`: the people who led, in the order in which they were named;
    `look`: what `look_of` says;

    `mode_changes`: `{at, mode}`, when the group made another kind of evening of it; `topic`: null or `{slug,
    question, takeaways: [{text, is_touched}]}`, with null for texts whose card is not here; `decisions`:
    `{on, text, way, has_worry, review_on}`, where `text` is null when the group's file does not have it any
    more and `has_worry` says that one was noted, of nobody; `pulses`: counts of at least five answers,
    `{pulse, sentence, yes, partly, not_yet, word}`; `noted`: slugs of what the group wanted noted as used.

    A person is `{id, name}`, and `name` is null for somebody who is no longer in the group's file.
    """
    past = item.record
    group = groups.get(past.group)
    names = group.names() if group else {}

    def person(id_: str | None) -> dict[str, str | None] | None:
        return None if id_ is None else {"id": id_, "name": names.get(id_)}

    return {
        **line_of(item, groups),
        "limits_card": past.limits_card,
        "rules_version": past.rules_version,
        "facilitator": person(past.facilitator),
        "segments": [
            {
                "id": part.id,
                "title": part.title,
                "planned_seconds": part.planned_seconds,
                "actual_seconds": part.actual_seconds,
                "leader": person(part.leader),
                "how": part.how,
                "beside": person(part.beside),
                "presenter": person(part.presenter),
            }
            for part in past.segments
        ],
        "attendance": [
            {
                "person": person(seen.person),
                "seconds_present": seen.seconds_present,
                "own_seconds": seen.own_seconds,
                "is_late": seen.is_late,
                "is_guest": seen.is_guest,
            }
            for seen in past.attendance
        ],
        "led": [person(id_) for id_ in past.led],
        "look": look_of(seen),
        "mode_changes": [{"at": change.at, "mode": change.mode} for change in past.mode_changes],
        "topic": _topic(past, topic),
        "decisions": [
            {
                "on": made.on,
                "text": made.text or None,
                "way": made.way,
                "has_worry": made.has_worry,
                "review_on": made.review_on,
            }
            for made in past.decisions
        ],
        "pulses": [
            {
                "pulse": pulse,
                "sentence": SAYS[pulse],
                "yes": past.pulses[pulse].yes,
                "partly": past.pulses[pulse].partly,
                "not_yet": past.pulses[pulse].not_yet,
                "word": word(past.pulses[pulse]),
            }
            for pulse in PULSES
            if pulse in past.pulses
        ],
        "noted": past.protocols,
    }


def _topic(past: SessionRecord, topic: Topic | None) -> dict[str, object] | None:
    if not past.topic:
        return None
    texts: tuple[str | None, ...] = topic.takeaways if topic is not None else (None,) * TAKEAWAYS
    return {
        "slug": past.topic,
        "question": topic.question if topic is not None else None,
        "takeaways": [
            {"text": text, "is_touched": place in past.touched} for place, text in enumerate(texts)
        ],
    }


def look_of(seen: Look) -> dict[str, object]:
    """The closing look for programs: times alone, nobody named.

    `planned_seconds` and `actual_seconds`: the whole evening from begin to end, or its segments together
    while it has not ended; `planned_minutes` and `actual_minutes`: the same in the whole minutes that are
    said, into which all parts share; `planned_outside_seconds` and `actual_outside_seconds`: what of that
    belongs to none of the segments, paused or left out after a gap, and `paused_minutes`: the latter in
    minutes; `end_moved_minutes`: how much later the group chose to end; `began_late_seconds` and
    `ended_late_seconds`: after the plan and after the end as it was moved, negative when before it, null
    while it has not come to that; `segments`, in the order of the agenda: `{id, title, planned_seconds,
    actual_seconds, planned_minutes, actual_minutes, difference_minutes, difference, standing}`, where
    `difference` is in words and `standing` is `planned`, `put in` or `left out`; `evenings`: how many of the
    same group and format were looked at for habits, five at most; `habits`: `{segment, title, runs, minutes,
    evenings}`, where `runs` is `over` or `under`, `minutes` the median and `evenings` how many of them;
    `suggestion`: null or `{segment, title, minutes_now, minutes_then, taken_from, sentence, remedy}`, where
    `taken_from` is null or `{segment, title, minutes_now, minutes_then}`.
    """
    told = seen.suggestion
    return {
        "planned_seconds": seen.planned_seconds,
        "actual_seconds": seen.actual_seconds,
        "planned_minutes": seen.planned_minutes,
        "actual_minutes": seen.actual_minutes,
        "planned_outside_seconds": seen.planned_outside_seconds,
        "actual_outside_seconds": seen.actual_outside_seconds,
        "paused_minutes": seen.paused_minutes,
        "end_moved_minutes": seen.end_moved_minutes,
        "began_late_seconds": seen.began_late_seconds,
        "ended_late_seconds": seen.ended_late_seconds,
        "segments": [
            {
                "id": part.id,
                "title": part.title,
                "planned_seconds": part.planned_seconds,
                "actual_seconds": part.actual_seconds,
                "planned_minutes": part.planned_minutes,
                "actual_minutes": part.actual_minutes,
                "difference_minutes": part.difference_minutes,
                "difference": part.says,
                "standing": part.standing,
            }
            for part in seen.segments
        ],
        "evenings": seen.evenings,
        "habits": [
            {
                "segment": habit.segment,
                "title": habit.title,
                "runs": habit.runs,
                "minutes": habit.minutes,
                "evenings": habit.evenings,
            }
            for habit in seen.habits
        ],
        "suggestion": {
            **_change(told.change),
            "taken_from": _change(told.payer) if told.payer else None,
            "sentence": told.sentence,
            "remedy": told.remedy,
        }
        if told
        else None,
    }


def _change(change: Change) -> dict[str, object]:
    return {
        "segment": change.segment,
        "title": change.title,
        "minutes_now": change.minutes_now,
        "minutes_then": change.minutes_then,
    }


def _group(id_: str, groups: dict[str, Group]) -> dict[str, str | None]:
    return {"id": id_, "name": groups[id_].name if id_ in groups else None}
