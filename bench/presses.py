"""What a soak presses: every key of the registry, in an order of chance, and ways on through the evening."""

from collections.abc import Iterator
from random import Random
from string import ascii_lowercase, digits
from typing import NamedTuple

from tests.terminal.pty_tools import ESCAPE_KEY_IN_FULL, KEYS
from textual.keys import key_to_character

from circle_tui.tui.commands import BY_PLACE, SETUP, Place

EVERY_KEY = tuple(
    dict.fromkeys(
        [
            *(
                key
                for commands in (*BY_PLACE.values(), SETUP)
                for command in commands
                for key in command.keys
            ),
            *("ctrl+p", "backspace", "pageup", "pagedown"),
            *ascii_lowercase,
            *digits,
        ]
    )
)
"""All keys of all screens, the palette, and letters for what is typed; not ctrl+q, which asks to leave."""
WAYS_ON = ("escape", "escape", "enter", "enter", "n", "b", "u", "plus", "space")
WAY_ON_OF = 3
"""One key of so many is a way back to the evening and on in it: by chance alone most fall on a sheet."""
WALKS: tuple[tuple[str, ...], ...] = (
    ("d", "1", *"early", "enter", *"nnnnn", "y", "1"),
    ("d", "1", *"not yet", "enter", *"nnnnn", "o", "escape"),
    ("d", "2", *"later", "enter", *"nnn", "y", "1", "escape"),
    ("d", "5", "2", "enter"),
    ("plus", "d", "5", "2", "enter", "enter", "down"),
    ("d", "7", "7", "1", *"4 1 1", "enter", *"4 1 1", "enter"),
    ("e", "p", "p", "1", *"4 1 1", "enter", *"4 1 1", "enter", "escape", "b"),
    ("f", "down", "space", "x", "enter"),
    ("i", "1", "n"),
    ("i", "t", *"23:40", "enter"),
    ("m", "3"),
    ("m", "k", "u"),
    ("m", "r"),
    ("m", "t"),
    ("m", "x"),
    ("m", "l"),
    ("plus", "down", "plus"),
    ("l", "p", "t", "enter"),
    ("l", "v", "1", "enter"),
    ("l", "2", "2", "enter"),
    ("l", "s", "1", "enter"),
    ("l", "enter", "l", "x"),
    ("l", "w", "2", "l", "w", "5"),
    ("w", "enter", "1"),
    ("w", "d", "d", "escape", "l"),
    ("w", "enter", "p", "t"),
    ("w", "o", "1", "w", "x", "1"),
    ("w", "2", "p", "1", "1"),
    ("p", "1", "1"),
    ("q", *"what now", "enter", "k"),
    ("q", *"Anna in May", "enter", "enter"),
    ("r", *"dan", "enter", "enter", *"dan", "enter", "up"),
    ("r", *"guest", "enter", "enter", "escape"),
    ("a", "s", "1", "a", "1"),
    ("a", "o", "2", "a", "1"),
    ("comma", "left", "y"),
    ("comma", "y"),
    ("j", "n", "n"),
    ("y", "h", "enter", "escape", "u"),
    ("6", "1", "a", "1"),
    ("h", "enter", "enter", "p", "escape"),
    ("h", "1", "2", "enter", "escape"),
    ("h", "3", "3", "escape"),
    ("h", "d", "s", "2", "enter", "d", "s", "1", "t", "escape"),
    ("o", "h", "enter", "o"),
    ("g", "r", "y", "y", "n", "y", "q", "y", "y", "escape"),
    ("g", "x", "escape"),
    ("g", "t"),
    ("7", *"nnnnn", "2", *"nnnn", "r"),
    ("8", "n", "1", *"nnnnn", "r"),
    ("8", "n", "2", "8", "3", *"nnnn", "r"),
    ("9", "n", "n", "n", "n", "escape"),
    ("x", "d", "y", *"nnnn", "escape"),
    ("k", *"label", "enter"),
    ("z", "1", "z"),
    ("s", "1", "1", "escape"),
    ("t", "1", "2", "l", "1"),
    ("e", "1", "b"),
)
"""What a facilitator does of an evening, key by key: chance alone hardly ever finds the second key."""
WALK_OF = 14
"""One turn of so many is a walk, gone from the bare screen on; the keys after it come as they come."""
GROUND = ("escape", "escape", "escape")
"""From wherever a key has led, back to the screen it was pressed on, or to the lobby."""
DOORS: dict[str, Place] = {"g": "group", "t": "topics", "o": "records", "p": "lobby", "n": "lobby"}
"""The keys of the lobby that lead on, and what is pressed there."""
NOT_TOURED = frozenset({"curtain", "rehearse"})
"""What hides everything, or begins another evening within this one."""
CLOSES = (*GROUND, "e", "enter", "enter")
EVENINGS = (60, 200, 600, 1500)
"""After so many keys, one of these numbers, an evening is closed: by chance alone hardly ever is one."""
CAPITAL_OF = 8
BEHIND_CURTAIN = 3
"""Most keys pressed behind a curtain before it is opened: by chance alone it is drawn half of the time."""
OPENS_CURTAIN = "f2"
_SIGNS = {"plus": "+", "minus": "-"}


class Press(NamedTuple):
    """One key, and whether whoever presses it looks what came of it before the next one."""

    key: str
    is_looked_at: bool = False


def presses(chance: Random) -> Iterator[Press]:
    """Keys without end; every one of them once before any comes again, but for the ways on."""
    deck: list[str] = []
    while True:
        for _ in range(chance.choice(EVENINGS)):
            if not chance.randrange(WALK_OF):
                yield from _walked("escape", "escape", *chance.choice(WALKS))
                continue
            if not chance.randrange(WAY_ON_OF):
                yield Press(chance.choice(WAYS_ON))
                continue
            deck = deck or chance.sample(EVERY_KEY, len(EVERY_KEY))
            key = deck.pop()
            yield Press(key.upper() if len(key) == 1 and not chance.randrange(CAPITAL_OF) else key)
        yield from _looking(*CLOSES)


def tour() -> Iterator[Press]:
    """Everything once, as a first evening has it: every screen, every sheet on it, and every walk.

    It begins in the lobby, goes on with the evening that was left open, closes it, and arrives at the next.
    """
    for door, place in DOORS.items():
        yield from _there_and_back(*((door, key) for key in _keys_of(place)))
    yield from _looking("enter", "enter", "enter")
    yield from _there_and_back(*((key,) for key in _keys_of("live")), *WALKS)
    yield from _there_and_back(*(("e", key) for key in _keys_of("close") if key != "enter"))
    yield from _looking(*CLOSES, "enter")
    for key in _keys_of("arrive"):
        yield from _looking(key, "escape", "enter")


def _there_and_back(*ways: tuple[str, ...]) -> Iterator[Press]:
    for way in ways:
        yield from _walked(*way, *GROUND)


def _walked(*keys: str) -> Iterator[Press]:
    return (Press("space" if key == " " else key) for key in keys)


def _looking(*keys: str) -> Iterator[Press]:
    return (Press(key, is_looked_at=True) for key in keys)


def _keys_of(place: Place) -> Iterator[str]:
    return (command.keys[0] for command in BY_PLACE[place] if command.id not in NOT_TOURED)


def in_bytes(key: str) -> bytes:
    """What a terminal sends for a key that Textual calls so."""
    if key == "escape":
        return ESCAPE_KEY_IN_FULL
    if key in KEYS:
        return KEYS[key]
    if key.startswith("ctrl+"):
        return bytes([ord(key[-1].upper()) & 0x1F])
    return (_SIGNS.get(key) or key_to_character(key) or key).encode()
