"""One evening from first run to close, in the installed program, cut off once on the way."""

import re
import signal
import stat
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

from tests.e2e.conftest import Sit
from tests.e2e.hands import GROUP, PEOPLE, Hands, circle, noon, soon, told

from circle_tui.core.happening.events.log import Entry
from circle_tui.core.happening.events.naming import LeaderPassed
from circle_tui.core.happening.events.work import PromptPlaced
from circle_tui.store.library import FileShelf
from circle_tui.store.trouble import Holder
from circle_tui.system.clock import SystemClock

FOLDER, OPEN, SEALED = 0o700, 0o600, 0o400
MOST_KEYS = 60
FOR_TONIGHT = (b"PromptPlaced", b"LeaderPassed")
"""How what is only for tonight is called on disk."""
AWAY = timedelta(seconds=4)
"""How long the program is gone at least, so that a clock that had stood still would show."""
CLOSE_ENOUGH = timedelta(seconds=2)


def entries_on_disk(home: Path) -> tuple[Entry, ...]:
    """What the only open session has on disk, read as somebody who looks on would."""
    now = SystemClock().now
    shelf = FileShelf(home / "data", holder=Holder(host="test", pid=1, since=now()), now=now)
    (session,) = shelf.open_sessions()
    return shelf.entries(session.id)


def files(home: Path) -> list[Path]:
    return [path for path in home.rglob("*") if path.is_file()]


def everything_in(home: Path) -> bytes:
    return b"\n".join(path.read_bytes() for path in files(home))


def modes(home: Path) -> dict[str, set[int]]:
    """The modes of folders, of sealed sessions, and of all other files."""
    found: dict[str, set[int]] = {"folders": set(), "sealed": set(), "others": set()}
    for path in (home, *home.rglob("*")):
        is_sealed = path.parent.name == "sessions" and path.suffix == ".circle"
        kind = "folders" if path.is_dir() else "sealed" if is_sealed else "others"
        found[kind].add(stat.S_IMODE(path.lstat().st_mode))
    return found


def choose_leader(hands: Hands) -> str:
    """Have the first one asked pass and the next one lead."""
    hands.press("l", until="Who leads")
    first = hands.terminal.text
    hands.press("p")
    hands.terminal.wait_until(lambda: hands.terminal.text != first, "somebody else to be asked")
    hands.press("enter", until=" leads.")
    found = re.search(r"(\w+) leads\.", hands.terminal.text)
    assert found is not None
    return found[1]


def choose_prompt(hands: Hands) -> None:
    hands.press("p", until="How does the work feel tonight?")
    hands.press("2", until="One of these")
    hands.press("1", gone="One of these")
    hands.terminal.wait_for("Focus")


def hold_until_the_prompt_stands(hands: Hands) -> tuple[str, str]:
    """Name a leader, a presenter and a prompt in the consultation, and give back the two names."""
    leader = choose_leader(hands)
    presenter = next(name for name in PEOPLE if name != leader)
    hands.press("w", until="Who brings something")
    hands.press(str(PEOPLE.index(presenter) + 1), until=f"{presenter} brings.")
    choose_prompt(hands)
    return leader, presenter


def prompt_on_disk(home: Path) -> str:
    """The prompt that stands in an open session, which has somebody's pass on disk as well."""
    events = [entry.event for entry in entries_on_disk(home)]
    assert any(isinstance(event, LeaderPassed) for event in events)
    assert all(word in everything_in(home) for word in FOR_TONIGHT)
    (prompt,) = {event.prompt for event in events if isinstance(event, PromptPlaced)}
    assert prompt is not None
    assert prompt.encode() in everything_in(home)
    return prompt


def check_clock(hands: Hands, was_left: timedelta, at: float) -> None:
    """The clock has gone on by as much as the time of day has."""
    hands.terminal.wait_until(lambda: hands.left <= was_left - AWAY, "the clock to have gone on")
    gone = timedelta(seconds=time.monotonic() - at)  # noqa: TID251
    assert abs(was_left - hands.left - gone) <= CLOSE_ENOUGH


def check_record(evening: dict[str, Any], leader: str, presenter: str) -> None:
    """The record says who came, the minutes planned and taken, who led and brought, and the card."""
    assert (evening["state"], evening["group"]["name"]) == ("closed", GROUP)
    assert evening["limits_card"] == "read"
    assert sorted(seen["person"]["name"] for seen in evening["attendance"]) == sorted(PEOPLE)
    consultation = evening["segments"][3]
    assert (consultation["title"], consultation["planned_seconds"]) == ("Time for one of us", 720)
    assert AWAY.total_seconds() <= consultation["actual_seconds"] <= 60
    assert (consultation["leader"]["name"], consultation["presenter"]["name"]) == (leader, presenter)
    assert evening["led"] == [consultation["leader"]]
    assert consultation["leader"]["id"] in {seen["person"]["id"] for seen in evening["attendance"]}


def check_files(home: Path, prompt: str) -> None:
    """Nothing that was for tonight is left in any file, and nobody else can read them."""
    left = everything_in(home)
    piles = {path for path in files(home) if path.suffix == ".pile"}
    assert not [path.name for path in set(files(home)) - piles if prompt.encode() in path.read_bytes()]
    assert not [word for word in FOR_TONIGHT if word in left]
    assert not list((home / "data" / "sessions").glob("*.journal-*"))
    assert modes(home) == {"folders": {FOLDER}, "sealed": {SEALED}, "others": {OPEN}}


def test_an_evening_from_first_run_to_close_survives_a_kill(sit: Sit, home: Path) -> None:
    hands = sit()
    hands.start_evening()
    assert hands.pressed <= MOST_KEYS
    hands.go_to("Check-in")
    hands.go_to("Time for one of us")
    at, left = time.monotonic(), hands.left  # noqa: TID251 -- the time that the program has to keep
    leader, presenter = hold_until_the_prompt_stands(hands)
    prompt = prompt_on_disk(home)

    hands.terminal.signal(signal.SIGKILL)
    assert hands.terminal.wait_exit() == -signal.SIGKILL
    (left_open,) = told(home, "sessions")
    assert (left_open["state"], left_open["people"]) == ("open", len(PEOPLE))

    hands = sit()
    hands.terminal.wait_for("is open")
    is_long_gone = at + AWAY.total_seconds()
    hands.terminal.wait_until(lambda: time.monotonic() > is_long_gone, "time to pass")  # noqa: TID251
    hands.press("enter", until="Focus")
    check_clock(hands, left, at)
    assert hands.title == "Time for one of us"
    hands.terminal.wait_for(f"{presenter} brings   ★ {leader} leads")

    hands.close()
    hands.press("o", until="planned")
    assert "Limits card read" in hands.terminal.text
    hands.press("escape", until="NEXT EVENING")
    assert hands.leave() == 0
    assert hands.terminal.is_as_found
    check_record(told(home, "show", "last"), leader, presenter)
    check_files(home, prompt)


def test_no_name_stands_in_any_file_but_the_groups_own(sit: Sit, home: Path) -> None:
    hands = sit()
    hands.start_evening()
    hands.close()

    named = {
        path.parent.name for path in files(home) if any(name.encode() in path.read_bytes() for name in PEOPLE)
    }

    assert named == {"groups"}


def test_from_the_second_week_on_two_keys_begin(sit: Sit, home: Path) -> None:
    day, time_of_day = soon()
    circle(
        home,
        *("group", "new", GROUP, "--members", ", ".join(PEOPLE), "--every", day),
        *("--at", time_of_day, "--zone", noon()),
    )
    hands = sit()

    hands.arrive()
    hands.begin()

    assert hands.pressed == 2
    assert hands.title == "Opening"
