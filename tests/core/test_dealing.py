"""Parts and lenses: everyone has one, nobody has two that clash, and nothing comes twice too soon."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.hour import DANA, INES, JO, KOFI, LEA, MARA, PEOPLE, SAM

from circle_tui.core.people.dealing import (
    DEALT,
    Dealt,
    Hands,
    Part,
    Table,
    another_lens,
    deal,
    deal_lenses,
    seats,
    without,
)

LENSES = tuple("abcdefghijklmn")


def table(
    count: int, *, facilitator: str | None = DANA, leaders: tuple[str, ...] = (), presenter: str | None = JO
) -> Table:
    """The first so many people."""
    return Table((*PEOPLE, "p-8", "p-9")[:count], facilitator, leaders, presenter)


def parts(at: Table, dealt: Dealt) -> dict[str, tuple[Part, ...]]:
    """Who has what."""
    return {seat.person: seat.parts for seat in seats(at, dealt)}


@pytest.mark.parametrize(
    ("count", "dealt"),
    [
        (3, {INES: ("process",)}),
        (4, {INES: ("time",), KOFI: ("process",)}),
        (5, {INES: ("time",), KOFI: ("process",), LEA: ("guardian",)}),
        (6, {INES: ("time",), KOFI: ("process",), LEA: ("guardian",), MARA: ("door",)}),
        (7, {INES: ("time",), KOFI: ("process",), LEA: ("guardian",), MARA: ("door",), SAM: ("queue",)}),
    ],
)
def test_by_how_many_are_here_everyone_has_a_part(count: int, dealt: dict[str, tuple[Part, ...]]) -> None:
    at = table(count)

    found = parts(at, deal(at, Dealt(), at.here))

    assert found == {DANA: ("frame",), JO: ("brings",), **dealt}


def test_with_nine_the_last_one_listens() -> None:
    at = table(9)

    found = parts(at, deal(at, Dealt(), at.here))

    assert found["p-8"] == ("scribe",)
    assert found["p-9"] == ()


def test_a_facilitator_who_brings_something_leaves_the_frame_to_somebody_else() -> None:
    at = table(4, presenter=DANA)

    found = parts(at, deal(at, Dealt(), at.here))

    assert found == {DANA: ("brings",), INES: ("frame",), JO: ("time",), KOFI: ("process",)}


def test_a_facilitator_who_leads_too_has_both() -> None:
    at = table(4, leaders=(DANA,))

    assert parts(at, deal(at, Dealt(), at.here))[DANA] == ("frame", "leads")


def test_two_who_lead_together_both_lead_and_are_dealt_nothing_else() -> None:
    at = table(5, leaders=(INES, KOFI))

    found = parts(at, deal(at, Dealt(), at.here))

    assert found == {DANA: ("frame",), INES: ("leads",), JO: ("brings",), KOFI: ("leads",), LEA: ("process",)}


def test_a_pass_moves_one_part_and_leaves_the_others_where_they_are() -> None:
    at = table(6)
    before = deal(at, Dealt(), at.here)

    after = without(at, before, KOFI, at.here)

    assert parts(at, after) == {
        DANA: ("frame",),
        JO: ("brings",),
        INES: ("time",),
        MARA: ("process",),
        LEA: ("guardian",),
        KOFI: (),
    }


def test_whoever_is_named_to_bring_something_gives_their_part_away() -> None:
    before = deal(table(5), Dealt(), table(5).here)
    at = table(5, presenter=INES)

    found = parts(at, deal(at, before, at.here))

    assert found == {
        DANA: ("frame",),
        INES: ("brings",),
        JO: ("time",),
        KOFI: ("process",),
        LEA: ("guardian",),
    }


@settings(max_examples=60)
@given(
    count=st.integers(1, 9),
    facilitator=st.sampled_from([None, *PEOPLE]),
    leader=st.sampled_from([None, *PEOPLE]),
    presenter=st.sampled_from([None, *PEOPLE]),
    passed=st.sets(st.sampled_from(PEOPLE)),
    seed=st.integers(0, 9),
)
def test_no_part_is_held_twice_and_none_clashes_with_bringing_or_leading(
    count: int,
    facilitator: str | None,
    leader: str | None,
    presenter: str | None,
    passed: set[str],
    seed: int,
) -> None:
    here = table(count).here
    at = Table(
        here,
        facilitator,
        tuple(person for person in {leader} & set(here) - {presenter} if person),
        presenter if presenter in here else None,
    )
    dealt = deal(at, Dealt(passed=frozenset(passed)), Random(seed).sample(here, len(here)))

    found = parts(at, dealt)

    held = [part for had in found.values() for part in had]
    assert len(held) == len(set(held))
    assert set(found) == set(here)
    assert all(
        set(had) & set(DEALT) == set()
        for person, had in found.items()
        if person in (at.presenter, *at.leaders)
    )
    assert at.presenter is None or found[at.presenter] == ("brings",)
    assert deal(at, dealt, here) == dealt


# Lenses


@settings(max_examples=40)
@given(st.integers(1, 8), st.integers(0, 9))
def test_no_lens_comes_twice_before_all_have_come(count: int, seed: int) -> None:
    people, chance = PEOPLE[:count], Random(seed)
    hands = Hands()
    dealt: list[str] = []
    for _ in range(len(LENSES) // len(people)):
        hands = deal_lenses(hands, people, LENSES, chance)
        dealt.extend(hands.held.values())

    assert len(dealt) == len(set(dealt)) > 0


@settings(max_examples=40)
@given(st.integers(0, 9))
def test_nobody_gets_what_they_had_while_there_is_another(seed: int) -> None:
    chance, hands, had = Random(seed), Hands(), []
    for _ in range(4):
        hands = deal_lenses(hands, PEOPLE[:5], LENSES, chance)
        had.append(hands.held[DANA])
        assert len(set(hands.held.values())) == 5

    assert len(set(had)) == 4


def test_another_lens_is_another_and_nobody_elses() -> None:
    hands = deal_lenses(Hands(), TRIO, LENSES, Random(1))

    after = another_lens(hands, DANA, LENSES, Random(2))

    assert after.held[DANA] not in hands.held.values()
    assert (after.held[INES], after.held[JO]) == (hands.held[INES], hands.held[JO])
    assert len(after.pile) == len(set(after.pile)) == len(LENSES) - 3
    assert not set(after.pile) & set(after.held.values())


def test_more_people_than_lenses_share_them() -> None:
    hands = deal_lenses(Hands(), TRIO, LENSES[:2], Random(1))

    assert set(hands.held) == set(TRIO)
    assert set(hands.held.values()) == set(LENSES[:2])


@pytest.mark.parametrize("lenses", [(), ("a",)])
def test_with_no_other_lens_one_keeps_what_one_has(lenses: tuple[str, ...]) -> None:
    hands = deal_lenses(Hands(), (DANA,), lenses, Random(1))

    assert another_lens(hands, DANA, lenses, Random(1)).held == hands.held


TRIO = (DANA, INES, JO)
