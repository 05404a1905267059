from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.terminal.pty_tools import Terminal
from textual import constants
from textual.events import Key, Paste
from textual.message import Message

from circle_tui.tui.driver import SELECT_SECONDS, InputReader

Start = Callable[..., Terminal]

BROKEN = "\x1b [ \x1b[M \x1b[< \x1b[200~ \x1b[201~ \x1b[48;0;0;0;0t 99999999 ; : u M m t a é \x00".encode()
PIECES = st.sampled_from([*BROKEN.split(), b"\xc3", b"\xff", b"\xed\xa0\x80"])

END_OF_ANYTHING = b"aaa\x1b[201~" + 40 * b"a"
"""What ends an old mouse report, a paste and the longest sequence."""


def keys_of(messages: list[Message]) -> list[str]:
    return [message.key for message in messages if isinstance(message, Key)]


@pytest.mark.parametrize(
    "noise",
    [
        pytest.param(b"\xff\xfe\x80", id="bytes-that-are-not-utf-8"),
        pytest.param(b"\xc3", id="half-a-character"),
        pytest.param(b"\x1b[M \xa0\xa1", id="an-old-mouse-report-past-column-95"),
        pytest.param(b"\x1b[M !!", id="an-old-mouse-report"),
        pytest.param(b"\x1b[9999999u", id="a-key-number-that-is-no-character"),
        pytest.param(b"\x1b[97;1;99999999u", id="a-key-text-that-is-no-character"),
        pytest.param(b"\x1b[55296u", id="half-a-surrogate-pair"),
        pytest.param(b"\x1b[200~\xff\x1b[M \xff!\x1b[201~", id="a-paste-of-such-bytes"),
    ],
)
def test_noise_on_the_line_is_dropped_and_the_next_key_arrives(start: Start, noise: bytes) -> None:
    terminal = start()

    terminal.send(noise)
    terminal.press("a", "b")

    terminal.wait_for("Keys: a b")


@settings(deadline=None)
@given(st.lists(st.one_of(PIECES, st.binary(max_size=4)), max_size=60))
def test_no_bytes_at_all_end_the_reading(pieces: list[bytes]) -> None:
    reader = InputReader()

    for piece in pieces:
        list(reader.feed(piece))
    reader.tick()
    list(reader.feed(END_OF_ANYTHING))

    assert keys_of(list(reader.feed(b"a"))) == ["a"]


def test_a_character_that_comes_in_two_pieces_is_whole() -> None:
    reader = InputReader()

    messages = [*reader.feed("é".encode()[:1]), *reader.feed("é".encode()[1:])]

    assert keys_of(messages) == ["é"]


def test_an_old_mouse_report_that_comes_in_two_pieces_is_dropped_whole() -> None:
    reader = InputReader()

    messages = [*reader.feed(b"a\x1b[M "), *reader.feed(b"\xa0\xa1b")]

    assert keys_of(messages) == ["a", "b"]


def test_a_replacement_sign_that_was_pasted_is_kept() -> None:
    reader = InputReader()

    messages = list(reader.feed(b"\x1b[200~\xef\xbf\xbd\x1b[201~a"))

    assert [message.text for message in messages if isinstance(message, Paste)] == [
        "\N{REPLACEMENT CHARACTER}"
    ]


def test_a_lone_escape_is_not_waited_on_for_longer_than_escdelay() -> None:
    reader = InputReader()

    list(reader.feed(b"\x1b"))

    assert reader.seconds_to_wait == min(SELECT_SECONDS, constants.ESCAPE_DELAY)
