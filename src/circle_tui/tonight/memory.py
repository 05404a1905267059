"""What an evening knows only while it lasts: never on disk, gone when the evening is closed."""

from dataclasses import dataclass


@dataclass
class Memory:
    """Facts that live in memory only. Nothing here is ever written, logged, or kept."""

    meeting_link: str = ""
    """Never drawn; copied for one member at a time."""
