"""Leading tonight: the group's policy or tonight's, and what is said about it at the end."""

from datetime import date, timedelta
from random import Random

import pytest
from msgspec.structs import replace
from tests.circle_kit import NAMES, make_desk, make_evening, make_group, step_to
from tests.core.hour import turn
from tests.hand_clock import HandClock

from circle_tui.core.happening import moves
from circle_tui.core.people import leading
from circle_tui.core.people.asking import SWAPPED
from circle_tui.core.people.policies import PolicyKind, RotationPolicy
from circle_tui.core.people.rotation import Offer
from circle_tui.core.people.swaps import swapped
from circle_tui.desk import Desk
from circle_tui.tonight.evening import Evening

NEXT_WEEK = date(2026, 12, 1)


def held(
    kind: PolicyKind = "segment", names: tuple[str, ...] = NAMES, *, segment: str = "check-in"
) -> Evening:
    """An evening with everyone here, of a group that decided on a policy."""
    desk = make_desk()
    group = make_group(desk, names)
    evening = make_evening(desk, replace(group, rotation=RotationPolicy(kind, person=group.members[0].id)))
    step_to(evening, segment)
    return evening


def test_tonight_another_way_may_hold_and_next_time_is_the_groups_again() -> None:
    evening = held("fixed")
    was_changed = evening.leading.is_changed_for_tonight

    assert evening.room.do(leading.change_for_tonight, RotationPolicy("volunteers")) is None

    assert (was_changed, evening.leading.is_changed_for_tonight) == (False, True)
    assert evening.leading.policy.kind == "volunteers"
    assert "Dana would be asked to lead first." in evening.next_time_text()


@pytest.mark.parametrize(
    ("decided", "tonight", "is_changed"),
    [
        (RotationPolicy("fixed", person="p-0001"), RotationPolicy("fixed", person="p-0002"), True),
        (RotationPolicy("fixed", person="p-0001"), RotationPolicy("fixed", person="p-0001"), False),
        (RotationPolicy("term", sessions=4), RotationPolicy("term", sessions=3), True),
        (RotationPolicy("term", sessions=4), RotationPolicy("term", sessions=4), False),
        (RotationPolicy("session", sessions=4), RotationPolicy("session", sessions=6), False),
    ],
)
def test_another_person_or_a_longer_term_is_changed_for_tonight_and_the_groups_own_way_is_not(
    decided: RotationPolicy, tonight: RotationPolicy, is_changed: bool
) -> None:
    desk = make_desk()
    settled = replace(decided, decided_on=date(2026, 11, 3))
    evening = make_evening(desk, replace(make_group(desk), rotation=settled))

    assert evening.leading.change_for_tonight(tonight) is None

    assert evening.leading.is_changed_for_tonight is is_changed
    assert (evening.leading.policy == settled) is not is_changed


def test_next_time_names_nobody_where_volunteers_come_first() -> None:
    said = held("volunteers").next_time_text()

    assert said.splitlines()[1:] == ["Volunteers are asked for first."]


def test_when_everyone_has_led_it_is_said_without_names() -> None:
    evening = held(names=NAMES[:2])
    before = evening.leading.has_come_round
    for segment, member in zip(("check-in", "choose-topics"), evening.group.members, strict=True):
        assert evening.leading.name(segment, member.id, "chosen") is None

    said = evening.next_time_text().splitlines()

    assert before is False
    assert said[-1] == "Everyone who wished to has led."


def test_for_the_evening_a_volunteer_leads_all_of_it_but_a_part_that_is_over() -> None:
    evening = held("session", segment="choose-topics")
    dana, ines = (member.id for member in evening.group.members[:2])

    assert evening.leading.name("check-in", ines, "chosen") is None
    past_only = dict(evening.room.session.leaders)
    evening.room.undo()
    assert evening.leading.name("choose-topics", dana, "volunteered") is None

    assert list(past_only) == ["check-in"]
    assert "check-in" not in evening.room.session.leaders
    assert {item.person for item in evening.room.session.leaders.values()} == {dana}
    assert len(evening.room.session.leaders) > 2


@pytest.mark.parametrize(("first", "second"), [(0, 1), (1, 0)])
def test_of_two_whoever_leads_for_the_first_time_is_named_first(first: int, second: int) -> None:
    evening = held()
    people = [member.id for member in evening.group.members]
    past = (turn(1, people, [people[1]]),)
    evening = Evening(evening.room, evening.group, past, evening.library, Random)

    assert evening.leading.together(people[first], people[second]) == (people[0], people[1])


def test_one_may_look_back_to_the_parts_that_are_over() -> None:
    evening = held(segment="choose-topics")
    found = evening.leading

    before, after = found.segment_before("choose-topics"), found.segment_after("check-in")

    assert before is not None
    assert after is not None
    assert (before.id, after.id) == ("check-in", "choose-topics")
    assert (found.is_over("check-in"), found.is_over("choose-topics")) == (True, False)
    assert found.segment_before("check-in") is None


def test_a_stand_in_is_wanted_only_while_whoever_usually_holds_it_is_away() -> None:
    desk = make_desk()
    evening = make_evening(desk, make_group(desk), here=0)
    nobody = evening.leading.lacks_facilitator
    dana, ines = evening.group.members[:2]
    assert evening.room.do(moves.arrive, ines.id) is None
    without = evening.leading.lacks_facilitator
    asked = evening.leading.stand_in()
    assert evening.room.do(moves.arrive, dana.id) is None

    assert (nobody, without, evening.leading.lacks_facilitator) == (False, True, False)
    assert isinstance(asked, Offer)
    assert asked.person == ines.id


def test_a_swap_of_turns_decides_the_offer_on_its_evening_and_is_gone_when_it_is_past(
    desk: Desk, clock: HandClock
) -> None:
    group = make_group(desk, NAMES[:3])
    first = make_evening(desk, group)
    step_to(first, "check-in")
    desk.seal(first)
    clock.advance(minutes=7 * 24 * 60)
    one, two, _ = (member.id for member in group.members)
    swap = swapped((NEXT_WEEK, one), (NEXT_WEEK + timedelta(days=7), two))
    group = desk.register.with_swap(first.group, swap)

    evening = make_evening(desk, group)
    offer = evening.offer("check-in")
    step_to(evening, "check-in")
    desk.seal(evening)
    clock.advance(minutes=7 * 24 * 60)
    second = make_evening(desk, evening.group)
    other = second.offer("check-in")
    step_to(second, "check-in")
    desk.seal(second)
    clock.advance(minutes=7 * 24 * 60)
    after = make_evening(desk, second.group)

    assert isinstance(offer, Offer)
    assert isinstance(other, Offer)
    assert (offer.person, other.person) == (two, one)
    assert offer.reason == other.reason == SWAPPED
    assert (second.group.swaps, after.group.swaps) == ((swap,), ())
