"""Fit, minutes, away, a late start and a gap: what the facilitator presses, and what the room reads."""

from datetime import timedelta

from tests.hand_clock import HandClock
from tests.tui.pilot_kit import Seen, consultation, evening_in, evening_of, on_arrive, on_live

from circle_tui.core.clock import timebox, timing
from circle_tui.core.happening import moves
from circle_tui.core.plan import inserts


def clock_of(seen: Seen) -> HandClock:
    clock = seen.desk.clock
    assert isinstance(clock, HandClock)
    return clock


async def test_f_shows_planned_beside_proposed_and_enter_accepts() -> None:
    async with on_live(consultation()) as seen:
        await seen.let_pass(minutes=12)
        await seen.press("f")
        shown = seen.sheet_words
        await seen.press("enter")
        said = seen.words

        assert "over. The end stays at 20:30." in shown
        assert "planned proposed" in shown
        assert "Time for one of us 12 12 running" in shown
        assert "Check-out 4 4 protected" in shown
        assert "Fitted. We end at 20:30. u takes it back." in said
        assert timing.project(seen.evening.room.session, seen.evening.room.now()).over == timedelta()


async def test_a_fit_that_is_left_changes_nothing() -> None:
    async with on_live(consultation()) as seen:
        await seen.let_pass(minutes=12)
        before = seen.facts
        await seen.press("f", "escape")

        assert seen.facts == before


async def test_the_facilitator_says_who_keeps_their_minutes_and_who_is_dropped() -> None:
    async with on_live(consultation()) as seen:
        await seen.let_pass(minutes=12)
        await seen.press("f", "space")
        kept = seen.sheet_words
        await seen.press("down", "x")
        dropped = seen.sheet_words
        await seen.press("enter")

        assert "First topic 11 11 keeps its minutes" in kept
        assert "Second topic 11 0 dropped" in dropped
        assert "topic-2" not in [segment.id for segment in seen.evening.room.session.segments]


async def test_turns_of_the_same_time_keep_their_minutes_together() -> None:
    async with on_live(evening_in("rapid-turn-around", step="check-in/round")) as seen:
        await seen.let_pass(minutes=14)
        await seen.press("f", "space")
        kept = seen.sheet_words
        await seen.press("space")

        assert kept.count("keeps its minutes") == 5
        assert "keeps its minutes" not in seen.sheet_words


async def test_far_too_late_it_says_that_the_plan_is_gone() -> None:
    async with on_live(consultation()) as seen:
        await seen.let_pass(minutes=35)
        await seen.press("f")

        assert "The plan is gone: " in seen.sheet_words


async def test_in_time_nothing_has_to_give() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("f")
        shown = seen.sheet_words
        await seen.press("enter")

        assert "Nothing has to give. The end stays at 20:30." in shown
        assert "nothing to fit" in seen.words


async def test_an_evening_that_would_end_late_offers_f() -> None:
    async with on_live(consultation()) as seen:
        await seen.let_pass(minutes=12)

        assert "f proposes who gives" in seen.words


async def test_m_says_that_the_step_began_earlier() -> None:
    async with on_live(consultation()) as seen:
        box = seen.evening.room.session.current_box
        assert box is not None
        before = timebox.spent(box, seen.evening.room.now())
        await seen.press("m", "1")

        box = seen.evening.room.session.current_box
        assert box is not None
        assert timebox.spent(box, seen.evening.room.now()) - before == timedelta(minutes=1)
        assert "began 1 min earlier" in seen.words


async def test_m_starts_the_step_anew_and_keeps_the_leader() -> None:
    async with on_live(consultation()) as seen:
        before = dict(seen.evening.room.session.leaders)
        await seen.press("m", "r")

        assert seen.shows_time("04:00")
        assert seen.evening.room.session.leaders == before


async def test_the_end_moves_only_by_choice_and_the_head_says_so() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("m", "l")
        later = seen.words
        await seen.press("m", "e")

        assert "ends 20:35" in later
        assert "ends 20:30" in seen.words


async def test_minutes_in_hand_can_be_given_to_this_step() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("n")
        await seen.press("m")
        offered = seen.sheet_words
        await seen.press("t")

        assert "in hand" in offered
        assert "2 minutes for this step." in seen.words


async def test_the_minutes_of_a_dropped_case_can_go_to_the_other() -> None:
    async with on_live(evening_in("focus-question", step="opening/treats")) as seen:
        await seen.press("f", "down", "x", "enter", "m")
        offered = seen.sheet_words
        await seen.press("a")
        shared = seen.words
        await seen.press("m", "x")

        assert "a share them over what comes: Second case" in offered
        assert "x give them to “Frame” in “Second case”" in offered
        assert "t give them" not in offered
        assert "Shared out: Second case" in shared
        assert "for “Frame” in “Second case”." in seen.words


async def test_minutes_in_hand_are_to_be_seen_and_kept_ones_are_offered_no_more() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("n")
        ahead = seen.words
        await seen.press("m", "k")

        assert "In hand 2 min m gives them" in ahead
        assert "Kept: as it stands we end at 20:28. m gives them after all." in seen.words
        assert "In hand" not in seen.words


async def test_without_minutes_in_hand_none_are_offered() -> None:
    async with on_live(consultation()) as seen:
        await seen.let_pass(minutes=5)
        await seen.press("m")
        offered = seen.sheet_words
        await seen.press("k")

        assert "in hand" not in offered
        assert "There are no minutes in hand." in seen.words


async def test_somebody_steps_out_is_remembered_and_comes_back() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("a", "s", "3")
        out = seen.words
        await seen.press("n", "n", "n", "n", "a")
        sheet = seen.sheet_words
        await seen.press("3")

        assert "Jo stepped out." in out
        assert "Away for a while 3 Jo stepped out · that part is over: call them back" in sheet
        assert seen.evening.room.session.away == {}


async def test_a_key_stays_with_its_person_whoever_leaves_on_every_sheet() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("a", "s", "2", "a", "s", "2")
        twice = [seen.evening.name(person) for person in seen.evening.room.session.away]
        await seen.press("escape", "h")
        hands = seen.sheet_words
        await seen.press("escape", "w")

        assert twice == ["Ines"]
        assert "1 Dana 3 Jo 4 Kofi 5 Lea 6 Mara 7 Sam" in hands
        assert "1 Dana 3 Jo 4 Kofi 5 Lea 6 Mara 7 Sam" in seen.sheet_words


async def test_no_gap_in_the_keys_tells_that_somebody_expected_is_not_here() -> None:
    desk, evening = evening_of(here=4, segment="check-in")
    room = evening.room
    room.do(moves.leave, evening.group.members[0].id)
    async with on_live((desk, evening)) as seen:
        await seen.press("h", "enter")
        await seen.press("escape", "a", "s")
        shown = seen.sheet_words
        room.do(moves.arrive, evening.group.members[6].id, is_late=True)
        room.do(moves.arrive, evening.group.members[4].id, is_late=True)
        await seen.press("escape", "a", "s")

        assert "2 Ines 3 Jo 4 Kofi their key" in shown
        assert "2 Ines 3 Jo 4 Kofi 5 Lea 6 Sam" in seen.sheet_words


async def test_the_reminder_to_call_somebody_back_names_nobody() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("a", "s", "3", "f5")

        assert "Somebody has stepped out" in seen.words
        assert "Jo" not in seen.words


async def test_whose_line_failed_behind_a_closed_door_is_kept_out_by_a_locked_meeting() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("a", "o", "3")

        assert "Jo dropped out. A locked meeting keeps them out; a brings them back." in seen.words


async def test_a_late_start_asks_once_and_keeps_the_end_by_default() -> None:
    async with on_arrive(evening_of()) as seen:
        await seen.let_pass(minutes=4)
        await seen.press("enter")
        asked = seen.sheet_words
        await seen.press("enter")

        assert "We begin 4 minutes late" in asked
        assert "ends 20:30" in seen.words
        assert seen.step == "opening/treats"


async def test_a_late_start_can_move_the_end() -> None:
    async with on_arrive(evening_of()) as seen:
        await seen.let_pass(minutes=4)
        await seen.press("enter", "m")

        assert "ends 20:34" in seen.words
        assert seen.step == "opening/treats"


async def test_a_late_start_that_is_talked_over_says_the_end_as_it_would_be_by_then() -> None:
    async with on_arrive(evening_of()) as seen:
        await seen.let_pass(minutes=4)
        await seen.press("enter")
        await seen.let_pass(minutes=3)
        asked = seen.sheet_words
        await seen.press("m")

        assert "We begin 7 minutes late" in asked
        assert "Or end at 20:37?" in asked
        assert "Begun. We end at 20:37." in seen.words


async def test_an_early_start_that_is_talked_over_until_it_is_late_asks_about_that() -> None:
    desk, evening = evening_of()
    clock = evening.room._clock
    assert isinstance(clock, HandClock)
    clock.advance(minutes=-6)
    async with on_arrive((desk, evening)) as seen:
        await seen.press("enter")
        early = seen.sheet_words
        await seen.let_pass(minutes=10)
        await seen.press("enter")

        assert "planned for 19:30, 6 minutes from now" in early
        assert "We begin 4 minutes late" in seen.sheet_words


async def test_a_late_start_can_wait() -> None:
    async with on_arrive(evening_of()) as seen:
        await seen.let_pass(minutes=4)
        await seen.press("enter", "escape")

        assert seen.step == ""


async def test_a_closed_lid_is_asked_about_once_and_can_be_left_out() -> None:
    async with on_live(consultation()) as seen:
        clock_of(seen).sleep(minutes=20)
        await seen.tick()
        asked = seen.sheet_words
        await seen.press("x")
        await seen.tick()

        assert "There was a gap" in asked
        assert seen.shows_time("02:42")
        assert seen.place == "LiveScreen"


async def test_a_closed_lid_counts_unless_somebody_says_otherwise() -> None:
    async with on_live(consultation()) as seen:
        clock_of(seen).sleep(minutes=20)
        await seen.tick()
        await seen.press("enter")

        assert "over" in seen.words
        assert seen.place == "LiveScreen"


async def test_a_gap_under_the_curtain_is_told_by_the_time_at_which_it_was() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("c")
        clock_of(seen).sleep(minutes=20)
        await seen.tick()
        await seen.let_pass(minutes=10)
        await seen.press("c")
        await seen.tick()
        asked = seen.sheet_words
        await seen.press("x")

        assert "Nothing was heard from 19:46 to 20:06." in asked
        assert seen.shows_time("+7:18")


async def test_a_gap_under_the_close_is_told_by_the_time_at_which_it_was() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("e")
        clock_of(seen).sleep(minutes=20)
        await seen.tick()
        await seen.let_pass(minutes=10)
        await seen.press("escape")
        await seen.tick()

        assert "Nothing was heard from 19:46 to 20:06." in seen.sheet_words


async def test_two_gaps_are_asked_about_one_after_the_other() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("c")
        clock_of(seen).sleep(minutes=2)
        await seen.tick()
        await seen.let_pass(minutes=5)
        clock_of(seen).sleep(minutes=3)
        await seen.tick()
        await seen.press("c")
        await seen.tick()
        first = seen.sheet_words
        await seen.press("enter")
        await seen.tick()

        assert "from 19:46 to 19:48." in first
        assert "from 19:53 to 19:56." in seen.sheet_words


async def test_a_gap_is_not_asked_about_in_a_step_that_has_been_left() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("e")
        clock_of(seen).sleep(minutes=20)
        await seen.tick()
        await seen.press("1")
        await seen.tick()

        assert seen.place == "LiveScreen"


async def test_a_gap_in_a_break_until_a_time_is_not_asked_about() -> None:
    desk, evening = consultation()
    until = evening.room.now() + timedelta(minutes=25)
    assert evening.room.do(inserts.put_in_break, until) is None
    for _ in range(4):
        assert evening.go_on() is None
    async with on_live((desk, evening)) as seen:
        clock_of(seen).sleep(minutes=5)
        await seen.tick()

        assert seen.evening.room.session.current_segment.kind == "break"  # type: ignore[union-attr]
        assert seen.place == "LiveScreen"


async def test_a_closed_lid_while_paused_asks_nothing() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("space")
        clock_of(seen).sleep(minutes=20)
        await seen.tick()

        assert seen.place == "LiveScreen"


async def test_a_wall_clock_that_is_set_is_said_once_and_moves_nothing() -> None:
    async with on_live(consultation()) as seen:
        clock_of(seen).set_wall(minutes=-60)
        await seen.tick()
        said = seen.words
        await seen.press("f5")

        assert "The computer's clock was set." in said
        assert seen.shows_time("02:42")


async def test_down_lets_another_segment_pay() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("plus")
        first = seen.words
        await seen.press("down")

        assert "2 minutes more, from Open floor." in first
        assert "2 minutes more, from First topic." in seen.words


async def test_down_names_each_step_that_could_pay_and_never_says_there_is_no_other() -> None:
    async with on_live(evening_in("focus-question", step="case-1/facts")) as seen:
        await seen.press("plus")
        said = [seen.words]
        for _ in range(4):
            await seen.press("down")
            said.append(seen.words)

        paid = ("Group talks in Second case", "Frame in Second case", "Opening questions in Second case")
        wanted = (*paid, "Group talks", "Opening questions")
        assert [
            f"2 minutes more, from {name}." in words for name, words in zip(wanted, said, strict=True)
        ] == [True] * 5


async def test_down_says_why_when_no_minutes_were_given() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("down")

        assert "No minutes were given just now" in seen.words


async def test_down_after_minutes_in_hand_were_given_changes_nothing() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("n", "n")
        await seen.press("m", "t")
        given, before = seen.words, seen.facts
        await seen.press("down")

        assert "5 minutes for this step." in given
        assert "No minutes were given just now" in seen.words
        assert seen.facts == before


async def test_down_finds_the_same_payers_when_the_step_is_over() -> None:
    async with on_live(consultation()) as seen:
        await seen.let_pass(minutes=6)
        await seen.press("plus")
        first = seen.words
        await seen.press("down")

        assert "2 minutes more, from " in first
        assert "2 minutes more, from " in seen.words
        assert seen.shows_time("02:00")


async def test_a_late_start_that_keeps_the_end_says_who_gives_how_much() -> None:
    async with on_arrive(evening_of()) as seen:
        await seen.let_pass(minutes=9)
        await seen.press("enter", "enter")

        assert "Fitted. We end at 20:30. Check-in" in seen.words
        assert "Open floor −5" in seen.words
        assert timing.project(seen.facts, seen.evening.room.now()).over == timedelta()


async def test_once_the_end_has_passed_a_late_start_can_only_move_it() -> None:
    async with on_arrive(evening_of()) as seen:
        await seen.let_pass(minutes=70)
        await seen.press("enter")
        asked = seen.sheet_words
        await seen.press("enter")

        assert "which has passed. Begin, and end at 21:40?" in asked
        assert "keep 20:30" not in asked
        assert "Begun. We end at 21:40." in seen.words


async def test_a_fit_that_cannot_find_everything_says_when_it_would_end() -> None:
    async with on_live(consultation()) as seen:
        await seen.let_pass(minutes=30)
        await seen.press("f", "enter")

        assert "Shortened what can be. It would still end 20:" in seen.words
        assert "Fitted. We end" not in seen.words


async def test_a_fit_with_the_last_minutes_marks_the_longest_part_that_could_go() -> None:
    async with on_live(consultation()) as seen:
        await seen.let_pass(minutes=35)
        await seen.press("f", "x")

        assert "▸ First topic 11 0 dropped" in seen.sheet_words


async def test_where_nobody_can_give_the_fit_says_so_and_never_that_all_is_in_time() -> None:
    async with on_live(evening_of(segment="next-time")) as seen:
        await seen.press("plus")
        given = seen.words
        await seen.press("f")
        shown = seen.sheet_words
        await seen.press("enter")

        assert "the evening would end later. Thumbs up? u takes them back, m moves the end." in given
        assert "2 min cannot be found any more. m moves the end, if you all choose so." in shown
        assert "As it stands nobody gives. m moves the end, if you all choose so." in seen.words


async def test_dropped_segments_keep_no_minutes() -> None:
    async with on_live(consultation()) as seen:
        await seen.let_pass(minutes=12)
        await seen.press("f", "space", "x")

        assert "First topic 11 0 dropped" in seen.sheet_words


async def test_keeping_minutes_in_hand_shows_the_end_and_is_taken_back_by_undo() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("n")
        before = seen.step
        await seen.press("m", "k")
        kept = seen.words
        await seen.press("u")

        assert "ends 20:28 · 2 min ahead" in kept
        assert "Taken back: keeping the minutes in hand." in seen.words
        assert "ends 20:30 · 2 min ahead" in seen.words
        assert seen.step == before


async def test_minutes_say_when_we_really_began() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("m")

        assert "We began at 19:30, 16 minutes ago." in seen.sheet_words


async def test_down_says_so_when_nobody_else_can_pay() -> None:
    async with on_live(evening_of(segment="check-out")) as seen:
        await seen.press("plus", "down")

        assert "Nobody else can pay" in seen.words or "Nobody can pay" in seen.words


async def test_a_gap_waits_until_what_is_being_typed_is_done() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("k", "a", "b")
        clock_of(seen).sleep(minutes=2)
        await seen.tick()
        typing = seen.sheet_words
        clock_of(seen).sleep(minutes=3)
        await seen.tick()
        await seen.press("escape")
        await seen.tick()

        assert "There was a gap" not in typing
        assert "There was a gap" in seen.sheet_words


async def test_in_the_smallest_window_the_row_that_is_marked_stays_in_sight() -> None:
    async with on_live(evening_of(segment="check-in"), size=(40, 12)) as seen:
        await seen.let_pass(minutes=18)
        await seen.press("f", "down", "down", "down", "down")

        assert "▸ Open floor" in seen.text


async def test_past_the_end_it_can_be_moved_to_five_minutes_from_now_and_there_is_nothing_to_fit() -> None:
    async with on_live(consultation()) as seen:
        await seen.let_pass(minutes=60)
        late = seen.evening.room.now()
        await seen.press("f")
        fits = seen.words
        await seen.press("m")
        offered = seen.sheet_words
        await seen.press("l")

        moved = seen.evening.room.session.planned_end
        assert "We are past our end · e closes, m moves the end if you all choose so" in fits
        assert "l five minutes from now" in offered
        assert "five minutes earlier" not in offered
        assert timedelta(minutes=5) <= moved - late < timedelta(minutes=6)
