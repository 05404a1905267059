"""Every sheet once, with the worst names, in a window that grows and shrinks: no line breaks."""

from tests.circle_kit import make_desk, make_group
from tests.tui.pilot_kit import on_close, on_live, worst_evening, worst_groups
from tests.tui.reading import circle, restless_keys

SMALL, LARGE = (40, 12), (160, 45)
AWAY = ("escape",) * 2
"""From whatever lies on top back to the screen itself."""

LIVE_SHEETS: tuple[tuple[str, ...], ...] = (
    ("l", "s"),
    ("l", "w"),
    ("w", "d"),
    ("w", "l"),
    ("q", *"[/] 界", "enter", "q"),
    ("z",),
    ("z", "1"),
    ("i",),
    ("i", "t"),
    ("s",),
    ("s", "1"),
    ("k", *"[/]", "enter", "k"),
    ("0",),
    ("1",),
    ("3",),
    ("6",),
    ("7",),
    ("8", "n"),
    ("7", *"nnnnn2"),
    ("comma",),
    ("x", "b"),
    ("9", "n", "n"),
    ("d",),
    ("d", "1", *"[/]", "enter", *"nnnnny"),
    ("d", "2", *"[/]", "enter", *"nnn"),
    ("d", "2", *"[/]", "enter", *"nnns"),
    ("d", "3", *"[/]", "enter", "n", "e"),
    ("d", "1"),
    ("d", "5"),
    ("d", "6"),
    ("d", "7", "7"),
    ("h", "1", "2"),
    ("h", "w"),
    ("o", "h", "enter", "t"),
    ("h", "s"),
    ("g", "r"),
    ("g", "w"),
    ("p",),
    ("p", "1"),
    ("p", "1", "d"),
    ("p", "a"),
    ("m",),
    ("f",),
    ("y", "h"),
)

CLOSE_SHEETS = (("k",), ("s",), ("y",), ("p", "p"), ("enter",))

LOBBY_SHEETS: tuple[tuple[str, ...], ...] = (
    ("p",),
    ("escape", "t"),
    ("n",),
    ("escape", "s"),
    ("escape", "escape", "g"),
    ("a",),
    ("escape", "w"),
    ("escape", "o"),
    ("escape", "p"),
    ("enter",),
    ("escape", "escape", "m"),
    ("enter", "d"),
    ("escape", "r", "r"),
    ("escape", "t", "t"),
    ("escape", "y", "y"),
    ("escape", "escape", "o"),
    ("escape", "question_mark"),
)


async def test_no_sheet_of_the_evening_breaks_a_line_in_any_window() -> None:
    async with on_live(worst_evening(worst_groups()[0]), size=LARGE) as seen:
        broken = await seen.broken_in_turn(*((*AWAY, *keys) for keys in LIVE_SHEETS), windows=(SMALL, LARGE))

        assert broken == []


async def test_no_sheet_of_the_close_breaks_a_line_in_any_window() -> None:
    async with on_close(worst_evening(worst_groups()[1]), size=LARGE) as seen:
        broken = await seen.broken_in_turn(
            *(("escape", *keys) for keys in CLOSE_SHEETS), windows=(SMALL, LARGE)
        )

        assert broken == []


async def test_no_sheet_between_evenings_breaks_a_line_in_any_window() -> None:
    desk = make_desk()
    names = worst_groups(6)[2]
    make_group(desk, names, name=names[0])

    async with circle(desk, size=LARGE) as pilot:
        restless = await restless_keys(pilot, *LOBBY_SHEETS, windows=(SMALL, LARGE))

        assert restless == []
