"""Formats: what an evening is made of, to the minute, for any length and any number of people."""

import pytest
from tests.core.plans import FORMATS, LIBRARY, buffer_of, core_of, minutes_of, plan_of, segment_of, tiny

from circle_tui.core.faults.formats import format_fault
from circle_tui.core.plan.agenda import Step
from circle_tui.core.plan.formats import Format, FormatSegment, FormatStep
from circle_tui.core.plan.modes import Mode
from circle_tui.core.plan.planning import (
    EveningPlan,
    plan_evening,
)


@pytest.mark.parametrize("people", [6, 7, 8])
def test_an_hour_of_open_support_is_the_weekly_evening(people: int) -> None:
    plan = plan_of("open-support-circle", 60, people)

    assert minutes_of(plan) == [
        ("Opening", 3),
        ("Check-in", 9),
        ("Choose topics", 3),
        ("Time for one of us", 12),
        ("First topic", 11),
        ("Second topic", 11),
        ("Open floor", 5),
        ("Check-out", 4),
        ("Next time", 2),
    ]


def test_the_consultation_of_an_hour_of_open_support_has_its_four_steps() -> None:
    plan = plan_of("open-support-circle", 60, 6)

    steps = [(step.title, step.seconds // 60) for step in segment_of(plan, "case-1").steps]

    assert steps == [
        ("Speaker", 4),
        ("Feeling round", 3),
        ("Speaker responds", 2),
        ("Where we have met it", 3),
    ]


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


def test_one_wished_for_gets_the_room_of_two() -> None:
    usual, wished = plan_of("focus-question", 90, 6), plan_of("focus-question", 90, 6, cases=1)

    assert (usual.cases, wished.cases) == (2, 1)
    assert any(remark.startswith("17 minutes in hand as open floor: room for") for remark in wished.remarks)


def test_two_wished_for_may_be_tight_and_are_told_so() -> None:
    plan = plan_of("focus-question", 75, 6, cases=2)

    assert plan.cases == 2
    assert any(remark.endswith("more would suit Focus question.") for remark in plan.remarks)


def test_nobody_brings_something_twice() -> None:
    plan = plan_of("rapid-turn-around", 90, 3)

    assert [segment.title for segment in core_of(plan)] == ["First turn", "Second turn", "Third turn"]


@pytest.mark.parametrize(
    ("minutes", "people", "turns", "left"), [(60, 4, 3, 5), (75, 4, 4, 3), (75, 5, 4, 1), (90, 4, 4, 16)]
)
def test_a_rapid_turn_is_a_quarter_of_an_hour(minutes: int, people: int, turns: int, left: int) -> None:
    plan = plan_of("rapid-turn-around", minutes, people)

    assert [segment.seconds // 60 for segment in core_of(plan)] == [15] * turns
    assert buffer_of(plan) == left


@pytest.mark.parametrize("people", [8, 10, 12])
def test_many_turn_around_in_threes_and_everyone_has_the_same_time(people: int) -> None:
    plan = plan_of("rapid-turn-around", 60, people)

    assert [segment.seconds // 60 for segment in core_of(plan)][:4] == [2, 10, 10, 10]
    assert not any(segment.has_extensions for segment in core_of(plan))
    assert any("breakout rooms" in remark for remark in plan.remarks)


@pytest.mark.parametrize(("minutes", "people"), [(60, 8), (60, 12), (90, 9)])
def test_a_turn_in_threes_has_its_steps_with_minutes_that_add_up(minutes: int, people: int) -> None:
    plan = plan_of("rapid-turn-around", minutes, people)

    turns = [segment for segment in core_of(plan) if segment.is_in_rooms]
    lengths = [step.seconds // 60 for step in turns[0].steps]
    assert len(turns) == 3
    assert (lengths[0], lengths[2]) == (2, 4)
    assert sum(lengths) * 60 == turns[0].seconds
    assert [step.advances_itself for step in turns[0].steps] == [True, True, True, False]


@pytest.mark.parametrize(
    ("slug", "people", "remark"),
    [
        ("key-question", 3, "So few of you: nobody only listens, and a round may go twice."),
        (
            "key-question",
            9,
            "With so many, four or five may answer, and everyone else adds a sentence.",
        ),
    ],
)
def test_a_small_and_a_large_group_are_told_what_changes(slug: str, people: int, remark: str) -> None:
    assert remark in plan_of(slug, 90, people).remarks


@pytest.mark.parametrize(
    ("slug", "people"), [("key-question", 6), ("assigned-lenses", 12), ("topic-circle", 3)]
)
def test_where_nothing_changes_with_the_size_nothing_is_said(slug: str, people: int) -> None:
    assert not any(remark.startswith("So ") for remark in plan_of(slug, 90, people).remarks)


def test_a_case_ends_on_steadying_also_when_its_last_step_is_left_out() -> None:
    request = FormatStep(id="request", title="Request", minimum=20, ideal=30, maximum=30, prompt="choose")
    after = FormatStep(
        id="after", title="After", minimum=15, ideal=15, maximum=15, prompt="steady", is_optional=True
    )
    case = FormatSegment(id="case", title="Case", kind="case", steps=(request, after))

    plan = plan_evening(tiny(segments=(case,)), minutes=40, people=6)

    assert isinstance(plan, EveningPlan)
    assert [step.prompt for step in segment_of(plan, "case").steps] == ["steady"]


def test_what_a_step_offers_stands_in_the_agenda() -> None:
    case = {step.id: step for step in segment_of(plan_of("key-question", 60, 6), "case-1").steps}
    silence = {step.id: step for step in segment_of(plan_of("stillness-and-mirror", 75, 6), "case-1").steps}
    resonance = {step.id: step for step in segment_of(plan_of("resonance-group", 60, 6), "case-1").steps}

    assert [way.title for way in case["choose-a-way"].ways][:2] == ["Hypotheses", "Resonance round"]
    assert [name for name, step in silence.items() if step.is_still] == ["stillness"]
    assert len(resonance["resonance"].nudges) == 3


MODES_OF = {
    "support": {"open-support-circle", "resonance-on-my-experience"},
    "topic": {"topic-circle"},
    "governance": {"meeting-about-ourselves"},
}


@pytest.mark.parametrize(("mode", "slugs"), MODES_OF.items())
def test_only_consultation_offers_formats_for_cases(mode: Mode, slugs: set[str]) -> None:
    offered = {chosen.slug for chosen in FORMATS if mode in chosen.modes}

    assert offered == slugs


def test_every_other_format_is_for_consultation() -> None:
    others = {chosen.slug for chosen in FORMATS} - set().union(*MODES_OF.values())

    assert others == {chosen.slug for chosen in FORMATS if chosen.modes == ("consultation",)}
    assert len(others) == 12


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

    assert plan.remarks == ("A little tight: 9 minutes more would suit Topic circle.",)


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
