"""Say this: two keys from anywhere show a sentence for the whole room; and what is kept for elsewhere."""

from tests.tui.pilot_kit import consultation, evening_of, on_arrive, on_close, on_live

TALK = "rent"
SMALL_AND_LARGE = ((40, 12), (160, 45))


async def test_two_keys_show_one_sentence_with_others_below_it() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("s")
        headings = seen.sheet_words
        await seen.press("3")
        first = seen.sheet_words
        await seen.press("2")
        second = seen.sheet_words
        await seen.press("b")
        again = seen.sheet_words
        await seen.press("s")

        assert "1 Make room" in headings
        assert "▌ That is for another table. What is it like in you?" in first
        assert "2 One feeling, one sentence." in first
        assert "▌ One feeling, one sentence." in second
        assert again == headings
        assert seen.place == "LiveScreen"


async def test_the_sentences_are_at_hand_before_the_start_and_at_the_close_too() -> None:
    async with on_arrive(evening_of()) as seen:
        await seen.press("s", "1")
        at_arrival = seen.sheet_words
    async with on_close(consultation()) as seen:
        await seen.press("s", "1")

        assert "There is room now for a voice" in at_arrival
        assert "There is room now for a voice" in seen.sheet_words


async def test_what_is_parked_is_shown_copied_and_taken_away_again() -> None:
    async with on_live(consultation()) as seen:
        await seen.press("k", *TALK, "enter")
        said = seen.words
        await seen.press("k", "enter", *"b", "enter", "k")
        both = seen.sheet_words
        await seen.press("1", "y", "k", "2", "x", "escape")
        left = seen.evening.memory.parked
        await seen.press("k", "1", "x")

        assert "Kept for elsewhere." in said
        assert f"1 {TALK} 2 b" in both
        assert seen.copied == [TALK]
        assert left == (TALK,)
        assert seen.evening.memory.parked == ()
        assert seen.place == "LiveScreen"


async def test_an_eighth_label_is_refused_in_a_sentence() -> None:
    async with on_live(consultation()) as seen:
        seen.evening.memory.parked = tuple("abcdefg")
        await seen.press("k", "enter")

        assert "7 labels are enough for one evening." in seen.words


async def test_what_was_parked_can_be_copied_at_the_close_which_forgets_it() -> None:
    async with on_close(consultation()) as seen:
        without = seen.words
        seen.evening.memory.parked = (TALK, "the fee")
        await seen.press("y", "escape")
        with_some = seen.words
        await seen.press("y", "k", "escape", "enter", "enter")

        assert "Parked tonight" not in without
        assert "Parked tonight: some labels, which the close forgets; y then k copies them." in with_some
        assert TALK not in with_some
        assert seen.copied == [f"{TALK}\nthe fee"]
        assert not seen.evening.memory.parked


async def test_every_window_holds_the_sentences_and_the_labels() -> None:
    async with on_live(consultation()) as seen:
        seen.evening.memory.parked = ("word " * 12,)

        broken = await seen.broken_while(("s", "7"), ("s", "k"), sizes=SMALL_AND_LARGE)

        assert broken == []
