import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from tests.hostile import ESC, FAMILY, WORST_NAMES

from circle_tui.core.text import cells, clean, clean_block, clean_line, cut, pad

WORST = st.sampled_from(WORST_NAMES)
TROUBLE = st.sampled_from(
    [
        *"\x1b\x1b[]m;\\\x07\x9b\x9d\x9c \n\t\u200d\u200c\ufe0f\ufe0e\u0301\u0301\u0327\u20e3",
        *"👩👧🏽❤1🇩🇪界aZعदक्ি",
    ]
)
TEXTS = st.one_of(
    st.text(max_size=60),
    st.lists(TROUBLE, max_size=30).map("".join),
    st.lists(st.one_of(WORST, TROUBLE), max_size=5).map("".join),
)
FORBIDDEN_CATEGORIES = {"Cc", "Cs", "Co", "Zl", "Zp"}
FORBIDDEN = frozenset(
    "\u200b\u200e\u200f\u061c\u2060\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)


def is_harmless(text: str) -> bool:
    return not any(
        unicodedata.category(character) in FORBIDDEN_CATEGORIES
        or character in FORBIDDEN
        or "\U000e0000" <= character <= "\U000e007f"
        for character in text
    )


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Ann", "Ann"),
        ("  Ann   Bo  ", "Ann Bo"),
        ("Ann\nBo", "Ann Bo"),
        ("Ann\r\n\tBo", "Ann Bo"),
        ("Ann\u00a0Bo\u3000Cy", "Ann Bo Cy"),
        ("line\u2028and\u2029paragraph", "line and paragraph"),
        ("e\u0301", "é"),
        ("Z\u0351\u0352\u0353\u0354\u0355", "Z\u0353\u0354\u0355"),
        ("\u0301leading", "leading"),
        ("A\u200bn\u2060n\ufeff", "Ann"),
        ("A\u200dn\u200cn", "Ann"),
        ("soft\u00adhyphen", "softhyphen"),
        ("Ann\u202eeoZ", "AnneoZ"),
        ("Ann\udcff", "Ann"),
        ("\ue000private", "private"),
        ("a\ufe0f", "a"),
        ("bell\x07 back\x08space del\x7f", "bell backspace del"),
        ("x" * 81, "x" * 79 + "…"),
        ("x" * 80, "x" * 80),
        (f"{'x' * 78} yz", "x" * 78 + "…"),
    ],
)
def test_a_name_is_kept_as_one_plain_line(typed: str, kept: str) -> None:
    assert clean(typed) == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (f"{ESC}]0;x\x07Ann", "Ann"),
        (f"{ESC}]0;x{ESC}\\Ann", "Ann"),
        (f"{ESC}]0;never ended", ""),
        (f"Ann{ESC}]0;never ended", "Ann"),
        (f"{ESC}[2J{ESC}[31mred{ESC}[0m", "red"),
        (f"{ESC}[38;5;1mred", "red"),
        (f"{ESC}[31", ""),
        (f"{ESC}(0lqk", "lqk"),
        (f"{ESC}cAnn", "Ann"),
        (f"{ESC}P1;2q{ESC}\\Ann", "Ann"),
        (f"{ESC}]8;;https://example.org{ESC}\\Ann{ESC}]8;;{ESC}\\", "Ann"),
        ("\x9b31mred", "red"),
        ("\x9d0;x\x9cAnn", "Ann"),
        ("\x9eAnn", "Ann"),
        (ESC, ""),
    ],
)
def test_a_sequence_for_the_terminal_goes_as_a_whole(typed: str, kept: str) -> None:
    assert clean(typed) == kept


@pytest.mark.parametrize(
    "name", ["[bold]x", "[/]", "[@click=app.quit]x[/]", "../../etc/passwd", "CON", "{0} %s"]
)
def test_what_means_something_elsewhere_stays_plain_text(name: str) -> None:
    assert clean(name) == name


@pytest.mark.parametrize(
    "name",
    [
        "👍🏿",
        "❤️",
        "1️⃣",
        "🇩🇪🇫🇷",
        "山田太郎",
        "葛\U000e0100城",
        "علی‌رضا",
        "क्षितिज",
        "นิรันดร์",
        "김민준",
    ],
)
def test_a_name_in_any_living_script_is_kept_as_it_is(name: str) -> None:
    assert clean(name) == name


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "\n\t",
        "\u200b",
        "\x00",
        "\u202e\u202c",
        "\u3164",
        "\u2800",
        "\ufdd0",
        "\u0301",
        "\u200d\ufe0f\u200d",
        "\U000e0041",
    ],
)
def test_nothing_visible_is_told_as_nothing(typed: str) -> None:
    assert clean(typed) == ""


@pytest.mark.parametrize(
    ("typed", "kept"), [(FAMILY, "👨👩👧👦"), ("👩🏽‍⚕️", "👩🏽⚕️"), ("👩‍❤️‍💋‍👨", "👩❤️💋👨")]
)
def test_joined_emoji_stand_apart_so_that_every_terminal_draws_them_as_wide(typed: str, kept: str) -> None:
    assert clean(typed) == kept


def test_a_cut_never_parts_a_letter_from_its_marks() -> None:
    assert clean("q\u0323\u0301" * 4, limit=9) == "q\u0323\u0301" * 2 + "…"


@pytest.mark.parametrize("limit", [0, -1])
def test_a_limit_of_nothing_leaves_nothing(limit: int) -> None:
    assert clean_line("Ann", limit=limit) == ""


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("one\ntwo", "one\ntwo"),
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("\n\n one  x \n\n\n\n two \n\n", "one x\n\ntwo"),
        (f"one{ESC}]0;never ended\ntwo", "one\ntwo"),
        (f"one{ESC}]0;over\ntwo\x07\nthree", "one\nthree"),
        ("\u200b\n\u202e\n", ""),
        ("one\ntwo three", "one\ntwo t…"),
    ],
)
def test_a_block_keeps_its_lines_and_nothing_else(typed: str, kept: str) -> None:
    assert clean_block(typed, limit=25 if "three\u2028" in typed else 10) == kept


@pytest.mark.parametrize("name", WORST_NAMES)
def test_the_worst_names_come_out_harmless(name: str) -> None:
    kept = clean(name)

    assert is_harmless(kept)
    assert len(kept) <= 80
    assert clean(kept) == kept


@given(TEXTS, st.integers(1, 40))
@settings(max_examples=300)
@example("م\u064b\u064c\u064d\u200c\u064e", 20)
@example("👩\u200d👩\u200d👩\u200d👩\u200d👩\u200d👩", 7)
def test_cleaning_twice_changes_nothing(text: str, limit: int) -> None:
    line, block = clean_line(text, limit=limit), clean_block(text, limit=limit)

    assert clean_line(line, limit=limit) == line
    assert clean_block(block, limit=limit) == block


@given(TEXTS, st.integers(1, 40))
@settings(max_examples=300)
def test_whatever_comes_in_comes_out_harmless_and_short(text: str, limit: int) -> None:
    line, block = clean_line(text, limit=limit), clean_block(text, limit=limit)

    assert is_harmless(line)
    assert is_harmless(block.replace("\n", ""))
    assert len(line) <= limit
    assert len(block) <= limit
    assert unicodedata.is_normalized("NFC", line)


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("", 0),
        ("Ann", 3),
        ("é", 1),
        ("e\u0301", 1),
        ("界", 2),
        ("ﾊ", 1),
        ("ハ", 2),
        ("👩", 2),
        (FAMILY, 2),
        ("👍🏿", 2),
        ("❤", 1),
        ("❤️", 2),
        ("1️⃣", 2),
        ("🇩🇪", 2),
        ("क्षितिज", 4),
        ("김", 2),
        ("…", 1),
        ("─", 1),
        ("\u1112\u1161\u11ab", 2),
        ("\u4dc0", 2),
        ("\u00ad", 1),
        ("\x07\n", 0),
    ],
)
def test_a_text_is_as_wide_as_the_terminal_shows_it(text: str, width: int) -> None:
    assert cells(text) == cell_len(text) == width


@pytest.mark.parametrize("plane", range(17))
def test_no_character_is_wider_for_rich_than_for_us(plane: int) -> None:
    characters = map(chr, range(plane << 16, (plane + 1) << 16))

    assert [character for character in characters if cells(character) < cell_len(character)] == []


@given(TEXTS)
@settings(max_examples=300)
def test_no_text_is_wider_for_rich_than_for_us(text: str) -> None:
    assert cells(text) >= cell_len(text)
    assert cells(clean(text)) >= cell_len(clean(text))


@pytest.mark.parametrize("name", WORST_NAMES)
def test_the_worst_names_take_the_cells_that_rich_counts(name: str) -> None:
    assert cells(clean(name)) == cell_len(clean(name))


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [
        ("Anna", 4, "Anna"),
        ("Anna", 3, "An…"),
        ("Anna", 1, "…"),
        ("Anna", 0, ""),
        ("Anna", -1, ""),
        ("Ann Bo", 5, "Ann…"),
        ("山田太郎", 8, "山田太郎"),
        ("山田太郎", 7, "山田太…"),
        ("山田太郎", 6, "山田…"),
        (f"{FAMILY}Ann", 4, f"{FAMILY}A…"),
        (f"{FAMILY}Ann", 2, "…"),
        ("🇩🇪🇫🇷", 3, "🇩🇪…"),
        ("e\u0301e\u0301e\u0301", 2, "e\u0301…"),
    ],
)
def test_a_text_too_wide_ends_in_an_ellipsis(text: str, width: int, shown: str) -> None:
    assert cut(text, width) == shown


@given(TEXTS.map(clean), st.integers(0, 30))
@settings(max_examples=300)
def test_a_cut_or_padded_text_never_overflows(text: str, width: int) -> None:
    assert cell_len(cut(text, width)) <= cells(cut(text, width)) <= width
    assert cells(pad(text, width)) == width


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [("Ann", 5, "Ann  "), ("Anna", 3, "An…"), ("山田太", 4, "山… "), ("", 2, "  ")],
)
def test_a_padded_text_fills_its_column(text: str, width: int, shown: str) -> None:
    assert pad(text, width) == shown
