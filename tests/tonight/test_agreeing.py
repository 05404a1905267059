"""Ground rules from one evening to the next: who is still to be asked, what is due, what is on the agenda."""

from datetime import date

from msgspec.structs import replace
from tests.circle_kit import make_evening, make_group, step_to, written
from tests.hand_clock import HandClock

from circle_tui.core.agreements.rules import RulesVersion
from circle_tui.core.happening import moves
from circle_tui.core.people.group import Group
from circle_tui.core.plan.inserts import PROCESS_CHECK
from circle_tui.core.plan.planning import EveningPlan
from circle_tui.desk import Desk
from circle_tui.preparation import NO_ROOM_FOR_REVIEW
from circle_tui.tonight.agreeing import NO_RULES
from circle_tui.tonight.evening import Evening

LONG_AGO = date(2026, 8, 1)


def version(group: Group) -> RulesVersion:
    assert group.rules_in_force is not None
    return group.rules_in_force


def agreed_long_ago(desk: Desk, group: Group) -> Group:
    """The same rules, agreed almost four months ago."""
    return written(desk, replace(group, rules=(replace(version(group), on=LONG_AGO),)))


def segments(plan: object) -> list[str]:
    assert isinstance(plan, EveningPlan), plan
    return [segment.id for segment in plan.segments]


def test_each_evening_has_the_next_rule(desk: Desk, clock: HandClock) -> None:
    evening = make_evening(desk, make_group(desk))
    step_to(evening, "check-in")
    desk.seal(evening)
    clock.advance(minutes=7 * 24 * 60)

    following = make_evening(desk, evening.group)

    assert evening.agreeing.rule_of_the_day == version(evening.group).rules[0]
    assert following.agreeing.rule_of_the_day == version(evening.group).rules[1]


def test_a_minute_for_the_rule_is_led_like_any_part_and_stands_once(desk: Desk) -> None:
    evening = make_evening(desk, make_group(desk))
    step_to(evening, "check-in")

    refusal = evening.agreeing.put_in_rule()

    part = evening.room.session.segments[2]
    assert refusal is None
    assert (part.id, part.has_leader, part.seconds) == ("rule-of-the-day", True, 60)
    assert evening.scene.cards["rule"] == ("Rule of the day", version(evening.group).rules[0].text)
    again = evening.agreeing.put_in_rule()
    assert again is not None
    assert again.why == "The rule of the day has its minute already. u takes it back."


def test_before_the_start_the_rule_has_no_minute_yet(desk: Desk) -> None:
    assert make_evening(desk, make_group(desk)).agreeing.put_in_rule() == moves.NOT_BEGUN


def test_a_review_that_is_due_stands_on_the_next_agenda_and_is_done_once_somebody_says_so(
    desk: Desk, clock: HandClock
) -> None:
    group = agreed_long_ago(desk, make_group(desk))
    due = desk.preparation.reviews_due(group)
    evening = make_evening(desk, group)
    step_to(evening, "ground-rules")
    before = evening.agreeing.left_on_going_on()
    while not evening.agreeing.left_on_going_on():
        clock.advance(seconds=5)
        evening.go_on()
    evening.go_on(has_reviewed=True)
    desk.seal(evening)
    clock.advance(minutes=7 * 24 * 60)

    assert before == ()
    assert "ground-rules" in [segment.id for segment in evening.room.session.segments]
    assert "confidentiality" in due
    assert evening.record().reviewed == due
    assert desk.preparation.reviews_due(group) == ()
    assert "ground-rules" not in segments(desk.preparation.plan(group))


def test_a_review_that_nobody_said_was_done_stays_due(desk: Desk, clock: HandClock) -> None:
    group = agreed_long_ago(desk, make_group(desk))
    evening = make_evening(desk, group)
    step_to(evening, "check-in")
    desk.seal(evening)
    clock.advance(minutes=7 * 24 * 60)

    assert evening.record().reviewed == ()
    assert "ground-rules" in segments(desk.preparation.plan(group))


def test_a_review_without_its_place_on_the_agenda_can_be_noted(desk: Desk) -> None:
    group = agreed_long_ago(desk, make_group(desk))
    evening = make_evening(desk, group)

    refusal = evening.agreeing.note_reviewed()

    assert refusal is None
    assert evening.room.session.reviewed == desk.preparation.reviews_due(group)
    assert evening.agreeing.due() == ()


def test_a_review_never_keeps_an_evening_from_being_held(desk: Desk) -> None:
    group = agreed_long_ago(desk, make_group(desk, minutes=60))

    plan = desk.preparation.plan(group, minutes=35)

    assert "ground-rules" not in segments(plan)
    assert isinstance(plan, EveningPlan)
    assert NO_ROOM_FOR_REVIEW in plan.remarks


def test_what_is_still_to_agree_is_a_step_of_the_next_opening(desk: Desk) -> None:
    group = make_group(desk)
    some = desk.register.write_rules(
        group, [rule for rule in version(group).rules if rule.id != "ethical-worries"]
    )

    opening = next(item for item in make_evening(desk, some).room.session.segments if item.id == "opening")

    assert desk.preparation.still_to_agree(group) == ()
    assert [step.says for step in opening.steps if step.id == "still-to-agree"] == ["Still to agree: ethics."]


def test_a_group_without_rules_asks_nobody(desk: Desk) -> None:
    evening = make_evening(desk, written(desk, replace(make_group(desk), rules=())))

    assert evening.agreeing.roll_call is None
    assert (evening.agreeing.not_today, evening.agreeing.is_case_work_waiting) == (0, False)
    assert evening.agreeing.put_in_rule() == NO_RULES
    assert evening.agreeing.note_reviewed() == NO_RULES


def test_those_new_here_hear_what_the_group_is_for(desk: Desk) -> None:
    group = desk.register.with_purpose(make_group(desk), "To think together.")
    group = desk.register.with_not_for(group, "Not therapy.")
    evening = make_evening(desk, group)

    said = evening.agreeing.joining_text("How it runs.")

    assert said == "For: To think together.\nNot for: Not therapy.\n\nHow it runs."


def held(desk: Desk, clock: HandClock, evening: Evening) -> list[str]:
    """Hold an evening from part to part, a minute a step; gives back the parts it was planned with."""
    while evening.room.session.current_segment is None or evening.go_on() is None:
        if evening.room.session.position is None:
            evening.room.do(moves.begin)
        clock.advance(minutes=1)
    planned = [segment.id for segment in evening.room.session.opened.segments]
    desk.seal(evening)
    clock.advance(minutes=7 * 24 * 60)
    return planned


def test_every_third_session_looks_at_how_we_work_and_one_that_left_it_out_leaves_it_to_the_next(
    desk: Desk, clock: HandClock
) -> None:
    group = make_group(desk, minutes=60)
    had = []
    for number in range(7):
        evening = make_evening(desk, group, here=4)
        if number == 2:
            step_to(evening, "check-in")
            had.append(PROCESS_CHECK in [item.id for item in evening.room.session.segments])
            desk.seal(evening)
            clock.advance(minutes=7 * 24 * 60)
        else:
            had.append(PROCESS_CHECK in held(desk, clock, evening))

    assert had == [False, False, True, True, False, False, True]
