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
