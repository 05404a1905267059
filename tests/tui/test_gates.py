"""Gates: one key opens the one that fits, a yes does what was asked about, a no needs no comment."""

from tests.tui.pilot_kit import consultation, evening_in, evening_of, on_live, run_to

from circle_tui.core.happening import moves


async def test_while_somebody_tells_it_asks_before_the_others_answer_and_yes_goes_on() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("comma")
        asked = seen.sheet_words
        await seen.press("y")

        assert "Would it be welcome to hear what it stirred in us?" in asked
        assert seen.step == "case-1/feeling-round"
        assert "Thank you. Gently, then." in seen.words


async def test_no_stays_and_says_only_where_the_last_word_is() -> None:
    async with on_live(consultation()) as seen:
        before = seen.facts
        await seen.press("comma", "n")

        assert seen.facts == before
        assert "Then we leave it there. 3 goes on to the last word." in seen.words


async def test_in_open_talk_it_asks_before_more_time_and_yes_gives_the_minutes() -> None:
    async with on_live(evening_of(segment="topic-1", minutes_in=3)) as seen:
        before = seen.evening.picture().rows
        await seen.press("comma")
        asked = seen.sheet_words
        await seen.press("y")

        assert "We would stay here longer than planned. Do we want that?" in asked
        assert "2 minutes more, from" in seen.words
        assert "Thumbs up?" not in seen.words
        assert seen.evening.picture().rows != before


async def test_a_round_before_open_talk_is_no_telling_that_others_would_answer() -> None:
    async with on_live(evening_in("topic-circle", step="round-1/round", mode="topic")) as seen:
        await seen.press("comma")

        assert seen.place == "LiveScreen / Before more time"


async def test_no_more_time_leaves_the_clock_alone() -> None:
    async with on_live(evening_of(segment="topic-1", minutes_in=3)) as seen:
        before = seen.facts
        await seen.press("comma", "n")

        assert seen.facts == before
        assert "Then we keep to the time we have." in seen.words


async def test_the_arrows_turn_to_the_other_gates_and_round_again() -> None:
    async with on_live(consultation()) as seen:
        places = []
        for key in ("comma", "right", "right", "right", "left"):
            await seen.press(key)
            places.append(seen.place.removeprefix("LiveScreen / "))

        first, second, third = "Before we answer", "Before more time", "Before a name is shown"
        assert places == [first, second, third, first, third]


async def test_its_own_key_puts_it_away() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("comma", "right", "comma")

        assert seen.place == "LiveScreen"


async def test_once_the_others_answer_a_yes_does_not_go_past_them() -> None:
    desk, evening = consultation()
    assert evening.go_on() is None

    async with on_live((desk, evening)) as seen:
        await seen.press("comma", "left", "y")

        assert seen.step == "case-1/feeling-round"


async def test_more_than_twice_there_is_no_more_time_so_the_gate_is_about_a_name() -> None:
    desk, evening = evening_of(segment="topic-1", minutes_in=3)
    assert evening.room.do(moves.add_minutes) is None
    assert evening.room.do(moves.add_minutes) is None

    async with on_live((desk, evening)) as seen:
        await seen.press("comma")
        name = seen.place
        await seen.press("left", "y")

        assert name == "LiveScreen / Before a name is shown"
        assert "Twice already for this step." in seen.words


async def test_only_before_something_heavy_somebody_may_step_away_first() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("1")
        notice = seen.sheet_words
        await seen.press("escape", "comma", "left")
        name = seen.sheet_words
        await seen.press("s")

        assert "s somebody steps away" in notice
        assert "steps away" not in name
        assert seen.place == "LiveScreen / Before a name is shown"


async def test_plus_gives_at_once_and_asks_for_thumbs() -> None:
    async with on_live(consultation(), size=(100, 30)) as seen:
        await seen.press("plus")
        said = seen.words
        await seen.press("u")

        assert "2 minutes more, from Open floor. Thumbs up? u takes them back, ↓ lets another pay." in said
        assert "Taken back: the extra minutes." in seen.words


async def test_minutes_that_nobody_can_pay_are_asked_about_as_well() -> None:
    desk, evening = evening_of()
    run_to(evening, "next-time")

    async with on_live((desk, evening), size=(100, 30)) as seen:
        await seen.press("plus")

        assert "Nobody can pay: the evening would end later. Thumbs up?" in seen.words


async def test_a_guest_is_let_in_with_the_question_about_their_name() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("r", *"Quentin", "enter")

        assert "Ask first: may this name stand on the screen?" in seen.sheet_words
