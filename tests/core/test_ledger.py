"""What an evening leaves."""

from datetime import UTC, date, datetime

import msgspec
import pytest
from hypothesis import given, settings
from msgspec.structs import replace
from tests.core.hour import (
    DANA,
    ENDING,
    EVENINGS,
    INES,
    JO,
    MARA,
    PEOPLE,
    SAM,
    Hour,
    Pressed,
    instant,
    midway,
    minutes,
    played,
)

from circle_tui.core.agreements import decisions
from circle_tui.core.clock import timekeeping
from circle_tui.core.happening import moves
from circle_tui.core.happening.session import ModeFrom
from circle_tui.core.people.rotation import Turn
from circle_tui.core.plan import endings
from circle_tui.core.record import ledger
from circle_tui.core.record.ledger import Attendance, SegmentRecord, SessionRecord


def ended() -> SessionRecord:
    """The record of the hour, ended at 19:50:18 in the first step of the consultation."""
    hour = midway()
    hour.at("19:50:18")
    hour.do(moves.end_session)
    return ledger.record(hour.session, instant("23:00:00"))


# One evening


def test_a_record_has_planned_beside_actual() -> None:
    record = ended()

    assert record.segments[:4] == (
        SegmentRecord("opening", "Opening", 180, 180),
        SegmentRecord("check-in", "Check-in", 540, 540),
        SegmentRecord("choose-topics", "Choose topics", 180, 240),
        SegmentRecord("case-1", "Consultation", 720, 258, MARA, "offered", DANA),
    )
    assert record.segments[4] == SegmentRecord("topic-1", "First topic", 660, 0, JO, "offered")


def test_a_segment_cut_short_by_an_ending_keeps_what_was_planned() -> None:
    hour = midway()

    hour.do(endings.choose_ending, ENDING)

    consultation = ledger.record(hour.session, hour.now).segments[3]
    assert (consultation.planned_seconds, consultation.actual_seconds) == (720, 78)


def test_what_an_ending_leaves_out_stands_at_its_old_place_and_the_ending_has_no_plan() -> None:
    hour = midway()
    hour.do(endings.choose_ending, ENDING)

    segments = ledger.record(hour.session, hour.now).segments

    assert [(item.id, item.standing, item.planned_seconds) for item in segments[3:]] == [
        ("case-1", "planned", 720),
        ("topic-1", "left out", 660),
        ("topic-2", "left out", 660),
        ("open-floor", "left out", 300),
        ("check-out", "left out", 240),
        ("ending", "put in", 0),
        ("next-time", "planned", 120),
    ]


def test_nobody_is_said_to_have_led_what_was_left_out() -> None:
    hour = midway()
    hour.lead("topic-1", JO)

    hour.do(endings.choose_ending, ENDING)

    segments = ledger.record(hour.session, hour.now).segments
    assert [item.leader for item in segments if item.id == "topic-1"] == [None]


def test_a_record_says_when_the_group_chose_another_kind_of_evening_and_when_it_moved_the_end() -> None:
    hour = midway()
    at = hour.now
    hour.do(decisions.change_mode, "consultation")
    hour.do(timekeeping.move_end, 5)

    past = ledger.record(hour.session, hour.now)

    assert (past.mode, past.mode_changes) == ("support", (ModeFrom(at, "consultation"),))
    assert past.end_moved_seconds == 300


def test_a_record_says_when_it_began_and_ended() -> None:
    record = ended()

    assert (record.began_at, record.ended_at) == (instant("19:30:00"), instant("19:50:18"))
    assert record.led == (JO, INES, SAM, MARA)


def test_a_record_says_what_became_of_the_limits_card() -> None:
    unreached, skipped = Hour(), Hour()
    skipped.do(moves.skip_limits)

    cards = [ledger.record(hour.session, hour.now).limits_card for hour in (unreached, skipped, midway())]

    assert cards == ["not reached", "not read", "read"]


def test_time_present_is_counted_from_the_start_to_the_end() -> None:
    hour = Hour()
    hour.begin()
    hour.at("19:40:00")
    hour.do(moves.leave, JO)
    hour.at("19:45:01")
    hour.do(moves.arrive, JO)
    hour.at("19:50:00")
    hour.do(moves.end_session)

    attendance = ledger.record(hour.session, instant("23:00:00")).attendance

    assert attendance[PEOPLE.index(JO)] == Attendance(JO, 15 * 60 - 1)
    assert attendance[PEOPLE.index(DANA)] == Attendance(DANA, 20 * 60)


@pytest.mark.parametrize(
    ("left", "back"), [("19:40:00", "19:45:00"), ("19:29:00", "19:34:00"), ("19:45:00", "19:49:59")]
)
def test_a_short_absence_costs_nobody_their_minutes(left: str, back: str) -> None:
    hour = Hour()
    hour.begin("19:28:00")
    hour.at(left)
    hour.do(timekeeping.step_away, JO, "dropped out")
    hour.at(back)
    hour.do(moves.arrive, JO)
    hour.at("19:50:00")

    attendance = ledger.record(hour.session, hour.now).attendance

    assert attendance[PEOPLE.index(JO)] == Attendance(JO, 22 * 60)


def test_whoever_is_still_away_at_the_end_was_here_until_they_left() -> None:
    hour = Hour()
    hour.begin()
    hour.at("19:48:00")
    hour.do(timekeeping.step_away, JO, "dropped out")
    hour.at("19:50:00")
    hour.do(moves.end_session)

    attendance = ledger.record(hour.session, hour.now).attendance

    assert attendance[PEOPLE.index(JO)] == Attendance(JO, 18 * 60)


def test_late_ones_and_guests_are_marked_as_such() -> None:
    hour = Hour()
    hour.do(moves.begin)
    hour.at("19:55:00")
    hour.do(moves.arrive, JO, is_late=True)
    hour.do(moves.arrive, "p-guest", is_guest=True, is_late=True)
    hour.at("20:00:00")

    attendance = ledger.record(hour.session, hour.now).attendance

    assert attendance == (Attendance(JO, 300, is_late=True), Attendance("p-guest", 300, True, True))


def test_an_evening_that_never_began_counts_nobodys_time() -> None:
    hour = Hour()
    hour.arrive(JO)
    hour.at("19:50:00")
    hour.do(moves.end_session)

    record = ledger.record(hour.session, hour.now)

    assert record.attendance == (Attendance(JO, 0),)
    assert record.began_at is None


def test_whoever_was_here_by_mistake_is_not_on_record() -> None:
    hour = Hour()
    hour.arrive(JO, MARA)
    hour.do(moves.leave, JO)

    assert [item.person for item in ledger.record(hour.session, hour.now).attendance] == [MARA]


@given(keys=EVENINGS)
@settings(max_examples=50, deadline=None)
def test_nobody_was_there_longer_than_the_evening_lasted(keys: list[Pressed]) -> None:
    hour = played(keys)

    record = ledger.record(hour.session, hour.now)

    length = (hour.now - (record.began_at or hour.now)).total_seconds()
    assert all(0 <= item.seconds_present <= length for item in record.attendance)


@given(keys=EVENINGS)
@settings(max_examples=30, deadline=None)
def test_a_record_survives_being_written_down(keys: list[Pressed]) -> None:
    hour = played(keys)
    record = ledger.record(hour.session, hour.now)

    assert msgspec.json.decode(msgspec.json.encode(record), type=SessionRecord) == record


# Turns


def test_a_past_evening_says_who_was_there_and_who_led() -> None:
    assert ledger.turn(ended()) == Turn(
        on=date(2026, 11, 24), attended=PEOPLE, led=(JO, INES, SAM, MARA), held=DANA
    )


def test_the_day_of_an_evening_is_the_day_it_was_for_the_group() -> None:
    late = replace(ended(), planned_start=datetime(2026, 11, 24, 23, 30, tzinfo=UTC))

    assert ledger.turn(late).on == date(2026, 11, 25)


def test_turns_are_in_order_of_time_and_only_of_evenings_that_took_place() -> None:
    evening = ended()
    earlier = replace(evening, id="earlier", planned_start=evening.planned_start - minutes(60 * 24 * 7))
    never_begun = replace(evening, id="never", began_at=None)
    rehearsal = replace(evening, id="rehearsal", is_rehearsal=True)

    turns = ledger.turns([rehearsal, evening, never_begun, earlier])

    assert [turn.on for turn in turns] == [date(2026, 11, 17), date(2026, 11, 24)]
