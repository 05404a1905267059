"""What the rotation comes to over simulated years: eight people, newcomers, opt-outs and passes.

Who comes, who rests and who would pass is drawn beforehand, so that two ways of asking meet the same
evenings. The seeds are fixed: a failure can be looked at again.
"""

from collections.abc import Callable, Sequence
from itertools import pairwise
from random import Random
from statistics import mean
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.core.hour import instant, sitting, turn

from circle_tui.core.happening.session import Leadership, Presence, Stay
from circle_tui.core.people.rotation import GRACE_SESSIONS, Offer, Turn, is_newcomer, offer

EIGHT = tuple(f"p-{number}" for number in range(1, 9))
NEWCOMERS = ("n-1", "n-2", "n-3")
"""They join on the twentieth, the fortieth and the sixtieth evening."""
SEEDS = range(6)
EMPTY = sitting(())
IS_HERE = Presence(stays=(Stay(instant("19:30:00"), None),))


class Drawn(NamedTuple):
    """One evening as chance would have it, before anybody is asked."""

    here: tuple[str, ...]
    passing: frozenset[str]
    resting: frozenset[str]


class Years(NamedTuple):
    """What came of it."""

    turns: list[Turn]
    waits: list[int]
    """How many evenings somebody was at and willing before they led, or until the years were over."""
    willing: list[tuple[str, ...]]
    """Who could be asked, by evening."""


Ask = Callable[[str, Drawn, Sequence[str], Sequence[Turn]], str | None]
"""Names somebody for a part, given the evening, who has led in it already, and the past."""


def drawn_years(seed: int, *, evenings: int = 104, passes: float = 0.1, rests: float = 0.01) -> list[Drawn]:
    """Two years of weekly evenings: everyone comes to four of five, some pass, some rest for weeks."""
    chance = Random(seed)
    resting_until: dict[str, int] = {}
    drawn = []
    for place in range(evenings):
        people = (*EIGHT, *(item for number, item in enumerate(NEWCOMERS, 1) if place >= 20 * number))
        for person in people:
            if resting_until.get(person, 0) <= place and chance.random() < rests:
                resting_until[person] = place + chance.randrange(3, 10)
        here = tuple(person for person in people if chance.random() < 0.8)
        passing = frozenset(person for person in people if chance.random() < passes)
        drawn.append(
            Drawn(here, passing, frozenset(item for item in people if resting_until.get(item, 0) > place))
        )
    return drawn


def ask_by_rotation(part: str, evening: Drawn, led: Sequence[str], past: Sequence[Turn]) -> str | None:
    """Whoever the rotation names."""
    session = replace(
        EMPTY,
        presence=dict.fromkeys(evening.here, IS_HERE),
        passed=evening.passing,
        leaders={f"led-{place}": Leadership(person, "offered") for place, person in enumerate(led)},
        last_named=led[-1] if led else None,
    )
    found = offer(session, part, past, evening.resting, Random)
    return found.person if isinstance(found, Offer) else None


def ask_least_recently_led(part: str, evening: Drawn, led: Sequence[str], past: Sequence[Turn]) -> str | None:
    """Whoever led longest ago by the calendar, those who never led first; equals by lot."""
    people = [person for person in willing(evening, past) if person not in led]
    last = {
        person: max((place for place, item in enumerate(past) if person in item.led), default=-1)
        for person in people
    }
    equals = sorted(person for person in people if last[person] == min(last.values()))
    return Random(f"{part}/{equals}").choice(equals) if equals else None


def willing(evening: Drawn, past: Sequence[Turn]) -> tuple[str, ...]:
    """Those here who can be asked."""
    return tuple(
        person
        for person in evening.here
        if person not in evening.passing | evening.resting and not is_newcomer(person, past)
    )


def lived(drawn: Sequence[Drawn], ask: Ask = ask_by_rotation, *, parts: int = 1) -> Years:
    """The same evenings, asked in one way."""
    past: list[Turn] = []
    waited: dict[str, int] = {}
    waits: list[int] = []
    could: list[tuple[str, ...]] = []
    for place, evening in enumerate(drawn):
        led: list[str] = []
        for part in range(parts):
            person = ask(f"part-{place}-{part}", evening, led, past)
            led += [person] if person is not None else []
        could.append(willing(evening, past))
        for person in could[-1]:
            waited[person] = waited.get(person, 0) + 1
        waits += [waited.pop(person) for person in set(led)]
        past.append(turn(7 * place, evening.here, led))
    return Years(past, [*waits, *waited.values()], could)


ASKS: tuple[Ask, ...] = (ask_by_rotation, ask_least_recently_led)


@pytest.mark.parametrize("parts", [1, 3])
@pytest.mark.parametrize("seed", SEEDS[:3])
def test_nobody_leads_twice_running_while_somebody_else_here_is_willing(seed: int, parts: int) -> None:
    years = lived(drawn_years(seed), parts=parts)

    leads = [
        (person, set(could))
        for item, could in zip(years.turns, years.willing, strict=True)
        for person in item.led
    ]
    twice = [
        person for (before, _), (person, could) in pairwise(leads) if before == person and len(could) > 1
    ]
    assert twice == []


@st.composite
def comings(draw: st.DrawFn) -> tuple[list[Drawn], int]:
    """Evenings with any of two to eight people, the first with all of them; and how many people they are."""
    people = EIGHT[: draw(st.integers(2, 8))]
    some = st.sets(st.sampled_from(people), min_size=1).map(lambda who: tuple(sorted(who)))
    evenings = [people, *draw(st.lists(some, min_size=10, max_size=40))]
    return [Drawn(here, frozenset(), frozenset()) for here in evenings], len(people)


@given(drawn=comings(), parts=st.integers(1, 3), ask=st.sampled_from(ASKS))
@settings(max_examples=60, deadline=None)
def test_whoever_comes_when_nobody_waits_for_more_evenings_than_there_are_people(
    drawn: tuple[list[Drawn], int], parts: int, ask: Ask
) -> None:
    """A law on any evenings, as long as nobody passes; asking whoever led longest ago comes to the same one.

    Why: put those who wait in order, and give them places from the number of people less one down to nought.
    Nobody has waited more evenings than their place says. Whoever is asked has waited longest of those here,
    so that all who gain an evening stand behind them; they go to the end, everyone behind them moves up a
    place, and so nobody has waited more than their place says again. With whoever led longest ago, each
    evening on which somebody is not asked takes one person from before them to behind them.
    """
    evenings, people = drawn

    years = lived(evenings, ask, parts=parts)

    assert max(years.waits) <= people


@pytest.mark.parametrize("ask", ASKS)
def test_no_rule_can_promise_less(ask: Ask) -> None:
    """If those alone come who have not led yet, the last of them has been at every evening."""
    past: list[Turn] = []
    left = list(EIGHT)
    while left:
        person = ask(f"part-{len(past)}", Drawn(tuple(left), frozenset(), frozenset()), (), past)
        assert person is not None
        past.append(turn(7 * len(past), left, [person]))
        left.remove(person)

    assert sum(past[-1].led[0] in item.attended for item in past) == len(EIGHT)


@pytest.mark.parametrize(("parts", "draws"), [(1, 60), (2, 30)])
def test_over_many_years_nobody_waits_longer_than_if_whoever_led_longest_ago_were_asked(
    parts: int, draws: int
) -> None:
    """On the same evenings, with newcomers, rests and passes; in evenings somebody was at and could be asked.

    No law for each draw: whichever of two people a rule asks first, chance may send the other one to every
    evening after that. Of 600 draws 22 are worse with one part an evening, by a single evening each, and 321
    are better; with two parts 5 of 400 are worse, and 242 better.
    """
    ours, plain = [], []
    for seed in range(draws):
        drawn = drawn_years(seed)
        ours.append(max(lived(drawn, parts=parts).waits))
        plain.append(max(lived(drawn, ask_least_recently_led, parts=parts).waits))

    worse = [mine - theirs for mine, theirs in zip(ours, plain, strict=True) if mine > theirs]
    assert mean(ours) <= mean(plain)
    assert max(ours) <= max(plain)
    assert len(worse) * 50 <= draws
    assert all(evenings == 1 for evenings in worse)


@pytest.mark.parametrize("seed", SEEDS[:3])
def test_a_newcomer_leads_no_more_than_their_share_once_the_grace_is_over(seed: int) -> None:
    """By at most one lead more than anybody else who could be asked as often."""
    years = lived(drawn_years(seed, passes=0, rests=0))

    for newcomer in NEWCOMERS:
        since = next(place for place, could in enumerate(years.willing) if newcomer in could)
        turns, could = years.turns[since:], years.willing[since:]
        led = {person: sum(person in item.led for item in turns) for person in (*EIGHT, newcomer)}
        asked = {person: sum(person in item for item in could) for person in (*EIGHT, newcomer)}
        share = max(led[person] / asked[person] for person in EIGHT)
        assert led[newcomer] <= share * asked[newcomer] + 1


@pytest.mark.parametrize("seed", SEEDS[:3])
def test_everyone_leads_as_often_as_they_can_be_asked(seed: int) -> None:
    years = lived(drawn_years(seed, evenings=150))

    shares = [
        sum(person in item.led for item in years.turns) / sum(person in could for could in years.willing)
        for person in EIGHT
    ]
    assert max(shares) - min(shares) < 0.06


@given(seed=st.integers(0, 10_000), place=st.integers(12, 20), number=st.integers(0, 7))
@settings(max_examples=12, deadline=None)
def test_a_pass_never_makes_the_next_turn_later_than_not_having_been_there(
    seed: int, place: int, number: int
) -> None:
    person, drawn = EIGHT[number], drawn_years(seed, evenings=45, passes=0, rests=0)
    evening = drawn[place]
    here = tuple(dict.fromkeys((*evening.here, person)))
    passed = [*drawn]
    passed[place] = evening._replace(here=here, passing=frozenset({person}))
    absent = [*drawn]
    absent[place] = evening._replace(here=tuple(item for item in here if item != person))

    after_pass, after_absence = (next_turn(lived(years), person, place) for years in (passed, absent))

    assert after_pass <= after_absence


def next_turn(years: Years, person: str, after: int) -> int:
    """The first evening behind one on which somebody led; far away when there is none."""
    led = [place for place, item in enumerate(years.turns) if place > after and person in item.led]
    return led[0] if led else len(years.turns)


@given(seed=st.integers(0, 10_000))
@settings(max_examples=5, deadline=None)
def test_the_same_history_gives_the_same_offers_in_whatever_order_people_came(seed: int) -> None:
    drawn = drawn_years(seed, evenings=40)
    turned = [evening._replace(here=tuple(reversed(evening.here))) for evening in drawn]

    first, again, other = lived(drawn), lived(drawn), lived(turned)

    led = [item.led for item in first.turns]
    assert led == [item.led for item in again.turns] == [item.led for item in other.turns]


def test_a_newcomer_is_not_asked_in_their_grace() -> None:
    years = lived(drawn_years(0))

    for newcomer in NEWCOMERS:
        evenings = [item for item in years.turns if newcomer in item.attended][:GRACE_SESSIONS]
        assert [item for item in evenings if newcomer in item.led] == []
