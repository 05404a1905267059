"""Keys a person made their own: added to ours, and refused in a sentence where they cannot be."""

from pathlib import Path

import pytest
from tests.circle_kit import make_desk
from tests.tui.pilot_kit import consultation, on_live

from circle_tui.content.load import Library
from circle_tui.tui.commands import ARRIVE, BY_PLACE, LIVE, Command, by_key
from circle_tui.tui.keymap import Keymap, known_key
from circle_tui.tui.lobby.screen import LobbyScreen

Own = dict[str, dict[str, tuple[str, ...]]]

KEYS = (
    ("n", "n"),
    ("N", "n"),
    ("т", "т"),
    ("right", "right"),
    ("→", "right"),
    ("+", "plus"),
    ("-", "minus"),
    ("?", "question_mark"),
    (".", "full_stop"),
    ("comma", "comma"),
    ("F5", "f5"),
    ("Ctrl+N", "ctrl+n"),
    (" ", "space"),
    ("page up", "pageup"),
    ("shift+tab", "shift+tab"),
    ("foo", ""),
    ("", ""),
    ("snowman", ""),
    ("alt+x", ""),
    ("<any>", ""),
)

ALONE = "; until then its standing keys act alone."
FAULTS: tuple[tuple[Own, str], ...] = (
    ({"liev": {"next": ("right",)}}, "keys.toml: there is no screen “liev”; “live” may be meant."),
    (
        {"xyz": {}},
        "keys.toml: there is no screen “xyz”; "
        "one of lobby, arrive, live, close, records, group, topics is right.",
    ),
    (
        {"live": {"nxt": ("right",)}},
        f"keys.toml, live: there is no “nxt” here; “next” may be meant{ALONE}",
    ),
    (
        {"live": {"next": ("right",), "pause": ("right",)}},
        f"keys.toml, live: “→” is to be both next and pause; a free key for one of them is right{ALONE}",
    ),
    (
        {"live": {"next": ("b",)}},
        f"keys.toml, live: “b” is to be both previous and next; a free key for one of them is right{ALONE}",
    ),
    (
        {"live": {"next": ("c",)}},
        f"keys.toml, live: next has “c”, which draws the curtain everywhere; another key is right{ALONE}",
    ),
    (
        {"live": {"next": ("?",)}},
        f"keys.toml, live: next has “?”, which shows all keys everywhere; another key is right{ALONE}",
    ),
    (
        {"live": {"next": ("u",)}},
        f"keys.toml, live: next has “u”, which takes back everywhere; another key is right{ALONE}",
    ),
    (
        {"live": {"next": ("esc",)}},
        f"keys.toml, live: next has “esc”, which goes back everywhere; another key is right{ALONE}",
    ),
    (
        {"live": {"next": ("ctrl+q",)}},
        f"keys.toml, live: next has “ctrl+q”, which asks to leave everywhere; another key is right{ALONE}",
    ),
    (
        {"live": {"next": ("ctrl+p",)}},
        "keys.toml, live: next has “ctrl+p”, which opens the palette everywhere; "
        f"another key is right{ALONE}",
    ),
    (
        {"live": {"next": ("ctrl+m",)}},
        f"keys.toml, live: next has “ctrl+m”, which arrives as enter; another key is right{ALONE}",
    ),
    (
        {"close": {"seal": ("clicker",)}},
        "keys.toml, close: seal has “clicker”, which is no key; "
        f"one like “right”, “f5” or “ctrl+n” is right{ALONE}",
    ),
)


@pytest.mark.parametrize(("written", "key"), KEYS)
def test_a_key_is_known_by_what_people_write(written: str, key: str) -> None:
    assert known_key(written) == key


@pytest.mark.parametrize(("own", "sentence"), FAULTS)
def test_a_fault_is_one_sentence_and_that_screen_keeps_its_keys(own: Own, sentence: str) -> None:
    keymap = Keymap({**own, "arrive": {"roll": ("f6",)}})

    assert keymap.problems == (sentence,)
    assert [keymap.acting(BY_PLACE[place]) for place in BY_PLACE if place in own] == [
        BY_PLACE[place] for place in BY_PLACE if place in own
    ]
    assert by_key(keymap.acting(ARRIVE), "f6") is not None


def test_every_fault_of_a_screen_is_said() -> None:
    own = {"live": {"nxt": ("right",), "next": ("f5",), "pause": ("n",)}}

    keymap = Keymap(own)

    assert keymap.problems == (
        f"keys.toml, live: there is no “nxt” here; “next” may be meant{ALONE}",
        f"keys.toml, live: “n” is to be both next and pause; a free key for one of them is right{ALONE}",
    )
    assert keymap.acting(LIVE) == LIVE


def test_own_keys_come_first_and_ours_stay_beside_them() -> None:
    acting = Keymap({"live": {"next": ("right", "N"), "curtain": ("f9",)}}).acting(LIVE)

    found = {command.id: command.keys for command in acting}
    assert found["next"] == ("right", "n")
    assert found["curtain"] == ("f9", "c", "f2")
    assert found["pause"] == ("space",)


def test_without_own_keys_everything_is_as_listed() -> None:
    keymap = Keymap()

    assert all(keymap.acting(commands) is commands for commands in BY_PLACE.values())
    assert keymap.acting(()) == ()


def library_with(config: Path, keys: str) -> Library:
    (config / "keys.toml").write_text(keys, encoding="utf-8")
    return Library(config)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            '[live]\nnext = "right"\n',
            'keys.toml: live, next is no list of keys: next = ["right"] would be one.',
        ),
        ("[live]\nnext = [1]\n", 'keys.toml: live, next is no list of keys: next = ["right"] would be one.'),
        (
            'next = ["right"]\n',
            "keys.toml: “next” stands before any screen: a line like [live] above it is right.",
        ),
        ("[live\n", "keys.toml, line 1: expected ']' at the end of a table declaration; "),
    ],
)
def test_a_file_of_keys_that_cannot_be_read_is_told(tmp_path: Path, text: str, sentence: str) -> None:
    library = library_with(tmp_path, text)

    assert library.keys == {}
    assert [problem[: len(sentence)] for problem in library.problems] == [sentence]


async def test_own_keys_act_and_stand_in_the_key_bar_the_help_and_the_palette(tmp_path: Path) -> None:
    desk, evening = consultation()
    desk.library = library_with(tmp_path, '[live]\nnext = ["right"]\nleader = ["f6"]\n')

    async with on_live((desk, evening), size=(100, 40)) as seen:
        before = seen.step
        assert "→ next" in seen.text
        await seen.press("right")
        assert seen.step != before
        await seen.press("question_mark")
        assert "→, n" in seen.text
        await seen.press("escape", "ctrl+p", *"next step")
        assert "→, n" in seen.text


async def test_a_sheet_means_its_own_by_a_key_that_was_given_to_what_opens_it(tmp_path: Path) -> None:
    desk, evening = consultation()
    desk.library = library_with(tmp_path, '[live]\nfit = ["up"]\n')

    async with on_live((desk, evening), size=(100, 40)) as seen:
        await seen.press("up")
        opened = seen.place
        await seen.press("up")

        assert "The end stays" in opened
        assert seen.place == opened


async def test_the_curtain_opens_by_an_own_key_too(tmp_path: Path) -> None:
    desk, evening = consultation()
    desk.library = library_with(tmp_path, '[live]\ncurtain = ["f9"]\n')

    async with on_live((desk, evening)) as seen:
        await seen.press("f9")
        assert "We take a moment." in seen.text
        await seen.press("f9")
        assert "We take a moment." not in seen.text


async def test_the_lobby_says_what_is_wrong_with_own_keys(tmp_path: Path) -> None:
    desk, evening = consultation()
    desk.library = library_with(tmp_path, '[live]\nnxt = ["right"]\n')

    async with on_live((desk, evening), size=(120, 40)) as seen:
        while not isinstance(seen.app.screen, LobbyScreen):
            seen.app.pop_screen()
            await seen.settle()

        assert "keys.toml, live: there is no “nxt” here; “next” may be meant" in seen.words


def test_a_desk_in_memory_has_no_keys_of_its_own() -> None:
    assert make_desk().library.keys == {}


def test_no_standing_key_is_one_that_only_arrives_as_another() -> None:
    keys = [key for commands in BY_PLACE.values() for command in commands for key in command.keys]

    assert [key for key in keys if known_key(key) != key] == []


def test_a_command_keeps_everything_but_its_keys() -> None:
    command = by_key(Keymap({"live": {"next": ("right",)}}).acting(LIVE), "right")

    assert isinstance(command, Command)
    assert command._replace(keys=("n",)) == by_key(LIVE, "n")
