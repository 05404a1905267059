"""Reads the themes: which colour serves what. Says nothing about where a colour goes on a screen."""

import tomllib
from importlib import resources

import msgspec
from msgspec import Struct


class Theme(Struct, frozen=True, forbid_unknown_fields=True):
    """Colours by what they are for, as "#rrggbb"."""

    slug: str
    title: str
    is_dark: bool
    background: str
    surface: str
    """Behind panels and sheets."""
    text: str
    quiet: str
    """Key hints and what need not be read from afar; 4.5:1 at least."""
    line: str
    """Rules and the empty part of bars; carries no information by itself."""
    clock: str
    prompt: str
    notice: str
    """Behind the plan, over time, the rehearsal's mark."""
    done: str


def themes() -> tuple[Theme, ...]:
    """Give back every bundled theme, by name of its file."""
    folder = resources.files("circle_tui.content").joinpath("themes")
    files = [item for item in folder.iterdir() if item.name.endswith(".toml")]
    files.sort(key=lambda item: item.name)
    return tuple(msgspec.convert(tomllib.loads(item.read_text("utf-8")), Theme) for item in files)
