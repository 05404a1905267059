"""Ways that a step offers for a later one: chosen from it on, up to the end of the step they are for."""

import pytest
from msgspec.structs import replace
from tests.core.hour import DANA, Hour, segment, step

from circle_tui.core.happening import moves
from circle_tui.core.happening.refusal import Refusal
from circle_tui.core.happening.session import StepKey
from circle_tui.core.plan.agenda import Step, Way
from circle_tui.core.plan.ways import choose_way, chosen_way, marked_place, step_with_ways

WAYS = (Way("Images", "What do you see?"), Way("Steps"))
OFFERS = Step("offers", "Offers", seconds=60, ways=WAYS, ways_for="talk")
CASE = segment("case-1", "Case", "case", step("tell", "Tell", 60), OFFERS, step("talk", "Talk", 60))
LAST = segment("last", "Last", "talk", step("last", "Last", 60))


def at(place: int) -> Hour:
    hour = Hour(segments=(CASE, LAST))
    hour.arrive(DANA)
    hour.at("19:30:00")
    hour.do(moves.begin)
    for _ in range(place):
        hour.do(moves.go_on)
    return hour


@pytest.mark.parametrize(("place", "can"), [(0, False), (1, True), (2, True), (3, False)])
def test_ways_are_chosen_from_their_step_to_the_end_of_the_one_they_are_for(place: int, can: bool) -> None:
    hour = at(place)

    outcome = choose_way(hour.session, hour.now, 0)

    assert (step_with_ways(hour.session) is not None) is can
    assert isinstance(outcome, Refusal) is not can


@pytest.mark.parametrize("place", [-1, 2])
def test_a_way_that_is_not_offered_cannot_be_chosen(place: int) -> None:
    hour = at(1)

    assert isinstance(choose_way(hour.session, hour.now, place), Refusal)


def test_the_chosen_one_stands_out_and_then_stands_alone() -> None:
    hour = at(1)
    hour.do(choose_way, 1)

    marked = marked_place(hour.session)
    before = chosen_way(hour.session)
    hour.do(moves.go_on)

    assert (marked, before) == (1, None)
    assert chosen_way(hour.session) == WAYS[1]


def test_a_way_chosen_twice_is_taken_away() -> None:
    hour = at(1)
    hour.do(choose_way, 1)

    hour.do(choose_way, 1)

    assert hour.session.ways == {}
    assert marked_place(hour.session) is None


def test_a_way_whose_place_the_agenda_has_no_more_is_none() -> None:
    hour = at(1)
    hour.do(choose_way, 1)
    hour.do(moves.go_on)
    fewer = replace(CASE, steps=(CASE.steps[0], replace(OFFERS, ways=WAYS[:1]), CASE.steps[2]))

    changed = replace(hour.session, segments=(fewer, LAST))

    assert chosen_way(changed) is None
    assert changed.ways == {StepKey("case-1", "offers"): 1}


def test_before_the_start_nothing_is_offered_and_nothing_stands_out() -> None:
    hour = Hour(segments=(CASE, LAST))

    assert (step_with_ways(hour.session), chosen_way(hour.session), marked_place(hour.session)) == (
        None,
        None,
        None,
    )
