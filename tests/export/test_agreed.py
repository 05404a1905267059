"""What was decided and how it was at the end, on the pages of a session: words and one word each."""

from datetime import date

from tests.core.hour import Hour

from circle_tui.core.agreements import decisions, pulses
from circle_tui.core.agreements.pulses import Counts
from circle_tui.core.record.course import course_of
from circle_tui.core.record.insight import look
from circle_tui.core.record.ledger import record
from circle_tui.export import markdown, plain


def decided() -> Hour:
    hour = Hour()
    hour.begin()
    hour.do(decisions.decide, "We begin early.", way="consent", review_on=date(2027, 2, 23))
    hour.do(pulses.take, "place", Counts(5, 1, 0))
    return hour


def test_the_plain_page_names_what_was_decided_and_one_word_for_each_count() -> None:
    hour = decided()
    past = record(hour.session, hour.now)

    page = plain.session_page(past, look(course_of(past), ()), group="G", names={}, is_open=False)

    assert "  decided     We begin early. Looked at again on 2027-02-23." in page
    assert page.splitlines()[-1].split() == ["I", "had", "a", "place", "here", "tonight.", "mostly"]


def test_the_markdown_page_says_so_too() -> None:
    hour = decided()
    past = record(hour.session, hour.now)

    page = markdown.session_page(past, look(course_of(past), ()), group="G", names={})

    assert "- We begin early. (consent)" in page
    assert "- I had a place here tonight. mostly" in page
