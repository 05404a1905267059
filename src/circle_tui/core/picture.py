"""What the live screen shows: a pure function of the evening, its scene and an instant.

Rounded to what can be seen, so that equal pictures need no redraw. Holds no markup and no colour,
and names nobody who is not here.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from msgspec import Struct

from circle_tui.core import timebox, timing
from circle_tui.core.agenda import Card, Segment
from circle_tui.core.endings import WARNING_SECONDS
from circle_tui.core.modes import MODE_WORDS
from circle_tui.core.session import Session, StepKey, step_after
from circle_tui.core.words import clock_time, countdown, in_words, minutes

ZERO = timedelta(0)
SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)
BEFORE_THE_END = timedelta(seconds=WARNING_SECONDS)
"""When endings that fit are worth offering: early enough to choose, late enough to be needed."""
SIGNALS = (0.2, 0.05)
"""Shares of a step at which the time left is said in words."""
LAST_SIGNAL_AT_LEAST = timedelta(seconds=30)

DOOR_ASKS = "The door has closed · r completes the roll · enter leaves it as it is"
ClockState = Literal["waiting", "running", "soon", "last", "over", "paused", "ended"]


class Scene(Struct, frozen=True):
    """What the evening is set in: names and words that no event carries."""

    group_name: str
    zone: str
    names: Mapping[str, str]
    """Name by person id."""
    prompts: Mapping[str, str] = {}
    """Text by prompt id."""
    cards: Mapping[Card, tuple[str, str]] = {}
    """Title and text by card."""
    has_quiet_clock: bool = False
    """Whether the clock shows whole minutes, and seconds only within a minute of the edge."""

    def name(self, person: str) -> str:
        """What somebody is called; one whose name was forgotten meanwhile is just somebody."""
        return self.names.get(person, "somebody")


class AgendaRow(Struct, frozen=True):
    """One segment in the agenda."""

    title: str
    minutes: int
    state: Literal["done", "now", "next"]
    leader: str = ""
    gives: str = ""


class Role(Struct, frozen=True):
    """Somebody's part in what runs now: a glyph, a name, a word."""

    glyph: str
    name: str
    word: str


class LivePicture(Struct, frozen=True):
    """Everything the room can see while the evening runs."""

    group: str
    mode: str
    is_rehearsal: bool
    time_of_day: str
    end_words: str
    pace: str
    is_over_the_end: bool
    title: str
    step_words: str
    says: str
    clock: str
    clock_state: ClockState
    clock_words: str
    share: int
    """How much of the step is gone, in thousandths, at most 1000."""
    card_title: str
    card_text: str
    prompt: str
    prompt_title: str
    roles: tuple[Role, ...]
    next_words: str
    rows: tuple[AgendaRow, ...]
    place_words: str
    here: tuple[str, ...]
    door: str
    door_is_closed: bool
    asks: str
    """A quiet question or offer, answered by a key whenever it suits; empty for none."""
    clock_unit: str = ""
    """What the clock counts, where that is not minutes and seconds: "minutes"."""


def picture(session: Session, scene: Scene, now: datetime) -> LivePicture:
    """Give back what the live screen shows at `now`; it changes once a second at most.

    With a quiet clock it stands still for as long as no minute begins or ends.
    """
    now = _second_shown(session, now)
    at = _minute_shown(session, now) if scene.has_quiet_clock else now
    clock, clock_unit = _quiet_clock(session, at) if scene.has_quiet_clock else (_clock(session, now), "")
    zone = ZoneInfo(scene.zone)
    projection = timing.project(session, now)
    state = clock_state(session, now)
    door, closes = timing.door(session, now)
    segment, step = session.current_segment, session.current_step
    card = scene.cards.get(step.card, ("", "")) if step is not None else ("", "")
    return LivePicture(
        group=scene.group_name,
        mode=MODE_WORDS[session.opened.mode],
        is_rehearsal=session.opened.is_rehearsal,
        time_of_day=clock_time(now, zone),
        end_words=_end_words(session, projection, zone),
        pace=_pace(session, projection, now),
        is_over_the_end=session.ended_at is None and projection.over >= MINUTE,
        title=segment.title if segment else "Arriving",
        step_words=_step_words(session),
        says=step.says if step else "",
        clock=clock,
        clock_state=state,
        clock_words=_clock_words(session, state, now if state == "over" else at, zone),
        share=_share(session, at),
        card_title=card[0],
        card_text=card[1],
        prompt=_prompt(session, scene),
        prompt_title=_prompt_title(session),
        roles=_roles(session, scene),
        next_words=_next_words(session),
        rows=_rows(session, scene, now),
        place_words=_place_words(session, scene),
        here=tuple(sorted((scene.name(person) for person in session.here), key=str.casefold)),
        door=_door_words(door, closes, zone),
        door_is_closed=door == "closed",
        asks=_asks(session, door, now),
        clock_unit=clock_unit,
    )


def _second_shown(session: Session, now: datetime) -> datetime:
    """When the second that is on screen began; all that is shown is worked out for that instant."""
    anchor, box = session.opened.planned_start, session.current_box
    if box is not None:
        anchor = (box.since or anchor) - box.spent_before
    return now - (now - anchor) % SECOND


def clock_state(session: Session, now: datetime) -> ClockState:
    """How the step's clock stands: signals come at 20 % and 5 % of it, the last never under 30 s."""
    if session.phase == "ended":
        return "ended"
    box = session.current_box
    if box is None:
        return "waiting"
    left = timebox.left(box, now)
    if left <= -timedelta(seconds=1):
        return "over"
    if session.phase == "paused":
        return "paused"
    if left <= max(box.length * SIGNALS[1], LAST_SIGNAL_AT_LEAST):
        return "last"
    return "soon" if left <= box.length * SIGNALS[0] else "running"


def _clock(session: Session, now: datetime) -> str:
    return countdown(_left(session, now))


def _left(session: Session, now: datetime) -> timedelta:
    """What the clock counts down: to the start, or to the end of the step; never less than none before it."""
    if session.current_box is None:
        return max(ZERO, session.opened.planned_start - now)
    return timebox.left(session.current_box, now)


def _minute_shown(session: Session, now: datetime) -> datetime:
    """The first second of the minute that a quiet clock shows; within a minute of the edge, this second.

    The minutes are those of the usual clock, its seconds left out: cut, not rounded.
    """
    left = _left(session, now)
    if abs(left) < MINUTE or session.phase in ("paused", "ended"):
        return now
    return now - (-left % MINUTE if left < ZERO else MINUTE - SECOND - left % MINUTE)


def _quiet_clock(session: Session, at: datetime) -> tuple[str, str]:
    left = _left(session, at)
    if abs(left) < MINUTE:
        return countdown(left), ""
    whole = minutes(left)
    return f"{'+' if left < ZERO else ''}{whole}", "minute" if whole == 1 else "minutes"


def _clock_words(session: Session, state: ClockState, now: datetime, zone: ZoneInfo) -> str:
    start = session.opened.planned_start
    match state:
        case "waiting":
            when = (
                f"begins at {clock_time(start, zone)}"
                if now < start
                else f"was to begin at {clock_time(start, zone)}"
            )
            return f"{when} · space begins"
        case "paused":
            return "paused · space goes on"
        case "over":
            return _over_words(session, now)
        case "soon" | "last":
            return _left_words(session, now)
        case "ended":
            return "the evening has ended"
        case "running":
            return ""


def _left_words(session: Session, now: datetime) -> str:
    step, box = session.current_step, session.current_box
    left = ZERO if box is None else timebox.left(box, now)
    if step is not None and ZERO < left <= timedelta(seconds=step.quiet_seconds):
        return f"{step.quiet_seconds} quiet seconds"
    return f"{in_words(left)} left"


def _over_words(session: Session, now: datetime) -> str:
    paused = " · paused" if session.phase == "paused" else ""
    projection = timing.project(session, now)
    if projection.over > ZERO:
        return f"over, past the end{paused}"
    taken = timing.taken_up(session, now, projection.behind)
    if taken:
        return f"over, taken from {session.segment(next(iter(taken)).segment).title}{paused}"
    return f"over{paused}"


def _share(session: Session, now: datetime) -> int:
    box = session.current_box
    if box is None:
        return 0
    if box.length == ZERO:
        return 1000
    return min(1000, max(0, int(1000 * (timebox.spent(box, now) / box.length))))


def _end_words(session: Session, projection: timing.Projection, zone: ZoneInfo) -> str:
    if session.ended_at is not None:
        return f"ended {clock_time(session.ended_at, zone)}"
    if projection.over >= MINUTE:
        return f"would end {clock_time(projection.end, zone)}, not {clock_time(session.planned_end, zone)}"
    return f"ends {clock_time(session.planned_end, zone)}"


def _pace(session: Session, projection: timing.Projection, now: datetime) -> str:
    if session.ended_at is not None:
        return _apart(session.ended_at - session.planned_end, "late", "early")
    if session.position is None and now < session.opened.planned_start:
        return "not begun"
    return _apart(projection.behind, "behind", "ahead")


def _apart(span: timedelta, after: str, before: str) -> str:
    whole = minutes(span)
    if whole == 0:
        return "on time"
    return f"{whole} min {after if span > ZERO else before}"


def _step_words(session: Session) -> str:
    segment, step = session.current_segment, session.current_step
    if segment is None or step is None:
        return ""
    if len(segment.steps) == 1:
        return step.speaks
    place = segment.steps.index(step) + 1
    return f"step {place} of {len(segment.steps)} · {step.title}"


def _prompt(session: Session, scene: Scene) -> str:
    if session.position is None:
        return ""
    return scene.prompts.get(session.prompts.get(session.position.segment, ""), "")


def _prompt_title(session: Session) -> str:
    step = session.current_step
    if step is None:
        return "Focus"
    return {"listen": "While listening", "group": "For all of us", "steady": "Steadying"}.get(
        step.prompt, "Focus"
    )


def _roles(session: Session, scene: Scene) -> tuple[Role, ...]:
    segment = session.current_segment
    if segment is None:
        return ()
    roles: list[Role] = []
    presenter = session.presenters.get(segment.id)
    leader = session.leaders.get(segment.id)
    if presenter in session.here:
        roles.append(Role("◆", scene.name(presenter), "brings"))
    if leader is not None and leader.person in session.here:
        roles.append(Role("★", scene.name(leader.person), "leads"))
    if segment.kind == "check-in":
        roles.extend(_second(session, scene, leader.person if leader else None))
    return tuple(roles)


def _second(session: Session, scene: Scene, first: str | None) -> list[Role]:
    """Whoever holds the evening checks in second, so as not to set the depth for the others."""
    facilitator = session.opened.facilitator
    if facilitator is None or facilitator not in session.here or facilitator == first:
        return []
    return [Role("○", scene.name(facilitator), "second")]


def _next_words(session: Session) -> str:
    following = step_after(session, session.position)
    if following is None:
        return ""
    segment = session.segment(following.segment)
    step = next(step for step in segment.steps if step.id == following.step)
    if session.position is not None and segment.id == session.position.segment:
        return f"{step.title} · {_length(session, [following])}"
    return f"{segment.title} · {_length(session, [StepKey(segment.id, item.id) for item in segment.steps])}"


def _length(session: Session, keys: list[StepKey]) -> str:
    total = sum((session.boxes[key].length for key in keys), start=ZERO)
    return in_words(total) if total < MINUTE else f"{_whole_minutes(total)} min"


def _whole_minutes(span: timedelta) -> int:
    return round(span / MINUTE)


def _rows(session: Session, scene: Scene, now: datetime) -> tuple[AgendaRow, ...]:
    given = timing.gives(session, now)
    place = session.segments.index(session.current_segment) if session.current_segment else -1
    return tuple(
        _row(session, scene, segment, "done" if index < place else "now" if index == place else "next", given)
        for index, segment in enumerate(session.segments)
    )


def _row(
    session: Session,
    scene: Scene,
    segment: Segment,
    state: Literal["done", "now", "next"],
    given: Mapping[str, timedelta],
) -> AgendaRow:
    length = sum((session.boxes[StepKey(segment.id, step.id)].length for step in segment.steps), start=ZERO)
    leader = session.leaders.get(segment.id)
    gives = minutes(given.get(segment.id, ZERO))
    return AgendaRow(
        title=segment.title,
        minutes=_whole_minutes(length),
        state=state,
        leader=scene.name(leader.person) if leader and leader.person in session.here else "",
        gives=f"gives {gives}" if gives and state == "next" else "",
    )


def _place_words(session: Session, scene: Scene) -> str:
    """The agenda in one line, for a small window: "4 of 9 · next: First topic, 11 min, Jo"."""
    total = len(session.segments)
    place = session.segments.index(session.current_segment) + 1 if session.current_segment else 0
    here = f"{place} of {total}" if place else f"{total} segments"
    if place >= total:
        return f"{here} · the last one"
    following = session.segments[place]
    length = _length(session, [StepKey(following.id, step.id) for step in following.steps])
    leader = session.leaders.get(following.id)
    name = f", {scene.name(leader.person)}" if leader and leader.person in session.here else ""
    return f"{here} · next: {following.title}, {length}{name}"


def _door_words(door: timing.DoorState, closes: datetime, zone: ZoneInfo) -> str:
    match door:
        case "open":
            return f"open until {clock_time(closes, zone)}"
        case "closing":
            return f"closes at {clock_time(closes, zone)}"
        case "closed":
            return f"closed since {clock_time(closes, zone)}"


def _asks(session: Session, door: timing.DoorState, now: datetime) -> str:
    if session.phase in ("arriving", "ended"):
        return ""
    step = session.current_step
    if step is not None and step.card == "limits" and session.limits_read is None:
        return "n when it has been read · g then x leaves it out tonight"
    segment = session.current_segment
    is_closing = segment is not None and segment.kind in ("check-out", "admin", "ending")
    if ZERO < session.planned_end - now <= BEFORE_THE_END and not is_closing:
        return f"{in_words(session.planned_end - now)} to the end · e offers endings that fit"
    if door == "closed" and session.unmarked and not session.has_door_asked:
        return DOOR_ASKS
    if timing.project(session, now).over >= MINUTE and not is_closing:
        return "It would end late · f proposes who gives, so that the end stays"
    if "stepped out" in session.away.values():
        return "Somebody has stepped out · a brings them back when this part is over"
    return ""
