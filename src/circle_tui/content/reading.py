"""Reads one TOML file into a typed value, or says in one sentence why that cannot be.

The sentence names the file by kind and name, never by its full path, which may hold a person's
name; then the place, what is wrong, and what would be right.
"""

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from msgspec import Struct

from circle_tui.core.text import clean_block, clean_line

BUNDLED = Path(__file__).parent
"""Where the files that come with Circle are; `importlib.resources` would cost 12 ms more at start."""
LARGEST = 256 * 1024
"""Bytes; a longer file is taken for something else."""
LONGEST_LINE = 400
"""Characters of one line that are kept; what a line may be is checked after."""
LONGEST_BLOCK = 2_000
"""Characters of a text of several lines that are kept."""

T = TypeVar("T")

_PATH = re.compile(r"\.(\w+)|\[(\d+)\]|\[\.\.\.\]")
_WORDS = {
    "str": "text in quotes",
    "int": "a whole number",
    "float": "a number with a point",
    "bool": "true or false",
    "array": "a list in [ ]",
    "object": "a table",
    "null": "nothing",
    "datetime": "a date",
}


class Problem(Struct, frozen=True):
    """Why a file was left out."""

    sentence: str


def bundled_names(kind: str) -> tuple[str, ...]:
    """The names of the files of a kind that come with Circle, without their ending."""
    return tuple(sorted(path.stem for path in (BUNDLED / kind).glob("*.toml")))


def read_bundled(kind: str, name: str, wanted: type[T]) -> T:
    """A file that comes with Circle; it is right, or the program is not."""
    import tomllib

    text = (BUNDLED / kind / f"{name}.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), wanted)


def read_own(path: Path, kind: str, wanted: type[T], fault_in: Callable[[T], str]) -> T | Problem:
    """A person's own file: its value with every text made harmless, or what is wrong with it.

    A file of no kind stands in the folder itself.
    """
    name = clean_line(path.name, limit=60)
    shown = f"{kind}/{name}" if kind else name
    table = _table(path, shown)
    if isinstance(table, Problem):
        return table
    try:
        value = msgspec.convert(table, wanted)
    except msgspec.ValidationError as error:
        return Problem(_sentence(shown, str(error), table, wanted))
    fault = fault_in(value)
    return Problem(f"{shown}: {fault}.") if fault else value


def _table(path: Path, shown: str) -> dict[str, Any] | Problem:
    import tomllib

    try:
        if not path.is_file() or path.stat().st_size > LARGEST:
            return Problem(f"{shown} is no text file of at most {LARGEST // 1024} KB, as it should be.")
        content = path.read_bytes()
        text = content.decode("utf-8-sig")
        table: dict[str, Any] = _cleaned(tomllib.loads(text.replace("\r\n", "\n")))
    except OSError as error:
        return Problem(
            f"{shown} could not be read ({error.strerror or 'no reason given'}); check its rights."
        )
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return Problem(f"{shown}, line {line}: this is not UTF-8; save the file as UTF-8.")
    except tomllib.TOMLDecodeError as error:
        return Problem(f"{shown}, {_syntax(str(error), text)}.")
    except (ValueError, RecursionError):
        return Problem(f"{shown} holds a number or a list that no format needs; a plainer one is right.")
    return table


def _cleaned(value: Any) -> Any:
    match value:
        case str() if "\n" in value.strip("\n"):
            return clean_block(value, limit=LONGEST_BLOCK)
        case str():
            return clean_line(value, limit=LONGEST_BLOCK)
        case dict():
            return {clean_line(key, limit=LONGEST_LINE): _cleaned(held) for key, held in value.items()}
        case list():
            return [_cleaned(held) for held in value]
    return value


def _syntax(message: str, text: str) -> str:
    """What cannot be read, with its line, and what would be right."""
    found = re.match(r"(.*) \(at line (\d+), column (\d+)\)$", message)
    what, line, column = (found[1], int(found[2]), int(found[3])) if found else (message, _last_line(text), 0)
    if message.endswith("(at end of document)"):
        what = message.removesuffix(" (at end of document)")
    said = _said_plainly(what, _line(text, line), column)
    return f"line {line}: {said}"


def _said_plainly(what: str, line: str, column: int) -> str:
    """One line that cannot be read, in words: the quotes first, for they look right and are not."""
    first = line[column - 1 : column] if column else ""
    if first and first in _TYPOGRAPHIC:
        return f'the quote {first} is a typographic one; a straight one (") is right'
    if what.startswith(("Illegal character '\\n'", "Unterminated string", 'Expected "\'"', "Expected '\"")):
        return 'a text is not closed; a straight quote (") at its end is right'
    if what == "Unclosed array" or (what == "Invalid value" and not column and "[" in line):
        return "a list is not closed; a ] at its end is right"
    bare = clean_line(line[column - 1 :], limit=30) if column else ""
    if what == "Invalid value" and bare[:1].isalpha():
        return f"“{bare}” stands without quotes; text in straight quotes is right"
    right = "each key once" if "overwrite" in what or "twice" in what else 'a line like title = "First round"'
    what = clean_line(what, limit=120)
    return f"{what[:1].lower()}{what[1:]}; {right} is right"


_TYPOGRAPHIC = "“”„‟‘’‚‛«»‹›"


def _line(text: str, number: int) -> str:
    lines = text.split("\n")
    return lines[number - 1] if 0 < number <= len(lines) else ""


def _last_line(text: str) -> int:
    return text.rstrip("\n").count("\n") + 1


def _sentence(shown: str, message: str, table: dict[str, Any], wanted: Any) -> str:
    """What msgspec says, as a sentence with a place that a person can find."""
    said, _, path = message.partition(" - at `$")
    parts = _PATH.findall(path.removesuffix("`"))
    keys: list[str | int] = [name or (int(number) if number else "") for name, number in parts]
    place = _place(keys, table)
    opening = f"{shown}, {place}" if place else shown
    return clean_line(f"{opening}: {_what(said, keys, wanted)}.", limit=LONGEST_LINE)


def _what(said: str, keys: Sequence[str | int], wanted: Any) -> str:
    known = _type_at(keys, wanted)
    if found := re.fullmatch(r"Object contains unknown field `(.*)`", said, re.DOTALL):
        return f"“{found[1]}” is no key here; {_nearest(found[1], _field_names(known))}"
    if found := re.fullmatch(r"Object missing required field `(.*)`", said):
        return f"“{found[1]}” is missing; {_expected(_field(known, found[1]))} is right"
    if found := re.fullmatch(r"Invalid enum value '?(.*?)'?", said, re.DOTALL):
        return f"“{found[1]}” is not known here; {_expected(known)} is right"
    if found := re.fullmatch(r"Expected `array` of length (\d+)(?:, got (\d+))?", said):
        got = f"a list of {found[2]}" if found[2] else "another list"
        return f"{got} stands where a list of {found[1]} is right"
    found = re.search(r"got `(.*)`", said)
    got = _WORDS.get(found[1], found[1]) if found else "something else"
    return f"{got} stands where {_expected(known)} is right"


def _place(keys: Sequence[str | int], table: dict[str, Any]) -> str:
    """The way to a value: in words where a part has an id, a slug or a name, by number else."""
    places: list[str] = []
    held: Any = table
    for key in keys:
        held = _inside(held, key)
        if isinstance(key, str):
            places += [key] if key else []
            continue
        name = (
            next((held[own] for own in ("id", "slug", "name") if own in held), "") if _is_table(held) else ""
        )
        what = places.pop().removesuffix("s") if places else "value"
        places.append(f"{what} “{name}”" if isinstance(name, str) and name else f"{what} {key + 1}")
    return ", ".join(places)


def _inside(held: Any, key: str | int) -> Any:
    if isinstance(key, str):
        return held.get(key) if isinstance(held, dict) else None
    return held[key] if isinstance(held, list) and key < len(held) else None


def _is_table(held: Any) -> bool:
    return isinstance(held, dict)


def _nearest(key: str, known: Sequence[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(key, known, n=1, cutoff=0.5)
    return f"“{near[0]}” may be meant" if near else f"known keys are {', '.join(known)}"


def _type_at(keys: Sequence[str | int], wanted: Any) -> Any:
    from msgspec import inspect

    found: Any = inspect.type_info(wanted)
    for key in keys:
        match found:
            case inspect.StructType() if isinstance(key, str):
                found = _field(found, key)
            case inspect.VarTupleType() if isinstance(key, int):
                found = found.item_type
            case inspect.TupleType() if isinstance(key, int) and key < len(found.item_types):
                found = found.item_types[key]
            case _:
                found = getattr(found, "value_type", None)
    return found


def _field_names(known: Any) -> tuple[str, ...]:
    return tuple(field.encode_name for field in getattr(known, "fields", ()))


def _field(known: Any, name: str) -> Any:
    return next((field.type for field in getattr(known, "fields", ()) if field.encode_name == name), None)


def _expected(known: Any) -> str:
    from msgspec import inspect

    match known:
        case inspect.LiteralType():
            return "one of " + ", ".join(f"“{value}”" for value in known.values if value != "")
        case inspect.StrType():
            return _WORDS["str"]
        case inspect.IntType():
            return _WORDS["int"]
        case inspect.BoolType():
            return _WORDS["bool"]
        case inspect.VarTupleType() | inspect.TupleType():
            return _WORDS["array"]
    return _WORDS["object"]
