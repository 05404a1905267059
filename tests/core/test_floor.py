"""The floor: everyone in turn once, hands in open talk, and nobody named who is not here."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.core.hour import (
    CHECK_IN,
    DANA,
    FEELING_ROUND,
    INES,
    JO,
    KOFI,
    LEA,
    MARA,
    NAMES,
    PEOPLE,
    SAM,
    Hour,
    instant,
    opened,
    segment,
    step,
)

from circle_tui.core.happening import moves, seating
from circle_tui.core.happening.events.floor import RoundBegan, RoundReordered
from circle_tui.core.happening.events.log import Entry, Event
from circle_tui.core.happening.fold import advance, fold
from circle_tui.core.happening.keeping import kept
from circle_tui.core.people import floor, presenting, turns
from circle_tui.core.people.floor import Queue, Round
from circle_tui.core.people.turns import FloorLine
from circle_tui.core.plan import inserts

ABOUT_THE_FLOOR = {"RoundBegan", "RoundReordered", "FloorTaken", "HandRaised", "HandLowered"}
ECHO = segment("echo", "Echo", "case", step("echo", "Echo", 300, turns=6), presenter=True)


def in_a_round(*order: str) -> Hour:
    """The check-in of the hour, its round begun in this order."""
    hour = Hour()
    hour.begin()
    hour.go_to("check-in", at="19:33:00")
    hour.do(turns.begin_round, order or PEOPLE)
    return hour


def in_talk() -> Hour:
    """The first topic of the hour, in open talk."""
    hour = Hour()
    hour.begin()
    hour.go_to("topic-1", at="19:50:00")
    return hour


def round_of(hour: Hour) -> Round:
    """The round that has begun."""
    running = seating.running_round(hour.session)
    assert running is not None
    return running


def line(hour: Hour) -> FloorLine | None:
    """What the room sees of the floor."""
    return hour.picture().floor


# A round, as a value


def test_who_has_the_floor_is_followed_by_the_next_in_the_order() -> None:
    begun = floor.begin((INES, JO, KOFI))

    after = floor.give_on(begun, INES)

    assert (begun.holder, begun.following) == (INES, JO)
    assert (after.holder, after.following, after.asked) == (JO, KOFI, (INES,))


def test_the_order_can_be_turned_put_off_and_begun_elsewhere() -> None:
    begun = floor.begin((INES, JO, KOFI, LEA))

    assert floor.other_way_round(begun) == (INES, LEA, KOFI, JO)
    assert floor.at_the_end(begun) == (JO, KOFI, LEA, INES)
    assert floor.first(KOFI, begun.waiting) == (KOFI, INES, JO, LEA)
    assert floor.starting_with(KOFI, begun.waiting) == (KOFI, LEA, INES, JO)
    assert floor.starting_with(MARA, begun.waiting) == begun.waiting


def test_whoever_comes_waits_at_the_end_and_whoever_leaves_drops_out() -> None:
    begun = floor.give_on(floor.begin((INES, JO, KOFI)), INES)

    assert floor.among(begun, (DANA, INES, KOFI)).waiting == (KOFI, DANA)
    assert floor.progress(begun, (INES, KOFI)) == (1, 2)


def test_a_new_order_loses_nobody_and_asks_nobody_twice() -> None:
    begun = floor.give_on(floor.begin((INES, JO, KOFI, LEA)), INES)

    after = floor.reorder(begun, (LEA, LEA, INES, SAM))

    assert after.waiting == (LEA, JO, KOFI)
    assert after.began_with == INES


def test_giving_the_floor_on_for_somebody_who_is_not_waiting_changes_nothing() -> None:
    begun = floor.begin((INES, JO))

    assert floor.give_on(begun, SAM) == begun


# Hands, as a value


def test_hands_come_in_order_and_whoever_has_not_had_the_floor_first() -> None:
    queue = floor.hear(Queue("talk"), JO)

    for person in (JO, INES, JO, KOFI):
        queue = floor.raise_hand(queue, person)

    assert queue.in_order == (INES, KOFI, JO)
    assert floor.lower_hand(queue, INES).following == KOFI
    assert Queue().following is None


# In an evening


def test_before_a_round_has_begun_nothing_of_it_is_shown() -> None:
    hour = Hour()
    hour.begin()
    hour.go_to("check-in", at="19:33:00")

    assert line(hour) is None
    assert hour.refused(turns.give_on) == turns.NOT_BEGUN_YET.why


def test_the_room_sees_who_has_the_floor_and_who_is_next_until_everyone_has_been_asked() -> None:
    hour = in_a_round(INES, JO, *(person for person in PEOPLE if person not in (INES, JO)))
    shown = [line(hour)]

    for _ in PEOPLE:
        hour.do(turns.give_on)
        shown.append(line(hour))

    assert shown[0] == FloorLine("Floor", "Ines", "next Jo")
    assert shown[-2] == FloorLine("Floor", "Sam", "last in this round")
    assert shown[-1] == FloorLine("Floor", "", "everyone has been asked")
    assert hour.refused(turns.give_on) == "Everyone has been asked."
    assert hour.refused(turns.ask_later) == "Everyone has been asked."


def test_later_waits_for_the_others_and_the_last_one_may_still_pass() -> None:
    hour = in_a_round()

    hour.do(turns.ask_later)
    for _ in PEOPLE[1:]:
        hour.do(turns.give_on)

    assert round_of(hour).holder == DANA
    assert hour.refused(turns.ask_later) == "Nobody else is left to ask. p passes, and that is free."
    assert hour.refused(turns.turn_direction) == "The order would be the same the other way round."


def test_somebody_else_begins_and_the_direction_turns() -> None:
    hour = in_a_round()

    hour.do(turns.let_begin, KOFI)
    hour.do(turns.turn_direction)

    assert round_of(hour).waiting == (KOFI, SAM, MARA, LEA, JO, INES, DANA)
    assert hour.refused(turns.let_begin, KOFI) == "That is who has the floor now."
    hour.do(turns.give_on)
    assert "still to be asked" in hour.refused(turns.let_begin, KOFI)


def test_who_leaves_in_a_round_is_named_no_more_and_who_comes_back_is_asked_at_the_end() -> None:
    hour = in_a_round()
    hour.do(moves.leave, DANA)
    without = line(hour)

    hour.do(moves.arrive, DANA)

    assert without == FloorLine("Floor", "Ines", "next Jo")
    assert round_of(hour).waiting == (INES, JO, KOFI, LEA, MARA, SAM, DANA)


def test_going_back_to_a_round_finds_it_where_it_stood() -> None:
    hour = in_a_round()
    hour.do(turns.give_on)
    hour.do(moves.go_on)
    elsewhere = line(hour)
    hour.do(moves.leave, INES)

    hour.do(moves.go_back)

    assert elsewhere is None
    assert line(hour) == FloorLine("Floor", "Jo", "next Kofi")


def test_a_talk_made_a_round_has_its_turns_until_it_is_a_talk_again() -> None:
    hour = in_talk()
    hour.do(turns.turn_hand, JO)
    hour.do(inserts.turn_talk)
    in_turn = line(hour)
    hour.do(turns.begin_round, PEOPLE)
    begun = line(hour)

    hour.do(inserts.turn_talk)

    assert (in_turn, line(hour)) == (None, None)
    assert begun == FloorLine("Floor", "Dana", "next Ines")
    assert hour.session.floors == {}


def test_whoever_is_listened_to_is_not_asked_in_a_round_of_the_listeners() -> None:
    listeners = replace(ECHO, steps=(replace(ECHO.steps[0], each="listeners"),))
    hour = Hour((CHECK_IN, listeners))
    hour.begin()
    hour.go_to("echo")
    hour.do(turns.begin_round, PEOPLE)

    hour.do(presenting.name_presenter, "echo", KOFI)

    assert round_of(hour).waiting == (DANA, INES, JO, LEA, MARA, SAM)
    assert KOFI not in turns.offered_order(hour.session, PEOPLE)


@pytest.mark.parametrize(
    ("leader", "begins"),
    [(None, (INES, DANA, JO)), (JO, (JO, DANA, KOFI)), (DANA, (DANA, INES, JO))],
)
def test_in_a_check_in_its_leader_begins_and_whoever_holds_the_evening_comes_second(
    leader: str | None, begins: tuple[str, ...]
) -> None:
    hour = Hour(facilitator=DANA)
    hour.begin()
    hour.go_to("check-in")
    for person in (leader,) if leader else ():
        hour.lead("check-in", person)

    assert turns.offered_order(hour.session, PEOPLE)[:3] == begins


def test_another_round_is_offered_to_begin_with_somebody_else() -> None:
    hour = in_a_round(JO, KOFI, LEA, MARA, SAM, DANA, INES)
    hour.go_to("check-out")

    offered = turns.offered_order(hour.session, PEOPLE)

    assert offered == (KOFI, LEA, MARA, SAM, DANA, INES, JO)


def test_once_whoever_began_has_left_the_order_is_offered_as_it_is() -> None:
    hour = in_a_round(JO, KOFI)
    hour.go_to("check-out")

    hour.do(moves.leave, JO)

    assert turns.offered_order(hour.session, hour.session.here) == hour.session.here


def test_facts_about_the_floor_that_stand_where_nothing_runs_change_nothing() -> None:
    at = instant("19:25:00")
    log = [opened(), Entry(2, 2, at, RoundBegan(PEOPLE)), Entry(3, 3, at, RoundReordered(PEOPLE))]

    assert replace(fold(log), done=()) == fold(log[:1])


def test_an_evening_that_has_ended_shows_no_floor() -> None:
    hour = in_a_round()

    hour.do(moves.end_session)

    assert line(hour) is None


def test_in_open_talk_only_the_next_hand_is_shown() -> None:
    hour = in_talk()
    nothing = line(hour)

    hour.do(turns.turn_hand, JO)
    hour.do(turns.turn_hand, INES)
    hour.do(turns.give_floor)
    hour.do(turns.turn_hand, JO)

    assert nothing is None
    assert line(hour) == FloorLine("Next hand", "Ines", "")
    assert hour.session.queue.in_order == (INES, JO)


def test_a_hand_goes_down_with_its_key_with_its_person_and_with_its_segment() -> None:
    hour = in_talk()
    hour.do(turns.turn_hand, JO)
    hour.do(turns.turn_hand, JO)
    lowered = hour.session.queue.hands
    hour.do(turns.turn_hand, INES)
    hour.do(moves.leave, INES)
    left = hour.session.queue.hands
    hour.do(turns.turn_hand, SAM)

    hour.do(moves.go_on)

    assert (lowered, left) == ((), ())
    assert hour.session.queue == Queue("topic-2")


def test_somebody_takes_the_first_word_without_a_hand() -> None:
    hour = in_talk()
    hour.do(turns.turn_hand, LEA)

    hour.do(turns.give_floor, LEA)

    assert line(hour) is None
    assert hour.refused(turns.give_floor) == "No hand is up. A key beside a name raises one."


def test_what_cannot_be_done_says_why_in_a_sentence() -> None:
    early, talk, circle = Hour(), in_talk(), in_a_round()
    talk.do(moves.leave, SAM)

    assert early.refused(turns.begin_round, PEOPLE) == moves.NOT_BEGUN.why
    assert early.refused(turns.give_on) == moves.NOT_BEGUN.why
    assert early.refused(turns.turn_hand, JO) == moves.NOT_BEGUN.why
    assert talk.refused(turns.begin_round, PEOPLE) == turns.NO_ROUND.why
    assert talk.refused(turns.turn_direction) == turns.NO_ROUND.why
    assert talk.refused(turns.turn_hand, SAM) == turns.NOT_HERE.why
    assert talk.refused(turns.give_floor, SAM) == turns.NOT_HERE.why
    assert "no hand is needed" in circle.refused(turns.turn_hand, JO)
    assert circle.refused(turns.begin_round, ()) == turns.NOBODY_HERE.why


def test_a_round_that_has_been_around_can_begin_anew() -> None:
    hour = in_a_round(DANA)
    for _ in PEOPLE:
        hour.do(turns.give_on)

    hour.do(turns.begin_round, (SAM, JO))

    assert round_of(hour).waiting == (SAM, JO, DANA, INES, KOFI, LEA, MARA)


def test_nothing_about_the_floor_is_kept_when_the_evening_is_sealed() -> None:
    hour = in_a_round()
    hour.do(turns.give_on)
    hour.do(turns.ask_later)
    hour.go_to("topic-1")
    hour.do(turns.turn_hand, JO)
    hour.do(turns.turn_hand, JO)
    hour.do(moves.end_session)

    left = {type(entry.event).__name__ for entry in kept(hour.room.entries)}

    happened = {type(entry.event).__name__ for entry in hour.room.entries}
    assert happened >= ABOUT_THE_FLOOR
    assert not left & ABOUT_THE_FLOOR
    assert fold(kept(hour.room.entries)).floors == {}


def test_a_spoken_turn_and_a_pass_leave_the_same_fact() -> None:
    hour = in_a_round()

    events: list[Event] = [entry.event for entry in hour.room.entries]
    hour.do(turns.give_on)

    assert [str(entry.event) for entry in hour.room.entries[len(events) :]] == [
        f"FloorTaken(person='{DANA}')"
    ]


# Laws

PRESSED = st.tuples(
    st.sampled_from(("give on", "later", "direction", "begin", "arrive", "leave", "undo", "redo")),
    st.sampled_from(PEOPLE),
)
IN_TALK = st.tuples(
    st.sampled_from(("hand", "give", "arrive", "leave", "undo", "redo", "turn talk")),
    st.sampled_from(PEOPLE),
)


def press(hour: Hour, key: str, person: str) -> None:
    """Press a key, possible or not."""
    room = hour.room
    answers: dict[str, Callable[[], object]] = {
        "give on": lambda: room.do(turns.give_on),
        "later": lambda: room.do(turns.ask_later),
        "direction": lambda: room.do(turns.turn_direction),
        "begin": lambda: room.do(turns.let_begin, person),
        "arrive": lambda: room.do(moves.arrive, person, is_late=True),
        "leave": lambda: room.do(moves.leave, person),
        "hand": lambda: room.do(turns.turn_hand, person),
        "give": lambda: room.do(turns.give_floor),
        "turn talk": lambda: room.do(inserts.turn_talk),
        "undo": room.undo,
        "redo": room.redo,
    }
    answers[key]()


@settings(max_examples=25)
@given(keys=st.lists(PRESSED.filter(lambda pressed: "do" not in pressed[0]), max_size=20))
def test_everyone_here_is_asked_exactly_once_before_the_round_is_over(keys: list[tuple[str, str]]) -> None:
    hour = in_a_round()
    asked: list[str] = []
    for key, person in (*keys, *(("give on", DANA) for _ in PEOPLE)):
        before = round_of(hour).holder
        press(hour, key, person)
        asked.extend([before] if key == "give on" and before is not None else [])

    assert round_of(hour).holder is None
    assert len(asked) == len(set(asked))
    assert set(hour.session.here) <= set(asked)


@settings(max_examples=25)
@given(keys=st.lists(st.one_of(PRESSED, IN_TALK), max_size=20), is_talk=st.booleans())
def test_nobody_is_ever_named_who_is_not_here(keys: list[tuple[str, str]], is_talk: bool) -> None:
    hour = in_talk() if is_talk else in_a_round()
    for key, person in keys:
        press(hour, key, person)

        shown = line(hour)
        words = f"{shown.name} {shown.words}" if shown else ""
        absent = {NAMES[other] for other in PEOPLE if other not in hour.session.here}
        assert not any(name in words for name in absent)
        assert set(round_of(hour).waiting if hour.session.floors else ()) <= set(hour.session.here)


@settings(max_examples=25)
@given(
    keys=st.lists(st.one_of(PRESSED, IN_TALK), max_size=15),
    last=st.one_of(PRESSED, IN_TALK).filter(lambda pressed: "do" not in pressed[0]),
)
def test_undo_gives_the_floor_as_it_was_before(keys: list[tuple[str, str]], last: tuple[str, str]) -> None:
    hour = in_a_round()
    for key, person in keys:
        press(hour, key, person)
    before = hour.session

    press(hour, *last)
    for _ in hour.session.done[len(before.done) :]:
        hour.room.undo()

    assert (hour.session.floors, hour.session.queue) == (before.floors, before.queue)


@settings(max_examples=20)
@given(keys=st.lists(st.one_of(PRESSED, IN_TALK), max_size=20), is_talk=st.booleans())
def test_an_entry_at_a_time_or_all_at_once_the_floor_is_the_same(
    keys: list[tuple[str, str]], is_talk: bool
) -> None:
    hour = in_talk() if is_talk else in_a_round()
    for key, person in keys:
        press(hour, key, person)
    entries = hour.room.entries

    stepwise = fold(entries[:1])
    for place in range(1, len(entries)):
        stepwise = advance(stepwise, entries[:place], entries[place : place + 1])

    assert stepwise == fold(entries)


def test_a_feeling_round_put_in_has_turns_of_its_own() -> None:
    hour = in_talk()
    hour.do(inserts.put_in, FEELING_ROUND)
    hour.do(moves.go_on)

    hour.do(turns.begin_round, turns.offered_order(hour.session, PEOPLE))

    assert line(hour) == FloorLine("Floor", "Dana", "next Ines")
