"""How leading goes round: what each policy asks, and the moves that belong to it."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

import pytest
from msgspec.structs import replace
from tests.core.hour import CHECK_IN, DANA, INES, JO, KOFI, MARA, SAM, Hour, turn

from circle_tui.core.happening import fold, keeping, moves
from circle_tui.core.happening.events.naming import FacilitatorNamed, LeaderNamed, RotationChanged
from circle_tui.core.happening.session import Leadership
from circle_tui.core.people import asking, leading, presenting
from circle_tui.core.people.asking import PRESENTER_FIRST, PRESENTER_PICKS, ask, settled_on, stand_ins
from circle_tui.core.people.policies import (
    KINDS,
    LONGEST_TERM,
    SHORTEST_TERM,
    PolicyKind,
    RotationPolicy,
    sentence,
)
from circle_tui.core.people.rotation import Nobody, Offer, Turn
from circle_tui.core.record import ledger

TRIO = (DANA, INES, JO)
FIRST_DAY = date(2026, 1, 1)
PAST = [turn(7, TRIO, [INES]), turn(14, TRIO, [JO])]
"""Dana has waited longest."""


def trio(*people: str) -> Hour:
    """An evening with three, or with these."""
    hour = Hour()
    hour.arrive(*(people or TRIO))
    return hour


def asked(
    hour: Hour,
    policy: RotationPolicy,
    segment: str = "topic-1",
    *,
    past: Sequence[Turn] = PAST,
    rests: str = "",
) -> Offer:
    """Who is asked, where somebody is."""
    found = ask(hour.session, segment, past, {rests}, Random, policy)
    assert isinstance(found, Offer), found
    return found


# What a policy says


@pytest.mark.parametrize("kind", KINDS)
def test_each_policy_is_one_sentence_without_a_name_or_a_digit(kind: PolicyKind) -> None:
    says = sentence(RotationPolicy(kind, person="Dana"))

    assert says.endswith(".")
    assert "Dana" not in says
    assert not any(sign.isdigit() for sign in says)


def test_a_term_is_said_in_words_whatever_its_length() -> None:
    said = [
        sentence(RotationPolicy("term", sessions=count)) for count in range(SHORTEST_TERM, LONGEST_TERM + 1)
    ]

    assert said[2] == "One person leads for four evenings, then another."
    assert len(set(said)) == len(said)


# Whom it asks


@pytest.mark.parametrize("kind", ["segment", "volunteers"])
def test_part_by_part_and_after_volunteers_it_goes_in_turn(kind: PolicyKind) -> None:
    hour = trio()
    hour.lead("check-in", DANA)

    found = asked(hour, RotationPolicy(kind))

    assert (found.person, found.is_for_evening) == (INES, False)


def test_by_evening_the_first_yes_is_for_all_of_it_and_who_gave_it_is_asked_for_the_rest() -> None:
    hour = trio()
    first = asked(hour, RotationPolicy("session"), "check-in")
    hour.lead("check-in", DANA)

    second = asked(hour, RotationPolicy("session"))

    assert (first.person, first.is_for_evening) == (DANA, True)
    assert second == Offer(DANA, "leads tonight already", is_for_evening=True)


def test_whoever_leads_the_evening_does_not_lead_what_they_bring() -> None:
    hour = trio()
    hour.lead("check-in", DANA)
    hour.do(presenting.name_presenter, "case-1", DANA)

    found = asked(hour, RotationPolicy("session"), "case-1")

    assert (found.person, found.is_for_evening) == (INES, False)


def test_the_one_person_leads_until_it_is_changed_and_may_pass() -> None:
    hour, policy = trio(), RotationPolicy("fixed", person=JO)
    found = asked(hour, policy)
    hour.do(leading.pass_leading, "topic-1", JO)

    assert found == Offer(JO, "leads until the group decides otherwise", is_for_evening=True)
    assert asked(hour, policy).person == DANA


@pytest.mark.parametrize(("here", "rests"), [((DANA, INES), ""), (TRIO, JO)], ids=["is not here", "rests"])
def test_where_the_one_person_cannot_somebody_else_is_asked_in_turn(
    here: tuple[str, ...], rests: str
) -> None:
    found = asked(trio(*here), RotationPolicy("fixed", person=JO), rests=rests)

    assert (found.person, found.is_for_evening) == (DANA, True)


@pytest.mark.parametrize(
    ("led", "person"),
    [
        ([], None),
        ([[INES]], INES),
        ([[INES], [INES], []], INES),
        ([[INES], [JO], [INES]], INES),
        ([[INES, JO, JO]], JO),
        ([[INES], [INES], [INES], [INES]], None),
        ([[INES], [INES], [INES], [INES], [JO]], JO),
    ],
    ids=["not begun", "begun", "an evening without", "a stand-in", "who led most", "over", "the next one"],
)
def test_a_term_is_so_many_evenings_of_the_group_from_the_first(
    led: list[list[str]], person: str | None
) -> None:
    past = [turn(1, TRIO, [DANA]), *(turn(7 * place, TRIO, people) for place, people in enumerate(led, 1))]
    policy = RotationPolicy("term", decided_on=FIRST_DAY + timedelta(days=2))

    assert settled_on(policy, past) == person


def test_while_a_term_lasts_whoever_has_it_is_asked_though_they_led_last() -> None:
    found = asked(trio(), RotationPolicy("term"), past=[turn(1, TRIO, [DANA])])

    assert found == Offer(DANA, "this term goes on", is_for_evening=True)


def test_whoever_brings_something_says_who_leads_it() -> None:
    hour, policy = trio(), RotationPolicy("presenter")
    before = ask(hour.session, "case-1", PAST, (), Random, policy)
    hour.do(presenting.name_presenter, "case-1", DANA)

    assert before == PRESENTER_FIRST
    assert ask(hour.session, "case-1", PAST, (), Random, policy) == PRESENTER_PICKS
    assert asking.picks(hour.session, "case-1", policy) == DANA
    assert asking.picks(hour.session, "topic-1", policy) is None
    assert asked(hour, policy).person == DANA


@pytest.mark.parametrize("kind", KINDS)
def test_with_nobody_here_no_policy_asks_anybody(kind: PolicyKind) -> None:
    assert isinstance(ask(Hour().session, "topic-1", PAST, (), Random, RotationPolicy(kind)), Nobody)


# Stand-ins


@pytest.mark.parametrize(
    ("passed", "person", "reason"),
    [
        ((), JO, "has held an evening here before"),
        ((JO,), INES, "has led here before"),
        ((JO, INES), KOFI, "is here, and may say no"),
    ],
)
def test_a_stand_in_is_somebody_who_has_held_or_led_before(
    passed: tuple[str, ...], person: str, reason: str
) -> None:
    past = [replace(turn(1, (INES, JO, KOFI), [INES]), held=JO)]

    assert stand_ins(trio(INES, JO, KOFI).session, past, (), passed) == Offer(person, reason)


def test_a_guest_is_never_asked_to_stand_in() -> None:
    hour = trio(INES)
    hour.do(moves.arrive, SAM, is_guest=True)

    assert isinstance(stand_ins(hour.session, PAST, (), (INES,)), Nobody)


def test_when_everyone_passes_the_evening_may_begin_all_the_same() -> None:
    found = stand_ins(trio().session, PAST, (JO,), (DANA, INES))

    assert isinstance(found, Nobody)
    assert "begin all the same" in found.why


def test_a_stand_in_holds_the_evening_in_its_record() -> None:
    hour = trio(INES, JO)
    hour.do(leading.stand_in, JO, "volunteered")
    hour.do(leading.stand_in, INES, "offered")

    kept = keeping.kept(hour.room.entries)

    assert [item.event for item in kept if isinstance(item.event, FacilitatorNamed)] == [
        FacilitatorNamed(INES, "offered")
    ]
    assert ledger.turn(ledger.record(fold.fold(kept), hour.now)).held == INES
    assert "is here" in hour.refused(leading.stand_in, DANA, "offered")
    assert hour.room.undo() == "who holds the evening"


# The whole evening, a swap, tonight alone


def test_one_yes_names_a_leader_for_every_part_that_is_free_and_undo_takes_all_back() -> None:
    hour = trio()
    hour.lead("topic-2", INES)
    hour.do(presenting.name_presenter, "case-1", DANA)

    hour.do(leading.lead_evening, segment="check-in", person=DANA, how="offered")
    led = {segment: item.person for segment, item in hour.session.leaders.items()}
    hour.room.undo()

    assert led == {
        "check-in": DANA, "choose-topics": DANA, "topic-1": DANA, "open-floor": DANA, "check-out": DANA,
        "topic-2": INES,
    }  # fmt: skip
    assert list(hour.session.leaders) == ["topic-2"]
    assert "is here" in hour.refused(leading.lead_evening, segment="check-in", person=SAM, how="offered")


def test_two_swap_their_parts_in_one_move() -> None:
    hour = trio()
    hour.lead("topic-1", DANA)
    hour.do(leading.name_leader, segment="topic-2", person=INES, how="volunteered", beside=JO)

    hour.do(leading.swap_turns, "topic-1", "topic-2")

    assert hour.session.leaders == {
        "topic-1": Leadership(INES, "swapped"),
        "topic-2": Leadership(DANA, "swapped", (), JO),
    }
    assert hour.room.undo() == "who leads"


def test_whoever_is_asked_may_swap_before_saying_yes() -> None:
    hour = trio()
    hour.lead("topic-2", INES)

    hour.do(leading.swap_turns, "topic-1", "topic-2", asked=DANA)

    assert {item: named.person for item, named in hour.session.leaders.items()} == {
        "topic-1": INES,
        "topic-2": DANA,
    }


@pytest.mark.parametrize(
    ("second", "why"),
    [
        ("check-out", "Only parts that are still to come"),
        ("topic-2", "Both are led by the same person already."),
        ("case-1", "Whoever brings something does not keep its time as well."),
    ],
)
def test_what_cannot_be_swapped_says_why(second: str, why: str) -> None:
    hour = trio()
    hour.lead("topic-1", DANA)
    hour.lead("topic-2", DANA)
    hour.do(presenting.name_presenter, "case-1", DANA)
    hour.lead("case-1", INES)

    assert hour.refused(leading.swap_turns, "topic-1", second).startswith(why)


def test_nobody_swaps_into_what_they_bring() -> None:
    hour = trio()
    hour.do(presenting.name_presenter, "case-1", DANA)
    hour.lead("case-1", INES)
    hour.lead("topic-1", DANA)

    why = hour.refused(leading.swap_turns, "case-1", "topic-1")

    assert why == "Whoever brings something does not keep its time as well."


def test_another_way_for_tonight_is_undone_and_not_kept() -> None:
    hour = trio()
    hour.do(leading.change_for_tonight, RotationPolicy("fixed", person=DANA))
    changed = hour.session.rotation

    kept = [entry.event for entry in keeping.kept(hour.room.entries)]

    assert changed == RotationPolicy("fixed", person=DANA)
    assert not [event for event in kept if isinstance(event, RotationChanged)]
    assert hour.room.undo() == "the other way of leading"
    assert hour.session.rotation is None
    assert "is here" in hour.refused(leading.change_for_tonight, RotationPolicy("fixed", person=SAM))


# Together, and mended afterwards


def test_two_lead_a_part_together_and_the_record_says_so() -> None:
    hour = Hour()
    hour.begin()
    hour.do(leading.name_leader, segment="topic-1", person=SAM, how="offered", beside=MARA)

    record = ledger.record(hour.session, hour.now)

    assert next(item for item in record.segments if item.id == "topic-1").beside == MARA
    assert record.led == (SAM, MARA)
    assert ledger.turn(record).pairs == ((SAM, MARA),)


def test_both_are_named_on_the_screen_while_they_are_here() -> None:
    hour = Hour()
    hour.begin()
    hour.do(leading.name_leader, segment="check-in", person=SAM, how="offered", beside=MARA)
    hour.go_to("check-in")
    both = [(role.name, role.word) for role in hour.picture().roles if role.glyph == "★"]
    row = next(row.leader for row in hour.picture().rows if row.title == CHECK_IN.title)

    hour.do(moves.leave, SAM)

    assert both == [("Sam and Mara", "lead")]
    assert row == "Sam and Mara"
    assert [(role.name, role.word) for role in hour.picture().roles if role.glyph == "★"] == [
        ("Mara", "leads")
    ]


def test_to_lead_together_takes_two_who_are_here() -> None:
    hour = trio()

    refused = [
        hour.refused(leading.name_leader, segment="topic-1", person=DANA, how="offered", beside=beside)
        for beside in (DANA, SAM)
    ]

    assert refused[0] == "To lead together takes two."
    assert "is here" in refused[1]


def test_whoever_comes_to_bring_something_leaves_the_other_to_lead_it() -> None:
    hour = trio()
    hour.do(leading.name_leader, segment="case-1", person=DANA, how="offered", beside=INES)

    hour.do(presenting.name_presenter, "case-1", DANA)

    assert hour.session.leaders["case-1"] == Leadership(INES, "offered")


def test_who_led_a_part_that_is_over_is_mended_and_makes_nobody_the_last_who_led() -> None:
    hour = Hour()
    hour.begin()
    hour.lead("check-in", DANA)
    hour.lead("topic-1", INES)
    hour.go_to("case-1")

    hour.do(leading.name_leader, segment="check-in", person=JO, how="chosen")
    sealed = fold.fold(keeping.kept(hour.room.entries))

    assert (hour.session.leaders["check-in"].person, hour.session.last_named) == (JO, INES)
    assert ledger.record(sealed, hour.now).led == (JO, INES)
    assert [item.event for item in hour.room.entries if isinstance(item.event, LeaderNamed)][-1].person == JO
