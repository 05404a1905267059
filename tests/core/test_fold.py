"""From what happened to where the evening stands, and what of it stays."""

import re

import msgspec
import pytest
from hypothesis import assume, given, settings
from msgspec.structs import replace
from tests.core.hour import (
    DANA,
    ENDING,
    EVENINGS,
    EVENINGS_WITHOUT_PAUSE,
    INES,
    JO,
    KEYS,
    MARA,
    NAMES,
    PEOPLE,
    SUPPORT_HOUR,
    Hour,
    Pressed,
    instant,
    minutes,
    opened,
    played,
    press,
    pressed,
)

from circle_tui.core.clock import timebox
from circle_tui.core.happening import moves
from circle_tui.core.happening.events.clock import ClockPaused, GapLeftOut, StepBegan, StepRestarted
from circle_tui.core.happening.events.evening import SessionReopened
from circle_tui.core.happening.events.log import Entry, Event
from circle_tui.core.happening.events.naming import LeaderNamed, LeaderReleased, PresenterNamed
from circle_tui.core.happening.events.presence import ArrivalWithdrawn, DoorHeld, PersonArrived, PersonLeft
from circle_tui.core.happening.fold import NotASessionError, advance, fold, last_happening
from circle_tui.core.happening.keeping import kept
from circle_tui.core.happening.session import Session, Stay, StepKey, step_after, step_before, steps_after
from circle_tui.core.people import leading, presenting
from circle_tui.core.plan import endings
from circle_tui.core.record.ledger import record

TONIGHT_ONLY = (
    "LeaderPassed",
    "LeaderDeferred",
    "PromptPlaced",
    "DoorAsked",
    "DoorHeld",
    "PresentingPassed",
    "Undone",
    "Redone",
)


def timeless(session: Session) -> Session:
    """The state without what can be taken back or brought back from it."""
    return replace(session, done=(), undone=())


# What events do


def test_a_log_that_opens_no_session_is_none() -> None:
    with pytest.raises(NotASessionError, match="does not begin with the opening"):
        fold([])


def test_an_evening_just_opened_waits_for_people() -> None:
    session = fold([opened()])

    assert (session.phase, session.here, session.position) == ("arriving", (), None)
    assert session.unmarked == PEOPLE
    assert session.planned_end == instant("20:30:00")


def test_a_second_opening_or_a_reopening_changes_nothing() -> None:
    again = replace(opened(), seq=2, move=2)
    reopened = Entry(seq=3, move=3, at=instant("19:50:00"), event=SessionReopened())

    session = fold([opened(), again, reopened])

    assert session == fold([opened()])


def test_coming_going_and_coming_back_are_stretches_of_one_stay() -> None:
    hour = Hour()
    hour.begin()
    hour.at("19:50:00")
    hour.do(moves.leave, JO)
    hour.at("20:00:00")

    hour.do(moves.arrive, JO)

    assert hour.session.presence[JO].stays == (
        Stay(instant("19:24:00"), instant("19:50:00")),
        Stay(instant("20:00:00"), None),
    )
    assert JO in hour.session.here


def test_somebody_said_to_come_twice_or_to_go_twice_comes_and_goes_once() -> None:
    come = [
        Entry(seq=2, move=2, at=instant("19:25:00"), event=PersonArrived(JO)),
        Entry(seq=3, move=3, at=instant("19:26:00"), event=PersonArrived(JO)),
    ]
    gone = [
        Entry(seq=4, move=4, at=instant("19:27:00"), event=PersonLeft(JO)),
        Entry(seq=5, move=5, at=instant("19:28:00"), event=PersonLeft(JO)),
        Entry(seq=6, move=6, at=instant("19:28:00"), event=PersonLeft(MARA)),
    ]

    session = fold([opened(), *come, *gone])

    assert session.presence[JO].stays == (Stay(instant("19:25:00"), instant("19:27:00")),)
    assert MARA not in session.presence


@pytest.mark.parametrize("event", [ClockPaused(), StepRestarted(), GapLeftOut(60)])
def test_what_happens_to_a_clock_before_any_runs_is_nothing(event: Event) -> None:
    session = fold([opened(), Entry(seq=2, move=2, at=instant("19:25:00"), event=event)])

    assert timeless(session) == fold([opened()])


def test_a_released_leader_was_not_the_last_to_be_named() -> None:
    hour = Hour()
    hour.begin()
    hour.lead("check-in", JO)
    hour.lead("topic-1", MARA)

    hour.do(leading.release_leader, "topic-1")

    assert hour.session.last_named == JO


def test_whoever_is_named_anew_is_named_last() -> None:
    hour = Hour()
    hour.begin()
    hour.lead("check-in", JO)
    hour.lead("topic-1", MARA)

    hour.lead("check-in", INES)

    assert [item.person for item in hour.session.leaders.values()] == [MARA, INES]


def test_the_end_stops_every_clock_and_every_stay() -> None:
    hour = Hour()
    hour.begin()
    hour.at("19:31:00")

    hour.do(moves.end_session)

    assert hour.session.phase == "ended"
    assert hour.session.here == ()
    assert hour.session.attended == PEOPLE
    assert timebox.spent(hour.box, instant("21:00:00")) == minutes(1)


# Places in the agenda


def test_steps_follow_each_other_across_segments() -> None:
    session = fold([opened()])

    assert step_after(session, None) == ("opening", "treats")
    assert step_after(session, StepKey("opening", "drop")) == ("check-in", "round")
    assert step_after(session, StepKey("next-time", "closing-line")) is None
    assert step_before(session, StepKey("check-in", "round")) == ("opening", "drop")
    assert step_before(session, StepKey("opening", "treats")) is None
    assert step_before(session, None) is None


def test_an_empty_agenda_has_no_first_step() -> None:
    session = fold([opened(())])

    assert step_after(session, None) is None
    assert steps_after(session) == []
    assert (session.current_segment, session.current_step, session.current_box) == (None, None, None)


def test_a_segment_that_is_not_on_the_agenda_is_not_found() -> None:
    with pytest.raises(KeyError):
        fold([opened()]).segment("silence")


# An ending in the middle


def test_an_ending_leaves_what_ran_as_it_ran() -> None:
    hour = Hour()
    hour.begin()
    hour.go_to("case-1", "feeling-round", at="20:20:00")
    before = {key: box for key, box in hour.session.boxes.items() if box.has_begun}
    hour.at("20:22:00")

    hour.do(endings.choose_ending, ENDING)

    titles = [segment.title for segment in hour.session.segments]
    assert titles == ["Opening", "Check-in", "Choose topics", "Consultation", "One word each", "Next time"]
    assert [step.id for step in hour.session.segment("case-1").steps] == ["speaker", "feeling-round"]
    assert all(
        timebox.spent(hour.session.boxes[key], hour.now) == timebox.spent(box, hour.now)
        for key, box in before.items()
    )


def test_an_ending_after_going_back_forgets_no_minute() -> None:
    hour = Hour()
    hour.begin()
    hour.go_to("case-1", at="19:45:00")
    hour.at("19:48:00")
    hour.do(moves.go_back)
    before = record(hour.session, hour.now)

    hour.do(endings.choose_ending, ENDING)

    after = record(hour.session, hour.now)
    assert sum(item.actual_seconds for item in after.segments) == sum(
        item.actual_seconds for item in before.segments
    )
    assert after.segments[3].actual_seconds == 180


def test_an_ending_taken_back_gives_the_whole_plan_again() -> None:
    hour = Hour()
    hour.begin()
    hour.do(endings.choose_ending, ENDING)

    hour.room.undo()

    assert hour.session.segments == SUPPORT_HOUR


# What stays


def test_who_led_for_a_while_and_then_did_not_is_not_kept() -> None:
    hour = Hour()
    hour.begin()
    hour.lead("check-in", JO)
    hour.do(leading.release_leader, "check-in")
    hour.lead("topic-1", INES)
    hour.lead("topic-1", MARA)

    events = [entry.event for entry in kept(hour.room.entries)]

    assert [event for event in events if isinstance(event, LeaderNamed | LeaderReleased)] == [
        LeaderNamed("topic-1", MARA, "offered")
    ]


def test_whom_a_lot_was_drawn_among_is_not_kept_since_whoever_is_missing_passed() -> None:
    hour = Hour()
    hour.arrive(JO, MARA)
    hour.do(leading.name_leader, segment="check-in", person=JO, how="offered", drawn_among=[JO, MARA])

    sealed = kept(hour.room.entries)

    assert hour.session.leaders["check-in"].drawn_among == (JO, MARA)
    assert [entry.event for entry in sealed if isinstance(entry.event, LeaderNamed)] == [
        LeaderNamed("check-in", JO, "offered")
    ]


def test_who_was_marked_by_mistake_and_who_brought_nothing_after_all_is_not_kept() -> None:
    hour = Hour()
    hour.arrive(JO, MARA)
    hour.do(moves.leave, JO)
    hour.do(presenting.name_presenter, "case-1", MARA)
    hour.arrive(DANA)
    hour.do(presenting.name_presenter, "case-1", DANA)

    events = [entry.event for entry in kept(hour.room.entries)]

    assert events[1:] == [PersonArrived(MARA), PersonArrived(DANA), PresenterNamed("case-1", DANA)]
    assert not any(isinstance(event, ArrivalWithdrawn) for event in events)


def test_being_away_for_a_while_is_kept() -> None:
    hour = Hour()
    hour.begin()
    hour.do(moves.leave, JO)
    hour.arrive(JO)

    events = [entry.event for entry in kept(hour.room.entries)]

    assert events[-2:] == [PersonLeft(JO), PersonArrived(JO)]


def test_that_the_program_was_started_again_is_not_the_last_thing_that_happened() -> None:
    hour = Hour()
    hour.begin()
    hour.at("23:00:00")
    hour.room.reopen()

    assert last_happening(hour.room.entries) == instant("19:30:00")


# Laws


@given(keys=EVENINGS)
@settings(max_examples=60, deadline=None)
def test_replay_gives_the_live_state(keys: list[Pressed]) -> None:
    hour = played(keys)

    assert fold(hour.room.entries) == hour.session


@given(keys=EVENINGS)
@settings(max_examples=40, deadline=None)
def test_replay_from_json_gives_the_live_state(keys: list[Pressed]) -> None:
    hour = played(keys)

    written = msgspec.json.encode(hour.room.entries)

    assert fold(msgspec.json.decode(written, type=tuple[Entry, ...])) == hour.session


@given(keys=EVENINGS)
@settings(max_examples=40, deadline=None)
def test_taking_events_one_by_one_is_taking_them_at_once(keys: list[Pressed]) -> None:
    entries = played(keys).room.entries

    session = fold(entries[:1])
    for place in range(1, len(entries)):
        session = advance(session, entries[:place], entries[place : place + 1])

    assert session == fold(entries)


@given(keys=EVENINGS, last=pressed(KEYS))
@settings(max_examples=60, deadline=None)
def test_undo_gives_the_state_before_and_redo_gives_it_back(keys: list[Pressed], last: Pressed) -> None:
    hour = played(keys)
    before = hour.session
    press(hour, last)
    after = hour.session
    assume(len(after.done) > len(before.done))

    taken_back = hour.room.undo()
    undone = hour.session
    brought_back = hour.room.redo()

    assert taken_back == brought_back
    assert timeless(undone) == timeless(before)
    assert timeless(hour.session) == timeless(after)


@given(keys=EVENINGS)
@settings(max_examples=40, deadline=None)
def test_a_whole_evening_can_be_taken_back_and_brought_back(keys: list[Pressed]) -> None:
    hour = played(keys)
    before, count = hour.session, len(hour.session.done)

    taken_back = [hour.room.undo() for _ in range(count)]
    bare = hour.session
    brought_back = [hour.room.redo() for _ in range(count)]

    assert taken_back == brought_back[::-1]
    assert timeless(bare) == replace(fold([opened()]), has_door_asked=before.has_door_asked)
    assert timeless(hour.session) == timeless(before)


@given(keys=EVENINGS)
@settings(max_examples=60, deadline=None)
def test_what_is_kept_gives_the_same_record(keys: list[Pressed]) -> None:
    hour = played(keys)
    hour.do(moves.end_session)

    from_kept = record(fold(kept(hour.room.entries)), hour.now)

    assert from_kept == record(hour.session, hour.now)


@given(keys=EVENINGS)
@settings(max_examples=60, deadline=None)
def test_what_was_planned_in_a_record_makes_the_evening_whatever_was_put_in_or_left_out(
    keys: list[Pressed],
) -> None:
    past = record(played(keys).session, instant("21:00:00"))

    assert sum(item.planned_seconds for item in past.segments) == past.planned_minutes * 60
    assert len({item.id for item in past.segments}) == len(past.segments)


@given(keys=EVENINGS)
@settings(max_examples=60, deadline=None)
def test_nothing_kept_holds_a_pass_a_prompt_or_a_move_taken_back(keys: list[Pressed]) -> None:
    hour = played(keys)
    taken_back = set(hour.session.undone)

    stays = kept(hour.room.entries)

    written = msgspec.json.encode(stays).decode()
    assert not [kind for kind in TONIGHT_ONLY if f'"{kind}"' in written]
    assert "flooded-1" not in written
    assert "echo-1" not in written
    assert not taken_back & {entry.move for entry in stays}


@given(keys=EVENINGS)
@settings(max_examples=40, deadline=None)
def test_no_name_ever_stands_in_an_entry(keys: list[Pressed]) -> None:
    written = msgspec.json.encode(played(keys).room.entries).decode()

    assert not re.search(rf"\b({'|'.join(NAMES.values())})\b", written)


@given(keys=EVENINGS)
@settings(max_examples=60, deadline=None)
def test_in_every_step_left_and_spent_are_planned_and_added(keys: list[Pressed]) -> None:
    hour = played(keys)

    for box in hour.session.boxes.values():
        assert timebox.left(box, hour.now) + timebox.spent(box, hour.now) == box.planned + box.added


@given(keys=EVENINGS_WITHOUT_PAUSE)
@settings(max_examples=60, deadline=None)
def test_without_a_pause_every_second_since_the_start_belongs_to_one_step(keys: list[Pressed]) -> None:
    hour = Hour()
    hour.begin()
    for key in keys:
        press(hour, key)

    spent = sum((timebox.spent(box, hour.now) for box in hour.session.boxes.values()), start=minutes(0))

    assert spent == hour.now - (hour.session.began_at or hour.now)


@given(keys=EVENINGS)
@settings(max_examples=40, deadline=None)
def test_one_clock_runs_at_most_and_it_is_that_of_the_step_on_screen(keys: list[Pressed]) -> None:
    session = played(keys).session

    running = [key for key, box in session.boxes.items() if box.since is not None]

    assert running == ([session.position] if session.phase == "running" else [])


@given(keys=EVENINGS)
@settings(max_examples=40, deadline=None)
def test_an_ending_changes_no_time_that_has_passed(keys: list[Pressed]) -> None:
    hour = played(keys)
    before = sum(item.actual_seconds for item in record(hour.session, hour.now).segments)

    hour.room.do(endings.choose_ending, ENDING)

    assert sum(item.actual_seconds for item in record(hour.session, hour.now).segments) == before


def test_a_move_of_two_events_is_taken_back_as_one() -> None:
    events: tuple[Event, ...] = (StepBegan("opening", "treats"), DoorHeld(5))
    entries = [
        Entry(seq=seq, move=2, at=instant("19:30:00"), event=event) for seq, event in enumerate(events, 2)
    ]

    session = advance(fold([opened()]), [opened()], entries)

    assert session.done == fold([opened(), *entries]).done == (2,)
