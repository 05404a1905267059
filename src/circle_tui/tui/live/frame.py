"""How the live screen divides a window: what stands where, and how many cells each part has."""

from typing import NamedTuple

from circle_tui.tui.stack import BESIDE_PERCENT
from circle_tui.tui.surface import FLAT, ROOMY

MEDIUM = (96, 27)
"""From this size on the agenda stands beside the clock."""
LARGE = (150, 40)
"""From this size on there is more air."""


class Frame(NamedTuple):
    """One window: its size, and whether a sheet lies over its right half."""

    wide: int
    high: int
    is_split: bool = False

    @property
    def is_small(self) -> bool:
        """Whether the agenda is a single line."""
        return self.is_split or self.wide < MEDIUM[0] or self.high < MEDIUM[1]

    @property
    def is_large(self) -> bool:
        """Whether there is room for more air."""
        return not self.is_split and self.wide >= LARGE[0] and self.high >= LARGE[1]

    @property
    def is_flat(self) -> bool:
        """Whether even the empty lines have to go."""
        return self.high < FLAT

    @property
    def is_roomy(self) -> bool:
        """Whether there is a line above the head."""
        return self.high >= ROOMY

    @property
    def visible(self) -> int:
        """Cells of the width that no sheet covers."""
        return self.wide * (100 - BESIDE_PERCENT) // 100 if self.is_split else self.wide

    @property
    def head(self) -> int:
        """Cells for text in the head."""
        return self.visible - 4

    @property
    def left(self) -> int:
        """Cells for text in the left part."""
        if self.is_small:
            return max(10, self.visible - 6)
        return self.wide - 46 - 12 if self.is_large else self.wide - 38 - 5

    @property
    def right(self) -> int:
        """Cells for text in the right part."""
        return 37 if self.is_large else 33
