"""Forgetting a person: what it changes is said first, and the group's own words change only by choice."""

from datetime import UTC, date, datetime, time

import pytest
from msgspec.structs import replace

from circle_tui.core.agreements.decisions import DecidedWords, Decision
from circle_tui.core.agreements.rules import AgreedRule, RulesVersion
from circle_tui.core.clock.recurrence import Recurrence
from circle_tui.core.people import forgetting
from circle_tui.core.people.group import Group, Member
from circle_tui.core.people.mending import LedInstead
from circle_tui.core.people.policies import RotationPolicy
from circle_tui.core.people.swaps import Swap
from circle_tui.core.record.ledger import Attendance, SessionRecord

TUESDAY = date(2026, 11, 24)
INES = Member("p-2", "Ines", joined=TUESDAY, pronouns="she/her", rests_until=TUESDAY)
RULE = AgreedRule("own-1", "Ines keeps the time.")
CIRCLE = Group(
    id="g-1",
    name="Tuesday Circle",
    mode="support",
    format="open-support-circle",
    recurrence=Recurrence(every="tuesday", first=TUESDAY, at=time(19, 30), minutes=60, zone="Europe/Berlin"),
    members=(Member("p-1", "Dana", joined=TUESDAY), INES),
    rules=(RulesVersion(1, TUESDAY, (RULE,)), RulesVersion(2, TUESDAY, (RULE, AgreedRule("r", "Begin.")))),
    facilitator="p-2",
    contacts=("p-1", "p-2"),
    loose_ends=("what INES asked", "the room"),
)
EVENING = SessionRecord(
    id="2026-11-24-1",
    group="g-1",
    mode="support",
    format="open-support-circle",
    zone="Europe/Berlin",
    planned_start=datetime(2026, 11, 24, 18, 30, tzinfo=UTC),
    planned_minutes=60,
    began_at=None,
    ended_at=None,
    limits_card="read",
    rules_version=1,
    facilitator=None,
    segments=(),
    attendance=(Attendance("p-2", 3600),),
)


def told(group: Group = CIRCLE, *evenings: SessionRecord, set_aside: tuple[str, ...] = ()) -> str:
    known = forgetting.parting(group, INES, records=evenings, set_aside=set_aside, others=[group])
    return " ".join(forgetting.says(known))


def test_it_is_said_first_what_forgetting_changes() -> None:
    assert told(CIRCLE, EVENING, EVENING, set_aside=("a", "b")) == (
        "Ines is in 2 evenings as times without words: they keep “somebody”. "
        "The name goes from this group's file, with everything that is written down beside it. "
        "2 damaged files set aside, which may have the name inside, go too. "
        "Nobody is named any more as the one who usually holds the evening. "
        "They are a contact person no longer: name somebody in their place. "
        "Exports, backups and files of your own are not touched: look there yourself."
    )


def test_somebody_new_leaves_little_to_say() -> None:
    assert told(replace(CIRCLE, facilitator=None, contacts=())).startswith(
        "Ines is in no closed evening. The name goes"
    )


def test_a_decision_with_the_name_and_another_group_are_said_to_stay() -> None:
    decided = replace(EVENING, decisions=(Decision(TUESDAY, "Ines holds December.", "consent"),))
    other = replace(CIRCLE, id="g-2")

    known = forgetting.parting(CIRCLE, INES, records=[decided], set_aside=["a"], others=[CIRCLE, other])

    says = " ".join(forgetting.says(known))
    assert "What was decided on Tuesday 24 November 2026 has the name in its words" in says
    assert "Another group here has somebody of this name; nothing changes there." in says
    assert "One damaged file set aside, which may have the name inside, goes too." in says


def test_what_was_decided_is_among_the_groups_words_and_can_say_somebody() -> None:
    group = replace(CIRCLE, decided=(DecidedWords("d-1", TUESDAY, "Ines keeps the list."),))
    words = forgetting.standing(group, "Ines")[-1]

    left = forgetting.forgotten(group, INES, [words])

    assert (words.where, words.text) == ("what was decided", "Ines keeps the list.")
    assert left.decided == (DecidedWords("d-1", TUESDAY, "Somebody keeps the list."),)


@pytest.mark.parametrize(
    ("left", "old", "sentence"),
    [
        ("", (), "The name is gone from every file of this group."),
        ("Ines, again", (), "The name is gone, but for the group's own words in which you left it."),
        (
            "",
            (TUESDAY, TUESDAY),
            "The name is gone from this group's own file. It still stands in what was decided on "
            "Tuesday 24 November 2026: closed evenings of an older Circle have the words inside, and never "
            "change.",
        ),
        (
            "Ines, again",
            (TUESDAY,),
            "The name is gone from this group's own file, but for the words in which you left it. "
            "It still stands in what was decided on Tuesday 24 November 2026: closed evenings of an older "
            "Circle have the words inside, and never change.",
        ),
    ],
)
def test_what_became_of_the_name_is_said_as_it_is(left: str, old: tuple[date, ...], sentence: str) -> None:
    group = replace(CIRCLE, rules=(), loose_ends=(), closing_line=left)
    known = forgetting.parting(group, INES, records=[], set_aside=[], others=[])

    after = forgetting.forgotten(group, INES)

    assert forgetting.says_after(after, replace(known, decided=old)) == sentence


def test_the_groups_words_with_the_name_are_listed_once_each() -> None:
    found = forgetting.standing(CIRCLE, "Ines")

    assert [(words.where, words.text, len(words.places)) for words in found] == [
        ("a ground rule", "Ines keeps the time.", 2),
        ("a loose end", "what INES asked", 1),
    ]


def test_whoever_is_forgotten_leaves_their_id_and_nothing_else() -> None:
    left = forgetting.forgotten(CIRCLE, INES)

    assert left == replace(
        CIRCLE, members=CIRCLE.members[:1], facilitator=None, contacts=("p-1",), forgotten=("p-2",)
    )


def test_what_was_mended_about_who_led_stays_so_that_nobody_else_has_led_instead() -> None:
    mends = (LedInstead("2026-11-24-1", "check-in", "p-2"), LedInstead("2026-11-24-1", "case-1", "p-1"))

    assert forgetting.forgotten(replace(CIRCLE, mends=mends), INES).mends == mends


def test_that_leading_was_theirs_or_a_turn_was_swapped_is_said_first() -> None:
    alone = replace(CIRCLE, rotation=RotationPolicy("fixed", person="p-2"))
    swapping = replace(CIRCLE, swaps=(Swap(TUESDAY, "p-1", TUESDAY, "p-2"),))

    assert "They lead no longer until you decide otherwise" in told(alone)
    assert "A swap of turns with them is gone" in told(swapping)
    assert forgetting.forgotten(alone, INES).rotation.person is None
    assert forgetting.forgotten(swapping, INES).swaps == ()


def test_words_that_are_taken_out_say_somebody_and_all_others_stay() -> None:
    rule, _ = forgetting.standing(CIRCLE, "Ines")

    left = forgetting.forgotten(CIRCLE, INES, [rule])

    assert [version.rules[0].text for version in left.rules] == ["Somebody keeps the time."] * 2
    assert left.loose_ends == CIRCLE.loose_ends


@pytest.mark.parametrize(
    ("text", "name", "stands"),
    [
        ("Ask INES first", "Ines", True),
        ("Ines's question", "Ines", True),
        ("a journey", "Jo", False),
        ("Anna begins", "Anna van Berg", True),
        ("a van", "Anna van Berg", False),
        ("王芳さんへ", "王芳", True),
        ("Zoe\u0308 begins", "Zoë", True),
    ],
)
def test_a_name_is_found_as_a_word(text: str, name: str, stands: bool) -> None:
    assert forgetting.has_name(text, name) is stands
