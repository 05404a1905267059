"""Between evenings: the groups on the shelf, the next meeting, tonight's plan, opening and sealing.

Brings the shelf, the content, the clock and chance together; draws nothing.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from circle_tui.content.load import Library
from circle_tui.content.settings import Preferences
from circle_tui.core import moves
from circle_tui.core.agenda import Segment
from circle_tui.core.course import course_of, courses_up_to
from circle_tui.core.errors import BadInput
from circle_tui.core.events import Entry, SessionEnded, SessionOpened
from circle_tui.core.fold import fold, kept, last_happening
from circle_tui.core.formats import EveningPlan, Format, Misfit, plan_evening
from circle_tui.core.group import Group, Member, same_name
from circle_tui.core.insight import Look, look
from circle_tui.core.ledger import SessionRecord, record, turns
from circle_tui.core.modes import Mode
from circle_tui.core.ports import Clipboard, Clock
from circle_tui.core.recurrence import Recurrence, next_meeting, occurrences
from circle_tui.core.rules import AgreedRule, agreed, next_version
from circle_tui.core.settings import Settings
from circle_tui.core.shelf import OpenSession, Shelf
from circle_tui.core.text import clean, clean_line
from circle_tui.room import Room
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
    "governance": "topic-circle",
}


MOST_LOOSE_ENDS = 3
LONGEST_RULE = 200
"""Characters of a rule or a closing line; what is longer cannot be read aloud in one breath."""


class Meeting(NamedTuple):
    """The evening that `enter` in the lobby opens."""

    start: datetime
    is_scheduled: bool
    """Whether the recurrence names it; otherwise it begins now, by choice."""


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
    ) -> None:
        self.shelf = shelf
        self.library = library
        self.clock = clock
        self.clipboard = clipboard
        self._chance = chance
        self._new_id = new_id
        self._preferences = preferences or Preferences()

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
        return self._with_member(group, person, lambda member: replace(member, rests_until=until))

    def with_last_day(self, group: Group, person: str, last: date | None) -> Group:
        """Somebody belongs to the group up to a day; None lets them stay."""
        return self._with_member(group, person, lambda member: replace(member, left=last))

    def with_guest_joined(self, group: Group, person: str) -> Group:
        """Somebody who came as a guest belongs to the group from now on."""
        return self._with_member(group, person, lambda member: replace(member, is_guest=False, left=None))

    def _with_member(self, group: Group, person: str, change: Callable[[Member], Member]) -> Group:
        members = tuple(change(item) if item.id == person else item for item in group.members)
        return self._saved(replace(group, members=members))

    def _saved(self, group: Group) -> Group:
        self.shelf.save_group(group)
        return group

    # -- the next evening

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
        start = next_meeting(group.recurrence, self.clock.now(), still_on=minutes)
        is_near = start - self.clock.now() <= OPENS_BEFORE
        if is_near and any(record.planned_start == start for record in self.shelf.records(group.id)):
            return occurrences(group.recurrence, start, 1)[0]
        return start

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
    ) -> EveningPlan | Misfit:
        """Tonight's agenda, scaled to people and minutes; a sentence when it does not fit."""
        chosen = self.format(format_slug or group.format)
        today = self.clock.now().astimezone(ZoneInfo(group.recurrence.zone)).date()
        members = group.current_members(today)
        past = turns(self.shelf.records(group.id))
        known = {person for turn in past for person in turn.attended}
        newcomers = sum(member.id not in known for member in members) if past else 0
        return plan_evening(
            chosen,
            minutes=minutes or group.recurrence.minutes,
            people=people or max(1, len(members)),
            newcomers=newcomers,
            opening=group.opening or self.library.opening,
            joining=self.library.joining,
        )

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
        opened = SessionOpened(
            session=session,
            group=group.id,
            mode=group.mode,
            format=format_slug or group.format,
            zone=zone,
            planned_start=start.astimezone(UTC),
            minutes=minutes or group.recurrence.minutes,
            segments=tuple(segments),
            expected=tuple(member.id for member in group.current_members(local_day)),
            facilitator=group.facilitator,
            rules_version=version.number if version else None,
            is_rehearsal=is_rehearsal,
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
        return Evening(room, group, turns(self.shelf.records(group.id)), self.library, self._chance)

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
