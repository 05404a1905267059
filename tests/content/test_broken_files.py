"""A broken file never stops the program: it is left out, and one sentence says what would be right."""

from pathlib import Path

import pytest
from tests.content.samples import CASE, DECK, ENDINGS, FORMAT, OPENING, RULES, SET, put

from circle_tui.content.load import Library

STANDING = Library()
INSERT = '[[inserts]]\nslug = "song"\ntitle = "Song"\nseconds = 60\nsays = "A song."'

BROKEN: tuple[tuple[str, str | bytes, str], ...] = (
    (
        "formats/key.toml",
        FORMAT.replace("minimum", "minimun"),
        "formats/key.toml, segment “talk”, step “talk”: “minimun” is no key here; “minimum” may be meant.",
    ),
    (
        "formats/far.toml",
        FORMAT.replace("people =", "xyz ="),
        "formats/far.toml: “xyz” is no key here; known keys are slug, title, summary, modes, people, "
        "segments, minutes, open_floor, same_time_for_all, frame, credits.",
    ),
    (
        "formats/kind.toml",
        FORMAT.replace('kind = "talk"', 'kind = "admin"'),
        "formats/kind.toml: segment “talk” has the kind “admin”: "
        "one of case, topic, round, talk, break is right in a format.",
    ),
    (
        "formats/titles.toml",
        CASE.replace("repeats = true", 'repeats = true\ntitles = ["One", "One"]'),
        "formats/titles.toml: segment “case” has the title “One” twice: each once is right.",
    ),
    (
        "formats/untitled.toml",
        CASE.replace("repeats = true", 'repeats = true\ntitles = ["One", " "]'),
        "formats/untitled.toml: title 2 of segment “case” is empty: one sentence is right.",
    ),
    (
        "formats/speaks.toml",
        FORMAT.replace("says =", f'speaks = "{"x" * 91}"\nsays ='),
        "formats/speaks.toml: speaks of step “talk” has 91 characters: 90 at most are right.",
    ),
    (
        "formats/silent.toml",
        CASE.replace('prompt = "choose"', 'prompt = "choose"\nvoices = "presenter"\npresenter_silent = true'),
        "formats/silent.toml: step “tell” is the presenter's and has them silent: one of the two is right.",
    ),
    (
        "formats/listeners.toml",
        FORMAT.replace("maximum = 60", 'maximum = 60\neach = "listeners"'),
        "formats/listeners.toml: step “talk” is for listeners, and nobody presents in segment “talk”: "
        "presenter = true is right.",
    ),
    (
        "care/feedback.toml",
        'slug = "feedback"\ntitle = "Before"\n[[steps]]\nsays = "May we?"',
        "care/feedback.toml: “feedback” is a question that y or n answers: asks = true is right.",
    ),
    (
        "care/step-out.toml",
        'slug = "step-out"\ntitle = "Out"\n[[steps]]\nsays = "Out."',
        "care/step-out.toml: the slug “step-out” means that somebody steps out: another is right.",
    ),
    (
        "phrases/inserts.toml",
        INSERT.replace("says =", 'kind = "admin"\nsays ='),
        "phrases/inserts.toml: insert “song” has the kind “admin”: "
        "one of talk, round, topic, break is right.",
    ),
    (
        "phrases/inserts.toml",
        INSERT.replace("says =", "modes = []\nsays ="),
        "phrases/inserts.toml: insert “song” has no modes: at least one, such as “support”, is right.",
    ),
    (
        "formats/negative.toml",
        FORMAT.replace("minimum = 5", "minimum = -5"),
        "formats/negative.toml: step “talk” has a minimum of -5: no negative minutes are right.",
    ),
    (
        "formats/order.toml",
        FORMAT.replace("ideal = 20", "ideal = 4"),
        "formats/order.toml: step “talk” has minimum 5, ideal 4, maximum 60: "
        "minimum ≤ ideal ≤ maximum is right.",
    ),
    (
        "formats/long.toml",
        FORMAT.replace("maximum = 60", "maximum = 600"),
        "formats/long.toml: step “talk” has minimum 5, ideal 20, maximum 600: "
        "an ideal of at least 1 and 240 at most are right.",
    ),
    (
        "formats/turn.toml",
        FORMAT.replace("maximum = 60", 'maximum = 180\neach = "people"'),
        "formats/turn.toml: step “talk” has 180 seconds a person: 120 at most are right.",
    ),
    (
        "formats/text.toml",
        FORMAT.replace("minimum = 5", 'minimum = "5"'),
        "formats/text.toml, segment “talk”, step “talk”, minimum: "
        "text in quotes stands where a whole number is right.",
    ),
    (
        "formats/flag.toml",
        FORMAT.replace('kind = "talk"', 'kind = "talk"\nleader = "yes"'),
        "formats/flag.toml, segment “talk”, leader: text in quotes stands where true or false is right.",
    ),
    (
        "formats/table.toml",
        FORMAT.replace("[[segments]]", "frame = 3\n[[segments]]"),
        "formats/table.toml, frame: a whole number stands where a table is right.",
    ),
    (
        "formats/frame.toml",
        FORMAT.replace("[[segments]]", "frame.opening = [1, 2, 3.5]\n[[segments]]"),
        "formats/frame.toml, frame, opening 3: a number with a point stands where a whole number is right.",
    ),
    (
        "formats/nought.toml",
        FORMAT.replace("[[segments]]", "frame.opening = [0, 2, 3]\n[[segments]]"),
        "formats/nought.toml: opening of the frame is [0, 2, 3]: three of 1 to 240 are right.",
    ),
    (
        "formats/next.toml",
        FORMAT.replace("[[segments]]", "frame.next_time = 0\n[[segments]]"),
        "formats/next.toml: next_time of the frame is 0: 1 to 240 minutes are right.",
    ),
    (
        "formats/mode.toml",
        FORMAT.replace('"topic"', '"topics"'),
        "formats/mode.toml, mode 1: “topics” is not known here; "
        "one of “consultation”, “governance”, “support”, “topic” is right.",
    ),
    (
        "formats/modes.toml",
        FORMAT.replace('["topic"]', "[]"),
        "formats/modes.toml: modes is empty: at least one, such as “consultation”, is right.",
    ),
    (
        "formats/people.toml",
        FORMAT.replace("[2, 12]", "[2]"),
        "formats/people.toml, people: a list of 1 stands where a list of 2 is right.",
    ),
    (
        "formats/one.toml",
        FORMAT.replace("[2, 12]", "12"),
        "formats/one.toml, people: a whole number stands where a list in [ ] is right.",
    ),
    (
        "formats/crowd.toml",
        FORMAT.replace("[2, 12]", "[12, 2]"),
        "formats/crowd.toml: people is [12, 2]: the fewest, then the most, like [3, 12], is right.",
    ),
    (
        "formats/minutes.toml",
        FORMAT.replace("[[segments]]", "minutes = 0\n[[segments]]"),
        "formats/minutes.toml: minutes is 0: 1 to 240 are right.",
    ),
    (
        "formats/floor.toml",
        FORMAT.replace("[[segments]]", "open_floor = -1\n[[segments]]"),
        "formats/floor.toml: open_floor is -1: 0 to 240 minutes are right.",
    ),
    (
        "formats/none.toml",
        FORMAT[: FORMAT.index("[[segments]]")] + "segments = []\n",
        "formats/none.toml: segments is empty: at least one is right.",
    ),
    (
        "formats/steps.toml",
        FORMAT[: FORMAT.index("[[segments.steps]]")] + "steps = []\n",
        "formats/steps.toml: segment “talk” has no steps: at least one is right.",
    ),
    (
        "formats/id.toml",
        FORMAT.replace('id = "talk"', 'id = "check-in"', 1),
        "formats/id.toml: the segment id “check-in” stands twice: each once is right.",
    ),
    (
        "formats/untitled.toml",
        FORMAT.replace('title = "Talk"', 'title = ""', 1),
        "formats/untitled.toml: the title of segment “talk” is empty: one sentence is right.",
    ),
    (
        "formats/same.toml",
        FORMAT + FORMAT[FORMAT.index("[[segments.steps]]") :],
        "formats/same.toml: segment “talk” has the step “talk” twice: each once is right.",
    ),
    (
        "formats/often.toml",
        FORMAT.replace('kind = "talk"', 'kind = "talk"\nrepeats = true\nmost = 9'),
        "formats/often.toml: segment “talk” has fewest 1 and most 9: 1 to 5 is right.",
    ),
    (
        "formats/size.toml",
        FORMAT.replace('kind = "talk"', 'kind = "talk"\npeople = [7, 3]'),
        "formats/size.toml: no segment stands with 2 people: at least one for each of 2 to 12 is right.",
    ),
    (
        "formats/turned.toml",
        FORMAT + FORMAT[FORMAT.index("[[segments]]") :].replace('"talk"', '"other"\npeople = [7, 3]', 1),
        "formats/turned.toml: segment “other” has people [7, 3]: the fewest, then the most, like [3, 7], "
        "is right.",
    ),
    (
        "formats/gap.toml",
        FORMAT.replace('kind = "talk"', 'kind = "talk"\npeople = [2, 7]'),
        "formats/gap.toml: no segment stands with 8 people: at least one for each of 2 to 12 is right.",
    ),
    (
        "formats/sizes.toml",
        FORMAT.replace('kind = "talk"', 'kind = "talk"\npeople = "few"'),
        "formats/sizes.toml, segment “talk”, people: text in quotes stands where a list in [ ] is right.",
    ),
    (
        "formats/two-cases.toml",
        CASE + CASE[CASE.index("[[segments]]") :].replace('"case"', '"other"', 1),
        "formats/two-cases.toml: more than one segment with cases repeats: one at most is right.",
    ),
    (
        "formats/unsteady.toml",
        CASE.replace('prompt = "steady"', 'prompt = "after"'),
        "formats/unsteady.toml: segment “case” has prompts and ends without steadying: "
        "prompt = “steady” on its last step is right.",
    ),
    (
        "formats/remark.toml",
        FORMAT.replace('kind = "talk"', f'kind = "talk"\nremark = "{"What now? " * 10}"'),
        "formats/remark.toml: the remark of segment “talk” has 99 characters: 90 at most are right.",
    ),
    (
        "formats/same-time.toml",
        FORMAT.replace("[[segments]]", 'same_time_for_all = "yes"\n[[segments]]'),
        "formats/same-time.toml, same_time_for_all: text in quotes stands where true or false is right.",
    ),
    (
        "formats/nudge.toml",
        FORMAT + 'nudges = "Who is missing?"\n',
        "formats/nudge.toml, segment “talk”, step “talk”, nudges: "
        "text in quotes stands where a list in [ ] is right.",
    ),
    (
        "formats/nudges.toml",
        FORMAT + 'nudges = ["One?", "Two?", "Three?", "Four?"]\n',
        "formats/nudges.toml: step “talk” has 4 nudges: 3 at most are right.",
    ),
    (
        "formats/nudged.toml",
        FORMAT + 'nudges = [""]\n',
        "formats/nudged.toml: a nudge of step “talk” is empty: one sentence is right.",
    ),
    (
        "formats/still.toml",
        FORMAT + 'still = true\neach = "people"\n',
        "formats/still.toml: step “talk” is still and a round: one of the two is right.",
    ),
    (
        "formats/way.toml",
        FORMAT + '[[segments.steps.ways]]\ntitel = "Images"\n',
        "formats/way.toml, segment “talk”, step “talk”, way 1: “titel” is no key here; “title” may be meant.",
    ),
    (
        "formats/rounds.toml",
        FORMAT.replace("[[segments]]", 'frame.check_in_rounds = ["Two words.", ""]\n[[segments]]'),
        "formats/rounds.toml: a sentence of check_in_rounds is empty: one sentence is right.",
    ),
    (
        "formats/hint.toml",
        FORMAT + f'hint = "{"w deals. " * 11}"\n',
        "formats/hint.toml: the hint of step “talk” has 98 characters: 90 at most are right.",
    ),
    (
        "formats/lost.toml",
        FORMAT + 'ways_for = "talk"\n[[segments.steps.ways]]\ntitle = "Images"\n',
        "formats/lost.toml: step “talk” has ways for “talk”: a later step of segment “talk” is right.",
    ),
    (
        "formats/voices.toml",
        FORMAT + 'voices = "all"\n',
        "formats/voices.toml, segment “talk”, step “talk”, voices: “all” is not known here; "
        "one of “listeners”, “presenter” is right.",
    ),
    (
        "formats/ways.toml",
        FORMAT + '[[segments.steps.ways]]\ntitle = "Images"\n' * 13,
        "formats/ways.toml: step “talk” has 13 ways: 12 at most are right.",
    ),
    (
        "formats/nameless.toml",
        FORMAT + '[[segments.steps.ways]]\ntitle = ""\n',
        "formats/nameless.toml: the title of a way of step “talk” is empty: one sentence is right.",
    ),
    (
        "formats/wordy.toml",
        FORMAT + f'[[segments.steps.ways]]\ntitle = "Images"\nsays = "{"What now? " * 10}"\n',
        "formats/wordy.toml: the line of “Images” in step “talk” has 99 characters: 90 at most are right.",
    ),
    (
        "formats/step-id.toml",
        FORMAT.replace('[[segments.steps]]\nid = "talk"', '[[segments.steps]]\nid = "Talk!"'),
        "formats/step-id.toml: the id of a step is “Talk!”: small letters, digits and single hyphens "
        "are right, like “first-round”.",
    ),
    (
        "formats/slug.toml",
        FORMAT.replace('"mine"', '"My Own"'),
        "formats/slug.toml: the slug is “My Own”: small letters, digits and single hyphens are right, "
        "like “first-round”.",
    ),
    (
        "formats/says.toml",
        FORMAT.replace("What now?", "What now? " * 10),
        "formats/says.toml: says of step “talk” has 99 characters: 90 at most are right.",
    ),
    (
        "formats/title.toml",
        FORMAT.replace('title = "Mine"', 'title = " "'),
        "formats/title.toml: the title is empty: one sentence is right.",
    ),
    (
        "formats/empty.toml",
        "",
        "formats/empty.toml: “slug” is missing; text in quotes is right.",
    ),
    (
        "formats/quotes.toml",
        'slug = "x"\ntitle = Mine\n',
        "formats/quotes.toml, line 2: “Mine” stands without quotes; text in straight quotes is right.",
    ),
    (
        "formats/end.toml",
        'slug = "x"\n\nmodes = ["topic",\n',
        "formats/end.toml, line 3: a list is not closed; a ] at its end is right.",
    ),
    (
        "formats/open.toml",
        'slug = "mine\ntitle = "Mine"\n',
        'formats/open.toml, line 1: a text is not closed; a straight quote (") at its end is right.',
    ),
    (
        "formats/open.toml",
        'slug = "x"\nsummary = """\nand so on\n',
        'formats/open.toml, line 3: a text is not closed; a straight quote (") at its end is right.',
    ),
    (
        "formats/open.toml",
        "slug = 'mine\n",
        'formats/open.toml, line 1: a text is not closed; a straight quote (") at its end is right.',
    ),
    (
        "formats/curly.toml",
        "slug = “mine”\n",
        'formats/curly.toml, line 1: the quote “ is a typographic one; a straight one (") is right.',
    ),
    (
        "formats/curly.toml",
        'slug = "x"\ntitle = „Mein Abend“\n',
        'formats/curly.toml, line 2: the quote „ is a typographic one; a straight one (") is right.',
    ),
    (
        "formats/curly.toml",
        'title = "Mein Abend“\n',
        'formats/curly.toml, line 1: a text is not closed; a straight quote (") at its end is right.',
    ),
    (
        "formats/list.toml",
        'people = [2, 12\nslug = "x"\n',
        "formats/list.toml, line 2: a list is not closed; a ] at its end is right.",
    ),
    (
        "formats/mine.toml.txt",
        FORMAT,
        "formats/mine.toml.txt is not read: a name that ends in .toml is right, such as mine.toml.",
    ),
    (
        "topics/Mine.tml",
        FORMAT,
        "topics/Mine.tml is not read: a name that ends in .toml is right, such as mine.toml.",
    ),
    (
        "lenses.toml.txt",
        "",
        "lenses.toml.txt is not read: a name that ends in .toml is right, such as lenses.toml.",
    ),
    (
        "formats/again.toml",
        'slug = "x"\nslug = "y"\n',
        "formats/again.toml, line 2: cannot overwrite a value; each key once is right.",
    ),
    (
        "formats/latin.toml",
        'slug = "x"\ntitle = "Café"\n'.encode("latin-1"),
        "formats/latin.toml, line 2: this is not UTF-8; save the file as UTF-8.",
    ),
    (
        "formats/deep.toml",
        "slug = " + "[" * 5000,
        "formats/deep.toml holds a number or a list that no format needs; a plainer one is right.",
    ),
    (
        "formats/number.toml",
        "minutes = " + "9" * 5000,
        "formats/number.toml holds a number or a list that no format needs; a plainer one is right.",
    ),
    (
        "formats/large.toml",
        "#" * 300_000,
        "formats/large.toml is no text file of at most 256 KB, as it should be.",
    ),
    (
        "formats/esc\x1b[31m.toml",
        "",
        "formats/esc.toml: “slug” is missing; text in quotes is right.",
    ),
    (
        "decks/stage.toml",
        DECK.replace('when = "before"\n', ""),
        "decks/stage.toml, suit “flooded”, prompt “flooded-9”: “when” is missing; "
        "one of “after”, “before”, “during” is right.",
    ),
    (
        "decks/depth.toml",
        DECK.replace("depth = 1", "depth = 7"),
        "decks/depth.toml: the depth of flooded-9 is 7: 1, 2 or 3 is right.",
    ),
    (
        "decks/modes.toml",
        DECK.replace("depth = 1", "depth = 1\nmodes = []"),
        "decks/modes.toml: flooded-9 has no modes: at least one, such as “support”, is right.",
    ),
    (
        "decks/support.toml",
        DECK.replace("depth = 1", f'depth = 1\nin_support = "{"What now? " * 10}"'),
        "decks/support.toml: in_support of flooded-9 has 99 characters: 90 at most are right.",
    ),
    (
        "decks/deep.toml",
        DECK.replace("depth = 1", "depth = 3"),
        "decks/deep.toml: flooded-9 has a depth of 3 and screen “yes”: “ask” or “private” is right so deep.",
    ),
    (
        "decks/group.toml",
        DECK.replace('"presenter"', '"group"') + 'screen = "ask"\n',
        "decks/group.toml: flooded-9 is for the group and screen is “ask”: “yes” is right for all of us.",
    ),
    (
        "decks/ideas.toml",
        DECK.replace("What now?", "What now? What then?"),
        "decks/ideas.toml: flooded-9 asks more than one question: one idea is right, "
        "so that it works read aloud once.",
    ),
    (
        "decks/ours.toml",
        DECK.replace("flooded-9", "flooded-1"),
        "decks/ours.toml: the id “flooded-1” is already in the deck “countertransference”: another is right.",
    ),
    (
        "decks/long.toml",
        DECK.replace("What now?", "What now? " * 10),
        "decks/long.toml: the text of flooded-9 has 99 characters: 90 at most are right.",
    ),
    (
        "decks/twice.toml",
        DECK + DECK[DECK.index("[[suits.prompts]]") :],
        "decks/twice.toml: the id “flooded-9” stands twice: once is right.",
    ),
    (
        "decks/bare.toml",
        DECK[: DECK.index("[[suits]]")] + "suits = []\n",
        "decks/bare.toml: suits has no prompts: at least one is right.",
    ),
    (
        "decks/slug.toml",
        DECK.replace('"mine"', '""'),
        "decks/slug.toml: the slug is “”: small letters, digits and single hyphens are right, "
        "like “first-round”.",
    ),
    (
        "rules/library.toml",
        RULES.replace('"reminder"', '"shout"'),
        "rules/library.toml, rule “tea”, consent: “shout” is not known here; "
        "one of “joining”, “reminder”, “roll-call” is right.",
    ),
    (
        "rules/library.toml",
        RULES.replace('["cycle"]', "[]"),
        "rules/library.toml: tea has no review: at least one of session, quarter, cycle, year is right.",
    ),
    (
        "rules/library.toml",
        RULES + RULES,
        "rules/library.toml: the id “tea” stands twice: once is right.",
    ),
    (
        "rules/set.toml",
        SET.replace("passing", "pasing"),
        "rules/set.toml: rules names “pasing”, which the library of rules does not have: "
        "the id of one it has is right.",
    ),
    (
        "rules/set.toml",
        SET.replace("passing", "on-time"),
        "rules/set.toml: rules names “on-time” twice: once is right.",
    ),
    (
        "rules/set.toml",
        SET.replace('["on-time", "passing"]', "[]"),
        "rules/set.toml: rules is empty: at least one id of a rule is right.",
    ),
    (
        "rules/set.toml",
        SET.replace('"mine"', '"MINE"'),
        "rules/set.toml: the slug is “MINE”: small letters, digits and single hyphens are right, "
        "like “first-round”.",
    ),
    (
        "phrases/opening.toml",
        OPENING + "quiet_seconds = 40\n",
        "phrases/opening.toml: step “bell” has 40 quiet seconds: 0 to its 30 are right.",
    ),
    (
        "phrases/opening.toml",
        OPENING + "minimum = 40\n",
        "phrases/opening.toml: step “bell” has a minimum of 40: 0 to its 30 seconds are right.",
    ),
    (
        "phrases/opening.toml",
        OPENING.replace("30", "0"),
        "phrases/opening.toml: step “bell” has 0 seconds: 1 to 14400 are right.",
    ),
    (
        "phrases/opening.toml",
        OPENING + f'says = "{"We wait. " * 11}"\n',
        "phrases/opening.toml: says of step “bell” has 98 characters: 90 at most are right.",
    ),
    (
        "phrases/opening.toml",
        OPENING.replace('"Bell"', '""'),
        "phrases/opening.toml: the title of step “bell” is empty: one sentence is right.",
    ),
    (
        "phrases/opening.toml",
        OPENING + OPENING,
        "phrases/opening.toml: the step “bell” stands twice: each once is right.",
    ),
    (
        "phrases/opening.toml",
        '[cards]\nlimit = "x"\n',
        "phrases/opening.toml: there is no card “limit”: one of treats, limits, concerns, loose-ends, "
        "if-you-drop, closing-line, next-time, takeaways, joining, rule is right.",
    ),
    (
        "phrases/opening.toml",
        '[cards]\nlimits = ""\n',
        "phrases/opening.toml: the card “limits” is empty: some words are right.",
    ),
    (
        "phrases/opening.toml",
        "[cards]\nlimits = 3\n",
        "phrases/opening.toml, cards: a whole number stands where text in quotes is right.",
    ),
    (
        "phrases/endings.toml",
        ENDINGS.replace("minutes = 2", "each = 500"),
        "phrases/endings.toml: ending “song”: at least 1 minute and 0 to 120 seconds a person are right.",
    ),
    (
        "phrases/endings.toml",
        ENDINGS.replace('"We hum."', '""'),
        "phrases/endings.toml: says of ending “song” is empty: one sentence is right.",
    ),
    (
        "phrases/endings.toml",
        ENDINGS + ENDINGS,
        "phrases/endings.toml: the slug “song” stands twice: once is right.",
    ),
    (
        "phrases/openings.toml",
        OPENING,
        "phrases/openings.toml is not read: "
        "opening.toml, endings.toml, say-this.toml or inserts.toml is right.",
    ),
)


@pytest.mark.parametrize(("place", "content", "sentence"), BROKEN)
def test_a_broken_file_is_left_out_with_one_sentence(
    tmp_path: Path, place: str, content: str | bytes, sentence: str
) -> None:
    library = Library(put(tmp_path, place, content))

    assert library.problems == (sentence,)
    assert set(library.formats) == set(STANDING.formats)
    assert set(library.decks) == set(STANDING.decks)
    assert library.rules == STANDING.rules
    assert set(library.rule_sets) == set(STANDING.rule_sets)
    assert library.opening == STANDING.opening
    assert library.endings == STANDING.endings


@pytest.mark.parametrize(
    "name", ["formats/mine.toml~", "formats/.mine.toml.swp", "formats/#mine#", "notes.txt"]
)
def test_what_an_editor_leaves_and_what_is_not_ours_is_passed_over(tmp_path: Path, name: str) -> None:
    library = Library(put(tmp_path, name, "whatever"))

    assert library.problems == ()
