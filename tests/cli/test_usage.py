"""What is said about arguments that cannot be used, and about everything else that goes wrong."""

import os
import subprocess
import sys
from argparse import Namespace
from pathlib import Path

import pytest
from bench import fill
from tests.cli.conftest import Circle
from tests.store.test_library import damage, session_file

from circle_tui import __version__
from circle_tui.cli import screen
from circle_tui.cli.entry import main
from circle_tui.cli.house import House
from circle_tui.core.people.group import NextPlan

NEW = ("group", "new", "G", "--members", "Dana, Jo", "--every", "thursday", "--at", "13:30")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            ("dance",),
            "`circle` has no “dance”: say one of start, rehearse, group, sessions, show, format, where,",
        ),
        (("sessions", "--loud"), "`circle` does not know “--loud”: `circle --help` says what it knows."),
        (("show",), "`circle show` needs SESSION: `circle show --help` says what that is."),
        (
            ("show", "x", "--json", "--markdown"),
            "--markdown and --json do not go together: choose one of them.",
        ),
        (
            ("show", "x", "--csv", "--json"),
            "--json and --csv do not go together: choose one of them.",
        ),
        (
            ("show", "x", "--markdown", "--csv"),
            "--csv and --markdown do not go together: choose one of them.",
        ),
        (
            ("group",),
            "`circle group` needs new|list|show|add|change|forget: `circle group --help` says what that is.",
        ),
        (
            ("group", "new", "G"),
            "`circle group new` needs --members, --every, --at: `circle group new --help`",
        ),
        (
            ("group", "new", "--members"),
            "--members needs a value after it: `circle group new --help` says which.",
        ),
        (("completion", "fish"), "`circle completion` has no “fish”: say one of bash, zsh."),
        (
            (*NEW, "--every", "blue moon"),
            'A group cannot meet every "blue moon": say "Thursday", "2 weeks on Thurs',
        ),
        (
            (*NEW, "--every", "0 weeks on monday"),
            'A group that meets every 0 weeks would never meet: say "Thurs',
        ),
        ((*NEW, "--at", "25:00"), "--at cannot be “25:00”: say a time of day such as 13:30."),
        ((*NEW, "--at", "half past one"), "--at cannot be “half past one”: say a time of day such as 13:30."),
        (
            (*NEW, "--from", "26.11.2026"),
            "--from cannot be “26.11.2026”: say a day as year-month-day, such as",
        ),
        (
            (*NEW, "--from", "2026-02-30"),
            "--from cannot be “2026-02-30”: say a day as year-month-day, such as",
        ),
        (
            (*NEW, "--from", "2026-11-27"),
            "Friday 27 November 2026 is no day for every Thursday: the nearest ones",
        ),
        ((*NEW, "--minutes", "-5"), "--minutes cannot be “-5”: say a whole number from 15 to 480."),
        ((*NEW, "--minutes", "ninety"), "--minutes cannot be “ninety”: say a whole number from 15 to 480."),
        ((*NEW, "--minutes", "9" * 5000), "--minutes cannot be “999"),
        (
            (*NEW, "--zone", "Europe/Berlln"),
            'There is no time zone "Europe/Berlln": did you mean Europe/Berlin?',
        ),
        (
            (*NEW, "--mode", "party"),
            "There is no mode “party”: say one of support, consultation, topic, governance.",
        ),
        (
            (*NEW, "--format", "dance"),
            "There is no format called “dance”; there are assigned-lenses, eight-steps, focus-question",
        ),
        (
            (*NEW, "--format", "focus-question"),
            "The format focus-question is not made for support: say one of",
        ),
        ((*NEW, "--facilitator", "Zoe"), "“Zoe” is not among the members: say one of Dana, Jo."),
        (
            (*NEW, "--members", " , "),
            "Nobody is in the group yet: names, parted by commas, like “Dana, Ines, Jo”.",
        ),
        (
            (*NEW, "--members", "Jo, jo"),
            "“Jo” stands twice: add a letter, so that the two can be told apart.",
        ),
        (("group", "new", "", *NEW[3:]), "The group has no name yet: give it one, like “Tuesday Circle”."),
        (("group", "show", "x"), "There is no group “x”, nor any other: `circle group new --help` shows how"),
        (
            ("start", "--group", "x"),
            "There is no group “x”, nor any other: `circle group new --help` shows how",
        ),
        (("start", "--cases", "two"), "--cases cannot be “two”: say a whole number from 1 to 12."),
        (("start", "--minutes", "0"), "--minutes cannot be “0”: say a whole number from 15 to 480."),
        (("rehearse", "--people", "2"), "--people cannot be “2”: say a whole number from 3 to 12."),
        (("rehearse", "--people", "many"), "--people cannot be “many”: say a whole number from 3 to 12."),
        (("rehearse", "--speed", "0"), "--speed cannot be “0”: say a whole number from 1 to 60."),
        (("rehearse", "--format", "[/]"), "There is no format called “[/]”; there are assigned-lenses,"),
        (("rehearse", "--keep", " "), "--keep needs a folder, such as --keep /path/to/folder."),
        (("dance\x1b]0;x\x07",), "`circle` has no “dance\\x1b]0;x\\x07”: say one of"),
        (("show", "x", "dance\x1b]0;x\x07\u202e"), "`circle` does not know “dance”: `circle --help` says"),
    ],
)
def test_what_cannot_be_used_is_said_with_what_would_be_right(
    circle: Circle, arguments: tuple[str, ...], sentence: str
) -> None:
    said = circle(*arguments)

    assert (said.status, said.out) == (2, "")
    assert said.err.startswith(f"circle: {sentence}")
    assert said.err.count("\n") == 1


@pytest.mark.parametrize("home", ["", " "])
def test_a_home_needs_a_name(capsys: pytest.CaptureFixture[str], home: str) -> None:
    assert main(["where", "--home", home]) == 2
    assert capsys.readouterr().err == "circle: --home needs a folder, such as --home /path/to/folder.\n"


def test_a_home_that_is_a_file_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").touch()

    assert main(["where", "--home", str(tmp_path / "file")]) == 2
    assert "is a file: name a folder, such as --home" in capsys.readouterr().err


def test_a_home_can_be_said_before_and_after_the_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["--home", str(tmp_path), "where"])
    before = capsys.readouterr().out
    main(["where", "--home", str(tmp_path)])

    assert capsys.readouterr().out == before == f"Settings: {tmp_path}/config\nData: {tmp_path}/data\n"


def test_a_second_group_of_the_same_name_is_refused(with_group: Circle) -> None:
    said = with_group("group", "new", "thursday CIRCLE", *NEW[3:])

    assert said.status == 2
    assert said.err == "circle: There is a group called “Thursday Circle” already: choose another name.\n"


def test_which_group_is_asked_when_there_are_several(with_group: Circle) -> None:
    with_group("group", "new", "Thursday Friends", *NEW[3:])

    assert with_group("group", "show").err == (
        "circle: There is more than one group: say which, one of Thursday Circle, Thursday Friends.\n"
    )
    assert with_group("group", "show", "thu").err == (
        "circle: “thu” could be any of Thursday Circle, Thursday Friends: say more of the name.\n"
    )
    assert with_group("start").err == (
        "circle: There is more than one group: say --group with one of Thursday Circle, Thursday Friends.\n"
    )


@pytest.mark.parametrize("arguments", [(), ("start",), ("rehearse",)])
def test_the_screen_needs_a_terminal(with_group: Circle, arguments: tuple[str, ...]) -> None:
    assert with_group(*arguments) == (
        1,
        "",
        "circle: The screen needs a terminal, and this is none: run `circle` in a terminal window.\n",
    )


def test_starting_without_a_group_says_what_to_do(circle: Circle) -> None:
    assert circle("start").err.startswith("circle: There is no group yet: `circle` sets one up with you")


def test_what_was_typed_reaches_the_opening(with_group: Circle, home: Path) -> None:
    house = House(str(home), debug=False)
    args = Namespace(
        command="start", group="thu", format="open-support-circle", minutes="75", cases="2", topic=None
    )

    opening = screen.opening_of(house, args)

    assert opening.group == house.desk.groups()[0].id
    assert opening.planned == NextPlan(format="open-support-circle", minutes=75, cases=2)
    assert opening.starts_at_once


def test_the_only_group_need_not_be_named(with_group: Circle, home: Path) -> None:
    house = House(str(home), debug=False)

    args = Namespace(command="start", group=None, format=None, minutes=None, cases=None, topic=None)
    opening = screen.opening_of(house, args)

    assert opening.group == house.desk.groups()[0].id


def test_a_topic_can_be_asked_for_by_its_card_and_brings_formats_made_for_it(
    with_group: Circle, home: Path
) -> None:
    house = House(str(home), debug=False)
    args = Namespace(
        command="start",
        group=None,
        format="topic-circle",
        minutes=None,
        cases=None,
        topic="bias-in-our-group",
    )

    opening = screen.opening_of(house, args)

    assert (opening.topic, opening.planned) == ("bias-in-our-group", NextPlan(format="topic-circle"))
    assert with_group("start", "--topic", "nothing").err.startswith(
        "circle: There is no topic “nothing”: say one of bias-in-our-group, "
    )


def test_a_format_for_another_mode_is_refused(with_group: Circle) -> None:
    said = with_group("start", "--format", "focus-question")

    assert said.err.startswith(
        "circle: The format focus-question is not made for support: say one of open-support"
    )


def test_help_shows_an_example(circle: Circle) -> None:
    said = circle("group", "new", "--help")

    assert (said.status, said.err) == (0, "")
    assert '--every "2 weeks on thursday" --at 13:30' in said.out


@pytest.mark.parametrize("shell", ["bash", "zsh"])
def test_shells_can_complete_commands(circle: Circle, shell: str) -> None:
    said = circle("completion", shell)

    assert said.status == 0
    assert "rehearse" in said.out


def test_check_says_that_all_is_well(circle: Circle, home: Path) -> None:
    fill.fill(home / "data", sessions=2)
    (home / "data").chmod(0o700)

    said = circle("check")

    assert said.status == 0
    assert "was read and is as it was written: 1 group, 2 closed sessions, no open sessions." in said.out
    assert all(line.startswith(("✓ ", "· ")) and line.endswith(".") for line in said.out.splitlines())


def test_check_puts_no_tick_beside_what_there_is_not(
    circle: Circle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))

    said = circle("check")

    assert said.status == 0
    assert "· This is no terminal" in said.out
    assert "· No clipboard program was found" in said.out


def test_check_names_a_damaged_file_and_leaves_it(circle: Circle, home: Path) -> None:
    fill.fill(home / "data", sessions=2)
    path = session_file(home / "data", fill.session_id(1))
    damage(path)

    said = circle("check")

    assert said.status == 1
    assert f"! The file {path.name} was changed or damaged since Circle wrote it.\n" in said.out
    assert path.exists()


def test_check_says_what_was_set_aside(circle: Circle, home: Path) -> None:
    fill.fill(home / "data", sessions=2)
    damage(session_file(home / "data", fill.session_id(1)))
    circle("sessions")

    said = circle("check")

    assert said.status == 1
    assert "was damaged and set aside: put back a copy, then delete it." in said.out


def test_check_names_settings_that_cannot_be_read(circle: Circle, home: Path) -> None:
    (home / "config" / "formats").mkdir(parents=True)
    (home / "config" / "formats" / "mine.toml").write_text('slug = "mine"\nspeed = 3\n')

    said = circle("check")

    assert said.status == 1
    assert "! formats/mine.toml" in said.out


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("settings.toml", "bel = true\n", "! settings.toml: “bel” is no key here; “bell” may be meant."),
        ("keys.toml", '[live]\nnext = ["c"]\n', "! keys.toml, live: next has “c”, which draws the curtain"),
    ],
)
def test_check_names_what_is_wrong_with_settings_and_keys(
    circle: Circle, home: Path, name: str, text: str, said: str
) -> None:
    (home / "config").mkdir(parents=True)
    (home / "config" / name).write_text(text, encoding="utf-8")

    assert said in circle("check").out


def test_check_says_when_others_can_look_in(circle: Circle, home: Path) -> None:
    (home / "data").mkdir(parents=True)
    (home / "data").chmod(0o755)

    assert "! Others on this machine can look into" in circle("check").out


# In a process of its own


def circle_alone(home: Path, *arguments: str, **more: str) -> "subprocess.CompletedProcess[str]":
    environ = {**os.environ, "CIRCLE_HOME": str(home), "PYTHONIOENCODING": "utf-8", **more}
    command = [sys.executable, "-m", "circle_tui", *arguments]
    return subprocess.run(command, env=environ, capture_output=True, text=True, check=False, timeout=30)


LOADED = """
import sys
from circle_tui.cli.entry import main
main(sys.argv[1:])
heavy = ("textual", "rich", "circle_tui.tui", "asyncio", "pyperclip", "platformdirs", "dateutil", "socket")
print(*sorted(name for name in heavy if name in sys.modules), file=sys.stderr)
"""


@pytest.mark.parametrize(
    "arguments",
    [
        ("--version",),
        ("where",),
        ("sessions", "--json"),
        ("show", "last", "--json"),
        ("show", "last", "--csv"),
        ("sessions",),
    ],
)
def test_a_command_without_a_screen_loads_nothing_of_it(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    fill.fill(tmp_path / "data", sessions=2)
    environ = {**os.environ, "CIRCLE_HOME": str(tmp_path)}

    ran = subprocess.run(
        [sys.executable, "-c", LOADED, *arguments], env=environ, capture_output=True, text=True, check=True
    )

    assert ran.stderr == "\n"
    assert ran.stdout


def test_the_version_is_said(tmp_path: Path) -> None:
    ran = circle_alone(tmp_path, "--version")

    assert (ran.returncode, ran.stdout, ran.stderr) == (0, f"circle {__version__}\n", "")


def test_bytes_that_are_no_text_are_refused_in_a_sentence(tmp_path: Path) -> None:
    command: list[str | bytes] = [sys.executable, "-m", "circle_tui", "show", b"\xff\xfe"]
    ran = subprocess.run(
        command, env={**os.environ, "CIRCLE_HOME": str(tmp_path)}, capture_output=True, check=False
    )

    assert ran.returncode == 1
    assert ran.stderr == b"circle: There is no session yet: `circle` begins one.\n"


def test_a_reader_that_stops_reading_is_no_trouble(tmp_path: Path) -> None:
    fill.fill(tmp_path / "data", sessions=3)
    read, write = os.pipe()
    os.close(read)
    environ = {**os.environ, "CIRCLE_HOME": str(tmp_path)}
    command = [sys.executable, "-m", "circle_tui", "sessions"]

    ran = subprocess.run(command, env=environ, stdout=write, stderr=subprocess.PIPE, check=False)
    os.close(write)

    assert (ran.returncode, ran.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no disk that is always full")
def test_output_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    environ = {**os.environ, "CIRCLE_HOME": str(tmp_path)}
    command = [sys.executable, "-m", "circle_tui", "where"]

    with Path("/dev/full").open("w") as full:
        ran = subprocess.run(command, env=environ, stdout=full, stderr=subprocess.PIPE, check=False)

    assert (ran.returncode, ran.stderr) == (
        1,
        b"circle: The machine did not let Circle finish (No space left on device).\n",
    )


def test_a_terminal_without_our_letters_gets_question_marks(tmp_path: Path) -> None:
    ran = circle_alone(tmp_path, "show", "x", PYTHONIOENCODING="ascii")
    checked = circle_alone(tmp_path, "check", PYTHONIOENCODING="ascii")

    assert ran.returncode == 1
    assert checked.returncode == 1
    assert "Text is written as ascii: set LANG to one with UTF-8." in checked.stdout


FAULT = """
import sys
from circle_tui.cli.entry import main
class Faulty(str):
    def __getitem__(self, place):
        raise LookupError("Dana said something")
sys.exit(main(["show", Faulty("x")]))
"""


def test_a_fault_of_our_own_says_kind_and_place_and_no_value() -> None:
    ran = subprocess.run([sys.executable, "-c", FAULT], capture_output=True, text=True, check=False)

    assert ran.returncode == 1
    assert ran.stderr.startswith("Circle stopped because of a fault of its own (LookupError at ")
    assert "Dana" not in ran.stderr
    assert "Traceback" not in ran.stderr
