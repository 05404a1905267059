"""The wheel: built from a copy of the tree, installed where nothing else is, and run."""

import json
import shutil
import subprocess
import sys
import zipfile
from email.message import Message
from email.parser import Parser
from pathlib import Path

import pytest
from tests.e2e.conftest import Sit
from tests.terminal.pty_tools import environment

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "circle_tui"
BUILT_FROM = ("pyproject.toml", "README.md", "CHANGELOG.md", "LICENSE", "src")
PYTHONS = ("3.11", "3.12", "3.13")


def run(*argv: object, home: Path | None = None) -> str:
    """Run a program in a plain environment, and give back what it says."""
    env = environment({} if home is None else {"CIRCLE_HOME": str(home)})
    done = subprocess.run(list(map(str, argv)), env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def metadata(wheel: Path) -> Message:
    """What the wheel says about itself."""
    with zipfile.ZipFile(wheel) as files:
        (name,) = [name for name in files.namelist() if name.endswith(".dist-info/METADATA")]
        return Parser().parsestr(files.read(name).decode())


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    tree = tmp_path_factory.mktemp("tree")
    for name in BUILT_FROM:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, tree / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, tree / name)
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", tree / "dist", tree)
    (built,) = (tree / "dist").glob("*.whl")
    return built


def test_the_wheel_carries_every_file_that_is_read_at_run_time(wheel: Path) -> None:
    needed = {
        path.relative_to(PACKAGE.parent).as_posix()
        for ending in ("toml", "tcss", "py", "typed")
        for path in PACKAGE.rglob(f"*.{ending}")
    }

    with zipfile.ZipFile(wheel) as files:
        carried = {name for name in files.namelist() if name.startswith("circle_tui/")}

    assert carried == needed


def test_the_wheel_says_which_pythons_it_is_for(wheel: Path) -> None:
    said = metadata(wheel)

    classifiers = said.get_all("Classifier", [])
    assert said["Requires-Python"] == ">=3.11"
    assert [
        version for version in PYTHONS if f"Programming Language :: Python :: {version}" in classifiers
    ] == [*PYTHONS]


def test_the_wheel_installs_and_runs_where_nothing_else_is(wheel: Path, tmp_path: Path, sit: Sit) -> None:
    home = tmp_path / "home"
    run(sys.executable, "-m", "venv", tmp_path / "venv")
    python, circle = tmp_path / "venv" / "bin" / "python", tmp_path / "venv" / "bin" / "circle"
    run(python, "-m", "pip", "install", "--quiet", "-c", ROOT / "constraints.txt", wheel)

    assert run(circle, "--version") == f"circle {metadata(wheel)['Version']}\n"
    run(
        *(circle, "group", "new", "Thursday Circle", "--members", "Dana, Ines, Jo, Kofi"),
        *("--every", "2 weeks on thursday", "--at", "13:30", "--minutes", "90", "--zone", "Europe/Berlin"),
        home=home,
    )
    group = json.loads(run(circle, "group", "show", "--json", home=home))
    assert [member["name"] for member in group["members"]] == ["Dana", "Ines", "Jo", "Kofi"]
    assert json.loads(run(circle, "sessions", "--json", home=home)) == []
    assert str(home / "data") in run(circle, "where", home=home)

    hands = sit(circle)
    hands.terminal.wait_for("Thursday Circle")
    hands.arrive()
    hands.begin()
    assert hands.title == "Opening"
