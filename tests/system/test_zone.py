"""The machine's time zone, where it tells one."""

from pathlib import Path

import pytest

from circle_tui.system.zone import local_zone


@pytest.mark.parametrize("named", ["Europe/Berlin", ":Europe/Berlin", "/usr/share/zoneinfo/Europe/Berlin"])
def test_the_environment_comes_first(named: str, tmp_path: Path) -> None:
    (tmp_path / "timezone").write_text("Europe/Vienna\n")

    assert local_zone({"TZ": named}, tmp_path) == "Europe/Berlin"


def test_a_link_names_the_zone(tmp_path: Path) -> None:
    (tmp_path / "localtime").symlink_to("/var/db/timezone/zoneinfo/America/New_York")

    assert local_zone({}, tmp_path) == "America/New_York"


def test_a_file_names_the_zone(tmp_path: Path) -> None:
    (tmp_path / "localtime").write_text("not a link")
    (tmp_path / "timezone").write_text("Europe/Vienna\n")

    assert local_zone({"TZ": "CET-1CEST"}, tmp_path) == "Europe/Vienna"


@pytest.mark.parametrize(
    "said", ["", "Nowhere/Land", "../../etc/passwd", "/etc/localtime", "Etc/UTC", "\x00"]
)
def test_a_machine_that_does_not_tell_is_in_utc(said: str, tmp_path: Path) -> None:
    (tmp_path / "timezone").write_text(said)

    assert local_zone({}, tmp_path) == "UTC"
