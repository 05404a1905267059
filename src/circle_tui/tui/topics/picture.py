"""What the screen of topics shows, in words: the cards, the chosen one, the series. Names nobody."""

from datetime import date
from typing import NamedTuple

from circle_tui.core.clock.recurrence import DAYS, say_when, zone_named
from circle_tui.core.people.group import Group, topic_of
from circle_tui.core.plan.series import say_dates
from circle_tui.core.plan.topics import Topic, invitation
from circle_tui.desk import Desk
from circle_tui.tui.lobby.picture import say_short

NO_TOPIC_YET = "no topic yet"
LEFT_OUT = "left out"


class CardPicture(NamedTuple):
    """One card in full."""

    question: str
    is_next: bool
    """Whether it is the topic of the next evening."""
    why_now: str
    takeaways: tuple[str, ...]
    prompts: tuple[str, ...]
    lens: str
    lens_summary: str
    credits: tuple[str, ...]


class DatePicture(NamedTuple):
    """One date of the series."""

    on: date
    day: str
    """The day with its weekday: "Thu 26 Jun 2025"."""
    topic: str
    """The question, or that there is none, or that the date is left out."""
    is_past: bool


def card_picture(desk: Desk, group: Group, topic: Topic) -> CardPicture:
    """Give back a card as it is shown."""
    walk = desk.library.walks[topic.lens]
    return CardPicture(
        question=topic.question,
        is_next=topic_of(group, next_day(desk, group)) == topic.slug,
        why_now=topic.why_now,
        takeaways=topic.takeaways,
        prompts=topic.prompts,
        lens=walk.title,
        lens_summary=walk.summary,
        credits=tuple(credit.text for credit in (*topic.credits, *walk.credits)),
    )


def next_day(desk: Desk, group: Group) -> date:
    """The day of the evening that a topic is chosen for."""
    return desk.preparation.topic_day(group)


def invitation_text(desk: Desk, group: Group, topic: Topic) -> str:
    """The invitation to the next dated evening of a group, about this topic."""
    zone = zone_named(group.recurrence.zone)
    return invitation(
        topic,
        group=group.name,
        when=say_when(desk.preparation.scheduled(group), desk.clock.now(), zone),
        minutes=group.recurrence.minutes,
    )


def series_words(group: Group) -> str:
    """What the series is, in a line; empty without one."""
    return f"Series · {say_dates(group.series)}" if group.series is not None else ""


def series_dates(desk: Desk, group: Group) -> tuple[DatePicture, ...]:
    """Every date of the series with its topic, those that are left out marked as such."""
    if group.series is None:
        return ()
    today, topics = desk.today(group), desk.library.topics
    return tuple(
        DatePicture(
            on=on,
            day=say_day_short(on),
            topic=LEFT_OUT
            if on in group.recurrence.skipped
            else _question(topics.get(group.series.topic(on))),
            is_past=on < today,
        )
        for on in group.series.dates
    )


def say_day_short(on: date) -> str:
    """A day in as few letters as can be read, with its weekday: "Thu 26 Jun 2025"."""
    return f"{DAYS[on.weekday()][:3]} {say_short(on)} {on.year}"


def _question(topic: Topic | None) -> str:
    return topic.question if topic is not None else NO_TOPIC_YET
