"""What holds for every evening that any shipped format makes: any length, any size, any wish."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from circle_tui.content.load import Library
from circle_tui.core.plan.agenda import Segment, Step
from circle_tui.core.plan.allocation import Span
from circle_tui.core.plan.formats import Format, FormatSegment
from circle_tui.core.plan.planning import EveningPlan, Misfit, plan_evening

LIBRARY = Library()
FORMATS = tuple(LIBRARY.formats.values())
MINUTES = (45, 52, 60, 67, 75, 83, 90, 104, 120)
PEOPLE = range(3, 13)
WISHES = (None, 1, 2, 3)
FRAME = {"opening", "check-in", "check-out", "next-time", "open-floor"}
every_format = pytest.mark.parametrize("chosen", FORMATS, ids=lambda chosen: chosen.slug)


class Asked(NamedTuple):
    """What an evening is asked to be made of."""

    minutes: int
    people: int
    cases: int | None


def plan(chosen: Format, asked: Asked) -> EveningPlan | Misfit:
    return plan_evening(
        chosen,
        minutes=asked.minutes,
        people=asked.people,
        cases=asked.cases,
        opening=LIBRARY.opening,
        joining=LIBRARY.joining,
    )


@cache
def all_of(slug: str) -> dict[Asked, EveningPlan | Misfit]:
    chosen = LIBRARY.formats[slug]
    asked = (Asked(minutes, people, cases) for minutes in MINUTES for people in PEOPLE for cases in WISHES)
    return {item: plan(chosen, item) for item in asked}


def plans(chosen: Format) -> dict[Asked, EveningPlan]:
    return {asked: item for asked, item in all_of(chosen.slug).items() if isinstance(item, EveningPlan)}


def misfits(chosen: Format) -> dict[Asked, Misfit]:
    return {asked: item for asked, item in all_of(chosen.slug).items() if isinstance(item, Misfit)}


class Held(NamedTuple):
    """A step of the format in an evening, beside what the format says of it."""

    step: Step
    span: Span
    is_protected: bool
    key: tuple[str, str]


def steps_of(chosen: Format, item: EveningPlan, people: int) -> Iterator[Held]:
    for segment in item.segments:
        if segment.id in FRAME:
            continue
        origin = next(own for own in chosen.segments if segment.id in names(own))
        asked = {step.id: step for step in origin.steps}
        for step in segment.steps:
            said = asked[step.id]
            yield Held(step, said.span(people), said.is_protected, (origin.id, step.id))


def names(segment: FormatSegment) -> list[str]:
    return [segment.id, *(f"{segment.id}-{place}" for place in range(1, 6))]


def due(chosen: Format, people: int) -> set[tuple[str, str]]:
    return {
        (segment.id, step.id)
        for segment in chosen.standing(people)
        for step in segment.steps
        if not step.is_optional
    }


def cases_of(item: EveningPlan) -> list[Segment]:
    return [segment for segment in item.segments if segment.kind == "case"]


@every_format
def test_every_evening_lasts_exactly_as_long_as_it_was_asked_to(chosen: Format) -> None:
    off = [
        asked
        for asked, item in plans(chosen).items()
        if sum(step.seconds for segment in item.segments for step in segment.steps) != asked.minutes * 60
    ]

    assert off == []


@every_format
def test_every_phase_is_within_its_bounds_in_whole_minutes(chosen: Format) -> None:
    off = [
        (asked, step.id)
        for asked, item in plans(chosen).items()
        for step, span, *_ in steps_of(chosen, item, asked.people)
        if step.seconds % 60 or not span.minimum <= step.seconds // 60 <= span.maximum
    ]

    assert off == []


@every_format
def test_a_protected_phase_stands_in_every_case_and_gives_nothing(chosen: Format) -> None:
    off = [
        (asked, step.id)
        for asked, item in plans(chosen).items()
        for step, _, is_protected, _ in steps_of(chosen, item, asked.people)
        if is_protected and step.minimum != step.seconds
    ]

    assert off == []


@every_format
def test_no_phase_is_left_out_but_what_may_be(chosen: Format) -> None:
    off = [
        (asked, missing)
        for asked, item in plans(chosen).items()
        if (missing := due(chosen, asked.people) - {key for *_, key in steps_of(chosen, item, asked.people)})
    ]

    assert off == []


@every_format
def test_the_open_floor_is_one_buffer_that_is_never_negative(chosen: Format) -> None:
    buffers = [
        [segment.seconds for segment in item.segments if segment.kind == "buffer"]
        for item in plans(chosen).values()
    ]

    assert all(len(found) <= 1 and min(found, default=1) > 0 for found in buffers)


@every_format
def test_as_many_bring_something_as_was_wished(chosen: Format) -> None:
    off = [
        asked
        for asked, item in plans(chosen).items()
        if item.cases != len(cases_of(item)) or asked.cases not in (None, item.cases)
    ]

    assert off == []


@every_format
def test_every_case_has_a_leader_and_a_presenter_and_ends_on_steadying(chosen: Format) -> None:
    off = [
        asked
        for asked, item in plans(chosen).items()
        for segment in cases_of(item)
        if not (segment.has_leader and segment.has_presenter)
        or [step.prompt for step in segment.steps].index("steady") != len(segment.steps) - 1
    ]

    assert off == []


@every_format
def test_what_does_not_fit_is_said_in_a_sentence_that_names_what_would(chosen: Format) -> None:
    said = {
        item.sentence: [str(number) in item.sentence for number in (item.minutes, item.cases) if number]
        for item in misfits(chosen).values()
    }

    assert all(
        sentence.endswith(".") and sentence.count(". ") == 0 and all(named)
        for sentence, named in said.items()
    )


@every_format
def test_what_a_misfit_names_does_fit(chosen: Format) -> None:
    longer = [asked._replace(minutes=item.minutes) for asked, item in misfits(chosen).items() if item.minutes]
    fewer = [asked._replace(cases=item.cases) for asked, item in misfits(chosen).items() if item.cases]

    fits = [isinstance(plan(chosen, asked), EveningPlan) for asked in {*longer, *fewer}]

    assert all(fits)


@settings(max_examples=60, deadline=None)
@given(
    chosen=st.sampled_from(FORMATS),
    asked=st.builds(Asked, st.integers(45, 120), st.integers(3, 12), st.sampled_from(WISHES)),
)
def test_the_same_evening_is_planned_the_same_twice(chosen: Format, asked: Asked) -> None:
    assert plan(chosen, asked) == plan(chosen, asked)


@settings(max_examples=150, deadline=None)
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
    found = plan_evening(
        chosen,
        minutes=minutes,
        people=people,
        newcomers=newcomers,
        is_review_due=review,
        opening=LIBRARY.opening,
    )

    match found:
        case Misfit(sentence):
            assert sentence.endswith(".")
        case EveningPlan(segments):
            assert sum(segment.seconds for segment in segments) == minutes * 60
            assert len({segment.id for segment in segments}) == len(segments)
            assert all(0 <= segment.minimum <= segment.seconds for segment in segments)
            assert all(step.seconds > 0 for segment in segments for step in segment.steps)
