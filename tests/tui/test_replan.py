"""Another kind of evening, and what is still planned: proposed by format, never imposed."""

from tests.tui.pilot_kit import SIZES, evening_in, on_live


async def test_another_kind_of_evening_offers_to_plan_the_rest_anew() -> None:
    async with on_live(evening_in("focus-question", step="case-1/facts")) as seen:
        await seen.press("d", "5", "1", "enter")
        offered, place = seen.sheet_words, seen.place
        await seen.press("enter")
        planned = seen.words
        titles = [segment.title for segment in seen.evening.room.session.segments]
        await seen.press("u")
        agenda_back = [segment.title for segment in seen.evening.room.session.segments]
        mode = seen.evening.room.session.mode
        await seen.press("u")

        assert place == "LiveScreen / The rest of the evening, until 21:00: plan it anew?"
        assert "Open support circle Choose topics 3" in offered
        assert "Open support circle from here; we end at 21:00. u takes it back." in planned
        assert "Second case" not in titles
        assert "Second case" in agenda_back
        assert mode == "support"
        assert seen.evening.room.session.mode == "consultation"


async def test_escape_leaves_the_agenda_as_it_is() -> None:
    async with on_live(evening_in("focus-question", step="case-1/facts")) as seen:
        before = seen.evening.room.session.segments
        await seen.press("d", "5", "1", "enter", "escape")

        assert seen.evening.room.session.segments == before
        assert seen.evening.room.session.mode == "support"


async def test_the_same_kind_again_plans_the_rest_in_another_format() -> None:
    async with on_live(evening_in("focus-question", step="case-1/looking-back")) as seen:
        await seen.press("d", "5", "2")
        place = seen.place
        for _ in range(12):
            if "▶ Quick unstick" in seen.sheet_words:
                break
            await seen.press("down")
        await seen.press("enter")

        assert place.startswith("LiveScreen / The rest of the evening")
        assert "Quick unstick from here; we end at 21:00." in seen.words


async def test_where_nothing_of_the_kind_fits_it_says_so() -> None:
    async with on_live(evening_in("focus-question", step="case-2/looking-back")) as seen:
        await seen.press("d", "5", "1", "enter")

        assert seen.place == "LiveScreen"
        assert "No format of this kind fits into" in seen.words
        assert seen.evening.room.session.mode == "support"


async def test_in_the_close_there_is_nothing_to_plan() -> None:
    async with on_live(evening_in("focus-question", step="check-out/round")) as seen:
        await seen.press("d", "5", "2")

        assert seen.place == "LiveScreen"
        assert "It stays as it is: consultation" in seen.words


async def test_an_evening_about_a_topic_keeps_its_question_in_a_new_plan() -> None:
    async with on_live(
        evening_in("topic-circle", step="opening/treats", mode="topic", topic="therapy-in-systems")
    ) as seen:
        await seen.press("d", "5", "3", "enter")
        framing = seen.evening.room.session.segment("framing-2")

        assert framing.steps[0].card == "takeaways"


async def test_the_proposal_fits_every_window() -> None:
    async with on_live(evening_in("focus-question", step="case-1/facts")) as seen:
        broken = await seen.broken_while(("d", "5", "1"), ("enter",), ("down",), sizes=SIZES)

        assert broken == []


async def test_minutes_that_a_part_gave_which_is_planned_no_more_stay_given() -> None:
    async with on_live(evening_in("focus-question", step="case-1/facts")) as seen:
        await seen.press("plus")
        given = seen.words
        await seen.press("d", "5", "1", "enter", "enter", "down")

        assert "2 minutes more, from Group talks in Second case" in given
        assert "No minutes were given just now" in seen.words
