"""Formats: what an evening is made of, to the minute, for any length and any number of people."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from circle_tui.content.load import Library
from circle_tui.core.agenda import Segment, Step
from circle_tui.core.faults import format_fault
from circle_tui.core.formats import (
    EveningPlan,
    Format,
    FormatSegment,
    FormatStep,
    Misfit,
    plan_evening,
)

LIBRARY = Library()
FORMATS = tuple(LIBRARY.formats.values())
FRAME = {"opening", "ground-rules", "check-in", "check-out", "next-time"}


def plan_of(slug: str, minutes: int, people: int, *, newcomers: int = 0, review: bool = False) -> EveningPlan:
    plan = plan_evening(
        LIBRARY.formats[slug],
        minutes=minutes,
        people=people,
        newcomers=newcomers,
        is_review_due=review,
        opening=LIBRARY.opening,
        joining=LIBRARY.joining,
    )
    assert isinstance(plan, EveningPlan), plan
    return plan


def minutes_of(plan: EveningPlan) -> list[tuple[str, int]]:
    return [(segment.title, segment.seconds // 60) for segment in plan.segments]


def core_of(plan: EveningPlan) -> list[Segment]:
    return [segment for segment in plan.segments if segment.id not in FRAME and segment.kind != "buffer"]


def buffer_of(plan: EveningPlan) -> int:
    return sum(segment.seconds for segment in plan.segments if segment.kind == "buffer") // 60


def segment_of(plan: EveningPlan, name: str) -> Segment:
    return next(segment for segment in plan.segments if segment.id == name)


def tiny(*steps: FormatStep, **changes: object) -> Format:
    plain = Format(
        slug="tiny",
        title="Tiny",
        summary="For a test.",
        modes=("topic",),
        people=(2, 12),
        segments=(FormatSegment(id="talk", title="Talk", kind="talk", steps=steps),),
    )
    return replace(plain, **changes)


@pytest.mark.parametrize("chosen", FORMATS, ids=lambda chosen: chosen.slug)
@pytest.mark.parametrize("people", range(3, 13))
def test_every_shipped_format_fills_every_evening_to_the_second(chosen: Format, people: int) -> None:
    plans = {
        minutes: plan_evening(chosen, minutes=minutes, people=people, opening=LIBRARY.opening)
        for minutes in range(45, 121)
    }

    sums = {
        minutes: sum(segment.seconds for segment in plan.segments)
        for minutes, plan in plans.items()
        if isinstance(plan, EveningPlan)
    }

    assert sums == {minutes: minutes * 60 for minutes in range(45, 121)}


@settings(max_examples=300, deadline=None)
@given(
    chosen=st.sampled_from(FORMATS),
    minutes=st.integers(1, 240),
    people=st.integers(1, 25),
    newcomers=st.integers(0, 3),
    review=st.booleans(),
)
def test_any_evening_is_planned_exactly_or_declined_in_a_sentence(
    chosen: Format, minutes: int, people: int, newcomers: int, review: bool
) -> None:
    plan = plan_evening(
        chosen,
        minutes=minutes,
        people=people,
        newcomers=newcomers,
        is_review_due=review,
        opening=LIBRARY.opening,
    )

    match plan:
        case Misfit(sentence):
            assert sentence.endswith(".")
        case EveningPlan(segments, cases):
            assert sum(segment.seconds for segment in segments) == minutes * 60
            assert cases == sum(segment.kind == "case" for segment in segments)
            assert len({segment.id for segment in segments}) == len(segments)
            assert all(0 <= segment.minimum <= segment.seconds for segment in segments)
            assert all(step.seconds > 0 for segment in segments for step in segment.steps)


@settings(max_examples=200, deadline=None)
@given(chosen=st.sampled_from(FORMATS), minutes=st.integers(45, 120), people=st.integers(3, 12))
def test_no_step_is_under_its_minimum_or_over_its_maximum(chosen: Format, minutes: int, people: int) -> None:
    asked = {
        (segment.title, step.id): step.span(people) for segment in chosen.segments for step in segment.steps
    }
    titles = {title: segment.title for segment in chosen.segments for title in segment.titles}

    planned = core_of(plan_of(chosen.slug, minutes, people))

    for segment in planned:
        for step in segment.steps:
            span = asked[titles.get(segment.title, segment.title), step.id]
            assert span.minimum <= step.seconds // 60 <= span.maximum
            assert step.seconds % 60 == 0


@settings(max_examples=100, deadline=None)
@given(chosen=st.sampled_from(FORMATS), minutes=st.integers(45, 120), people=st.integers(3, 12))
def test_the_same_evening_is_planned_the_same_twice(chosen: Format, minutes: int, people: int) -> None:
    first = plan_evening(chosen, minutes=minutes, people=people)
    second = plan_evening(chosen, minutes=minutes, people=people)

    assert first == second


@pytest.mark.parametrize(
    ("minutes", "people", "cases", "steps", "left"),
    [
        (60, 4, 1, [9, 5, 9, 17, 5, 5], 0),
        (60, 6, 1, [9, 5, 9, 16, 5, 4], 0),
        (60, 8, 1, [8, 4, 9, 16, 5, 4], 0),
        (60, 12, 1, [8, 4, 9, 15, 5, 4], 0),
        (75, 4, 1, [10, 5, 10, 20, 5, 5], 8),
        (75, 6, 1, [10, 5, 10, 20, 5, 5], 5),
        (75, 8, 1, [10, 5, 10, 20, 5, 5], 2),
        (75, 12, 1, [10, 5, 10, 20, 5, 5], 1),
        (90, 4, 2, [7, 4, 7, 12, 5, 3], 0),
        (90, 6, 2, [7, 3, 7, 12, 4, 3], 0),
        (90, 8, 1, [10, 5, 10, 20, 5, 5], 14),
        (90, 12, 1, [10, 5, 10, 20, 5, 5], 12),
    ],
)
def test_the_focus_question_has_the_minutes_of_its_table(
    minutes: int, people: int, cases: int, steps: list[int], left: int
) -> None:
    plan = plan_of("focus-question", minutes, people)

    held = [[step.seconds // 60 for step in segment.steps] for segment in core_of(plan)]

    assert held == [steps] * cases
    assert (plan.cases, buffer_of(plan)) == (cases, left)


@pytest.mark.parametrize(
    ("minutes", "people", "phases", "left"),
    [
        (60, 4, [5, 3, 6, 21, 11, 4], 0),
        (60, 6, [5, 2, 9, 18, 9, 5], 0),
        (60, 8, [4, 2, 10, 16, 8, 6], 0),
        (60, 12, [4, 1, 12, 13, 7, 8], 0),
        (75, 4, [6, 3, 7, 26, 14, 4], 3),
        (75, 6, [6, 3, 10, 23, 12, 6], 0),
        (75, 8, [5, 2, 12, 20, 11, 7], 0),
        (75, 12, [4, 2, 16, 17, 8, 9], 0),
        (90, 4, [6, 3, 7, 26, 14, 4], 16),
        (90, 6, [6, 3, 11, 26, 14, 6], 6),
        (90, 8, [6, 3, 14, 25, 13, 8], 0),
        (90, 12, [5, 2, 18, 21, 11, 10], 0),
    ],
)
def test_the_topic_circle_has_the_minutes_of_its_table(
    minutes: int, people: int, phases: list[int], left: int
) -> None:
    plan = plan_of("topic-circle", minutes, people)

    held = [segment.seconds // 60 for segment in core_of(plan)]

    assert held == phases
    assert (plan.cases, buffer_of(plan)) == (0, left)


@pytest.mark.parametrize("people", [6, 7, 8])
def test_an_hour_of_open_support_is_the_weekly_evening(people: int) -> None:
    plan = plan_of("open-support-circle", 60, people)

    assert minutes_of(plan) == [
        ("Opening", 3),
        ("Check-in", 9),
        ("Choose topics", 3),
        ("Consultation", 12),
        ("First topic", 11),
        ("Second topic", 11),
        ("Open floor", 5),
        ("Check-out", 4),
        ("Next time", 2),
    ]


def test_the_consultation_of_an_hour_of_open_support_has_its_four_steps() -> None:
    plan = plan_of("open-support-circle", 60, 6)

    steps = [(step.title, step.seconds // 60) for step in segment_of(plan, "case-1").steps]

    assert steps == [("Speaker", 4), ("Feeling round", 3), ("Speaker responds", 2), ("Group kinship", 3)]


@pytest.mark.parametrize(("minutes", "cases", "topics"), [(60, 1, 2), (75, 2, 2), (90, 2, 3)])
def test_a_longer_open_support_evening_holds_more_of_us_and_then_more_topics(
    minutes: int, cases: int, topics: int
) -> None:
    plan = plan_of("open-support-circle", minutes, 6)

    assert plan.cases == cases
    assert sum(segment.kind == "topic" for segment in plan.segments) == topics


def test_two_cases_have_names_of_their_own() -> None:
    plan = plan_of("focus-question", 90, 6)

    cases = [(segment.id, segment.title) for segment in plan.segments if segment.kind == "case"]

    assert cases == [("case-1", "First case"), ("case-2", "Second case")]


def test_several_without_names_are_numbered() -> None:
    step = FormatStep(id="turn", title="Turn", minimum=10, ideal=20, maximum=20)
    turn = FormatSegment(id="turn", title="Turn", kind="talk", steps=(step,), repeats=True)

    plan = plan_evening(tiny(segments=(turn,)), minutes=60, people=4)

    assert isinstance(plan, EveningPlan)
    assert [segment.title for segment in core_of(plan)] == ["Turn 1", "Turn 2"]


@pytest.mark.parametrize("chosen", FORMATS, ids=lambda chosen: chosen.slug)
def test_every_case_has_a_leader_and_a_presenter_and_ends_on_steadying(chosen: Format) -> None:
    plan = plan_of(chosen.slug, 90, 6)

    cases = [segment for segment in plan.segments if segment.kind == "case"]

    assert all(segment.has_leader and segment.has_presenter for segment in cases)
    assert all(
        [step.prompt for step in segment.steps].index("steady") == len(segment.steps) - 1 for segment in cases
    )


@pytest.mark.parametrize("slug", ["focus-question", "open-support-circle"])
def test_the_presenters_last_word_and_the_steadying_give_no_minutes(slug: str) -> None:
    case = segment_of(plan_of(slug, 60, 6), "case-1")

    kept = [step.minimum == step.seconds for step in case.steps[-2:]]

    assert kept == [True, True]


@pytest.mark.parametrize("chosen", FORMATS, ids=lambda chosen: chosen.slug)
def test_the_closing_is_protected_and_the_open_floor_gives_all_it_has(chosen: Format) -> None:
    plan = plan_of(chosen.slug, 90, 4)

    closing = {segment.id: segment.is_protected for segment in plan.segments[-2:]}

    assert closing == {"check-out": True, "next-time": True}
    assert all(segment.minimum == 0 for segment in plan.segments if segment.kind == "buffer")


def test_in_a_topic_circle_everybody_but_the_quiet_has_a_leader() -> None:
    plan = plan_of("topic-circle", 90, 6)

    without = [segment.id for segment in core_of(plan) if not segment.has_leader]

    assert without == ["quiet"]


def test_check_in_and_check_out_are_small_things_to_lead() -> None:
    plan = plan_of("topic-circle", 90, 6)

    assert segment_of(plan, "check-in").has_leader
    assert segment_of(plan, "check-out").has_leader


@pytest.mark.parametrize("minutes", [45, 60, 75, 90, 120])
def test_the_openings_steps_fill_its_minutes_and_keep_their_minimum(minutes: int) -> None:
    opening = segment_of(plan_of("open-support-circle", minutes, 6), "opening")

    asked = {step.id: step.minimum for step in LIBRARY.opening}

    assert opening.seconds == round(3 + (minutes - 60) / 15) * 60
    assert all(step.seconds >= asked[step.id] for step in opening.steps)
    assert [step.quiet_seconds for step in opening.steps if step.id == "concerns"] == [10]


def test_a_newcomer_costs_two_minutes_that_the_open_floor_gives_first() -> None:
    usual = dict(minutes_of(plan_of("open-support-circle", 60, 6)))

    welcoming = dict(minutes_of(plan_of("open-support-circle", 60, 6, newcomers=1)))

    assert welcoming == {**usual, "Opening": 5, "Open floor": 3}


def test_a_newcomers_minutes_have_a_step_of_their_own() -> None:
    plan = plan_of("open-support-circle", 60, 6, newcomers=2)

    last = segment_of(plan, "opening").steps[-1]

    assert (last.id, last.seconds) == ("joining", 120)
    assert "The opening has 2 minutes more for those new here." in plan.remarks


@pytest.mark.parametrize("people", [3, 6, 12])
def test_a_due_review_is_ten_minutes_after_the_opening(people: int) -> None:
    plan = plan_of("topic-circle", 90, people, review=True)

    review = plan.segments[1]

    assert (review.id, review.seconds) == ("ground-rules", 600)


def test_a_review_that_leaves_too_little_shortens_the_check_in_and_says_so() -> None:
    plan = plan_of("focus-question", 43, 6, review=True)

    assert segment_of(plan, "check-in").seconds == 120
    assert "The check-in is short, so that the rest fits." in plan.remarks


def test_a_review_that_does_not_fit_is_said_to_be_the_reason() -> None:
    plan = plan_evening(LIBRARY.formats["focus-question"], minutes=40, people=6, is_review_due=True)

    assert plan == Misfit(
        "Focus question does not fit into 40 minutes with 6 people: "
        "it fits without the review of the ground rules, or into 43 minutes."
    )


@pytest.mark.parametrize(
    ("people", "sentence"),
    [
        (
            1,
            "Focus question needs 3 people and there is 1: wait for more to come, or choose another format.",
        ),
        (
            2,
            "Focus question needs 3 people and there are 2: wait for more to come, or choose another format.",
        ),
        (
            13,
            "Focus question holds 12 people and there are 13: make two circles, or choose a topic for all.",
        ),
    ],
)
def test_too_few_or_too_many_people_are_told_what_would_do(people: int, sentence: str) -> None:
    plan = plan_evening(LIBRARY.formats["focus-question"], minutes=90, people=people)

    assert plan == Misfit(sentence)


def test_too_short_an_evening_is_told_how_long_it_would_have_to_be() -> None:
    plan = plan_evening(LIBRARY.formats["focus-question"], minutes=20, people=6)

    assert plan == Misfit(
        "Focus question does not fit into 20 minutes with 6 people: it needs 33, or a shorter format."
    )


def test_what_no_evening_holds_is_told_to_work_in_threes() -> None:
    endless = FormatStep(id="talk", title="Talk", minimum=240, ideal=240, maximum=240)

    plan = plan_evening(tiny(endless), minutes=90, people=6)

    assert plan == Misfit(
        "Tiny does not fit into 90 minutes with 6 people: choose a shorter format, or work in threes."
    )


def test_an_optional_step_goes_before_the_evening_is_declined() -> None:
    talk = FormatStep(id="talk", title="Talk", minimum=20, ideal=30, maximum=30)
    extra = FormatStep(id="extra", title="Extra", minimum=15, ideal=15, maximum=15, is_optional=True)
    chosen = tiny(talk, extra)

    plan = plan_evening(chosen, minutes=40, people=6)

    assert isinstance(plan, EveningPlan)
    assert [step.id for segment in core_of(plan) for step in segment.steps] == ["talk"]


def test_a_segment_of_optional_steps_alone_goes_as_a_whole() -> None:
    talk = FormatStep(id="talk", title="Talk", minimum=20, ideal=30, maximum=30)
    extra = FormatStep(id="extra", title="Extra", minimum=15, ideal=15, maximum=15, is_optional=True)
    both = (
        FormatSegment(id="talk", title="Talk", kind="talk", steps=(talk,)),
        FormatSegment(id="extra", title="Extra", kind="talk", steps=(extra,)),
    )

    plan = plan_evening(tiny(segments=both), minutes=40, people=6)

    assert isinstance(plan, EveningPlan)
    assert [segment.id for segment in core_of(plan)] == ["talk"]


def test_a_segment_without_a_minute_is_left_out() -> None:
    talk = FormatStep(id="talk", title="Talk", minimum=20, ideal=200, maximum=200)
    aside = FormatStep(id="aside", title="Aside", minimum=0, ideal=1, maximum=1)
    both = (
        FormatSegment(id="talk", title="Talk", kind="talk", steps=(talk,)),
        FormatSegment(id="aside", title="Aside", kind="talk", steps=(aside,)),
    )

    plan = plan_evening(tiny(segments=both), minutes=45, people=6)

    assert isinstance(plan, EveningPlan)
    assert [segment.id for segment in core_of(plan)] == ["talk"]


def test_a_tight_evening_says_how_much_longer_would_be_good() -> None:
    plan = plan_of("topic-circle", 60, 12)

    assert plan.remarks == ("Tight: Topic circle would like 9 minutes more.",)


def test_a_round_with_less_than_twenty_seconds_each_is_one_word_each() -> None:
    plan = plan_of("focus-question", 45, 12)

    assert segment_of(plan, "check-out").steps[0].says == "One word each."
    assert "Check-out is one word each." in plan.remarks


def test_the_check_in_never_gives_one_person_more_than_two_minutes() -> None:
    check_in = segment_of(plan_of("open-support-circle", 120, 3), "check-in")

    assert check_in.seconds == 3 * 120


def test_lengths_for_listeners_do_not_count_the_presenter() -> None:
    step = FormatStep(id="mirror", title="Mirror", each="listeners", minimum=45, ideal=60, maximum=90)

    assert step.span(5).ideal == 4
    assert step.span(1).ideal == 1


def test_a_group_without_an_opening_has_a_welcome() -> None:
    plan = plan_evening(LIBRARY.formats["topic-circle"], minutes=60, people=5)

    assert isinstance(plan, EveningPlan)
    assert [step.id for step in plan.segments[0].steps] == ["welcome"]


def test_an_opening_whose_minimums_are_too_long_is_scaled_all_the_same() -> None:
    long = tuple(Step(id=f"part-{place}", title="Part", seconds=300, minimum=200) for place in range(3))

    plan = plan_evening(LIBRARY.formats["topic-circle"], minutes=60, people=5, opening=long)

    assert isinstance(plan, EveningPlan)
    assert [step.seconds for step in plan.segments[0].steps] == [60, 60, 60]


@pytest.mark.parametrize("chosen", FORMATS, ids=lambda chosen: chosen.slug)
def test_every_shipped_format_has_no_fault_and_credits_what_it_stands_in(chosen: Format) -> None:
    assert format_fault(chosen) == ""
    assert all(credit.link.startswith("http") for credit in chosen.credits)
    assert chosen.credits
