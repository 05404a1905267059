"""Looks a sentence over for whatever may point to somebody, and says how it could be blurred.

It proposes and never refuses: what it finds may be harmless, and what it overlooks may not be. A name at
the start of a sentence looks like any other word there, and a script without capitals shows no names; only
people can see those. What counts as identifying follows the eighteen kinds of the Safe Harbor method
(45 CFR 164.514), in which initials count as well. Knows nobody's name, and keeps nothing.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Literal

from msgspec import Struct

from circle_tui.core.work import ordinary

QUESTION_LIMIT = 120
"""The longest focus question, in characters."""

Kind = Literal["contact", "number", "date", "time", "age", "initials", "name", "place"]

PERSON, PLACE, LEFT_OUT = "the person", "that place", "…"


class Finding(Struct, frozen=True):
    """A stretch of a text that may point to somebody, and what could stand there instead."""

    kind: Kind
    start: int
    end: int
    text: str
    instead: str

    @property
    def says(self) -> str:
        """The finding as a sentence, with a question at its end."""
        return f"“{self.text}” may point to {POINTS_TO[self.kind]}: “{self.instead}”?"


POINTS_TO: dict[Kind, str] = {
    "contact": "someone",
    "number": "someone",
    "date": "a certain day",
    "time": "a certain hour",
    "age": "someone's age",
    "initials": "someone",
    "name": "someone",
    "place": "a certain place",
}


def findings(text: str) -> tuple[Finding, ...]:
    """Everything in a text that may point to somebody, in order; no two overlap."""
    taken: list[Finding] = []
    for look in _LOOKS:
        for found in look(text):
            if all(found.end <= other.start or found.start >= other.end for other in taken):
                taken.append(found)
    return tuple(sorted(taken, key=lambda found: found.start))


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
        is_first = not text[: finding.start].strip()
        parts += [text[at : finding.start], instead[:1].upper() + instead[1:] if is_first else instead]
        at = finding.end
    return "".join([*parts, text[at:]])


# -- shapes: contacts, numbers, days, ages

_MONTHS = (
    r"(?:jan(?:uary|uar)?|feb(?:ruary|ruar)?|mar(?:ch)?|märz|apr(?:il)?|may|mai|june?|juni|july?|juli|"
    r"aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|okt(?:ober)?|nov(?:ember)?|dec(?:ember)?|dez(?:ember)?)\.?"
)
_DAYS = (
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?|"
    r"(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag)s?"
)
_CLOCK = r"(?:\d{1,2}[:.]\d{2}(?:\s?[ap]\.?m\.?)?|\d{1,2}\s?(?:[ap]\.?m\b\.?|o['’]clock|uhr))"
_DAY = r"\d{1,2}(?:st|nd|rd|th|\.)?"
_YEAR = r"(?:19|20)\d{2}"
_COUNTED = (
    r"(?:%|percent|per cent|minutes?|mins?|seconds?|hours?|days?|weeks?|months?|times|sessions?|things?|"
    r"steps?|points?|degrees?|euros?|dollars?|pounds?|people|of us|minuten|stunden|prozent)"
)


def _shapes(kind: Kind, instead: str, *patterns: str) -> Callable[[str], Iterator[Finding]]:
    """Finds the group called `it` of each pattern, or all of what matched."""
    compiled = [re.compile(pattern, re.IGNORECASE) for pattern in patterns]

    def look(text: str) -> Iterator[Finding]:
        for pattern in compiled:
            for match in pattern.finditer(text):
                group = "it" if "it" in pattern.groupindex else 0
                yield Finding(kind, *match.span(group), match[group], instead)

    return look


_CONTACTS = _shapes(
    "contact",
    "their address",
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
    r"(?:https?://|www\.)[^\s<>“”\"]*[^\s<>“”\".,;:!?)]",
    r"\b[a-z0-9-]+\.(?:com|org|net|de|uk|eu|io|info|ch|at|ca|au)\b(?:/[^\s]*)?",
    r"(?<!\w)@\w[\w.]{2,}",
)
_DATES = _shapes(
    "date",
    "some time ago",
    rf"\b(?:on\s+)?{_YEAR}-\d{{1,2}}-\d{{1,2}}\b",
    r"(?<![\d.])(?:on\s+)?\d{1,2}[./]\d{1,2}[./](?:\d{4}|\d{2})?(?![\d])",
    rf"\b(?:on\s+)?(?:the\s+)?{_DAY}\s*(?:of\s+)?{_MONTHS}(?:,?\s+{_YEAR})?(?!\w)",
    rf"\b(?:on\s+)?{_MONTHS}\s+(?:the\s+)?\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+{_YEAR})?\b(?!\s*{_COUNTED})",
    rf"\b(?:in\s+)?{_MONTHS},?\s+{_YEAR}\b",
    rf"\b(?:on\s+)?(?:{_DAYS}),?\s+(?:the\s+)?\d{{1,2}}(?:st|nd|rd|th)\b",
)
_TIMES = _shapes(
    "time",
    "at that hour",
    rf"\b(?:on\s+)?(?:{_DAYS})s?,?\s+(?:(?:at|um|@)\s+)?(?:{_CLOCK}|noon|midnight)",
    rf"\b(?:at\s+)?{_CLOCK},?\s+(?:on\s+|every\s+)?(?:{_DAYS})\b",
)
_PHONES = _shapes(
    "contact",
    "their number",
    r"(?<![\w+])\+\d[\d\s()./-]{6,}\d",
    r"(?<![\w.])\(?0\d[\d\s()./-]{5,}\d(?!\w)",
    r"(?<![\w.])\(?\d{3}\)?[\s.-]\d{3}[\s.-]?\d{4}(?!\w)",
    r"(?<![\w.])\d{3}[\s-]\d{4}(?!\w)",
)
_NUMBERS = _shapes(
    "number",
    "that number",
    r"\b(?:case|file|record|chart|policy|account|ticket)\s*(?:no\.?|nr\.?|number|#)?\s*(?P<it>#?\w*\d[\w/-]*)",
    r"\b(?P<it>(?:no|nr)\.\s*\d[\w/-]*)",
    r"(?<!\w)(?P<it>#\s?\d[\w/-]*)",
    r"\b(?P<it>[A-Z]{1,4}-?\d{3,})\b",
    r"(?<![\w.])(?P<it>\d{5,})(?!\w)",
    r"(?<![\w.])(?P<it>\d{1,3}(?:\.\d{1,3}){3})(?![\w])",
)
_AGE = r"(?:1[01]\d|120|[1-9]?\d)"
_AGE_AS_NOUN = _shapes(
    "age",
    "of that age",
    rf"\b(?:aged|age|at age|at the age of)\s+{_AGE}\b(?!\s*{_COUNTED})",
    rf"\b{_AGE}\s*(?:years?|yrs?|months?|weeks?)[\s-]old\b",
    rf"\b{_AGE}\s*jahren?\s+alt\b",
    rf"(?<!\w){_AGE}\s*(?:лет|год|года)(?!\w)",
    rf"(?<=[,(])(?<!\d,)\s?(?P<it>{_AGE})(?=\s*[,)]|\s*$)",
    rf"\b(?:is|was|turns|turned|turning|nearly|almost|only)\s+(?P<it>{_AGE})"
    rf"(?=\s*(?:[,.;:!?)]|$|and\b|but\b|when\b|now\b|years?\b))",
    rf"(?<![\w.:/])(?P<it>9\d|1[01]\d|120)(?!\s*{_COUNTED})(?![\w:%/]|[.,]\d)",
)
_AGE_BEFORE_NOUN = re.compile(
    rf"\b(?P<one>(?:an?|eine?n?r?)\s+)?(?P<age>{_AGE})"
    rf"(?:[\s-](?:year|yr|month|week)[\s-]old|-(?:years|months|weeks)-old|-?jährigen?r?)\b(?P<more>\s+\w)?",
    re.IGNORECASE,
)


def _ages(text: str) -> Iterator[Finding]:
    for match in _AGE_BEFORE_NOUN.finditer(text):
        end = match.end("age") if match["more"] is None else match.start("more")
        end = match.end() if match["more"] is None else end
        yield Finding("age", match.start(), end, text[match.start() : end], _grown(match))
    yield from _AGE_AS_NOUN(text)


def _grown(match: re.Match[str]) -> str:
    """How old somebody is, in words that many share."""
    is_counted_in_years = "month" not in match[0].lower() and "week" not in match[0].lower()
    years = int(match["age"]) if is_counted_in_years else 0
    word = "young" if years < 18 else "adult" if years < 65 else "older"
    article = "" if match["one"] is None else "a " if word == "young" else "an "
    return f"{article}{word}" if match["more"] or word == "adult" else f"{article}{word} person"


# -- words: names, initials, places

_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['’\-](?=[^\W\d_]))*")
_ENDS_A_SENTENCE = re.compile(r"(?:^|[.!?…:]['’\"”»)]*)[\s\"“„«‘'(¿¡–—-]*$")
_SPACE_BETWEEN = re.compile(r"\s|\.\s?|\s?&\s?")
_INITIALS = re.compile(
    r"(?<![\w.'’&-])(?:(?:[^\W\d_a-zß]\.\s?){2,}|[^\W\d_a-zß]\.(?=\s*[^\W\d_a-zß\s]|\s*[a-z,;:?!]|\s*$)"
    r"|[^\W\d_a-zß](?![\w.'’&-]))"
)
_DAY_OR_MONTH = re.compile(rf"(?:{_DAYS}|{_MONTHS})(?:['’]s)?", re.IGNORECASE)
_NAMED = re.compile(
    r"\b(?:named|called)\s+(?P<it>(?!(?:me|him|her|us|them|it|you|in|out|off|back|on|again|a|an|the|my|his|"
    r"their|our|your|this|that|up|upon|for|to|into|by|when|today|yesterday|late|early|himself|herself)\b)"
    r"[^\W\d_][\w'’-]*)",
    re.IGNORECASE,
)


def _initials(text: str) -> Iterator[Finding]:
    for match in _INITIALS.finditer(text):
        letters = match[0].strip()
        before = _word_before(text, match.start())
        if not letters.isupper() or before in ordinary.LETTERED or _is_a_word(text, match.start(), letters):
            continue
        start, instead = _with_client(text, match.start(), before)
        end = match.start() + len(letters)
        yield Finding("initials", start, end, text[start:end], instead)
    for word in _WORD.finditer(text):
        short = word[0]
        if len(short) == 2 and short.isupper() and short not in ordinary.SHORT and not text.isupper():
            start, instead = _with_client(text, word.start(), _word_before(text, word.start()))
            yield Finding("initials", start, word.end(), text[start : word.end()], instead)


def _is_a_word(text: str, start: int, letters: str) -> bool:
    """Whether a single letter is a word of its own: “I” anywhere, “A” where a sentence begins."""
    return letters == "I" or (letters in ordinary.ALONE and _is_first(text, start))


def _names(text: str) -> Iterator[Finding]:
    if text.isupper() and len(text.split()) > 1:
        return
    yield from _called(text)
    words = list(_WORD.finditer(text))
    has_capital_nouns = sum(word[0].lower() in ordinary.GERMAN for word in words) >= 2
    at = 0
    while at < len(words):
        run = _run(text, words, at)
        at += max(1, len(run))
        found = _named(text, run, has_capital_nouns=has_capital_nouns)
        if found is not None:
            yield found


def _called(text: str) -> Iterator[Finding]:
    for match in _NAMED.finditer(text):
        yield Finding("name", *match.span("it"), match["it"], PERSON)


def _run(text: str, words: Sequence[re.Match[str]], at: int) -> list[re.Match[str]]:
    """Capitalised words in a row, as in a first and a last name, with the small words names may have."""
    run: list[re.Match[str]] = []
    small: list[re.Match[str]] = []
    for word in words[at:]:
        last = next(reversed((*run, *small)), None)
        if last is not None and not _SPACE_BETWEEN.fullmatch(text[last.end() : word.start()]):
            break
        if (
            last is not None
            and "." in text[last.end() : word.start()]
            and last[0].lower() not in ordinary.ABBREVIATED
        ):
            break
        if _looks_like_a_name(word[0]):
            run += [*small, word]
            small = []
        elif run and len(small) < 2 and word[0] in ordinary.PARTICLES:
            small.append(word)
        else:
            break
    return run


def _looks_like_a_name(word: str) -> bool:
    first = word[0]
    if not (first.isupper() or first.istitle()) or word.lower() in ordinary.CAPITALISED:
        return False
    if len(word) > 1 and word[1] in "'’" and word[0] == "I":
        return False
    base = re.sub(r"['’]s?$", "", word)
    if len(base) == 1 or (base.isupper() and len(base) < 6):
        return False
    if re.match(r"[^\W\d_]-[a-z]", word) or re.match(r"[A-Z]{2,}-?(?:[a-z]|[A-Z])*$", base):
        return False
    return not _DAY_OR_MONTH.fullmatch(word)


def _is_title(word: str) -> bool:
    return word.lower() in ordinary.TITLES


def _named(text: str, run: list[re.Match[str]], *, has_capital_nouns: bool) -> Finding | None:
    """The finding a run of capitalised words amounts to; None where they are words like any other."""
    is_first = bool(run) and _is_first(text, run[0].start())
    while run and _plain(run[0][0]) in ordinary.STARTERS and (is_first or run[0][0] != "Will"):
        run, is_first = run[1:], False
    if not run:
        return None
    is_titled = _is_title(run[0][0])
    is_sure = is_titled or len(run) > 1 or (is_first and _is_told_about(text, run[0]))
    if (is_first or has_capital_nouns) and not is_sure:
        return None
    if is_titled and len(run) == 1:
        return None
    before = _word_before(text, run[0].start())
    is_place = before in ordinary.BEFORE_A_PLACE and not is_titled and not _is_owner(run[-1][0])
    start, instead = _with_client(text, run[0].start(), before)
    if _is_owner(run[-1][0]):
        instead += "'s"
    if is_place:
        return Finding("place", start, run[-1].end(), text[start : run[-1].end()], PLACE)
    return Finding("name", start, run[-1].end(), text[start : run[-1].end()], instead)


def _is_told_about(text: str, word: re.Match[str]) -> bool:
    """Whether what follows a first word makes it a name: an age, as in “Anna, 34”."""
    return bool(re.match(rf"\s*[,(]\s*{_AGE}\b", text[word.end() :]))


def _is_owner(word: str) -> bool:
    return bool(re.search(r"['’]s$", word))


def _is_first(text: str, start: int) -> bool:
    before = text[:start]
    if re.search(rf"(?:^|\s)(?:{'|'.join(sorted(ordinary.ABBREVIATED))})\.\s*$", before, re.IGNORECASE):
        return False
    return bool(_ENDS_A_SENTENCE.search(before))


def _word_before(text: str, start: int) -> str:
    found = re.search(r"([^\W\d_]+)\.?\s*$", text[:start])
    return found[1].lower() if found else ""


def _with_client(text: str, start: int, before: str) -> tuple[int, str]:
    """Where “my client X” begins, and that it may be “my client”; otherwise the place itself."""
    if before in ordinary.CLIENTS:
        whole = re.search(r"(?:(?:my|our|a|the|meine?r?)\s+)?[^\W\d_]+\s*$", text[:start], re.IGNORECASE)
        if whole:
            return whole.start(), whole[0].strip()
    if before in ordinary.TITLES:
        return text.lower().rindex(before, 0, start), PERSON
    return start, PERSON


def _plain(word: str) -> str:
    return re.split(r"['’]", word.lower())[0]


_LOOKS: tuple[Callable[[str], Iterator[Finding]], ...] = (
    _CONTACTS,
    _DATES,
    _TIMES,
    _PHONES,
    _ages,
    _NUMBERS,
    _names,
    _initials,
)
"""What is surest comes first, and takes its stretch of the text."""
