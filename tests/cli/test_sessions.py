"""What `circle sessions` and `circle show` say."""

import csv
import json
from contextlib import redirect_stdout
from datetime import timedelta
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path

import pytest
from bench import fill
from msgspec.structs import replace
from tests.cli.conftest import Circle
from tests.hostile import WORST_NAMES
from tests.store.test_library import HOLDER, damage, session_file

from circle_tui.cli.entry import main
from circle_tui.core.happening.events.clock import StepBegan
from circle_tui.core.happening.events.evening import HatPassed, SessionEnded, SessionOpened
from circle_tui.core.happening.events.log import Entry
from circle_tui.core.text import clean
from circle_tui.store.library import FileShelf


@pytest.fixture
def past(circle: Circle, home: Path) -> Circle:
    fill.fill(home / "data", sessions=3)
    return circle


@pytest.fixture
def with_open(past: Circle, home: Path) -> Circle:
    shelf = FileShelf(home / "data", holder=HOLDER, now=lambda: fill.FIRST)
    first, *others = fill.evening(9)
    journal = shelf.create_session(fill.session_id(9), first)
    journal.append(others[:8])
    journal.close()
    return past


def test_no_session_yet_is_said(circle: Circle) -> None:
    assert circle("sessions").out == "There is no session yet: `circle` begins one.\n"
    assert circle("sessions", "--json").out == "[]\n"
    assert circle("show", "last") == (1, "", "circle: There is no session yet: `circle` begins one.\n")


def test_sessions_are_listed_newest_first(with_open: Circle) -> None:
    said = with_open("sessions")

    assert said.out.splitlines() == [
        "2005-03-10-00000009  2005-03-10 13:30   90 min  Thursday Circle (left open)",
        "2005-01-20-00000002  2005-01-20 13:30   90 min  Thursday Circle",
        "2005-01-13-00000001  2005-01-13 13:30   90 min  Thursday Circle",
        "2005-01-06-00000000  2005-01-06 13:30   90 min  Thursday Circle",
    ]


def test_sessions_are_listed_for_programs(with_open: Circle) -> None:
    newest, *_, oldest = json.loads(with_open("sessions", "--json").out)

    assert (newest["id"], newest["state"], newest["ended_at"]) == ("2005-03-10-00000009", "open", None)
    assert oldest == {
        "id": "2005-01-06-00000000",
        "state": "closed",
        "group": {"id": "g-filled", "name": "Thursday Circle"},
        "mode": "consultation",
        "format": "focus-question",
        "zone": "Europe/Berlin",
        "planned_start": "2005-01-06T12:30:00Z",
        "planned_minutes": 90,
        "began_at": "2005-01-06T12:30:00Z",
        "ended_at": "2005-01-06T14:00:00Z",
        "people": 5,
        "is_rehearsal": False,
        "is_handed_on": False,
    }


@pytest.mark.parametrize("asked", ["2005-01-20-00000002", "2005-01-2", "last"])
def test_a_session_is_found_by_its_beginning_or_as_the_last(past: Circle, asked: str) -> None:
    shown = json.loads(past("show", asked, "--json").out)

    assert shown["id"] == "2005-01-20-00000002"


def test_a_session_that_never_began_is_none(past: Circle, home: Path) -> None:
    shelf = FileShelf(home / "data", holder=HOLDER, now=lambda: fill.FIRST)
    opened = fill.evening(9)[0]
    journal = shelf.create_session(fill.session_id(9), opened)
    journal.seal([opened, Entry(seq=2, move=2, at=opened.at, event=SessionEnded())])
    journal.close()

    assert fill.session_id(9) not in past("sessions").out
    assert json.loads(past("show", "last", "--json").out)["id"] == "2005-01-20-00000002"
    assert past("show", fill.session_id(9)).err.startswith(
        f"circle: There is no session “{fill.session_id(9)}”"
    )
    assert past("show", "2005-03").status == 2
    assert "3 closed sessions" in past("check").out


def test_a_session_is_shown_for_programs(past: Circle) -> None:
    shown = json.loads(past("show", "2005-01-06", "--json").out)

    assert list(shown) == [
        *("id", "state", "group", "mode", "format", "zone", "planned_start", "planned_minutes", "began_at"),
        *("ended_at", "people", "is_rehearsal", "is_handed_on", "limits_card", "rules_version"),
        *("facilitator", "segments", "attendance", "led", "look", "mode_changes", "topic", "decisions"),
        *("pulses", "noted"),
    ]
    assert (shown["limits_card"], shown["rules_version"]) == ("read", 1)
    assert shown["facilitator"] == {"id": "p-0", "name": "Dana"}
    assert shown["segments"][2] == {
        "id": "case-1",
        "title": "First case",
        "planned_seconds": 1800,
        "actual_seconds": 1800,
        "leader": {"id": "p-3", "name": "Kofi"},
        "how": "offered",
        "beside": None,
        "presenter": None,
    }
    assert shown["attendance"][0] == {
        "person": {"id": "p-1", "name": "Ines"},
        "seconds_present": 5400,
        "own_seconds": 0,
        "is_late": False,
        "is_guest": False,
    }
    assert [person["name"] for person in shown["led"]] == ["Kofi", "Lea", "Ines"]


def test_a_session_is_shown_for_people(past: Circle) -> None:
    lines = past("show", "last").out.splitlines()

    assert lines[0] == "Thursday Circle, 2005-01-20 13:30, 90 minutes (Europe/Berlin)"
    assert "  mode        consultation · a question first" in lines
    assert "  format      Focus question" in lines
    assert "    First case                                     30    30  as planned" in lines
    assert "    First case                                led by Mara" in lines
    assert "         90  Dana" in lines


def test_a_session_left_open_is_shown_as_it_stood(with_open: Circle) -> None:
    lines = with_open("show", "last").out.splitlines()

    assert lines[1] == "  held        from 13:30, not ended yet, left open"


def test_a_session_is_shown_as_markdown(past: Circle) -> None:
    page = past("show", "last", "--markdown").out

    assert page.startswith("# Thursday Circle, Thursday 20 January 2005\n\n- Mode: consultation, format:")
    assert "| First case | 30 | 30 | as planned | Mara |  |\n" in page
    assert "| **Together** | 90 | 90 | as planned | | |\n" in page


LOOK = {
    "planned_seconds": 5400,
    "actual_seconds": 5400,
    "planned_minutes": 90,
    "actual_minutes": 90,
    "planned_outside_seconds": 0,
    "actual_outside_seconds": 0,
    "paused_minutes": 0,
    "end_moved_minutes": 0,
    "began_late_seconds": 0,
    "ended_late_seconds": 0,
}


def test_the_look_is_shown_for_programs(past: Circle) -> None:
    seen = json.loads(past("show", "last", "--json").out)["look"]

    assert list(seen) == [*LOOK, "segments", "evenings", "habits", "suggestion"]
    assert {key: seen[key] for key in LOOK} == LOOK
    assert seen["segments"][2] == {
        "id": "case-1",
        "title": "First case",
        "planned_seconds": 1800,
        "actual_seconds": 1800,
        "planned_minutes": 30,
        "actual_minutes": 30,
        "difference_minutes": 0,
        "difference": "as planned",
        "standing": "planned",
    }
    assert (seen["evenings"], seen["habits"], seen["suggestion"]) == (3, [], None)


def test_an_evening_left_open_is_not_learned_from_but_those_before_it_are(with_open: Circle) -> None:
    seen = json.loads(with_open("show", "last", "--json").out)["look"]

    assert (seen["ended_late_seconds"], seen["actual_outside_seconds"], seen["evenings"]) == (None, 0, 3)


HABIT = "Check-in ran 4 minutes over in 3 of the last 3 evenings: plan 16 instead of 12, and take them from"

REMEDY = (
    "To change that: circle format copy focus-question makes a file of your own with these minutes in it."
)


@pytest.fixture
def with_habit(circle: Circle, home: Path) -> Circle:
    """Three evenings whose check-in ran four minutes over, at the cost of the open floor."""
    shelf = FileShelf(home / "data", holder=HOLDER, now=lambda: fill.FIRST)
    shelf.save_group(fill.group())
    for number in range(3):
        journal = shelf.create_session(fill.session_id(number), fill.evening(number)[0])
        entries = [running_over(entry) for entry in fill.evening(number)]
        journal.seal(entries)
        journal.close()
    return circle


LATE = {"step-1": 240, "step-2": 140, "step-3": 40}
"""Seconds; the first two steps of the open floor pass at once, the third has a minute."""


def running_over(entry: Entry) -> Entry:
    """The same entry four minutes later, from the end of the check-in until the open floor is spent."""
    match entry.event:
        case SessionOpened() as opened:
            segments = tuple(
                replace(segment, title="=Open|floor") if segment.id == "open-floor" else segment
                for segment in opened.segments
            )
            return replace(entry, event=replace(opened, segments=segments))
        case StepBegan(segment="case-1" | "case-2"):
            return replace(entry, at=entry.at + timedelta(minutes=4))
        case StepBegan(segment="open-floor", step=step):
            return replace(entry, at=entry.at + timedelta(seconds=LATE[step]))
        case _:
            return entry


def test_what_always_runs_over_is_said_with_a_change_to_the_template(with_habit: Circle) -> None:
    lines = with_habit("show", "last").out.splitlines()

    assert "    Check-in                                       12    16  4 min over" in lines
    assert "    Check-in                                  4 min over in 3" in lines
    assert lines[lines.index("  roles") - 4 : lines.index("  roles")] == [
        "  Check-in ran 4 minutes over in 3 of the last 3 evenings: plan 16 instead of",
        "  12, and take them from =Open|floor, which was never used up.",
        "  To change that: circle format copy focus-question makes a file of your own",
        "  with these minutes in it.",
    ]


def test_the_suggestion_is_in_the_markdown(with_habit: Circle) -> None:
    page = with_habit("show", "last", "--markdown").out

    assert f"\n{HABIT} =Open\\|floor, which was never used up. {REMEDY}\n" in page


def test_the_suggestion_is_shown_for_programs(with_habit: Circle) -> None:
    seen = json.loads(with_habit("show", "last", "--json").out)["look"]

    assert seen["habits"][0] == {
        "segment": "check-in",
        "title": "Check-in",
        "runs": "over",
        "minutes": 4,
        "evenings": 3,
    }
    assert seen["suggestion"] == {
        "segment": "check-in",
        "title": "Check-in",
        "minutes_now": 12,
        "minutes_then": 16,
        "taken_from": {
            "segment": "open-floor",
            "title": "=Open|floor",
            "minutes_now": 5,
            "minutes_then": 1,
        },
        "sentence": f"{HABIT} =Open|floor, which was never used up.",
        "remedy": REMEDY,
    }


def test_a_session_is_shown_for_a_spreadsheet(with_habit: Circle) -> None:
    said = with_habit("show", "last", "--csv").out

    read = list(csv.DictReader(StringIO(said), strict=True))
    assert [row["title"] for row in read][3:5] == ["Second case", "'=Open|floor"]
    assert (read[1]["difference_minutes"], read[4]["suggested_minutes"]) == ("4", "1")


def test_nobody_is_named_in_a_look(with_habit: Circle) -> None:
    table = with_habit("show", "last", "--csv").out
    seen = json.dumps(json.loads(with_habit("show", "last", "--json").out)["look"])

    people = [word for item in fill.group().members for word in (item.name, item.id)]
    assert [word for word in people if word in table or word in seen] == []


def test_a_table_is_utf_8_with_one_line_end_a_line_wherever_it_is_written(past: Circle, home: Path) -> None:
    written = BytesIO()
    windows = TextIOWrapper(written, encoding="cp1252", newline="\r\n")

    with redirect_stdout(windows):
        main(["--home", str(home), "show", "last", "--csv"])

    assert windows.encoding == "utf-8"
    assert written.getvalue().count(b"\r\n") == written.getvalue().count(b"\n") == 8
    assert b"\r\r" not in written.getvalue()


def test_a_table_goes_to_whatever_takes_text(past: Circle, home: Path) -> None:
    taken = StringIO()

    with redirect_stdout(taken):
        main(["--home", str(home), "show", "last", "--csv"])

    assert taken.getvalue() == past("show", "last", "--csv").out


@pytest.mark.parametrize("way", [(), ("--json",), ("--markdown",), ("--csv",)])
def test_a_session_whose_group_is_gone_has_no_names(past: Circle, home: Path, way: tuple[str, ...]) -> None:
    for path in (home / "data" / "groups").iterdir():
        path.unlink()

    said = past("show", "last", *way)

    assert said.status == 0
    assert "Dana" not in said.out


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ("2005-01", "“2005-01” could be any of 3 sessions, such as"),
        ("2006", "There is no session “2006”: say `last`, or an id that `circle sessions` lists."),
        ("", "There is no session “”: say `last`"),
        ("../../etc/passwd", "There is no session “../../etc/passwd”: say `last`"),
        ("\x1b]0;x\x07", "There is no session “”: say `last`"),
    ],
)
def test_a_session_that_is_not_one_is_refused_with_what_would_be_right(
    past: Circle, asked: str, sentence: str
) -> None:
    said = past("show", asked)

    assert (said.status, said.out) == (2, "")
    assert said.err.startswith(f"circle: {sentence}")


def test_a_damaged_session_is_said_once_and_the_others_are_listed(past: Circle, home: Path) -> None:
    damage(session_file(home / "data", fill.session_id(1)))

    said, later = past("sessions"), past("sessions")

    assert (said.status, len(said.out.splitlines())) == (0, 2)
    assert said.err.startswith("circle: The file 2005-01-13-00000001.circle was changed or damaged")
    assert (later.err, later.out) == ("", said.out)


@pytest.mark.parametrize("name", WORST_NAMES, ids=range(len(WORST_NAMES)))
def test_a_hostile_name_is_printed_clean(past: Circle, home: Path, name: str) -> None:
    group = fill.group()
    members = tuple(replace(member, name=clean(name) or "x") for member in group.members)
    shelf = FileShelf(home / "data", holder=HOLDER, now=lambda: fill.FIRST)
    shelf.save_group(replace(group, members=members))

    said = past("show", "last")

    assert f"led by {clean(name) or 'x'}\n" in said.out
    assert "\x1b" not in said.out


# Handing back


def handed_on(home: Path, *, number: int = 8) -> None:
    """An evening that was handed on in its check-in and then closed here."""
    shelf = FileShelf(home / "data", holder=HOLDER, now=lambda: fill.FIRST)
    entries = fill.evening(number)
    until = next(
        item for item in entries if isinstance(item.event, StepBegan) and item.event.segment == "case-1"
    )
    passed = replace(until, event=HatPassed())
    ended = replace(passed, seq=passed.seq + 1, event=SessionEnded())
    journal = shelf.create_session(fill.session_id(number), entries[0])
    journal.seal((*(item for item in entries if item.seq < until.seq), passed, ended))
    journal.close()


def test_a_closed_evening_is_handed_back_and_takes_the_place_of_what_stayed(
    past: Circle, circle: Circle, home: Path, tmp_path: Path
) -> None:
    hat = tmp_path / "hat"
    hat.write_text(past("show", "last", "--hat").out)
    other = tmp_path / "other"
    shelf = FileShelf(other / "data", holder=HOLDER, now=lambda: fill.FIRST)
    shelf.save_group(fill.group())
    handed_on(other, number=2)

    before = circle("--home", str(other), "sessions").out
    said = circle("--home", str(other), "start", "--from-hat", str(hat))

    assert before.endswith("Thursday Circle (handed on)\n")
    assert said == (
        0,
        "The evening is back, and has ended: `circle show 2005-01-20-00000002` shows it.\n",
        "",
    )
    assert circle("--home", str(other), "show", "last").out == past("show", "last").out


def test_an_evening_that_was_handed_on_says_so_and_is_not_handed_back_from_here(
    past: Circle, home: Path
) -> None:
    handed_on(home)

    assert "(handed on)" in past("sessions").out
    assert ", when it was handed on" in past("show", "last").out
    assert json.loads(past("show", "last", "--json").out)["is_handed_on"] is True
    assert "whoever went on with it hands it back" in past("show", "last", "--hat").err


def test_an_evening_that_is_still_open_is_handed_on_from_its_screen(with_open: Circle) -> None:
    said = with_open("show", "last", "--hat")

    assert (said.status, said.out) == (1, "")
    assert "y, and then h, on its screen" in said.err


def test_an_evening_whose_group_is_gone_cannot_be_handed_back(past: Circle, home: Path) -> None:
    for path in (home / "data" / "groups").iterdir():
        path.unlink()

    assert "The group of this evening is not on this machine any more." in past("show", "last", "--hat").err


def test_a_closed_evening_that_is_whole_here_is_not_taken_again(past: Circle, tmp_path: Path) -> None:
    hat = tmp_path / "hat"
    hat.write_text(past("show", "last", "--hat").out)

    said = past("start", "--from-hat", str(hat))

    assert said.status == 2
    assert "stands among the past ones on this machine already" in said.err


def test_what_the_disk_does_not_take_of_an_evening_that_comes_back_is_said(
    past: Circle, circle: Circle, tmp_path: Path
) -> None:
    hat, other = tmp_path / "hat", tmp_path / "other"
    hat.write_text(past("show", "last", "--hat").out)
    (other / "data" / "groups").mkdir(parents=True)
    (other / "data" / "sessions").mkdir()
    (other / "data" / "groups" / "g-filled.circle.draft").mkdir()

    said = circle("--home", str(other), "start", "--from-hat", str(hat))

    assert (said.status, said.out) == (1, "")
    assert "is not saved yet" in said.err
