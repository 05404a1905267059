"""How times, spans and moves are said."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.hour import FIRST_TOPIC, instant, minutes, opened, seconds

from circle_tui.core.happening.events.agreements import LimitsCardSettled
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
)
from circle_tui.core.happening.events.evening import Redone, SessionEnded, SessionReopened, Undone
from circle_tui.core.happening.events.log import Event
from circle_tui.core.happening.events.naming import (
    LeaderDeferred,
    LeaderNamed,
    LeaderPassed,
    LeaderReleased,
    PresenterNamed,
)
from circle_tui.core.happening.events.presence import (
    ArrivalWithdrawn,
    AwayNoted,
    DoorAsked,
    DoorHeld,
    PersonArrived,
    PersonLeft,
)
from circle_tui.core.happening.events.work import PromptPlaced, WayChosen
from circle_tui.core.shown import words


@pytest.mark.parametrize(
    ("left", "shown"),
    [
        (seconds(162), "02:42"),
        (seconds(161.001), "02:42"),
        (minutes(75), "75:00"),
        (minutes(120), "120:00"),
        (seconds(1), "00:01"),
        (seconds(0.001), "00:01"),
        (seconds(0), "00:00"),
        (seconds(-0.001), "00:00"),
        (seconds(-0.999), "00:00"),
        (seconds(-1), "+00:01"),
        (seconds(-80.5), "+01:20"),
        (-minutes(61), "+61:00"),
    ],
)
def test_the_countdown_is_rounded_so_that_nothing_runs_out_early(left: timedelta, shown: str) -> None:
    assert words.countdown(left) == shown


@pytest.mark.parametrize(("count", "said"), [(1, "one"), (12, "twelve"), (13, "13")])
def test_small_numbers_are_words(count: int, said: str) -> None:
    assert words.number_in_words(count) == said


@given(left=st.timedeltas(timedelta(microseconds=1), minutes(200)))
@settings(max_examples=60, deadline=None)
def test_the_countdown_never_shows_nought_while_time_is_left(left: timedelta) -> None:
    assert words.countdown(left) != "00:00"


@pytest.mark.parametrize(
    ("span", "said"),
    [
        (seconds(0), "0 seconds"),
        (seconds(-5), "0 seconds"),
        (seconds(1), "1 second"),
        (seconds(40), "40 seconds"),
        (seconds(60), "1 minute"),
        (seconds(119), "1 minute"),
        (minutes(12), "12 minutes"),
    ],
)
def test_a_span_is_said_as_people_say_it(span: timedelta, said: str) -> None:
    assert words.in_words(span) == said


@pytest.mark.parametrize(("span", "whole"), [(seconds(59), 0), (seconds(119), 1), (seconds(-119), 1)])
def test_a_minute_counts_once_it_is_whole(span: timedelta, whole: int) -> None:
    assert words.minutes(span) == whole


@pytest.mark.parametrize(
    ("zone", "shown"),
    [("Europe/Berlin", "19:47"), ("America/New_York", "13:47"), ("Asia/Kathmandu", "00:32")],
)
def test_the_time_of_day_is_that_of_the_group(zone: str, shown: str) -> None:
    assert words.clock_time(instant("19:47:18"), ZoneInfo(zone)) == shown


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ([], ""),
        (["Dana"], "Dana"),
        (["Dana", "Jo"], "Dana and Jo"),
        (["Dana", "Ines", "Jo"], "Dana, Ines and Jo"),
    ],
)
def test_names_are_said_in_a_row(names: list[str], said: str) -> None:
    assert words.names_in_a_row(names) == said


NAMES_OF_EVENTS: list[tuple[Event, str]] = [
    (StepBegan("check-in", "round"), "going to another step"),
    (ClockPaused(), "the pause"),
    (ClockResumed(), "going on after the pause"),
    (MinutesMoved("check-in", "round", 60), "the extra minutes"),
    (MinutesMoved("check-in", "round", -60), "the minute less"),
    (MinutesFitted(()), "the fit"),
    (StartMoved("check-in", "round", 60), "starting earlier"),
    (StepRestarted(), "starting the step anew"),
    (EndMoved(300), "moving the end"),
    (GapLeftOut(600), "leaving the gap out"),
    (AwayNoted("p-1", "dropped out"), "marking somebody as away"),
    (PersonArrived("p-1"), "marking somebody as here"),
    (PersonLeft("p-1"), "marking somebody as gone"),
    (ArrivalWithdrawn("p-1"), "marking somebody as gone"),
    (LeaderNamed("check-in", "p-1", "offered"), "who leads"),
    (LeaderReleased("check-in"), "who leads"),
    (LeaderPassed("check-in", "p-1"), "the pass"),
    (LeaderDeferred("check-in", "p-1"), "asking later"),
    (PresenterNamed("case-1", "p-1"), "who brings"),
    (PromptPlaced("case-1", "flooded-1"), "the prompt"),
    (PromptPlaced("case-1", None), "taking the prompt away"),
    (WayChosen("case-1", "choose", 2), "the chosen way"),
    (WayChosen("case-1", "choose", None), "taking the way away"),
    (LimitsCardSettled(True), "the limits card"),
    (DoorHeld(5), "holding the door"),
    (AgendaChanged((FIRST_TOPIC,), "ending"), "the ending"),
    (opened().event, "the session's own notes"),
    (SessionReopened(), "the session's own notes"),
    (SessionEnded(), "the session's own notes"),
    (DoorAsked(), "the session's own notes"),
    (Undone(3), "undo"),
    (Redone(3), "undo"),
]


@pytest.mark.parametrize(("event", "name"), NAMES_OF_EVENTS, ids=lambda value: type(value).__name__)
def test_what_is_taken_back_has_a_name(event: Event, name: str) -> None:
    assert words.name_of_move([event]) == name


@pytest.mark.parametrize(
    ("events", "name"),
    [
        ([LimitsCardSettled(True), StepBegan("check-in", "round")], "going to another step"),
        ([LeaderReleased("case-1"), PresenterNamed("case-1", "p-1")], "who brings"),
        ([AgendaChanged((FIRST_TOPIC,), "ending"), StepBegan("topic-1", "talk")], "the ending"),
        ([], "nothing"),
    ],
)
def test_a_move_is_called_by_what_matters_in_it(events: list[Event], name: str) -> None:
    assert words.name_of_move(events) == name


@pytest.mark.parametrize(
    ("seconds", "said"), [(116, "2 minutes"), (89, "1 minute"), (60, "1 minute"), (59, "59 seconds")]
)
def test_what_is_left_is_said_to_the_nearest_minute(seconds: int, said: str) -> None:
    assert words.in_round_words(timedelta(seconds=seconds)) == said
