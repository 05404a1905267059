"""The draw pile: what came up leaves it, a kind that is used up comes back, and it tells nothing else."""

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from circle_tui.content.load import Library
from circle_tui.core.plan.modes import MODES, Mode
from circle_tui.core.work.pile import after_showing, fresh_pile
from circle_tui.core.work.prompts import is_drawable

DECKS = (Library().decks["countertransference"],)
DRAWABLE = {prompt.id for prompt in DECKS[0].prompts if is_drawable(prompt)}
WHOLE = fresh_pile(DECKS, Random(0))


def test_a_fresh_pile_holds_all_that_may_come_up_by_itself_once_and_shuffled() -> None:
    assert sorted(WHOLE) == sorted(DRAWABLE)
    assert list(WHOLE) != sorted(WHOLE)


def test_what_was_shown_leaves_the_pile() -> None:
    left = after_showing(WHOLE, ["flooded-1", "sparks-2"], DECKS, mode="support", chance=Random(1))

    assert set(WHOLE) - set(left) == {"flooded-1", "sparks-2"}


def test_a_kind_that_is_used_up_comes_back_without_what_was_just_shown() -> None:
    left = after_showing(WHOLE, ["flooded-1", "flooded-2"], DECKS, mode="support", chance=Random(1))

    again = after_showing(left, ["flooded-4"], DECKS, mode="support", chance=Random(2))

    assert {"flooded-1", "flooded-2"} <= set(again)
    assert "flooded-4" not in again


def test_the_only_one_of_its_kind_is_put_back_at_once() -> None:
    assert "stuck-5" in after_showing(WHOLE, ["stuck-5"], DECKS, mode="support", chance=Random(1))


def test_a_kind_counts_as_used_up_when_only_other_modes_have_something_left() -> None:
    shown = ["echo-1", "echo-2", "echo-3", "echo-5"]

    left = after_showing(WHOLE, shown[:3], DECKS, mode="support", chance=Random(1))
    again = after_showing(left, shown[3:], DECKS, mode="support", chance=Random(1))

    assert {"echo-1", "echo-2", "echo-3", "echo-4"} <= set(again)


def test_what_no_deck_knows_any_more_leaves_the_pile() -> None:
    assert after_showing((*WHOLE, "gone-1"), [], DECKS, mode="support", chance=Random(1)).count("gone-1") == 0


@settings(max_examples=40, deadline=None)
@given(
    shown=st.lists(st.sampled_from(sorted(DRAWABLE)), max_size=30),
    mode=st.sampled_from(MODES),
    seed=st.integers(0, 99),
)
def test_the_order_of_the_pile_says_nothing_about_the_order_of_showing(
    shown: list[str], mode: Mode, seed: int
) -> None:
    one = after_showing(WHOLE, shown, DECKS, mode=mode, chance=Random(seed))
    other = after_showing(WHOLE[::-1], shown[::-1], DECKS, mode=mode, chance=Random(seed))

    assert one == other
    assert set(one) <= DRAWABLE
    assert len(set(one)) == len(one)
