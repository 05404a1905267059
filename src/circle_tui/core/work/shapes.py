"""Shapes in a text that may point to somebody: contacts, numbers, streets, days, hours, ages.

Patterns, and what could stand in their place; whether that reads as a sentence is `discretion`'s business.
What counts follows the eighteen kinds of the Safe Harbor method (45 CFR 164.514).
"""

import re
from collections.abc import Callable, Iterator
from typing import Literal

from msgspec import Struct

from circle_tui.core.work import ordinary

Kind = Literal["contact", "number", "date", "time", "age", "initials", "name", "place", "client"]

POINTS_TO: dict[Kind, str] = {
    "contact": "someone",
    "number": "someone",
    "date": "a certain day",
    "time": "a certain hour",
    "age": "someone's age",
    "initials": "someone",
    "name": "someone",
    "place": "a certain place",
    "client": "somebody else's story",
}

NOT_REPEATED: frozenset[Kind] = frozenset({"contact", "number", "initials", "name", "place"})
"""What is hinted at by its first sign alone when it is said what was found."""

PLACE, LEFT_OUT = "that place", "…"


class Finding(Struct, frozen=True):
    """A stretch of a text that may point to somebody, and what could stand there instead."""

    kind: Kind
    start: int
    end: int
    text: str
    instead: str

    @property
    def says(self) -> str:
        """The finding as a sentence, with a question at its end; the room reads no name a second time."""
        shown = f"{self.text[0]}…" if self.kind in NOT_REPEATED and len(self.text) > 1 else self.text
        return f"“{shown}” may point to {POINTS_TO[self.kind]}: “{self.instead}”?"


_MONTHS = (
    r"(?:jan(?:uary|uar)?|feb(?:ruary|ruar)?|mar(?:ch)?|märz|apr(?:il)?|may|mai|june?|juni|july?|juli|"
    r"aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|okt(?:ober)?|nov(?:ember)?|dec(?:ember)?|dez(?:ember)?)\.?"
)
_DAYS = (
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|"
    r"(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag)s?)"
)
DAY_OR_MONTH = re.compile(rf"(?:{_DAYS}|{_MONTHS})(?:['’]s)?", re.IGNORECASE)
_CLOCK = r"(?:\d{1,2}[:.]\d{2}(?:\s?[ap]\.?m\b\.?)?|\d{1,2}\s?(?:[ap]\.?m\b\.?|o['’]clock|uhr))"
_DAY = r"\d{1,2}(?:st|nd|rd|th|\.)?"
_NTH = r"\d{1,2}(?:st|nd|rd|th)"
_YEAR = r"(?:19|20)\d{2}"
_DAY_AND_MONTH = r"(?:0?[1-9]|[12]\d|3[01])/(?:0?[1-9]|[12]\d|3[01])"
_FROM = r"(?:(?:since|until|till|by|before|after|from)\s+|(?=on\s))"
COUNTED = (
    r"(?:%|percent|per cent|minutes?|mins?|seconds?|hours?|days?|weeks?|months?|times|sessions?|things?|"
    r"steps?|points?|degrees?|euros?|dollars?|pounds?|people|of us|minuten|stunden|prozent)"
)
_MET = r"(?:client|patient|couple|family|group|session|hour|appointment|slot|case|meeting|call)"
_OWN = r"(?:my|our|his|her|their|the|a|this|that)"


def _shapes(kind: Kind, instead: str, *patterns: str) -> Callable[[str], Iterator[Finding]]:
    """Finds the group called `it` of each pattern, or all of what matched."""
    compiled = [re.compile(pattern, re.IGNORECASE) for pattern in patterns]

    def look(text: str) -> Iterator[Finding]:
        for pattern in compiled:
            for match in pattern.finditer(text):
                group = "it" if "it" in pattern.groupindex else 0
                yield Finding(kind, *match.span(group), match[group], instead)

    return look


CONTACTS = _shapes(
    "contact",
    "their address",
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
    r"(?:https?://|www\.)[^\s<>“”\"]*[^\s<>“”\".,;:!?)]",
    r"\b[a-z0-9-]+\.(?:com|org|net|de|uk|eu|io|info|ch|at|ca|au)\b(?:/[^\s]*)?",
    r"(?<!\w)@\w[\w.]{2,}",
)
STREETS = _shapes(
    "place",
    PLACE,
    r"(?<!\w)\d{1,5}[a-z]?,?\s+(?-i:(?:[A-ZÄÖÜ][\w'’.-]*\s+){1,3})"
    r"(?:street|st|road|rd|avenue|ave|lane|drive|square|close|court|place|terrace|boulevard|blvd|row|hill|"
    r"gardens|park|way)\b",
    r"(?-i:(?<!\w)[A-ZÄÖÜ][\w-]*)(?:straße|strasse|str\.|gasse|allee|platz|damm|ufer|weg|ring)\s*\d{1,4}[a-z]?\b",
)
DATES = _shapes(
    "date",
    "some time ago",
    rf"\b(?:on\s+)?{_YEAR}-\d{{1,2}}-\d{{1,2}}\b",
    r"(?<![\d.])(?:on\s+)?\d{1,2}[./]\d{1,2}[./](?:\d{4}|\d{2})?(?![\d])",
    rf"\b(?:on\s+)?(?:the\s+)?{_DAY}\s*(?:of\s+)?{_MONTHS}(?:,?\s+{_YEAR})?(?!\w)",
    rf"\b(?:on\s+)?{_MONTHS}\s+(?:the\s+)?\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+{_YEAR})?\b(?!\s*{COUNTED})",
    rf"\b(?:in\s+)?{_MONTHS},?\s+{_YEAR}\b",
    rf"\b(?:on\s+)?{_DAYS},?\s+(?:the\s+)?{_NTH}\b",
    rf"\b{_FROM}(?P<it>(?:on\s+)?the\s+{_NTH})\b(?=\s*(?:[,.;:!?)]|$|and\b|i\b))",
    rf"\b{_FROM}(?P<it>(?:on\s+)?{_DAY_AND_MONTH})(?![\d/]|\s+of\b)",
    rf"\b(?:since|until|till)\s+(?P<it>{_DAYS})(?!\s+{_MET})\b",
    rf"\b(?P<it>last\s+{_DAYS})\b",
)
BORN = _shapes("age", "back then", rf"\b(?:born|geboren)\s+(?P<it>(?:in\s+)?{_YEAR})\b")
TIMES = _shapes(
    "time",
    "at that hour",
    rf"\b(?:on\s+)?{_DAYS},?\s+(?:(?:at|um|@)\s+)?(?:{_CLOCK}|noon|midnight)",
    rf"\b(?:at\s+)?{_CLOCK},?\s+(?:on\s+|every\s+)?{_DAYS}\b",
    rf"\b(?:at|um)\s+(?:{_CLOCK})",
    rf"\b(?:my|our|his|her|their)\s+(?P<it>{_CLOCK})",
)
PHONES = _shapes(
    "contact",
    "their number",
    r"(?<![\w+])\+\d[\d\s()./-]{6,}\d",
    r"(?<![\w.])\(?0\d[\d\s()./-]{5,}\d(?!\w)",
    r"(?<![\w.])\(?\d{3}\)?[\s.-]\d{3}[\s.-]?\d{4}(?!\w)",
    r"(?<![\w.])\d{3}[\s-]\d{4}(?!\w)",
)
NUMBERS = _shapes(
    "number",
    "that number",
    r"\b(?:case|file|record|chart|policy|account|ticket)\s*(?:no\.?|nr\.?|number|#)?\s*(?P<it>#?\w*\d[\w/-]*)",
    r"\b(?P<it>(?:no|nr)\.\s*\d[\w/-]*)",
    r"(?<!\w)(?P<it>#\s?\d[\w/-]*)",
    r"\b(?P<it>[A-Z]{1,4}-?\d{3,})\b",
    r"(?<![\w.])(?P<it>\d{5,})(?!\w)",
    r"(?<![\w.])(?P<it>\d{1,3}(?:\.\d{1,3}){3})(?![\w])",
)


def weekday_hours(text: str) -> Iterator[Finding]:
    """A weekday before what happens on it, as in “my Monday client”: the day is left out."""
    for match in _WEEKDAY_HOUR.finditer(text):
        start, end = match.start("day"), match.end("met")
        yield Finding("time", start, end, text[start:end], match["met"])


_WEEKDAY_HOUR = re.compile(
    rf"\b{_OWN}\s+(?P<day>{_DAYS})(?:['’]s)?(?:\s+(?:morning|afternoon|evening|night))?\s+(?P<met>{_MET}s?)\b",
    re.IGNORECASE,
)

# -- ages, in figures and in words

_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_ONES = "one|two|three|four|five|six|seven|eight|nine"
_UP_TO_TWELVE = "ten|eleven|twelve"
_TEENS = "thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_SPELLED = rf"(?:(?:{_TENS})(?:[\s-](?:{_ONES}))?|{_TEENS})"
AGE = r"(?:1[01]\d|120|[1-9]?\d)"
_AN_AGE = rf"(?:{AGE}|{_SPELLED})"
_AGE_AS_NOUN = _shapes(
    "age",
    "of that age",
    rf"\b(?:aged|age|at age|at the age of)\s+{_AN_AGE}\b(?!\s*{COUNTED})",
    rf"\b{_AN_AGE}\s*(?:years?|yrs?|months?|weeks?)[\s-]old\b",
    rf"\b{AGE}\s*jahren?\s+alt\b",
    rf"(?<!\w){AGE}\s*(?:лет|год|года)(?!\w)",
    rf"(?<=[,(])(?<!\d,)\s?(?P<it>{_AN_AGE})(?=\s*[,).;:!?]|\s*$)",
    rf"\b(?:is|was)\s+(?:(?:he|she)\s+)?(?P<it>{_AN_AGE})(?=\s*(?:[,.;:!?)]|$|and\b|but\b|when\b|now\b|years?\b))",
    rf"(?<![\w.:/])(?P<it>9\d|1[01]\d|120)(?!\s*{COUNTED})(?![\w:%/]|[.,]\d)",
)
_AGE_AFTER_VERB = _shapes(
    "age",
    "that age",
    rf"\b(?:turns|turned|turning|nearly|almost|only)\s+(?P<it>{_AN_AGE}|{_UP_TO_TWELVE})"
    rf"(?=\s*(?:[,.;:!?)]|$|and\b|but\b|when\b|now\b|years?\b))",
)
_AGE_BEFORE_NOUN = re.compile(
    rf"\b(?P<one>(?:an?|eine?n?r?)\s+)?(?P<age>{_AN_AGE})"
    rf"(?:[\s-](?:year|yr|month|week)[\s-]old|-(?:years|months|weeks)-old|-?jährigen?r?)\b(?P<more>\s+\w)?",
    re.IGNORECASE,
)
_TENS_AND_TEENS = {word: 13 + place for place, word in enumerate(_TEENS.split("|"))} | {
    word: 20 + 10 * place for place, word in enumerate(_TENS.split("|"))
}


def ages(text: str) -> Iterator[Finding]:
    """How old somebody is: before a noun, after a verb, or between commas."""
    for match in _AGE_BEFORE_NOUN.finditer(text):
        end = match.end("age") if match["more"] is None else match.start("more")
        end = match.end() if match["more"] is None else end
        yield Finding("age", match.start(), end, text[match.start() : end], _grown(match))
    yield from BORN(text)
    yield from _AGE_AFTER_VERB(text)
    yield from _AGE_AS_NOUN(text)


def _grown(match: re.Match[str]) -> str:
    """How old somebody is, in words that many share."""
    is_counted_in_years = "month" not in match[0].lower() and "week" not in match[0].lower()
    years = _years(match["age"]) if is_counted_in_years else 0
    word = "young" if years < 18 else "adult" if years < 65 else "older"
    article = "" if match["one"] is None else "a " if word == "young" else "an "
    return f"{article}{word}" if match["more"] or word == "adult" else f"{article}{word} person"


def _years(age: str) -> int:
    if age.isdecimal():
        return int(age)
    return _TENS_AND_TEENS[re.split(r"[\s-]", age.lower())[0]]


# -- clients, where the evening is about us

_NAME = r"(?-i:\s+[A-ZÄÖÜ](?:[^\W\d_]+|\.)(?:\s?[A-ZÄÖÜ](?:[^\W\d_]+|\.))*)"
_CLIENT = re.compile(
    rf"\b(?:my|our|a|an|one|this|that|the|his|her|their|these|those|some)\s+(?:[a-z]+\s+)?"
    rf"(?P<who>{'|'.join(sorted(ordinary.CLIENTS, key=len, reverse=True))})\b(?P<named>{_NAME})?"
    rf"(?P<owns>['’]s?\b|['’](?=\s))?(?!\s+(?:work|contact|hours?|sessions?)\b)",
    re.IGNORECASE,
)


def clients(text: str) -> Iterator[Finding]:
    """A client, with the name behind it, in an evening that is about the work and what it does to us."""
    for match in _CLIENT.finditer(text):
        word = "others" if match["who"].lower() in ("clients", "patients") else "somebody"
        yield Finding("client", *match.span(), match[0], _owned(word) if match["owns"] else word)


def _owned(word: str) -> str:
    return f"{word}'" if word.endswith("s") else f"{word}'s"
