import stat
from pathlib import Path

import pytest

from circle_tui.core.errors import BadInput
from circle_tui.system.paths import Places, places


def mode(folder: Path) -> int:
    return stat.S_IMODE(folder.stat().st_mode)


def standard() -> tuple[str, str]:
    return "/somewhere/config/circle", "/somewhere/share/circle"


def no_home() -> tuple[str, str]:
    raise RuntimeError


def test_the_folders_are_where_the_system_wants_them() -> None:
    assert places(None, {}, standard) == Places(
        Path("/somewhere/config/circle"), Path("/somewhere/share/circle")
    )


def test_the_system_is_asked_for_its_own_folders(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))

    found = places(None, {})

    assert found.config.is_relative_to(tmp_path)
    assert found.data.is_relative_to(tmp_path)
    assert found.config != found.data
    assert not found.config.exists()


@pytest.mark.parametrize(
    ("home", "environ"),
    [
        ("/one", {}),
        ("/one", {"CIRCLE_HOME": "/other"}),
        (None, {"CIRCLE_HOME": "/one"}),
    ],
)
def test_a_home_holds_both_folders(home: str | None, environ: dict[str, str]) -> None:
    assert places(home, environ, no_home) == Places(Path("/one/config"), Path("/one/data"))


def test_an_empty_variable_counts_as_none() -> None:
    assert places(None, {"CIRCLE_HOME": ""}, standard).data == Path("/somewhere/share/circle")


def test_a_home_is_taken_from_where_one_stands(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)

    assert places("here", {}).data == tmp_path / "here" / "data"


def test_a_tilde_is_the_home_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))

    assert places("~/circle", {}).data == tmp_path / "circle" / "data"


def test_one_folder_for_everything_is_parted() -> None:
    found = places(None, {}, lambda: ("/apps/circle", "/apps/circle"))

    assert found == Places(Path("/apps/circle/config"), Path("/apps/circle/data"))


@pytest.mark.parametrize("home", ["", "  "])
def test_an_empty_home_is_refused(home: str) -> None:
    with pytest.raises(BadInput, match="--home needs a folder"):
        places(home, {}, standard)


@pytest.mark.parametrize("unknown", [no_home, lambda: ("~/.config/circle", "~/.local/share/circle")])
def test_a_machine_without_a_home_is_told_in_a_sentence(unknown: object) -> None:
    assert callable(unknown)

    with pytest.raises(BadInput, match="set HOME, or name a folder with --home"):
        places(None, {}, unknown)


def test_a_stranger_s_home_is_told_in_a_sentence() -> None:
    with pytest.raises(BadInput, match="cannot tell where your home folder is"):
        places("~nobody-of-that-name/circle", {}, standard)


def test_the_folders_are_made_for_their_owner_only(tmp_path: Path) -> None:
    found = places(str(tmp_path / "new" / "home"), {})

    found.make()
    found.make()

    assert [mode(folder) for folder in (found.config, found.data, tmp_path / "new" / "home")] == [0o700] * 3


def test_a_folder_open_to_others_is_closed_but_not_the_one_it_is_in(tmp_path: Path) -> None:
    found = places(str(tmp_path), {})
    tmp_path.chmod(0o755)
    found.data.mkdir(mode=0o755)

    found.make()

    assert mode(found.data) == 0o700
    assert mode(tmp_path) == 0o755


@pytest.mark.parametrize("in_the_way", ["data", "."])
def test_a_file_in_the_way_is_told_in_a_sentence(tmp_path: Path, in_the_way: str) -> None:
    home = tmp_path / "home"
    blocked = home / in_the_way
    blocked.parent.mkdir(exist_ok=True)
    blocked.write_text("")

    with pytest.raises(BadInput, match="Circle cannot use the folder") as refused:
        places(str(home), {}).make()

    assert str(refused.value).endswith("or name another with --home.")
