"""Turns of evenings to come, swapped by two: who is asked then, and when a swap is gone."""

from datetime import date, timedelta
from random import Random

import msgspec
import pytest
from msgspec.structs import replace
from tests.circle_kit import make_desk, make_group
from tests.core.hour import DANA, INES, JO, Hour, turn

from circle_tui.core.errors import BadInput
from circle_tui.core.happening.session import Leadership
from circle_tui.core.people import leading, swaps
from circle_tui.core.people.asking import SWAPPED, ask
from circle_tui.core.people.forgetting import forgotten
from circle_tui.core.people.group import Group, Member
from circle_tui.core.people.policies import EACH_SEGMENT, PolicyKind, RotationPolicy
from circle_tui.core.people.rota import rota
from circle_tui.core.people.rotation import Nobody, Offer
from circle_tui.core.people.swaps import Moved, Swap, moved_on, swapped, to_come, with_swap

TRIO = (DANA, INES, JO)
FIRST = date(2026, 1, 1)
"""The day of `turn(0, …)`."""
PAST = [turn(7, TRIO, [INES]), turn(14, TRIO, [JO])]
"""Dana would be asked next, then Ines."""
ONE, TWO = FIRST + timedelta(days=21), FIRST + timedelta(days=28)
SWAP = swapped((ONE, DANA), (TWO, INES))
"""Ines leads on the first evening, Dana on the second."""


def asked(
    here: tuple[str, ...], moved: tuple[Moved, ...], policy: RotationPolicy = EACH_SEGMENT
) -> Offer | Nobody:
    hour = Hour()
    hour.arrive(*here)
    return ask(hour.session, "topic-1", PAST, (), Random, policy, moved)


def test_a_swap_gives_each_the_others_evening_in_whatever_order_they_were_chosen() -> None:
    assert Swap(on=ONE, person=INES, other_on=TWO, other=DANA) == SWAP
    assert swapped((TWO, INES), (ONE, DANA)) == SWAP


@pytest.mark.parametrize(
    ("first", "second", "why"),
    [
        ((ONE, DANA), (TWO, DANA), swaps.TWO_PEOPLE),
        ((ONE, DANA), (ONE, INES), swaps.TWO_EVENINGS),
    ],
)
def test_what_is_no_swap_is_said(first: tuple[date, str], second: tuple[date, str], why: str) -> None:
    with pytest.raises(BadInput) as said:
        swapped(first, second)

    assert str(said.value) == why


def test_a_turn_is_swapped_once() -> None:
    standing = with_swap((), SWAP)

    with pytest.raises(BadInput, match="swapped already"):
        with_swap(standing, swapped((ONE, DANA), (TWO, JO)))
    other = swapped((ONE, JO), (TWO + timedelta(days=7), DANA))
    assert with_swap((), other) == (other,)


def test_a_swap_stays_until_its_last_evening_is_past() -> None:
    days = (ONE, TWO, TWO + timedelta(days=1))

    assert [to_come((SWAP,), day) for day in days] == [(SWAP,), (SWAP,), ()]


@pytest.mark.parametrize(
    ("attended", "second"), [((INES, JO), (Moved(DANA, INES),)), ((DANA, JO), ()), (None, ())]
)
def test_the_second_turn_holds_only_when_the_first_was_kept(
    attended: tuple[str, ...] | None, second: tuple[Moved, ...]
) -> None:
    past = PAST if attended is None else [*PAST, turn(21, attended, [JO])]

    assert moved_on((SWAP,), ONE, PAST) == (Moved(INES, DANA),)
    assert moved_on((SWAP,), TWO, past) == second
    assert moved_on((SWAP,), FIRST, past) == ()


# On the evening


@pytest.mark.parametrize("kind", ["segment", "session", "volunteers", "presenter"])
def test_whoever_has_the_turn_by_a_swap_is_asked_and_the_reason_says_so(kind: PolicyKind) -> None:
    offer = asked(TRIO, (Moved(INES, DANA),), RotationPolicy(kind))

    assert isinstance(offer, Offer)
    assert (offer.person, offer.reason, offer.is_for_evening) == (INES, SWAPPED, kind == "session")


def test_when_they_are_not_here_leading_goes_round_as_ever() -> None:
    offer = asked((DANA, JO), (Moved(INES, DANA),))

    assert isinstance(offer, Offer)
    assert offer.person == DANA
    assert offer.reason != SWAPPED


def test_for_the_parts_after_that_whoever_gave_the_turn_away_is_not_asked() -> None:
    hour = Hour()
    hour.arrive(*TRIO)
    session = replace(hour.session, leaders={"check-in": Leadership(INES, "offered")}, last_named=INES)

    offer = ask(session, "topic-1", PAST, (), Random, EACH_SEGMENT, (Moved(INES, DANA),))

    assert isinstance(offer, Offer)
    assert offer.person == JO


def test_they_are_asked_all_the_same_when_nobody_else_can_be() -> None:
    hour = Hour()
    hour.arrive(DANA, INES)
    session = replace(hour.session, leaders={"check-in": Leadership(INES, "offered")}, last_named=INES)

    offer = ask(session, "topic-1", PAST, (INES,), Random, EACH_SEGMENT, (Moved(INES, DANA),))

    assert isinstance(offer, Offer)
    assert offer.person == DANA


def test_a_pass_frees_them_and_the_swap_with_it() -> None:
    hour = Hour()
    hour.arrive(*TRIO)
    hour.do(leading.pass_leading, "topic-1", INES)

    offer = ask(hour.session, "topic-1", PAST, (), Random, EACH_SEGMENT, (Moved(INES, DANA),))

    assert isinstance(offer, Offer)
    assert offer.person == DANA


@pytest.mark.parametrize("kind", ["fixed", "term"])
def test_where_one_person_leads_for_long_a_swap_says_nothing(kind: PolicyKind) -> None:
    offer = asked(TRIO, (Moved(DANA, INES),), RotationPolicy(kind, person=INES))

    assert isinstance(offer, Offer)
    assert offer.person == INES


# In the rota


def test_the_rota_shows_a_swap_and_goes_on_from_it() -> None:
    members = tuple(Member(person, person, date(2025, 12, 1)) for person in TRIO)
    days = [ONE, TWO, TWO + timedelta(days=7)]

    plain = [row.people for row in rota(EACH_SEGMENT, PAST, members, days, Random)]
    rows = rota(EACH_SEGMENT, PAST, members, days, Random, (SWAP,))

    assert plain == [(DANA,), (INES,), (JO,)]
    assert [row.people for row in rows] == [(INES,), (DANA,), (JO,)]
    assert [row.moved for row in rows] == [(Moved(INES, DANA),), (Moved(DANA, INES),), ()]


def test_whoever_would_not_come_has_no_turn_by_a_swap() -> None:
    resting = tuple(
        Member(person, person, date(2025, 12, 1), rests_until=ONE if person == INES else None)
        for person in TRIO
    )

    rows = rota(EACH_SEGMENT, PAST, resting, [ONE], Random, (SWAP,))

    assert (rows[0].people, rows[0].moved) == ((DANA,), ())


# In the file


def test_a_group_of_an_older_file_has_swapped_nothing_and_forgetting_takes_a_swap_along() -> None:
    group = make_group(make_desk())
    dana, ines = group.members[:2]
    with_one = replace(group, swaps=(swapped((ONE, dana.id), (TWO, ines.id)),))
    older = msgspec.to_builtins(group)
    del older["swaps"]

    assert msgspec.convert(older, Group).swaps == ()
    assert forgotten(with_one, ines).swaps == ()
    assert msgspec.convert(msgspec.to_builtins(with_one), Group) == with_one


def test_whoever_swapped_and_rests_meanwhile_is_not_asked_for_their_turn() -> None:
    hour = Hour()
    hour.arrive(*TRIO)

    found = ask(hour.session, "topic-1", PAST, (INES,), Random, EACH_SEGMENT, (Moved(INES, DANA),))

    assert isinstance(found, Offer)
    assert found.person != INES
