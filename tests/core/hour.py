"""A made-up support hour of seven people on a hand clock, with a journal in a list: what core tests stand on.

Times are said as the wall in Berlin shows them; people are ids, and only the scene knows their names.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import ParamSpec

from hypothesis import strategies as st
from tests.hand_clock import HandClock

from circle_tui.core.clock import timekeeping
from circle_tui.core.clock.timebox import Timebox
from circle_tui.core.happening import moves
from circle_tui.core.happening.events.evening import SessionOpened
from circle_tui.core.happening.events.log import Entry, Event
from circle_tui.core.happening.events.naming import LeaderNamed
from circle_tui.core.happening.events.presence import PersonArrived
from circle_tui.core.happening.fold import fold
from circle_tui.core.happening.refusal import Refusal
from circle_tui.core.happening.session import Session, StepKey
from circle_tui.core.people import leading, presenting
from circle_tui.core.people.rotation import Turn
from circle_tui.core.plan import endings, inserts
from circle_tui.core.plan.agenda import Card, PromptSlot, Segment, SegmentKind, Step
from circle_tui.core.plan.inserts import Insert
from circle_tui.core.shelf import NotSavedError
from circle_tui.core.shown.picture import LivePicture, picture
from circle_tui.core.shown.scene import Scene
from circle_tui.room import Move, Room

Rest = ParamSpec("Rest")

DANA, INES, JO, KOFI, LEA, MARA, SAM = PEOPLE = tuple(f"p-{number}" for number in range(1, 8))
NAMES = dict(zip(PEOPLE, ("Dana", "Ines", "Jo", "Kofi", "Lea", "Mara", "Sam"), strict=True))
FOCUS = "What happens in your body in the first minute you think of that hour?"
LIMITS_TEXT = "What we share here stays here; nobody can promise it."
SCENE = Scene(
    group_name="Tuesday Circle",
    zone="Europe/Berlin",
    names=NAMES,
    prompts={"flooded-1": FOCUS, "echo-1": "What does this touch in you?"},
    cards={"limits": ("Limits of confidentiality", LIMITS_TEXT)},
)
DISK_IS_FULL = "I could not write to the disk (it is full)."


def instant(time: str) -> datetime:
    """An instant of Tuesday 24 November 2026 by the wall in Berlin: "19:47:18"."""
    return datetime.fromisoformat(f"2026-11-24T{time}+01:00").astimezone(UTC)


def minutes(count: float) -> timedelta:
    """So many minutes."""
    return timedelta(minutes=count)


def seconds(count: float) -> timedelta:
    """So many seconds."""
    return timedelta(seconds=count)


def step(
    slug: str,
    title: str,
    length: int,
    *,
    least: int = 0,
    says: str = "",
    speaks: str = "",
    prompt: PromptSlot = "none",
    card: Card = "",
    turns: int = 0,
    until: datetime | None = None,
) -> Step:
    """A step of so many seconds; with turns, a round for everyone."""
    return Step(
        slug,
        title,
        seconds=length,
        minimum=least,
        says=says,
        speaks=speaks,
        prompt=prompt,
        card=card,
        each="people" if turns else "",
        turns=turns,
        until=until,
    )


def segment(
    slug: str,
    title: str,
    kind: SegmentKind,
    *steps: Step,
    leader: bool = True,
    presenter: bool = False,
    protected: bool = False,
) -> Segment:
    """A segment with these steps."""
    return Segment(
        slug, title, kind, steps, has_leader=leader, has_presenter=presenter, is_protected=protected
    )


OPENING = segment(
    "opening",
    "Opening",
    "opening",
    step("treats", "Welcome", 30, least=15, card="treats"),
    step("limits", "Limits of confidentiality", 60, least=40, card="limits"),
    step("drop", "If you drop out", 90, least=10),
    leader=False,
)
CHECK_IN = segment(
    "check-in",
    "Check-in",
    "check-in",
    step("round", "Round", 540, least=140, speaks="everyone in turn", turns=7),
)
CHOOSE = segment("choose-topics", "Choose topics", "talk", step("choose", "Choose topics", 180, least=120))
CASE = segment(
    "case-1",
    "Consultation",
    "case",
    step(
        "speaker",
        "Speaker",
        240,
        least=180,
        says="My experience, not the client's story.",
        speaks="the presenter",
        prompt="choose",
    ),
    step("feeling-round", "Feeling round", 180, least=120, prompt="listen"),
    step("responds", "Speaker responds", 120, least=120, prompt="after"),
    step("kinship", "Group kinship", 180, least=180, prompt="steady"),
    presenter=True,
)
FIRST_TOPIC = segment("topic-1", "First topic", "topic", step("talk", "Talk", 660, least=360))
SECOND_TOPIC = segment("topic-2", "Second topic", "topic", step("talk", "Talk", 660, least=360))
OPEN_FLOOR = segment("open-floor", "Open floor", "buffer", step("open-floor", "Open floor", 300))
CHECK_OUT = segment(
    "check-out", "Check-out", "check-out", step("round", "Round", 240, least=140, turns=7), protected=True
)
NEXT_TIME = segment(
    "next-time",
    "Next time",
    "admin",
    step("next-time", "Next time", 90, least=60),
    step("closing-line", "Closing line", 30, least=15),
    leader=False,
    protected=True,
)
SUPPORT_HOUR = (
    OPENING,
    CHECK_IN,
    CHOOSE,
    CASE,
    FIRST_TOPIC,
    SECOND_TOPIC,
    OPEN_FLOOR,
    CHECK_OUT,
    NEXT_TIME,
)
"""Three, nine, three, twelve, eleven, eleven, five, four and two minutes: an hour."""
FEELING_ROUND = Insert(
    "feeling-round",
    "Feeling round",
    seconds=15,
    minimum=10,
    each="people",
    says="One feeling.",
    where="within",
)
BREAK = Insert("break", "Break", seconds=300, minimum=180, kind="break", says="Stand up, look far away.")
ENDING = segment("ending", "One word each", "ending", step("word", "One word each", 120), protected=True)


class ListJournal:
    """A journal in a list, on a disk that refuses as often as it is told to."""

    def __init__(self, entries: Iterable[Entry] = (), *, refusals: int = 0, is_read_only: bool = False):
        self.on_disk = list(entries)
        self.refusals = refusals
        self.is_read_only = is_read_only
        self.held_by = "Circle on the lamp holds it." if is_read_only else ""
        self.trouble = ""

    @property
    def unsaved(self) -> tuple[Entry, ...]:
        """Nothing waits here: a room brings it again."""
        return ()

    def append(self, entries: Sequence[Entry]) -> None:
        """Take the entries, or refuse once more."""
        if self.refusals:
            self.refusals -= 1
            raise NotSavedError(DISK_IS_FULL)
        self.on_disk.extend(entries)

    def entries(self) -> tuple[Entry, ...]:
        """What is on the disk."""
        return tuple(self.on_disk)

    def seal(self, kept: Sequence[Entry]) -> None:
        """Keep these alone, or refuse once more."""
        self.append(())
        self.on_disk = list(kept)

    def close(self) -> None:
        """Nothing to let go of."""


def opened(
    segments: Sequence[Segment] = SUPPORT_HOUR, *, facilitator: str | None = DANA, length: int = 60
) -> Entry:
    """The first entry of an evening that is planned for 19:30 and was opened at 19:24."""
    event = SessionOpened(
        session="2026-11-24-0001",
        group="g-1",
        mode="support",
        format="open-support-circle",
        zone="Europe/Berlin",
        planned_start=instant("19:30:00"),
        minutes=length,
        segments=tuple(segments),
        expected=PEOPLE,
        facilitator=facilitator,
        rules_version=3,
    )
    return Entry(seq=1, move=1, at=instant("19:24:00"), event=event)


class Hour:
    """One evening: its clock, its room, and short ways to hold it."""

    def __init__(
        self,
        segments: Sequence[Segment] = SUPPORT_HOUR,
        *,
        facilitator: str | None = DANA,
        journal: ListJournal | None = None,
        length: int = 60,
    ) -> None:
        self.clock = HandClock(instant("19:24:00"))
        self.journal = journal or ListJournal([opened(segments, facilitator=facilitator, length=length)])
        self.room = Room(self.journal, self.clock)

    @property
    def session(self) -> Session:
        """Where the evening stands."""
        return self.room.session

    @property
    def now(self) -> datetime:
        """The present instant of the room."""
        return self.room.now()

    @property
    def box(self) -> Timebox:
        """The clock of the step that runs."""
        assert self.session.current_box is not None
        return self.session.current_box

    def length(self, segment_id: str) -> timedelta:
        """How long a segment is as things stand, before being behind takes anything up."""
        steps = self.session.segment(segment_id).steps
        return sum(
            (self.session.boxes[StepKey(segment_id, step.id)].length for step in steps), start=minutes(0)
        )

    def at(self, time: str) -> None:
        """Set the wall clock in Berlin, forward or back."""
        self.clock.advance(seconds=(instant(time) - self.clock.now()).total_seconds())

    def do(self, move: Move[Rest], *args: Rest.args, **kwargs: Rest.kwargs) -> None:
        """Make a move that is possible."""
        refusal = self.room.do(move, *args, **kwargs)
        assert refusal is None, refusal

    def refused(self, move: Move[Rest], *args: Rest.args, **kwargs: Rest.kwargs) -> str:
        """Try a move that is not possible, and give back why; nothing may change."""
        before = self.room.entries
        refusal = self.room.do(move, *args, **kwargs)
        assert isinstance(refusal, Refusal)
        assert self.room.entries == before
        return refusal.why

    def arrive(self, *people: str) -> None:
        """Mark people as here."""
        for person in people:
            self.do(moves.arrive, person)

    def begin(self, time: str = "19:30:00") -> None:
        """Begin at a time, with everyone here."""
        self.arrive(*(person for person in PEOPLE if person not in self.session.here))
        self.at(time)
        self.do(moves.begin)

    def go_to(self, segment_id: str, step_id: str | None = None, *, at: str | None = None) -> None:
        """Go on, five seconds a step, and arrive at a step of a segment at a time."""
        wanted = StepKey(segment_id, step_id or self.session.segment(segment_id).steps[0].id)
        keys = [StepKey(segment.id, step.id) for segment in self.session.segments for step in segment.steps]
        assert self.session.position is not None
        for key in keys[keys.index(self.session.position) + 1 : keys.index(wanted) + 1]:
            if key == wanted and at is not None:
                self.at(at)
            else:
                self.clock.advance(seconds=5)
            self.do(moves.go_on)

    def lead(self, segment_id: str, person: str) -> None:
        """Somebody said yes to leading a segment."""
        self.do(leading.name_leader, segment=segment_id, person=person, how="offered")

    def picture(self, scene: Scene = SCENE) -> LivePicture:
        """What the live screen shows now."""
        return picture(self.session, scene, self.now)


def midway() -> Hour:
    """The hour at 19:47:18, one minute late since choosing topics: as the wireframe draws it."""
    hour = Hour()
    hour.begin()
    hour.go_to("check-in", at="19:33:00")
    hour.go_to("choose-topics", at="19:42:00")
    hour.lead("topic-1", JO)
    hour.lead("topic-2", INES)
    hour.lead("check-out", SAM)
    hour.go_to("case-1", at="19:46:00")
    hour.do(presenting.name_presenter, "case-1", DANA)
    hour.lead("case-1", MARA)
    hour.do(moves.place_prompt, "case-1", "flooded-1")
    hour.at("19:47:18")
    return hour


# People and turns, without a room


def sitting(here: Iterable[str] = PEOPLE, *, led: Sequence[str] = ()) -> Session:
    """An evening at which these people are, some of whom have led a segment each already."""
    events: list[Event] = [PersonArrived(person) for person in here]
    events += [LeaderNamed(f"led-{place}", person, "offered") for place, person in enumerate(led)]
    entries = [
        Entry(seq=number, move=number, at=instant("19:30:00"), event=event)
        for number, event in enumerate(events, 2)
    ]
    return fold([opened(), *entries])


def turn(day: int, attended: Iterable[str] = PEOPLE, led: Iterable[str] = ()) -> Turn:
    """What the evening on the so-manieth day of the series says about leading."""
    return Turn(on=date(2026, 1, 1) + timedelta(days=day), attended=tuple(attended), led=tuple(led))


# Evenings as chance would have them

KEYS = (
    "begin or pause",
    "next",
    "back",
    "more",
    "less",
    "arrive",
    "leave",
    "lead",
    "release",
    "pass",
    "later",
    "present",
    "prompt",
    "skip limits",
    "hold door",
    "ask at door",
    "ending",
    "begin late",
    "move end",
    "fit",
    "drop",
    "back-date",
    "restart",
    "bank",
    "leave gap out",
    "step away",
    "ask for time",
    "take wish back",
    "rather not bring",
    "feeling round",
    "break",
    "break until",
    "turn talk",
)
"""Everything a facilitator can do that can go wrong, but undo, redo and the end."""

COSTLY = ("begin or pause", "back", "restart", "leave gap out", "break until")
"""What leaves time in no step, or hides which step comes before which."""
BANKS: tuple[timekeeping.To, ...] = ("current", "next", "buffer")

Pressed = tuple[str, str, str, int]
"""What was pressed, for which segment, about whom, and how many milliseconds later."""


def pressed(keys: Sequence[str]) -> st.SearchStrategy[Pressed]:
    """One key, with a segment, a person and a wait that go with it."""
    return st.tuples(
        st.sampled_from(keys),
        st.sampled_from([segment.id for segment in SUPPORT_HOUR]),
        st.sampled_from(PEOPLE),
        st.one_of(st.integers(0, 5_000), st.integers(0, 900_000)),
    )


EVENINGS = st.lists(pressed((*KEYS, "undo", "redo")), max_size=25)
EVENINGS_WITHOUT_PAUSE = st.lists(pressed([key for key in KEYS if key not in COSTLY]), max_size=20)


def press(hour: Hour, key: Pressed) -> Refusal | str | None:
    """Let time pass and press a key; gives back a refusal, what undo says, or nothing."""
    what, segment_id, person, milliseconds = key
    hour.clock.advance(seconds=milliseconds / 1000)
    room = hour.room
    match what:
        case "begin or pause":
            return room.do(moves.begin_or_pause)
        case "next":
            return room.do(moves.go_on, prompts={"listen": "echo-1", "steady": "echo-1"})
        case "back":
            return room.do(moves.go_back)
        case "more":
            return room.do(moves.add_minutes)
        case "less":
            return room.do(moves.take_minute)
        case "arrive":
            return room.do(moves.arrive, person, is_late=milliseconds % 2 == 0)
        case "leave":
            return room.do(moves.leave, person)
        case "lead":
            return room.do(leading.name_leader, segment=segment_id, person=person, how="chosen")
        case "release":
            return room.do(leading.release_leader, segment_id)
        case "pass":
            return room.do(leading.pass_leading, segment_id, person)
        case "later":
            return room.do(leading.lead_later, segment_id, person)
        case "present":
            return room.do(presenting.name_presenter, segment_id, person)
        case "prompt":
            return room.do(moves.place_prompt, segment_id, "flooded-1" if milliseconds % 2 else None)
        case "skip limits":
            return room.do(moves.skip_limits)
        case "hold door":
            return room.do(moves.hold_door)
        case "ask at door":
            return room.do(moves.ask_at_door)
        case "ending":
            return room.do(endings.choose_ending, ENDING)
        case "begin late":
            return room.do(timekeeping.begin_and_move_end)
        case "move end":
            return room.do(timekeeping.move_end, milliseconds % 31 - 15)
        case "fit":
            return room.do(timekeeping.accept_fit, frozenset({segment_id}))
        case "drop":
            return room.do(timekeeping.accept_fit, frozenset(), frozenset({segment_id}))
        case "back-date":
            return room.do(timekeeping.back_date, milliseconds % 12)
        case "restart":
            return room.do(timekeeping.restart_step)
        case "bank":
            return room.do(timekeeping.give_banked, BANKS[milliseconds % 3])
        case "leave gap out":
            return room.do(timekeeping.leave_gap_out, timedelta(milliseconds=milliseconds))
        case "step away":
            return room.do(timekeeping.step_away, person, "stepped out")
        case "feeling round":
            return room.do(inserts.put_in, FEELING_ROUND)
        case "break":
            return room.do(inserts.put_in, BREAK)
        case "break until":
            until = hour.now + timedelta(milliseconds=2 * milliseconds)
            return room.do(inserts.put_in_break, until)
        case "turn talk":
            return room.do(inserts.turn_talk)
        case "ask for time":
            return room.do(presenting.ask_to_present, person, is_tonight=milliseconds % 2 == 0)
        case "take wish back":
            return room.do(presenting.withdraw_wish, person, is_carried=milliseconds % 2 == 0)
        case "rather not bring":
            later = milliseconds % 2 == 0
            return room.do(presenting.pass_presenting, segment_id, person, is_later=later)
        case "undo":
            return room.undo()
        case _:
            return room.redo()


def played(keys: Iterable[Pressed]) -> Hour:
    """An evening in which these keys were pressed, possible or not."""
    hour = Hour()
    for key in keys:
        press(hour, key)
    return hour


def paused(keys: Iterable[Pressed]) -> Hour:
    """An evening in which these keys were pressed, and that was then paused, begun first if need be."""
    hour = played(keys)
    while hour.session.phase != "paused":
        hour.do(moves.begin_or_pause)
    return hour
