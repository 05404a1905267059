"""Tonight: one session with the group it belongs to, and what the past and the content say about it."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace
from tests.circle_kit import make_evening, make_group, step_to
from tests.hand_clock import HandClock

from circle_tui.core.clock import timekeeping
from circle_tui.core.happening import moves
from circle_tui.core.happening.events.clock import MinutesMoved
from circle_tui.core.happening.refusal import Refusal
from circle_tui.core.people import leading
from circle_tui.core.people.rotation import Nobody, Offer
from circle_tui.core.plan.agenda import Segment, Step
from circle_tui.core.plan.planning import EveningPlan
from circle_tui.desk import Desk
from circle_tui.tonight.evening import Evening
from circle_tui.tonight.giving import change_payer
from circle_tui.tonight.sharing import agenda_text, rules_text, summary_text

DAY_OF_SESSION = datetime(2026, 11, 24, 18, 30, tzinfo=UTC)
NEXT_TUESDAY = datetime(2026, 12, 1, tzinfo=UTC).date()


@pytest.fixture
def evening(desk: Desk) -> Evening:
    """The Tuesday circle of seven, all here, not begun."""
    return make_evening(desk, make_group(desk))


def consultation(desk: Desk) -> Evening:
    """Ninety minutes with a focus question, everyone here."""
    return make_evening(desk, make_group(desk, mode="consultation", minutes=90))


def only(desk: Desk, *segments: Segment) -> Evening:
    """An evening of these segments alone, with everyone here."""
    group = make_group(desk)
    evening = desk.open(group, segments)
    for member in group.members:
        evening.room.do(moves.arrive, member.id)
    return evening


def named(offer: Offer | Nobody) -> str:
    """The person of an offer."""
    assert isinstance(offer, Offer), offer
    return offer.person


def lead(evening: Evening, segment: str) -> str:
    """Whoever is asked says yes; gives back who that is."""
    person = named(evening.offer(segment))
    assert evening.room.do(leading.name_leader, segment=segment, person=person, how="offered") is None
    return person


# What is drawn


def test_the_bundled_support_circle_is_the_evening_of_the_plan(evening: Evening) -> None:
    rows = [(row.title, row.minutes) for row in evening.picture().rows]

    assert rows == [
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


def test_people_are_called_by_the_name_the_group_knows(evening: Evening) -> None:
    dana = evening.group.members[0]
    renamed = replace(evening.group, members=(replace(dana, name="Daniela"), *evening.group.members[1:]))

    evening.regroup(renamed)

    assert evening.name(dana.id) == "Daniela"
    assert evening.picture().here[0] == "Daniela"


def test_somebody_whose_name_was_forgotten_is_just_somebody(evening: Evening) -> None:
    dana, *others = evening.group.members

    evening.regroup(replace(evening.group, members=tuple(others)))

    assert evening.picture().here[-1] == "somebody"
    assert dana not in evening.people_here()
    assert evening.name(dana.id) == "somebody"


def test_the_roll_holds_the_expected_and_the_guests_who_came(desk: Desk) -> None:
    evening = make_evening(desk, make_group(desk), here=2)
    group, guest = desk.register.add_person(evening.group, "Bela", is_guest=True)
    group, _absent_guest = desk.register.add_person(group, "Cleo", is_guest=True)
    evening.regroup(group)

    evening.room.do(moves.arrive, guest.id, is_guest=True)

    assert [member.name for member in evening.people_here()] == ["Bela", "Dana", "Ines"]
    assert [member.name for member in evening.people_expected()] == [
        "Bela",
        "Dana",
        "Ines",
        "Jo",
        "Kofi",
        "Lea",
        "Mara",
        "Sam",
    ]


def test_whoever_is_away_for_a_while_can_be_called_back(evening: Evening) -> None:
    dana, ines, *_ = evening.group.members
    evening.room.do(moves.begin)
    evening.room.do(timekeeping.step_away, ines.id, "stepped out")
    evening.room.do(timekeeping.step_away, dana.id, "dropped out")

    assert evening.people_away() == (dana, ines)
    assert dana not in evening.people_here()


def test_loose_ends_and_the_closing_line_are_the_groups_own(desk: Desk) -> None:
    group = desk.register.with_closing_line(make_group(desk), "Go gently, and write to each other.")
    group = desk.keep_loose_ends(group, ["the room", "the review"])

    cards = make_evening(desk, group).scene.cards

    assert cards["loose-ends"] == ("Loose ends", "· the room\n· the review")
    assert cards["closing-line"] == ("To end with", "Go gently, and write to each other.")


def test_next_time_is_said_while_its_step_runs(evening: Evening) -> None:
    step_to(evening, "next-time")

    text = evening.picture().card_text

    assert text.startswith("Tuesday 1 December, 19:30 (Europe/Berlin)\n")
    assert re.search(r"\w+ would be asked to lead first", text)


# Prompts


def test_a_step_for_listeners_brings_a_prompt_for_them(evening: Evening) -> None:
    step_to(evening, "case-1")

    evening.go_on()

    shown = evening.picture()
    assert shown.prompt_title == "While listening"
    assert shown.prompt in evening.scene.prompts.values()


def test_a_consultation_always_ends_on_a_steadying_prompt(evening: Evening) -> None:
    step_to(evening, "case-1")
    evening.go_on()
    evening.go_on()
    evening.go_on()

    steadying = {
        prompt.text
        for deck in evening.library.decks.values()
        for suit in deck.suits
        for prompt in suit.prompts
        if suit.name == "steadying"
    }
    assert evening.picture().prompt_title == "Steadying"
    assert evening.picture().prompt in steadying


def test_the_groups_own_talk_has_its_own_prompt(desk: Desk) -> None:
    talk = Step(id="talk", title="Talk", seconds=300, prompt="group")
    before = Step(id="before", title="Before", seconds=60)
    evening = only(desk, Segment(id="case", title="Case", kind="case", steps=(before, talk)))
    evening.room.do(moves.begin)

    evening.go_on()
    evening.prompting.nudge()

    assert evening.picture().prompt_title == "For all of us"
    assert evening.picture().prompt != ""


def test_a_step_of_the_presenter_brings_no_prompt_by_itself(evening: Evening) -> None:
    step_to(evening, "case-1")

    assert evening.picture().prompt == ""


def test_three_prompts_are_offered_for_a_tone_and_the_same_ones_when_asked_again(evening: Evening) -> None:
    before = evening.prompting.offered("flooded")
    step_to(evening, "case-1")
    first, second = evening.prompting.offered("flooded"), evening.prompting.offered("flooded")

    others = evening.prompting.offered("flooded", avoid=tuple(prompt.id for prompt in first))

    assert len(before) == len(first) == len(others) == 3
    assert first == second
    assert {prompt.id for prompt in first} != {prompt.id for prompt in others}


def test_prompts_stand_in_the_words_of_the_mode(desk: Desk) -> None:
    support = make_evening(desk, make_group(desk)).prompting.texts()
    other = make_group(desk, name="Thursday Circle", mode="consultation", minutes=90)

    consulting = make_evening(desk, other).prompting.texts()

    assert {key for key, text in support.items() if consulting.get(key, text) != text}


# Going on


def test_why_the_next_step_cannot_begin_is_said_beforehand(evening: Evening) -> None:
    assert evening.why_not_go_on() == "The session has not begun yet. space begins it."
    assert evening.go_on() == Refusal("The session has not begun yet. space begins it.")


def test_after_the_last_step_there_is_no_next(evening: Evening) -> None:
    step_to(evening, "next-time")
    evening.go_on()

    assert evening.why_not_go_on() == "This is the last step. e brings the evening to its close."


# Minutes


def test_the_payer_of_extra_minutes_can_be_changed_round_and_round(evening: Evening) -> None:
    step_to(evening, "choose-topics")
    evening.room.do(moves.add_minutes)

    payers = [change_payer(evening.room) or evening.room.entries[-1].event for _ in range(4)]

    assert [(event.payer, event.payer_step) for event in payers if isinstance(event, MinutesMoved)] == [
        ("open-floor", "open-floor"),
        ("topic-1", "talk"),
        ("topic-2", "talk"),
        ("open-floor", "open-floor"),
    ]


def test_each_step_of_a_segment_may_pay_in_its_turn(desk: Desk) -> None:
    talk = Step(id="talk", title="Talk", seconds=600)
    evening = only(
        desk,
        Segment(id="first", title="First", kind="talk", steps=(talk,)),
        Segment(id="second", title="Second", kind="talk", steps=(talk, replace(talk, id="more"))),
    )
    evening.room.do(moves.begin)
    evening.room.do(moves.add_minutes)

    payers = [change_payer(evening.room) or evening.room.entries[-1].event for _ in range(2)]

    assert [event.payer_step for event in payers if isinstance(event, MinutesMoved)] == ["talk", "more"]


def test_without_extra_minutes_there_is_no_payer_to_change(evening: Evening) -> None:
    step_to(evening, "check-in")

    assert change_payer(evening.room) == Refusal(
        "No minutes were given just now; + gives some, and names who pays."
    )


# Leading


def test_leaders_are_asked_for_segment_by_segment(evening: Evening) -> None:
    first = evening.segment_to_lead()
    assert first is not None
    lead(evening, first.id)

    second = evening.segment_to_lead()

    assert second is not None
    assert (first.id, second.id) == ("check-in", "choose-topics")


def test_one_may_look_ahead_for_a_leader_and_comes_round_again(evening: Evening) -> None:
    ids = ["check-in", "choose-topics", "case-1", "topic-1", "topic-2", "check-out", "check-in"]

    following = [evening.segment_to_lead(after=segment) for segment in ids[:-1]]

    assert [segment.id for segment in following if segment] == ids[1:]


def test_looking_ahead_from_what_has_passed_begins_at_what_runs(evening: Evening) -> None:
    step_to(evening, "topic-1")

    found = evening.segment_to_lead(after="check-in")

    assert found is not None
    assert found.id == "topic-1"


def test_with_all_leaders_named_the_running_segment_is_asked_about(evening: Evening) -> None:
    step_to(evening, "check-out")
    lead(evening, "check-out")

    found = evening.segment_to_lead()

    assert found is not None
    assert found.id == "check-out"


def test_when_nothing_is_led_any_more_nobody_is_asked(evening: Evening) -> None:
    step_to(evening, "next-time")

    assert evening.segment_to_lead() is None
    assert evening.segment_to_lead(after="check-in") is None


def test_who_led_last_week_is_remembered_after_a_restart(desk: Desk, clock: HandClock) -> None:
    group = make_group(desk)
    last_week = make_evening(desk, group)
    step_to(last_week, "check-in")
    leaders = [lead(last_week, item) for item in ("check-in", "choose-topics", "case-1")]
    desk.seal(last_week)
    clock.advance(hours=7 * 24)

    tonight = make_evening(desk, group)

    assert named(tonight.offer("check-in")) not in leaders


def test_whoever_rests_tonight_is_not_asked_tonight(desk: Desk) -> None:
    group = make_group(desk)
    for member in group.members[1:]:
        group = desk.register.with_rest(group, member.id, DAY_OF_SESSION.date())

    evening = make_evening(desk, group)

    assert named(evening.offer("check-in")) == group.members[0].id


def test_whoever_rests_until_tonight_may_be_asked_next_time(desk: Desk) -> None:
    group = make_group(desk)
    for member in group.members[1:]:
        group = desk.register.with_rest(group, member.id, NEXT_TUESDAY)
    group = desk.register.with_rest(group, group.members[0].id, DAY_OF_SESSION.date())

    evening = make_evening(desk, group)

    assert isinstance(evening.offer("check-in"), Nobody)
    assert named(evening.next_time()) == group.members[0].id


def test_next_time_begins_with_somebody_who_did_not_lead_tonight(evening: Evening) -> None:
    step_to(evening, "check-in")
    tonight = {lead(evening, segment.id) for segment in evening.room.session.segments if segment.has_leader}

    assert named(evening.next_time()) not in tonight


def test_with_nobody_here_next_time_has_a_date_and_no_name(desk: Desk) -> None:
    evening = make_evening(desk, make_group(desk), here=0)

    assert evening.next_time_text() == "Tuesday 1 December, 19:30 (Europe/Berlin)"


# Endings


def test_endings_fit_into_what_is_left_before_the_last_words(evening: Evening, clock: HandClock) -> None:
    step_to(evening, "topic-2")
    clock.advance(seconds=(DAY_OF_SESSION + timedelta(minutes=54) - clock.now()).total_seconds())

    endings = evening.endings()

    assert 1 <= len(endings) <= 3
    assert all(evening.ending_segment(ending).seconds <= 4 * 60 for ending in endings)


def test_after_the_fixed_end_no_ending_fits(evening: Evening, clock: HandClock) -> None:
    step_to(evening, "topic-2")
    clock.advance(minutes=70)

    assert evening.endings() == ()


def test_an_ending_takes_as_long_as_the_people_who_are_here_need(desk: Desk) -> None:
    many, few = make_evening(desk, make_group(desk)), make_evening(desk, make_group(desk, name="Two"), here=2)
    round_of_all = next(ending for ending in many.library.endings if ending.each == 40)

    assert many.ending_segment(round_of_all).seconds == 7 * 40
    assert few.ending_segment(round_of_all).seconds == round_of_all.minutes * 60


# What can be copied


def test_the_agenda_is_copied_as_it_stands(evening: Evening) -> None:
    step_to(evening, "check-in")
    person = lead(evening, "check-in")

    lines = agenda_text(evening).split("\n")

    assert lines[0].startswith("Tuesday Circle · support · feelings, not cases · ends ")
    assert lines[1:4] == [
        "✓ Opening, 0 min",
        f"▶ Check-in, 9 min ({evening.name(person)})",
        "· Choose topics, 3 min",
    ]


def test_the_rules_are_copied_with_version_and_date(evening: Evening) -> None:
    lines = rules_text(evening).split("\n")

    assert lines[0] == "Ground rules, version 1 of Tuesday 24 November 2026"
    assert lines[1].startswith("1. ")


def test_a_group_without_rules_has_none_to_copy(evening: Evening) -> None:
    evening.regroup(replace(evening.group, rules=()))

    assert rules_text(evening) == ""


def test_the_summary_says_what_took_how_long_and_who_led(evening: Evening, clock: HandClock) -> None:
    step_to(evening, "check-in")
    person = lead(evening, "check-in")
    clock.advance(minutes=12)
    evening.go_on()

    assert summary_text(evening) == "\n".join(
        [
            "Tuesday Circle · support · feelings, not cases",
            "Began 19:24, planned until 20:30",
            "· Opening, 25 seconds",
            "· Check-in, 12 minutes",
            f"Led by {evening.name(person)}",
        ]
    )


def test_the_summary_names_nobody_for_a_part_that_is_still_to_come(evening: Evening) -> None:
    step_to(evening, "opening")
    lead(evening, "check-in")

    assert "Led by" not in summary_text(evening)


def test_the_summary_names_both_who_led_together(evening: Evening, clock: HandClock) -> None:
    step_to(evening, "check-in")
    one, other = evening.room.session.here[:2]
    named = evening.room.do(leading.name_leader, segment="check-in", person=one, how="offered", beside=other)
    clock.advance(minutes=1)

    assert named is None
    assert summary_text(evening).endswith(f"Led by {evening.name(one)} and {evening.name(other)}")


def test_the_summary_of_what_never_began_invents_nothing(evening: Evening) -> None:
    assert summary_text(evening) == (
        "Tuesday Circle · support · feelings, not cases\nPlanned from 19:30 until 20:30"
    )


def test_the_summary_of_an_evening_that_is_over_says_when_it_ended(
    evening: Evening, clock: HandClock
) -> None:
    step_to(evening, "check-in")
    clock.advance(minutes=12)
    evening.room.do(moves.end_session)

    assert summary_text(evening).split("\n")[1] == "Began 19:24, ended 19:36"


def test_a_consultation_of_ninety_minutes_fits_its_end(desk: Desk) -> None:
    evening = consultation(desk)

    plan = desk.preparation.plan(evening.group)

    assert isinstance(plan, EveningPlan)
    assert sum(segment.seconds for segment in plan.segments) == 90 * 60
    assert evening.picture().end_words == "ends 21:00"
