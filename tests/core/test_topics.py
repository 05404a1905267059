"""Topics: cards and walks as files, the plan they make, another lens mid-way, the group's marks."""

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.content.samples import put
from tests.core.hour import CHECK_OUT, NEXT_TIME, OPENING, Hour, ListJournal, opened, segment, step

from circle_tui.content.cards import OwnCards, written
from circle_tui.content.load import Library
from circle_tui.content.reading import bundled_names
from circle_tui.core.clock import timing
from circle_tui.core.faults.packs import pack_fault
from circle_tui.core.faults.topics import topic_fault, walk_fault
from circle_tui.core.happening import moves
from circle_tui.core.happening.fold import fold
from circle_tui.core.happening.keeping import kept
from circle_tui.core.happening.session import StepKey
from circle_tui.core.plan import lens
from circle_tui.core.plan.agenda import Segment
from circle_tui.core.plan.planning import EveningPlan, plan_evening
from circle_tui.core.plan.topics import (
    Topic,
    invitation,
    shared,
    slug_of,
    walk_steps,
    with_topic,
)
from circle_tui.core.shelf import NotSavedError
from circle_tui.system.textfile import TextFile

LIBRARY = Library()
TOPIC = LIBRARY.topics["neutral-or-speaking-up"]
COLUMNS, ETHICS = LIBRARY.walks["two-columns"], LIBRARY.walks["ethics-walk"]
CARD = """
slug = "mine"
question = "What is enough?"
why_now = "We are tired."
takeaways = ["One.", "Two.", "Three."]
prompts = ["When was it enough?"]
lens = "ethics-walk"
"""
WALK = """
slug = "mine"
title = "Mine"
summary = "A walk of my own."

[[steps]]
title = "First"
says = "What is it?"

[[steps]]
title = "Second"
says = "And then?"
"""
PACK = """
slug = "mine"
title = "M"
summary = "S"
rules = []

[deck]
slug = "m"
title = "M"
suits = []
"""


class NoDisk:
    """A file that can be neither read nor written."""

    def read(self) -> str:
        return ""

    def write(self, text: str) -> None:
        raise OSError(28, "No space left on device")


def lens_of(seconds: int) -> Segment:
    """A lens of the two columns that lasts so many seconds, five minutes of it for sure."""
    steps = walk_steps(COLUMNS, seconds, minimum=300)
    return replace(segment("lens", COLUMNS.title, "talk", *steps), lens=COLUMNS.slug)


def evening(topic: str = TOPIC.slug, *, seconds: int = 840) -> Hour:
    """An evening with a lens in its middle, on time at the framing."""
    framing = segment("framing", "Framing", "topic", step("framing", "Framing", 300))
    entry = opened((OPENING, framing, lens_of(seconds), CHECK_OUT, NEXT_TIME), length=60)
    hour = Hour(journal=ListJournal([replace(entry, event=replace(entry.event, topic=topic))]))
    hour.begin()
    hour.go_to("framing", at="19:33:00")
    return hour


def titles(hour: Hour) -> list[str]:
    return [item.title for item in hour.session.segment("lens").steps]


def lefts(hour: Hour) -> list[int]:
    """Whole seconds that each step of the lens would still have."""
    keys = [StepKey("lens", item.id) for item in hour.session.segment("lens").steps]
    boxes = [hour.session.boxes[key] for key in keys]
    return [int((box.length - box.spent_before).total_seconds()) for box in boxes]


# Files


@pytest.mark.parametrize("slug", bundled_names("topics"))
def test_a_standing_topic_card_is_without_fault_and_called_as_its_file(slug: str) -> None:
    topic = LIBRARY.topics[slug]

    assert (topic.slug, topic_fault(topic, LIBRARY.walks)) == (slug, "")


@pytest.mark.parametrize("slug", bundled_names("walks"))
def test_a_standing_walk_is_without_fault_and_fits_one_line_of_a_small_window(slug: str) -> None:
    walk = LIBRARY.walks[slug]

    assert (walk.slug, walk_fault(walk)) == (slug, "")
    assert max(len(item.says) for item in walk.steps) <= 72


def test_both_ethics_walks_are_credited() -> None:
    walks = [LIBRARY.walks["ethics-walk"], LIBRARY.walks["think-ahead"]]

    assert [len(walk.steps) for walk in walks] == [7, 6]
    assert all(walk.credits[0].link.startswith("https://") for walk in walks)


@pytest.mark.parametrize(
    ("place", "text", "sentence"),
    [
        (
            "topics/mine.toml",
            CARD.replace(', "Three."', ""),
            "topics/mine.toml, takeaways: a list of 2 stands where a list of 3 is right.",
        ),
        (
            "topics/mine.toml",
            CARD.replace("enough?", "enough.", 1),
            "topics/mine.toml: the question is “What is enough.”: "
            "one that ends with a question mark is right.",
        ),
        (
            "topics/mine.toml",
            CARD.replace("ethics-walk", "stroll"),
            "topics/mine.toml: lens is “stroll”, which is no walk there is: "
            "the slug of one that is there is right.",
        ),
        (
            "topics/mine.toml",
            CARD.replace('"Two."', '" "'),
            "topics/mine.toml: takeaway 2 is empty: one sentence is right.",
        ),
        (
            "topics/mine.toml",
            CARD.replace('["When was it enough?"]', "[]"),
            "topics/mine.toml: prompts are 0: 1 to 6 are right.",
        ),
        (
            "topics/mine.toml",
            CARD.replace("We are tired.", "x" * 401),
            "topics/mine.toml: why_now has 401 characters: 1 to 400 are right.",
        ),
        (
            "walks/mine.toml",
            WALK.partition("[[steps]]\ntitle = \"Second\"")[0],
            "walks/mine.toml: steps are 1: 2 to 9 are right.",
        ),
        (
            "walks/mine.toml",
            f"{WALK}share = 9\n",
            "walks/mine.toml: the share of step 2 is 9: 1 to 5 are right.",
        ),
        (
            "walks/mine.toml",
            WALK.replace("And then?", "x" * 91),
            "walks/mine.toml: says of step 2 has 91 characters: 90 at most are right.",
        ),
        (
            "topics/mine.toml",
            CARD.replace('"mine"', '"Mine"'),
            "topics/mine.toml: the slug is “Mine”: "
            "small letters, digits and single hyphens are right, like “first-round”.",
        ),
        (
            "topics/mine.toml",
            CARD.replace("When was it enough?", " "),
            "topics/mine.toml: prompt 1 is empty: one sentence is right.",
        ),
        (
            "walks/mine.toml",
            WALK.replace('"Mine"', '""'),
            "walks/mine.toml: the title is empty: one sentence is right.",
        ),
        (
            "packs/mine.toml",
            PACK.replace('"M"', '""', 1),
            "packs/mine.toml: the title or the summary is empty: a line each is right.",
        ),
        ("packs/mine.toml", PACK, "packs/mine.toml: rules are none: at least one is right."),
        (
            "packs/mine.toml",
            PACK.replace('"mine"', '"Mine"'),
            "packs/mine.toml: the slug is “Mine”: "
            "small letters, digits and single hyphens are right, like “first-round”.",
        ),
    ],
)  # fmt: skip
def test_a_broken_file_is_left_out_with_a_sentence(
    tmp_path: Path, place: str, text: str, sentence: str
) -> None:
    library = Library(put(tmp_path, place, text))

    assert library.problems == (sentence,)
    assert "mine" not in {*library.topics, *library.walks, *library.packs}


# The pack


def test_nothing_of_a_pack_is_there_before_a_group_adopts_it() -> None:
    pack, adopted = LIBRARY.packs["values"], LIBRARY.adopting(("values",))
    rules = {rule.id for rule in pack.rules}

    assert pack_fault(pack) == ""
    assert ("values" in LIBRARY.decks, rules & set(LIBRARY.rules)) == (False, set())
    assert ("values" in adopted.decks, rules <= set(adopted.rules)) == (True, True)


# Cards of one's own


@pytest.mark.parametrize(
    ("question", "slug"),
    [
        ("What's enough, für uns?", "whats-enough-fur-uns"),
        ("Is staying neutral always the right thing to do here?", "is-staying-neutral-always-the-right"),
        ("¿?", "topic"),
        ("Con?", "topic-con"),
        ("x" * 90, "x" * 36),
    ],
)
def test_a_question_gives_a_name_that_is_safe_for_a_file(question: str, slug: str) -> None:
    assert slug_of(question) == slug


def test_a_card_of_ones_own_never_takes_the_place_of_a_file_that_is_there(tmp_path: Path) -> None:
    card = replace(TOPIC, slug="mine", question='A "quoted" \\ one?')
    put(tmp_path, "topics/mine.toml", "not a card at all")
    cards = OwnCards(lambda name: TextFile(tmp_path / name))

    first, second = cards.keep(card, LIBRARY.topics), cards.keep(card, LIBRARY.topics)

    assert (first.slug, second.slug) == ("mine-2", "mine-3")
    assert Library(tmp_path).topics["mine-2"] == first
    assert (tmp_path / "topics/mine.toml").read_text() == "not a card at all"
    assert "mine-3" in written(second)


def test_a_card_that_cannot_be_written_says_so() -> None:
    with pytest.raises(NotSavedError, match=r"could not be written \(No space left on device\)"):
        OwnCards(lambda _: NoDisk()).keep(TOPIC, {})


def test_a_file_that_cannot_be_read_is_not_written_over(tmp_path: Path) -> None:
    put(tmp_path, f"topics/{TOPIC.slug}.toml", b"\xff\xfe")

    kept_as = OwnCards(lambda name: TextFile(tmp_path / name)).keep(TOPIC, {})

    assert kept_as.slug == f"{TOPIC.slug}-2"


def test_the_invitation_says_group_date_zone_question_and_three_takeaways() -> None:
    text = invitation(TOPIC, group="Thursday Circle", when="Thursday 12 June, 13:30 (UTC)", minutes=90)

    assert text.splitlines()[:2] == ["Thursday Circle", "Thursday 12 June, 13:30 (UTC), 90 minutes"]
    assert TOPIC.question in text
    assert text.splitlines()[-3:] == [f"· {takeaway}" for takeaway in TOPIC.takeaways]


# The plan


def plan_of(minutes: int, people: int) -> EveningPlan:
    plan = plan_evening(
        LIBRARY.formats["topic-circle"],
        minutes=minutes,
        people=people,
        opening=LIBRARY.opening,
        joining=LIBRARY.joining,
    )
    assert isinstance(plan, EveningPlan), plan
    return plan


@pytest.mark.parametrize("topic", LIBRARY.topics.values(), ids=lambda topic: topic.slug)
@pytest.mark.parametrize(("minutes", "people"), [(60, 4), (75, 6), (90, 12)])
def test_a_topic_leaves_every_segment_its_minutes(topic: Topic, minutes: int, people: int) -> None:
    plain = plan_of(minutes, people).segments

    about = with_topic(plain, topic, LIBRARY.walks[topic.lens])

    assert [item.seconds for item in about] == [item.seconds for item in plain]
    assert [item.id for item in about] == [item.id for item in plain]
    assert all(part.minimum <= part.seconds for item in about for part in item.steps)


def test_opening_framing_and_check_out_show_the_takeaways_and_the_lens_is_the_walk() -> None:
    about = {item.id: item for item in with_topic(plan_of(90, 6).segments, TOPIC, COLUMNS)}

    assert about["opening"].steps[-1].card == "takeaways"
    assert about["framing"].steps[0].card == "takeaways"
    assert about["dialogue"].steps[0].nudges == TOPIC.prompts
    assert [(item.title, item.seconds // 60) for item in about["lens"].steps] == [
        ("What staying neutral costs", 6), ("What speaking up costs", 5), ("Between the two", 3),
    ]  # fmt: skip
    assert about["check-out"].steps[0].card == "takeaways"


def test_an_opening_with_nothing_to_spare_is_left_as_it_is() -> None:
    tight = segment("opening", "Opening", "opening", step("limits", "Limits", 60, least=50, card="limits"))

    assert with_topic((tight,), TOPIC, COLUMNS) == (tight,)


@settings(max_examples=60)
@given(seconds=st.integers(0, 3600), shares=st.lists(st.integers(1, 5), min_size=1, max_size=9).map(tuple))
def test_shared_time_sums_exactly_in_whole_minutes_where_there_are_enough(
    seconds: int, shares: tuple[int, ...]
) -> None:
    parts = shared(seconds, shares)

    assert sum(parts) == seconds
    assert min(parts) >= 0
    assert seconds < 60 * len(shares) or (min(parts) >= 60 and all(part % 60 == 0 for part in parts[1:]))


def test_a_walk_of_seven_steps_in_eight_minutes_has_a_minute_each_and_one_two() -> None:
    assert shared(480, [1] * 7) == (120, 60, 60, 60, 60, 60, 60)


# Another lens


def test_another_lens_mid_way_loses_no_time_and_can_be_taken_back() -> None:
    hour = evening()
    hour.go_to("lens", at="19:38:00")
    hour.at("19:40:00")
    before, end = hour.session, timing.project(hour.session, hour.now).end

    hour.do(lens.change_lens, ETHICS)

    assert hour.session.position == StepKey("lens", "ethics-walk-1")
    assert titles(hour) == ["What staying neutral costs", *(item.title for item in ETHICS.steps)]
    assert lefts(hour) == [0, 120, 120, 120, 120, 120, 60, 60]
    assert timing.project(hour.session, hour.now).end == end
    assert hour.room.undo() == "the change of lens"
    assert hour.session.segments == before.segments
    assert hour.session.boxes == before.boxes


def test_a_lens_that_was_left_goes_on_where_it_was_left() -> None:
    hour = evening()
    hour.go_to("lens", at="19:38:00")
    hour.at("19:44:00")
    hour.do(moves.go_on)
    hour.at("19:45:00")
    hour.do(lens.change_lens, ETHICS)
    hour.at("19:46:00")

    hour.do(lens.change_lens, COLUMNS)

    assert titles(hour)[-3:] == ["The pull", "What speaking up costs", "Between the two"]
    assert lefts(hour)[-2:] == [240, 120]
    assert hour.session.position == StepKey("lens", "two-columns-2-2")


def test_a_lens_that_has_not_begun_is_changed_without_beginning_it() -> None:
    hour = evening()

    hour.do(lens.change_lens, ETHICS)

    assert hour.session.position == StepKey("framing", "framing")
    assert lefts(hour) == [120] * 7
    assert sum(item.minimum for item in hour.session.segment("lens").steps) <= 300


@settings(max_examples=25)
@given(gone=st.integers(0, 1200), steps=st.integers(0, 2))
def test_changing_the_lens_never_moves_the_projected_end(gone: int, steps: int) -> None:
    hour = evening()
    hour.go_to("lens")
    for _ in range(steps):
        hour.do(moves.go_on)
    hour.clock.advance(seconds=gone)
    end = timing.project(hour.session, hour.now).end

    hour.do(lens.change_lens, ETHICS)

    assert abs(timing.project(hour.session, hour.now).end - end) < timedelta(seconds=1)


def test_a_lens_can_be_changed_before_the_evening_has_begun() -> None:
    hour = Hour((lens_of(840), CHECK_OUT, NEXT_TIME))

    hour.do(lens.change_lens, ETHICS)

    assert (hour.session.position, lefts(hour)) == (None, [120] * 7)


def test_a_lens_that_cannot_be_changed_says_why() -> None:
    without, over = Hour(), evening()
    without.begin()
    over.go_to("check-out")

    assert without.refused(lens.change_lens, ETHICS) == lens.NO_LENS.why
    assert over.refused(lens.change_lens, ETHICS) == lens.IS_OVER.why
    assert evening().refused(lens.change_lens, COLUMNS) == "This is the lens that stands."


# The group's marks


def test_a_takeaway_is_marked_for_the_group_and_the_last_mark_is_what_is_kept() -> None:
    hour = evening()
    hour.do(lens.mark_takeaway, 1, is_touched=True)
    hour.do(lens.mark_takeaway, 2, is_touched=True)
    hour.do(lens.mark_takeaway, 2, is_touched=False)

    assert hour.session.touched == {1}
    assert fold(kept(hour.room.entries)).touched == {1}
    assert hour.room.undo() == "the mark on a takeaway"
    assert hour.session.touched == {1, 2}


def test_a_mark_that_cannot_be_made_says_why() -> None:
    assert evening().refused(lens.mark_takeaway, 0, is_touched=False) == "It is marked so already."
    assert evening("").refused(lens.mark_takeaway, 0, is_touched=True).startswith("Tonight has no topic")
