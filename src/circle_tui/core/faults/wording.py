"""Faults that every kind of file can have, and how they are said.

Each function of this folder gives back one sentence, the first fault with what would be right, or ""
when there is none. Types and unknown keys are found before, by whoever decodes the file.
"""

import re
from collections.abc import Iterable

SENTENCE_LIMIT = 90
"""The most characters that one sentence on screen may have; it must also work read aloud once."""
LONGEST_MINUTES = 240
"""Nothing in a file is longer."""

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def is_slug(text: str) -> bool:
    """Whether the text is small letters and digits, parted by single hyphens, 40 characters at most."""
    return len(text) <= 40 and _SLUG.fullmatch(text) is not None


def slug_fault(place: str, text: str) -> str:
    """One sentence on what is wrong with a slug."""
    if is_slug(text):
        return ""
    return f"{place} is “{text}”: small letters, digits and single hyphens are right, like “first-round”"


def sentence_fault(place: str, text: str) -> str:
    """One sentence on what is wrong with a sentence for the screen."""
    if not text.strip():
        return f"{place} is empty: one sentence is right"
    if len(text) > SENTENCE_LIMIT:
        return f"{place} has {len(text)} characters: {SENTENCE_LIMIT} at most are right"
    return ""


def titled_fault(name: str, place: str, slug: str, title: str) -> str:
    """One sentence on what is wrong with the slug, here called by `name`, and the title of something."""
    return slug_fault(name, slug) or sentence_fault(f"the title of {place}", title)


def twice_fault(what: str, names: Iterable[str]) -> str:
    """One sentence on the first name that stands twice."""
    twice = repeated(names)
    return f"the {what} “{twice}” stands twice: once is right" if twice else ""


def repeated(names: Iterable[str]) -> str:
    """The first name that stands twice; empty when every name stands once."""
    seen: set[str] = set()
    for name in names:
        if name in seen:
            return name
        seen.add(name)
    return ""


def first(faults: Iterable[str]) -> str:
    """The first fault there is; nothing after it is looked at."""
    return next((fault for fault in faults if fault), "")
