"""The evening as lines of text to share: its agenda, its rules, what it was; no word that was said."""

from datetime import timedelta

from circle_tui.core.clock.recurrence import say_day
from circle_tui.core.shown.words import clock_time, in_words, names_in_a_row
from circle_tui.tonight.evening import Evening


def agenda_text(evening: Evening) -> str:
    """Tonight's agenda as lines of text to share; no name of anyone who is not here."""
    shown = evening.picture()
    lines = [f"{shown.group} · {shown.mode} · {shown.end_words}"]
    for row in shown.rows:
        sign = {"done": "✓", "now": "▶", "next": "·"}[row.state]
        lines.append(f"{sign} {row.title}, {row.minutes} min" + (f" ({row.leader})" if row.leader else ""))
    return "\n".join(lines)


def rules_text(evening: Evening) -> str:
    """The ground rules in force as lines of text to share."""
    version = evening.group.rules_in_force
    if version is None:
        return ""
    lines = [f"Ground rules, version {version.number} of {say_day(version.on)} {version.on.year}"]
    lines.extend(f"{place}. {rule.text}" for place, rule in enumerate(version.rules, 1))
    return "\n".join(lines)


def summary_text(evening: Evening) -> str:
    """What the evening was, as lines of text to share: times and who led, nothing that was said."""
    session, shown, took = evening.room.session, evening.picture(), evening.record().segments
    led = [person for item in took if item.actual_seconds for person in (item.leader, item.beside)]
    here = [person for person in led if person is not None and person in session.here]
    leads = list(dict.fromkeys(evening.name(person) for person in here))
    lines = [
        f"{shown.group} · {shown.mode}",
        _from_until(evening),
        *(
            f"· {item.title}, {in_words(timedelta(seconds=item.actual_seconds))}"
            for item in took
            if item.actual_seconds
        ),
    ]
    if leads:
        lines.append(f"Led by {names_in_a_row(leads)}")
    return "\n".join(lines)


def _from_until(evening: Evening) -> str:
    session = evening.room.session
    planned_end = clock_time(session.planned_end, evening.zone)
    if session.began_at is None:
        return f"Planned from {clock_time(session.opened.planned_start, evening.zone)} until {planned_end}"
    began = clock_time(session.began_at, evening.zone)
    if session.ended_at is None:
        return f"Began {began}, planned until {planned_end}"
    return f"Began {began}, ended {clock_time(session.ended_at, evening.zone)}"
