"""Between evenings: what lies on the desk, opening an evening and sealing it, and what it leaves.

Brings the shelf, the content, the clock and chance together; draws nothing.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime

from msgspec.structs import replace

from circle_tui.content.cards import OwnCards
from circle_tui.content.load import Library
from circle_tui.content.settings import Preferences
from circle_tui.core.agreements import reviews
from circle_tui.core.agreements.rules import rule_of_the_day
from circle_tui.core.errors import BadInput
from circle_tui.core.happening import moves
from circle_tui.core.happening.events.evening import SessionEnded, SessionOpened
from circle_tui.core.happening.events.log import Entry
from circle_tui.core.happening.fold import fold, last_happening
from circle_tui.core.happening.keeping import kept, words_apart
from circle_tui.core.people.group import AS_USUAL, Group, NextPlan, with_people_of, with_words_decided
from circle_tui.core.people.swaps import to_come
from circle_tui.core.plan.agenda import Segment
from circle_tui.core.plan.planning import Misfit
from circle_tui.core.plan.topics import Topic
from circle_tui.core.ports import Clipboard, Clock
from circle_tui.core.record.course import course_of, courses_up_to
from circle_tui.core.record.insight import Look, look
from circle_tui.core.record.ledger import SessionRecord, brought, record, turns
from circle_tui.core.record.remembered import remembered
from circle_tui.core.settings import Settings
from circle_tui.core.shelf import Journal, NotSavedError, OpenSession, Shelf
from circle_tui.core.text import clean
from circle_tui.preparation import Preparation
from circle_tui.register import Register
from circle_tui.room import PASSED_ON, Room
from circle_tui.tonight.agreeing import past_of
from circle_tui.tonight.evening import Evening
from circle_tui.tonight.memory import Memory
from circle_tui.tonight.prompting import Chance

MOST_LOOSE_ENDS = 3
IS_OPEN = "An evening of this group is open: enter goes on with it, e closes it first."
HAS_BEGUN = "It has begun meanwhile, in another window."
IS_HANDED_ON = (
    "An evening of this group was handed on and is still open here: e in the lobby closes it first."
)


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

    @property
    def register(self) -> Register:
        """Where groups are made and changed."""
        return Register(self.shelf, self.library, self.clock, self._new_id)

    @property
    def preparation(self) -> Preparation:
        """What is settled before an evening."""
        return Preparation(self.shelf, self.library, self.clock)

    def groups(self) -> tuple[Group, ...]:
        """Every group, by name."""
        return self.shelf.groups()

    def today(self, group: Group) -> date:
        """The day it is where the group meets."""
        return group.recurrence.day_of(self.clock.now())

    def past(self, group: Group) -> tuple[SessionRecord, ...]:
        """The records of the group's sealed evenings, as the group remembers them."""
        return remembered(self.shelf.records(group.id), group)

    @property
    def draw(self) -> Chance:
        """Chance by a seed, so that asking twice draws the same."""
        return self._chance

    def keep_card(self, topic: Topic) -> Topic:
        """Put a topic card of one's own into one's own folder; NotSavedError when it could not be written."""
        if self._cards is None:
            raise NotSavedError("There is no folder for cards of your own here.")
        kept = self._cards.keep(topic, self.library.topics)
        self.library = self.library.anew()
        return kept

    # -- opening and sealing

    def was_held_today(self, group: Group) -> bool:
        """Whether an evening of the group began and was closed on the day it is where the group meets."""
        today = self.today(group)
        return any(
            past.has_begun and past.began_at is not None and group.recurrence.day_of(past.began_at) == today
            for past in self.past(group)
        )

    def open_next(self, group: Group, planned: NextPlan, topic: str | None = None) -> Evening:
        """Open the next evening of a group, planned like that; `topic` is the slug of another topic.

        BadInput says why it cannot be: one was left open, or the plan does not fit. NotSavedError when its
        file cannot be made.
        """
        if waiting := [item for item in self.left_open() if item.group == group.id]:
            raise BadInput(IS_HANDED_ON if waiting[0].is_handed_on else IS_OPEN)
        group = self.register.now(group)
        if topic is not None:
            group = replace(group, next_topic=topic)
        plan = self.preparation.plan_as(group, planned)
        if isinstance(plan, Misfit):
            raise BadInput(plan.sentence)
        return self.open(group, plan.segments, format_slug=planned.format, minutes=planned.minutes)

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
        before = self.preparation
        scheduled = before.scheduled(group)
        start = start or before.meeting_by(scheduled).start
        day = group.recurrence.day_of(start)
        session = f"{day.isoformat()}-{self._new_id()}"
        version = group.rules_in_force
        rule = rule_of_the_day(version, len(reviews.held(self.shelf.records(group.id))))
        slug = format_slug or before.usual_format(group)
        topic = before.topic_in(group, slug)
        # An evening beside the plan is held as the lobby shows it, and leaves the next date what it has.
        is_planned = start == scheduled
        group = self._without_what_was_planned(group, day, is_planned=is_planned, has_topic=topic is not None)
        opened = SessionOpened(
            session=session,
            group=group.id,
            mode=group.mode if topic is None else "topic",
            format=slug,
            zone=group.recurrence.zone,
            planned_start=start.astimezone(UTC),
            minutes=minutes or group.recurrence.minutes,
            segments=tuple(segments),
            expected=tuple(member.id for member in group.current_members(day)),
            facilitator=group.facilitator,
            rules_version=version.number if version else None,
            is_rehearsal=is_rehearsal,
            topic=topic.slug if topic is not None else "",
            newcomers=before.newcomers(group),
            reviews=before.reviews_due(group) if any(item.id == reviews.SEGMENT for item in segments) else (),
            rule_of_the_day=rule.id if rule is not None else "",
            evenings_before=len(turns(self.shelf.records(group.id))),
        )
        journal = self.shelf.create_session(session, Entry(seq=1, move=1, at=now, event=opened))
        return self._evening(Room(journal, self.clock), group)

    def _without_what_was_planned(
        self, group: Group, day: date, *, is_planned: bool, has_topic: bool
    ) -> Group:
        """The group once the evening is open that a plan and perhaps a topic were chosen for."""

        def opened(now: Group) -> Group:
            return replace(
                now,
                next_plan=AS_USUAL if is_planned else now.next_plan,
                next_topic="" if has_topic and is_planned else now.next_topic,
                swaps=to_come(now.swaps, day),
            )

        if opened(group) == group:
            return group
        try:
            return self.register.change(group, opened)
        except (BadInput, NotSavedError):  # the evening is held all the same; the plan shows in the lobby
            return opened(group)

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
        BadInput when the hat is passed: whoever has it closes the evening.
        """
        if evening.room.session.has_passed_hat:
            raise BadInput(PASSED_ON.why)
        if evening.room.session.phase != "ended":
            evening.room.do(moves.end_session)
        self._write_down_guests(evening.group)
        if evening.room.session.began_at is None:
            evening.room.journal.close()
            self.shelf.discard_session(evening.room.session.opened.session)
        else:
            self.keep_for_good(evening.room.journal, evening.room.entries)
            evening.room.journal.close()
        evening.memory = Memory()
        return evening.record()

    def _write_down_guests(self, group: Group) -> None:
        """Write down whoever was let in tonight and whom the disk did not take then."""
        now = self.register.now(group)
        if now != with_people_of(now, group):
            self.register.change(group, lambda now: now)

    def keep_for_good(self, journal: Journal, entries: Sequence[Entry]) -> None:
        """Seal a session, the words of what was decided in the group's file and nowhere else; NotSavedError.

        The group's file comes first: whatever happens between the two, the words are on disk, and all of it
        can be done again. Without that group here the words stay where they are.
        """
        sealed, words = words_apart(kept(entries))
        if words:
            try:
                group = fold(entries).opened.group
                self.shelf.change_group(group, lambda now: with_words_decided(now, words))
            except BadInput:
                sealed = kept(entries)
        journal.seal(sealed)

    def look(self, past: SessionRecord) -> Look:
        """The facilitator's closing look at an evening, and at the ones before it: times alone."""
        return look(course_of(past), courses_up_to(past, self.shelf.records(past.group)))

    def keep_loose_ends(self, group: Group, labels: Sequence[str]) -> Group:
        """Keep up to three labels to come back to next time, without content; NotSavedError."""
        cleaned = tuple(label for label in (clean(item, limit=60) for item in labels) if label)
        return self.register.change(group, lambda now: replace(now, loose_ends=cleaned[:MOST_LOOSE_ENDS]))

    def discard(self, session: OpenSession) -> None:
        """Take away a session that never began, so that nothing of it is kept.

        BadInput when it has begun meanwhile or is gone; NotSavedError when it is still there.
        """
        if fold(self.shelf.entries(session.id)).began_at is not None:
            raise BadInput(HAS_BEGUN)
        self.shelf.discard_session(session.id)

    def close_as_of_last(self, session: OpenSession) -> SessionRecord:
        """Seal a session left open as it stood when the last thing happened in it; NotSavedError.

        That somebody looked in since does not make the evening longer.
        """
        journal = self.shelf.open_session(session.id)
        try:
            entries = journal.entries()
            if fold(entries).ended_at is None:
                entries = (*entries, _end_after(entries))
            self.keep_for_good(journal, entries)
        finally:
            journal.close()
        return record(fold(entries), entries[-1].at)


def _end_after(entries: Sequence[Entry]) -> Entry:
    """The end of an evening that nobody ended, at the instant when the last thing happened in it."""
    newest = entries[-1]
    return Entry(seq=newest.seq + 1, move=newest.move + 1, at=last_happening(entries), event=SessionEnded())
