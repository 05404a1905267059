"""Who is asked to lead next: the rules as tables. What they come to over the years is in `test_fairness`."""

from collections.abc import Sequence
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.core.hour import DANA, INES, JO, KOFI, LEA, MARA, PEOPLE, SAM, Hour, sitting, turn

from circle_tui.core.happening import moves
from circle_tui.core.happening.events.naming import LeaderNamed
from circle_tui.core.happening.session import Session
from circle_tui.core.people import leading, presenting
from circle_tui.core.people.rotation import GRACE_SESSIONS, Nobody, Offer, Turn, foremost, is_newcomer, offer

TRIO = (DANA, INES, JO)
NOBODY_LEFT = "Nobody is left to ask for this one. v asks for a volunteer; without one, you hold it."


def asked(
    past: Sequence[Turn],
    *,
    here: Sequence[str] = TRIO,
    led: Sequence[str] = (),
    resting: Sequence[str] = (),
    session: Session | None = None,
) -> Offer | Nobody:
    """Who is asked to lead the first topic."""
    return offer(session or sitting(here, led=led), "topic-1", past, resting, Random)


def person_asked(
    past: Sequence[Turn],
    *,
    here: Sequence[str] = TRIO,
    led: Sequence[str] = (),
    resting: Sequence[str] = (),
) -> str:
    """Who is asked, where somebody can be."""
    found = asked(past, here=here, led=led, resting=resting)
    assert isinstance(found, Offer), found
    return found.person


# Whose turn it is


@pytest.mark.parametrize(
    ("past", "person"),
    [
        ([turn(1, TRIO, [DANA]), turn(8, TRIO, [INES]), turn(15, TRIO, [JO])], DANA),
        ([turn(1, TRIO, [JO]), turn(8, TRIO, [DANA]), turn(15, TRIO, [INES])], JO),
        ([turn(1, TRIO, [DANA, INES]), turn(8, TRIO, [DANA])], JO),
        # absence neither punishes nor protects: only evenings one was at are counted
        (
            [
                turn(1, TRIO, [DANA]),
                turn(8, [INES, JO], [INES]),
                turn(15, [INES, JO], [JO]),
                turn(22, TRIO, []),
                turn(29, [INES, JO], []),
            ],
            INES,
        ),
        # as many evenings waited: whoever led longest ago
        ([turn(1, TRIO, [DANA]), turn(8, [INES, JO], [INES]), turn(15, TRIO, [JO])], DANA),
        # and whoever never led comes before whoever did
        ([turn(1, [DANA, INES], [DANA]), turn(8, [DANA, INES], []), turn(15, [INES], [INES])], DANA),
        # as long ago, too: whoever led less often
        (
            [turn(1, TRIO, [DANA]), turn(8, TRIO, [DANA, INES, JO]), turn(15, TRIO, [JO])],
            INES,
        ),
    ],
    ids=[
        "longest waited",
        "longest waited, another order",
        "never led",
        "absent",
        "longest ago",
        "only one was here",
        "less often",
    ],
)
def test_it_goes_round(past: list[Turn], person: str) -> None:
    assert person_asked(past) == person


def test_an_absent_person_keeps_their_place() -> None:
    past = [turn(1, TRIO, [INES]), turn(8, TRIO, [JO]), turn(15, [INES, JO], [INES])]

    without = person_asked(past, here=(INES, JO))
    afterwards = person_asked([*past, turn(22, [INES, JO], [JO])])

    assert without == JO
    assert afterwards == DANA


def test_of_two_who_led_last_on_one_evening_whoever_led_less_often_comes_first() -> None:
    past = [turn(1, TRIO, [INES, DANA]), turn(8, TRIO, [DANA]), turn(15, TRIO, [DANA, INES, JO])]

    assert foremost((DANA, INES), past) == (INES,)


def test_two_evenings_on_one_day_are_two_evenings() -> None:
    past = [turn(1, TRIO, [DANA, INES, JO]), turn(1, [INES, JO], [JO]), turn(1, [INES], [])]

    assert person_asked(past) == INES


def test_whoever_led_tonight_comes_after_all_others() -> None:
    past = [turn(1, TRIO, [INES]), turn(8, TRIO, [JO])]

    assert person_asked(past, led=[DANA, JO]) == INES


# Those who are not asked


def test_a_pass_holds_for_tonight_and_counts_against_nothing() -> None:
    hour = Hour()
    hour.arrive(*TRIO)
    past = [turn(1, TRIO, [INES]), turn(8, TRIO, [JO])]
    hour.do(leading.pass_leading, "check-in", DANA)

    tonight = asked(past, session=hour.session)
    next_time = person_asked([*past, turn(15, TRIO, [INES])])

    assert isinstance(tonight, Offer)
    assert tonight.person == INES
    assert next_time == DANA


def test_later_is_asked_again_for_a_later_segment() -> None:
    hour = Hour()
    hour.arrive(*TRIO)
    past = [turn(1, TRIO, [INES]), turn(8, TRIO, [JO])]
    hour.do(leading.lead_later, "check-in", DANA)

    now = offer(hour.session, "check-in", past, (), Random)
    later = offer(hour.session, "topic-1", past, (), Random)

    assert isinstance(now, Offer)
    assert isinstance(later, Offer)
    assert (now.person, later.person) == (INES, DANA)


def test_whoever_rests_is_not_asked() -> None:
    past = [turn(1, TRIO, [INES]), turn(8, TRIO, [JO])]

    assert person_asked(past, resting=[DANA]) == INES


def test_a_guest_is_never_asked() -> None:
    hour = Hour()
    hour.arrive(INES, JO)
    hour.do(moves.arrive, "p-guest", is_guest=True)

    found = asked([turn(1, [*TRIO, "p-guest"], [INES, JO])], session=hour.session)

    assert isinstance(found, Offer)
    assert found.person == INES


def test_whoever_brings_something_is_not_asked_to_lead_it() -> None:
    hour = Hour()
    hour.arrive(*TRIO)
    hour.do(presenting.name_presenter, "topic-1", DANA)

    found = asked([turn(1, TRIO, [INES]), turn(8, TRIO, [JO])], session=hour.session)

    assert isinstance(found, Offer)
    assert found.person == INES


@pytest.mark.parametrize(
    ("past", "has_grace"),
    [
        ([], False),
        ([turn(1, [DANA])], True),
        ([turn(1, [DANA]), turn(8, [DANA, SAM])], True),
        ([turn(1, [DANA]), turn(8, [DANA, SAM]), turn(15, [DANA, SAM])], False),
        ([turn(1, [DANA, SAM])], False),
        ([turn(1, []), turn(8, [DANA, SAM])], False),
    ],
    ids=[
        "the group's first evening",
        "first evening",
        "second evening",
        "after two evenings",
        "a founder",
        "a founder where the first roll was never taken",
    ],
)
def test_newcomers_have_two_evenings_of_grace(past: list[Turn], has_grace: bool) -> None:
    assert is_newcomer(SAM, past) == has_grace
    assert GRACE_SESSIONS == 2


def test_a_newcomer_is_not_asked() -> None:
    past = [turn(1, [INES, JO], [INES]), turn(8, [INES, JO, SAM], [JO])]

    assert person_asked(past, here=(INES, JO, SAM)) == INES


def test_nobody_leads_twice_running_while_somebody_else_is_willing() -> None:
    past = [turn(1, TRIO, []), turn(8, [DANA], [DANA]), turn(15, [DANA], []), turn(22, [DANA], [])]
    waited_longest = replace(sitting((DANA, INES)), last_named=DANA)

    found = asked(past, session=waited_longest)

    assert isinstance(found, Offer)
    assert found.person == INES


def test_whoever_led_last_time_is_not_asked_first_tonight() -> None:
    past = [turn(1, [DANA, INES], [DANA]), turn(8, [DANA], []), turn(15, [DANA], [])]

    assert person_asked(past, here=(DANA, INES)) == INES


def test_the_last_leader_is_asked_again_when_nobody_else_is_willing() -> None:
    found = asked([turn(1, TRIO, [DANA])], here=(DANA, INES), resting=[INES])

    assert found == Offer(DANA, "the turn comes to them")


def test_with_nobody_here_there_is_nobody_to_ask() -> None:
    assert asked([], here=()) == Nobody("Nobody is marked as here yet. r opens the roll.")


def test_when_all_rest_a_volunteer_may_be_asked_for() -> None:
    assert asked([], resting=TRIO) == Nobody(NOBODY_LEFT)


# Draws


def test_the_same_question_draws_the_same_person() -> None:
    first = asked([], here=PEOPLE)
    second = asked([], here=tuple(reversed(PEOPLE)))

    assert isinstance(first, Offer)
    assert isinstance(second, Offer)
    assert first.person == second.person


def test_another_segment_is_another_draw() -> None:
    drawn = [offer(sitting(PEOPLE), f"topic-{number}", [], (), Random) for number in range(30)]

    assert {found.person for found in drawn if isinstance(found, Offer)} == set(PEOPLE)


def test_a_draw_is_among_those_who_have_waited_as_long_and_says_so() -> None:
    past = [turn(1, PEOPLE, [DANA, INES, JO]), turn(8, PEOPLE, [DANA])]

    found = asked(past, here=PEOPLE)

    assert isinstance(found, Offer)
    assert found.drawn_among == (KOFI, LEA, MARA, SAM)
    assert found.person in found.drawn_among


def test_the_draw_is_written_down_with_the_name() -> None:
    hour = Hour()
    hour.arrive(*PEOPLE)
    found = asked([], session=hour.session)
    assert isinstance(found, Offer)

    hour.do(
        leading.name_leader,
        segment="topic-1",
        person=found.person,
        how="offered",
        drawn_among=found.drawn_among,
    )

    assert hour.room.entries[-1].event == LeaderNamed("topic-1", found.person, "offered", PEOPLE)


# Reasons


@pytest.mark.parametrize(
    ("past", "led", "reason"),
    [
        ([], [], "nobody has led yet, so the lot was drawn"),
        ([turn(1, TRIO, [])], [], "nobody has led yet, so the lot was drawn"),
        ([turn(1, TRIO, [DANA])], [], "drawn by lot among those who have not led yet"),
        ([], [DANA], "drawn by lot among those who have not led yet"),
        ([], [DANA, INES], "has not led yet"),
        ([turn(1, TRIO, [DANA, INES])], [], "has not led yet"),
        ([turn(1, TRIO, [DANA]), turn(8, TRIO, [INES, JO])], [], "has waited longest of those here"),
        ([], [DANA, INES, JO], "drawn by lot among those who have waited as long"),
        ([turn(1, TRIO, TRIO)], [], "drawn by lot among those who have waited as long"),
    ],
)
def test_the_reason_is_true(past: list[Turn], led: list[str], reason: str) -> None:
    found = asked(past, led=led)

    assert isinstance(found, Offer)
    assert found.reason == reason


ATTENDANCE = st.lists(st.sampled_from(PEOPLE), unique=True, min_size=1)
HISTORIES = st.lists(
    ATTENDANCE.flatmap(
        lambda here: st.tuples(st.just(here), st.lists(st.sampled_from(here), unique=True, max_size=3))
    ),
    max_size=10,
).map(lambda evenings: [turn(7 * place, here, led) for place, (here, led) in enumerate(evenings)])


@given(past=HISTORIES, here=ATTENDANCE, led=st.lists(st.sampled_from(PEOPLE), max_size=4))
@settings(max_examples=20, deadline=None)
def test_no_reason_holds_a_number_about_a_person(past: list[Turn], here: list[str], led: list[str]) -> None:
    found = asked(past, here=here, led=led)

    said = found.reason if isinstance(found, Offer) else found.why
    assert not [character for character in said if character.isdigit()]


@given(past=HISTORIES, here=ATTENDANCE, resting=ATTENDANCE)
@settings(max_examples=20, deadline=None)
def test_only_somebody_who_is_here_and_may_be_asked_is_asked(
    past: list[Turn], here: list[str], resting: list[str]
) -> None:
    found = asked(past, here=here, resting=resting)

    may_be_asked = {person for person in here if person not in resting and not is_newcomer(person, past)}
    assert may_be_asked >= ({found.person} if isinstance(found, Offer) else set())
    assert bool(may_be_asked) == isinstance(found, Offer)


@given(past=HISTORIES, here=ATTENDANCE, led=st.lists(st.sampled_from(PEOPLE), max_size=4))
@settings(max_examples=20, deadline=None)
def test_asking_in_another_order_names_the_same_person(
    past: list[Turn], here: list[str], led: list[str]
) -> None:
    session = sitting(here, led=led)
    turned = replace(session, presence=dict(reversed(session.presence.items())))

    first, second = asked(past, session=session), asked(past, session=turned)

    assert getattr(first, "person", None) == getattr(second, "person", None)
