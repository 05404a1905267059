"""Things of one kind by slug: those that come with Circle, and a person's own over them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Generic, TypeVar

from circle_tui.content.reading import bundled_names, read_bundled

T = TypeVar("T")


class Catalogue(Mapping[str, T], Generic[T]):
    """Things by slug; one that comes with Circle is read when it is first asked for."""

    def __init__(self, bundled: Sequence[str], read: Callable[[str], T], own: Mapping[str, T]) -> None:
        self._slugs = (*bundled, *(slug for slug in own if slug not in bundled))
        self._read = read
        self._known = dict(own)

    def __getitem__(self, slug: str) -> T:
        if slug not in self._known:
            if slug not in self._slugs:
                raise KeyError(slug)
            self._known[slug] = self._read(slug)
        return self._known[slug]

    def __iter__(self) -> Iterator[str]:
        return iter(self._slugs)

    def __len__(self) -> int:
        return len(self._slugs)


def catalogue(kind: str, wanted: type[T], own: Mapping[str, T], *, besides: str = "") -> Catalogue[T]:
    """What there is of a kind; `besides` names a file of its folder that holds something else."""
    names = [name for name in bundled_names(kind) if name != besides]
    return Catalogue(names, lambda slug: read_bundled(kind, slug, wanted), own)
