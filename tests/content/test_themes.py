"""Five themes: what the room reads can be read in each whose colours are known; a person may add more."""

from itertools import combinations
from pathlib import Path

import pytest

from circle_tui.content.load import Library
from circle_tui.content.themes import FOR_THE_ROOM, HINT_RATIO, ROOM_RATIO, Theme, contrast, theme_fault

STANDING = Library()
KNOWN = ("colour-blind-safe", "dark", "high-contrast", "light")
MARKS = ("clock", "prompt", "notice", "done")
APART = 20.0
"""CIE 1976 colour difference; about 2 is the least that eyes tell apart side by side."""

# How colours look to the three kinds of colour blindness, on linear red, green and blue:
# Machado, Oliveira and Fernandes (2009), severity 1.
KINDS = {
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}

OWN = """
slug = "mine"
title = "Mine"
is_dark = true
background = "#101010"
surface = "#181818"
text = "#f0f0f0"
quiet = "#b0b0b0"
line = "#404040"
clock = "#90c0f0"
prompt = "#d0b0e0"
notice = "#f0c070"
done = "#90d0a0"
"""

BROKEN = (
    ("#90c0f0", "blue", "themes/mine.toml: clock is “blue”: a colour like “#8fbbe3” is right."),
    (
        "#90c0f0",
        "#406080",
        "themes/mine.toml: clock has a contrast of 2.9:1 on background: "
        "7:1 is right, so that everyone can read it.",
    ),
    (
        "#b0b0b0",
        "#606060",
        "themes/mine.toml: quiet has a contrast of 3.0:1 on background: "
        "4.5:1 is right, so that everyone can read it.",
    ),
    (
        "#101010",
        "ansi_black",
        "themes/mine.toml: surface is “#181818”: beside ansi_black only a name like “ansi_blue” is right.",
    ),
    (
        '"mine"',
        '"My Own"',
        "themes/mine.toml: the slug “My Own” cannot be one: small letters, digits and hyphens are right.",
    ),
    ('"Mine"', '""', "themes/mine.toml: the title has 0 characters: 1 to 30 are right."),
    ("quiet =", "quite =", "themes/mine.toml: “quite” is no key here; “quiet” may be meant."),
)


def put(config: Path, text: str) -> Library:
    folder = config / "themes"
    folder.mkdir(parents=True)
    (folder / "mine.toml").write_text(text, encoding="utf-8")
    return Library(config)


def seen_by(colour: str, kind: str) -> tuple[float, float, float]:
    """A colour as somebody of that kind sees it, in CIELAB."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    red, green, blue = (
        min(1.0, max(0.0, sum(part * channel for part, channel in zip(row, linear, strict=True))))
        for row in KINDS[kind]
    )
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089
    x, y, z = (part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116 for part in (x, y, z))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def test_there_are_five_themes() -> None:
    assert set(STANDING.themes) == {*KNOWN, "terminal"}


@pytest.mark.parametrize("slug", [*KNOWN, "terminal"])
def test_nothing_is_wrong_with_a_theme_of_ours(slug: str) -> None:
    assert theme_fault(STANDING.themes[slug]) == ""


@pytest.mark.parametrize("behind", ["background", "surface"])
@pytest.mark.parametrize("slug", KNOWN)
def test_what_the_room_reads_stands_apart_from_what_is_behind_it(slug: str, behind: str) -> None:
    theme = STANDING.themes[slug]

    ratios = {name: contrast(getattr(theme, name), getattr(theme, behind)) for name in FOR_THE_ROOM}

    assert min(ratios.values()) >= ROOM_RATIO, ratios


@pytest.mark.parametrize("behind", ["background", "surface"])
@pytest.mark.parametrize("slug", KNOWN)
def test_key_hints_stand_apart_from_what_is_behind_them(slug: str, behind: str) -> None:
    theme = STANDING.themes[slug]

    assert contrast(theme.quiet, getattr(theme, behind)) >= HINT_RATIO


def test_the_theme_of_high_contrast_has_more_of_it_than_any_other() -> None:
    def least(theme: Theme) -> float:
        return min(contrast(getattr(theme, name), theme.surface) for name in (*FOR_THE_ROOM, "quiet"))

    found = sorted(KNOWN, key=lambda slug: least(STANDING.themes[slug]))

    assert found[-1] == "high-contrast"
    assert least(STANDING.themes["high-contrast"]) >= 12


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("one", "other"), combinations(MARKS, 2))
def test_the_colours_of_the_colour_blind_safe_theme_stay_apart_for_all_three_kinds(
    kind: str, one: str, other: str
) -> None:
    theme = STANDING.themes["colour-blind-safe"]

    first, second = (seen_by(getattr(theme, name), kind) for name in (one, other))

    assert sum((a - b) ** 2 for a, b in zip(first, second, strict=True)) ** 0.5 >= APART


def test_the_terminals_theme_names_no_colour_that_the_terminal_does_not_own() -> None:
    theme = STANDING.themes["terminal"]

    assert theme.is_of_the_terminal
    assert {theme.background, theme.surface, theme.text, theme.clock, theme.quiet} == {"ansi_default"}


def test_black_on_white_is_21_to_1() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_a_theme_of_ones_own_stands_beside_ours(tmp_path: Path) -> None:
    library = put(tmp_path, OWN)

    assert library.problems == ()
    assert library.theme("mine").clock == "#90c0f0"
    assert len(library.themes) == 6


def test_a_theme_of_ones_own_may_take_the_place_of_ours(tmp_path: Path) -> None:
    library = put(tmp_path, OWN.replace('"mine"', '"dark"'))

    assert library.theme("dark").title == "Mine"


@pytest.mark.parametrize(("right", "wrong", "sentence"), BROKEN)
def test_a_theme_with_a_fault_is_left_out_with_a_sentence(
    tmp_path: Path, right: str, wrong: str, sentence: str
) -> None:
    library = put(tmp_path, OWN.replace(right, wrong))

    assert library.problems == (sentence,)
    assert len(library.themes) == 5


def test_a_theme_that_is_not_there_is_the_usual_one() -> None:
    assert STANDING.theme("nowhere").slug == "dark"
