"""What does not fit into an evening is declined in a sentence that says what would."""

import pytest
from tests.core.plans import LIBRARY, tiny

from circle_tui.core.plan.formats import FormatSegment, FormatStep
from circle_tui.core.plan.planning import EveningPlan, Misfit, plan_evening


def test_a_review_that_does_not_fit_is_said_to_be_the_reason() -> None:
    plan = plan_evening(LIBRARY.formats["focus-question"], minutes=40, people=6, is_review_due=True)

    assert plan == Misfit(
        "Focus question does not fit into 40 minutes with 6 people: "
        "it fits without the review of the ground rules, or into 43 minutes.",
        minutes=43,
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
        "Focus question does not fit into 20 minutes with 6 people: "
        "it takes 33 minutes, or a shorter format.",
        minutes=33,
    )


def test_what_no_evening_holds_is_told_to_work_in_threes() -> None:
    endless = FormatStep(id="talk", title="Talk", minimum=240, ideal=240, maximum=240)

    plan = plan_evening(tiny(endless), minutes=90, people=6)

    assert plan == Misfit(
        "Tiny does not fit into 90 minutes with 6 people: choose a shorter format, or work in threes."
    )


@pytest.mark.parametrize(
    ("slug", "people", "cases", "said"),
    [
        (
            "focus-question",
            11,
            2,
            Misfit(
                "Focus question does not fit into 60 minutes with 11 people when 2 bring something: "
                "1 can, or it takes 63 minutes.",
                minutes=63,
                cases=1,
            ),
        ),
        (
            "eight-steps",
            6,
            2,
            Misfit(
                "Eight-step consultation has room for 1 with 6 people, not for 2: tonight 1 can.", cases=1
            ),
        ),
        (
            "topic-circle",
            6,
            1,
            Misfit(
                "Topic circle has no cases to count with 6 people: "
                "leave their number open, or choose another format."
            ),
        ),
    ],
)
def test_more_than_fit_are_told_how_many_would(slug: str, people: int, cases: int, said: Misfit) -> None:
    plan = plan_evening(LIBRARY.formats[slug], minutes=60, people=people, cases=cases)

    assert plan == said


def test_too_many_in_an_evening_too_short_for_one_are_told_so() -> None:
    plan = plan_evening(LIBRARY.formats["quick-unstick"], minutes=20, people=6, cases=3)

    assert plan == Misfit(
        "Quick unstick has room for 2 with 6 people, not for 3, and 20 minutes are too short for one."
    )


def test_several_in_an_evening_too_short_for_one_are_told_how_long_they_would_take() -> None:
    plan = plan_evening(LIBRARY.formats["focus-question"], minutes=20, people=6, cases=2)

    assert plan == Misfit(
        "Focus question does not fit into 20 minutes with 6 people when 2 bring something: "
        "it takes 59 minutes, or a shorter format.",
        minutes=59,
    )


def test_several_who_fit_into_no_evening_are_told_how_many_would() -> None:
    talk = FormatStep(id="talk", title="Talk", minimum=80, ideal=90, maximum=90)
    long = FormatSegment(id="talk", title="Talk", kind="case", steps=(talk,), repeats=True)

    plan = plan_evening(tiny(segments=(long,)), minutes=100, people=6, cases=3)

    assert plan == Misfit(
        "Tiny does not fit into 100 minutes with 6 people when 3 bring something: "
        "1 can, or choose a shorter format.",
        cases=1,
    )


def test_too_few_people_are_told_which_other_formats_would_do() -> None:
    others = tuple(LIBRARY.formats.values())

    plan = plan_evening(LIBRARY.formats["eight-steps"], minutes=90, people=3, others=others)

    assert plan == Misfit(
        "Eight-step consultation needs 4 people and there are 3: wait for more to come, "
        "or choose Focus question, Key-question consultation or Questions only."
    )


def test_where_no_other_format_would_do_none_is_named() -> None:
    one = LIBRARY.formats["focus-question"]

    plan = plan_evening(one, minutes=90, people=2, others=(one, LIBRARY.formats["topic-circle"]))

    assert plan == Misfit(
        "Focus question needs 3 people and there are 2: wait for more to come, or choose another format."
    )


@pytest.mark.parametrize(
    ("slug", "minutes", "people", "room"),
    [
        ("eight-steps", 120, 6, ": room for a quick unstick, with d and then 5."),
        ("focus-question", 75, 6, "."),
        ("topic-circle", 120, 4, ": room for something that somebody names in a breath."),
        ("quick-unstick", 100, 6, ": room for something that somebody names in a breath."),
    ],
)
def test_a_long_open_floor_says_what_it_has_room_for(slug: str, minutes: int, people: int, room: str) -> None:
    plan = plan_evening(LIBRARY.formats[slug], minutes=minutes, people=people)

    assert isinstance(plan, EveningPlan)
    assert next(remark for remark in plan.remarks if "open floor" in remark).endswith(f"open floor{room}")
