"""Tonight: the room, the group it belongs to, and what the past and the content say about it.

Answers what one session alone cannot: whom to ask to lead, which prompts to offer, what to call
people. Owns no file and draws nothing.
"""

from collections.abc import Collection, Sequence
from datetime import timedelta
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from circle_tui.content.load import Library
from circle_tui.core.clock import timekeeping
from circle_tui.core.clock.recurrence import say_when
from circle_tui.core.happening import moves
from circle_tui.core.happening.refusal import Refusal
from circle_tui.core.happening.session import steps_after
from circle_tui.core.people.group import Group, Member, with_people_of
from circle_tui.core.people.presenting import Brought
from circle_tui.core.people.rotation import Nobody, Offer, Turn
from circle_tui.core.plan.agenda import Card, Segment
from circle_tui.core.plan.endings import Ending, ending_segment, endings_that_fit
from circle_tui.core.plan.modes import Mode
from circle_tui.core.plan.series import next_start
from circle_tui.core.record.ledger import SessionRecord, record
from circle_tui.core.shelf import Shelf
from circle_tui.core.shown.asks import is_near_the_end
from circle_tui.core.shown.picture import LivePicture, picture
from circle_tui.core.shown.scene import Scene
from circle_tui.core.work.discretion import findings
from circle_tui.core.work.shapes import LEFT_OUT, Finding
from circle_tui.room import Room
from circle_tui.tonight.agreeing import Agreeing, Past
from circle_tui.tonight.dealing import Dealing
from circle_tui.tonight.leading import Leading
from circle_tui.tonight.memory import Asked, Memory
from circle_tui.tonight.presenting import Presenting
from circle_tui.tonight.prompting import Chance, Prompting
from circle_tui.tonight.takingback import TakingBack
from circle_tui.tonight.topic import question_of, takeaways_card


class Evening:
    """One session with everything around it that is needed to hold it."""

    def __init__(
        self,
        room: Room,
        group: Group,
        past: tuple[Turn, ...],
        library: Library,
        chance: Chance,
        brought: Sequence[Brought] = (),
        shelf: Shelf | None = None,
        agreed: Past | None = None,
    ) -> None:
        self.room = room
        self.group = group
        self.library = library
        self.memory = Memory()
        """What is never on disk, and gone at the end."""
        self.prompting = Prompting(room, library, chance, lambda: self.memory, shelf)
        self.presenting = Presenting(room, past, brought, chance, lambda: self.memory)
        self._past = past
        self._agreed = agreed or Past()
        self._chance = chance
        self._written: Group | None = None
        """The group as it stood on disk when that was last asked."""
        self._scene: Scene | None = None
        self._scene_of: tuple[Mode, tuple[Segment, ...], bool] | None = None

    @property
    def dealing(self) -> Dealing:
        """Parts and lenses, as they are dealt tonight."""
        return Dealing(self.room, self.library, self.memory, self._chance, self.presenting.proposed)

    @property
    def leading(self) -> Leading:
        """Who leads tonight, by the group's policy."""
        return Leading(self.room, self.group, self._past, self._chance)

    @property
    def agreeing(self) -> Agreeing:
        """Ground rules as they stand tonight."""
        return Agreeing(self.room, self.group, self.library, self.memory, self._agreed)

    @property
    def taking_back(self) -> TakingBack:
        """The way back from what was done last."""
        return TakingBack(self.room, self.memory)

    def question(self) -> str:
        """The focus question of the running segment, while whoever asked it is here and brings something.

        A slip of the key out of the segment does not lose it; one step further, it is let go for good.
        """
        asked, session = self.memory.question, self.room.session
        if asked is None or session.position is None:
            return ""
        if session.position.segment != asked.segment:
            has_gone_on = asked.went_to not in (None, session.position)
            self.memory.question = None if has_gone_on else asked._replace(went_to=session.position)
            return ""
        presenter = session.presenters.get(asked.segment)
        if asked.presenter is None or (asked.presenter == presenter and presenter in session.here):
            return asked.text
        return ""

    def ask(self, question: str) -> None:
        """Let a focus question stand until its segment is over; an empty one takes it away."""
        position, presenters = self.room.session.position, self.room.session.presenters
        before, self.memory.question = self.memory.question, None
        if position is not None and question:
            presenter = presenters.get(position.segment)
            self.memory.question = Asked(question, position.segment, presenter)

        def take_back() -> None:
            self.memory.question = before

        self.taking_back.note("the question", take_back)

    def park(self, labels: tuple[str, ...]) -> None:
        """Keep these labels for elsewhere, and no others."""
        before, self.memory.parked = self.memory.parked, labels

        def take_back() -> None:
            self.memory.parked = before

        self.taking_back.note("what was kept for elsewhere", take_back)

    def looked_over(self, line: str) -> tuple[Finding, ...]:
        """What in a line may point to somebody: a name of the group too, and in support a client."""
        is_about_us = self.room.session.mode == "support"
        return findings(line, self.group.names().values(), is_about_us=is_about_us)

    def label_looked_over(self, line: str) -> tuple[Finding, ...]:
        """The same for a label, in which only dots can stand in place of what was found."""
        return tuple(replace(found, instead=LEFT_OUT) for found in self.looked_over(line))

    @property
    def zone(self) -> ZoneInfo:
        """The time zone the evening is held in."""
        return ZoneInfo(self.room.session.opened.zone)

    @property
    def scene(self) -> Scene:
        """Names and words the picture is drawn with."""
        # Until a prompt stands no deck has to be read, so that the first picture need not wait for them.
        has_prompts = bool(self.room.session.prompts)
        stands = (self.room.session.mode, self.room.session.segments, has_prompts)
        if self._scene is None or self._scene_of != stands:
            self._scene_of = stands
            self._scene = Scene(
                group_name=self.group.name,
                zone=self.room.session.opened.zone,
                names=self.group.names(),
                prompts=self.prompting.texts() if has_prompts else {},
                cards=self._cards(),
            )
        return self._scene

    def regroup(self, group: Group) -> None:
        """Take over a changed group: somebody was added or renamed."""
        self.group = group
        self._scene = None

    def catch_up(self, written: Group) -> None:
        """Take over what another window has written about the group since this was last asked.

        The first time it is only noted how the group stands on disk. Guests whom the disk did not take stay.
        """
        before, self._written = self._written, written
        if before is not None and before != written:
            self.regroup(with_people_of(written, self.group))

    def name(self, person: str) -> str:
        """What somebody is called."""
        return self.scene.name(person)

    def picture(self, *, has_quiet_clock: bool = False) -> LivePicture:
        """What the live screen shows now."""
        step, kept = self.room.session.current_step, self.memory.minutes_kept
        scene = replace(
            self.scene,
            has_quiet_clock=has_quiet_clock,
            minutes_kept=kept,
            has_endings=not is_near_the_end(self.room.session, self.room.now()) or bool(self.endings()),
            is_nudge_ready=self.prompting.is_nudge_ready,
            question=self.question() or question_of(self.room.session, self.library),
        )
        if step is not None and step.card == "next-time":
            scene = replace(scene, cards={**scene.cards, "next-time": (step.title, self.next_time_text())})
        if step is not None and step.card == "loose-ends":
            said = self.agreeing.loose_ends_text(self.library.cards["loose-ends"])
            scene = replace(scene, cards={**scene.cards, "loose-ends": (step.title, said)})
        if step is not None and step.card == "takeaways":
            shown = takeaways_card(self.room.session, self.library)
            scene = replace(scene, cards={**scene.cards, "takeaways": shown}) if shown else scene
        return picture(self.room.session, scene, self.room.now())

    def record(self) -> SessionRecord:
        """The record as it stands now."""
        return record(self.room.session, self.room.now())

    def people_here(self) -> tuple[Member, ...]:
        """Everyone who is here, by name."""
        return self._people(self.room.session.here)

    def people_away(self) -> tuple[Member, ...]:
        """Everyone who is away for a while, by name."""
        return self._people(self.room.session.away)

    def people_expected(self) -> tuple[Member, ...]:
        """Everyone on the roll tonight, guests who came included, by name."""
        session = self.room.session
        return self._people({*session.opened.expected, *session.attended})

    def places(self, *, is_whole_roll: bool = False) -> tuple[str, ...]:
        """Ids in the order in which people have their keys: by name, and once begun nobody's moves any more.

        Whoever comes later has a place behind the others. Those who are expected and not here have none
        before the whole roll is shown, so that no gap tells of them.
        """
        shown = self.people_expected() if is_whole_roll else self._people(self.room.session.attended)
        if self.room.session.position is None:
            return tuple(item.id for item in (shown if is_whole_roll else self.people_here()))
        known = self.memory.places
        known.extend(item.id for item in shown if item.id not in known)
        return tuple(known)

    def _people(self, wanted: Collection[str]) -> tuple[Member, ...]:
        """These people, by name."""
        found = (item for item in self.group.members if item.id in wanted)
        return tuple(sorted(found, key=lambda item: item.name.casefold()))

    # -- going on

    def go_on(self, *, has_reviewed: bool = False) -> Refusal | None:
        """Go to the next step, with the prompt that belongs to its edge."""
        prompts, not_today = self.prompting.at_edge(), self.agreeing.not_today
        refusal = self.room.do(moves.go_on, prompts=prompts, not_today=not_today, has_reviewed=has_reviewed)
        if refusal is None:
            self.prompting.passed_edge(prompts)
        return refusal

    def why_not_go_on(self) -> str:
        """Why the next step cannot begin now; empty when it can."""
        return self.room.why_not(
            moves.go_on, prompts=self.prompting.at_edge(), not_today=self.agreeing.not_today
        )

    def keep_minutes(self) -> Refusal | None:
        """Offer so many minutes in hand no more: we end early. Nothing is written."""
        in_hand = timekeeping.in_hand(self.room.session, self.room.now())
        if not in_hand:
            return Refusal("There are no minutes in hand.")
        before, self.memory.minutes_kept = self.memory.minutes_kept, in_hand

        def take_back() -> None:
            self.memory.minutes_kept = before

        self.taking_back.note("keeping the minutes in hand", take_back)
        return None

    # -- leading

    def segment_to_lead(self, after: str | None = None) -> Segment | None:
        """The segment whose leader is asked for next: the first from now on that still has none.

        With `after`, the next such segment behind that one, beginning anew at the running one.
        """
        session = self.room.session
        start = session.segments.index(session.current_segment) if session.current_segment else 0
        wanted = [item for item in session.segments[start:] if item.has_leader]
        if after is not None and wanted:
            places = [item.id for item in wanted]
            return wanted[(places.index(after) + 1) % len(wanted)] if after in places else wanted[0]
        unled = [item for item in wanted if item.id not in session.leaders]
        return next(iter(unled or wanted), None)

    def offer(self, segment: str) -> Offer | Nobody:
        """Who is asked to lead a segment, and why."""
        return self.leading.offer(segment)

    def next_time(self) -> Offer | Nobody:
        """Who would be asked first next time, as it stands now, among those here."""
        return self.leading.next_time()

    def next_time_text(self) -> str:
        """When the group meets next, and who would be asked to lead first."""
        start = next_start(self.group.recurrence, self.group.series, self.room.session.planned_end)
        when = say_when(start, self.room.now(), self.zone)
        asked = self.next_time()
        name = "" if isinstance(asked, Nobody) else self.name(asked.person)
        return "\n".join((when, *self.leading.words_for_next_time(name)))

    # -- endings

    def endings(self) -> tuple[Ending, ...]:
        """Up to three endings that fit into what is left of the evening."""
        session, now = self.room.session, self.room.now()
        last_words = sum(
            (
                session.boxes[key].length
                for key, segment, _ in steps_after(session)
                if segment.kind == "admin"
            ),
            start=timedelta(0),
        )
        left = session.planned_end - now - last_words
        return endings_that_fit(self.library.endings, int(left.total_seconds()), self._how_many)

    def ending_segment(self, ending: Ending) -> Segment:
        """An ending as a segment, as long as it needs for those who are here."""
        return ending_segment(ending, ending.needs(self._how_many), self._how_many)

    @property
    def _how_many(self) -> int:
        return max(1, len(self.room.session.here))

    def _cards(self) -> dict[Card, tuple[str, str]]:
        texts: dict[str, str] = dict(self.library.cards)
        texts["joining"] = self.agreeing.joining_text(texts["joining"])
        texts["loose-ends"] = self.agreeing.loose_ends_text(texts["loose-ends"])
        if (rule := self.agreeing.rule_of_the_day) is not None:
            texts["rule"] = rule.text
        steps = [step for segment in self.room.session.segments for step in segment.steps]
        cards = {step.card: (step.title, texts[step.card]) for step in steps if step.card in texts}
        if self.group.closing_line:
            cards["closing-line"] = ("To end with", self.group.closing_line)
        return cards
