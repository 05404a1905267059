"""Who is asked to bring something: a queue of its own, and wishes that no evening forgets."""

from collections.abc import Iterable, Sequence
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.core.hour import DANA, INES, JO, MARA, Hour, instant, sitting

from circle_tui.core.happening import moves
from circle_tui.core.happening.events.naming import (
    PresenterNamed,
    PresentingAsked,
    PresentingPassed,
    PresentingWithdrawn,
)
from circle_tui.core.happening.fold import fold
from circle_tui.core.happening.keeping import kept
from circle_tui.core.happening.session import Leadership, Session
from circle_tui.core.people import presenting
from circle_tui.core.people.presenting import Brought, carried, offer, still_to_bring, unmet
from circle_tui.core.people.rotation import Nobody, Offer
from circle_tui.core.record.ledger import brought, record

TRIO = (DANA, INES, JO)


def past(
    presented: Iterable[str] = (), *, attended: Sequence[str] = TRIO, wished: Iterable[str] = ()
) -> Brought:
    """What one past evening says."""
    return Brought(tuple(attended), tuple(presented), tuple(wished))


def asked(
    evenings: Sequence[Brought], session: Session | None = None, *, unasked: Sequence[str] = ()
) -> Offer | Nobody:
    """Who is asked to bring something in the consultation."""
    return offer(session or sitting(TRIO), "case-1", evenings, unasked, Random)


@pytest.mark.parametrize(
    ("evenings", "person", "reason"),
    [
        ([past([DANA]), past([INES]), past([JO])], DANA, "has waited longest to bring something"),
        ([past([JO]), past([DANA]), past([INES])], JO, "has waited longest to bring something"),
        ([past([DANA, INES]), past([DANA])], JO, "has not had time here yet"),
        # Only evenings one was at count.
        (
            [past([DANA]), past([INES], attended=[INES, JO]), past([JO], attended=[INES, JO])],
            INES,
            "has waited longest to bring something",
        ),
        # A wish that no evening reached comes before any waiting.
        (
            [past([DANA], wished=[JO]), past([INES])],
            JO,
            "wished to bring something on an evening that ran out",
        ),
        # The older wish comes first.
        (
            [past([DANA], wished=[INES]), past([DANA], wished=[JO])],
            INES,
            "wished to bring something on an evening that ran out",
        ),
        # A wish that was met is gone.
        (
            [past([DANA], wished=[JO]), past([JO]), past([INES])],
            DANA,
            "has waited longest to bring something",
        ),
    ],
)
def test_one_person_is_asked_with_one_reason(evenings: list[Brought], person: str, reason: str) -> None:
    found = asked(evenings)

    assert found == Offer(person, reason)
    assert not any(sign.isdigit() for sign in reason)


@pytest.mark.parametrize(
    ("wishes", "person", "reason"),
    [
        ({DANA: True}, DANA, "asked for time tonight"),
        ({DANA: False}, JO, "wished to bring something on an evening that ran out"),
        ({DANA: True, JO: True}, JO, "asked for time tonight"),
    ],
)
def test_need_tonight_goes_first_and_a_carried_wish_before_a_new_one(
    wishes: dict[str, bool], person: str, reason: str
) -> None:
    session = replace(sitting(TRIO), wishes=wishes)

    assert asked([past([DANA], wished=[JO]), past([DANA, INES])], session) == Offer(person, reason)


def test_a_wish_of_tonight_comes_before_waiting() -> None:
    session = replace(sitting(TRIO), wishes={JO: False})

    assert asked([past([DANA]), past([INES]), past([JO])], session) == Offer(
        JO, "would like to bring something"
    )


def test_where_nobody_has_brought_anything_a_lot_is_drawn_and_drawn_the_same_way_again() -> None:
    first, again = asked([]), asked([])

    assert first == again
    assert isinstance(first, Offer)
    assert first.reason == "nobody has brought anything yet, so the lot was drawn"
    assert set(first.drawn_among) == set(TRIO)


@pytest.mark.parametrize(
    ("evenings", "wishes", "reason"),
    [
        ([past([DANA, INES, JO])], {}, "drawn by lot among those who have waited as long"),
        ([past([MARA])], {}, "drawn by lot among those who have not had time here yet"),
        (
            [],
            {DANA: True, JO: True},
            "asked for time tonight; drawn by lot among those who did as well",
        ),
    ],
)
def test_a_lot_among_equals_says_so(evenings: list[Brought], wishes: dict[str, bool], reason: str) -> None:
    found = asked(evenings, replace(sitting(TRIO), wishes=wishes))

    assert isinstance(found, Offer)
    assert found.reason == reason


def test_whoever_brought_something_tonight_is_asked_last() -> None:
    session = replace(sitting(TRIO), presenters={"topic-1": DANA})

    found = asked([past([INES]), past([JO])], session)

    assert found == Offer(INES, "has waited longest to bring something")


def test_whoever_leads_the_segment_is_not_asked_to_bring_something_in_it() -> None:
    session = replace(sitting(TRIO), leaders={"case-1": Leadership(DANA, "offered")})

    assert asked([past([DANA]), past([INES]), past([JO])], session) == Offer(
        INES, "has waited longest to bring something"
    )


@pytest.mark.parametrize(
    ("not_bringing", "person"),
    [({("", DANA)}, INES), ({("case-1", DANA)}, INES), ({("topic-1", DANA)}, DANA)],
)
def test_a_pass_asks_somebody_else_and_later_only_here(
    not_bringing: set[tuple[str, str]], person: str
) -> None:
    session = replace(sitting(TRIO), not_bringing=frozenset(not_bringing))

    found = asked([past([DANA]), past([INES]), past([JO])], session)

    assert isinstance(found, Offer)
    assert found.person == person


def test_guests_and_newcomers_are_asked_only_where_they_asked_themselves() -> None:
    evenings = [past([DANA]), past([INES]), past([JO])]
    wishing = replace(sitting(TRIO), wishes={DANA: False})

    assert asked(evenings, unasked=[DANA]) == Offer(INES, "has waited longest to bring something")
    assert asked(evenings, wishing, unasked=[DANA]) == Offer(DANA, "would like to bring something")


@pytest.mark.parametrize(
    ("session", "why"),
    [
        (sitting(()), "Nobody is marked as here yet. r opens the roll."),
        (
            replace(sitting([DANA]), not_bringing=frozenset({("", DANA)})),
            "Nobody is left to ask. Somebody may still bring something: one key names them.",
        ),
    ],
)
def test_when_nobody_can_be_asked_it_says_what_remains(session: Session, why: str) -> None:
    assert asked([], session) == Nobody(why)


@pytest.mark.parametrize("presenters", [{}, {"topic-1": DANA}])
def test_the_last_one_left_is_asked_without_a_comparison(presenters: dict[str, str]) -> None:
    session = replace(sitting([DANA]), presenters=presenters, wishes={DANA: True} if presenters else {})

    assert asked([past([DANA])], session) == Offer(DANA, "the turn comes to them")


def test_the_segments_to_bring_something_in_are_those_from_the_running_one_on() -> None:
    hour = Hour()
    before = still_to_bring(hour.session)
    hour.begin()
    hour.go_to("topic-1")

    assert [segment.id for segment in before] == ["case-1"]
    assert still_to_bring(hour.session) == ()


PEOPLE = st.lists(st.sampled_from(TRIO), unique=True)


@settings(max_examples=40)
@given(st.lists(st.builds(Brought, PEOPLE.map(tuple), PEOPLE.map(tuple), PEOPLE.map(tuple)), max_size=6))
def test_somebody_here_is_always_asked_and_no_reason_holds_a_number(evenings: list[Brought]) -> None:
    found = asked(evenings)

    assert isinstance(found, Offer)
    assert found.person in TRIO
    assert not any(sign.isdigit() for sign in found.reason)


def test_over_a_cycle_everyone_is_reached_once_before_anybody_twice() -> None:
    evenings: list[Brought] = []
    for _ in range(len(TRIO) * 2):
        found = asked(evenings)
        assert isinstance(found, Offer)
        evenings.append(past([found.person]))

    first, second = evenings[: len(TRIO)], evenings[len(TRIO) :]
    assert {item.presented[0] for item in first} == {item.presented[0] for item in second} == set(TRIO)


# Wishes


@pytest.mark.parametrize(
    ("evenings", "waiting"),
    [
        ([past(wished=[JO])], {JO: 0}),
        ([past(wished=[JO]), past(wished=[JO])], {JO: 0}),
        ([past(wished=[JO]), past([JO])], {}),
        ([past(wished=[JO]), Brought(TRIO, (), (), (JO,))], {}),
        ([past(wished=[JO]), past([JO], wished=[DANA]), past(wished=[JO])], {DANA: 1, JO: 2}),
    ],
)
def test_a_wish_is_carried_until_it_is_met_or_taken_back(
    evenings: list[Brought], waiting: dict[str, int]
) -> None:
    assert carried(evenings) == waiting


def test_only_somebody_here_can_ask_and_nobody_twice_for_the_same() -> None:
    hour = Hour()
    hour.arrive(DANA)
    hour.do(presenting.ask_to_present, DANA, is_tonight=True)

    assert "Only somebody who is here" in hour.refused(presenting.ask_to_present, JO, is_tonight=True)
    assert "noted already" in hour.refused(presenting.ask_to_present, DANA, is_tonight=True)
    assert "no wish to take back" in hour.refused(presenting.withdraw_wish, JO, is_carried=False)


def test_whoever_was_named_and_not_reached_has_an_unmet_wish() -> None:
    hour = Hour()
    hour.begin()
    hour.do(presenting.name_presenter, "case-1", DANA)
    hour.do(presenting.ask_to_present, JO, is_tonight=False)
    before = unmet(hour.session, hour.now)
    hour.go_to("case-1", at="19:46:00")
    hour.at("19:48:00")

    assert before == (DANA, JO)
    assert unmet(hour.session, hour.now) == (JO,)


def test_sealing_keeps_the_wishes_that_nothing_met_and_no_word_of_tonight() -> None:
    hour = Hour()
    hour.begin()
    hour.do(presenting.ask_to_present, DANA, is_tonight=True)
    hour.do(presenting.ask_to_present, JO, is_tonight=True)
    hour.do(presenting.ask_to_present, INES, is_tonight=False)
    hour.do(presenting.withdraw_wish, INES, is_carried=False)
    hour.do(presenting.withdraw_wish, MARA, is_carried=True)
    hour.do(presenting.pass_presenting, "case-1", INES)
    hour.do(presenting.name_presenter, "case-1", DANA)
    hour.go_to("case-1", at="19:46:00")
    hour.at("19:58:00")
    hour.do(moves.end_session)

    events = [entry.event for entry in kept(hour.room.entries)]

    about = PresentingAsked | PresentingWithdrawn | PresentingPassed
    assert [event for event in events if isinstance(event, about)] == [
        PresentingAsked(JO, is_tonight=False),
        PresentingWithdrawn(MARA, is_carried=True),
    ]
    assert PresenterNamed("case-1", DANA) in events


def test_a_bumped_wish_is_asked_first_in_the_evening_after_the_next_and_then_is_gone() -> None:
    first = Hour()
    first.begin()
    first.do(presenting.ask_to_present, JO, is_tonight=True)
    first.do(moves.end_session)
    second = Hour()
    second.arrive(DANA, INES)
    second.at("19:30:00")
    second.do(moves.begin)
    second.go_to("case-1", at="19:46:00")
    second.do(presenting.name_presenter, "case-1", INES)
    second.at("19:58:00")
    second.do(moves.end_session)
    sealed = [record(fold(kept(hour.room.entries)), hour.now) for hour in (first, second)]
    third = replace(sealed[1], segments=(replace(sealed[1].segments[3], presenter=JO),))

    found = asked(brought(sealed))

    assert found == Offer(JO, "wished to bring something on an evening that ran out")
    assert carried(brought([*sealed, replace(third, planned_start=instant("23:00:00"))])) == {}
