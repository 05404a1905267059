"""One evening in which everything happens that can: from five minutes before it to the export after it.

It is told in the order of the clock, in the installed program, in a terminal, by one pair of hands and
then another. Only the minutes in which no key is pressed are left out.
"""

import re
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from tests.e2e import leaping
from tests.e2e.hands import GROUP, Hands, circle, noon, soon, told

PEOPLE = ("Dana", "Ines", "Jo", "Kofi", "Lea", "Mara", "Sam", "Tove")
IN_TIME, LATE, GUEST = ("Dana", "Ines", "Jo", "Kofi"), "Tove", "Bea"
NEVER_CAME = ("Lea", "Mara", "Sam", LATE)
PRESENTER, LEADER, LISTENER = "Dana", "Jo", "Ines"
QUESTION, TOWN = "What do I do with this fear since she moved to Freiburg?", "Freiburg"
BEFORE = 6
"""Minutes from the first key to the planned start, the last of them begun."""
MINUTE = timedelta(minutes=1)
A_FEW_SECONDS = timedelta(seconds=30)


class Story:
    """Two homes on two machines, and the one clock of the evening."""

    def __init__(self, folder: Path) -> None:
        self.home = folder / "home"
        self.other_home = folder / "another-home"
        self.hat = folder / "hat.txt"
        self._leaps = folder / "leaps"

    @contextmanager
    def sit(self, home: Path, *arguments: object) -> Iterator[Hands]:
        """Start the program at a home, by the clock of the evening."""
        hands = Hands([sys.executable, leaping.__file__, self._leaps, *arguments], home)
        with hands.terminal:
            yield hands

    def at(self, minute: int) -> None:
        """Let it be so many minutes after the planned start, or one more."""
        self._leaps.write_bytes(b"." * (BEFORE + minute))


def files(home: Path) -> dict[Path, bytes]:
    """Every file of a home."""
    return {path: path.read_bytes() for path in home.rglob("*") if path.is_file()}


def test_an_evening_in_which_everything_happens_comes_to_its_end(tmp_path: Path) -> None:
    story = Story(tmp_path)
    set_up_the_group(story)
    with story.sit(story.home) as hands:
        five_minutes_before(hands)
        half_of_us_begin(story, hands)
        a_newcomer_is_at_the_door(story, hands)
        the_door_closes_while_somebody_speaks(story, hands)
        the_presenter_drops_out_and_comes_back(hands)
        a_town_is_named(hands)
        a_listener_recognises_somebody(hands)
        there_are_tears(story, hands)
        two_more_minutes_are_asked_for(hands)
        a_phase_is_skipped(hands)
        there_is_tension(hands)
        place = the_power_fails(hands)
    with story.sit(story.home) as hands:
        hands.terminal.wait_for("is open")
        hands.press("enter")
        hands.wait_for_words(f"{PRESENTER} listens, camera off or turned away ★ {LEADER} leads")
        assert hands.place == place
        the_hat_is_copied(story, hands)
        with story.sit(story.other_home, "start", "--from-hat", story.hat) as others:
            others.wait_for_words(f"{PRESENTER} listens, camera off or turned away ★ {LEADER} leads")
            assert others.place == place
            this_copy_only_looks_on(hands)
            the_next_leader_passes_twice(others)
            ten_minutes_are_left(story, others)
            whoever_stepped_out_is_called_back(others)
            we_end(story, others)
            assert others.leave() == 0
    the_record_says_who_and_when(story)
    somebody_is_forgotten(story)


# Before, and in


def set_up_the_group(story: Story) -> None:
    day, time_of_day = soon(BEFORE)
    circle(
        story.home,
        *("group", "new", GROUP, "--members", ", ".join(PEOPLE), "--every", day, "--at", time_of_day),
        *("--zone", noon(), "--mode", "consultation", "--format", "key-question", "--minutes", "90"),
    )


def five_minutes_before(hands: Hands) -> None:
    """The check before the screen is shared, and whoever is there already."""
    hands.arrive()
    hands.wait_for_words("Share this window, not the whole desktop.")
    hands.wait_for_words("Recording, saved captions and AI summaries off.")
    hands.call_roll(IN_TIME)


def half_of_us_begin(story: Story, hands: Hands) -> None:
    """Only half are there: a hint and no more, and a round as long as they need."""
    story.at(0)
    hands.wait_for_words("Four are here · enter begins")
    hands.begin()
    hands.press("n", until="step 2 of")
    story.at(1)
    hands.go_to("Check-in")
    hands.wait_until_left(4 * MINUTE, 5 * MINUTE)


def a_newcomer_is_at_the_door(story: Story, hands: Hands) -> None:
    """Nobody on the roster has this name: let in as a guest."""
    story.at(3)
    hands.press("r", until="Who is here?")
    hands.write(GUEST, until="Not on the roster")
    hands.press("enter", until=f"“{GUEST}” is not on the roster")
    hands.wait_for_words("A guest is never asked to lead.")
    hands.press("enter", until=f"{GUEST} is here.")
    hands.press("escape", gone="Who is here?")


def the_door_closes_while_somebody_speaks(story: Story, hands: Hands) -> None:
    """A notice in one line, and then another; nothing is interrupted, and Circle locks nothing."""
    place = hands.place
    story.at(8)
    hands.wait_for_words("The door closes at")
    assert hands.place == place
    story.at(10)
    hands.wait_for_words("Door keeper: please lock the meeting now. Circle does not lock it.")
    assert hands.place == place
    story.at(12)
    hands.wait_for_words("The door has closed")
    hands.press("r", until="Who is here?")
    hands.write(LATE, until="marks as here")
    hands.press("enter", until="The door is closed")
    hands.wait_for_words("Circle cannot lock or unlock the meeting itself.")
    hands.press("escape", until="Type the first letters")
    hands.press("escape", gone="Who is here?")
    hands.press("enter", gone="The door has closed")


# The case


def the_presenter_drops_out_and_comes_back(hands: Hands) -> None:
    """Whoever brings something loses the line; the place is kept."""
    hands.go_to("First case")
    hands.press("l", until="Who leads")
    hands.press("o", until="Who leads it?")
    hands.choose(LEADER, until=f"{LEADER} leads")
    hands.press("w", until="Who brings something")
    hands.choose(PRESENTER, until=f"{PRESENTER} brings.")
    hands.press("n", until="step 2 of")
    place = hands.place
    hands.press("a", until="Nobody is away.")
    hands.press("o", until="Who dropped out?")
    hands.choose(PRESENTER, until=f"{PRESENTER} dropped out. A locked meeting keeps them out")
    assert f"{PRESENTER} brings" not in hands.words
    hands.press("a", until="is back again")
    hands.choose(PRESENTER, until=f"{PRESENTER} is here.")
    hands.wait_for_words(f"{PRESENTER} brings ★ {LEADER} leads")
    assert hands.place == place


def a_town_is_named(hands: Hands) -> None:
    """Said aloud, one key asks for a blur; typed, it is found before it stands."""
    hands.press("2", until="Too close. Please blur that.")
    hands.press("enter", gone="Too close")
    hands.press("q", until="What is the question?")
    hands.write(QUESTION, until=TOWN)
    hands.press("enter", until="This may point to someone")
    hands.wait_for_words(f"“{TOWN[0]}…” may point to a certain place")
    hands.press("enter", until="The question stands")
    hands.wait_for_words("since she moved to that place?")
    assert TOWN not in hands.words


def a_listener_recognises_somebody(hands: Hands) -> None:
    """One key, and no reason."""
    hands.press("6", until="Who steps out? No reason is needed.")
    hands.choose(LISTENER, until="Stepped out; the place is kept.")


def there_are_tears(story: Story, hands: Hands) -> None:
    """The clock stands still as long as it is needed, then runs out unheeded: nothing goes on by itself."""
    hands.wait_until_left(7 * MINUTE, 9 * MINUTE)
    place, left = hands.place, hands.left
    hands.press("7", until="We are pausing.")
    story.at(30)
    hands.wait_for_words("as long as it needs")
    hands.press("escape", until="We go on. It would end")
    hands.wait_until_left(left - A_FEW_SECONDS, left)
    assert hands.place == place
    story.at(41)
    hands.wait_for_words("It would end late · f proposes who gives")
    assert hands.place == place
    assert "Time" not in hands.words


def two_more_minutes_are_asked_for(hands: Hands) -> None:
    """Two, with the name of who pays; then one; then we go on."""
    hands.press("+")
    hands.wait_for_words("2 minutes more, from")
    assert "in Second case." in hands.words
    hands.press("+")
    hands.wait_for_words("1 minute more, from")
    assert "in Second case." in hands.words
    hands.press("+")
    hands.wait_for_words("Twice already for this step. Shall we move on?")


def a_phase_is_skipped(hands: Hands) -> None:
    """From the checks to the consultation, without a key question and without choosing a way."""
    for step in (3, 4, 5, 6):
        hands.press("n", until=f"step {step} of")


def there_is_tension(hands: Hands) -> None:
    """Five minutes on us, to the end; then a practice run of a decision, which leaves nothing."""
    hands.press("7", until="We are pausing.")
    for step in (2, 3, 4, 5, 6):
        hands.press("n", until=f"step {step} of 7")
    hands.press("1", until="step 7 of 7")
    hands.press("enter", until="We go on. The clock goes on where it stood.")
    hands.press("d", until="What do we decide, and how?")
    hands.press("4", until="practice, nothing is kept")
    for step in (2, 3, 4, 5, 6):
        hands.press("n", until=f"step {step} of 7")
    hands.press("y", until="That was a whole decision. Nothing of it is kept.")


# The power, and the hat


def the_power_fails(hands: Hands) -> tuple[str, str]:
    """In the middle of a step; gives back which."""
    place = hands.place
    hands.terminal.signal(signal.SIGKILL)
    assert hands.terminal.wait_exit() == -signal.SIGKILL
    return place


def the_hat_is_copied(story: Story, hands: Hands) -> None:
    """For one member, who saves it as a file."""
    hands.press("y", until="Copy for the chat")
    hands.press("h", until="The hat is copied")
    hands.terminal.wait_until(lambda: bool(hands.copied), "the hat in the clipboard")
    story.hat.write_text(hands.copied, encoding="utf-8")


def this_copy_only_looks_on(hands: Hands) -> None:
    """There is one evening, and not two."""
    place = hands.place
    hands.press("enter", until="The hat is passed. This copy looks on")
    hands.press("n")
    hands.wait_for_words("The hat is passed: somebody else goes on with the evening.")
    assert hands.place == place


# The end


def asked(hands: Hands) -> str:
    """The name that stands on the sheet of the leader."""
    found = re.search(r"Who leads “[^”]*”\? (\w+) ", hands.words)
    return found[1] if found else ""


def the_next_leader_passes_twice(hands: Hands) -> None:
    """Three are asked, one after the other, and each pass is free."""
    hands.press("l", until="Who leads “Second case”?")
    first = asked(hands)
    hands.press("p")
    hands.terminal.wait_until(lambda: asked(hands) != first, "somebody else to be asked")
    second = asked(hands)
    hands.press("p")
    hands.terminal.wait_until(lambda: asked(hands) not in (first, second), "a third one to be asked")
    assert GUEST not in (first, second, asked(hands))
    hands.press("escape", gone="Who leads")


def ten_minutes_are_left(story: Story, hands: Hands) -> None:
    """Too much is planned: the second case is left out, the end stays."""
    story.at(80)
    hands.wait_for_words("would end")
    hands.press("f", until="over. The end stays at")
    hands.press("x", until="dropped")
    hands.press("enter", until="Fitted. We end at")
    hands.wait_for_words("Agenda 3 of 6")


def whoever_stepped_out_is_called_back(hands: Hands) -> None:
    """At the edge of the part they stepped out of, without their name on the screen."""
    hands.go_to("Check-out")
    hands.wait_for_words("That part is over · a calls back whoever stepped out")
    assert LISTENER not in hands.words
    hands.press("a", until="that part is over: call them back")
    hands.choose(LISTENER, until=f"{LISTENER} is here.")


def we_end(story: Story, hands: Hands) -> None:
    """A short ending that fits, then the close."""
    hands.press("e", until="Endings that fit")
    hands.press("1", until="This is how we end.")
    story.at(89)
    hands.press("e", until="What is kept")
    hands.wait_for_words("Nothing that was said. No prompts, no passes, no meeting link.")
    hands.press("enter", until="Close the evening?")
    hands.press("enter", until="NEXT EVENING")


# Afterwards


def the_record_says_who_and_when(story: Story) -> None:
    """Attendance and minutes, in three forms, and not a word of the evening."""
    evening = told(story.other_home, "show", "last")
    page = circle(story.other_home, "show", "last", "--markdown")
    table = circle(story.other_home, "show", "last", "--csv")

    assert evening["state"] == "closed"
    assert {item["person"]["name"] for item in evening["attendance"]} == {*IN_TIME, GUEST}
    (case,) = [item for item in evening["segments"] if item["title"] == "First case"]
    assert (case["leader"]["name"], case["presenter"]["name"]) == (LEADER, PRESENTER)
    assert "First case" in page
    assert "First case" in table
    assert not [name for name in (*IN_TIME, GUEST) if name in table]
    assert not [word for word in ("fear", "that place", *NEVER_CAME) if word in page + table]


def somebody_is_forgotten(story: Story) -> None:
    """The name is gone from every file, and the sealed evening is as it was."""
    before = files(story.other_home)
    sealed = {path: data for path, data in before.items() if path.parent.name == "sessions"}
    assert any(LISTENER.encode() in data for data in before.values())

    said = circle(story.other_home, "group", "forget", LISTENER, "--yes")

    assert "The name is gone from every file of this group." in said
    after = files(story.other_home)
    assert not [path for path, data in after.items() if LISTENER.encode() in data]
    assert {path: after[path] for path in sealed} == sealed
    assert LISTENER not in circle(story.other_home, "show", "last", "--markdown")
