"""The next evenings as they stand, and whether leading has come round."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

import pytest
from msgspec.structs import replace
from tests.core.hour import DANA, INES, JO, KOFI, SAM, turn

from circle_tui.core.people.group import Member
from circle_tui.core.people.policies import EACH_SEGMENT, PolicyKind, RotationPolicy
from circle_tui.core.people.rota import RotaRow, has_come_round, rota
from circle_tui.core.people.rotation import Turn
from circle_tui.core.people.swaps import swapped

TRIO = (DANA, INES, JO)
SINCE = date(2025, 12, 1)
DATES = tuple(date(2026, 3, 3) + timedelta(weeks=week) for week in range(4))
MEMBERS = tuple(Member(person, person, SINCE) for person in TRIO)
PAST = [turn(7, TRIO, [DANA]), turn(14, TRIO, [INES]), turn(21, TRIO, [JO])]


def names(
    policy: RotationPolicy = EACH_SEGMENT, past: Sequence[Turn] = PAST, members: Sequence[Member] = MEMBERS
) -> list[tuple[str, ...]]:
    """Who would be asked on the next four dates."""
    return [row.people for row in rota(policy, past, members, DATES, Random)]


@pytest.mark.parametrize("kind", ["segment", "session", "volunteers", "presenter"])
def test_the_rota_goes_on_where_leading_stands(kind: PolicyKind) -> None:
    assert names(RotationPolicy(kind)) == [(DANA,), (INES,), (JO,), (DANA,)]


def test_a_rota_has_as_many_names_as_usually_lead_in_an_evening() -> None:
    past = [turn(7, TRIO, [DANA, INES]), turn(14, TRIO, [JO, DANA])]

    assert [len(people) for people in names(past=past)] == [2, 2, 2, 2]
    assert [len(people) for people in names(RotationPolicy("session"), past)] == [1, 1, 1, 1]


def test_the_one_person_stands_on_every_date() -> None:
    assert names(RotationPolicy("fixed", person=INES)) == [(INES,)] * 4


def test_a_term_goes_on_to_its_end_and_then_the_next_begins() -> None:
    policy = RotationPolicy("term", sessions=3, decided_on=date(2026, 1, 20))

    assert names(policy) == [(JO,), (JO,), (DANA,), (DANA,)]


@pytest.mark.parametrize(
    ("dana", "first"),
    [
        (Member(DANA, "Dana", SINCE, rests_until=DATES[0]), [INES, DANA]),
        (Member(DANA, "Dana", SINCE, left=DATES[0]), [DANA, INES]),
        (Member(DANA, "Dana", SINCE, is_guest=True), [INES, JO]),
        (Member(DANA, "Dana", DATES[2]), [INES, JO]),
    ],
    ids=["rests for a date", "leaves after a date", "is a guest", "joins later"],
)
def test_who_cannot_be_asked_on_a_date_is_not_on_it(dana: Member, first: list[str]) -> None:
    assert [people[0] for people in names(members=(dana, *MEMBERS[1:]))][:2] == first


def test_a_newcomer_is_on_the_rota_once_the_grace_is_over() -> None:
    sam = Member(SAM, "Sam", DATES[0])

    assert names(members=(*MEMBERS, sam))[:3] == [(DANA,), (INES,), (SAM,)]


def test_who_has_not_come_lately_is_not_on_the_rota() -> None:
    past = [turn(0, (*TRIO, KOFI), []), *PAST]
    kofi = Member(KOFI, "Kofi", SINCE)

    assert (KOFI,) not in names(past=past, members=(*MEMBERS, kofi))


def test_with_nobody_to_ask_a_date_stays_open() -> None:
    assert names(members=()) == [(), (), (), ()]


def test_what_the_lot_decided_is_said_and_drawn_the_same_again() -> None:
    rows, again = (rota(EACH_SEGMENT, [], MEMBERS, DATES, Random) for _ in range(2))

    assert rows == again
    assert [row.is_drawn for row in rows] == [True, True, False, False]
    assert sorted(row.people[0] for row in rows[:3]) == sorted(TRIO)
    assert isinstance(rows[0], RotaRow)


# Whether it has come round


@pytest.mark.parametrize(
    ("past", "has_come"),
    [
        ([], False),
        (PAST[:2], False),
        (PAST, True),
        ([*PAST, turn(28, TRIO, [DANA])], False),
        ([*PAST, turn(28, TRIO, [DANA]), turn(35, TRIO, [JO, INES])], True),
        ([turn(7, TRIO, TRIO)], True),
    ],
    ids=["nothing yet", "one has not", "all have", "a new round", "that came round too", "in one evening"],
)
def test_leading_has_come_round_when_everyone_has_led_since_it_last_did(
    past: list[Turn], has_come: bool
) -> None:
    assert has_come_round(past, MEMBERS) == has_come


@pytest.mark.parametrize(
    "jo",
    [
        Member(JO, "Jo", SINCE, rests_until=DATES[0]),
        Member(JO, "Jo", SINCE, left=date(2026, 1, 10)),
        Member(JO, "Jo", SINCE, is_guest=True),
    ],
    ids=["rests", "has left", "is a guest"],
)
def test_who_does_not_wish_to_is_not_waited_for(jo: Member) -> None:
    assert has_come_round(PAST[:2], (*MEMBERS[:2], jo))


def test_neither_a_newcomer_nor_who_has_not_come_lately_is_waited_for() -> None:
    past = [*PAST[:2], replace(PAST[2], attended=(*TRIO, SAM))]
    others = (Member(SAM, "Sam", SINCE), Member(KOFI, "Kofi", SINCE))

    assert has_come_round(past, (*MEMBERS, *others))


def test_one_alone_comes_round_with_nobody() -> None:
    assert not has_come_round([turn(7, TRIO, [DANA])], MEMBERS[:1])


def test_who_comes_of_late_is_on_the_rota_however_long_they_were_away_before() -> None:
    others = (INES, JO)
    past = [turn(7 * week, others, [others[week % 2]]) for week in range(1, 25)]
    past += [turn(7 * week, TRIO, [others[week % 2]]) for week in range(25, 33)]

    assert names(past=past)[0] == (DANA,)


def test_nobody_of_the_last_pair_is_first_on_the_rota_and_either_may_come_second() -> None:
    four = (*TRIO, KOFI)
    members = (*MEMBERS, Member(KOFI, KOFI, SINCE))
    past = [turn(1, four, [INES, KOFI]), *(turn(7 * place, four, [JO, DANA]) for place in range(1, 9))]
    past += [turn(70, four, [KOFI, JO]), turn(77, four, [DANA, JO])]
    past += [replace(turn(84, four, [INES, JO]), pairs=((INES, JO),))]

    assert names(past=past, members=members)[0] == (KOFI, INES)


def test_whoever_gave_a_turn_away_is_not_asked_for_another_part_of_that_evening() -> None:
    past = [turn(7, TRIO, [DANA, INES]), turn(14, TRIO, [INES, JO])]
    swap = swapped((DATES[0], DANA), (DATES[2], INES))

    before, *_ = rota(EACH_SEGMENT, past, MEMBERS, DATES, Random)
    after, *_ = rota(EACH_SEGMENT, past, MEMBERS, DATES, Random, (swap,))

    assert before.people == (DANA, JO)
    assert after.people == (INES, JO)
