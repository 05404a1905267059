"""Keys a person made their own: checked against the one list of commands, and added to it.

Ours stay beside them, so that every sentence on the screen that names a key stays true. A fault is one
sentence; the screen it is about then keeps the standing keys.
"""

from collections.abc import Mapping, Sequence

from circle_tui.core.text import clean_line
from circle_tui.tui.commands import BY_PLACE, SHOWN_KEYS, Command, Place, shown

FILE = "keys.toml"
NEVER_CHANGE = {
    "c": "draws the curtain",
    "f2": "draws the curtain",
    "question_mark": "shows all keys",
    "f1": "shows all keys",
    "u": "takes back",
    "ctrl+r": "brings back what was taken back",
    "escape": "goes back",
    "ctrl+q": "asks to leave",
    "ctrl+p": "opens the palette",
    "ctrl+c": "is the terminal's own",
    "ctrl+z": "is the terminal's own",
}
"""Keys that mean the same on every screen."""
ARRIVES_AS = {"ctrl+i": "tab", "ctrl+m": "enter", "ctrl+j": "enter", "ctrl+h": "backspace", "return": "enter"}
"""Keys that no terminal can tell from another one."""
WRITTEN = {
    **{sign: key for key, sign in SHOWN_KEYS.items()},
    "-": "minus",
    "esc": "escape",
    "page up": "pageup",
    "page down": "pagedown",
    "del": "delete",
}
"""How people write keys, and what they are called inside."""

OwnKeys = Mapping[str, Mapping[str, Sequence[str]]]


class Keymap:
    """The keys in force: the standing ones, and a person's own for each screen whose keys are all right."""

    def __init__(self, own: OwnKeys | None = None) -> None:
        self._acting: dict[Place, tuple[Command, ...]] = dict(BY_PLACE)
        problems: list[str] = []
        for screen, wanted in (own or {}).items():
            place = next((name for name in BY_PLACE if name == screen), None)
            if place is None:
                problems.append(f"{FILE}: there is no screen “{_cut(screen)}”; {_nearest(screen, BY_PLACE)}.")
                continue
            acting, faults = _with_own(BY_PLACE[place], wanted)
            problems.extend(
                f"{FILE}, {place}: {fault}; until then its standing keys act alone." for fault in faults
            )
            self._acting[place] = BY_PLACE[place] if faults else acting
        self.problems = tuple(problems)

    def acting(self, standing: tuple[Command, ...]) -> tuple[Command, ...]:
        """The commands of a screen with all their keys, those of a person's own first."""
        place = next((name for name, commands in BY_PLACE.items() if commands is standing), None)
        return standing if place is None else self._acting[place]


def _with_own(
    standing: tuple[Command, ...], wanted: Mapping[str, Sequence[str]]
) -> tuple[tuple[Command, ...], list[str]]:
    """The commands with a person's own keys before the standing ones, and what is wrong with any of them."""
    by_id = {command.id: command for command in standing}
    taken = {key: command.id for command in standing for key in command.keys}
    own: dict[str, list[str]] = {}
    faults: list[str] = []
    for name, said in wanted.items():
        if name not in by_id:
            faults.append(f"there is no “{_cut(name)}” here; {_nearest(name, by_id)}")
            continue
        for written in said:
            key = known_key(written)
            fault = _fault(name, written, key, taken)
            if fault:
                faults.append(fault)
                continue
            taken[key] = name
            if key not in own.setdefault(name, []):
                own[name].append(key)
    acting = tuple(
        command._replace(keys=tuple(dict.fromkeys((*own.get(command.id, ()), *command.keys))))
        for command in standing
    )
    return acting, faults


def _fault(name: str, written: str, key: str, taken: Mapping[str, str]) -> str:
    if not key:
        return f"{name} has “{_cut(written)}”, which is no key; one like “right”, “f5” or “ctrl+n” is right"
    if key in ARRIVES_AS:
        return f"{name} has “{_cut(written)}”, which arrives as {ARRIVES_AS[key]}; another key is right"
    if taken.get(key, name) != name and key not in NEVER_CHANGE:
        return f"“{shown(key)}” is to be both {taken[key]} and {name}; a free key for one of them is right"
    if key in NEVER_CHANGE and taken.get(key) != name:
        return f"{name} has “{shown(key)}”, which {NEVER_CHANGE[key]} everywhere; another key is right"
    return ""


def known_key(written: str) -> str:
    """What a key is called inside, from how a person writes it; nothing when it is none."""
    # Only who has keys of their own pays for this. What a sign's key is called has no public function.
    from textual.keys import KEY_NAME_REPLACEMENTS, Keys, _character_to_key, key_to_character

    said = written.strip() if written != " " else "space"
    said = said.lower() if len(said) != 1 or said.isascii() else said
    said = WRITTEN.get(said, WRITTEN.get(said.upper(), said))
    if len(said) == 1:
        return _character_to_key(said.lower()) if said.isprintable() else ""
    names = {*(key.value for key in Keys if "<" not in key.value), *KEY_NAME_REPLACEMENTS.values()}
    sign = key_to_character(said) or ""
    return said if said in names or (sign.isascii() and sign and _character_to_key(sign) == said) else ""


def _nearest(name: str, known: Mapping[str, object] | Mapping[Place, object]) -> str:
    # Only a fault needs it, and it would cost every start.
    from difflib import get_close_matches

    near = get_close_matches(name, list(known), n=1, cutoff=0.5)
    return f"“{near[0]}” may be meant" if near else f"one of {', '.join(known)} is right"


def _cut(text: str) -> str:
    return clean_line(text, limit=40)
