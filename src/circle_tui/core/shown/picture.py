"""What the live screen shows: a pure function of the evening, its scene and an instant.

Rounded to what can be seen, so that equal pictures need no redraw. Holds no markup and no colour,
and names nobody who is not here.
"""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from msgspec import Struct
from msgspec.structs import replace

from circle_tui.core.clock import timekeeping, timing
from circle_tui.core.happening import edges
from circle_tui.core.happening.seating import is_round, running_round
from circle_tui.core.happening.session import Session, StepKey, is_left_out
from circle_tui.core.people.turns import FloorLine, floor_line
from circle_tui.core.plan.agenda import Segment, Step
from circle_tui.core.plan.modes import MODE_WORDS
from circle_tui.core.plan.topics import place_in_walk
from circle_tui.core.plan.ways import chosen_way, marked_place
from circle_tui.core.shown import agendarows, asks, clockface
from circle_tui.core.shown.agendarows import AgendaRow
from circle_tui.core.shown.clockface import ClockState
from circle_tui.core.shown.scene import Scene
from circle_tui.core.shown.words import clock_time, minutes, names_in_a_row, roughly

ZERO = timedelta(0)
SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)


OUT_OF_SIGHT = "camera off or turned away"
"""The cue for a presenter who is spoken about: the published models have them turn away."""


class Role(Struct, frozen=True):
    """Somebody's part in what runs now: a glyph, a name, a word."""

    glyph: str
    name: str
    word: str
    beside: str = ""
    """What goes with it where there is room to say it."""


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
    """Which step of its segment it is; who speaks, where the segment has only one."""
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
    minutes_in_hand: int = 0
    """Minutes saved so far that are offered to be given away; none while they are kept."""
    speaks: str = ""
    """Who speaks, where that is not said by `step_words`."""
    clock_unit: str = ""
    """What the clock counts, where that is not minutes and seconds: "minutes"."""
    question: str = ""
    """The focus question, or that of the evening, which stands above the prompt; empty for none."""
    floor: FloorLine | None = None
    """Who has the floor and who is next, once a round has begun or a hand is up."""


def picture(session: Session, scene: Scene, now: datetime) -> LivePicture:
    """Give back what the live screen shows at `now`; it changes once a second at most.

    With a quiet clock it stands still for as long as no minute begins or ends.
    """
    now = _second_shown(session, now)
    at = clockface.minute_shown(session, now) if scene.has_quiet_clock else now
    clock, clock_unit = (
        clockface.quiet_clock(session, at)
        if scene.has_quiet_clock
        else (clockface.usual_clock(session, now), "")
    )
    zone = ZoneInfo(scene.zone)
    projection = timing.project(session, now)
    state = clockface.clock_state(session, now)
    door, closes = timing.door(session, now)
    segment, step = session.current_segment, session.current_step
    card = _card(session, scene, step)
    return LivePicture(
        group=scene.group_name,
        mode=MODE_WORDS[session.mode],
        is_rehearsal=session.opened.is_rehearsal,
        time_of_day=clock_time(now, zone),
        end_words=_end_words(session, scene, projection, now),
        pace=_pace(session, projection),
        is_over_the_end=session.ended_at is None and projection.over >= MINUTE,
        title=segment.title if segment else "Arriving",
        step_words=_step_words(session),
        speaks=_speaks(session),
        says=step.says if step else "",
        clock=clock,
        clock_state=state,
        clock_words=clockface.clock_words(session, state, now if state == "over" else at, zone),
        share=clockface.share_gone(session, at),
        card_title=card[0],
        card_text=card[1],
        prompt=_prompt(session, scene),
        prompt_title=_prompt_title(session),
        question=scene.question,
        roles=_roles(session, scene),
        floor=floor_line(session, scene),
        next_words=agendarows.next_words(session, now),
        rows=agendarows.agenda_rows(session, scene, now),
        place_words=agendarows.place_words(session, scene, now),
        here=tuple(sorted((scene.name(person) for person in _with_a_place(session)), key=str.casefold)),
        door=asks.door_words(door, closes, zone),
        door_is_closed=door in ("ajar", "closed"),
        asks=asks.asks(session, now, zone, has_endings=scene.has_endings)
        or (asks.NUDGE_ASKS if scene.is_nudge_ready else ""),
        minutes_in_hand=_minutes_offered(session, scene, now),
        clock_unit=clock_unit,
    )


def _card(session: Session, scene: Scene, step: Step | None) -> tuple[str, str]:
    """What stands in the middle: the way that was chosen for this step, or the step's own card."""
    if step is None:
        return "", ""
    if (way := chosen_way(session)) is not None:
        return way.title, way.says
    return scene.card(step, marked_place(session))


def _minutes_offered(session: Session, scene: Scene, now: datetime) -> int:
    """The minutes in hand; none in a pause, which uses them up, nor once we chose to keep so many."""
    is_offered = session.phase == "running" and not _is_ending(session)
    in_hand = timekeeping.in_hand(session, now) if is_offered else 0
    return in_hand if in_hand != scene.minutes_kept else 0


def calmed(shown: LivePicture, session: Session) -> LivePicture:
    """The same where nothing should press: no lateness, no questions, no minutes to give."""
    end = clock_time(session.planned_end, ZoneInfo(session.opened.zone))
    return replace(
        shown,
        asks="",
        pace="",
        end_words=f"ends {end}",
        is_over_the_end=False,
        minutes_in_hand=0,
        clock_words="",
    )


def without_work(shown: LivePicture) -> LivePicture:
    """The same without what the presenter asks and the prompt beside it: other talk, while this one lasts."""
    return replace(shown, question="", prompt="", prompt_title="")


def _is_ending(session: Session) -> bool:
    """Whether the last words are said, beside which no minutes should stand."""
    segment = session.current_segment
    return segment is not None and segment.kind in ("admin", "ending")


def _second_shown(session: Session, now: datetime) -> datetime:
    """When the second that is on screen began; all that is shown is worked out for that instant."""
    anchor, box = session.opened.planned_start, session.current_box
    if box is not None:
        anchor = (box.since or anchor) - box.spent_before
    return now - (now - anchor) % SECOND


def _end_words(session: Session, scene: Scene, projection: timing.Projection, now: datetime) -> str:
    zone = ZoneInfo(scene.zone)
    if session.ended_at is not None:
        return f"ended {clock_time(session.ended_at, zone)}"
    end, planned = (
        clock_time(moment, zone) for moment in (timing.end_in_minutes(session, now), session.planned_end)
    )
    if projection.over >= MINUTE:
        return f"would end {end}, not {planned}"
    is_early = projection.end <= session.planned_end - MINUTE
    if is_early and (_is_ending(session) or _are_minutes_kept(session, scene, projection)):
        return f"ends {end}"
    return f"ends {planned}"


def _are_minutes_kept(session: Session, scene: Scene, projection: timing.Projection) -> bool:
    """Whether we chose to keep the minutes that are in hand now, and so to end early."""
    in_hand = minutes(-projection.behind) if projection.behind < ZERO else 0
    return session.position is not None and bool(scene.minutes_kept) and in_hand == scene.minutes_kept


def _pace(session: Session, projection: timing.Projection) -> str:
    if session.ended_at is not None:
        return _apart(session.ended_at - session.planned_end, "late", "early")
    if session.position is None and projection.behind < timing.LATE_FROM:
        return "not begun"
    if _is_ending(session) and projection.behind < ZERO:
        return ""
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
        return f"{_in_turn_words(session)}; passing is fine" if _is_in_turn(session) else step.speaks
    place, count = _place_in(session, segment, step)
    return f"step {place} of {count} · {step.title}"


def _speaks(session: Session) -> str:
    """Who speaks now, in a segment of several steps; a round says how long a turn may be."""
    segment, step = session.current_segment, session.current_step
    if segment is None or step is None or len(segment.steps) == 1:
        return ""
    return _in_turn_words(session) if _is_in_turn(session) else step.speaks


def _place_in(session: Session, segment: Segment, step: Step) -> tuple[int, int]:
    """Which step of how many: of a walk its own steps alone, whatever was walked before it."""
    places = [place_in_walk(segment.lens, item.id) for item in segment.steps] if segment.lens else []
    here = place_in_walk(segment.lens, step.id) if segment.lens else 0
    if here:
        return here, max(places)
    steps = [item for item in segment.steps if not is_left_out(session, StepKey(segment.id, item.id))]
    return steps.index(step) + 1, len(steps)


def _in_turn_words(session: Session) -> str:
    """Who is asked in a round, and how long: "listeners in turn, about 75 seconds each"."""
    step = session.current_step
    who = "listeners" if step is not None and step.is_for_listeners else "everyone"
    each = _each_words(session)
    return f"{who} in turn, {each}" if each else f"{who} in turn"


def _is_in_turn(session: Session) -> bool:
    """Whether people are asked in turn; a talk that was made a round is one with no time left, too."""
    return bool(_each_words(session)) or session.position in session.rounds


def _each_words(session: Session) -> str:
    """In a round: how long a turn may be, roughly."""
    words = roughly(timing.turn_length(session))
    return f"about {words} each" if words else ""


def _with_a_place(session: Session) -> tuple[str, ...]:
    """Everyone who is here, and whoever stepped out: a list one name shorter would say who it was."""
    stepped_out = (person for person, why in session.away.items() if why == "stepped out")
    return (*session.here, *stepped_out) if session.here else ()


def _prompt(session: Session, scene: Scene) -> str:
    if session.position is None or edges.is_for_somebody_away(session):
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
        roles.append(_bringing(session, scene.name(presenter)))
    leading = [scene.name(item) for item in leader.people if item in session.here] if leader else []
    if leading:
        roles.append(Role("★", names_in_a_row(leading), "leads" if len(leading) == 1 else "lead"))
    if segment.kind == "check-in" and running_round(session) is None:
        roles.extend(_second(session, scene, leader.person if leader else None))
    return tuple(roles)


def _bringing(session: Session, name: str) -> Role:
    """Whoever brings something; in a step that is the others' they listen, out of sight if they like."""
    step = session.current_step
    if step is None or not step.is_presenter_silent or step.is_still:
        return Role("◆", name, "brings")
    return Role("◆", name, "listens", "" if is_round(session) else OUT_OF_SIGHT)


def _second(session: Session, scene: Scene, first: str | None) -> list[Role]:
    """Whoever holds the evening checks in second, so as not to set the depth for the others."""
    facilitator = session.facilitator
    if facilitator is None or facilitator not in session.here or facilitator == first:
        return []
    return [Role("○", scene.name(facilitator), "speaks second" if first else "speaks second, whoever begins")]
