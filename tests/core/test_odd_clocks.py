"""Nights on which the clock does something odd, and evenings that do: nothing negative, nothing absurd."""

import re
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from msgspec.structs import replace
from tests.core.hour import (
    CASE,
    DANA,
    INES,
    PEOPLE,
    SUPPORT_HOUR,
    Hour,
    ListJournal,
    midway,
    minutes,
    opened,
    seconds,
    segment,
    step,
)
from tests.tui.pilot_kit import consultation, on_live

from circle_tui.core.clock import timebox, timekeeping, timing
from circle_tui.core.clock.fit import propose
from circle_tui.core.happening import moves
from circle_tui.core.happening.events.clock import AgendaChanged
from circle_tui.core.happening.events.evening import SessionOpened
from circle_tui.core.happening.events.log import Entry
from circle_tui.core.happening.refusal import Outcome
from circle_tui.core.happening.session import Session, StepKey
from circle_tui.core.plan.agenda import Segment
from circle_tui.core.record.ledger import record

ONE_TALK = (segment("talk", "Talk", "talk", step("talk", "Talk", 3600)),)
A_CLOCK = re.compile(r"\+?\d{2,3}:\d\d")
SPEAKER = StepKey("case-1", "speaker")


def night(start: str) -> Hour:
    """An hour of one long talk in Berlin, planned for and begun at an instant."""
    at = datetime.fromisoformat(start).astimezone(UTC)
    first = opened(ONE_TALK)
    assert isinstance(first.event, SessionOpened)
    journal = ListJournal([Entry(seq=1, move=1, at=at, event=replace(first.event, planned_start=at))])
    hour = Hour(journal=journal)
    hour.clock.advance(seconds=(at - hour.clock.now()).total_seconds())
    hour.do(moves.begin)
    return hour


# Midnight, and the two nights on which the wall clock jumps

NIGHTS = [
    ("2026-11-24T23:30+01:00", "00:10", "00:30", "00:40", "23:40"),
    ("2026-12-31T23:30+01:00", "00:10", "00:30", "00:40", "23:40"),
    ("2027-03-28T01:30+01:00", "03:10", "03:30", "03:40", "01:40"),
    ("2026-10-25T02:30+02:00", "02:10", "02:30", "02:40", "02:40"),
    ("2026-10-25T02:30+01:00", "03:10", "03:30", "03:40", "02:40"),
]
"""The start; then, by the wall, the fortieth minute, the end, an end ten minutes late, the door closed."""


@pytest.mark.parametrize(("start", "now", "end", "_late", "door"), NIGHTS)
def test_an_hour_is_an_hour_whatever_night_it_is(
    start: str, now: str, end: str, _late: str, door: str
) -> None:
    hour = night(start)
    hour.clock.advance(minutes=40)

    shown = hour.picture()

    assert (shown.clock, shown.pace) == ("20:00", "on time")
    assert (shown.time_of_day, shown.end_words) == (now, f"ends {end}")
    assert shown.door == f"closed since {door}"


@pytest.mark.parametrize(("start", "_now", "end", "late", "_door"), NIGHTS)
def test_ten_minutes_over_are_ten_minutes_over_whatever_night_it_is(
    start: str, _now: str, end: str, late: str, _door: str
) -> None:
    hour = night(start)
    hour.clock.advance(minutes=70)

    shown = hour.picture()

    assert (shown.clock, shown.pace) == ("+10:00", "10 min behind")
    assert shown.end_words == f"would end {late}, not {end}"


@pytest.mark.parametrize("start", [start for start, *_ in NIGHTS])
def test_the_record_of_an_odd_night_has_its_seventy_minutes(start: str) -> None:
    hour = night(start)
    hour.clock.advance(minutes=70)
    hour.do(moves.end_session)

    kept = record(hour.session, hour.now)

    assert kept.segments[0].actual_seconds == 70 * 60
    assert kept.ended_at == datetime.fromisoformat(start) + minutes(70)


# A clock that is set


@pytest.mark.parametrize(
    ("walls", "clock", "time_of_day"),
    [
        (["18:47:18"], "04:00", "19:46"),
        (["19:46:59"], "03:01", "19:46"),
        (["19:57:18"], "+07:18", "19:57"),
        (["20:30:00", "19:48:00"], "02:00", "19:48"),
        (["20:30:00", "18:00:00", "19:50:00"], "00:00", "19:50"),
    ],
    ids=["an hour back", "a little back", "forward", "forward and back", "to and fro"],
)
def test_a_clock_that_is_set_shows_what_it_says_and_nothing_before_the_last_key(
    walls: list[str], clock: str, time_of_day: str
) -> None:
    hour = midway()
    for wall in walls:
        hour.at(wall)

    shown = hour.picture()

    assert (shown.clock, shown.time_of_day) == (clock, time_of_day)


@pytest.mark.parametrize(
    "jumps",
    [(-180,), (180,), (-60, 120), (120, -60), (1600, -1600), (-1, -1, 3), (0.01, -0.02, 0.03)],
    ids=str,
)
def test_a_clock_that_jumps_between_keys_takes_nothing_back(jumps: tuple[float, ...]) -> None:
    hour = midway()
    boxes = []
    for jump in jumps:
        hour.clock.advance(minutes=jump)
        hour.do(moves.begin_or_pause)
        hour.do(moves.begin_or_pause)
        hour.do(moves.go_on)
        boxes += [(box, hour.now) for box in hour.session.boxes.values()]

    assert all(before.at <= after.at for before, after in pairwise(hour.room.entries))
    assert all(timebox.spent(box, now) >= timedelta(0) for box, now in boxes)
    assert timing.project(hour.session, hour.now).end >= hour.now
    assert A_CLOCK.fullmatch(hour.picture().clock)


# A closed lid


@pytest.mark.parametrize(
    ("times_pressed", "clock", "pace"),
    [(0, "+17:18", "18 min behind"), (1, "02:42", "21 min behind")],
    ids=["running", "paused"],
)
def test_a_lid_closed_for_twenty_minutes(times_pressed: int, clock: str, pace: str) -> None:
    hour = midway()
    for _ in range(times_pressed):
        hour.do(moves.begin_or_pause)
    hour.clock.sleep(minutes=20)

    shown = hour.picture()

    assert (shown.clock, shown.pace) == (clock, pace)


# Pauses


def test_fifty_pauses_cost_the_step_nothing_and_the_evening_each_of_them() -> None:
    hour = midway()
    behind = timing.project(hour.session, hour.now).behind
    for _ in range(50):
        hour.clock.advance(seconds=1.1)
        hour.do(moves.begin_or_pause)
        hour.clock.advance(seconds=37.3)
        hour.do(moves.begin_or_pause)

    left = timebox.left(hour.box, hour.now)

    assert left == seconds(162 - 55)
    assert timing.project(hour.session, hour.now).behind - behind == 50 * seconds(37.3)


# Minutes taken and given back


def test_more_minutes_taken_than_are_left_make_the_step_over_by_what_it_has_spent() -> None:
    hour = midway()
    for _ in range(4):
        hour.do(moves.take_minute)

    shown = hour.picture()

    assert (hour.box.length, shown.clock, shown.share) == (minutes(0), "+01:18", 1000)
    assert timing.project(hour.session, hour.now).end >= hour.now
    assert "no minutes left" in hour.refused(moves.take_minute)


def test_minutes_taken_below_nothing_and_then_given_again_count_from_now_on() -> None:
    hour = midway()
    for _ in range(4):
        hour.do(moves.take_minute)
    hour.do(moves.add_minutes)
    hour.do(moves.add_minutes)

    given = hour.picture().clock

    run_over = sum((box.added for box in hour.session.boxes.values()), start=minutes(0))
    assert (given, run_over) == ("03:00", seconds(78))


def test_minutes_taken_below_nothing_and_taken_back_leave_the_clock_as_it_was() -> None:
    hour = midway()
    before = hour.picture()
    for _ in range(4):
        hour.do(moves.take_minute)

    for _ in range(4):
        hour.room.undo()

    assert hour.picture() == before


# The agenda changes while it runs


def edited(session: Session, now: datetime, segments: tuple[Segment, ...]) -> Outcome:
    """A move that plans the evening anew."""
    return (AgendaChanged(segments, why="edit"),)


@pytest.mark.parametrize(("length", "clock"), [(600, "08:42"), (240, "02:42"), (60, "+00:18"), (0, "+01:18")])
def test_the_running_step_made_longer_or_shorter_keeps_what_is_spent(length: int, clock: str) -> None:
    hour = midway()
    first, *others = CASE.steps
    changed = replace(CASE, steps=(replace(first, seconds=length), *others))

    hour.do(edited, tuple(changed if item is CASE else item for item in SUPPORT_HOUR))

    assert hour.picture().clock == clock
    assert timebox.spent(hour.box, hour.now) == seconds(78)


def test_the_running_segment_is_not_dropped_by_a_fit() -> None:
    hour = midway()
    hour.at("20:05:00")

    hour.do(timekeeping.accept_fit, frozenset(), frozenset({"case-1", "topic-1"}))

    assert hour.session.position == SPEAKER
    assert "topic-1" not in [item.id for item in hour.session.segments]
    assert hour.picture().title == "Consultation"


def test_what_a_fit_takes_stays_taken_when_it_drops_a_segment_as_well() -> None:
    hour = midway()
    hour.at("20:13:00")
    proposal = propose(hour.session, hour.now, dropped=frozenset({"topic-2"}))

    hour.do(timekeeping.accept_fit, frozenset(), frozenset({"topic-2"}))

    assert proposal.cuts
    assert all(
        hour.session.boxes[StepKey(cut.segment, cut.step)].added == -seconds(cut.seconds)
        for cut in proposal.cuts
    )


def test_what_has_run_already_is_not_dropped_from_ahead_of_where_one_has_gone_back_to() -> None:
    hour = midway()
    hour.do(moves.go_back)
    hour.at("20:12:00")
    spent = timebox.spent(hour.session.boxes[SPEAKER], hour.now)

    hour.do(timekeeping.accept_fit, frozenset(), frozenset({"case-1", "topic-1"}))

    assert "case-1" in [item.id for item in hour.session.segments]
    assert timebox.spent(hour.session.boxes[SPEAKER], hour.now) == spent == seconds(78)


# People


def test_with_everyone_away_the_clock_goes_on_and_nobody_is_named() -> None:
    hour = midway()
    for person in PEOPLE:
        hour.do(timekeeping.step_away, person, "stepped out")
    hour.at("19:49:00")

    shown = hour.picture()

    assert (shown.here, shown.roles, shown.clock) == ((), (), "01:00")
    assert shown.asks == "Somebody has stepped out · a brings them back when this part is over"


def test_everyone_away_for_six_minutes_and_back_has_those_minutes_not() -> None:
    hour = midway()
    for person in PEOPLE:
        hour.do(timekeeping.step_away, person, "dropped out")
    hour.clock.advance(minutes=6)
    hour.arrive(*PEOPLE)
    hour.at("20:00:00")

    present = {seen.seconds_present for seen in record(hour.session, hour.now).attendance}

    assert present == {24 * 60}


def test_an_evening_of_one_person_runs_from_its_first_step_to_its_last() -> None:
    hour = Hour()
    hour.arrive(INES)
    hour.at("19:30:00")
    hour.do(moves.begin)
    hour.go_to("check-in", at="19:33:00")
    hour.lead("check-in", INES)
    hour.go_to("next-time", "closing-line")
    hour.at("20:30:00")

    shown = hour.picture()

    assert shown.here == ("Ines",)
    assert (shown.pace, shown.place_words) == ("on time", "9 of 9 · the last one")


# An early start


def test_a_start_before_its_time_is_ahead_and_moves_neither_end_nor_door() -> None:
    hour = Hour()
    hour.begin("19:26:00")

    shown = hour.picture()

    assert (shown.pace, shown.end_words, shown.door) == ("4 min ahead", "ends 20:30", "open until 19:40")
    assert shown.clock == "00:30"
    assert timekeeping.in_hand(hour.session, hour.now) == 4


def test_minutes_from_before_the_planned_start_are_in_the_record() -> None:
    hour = Hour()
    hour.begin("19:26:00")
    hour.at("19:32:00")
    hour.do(moves.end_session)

    kept = record(hour.session, hour.now)

    assert kept.segments[0].actual_seconds == 6 * 60
    assert {seen.person: seen.seconds_present for seen in kept.attendance}[DANA] == 6 * 60


# A tiny terminal


async def test_in_a_tiny_terminal_every_state_of_the_clock_is_shown() -> None:
    async with on_live(consultation(), size=(40, 12)) as seen:
        running = seen.shows_time("02:42")
        broken = await seen.broken_while(["plus"], ["f"], ["escape"], ["m"], ["escape"], ["space"])
        paused = seen.shows_time("04:42")
        await seen.press("space")
        await seen.let_pass(minutes=90)

        assert (running, paused, broken) == (True, True, [])
        assert seen.shows_time("+85:18")
        assert seen.broken_lines == []
