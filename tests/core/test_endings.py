"""Endings: three that fit, whatever is left."""

import pytest

from circle_tui.content.load import Library
from circle_tui.core.plan.endings import WARNING_SECONDS, Ending, ending_segment, endings_that_fit

ENDINGS = Library().endings


@pytest.mark.parametrize("people", range(3, 13))
def test_eight_minutes_before_the_end_three_endings_fit(people: int) -> None:
    offered = endings_that_fit(ENDINGS, WARNING_SECONDS, people)

    assert len(offered) == 3
    assert all(ending.needs(people) <= WARNING_SECONDS for ending in offered)


@pytest.mark.parametrize(
    ("seconds", "slugs"),
    [
        (480, ["need-and-offer", "carry-and-leave", "keep-and-change"]),
        (180, ["keep-and-change", "first-step", "thanks"]),
        (60, ["one-word", "quiet-minute"]),
        (59, []),
    ],
)
def test_the_roomiest_that_fit_come_first(seconds: int, slugs: list[str]) -> None:
    offered = endings_that_fit(ENDINGS, seconds, people=6)

    assert [ending.slug for ending in offered] == slugs


def test_an_ending_takes_its_minutes_even_with_few_people() -> None:
    ending = Ending(slug="thanks", title="Thanks", says="Thank one person.", each=20, minutes=2)

    assert (ending.needs(2), ending.needs(9)) == (120, 180)


def test_an_ending_becomes_a_protected_last_line_of_the_agenda() -> None:
    ending = ENDINGS[0]

    segment = ending_segment(ending, 300, people=6)

    assert (segment.kind, segment.title, segment.seconds) == ("ending", ending.title, 300)
    assert segment.is_protected
