"""What is settled before an evening: when it is, what it is about, in which format, and how it is planned.

Reads the shelf and the content; of a group it changes nothing but the dates that are left out and the plan
of the next evening.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from functools import partial
from typing import NamedTuple

from msgspec.structs import replace

from circle_tui.content.load import Library
from circle_tui.core.agreements import reviews
from circle_tui.core.agreements.rules import still_to_agree
from circle_tui.core.errors import BadInput
from circle_tui.core.people import roster
from circle_tui.core.people.group import Group, NextPlan, topic_of
from circle_tui.core.plan.agenda import Step
from circle_tui.core.plan.formats import Format
from circle_tui.core.plan.inserts import PROCESS_CHECK, SESSIONS_TO_A_CHECK
from circle_tui.core.plan.modes import STARTER_FORMATS, Mode
from circle_tui.core.plan.planning import EveningPlan, Misfit, plan_evening
from circle_tui.core.plan.series import next_start
from circle_tui.core.plan.topics import Topic, with_topic
from circle_tui.core.ports import Clock
from circle_tui.core.record.ledger import SessionRecord, sessions_since, turns
from circle_tui.core.shelf import Shelf
from circle_tui.core.text import clean

OPENS_BEFORE = timedelta(hours=2)
"""How long before its planned start an evening counts as the one that is opened."""
NO_ROOM_FOR_REVIEW = "A review of the ground rules is due; this evening has no ten minutes for it."


class Meeting(NamedTuple):
    """The evening that `enter` in the lobby opens."""

    start: datetime
    is_scheduled: bool
    """Whether the recurrence names it; otherwise it begins now, by choice."""


class Preparation:
    """The next evening of a group, as far as it is settled."""

    def __init__(self, shelf: Shelf, library: Library, clock: Clock) -> None:
        self._shelf = shelf
        self._library = library
        self._clock = clock

    # -- when it is

    def meeting(self, group: Group) -> Meeting:
        """The evening `enter` opens: the scheduled one when it is near or runs, else one from now on."""
        return self.meeting_by(self.scheduled(group))

    def meeting_by(self, start: datetime) -> Meeting:
        """The same where it is known already when the group meets next, without looking at past evenings."""
        now = self._clock.now()
        if start - now <= OPENS_BEFORE:
            return Meeting(start, is_scheduled=True)
        return Meeting(now.replace(second=0, microsecond=0), is_scheduled=False)

    def day(self, group: Group) -> date:
        """The day it is on where the group meets."""
        return group.recurrence.day_of(self.meeting(group).start)

    def scheduled(self, group: Group) -> datetime:
        """When the group meets next by its own rule: an evening that runs now counts until it is closed."""
        now = self._clock.now()
        start = next_start(group.recurrence, group.series, now - group.recurrence.length)
        is_near = start - now <= OPENS_BEFORE
        if is_near and any(
            past.planned_start == start and (past.has_begun or past.is_passed_on)
            for past in self._shelf.records(group.id)
        ):
            return next_start(group.recurrence, group.series, start)
        return start

    def skip_date(self, group: Group) -> tuple[Group, date]:
        """Leave out the next date of the series; gives back the group and that date."""
        day = self.scheduled(group).date()
        return self._with_skipped(group, lambda skipped: skipped | {day}), day

    def left_out(self, group: Group) -> tuple[date, ...]:
        """The dates from today on that are left out, in order; not today once one was held after all."""
        today = group.recurrence.day_of(self._clock.now())
        days = {day for day in group.recurrence.skipped if day >= today}
        if today in days:
            records = self._shelf.records(group.id)
            days -= {past.day for past in records if past.has_begun}
        return tuple(sorted(days))

    def bring_back_date(self, group: Group, day: date) -> Group:
        """Meet on a date after all that was left out."""
        return self._with_skipped(group, lambda skipped: skipped - {day})

    def _with_skipped(self, group: Group, change: Callable[[frozenset[date]], frozenset[date]]) -> Group:
        def skip(now: Group) -> Group:
            skipped = tuple(sorted(change(frozenset(now.recurrence.skipped))))
            return replace(now, recurrence=replace(now.recurrence, skipped=skipped))

        return self._shelf.change_group(group.id, skip)

    # -- what it is about, and in which format

    def topic(self, group: Group) -> Topic | None:
        """The card of the topic of the next evening; None for one without, or whose card is gone."""
        if not group.next_topic and group.series is None:
            return None  # so that no past evening has to be looked at for the day
        return self._library.topics.get(topic_of(group, self.topic_day(group)))

    def topic_day(self, group: Group) -> date:
        """The day whose topic counts: that of the next evening by the group's rule, as the lobby shows it."""
        return group.recurrence.day_of(self.scheduled(group))

    def topic_in(self, group: Group, format_slug: str) -> Topic | None:
        """The topic of the next evening, if it is held in a format that is made for topics."""
        return self.topic(group) if self._is_for_topics(format_slug) else None

    def has_topic(self, group: Group) -> bool:
        """Whether the next evening is about a topic, as it is planned now."""
        return self.topic_in(group, group.next_plan.format or self.usual_format(group)) is not None

    def usual_format(self, group: Group) -> str:
        """Slug of the format of the next evening, unless another is chosen; a topic needs one made for it."""
        if self.topic(group) is None or self._is_for_topics(group.format):
            return group.format
        return STARTER_FORMATS["topic"]

    def _is_for_topics(self, format_slug: str) -> bool:
        known = self._library.formats.get(format_slug)
        return known is not None and "topic" in known.modes

    def formats(self, mode: Mode) -> tuple[Format, ...]:
        """The session formats that suit a mode."""
        return tuple(item for item in self._library.formats.values() if mode in item.modes)

    def format(self, slug: str) -> Format:
        """The session format of that slug; BadInput naming those there are."""
        if slug not in self._library.formats:
            known = ", ".join(self._library.formats)
            raise BadInput(f"There is no format called “{clean(slug)}”; there are {known}.")
        return self._library.formats[slug]

    def reviews_due(self, group: Group) -> tuple[str, ...]:
        """Categories of ground rules that the next evening looks at again."""
        library = self._library.adopting(group.packs).rules
        past = reviews.held(self._shelf.records(group.id))
        return reviews.due(group.rules_in_force, library, past, self.day(group))

    def still_to_agree(self, group: Group) -> tuple[str, ...]:
        """What a group has no rule about yet."""
        version = group.rules_in_force
        return still_to_agree(version.rules if version else (), self._library.adopting(group.packs).rules)

    # -- its plan

    def keep_plan(self, group: Group, planned: NextPlan) -> Group:
        """Keep what is planned for the next evening alone until it is opened; NotSavedError."""
        return self._shelf.change_group(group.id, lambda now: replace(now, next_plan=planned))

    def plan_as(self, group: Group, planned: NextPlan) -> EveningPlan | Misfit:
        """Lay out an evening; for a group larger or smaller than the format holds, as many as it does.

        Who comes is seen at the door: a long roster must not keep anyone from beginning.
        """
        try:
            chosen = self.format(planned.format or self.usual_format(group))
        except BadInput as exc:
            return Misfit(str(exc))
        return self.plan(
            group,
            format_slug=planned.format,
            minutes=planned.minutes,
            people=self.people_for(group, chosen),
            cases=planned.cases,
        )

    def people_for(self, group: Group, chosen: Format) -> int:
        """How many a format is laid out for: the group, or as many of it as the format holds."""
        fewest, most = chosen.people
        today = group.recurrence.day_of(self._clock.now())
        return min(max(len(group.current_members(today)), fewest), most)

    def plan(
        self,
        group: Group,
        *,
        format_slug: str | None = None,
        minutes: int | None = None,
        people: int | None = None,
        cases: int | None = None,
    ) -> EveningPlan | Misfit:
        """Tonight's agenda, scaled to people and minutes; a sentence when it does not fit.

        `cases` is how many bring something; without it the minutes decide.
        """
        chosen = self.format(format_slug or self.usual_format(group))
        members = group.current_members(group.recurrence.day_of(self._clock.now()))
        records = self._shelf.records(group.id)
        past = turns(records)
        missing = self.still_to_agree(group)
        people = people or max(1, len(members))
        lay_out = partial(
            plan_evening,
            chosen,
            minutes=minutes or group.recurrence.minutes,
            people=people,
            newcomers=len(roster.to_welcome(members, past)),
            cases=cases,
            opening=(*(group.opening or self._library.opening), *reviews.still_to_agree_steps(missing)),
            joining=self._library.joining,
            check=self._check_due(records, people),
            sessions_held=len(records),
            others=tuple(self._library.formats.values()),
        )
        is_review_due = bool(self.reviews_due(group))
        plan = lay_out(is_review_due=is_review_due)
        if isinstance(plan, Misfit) and is_review_due:
            plan = lay_out(is_review_due=False)
            if isinstance(plan, EveningPlan):
                plan = replace(plan, remarks=(*plan.remarks, NO_ROOM_FOR_REVIEW))
        if isinstance(plan, Misfit):
            return plan
        segments = plan.segments
        topic = self.topic_in(group, chosen.slug)
        if topic is not None:
            segments = with_topic(segments, topic, self._library.walks.get(topic.lens))
        return replace(plan, segments=segments)

    def newcomers(self, group: Group) -> tuple[str, ...]:
        """Ids of those the joining card of the next evening is for."""
        past = turns(self._shelf.records(group.id))
        return tuple(item.id for item in roster.to_welcome(group.current_members(self.day(group)), past))

    def _check_due(self, records: Sequence[SessionRecord], people: int) -> Step | None:
        """The part in which a group looks at how it works, when the next session is to have it."""
        if sessions_since(records, PROCESS_CHECK) + 1 < SESSIONS_TO_A_CHECK:
            return None
        part = next((item for item in self._library.inserts if item.slug == PROCESS_CHECK), None)
        return part.step(people) if part is not None else None
