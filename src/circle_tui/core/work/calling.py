"""Words in a text that may name somebody: names, initials, and the places they are from.

A capital alone says little where a sentence begins; there a word counts as a name by what it is or by what
follows it. In a text whose every word has a capital, none of them says anything.
"""

import re
from collections.abc import Container, Iterable, Iterator, Sequence

from circle_tui.core.work import ordinary
from circle_tui.core.work.given import GIVEN
from circle_tui.core.work.shapes import AGE, COUNTED, DAY_OR_MONTH, PLACE, Finding

PERSON = "the person"

_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['’\-](?=[^\W\d_]))*")
_ENDS_A_SENTENCE = re.compile(r"(?:^|[.!?…:]['’\"”»)]*)[\s\"“„«‘'(¿¡–—-]*$")
_SPACE_BETWEEN = re.compile(r"\s|\.\s?|\s?&\s?")
_INITIALS = re.compile(
    r"(?<![\w.'’&-])(?:(?:[^\W\d_a-zß]\.\s?){2,}|[^\W\d_a-zß]\.(?=\s*[^\W\d_a-zß\s]|\s*[a-z,;:?!]|\s*$)"
    r"|[^\W\d_a-zß](?![\w.'’&-]))"
)
_NAMED = re.compile(
    r"\b(?:named|called)\s+(?P<it>(?!(?:me|him|her|us|them|it|you|in|out|off|back|on|again|a|an|the|my|his|"
    r"their|our|your|this|that|up|upon|for|to|into|by|when|today|yesterday|late|early|himself|herself)\b)"
    r"[^\W\d_][\w'’-]*)",
    re.IGNORECASE,
)


_SHORTEST_PART = 2
"""Letters of a part of a name that is looked for by itself."""
_SPOKEN = re.compile(
    r"\s+(?:and\s+(?:I|me)\b|(?:asks?|asked|says?|said|tells|told|texts|texted|writes|wrote|calls|called|phones|"
    r"phoned|emails|emailed|cries|cried|laughs|laughed|smiles|smiled|whispers|whispered|shouts|shouted|"
    r"reminds me|wants me|hates me|loves me|needs me|leaves me|left me|has (?:told|asked|called)|"
    r"is (?:a|an|my)|keeps (?:asking|telling|calling))\b)"
)
"""What follows a word that somebody is called by: only people do these things."""
_KIN = re.compile(
    r"\s+(?:wife|husband|partner|spouse|mother|father|mum|mom|dad|parents?|sons?|daughters?|sisters?|brothers?|"
    r"child|children|kids?|baby|family|boss|boyfriend|girlfriend|therapist|doctor|diagnosis|divorce)\b",
    re.IGNORECASE,
)
"""What follows the name of whom it belongs to: only people have them."""
_BARE_AGE = re.compile(
    rf"\s+[1-8]?\d\b(?![\w:.,/-]\d|-\w|\s*(?:{COUNTED}|years?|yrs?|jahre?n?)\b)", re.IGNORECASE
)
"""A number right behind a name, as in “Anna 34”."""
_ABSTRACT = re.compile(r"(?:ing|ness|tion|sion|ity|ment|ism|ship|hood|ance|ence|s)$")
_MOVES = re.compile(
    r"\b(?:mov\w*|go|goes|going|went|come|comes|came|coming|back|travel\w*|fly|flies|flew|way|home|return\w*)\s+to\s*$",
    re.IGNORECASE,
)
_SENT = re.compile(
    r"\b(?:letters?|messages?|calls?|emails?|mails?|texts?|words?|notes?|gifts?|silence|complaints?|hear|heard|"
    r"questions?|looks?|demands?|wants?|needs?|away|learn\w*|distance)\s+from\s*$",
    re.IGNORECASE,
)


def known(wanted: Iterable[str], text: str) -> Iterator[Finding]:
    """Names of the group in a text, in either case; one that is a word as well only with its capital."""
    parts = {part for name in wanted for part in (name, *name.split())}
    parts = {part for part in parts if len(part) >= _SHORTEST_PART and part.lower() not in _NO_NAMES}
    for part in sorted(parts, key=lambda part: (-len(part), part)):
        is_word = part.lower() in ordinary.ALSO_WORDS or part.lower() in ordinary.STARTERS
        flags = re.NOFLAG if is_word else re.IGNORECASE
        for match in re.finditer(rf"(?<!\w){re.escape(part)}(?P<owns>['’]s)?(?!\w)", text, flags):
            if not (is_word and is_first(text, match.start())):
                instead = f"{PERSON}'s" if match["owns"] else PERSON
                yield Finding("name", *match.span(), match[0], instead)


_NO_NAMES = ordinary.TITLES | ordinary.PARTICLES


def initials(text: str) -> Iterator[Finding]:
    """Letters that stand for somebody: “M.K.”, “K.”, “JD”."""
    for match in _INITIALS.finditer(text):
        letters = match[0].strip()
        before = word_before(text, match.start())
        if not letters.isupper() or before in ordinary.LETTERED or _is_a_word(text, match.start(), letters):
            continue
        start, instead = _with_client(text, match.start(), before)
        end = match.start() + len(letters)
        yield Finding("initials", start, end, text[start:end], instead)
    for word in _WORD.finditer(text):
        short = word[0]
        if len(short) == 2 and short.isupper() and short not in ordinary.SHORT and not text.isupper():
            start, instead = _with_client(text, word.start(), word_before(text, word.start()))
            yield Finding("initials", start, word.end(), text[start : word.end()], instead)


def _is_a_word(text: str, start: int, letters: str) -> bool:
    """Whether a single letter is a word of its own: “I” anywhere, “A” where a sentence begins."""
    return letters == "I" or (letters in ordinary.ALONE and is_first(text, start))


def names(wanted: Iterable[str], text: str) -> Iterator[Finding]:
    """Whoever is called by a name, and wherever by that of a place; `wanted` are names of the group."""
    parts = {part.lower() for name in wanted for part in name.split()}
    given = GIVEN | (parts - ordinary.ALSO_WORDS - ordinary.STARTERS)
    if text.isupper() and len(text.split()) > 1:
        return
    yield from _called(text)
    words = list(_WORD.finditer(text))
    has_capital_nouns = is_german(text) or _is_in_capitals(text, words)
    at = 0
    while at < len(words):
        run = _run(text, words, at)
        at += max(1, len(run))
        found = _named(text, run, given, has_capital_nouns=has_capital_nouns)
        if found is not None:
            yield found


def is_german(text: str) -> bool:
    """Whether a text is in German, where every noun has a capital."""
    return sum(word[0].lower() in ordinary.GERMAN for word in _WORD.finditer(text)) >= 2


def _is_in_capitals(text: str, words: Sequence[re.Match[str]]) -> bool:
    """Whether most words have a capital, small ones within a sentence too, as in a heading."""
    many = [word for word in words if word[0] != "I"]
    capitals = [word for word in many if word[0][0].isupper()]
    within = [word for word in capitals if not is_first(text, word.start())]
    has_small_ones = any(_plain(word[0]) in ordinary.STARTERS and word[0] != "Will" for word in within)
    return len(many) >= 3 and has_small_ones and 3 * len(capitals) >= 2 * len(many)


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
        elif run and len(small) < 2 and _may_stand_within(word[0]):
            small.append(word)
        else:
            break
    return run


def _may_stand_within(word: str) -> bool:
    """Whether a word may stand between two others of a name: a small one, or “Freud” in a “Freud Centre”."""
    return word in ordinary.PARTICLES or (word[0].isupper() and word.lower() in ordinary.CAPITALISED)


def _looks_like_a_name(word: str) -> bool:
    first = word[0]
    if not (first.isupper() or first.istitle()) or _plain(word) in ordinary.CAPITALISED:
        return False
    if len(word) > 1 and word[1] in "'’" and word[0] == "I":
        return False
    base = re.sub(r"['’]s?$", "", word)
    if len(base) == 1 or (base.isupper() and len(base) < 6):
        return False
    if re.match(r"[^\W\d_]-[a-z]", word) or re.match(r"[A-Z]{2,}-?(?:[a-z]|[A-Z])*$", base):
        return False
    return not DAY_OR_MONTH.fullmatch(word)


def _is_title(word: str) -> bool:
    return word.lower() in ordinary.TITLES


def _named(
    text: str, run: list[re.Match[str]], given: Container[str], *, has_capital_nouns: bool
) -> Finding | None:
    """The finding a run of capitalised words amounts to; None where they are words like any other."""
    starts = bool(run) and is_first(text, run[0].start())
    while run and _is_word_like_any_other(run[0][0], starts=starts):
        run, starts = run[1:], False
    if has_capital_nouns:
        names_in_it = [at for at, word in enumerate(run) if _is_title(word[0]) or _plain(word[0]) in given]
        run = run[names_in_it[0] :] if names_in_it else run
    if not run:
        return None
    is_titled, is_given = _is_title(run[0][0]), _plain(run[0][0]) in given
    is_alone = len(run) == 1 or has_capital_nouns
    is_sure = is_titled or is_given or not is_alone or (starts and _is_told_about(text, run[0]))
    if (starts or has_capital_nouns) and not is_sure:
        return None
    is_numbered = not (is_given or is_titled) and re.match(r"\s+\d", text[run[-1].end() :])
    if (is_titled and len(run) == 1) or is_numbered:
        return None
    if has_capital_nouns and not is_titled:
        run = run[:1]
    before = word_before(text, run[0].start())
    is_somebody = is_titled or is_given or is_owner(run[-1][0])
    is_place = not is_somebody and _is_before_a_place(text[: run[0].start()], before)
    start, instead = _with_client(text, run[0].start(), before)
    if is_owner(run[-1][0]):
        instead += "'s"
    end = run[-1].end()
    if is_place:
        return Finding("place", start, end, text[start:end], PLACE)
    with_age = _BARE_AGE.match(text, end) if is_titled or is_given else None
    end = with_age.end() if with_age else end
    return Finding("name", start, end, text[start:end], instead)


def _is_word_like_any_other(word: str, *, starts: bool) -> bool:
    """Whether a capital says nothing about a word: one that begins a sentence, or often does."""
    if _plain(word) in ordinary.STARTERS:
        return starts or word != "Will"
    return starts and _plain(word) in ordinary.SUBJECTS


def _is_before_a_place(before: str, last: str) -> bool:
    """Whether what stands before a name makes it that of a place: “in”, “moved to”, but not “close to”."""
    if last == "to":
        return bool(_MOVES.search(before))
    if last == "from":
        return not _SENT.search(before)
    return last in ordinary.BEFORE_A_PLACE


def _is_told_about(text: str, word: re.Match[str]) -> bool:
    """Whether what follows a first word makes it a name: an age, as in “Anna, 34”, or what only people do."""
    rest, name = text[word.end() :], _plain(word[0])
    if re.match(rf"\s*[,(]\s*{AGE}\b", rest):
        return True
    is_noun = name in ordinary.SUBJECTS or _ABSTRACT.search(name) is not None
    says_whose = is_owner(word[0]) and _KIN.match(rest) is not None
    return not is_noun and (says_whose or _SPOKEN.match(rest) is not None)


def is_owner(word: str) -> bool:
    """Whether something belongs to whom the word names: “Anna's”."""
    return bool(re.search(r"['’]s$", word))


def is_first(text: str, start: int) -> bool:
    """Whether a sentence begins at that place."""
    before = text[:start]
    if re.search(rf"(?:^|\s)(?:{'|'.join(sorted(ordinary.ABBREVIATED))})\.\s*$", before, re.IGNORECASE):
        return False
    return bool(_ENDS_A_SENTENCE.search(before))


def word_before(text: str, start: int) -> str:
    """The word before that place in small letters; empty for none."""
    found = re.search(r"([^\W\d_]+)\.?\s*$", text[:start])
    return found[1].lower() if found else ""


def _with_client(text: str, start: int, before: str) -> tuple[int, str]:
    """Where “my client X” begins, and that it may be “my client”; otherwise the place itself."""
    if before in ordinary.CLIENTS or before in ordinary.ROLES:
        whole = re.search(r"(?:(?:my|our|a|the|meine?r?)\s+)?[^\W\d_]+\s*$", text[:start], re.IGNORECASE)
        if whole:
            return whole.start(), whole[0].strip()
    if before in ordinary.TITLES:
        return text.lower().rindex(before, 0, start), PERSON
    return start, PERSON


def _plain(word: str) -> str:
    return re.split(r"['’]", word.lower())[0]
