"""Figures as a plain table: each beside what it is compared with, its aim, and whether that is met."""

from collections.abc import Sequence
from statistics import median, quantiles
from typing import NamedTuple


class Figure(NamedTuple):
    """One figure of Circle beside the same figure of something else."""

    what: str
    circle: str
    beside: str
    """What it is compared with."""
    ratio: str = ""
    n: int = 1
    aim: str = ""
    is_met: bool | None = None
    """None where there is no aim."""


HEAD = ("figure", "Circle", "beside", "ratio", "n", "aim", "")


def compared(
    what: str, circle: float, beside: float, *, unit: str, n: int, at_most: float | None = None, of: str = ""
) -> Figure:
    """A figure as a ratio to another one, with an aim for the ratio where there is one."""
    ratio = circle / beside if beside else float("inf")
    return Figure(
        what,
        written(circle, unit),
        written(beside, unit) + (f" {of}" if of else ""),
        f"{ratio:.2f}",
        n,
        "" if at_most is None else f"≤ {at_most:g}",
        None if at_most is None else round(ratio, 2) <= at_most,
    )


def written(value: float, unit: str) -> str:
    """A value with its unit, three digits long or so."""
    digits = 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 2
    return f"{value:.{digits}f} {unit}".strip()


def middle(values: Sequence[float]) -> float:
    """The median."""
    return median(values)


def ninety_fifth(values: Sequence[float]) -> float:
    """The value that 95 of 100 do not exceed."""
    return quantiles(values, n=20, method="inclusive")[-1]


def drawn(figures: Sequence[Figure]) -> str:
    """The table."""
    rows = [HEAD, *(_row(figure) for figure in figures)]
    wide = [max(len(row[column]) for row in rows) for column in range(len(HEAD))]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, wide, strict=True)).rstrip() for row in rows
    ]
    return "\n".join([lines[0], "-" * max(map(len, lines)), *lines[1:]])


def _row(figure: Figure) -> tuple[str, ...]:
    met = {None: "", True: "met", False: "NOT MET"}[figure.is_met]
    return (figure.what, figure.circle, figure.beside, figure.ratio, str(figure.n), figure.aim, met)
