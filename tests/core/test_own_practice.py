"""Own-practice minutes: they fall out of the clock of the phases, for whoever brings something."""

import pytest
from tests.core.hour import DANA, INES, JO, Hour

from circle_tui.core.clock import timekeeping
from circle_tui.core.happening import moves
from circle_tui.core.happening.fold import fold
from circle_tui.core.happening.keeping import kept
from circle_tui.core.people import presenting
from circle_tui.core.record.ledger import record


def own_seconds(hour: Hour) -> dict[str, int]:
    """Everyone who has own-practice time when the evening ends now."""
    hour.do(moves.end_session)
    attendance = record(fold(kept(hour.room.entries)), hour.now).attendance
    return {item.person: item.own_seconds for item in attendance if item.own_seconds}


def consulting() -> Hour:
    """Everyone is here; the consultation begins at 19:46, and Dana brings something."""
    hour = Hour()
    hour.begin()
    hour.go_to("case-1", at="19:46:00")
    hour.do(presenting.name_presenter, "case-1", DANA)
    return hour


def test_whoever_brings_has_the_time_of_the_segment_and_the_others_have_none() -> None:
    hour = consulting()
    hour.at("19:58:00")
    hour.do(moves.go_on)
    hour.go_to("topic-1", at="19:58:30")
    hour.at("20:10:00")

    assert own_seconds(hour) == {DANA: 750}


def test_a_pause_is_not_own_practice() -> None:
    hour = consulting()
    hour.at("19:50:00")
    hour.do(moves.begin_or_pause)
    hour.at("19:55:00")
    hour.do(moves.begin_or_pause)
    hour.at("19:58:00")

    assert own_seconds(hour) == {DANA: 7 * 60}


def test_who_began_earlier_has_the_time_from_then_on() -> None:
    hour = consulting()
    hour.at("19:50:00")
    hour.do(timekeeping.back_date, 2)

    assert own_seconds(hour) == {DANA: 6 * 60}


def test_whoever_brings_in_two_segments_has_both() -> None:
    hour = consulting()
    hour.at("19:50:00")
    hour.go_to("topic-1", at="19:50:00")
    hour.do(presenting.name_presenter, "topic-1", DANA)
    hour.at("19:55:00")

    assert own_seconds(hour) == {DANA: 9 * 60}


@pytest.mark.parametrize(("back_at", "seconds"), [("19:50:00", 12 * 60), ("19:55:00", 5 * 60)])
def test_a_longer_absence_is_taken_off_and_a_line_that_fails_is_not(back_at: str, seconds: int) -> None:
    hour = consulting()
    hour.at("19:48:00")
    hour.do(moves.leave, DANA)
    hour.at(back_at)
    hour.arrive(DANA)
    hour.at("19:58:00")

    assert own_seconds(hour) == {DANA: seconds}


def test_the_one_who_brought_it_in_the_end_has_the_segment() -> None:
    hour = consulting()
    hour.at("19:47:00")
    hour.do(presenting.name_presenter, "case-1", INES)
    hour.at("19:58:00")

    assert own_seconds(hour) == {INES: 12 * 60}


def test_whoever_was_named_for_a_segment_that_never_ran_has_none() -> None:
    hour = Hour()
    hour.begin()
    hour.do(presenting.name_presenter, "case-1", JO)
    hour.at("19:40:00")

    assert own_seconds(hour) == {}
