"""What can go wrong around an evening, in the installed program: the evening goes on, and says so."""

import resource
import signal
import socket
import sys
from pathlib import Path

import pytest
from bench.fill import fill
from tests.e2e import faulty, listening
from tests.e2e.conftest import Sit
from tests.e2e.hands import GROUP, PEOPLE, Hands, circle, told

NOTHING_MORE, NO_LIMIT = 0, resource.RLIM_INFINITY
BELL = [f"socket.__new__ {int(socket.AF_UNIX)}"] * 2
"""asyncio wakes its own loop through a pair of sockets joined to each other; nobody else can reach it."""


def limit_files(hands: Hands, octets: int) -> None:
    """Let the program write no file longer than that, as a full disk would."""
    resource.prlimit(hands.terminal.pid, resource.RLIMIT_FSIZE, (octets, NO_LIMIT))


def damage(path: Path) -> None:
    """Turn one bit in the middle of a file, sealed or not."""
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.chmod(0o600)
    path.write_bytes(data)


def only(folder: Path, pattern: str) -> Path:
    (found,) = folder.glob(pattern)
    return found


# Two windows


def test_a_second_window_looks_on_and_says_who_holds_the_session(sit: Sit) -> None:
    first = sit()
    first.start_evening()
    second = sit()
    second.terminal.wait_for("is open")

    second.press("enter", until="looking on")

    second.wait_for_words("This is open in another window on this computer since")
    assert second.title == "Opening"


def test_a_second_window_changes_nothing_and_follows_the_first(sit: Sit, home: Path) -> None:
    first = sit()
    first.start_evening()
    second = sit()
    second.terminal.wait_for("is open")
    second.press("enter", until="looking on")
    before = told(home, "show", "last")

    for key in ("+", "n", "space", "u"):
        second.press(key, until="only looks on")
        second.press("escape", gone="only looks on")
    second.press("e", until="What is kept")
    second.press("enter", until="only looks on")
    second.press("escape", gone="What is kept")

    assert told(home, "show", "last")["segments"] == before["segments"]
    first.go_to("Check-in")
    second.terminal.wait_until(lambda: second.title == "Check-in", "the first window to be followed")
    assert second.leave() == 0
    first.close()
    assert first.leave() == 0
    assert told(home, "show", "last")["state"] == "closed"


# A disk that takes nothing


@pytest.mark.skipif(not hasattr(resource, "prlimit"), reason="only Linux can limit a program that runs")
def test_an_evening_on_a_full_disk_goes_on_and_is_saved_later(sit: Sit, home: Path) -> None:
    hands = sit()
    hands.start_evening()
    limit_files(hands, NOTHING_MORE)

    hands.go_to("Check-in")
    hands.terminal.wait_for("not saved")
    limit_files(hands, NO_LIMIT)
    hands.terminal.wait_for("Saved again")

    hands.terminal.wait_gone("not saved")
    hands.terminal.signal(signal.SIGKILL)
    hands.terminal.wait_exit()
    assert told(home, "show", "last")["limits_card"] == "read"


@pytest.mark.skipif(not hasattr(resource, "prlimit"), reason="only Linux can limit a program that runs")
def test_an_evening_can_begin_on_a_full_disk(sit: Sit) -> None:
    hands = sit()
    hands.set_up_group()
    limit_files(hands, NOTHING_MORE)

    hands.arrive()
    hands.begin()

    hands.terminal.wait_for("not saved")
    assert hands.title == "Opening"


# Damage


def test_a_damaged_group_is_set_aside_in_one_sentence_and_the_others_go_on(sit: Sit, home: Path) -> None:
    fill(home / "data", sessions=2)
    circle(
        home,
        *("group", "new", GROUP, "--members", ", ".join(PEOPLE), "--every", "tuesday"),
        *("--at", "19:30", "--zone", "Europe/Berlin"),
    )
    damage(home / "data" / "groups" / "g-filled.circle.journal-1")
    hands = sit()

    hands.terminal.wait_for("NEXT EVENING")

    assert hands.terminal.text.count("set aside as") == 1
    assert GROUP in hands.terminal.text
    assert list((home / "data" / "groups").glob("g-filled.circle*.damaged-*"))
    hands.press("escape", gone="set aside as")
    hands.arrive()


def test_a_damaged_session_is_set_aside_and_the_other_evenings_stay(sit: Sit, home: Path) -> None:
    fill(home / "data", sessions=3)
    damage(sorted((home / "data" / "sessions").glob("*.circle"))[1])
    hands = sit()

    hands.terminal.wait_for("set aside as")

    assert len(told(home, "sessions")) == 2
    hands.press("escape", gone="set aside as")
    hands.arrive()


def test_an_open_session_that_is_damaged_does_not_keep_anyone_from_beginning(sit: Sit, home: Path) -> None:
    hands = sit()
    hands.start_evening()
    hands.terminal.signal(signal.SIGKILL)
    hands.terminal.wait_exit()
    damage(only(home / "data" / "sessions", "*.journal-*"))

    hands = sit()

    hands.terminal.wait_for("set aside as")
    hands.press("escape", gone="set aside as")
    hands.arrive()


# Signals and faults


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_leaves_a_clean_terminal_and_a_session_to_go_on_with(
    sit: Sit, number: signal.Signals
) -> None:
    hands = sit()
    hands.start_evening()

    hands.terminal.signal(number)

    assert hands.terminal.wait_exit() == 128 + number
    assert hands.terminal.is_as_found
    again = sit()
    again.terminal.wait_for("is open")
    again.press("enter", until="step 1 of")
    assert again.title == "Opening"


def test_a_fault_tells_no_name_and_how_to_go_on(sit: Sit) -> None:
    hands = sit(sys.executable, faulty.__file__)
    hands.start_evening()

    hands.terminal.press("f12")

    assert hands.terminal.wait_exit() == 1
    assert hands.terminal.is_as_found
    assert "LookupError" in hands.terminal.text
    assert "Your session is safe" in hands.terminal.text
    assert not [name for name in (*PEOPLE, GROUP) if name in hands.terminal.text]
    again = sit()
    again.terminal.wait_for("is open")


# The network


def test_a_whole_rehearsal_opens_no_socket(sit: Sit, tmp_path: Path) -> None:
    heard = tmp_path / "sockets"
    hands = sit(sys.executable, listening.__file__, heard, "rehearse", "--speed", "60")
    hands.terminal.wait_for("Before you share")
    hands.begin()

    hands.go_to("Time for one of us")
    hands.press("y", until="Copy for the chat")
    hands.press("a", until="Rehearsal Circle · support")
    hands.press("escape", gone="Copy for the chat")
    hands.press("e", until="What is kept")
    hands.press("enter", until="Close the evening?")
    hands.press("enter")

    assert hands.terminal.wait_exit() == 0
    assert heard.read_text(encoding="utf-8").splitlines() == BELL
