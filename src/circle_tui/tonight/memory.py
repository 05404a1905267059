"""What an evening knows only while it lasts: never on disk, gone when the evening is closed."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from circle_tui.core.agreements.rollcall import Answer
from circle_tui.core.agreements.rules import AgreedRule, RulesVersion
from circle_tui.core.happening.session import StepKey
from circle_tui.core.people.dealing import Dealt, Hands
from circle_tui.core.work.prompts import Tone


class Asked(NamedTuple):
    """The focus question, and the segment it was asked in."""

    text: str
    segment: str
    presenter: str | None = None
    """Whose it is, by id; None when it was asked before anybody was named."""
    went_to: StepKey | None = None
    """The step of another segment that was gone on to; one step further, it goes for good."""


class Unwritten(NamedTuple):
    """Something done tonight that no entry tells of, so that only memory can take it back."""

    after: int
    """Number of the newest entry when it was done; once there is a newer one it stays."""
    name: str
    take_back: Callable[[], None]


class Along(NamedTuple):
    """What a move changed in the group's file beside the log; each says what it could not do, or nothing."""

    take_back: Callable[[], str]
    bring_back: Callable[[], str]


class Asking(NamedTuple):
    """That nothing more is asked by itself in a segment but what steadies, or that something is again."""

    segment: str
    is_unasked: bool
    move: int | None
    """Number of the move it came with and is taken back with; None when no entry tells of it."""
    presenter: str | None
    """Whose it is, by id, where somebody was named; it does not hold for another one."""


class Nudged(NamedTuple):
    """A nudge that was shown."""

    third: int
    move: int
    """Number of the move it came with; taken back, it counts as not shown."""


class Said(NamedTuple):
    """What was answered in one roll call, and who was here when it was over."""

    version: int
    answers: dict[str, Answer]
    """By id. A yes is kept as well; what else somebody answered is nowhere but here, and never drawn."""
    here: frozenset[str]


class Left(NamedTuple):
    """Where a protocol was put away in the middle."""

    place: int
    """The step to come back to, counted from 0."""
    pause: int | None = None
    """Number of the move by which the clock stands still for it; None when it does not."""


@dataclass
class Memory:
    """Facts that live in memory only. Nothing here is ever written, logged, or kept."""

    meeting_link: str = ""
    """Never drawn; copied for one member at a time."""
    parked: tuple[str, ...] = ()
    """Labels kept for elsewhere, to copy before the evening is closed."""
    minutes_kept: int = 0
    """As many minutes in hand as we chose to keep; the screen offers them again once the number changes."""
    tones: dict[tuple[str, str | None], Tone] = field(default_factory=dict)
    """The tone behind the prompt of a segment, by its id and by who brings something there, if named."""
    placed: dict[StepKey, str] = field(default_factory=dict)
    """Which prompt was drawn for a step, so that it is the same one where its beginning is taken back."""
    prompts_seen: tuple[str, ...] = ()
    """Ids of the prompts that were on the screen, longest ago first."""
    nudged: dict[StepKey, tuple[Nudged, ...]] = field(default_factory=dict)
    """The nudges of a step, and in which third each was shown."""
    left_alone: dict[str, int | None] = field(default_factory=dict)
    """Segments in which the group asked for no more nudges, and the move that came with it, if one did."""
    asking: list[Asking] = field(default_factory=list)
    """Where a presenter said no, or enough, or chose a prompt after all; the newest that holds decides."""
    question: Asked | None = None
    """The focus question; it is not seen outside its segment, and goes for good soon after."""
    unwritten: list[Unwritten] = field(default_factory=list)
    """What was done since the newest entry and can be taken back, the newest last."""
    along: dict[int, Along] = field(default_factory=dict)
    """What goes with a move when it is taken back, by its number."""
    rules_draft: tuple[AgreedRule, ...] | None = None
    """Ground rules that are being made together; they hold only once they are agreed and written."""
    rules_before: tuple[RulesVersion, ...] = ()
    """The versions there were when these were begun, so that nobody's newer one gives way unseen."""
    said: dict[int, Said] = field(default_factory=dict)
    """What was answered in the roll calls of tonight, by the number of their move."""
    bringing_in_turn: set[str] = field(default_factory=set)
    """Segments in which nobody wished to bring something, so that somebody is asked in turn."""
    places: list[str] = field(default_factory=list)
    """Ids in the order in which people have their keys on every sheet."""
    proposals: dict[str, str] = field(default_factory=dict)
    """The words of a proposal that was left for later, by the id of the decision it would replace; “” for a
    new one. Gone once it is decided."""
    left: dict[str, Left] = field(default_factory=dict)
    """Protocols that were put away in the middle, by slug; which of them was used is written nowhere."""
    parts: Dealt = field(default_factory=Dealt)
    """Who was dealt which part."""
    lenses: Hands = field(default_factory=Hands)
    """Who listens through which lens, and which lenses are still in the pile."""
    lenses_for: str = ""
    """The segment they were dealt for, by its id: for another story everyone has another one."""
    deals: int = 0
    """How often something was dealt tonight, so that each deal is another one."""

    @property
    def is_worth_a_word(self) -> bool:
        """Whether something would be missed that leaving the program forgets."""
        return bool(self.meeting_link or self.parked or self.question)
