"""Who is in a group, and how they are found."""

from datetime import date, time

import msgspec
import pytest
from msgspec.structs import replace

from circle_tui.core.agreements.decisions import Settled
from circle_tui.core.agreements.rules import AgreedRule, RulesVersion
from circle_tui.core.clock.recurrence import Recurrence
from circle_tui.core.errors import BadInput
from circle_tui.core.people import group as groups
from circle_tui.core.people import roster
from circle_tui.core.people.group import Group, Member

NOVEMBER = date(2026, 11, 24)
FOUNDED = date(2026, 1, 1)
ANN = Member("p-1", "Ann", joined=FOUNDED)
ANNA = Member("p-2", "Anna", joined=FOUNDED)
BO = Member("p-3", "Bo", joined=FOUNDED, left=date(2026, 11, 24))
CY = Member("p-4", "Cy", joined=date(2026, 11, 25))
GUEST = Member("p-5", "Dee", joined=FOUNDED, is_guest=True)
CIRCLE = Group(
    id="g-1",
    name="Tuesday Circle",
    mode="support",
    format="open-support-circle",
    recurrence=Recurrence(every="tuesday", first=NOVEMBER, at=time(19, 30), minutes=60, zone="Europe/Berlin"),
    members=(ANN, ANNA, BO, CY, GUEST),
)


@pytest.mark.parametrize(
    ("day", "members"),
    [
        (date(2026, 11, 24), (ANN, ANNA, BO)),
        (date(2026, 11, 25), (ANN, ANNA, CY)),
        (date(2025, 12, 31), ()),
    ],
)
def test_somebody_belongs_to_the_group_from_the_first_to_the_last_day(
    day: date, members: tuple[Member, ...]
) -> None:
    assert CIRCLE.current_members(day) == members


def test_everyone_who_ever_was_there_has_a_name() -> None:
    assert CIRCLE.names() == {"p-1": "Ann", "p-2": "Anna", "p-3": "Bo", "p-4": "Cy", "p-5": "Dee"}


def test_the_newest_rules_are_in_force() -> None:
    first = RulesVersion(1, FOUNDED, (AgreedRule("r-1", "We begin on time."),))
    second = RulesVersion(2, NOVEMBER, ())

    ruled = groups.Group(
        CIRCLE.id, CIRCLE.name, "support", "x", CIRCLE.recurrence, CIRCLE.members, (first, second)
    )

    assert ruled.rules_in_force == second
    assert CIRCLE.rules_in_force is None


@pytest.mark.parametrize(
    ("day", "rests"), [(date(2026, 11, 23), True), (date(2026, 11, 24), True), (date(2026, 11, 25), False)]
)
def test_a_rest_lasts_up_to_and_including_its_day(day: date, rests: bool) -> None:
    resting = Member("p-9", "Eve", joined=FOUNDED, rests_until=NOVEMBER)
    circle = Group("g", "Circle", "support", "x", CIRCLE.recurrence, (ANN, resting))

    assert groups.resting(circle, day) == (frozenset({"p-9"}) if rests else frozenset())


@pytest.mark.parametrize(("count", "remark"), [(1, "Under three"), (2, "Under three"), (13, "Over twelve")])
def test_a_small_or_large_group_is_told_gently(count: int, remark: str) -> None:
    assert groups.size_remark(count).startswith(remark)


@pytest.mark.parametrize("count", [3, 12])
def test_between_three_and_twelve_there_is_nothing_to_say(count: int) -> None:
    assert groups.size_remark(count) == ""


def test_somebody_is_known_by_name_whatever_the_case() -> None:
    assert groups.same_name(CIRCLE, "ANN") == ANN
    assert groups.same_name(CIRCLE, "Zoe") is None


@pytest.mark.parametrize(
    ("letters", "found"),
    [
        ("", ()),
        ("a", (ANN, ANNA)),
        ("ann", (ANN,)),
        ("ANNA", (ANNA,)),
        ("x", ()),
    ],
    ids=["nothing typed", "first letter", "an exact name alone", "any case", "nobody"],
)
def test_people_are_found_by_their_first_letters(letters: str, found: tuple[Member, ...]) -> None:
    assert groups.by_first_letters(CIRCLE.members, letters) == found


def called(*names: str) -> tuple[Member, ...]:
    return tuple(replace(ANN, id=f"p-{name}", name=name) for name in names)


@pytest.mark.parametrize(
    ("letters", "found"),
    [
        ("zoe", ("Zoë",)),
        ("Zoë", ("Zoë",)),
        ("jose", ("José",)),
        ("josef", ("Josef",)),
        ("jos", ("José", "Josef")),
        ("zo", ("Zoë",)),
        ("strauss", ("Strauß",)),
        ("kim", ("🙂 Kim",)),
        ("🙂", ("🙂 Kim",)),
        ("anna", ("Anna",)),
        ("ann", ("Anna", "Annalena")),
        ("\u0301", ()),
        ("x", ()),
    ],
)
def test_accents_and_a_sign_before_a_name_may_be_left_out(letters: str, found: tuple[str, ...]) -> None:
    members = called("Zoë", "José", "Josef", "Strauß", "🙂 Kim", "Anna", "Annalena")

    assert tuple(item.name for item in groups.by_first_letters(members, letters)) == found


def test_a_group_written_down_before_there_were_plans_has_none() -> None:
    fields = msgspec.to_builtins(CIRCLE)
    del fields["next_plan"]

    assert msgspec.convert(fields, Group).next_plan == groups.AS_USUAL


def test_whoever_is_only_in_another_copy_joins_but_nobody_who_was_forgotten() -> None:
    zoe, quinn = replace(ANN, id="p-8", name="Zoe"), replace(ANN, id="p-7", name="Quinn")
    other = replace(CIRCLE, members=(*CIRCLE.members, zoe, quinn))

    joined = groups.with_people_of(replace(CIRCLE, forgotten=("p-8",)), other)

    assert joined.members == (*CIRCLE.members, quinn)


@pytest.mark.parametrize(
    ("name", "why"),
    [
        (" \u200b", "There is no name to write down."),
        ("x" * 81, "A name has at most 80 characters"),
        ("Dana, Jo", "A comma or a semicolon parts two names"),
        ("Dana; Jo", "A comma or a semicolon parts two names"),
    ],
)
def test_what_cannot_be_a_name_is_said(name: str, why: str) -> None:
    with pytest.raises(BadInput, match=why):
        roster.usable_name(name)


def test_a_name_of_eighty_letters_can_be_written_down() -> None:
    assert roster.usable_name(f" {'x' * 80} ") == "x" * 80


def test_what_was_written_down_before_comes_back_unless_the_name_is_taken() -> None:
    changed = replace(CIRCLE, members=(replace(ANN, name="Zoe"), replace(ANNA, name="Ann")))

    assert roster.restored(replace(changed, members=changed.members[:1]), ANN).members == (ANN,)
    with pytest.raises(BadInput, match="There is another Ann now: the change stays"):
        roster.restored(changed, ANN)


def test_somebody_who_is_not_in_the_group_any_more_cannot_be_changed() -> None:
    with pytest.raises(BadInput, match="They are not in this group any more"):
        roster.with_rest(CIRCLE, "p-nobody", None)


def test_nobody_leaves_before_they_joined() -> None:
    with pytest.raises(BadInput, match="The last day cannot be 2025-12-31: they joined on 2026-01-01"):
        roster.with_last_day(CIRCLE, "p-1", date(2025, 12, 31))

    assert roster.with_last_day(CIRCLE, "p-1", FOUNDED).members[0].left == FOUNDED


def test_what_was_settled_stands_in_order_and_the_last_of_a_day_takes_the_place_of_the_others() -> None:
    first, second = date(2026, 11, 24), date(2026, 12, 1)
    group = CIRCLE
    for settled in (
        Settled(first, "Closed.", "joining"),
        Settled(first, "Open.", "joining"),
        Settled(first, "A word.", ""),
        Settled(first, "Another word.", ""),
        Settled(second, "Closed.", "joining"),
    ):
        group = groups.with_settled(group, settled)

    assert [item.text for item in group.settled] == ["Open.", "A word.", "Another word.", "Closed."]
    assert (groups.settled_on(group, "joining"), groups.settled_on(group, "meeting")) == (second, None)
