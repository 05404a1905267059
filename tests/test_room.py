"""One live session: disk first, then memory; and what happens when the disk will not."""

import pytest
from tests.core.hour import (
    DANA,
    DISK_IS_FULL,
    INES,
    JO,
    Hour,
    ListJournal,
    instant,
    midway,
    opened,
)
from tests.hand_clock import HandClock

from circle_tui.core.happening import moves
from circle_tui.core.happening.events.clock import StepBegan
from circle_tui.core.happening.events.evening import SessionEnded, SessionReopened
from circle_tui.core.happening.events.log import Entry
from circle_tui.core.happening.events.presence import PersonArrived
from circle_tui.core.happening.refusal import Refusal
from circle_tui.room import HAS_ENDED, NOT_OURS, Room


def hour_on_a_full_disk(*, refusals: int) -> Hour:
    """The hour, opened, on a disk that will refuse so many writes."""
    return Hour(journal=ListJournal([opened()], refusals=refusals))


# Moves


def test_a_move_is_on_disk_before_it_shows() -> None:
    hour = Hour()

    hour.do(moves.arrive, JO)

    assert hour.journal.on_disk[-1] == Entry(seq=2, move=2, at=instant("19:24:00"), event=PersonArrived(JO))
    assert hour.session.here == (JO,)
    assert hour.room.is_saved


def test_a_refused_move_leaves_no_trace() -> None:
    hour = Hour()

    refusal = hour.room.do(moves.go_on)

    assert refusal == Refusal("The session has not begun yet. space begins it.")
    assert hour.journal.on_disk == [opened()]


def test_why_a_key_cannot_act_is_said_without_pressing_it() -> None:
    hour = Hour()

    why, why_not = hour.room.why_not(moves.go_on), hour.room.why_not(moves.arrive, JO)

    assert (why, why_not) == ("The session has not begun yet. space begins it.", "")
    assert hour.session.here == ()


def test_everything_one_key_did_is_taken_back_as_one() -> None:
    hour = midway()
    before = hour.session.position, hour.session.prompts

    hour.do(moves.go_on)
    name = hour.room.undo()

    assert name == "going to another step"
    assert (hour.session.position, hour.session.prompts) == before


def test_undo_gives_the_passing_time_to_the_step_that_is_restored() -> None:
    hour = midway()
    hour.do(moves.go_on)
    hour.at("19:48:00")

    hour.room.undo()

    assert hour.picture().clock == "02:00"


def test_redo_gives_back_what_undo_took() -> None:
    hour = Hour()
    hour.arrive(JO, INES)
    hour.room.undo()
    hour.room.undo()

    names = [hour.room.redo(), hour.room.redo()]

    assert names == ["marking somebody as here"] * 2
    assert hour.session.here == (JO, INES)


def test_a_new_move_ends_what_could_be_brought_back() -> None:
    hour = Hour()
    hour.arrive(JO)
    hour.room.undo()
    hour.arrive(INES)

    refusal = hour.room.redo()

    assert refusal == Refusal("There is nothing to bring back.")


def test_the_opening_itself_cannot_be_taken_back() -> None:
    assert Hour().room.undo() == Refusal("There is nothing to take back.")


def test_nothing_changes_in_an_evening_that_has_ended() -> None:
    hour = midway()
    hour.do(moves.end_session)

    answers = [hour.room.do(moves.go_on), hour.room.undo(), hour.room.redo()]

    assert answers == [HAS_ENDED] * 3
    assert hour.room.why_not(moves.go_on) == HAS_ENDED.why


# Time


def test_a_clock_set_back_never_puts_anything_before_what_happened() -> None:
    hour = midway()
    hour.do(moves.begin_or_pause)
    hour.at("18:00:00")

    hour.do(moves.begin_or_pause)

    instants = [entry.at for entry in hour.room.entries]
    assert instants == sorted(instants)
    assert hour.picture().clock == "02:42"


def test_after_a_restart_the_clock_is_where_it_really_is() -> None:
    hour = midway()
    restarted = Hour(journal=hour.journal)
    restarted.at("19:49:00")

    restarted.room.reopen()

    assert restarted.picture().clock == "01:00"
    assert restarted.room.entries[-1].event == SessionReopened()
    assert restarted.session.done == hour.session.done


# A disk that will not


def test_on_a_full_disk_the_evening_goes_on_in_memory_and_says_so() -> None:
    hour = hour_on_a_full_disk(refusals=2)

    hour.arrive(JO, INES)

    assert hour.session.here == (JO, INES)
    assert not hour.room.is_saved
    assert hour.room.trouble == DISK_IS_FULL
    assert hour.journal.on_disk == [opened()]


def test_a_retry_puts_everything_on_disk_in_order() -> None:
    hour = hour_on_a_full_disk(refusals=3)
    hour.arrive(JO, INES)

    answers = [hour.room.retry(), hour.room.retry()]

    assert answers == [False, True]
    assert tuple(hour.journal.on_disk) == hour.room.entries
    assert (hour.room.is_saved, hour.room.trouble) == (True, "")


def test_the_next_key_saves_what_the_last_one_could_not() -> None:
    hour = hour_on_a_full_disk(refusals=1)
    hour.arrive(JO)

    hour.arrive(INES)

    assert tuple(hour.journal.on_disk) == hour.room.entries
    assert hour.room.is_saved


def test_undo_works_on_a_full_disk_too() -> None:
    hour = hour_on_a_full_disk(refusals=2)
    hour.arrive(JO)
    hour.room.undo()

    hour.room.retry()

    assert hour.session.here == ()
    assert Hour(journal=hour.journal).session == hour.session


def test_with_everything_on_disk_there_is_nothing_to_retry() -> None:
    hour = hour_on_a_full_disk(refusals=0)
    hour.arrive(JO)
    hour.journal.refusals = 1

    assert hour.room.retry()
    assert hour.journal.refusals == 1


class FullFromTheStart(ListJournal):
    """A journal whose file could not even be made: its first entry still waits."""

    @property
    def unsaved(self) -> tuple[Entry, ...]:
        """The opening."""
        return (opened(),)


def test_a_session_whose_file_could_not_be_made_says_so_from_the_first_moment() -> None:
    journal = FullFromTheStart([], refusals=1)
    journal.trouble = DISK_IS_FULL

    room = Room(journal, HandClock(instant("19:24:00")), [opened()])
    is_saved_first, trouble = room.is_saved, room.trouble
    retried = [room.retry(), room.retry()]

    assert (is_saved_first, trouble) == (False, DISK_IS_FULL)
    assert retried == [False, True]
    assert journal.on_disk == [opened()]


# Looking on


@pytest.fixture
def looking_on() -> Hour:
    hour = midway()
    return Hour(journal=ListJournal(hour.room.entries, is_read_only=True))


def test_a_room_that_looks_on_changes_nothing(looking_on: Hour) -> None:
    before = list(looking_on.journal.on_disk)

    answers = [looking_on.room.do(moves.go_on), looking_on.room.undo(), looking_on.room.redo()]
    looking_on.room.reopen()

    assert answers == [NOT_OURS] * 3
    assert looking_on.room.is_read_only
    assert looking_on.journal.on_disk == before


def test_a_room_that_looks_on_follows_what_the_holder_writes(looking_on: Hour) -> None:
    last = looking_on.room.entries[-1]
    went_on = Entry(last.seq + 1, last.move + 1, instant("19:47:20"), StepBegan("case-1", "responds"))
    looking_on.journal.on_disk.append(went_on)

    looking_on.room.look_again()

    assert looking_on.session.position == ("case-1", "responds")


def test_a_room_that_looks_on_sees_the_end_also_when_the_log_is_as_long_as_before(looking_on: Hour) -> None:
    *others, last = looking_on.journal.on_disk
    looking_on.journal.on_disk = [*others, Entry(last.seq, last.move, instant("19:47:20"), SessionEnded())]

    looking_on.room.look_again()

    assert looking_on.session.phase == "ended"


def test_without_news_the_state_stays_the_very_same(looking_on: Hour) -> None:
    before = looking_on.session

    looking_on.room.look_again()

    assert looking_on.session is before


def test_the_room_knows_its_journal() -> None:
    hour = Hour()

    assert hour.room.journal is hour.journal
    assert DANA not in hour.session.here
