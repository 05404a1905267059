"""The four modes of a session. A mode decides which formats, prompts and rules are offered."""

from typing import Literal, get_args

Mode = Literal["support", "consultation", "topic", "governance"]

MODES: tuple[Mode, ...] = get_args(Mode)

MODE_WORDS: dict[Mode, str] = {
    "support": "support · feelings, not cases",
    "consultation": "consultation · a question first",
    "topic": "topic · one question, many views",
    "governance": "governance · how we run ourselves",
}
"""What stands on screen all evening, so that nobody has to ask what kind of evening it is."""

STARTER_FORMATS: dict[Mode, str] = {
    "support": "open-support-circle",
    "consultation": "focus-question",
    "topic": "topic-circle",
    "governance": "meeting-about-ourselves",
}
"""Slug of the format that a new group begins with."""
STARTER_RULES: dict[Mode, str] = {
    "support": "support-10",
    "consultation": "consultation-12",
    "topic": "consultation-12",
    "governance": "consultation-12",
}
"""Slug of the set of ground rules that it begins with."""
