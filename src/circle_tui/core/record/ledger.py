"""What an evening leaves: times, roles and attendance, folded from its kept events. Never content."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from msgspec import Struct
from msgspec.structs import replace

from circle_tui.core.agreements.decisions import Decision, DecisionLook, as_they_stand, decision_id
from circle_tui.core.agreements.pulses import Counts
from circle_tui.core.clock import timebox
from circle_tui.core.happening.events.naming import NamedHow
from circle_tui.core.happening.session import ModeFrom, Presence, Session, Stay
from circle_tui.core.people.presenting import HAD_TIME, Brought, unmet
from circle_tui.core.people.rotation import Turn
from circle_tui.core.plan.agenda import Segment, Standing
from circle_tui.core.plan.modes import Mode

SHORT_ABSENCE = timedelta(minutes=5)
"""An absence no longer than this counts as being here: a line that fails costs nobody their minutes."""


class SegmentRecord(Struct, frozen=True, forbid_unknown_fields=True):
    """One segment, planned beside actual, in seconds."""

    id: str
    title: str
    planned_seconds: int
    """Nothing for what was put in on the night."""
    actual_seconds: int
    leader: str | None = None
    """Person id."""
    how: NamedHow | None = None
    """How that came about; None for nobody, or where it was mended since."""
    presenter: str | None = None
    """Person id."""
    beside: str | None = None
    """Id of somebody who led it together with the leader."""
    standing: Standing = "planned"


class Attendance(Struct, frozen=True, forbid_unknown_fields=True):
    """One person's evening."""

    person: str
    seconds_present: int
    """Between the start and the end of the session; a short absence is not taken off."""
    is_late: bool = False
    is_guest: bool = False
    own_seconds: int = 0
    """Own-practice time: what the clocks of the segments in which this person brought something took,
    without what of it they were not here for."""


class SessionRecord(Struct, frozen=True, forbid_unknown_fields=True):
    """The record of one session: who came, for how long, who led what. Nothing that was said."""

    id: str
    group: str
    mode: Mode
    """What kind of evening it began as."""
    format: str
    zone: str
    planned_start: datetime
    planned_minutes: int
    began_at: datetime | None
    ended_at: datetime | None
    limits_card: str
    """`read`, `not read`, or `not reached`."""
    rules_version: int | None
    facilitator: str | None
    segments: tuple[SegmentRecord, ...]
    attendance: tuple[Attendance, ...]
    led: tuple[str, ...] = ()
    """Everyone who led something, in the order in which they were named."""
    is_rehearsal: bool = False
    decisions: tuple[Decision, ...] = ()
    """What the group decided; the words of a sealed evening are in the group's file."""
    looked_at: tuple[DecisionLook, ...] = ()
    """Decisions that the group looked at again, and what came of it."""
    protocols: tuple[str, ...] = ()
    """Slugs of the protocols that the group wanted noted as used."""
    calls_review: bool = False
    """Whether the ground rules are looked at again next time because of one of them."""
    pulses: dict[str, Counts] = {}
    """Counted answers at the end, by pulse."""
    topic: str = ""
    """Slug of the topic; empty for an evening without one."""
    touched: tuple[int, ...] = ()
    """Places of the takeaways that the group marked as touched, counted from 0; nobody's own."""
    wishes: tuple[str, ...] = ()
    """Everyone who would have liked to bring something, or was named, and was not reached."""
    wishes_withdrawn: tuple[str, ...] = ()
    """Everyone who took back a wish of an earlier session."""
    agreed: dict[str, int] = {}
    """Everyone who said yes to the ground rules, and to which version."""
    reviewed: tuple[str, ...] = ()
    """Categories of ground rules that were looked at again."""
    mode_changes: tuple[ModeFrom, ...] = ()
    """When the group decided on another kind of evening, and on which."""
    end_moved_seconds: int = 0
    """How much later than planned the group chose to end; negative for earlier."""

    is_passed_on: bool = False
    """Whether somebody else went on with it on another machine, and what came then is not in here."""

    @property
    def day(self) -> date:
        """The day it is held on, where the group meets."""
        return self.planned_start.astimezone(ZoneInfo(self.zone)).date()

    @property
    def has_begun(self) -> bool:
        """Whether a step ever began; one that was only opened is no past evening."""
        return self.began_at is not None


def record(session: Session, now: datetime) -> SessionRecord:
    """Give back the record as it stands at `now`, or at the end when the session has ended."""
    opened = session.opened
    until = session.ended_at or now
    return SessionRecord(
        id=opened.session,
        group=opened.group,
        mode=opened.mode,
        format=opened.format,
        zone=opened.zone,
        planned_start=opened.planned_start,
        planned_minutes=opened.minutes,
        began_at=session.began_at,
        ended_at=session.ended_at,
        limits_card={True: "read", False: "not read", None: "not reached"}[session.limits_read],
        rules_version=opened.rules_version,
        facilitator=session.facilitator,
        segments=_segments(session, until),
        attendance=tuple(
            Attendance(
                person,
                int(time_present(session, presence, until).total_seconds()),
                presence.is_late,
                presence.is_guest,
                own_seconds(session, person, until),
            )
            for person, presence in session.presence.items()
            if presence.stays
        ),
        led=_led(session),
        is_rehearsal=opened.is_rehearsal,
        decisions=tuple(
            Decision(
                on=session.opened.day,
                text=item.text,
                way=item.way,
                has_worry=item.has_worry,
                review_on=item.review_on,
                id=item.id,
                open_until=item.open_until,
                replaces=item.replaces,
            )
            for item in session.decisions
        ),
        looked_at=tuple(
            DecisionLook(session.opened.day, item.decision, item.is_done, item.review_on)
            for item in session.looked_at
        ),
        protocols=session.protocols,
        calls_review=session.calls_review,
        pulses={
            pulse: Counts(taken.yes, taken.partly, taken.not_yet) for pulse, taken in session.pulses.items()
        },
        topic=opened.topic,
        touched=tuple(sorted(session.touched)),
        is_passed_on=session.has_passed_hat,
        wishes=unmet(session, until),
        wishes_withdrawn=tuple(sorted(session.wishes_withdrawn)),
        agreed=dict(sorted(session.agreed.items())),
        reviewed=session.reviewed,
        mode_changes=session.mode_changes,
        end_moved_seconds=int(session.end_moved.total_seconds()),
    )


def time_present(session: Session, presence: Presence, until: datetime) -> timedelta:
    """How long somebody was here between the start of the session and `until`.

    A short absence, from which somebody came back, is not taken off; a longer one is, as a whole.
    """
    if session.began_at is None:
        return timedelta(0)
    total = timedelta(0)
    for since, gone in _without_short_absences(presence.stays):
        begin, end = max(since, session.began_at), min(gone or until, until)
        total += max(timedelta(0), end - begin)
    return total


def _without_short_absences(stays: Sequence[Stay]) -> tuple[Stay, ...]:
    joined: list[Stay] = []
    for stay in stays:
        before = joined[-1] if joined else None
        if before is not None and before.until is not None and stay.since - before.until <= SHORT_ABSENCE:
            joined[-1] = Stay(before.since, stay.until)
        else:
            joined.append(stay)
    return tuple(joined)


def own_seconds(session: Session, person: str, until: datetime) -> int:
    """Own-practice time in seconds: the segments in which somebody brought something, while they were here.

    It falls out of the clocks of the phases, so that what was back-dated or left out there counts so here.
    """
    own = {segment for segment, presenter in session.presenters.items() if presenter == person}
    presence = session.presence.get(person, Presence())
    total = timedelta(0)
    for segment in session.segments:
        if segment.id in own:
            total += max(
                timedelta(0), _spent(session, segment, until) - _missed(session, segment.id, presence, until)
            )
    return round(total.total_seconds())


def _missed(session: Session, segment: str, presence: Presence, until: datetime) -> timedelta:
    """How long the clock of a segment ran while somebody was not here."""
    missed = timedelta(0)
    for run in session.ran:
        if run.segment == segment:
            begin, end = run.since, min(run.until or until, until)
            missed += max(timedelta(0), end - begin)
            for since, gone in _without_short_absences(presence.stays):
                missed -= max(timedelta(0), min(gone or until, end) - max(since, begin))
    return missed


def _spent(session: Session, segment: Segment, until: datetime) -> timedelta:
    """What the clocks of a segment took, those of steps that were left out of it on the way too."""
    boxes = (box for key, box in session.boxes.items() if key.segment == segment.id)
    return sum((timebox.spent(box, until) for box in boxes), start=timedelta(0))


def _with_what_was_left_out(session: Session) -> tuple[Segment, ...]:
    """The agenda as it stood last, with what was planned and taken from it, each at its old place."""
    found = list(session.segments)
    planned = [segment.id for segment in session.opened.segments]
    for place, segment in enumerate(session.opened.segments):
        ids = [item.id for item in found]
        if segment.id not in ids:
            before = [ids.index(item) for item in planned[:place] if item in ids]
            found.insert(max(before, default=-1) + 1, segment)
    return tuple(found)


def _segments(session: Session, until: datetime) -> tuple[SegmentRecord, ...]:
    records = []
    planned = {segment.id: segment.seconds for segment in session.opened.segments}
    held = {segment.id for segment in session.segments}
    for segment in _with_what_was_left_out(session):
        spent = _spent(session, segment, until)
        has_place = segment.id in held or spent > timedelta(0)
        leadership = session.leaders.get(segment.id) if has_place else None
        records.append(
            SegmentRecord(
                id=segment.id,
                title=segment.title,
                planned_seconds=planned.get(segment.id, 0),
                actual_seconds=round(spent.total_seconds()),
                standing=_standing(segment.id, planned, held),
                leader=leadership.person if leadership else None,
                how=leadership.how if leadership else None,
                presenter=session.presenters.get(segment.id) if has_place else None,
                beside=leadership.beside if leadership else None,
            )
        )
    return tuple(records)


def _standing(segment: str, planned: Mapping[str, int], held: Collection[str]) -> Standing:
    if segment not in planned:
        return "put in"
    return "planned" if segment in held else "left out"


def _led(session: Session) -> tuple[str, ...]:
    return tuple(person for leadership in session.leaders.values() for person in leadership.people)


def turn(past: SessionRecord) -> Turn:
    """What a past session says about whose turn it is."""
    attended = tuple(item.person for item in past.attendance)
    return Turn(
        on=past.day,
        attended=attended,
        led=past.led,
        pairs=tuple((item.leader, item.beside) for item in past.segments if item.leader and item.beside),
        held=past.facilitator if past.facilitator in attended else None,
    )


def brought(records: Sequence[SessionRecord]) -> tuple[Brought, ...]:
    """What all past sessions say about bringing something, in order of time; rehearsals do not count."""
    ordered = sorted(records, key=lambda item: item.planned_start)
    return tuple(
        Brought(
            attended=tuple(item.person for item in past.attendance),
            presented=tuple(
                part.presenter
                for part in past.segments
                if part.presenter and part.actual_seconds >= HAD_TIME.total_seconds()
            ),
            wished=past.wishes,
            withdrew=past.wishes_withdrawn,
        )
        for past in ordered
        if past.has_begun and not past.is_rehearsal
    )


def sessions_since(records: Sequence[SessionRecord], segment: str) -> int:
    """How many past sessions there were since one that gave a segment time; all of them when none did."""
    ordered = sorted(records, key=lambda item: item.planned_start, reverse=True)
    count = 0
    for past in ordered:
        if past.has_begun and not past.is_rehearsal:
            spent = sum(item.actual_seconds for item in past.segments if item.id == segment)
            if spent >= HAD_TIME.total_seconds():
                return count
            count += 1
    return count


def decisions(records: Sequence[SessionRecord]) -> tuple[Decision, ...]:
    """What a group decided in its evenings, as it stands by now, the newest first; rehearsals do not count.

    One without an id, from an evening that has its words inside, is called by its place in that evening.
    """
    held = [past for past in records if not past.is_rehearsal]
    ordered = sorted(held, key=lambda item: item.planned_start)
    made = [
        item if item.id else replace(item, id=decision_id(past.id, number))
        for past in ordered
        for number, item in enumerate(past.decisions, 1)
    ]
    return as_they_stand(made[::-1], [look for past in ordered for look in past.looked_at])


def turns(records: Sequence[SessionRecord]) -> tuple[Turn, ...]:
    """The turns of all past sessions in order of time; what never began and rehearsals do not count."""
    ordered = sorted(records, key=lambda item: item.planned_start)
    return tuple(turn(item) for item in ordered if item.has_begun and not item.is_rehearsal)
