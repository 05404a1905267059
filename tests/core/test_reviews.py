"""Reviews of the ground rules: what is due when, and that it was done."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.core.hour import SUPPORT_HOUR, Hour, instant, opened, segment, step

from circle_tui.content.load import Library
from circle_tui.core.agreements import protocols, reviews
from circle_tui.core.agreements.reviews import Held
from circle_tui.core.agreements.rules import AgreedRule, RulesVersion, agreed
from circle_tui.core.happening.events.agreements import RulesReviewed
from circle_tui.core.happening.events.evening import SessionOpened
from circle_tui.core.happening.fold import fold
from circle_tui.core.happening.keeping import kept
from circle_tui.core.happening.session import Session, StepKey
from circle_tui.core.record.ledger import record

RULES = Library().rules
SPRING = date(2026, 3, 3)
QUARTERLY, EACH_CYCLE, YEARLY, EACH_SESSION = "what-we-record", "on-time", "own-notes", "no-recording"
REVIEW = segment(
    reviews.SEGMENT, "Ground rules", "talk", step("quiet", "In quiet", 60), step("version", "New version", 60)
)
AGENDA = (SUPPORT_HOUR[0], REVIEW, *SUPPORT_HOUR[1:])


def version_of(*ids: str) -> RulesVersion:
    return RulesVersion(number=1, on=SPRING, rules=agreed(RULES[name] for name in ids))


def fortnightly(count: int) -> tuple[Held, ...]:
    return tuple(Held(SPRING + timedelta(days=14 * place)) for place in range(1, count + 1))


def reviewing(categories: Sequence[str] = ("records",)) -> Hour:
    """An evening with a review on its agenda, in its first step."""
    hour = Hour(AGENDA)
    first = hour.room.entries[0]
    assert isinstance(first.event, SessionOpened)
    hour.room.session = replace(hour.room.session, opened=replace(first.event, reviews=tuple(categories)))
    return hour


def at(hour: Hour, segment_id: str, step_id: str) -> Session:
    return replace(hour.session, position=StepKey(segment_id, step_id))


@pytest.mark.parametrize(
    ("rule", "days", "is_due"),
    [
        (QUARTERLY, 89, False),
        (QUARTERLY, 90, True),
        (EACH_CYCLE, 181, False),
        (EACH_CYCLE, 182, True),
        (YEARLY, 364, False),
        (YEARLY, 365, True),
        (EACH_SESSION, 800, False),
    ],
)
def test_a_category_is_due_after_its_days(rule: str, days: int, is_due: bool) -> None:
    found = reviews.due(version_of(rule), RULES, (), SPRING + timedelta(days=days))

    assert bool(found) is is_due


@pytest.mark.parametrize(
    ("rule", "sessions", "is_due"),
    [(QUARTERLY, 5, False), (QUARTERLY, 6, True), (EACH_CYCLE, 11, False), (EACH_CYCLE, 12, True)],
)
def test_or_after_its_sessions_if_those_come_first(rule: str, sessions: int, is_due: bool) -> None:
    past = tuple(
        replace(item, on=SPRING + timedelta(days=place))
        for place, item in enumerate(fortnightly(sessions), 1)
    )

    assert bool(reviews.due(version_of(rule), RULES, past, SPRING + timedelta(days=20))) is is_due


def test_a_review_that_was_done_counts_from_its_day_for_its_categories_alone() -> None:
    version = version_of(QUARTERLY, "stays-here")
    past = (Held(SPRING + timedelta(days=80), reviewed=("records",)),)

    assert reviews.due(version, RULES, past, SPRING + timedelta(days=100)) == ("confidentiality",)


def test_sessions_count_for_each_category_from_its_own_last_review() -> None:
    version = version_of(QUARTERLY, "stays-here", EACH_CYCLE)
    day = SPRING + timedelta(days=40)
    past = [Held(SPRING + timedelta(days=place)) for place in range(1, 13)]
    past[2] = Held(past[2].on, reviewed=("records",))

    due = [reviews.due(version, RULES, past[:count], day) for count in (5, 6, 8, 9, 12)]

    assert due == [
        (),
        ("confidentiality",),
        ("confidentiality",),
        ("records", "confidentiality"),
        ("records", "confidentiality", "time"),
    ]


def test_rules_in_own_words_are_looked_at_each_quarter() -> None:
    version = RulesVersion(number=1, on=SPRING, rules=(AgreedRule("own-1", "There is tea."),))

    assert reviews.due(version, RULES, (), SPRING + timedelta(days=90)) == (reviews.OWN,)


def test_a_group_without_rules_has_nothing_to_look_at() -> None:
    assert reviews.due(None, RULES, fortnightly(20), SPRING + timedelta(days=900)) == ()
    assert reviews.categories(None, RULES) == ()


@settings(max_examples=30)
@given(days=st.integers(0, 500), later=st.integers(0, 200), sessions=st.integers(0, 15))
def test_what_is_due_stays_due_until_it_is_done(days: int, later: int, sessions: int) -> None:
    version, past = version_of(QUARTERLY, EACH_CYCLE, YEARLY), fortnightly(sessions)
    on = SPRING + timedelta(days=14 * sessions + days)

    before, after = (reviews.due(version, RULES, past, day) for day in (on, on + timedelta(days=later)))

    assert set(before) <= set(after)
    assert not set(before) & set(reviews.due(version, RULES, (*past, Held(on, before)), on))


def test_leaving_the_review_for_what_follows_can_note_that_it_was_done() -> None:
    session = at(reviewing(), reviews.SEGMENT, "version")

    assert reviews.left_on_going_on(session, StepKey("check-in", "round")) == ("records",)
    assert reviews.on_going_on(session, StepKey("check-in", "round")) == (RulesReviewed(("records",)),)


@pytest.mark.parametrize(
    ("segment_id", "step_id", "following"),
    [
        (reviews.SEGMENT, "quiet", StepKey(reviews.SEGMENT, "version")),
        ("opening", "drop", StepKey(reviews.SEGMENT, "quiet")),
    ],
)
def test_within_the_review_and_before_it_nothing_is_noted(
    segment_id: str, step_id: str, following: StepKey
) -> None:
    assert reviews.on_going_on(at(reviewing(), segment_id, step_id), following) == ()


def test_nothing_is_noted_twice() -> None:
    session = replace(at(reviewing(), reviews.SEGMENT, "version"), reviewed=("records",))

    assert reviews.on_going_on(session, StepKey("check-in", "round")) == ()


def test_that_the_rules_were_looked_at_is_kept_by_category_and_can_be_taken_back() -> None:
    hour = Hour()
    hour.do(reviews.note_reviewed, ("records", "time"))

    sealed = record(fold(kept(hour.room.entries)), instant("20:30:00"))

    assert sealed.reviewed == ("records", "time")
    assert hour.refused(reviews.note_reviewed, ("time",)) == (
        "That the rules were looked at tonight is noted already."
    )
    assert hour.room.undo() == "the review of the ground rules"
    assert hour.session.reviewed == ()


def test_rehearsals_and_evenings_that_never_began_are_no_sessions() -> None:
    hour = Hour()
    hour.begin()
    sealed = record(hour.session, instant("20:30:00"))

    past = reviews.held([sealed, replace(sealed, is_rehearsal=True), replace(sealed, began_at=None)])

    assert past == (Held(date(2026, 11, 24)),)


def test_what_is_still_to_agree_is_a_step_of_the_opening_that_can_be_read_in_one_line() -> None:
    every = ("confidentiality", "consent", "autonomy", "attendance", "presentation", "ethics")

    (found,) = reviews.still_to_agree_steps(every)

    assert found.says == f"Still to agree: {', '.join(every)}."
    assert len(found.says) <= 90
    assert reviews.still_to_agree_steps(()) == ()


def test_an_agenda_without_a_review_has_none_to_note() -> None:
    event = opened().event

    assert isinstance(event, SessionOpened)
    assert event.reviews == ()


# -- called for


def evening_on(day: int, *reviewed: str, calls: bool = False) -> Held:
    return Held(SPRING + timedelta(days=day), reviewed, calls)


@pytest.mark.parametrize(
    ("past", "is_due"),
    [
        ((evening_on(7, calls=True),), True),
        ((evening_on(7),), False),
        ((evening_on(7, "records", "time", calls=True),), True),
        ((evening_on(7, calls=True), evening_on(14)), True),
        ((evening_on(7, calls=True), evening_on(14, "records", "time")), False),
        ((evening_on(0, calls=True),), True),
    ],
)
def test_an_evening_that_called_for_it_makes_everything_due_up_to_a_later_look(
    past: Sequence[Held], is_due: bool
) -> None:
    version = version_of(QUARTERLY, EACH_CYCLE)
    everything = reviews.categories(version, RULES)

    due = reviews.due(version, RULES, past, SPRING + timedelta(days=21))

    assert due == (everything if is_due else ())


def test_a_later_version_of_the_rules_answers_the_call() -> None:
    version = replace(version_of(QUARTERLY), on=SPRING + timedelta(days=8))

    assert reviews.due(version, RULES, (evening_on(7, calls=True),), SPRING + timedelta(days=21)) == ()


def test_that_a_past_evening_called_for_it_is_read_from_its_record() -> None:
    hour = Hour()
    hour.begin()
    hour.do(protocols.note_used, "breach", calls_review=True)

    past = reviews.held([record(fold(kept(hour.room.entries)), instant("20:30:00"))])

    assert [item.calls_review for item in past] == [True]
