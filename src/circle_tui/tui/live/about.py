"""Sheets about one segment of the evening, which goes with it when it is taken back."""

from circle_tui.tonight.evening import Evening
from circle_tui.tui.sheet import Sheet


class AboutSegment(Sheet):
    """What every sheet about a segment has; who makes one says which segment, and of which evening."""

    _evening: Evening
    _segment: str

    @property
    def is_void(self) -> bool:
        """Whether its segment was taken back."""
        return not self._evening.room.session.has_segment(self._segment)
