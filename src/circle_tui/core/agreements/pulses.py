"""Check-out pulses: a few counted answers about the evening, shown as one of three words or not at all.

Counts alone, never who. Under five answers nothing is kept, since a person could be read from it.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Literal, get_args

from msgspec import Struct

from circle_tui.core.happening.events.work import PulseTaken
from circle_tui.core.happening.refusal import Outcome, Refusal
from circle_tui.core.happening.session import Session

FEWEST_ANSWERS = 5
"""Below that a count says something about a person."""
MOSTLY_FROM = 2 / 3
NOT_YET_FROM = 1 / 2

Pulse = Literal["place", "honest", "understood", "mattered", "suited", "worth"]
PULSES: tuple[Pulse, ...] = get_args(Pulse)
INCLUSION: tuple[Pulse, ...] = ("place", "honest")
WORK: tuple[Pulse, ...] = ("understood", "mattered", "suited", "worth")
SAYS: dict[Pulse, str] = {
    "place": "I had a place here tonight.",
    "honest": "I could be as honest as I wished.",
    "understood": "I felt understood.",
    "mattered": "We worked on what mattered.",
    "suited": "The way we worked suited me.",
    "worth": "All in all it was worth the time.",
}
"""Our own sentences: belonging and candour, and four sides of having worked together."""

Word = Literal["mostly", "mixed", "not yet"]


class Counts(Struct, frozen=True, forbid_unknown_fields=True):
    """How many answered what; for fingers, four and five count as yes, two and three as partly."""

    yes: int
    partly: int
    not_yet: int

    @property
    def answers(self) -> int:
        """How many answered."""
        return self.yes + self.partly + self.not_yet


def word(counts: Counts) -> Word | None:
    """The one word that is shown; None under five answers."""
    if counts.answers < FEWEST_ANSWERS:
        return None
    if counts.yes >= counts.answers * MOSTLY_FROM:
        return "mostly"
    return "not yet" if counts.not_yet >= counts.answers * NOT_YET_FROM else "mixed"


def say_words(taken: Mapping[str, Counts]) -> tuple[tuple[str, Word], ...]:
    """Each sentence that was counted, with its one word, in the order in which they are asked."""
    said = ((SAYS[item], word(taken[item])) for item in PULSES if item in taken)
    return tuple((sentence, found) for sentence, found in said if found is not None)


def read_counts(typed: str) -> Counts | None:
    """Three numbers as they are typed, "4 1 1" or "4,1,1"; None for anything else."""
    parts = "".join(sign if sign.isascii() and sign.isdecimal() else " " for sign in typed).split()
    if len(parts) != 3 or any(len(part) > 2 for part in parts):
        return None
    return Counts(*map(int, parts))


def take(session: Session, now: datetime, pulse: Pulse, counts: Counts) -> Outcome:
    """Keep the counts of one sentence; asked again, the newer ones hold."""
    if counts.answers < FEWEST_ANSWERS:
        return Refusal("Under five answers nothing is kept, so that nobody can be read from it.")
    if counts.answers > len(session.attended):
        return Refusal("Those are more answers than people have been here tonight.")
    return (PulseTaken(pulse, yes=counts.yes, partly=counts.partly, not_yet=counts.not_yet),)
