"""What `circle group` says and refuses."""

import json
from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path

import pytest
from bench import fill
from msgspec.structs import replace
from tests.cli.conftest import Circle
from tests.hostile import WORST_NAMES
from tests.store.test_library import HOLDER

from circle_tui.store.library import FileShelf

NEW = (
    "group",
    "new",
    "Thursday Circle",
    "--members",
    "Dana, Ines, Jo",
    "--every",
    "thursday",
    "--at",
    "13:30",
)


def test_a_group_is_set_up_with_names_days_and_a_time(circle: Circle) -> None:
    said = circle(*NEW, "--minutes", "90", "--zone", "Europe/Berlin")

    first, second, *_ = said.out.splitlines()
    assert (said.status, said.err) == (0, "")
    assert first == "Thursday Circle is set up: 3 people, every Thursday, 13:30, 90 minutes, Europe/Berlin."
    assert second.startswith("The next evening is Thursday")


@pytest.mark.parametrize(
    ("every", "first", "kept"),
    [
        ("2 weeks on thursday", "2026-11-26", "2 weeks on thursday"),
        ("month on the 2nd thursday", "2026-12-10", "month on the 2nd thursday"),
        ("Every Thursday", "2026-11-26", "thursday"),
    ],
)
def test_a_rhythm_and_its_first_evening_are_kept(circle: Circle, every: str, first: str, kept: str) -> None:
    circle(*NEW, "--every", every, "--from", first, "--zone", "Europe/Berlin")

    meets = json.loads(circle("group", "show", "--json").out)["meets"]

    assert (meets["every"], meets["first"], meets["at"]) == (kept, first, "13:30")


def test_the_first_evening_is_the_next_such_day_unless_said(circle: Circle) -> None:
    circle(*NEW)

    meets = json.loads(circle("group", "show", "--json").out)["meets"]

    assert date.fromisoformat(meets["first"]).strftime("%A") == "Thursday"


def test_what_is_not_said_suits_the_mode(circle: Circle) -> None:
    circle(*NEW, "--mode", "consultation", "--venue", "room 3", "--facilitator", "jo")

    group = json.loads(circle("group", "show", "--json").out)

    assert (group["mode"], group["format"], group["meets"]["minutes"]) == (
        "consultation",
        "focus-question",
        90,
    )
    assert (group["venue"], group["facilitator"]["name"]) == ("room 3", "Jo")


@pytest.mark.parametrize(
    ("members", "remark"), [("Dana, Jo", "Under three"), (",".join("abcdefghijklm"), "Over tw")]
)
def test_the_size_of_a_group_is_remarked_upon_gently(circle: Circle, members: str, remark: str) -> None:
    said = circle("group", "new", "G", "--members", members, "--every", "monday", "--at", "9:00")

    assert said.status == 0
    assert remark in said.out


def test_groups_are_listed_with_their_next_evening(with_group: Circle) -> None:
    said = with_group("group", "list")

    assert said.out.startswith("Thursday Circle: 4 people, next Thursday ")


def test_guests_are_not_counted_among_those_in_the_group(with_group: Circle, home: Path) -> None:
    shelf = FileShelf(home / "data", holder=HOLDER, now=lambda: fill.FIRST)
    (group,) = shelf.groups()
    guest = replace(group.members[0], id="p-guest", name="Gael", is_guest=True)
    shelf.save_group(replace(group, members=(*group.members, guest)))

    assert with_group("group", "list").out.startswith("Thursday Circle: 4 people, next")


def test_groups_are_listed_for_programs(with_group: Circle) -> None:
    (group,) = json.loads(with_group("group", "list", "--json").out)

    assert [member["name"] for member in group["members"]] == ["Dana", "Ines", "Jo", "Kofi"]
    assert (group["rules"]["version"], len(group["rules"]["rules"])) == (1, 10)


@pytest.mark.parametrize("asked", [(), ("thursday circle",), ("Thu",), ("g-",)])
def test_a_group_is_shown_by_any_beginning_of_its_name(with_group: Circle, asked: tuple[str, ...]) -> None:
    said = with_group("group", "show", *asked)

    assert said.out.startswith(
        "Thursday Circle\n  meets     every Thursday, 13:30, 90 minutes, Europe/Berlin\n"
    )


def test_no_group_yet_is_said_with_what_to_do(circle: Circle) -> None:
    assert circle("group", "list").out.startswith("There is no group yet")
    assert circle("group", "show") == (
        1,
        "",
        "circle: There is no group yet: `circle` sets one up with you, and so does `circle group new`.\n",
    )


@pytest.mark.parametrize("name", WORST_NAMES, ids=range(len(WORST_NAMES)))
def test_the_worst_names_are_told_as_plain_text_or_refused(circle: Circle, name: str) -> None:
    member = name.replace(",", " ")
    circle("group", "new", f"--members=Dana,{member}", "--every", "monday", "--at", "9:00", "--", name)

    said = circle("group", "show")

    assert not any(ord(letter) < 32 and letter != "\n" for letter in said.out + said.err)
    assert "\u202e" not in said.out
    assert said.status in (0, 1)


def test_a_group_that_cannot_be_saved_is_said_so(circle: Circle, home: Path) -> None:
    (home / "data").mkdir(parents=True)
    (home / "data" / "groups").write_text("in the way")

    said = circle(*NEW)

    assert (said.status, said.out) == (1, "")
    assert said.err.endswith("Everything saved before is safe.\n")


# -- people


def members(circle: Circle) -> dict[str, dict[str, object]]:
    shown = json.loads(circle("group", "show", "--json").out)["members"]
    return {member["name"]: member for member in shown}


def test_somebody_is_added_and_what_is_written_down_about_them_is_changed(with_group: Circle) -> None:
    added = with_group("group", "add", "Wanda", "--pronouns", "she/her")
    changed = with_group(
        *(
            "group",
            "change",
            "wan",
            "--to",
            "Vanda",
            "--pronouns",
            "they/them",
            "--rests-until",
            "in 3 weeks",
        ),
        *("--last-day", "2030-01-01", "--joining-heard", "2026-01-02"),
    )
    vanda = members(with_group)["Vanda"]
    with_group("group", "change", "Vanda", "--last-day", "none")

    assert (added.status, added.out) == (0, "Wanda is in Thursday Circle from today.\n")
    assert (changed.status, changed.out) == (0, "Written down.\n")
    assert (vanda["pronouns"], vanda["left"], vanda["consented_on"]) == (
        "they/them",
        "2030-01-01",
        "2026-01-02",
    )
    assert vanda["rests_until"] is not None
    assert members(with_group)["Vanda"]["left"] is None


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        (("add", "dana"), "Dana is in the group already"),
        (("change", "Zoe"), "Nobody in Thursday Circle is called “Zoe”"),
        (("change", "Dana", "--to", "Ines"), "Ines is in the group already"),
        (("change", "Dana", "--to", "\u200b"), "There is no name"),
        (("change", "Dana", "--rests-until", "2020-01-01"), "which is past"),
        (("change", "Dana", "--last-day", "soon"), "--last-day: “soon” is no day I know"),
        (("change", "Dana", "--last-day", "2001-01-01"), "The last day cannot be 2001-01-01: they joined on"),
        (("change", "Dana", "--to", "Dana, Jo"), "A comma or a semicolon parts two names"),
        (("add", "x" * 300), "A name has at most 80 characters"),
        (("add", "Vera, Wanda"), "A comma or a semicolon parts two names"),
    ],
)
def test_what_cannot_be_written_down_is_refused_with_what_would_be(
    with_group: Circle, typed: tuple[str, ...], why: str
) -> None:
    said = with_group("group", *typed)

    assert said.status == 2
    assert why in said.err


def test_a_name_that_could_be_anybodys_is_asked_for_again(with_group: Circle) -> None:
    with_group("group", "add", "Inga")

    assert "“In” could be any of Ines, Inga" in with_group("group", "forget", "In").err


def test_without_a_question_a_name_has_to_be_whole(with_group: Circle) -> None:
    said = with_group("group", "forget", "Kof", "--yes")

    assert (said.status, said.out) == (2, "")
    assert "With --yes nobody is asked, so the name has to be whole: is it Kofi?" in said.err
    assert "Kofi" in members(with_group)


def test_a_group_with_a_name_that_is_too_long_is_not_set_up(circle: Circle) -> None:
    long = circle("group", "new", "x" * 81, "--members", "Dana", "--every", "monday", "--at", "9:00")
    person = circle("group", "new", "G", "--members", "y" * 81, "--every", "monday", "--at", "9:00")

    assert "A group's name has at most 80 characters" in long.err
    assert "A name has at most 80 characters" in person.err
    assert circle("group", "list", "--json").out == "[]\n"


def test_a_change_of_nothing_says_so(with_group: Circle) -> None:
    assert with_group("group", "change", "Dana").out.startswith("Nothing was changed")


def test_somebody_is_forgotten_once_what_it_changes_was_said(with_group: Circle, home: Path) -> None:
    said = with_group("group", "forget", "kofi", "--yes")

    assert said.out.startswith("Kofi is in no closed evening.\nThe name goes from this group's file")
    assert said.out.endswith("The name is gone from every file of this group.\n")
    assert "Kofi" not in members(with_group)
    assert [
        path.name for path in home.rglob("*") if path.is_file() and b"kofi" in path.read_bytes().lower()
    ] == []


def test_nobody_is_forgotten_without_a_yes(with_group: Circle, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", StringIO(""))

    said = with_group("group", "forget", "Kofi")

    assert said.out.endswith("Nothing was changed.\n")
    assert "Kofi" in members(with_group)


def test_the_groups_own_words_keep_the_name_unless_it_is_taken_out(
    circle: Circle, monkeypatch: pytest.MonkeyPatch
) -> None:
    circle(
        "group", "new", "Kofi's circle", "--members", "Dana, Kofi, Lea", "--every", "monday", "--at", "9:00"
    )
    monkeypatch.setattr("sys.stdin", StringIO("no\nyes\n"))

    left = circle("group", "forget", "Kofi")
    taken = circle("group", "forget", "Kofi", "--take-out")

    assert "unless you add --take-out:\n  the group's name: “Kofi's circle”" in left.out
    assert "  the group's name: “Somebody's circle”" in taken.out
    assert circle("group", "list").out.startswith("Somebody's circle: 2 people")
    assert taken.out.endswith("The name is gone from every file of this group.\n")


def test_a_closed_group_asks_for_consent_before_somebody_is_added(circle: Circle) -> None:
    circle(*NEW, "--closed")

    refused = circle("group", "add", "Wanda", "--group", "Thu")
    added = circle("group", "add", "Wanda", "--agreed")

    assert refused.status == 2
    assert "Thursday Circle is closed. “New members join by consent of those here.”" in refused.err
    assert added.out == "Wanda is in Thursday Circle from today.\n"
    assert "joining   once those in the group have said yes" in circle("group", "show").out


def test_a_closed_group_asks_for_consent_before_somebody_comes_back_into_it(
    circle: Circle, home: Path
) -> None:
    circle(*NEW, "--closed")
    shelf = FileShelf(home / "data", holder=HOLDER, now=lambda: datetime(2026, 11, 24, tzinfo=UTC))
    jo = next(item for item in shelf.groups()[0].members if item.name == "Jo")
    gone = replace(jo, joined=date(2026, 1, 5), left=date(2026, 2, 2))
    shelf.change_group(
        shelf.groups()[0].id,
        lambda now: replace(now, members=(*(item for item in now.members if item != jo), gone)),
    )

    added = circle("group", "add", "Jo", "--agreed")
    refused = circle("group", "change", "Jo", "--last-day", "none")
    earlier = circle("group", "change", "Jo", "--last-day", "2026-02-01")
    back = circle("group", "change", "Jo", "--last-day", "none", "--agreed")

    assert "Jo was in the group before: `circle group change --last-day none`" in added.err
    assert "Thursday Circle is closed." in refused.err
    assert (earlier.status, back.status) == (0, 0)
    assert "Jo" in circle("group", "show").out


def test_what_the_disk_does_not_take_is_said(with_group: Circle, home: Path) -> None:
    (record,) = (home / "data" / "groups").glob("*.circle")
    beside = record.with_name(f"{record.name}.forgetting")
    beside.mkdir()

    said = with_group("group", "forget", "Kofi", "--yes")

    assert said.status == 1
    assert "The disk did not take the last step" in said.err


def test_words_that_keep_the_name_are_said_at_the_end(circle: Circle) -> None:
    circle("group", "new", "Kofi's circle", "--members", "Kofi, Dana", "--every", "monday", "--at", "9:00")

    said = circle("group", "forget", "Kofi", "--yes")

    assert said.out.endswith("The name is gone, but for the group's own words in which you left it.\n")
