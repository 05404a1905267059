"""Small parts that can be put into a running evening, and what they do to the rest of it.

The end stays: whoever can give, gives, by the same rule as a fit. Values and moves; which parts there
are is content.
"""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from msgspec import Struct
from msgspec.structs import replace

from circle_tui.core.clock.fit import propose
from circle_tui.core.clock.timing import MINUTE, ZERO, rest_begins
from circle_tui.core.happening.events.clock import AgendaChanged, MinutesFitted, StepBegan, TalkTurned
from circle_tui.core.happening.events.log import Event
from circle_tui.core.happening.events.work import PromptPlaced
from circle_tui.core.happening.fold import after
from circle_tui.core.happening.moves import NOT_BEGUN
from circle_tui.core.happening.refusal import Outcome, Refusal
from circle_tui.core.happening.session import Session, StepKey, steps_after
from circle_tui.core.plan.agenda import Each, PromptSlot, Segment, SegmentKind, Step, until_title
from circle_tui.core.plan.modes import Mode
from circle_tui.core.shown.words import clock_time

SHORTEST_BREAK = timedelta(minutes=3)
"""A break of less than this is none: nobody gets up and comes back."""

PROCESS_CHECK = "how-we-work"
"""Slug of the part in which a group looks at how it works."""
SESSIONS_TO_A_CHECK = 3
"""Every third session looks at how the group works; one without the minutes for it leaves it to the next."""
FEELING_ROUND = "feeling-round"
"""Slug of the part that has a key of its own: one feeling, one sentence, no advice."""

THE_ROOMS_SEE_NOTHING = Refusal(
    "You are in rooms, and they do not see this screen. Once all are back, it can be put in."
)

Where = Literal["within", "after"]
"""Whether a part becomes the next step of the running segment, or a segment of its own behind it."""


class Insert(Struct, frozen=True, forbid_unknown_fields=True):
    """A part that can be put in with one key."""

    slug: str
    title: str
    seconds: int
    """How long it takes; with `each`, for one person."""
    says: str
    """The one sentence on screen while it runs."""
    kind: SegmentKind = "talk"
    each: Each = ""
    speaks: str = ""
    minimum: int = 0
    """The shortest it may become, in seconds; with `each`, for one person."""
    where: Where = "after"
    prompt: PromptSlot = "none"
    quiet_seconds: int = 0
    modes: tuple[Mode, ...] = ("support", "consultation", "topic", "governance")
    """The modes in which it is offered."""

    def step(self, people: int) -> Step:
        """The part as a step for so many people."""
        turns = 0 if not self.each else people if self.each == "people" else max(people - 1, 1)
        return Step(
            id=self.slug,
            title=self.title,
            seconds=self.seconds * max(turns, 1),
            minimum=self.minimum * max(turns, 1),
            says=self.says,
            speaks=self.speaks,
            prompt=self.prompt,
            quiet_seconds=self.quiet_seconds,
            each=self.each,
            turns=turns,
        )


def offered(inserts: Sequence[Insert], mode: Mode) -> tuple[Insert, ...]:
    """The parts that fit the mode, in their order."""
    return tuple(item for item in inserts if mode in item.modes)


def put_in(session: Session, now: datetime, part: Insert) -> Outcome:
    """Put a part behind what runs; the others give what it takes, so that the end stays.

    One that stands within a segment never comes after its steadying step.
    """
    return _put(session, now, part.step(max(1, len(session.here))), part.kind, part.where)


def put_in_break(session: Session, now: datetime, until: datetime) -> Outcome:
    """Put in a break that lasts until a clock time, whenever it begins."""
    current = session.current_segment
    if current is None:
        return NOT_BEGUN
    if until >= session.planned_end:
        end = clock_time(session.planned_end, ZoneInfo(session.opened.zone))
        return Refusal(f"A break ends before the evening does, and that ends at {end}.")
    rest = [
        session.boxes[key].length
        for key, segment, _ in steps_after(session)
        if segment.id == current.id and not session.boxes[key].has_begun
    ]
    begins = rest_begins(session, now) + sum(rest, start=ZERO)
    if until < begins + SHORTEST_BREAK:
        earliest = begins + SHORTEST_BREAK + MINUTE - timedelta(microseconds=1)
        from_when = clock_time(earliest, ZoneInfo(session.opened.zone))
        return Refusal(f"It comes after this part, so a break can last until {from_when} or later.")
    step = Step(
        id="break",
        title=until_title(until, ZoneInfo(session.opened.zone)),
        seconds=int((until - begins).total_seconds()),
        minimum=int(SHORTEST_BREAK.total_seconds()),
        says="Stand up, look far away, drink something.",
        until=until,
    )
    return _put(session, now, step, "break", "after")


def clock_instant(
    typed: str, now: datetime, zone: ZoneInfo, latest: datetime | None = None
) -> datetime | None:
    """The next instant at which the group's clocks show "20:15", "2015" or "8.15"; None for anything else.

    "8.15" is a quarter past eight in the evening when that is before `latest` and the morning is not.
    """
    digits = "".join(sign if sign.isdecimal() and sign.isascii() else " " for sign in typed).split()
    if len(digits) == 1 and len(digits[0]) in (3, 4):
        digits = [digits[0][:-2], digits[0][-2:]]
    if len(digits) != 2 or len(digits[1]) != 2 or int(digits[0]) > 23 or int(digits[1]) > 59:
        return None
    hours = [int(digits[0])] + ([int(digits[0]) + 12] if latest is not None and int(digits[0]) < 12 else [])
    today = now.astimezone(zone).date()
    moments = sorted(
        datetime.combine(day, time(hour, int(digits[1])), zone).astimezone(now.tzinfo)
        for day in (today, today + timedelta(days=1))
        for hour in hours
    )
    ahead = [moment for moment in moments if moment > now]
    return next((moment for moment in ahead if latest is not None and moment < latest), ahead[0])


def turn_talk(session: Session, now: datetime) -> Outcome:
    """Make the running talk a round, everyone in turn, or a talk again; its clock goes on."""
    step, position = session.current_step, session.position
    if step is None or position is None:
        return NOT_BEGUN
    if step.turns:
        return Refusal("This is a round already: everyone is asked in turn.")
    if session.segment(position.segment).is_in_rooms:
        return Refusal("You are in rooms, and they do not see this screen. o acts once all are back.")
    if step.is_still:
        return Refusal("This step is held in silence. n goes on to one in which we speak.")
    if step.voices == "presenter":
        return Refusal("This step belongs to whoever brings something. o acts once the others speak.")
    return (TalkTurned(*position, is_round=position not in session.rounds),)


def _put(session: Session, now: datetime, step: Step, kind: SegmentKind, where: Where) -> Outcome:
    current, position = session.current_segment, session.position
    if current is None or position is None:
        return NOT_BEGUN
    if current.kind in ("admin", "ending"):
        return Refusal("The evening is closing; there is no room for anything more. b goes back.")
    if where == "within" and current.is_in_rooms:
        return THE_ROOMS_SEE_NOTHING
    if where == "within":
        changed = _put_within(session, current, position, step)
    else:
        segments = list(session.segments)
        slug = _free(step.id, [item.id for item in segments])
        segments.insert(
            segments.index(current) + 1, Segment(id=slug, title=step.title, kind=kind, steps=(step,))
        )
        changed = (AgendaChanged(tuple(segments), why="insert"),)
    cuts = propose(after(session, changed, now), now).cuts
    return (*changed, MinutesFitted(cuts)) if cuts else changed


def _put_within(session: Session, current: Segment, position: StepKey, step: Step) -> tuple[Event, ...]:
    """The part as the next step of what runs; before a steadying step, at once, which then comes back.

    Every slot ends on steadying: what is put in beside it must not come after it.
    """
    steps = list(current.steps)
    at = next(index for index, item in enumerate(steps) if item.id == position.step)
    is_steadying = steps[at].prompt == "steady"
    added = replace(step, id=_free(step.id, [item.id for item in steps]))
    steps.insert(at if is_steadying else at + 1, added)
    grown = replace(current, steps=tuple(steps))
    segments = tuple(grown if item is current else item for item in session.segments)
    changed: tuple[Event, ...] = (AgendaChanged(segments, why="insert"),)
    if not is_steadying:
        return changed
    gives_way = (PromptPlaced(current.id, None),) if current.id in session.prompts else ()
    return (*changed, StepBegan(current.id, added.id), *gives_way)


def is_from(part: Insert, segment: str) -> bool:
    """Whether a segment is a part that was put in, the first of its kind tonight or a later one."""
    number = segment.removeprefix(f"{part.slug}-")
    return segment == part.slug or (number != segment and number.isdecimal())


def _free(slug: str, taken: Sequence[str]) -> str:
    """The slug itself, or with the first number that makes it new."""
    number = 2
    wanted = slug
    while wanted in taken:
        wanted, number = f"{slug}-{number}", number + 1
    return wanted
