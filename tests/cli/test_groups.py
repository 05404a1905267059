"""What `circle group` says and refuses."""

import json
from datetime import date
from pathlib import Path

import pytest
from tests.cli.conftest import Circle
from tests.hostile import WORST_NAMES

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
