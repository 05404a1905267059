"""Text from people, made harmless and measured; it never interprets markup and never refuses.

Whatever comes from a keyboard, an import or a file passes through `clean`, `clean_line` or
`clean_block` before anything keeps or shows it. A result of "" means that nothing visible was left;
whoever asked decides what to say then. Widths are those of the terminal, never fewer cells than
`rich` counts, so that what was cut to a width also fits there.
"""

import re
import unicodedata
from collections.abc import Iterator

ELLIPSIS = "…"
"""What stands at the end of a text that was cut; one cell wide."""

NAME_LIMIT = 80
"""The longest name or title, in characters."""

MARKS_IN_A_ROW = 3
"""As many combining marks as a living language puts on one letter; more only overflow the line."""

JOINS_IN_A_ROW = 4
"""More joiners in one word than any living language needs."""

ZERO_WIDTH_NON_JOINER, JOINER = "\u200c", "\u200d"
TEXT_STYLE, EMOJI_STYLE = "\ufe0e", "\ufe0f"

_ESCAPE_SEQUENCES = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]?"  # CSI: colours, cursor, modes
    r"|\x1b[\]PX^_](?:[^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)|[^\n\x1b]*)"  # OSC and kin, ended or not
    r"|\x9b[0-?]*[ -/]*[@-~]"  # CSI as one C1 character
    r"|[\x90\x98\x9d-\x9f][^\x07\x1b\x90\x98\x9c-\x9f]*(?:\x07|\x1b\\|\x9c)"  # OSC and kin as C1
    r"|\x1b[ -/]*[0-~]"  # all others
)
_LINE_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_MANY_BLANK_LINES = re.compile(r"\n{3,}")
_ORDINARY = re.compile(r"[!-~]+(?: [!-~]+)*")

_BLANKS = frozenset("\t\n\r\x0b\x0c\x85\u2028\u2029\u2800")
_UNSEEN = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0") | frozenset(
    map(chr, (*range(0x180B, 0x1810), *range(0xFE00, 0xFE0E), *range(0xE0000, 0xE0100)))
)
_JOINED_SCRIPTS = ((0x0600, 0x08FF), (0x0900, 0x0DFF), (0x1000, 0x109F), (0x1780, 0x17FF))
_STYLED_CHARACTERS = frozenset("0123456789#*‼⁉〰〽")
_WIDE_SINCE_UNICODE_16 = (
    (0x2630, 0x2637),
    (0x268A, 0x268F),
    (0x4DC0, 0x4DFF),
    (0x1D300, 0x1D356),
    (0x1D360, 0x1D376),
)
_SEEN_FORMAT_CHARACTERS = frozenset(
    "\u00ad\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"
)


def clean(text: str, *, limit: int = NAME_LIMIT) -> str:
    """Give back a name or title of one line without anything a terminal could obey.

    `limit` is in characters; what is longer ends in an ellipsis. Cleaning twice changes nothing.
    """
    return clean_line(text, limit=limit)


def clean_line(text: str, *, limit: int) -> str:
    """Give back a sentence of one line without anything a terminal could obey.

    `limit` is in characters; what is longer ends in an ellipsis. White space of any kind, line
    breaks too, becomes one space.
    """
    if len(text) <= limit and _ORDINARY.fullmatch(text):
        return text
    return _shorten(_harmless(_ESCAPE_SEQUENCES.sub("", text)), limit)


def clean_block(text: str, *, limit: int) -> str:
    """Give back several lines without anything a terminal could obey but the line breaks.

    `limit` is in characters, for all lines together. More than one empty line becomes one.
    """
    broken = _LINE_BREAKS.sub("\n", _ESCAPE_SEQUENCES.sub("", text))
    lines = "\n".join(_harmless(line) for line in broken.split("\n"))
    return _shorten(_MANY_BLANK_LINES.sub("\n\n", lines).strip("\n"), limit)


def cells(text: str) -> int:
    """Count the terminal cells a text takes, or a few more, never fewer than `rich` counts."""
    if text.isascii() and text.isprintable():
        return len(text)
    total, last = 0, 0
    characters = iter(text)
    for character in characters:
        if character == JOINER:
            next(characters, None)
        elif character == EMOJI_STYLE:
            total += last == 1
            last = 0
        elif width := _width(character):
            last = width
            total += width
    return total


def cut(text: str, width: int) -> str:
    """Give back as much of a one-line text as fits into `width` cells, with an ellipsis when cut."""
    if cells(text) <= width:
        return text
    if width < 1:
        return ""
    kept, room = [], width - 1
    for cluster in _clusters(text):
        room -= cells(cluster)
        if room < 0:
            break
        kept.append(cluster)
    return _ended("".join(kept))


def pad(text: str, width: int) -> str:
    """Give back a one-line text cut or filled with spaces to exactly `width` cells."""
    shown = cut(text, width)
    return shown + " " * (width - cells(shown))


def counted(count: int, thing: str) -> str:
    """So many of a thing that takes an s: "1 evening", "4 evenings"."""
    return f"1 {thing}" if count == 1 else f"{count} {thing}s"


def say_minutes(count: int) -> str:
    """So many minutes, in figures."""
    return counted(count, "minute")


def _harmless(text: str) -> str:
    """Drop what is not seen or is obeyed, compose, and fold white space; for one line."""
    seen = unicodedata.normalize("NFC", "".join(_seen(text)))
    folded = " ".join("".join(_bearable(seen)).split(" "))
    words = [word for word in folded.split(" ") if word]
    line = unicodedata.normalize("NFC", " ".join(words))
    return line if any(map(_is_visible, line)) else ""


def _seen(text: str) -> Iterator[str]:
    for character in text:
        category = unicodedata.category(character)
        if category == "Zs" or character in _BLANKS:
            yield " "
        elif character in (ZERO_WIDTH_NON_JOINER, JOINER):
            yield character
        elif category in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp") or character in _UNSEEN:
            continue
        elif not _is_noncharacter(character):
            yield character


def _bearable(text: str) -> Iterator[str]:
    """Drop marks and joiners that have nothing to stand on or stand too many in a row."""
    marks, joins = 0, 0
    before, base = " ", " "
    for position, character in enumerate(text):
        after = text[position + 1 : position + 2]
        if character in (JOINER, ZERO_WIDTH_NON_JOINER):
            joins += 1
            if joins > JOINS_IN_A_ROW or not _is_joining(before, after):
                continue
        elif character in (TEXT_STYLE, EMOJI_STYLE):
            if before != base or not _is_emoji(base, styled=True):
                continue
        elif _is_skin_tone(character):
            if before != base or not _is_emoji(base):
                continue
        elif _is_mark(character):
            marks += 1
            if marks > MARKS_IN_A_ROW or before == " ":
                continue
        else:
            marks = 0
            if before != JOINER:
                joins = 0
            base = character
        before = character
        yield character


def _is_joining(before: str, after: str) -> bool:
    if not after or _is_mark(after) or before in (JOINER, ZERO_WIDTH_NON_JOINER):
        return False
    # Terminals do not agree on how wide joined emoji are: apart, they are as wide everywhere.
    return _is_within(before, _JOINED_SCRIPTS) and _is_within(after, _JOINED_SCRIPTS)


def _is_emoji(character: str, *, styled: bool = False) -> bool:
    if styled and character in _STYLED_CHARACTERS:
        return True
    return character > "\u00a8" and unicodedata.category(character) in ("So", "Sm", "Cn")


def _is_skin_tone(character: str) -> bool:
    return "\U0001f3fb" <= character <= "\U0001f3ff"


def _is_mark(character: str) -> bool:
    return unicodedata.category(character) in ("Mn", "Me")


def _is_noncharacter(character: str) -> bool:
    return 0xFDD0 <= ord(character) <= 0xFDEF or ord(character) & 0xFFFE == 0xFFFE


def _is_visible(character: str) -> bool:
    return character != " " and not _is_mark(character) and unicodedata.category(character) != "Cf"


def _is_within(character: str, ranges: tuple[tuple[int, int], ...]) -> bool:
    return any(start <= ord(character) <= end for start, end in ranges)


def _width(character: str) -> int:
    """Cells of one character by itself: the category tells zero, the East Asian width tells two."""
    if character.isascii():
        return int(character.isprintable())
    category = unicodedata.category(character)
    if category in ("Mn", "Me", "Mc", "Cc", "Cf", "Zl", "Zp"):
        return int(character in _SEEN_FORMAT_CHARACTERS)
    if "\u1160" <= character <= "\u11ff" or "\ud7b0" <= character <= "\ud7ff" or _is_skin_tone(character):
        return 0
    if category == "Cn" or _is_within(character, _WIDE_SINCE_UNICODE_16):
        return 2
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _clusters(text: str) -> Iterator[str]:
    """Split a text into what is seen as one sign: a letter with its marks, an emoji with its parts."""
    cluster = ""
    for character in text:
        if cluster and _continues(cluster, character):
            cluster += character
            continue
        if cluster:
            yield cluster
        cluster = character
    if cluster:
        yield cluster


def _continues(cluster: str, character: str) -> bool:
    if cluster[-1] == JOINER or _is_skin_tone(character):
        return True
    if _is_flag_half(character):
        return len(cluster) == 1 and _is_flag_half(cluster)
    return unicodedata.category(character) in ("Mn", "Me", "Mc", "Cf")


def _is_flag_half(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def _shorten(text: str, limit: int) -> str:
    if len(text) <= limit:
        return text
    kept, room = [], limit - 1
    for cluster in _clusters(text):
        room -= len(cluster)
        if room < 0:
            break
        kept.append(cluster)
    return _ended("".join(kept)) if limit > 0 else ""


def _ended(text: str) -> str:
    return text.rstrip(f" \n{JOINER}{ZERO_WIDTH_NON_JOINER}") + ELLIPSIS
