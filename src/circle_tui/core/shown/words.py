"""How times, spans and moves are said. Short, warm, exact; never a number about a person."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import assert_never
from zoneinfo import ZoneInfo

from circle_tui.core.happening.events.agreements import (
    CaseWorkAgreed,
    DecisionMade,
    DecisionReviewed,
    LimitsCardSettled,
    RollCallTaken,
    RulesAgreed,
    RulesReviewed,
)
from circle_tui.core.happening.events.clock import (
    AgendaChanged,
    ClockPaused,
    ClockResumed,
    EndMoved,
    GapLeftOut,
    MinutesFitted,
    MinutesMoved,
    StartMoved,
    StepBegan,
    StepRestarted,
    TalkTurned,
)
from circle_tui.core.happening.events.evening import (
    HatPassed,
    ModeChanged,
    Redone,
    SessionEnded,
    SessionOpened,
    SessionReopened,
    Undone,
)
from circle_tui.core.happening.events.floor import (
    FloorTaken,
    HandLowered,
    HandRaised,
    RoundBegan,
    RoundReordered,
)
from circle_tui.core.happening.events.log import Event
from circle_tui.core.happening.events.naming import (
    FacilitatorNamed,
    LeaderDeferred,
    LeaderNamed,
    LeaderPassed,
    LeaderReleased,
    PresenterNamed,
    PresentingAsked,
    PresentingPassed,
    PresentingWithdrawn,
    RotationChanged,
)
from circle_tui.core.happening.events.presence import (
    ArrivalWithdrawn,
    AwayNoted,
    DoorAsked,
    DoorHeld,
    PersonArrived,
    PersonLeft,
)
from circle_tui.core.happening.events.work import (
    PromptPlaced,
    ProtocolUsed,
    PulseTaken,
    TakeawayMarked,
    WayChosen,
)
from circle_tui.core.text import counted, say_minutes

MINUTE = timedelta(minutes=1)


def clock_time(moment: datetime, zone: ZoneInfo) -> str:
    """The time of day in the group's zone: "19:47"."""
    return moment.astimezone(zone).strftime("%H:%M")


def countdown(left: timedelta) -> str:
    """Time left as minutes and seconds, rounded up to whole seconds: "02:42", "75:00"; "+01:20" when over."""
    seconds = -int(-left.total_seconds() // 1) if left >= timedelta(0) else int(-left.total_seconds() // 1)
    sign = "" if left >= timedelta(0) or seconds == 0 else "+"
    return f"{sign}{seconds // 60:02d}:{seconds % 60:02d}"


def minutes(span: timedelta) -> int:
    """Whole minutes in a span, cut towards zero."""
    return int(abs(span) / MINUTE)


def in_words(span: timedelta) -> str:
    """A span as people say it: "40 seconds", "1 minute", "12 minutes"."""
    seconds = max(0, round(span.total_seconds()))
    if seconds < 60:
        return counted(seconds, "second")
    return say_minutes(seconds // 60)


def in_round_words(span: timedelta) -> str:
    """A span to the nearest minute, from a minute on: "2 minutes" for 1:56; seconds below that."""
    return in_words(span if span < MINUTE else round(span / MINUTE) * MINUTE)


def roughly(span: timedelta) -> str:
    """A turn of a round, in fives of seconds or halves of minutes: "75 seconds", "2½ minutes"; else empty."""
    seconds = int(span.total_seconds()) // 5 * 5
    if seconds <= 0:
        return ""
    if seconds < 120:
        return f"{seconds} seconds"
    whole, rest = divmod(seconds, 60)
    return f"{whole}{'½' if rest >= 30 else ''} minutes"


NUMBERS = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)


def number_in_words(count: int) -> str:
    """A small number as a word, a larger one in figures: "seven", "13"."""
    return NUMBERS[count] if count < len(NUMBERS) else str(count)


def names_in_a_row(names: Sequence[str]) -> str:
    """Names as people say them: "Dana", "Dana and Jo", "Dana, Ines and Jo"."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def name_of_move(events: Sequence[Event]) -> str:
    """What a move is called when it is taken back; the event that says most decides."""
    says_less = (LimitsCardSettled, LeaderReleased, PersonLeft, MinutesMoved)
    telling = [event for event in events if not isinstance(event, says_less)] or events
    return name_of(telling[0]) if telling else "nothing"


def name_of(event: Event) -> str:
    """What an event is called when it is taken back."""
    match event:
        case StepBegan():
            return "going to another step"
        case ClockPaused():
            return "the pause"
        case ClockResumed():
            return "going on after the pause"
        case MinutesMoved(seconds=seconds):
            return "the extra minutes" if seconds > 0 else "the minute less"
        case MinutesFitted():
            return "the fit"
        case StartMoved():
            return "starting earlier"
        case StepRestarted():
            return "starting the step anew"
        case EndMoved():
            return "moving the end"
        case GapLeftOut():
            return "leaving the gap out"
        case AwayNoted():
            return "marking somebody as away"
        case PersonArrived():
            return "marking somebody as here"
        case PersonLeft() | ArrivalWithdrawn():
            return "marking somebody as gone"
        case LeaderNamed() | LeaderReleased():
            return "who leads"
        case RotationChanged():
            return "the other way of leading"
        case FacilitatorNamed():
            return "who holds the evening"
        case LeaderPassed():
            return "the pass"
        case LeaderDeferred():
            return "asking later"
        case PresenterNamed():
            return "who brings"
        case PresentingAsked():
            return "the wish to bring something"
        case PresentingWithdrawn():
            return "taking the wish back"
        case PresentingPassed(is_later=is_later):
            return "asking later" if is_later else "the pass"
        case PromptPlaced(prompt=prompt):
            return "the prompt" if prompt else "taking the prompt away"
        case WayChosen(place=place):
            return "the chosen way" if place is not None else "taking the way away"
        case TakeawayMarked():
            return "the mark on a takeaway"
        case LimitsCardSettled():
            return "the limits card"
        case DoorHeld():
            return "holding the door"
        case AgendaChanged(why=why):
            return {
                "insert": "what was put in",
                "drop": "dropping a segment",
                "lens": "the change of lens",
                "replan": "planning the rest anew",
            }.get(why, "the ending")
        case DecisionMade():
            return "the decision"
        case DecisionReviewed():
            return "the look at a decision"
        case ProtocolUsed():
            return "the note that it was used"
        case RulesAgreed() | RollCallTaken():
            return "the roll call"
        case CaseWorkAgreed():
            return "the yes to case work"
        case RulesReviewed():
            return "the review of the ground rules"
        case PulseTaken():
            return "the counts"
        case HatPassed():
            return "passing the hat"
        case ModeChanged():
            return "the change of mode"
        case TalkTurned(is_round=is_round):
            return "the round" if is_round else "the open talk"
        case RoundBegan():
            return "beginning the round"
        case RoundReordered():
            return "the order of the round"
        case FloorTaken():
            return "giving the floor on"
        case HandRaised() | HandLowered():
            return "the hand"
        case SessionOpened() | SessionReopened() | SessionEnded() | DoorAsked():
            return "the session's own notes"
        case Undone() | Redone():
            return "undo"
    assert_never(event)
