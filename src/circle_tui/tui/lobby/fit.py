"""How the screens outside of an evening fit into a window. Classes only; the style sheets do the rest."""

from textual.dom import DOMNode

from circle_tui.tui.surface import ROOMY

TWO_COLUMNS = 76
"""From this width on there are two columns."""
AIRY = (110, 32)
"""From this size on there is more air."""
LOW = 20
"""Under this height the empty lines go."""


def has_two_columns(wide: int) -> bool:
    """Whether things stand side by side."""
    return wide >= TWO_COLUMNS


def is_airy(wide: int, high: int) -> bool:
    """Whether there is room for more air."""
    return wide >= AIRY[0] and high >= AIRY[1]


def is_low(high: int) -> bool:
    """Whether even the empty lines have to go."""
    return high < LOW


def fit_window(screen: DOMNode, wide: int, high: int) -> None:
    """Set the classes the style sheets know."""
    screen.set_class(not has_two_columns(wide), "-narrow")
    screen.set_class(is_airy(wide, high), "-airy")
    screen.set_class(is_low(high), "-low")
    screen.set_class(high >= ROOMY, "-roomy")
