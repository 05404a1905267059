"""What is left of a record when only time may be looked at."""

import msgspec
from msgspec.structs import replace
from tests.evenings import GUEST, LEADER, PRESENTER, evening, held

from circle_tui.core.record import course
from circle_tui.core.record.course import Course, SegmentCourse, course_of, courses_up_to


def test_a_course_has_the_times_of_a_record() -> None:
    record = evening(0, (3, 12, 1))

    assert course_of(record) == Course(
        planned_start=record.planned_start,
        planned_seconds=17 * 60,
        began_at=record.began_at,
        ended_at=record.ended_at,
        segments=(
            SegmentCourse("opening", "Opening", 180, 180),
            SegmentCourse("check-in", "Check-in", 540, 720),
            SegmentCourse("open-floor", "Open floor", 300, 60),
        ),
        format="open-support-circle",
    )


def test_nobody_stands_in_a_course() -> None:
    written = msgspec.json.encode(course_of(evening(0, (3, 12, 1)))).decode()

    assert [person for person in (LEADER, PRESENTER, GUEST, "g-1") if person in written] == []


def test_a_course_has_no_place_for_anybody() -> None:
    assert {field.name for field in msgspec.structs.fields(SegmentCourse)} == {
        *("id", "title", "planned_seconds", "actual_seconds", "standing")
    }
    assert {field.name for field in msgspec.structs.fields(course.Course)} == {
        *(
            "planned_start",
            "planned_seconds",
            "began_at",
            "ended_at",
            "segments",
            "end_moved_seconds",
            "format",
        )
    }


def test_a_title_without_anything_to_be_seen_goes_by_its_id() -> None:
    assert course_of(evening(0, (3, 9, 5), check_in="\u200b")).segments[1].title == "check-in"


def test_the_evenings_up_to_one_are_those_of_its_kind_in_order_of_time() -> None:
    first, second, third, later = held([(3, 9, 5)] * 4)
    others = [
        replace(first, id="other group", group="g-2"),
        replace(first, id="other format", format="topic-circle"),
        replace(first, id="never begun", began_at=None),
        replace(first, id="not ended", ended_at=None),
        replace(first, id="rehearsal", is_rehearsal=True),
    ]

    past = courses_up_to(third, [later, third, *others, second, first])

    assert past == (course_of(first), course_of(second), course_of(third))


def test_an_evening_is_among_them_before_it_is_on_the_shelf() -> None:
    first, second = held([(3, 9, 5)] * 2)

    assert courses_up_to(second, [first]) == (course_of(first), course_of(second))


def test_an_evening_that_has_not_ended_is_not_among_them() -> None:
    first, second = held([(3, 9, 5)] * 2)

    assert courses_up_to(replace(second, ended_at=None), [first]) == (course_of(first),)
