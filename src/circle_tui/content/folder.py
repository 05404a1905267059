"""A person's own folder: what its files of a kind say, and a sentence for each that is left out.

Nothing is written here; which kinds there are, and what is wrong with one of them, is said by whoever asks.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from msgspec import Struct

from circle_tui.content.reading import Problem, read_own
from circle_tui.core.text import clean_line

T = TypeVar("T")


class Slugged(Protocol):
    """Whatever says its own slug."""

    @property
    def slug(self) -> str:
        """What it is called in other files."""
        ...


S = TypeVar("S", bound=Slugged)


class Own(Struct, Generic[T], frozen=True):
    """What a person's own files of one kind say, and what is wrong with the others."""

    found: dict[str, T] = {}
    problems: tuple[str, ...] = ()

    @property
    def only(self) -> T | None:
        """What is said where there is one file at most; None where there is none, or a broken one."""
        return next(iter(self.found.values()), None)


def _is_left_by_an_editor(name: str) -> bool:
    return name.startswith((".", "#")) or name.endswith(("~", ".bak", ".swp", ".orig"))


class Folder:
    """Where a person's own files are; without a path there are none."""

    def __init__(self, path: Path | None) -> None:
        self._path = path

    def files(self, kind: str) -> list[Path]:
        """The files of a kind, by name."""
        return sorted((self._path / kind).glob("*.toml")) if self._path else []

    def misnamed(self, kinds: Sequence[str], single: Sequence[str]) -> tuple[str, ...]:
        """One sentence for each file that is not read because its name does not end in .toml.

        Looks into the folders of these kinds, and in the folder itself for those that should be `single`.
        """
        if self._path is None:
            return ()
        found = [
            (f"{kind}/", path)
            for kind in kinds
            for path in (self._path / kind).glob("*")
            if path.suffix != ".toml"
        ]
        stems = {name.partition(".")[0] for name in single}
        found += [
            ("", path)
            for path in self._path.glob("*.*")
            if path.name not in single and path.name.partition(".")[0].lower() in stems
        ]
        return tuple(
            f"{shown}{clean_line(path.name, limit=60)} is not read: a name that ends in .toml is right, "
            f"such as {clean_line(path.name.partition('.')[0].lower(), limit=40)}.toml."
            for shown, path in sorted(found)
            if path.is_file() and not _is_left_by_an_editor(path.name)
        )

    def by_slug(
        self, kind: str, wanted: type[S], fault_in: Callable[[S], str], *, besides: str = ""
    ) -> Own[S]:
        """What each file of a kind says, by the slug in it; the one named `besides` is passed over."""
        found: dict[str, S] = {}
        origins: dict[str, str] = {}
        problems: list[str] = []
        for path in self.files(kind):
            if path.stem == besides:
                continue
            value = read_own(path, kind, wanted, fault_in)
            if isinstance(value, Problem):
                problems.append(value.sentence)
                continue
            slug, shown = value.slug, clean_line(path.name, limit=60)
            if slug in found:
                problems.append(
                    f"{kind}/{shown}: the slug “{slug}” is already in {origins[slug]}; another is right."
                )
                continue
            found[slug], origins[slug] = value, shown
        return Own(found, tuple(problems))

    def named(self, kind: str, name: str, wanted: type[T], fault_in: Callable[[T], str]) -> Own[T]:
        """What the one file of that name among those of a kind says."""
        paths = (path for path in self.files(kind) if path.stem == name)
        return self._read(next(paths, None), kind, wanted, fault_in)

    def single(self, name: str, wanted: type[T], fault_in: Callable[[T], str] = lambda _: "") -> Own[T]:
        """What a file in the folder itself says."""
        path = self._path / name if self._path else None
        return self._read(path if path and path.exists() else None, "", wanted, fault_in)

    def _read(self, path: Path | None, kind: str, wanted: type[T], fault_in: Callable[[T], str]) -> Own[T]:
        if path is None:
            return Own()
        value = read_own(path, kind, wanted, fault_in)
        return Own({}, (value.sentence,)) if isinstance(value, Problem) else Own({path.stem: value})
