"""What in a sentence may point to somebody, and what stays quiet."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.hostile import WORST_NAMES

from circle_tui.core.work.calling import PERSON
from circle_tui.core.work.discretion import QUESTION_LIMIT, blurred, findings
from circle_tui.core.work.shapes import LEFT_OUT, PLACE

POINTS_TO_SOMEONE = [
    ("Why does Mrs. Miller 43 tire me so?", "Mrs. Miller 43", "the person"),
    ("Herr Schmidt 50 macht mich müde", "Herr Schmidt 50", "…"),
    ("Anna 34 left again. What now?", "Anna 34", "the person"),
    ("Anna 5 minutes late. What now?", "Anna", "the person"),
    ("Miller's husband scares me", "Miller's", "the person's"),
    # Names
    ("How do I stay with Anna when she is silent?", "Anna", PERSON),
    ("Why does Anna's silence hurt?", "Anna's", "the person's"),
    ("When Anna Maria Schmidt calls, what do I feel?", "Anna Maria Schmidt", PERSON),
    ("Anna Schmidt told me to stop. Why?", "Anna Schmidt", PERSON),
    ("I stay with Anna. Still she leaves. Why?", "Anna", PERSON),
    ("I stay. Maria leaves. Why?", "Maria", PERSON),
    ("Anna asks me to stay. Why do I?", "Anna", PERSON),
    ("Tavi tells me that I am cold. Am I?", "Tavi", PERSON),
    ("Tavi and I argue. Why?", "Tavi", PERSON),
    ("What do I say to Tavi?", "Tavi", PERSON),
    ("A letter from Tavi came. What now?", "Tavi", PERSON),
    ("Should I tell my supervisor Sabine?", "my supervisor Sabine", "my supervisor"),
    ("What does the Johnson family want?", "Johnson", LEFT_OUT),
    ("At the Anna Freud Centre I froze. Why?", "Anna Freud Centre", LEFT_OUT),
    ("Why Do I Freeze With Anna So Much", "Anna", PERSON),
    ("What does Ludwig van der Meer want?", "Ludwig van der Meer", PERSON),
    ("What is O'Neill's anger doing in me?", "O'Neill's", "the person's"),
    ("When Dr. Weber calls, what do I feel?", "Dr. Weber", PERSON),
    ("What of Jürgen stays with me?", "Jürgen", PERSON),
    ("What of Émile stays with me?", "Émile", PERSON),
    ("Why do I fear Will so?", "Will", PERSON),
    ("Как быть с Анной, когда она молчит?", "Анной", LEFT_OUT),
    ("Was löst Frau Müller in mir aus und was nicht?", "Frau Müller", LEFT_OUT),
    ("Warum macht mich Sabine so müde?", "Sabine", LEFT_OUT),
    ("How do I tell my client Anna the truth?", "my client Anna", "my client"),
    ("What about a client called anna?", "anna", PERSON),
    ("What about the boy named leo?", "leo", PERSON),
    # Initials
    ("What does M.K. want from me?", "M.K.", PERSON),
    ("What would M. K. need from me now?", "M. K.", PERSON),
    ("What does K. want from me?", "K.", PERSON),
    ("What does Ms K want from me?", "Ms K", PERSON),
    ("What am I to K, really?", "K", PERSON),
    ("What does Dr. A want from me?", "Dr. A", PERSON),
    ("I lost a client. K knows why.", "K", PERSON),
    ("Why do I dread my client JD so much?", "my client JD", "my client"),
    ("What does А. К. need?", "А. К.", PERSON),
    # Ages
    ("What do I do with a 34-year-old man who is silent?", "a 34-year-old", "an adult"),
    ("Why does her 7-year-old girl move me?", "7-year-old", "young"),
    ("Why am I moved by a 9-year-old?", "a 9-year-old", "a young person"),
    ("What about an 80-year-old woman?", "an 80-year-old", "an older"),
    ("What about a 6-month-old baby?", "a 6-month-old", "a young"),
    ("Was ist mit der 34-jährigen Frau?", "34-jährigen", LEFT_OUT),
    ("Am I different since I turned 50?", "50", "that age"),
    ("What of the girl who turned twelve?", "twelve", "that age"),
    ("She is thirty-four and I envy her. Why?", "thirty-four", "of that age"),
    ("What of a thirty-four-year-old man?", "a thirty-four-year-old", "an adult"),
    ("How do I speak to her about her son, 12?", "12", "of that age"),
    ("Is he 19, and am I his mother?", "19", "of that age"),
    ("She was born 1987, and I envy her. Why?", "1987", "back then"),
    ("What about a woman, 34, who left?", "34", "of that age"),
    ("She is 34 and I envy her. Why?", "34", "of that age"),
    ("What of the man aged 51?", "aged 51", "of that age"),
    ("Who is 43 years old in here?", "43 years old", "of that age"),
    ("Why does somebody of 91 frighten me?", "91", "of that age"),
    ("Ему 34 года, что это со мной?", "34 года", LEFT_OUT),
    # Days and hours
    ("What happened to me on 12 March 2024?", "on 12 March 2024", "some time ago"),
    ("What of March 12th stays?", "March 12th", "some time ago"),
    ("What of the 3rd of May stays?", "the 3rd of May", "some time ago"),
    ("What of 12.03.2024 stays?", "12.03.2024", "some time ago"),
    ("What of 2024-03-12 stays?", "2024-03-12", "some time ago"),
    ("What of 3/12/24 stays?", "3/12/24", "some time ago"),
    ("Was war am 12. März mit mir?", "12. März", LEFT_OUT),
    ("What happened on the 12th?", "on the 12th", "some time ago"),
    ("What happened on 3/5 in me?", "on 3/5", "some time ago"),
    ("What has hurt since Tuesday?", "Tuesday", "then"),
    ("What has hurt since 12 March 2024?", "12 March 2024", "then"),
    ("What was I before 12 March 2024?", "12 March 2024", "that day"),
    ("What changed last Friday?", "last Friday", "the other day"),
    ("The 12 March session haunts me. Why?", "The 12 March", "the"),
    ("Our 12 March session haunts me. Why?", "12 March", LEFT_OUT),
    ("What began in March 2024?", "in March 2024", "some time ago"),
    ("What do I dread on Tuesday at 15:00?", "on Tuesday at 15:00", "at that hour"),
    ("What do I dread Tuesday 3 pm?", "Tuesday 3 pm", "at that hour"),
    ("What do I dread at 3 pm on Tuesdays?", "at 3 pm on Tuesdays", "at that hour"),
    ("What do I dread at 3pm?", "at 3pm", "at that hour"),
    ("Why do I dread our Tuesday 3 pm hour?", "Tuesday 3 pm", "usual"),
    ("What of my 3 o'clock?", "3 o'clock", "usual hour"),
    ("My Monday client scares me. Why?", "Monday client", "client"),
    # Places
    ("What happens to me in Lisbon?", "Lisbon", PLACE),
    ("What came with her from New York?", "New York", PLACE),
    ("What happens at Charité to me?", "Charité", PLACE),
    ("She moved to Lisbon: what stays?", "Lisbon", PLACE),
    ("Why do I dread 12 Main Street?", "12 Main Street", PLACE),
    ("He lives at 14b Baker Street. Why do I know?", "14b Baker Street", PLACE),
    ("What of Hauptstraße 12 stays?", "Hauptstraße 12", PLACE),
    ("What happened at the Waldorf school?", "Waldorf", LEFT_OUT),
    ("What happens at St. Mary's Hospital to me?", "St. Mary's Hospital", PLACE),
    # Contacts and numbers
    ("Shall I write to anna.b@example.org?", "anna.b@example.org", "their address"),
    ("What of www.example.org/anna?", "www.example.org/anna", "their address"),
    ("What of https://x.example.org/a?b=1 now?", "https://x.example.org/a?b=1", "their address"),
    ("What did @anna_b mean?", "@anna_b", "their address"),
    ("Shall I call +49 30 1234567 now?", "+49 30 1234567", "their number"),
    ("Shall I call 030 1234567 now?", "030 1234567", "their number"),
    ("Shall I call (212) 555-0199 now?", "(212) 555-0199", "their number"),
    ("Shall I call 555-1234 now?", "555-1234", "their number"),
    ("What of case no. 4711?", "4711", "that number"),
    ("What of file #12/23?", "12/23", "that number"),
    ("What of AB1234 then?", "AB1234", "that number"),
    ("What of 12345 then?", "12345", "that number"),
]

STAYS_QUIET = [
    "Today's family hour was long.",
    "Client's mother calls: what now?",
    "Therapy's children",
    "Room 3 is cold: what does it do to us?",
    "What is it that I cannot say?",
    "I am stuck. Where do I begin?",
    "I'm lost; I've no idea what I'd need, or what I'll do.",
    "How do I use CBT with EMDR here?",
    "Is this PTSD, BPD, ADHD or just me?",
    "Why do I have the Monday blues?",
    "What keeps me from resting on Sunday?",
    "What happens in December?",
    "May I ask for help in May?",
    "Since 2019 I cannot let go: why?",
    "Am I OK with that?",
    "What would plan B be?",
    "Do we need 90 minutes for this?",
    "Is it 95 % me?",
    "What did we do in the last 3 sessions?",
    "Should I stay 5 minutes longer?",
    "Which is it: 1, 2, or 3?",
    "Where did my Freudian slip come from?",
    "In English I cannot find the word. Why?",
    "What is at stake on Zoom?",
    "What is my T-shirt telling them?",
    "Therapy makes me tired. Silence too.",
    "“Why?” is all I ask. “When?” too.",
    "A question: Who helps me?",
    "A client called me back late. What now?",
    "Why does my client say nothing?",
    "WHAT DO I NEED NOW",
    "Was macht mich bei dieser Trauer so müde?",
    "Что мне делать с этой тишиной?",
    "Was mache ich mit der Wut auf meinen Chef?",
    "Why Do I Freeze With My Client",
    "In Room 12 I feel small. Why?",
    "Is 1/2 of me gone?",
    "Do I see her on the 2nd floor?",
    "The 21st session felt final. Why?",
    "怎么办？",
    "מה אני צריך עכשיו?",
    "",
    "   ",
    "?",
    "…",
]


ORDINARY = (Path(__file__).parent / "ordinary_questions.txt").read_text("utf-8").splitlines()
"""Questions as groups ask them, none of which points to anybody; held back while the rules were made."""
GROUP = ("Dana", "Jo", "Will", "Hope Miller", "Anna Maier")


@pytest.mark.parametrize("question", ORDINARY)
def test_an_ordinary_question_is_not_stopped(question: str) -> None:
    assert [finding.text for finding in findings(question, GROUP)] == []


@pytest.mark.parametrize(
    ("question", "part"),
    [
        ("Why do I fear jo?", "jo"),
        ("Am I too close to Jo?", "Jo"),
        ("What is DANA's part in it?", "DANA's"),
        ("Is miller right?", "miller"),
        ("Does Will like me?", "Will"),
        ("What would Hope say?", "Hope"),
    ],
)
def test_names_of_the_group_are_known_in_either_case(question: str, part: str) -> None:
    assert [finding.text for finding in findings(question, GROUP)] == [part]


@pytest.mark.parametrize("question", ["will I ever rest?", "Will I ever rest?", "I hope so. Hope helps."])
def test_a_name_that_is_a_word_as_well_is_taken_for_the_word(question: str) -> None:
    assert findings(question, GROUP) == ()


@pytest.mark.parametrize(
    ("question", "blur"),
    [
        ("Why does my client make me so tired?", "Why does somebody make me so tired?"),
        ("My client Anna makes me tired.", "Somebody makes me tired."),
        ("My client Anna's anger stays.", "Somebody's anger stays."),
        ("What do I do when a client cries?", "What do I do when somebody cries?"),
        ("What does my client's silence do?", "What does somebody's silence do?"),
        ("Our clients leave. Why?", "Others leave. Why?"),
        ("What do my patients' tears do?", "What do others' tears do?"),
        ("How do I rest after client work?", "How do I rest after client work?"),
        ("What do clients do to me?", "What do clients do to me?"),
    ],
)
def test_where_the_evening_is_about_us_a_client_is_found_too(question: str, blur: str) -> None:
    assert blurred(question, findings(question, is_about_us=True)) == blur
    assert [finding.kind for finding in findings(question) if finding.kind == "client"] == []


@pytest.mark.parametrize(("question", "part", "instead"), POINTS_TO_SOMEONE)
def test_what_may_point_to_somebody_is_named_with_a_blur(question: str, part: str, instead: str) -> None:
    found = findings(question)

    assert [(finding.text, finding.instead) for finding in found] == [(part, instead)]


@pytest.mark.parametrize("question", STAYS_QUIET)
def test_what_points_to_nobody_stays_quiet(question: str) -> None:
    assert findings(question) == ()


@pytest.mark.parametrize(
    ("question", "blur"),
    [
        ("M.K., 34, Tuesday 3 pm", "The person, of that age, at that hour"),
        (
            "Anna, 34, from Lisbon: why does she scare me?",
            "The person, of that age, from that place: why does she scare me?",
        ),
        ("How do I tell my client Anna the truth?", "How do I tell my client the truth?"),
        ("My client K keeps leaving. Why?", "My client keeps leaving. Why?"),
        (
            "Am I too close to Jo since she turned 50?",
            "Am I too close to the person since she turned that age?",
        ),
        (
            "I saw Mia on 3 May at the Charité. What now?",
            "I saw the person some time ago at the …. What now?",
        ),
        ("What of it? Anna left on the 12th.", "What of it? The person left some time ago."),
        ("I met her at 3 pm on Tuesdays. Why?", "I met her at that hour. Why?"),
        ("What is it in me?", "What is it in me?"),
    ],
)
def test_a_blurred_question_says_the_same_of_nobody_in_particular(question: str, blur: str) -> None:
    assert blurred(question, findings(question)) == blur


def test_a_finding_is_said_as_a_question() -> None:
    found = findings("How do I stay with Anna in Lisbon?")

    assert [finding.says for finding in found] == [
        "“A…” may point to someone: “the person”?",
        "“L…” may point to a certain place: “that place”?",
    ]


def test_where_the_other_words_would_be_too_long_a_blur_only_leaves_out() -> None:
    question = "Is it Jo or " * 9 + "Jo?"

    blur = blurred(question, findings(question))

    assert blur == "Is it … or " * 9 + "…?"


@pytest.mark.parametrize("text", WORST_NAMES, ids=range(len(WORST_NAMES)))
def test_the_worst_text_is_looked_over_without_a_fault(text: str) -> None:
    found = findings(text[:QUESTION_LIMIT])

    assert len(blurred(text[:QUESTION_LIMIT], found)) <= QUESTION_LIMIT


PIECES = st.sampled_from(
    [part for _, part, _ in POINTS_TO_SOMEONE]
    + ["I", "A", "Dr.", "my client", "in", "34", ",", "(", "“", "K", ".", "…"]
)
TEXTS = st.one_of(
    st.text(max_size=QUESTION_LIMIT),
    st.lists(PIECES, max_size=14).map(lambda parts: " ".join(parts)[:QUESTION_LIMIT]),
)


@settings(max_examples=80)
@given(TEXTS)
def test_no_text_is_refused_made_too_long_or_found_out_twice_in_one_place(text: str) -> None:
    found = findings(text)

    assert len(blurred(text, found)) <= QUESTION_LIMIT
    assert all(text[item.start : item.end] == item.text != "" for item in found)
    assert all(before.end <= after.start for before, after in pairwise(found))
