"""What the room sees."""

import re
from datetime import timedelta

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.core.hour import (
    CHECK_IN,
    CHECK_OUT,
    DANA,
    ENDING,
    EVENINGS,
    FIRST_TOPIC,
    FOCUS,
    INES,
    JO,
    LIMITS_TEXT,
    MARA,
    NAMES,
    NEXT_TIME,
    OPEN_FLOOR,
    PEOPLE,
    SCENE,
    Hour,
    Pressed,
    instant,
    midway,
    paused,
    played,
    segment,
    step,
)

from circle_tui.core.clock import timebox, timekeeping
from circle_tui.core.happening import moves
from circle_tui.core.people import leading
from circle_tui.core.plan import endings
from circle_tui.core.plan.agenda import Step
from circle_tui.core.shown.agendarows import AgendaRow
from circle_tui.core.shown.clockface import ClockState
from circle_tui.core.shown.picture import LivePicture, Role, picture
from circle_tui.core.shown.words import countdown

SECOND = timedelta(seconds=1)
FIT = "It would end late · f proposes who gives, so that the end stays"


# The evening of the wireframe


def test_the_evening_at_a_glance() -> None:
    """A 60-minute support evening of seven, begun on time at 19:30, at 19:47:18, a minute behind."""
    shown = midway().picture()

    assert shown == LivePicture(
        group="Tuesday Circle",
        mode="support · feelings, not cases",
        is_rehearsal=False,
        time_of_day="19:47",
        end_words="ends 20:30",
        pace="1 min behind",
        is_over_the_end=False,
        title="Consultation",
        step_words="step 1 of 4 · Speaker",
        speaks="the presenter",
        says="My experience, not the client's story.",
        clock="02:42",
        clock_state="running",
        clock_words="",
        share=325,
        card_title="",
        card_text="",
        prompt=FOCUS,
        prompt_title="Focus",
        roles=(Role("◆", "Dana", "brings"), Role("★", "Mara", "leads")),
        next_words="Feeling round · 3 min",
        rows=(
            AgendaRow("Opening", 3, "done"),
            AgendaRow("Check-in", 9, "done"),
            AgendaRow("Choose topics", 4, "done"),
            AgendaRow("Consultation", 12, "now", "Mara"),
            AgendaRow("First topic", 11, "next", "Jo"),
            AgendaRow("Second topic", 11, "next", "Ines"),
            AgendaRow("Open floor", 5, "next", gives="gives 1"),
            AgendaRow("Check-out", 4, "next", "Sam"),
            AgendaRow("Next time", 2, "next"),
        ),
        place_words="4 of 9 · next: First topic, 11 min, Jo",
        here=("Dana", "Ines", "Jo", "Kofi", "Lea", "Mara", "Sam"),
        door="closed since 19:40",
        door_is_closed=True,
        asks="",
    )


# Before the start


def test_before_the_start_the_clock_counts_down_to_it() -> None:
    shown = Hour().picture()

    assert (shown.title, shown.clock, shown.clock_state, shown.pace) == (
        "Arriving",
        "06:00",
        "waiting",
        "not begun",
    )
    assert shown.clock_words == "begins at 19:30 · space begins"
    assert shown.next_words == "Opening · 3 min"
    assert shown.place_words == "9 segments"
    assert (shown.share, shown.roles, shown.prompt, shown.prompt_title) == (0, (), "", "Focus")


def test_a_late_start_is_said_calmly() -> None:
    hour = Hour()
    hour.at("19:33:00")

    shown = hour.picture()

    assert shown.clock == "00:00"
    assert shown.clock_words == "was to begin at 19:30 · space begins"
    assert shown.pace == "3 min behind"


# The clock and its words


@pytest.mark.parametrize(
    ("time", "clock", "state", "said"),
    [
        ("19:30:00", "11:00", "running", ""),
        ("19:38:47", "02:13", "running", ""),
        ("19:38:48", "02:12", "soon", "2 minutes left"),
        ("19:40:26", "00:34", "soon", "34 seconds left"),
        ("19:40:27", "00:33", "last", "33 seconds left"),
        ("19:40:59.500", "00:01", "last", "1 second left"),
        ("19:41:00.500", "00:00", "last", "0 seconds left"),
        ("19:41:01", "+00:01", "over", "over, taken from Open floor"),
        ("19:42:20", "+01:20", "over", "over, taken from Open floor"),
        ("19:46:00", "+05:00", "over", "over, taken from Open floor"),
        ("19:47:00", "+06:00", "over", "over"),
    ],
)
def test_signals_come_at_a_fifth_and_a_twentieth_of_the_step(
    time: str, clock: str, state: ClockState, said: str
) -> None:
    hour = Hour((FIRST_TOPIC, OPEN_FLOOR), length=16)
    hour.begin()
    hour.at(time)

    shown = hour.picture()

    assert (shown.clock, shown.clock_state, shown.clock_words) == (clock, state, said)


@pytest.mark.parametrize(
    ("time", "state"), [("19:31:29", "running"), ("19:31:30", "last"), ("19:31:59", "last")]
)
def test_the_last_signal_never_comes_under_half_a_minute(time: str, state: ClockState) -> None:
    hour = Hour((segment("short", "Short", "talk", step("short", "Short", 120)),), length=2)
    hour.begin()
    hour.at(time)

    assert hour.picture().clock_state == state


def test_over_time_with_nobody_to_take_it_from_says_that_the_end_moves() -> None:
    hour = Hour((CHECK_OUT, NEXT_TIME), length=6)
    hour.begin()
    hour.at("19:35:20")

    shown = hour.picture()

    assert (shown.clock, shown.clock_words) == ("+01:20", "over")
    assert shown.end_words == "would end 19:37, not 19:36"


def test_over_time_of_an_evening_that_is_ahead_takes_from_nobody() -> None:
    hour = Hour((CHECK_IN, CHECK_OUT), length=13)
    hour.begin()
    hour.go_to("check-out", at="19:31:00")
    hour.at("19:36:00")

    shown = hour.picture()

    assert (shown.clock_words, shown.pace) == ("over", "7 min ahead")


def test_a_pause_is_said_and_moves_the_projected_end() -> None:
    hour = midway()
    hour.do(moves.begin_or_pause)
    hour.at("19:54:18")

    shown = hour.picture()

    assert (shown.clock, shown.clock_state, shown.clock_words) == (
        "02:42",
        "paused",
        "paused · space goes on",
    )
    assert shown.end_words == "would end 20:33, not 20:30"


def test_a_pause_over_time_is_still_over_time() -> None:
    hour = Hour((FIRST_TOPIC, OPEN_FLOOR), length=16)
    hour.begin()
    hour.at("19:42:20")

    hour.do(moves.begin_or_pause)

    assert hour.picture().clock_words == "over, taken from Open floor · paused"
    assert hour.picture().clock == "+01:20"


def test_a_step_without_any_length_is_all_gone() -> None:
    hour = Hour((NEXT_TIME,), length=2)
    hour.begin()
    hour.do(moves.take_minute)
    hour.do(moves.take_minute)

    assert hour.picture().share == 1000


@pytest.mark.parametrize(
    ("time", "end", "pace"),
    [
        ("20:27:30", "ended 20:27", "2 min early"),
        ("20:30:20", "ended 20:30", "on time"),
        ("20:33:00", "ended 20:33", "3 min late"),
    ],
)
def test_after_the_end_it_says_when_that_was(time: str, end: str, pace: str) -> None:
    hour = midway()
    hour.at(time)
    hour.do(moves.end_session)
    hour.at("22:00:00")

    shown = hour.picture()

    assert (shown.end_words, shown.pace, shown.is_over_the_end) == (end, pace, False)
    assert (shown.clock_state, shown.clock_words, shown.asks) == ("ended", "the evening has ended", "")


# Steps, cards and prompts


def test_a_segment_of_one_step_says_who_speaks() -> None:
    hour = Hour((CHECK_IN,), length=9)
    hour.begin()

    assert hour.picture().step_words == "everyone in turn, about 75 seconds each; passing is fine"


def test_a_card_stands_in_the_middle_while_its_step_runs() -> None:
    hour = Hour()
    hour.begin()
    hour.go_to("opening", "limits")

    shown = hour.picture()

    assert (shown.card_title, shown.card_text) == ("Limits of confidentiality", LIMITS_TEXT)


@pytest.mark.parametrize(
    ("step_id", "title"),
    [
        ("speaker", "Focus"),
        ("feeling-round", "While listening"),
        ("responds", "Focus"),
        ("kinship", "Steadying"),
    ],
)
def test_a_prompt_is_headed_by_whom_it_is_for(step_id: str, title: str) -> None:
    hour = Hour()
    hour.begin()

    hour.go_to("case-1", step_id)

    assert hour.picture().prompt_title == title


@pytest.mark.parametrize(
    ("time", "said"),
    [
        ("19:30:49", "11 seconds left"),
        ("19:30:50", "10 quiet seconds"),
        ("19:30:59.500", "10 quiet seconds"),
        ("19:31:01", "over, taken from Open floor"),
    ],
)
def test_agreed_silence_at_the_end_of_a_step_is_said_instead_of_the_time(time: str, said: str) -> None:
    quiet = Step("concerns", "Concerns", 60, quiet_seconds=10)
    hour = Hour((segment("opening", "Opening", "opening", quiet), OPEN_FLOOR), length=6)
    hour.begin()
    hour.at(time)

    assert hour.picture().clock_words == said


def test_a_prompt_that_no_deck_knows_any_more_is_not_drawn() -> None:
    hour = midway()

    assert hour.picture(replace(SCENE, prompts={})).prompt == ""


def test_the_last_step_has_no_next() -> None:
    hour = Hour((NEXT_TIME,), length=2)
    hour.begin()
    first = hour.picture()
    hour.go_to("next-time", "closing-line")

    last = hour.picture()

    assert (first.next_words, last.next_words) == ("Closing line · 30 seconds", "")
    assert last.place_words == "1 of 1 · the last one"


# People


def test_the_facilitator_checks_in_second() -> None:
    hour = Hour()
    hour.begin()
    hour.lead("check-in", JO)
    hour.go_to("check-in")

    assert hour.picture().roles == (Role("★", "Jo", "leads"), Role("○", "Dana", "speaks second"))


def test_a_facilitator_who_leads_the_check_in_is_not_second_to_themselves() -> None:
    hour = Hour()
    hour.begin()
    hour.lead("check-in", DANA)
    hour.go_to("check-in")

    assert hour.picture().roles == (Role("★", "Dana", "leads"),)


def test_without_a_facilitator_nobody_is_second() -> None:
    hour = Hour(facilitator=None)
    hour.begin()
    hour.go_to("check-in")

    assert hour.picture().roles == ()


def test_what_comes_next_is_said_once_and_the_agenda_adds_who_leads_it() -> None:
    hour = midway()
    hour.go_to("case-1", "kinship", at="19:58:00")
    led = hour.picture()
    hour.do(leading.name_leader, segment="topic-1", person=JO, how="chosen", beside=INES)
    together = hour.picture().place_words
    hour.do(leading.release_leader, "topic-1")

    assert (led.next_words, led.place_words) == ("First topic · 11 min", "4 of 9 · Jo leads next")
    assert together == "4 of 9 · Jo and Ines lead next"
    assert hour.picture().place_words == "4 of 9"


def test_whoever_has_left_is_named_nowhere_even_with_a_part_to_play() -> None:
    hour = midway()
    hour.do(moves.leave, DANA)
    hour.do(moves.leave, MARA)
    hour.do(moves.leave, JO)

    shown = hour.picture()

    assert shown.roles == ()
    assert shown.rows[3:5] == (AgendaRow("Consultation", 12, "now"), AgendaRow("First topic", 11, "next"))
    assert shown.place_words == "4 of 9 · next: First topic, 11 min"
    assert shown.here == ("Ines", "Kofi", "Lea", "Sam")


def test_somebody_whose_name_was_forgotten_meanwhile_breaks_nothing() -> None:
    hour = midway()

    shown = hour.picture(replace(SCENE, names={MARA: "Mara"}))

    assert shown.roles == (Role("◆", "somebody", "brings"), Role("★", "Mara", "leads"))


@given(keys=EVENINGS)
@settings(max_examples=80, deadline=None)
def test_nobody_who_is_not_here_is_named_anywhere(keys: list[Pressed]) -> None:
    hour = played(keys)

    words = re.findall(r"\w+", msgspec.json.encode(hour.picture()).decode())

    absent = {NAMES[person] for person in PEOPLE if person not in hour.session.here}
    assert not absent & set(words)


# The door and what is asked


@pytest.mark.parametrize(
    ("time", "said", "is_closed"),
    [
        ("19:37:59", "open until 19:40", False),
        ("19:38:00", "closes at 19:40", False),
        ("19:40:00", "closed since 19:40", True),
    ],
)
def test_the_door_is_said_in_words(time: str, said: str, is_closed: bool) -> None:
    hour = Hour()
    hour.begin()
    hour.at(time)

    assert (hour.picture().door, hour.picture().door_is_closed) == (said, is_closed)


LOCK = "Door keeper: please lock the meeting now. Circle does not lock it."


@pytest.mark.parametrize(
    ("time", "asks"),
    [
        ("19:37:59", ""),
        ("19:38:00", "The door closes at 19:40 · r then ↑ holds it open"),
        ("19:40:00", LOCK),
        ("19:41:59", LOCK),
        ("19:42:00", "The door has closed · r completes the roll · enter leaves it as it is"),
    ],
)
def test_the_door_keeper_is_told_what_to_do_when_it_is_time(time: str, asks: str) -> None:
    hour = Hour()
    hour.arrive(JO)
    hour.at("19:30:00")
    hour.do(moves.begin)
    hour.go_to("check-in", at="19:33:00")

    hour.at(time)

    assert hour.picture().asks == asks


@pytest.mark.parametrize(("time", "asks"), [("19:39:00", ""), ("19:40:00", LOCK)])
def test_with_everyone_here_the_door_gives_no_notice(time: str, asks: str) -> None:
    hour = Hour()
    hour.begin()
    hour.go_to("check-in", at="19:33:00")

    hour.at(time)

    assert hour.picture().asks == asks


@pytest.mark.parametrize(
    ("here", "time", "asks"),
    [
        (PEOPLE[:5], "19:29:59", ""),
        (PEOPLE[:5], "19:30:00", "Five are here · space begins"),
        (PEOPLE, "19:33:00", "Everyone is here · space begins"),
        (PEOPLE[:1], "19:33:00", ""),
    ],
)
def test_once_it_is_time_and_people_are_here_the_screen_hints_at_beginning(
    here: tuple[str, ...], time: str, asks: str
) -> None:
    hour = Hour()
    hour.arrive(*here)

    hour.at(time)

    assert hour.picture().asks == asks


@pytest.mark.parametrize(
    ("time", "asks"),
    [
        ("19:52:17", "Somebody dropped out · a locked meeting keeps them out · a brings them back"),
        ("19:52:18", ""),
    ],
)
def test_behind_a_closed_door_a_dropped_line_is_said_for_five_minutes(time: str, asks: str) -> None:
    hour = midway()
    hour.do(timekeeping.step_away, JO, "dropped out")

    hour.at(time)

    assert hour.picture().asks == asks


@pytest.mark.parametrize(
    ("time", "asks"),
    [
        ("20:21:59", FIT),
        ("20:22:00", "8 minutes to the end · e offers endings that fit"),
        ("20:29:20", "40 seconds to the end · e offers endings that fit"),
        ("20:30:00", FIT),
    ],
)
def test_eight_minutes_before_the_end_endings_are_offered(time: str, asks: str) -> None:
    hour = midway()
    hour.at(time)

    assert hour.picture().asks == asks


def test_an_evening_that_is_closing_is_not_offered_endings() -> None:
    hour = midway()
    hour.at("20:25:00")

    hour.do(endings.choose_ending, ENDING)

    assert hour.picture().asks == ""


def test_the_closed_door_asks_once_about_those_who_are_not_marked() -> None:
    hour = Hour()
    hour.arrive(JO)
    hour.do(moves.begin)
    hour.go_to("check-in", at="19:43:00")
    asked = hour.picture().asks
    hour.do(moves.ask_at_door)

    assert asked == "The door has closed · r completes the roll · enter leaves it as it is"
    assert hour.picture().asks == ""


def test_after_five_minutes_the_closed_door_gives_way_to_what_matters_more() -> None:
    hour = Hour()
    hour.arrive(JO)
    hour.do(moves.begin)
    hour.go_to("check-in", at="19:57:00")

    assert hour.picture().asks == FIT


def test_an_evening_that_would_end_late_offers_the_fit_and_is_quiet_once_it_fits() -> None:
    hour = midway()
    hour.at("19:59:00")
    offered = hour.picture().asks

    hour.do(timekeeping.accept_fit)

    assert (offered, hour.picture().asks) == (FIT, "")


def test_the_reminder_that_somebody_stepped_out_names_nobody() -> None:
    hour = midway()

    hour.do(timekeeping.step_away, JO, "stepped out")

    assert "Somebody has stepped out" in hour.picture().asks


def test_when_the_part_is_over_whoever_stepped_out_is_called_back_and_then_it_is_quiet() -> None:
    hour = midway()
    hour.do(timekeeping.step_away, JO, "stepped out")
    hour.go_to("topic-1")
    called = hour.picture().asks

    hour.do(moves.arrive, JO)

    assert (called, hour.picture().asks) == ("That part is over · a calls back whoever stepped out", "")


# Minutes in hand


def three_minutes_ahead() -> Hour:
    """The consultation begins three minutes early."""
    hour = Hour()
    hour.begin()
    hour.go_to("check-in", at="19:33:00")
    hour.go_to("case-1", at="19:42:00")
    return hour


@pytest.mark.parametrize(("kept", "offered"), [(0, 3), (3, 0), (2, 3)])
def test_minutes_in_hand_are_offered_unless_so_many_are_kept(kept: int, offered: int) -> None:
    hour = three_minutes_ahead()

    shown = hour.picture(replace(SCENE, minutes_kept=kept))

    assert (shown.pace, shown.minutes_in_hand) == ("3 min ahead", offered)


def test_a_pause_offers_no_minutes() -> None:
    hour = three_minutes_ahead()

    hour.do(moves.begin_or_pause)

    assert hour.picture().minutes_in_hand == 0


# Laws


@given(keys=EVENINGS, later=st.integers(0, 5_400_000), within=st.integers(0, 999_999))
@settings(max_examples=80, deadline=None)
def test_within_one_second_the_picture_is_the_same(keys: list[Pressed], later: int, within: int) -> None:
    hour = played(keys)
    box = hour.session.current_box
    turns_at = (box.since or instant("19:30:00")) - box.spent_before if box else instant("19:30:00")
    now = hour.now + timedelta(milliseconds=later)
    now -= (now - turns_at) % SECOND

    first = picture(hour.session, SCENE, now)

    assert picture(hour.session, SCENE, now + timedelta(microseconds=within)) == first


@given(keys=EVENINGS, later=st.integers(0, 5_400_000))
@settings(max_examples=60, deadline=None)
def test_the_clock_on_screen_is_the_truth_to_the_second(keys: list[Pressed], later: int) -> None:
    hour = paused(keys)
    hour.do(moves.begin_or_pause)
    now = hour.now + timedelta(milliseconds=later)

    assert picture(hour.session, SCENE, now).clock == countdown(timebox.left(hour.box, now))


@given(keys=EVENINGS, later=st.integers(0, 7_200_000))
@settings(max_examples=60, deadline=None)
def test_the_picture_never_breaks_and_its_minutes_are_never_negative(keys: list[Pressed], later: int) -> None:
    hour = played(keys)

    shown = picture(hour.session, SCENE, hour.now + timedelta(milliseconds=later))

    assert 0 <= shown.share <= 1000
    assert all(row.minutes >= 0 for row in shown.rows)
    assert re.fullmatch(r"\+?\d{2,3}:\d\d", shown.clock)
