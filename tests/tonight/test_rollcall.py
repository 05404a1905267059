"""The roll call from one evening to the next, after a restart, and once somebody has come or gone."""

import pytest
from tests.circle_kit import make_evening, make_group, step_to
from tests.hand_clock import HandClock

from circle_tui.core.agreements.rollcall import RECORDING, Answer
from circle_tui.core.happening import moves
from circle_tui.desk import Desk
from circle_tui.tonight.evening import Evening
from circle_tui.tonight.memory import Memory
from circle_tui.tonight.rollcall import BEFORE_A_RESTART, PARKED, SOME_TO_ASK, RollCall


@pytest.fixture
def evening(desk: Desk) -> Evening:
    return make_evening(desk, make_group(desk), here=4)


def call(evening: Evening) -> RollCall:
    assert evening.agreeing.roll_call is not None
    return evening.agreeing.roll_call


def all_yes(*who: str) -> dict[str, Answer]:
    return dict.fromkeys(who, "yes")


def people(evening: Evening) -> list[str]:
    return [member.id for member in evening.group.members]


def test_tonight_everyone_is_asked_once_and_then_whoever_comes(evening: Evening) -> None:
    one, two, three, four, five, *_ = people(evening)
    before = (call(evening).to_ask, call(evening).line())
    call(evening).take({one: "yes", two: "not today", three: "question"})
    half_way = (call(evening).to_ask, call(evening).line())
    call(evening).take({four: "yes"})
    done = (call(evening).to_ask, call(evening).line())
    evening.room.do(moves.arrive, five)

    assert before == ((one, two, three, four), SOME_TO_ASK)
    assert half_way == ((four,), "Asked tonight: 3 of 4 here. r goes on with the others.")
    assert done == ((), "Everyone here has been asked tonight.")
    assert call(evening).to_ask == (five,)


def test_the_count_is_gone_once_somebody_came_or_went_or_was_asked_alone(evening: Evening) -> None:
    one, two, three, four, five, *_ = people(evening)
    call(evening).take({one: "yes", two: "not today", three: "question", four: "yes"})
    together = call(evening).result()
    evening.room.do(moves.leave, two)
    after_leaving = call(evening).result()
    evening.room.do(moves.arrive, two)
    back = call(evening).result()
    evening.room.do(moves.arrive, five)
    call(evening).take({five: "yes"})

    assert together == back == "2 of 4, one question parked, one not today"
    assert (after_leaving, call(evening).result()) == ("", "")


def test_who_changes_their_mind_counts_by_their_newest_answer(evening: Evening) -> None:
    everyone = people(evening)[:4]
    call(evening).take(all_yes(*everyone))

    call(evening).take(all_yes(*everyone[1:]) | {everyone[0]: "not today"})
    after = (call(evening).result(), call(evening).still_open, call(evening).not_today)
    evening.room.undo()

    assert after == ("3 of 4, one not today", (everyone[0],), 1)
    assert (call(evening).result(), call(evening).not_today) == ("4 of 4", 0)


def test_what_the_shared_screen_says_next_time_is_the_same_whoever_said_yes(
    desk: Desk, clock: HandClock
) -> None:
    group = make_group(desk)
    shown = []
    for refusing in range(3):
        evening = make_evening(desk, group, here=3)
        three = people(evening)[:3]
        answers = all_yes(*three) | {three[refusing]: "not today"}
        call(evening).take(
            {person: "not today" if said != "yes" else "yes" for person, said in answers.items()}
        )
        step_to(evening, "check-in")
        desk.seal(evening)
        clock.advance(minutes=7 * 24 * 60)
        following = make_evening(desk, group, here=3)
        shown.append((call(following).line(), call(following).result(), call(following).to_ask))
        step_to(following, "check-in")
        desk.seal(following)
        clock.advance(minutes=7 * 24 * 60)

    assert shown == [("", "", tuple(three))] * 3


def test_somebody_who_was_not_there_then_is_to_be_asked(desk: Desk, clock: HandClock) -> None:
    evening = make_evening(desk, make_group(desk), here=3)
    call(evening).take(all_yes(*people(evening)[:3]))
    step_to(evening, "check-in")
    desk.seal(evening)
    clock.advance(minutes=7 * 24 * 60)

    following = make_evening(desk, evening.group, here=4)
    open_ones = call(following).still_open
    following.regroup(desk.register.write_rules(following.group, following.group.rules[-1].rules[1:]))

    assert open_ones == (people(following)[3],)
    assert call(following).line() == SOME_TO_ASK
    assert set(call(following).still_open) == set(people(following)[:4])


def test_after_a_restart_everyone_is_asked_and_case_work_waits_as_the_log_has_it(evening: Evening) -> None:
    one, two, three, four, *_ = people(evening)
    call(evening).take({one: "yes", two: "not today", three: "yes", four: "yes"})
    evening.memory = Memory()
    restarted = (call(evening).line(), call(evening).to_ask, call(evening).is_case_work_waiting)

    call(evening).take({one: "yes", two: "yes"})
    half_way = call(evening).is_case_work_waiting
    call(evening).take({three: "yes", four: "yes"})

    assert restarted == (BEFORE_A_RESTART, (one, two, three, four), True)
    assert half_way
    assert not call(evening).is_case_work_waiting


def test_a_parked_question_is_a_label_in_memory_and_stands_once(evening: Evening) -> None:
    first, second, *_ = people(evening)

    call(evening).take({first: "question"})
    call(evening).take({second: "question"})

    assert evening.memory.parked == (PARKED,)


def reworded(evening: Evening, desk: Desk, *, without: str = "") -> None:
    """A new version of the ground rules, written in the middle of the evening."""
    rules = evening.group.rules[-1].rules
    kept = [rule for rule in rules if rule.id != without]
    own = desk.register.own_rule("We say so when a word lands badly.")
    evening.regroup(desk.register.write_rules(evening.group, (*kept, own)))


def test_new_words_for_the_rules_do_not_let_case_work_begin_before_everyone_was_asked_anew(
    evening: Evening, desk: Desk
) -> None:
    one, two, three, four, *_ = people(evening)
    call(evening).take({one: "yes", two: "not today", three: "yes", four: "yes"})
    reworded(evening, desk)
    after_the_new_words = (evening.agreeing.is_case_work_waiting, evening.agreeing.not_today)
    evening.memory = Memory()
    after_a_restart = evening.agreeing.is_case_work_waiting
    call(evening).take(all_yes(one, two, three, four))

    assert after_the_new_words == (True, 1)
    assert after_a_restart
    assert not evening.agreeing.is_case_work_waiting


def test_rules_that_say_nothing_about_recording_any_more_keep_no_case_waiting(
    evening: Evening, desk: Desk
) -> None:
    one, two, *_ = people(evening)
    call(evening).take({one: "yes", two: "not today"})
    reworded(evening, desk, without=RECORDING)

    assert not evening.agreeing.is_case_work_waiting
