"""What a full evening leaves in its folder: not the words, not the prompts, not who passed.

Everything that must not stay is looked for as it would be written, in every file there is, by whatever
name; what is to stay is looked for as well, so that an empty folder proves nothing.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import get_args

from tests.e2e.conftest import Sit
from tests.e2e.hands import CIRCLE, Hands

from circle_tui.content.load import Library
from circle_tui.core.happening.events.log import Event
from circle_tui.core.work.prompts import TONES

LINK = "https://meet.invalid/what-nobody-else-may-know"
QUESTION = "What do I do with this cold fear in my hands?"
PARKED = "fees and cancelled hours"
NOT_AGREED = "We meet in silence every second week"
AGREED = "We end five minutes early in autumn"
PASSES = ("LeaderPassed", "LeaderDeferred", "PresentingPassed")
PRESENTER, LEADER = "Dana", "Jo"
TYPED = (LINK, QUESTION, "cold fear", PARKED, NOT_AGREED, "meet in silence")


def test_nothing_that_was_said_chosen_or_passed_stays_in_the_folder(sit: Sit, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    hands = sit(CIRCLE, "rehearse", "--keep", kept, "--format", "focus-question", "--speed", "20")

    arrive(hands)
    a_case(hands)
    decide_and_be_hurt(hands)
    end(hands)

    files = {path: path.read_bytes() for path in (*files_of(kept), *files_of(tmp_path / "home"))}
    piles = {path for path in files if path.suffix == ".pile"}
    written = b"\n".join(data for path, data in files.items() if path not in piles)
    assert AGREED.encode() in written
    assert len(piles) == 1
    assert found(written, TYPED) == []
    assert found(written, words_of_prompts()) == []
    assert found(written, (f'"{tone}"' for tone in TONES)) == []
    assert found(written, (*PASSES, *for_tonight_alone())) == []


def files_of(folder: Path) -> list[Path]:
    """Every file in a folder."""
    return [path for path in folder.rglob("*") if path.is_file()]


def found(written: bytes, words: Iterable[str]) -> list[str]:
    """Those of the words that stand in what was written."""
    return [word for word in words if word.encode() in written]


def words_of_prompts() -> list[str]:
    """The ids and the words of every prompt that could have been shown, not only of those that were."""
    prompts = [prompt for deck in Library().decks.values() for prompt in deck.prompts]
    assert len(prompts) > 50
    return [word for prompt in prompts for word in (f'"{prompt.id}"', prompt.text, prompt.in_support) if word]


def for_tonight_alone() -> list[str]:
    """How everything that is only for tonight is called on disk: passes, prompts, who stepped out."""
    return [kind.__name__ for kind in get_args(Event) if not kind.is_kept]


# The evening


def arrive(hands: Hands) -> None:
    """Keep the meeting link in memory, begin, and go on to the case."""
    hands.terminal.wait_for("Before you share")
    hands.press("m", until="only dots are shown")
    hands.terminal.type(LINK)
    hands.press("enter", until="Kept in memory")
    hands.begin()
    hands.go_to("First case")


def a_case(hands: Hands) -> None:
    """Two pass, a tone, a question, a label for elsewhere, somebody out and back, listening, a nudge."""
    hands.press("l", until="Who leads")
    hands.press("p", "o")
    hands.choose(LEADER, until=f"{LEADER} leads")
    hands.press("w", until="Who would like to bring something?")
    hands.press("enter", until="pass for tonight")
    hands.press("p")
    hands.choose(PRESENTER, until=f"{PRESENTER} brings.")
    hands.press("p", until="How does the work feel tonight?")
    hands.press("2", until="One of these")
    hands.press("1", gone="One of these")
    hands.terminal.wait_for("Focus")
    hands.press("q", until="What is the question?")
    hands.write(QUESTION, until="my hands")
    hands.press("enter", until="The question stands")
    hands.press("k", until="Keep for elsewhere")
    hands.write(PARKED, until=PARKED)
    hands.press("enter", until="Kept for elsewhere.")
    hands.press("6", until="Who steps out?")
    hands.press("1", until="Stepped out")
    hands.press("a", until="is back again")
    hands.press("1", until="is here.")
    hands.press("n", until="step 2 of")
    hands.press("n", until="step 3 of")
    hands.press("n", until="step 4 of")
    hands.wait_for_words("A nudge is ready · p shows it")
    hands.press("p", until="p once more")
    hands.press("n", until="step 5 of")
    hands.press("n", until="step 6 of")


def decide_and_be_hurt(hands: Hands) -> None:
    """A practice run, a proposal that is not agreed, one that is, and an ouch."""
    hands.press("d", until="What do we decide")
    hands.press("4", until="practice, nothing is kept")
    to_the_answers(hands)
    hands.press("y", until="Nothing of it is kept.")
    propose(hands, NOT_AGREED)
    hands.press("o", until="step 7 of")
    hands.press("escape", gone="step 7 of")
    propose(hands, AGREED)
    hands.press("y", until="When do we look at it again?")
    hands.press("0", until="Decided.")
    hands.press("8", until="step 1 of")
    hands.press("escape", until="We go on.")


def propose(hands: Hands, words: str) -> None:
    hands.press("d", until="What do we decide")
    hands.press("1", until="The proposal")
    hands.write(words, until=words)
    hands.press("enter", until="step 1 of 7")
    to_the_answers(hands)


def to_the_answers(hands: Hands) -> None:
    for step in (2, 3, 4, 5, 6):
        hands.press("n", until=f"step {step} of 7")


def end(hands: Hands) -> None:
    """Close the rehearsal, which ends the program."""
    hands.press("e", until="What is kept")
    hands.press("enter", until="Close the evening?")
    hands.press("enter")
    assert hands.terminal.wait_exit() == 0
