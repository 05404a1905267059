"""What was decided, what it was about and how it was at the end, on the pages of a session."""

from datetime import date

from msgspec.structs import replace
from tests.core.hour import JO, MARA, Hour, ListJournal, opened
from tests.core.test_topics import TOPIC

from circle_tui.cli.records import Listed, page_of
from circle_tui.core.agreements import decisions, pulses
from circle_tui.core.agreements.pulses import Counts
from circle_tui.core.happening.events.evening import SessionOpened
from circle_tui.core.people import leading
from circle_tui.core.plan.lens import mark_takeaway
from circle_tui.core.plan.topics import Topic
from circle_tui.core.record.course import course_of
from circle_tui.core.record.insight import look
from circle_tui.core.record.ledger import SessionRecord, record
from circle_tui.export import markdown, plain


def decided() -> Hour:
    hour = Hour()
    hour.begin()
    hour.do(decisions.decide, "We begin early.", way="consent", has_worry=True, review_on=date(2027, 2, 23))
    hour.do(decisions.decide, "We end early.", way="consensus")
    hour.do(pulses.take, "place", Counts(5, 1, 0))
    return hour


def test_the_plain_page_names_what_was_decided_and_one_word_for_each_count() -> None:
    hour = decided()
    past = record(hour.session, hour.now)

    page = plain.session_page(past, look(course_of(past), ()), group="G", names={}, is_open=False)

    assert (
        "  decided     We begin early.\n"
        "              by consent, with a worry noted; to be looked at again on 23\n"
        "              February 2027\n"
        "  decided     We end early.\n"
        "              by consensus\n"
    ) in page
    assert page.splitlines()[-1].split() == ["I", "had", "a", "place", "here", "tonight.", "mostly"]


def test_the_markdown_page_says_so_too() -> None:
    hour = decided()
    past = record(hour.session, hour.now)

    page = markdown.session_page(past, look(course_of(past), ()), group="G", names={})

    assert (
        "- We begin early. (by consent, with a worry noted; to be looked at again on 23 February 2027)\n"
        "- We end early. (by consensus)\n"
    ) in page
    assert "- I had a place here tonight. mostly" in page


def about_a_topic() -> SessionRecord:
    """An evening about a topic that became a consultation, with somebody beside whoever led."""
    first = opened()
    assert isinstance(first.event, SessionOpened)
    entry = replace(first, event=replace(first.event, mode="topic", topic=TOPIC.slug))
    hour = Hour(journal=ListJournal([entry]))
    hour.begin()
    hour.do(leading.name_leader, segment="check-in", person=JO, how="offered", beside=MARA)
    hour.do(mark_takeaway, 1, is_touched=True)
    hour.at("19:58:40")
    hour.do(decisions.change_mode, "consultation")
    return record(hour.session, hour.now)


NAMED = {JO: "Jo", MARA: "Mara"}


def plain_page(past: SessionRecord, topic: Topic | None, noted: tuple[str, ...] = ()) -> str:
    seen = look(course_of(past), ())
    return plain.session_page(past, seen, group="G", names=NAMED, topic=topic, noted=noted, is_open=True)


def markdown_page(past: SessionRecord, topic: Topic | None, noted: tuple[str, ...] = ()) -> str:
    seen = look(course_of(past), ())
    return markdown.session_page(past, seen, group="G", names=NAMED, topic=topic, noted=noted)


def test_the_plain_page_says_what_it_was_about_and_when_it_became_another_kind_of_evening() -> None:
    page = plain_page(about_a_topic(), TOPIC, ("Five minutes on us", "Ouch"))

    assert (
        "  mode        topic · one question, many views\n"
        "              from 19:58 consultation · a question first, decided together\n"
    ) in page
    assert f"  topic       {TOPIC.question}" in page.replace("\n              ", " ")
    assert f"              · not yet {TOPIC.takeaways[0][:20]}" in page
    assert f"              ✓ touched {TOPIC.takeaways[1][:20]}" in page
    assert "  rules       version 3\n" in page
    assert "  noted       Five minutes on us\n              Ouch" in page
    assert "    Check-in                                  led by Jo and Mara" in page


def test_the_markdown_page_says_it_too() -> None:
    page = markdown_page(about_a_topic(), TOPIC, ("Five minutes on us", "Ouch"))

    assert "- Mode: topic, from 19:58 consultation (decided together), format: open-support-circle\n" in page
    assert f"- Topic: {TOPIC.question}\n  - · not yet {TOPIC.takeaways[0]}\n  - ✓ touched " in page
    assert "- Noted as used: Five minutes on us, Ouch\n" in page
    assert "| Jo and Mara |" in page


def test_without_its_card_a_topic_goes_by_its_slug_and_its_takeaways_by_their_number() -> None:
    page = plain_page(about_a_topic(), None)

    assert f"  topic       {TOPIC.slug}\n" in page
    assert "              ✓ touched takeaway 2 of its card\n" in page


def test_programs_are_told_what_it_was_about() -> None:
    past = about_a_topic()

    shown = page_of(Listed(past, is_open=False), look(course_of(past), ()), {}, TOPIC)

    assert [item["mode"] for item in listed(shown["mode_changes"])] == ["consultation"]
    assert shown["topic"] == {
        "slug": TOPIC.slug,
        "question": TOPIC.question,
        "takeaways": [{"text": text, "is_touched": place == 1} for place, text in enumerate(TOPIC.takeaways)],
    }


def test_programs_are_told_what_was_decided_and_counted_as_far_as_it_is_known() -> None:
    hour = decided()
    past = replace(record(hour.session, hour.now), topic="gone", touched=(2,), protocols=("ouch",))
    past = replace(past, decisions=(past.decisions[0], replace(past.decisions[1], text="")))

    shown = page_of(Listed(past, is_open=False), look(course_of(past), ()), {})

    first, second = listed(shown["decisions"])
    assert first == {
        "on": date(2026, 11, 24),
        "text": "We begin early.",
        "way": "consent",
        "has_worry": True,
        "review_on": date(2027, 2, 23),
    }
    assert second["text"] is None
    assert listed(shown["pulses"])[0] == {
        "pulse": "place",
        "sentence": "I had a place here tonight.",
        "yes": 5,
        "partly": 1,
        "not_yet": 0,
        "word": "mostly",
    }
    assert shown["topic"] == {
        "slug": "gone",
        "question": None,
        "takeaways": [{"text": None, "is_touched": place == 2} for place in range(3)],
    }
    assert shown["noted"] == ("ouch",)


def listed(value: object) -> list[dict[str, object]]:
    assert isinstance(value, list)
    return value
