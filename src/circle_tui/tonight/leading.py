"""Who leads tonight: the group's policy or tonight's, the fair order, and what is said about next time."""

from collections.abc import Collection, Iterator, Sequence
from itertools import dropwhile, islice

from msgspec.structs import replace

from circle_tui.core.happening.events.naming import NamedHow
from circle_tui.core.happening.refusal import Refusal
from circle_tui.core.happening.session import is_over
from circle_tui.core.people import asking, leading, rota
from circle_tui.core.people.group import Group, resting
from circle_tui.core.people.leading import name_leader
from circle_tui.core.people.policies import RotationPolicy, is_same_way
from circle_tui.core.people.rotation import Nobody, Offer, Turn, knows_past
from circle_tui.core.people.swaps import moved_on
from circle_tui.core.plan.agenda import Segment
from circle_tui.core.plan.series import next_start
from circle_tui.core.record.ledger import record, turn
from circle_tui.room import Room
from circle_tui.tonight.prompting import Chance

HAS_COME_ROUND = "Everyone who wished to has led."
UNKNOWN_HERE = Nobody("The evenings before are known where the group keeps them.")
VOLUNTEERS_FIRST = "Volunteers are asked for first."


class Leading:
    """Leading in one evening. Keeps nothing but what the room keeps."""

    def __init__(self, room: Room, group: Group, past: Sequence[Turn], chance: Chance) -> None:
        self._room = room
        self._group = group
        self._past = past
        self._chance = chance

    @property
    def policy(self) -> RotationPolicy:
        """What holds tonight."""
        return self._room.session.rotation or self._group.rotation

    @property
    def is_changed_for_tonight(self) -> bool:
        """Whether that is another than the group decided: another way, another person, a longer term."""
        changed = self._room.session.rotation
        return changed is not None and not is_same_way(changed, self._group.rotation)

    def change_for_tonight(self, policy: RotationPolicy) -> Refusal | None:
        """Lead another way tonight; what is the group's own way is that one, with the day of its decision."""
        decided = self._group.rotation
        is_own = is_same_way(policy, decided)
        return self._room.do(leading.change_for_tonight, decided if is_own else policy)

    def offer(self, segment: str) -> Offer | Nobody:
        """Who is asked to lead a segment, and why."""
        who_rests = resting(self._group, self._room.session.opened.day)
        moved = moved_on(self._group.swaps, self._room.session.opened.day, self._past)
        return asking.ask(
            self._room.session, segment, self._past, who_rests, self._chance, self.policy, moved
        )

    def picks(self, segment: str) -> str | None:
        """Who says who leads a segment, because they bring something in it."""
        return asking.picks(self._room.session, segment, self.policy)

    def name(
        self,
        segment: str,
        person: str,
        how: NamedHow,
        drawn_among: Sequence[str] = (),
        beside: str | None = None,
    ) -> Refusal | None:
        """Somebody leads a segment; where one yes holds for the evening, all others that are free as well."""
        is_first = self.policy.is_for_evening and not self._room.session.leaders
        offered = self.offer(segment)
        is_for_evening = isinstance(offered, Offer) and offered.is_for_evening and offered.person == person
        is_alone = self.is_over(segment) or not (is_first or is_for_evening)
        move = name_leader if is_alone else leading.lead_evening
        return self._room.do(
            move, segment=segment, person=person, how=how, drawn_among=drawn_among, beside=beside
        )

    def together(self, person: str, other: str) -> tuple[str, str]:
        """Two who lead together: whoever never led before tonight, and who stands beside them."""
        led = {person for turn in self._past for person in turn.led}
        return (other, person) if person in led and other not in led else (person, other)

    def segment_before(self, segment: str) -> Segment | None:
        """The segment before this one that somebody leads or could lead, also one that is over."""
        return self._led_first(reversed(self._room.session.segments), behind=segment)

    def segment_after(self, segment: str) -> Segment | None:
        """The same, behind this one."""
        return self._led_first(iter(self._room.session.segments), behind=segment)

    def _led_first(self, segments: Iterator[Segment], *, behind: str) -> Segment | None:
        leaders = self._room.session.leaders
        after = islice(dropwhile(lambda item: item.id != behind, segments), 1, None)
        return next((item for item in after if item.has_leader or item.id in leaders), None)

    def is_over(self, segment: str) -> bool:
        """Whether a segment is over, so that only what is remembered of it can be mended."""
        return is_over(self._room.session, segment)

    # -- a stand-in

    @property
    def lacks_facilitator(self) -> bool:
        """Whether whoever usually holds the evening is not here, others are, and nobody stands in."""
        session = self._room.session
        holder = session.facilitator
        return bool(session.here) and holder is not None and holder not in session.here

    def stand_in(self, passed: Collection[str] = ()) -> Offer | Nobody:
        """Who is asked to hold the evening; `passed` would rather not."""
        who_rests = resting(self._group, self._room.session.opened.day)
        return asking.stand_ins(self._room.session, self._past, who_rests, passed)

    # -- next time

    def next_time(self) -> Offer | Nobody:
        """Who would be asked first next time, as it stands now, among those here, where that is known."""
        session = self._room.session
        if not self._knows_past:
            return UNKNOWN_HERE
        fresh = replace(
            session, leaders={}, presenters={}, passed=frozenset(), deferred=frozenset(), last_named=None
        )
        begun = session.opened.planned_start
        following = next_start(self._group.recurrence, self._group.series, begun).date()
        who_rests = resting(self._group, following)
        turns = (*self._past, self._tonight)
        moved = moved_on(self._group.swaps, following, turns)
        return asking.ask(fresh, "next-time", turns, who_rests, self._chance, self._group.rotation, moved)

    @property
    def _knows_past(self) -> bool:
        return knows_past(self._room.session, self._past)

    @property
    def _tonight(self) -> Turn:
        return turn(record(self._room.session, self._room.now()))

    def words_for_next_time(self, name: str) -> tuple[str, ...]:
        """What is said about leading at the end, line by line; `name` is who would be asked, or empty."""
        lines = []
        if self._group.rotation.kind == "volunteers":
            lines.append(VOLUNTEERS_FIRST)
        elif name:
            lines.append(f"{name} would be asked to lead first.")
        if self.has_come_round:
            lines.append(HAS_COME_ROUND)
        return tuple(lines)

    @property
    def has_come_round(self) -> bool:
        """Whether with tonight everyone who wished to has led."""
        if not self._room.session.leaders or not self._knows_past:
            return False
        return rota.has_come_round((*self._past, self._tonight), self._group.members)
