"""Between evenings: the groups on the shelf, the next meeting, tonight's plan, opening and sealing.

Brings the shelf, the content, the clock and chance together; draws nothing.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import NamedTuple
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from circle_tui.content.cards import OwnCards
from circle_tui.content.load import Library
from circle_tui.content.settings import Preferences
from circle_tui.core import contacts, inserts, moves, reviews, roster
from circle_tui.core.agenda import Segment
from circle_tui.core.course import course_of, courses_up_to
from circle_tui.core.errors import BadInput
from circle_tui.core.events import Entry, SessionEnded, SessionOpened
from circle_tui.core.fold import fold, last_happening
from circle_tui.core.forgetting import Parting, Standing, forgotten, parting
from circle_tui.core.formats import Format
from circle_tui.core.group import Group, Member, same_name, topic_of
from circle_tui.core.insight import Look, look
from circle_tui.core.keeping import kept
from circle_tui.core.ledger import SessionRecord, brought, record, turns
from circle_tui.core.mending import mended
from circle_tui.core.modes import Mode
from circle_tui.core.planning import EveningPlan, Misfit, plan_evening
from circle_tui.core.ports import Clipboard, Clock
from circle_tui.core.recurrence import Recurrence
from circle_tui.core.rules import AgreedRule, agreed, next_version, still_to_agree
from circle_tui.core.series import next_start
from circle_tui.core.settings import Settings
from circle_tui.core.shelf import NotSavedError, OpenSession, Shelf
from circle_tui.core.text import clean, clean_line
from circle_tui.core.topics import Topic, with_topic
from circle_tui.room import Room
from circle_tui.tonight.agreeing import past_of
from circle_tui.tonight.evening import Evening
from circle_tui.tonight.memory import Memory
from circle_tui.tonight.prompting import Chance

OPENS_BEFORE = timedelta(hours=2)
"""How long before its planned start an evening counts as the one that is opened."""
STARTER_SETS: dict[Mode, str] = {"support": "support-10"}
STARTER_SET = "consultation-12"
STARTER_FORMATS: dict[Mode, str] = {
    "support": "open-support-circle",
    "consultation": "focus-question",
    "topic": "topic-circle",
    "governance": "meeting-about-ourselves",
}


NO_ROOM_FOR_REVIEW = "A review of the ground rules is due; this evening has no ten minutes for it."
MOST_LOOSE_ENDS = 3
LONGEST_RULE = 200
"""Characters of a rule or a closing line; what is longer cannot be read aloud in one breath."""


class Meeting(NamedTuple):
    """The evening that `enter` in the lobby opens."""

    start: datetime
    is_scheduled: bool
    """Whether the recurrence names it; otherwise it begins now, by choice."""

    def day(self, group: Group) -> date:
        """The day it is on where the group meets."""
        return self.start.astimezone(ZoneInfo(group.recurrence.zone)).date()


class Desk:
    """What the lobby, set-up and the command line work with."""

    def __init__(
        self,
        shelf: Shelf,
        library: Library,
        clock: Clock,
        clipboard: Clipboard,
        chance: Chance,
        new_id: Callable[[], str],
        preferences: Preferences | None = None,
        cards: OwnCards | None = None,
    ) -> None:
        self.shelf = shelf
        self.library = library
        self.clock = clock
        self.clipboard = clipboard
        self._chance = chance
        self._new_id = new_id
        self._preferences = preferences or Preferences()
        self._cards = cards

    def moved(self, shelf: Shelf, clock: Clock) -> "Desk":
        """The same desk over another shelf and by another clock."""
        return Desk(shelf, self.library, clock, self.clipboard, self._chance, self._new_id, self._preferences)

    # -- how the screen looks and sounds

    @property
    def settings(self) -> Settings:
        """What was chosen about it."""
        self._preferences.begin(self.library.settings, self.library.settings_fault)
        return self._preferences.settings

    def choose(self, settings: Settings) -> None:
        """Have it so from now on; NotSavedError when that holds, but could not be remembered."""
        self._preferences.begin(self.library.settings, self.library.settings_fault)
        self._preferences.keep(settings)

    # -- groups

    def groups(self) -> tuple[Group, ...]:
        """Every group, by name."""
        return self.shelf.groups()

    def make_group(
        self,
        *,
        name: str,
        members: Sequence[str],
        recurrence: Recurrence,
        mode: Mode = "support",
        format_slug: str | None = None,
        venue: str = "video call",
        facilitator: str | None = None,
    ) -> Group:
        """Make a group with a starter set of rules and save it.

        BadInput when a name is missing or stands twice; NotSavedError when it could not be saved.
        """
        title = clean(name)
        if not title:
            raise BadInput("The group has no name yet: give it one, like “Tuesday Circle”.")
        today = self.clock.now().astimezone(ZoneInfo(recurrence.zone)).date()
        people = self._members(members, today)
        rules = self.starter_rules(mode)
        facilitators = {member.name.casefold(): member.id for member in people}
        holder = facilitators.get(clean(facilitator or "").casefold(), people[0].id)
        group = Group(
            id=f"g-{self._new_id()}",
            name=title,
            mode=mode,
            format=format_slug or STARTER_FORMATS[mode],
            recurrence=recurrence,
            members=people,
            rules=(next_version(None, rules, today),),
            facilitator=holder,
            venue=clean(venue),
        )
        if same_group := next(
            (item for item in self.groups() if item.name.casefold() == title.casefold()), None
        ):
            raise BadInput(f"There is a group called “{same_group.name}” already: choose another name.")
        self.shelf.save_group(group)
        return group

    def _members(self, names: Sequence[str], today: date) -> tuple[Member, ...]:
        cleaned = [clean(name) for name in names]
        wanted = [name for name in cleaned if name]
        if not wanted:
            raise BadInput("Nobody is in the group yet: names, parted by commas, like “Dana, Ines, Jo”.")
        for name in wanted:
            if sum(other.casefold() == name.casefold() for other in wanted) > 1:
                raise BadInput(f"“{name}” stands twice: add a letter, so that the two can be told apart.")
        return tuple(Member(id=f"p-{self._new_id()}", name=name, joined=today) for name in wanted)

    def add_person(self, group: Group, name: str, *, is_guest: bool) -> tuple[Group, Member]:
        """Put somebody new on the roster and save the group.

        BadInput for a name that cannot be used, NotSavedError when the group could not be saved.
        """
        group, member = self.with_person(group, name, is_guest=is_guest)
        self.shelf.save_group(group)
        return group, member

    def with_person(self, group: Group, name: str, *, is_guest: bool) -> tuple[Group, Member]:
        """The group with somebody new in it, not saved yet; BadInput for a name that cannot be used."""
        cleaned = clean(name)
        if not cleaned:
            raise BadInput("There is no name to write down.")
        if (known := same_name(group, cleaned)) is not None:
            return group, known
        today = self.clock.now().astimezone(ZoneInfo(group.recurrence.zone)).date()
        member = Member(id=f"p-{self._new_id()}", name=cleaned, joined=today, is_guest=is_guest)
        return replace(group, members=(*group.members, member)), member

    def starter_rules(self, mode: Mode) -> tuple[AgreedRule, ...]:
        """The rules a new group begins with in a mode."""
        slug = STARTER_SETS.get(mode, STARTER_SET)
        chosen = self.library.rule_sets[slug]
        return agreed(self.library.rules[rule] for rule in chosen.rules)

    # -- looking after a group

    def today(self, group: Group) -> date:
        """The day it is where the group meets."""
        return self.clock.now().astimezone(ZoneInfo(group.recurrence.zone)).date()

    def skip_date(self, group: Group) -> tuple[Group, date]:
        """Leave out the next date of the series; gives back the group and that date."""
        day = self.scheduled(group).date()
        return self._with_skipped(group, (*group.recurrence.skipped, day)), day

    def left_out(self, group: Group) -> tuple[date, ...]:
        """The dates from today on that are left out, in order."""
        today = self.today(group)
        return tuple(sorted(day for day in group.recurrence.skipped if day >= today))

    def bring_back_date(self, group: Group, day: date) -> Group:
        """Meet on a date after all that was left out."""
        return self._with_skipped(group, tuple(item for item in group.recurrence.skipped if item != day))

    def _with_skipped(self, group: Group, skipped: tuple[date, ...]) -> Group:
        return self._saved(
            replace(group, recurrence=replace(group.recurrence, skipped=tuple(sorted(skipped))))
        )

    def write_rules(self, group: Group, rules: Sequence[AgreedRule]) -> Group:
        """Agree on rules from today: a new version, or the same one reaffirmed when nothing was changed."""
        version = next_version(group.rules_in_force, tuple(rules), self.today(group))
        earlier = tuple(item for item in group.rules if item.number != version.number)
        return self._saved(replace(group, rules=(*earlier, version)))

    def own_rule(self, text: str) -> AgreedRule:
        """A rule in the group's own words; BadInput when there are none."""
        words = clean_line(text, limit=LONGEST_RULE)
        if not words:
            raise BadInput("The rule has no words yet.")
        return AgreedRule(id=f"own-{self._new_id()}", text=words)

    def with_closing_line(self, group: Group, words: str) -> Group:
        """Keep the group's own words for the very end; none for the standing ones."""
        return self._saved(replace(group, closing_line=clean_line(words, limit=LONGEST_RULE)))

    def with_rest(self, group: Group, person: str, until: date | None) -> Group:
        """Somebody is not asked to lead up to a day; None ends that."""
        return self._saved(roster.with_rest(group, person, until))

    def with_last_day(self, group: Group, person: str, last: date | None) -> Group:
        """Somebody belongs to the group up to a day; None lets them stay."""
        return self._saved(roster.with_last_day(group, person, last))

    def with_guest_joined(self, group: Group, person: str) -> Group:
        """Somebody who came as a guest belongs to the group from now on."""
        return self._saved(roster.with_guest_joined(group, person))

    def parting(self, group: Group, member: Member) -> Parting:
        """What it changes to forget somebody; BadInput while an evening of the group is still open."""
        if any(item.group == group.id for item in self.shelf.open_sessions()):
            raise BadInput(f"An evening of {group.name} is still open: once it is closed, this can be done.")
        return parting(
            group,
            member,
            records=self.shelf.records(group.id),
            set_aside=self.shelf.set_aside_with(group.id, member.name),
            others=self.groups(),
        )

    def forget(self, group: Group, member: Member, taken_out: Sequence[Standing] = ()) -> Group:
        """Forget somebody for good; BadInput while an evening is open, NotSavedError if it was not done."""
        set_aside = self.parting(group, member).set_aside
        group = forgotten(group, member, taken_out)
        self.shelf.forget(group, set_aside)
        return group

    def keep(self, group: Group) -> Group:
        """Save a changed group; NotSavedError when it could not be saved."""
        return self._saved(group)

    def _saved(self, group: Group) -> Group:
        self.shelf.save_group(group)
        return group

    # -- the next evening

    def past(self, group: Group) -> tuple[SessionRecord, ...]:
        """The records of the group's sealed evenings, with what was mended about who led."""
        return mended(self.shelf.records(group.id), group.mends)

    @property
    def draw(self) -> Chance:
        """Chance by a seed, so that asking twice draws the same."""
        return self._chance

    def day_of(self, group: Group, start: datetime) -> date:
        """The day an evening is on where the group meets."""
        return start.astimezone(ZoneInfo(group.recurrence.zone)).date()

    def meeting(self, group: Group) -> Meeting:
        """The evening `enter` opens: the scheduled one when it is near or runs, else one from now on."""
        now = self.clock.now()
        start = self.scheduled(group)
        if start - now <= OPENS_BEFORE:
            return Meeting(start, is_scheduled=True)
        return Meeting(now.replace(second=0, microsecond=0), is_scheduled=False)

    def scheduled(self, group: Group) -> datetime:
        """When the group meets next by its own rule: an evening that runs now counts until it is closed."""
        minutes = timedelta(minutes=group.recurrence.minutes)
        start = next_start(group.recurrence, group.series, self.clock.now() - minutes)
        is_near = start - self.clock.now() <= OPENS_BEFORE
        if is_near and any(record.planned_start == start for record in self.shelf.records(group.id)):
            return next_start(group.recurrence, group.series, start)
        return start

    def topic(self, group: Group) -> Topic | None:
        """The card of the topic of the next evening; None for one without, or whose card is gone."""
        return self.library.topics.get(topic_of(group, self.meeting(group).day(group)))

    def keep_card(self, topic: Topic) -> Topic:
        """Put a topic card of one's own into one's own folder; NotSavedError when it could not be written."""
        if self._cards is None:
            raise NotSavedError("There is no folder for cards of your own here.")
        kept = self._cards.keep(topic, self.library.topics)
        self.library = self.library.anew()
        return kept

    def usual_format(self, group: Group) -> str:
        """Slug of the format of the next evening, unless another is chosen; a topic needs one made for it."""
        known = self.library.formats.get(group.format)
        if self.topic(group) is None or (known is not None and "topic" in known.modes):
            return group.format
        return STARTER_FORMATS["topic"]

    def formats(self, mode: Mode) -> tuple[Format, ...]:
        """The session formats that suit a mode."""
        return tuple(item for item in self.library.formats.values() if mode in item.modes)

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
        today = self.clock.now().astimezone(ZoneInfo(group.recurrence.zone)).date()
        members = group.current_members(today)
        past = turns(self.shelf.records(group.id))
        known = {person for turn in past for person in turn.attended}
        newcomers = sum(member.id not in known for member in members) if past else 0
        missing = self.still_to_agree(group)
        lay_out = partial(
            plan_evening,
            chosen,
            minutes=minutes or group.recurrence.minutes,
            people=people or max(1, len(members)),
            newcomers=newcomers,
            cases=cases,
            opening=(*(group.opening or self.library.opening), *reviews.still_to_agree_steps(missing)),
            joining=self.library.joining,
        )
        is_review_due = bool(self.reviews_due(group))
        plan = lay_out(is_review_due=is_review_due)
        if isinstance(plan, Misfit) and is_review_due:
            plan = lay_out(is_review_due=False)
            if isinstance(plan, EveningPlan):
                plan = replace(plan, remarks=(*plan.remarks, NO_ROOM_FOR_REVIEW))
        if isinstance(plan, Misfit):
            return plan
        segments = inserts.with_process_check(plan.segments, self.library.inserts, len(past))
        plan = replace(plan, segments=segments)
        topic = self._topic_in(group, chosen.slug)
        if topic is None:
            return plan
        return replace(plan, segments=with_topic(plan.segments, topic, self.library.walks.get(topic.lens)))

    def reviews_due(self, group: Group) -> tuple[str, ...]:
        """Categories of ground rules that the next evening looks at again."""
        library = self.library.adopting(group.packs).rules
        past = reviews.held(self.shelf.records(group.id))
        return reviews.due(group.rules_in_force, library, past, self.meeting(group).day(group))

    def still_to_agree(self, group: Group) -> tuple[str, ...]:
        """What a group has no rule about yet."""
        return still_to_agree(group.rules_in_force, self.library.adopting(group.packs).rules)

    def with_profile(self, group: Group, *, purpose: str, not_for: str, outside: str) -> Group:
        """Keep what the group is for, what it is not, and the way outside, in its own words."""
        return self._saved(
            replace(
                group,
                purpose=clean_line(purpose, limit=LONGEST_RULE),
                not_for=clean_line(not_for, limit=LONGEST_RULE),
                outside_contact=clean_line(outside, limit=LONGEST_RULE),
            )
        )

    def with_contacts(self, group: Group, names: str) -> Group:
        """Keep the contact persons, named in one line; BadInput for what cannot be, and for nobody but the
        facilitator."""
        return self._saved(contacts.with_contacts(group, names, self.today(group)))

    def _topic_in(self, group: Group, format_slug: str) -> Topic | None:
        """The topic of the next evening, if it is held in a format that is made for topics."""
        known = self.library.formats.get(format_slug)
        return self.topic(group) if known is not None and "topic" in known.modes else None

    def format(self, slug: str) -> Format:
        """The session format of that slug; BadInput naming those there are."""
        if slug not in self.library.formats:
            known = ", ".join(self.library.formats)
            raise BadInput(f"There is no format called “{clean(slug)}”; there are {known}.")
        return self.library.formats[slug]

    # -- opening and sealing

    def open(
        self,
        group: Group,
        segments: Sequence[Segment],
        *,
        format_slug: str | None = None,
        minutes: int | None = None,
        start: datetime | None = None,
        is_rehearsal: bool = False,
    ) -> Evening:
        """Open tonight's session. NotSavedError when its file cannot be made."""
        now = self.clock.now()
        start = start or self.meeting(group).start
        zone = group.recurrence.zone
        local_day = start.astimezone(ZoneInfo(zone)).date()
        session = f"{local_day.isoformat()}-{self._new_id()}"
        version = group.rules_in_force
        slug = format_slug or self.usual_format(group)
        topic = self._topic_in(group, slug)
        if topic is not None and group.next_topic:
            group = self._saved(replace(group, next_topic=""))
        opened = SessionOpened(
            session=session,
            group=group.id,
            mode=group.mode if topic is None else "topic",
            format=slug,
            zone=zone,
            planned_start=start.astimezone(UTC),
            minutes=minutes or group.recurrence.minutes,
            segments=tuple(segments),
            expected=tuple(member.id for member in group.current_members(local_day)),
            facilitator=group.facilitator,
            rules_version=version.number if version else None,
            is_rehearsal=is_rehearsal,
            topic=topic.slug if topic is not None else "",
            reviews=self.reviews_due(group) if any(item.id == reviews.SEGMENT for item in segments) else (),
        )
        journal = self.shelf.create_session(session, Entry(seq=1, move=1, at=now, event=opened))
        return self._evening(Room(journal, self.clock), group)

    def left_open(self) -> tuple[OpenSession, ...]:
        """Sessions that were begun and not sealed, the newest first."""
        return self.shelf.open_sessions()

    def resume(self, session: str) -> Evening:
        """Open a session that was left open, where the clock really is."""
        room = Room(self.shelf.open_session(session), self.clock)
        opened = room.session.opened
        group = next((item for item in self.groups() if item.id == opened.group), None)
        if group is None:
            room.journal.close()
            raise BadInput("The group of this session is not on this machine any more.")
        room.reopen()
        return self._evening(room, group)

    def _evening(self, room: Room, group: Group) -> Evening:
        past = self.past(group)
        library = self.library.adopting(group.packs)
        return Evening(
            room, group, turns(past), library, self._chance, brought(past), self.shelf, past_of(past)
        )

    def seal(self, evening: Evening) -> SessionRecord:
        """End the session, keep what is kept, and forget the rest.

        NotSavedError when that could not be put on disk: the end stands, and sealing can be tried again.
        """
        if evening.room.session.phase != "ended":
            evening.room.do(moves.end_session)
        evening.room.journal.seal(kept(evening.room.entries))
        evening.room.journal.close()
        evening.memory = Memory()
        return evening.record()

    def look(self, past: SessionRecord) -> Look:
        """The facilitator's closing look at an evening, and at the ones before it: times alone."""
        return look(course_of(past), courses_up_to(past, self.shelf.records(past.group)))

    def keep_loose_ends(self, group: Group, labels: Sequence[str]) -> Group:
        """Keep up to three labels to come back to next time, without content; NotSavedError."""
        cleaned = tuple(label for label in (clean(item, limit=60) for item in labels) if label)
        group = replace(group, loose_ends=cleaned[:MOST_LOOSE_ENDS])
        self.shelf.save_group(group)
        return group

    def close_as_of_last(self, session: OpenSession) -> SessionRecord:
        """Seal a session left open as it stood when the last thing happened in it; NotSavedError.

        That somebody looked in since does not make the evening longer.
        """
        journal = self.shelf.open_session(session.id)
        try:
            entries = journal.entries()
            if fold(entries).ended_at is None:
                entries = (*entries, _end_after(entries))
            journal.seal(kept(entries))
        finally:
            journal.close()
        return record(fold(entries), entries[-1].at)


def _end_after(entries: Sequence[Entry]) -> Entry:
    """The end of an evening that nobody ended, at the instant when the last thing happened in it."""
    newest = entries[-1]
    return Entry(seq=newest.seq + 1, move=newest.move + 1, at=last_happening(entries), event=SessionEnded())
