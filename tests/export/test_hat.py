"""The hat: an evening goes on elsewhere at the same point, and nothing private goes with it."""

import base64
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.circle_kit import make_desk, make_evening, make_group
from tests.hand_clock import HandClock
from tests.tui.pilot_kit import consultation

from circle_tui import handover
from circle_tui.core.clock import timekeeping
from circle_tui.core.errors import BadInput
from circle_tui.core.happening import moves
from circle_tui.core.happening.fold import fold
from circle_tui.core.record.ledger import turns
from circle_tui.export.hat import BEGINS, ENDS, NO_HAT, Hat, pack, unpack
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


def test_passes_and_prompts_and_loose_ends_stay_behind() -> None:
    desk, evening = consultation()
    evening.regroup(desk.keep_loose_ends(evening.group, ("what we said about fees",)))
    evening.room.do(moves.pass_leading, "topic-1", evening.room.session.here[0])
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


def test_an_evening_that_is_here_already_is_not_taken_twice() -> None:
    _, evening = consultation()
    there = make_desk(HandClock(evening.room.now()))
    handover.take(there, unpack(handed(evening)))

    with pytest.raises(BadInput, match="on this machine already"):
        handover.take(there, unpack(handed(evening)))


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


def test_the_copy_whose_hat_was_passed_leaves_no_past_evening() -> None:
    desk, evening = consultation()
    evening.room.do(moves.pass_hat)

    sealed = desk.seal(evening)

    assert (sealed.is_passed_on, sealed.has_begun) == (True, False)
    assert turns([sealed]) == ()
