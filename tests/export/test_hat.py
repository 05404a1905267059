"""The hat: an evening goes on elsewhere at the same point, and nothing private goes with it."""

import base64
import zlib
from collections.abc import Sequence
from datetime import date
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.circle_kit import TUESDAY_EVENING, make_desk, make_evening, make_group, step_to, written
from tests.hand_clock import HandClock
from tests.tui.pilot_kit import HandJournal, consultation

from circle_tui import handover
from circle_tui.core.agreements import decisions
from circle_tui.core.clock import timekeeping
from circle_tui.core.errors import BadInput
from circle_tui.core.happening import moves
from circle_tui.core.happening.events.log import Entry
from circle_tui.core.happening.fold import fold
from circle_tui.core.people import leading, presenting
from circle_tui.core.people.mending import LedInstead, with_mend
from circle_tui.core.people.rotation import DRAWN, Offer
from circle_tui.core.record.ledger import SessionRecord
from circle_tui.core.shelf import Journal, NotSavedError
from circle_tui.desk import Desk
from circle_tui.export.hat import BEGINS, ENDS, NO_HAT, Hat, pack, unpack
from circle_tui.store.memory import MemoryShelf
from circle_tui.tonight.evening import Evening


def handed(evening: Evening) -> str:
    return pack(evening.room.entries, evening.group)


def outcome(text: str) -> Hat | str:
    """The hat, or the sentence that says that it is none."""
    try:
        return unpack(text)
    except BadInput as exc:
        return str(exc)


def said(text: str) -> str:
    lines = text.splitlines()
    packed = "".join(lines[lines.index(BEGINS) + 1 : lines.index(ENDS)])
    return zlib.decompress(base64.b64decode(packed)).decode()


def test_it_goes_on_at_the_same_point_of_the_same_session() -> None:
    _, evening = consultation()
    there = make_desk(HandClock(evening.room.now()))

    went_on = handover.take(there, unpack(handed(evening)))

    before, after = evening.room.session, went_on.room.session
    assert after.opened.session == before.opened.session
    assert (after.position, after.boxes) == (before.position, before.boxes)
    assert (after.planned_end, after.leaders, after.here) == (before.planned_end, before.leaders, before.here)


def test_whoever_is_away_is_called_back_there() -> None:
    _, evening = consultation()
    gone, back, *_ = evening.room.session.here
    for person in (back, gone):
        evening.room.do(timekeeping.step_away, person, "stepped out")
    evening.room.do(moves.arrive, back)
    there = make_desk(HandClock(evening.room.now()))

    went_on = handover.take(there, unpack(handed(evening)))

    assert went_on.room.session.away == {gone: "stepped out"}
    assert went_on.room.session.stepped_out_of == {gone: "case-1"}


def test_what_the_door_has_asked_is_not_asked_again_there() -> None:
    _, evening = consultation()
    evening.room.do(moves.ask_at_door)
    there = make_desk(HandClock(evening.room.now()))

    went_on = handover.take(there, unpack(handed(evening)))

    assert went_on.room.session.has_door_asked


def test_nobody_who_is_not_here_is_in_it() -> None:
    desk = make_desk()
    evening = make_evening(desk, make_group(desk), here=4)
    absent = [item.name for item in evening.group.members if item.id not in evening.room.session.here]

    packed = said(handed(evening))

    assert absent
    assert not [name for name in absent if name in packed]


def test_an_evening_that_comes_back_closed_brings_the_loose_ends_of_its_close() -> None:
    desk, evening = consultation()
    there = make_desk(HandClock(evening.room.now()))
    assert evening.room.do(moves.pass_hat) is None
    went_on = handover.take(there, unpack(handed(evening)))
    went_on.regroup(there.keep_loose_ends(went_on.group, ("fees",)))
    clock = there.clock
    assert isinstance(clock, HandClock)
    clock.advance(minutes=5)
    assert went_on.room.do(moves.end_session) is None
    evening.room.journal.close()

    handover.put_away(desk, unpack(handed(went_on)))

    assert desk.groups()[0].loose_ends == ("fees",)


def test_passes_and_prompts_and_loose_ends_stay_behind() -> None:
    desk, evening = consultation()
    evening.regroup(desk.keep_loose_ends(evening.group, ("what we said about fees",)))
    evening.room.do(leading.pass_leading, "topic-1", evening.room.session.here[0])
    evening.room.do(moves.place_prompt, "case-1", "flooded-1")

    packed = said(handed(evening))

    assert "fees" not in packed
    assert "flooded-1" not in packed
    assert "LeaderPassed" not in packed


def test_a_chat_may_quote_it_and_say_something_before_and_after() -> None:
    _, evening = consultation()
    quoted = "\n".join(f"> {line}  " for line in ("Here it is:", *handed(evening).splitlines(), "Thanks"))

    assert unpack(quoted) == unpack(handed(evening))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hello",
        f"{BEGINS}\n{ENDS}",
        f"{BEGINS}\nnot base64 at all\n{ENDS}",
        f"{BEGINS}\n{base64.b64encode(zlib.compress(b'{}')).decode()}\n{ENDS}",
        f"{BEGINS}\n{base64.b64encode(b'abc').decode()}",
    ],
)
def test_what_is_no_hat_is_said_to_be_none(text: str) -> None:
    with pytest.raises(BadInput, match="This is no hat"):
        unpack(text)


@settings(max_examples=30, deadline=None)
@given(place=st.integers(0, 10_000), sign=st.sampled_from("Aa0+/=\n-"))
def test_a_damaged_hat_is_whole_or_refused(place: int, sign: str) -> None:
    _, evening = consultation()
    text = handed(evening)
    spot = place % len(text)
    damaged = text[:spot] + sign + text[spot + 1 :]

    assert outcome(damaged) in (NO_HAT, unpack(text))


def test_the_first_copy_only_looks_on_until_the_hat_is_taken_back() -> None:
    _, evening = consultation()

    evening.room.do(moves.pass_hat)

    refusal = evening.room.do(moves.go_on)
    assert refusal is not None
    assert refusal.why.startswith("The hat is passed")
    assert evening.room.undo() == "passing the hat"
    assert evening.room.do(moves.begin_or_pause) is None


def test_a_group_that_is_known_there_keeps_what_it_has() -> None:
    _, evening = consultation()
    there = make_desk(HandClock(evening.room.now()))
    there.shelf.save_group(evening.group)

    went_on = handover.take(there, unpack(handed(evening)))

    assert went_on.group == evening.group
    assert fold(went_on.room.entries).here == evening.room.session.here


def test_a_chat_may_make_one_line_of_it() -> None:
    _, evening = consultation()

    assert unpack(" ".join(handed(evening).splitlines())) == unpack(handed(evening))


def test_a_chat_may_make_dashes_of_its_hyphens() -> None:
    _, evening = consultation()

    assert unpack(handed(evening).replace("---", "—")) == unpack(handed(evening))


def test_what_the_room_may_see_of_the_group_goes_with_it() -> None:
    desk = make_desk()
    group = make_group(desk, ("Dana", "Ines", "Jo", "Kofi"))
    group = desk.register.with_contacts(group, "Kofi, Jo")
    group = desk.register.with_purpose(group, "To think together.")
    group = desk.register.with_outside_contact(group, "The ethics board.")
    evening = make_evening(desk, group, here=2)
    there = make_desk(HandClock(evening.room.now()))

    went_on = handover.take(there, unpack(handed(evening)))

    assert went_on.agreeing.contact_lines() == ("Contact persons: Kofi, Jo.", "Outside: The ethics board.")
    assert went_on.agreeing.joining_text("How it runs.") == "For: To think together.\n\nHow it runs."


def test_a_contact_person_who_has_left_is_not_named_there() -> None:
    desk = make_desk()
    group = desk.register.with_contacts(make_group(desk, ("Dana", "Ines", "Jo", "Kofi")), "Kofi, Jo")
    joined = replace(group.members[3], joined=date(2026, 1, 1), left=date(2026, 11, 23))
    group = written(desk, replace(group, members=(*group.members[:3], joined)))
    evening = make_evening(desk, group, here=2)

    assert "Kofi" not in said(handed(evening))


def test_the_rule_of_the_day_is_the_same_there() -> None:
    clock = HandClock(TUESDAY_EVENING)
    desk = make_desk(clock)
    group = make_group(desk)
    for _ in range(3):
        before = make_evening(desk, group)
        before.room.do(moves.begin)
        desk.seal(before)
        clock.advance(hours=7 * 24)
    evening = make_evening(desk, group)
    there = make_desk(clock)

    went_on = handover.take(there, unpack(handed(evening)))

    assert evening.agreeing.rule_of_the_day == group.rules[-1].rules[3]
    assert went_on.agreeing.rule_of_the_day == evening.agreeing.rule_of_the_day


# The copy that stays behind, and the one that comes back


class Story:
    """An evening that was handed on at 19:38 to another machine, and went on there."""

    def __init__(self, shelf: MemoryShelf | None = None, here: int | None = None) -> None:
        self.clock = HandClock(TUESDAY_EVENING)
        self.home = make_desk(self.clock, shelf)
        self.group = make_group(self.home)
        self.evening = make_evening(self.home, self.group, here=here)
        self.ids = [member.id for member in self.group.members]
        step_to(self.evening, "check-in")
        self.evening.room.do(presenting.ask_to_present, self.ids[4], is_tonight=False)
        self.hat = handed(self.evening)
        self.evening.room.do(moves.pass_hat)
        ids = (f"f{number:03x}" for number in range(1000))
        self.there = Desk(
            MemoryShelf(), self.home.library, self.clock, self.home.clipboard, Random, lambda: next(ids)
        )
        self.abroad = handover.take(self.there, unpack(self.hat))

    def go_on_there(self) -> None:
        """Somebody leads, a guest comes, something is decided, the check-in goes on to a consultation."""
        self.clock.advance(minutes=3)
        room = self.abroad.room
        assert room.do(leading.name_leader, segment="check-in", person=self.ids[5], how="offered") is None
        group, guest = self.there.register.add_person(self.abroad.group, "Quinn", is_guest=True)
        self.abroad.regroup(group)
        assert room.do(moves.arrive, guest.id, is_guest=True) is None
        assert room.do(decisions.decide, "We bring tea.", way="consent") is None
        step_to(self.abroad, "case-1")

    def close_there(self) -> str:
        """The hat of the evening once it is closed there."""
        self.there.seal(self.abroad)
        name = self.abroad.room.session.opened.session
        return pack(self.there.shelf.entries(name), self.there.groups()[0])

    @property
    def records(self) -> tuple[SessionRecord, ...]:
        """What the group remembers of its evenings at home."""
        return self.home.past(self.home.groups()[0])


def test_the_copy_that_stays_behind_cannot_be_sealed() -> None:
    story = Story()

    with pytest.raises(BadInput, match="The hat is passed"):
        story.home.seal(story.evening)

    assert len(story.home.left_open()) == 1


def test_an_evening_that_runs_here_is_not_taken_twice() -> None:
    story = Story()

    with pytest.raises(BadInput, match="open on this machine, and was not handed on from it"):
        handover.take(story.there, unpack(story.hat))


def test_an_evening_that_was_closed_here_is_not_taken_again() -> None:
    story = Story()
    hat = story.close_there()

    with pytest.raises(BadInput, match="among the past ones on this machine already"):
        handover.put_away(story.there, unpack(hat))


def test_the_evening_comes_back_and_goes_on_where_it_stands() -> None:
    story = Story()
    story.go_on_there()
    before = story.abroad.room.session

    back = handover.take(story.home, unpack(handed(story.abroad)))

    after = back.room.session
    assert (after.position, after.boxes, after.leaders) == (before.position, before.boxes, before.leaders)
    assert not after.has_passed_hat
    assert after.wishes == {story.ids[4]: False}
    assert back.name(after.here[-1]) == "Quinn"
    assert back.room.do(moves.begin_or_pause) is None
    assert back.room.undo() == "the pause"
    assert back.room.undo() == "going to another step"


def test_the_evening_that_came_back_is_sealed_with_all_that_happened() -> None:
    story = Story()
    story.go_on_there()
    back = handover.take(story.home, unpack(handed(story.abroad)))

    story.home.seal(back)

    (past,) = story.records
    assert (past.led, past.is_passed_on, past.wishes) == ((story.ids[5],), False, (story.ids[4],))
    assert [item.text for item in past.decisions] == ["We bring tea."]


def test_an_evening_that_was_closed_elsewhere_is_closed_here_too() -> None:
    story = Story()
    story.go_on_there()

    hat = unpack(story.close_there())
    handover.put_away(story.home, hat)

    (past,) = story.records
    assert handover.has_ended(hat)
    assert story.home.left_open() == ()
    assert (past.led, past.is_passed_on, past.wishes) == ((story.ids[5],), False, (story.ids[4],))
    assert [item.text for item in past.decisions] == ["We bring tea."]
    assert story.home.groups()[0].names()[past.attendance[-1].person] == "Quinn"


@pytest.mark.parametrize("is_over", [False, True])
def test_a_copy_that_was_closed_here_meanwhile_gives_way_to_the_whole_evening(is_over: bool) -> None:
    story = Story()
    story.home.close_as_of_last(story.home.left_open()[0])
    story.go_on_there()

    if is_over:
        handover.put_away(story.home, unpack(story.close_there()))
    else:
        story.home.seal(handover.take(story.home, unpack(handed(story.abroad))))

    (past,) = story.records
    assert (past.led, past.is_passed_on) == ((story.ids[5],), False)


def test_who_led_is_mended_there_and_stays_mended_here() -> None:
    story = Story()
    story.go_on_there()
    story.close_there()
    name, group = story.abroad.room.session.opened.session, story.there.groups()[0]
    mend = LedInstead(name, "check-in", story.ids[6])
    group = story.there.register.change(group, lambda now: replace(now, mends=with_mend(now.mends, mend)))

    handover.put_away(story.home, unpack(pack(story.there.shelf.entries(name), group)))

    assert story.records[0].led == (story.ids[6],)


def test_rules_that_were_agreed_there_hold_here() -> None:
    story = Story()
    rules = [story.there.register.own_rule("We bring tea.")]
    story.abroad.regroup(story.there.register.write_rules(story.abroad.group, rules))
    story.go_on_there()

    handover.take(story.home, unpack(handed(story.abroad)))

    assert [version.number for version in story.home.groups()[0].rules] == [1, 2]


def test_every_version_that_was_written_there_is_known_here() -> None:
    story = Story()
    for words in ("We bring tea.", "We bring cake."):
        rules = [story.there.register.own_rule(words)]
        story.abroad.regroup(story.there.register.write_rules(story.abroad.group, rules))
    story.go_on_there()

    handover.take(story.home, unpack(handed(story.abroad)))

    versions = story.home.groups()[0].rules
    assert [version.number for version in versions] == [1, 2, 3]
    assert [version.rules[0].text for version in versions[1:]] == ["We bring tea.", "We bring cake."]


def test_a_version_that_was_reaffirmed_there_has_the_later_day_here() -> None:
    story = Story()
    story.go_on_there()
    story.clock.advance(hours=5)
    rules = story.abroad.group.rules[-1].rules
    story.abroad.regroup(story.there.register.write_rules(story.abroad.group, rules))

    handover.take(story.home, unpack(handed(story.abroad)))

    (version,) = story.home.groups()[0].rules
    assert (version.number, version.on) == (1, date(2026, 11, 25))


def test_a_member_who_came_once_it_went_on_there_is_that_member_here_and_no_second_one() -> None:
    story = Story(here=4)
    lea = story.group.members[5]
    group, guest = story.there.register.add_person(story.abroad.group, lea.name, is_guest=True)
    story.abroad.regroup(group)
    story.clock.advance(minutes=1)
    story.abroad.room.do(moves.arrive, guest.id, is_guest=True)

    back = handover.take(story.home, unpack(handed(story.abroad)))

    assert [item.name for item in back.group.members].count(lea.name) == 1
    assert lea.id in back.room.session.here
    assert not back.room.session.presence[lea.id].is_guest


def after_some_evenings() -> tuple[Evening, Evening]:
    """The fourth evening of a group in which all have led before, and the same as it goes on elsewhere."""
    clock = HandClock(TUESDAY_EVENING)
    home = make_desk(clock)
    group = make_group(home)
    for first in range(0, 7, 3):
        before = make_evening(home, group)
        before.room.do(moves.begin)
        for part, member in zip(("check-in", "case-1", "topic-1"), group.members[first:], strict=False):
            before.room.do(leading.name_leader, segment=part, person=member.id, how="offered")
        home.seal(before)
        clock.advance(hours=7 * 24)
    evening = make_evening(home, group)
    step_to(evening, "check-in")
    return evening, handover.take(make_desk(clock), unpack(handed(evening)))


def test_where_earlier_evenings_are_not_known_nothing_is_said_about_them() -> None:
    evening, abroad = after_some_evenings()
    led, brings = abroad.offer("case-1"), abroad.presenting.offer("case-1")
    for number, part in enumerate(("check-in", "case-1", "topic-1", "topic-2", "check-out")):
        abroad.room.do(
            leading.name_leader, segment=part, person=abroad.room.session.here[number], how="chosen"
        )

    assert isinstance(led, Offer)
    assert isinstance(brings, Offer)
    assert (led.reason, brings.reason) == (DRAWN, DRAWN)
    assert "would be asked to lead first" in evening.next_time_text()
    assert len(abroad.next_time_text().splitlines()) == 1


def test_whoever_has_not_led_tonight_is_asked_there_with_that_reason() -> None:
    _, abroad = after_some_evenings()
    here = abroad.room.session.here
    for person in here[3:]:
        abroad.room.do(moves.leave, person)
    abroad.room.do(leading.name_leader, segment="check-in", person=here[0], how="chosen")
    abroad.room.do(leading.name_leader, segment="case-1", person=here[1], how="chosen")
    offered = abroad.offer("topic-1")
    abroad.room.do(leading.name_leader, segment="topic-1", person=here[2], how="chosen")
    abroad.room.do(moves.leave, here[1])
    once_more = abroad.offer("topic-2")

    assert isinstance(offered, Offer)
    assert isinstance(once_more, Offer)
    assert (offered.person, offered.reason) == (here[2], "has not led tonight")
    assert (once_more.person, once_more.reason) == (here[0], "the turn comes to them")


def test_a_newcomer_is_not_asked_to_lead_where_the_evening_goes_on() -> None:
    evening, _ = after_some_evenings()
    desk = make_desk(HandClock(evening.room.now()))
    opened = replace(evening.room.session.opened, newcomers=evening.room.session.here[1:])
    entries = (replace(evening.room.entries[0], event=opened), *evening.room.entries[1:])

    abroad = handover.take(desk, unpack(pack(entries, evening.group)))
    offered = abroad.offer("case-1")

    assert isinstance(offered, Offer)
    assert offered.person == abroad.room.session.here[0]


def test_a_yes_to_the_joining_card_goes_with_the_evening_and_comes_back_with_it() -> None:
    clock = HandClock(TUESDAY_EVENING)
    home = make_desk(clock)
    first = make_evening(home, make_group(home))
    step_to(first, "check-in")
    home.seal(first)
    group, bela = home.register.add_person(first.group, "Bela", is_guest=False)
    group, noor = home.register.add_person(group, "Noor", is_guest=False)
    clock.advance(hours=7 * 24)
    evening = make_evening(home, home.register.with_joining_heard(group, bela.id, date(2026, 12, 1)))
    step_to(evening, "check-in")
    hat = handed(evening)
    evening.room.do(moves.pass_hat)
    there = make_desk(clock)
    abroad = handover.take(there, unpack(hat))
    asked_there = abroad.agreeing.to_welcome
    abroad.regroup(there.register.with_joining_heard(abroad.group, noor.id, date(2026, 12, 1)))
    clock.advance(minutes=1)
    abroad.room.do(moves.go_on)

    back = handover.take(home, unpack(handed(abroad)))

    assert [item.name for item in asked_there] == ["Noor"]
    assert back.agreeing.to_welcome == ()


def test_whoever_was_forgotten_here_meanwhile_does_not_come_back() -> None:
    story = Story()
    story.home.close_as_of_last(story.home.left_open()[0])
    story.home.register.forget(story.group, story.group.members[0])
    story.go_on_there()

    handover.put_away(story.home, unpack(story.close_there()))

    assert "Dana" not in story.home.groups()[0].names().values()


def test_a_hat_that_nobody_went_on_with_is_taken_back_by_itself() -> None:
    story = Story()

    back = handover.take(story.home, unpack(story.hat))

    assert not back.room.session.has_passed_hat
    assert back.room.do(moves.go_on) is None


def test_a_hat_that_nobody_went_on_with_brings_nothing_once_the_copy_is_closed() -> None:
    story = Story()
    story.home.close_as_of_last(story.home.left_open()[0])

    with pytest.raises(BadInput, match="this hat holds nothing that came after"):
        handover.take(story.home, unpack(story.hat))


class FullFromNow(MemoryShelf):
    """A shelf whose disk is full after the first entry of a session."""

    def create_session(self, session: str, first: Entry) -> Journal:
        """Take the first entry alone."""
        return FullJournal(super().create_session(session, first).entries())


class FullJournal(HandJournal):
    """A journal on a full disk."""

    def append(self, entries: Sequence[Entry]) -> None:
        """Refuse."""
        raise NotSavedError("I could not write to the disk (it is full).")


def test_an_evening_that_the_disk_does_not_take_is_not_left_half_here() -> None:
    story = Story()
    desk = make_desk(story.clock, FullFromNow())

    with pytest.raises(NotSavedError, match="it is full"):
        handover.take(desk, unpack(story.hat))

    assert desk.left_open() == ()
