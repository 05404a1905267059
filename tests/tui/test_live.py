"""The live screen: what each key does, what is to be read at each size, and when it is painted."""

import pytest
from tests.tui.pilot_kit import (
    FULL,
    SIZES,
    consultation,
    evening_in,
    evening_of,
    on_live,
    over_hand_journal,
    worst_evening,
    worst_groups,
)

NOT_OURS = "This screen only looks on: the session is held by another Circle, which goes on writing."


@pytest.mark.parametrize("size", SIZES)
async def test_time_segment_leader_and_end_are_to_be_read_in_every_window(size: tuple[int, int]) -> None:
    async with on_live(consultation(), size=size) as seen:
        text = seen.text

        assert seen.shows_time("02:42")
        assert "Time for one of us" in text
        assert "Mara leads" in text
        assert "ends 20:30" in text
        assert seen.broken_lines == []


@pytest.mark.parametrize("size", SIZES)
async def test_over_time_is_to_be_read_in_every_window_and_in_words(size: tuple[int, int]) -> None:
    async with on_live(consultation(), size=size) as seen:
        await seen.let_pass(minutes=4)

        assert seen.shows_time("+1:18")
        assert "over, taken from Open floor" in seen.text
        assert "ends 20:30" in seen.text


@pytest.mark.parametrize("size", SIZES)
async def test_the_digits_stay_as_large_when_a_step_runs_over(size: tuple[int, int]) -> None:
    async with on_live(consultation(), size=size) as seen:
        rows_before = seen.app.screen.query_one("#clock").size.height

        await seen.let_pass(minutes=4)

        assert seen.app.screen.query_one("#clock").size.height == rows_before


async def test_an_end_that_would_move_is_said_in_a_small_window_too() -> None:
    async with on_live(consultation(), size=(40, 12)) as seen:
        await seen.let_pass(minutes=12)

        assert "would end 20:34, not 20:30" in seen.text


async def test_an_end_that_would_move_is_not_called_on_time_because_a_break_ends_on_time() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("i", "t", *"20:15", "enter")

        assert "would end 20:33, not 20:30" in seen.words
        assert "on time" not in seen.words


@pytest.mark.parametrize("key", ["space"])
async def test_space_pauses_and_goes_on(key: str) -> None:
    async with on_live(consultation()) as seen:
        await seen.press(key)
        paused = seen.words
        await seen.let_pass(seconds=30)
        await seen.press(key)

        assert "paused · space goes on" in paused
        assert "paused" not in seen.words
        assert seen.shows_time("02:42")


@pytest.mark.parametrize("key", ["n", "N"])
async def test_n_goes_to_the_next_step(key: str) -> None:
    async with on_live(consultation()) as seen:
        await seen.press(key)

        assert seen.step == "case-1/feeling-round"
        assert "step 2 of 4 · Feeling round" in seen.words


async def test_n_after_the_last_step_goes_to_the_next_segment() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("n", "n", "n", "n")

        assert seen.step == "topic-1/talk"


async def test_n_at_the_very_end_says_where_the_close_is() -> None:
    async with on_live(evening_of(segment="next-time")) as seen:
        await seen.press("n", "n")

        assert "This is the last step. e brings the evening to its close." in seen.words


@pytest.mark.parametrize("key", ["b", "B"])
async def test_b_goes_back_and_the_clock_goes_on_where_it_stood(key: str) -> None:
    async with on_live(consultation()) as seen:
        await seen.press("n")
        await seen.let_pass(minutes=1)
        await seen.press(key)

        assert seen.step == "case-1/speaker"
        assert seen.shows_time("02:42")


@pytest.mark.parametrize("key", ["plus", "equals_sign"])
async def test_plus_gives_two_minutes_and_names_who_pays(key: str) -> None:
    async with on_live(consultation()) as seen:
        await seen.press(key)

        assert seen.shows_time("04:42")
        assert "2 minutes more, from Open floor." in seen.words


async def test_plus_a_second_time_gives_half_as_much_and_then_says_that_it_is_enough() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("plus", "plus")
        second = seen.words
        await seen.press("plus")

        assert seen.shows_time("05:42")
        assert "1 minute more, from Open floor." in second
        assert "Twice already for this step" in seen.words


async def test_minus_takes_a_minute_away() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("minus")

        assert seen.shows_time("01:42")
        assert "1 minute less here, for Open floor." in seen.words


@pytest.mark.parametrize(
    ("key", "place"),
    [
        ("p", "LiveScreen / How does the work feel tonight?"),
        ("P", "LiveScreen / How does the work feel tonight?"),
        ("l", "LiveScreen / Who leads “First topic”?"),
        ("L", "LiveScreen / Who leads “First topic”?"),
        ("w", "LiveScreen / Who brings something in “Time for one of us”?"),
        ("W", "LiveScreen / Who brings something in “Time for one of us”?"),
        ("g", "LiveScreen / Ground rules · version 1 of Tuesday 24 November 2026"),
        ("G", "LiveScreen / Ground rules · version 1 of Tuesday 24 November 2026"),
        ("r", "LiveScreen / Who is here?"),
        ("R", "LiveScreen / Who is here?"),
        ("y", "LiveScreen / Copy for the chat"),
        ("Y", "LiveScreen / Copy for the chat"),
        ("tab", "LiveScreen / Agenda"),
        ("question_mark", "LiveScreen / Keys"),
        ("f1", "LiveScreen / Keys"),
        ("e", "CloseScreen"),
        ("E", "CloseScreen"),
        ("enter", "LiveScreen"),
        ("escape", "LiveScreen"),
    ],
)
async def test_every_key_opens_what_the_list_of_keys_says(key: str, place: str) -> None:
    async with on_live(consultation()) as seen:
        await seen.press(key)

        assert seen.place == place


async def test_w_names_who_brings() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("w", "3")

        assert "◆ Jo brings" in seen.words
        assert "Jo brings. p offers a focus prompt." in seen.words


async def test_the_agenda_of_a_small_window_shows_everything_the_large_one_does() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("tab")

        assert "▶ Time for one of us 12 Mara" in seen.sheet_words
        assert "· Next time 2" in seen.sheet_words
        assert "HERE · 7 ✓ Check-in 9 Dana Ines Jo Kofi Lea ✓ Choose topics 3 Mara Sam" in seen.sheet_words
        assert "closed since 19:40" in seen.sheet_words


@pytest.mark.parametrize(
    ("key", "sentence"),
    [
        ("p", "This segment has no focus prompt; p acts once somebody brings something."),
        ("ctrl+r", "There is nothing to bring back."),
        ("b", "This is the first step. u takes back the start itself."),
    ],
)
async def test_a_key_that_cannot_act_says_why_in_a_whole_sentence(key: str, sentence: str) -> None:
    async with on_live(evening_of(segment="opening")) as seen:
        await seen.press(key)

        assert sentence in seen.words
        assert seen.place == "LiveScreen"


@pytest.mark.parametrize("key", ["n", "b", "plus", "minus"])
async def test_before_the_start_a_key_that_cannot_act_says_how_to_begin(key: str) -> None:
    async with on_live(evening_of()) as seen:
        await seen.press(key)

        assert "The session has not begun yet. space begins it." in seen.words


async def test_a_start_that_was_taken_back_is_the_arrival_again_and_begins_with_enter() -> None:
    async with on_live(evening_of(segment="opening")) as seen:
        await seen.press("u")
        arriving = seen.words
        await seen.press("enter")

        assert "Before you share this screen" in arriving
        assert seen.step == "opening/treats"


UNDOABLE = [
    pytest.param((), ("space",), "the pause", id="pause"),
    pytest.param(("space",), ("space",), "going on after the pause", id="going on"),
    pytest.param((), ("n",), "going to another step", id="next"),
    pytest.param((), ("b",), "going to another step", id="back"),
    pytest.param((), ("plus",), "the extra minutes", id="a minute more"),
    pytest.param((), ("minus",), "the minute less", id="a minute less"),
    pytest.param((), ("w", "2"), "who brings", id="who brings"),
    pytest.param((), ("p", "1", "1"), "the prompt", id="a prompt"),
    pytest.param(("p", "1", "1"), ("p", "x"), "taking the prompt away", id="no prompt"),
    pytest.param((), ("l", "enter"), "who leads", id="leading, yes"),
    pytest.param((), ("l", "p"), "the pass", id="leading, pass"),
    pytest.param((), ("l", "t"), "asking later", id="leading, later"),
    pytest.param((), ("l", "v", "2"), "who leads", id="leading, a volunteer"),
    pytest.param((), ("l", "o", "2"), "who leads", id="leading, somebody else"),
    pytest.param((), ("l", "down", "down", "down", "x"), "who leads", id="leading, let go"),
    pytest.param((), ("r", "d", "enter", "enter", "escape"), "marking somebody as gone", id="gone"),
    pytest.param(
        ("r", "d", "enter", "enter", "escape"),
        ("r", "d", "enter", "escape"),
        "marking somebody as here",
        id="here again",
    ),
    pytest.param(
        (), ("r", "t", "tab", "tab", "3", "escape"), "marking somebody as gone", id="the whole roll"
    ),
    pytest.param(
        (), ("r", *"Vera", "enter", "enter", "enter", "escape"), "marking somebody as here", id="a late guest"
    ),
    pytest.param((), ("e", "1"), "the ending", id="an ending"),
]


@pytest.mark.parametrize(("before", "keys", "name"), UNDOABLE)
async def test_u_takes_back_whatever_a_key_did_and_ctrl_r_brings_it_back(
    before: tuple[str, ...], keys: tuple[str, ...], name: str
) -> None:
    async with on_live(consultation()) as seen:
        await seen.press(*before)
        at_first = seen.facts
        await seen.press(*keys)
        done = seen.facts

        await seen.press("u")
        said, taken_back = seen.words, seen.facts
        await seen.press("ctrl+r")

        assert done != at_first
        assert f"Taken back: {name}." in said
        assert taken_back == at_first
        assert f"Brought back: {name}." in seen.words
        assert seen.facts == done


async def test_u_and_ctrl_r_take_back_the_skipped_limits_card() -> None:
    async with on_live(evening_of(segment="opening")) as seen:
        await seen.press("n", "g", "x", "u")
        taken_back = seen.evening.room.session.limits_read
        await seen.press("ctrl+r")

        assert taken_back is None
        assert seen.evening.room.session.limits_read is False


# -- the opening


async def test_the_limits_card_stands_before_check_in_and_n_noticed_too_soon_says_why() -> None:
    async with on_live(evening_of(segment="opening")) as seen:
        await seen.press("n", "n")

        assert seen.step == "opening/limits"
        assert "nobody can promise it" in seen.words
        assert "has only just come up: n once it has been read, or g then x to skip it." in seen.words


async def test_n_is_dimmed_while_the_limits_card_has_only_just_come_up_and_not_any_longer() -> None:
    async with on_live(evening_of(segment="opening")) as seen:
        await seen.press("n")
        at_first = seen.style_of("n next")
        await seen.let_pass(seconds=4)

        assert seen.style_of("n next") != at_first
        assert seen.style_of("n next") == seen.style_of("+ min")


async def test_a_limits_card_that_stood_for_a_while_counts_as_read() -> None:
    async with on_live(evening_of(segment="opening")) as seen:
        await seen.press("n")
        await seen.let_pass(seconds=20)
        await seen.press("n")

        assert seen.step == "opening/concerns"
        assert seen.evening.room.session.limits_read is True


async def test_a_limits_card_that_is_skipped_is_noted_as_not_read() -> None:
    async with on_live(evening_of(segment="opening")) as seen:
        await seen.press("n", "g", "x")
        said = seen.words
        await seen.press("e")

        assert seen.step == "opening/concerns"
        assert "The limits card is noted as not read tonight." in said
        assert "that the limits card was not read" in seen.words


@pytest.mark.parametrize("size", [(40, 12), (60, 18)])
async def test_a_card_that_is_longer_than_the_window_can_be_read_to_its_end(size: tuple[int, int]) -> None:
    async with on_live(evening_of(segment="opening"), size=size) as seen:
        await seen.press("n")
        at_first = seen.words
        await seen.press("pagedown", "pagedown", "pagedown", "pagedown")

        assert "not what was said." not in at_first
        assert "not what was said." in seen.words


async def test_the_whole_limits_card_stands_in_a_window_of_80_by_24() -> None:
    async with on_live(evening_of(segment="opening")) as seen:
        await seen.press("n")

        assert "What we share here, and who is here, stays here." in seen.words
        assert "not what was said." in seen.words
        assert seen.shows_time("00:45")


async def test_a_scrolled_card_is_followed_by_a_step_seen_from_its_beginning() -> None:
    async with on_live(evening_of(segment="opening"), size=(40, 12)) as seen:
        await seen.press("n", "pagedown", "pagedown")
        await seen.let_pass(seconds=20)
        await seen.press("n")

        assert "step 3 of 5 · Concerns" in seen.words


async def test_whoever_holds_the_evening_checks_in_second() -> None:
    async with on_live(evening_of(segment="check-in")) as seen:
        assert "○ Dana speaks second" in seen.words


# -- the door


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0, "Door open until 19:40"),
        (7.9, "Door open until 19:40"),
        (8, "Door closes at 19:40"),
        (10, "Door closed since 19:40"),
    ],
)
async def test_the_door_gives_two_minutes_notice_and_closes_ten_minutes_in(
    minutes: float, words: str
) -> None:
    async with on_live(evening_of(segment="opening")) as seen:
        await seen.press("g", "x")
        await seen.let_pass(minutes=minutes)
        await seen.press("n", "n", "n", "n", "n")

        assert words in seen.words


DOOR_ASKS = "The door has closed · r completes the roll · enter leaves it as it is"


@pytest.mark.parametrize("size", SIZES)
async def test_the_closing_door_asks_in_a_whole_sentence_about_those_who_are_not_marked(
    size: tuple[int, int],
) -> None:
    async with on_live(evening_of(here=4, segment="check-in", minutes_in=9), size=size) as seen:
        asked = " ".join(
            " ".join(
                seen.lines[row] for row in range(seen.app.screen.query_one("#asks").region.y, size[1])
            ).split()
        )

        assert DOOR_ASKS in asked


async def test_the_closing_door_asks_once_and_enter_leaves_it_so() -> None:
    async with on_live(evening_of(here=4, segment="check-in", minutes_in=9)) as seen:
        asked = seen.words
        await seen.press("enter")
        await seen.let_pass(minutes=2)

        assert DOOR_ASKS in asked
        assert "completes the roll" not in seen.words


async def test_the_closing_door_asks_nothing_when_everyone_is_marked() -> None:
    async with on_live(evening_of(segment="check-in", minutes_in=9)) as seen:
        assert "completes the roll" not in seen.words


# -- the end


ENDINGS = "to the end · e offers endings that fit"


async def test_at_eight_minutes_before_the_end_the_line_offers_endings() -> None:
    async with on_live(evening_of(segment="topic-2", minutes_in=13.9)) as seen:
        before = seen.words
        await seen.let_pass(seconds=6)

        assert ENDINGS not in before
        assert f"8 minutes {ENDINGS}" in seen.words


async def test_nothing_is_offered_while_the_check_out_runs() -> None:
    async with on_live(evening_of(segment="check-out", minutes_in=1)) as seen:
        assert ENDINGS not in seen.words


# -- what is not saved, and who looks on


@pytest.mark.parametrize("key", ["space", "n", "plus"])
async def test_a_full_disk_is_said_and_the_evening_goes_on(key: str) -> None:
    desk, first = consultation()
    evening, journal = over_hand_journal(desk, first)
    async with on_live((desk, evening)) as seen:
        before = seen.facts
        journal.is_full = True
        await seen.press(key)

        assert "not saved" in seen.words
        assert FULL in seen.words
        assert seen.facts != before


async def test_a_full_disk_is_said_as_well_when_a_sheet_did_it() -> None:
    desk, first = consultation()
    evening, journal = over_hand_journal(desk, first)
    async with on_live((desk, evening)) as seen:
        journal.is_full = True
        await seen.press("l", "enter")

        assert FULL in seen.words
        assert "not saved" in seen.words


async def test_it_is_said_when_everything_is_on_disk_again() -> None:
    desk, first = consultation()
    evening, journal = over_hand_journal(desk, first)
    async with on_live((desk, evening)) as seen:
        journal.is_full = True
        await seen.press("space")
        journal.is_full = False
        await seen.tick(times=13)

        assert "Saved again: everything up to now is on disk." in seen.words
        assert "not saved" not in seen.words
        assert journal.unsaved == ()


async def test_it_is_said_over_the_close_as_well_when_everything_is_on_disk_again() -> None:
    desk, first = consultation()
    evening, journal = over_hand_journal(desk, first)
    async with on_live((desk, evening)) as seen:
        journal.is_full = True
        await seen.press("space", "e")
        marked = seen.words
        journal.is_full = False
        await seen.tick(times=13)

        assert "not saved" in marked
        assert "Saved again: everything up to now is on disk." in seen.words
        assert "not saved" not in seen.words


@pytest.mark.parametrize("key", ["space", "n", "b", "plus", "minus", "u"])
async def test_who_looks_on_is_told_so_and_changes_nothing(key: str) -> None:
    desk, first = consultation()
    evening, journal = over_hand_journal(desk, first)
    journal.is_read_only = True
    async with on_live((desk, evening)) as seen:
        before = seen.facts
        await seen.press(key)

        assert "looking on" in seen.words
        assert NOT_OURS in seen.words
        assert seen.facts == before


@pytest.mark.parametrize(
    "keys",
    [
        ("l", "enter"),
        ("l", "p"),
        ("w", "1"),
        ("p", "1", "1"),
        ("r", "d", "enter"),
        ("r", *"Vera", "enter", "enter"),
    ],
)
async def test_who_looks_on_changes_nothing_through_a_sheet_either(keys: tuple[str, ...]) -> None:
    desk, first = consultation()
    evening, journal = over_hand_journal(desk, first)
    journal.is_read_only = True
    async with on_live((desk, evening)) as seen:
        before = seen.facts
        await seen.press(*keys)

        assert NOT_OURS in seen.words
        assert seen.facts == before
        assert desk.groups()[0].members == first.group.members


async def test_who_looks_on_sees_what_the_holder_does() -> None:
    desk, first = consultation()
    evening, journal = over_hand_journal(desk, first)
    first.go_on()
    async with on_live((desk, evening)) as seen:
        journal.is_read_only = True
        journal.take_over(first.room.entries)
        await seen.tick()

        assert "step 2 of 4 · Feeling round" in seen.words


# -- painting


async def test_the_screen_is_painted_once_when_the_second_changes_and_never_in_between() -> None:
    async with on_live(consultation()) as seen:
        await seen.settle()
        at_first = seen.app.paints
        await seen.tick(times=8)
        in_between = seen.app.paints - at_first
        await seen.let_pass(seconds=1)
        after_one = seen.app.paints - at_first
        await seen.let_pass(seconds=1)

        assert in_between == 0
        assert after_one == 1
        assert seen.app.paints - at_first == 2


async def test_nothing_is_painted_while_the_clock_stands() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("space")
        await seen.let_pass(seconds=1)
        at_first = seen.app.paints
        await seen.let_pass(seconds=1)
        await seen.let_pass(seconds=1)

        assert seen.app.paints == at_first


# -- names from hell


WALK = (
    ("l",),
    ("v",),
    ("escape", "w"),
    ("1", "r"),
    ("a",),
    ("tab", "tab"),
    ("escape", "tab"),
    ("escape", "y"),
    ("a",),
    ("escape", "y", "s"),
    ("escape", "question_mark"),
    ("escape", "g"),
    ("escape", "e"),
    ("k",),
    ("escape", "c"),
)


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (240, 70)])
@pytest.mark.parametrize("names", worst_groups())
async def test_no_name_breaks_any_screen_of_the_evening(
    names: tuple[str, ...], size: tuple[int, int]
) -> None:
    async with on_live(worst_evening(names), size=size) as seen:
        await seen.press("l", "enter")
        broken = await seen.broken_while(*WALK)

        assert broken == []


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (240, 70)])
async def test_no_closing_line_and_no_loose_end_breaks_its_card(size: tuple[int, int]) -> None:
    names = worst_groups(200)[0]
    desk, evening = evening_of(segment="next-time")
    evening.regroup(
        desk.keep_loose_ends(desk.register.with_closing_line(evening.group, "".join(names)), names[7:])
    )
    async with on_live((desk, evening), size=size) as seen:
        broken = await seen.broken_while(("n",), ("e",), ("pagedown",))

        assert broken == []


@pytest.mark.parametrize("name", ["[bold]x", "[/]", "[@click=app.quit]x[/]", "\\[bold]x", "[", "山田太郎"])
async def test_a_name_with_brackets_is_shown_as_it_is(name: str) -> None:
    async with on_live(evening_of(names=(name, "Ines", "Jo"), segment="case-1")) as seen:
        await seen.press("w")

        assert name in seen.sheet_words


async def test_what_would_be_said_after_a_fault_is_true_of_the_disk_at_that_moment() -> None:
    desk, first = evening_of(segment="check-in")
    evening, journal = over_hand_journal(desk, first)
    async with on_live((desk, evening)) as seen:
        saved = seen.app.say_what_is_safe()
        journal.is_full = True
        await seen.press("n")

        assert saved == "Your session is safe on disk up to the last key."
        assert seen.app.say_what_is_safe() == (
            "The last keys could not be put on disk; everything before them is safe."
        )


# -- the head


async def test_the_kind_of_evening_and_when_it_ends_stand_in_every_window_also_when_late() -> None:
    for size in SIZES:
        async with on_live(consultation(), size=size) as seen:
            on_time = seen.words
            await seen.let_pass(minutes=20)

            assert "support" in on_time
            assert "on time" in on_time
            assert "support" in seen.words
            assert "would end 20:42, not 20:30" in seen.words


async def test_beside_a_sheet_the_kind_of_evening_stays() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("h")

        assert "support" in seen.words
        assert "ends 20:30" in seen.words


async def test_once_it_would_end_late_that_is_the_only_number_about_it() -> None:
    async with on_live(consultation(), size=(160, 45)) as seen:
        await seen.let_pass(minutes=20)

        assert "would end 20:42, not 20:30" in seen.words
        assert "behind" not in seen.words


async def test_past_the_end_it_offers_to_close_and_no_longer_to_fit() -> None:
    async with on_live(consultation()) as seen:
        await seen.let_pass(minutes=50)

        assert "We are past our end · e closes" in seen.words
        assert "f proposes" not in seen.words


async def test_a_key_that_means_nothing_on_a_sheet_says_so() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("f", "q")

        assert "Not a key of this sheet; esc closes it" in seen.words


async def test_a_card_that_is_cut_says_how_to_read_on() -> None:
    async with on_live(evening_of(segment="opening"), size=(60, 20)) as seen:
        await seen.press("n")
        before = seen.words
        await seen.press("pagedown")

        assert "page down more" in before
        assert "Nothing is recorded" not in before
        assert "Nothing is recorded" in seen.words


async def test_a_card_that_is_seen_whole_says_nothing_about_reading_on() -> None:
    async with on_live(evening_of(segment="opening"), size=(80, 24)) as seen:
        await seen.press("n")

        assert "Nothing is recorded" in seen.words
        assert "page down" not in seen.words


async def test_in_a_low_window_the_sentence_of_a_step_stands_where_rows_are_free() -> None:
    evening = evening_in("focus-question", step="case-1/facts")

    async with on_live(evening, size=(60, 20)) as seen:
        assert "Who, what, when, how long. No why yet, nothing that points to a person." in seen.words
    async with on_live(evening, size=(40, 12)) as seen:
        assert "Who, what, when" not in seen.words
        assert "Opening questions" in seen.words
