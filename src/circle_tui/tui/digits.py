"""Block digits: the remaining time, as large as the window allows.

Five by seven points a sign, drawn with half blocks, so that a point is as high as it is wide.
"""

_POINTS: dict[str, tuple[str, ...]] = {
    "0": (".###.", "#...#", "#...#", "#...#", "#...#", "#...#", ".###."),
    "1": ("..#..", ".##..", "..#..", "..#..", "..#..", "..#..", ".###."),
    "2": (".###.", "#...#", "....#", "...#.", "..#..", ".#...", "#####"),
    "3": (".###.", "#...#", "....#", "..##.", "....#", "#...#", ".###."),
    "4": ("#..#.", "#..#.", "#..#.", "#####", "...#.", "...#.", "...#."),
    "5": ("#####", "#....", "####.", "....#", "....#", "#...#", ".###."),
    "6": (".###.", "#....", "#....", "####.", "#...#", "#...#", ".###."),
    "7": ("#####", "....#", "...#.", "..#..", "..#..", "..#..", "..#.."),
    "8": (".###.", "#...#", "#...#", ".###.", "#...#", "#...#", ".###."),
    "9": (".###.", "#...#", "#...#", ".####", "....#", "....#", ".###."),
    ":": (".", "#", ".", ".", ".", "#", "."),
    "+": ("...", "...", ".#.", "###", ".#.", "...", "..."),
    " ": (".", ".", ".", ".", ".", ".", "."),
}
_HALVES = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}
HEIGHT = 7


def sign_width(sign: str, scale: int) -> int:
    """Cells one sign takes at a scale, the gap behind it included."""
    return (len(_POINTS.get(sign, _POINTS[" "])[0]) + 1) * scale


def width(text: str, scale: int) -> int:
    """Cells a whole time takes at a scale."""
    return sum(sign_width(sign, scale) for sign in text)


def height(scale: int) -> int:
    """Rows a sign takes at a scale."""
    return (HEIGHT * scale + 1) // 2


def rows(text: str, scale: int) -> list[str]:
    """Draw a time as rows of half blocks; a sign it does not know is left blank."""
    points = [_POINTS.get(sign, _POINTS[" "]) for sign in text]
    lines = []
    for row in range(height(scale)):
        upper, lower = 2 * row // scale, (2 * row + 1) // scale
        lines.append("".join(_row(sign, upper, lower, scale) for sign in points))
    return lines


def _row(sign: tuple[str, ...], upper: int, lower: int, scale: int) -> str:
    cells = []
    for column in range(len(sign[0])):
        above = upper < HEIGHT and sign[upper][column] == "#"
        below = lower < HEIGHT and sign[lower][column] == "#"
        cells.append(_HALVES[(above, below)] * scale)
    return "".join(cells) + " " * scale


def largest_scale(cells_wide: int, rows_high: int, signs: str = "00:00") -> int:
    """The largest scale at which a time fits; 0 when not even the smallest does."""
    scale = 0
    while width(signs, scale + 1) <= cells_wide and height(scale + 1) <= rows_high:
        scale += 1
    return scale
