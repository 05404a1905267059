"""What the lobby shows of one group, in words. Names nobody, draws nothing."""

from datetime import date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from circle_tui.core.agreements.decisions import due
from circle_tui.core.agreements.rules import RulesVersion
from circle_tui.core.clock.recurrence import MONTHS, say_countdown
from circle_tui.core.people.group import Group, NextPlan
from circle_tui.core.plan.modes import MODE_WORDS
from circle_tui.core.plan.planning import Misfit
from circle_tui.core.record.ledger import decisions
from circle_tui.core.shelf import OpenSession
from circle_tui.core.shown.words import clock_time
from circle_tui.core.text import counted
from circle_tui.desk import Desk
from circle_tui.tui.lobby.leftopen import say_day_of, words_of_open

LENGTHS = (60, 75, 90)
"""Minutes an evening usually lasts."""


class PlanPicture(NamedTuple):
    """An agenda as it would be."""

    title: str
    minutes: int
    rows: tuple[tuple[str, int], ...]
    """Title and minutes of each segment; none when it does not fit."""
    says: str
    """Why it does not fit, or what there is to know about it."""
    is_misfit: bool
    to_review: str = ""
    """Categories of ground rules that are due to be looked at again."""


class LobbyPicture(NamedTuple):
    """Everything the lobby shows of one group."""

    group: str
    place: str
    """"2 of 3" when there are several groups."""
    mode: str
    day: str
    time: str
    until: str
    """How long until then, how long it lasts, in which zone."""
    enter: str
    """What the enter key does."""
    plan: PlanPicture
    is_planned_anew: bool
    rules: str
    to_agree: str
    left_out: tuple[str, ...]
    open_words: str
    """The session that was left open; empty when there is none."""
    topic: str
    """The question of the next evening's topic; empty when it has none."""


def look(
    desk: Desk,
    group: Group,
    *,
    place: str,
    plan: PlanPicture,
    is_planned_anew: bool,
    left_open: OpenSession | None,
) -> LobbyPicture:
    """Give back what the lobby shows of a group now."""
    now, zone = desk.clock.now(), ZoneInfo(group.recurrence.zone)
    start = desk.preparation.scheduled(group)
    version, topic = group.rules_in_force, desk.preparation.topic(group)
    return LobbyPicture(
        group=group.name,
        place=place,
        mode=MODE_WORDS["topic" if desk.preparation.has_topic(group) else group.mode],
        day=say_day_of(start, now, zone),
        time=clock_time(start, zone),
        until=_until(group, start, now, zone),
        enter=_what_enter_does(desk, start, now, zone),
        plan=plan,
        is_planned_anew=is_planned_anew,
        rules=_rules(version),
        to_agree=", ".join(desk.preparation.still_to_agree(group)),
        left_out=tuple(say_short(day) for day in desk.preparation.left_out(group)),
        open_words=words_of_open(left_open, now, zone) if left_open else "",
        topic=topic.question if topic is not None else "",
    )


def _until(group: Group, start: datetime, now: datetime, zone: ZoneInfo) -> str:
    days = (start.astimezone(zone).date() - now.astimezone(zone).date()).days
    left = say_countdown(start - now, days)
    if left == "now":
        left = f"now, until {clock_time(start + timedelta(minutes=group.recurrence.minutes), zone)}"
    return f"{left} · {zone.key}"


def _what_enter_does(desk: Desk, start: datetime, now: datetime, zone: ZoneInfo) -> str:
    if desk.preparation.meeting_by(start).is_scheduled:
        return "opens this evening"
    return f"begins an evening now, at {clock_time(now, zone)}; the next date stays"


def _rules(version: RulesVersion | None) -> str:
    if version is None:
        return "None yet"
    rules = counted(len(version.rules), "rule")
    return f"Version {version.number} · {say_short(version.on)} {version.on.year} · {rules}"


def say_date(day: date) -> str:
    """A day without its weekday: "24 November 2026"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def say_short(day: date) -> str:
    """A day in as few letters as can be read: "24 Nov"."""
    return f"{day.day} {MONTHS[day.month - 1][:3]}"


def _to_look_at_again(desk: Desk, group: Group) -> str:
    """Ground rules and decisions whose time has come, in a few words."""
    ripe = due(decisions(desk.past(group)), desk.preparation.day(group))
    decided = tuple(f"a decision of {say_short(item.on)}" for item in ripe)
    return ", ".join((*desk.preparation.reviews_due(group), *decided))


def plan_picture(desk: Desk, group: Group, planned: NextPlan) -> PlanPicture:
    """Give back how an evening would be laid out, or why it cannot be."""
    plan = desk.preparation.plan_as(group, planned)
    slug = planned.format or desk.preparation.usual_format(group)
    title = desk.library.formats[slug].title if slug in desk.library.formats else slug
    minutes, due = planned.minutes or group.recurrence.minutes, _to_look_at_again(desk, group)
    if isinstance(plan, Misfit):
        return PlanPicture(title, minutes, (), plan.sentence, is_misfit=True, to_review=due)
    rows = tuple((segment.title, round(segment.seconds / 60)) for segment in plan.segments)
    return PlanPicture(title, minutes, rows, " ".join(plan.remarks), is_misfit=False, to_review=due)
