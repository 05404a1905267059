"""Between evenings: groups, the next meeting, tonight's plan, opening, coming back and sealing."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time

import pytest
from msgspec.structs import replace
from tests.circle_kit import BERLIN, NAMES, TUESDAY_EVENING, make_desk, make_evening, make_group, step_to
from tests.hand_clock import HandClock

from circle_tui.core.clock.recurrence import Recurrence
from circle_tui.core.errors import BadInput
from circle_tui.core.happening import moves
from circle_tui.core.happening.events.log import Entry
from circle_tui.core.people import leading, roster
from circle_tui.core.people.group import Group
from circle_tui.core.plan.planning import EveningPlan, Misfit
from circle_tui.core.record.ledger import SegmentRecord
from circle_tui.core.shelf import NotSavedError
from circle_tui.desk import Desk
from circle_tui.store.memory import MemoryShelf
from circle_tui.tonight.evening import Evening

WEEKLY = Recurrence(every="tuesday", first=date(2026, 11, 24), at=time(19, 30), minutes=60, zone=BERLIN)
DISK_IS_FULL = "I could not write to the disk (it is full)."


class FullShelf(MemoryShelf):
    """A shelf on which no group can be put."""

    def save_group(self, group: Group) -> None:
        """Refuse."""
        raise NotSavedError(DISK_IS_FULL)


class ForgetfulShelf(MemoryShelf):
    """A shelf from which the groups have gone."""

    def groups(self) -> tuple[Group, ...]:
        """None any more."""
        return ()


@pytest.fixture
def clock() -> HandClock:
    return HandClock(datetime(2026, 11, 24, 18, 24, tzinfo=UTC))


@pytest.fixture
def desk(clock: HandClock) -> Desk:
    return make_desk(clock)


def held(desk: Desk, group: Group) -> Evening:
    """An evening as far as the check-in, with a pass and a leader."""
    evening = make_evening(desk, group)
    step_to(evening, "check-in")
    evening.room.do(leading.pass_leading, "check-in", group.members[0].id)
    evening.room.do(leading.name_leader, segment="check-in", person=group.members[1].id, how="offered")
    return evening


def kinds(entries: Sequence[Entry]) -> list[str]:
    """The names of what happened."""
    return [type(entry.event).__name__ for entry in entries]


# Making a group


def test_a_group_begins_with_people_rules_and_a_format(desk: Desk) -> None:
    group = desk.register.make_group(
        name="  Tuesday\tCircle ", members=["Dana", "", " Jo "], recurrence=WEEKLY
    )

    assert (group.name, group.mode, group.format) == ("Tuesday Circle", "support", "open-support-circle")
    assert [member.name for member in group.members] == ["Dana", "Jo"]
    assert {member.joined for member in group.members} == {date(2026, 11, 24)}
    assert group.rules_in_force is not None
    assert (group.rules_in_force.number, len(group.rules_in_force.rules)) == (1, 10)
    assert desk.groups() == (group,)


@pytest.mark.parametrize(("facilitator", "holder"), [(None, "Dana"), ("jo", "Jo"), ("Somebody else", "Dana")])
def test_somebody_of_the_group_holds_the_evening(desk: Desk, facilitator: str | None, holder: str) -> None:
    group = desk.register.make_group(
        name="A", members=["Dana", "Jo"], recurrence=WEEKLY, facilitator=facilitator
    )

    assert group.names()[group.facilitator or ""] == holder


@pytest.mark.parametrize(
    ("name", "members", "sentence"),
    [
        (" ", ["Dana"], "The group has no name yet: give it one, like “Tuesday Circle”."),
        (
            "A",
            ["", "\x1b[2J"],
            "Nobody is in the group yet: names, parted by commas, like “Dana, Ines, Jo”.",
        ),
        (
            "A",
            ["Jo", "Dana", "JO"],
            "“Jo” stands twice: add a letter, so that the two can be told apart.",
        ),
    ],
    ids=["no name", "nobody", "twice"],
)
def test_a_group_that_cannot_be_made_is_refused_in_a_sentence(
    desk: Desk, name: str, members: list[str], sentence: str
) -> None:
    with pytest.raises(BadInput) as caught:
        desk.register.make_group(name=name, members=members, recurrence=WEEKLY)

    assert str(caught.value) == sentence
    assert desk.groups() == ()


def test_two_groups_of_one_name_cannot_be_told_apart(desk: Desk) -> None:
    make_group(desk, name="Tuesday Circle")

    with pytest.raises(BadInput, match="There is a group called “Tuesday Circle” already"):
        make_group(desk, name="tuesday circle")


def test_a_group_that_could_not_be_saved_says_so(clock: HandClock) -> None:
    desk = make_desk(clock, FullShelf())

    with pytest.raises(NotSavedError, match="it is full"):
        make_group(desk)


# People


def test_somebody_new_is_on_the_roster_from_today(desk: Desk) -> None:
    group, member = desk.register.add_person(make_group(desk), "Bela", is_guest=False)

    assert (member.name, member.joined, member.is_guest) == ("Bela", date(2026, 11, 24), False)
    assert desk.groups() == (group,)


def test_somebody_the_group_knows_is_not_added_twice(desk: Desk) -> None:
    group = make_group(desk)

    again, member = desk.register.add_person(group, "dana", is_guest=True)

    assert again == group
    assert member == group.members[0]


def test_somebody_without_a_name_cannot_be_written_down(desk: Desk) -> None:
    with pytest.raises(BadInput, match="There is no name to write down"):
        desk.register.add_person(make_group(desk), " \u200b", is_guest=False)


def test_a_rest_and_a_last_day_can_be_set_and_lifted(desk: Desk) -> None:
    group = make_group(desk)
    dana = group.members[0].id
    day = date(2026, 12, 31)

    resting = desk.register.with_last_day(desk.register.with_rest(group, dana, day), dana, day)
    lifted = desk.register.with_last_day(desk.register.with_rest(resting, dana, None), dana, None)

    assert (resting.members[0].rests_until, resting.members[0].left) == (day, day)
    assert lifted == group
    assert desk.groups() == (lifted,)


def test_a_guest_may_join_for_good(desk: Desk) -> None:
    group, guest = desk.register.add_person(make_group(desk), "Bela", is_guest=True)

    joined = desk.register.with_guest_joined(group, guest.id)

    assert guest not in group.current_members(guest.joined)
    assert "Bela" in [member.name for member in joined.current_members(guest.joined)]


# Rules and words


def test_rules_that_changed_are_a_new_version_and_the_same_ones_are_reaffirmed(
    desk: Desk, clock: HandClock
) -> None:
    group = make_group(desk)
    assert group.rules_in_force is not None
    own = desk.register.own_rule("We keep our cameras on.")
    clock.advance(hours=7 * 24)

    changed = desk.register.write_rules(group, [*group.rules_in_force.rules, own])
    clock.advance(hours=7 * 24)
    reaffirmed = desk.register.write_rules(changed, [*group.rules_in_force.rules, own])

    assert [version.number for version in changed.rules] == [1, 2]
    assert [(version.number, version.on) for version in reaffirmed.rules] == [
        (1, date(2026, 11, 24)),
        (2, date(2026, 12, 8)),
    ]


def test_a_rule_needs_words(desk: Desk) -> None:
    with pytest.raises(BadInput, match="The rule has no words yet"):
        desk.register.own_rule("\n")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (["the room", " ", "the \x1b[31mreview"], ("the room", "the review")),
        (["a", "b", "c", "d"], ("a", "b", "c")),
        ([], ()),
    ],
)
def test_up_to_three_loose_ends_are_kept(desk: Desk, typed: list[str], kept: tuple[str, ...]) -> None:
    group = desk.keep_loose_ends(make_group(desk), typed)

    assert group.loose_ends == kept
    assert desk.groups()[0].loose_ends == kept


# When the group meets


@pytest.mark.parametrize(
    ("now", "start", "is_scheduled"),
    [
        (datetime(2026, 11, 24, 16, 30, tzinfo=UTC), TUESDAY_EVENING, True),
        (datetime(2026, 11, 24, 19, 29, tzinfo=UTC), TUESDAY_EVENING, True),
        (
            datetime(2026, 11, 24, 16, 29, 59, tzinfo=UTC),
            datetime(2026, 11, 24, 16, 29, tzinfo=UTC),
            False,
        ),
        (
            datetime(2026, 11, 24, 19, 30, 12, tzinfo=UTC),
            datetime(2026, 11, 24, 19, 30, tzinfo=UTC),
            False,
        ),
    ],
    ids=["two hours before", "a minute before its end", "earlier than two hours", "after its end"],
)
def test_enter_opens_the_scheduled_evening_when_it_is_near_and_else_one_from_now(
    now: datetime, start: datetime, is_scheduled: bool
) -> None:
    desk = make_desk(HandClock(now))

    meeting = desk.preparation.meeting(make_group(desk))

    assert (meeting.start, meeting.is_scheduled) == (start, is_scheduled)


def test_a_date_can_be_left_out_and_brought_back(desk: Desk) -> None:
    group, day = desk.preparation.skip_date(make_group(desk))
    next_start = desk.preparation.scheduled(group)

    back = desk.preparation.bring_back_date(group, day)

    assert day == date(2026, 11, 24)
    assert next_start.date() == date(2026, 12, 1)
    assert desk.preparation.left_out(group) == (day,)
    assert desk.preparation.scheduled(back).date() == day


def test_a_date_that_has_passed_is_not_left_out_any_more(desk: Desk, clock: HandClock) -> None:
    group, _ = desk.preparation.skip_date(make_group(desk))

    clock.advance(hours=24)

    assert desk.preparation.left_out(group) == ()


# The plan


def test_tonight_is_planned_for_everyone_in_the_group(desk: Desk) -> None:
    plan = desk.preparation.plan(make_group(desk))

    assert isinstance(plan, EveningPlan)
    assert sum(segment.seconds for segment in plan.segments) == 60 * 60


def test_another_format_and_length_can_be_chosen_for_tonight(desk: Desk) -> None:
    plan = desk.preparation.plan(make_group(desk), format_slug="topic-circle", minutes=90, people=5)

    assert isinstance(plan, EveningPlan)
    assert sum(segment.seconds for segment in plan.segments) == 90 * 60


def test_a_format_that_does_not_fit_says_what_would(desk: Desk) -> None:
    plan = desk.preparation.plan(make_group(desk), people=1)

    assert isinstance(plan, Misfit)
    assert plan.sentence == (
        "Open support circle needs 2 people and there is 1: wait for more to come, or choose another format."
    )


def test_a_format_that_does_not_exist_is_named_with_those_that_do(desk: Desk) -> None:
    with pytest.raises(
        BadInput, match=r"There is no format called “\[b\]x”; there are .*open-support-circle"
    ):
        desk.preparation.format("[b]x")


def test_formats_are_offered_by_mode(desk: Desk) -> None:
    slugs = [item.slug for item in desk.preparation.formats("support")]

    assert "open-support-circle" in slugs
    assert all("support" in item.modes for item in desk.preparation.formats("support"))


def test_somebody_new_to_the_group_adds_a_step_for_joining(desk: Desk, clock: HandClock) -> None:
    group = make_group(desk)
    first = desk.preparation.plan(group)
    desk.seal(held(desk, group))
    clock.advance(hours=7 * 24)
    group, _ = desk.register.add_person(group, "Bela", is_guest=False)

    second = desk.preparation.plan(group)

    assert isinstance(first, EveningPlan)
    assert isinstance(second, EveningPlan)
    assert [step.id for step in first.segments[0].steps if step.card == "" or step.id == "joining"] == []
    assert second.segments[0].steps[-1].id == "joining"
    assert sum(segment.seconds for segment in second.segments) == 60 * 60


def test_the_joining_card_is_for_whoever_joined_since_and_has_not_said_yes(
    desk: Desk, clock: HandClock
) -> None:
    group = make_group(desk)
    desk.seal(held(desk, group))
    clock.advance(hours=7 * 24)
    group, bela = desk.register.add_person(group, "Bela", is_guest=False)
    group, guest = desk.register.add_person(group, "Noor", is_guest=True)
    heard = roster.with_joining_heard(group, bela.id, group.recurrence.day_of(clock.now()))

    opened = make_evening(desk, group).room.session.opened

    assert opened.newcomers == (bela.id,)
    assert guest.id not in opened.newcomers
    assert desk.preparation.newcomers(heard) == ()


def test_a_group_that_has_met_without_newcomers_needs_no_joining(desk: Desk, clock: HandClock) -> None:
    group = make_group(desk)
    desk.seal(held(desk, group))
    clock.advance(hours=7 * 24)

    plan = desk.preparation.plan(group)

    assert isinstance(plan, EveningPlan)
    assert plan.segments[0].steps[-1].id == "if-you-drop"


# Opening, coming back, sealing


def test_an_evening_opens_with_everything_that_was_planned(desk: Desk) -> None:
    group = make_group(desk)

    opened = make_evening(desk, group).room.session.opened

    assert opened.session.startswith("2026-11-24-")
    assert (opened.planned_start, opened.planned_start.tzinfo) == (TUESDAY_EVENING, UTC)
    assert opened.expected == tuple(member.id for member in group.members)
    assert (opened.minutes, opened.rules_version, opened.facilitator) == (60, 1, group.members[0].id)


def test_an_evening_over_the_change_of_clocks_is_as_long_as_planned() -> None:
    desk = make_desk(HandClock(datetime(2026, 10, 24, 23, 20, tzinfo=UTC)))
    night = Recurrence(every="sunday", first=date(2026, 10, 25), at=time(1, 30), minutes=120, zone=BERLIN)
    group = desk.register.make_group(name="Night watch", members=NAMES, recurrence=night)

    session = desk.open(group, make_plan(desk, group).segments).room.session

    assert session.planned_end == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


def make_plan(desk: Desk, group: Group) -> EveningPlan:
    """Tonight's plan, which fits."""
    plan = desk.preparation.plan(group)
    assert isinstance(plan, EveningPlan), plan
    return plan


def test_a_group_without_rules_opens_without_a_version(desk: Desk) -> None:
    group = replace(make_group(desk), rules=())

    assert make_evening(desk, group).room.session.opened.rules_version is None


def test_after_a_kill_the_evening_goes_on_where_the_clock_really_is(desk: Desk, clock: HandClock) -> None:
    before = held(desk, make_group(desk))
    clock.advance(minutes=3)
    (left_open,) = desk.left_open()

    after = desk.resume(left_open.id)

    assert after.picture() == before.picture()
    assert after.picture().clock == "06:00"
    assert after.room.undo() == "who leads"


def test_an_evening_whose_group_is_gone_is_not_resumed_but_can_be_closed(clock: HandClock) -> None:
    desk = make_desk(clock, ForgetfulShelf())
    held(desk, make_group(desk))
    (left_open,) = desk.left_open()

    with pytest.raises(BadInput, match="The group of this session is not on this machine any more"):
        desk.resume(left_open.id)
    record = desk.close_as_of_last(left_open)

    assert desk.shelf.records() == (record,)


def test_sealing_ends_the_evening_and_keeps_what_is_kept(desk: Desk) -> None:
    evening = held(desk, make_group(desk))
    evening.memory.meeting_link = "https://example.org/j/1"

    record = desk.seal(evening)

    assert desk.shelf.records() == (record,)
    assert desk.left_open() == ()
    assert evening.memory.meeting_link == ""
    assert "LeaderPassed" not in kinds(desk.shelf.entries(record.id))
    assert kinds(desk.shelf.entries(record.id))[-1] == "SessionEnded"


def test_an_evening_that_has_ended_is_sealed_as_it_ended(desk: Desk, clock: HandClock) -> None:
    evening = held(desk, make_group(desk))
    evening.room.do(moves.end_session)
    ended_at = clock.now()
    clock.advance(hours=2)

    record = desk.seal(evening)

    assert record.ended_at == ended_at


def test_an_evening_left_open_is_closed_as_of_its_last_event(desk: Desk, clock: HandClock) -> None:
    evening = held(desk, make_group(desk))
    last = clock.now()
    clock.advance(hours=15)
    (left_open,) = desk.left_open()

    record = desk.close_as_of_last(left_open)

    assert (left_open.last_at, record.ended_at) == (last, last)
    assert record == desk.shelf.records()[0]
    assert record.segments[1] == SegmentRecord(
        "check-in", "Check-in", 540, 0, leader=evening.group.members[1].id, how="offered"
    )


def test_having_looked_in_the_next_day_does_not_make_the_evening_longer(desk: Desk, clock: HandClock) -> None:
    evening = held(desk, make_group(desk))
    last = clock.now()
    clock.advance(hours=15)
    desk.resume(evening.room.session.opened.session)
    clock.advance(minutes=5)
    (left_open,) = desk.left_open()

    record = desk.close_as_of_last(left_open)

    assert (left_open.last_at, record.ended_at) == (last, last)
    assert max(item.seconds_present for item in record.attendance) == 25


def test_an_evening_that_has_ended_but_was_never_sealed_is_closed_as_it_ended(
    desk: Desk, clock: HandClock
) -> None:
    evening = held(desk, make_group(desk))
    clock.advance(minutes=10)
    evening.room.do(moves.end_session)
    ended_at = clock.now()
    clock.advance(hours=15)
    (left_open,) = desk.left_open()

    record = desk.close_as_of_last(left_open)

    assert left_open.has_ended
    assert record.ended_at == ended_at
    assert desk.left_open() == ()


def test_a_desk_may_be_moved_to_another_shelf_and_another_clock(desk: Desk) -> None:
    make_group(desk)
    elsewhere = HandClock(TUESDAY_EVENING)

    moved = desk.moved(MemoryShelf(), elsewhere)

    assert moved.groups() == ()
    assert moved.clock is elsewhere
    assert moved.library is desk.library


def test_the_sentence_of_the_check_in_is_another_one_than_last_time() -> None:
    desk = make_desk()
    group = make_group(desk)
    before = desk.preparation.plan(group)
    evening = make_evening(desk, group)
    evening.room.do(moves.begin)
    desk.seal(evening)

    after = desk.preparation.plan(group)

    assert isinstance(before, EveningPlan)
    assert isinstance(after, EveningPlan)
    says = [
        next(segment for segment in plan.segments if segment.id == "check-in").steps[0].says
        for plan in (before, after)
    ]
    assert says == ["One thing heavy, one thing holding.", "Two words for how you are."]
