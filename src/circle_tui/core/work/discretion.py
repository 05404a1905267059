"""Looks a sentence over for whatever may point to somebody, and says how it could be blurred.

It proposes and never refuses: what it finds may be harmless, and what it overlooks may not be. Whether a
capital at the start of a sentence is a name can only be guessed at, and a script without capitals shows no
names; only people can see those. What counts as identifying follows the eighteen kinds of the Safe Harbor
method (45 CFR 164.514), in which initials count as well. Keeps nothing.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from msgspec.structs import replace

from circle_tui.core.work import calling, shapes
from circle_tui.core.work.calling import PERSON, is_first, word_before
from circle_tui.core.work.shapes import LEFT_OUT, PLACE, Finding

QUESTION_LIMIT = 120
"""The longest focus question, in characters."""


def findings(text: str, names: Iterable[str] = (), *, is_about_us: bool = False) -> tuple[Finding, ...]:
    """Everything in a text that may point to somebody, in order; no two overlap.

    `names` are those of the group. Where the evening is about us, a client is found as well.
    """
    group = tuple(names)
    named = (partial(calling.names, group), partial(calling.known, group), calling.initials)
    looks = (*((shapes.clients,) if is_about_us else ()), *_LOOKS, *named)
    taken: list[Finding] = []
    for look in looks:
        for found in look(text):
            if all(found.end <= other.start or found.start >= other.end for other in taken):
                taken.append(found)
    in_order = sorted(taken, key=lambda found: found.start)
    if _is_in_another_language(text):
        return tuple(replace(found, instead=LEFT_OUT) for found in in_order)
    return tuple(_in_its_sentence(text, found) for found in in_order)


def blurred(text: str, found: Sequence[Finding], *, limit: int = QUESTION_LIMIT) -> str:
    """The text with what was found put into other words; briefer ones where it would be too long."""
    worded = _replaced(text, found, lambda finding: finding.instead)
    if len(worded) <= max(limit, len(text)):
        return worded
    return _replaced(text, found, lambda _: LEFT_OUT)


def _replaced(text: str, found: Sequence[Finding], word: Callable[[Finding], str]) -> str:
    parts, at = [], 0
    for finding in found:
        instead = word(finding)
        begins = is_first(text, finding.start)
        parts += [text[at : finding.start], instead[:1].upper() + instead[1:] if begins else instead]
        at = finding.end
    return "".join([*parts, text[at:]])


def _is_in_another_language(text: str) -> bool:
    """Whether our words would not read in it: German, or another script than the Latin one."""
    letters = [sign for sign in text if sign.isalpha()]
    others = [sign for sign in letters if sign > "\u024f"]
    return calling.is_german(text) or 2 * len(others) > len(letters)


# -- how a blur reads in its sentence

_MEETINGS = re.compile(
    r"\s+(?:session|hour|slot|meeting|appointment|call|group|supervision)s?\b", re.IGNORECASE
)
_THEN = frozenset({"since", "until", "till", "by"})
_WITHIN = frozenset({"on", "at", "in", "um"})
_THAT = frozenset({"before", "after", "from", "around", "about", "for"})
_ARTICLES = frozenset({"the", "a", "an", "this", "that", "every", "each", "another", "one"})
_OWNERS = frozenset({"my", "our", "your", "his", "her", "their"})


def _in_its_sentence(text: str, found: Finding) -> Finding:
    """The finding with a blur that reads in its place; where none does, it only leaves out."""
    before = word_before(text, found.start)
    if found.kind in ("date", "time") and found.instead in (_AGO, _HOUR):
        return replace(found, instead=_when(text, found, before))
    is_beside = before in _ARTICLES or (before in _OWNERS and found.kind != "client")
    says_whose = found.text.split()[0].lower() in (*_ARTICLES, *_OWNERS)
    if (
        is_beside
        and not says_whose
        and found.instead in (PERSON, f"{PERSON}'s", PLACE, "of that age", "that age")
    ):
        return replace(found, instead=LEFT_OUT)
    return found


_AGO, _HOUR = "some time ago", "at that hour"


def _when(text: str, found: Finding, before: str) -> str:
    is_day, first = found.kind == "date", found.text.split()[0].lower()
    is_meeting = _MEETINGS.match(text, found.end) is not None
    if first == "the" and is_meeting:
        return "the"
    if first in _WITHIN:
        return found.instead
    if before in _THEN:
        return "then" if is_day else "that hour"
    if before in _THAT:
        return "that day" if is_day else "that hour"
    if before in _OWNERS:
        return LEFT_OUT if is_day else "usual" if is_meeting else "usual hour"
    if before in _ARTICLES:
        return LEFT_OUT
    if found.text.lower().startswith("last "):
        return "the other day"
    return found.instead


_LOOKS: tuple[Callable[[str], Iterator[Finding]], ...] = (
    shapes.CONTACTS,
    shapes.STREETS,
    shapes.DATES,
    shapes.TIMES,
    shapes.weekday_hours,
    shapes.PHONES,
    shapes.ages,
    shapes.NUMBERS,
)
"""What is surest comes first, and takes its stretch of the text; names come after all of these."""
