"""Tonight's prompts: what was on the screen leaves the group's pile, and nudges wait until asked for."""

from random import Random

import pytest
from msgspec.structs import replace
from tests.circle_kit import make_desk, make_evening, make_group, step_to
from tests.hand_clock import HandClock

from circle_tui.content.load import Library
from circle_tui.core.agreements import decisions
from circle_tui.core.clock import timekeeping
from circle_tui.core.happening import moves
from circle_tui.core.happening.events.work import PromptPlaced
from circle_tui.core.happening.keeping import kept
from circle_tui.core.happening.refusal import Refusal
from circle_tui.core.people import presenting
from circle_tui.core.plan import inserts
from circle_tui.core.plan.agenda import PromptSlot, Segment, Step
from circle_tui.core.plan.modes import Mode
from circle_tui.core.shelf import NotSavedError
from circle_tui.core.shown.asks import NUDGE_ASKS
from circle_tui.core.work.prompts import for_one_member, is_drawable
from circle_tui.desk import Desk
from circle_tui.store.memory import MemoryShelf
from circle_tui.tonight.evening import Evening
from circle_tui.tonight.prompting import NO_NUDGE
from circle_tui.tonight.takingback import Taken

DECK = Library().decks["countertransference"]
OWN = ("Where are you in this story?", "Who have we forgotten?")


class FullShelf(MemoryShelf):
    """A shelf that takes no pile."""

    def save_pile(self, group: str, ids: object) -> None:
        raise NotSavedError("The disk is full.")


@pytest.fixture
def evening(desk: Desk) -> Evening:
    """A support evening at its first consultation, where the presenter may choose."""
    evening = make_evening(desk, make_group(desk))
    step_to(evening, "case-1")
    return evening


def in_step(
    desk: Desk, slot: PromptSlot, nudges: tuple[str, ...] = (), mode: Mode = "consultation"
) -> Evening:
    """The first second of a step of nine minutes with a slot, and a step that steadies after it."""
    before = Step(id="before", title="Before", seconds=60)
    step = Step(id="talk", title="Talk", seconds=540, prompt=slot, nudges=nudges)
    last = Step(id="last", title="Last", seconds=60, prompt="steady")
    segment = Segment(id="case", title="Case", kind="case", steps=(before, step, last), has_presenter=True)
    group = make_group(desk, mode=mode, minutes=90)
    evening = desk.open(group, (segment,))
    evening.room.do(moves.begin)
    assert evening.go_on() is None
    return evening


def pile_of(desk: Desk, evening: Evening) -> set[str]:
    return set(desk.shelf.pile(evening.group.id))


# The draw pile


def test_the_pile_is_made_when_something_is_first_shown_and_lacks_just_that(
    desk: Desk, evening: Evening
) -> None:
    before = pile_of(desk, evening)

    offered = evening.prompting.offered("flooded")
    evening.prompting.shown(offered)

    drawable = {prompt.id for prompt in DECK.prompts if is_drawable(prompt)}
    assert before == set()
    assert drawable - pile_of(desk, evening) == {prompt.id for prompt in offered}


def test_the_next_evening_of_the_group_is_offered_what_has_not_been_seen(
    desk: Desk, evening: Evening
) -> None:
    offered = evening.prompting.offered("under-fire")
    evening.prompting.shown(offered)
    seen = {prompt.id for prompt in offered}
    desk.seal(evening)

    again = make_evening(desk, evening.group)
    step_to(again, "case-1")

    assert again.prompting.offered("under-fire")[0].id not in seen


def test_others_never_run_out(evening: Evening) -> None:
    seen: tuple[str, ...] = ()
    for _ in range(25):
        offered = evening.prompting.offered("flooded", avoid=seen)
        evening.prompting.shown(offered)
        seen = (*seen, *(prompt.id for prompt in offered))

    assert len(seen) == 75


def test_another_group_has_a_pile_of_its_own(desk: Desk, evening: Evening) -> None:
    evening.prompting.shown(evening.prompting.offered("flooded"))

    other = make_evening(desk, make_group(desk, name="Thursday Circle"))

    assert pile_of(desk, other) == set()


def test_what_stands_at_an_edge_leaves_the_pile_and_comes_back_on_going_on_again(
    desk: Desk, evening: Evening
) -> None:
    evening.go_on()
    stood = dict(evening.room.session.prompts)
    evening.room.undo()

    evening.go_on()

    assert evening.room.session.prompts == stood
    assert len(stood) == 1


def test_what_is_deep_or_private_never_touches_the_pile(desk: Desk, evening: Evening) -> None:
    deep, private = evening.prompting.deeper("stuck"), evening.prompting.private()
    assert deep is not None
    assert private is not None

    evening.prompting.choose(deep, "stuck")

    assert not is_drawable(deep)
    assert private.id in {prompt.id for prompt in for_one_member((DECK,), mode="support", moment="before")}
    assert pile_of(desk, evening) == set()


def test_two_private_ones_in_an_evening_are_not_the_same(evening: Evening) -> None:
    assert evening.prompting.private() != evening.prompting.private()


def test_the_words_of_a_private_one_are_nowhere_to_be_drawn_from(evening: Evening) -> None:
    assert not {prompt.id for prompt in for_one_member((DECK,), mode="support")} & set(
        evening.prompting.texts()
    )


def test_a_pile_that_cannot_be_saved_holds_for_tonight(clock: HandClock) -> None:
    desk = make_desk(clock, FullShelf())
    evening = make_evening(desk, make_group(desk))
    step_to(evening, "case-1")

    first = evening.prompting.offered("flooded")
    evening.prompting.shown(first)

    assert evening.prompting.offered("flooded")[0] not in first


def test_an_evening_without_a_shelf_draws_all_the_same(desk: Desk, evening: Evening) -> None:
    bare = Evening(evening.room, evening.group, (), desk.library, Random)

    bare.prompting.shown(bare.prompting.offered("warm"))

    assert len(bare.prompting.offered("warm")) == 3


def test_sealing_drops_which_prompt_stood_and_the_pile_stays(desk: Desk, evening: Evening) -> None:
    chosen = evening.prompting.offered("far")[0]
    evening.prompting.shown([chosen])
    evening.prompting.choose(chosen, "far")
    pile = pile_of(desk, evening)

    desk.seal(evening)

    left = desk.shelf.entries(evening.room.session.opened.session)
    assert not any(isinstance(entry.event, PromptPlaced) for entry in left)
    assert not any(isinstance(entry.event, PromptPlaced) for entry in kept(evening.room.entries))
    assert chosen.id not in str(left)
    assert pile_of(desk, evening) == pile
    assert (evening.memory.tones, evening.memory.prompts_seen) == ({}, ())


# What a slot asks for


def test_listeners_may_hear_a_lens_of_the_presenters_tone(desk: Desk) -> None:
    evening = in_step(desk, "listen")
    evening.prompting.choose(evening.prompting.offered("stuck")[0], "stuck")

    heard = [prompt.id for prompt in evening.prompting.offered_in_slot()]

    assert heard[0] == "stuck-5"
    assert all(name.startswith("echo-") for name in heard[1:])
    assert len(heard) == 3


def test_while_presenting_goes_on_what_belongs_there_is_offered_too(desk: Desk) -> None:
    evening = in_step(desk, "keep")
    before = tuple(f"flooded-{place}" for place in (1, 2, 4))

    offered = evening.prompting.offered("flooded", avoid=before)

    assert offered[0].id == "flooded-3"


def test_the_presenter_may_decline_with_or_without_a_prompt_beside_the_clock(evening: Evening) -> None:
    assert evening.prompting.decline() is None
    events = len(evening.room.entries)
    evening.prompting.choose(evening.prompting.offered("far")[0], "far")

    assert evening.prompting.decline() is None
    assert evening.room.session.prompts == {}
    assert len(evening.room.entries) == events + 2


# Taken back


def at_edges(evening: Evening) -> list[bool]:
    """Whether a prompt comes by itself at each of the next two edges: to the listeners, and to look back."""
    stood = []
    for _ in range(2):
        assert evening.go_on() is None
        stood.append("case-1" in evening.room.session.prompts)
    for _ in range(2):
        evening.room.undo()
    return stood


def test_a_no_that_is_taken_back_is_taken_back_whole_and_brought_back_whole(evening: Evening) -> None:
    evening.prompting.choose(evening.prompting.offered("far")[0], "far")
    evening.prompting.decline()
    declined = at_edges(evening)

    evening.room.undo()
    undone = at_edges(evening)
    evening.prompting.decline()
    evening.room.undo()
    evening.room.redo()

    assert (declined, undone, at_edges(evening)) == ([False, False], [True, True], [False, False])


def test_a_no_before_any_prompt_stood_is_the_thing_that_is_taken_back(evening: Evening) -> None:
    events = evening.room.entries
    evening.prompting.decline()

    taken = evening.taking_back.take_back()

    assert (taken, evening.prompting.is_unasked) == (Taken("no prompt", has_move=False), False)
    assert evening.room.entries == events


def test_a_prompt_after_a_no_asks_again_and_taken_back_the_no_holds(evening: Evening) -> None:
    evening.prompting.decline()
    evening.prompting.choose(evening.prompting.offered("far")[0], "far")
    chosen = evening.prompting.is_unasked

    evening.room.undo()

    assert (chosen, evening.prompting.is_unasked) == (False, True)


def test_enough_that_is_taken_back_leaves_the_other_steps_their_prompts(evening: Evening) -> None:
    assert evening.prompting.enough() is None
    told = evening.prompting.is_unasked

    evening.room.undo()

    assert (told, at_edges(evening)) == (True, [True, True])


def test_a_nudge_that_is_taken_back_is_announced_again_and_is_the_same_one(
    desk: Desk, clock: HandClock
) -> None:
    evening = in_step(desk, "group", OWN)
    clock.advance(minutes=2)
    evening.prompting.nudge()

    evening.room.undo()

    assert evening.prompting.is_nudge_ready
    assert evening.prompting.nudge() is None
    assert evening.picture().prompt == OWN[0]


@pytest.mark.parametrize("has_nudge", [False, True])
def test_being_left_alone_can_be_taken_back(desk: Desk, has_nudge: bool) -> None:
    evening = in_step(desk, "group")
    if has_nudge:
        evening.prompting.nudge()
    evening.prompting.leave_alone()
    left = evening.prompting.has_nudges

    evening.taking_back.take_back()

    assert (left, evening.prompting.has_nudges) == (False, True)
    assert bool(evening.room.session.prompts) == has_nudge


# Going back, and what is put in between


def in_format(desk: Desk, slug: str, step: str) -> Evening:
    """A consultation of a format, in which the presenter chose a prompt where that is asked for."""
    evening = make_evening(desk, replace(make_group(desk, mode="consultation", minutes=90), format=slug))
    case = next(segment.id for segment in evening.room.session.segments if segment.kind == "case")
    step_to(evening, case)
    while evening.room.session.position != (case, step):
        if evening.prompting.slot == "choose":
            evening.prompting.choose(evening.prompting.offered("stuck")[0], "stuck")
        assert evening.go_on() is None
    return evening


def test_going_back_brings_back_what_stood_there_and_leaves_no_later_one(desk: Desk) -> None:
    evening = in_format(desk, "focus-question", "facts")
    stood = []
    for _ in range(4):
        stood.append(evening.room.session.prompts.get("case-1"))
        assert evening.go_on() is None

    back = []
    for _ in range(4):
        evening.room.do(moves.go_back)
        back.append(evening.room.session.prompts.get("case-1"))

    assert back == stood[::-1]
    assert len(set(stood)) == 4


def test_going_on_again_brings_what_was_chosen_there_and_not_what_was_taken_back(desk: Desk) -> None:
    evening = in_format(desk, "focus-question", "presenter-returns")
    drawn = dict(evening.room.session.prompts)
    others = [prompt for prompt in evening.prompting.offered_in_slot() if prompt.id not in drawn.values()]
    evening.prompting.choose(others[0])
    evening.prompting.choose(others[1])
    evening.room.undo()

    evening.room.do(moves.go_back)
    evening.go_on()

    assert evening.room.session.prompts == {"case-1": others[0].id}


def test_where_a_prompt_was_taken_away_none_comes_on_going_on_again(desk: Desk) -> None:
    evening = in_format(desk, "focus-question", "presenter-returns")
    evening.prompting.decline()

    evening.room.do(moves.go_back)
    evening.go_on()

    assert evening.room.session.prompts == {}


def test_a_prompt_chosen_after_going_back_stays_on_going_on(desk: Desk) -> None:
    evening = in_format(desk, "focus-question", "facts")
    evening.room.do(moves.go_back)
    chosen = evening.prompting.offered("warm")[0]
    evening.prompting.choose(chosen, "warm")

    evening.go_on()

    assert evening.room.session.prompts == {"case-1": chosen.id}


def test_going_back_is_one_thing_that_is_taken_back_with_its_prompt(desk: Desk) -> None:
    evening = in_format(desk, "focus-question", "presenter-returns")
    before = dict(evening.room.session.prompts)

    evening.room.do(moves.go_back)
    evening.room.undo()

    assert evening.room.session.prompts == before


@pytest.mark.parametrize("part", ["feeling-round", "writing-first"])
def test_the_presenters_prompt_comes_back_after_what_was_put_in_between(desk: Desk, part: str) -> None:
    evening = in_format(desk, "focus-question", "frame")
    evening.prompting.choose(evening.prompting.offered("far")[0], "far")
    chosen = evening.room.session.prompts["case-1"]
    put = next(item for item in desk.library.inserts if item.slug == part)

    assert evening.room.do(inserts.put_in, put) is None
    evening.go_on()
    between = dict(evening.room.session.prompts)
    evening.go_on()

    assert evening.room.session.position == ("case-1", "facts")
    assert (between, evening.room.session.prompts) == ({}, {"case-1": chosen})


def test_a_presenter_who_said_no_in_between_is_not_asked_after_it(desk: Desk) -> None:
    evening = in_format(desk, "focus-question", "frame")
    evening.prompting.choose(evening.prompting.offered("far")[0], "far")
    put = next(item for item in desk.library.inserts if item.slug == "feeling-round")
    evening.room.do(inserts.put_in, put)
    evening.go_on()

    evening.prompting.decline()
    evening.go_on()

    assert evening.room.session.prompts == {}


def somebody_presents(evening: Evening, name: str) -> None:
    person = next(member.id for member in evening.group.members if member.name == name)
    assert evening.room.do(presenting.name_presenter, "case-1", person) is None


def test_a_prompt_does_not_stand_beside_somebody_else_who_then_presents(desk: Desk) -> None:
    evening = in_format(desk, "focus-question", "frame")
    chosen = evening.prompting.offered("far")[0]
    evening.prompting.choose(chosen, "far")
    somebody_presents(evening, "Dana")
    stands = dict(evening.room.session.prompts)

    somebody_presents(evening, "Ines")
    gone = dict(evening.room.session.prompts)
    evening.room.undo()

    assert (stands, gone) == ({"case-1": chosen.id}, {})
    assert evening.room.session.prompts == stands


def test_a_prompt_waits_for_a_presenter_who_is_away(desk: Desk) -> None:
    evening = in_format(desk, "focus-question", "frame")
    somebody_presents(evening, "Dana")
    evening.prompting.choose(evening.prompting.offered("far")[0], "far")
    before, dana = evening.picture().prompt, evening.group.members[0].id

    assert evening.room.do(timekeeping.step_away, dana, "dropped out") is None
    away = evening.picture().prompt
    evening.room.undo()

    assert before
    assert away == ""
    assert evening.picture().prompt == before


def test_what_one_presenter_wanted_holds_for_no_other(desk: Desk) -> None:
    evening = in_format(desk, "focus-question", "frame")
    somebody_presents(evening, "Dana")
    evening.prompting.choose(evening.prompting.offered("stuck")[0], "stuck")
    assert evening.go_on() is None
    somebody_presents(evening, "Ines")
    evening.prompting.choose(evening.prompting.offered_about("tells")[0])
    evening.prompting.decline()
    declined = evening.prompting.is_unasked

    somebody_presents(evening, "Jo")
    evening.room.do(moves.go_back)
    stood = dict(evening.room.session.prompts)
    while evening.prompting.slot != "listen":
        assert evening.go_on() is None

    assert (declined, evening.prompting.is_unasked, stood) == (True, False, {})
    assert all(prompt.id.startswith("echo-") for prompt in evening.prompting.offered_in_slot())


def test_a_second_look_back_has_a_prompt_of_its_own(desk: Desk) -> None:
    evening = in_format(desk, "eight-steps", "response")
    first = dict(evening.room.session.prompts)

    evening.go_on()
    evening.go_on()

    assert evening.room.session.position == ("case", "choose")
    assert list(evening.room.session.prompts) == list(first)
    assert evening.room.session.prompts != first


# Nudges


def test_the_groups_talk_begins_without_a_prompt_and_a_nudge_is_announced_midway_in_each_third(
    desk: Desk, clock: HandClock
) -> None:
    evening = in_step(desk, "group")

    announced = []
    for _ in range(9):
        announced.append(evening.prompting.is_nudge_ready)
        if announced[-1]:
            assert evening.prompting.nudge() is None
        clock.advance(minutes=1)

    assert announced == [False, False, True, False, False, True, False, False, True]


def test_a_nudge_stands_once_it_is_asked_for_and_the_next_is_announced_a_third_later(
    desk: Desk, clock: HandClock
) -> None:
    evening = in_step(desk, "group")

    clock.advance(minutes=2)
    assert evening.prompting.nudge() is None
    first = evening.picture()
    clock.advance(minutes=3)
    second = evening.picture()

    assert first.prompt
    assert (first.prompt_title, first.asks) == ("For all of us", "")
    assert (second.prompt, second.asks) == (first.prompt, NUDGE_ASKS)


def test_three_nudges_are_the_most_and_none_is_the_same(desk: Desk, clock: HandClock) -> None:
    evening = in_step(desk, "group")
    stood = set()
    for _ in range(3):
        assert evening.prompting.nudge() is None
        stood.add(evening.picture().prompt)

    clock.advance(minutes=7)

    assert len(stood) == 3
    assert evening.prompting.nudge() == NO_NUDGE
    assert not evening.prompting.is_nudge_ready


def test_a_nudge_that_is_left_is_announced_no_louder_than_before(desk: Desk, clock: HandClock) -> None:
    evening = in_step(desk, "group")

    clock.advance(minutes=8)

    assert evening.picture().asks == NUDGE_ASKS
    assert evening.picture().prompt == ""


def test_a_group_that_wants_to_be_left_alone_is_for_the_rest_of_the_part(
    desk: Desk, clock: HandClock
) -> None:
    evening = in_step(desk, "group")
    evening.prompting.nudge()

    assert evening.prompting.leave_alone() is None
    clock.advance(minutes=4)

    assert (evening.picture().prompt, evening.picture().asks) == ("", "")
    assert evening.prompting.nudge() == NO_NUDGE


def test_a_steps_own_nudges_come_before_drawn_ones_and_never_reach_the_pile(desk: Desk) -> None:
    evening = in_step(desk, "group", OWN)

    stood = []
    for _ in range(3):
        evening.prompting.nudge()
        stood.append(evening.picture().prompt)

    assert tuple(stood[:2]) == OWN
    assert stood[2] in {prompt.text for prompt in DECK.prompts}
    assert not any("/" in name for name in pile_of(desk, evening))


def test_a_step_with_nudges_of_its_own_alone_has_only_those(desk: Desk) -> None:
    evening = in_step(desk, "none", OWN)

    evening.prompting.nudge()
    evening.prompting.nudge()

    assert evening.prompting.nudge() == NO_NUDGE


def test_no_nudge_goes_along_into_the_step_that_steadies(desk: Desk) -> None:
    evening = in_step(desk, "group")
    evening.prompting.nudge()

    evening.go_on()

    assert evening.picture().prompt_title == "Steadying"


def test_a_step_that_gave_all_its_minutes_away_still_has_its_first_nudge(desk: Desk) -> None:
    evening = in_step(desk, "group")
    for _ in range(9):
        evening.room.do(moves.take_minute)

    assert evening.prompting.nudge() is None
    assert not evening.prompting.is_nudge_ready


def test_before_the_start_there_is_neither_nudge_nor_slot(desk: Desk) -> None:
    evening = make_evening(desk, make_group(desk))

    assert not evening.prompting.is_nudge_ready
    assert evening.prompting.nudge() == NO_NUDGE
    assert evening.prompting.offered_in_slot() == ()


def test_when_the_evening_has_ended_nothing_is_placed_any_more(desk: Desk) -> None:
    evening = in_step(desk, "group")
    evening.room.do(moves.end_session)

    assert isinstance(evening.prompting.nudge(), Refusal)
    assert isinstance(evening.prompting.choose(DECK.prompts[0]), Refusal)


# Modes


def test_in_a_topic_circle_nobody_is_asked_for_a_tone(desk: Desk) -> None:
    evening = in_step(desk, "choose", mode="topic")

    assert evening.prompting.tones() == ("not-sure",)
    assert evening.prompting.things_to_ask_about() == ("location", "system", "limits", "echo", "steadying")


def test_in_governance_only_what_looks_at_ourselves_is_there(desk: Desk, clock: HandClock) -> None:
    evening = in_step(desk, "group", mode="governance")

    clock.advance(minutes=2)

    assert evening.prompting.tones() == ()
    assert evening.prompting.things_to_ask_about() == ("system", "echo")
    assert evening.prompting.is_nudge_ready


def test_when_the_group_changes_the_mode_the_prompts_change_their_words(evening: Evening) -> None:
    before = evening.prompting.texts()["flooded-2"]

    evening.room.do(decisions.change_mode, "consultation")

    assert before == "Where has your thinking gone foggy in your work lately?"
    assert (
        evening.prompting.texts()["flooded-2"] == "Where does your thinking go foggy when you picture them?"
    )
