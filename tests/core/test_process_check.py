"""Every third session looks at how the group works: the others pay, or the plan says that it waits."""

import pytest
from msgspec.structs import replace
from tests.core.plans import LIBRARY, buffer_of, minutes_of, segment_of
from tests.evenings import evening

from circle_tui.core.plan.inserts import PROCESS_CHECK
from circle_tui.core.plan.planning import CHECK_WAITS, EveningPlan, plan_evening
from circle_tui.core.record.ledger import SegmentRecord, SessionRecord, sessions_since

CHECK = next(item for item in LIBRARY.inserts if item.slug == PROCESS_CHECK).step(1)
SAYS = "3 minutes before check-out for how we are working, as every third time."


def plans(slug: str, minutes: int, people: int) -> tuple[EveningPlan, EveningPlan]:
    """The evening as it is without the check, and with it."""
    both = [
        plan_evening(
            LIBRARY.formats[slug],
            minutes=minutes,
            people=people,
            opening=LIBRARY.opening,
            joining=LIBRARY.joining,
            check=check,
        )
        for check in (None, CHECK)
    ]
    without, checked = both
    assert isinstance(without, EveningPlan)
    assert isinstance(checked, EveningPlan)
    return without, checked


@pytest.mark.parametrize("slug", LIBRARY.formats)
@pytest.mark.parametrize("minutes", [60, 75, 90])
@pytest.mark.parametrize("people", [4, 7])
def test_in_any_format_the_others_pay_for_it_and_nothing_is_dropped(
    slug: str, minutes: int, people: int
) -> None:
    without, checked = plans(slug, minutes, people)

    besides = {CHECK.title, "Open floor"}
    titles = [title for title, _ in minutes_of(checked) if title not in besides]
    assert segment_of(checked, PROCESS_CHECK).seconds == CHECK.seconds
    assert titles == [title for title, _ in minutes_of(without) if title not in besides]
    assert sum(item.seconds for item in checked.segments) == minutes * 60
    assert checked.segments[-3].id == PROCESS_CHECK
    assert SAYS in checked.remarks
    assert checked.cases == without.cases


def test_what_is_said_to_be_in_hand_is_what_is_in_hand() -> None:
    without, checked = plans("open-support-circle", 60, 7)

    hand = buffer_of(checked)
    assert buffer_of(without) == 5
    assert [item for item in checked.remarks if "in hand" in item] == (
        [f"{hand} minutes in hand as open floor."] if hand else []
    )


@pytest.mark.parametrize(("slug", "people"), [("rapid-turn-around", 9), ("topic-circle", 12)])
def test_an_evening_without_room_for_it_says_that_it_waits(slug: str, people: int) -> None:
    without, checked = plans(slug, 45, people)

    assert checked.segments == without.segments
    assert checked.remarks == (*without.remarks, CHECK_WAITS)


def with_check(past: SessionRecord, seconds: int) -> SessionRecord:
    return replace(past, segments=(*past.segments, SegmentRecord(PROCESS_CHECK, "", 180, seconds)))


def test_it_counts_from_the_session_in_which_it_was_really_held() -> None:
    past = [evening(number, (3, 9, 5)) for number in range(5)]
    tried = replace(past[4], is_rehearsal=True)

    never = sessions_since(past, PROCESS_CHECK)
    held = sessions_since([past[4], past[3], with_check(past[2], 170)], PROCESS_CHECK)
    hurried_past = sessions_since([past[0], with_check(past[1], 10), tried], PROCESS_CHECK)

    assert (never, held, hurried_past) == (5, 2, 2)
