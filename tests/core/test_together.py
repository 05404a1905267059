"""Leading together, and for the first time: what counts as half, and what a newcomer is asked for."""

from random import Random

from msgspec.structs import replace
from tests.core.hour import DANA, INES, JO, KOFI, SAM, Hour, sitting, turn

from circle_tui.core.happening.session import Leadership
from circle_tui.core.people import leading
from circle_tui.core.people.rotation import Offer, Turn, foremost, offer

TRIO = (DANA, INES, JO)


def test_to_lead_together_counts_as_half_so_that_the_wait_is_halved() -> None:
    past = [turn(place, TRIO, [DANA, INES, JO]) for place in range(1, 3)]
    past += [turn(place, TRIO, []) for place in range(3, 9)]
    shared = replace(turn(9, TRIO, [INES, JO]), pairs=((INES, JO),))

    after_pair = [*past, shared, turn(10, TRIO, [DANA]), turn(11, TRIO, []), turn(12, TRIO, [DANA])]

    assert foremost((DANA, INES), after_pair) == (INES,)
    assert foremost((INES, KOFI), [*past, shared]) == (INES,)


def test_for_a_first_time_to_lead_together_counts_in_full() -> None:
    past = [turn(1, (*TRIO, SAM), [INES]), turn(8, (*TRIO, SAM), [JO])]
    shared = replace(turn(15, (*TRIO, SAM), [SAM, INES]), pairs=((SAM, INES),))

    assert foremost((SAM, INES), [*past, shared]) == (INES,)


def test_whoever_led_something_alone_as_well_led_in_full() -> None:
    past = [turn(1, TRIO, [INES]), turn(8, TRIO, [JO])]
    shared = replace(turn(15, TRIO, [INES, JO, INES]), pairs=((JO, INES),))

    assert foremost((JO, INES), [*past, shared]) == (JO,)


def test_neither_of_two_who_led_together_leads_next() -> None:
    pair = replace(turn(15, TRIO, [INES, JO]), pairs=((INES, JO),))

    found = offer(sitting(TRIO), "topic-1", [turn(1, TRIO, [DANA]), turn(8, TRIO, []), pair], (), Random)

    assert isinstance(found, Offer)
    assert found.person == DANA


def after_a_pair(*others: str) -> list[Turn]:
    """Ines has waited for years but led beside Jo last time, and Dana the evening before that."""
    here = (*TRIO, *others)
    past = [turn(1, here, [INES]), *(turn(7 * place, here, [JO]) for place in range(1, 9))]
    return [*past, turn(70, here, [DANA]), replace(turn(77, here, [INES, JO]), pairs=((INES, JO),))]


def test_however_long_whoever_led_beside_the_last_one_has_waited_somebody_else_comes_first() -> None:
    found = offer(sitting(TRIO), "topic-1", after_a_pair(), (), Random)

    assert foremost((DANA, INES), after_a_pair()) == (INES,)
    assert isinstance(found, Offer)
    assert found.person == DANA


def test_nobody_of_the_last_pair_stands_beside_a_first_time_while_somebody_else_can() -> None:
    past = after_a_pair()
    past[-2] = turn(70, (*TRIO, SAM), [DANA])
    past[-1] = replace(turn(77, (*TRIO, SAM), [INES, JO]), pairs=((INES, JO),))

    found = offer(sitting((*TRIO, SAM)), "check-in", past, (), Random)

    assert isinstance(found, Offer)
    assert (found.person, found.beside) == (SAM, DANA)


def test_to_lead_together_tonight_counts_as_half_tonight() -> None:
    four = (*TRIO, KOFI)
    past = [turn(1, four, [KOFI]), turn(8, four, [DANA]), turn(15, four, [INES]), turn(22, four, [JO])]
    tonight = replace(
        sitting(four, led=(KOFI, JO)),
        leaders={
            "check-in": Leadership(KOFI, "offered"),
            "case-1": Leadership(DANA, "offered", (), INES),
            "topic-1": Leadership(JO, "offered"),
        },
    )

    found = offer(tonight, "topic-2", past, (), Random)

    assert isinstance(found, Offer)
    assert found.person == DANA


def newcomer_of_three_evenings() -> list[Turn]:
    """Sam joined after the first evening, and has not led."""
    return [turn(1, TRIO, [DANA]), *(turn(7 * place, (*TRIO, SAM), [INES, JO, DANA]) for place in (2, 3, 4))]


def test_a_first_time_is_a_small_part_beside_somebody_experienced() -> None:
    here = sitting((*TRIO, SAM))

    small = offer(here, "check-in", newcomer_of_three_evenings(), (), Random)
    large = offer(here, "topic-1", newcomer_of_three_evenings(), (), Random)

    assert isinstance(small, Offer)
    assert isinstance(large, Offer)
    assert (small.person, small.beside) == (SAM, INES)
    assert (large.drawn_among, large.beside) == ((INES, JO), None)


def test_a_first_time_does_not_wait_for_a_small_part_for_ever() -> None:
    past = newcomer_of_three_evenings()
    past += [turn(7 * place, (*TRIO, SAM), [INES, JO, DANA]) for place in range(5, 8)]

    found = offer(sitting((*TRIO, SAM)), "topic-1", past, (), Random)

    assert isinstance(found, Offer)
    assert found.person == SAM


def test_where_only_a_newcomer_is_left_they_are_asked_for_a_large_part_as_well() -> None:
    found = offer(sitting((*TRIO, SAM)), "topic-1", newcomer_of_three_evenings(), TRIO, Random)

    assert isinstance(found, Offer)
    assert (found.person, found.beside) == (SAM, None)


def test_tonight_leading_together_counts_as_half_as_well() -> None:
    hour = Hour()
    hour.arrive(*TRIO)
    past = [turn(1, TRIO, [DANA, INES, JO])]
    hour.do(leading.name_leader, segment="check-in", person=DANA, how="offered", beside=INES)
    hour.lead("choose-topics", JO)

    found = offer(hour.session, "topic-1", past, (), Random)

    assert isinstance(found, Offer)
    assert found.drawn_among == (DANA, INES)
