"""The roll: first letters while shared, the whole of it only behind two keys; late, unknown, gone."""

from tests.tui.pilot_kit import evening_of, on_arrive, on_live

PEOPLE = ("Anna", "Anton", "Kofi", "Xaveria")


async def test_first_letters_find_one_name_and_enter_marks_it() -> None:
    async with on_arrive(evening_of(names=PEOPLE, here=0)) as seen:
        await seen.press("r", "k")
        found = seen.sheet_words
        await seen.press("enter")

        assert "Kofi enter marks as here" in found
        assert "Kofi is here." in seen.words
        assert "Here Kofi" in seen.sheet_words


async def test_letters_that_fit_two_name_nobody() -> None:
    async with on_arrive(evening_of(names=PEOPLE, here=0)) as seen:
        await seen.press("r", "a", "n", "enter")

        assert "More than one name begins so: one more letter." in seen.sheet_words
        assert "Ann" not in seen.words
        assert seen.evening.room.session.here == ()


async def test_one_after_the_other_without_leaving_the_roll() -> None:
    async with on_arrive(evening_of(names=PEOPLE, here=0)) as seen:
        await seen.press("r", "k", "enter", *"ant", "enter", "enter")

        assert len(seen.evening.room.session.here) == 2
        assert seen.place == "ArriveScreen / Who is here?"
        assert "esc when everyone is marked" in seen.words


async def test_the_same_name_again_asks_whether_they_have_left() -> None:
    async with on_live(evening_of(names=PEOPLE, segment="check-in")) as seen:
        await seen.press("r", "k", "enter")
        asked, before = seen.words, seen.evening.room.session.here
        await seen.press("backspace", "k", "enter", "escape")

        assert "Kofi is here. Have they left? enter again marks them as gone." in asked
        assert seen.evening.room.session.here == before


async def test_a_second_enter_marks_as_gone() -> None:
    async with on_live(evening_of(names=PEOPLE, segment="check-in")) as seen:
        await seen.press("r", "k", "enter", "enter")

        assert "Kofi is marked as gone." in seen.words
        assert "Here Anna, Anton, Xaveria" in seen.sheet_words


async def test_the_whole_roll_opens_only_at_the_second_key() -> None:
    async with on_arrive(evening_of(names=PEOPLE, here=2)) as seen:
        await seen.press("r", "tab")
        asked = seen.sheet_words
        await seen.press("tab")

        assert "Not sharing? tab again shows the whole roll." in asked
        assert "Xaveria" not in asked
        assert "1 ✓ Anna 2 ✓ Anton 3 Kofi 4 Xaveria" in seen.sheet_words


async def test_a_letter_in_between_closes_the_gate_again() -> None:
    async with on_arrive(evening_of(names=PEOPLE, here=0)) as seen:
        await seen.press("r", "tab", "a", "tab")

        assert seen.place == "ArriveScreen / Who is here?"


async def test_one_key_a_person_marks_on_the_whole_roll() -> None:
    async with on_arrive(evening_of(names=PEOPLE, here=0)) as seen:
        await seen.press("r", "tab", "tab", "3", "4", "4")

        assert "3 ✓ Kofi 4 Xaveria" in seen.sheet_words


async def test_late_is_a_choice() -> None:
    async with on_live(evening_of(names=PEOPLE, here=3, segment="check-in", minutes_in=9)) as seen:
        await seen.press("r", "x", "enter")
        asked = seen.sheet_words
        await seen.press("enter")

        person = seen.evening.group.members[3].id
        assert "Xaveria would come in late." in asked
        assert "Xaveria is here." in seen.words
        assert seen.evening.room.session.presence[person].is_late


async def test_the_door_may_stay_closed() -> None:
    async with on_live(evening_of(names=PEOPLE, here=3, segment="check-in", minutes_in=9)) as seen:
        await seen.press("r", "x", "enter", "escape")

        assert len(seen.evening.room.session.here) == 3


async def test_just_after_closing_whoever_was_on_the_way_comes_in_by_one_key_and_in_time() -> None:
    async with on_live(evening_of(names=PEOPLE, here=3, segment="check-in", minutes_in=7.5)) as seen:
        lock = seen.words
        await seen.press("r")
        ajar = seen.sheet_words
        await seen.press("x", "enter")

        person = seen.evening.group.members[3].id
        assert "Door keeper: please lock the meeting now. Circle does not lock it." in lock
        assert "Door ajar until 19:42 · in time" in ajar
        assert "Xaveria is here." in seen.words
        assert not seen.evening.room.session.presence[person].is_late


async def test_the_arrow_holds_the_door_and_u_lets_it_close() -> None:
    async with on_live(evening_of(names=PEOPLE, here=3, segment="check-in", minutes_in=6)) as seen:
        notice = seen.words
        await seen.press("r", "up")
        held, said = seen.sheet_words, seen.words
        await seen.press("escape", "u")

        assert "The door closes at 19:40 · r then ↑ holds it open" in notice
        assert "Door open until 19:45" in held
        assert "The door is held open until 19:45. u takes it back." in said
        assert "closes at 19:40" in seen.words


async def test_a_door_that_has_closed_for_good_cannot_be_held_and_says_why() -> None:
    async with on_live(evening_of(names=PEOPLE, here=3, segment="check-in", minutes_in=9)) as seen:
        await seen.press("r", "tab", "tab", "up")

        assert "holds the door" not in seen.sheet_words
        assert "The door has closed. Somebody can still be let in late, by name." in seen.words


async def test_whoever_was_here_before_comes_back_without_a_question() -> None:
    async with on_live(evening_of(names=PEOPLE, segment="check-in", minutes_in=9)) as seen:
        await seen.press("r", "k", "enter", "enter", "k", "enter")

        assert "Kofi is here." in seen.words


async def test_an_unknown_name_is_asked_about_and_let_in_as_a_guest() -> None:
    async with on_arrive(evening_of(names=PEOPLE, here=3)) as seen:
        await seen.press("r", *"Quentin", "enter")
        asked = seen.sheet_words
        await seen.press("enter")

        guest = next(member for member in seen.evening.group.members if member.name == "Quentin")
        assert "“Quentin” is not on the roster" in asked
        assert "Quentin is here." in seen.words
        assert guest.is_guest
        assert seen.evening.room.session.presence[guest.id].is_guest


async def test_an_unknown_name_may_be_looked_at_again() -> None:
    async with on_arrive(evening_of(names=PEOPLE, here=3)) as seen:
        await seen.press("r", *"Quentin", "enter", "escape")

        assert len(seen.evening.group.members) == 4


async def test_a_name_that_cannot_be_written_down_is_said_to_be_none() -> None:
    async with on_arrive(evening_of(names=PEOPLE, here=0)) as seen:
        await seen.press("r", *"Zoe, Quinn", "enter", "enter")

        assert "A comma or a semicolon parts two names" in seen.words
        assert seen.evening.room.session.here == ()


async def test_a_guest_is_never_asked_to_lead() -> None:
    async with on_live(evening_of(names=PEOPLE, here=0, segment="opening")) as seen:
        await seen.press("r", *"Quentin", "enter", "enter", "escape", "l")

        assert "Quentin" not in seen.sheet_words


async def test_whoever_types_on_over_a_question_means_the_next_name_and_takes_nothing_back() -> None:
    async with on_live(evening_of(names=(*PEOPLE, "Ludmila"), here=3, segment="check-in")) as seen:
        before = seen.evening.room.session.here
        await seen.press("r", *"xylo", "enter", *"lud")
        typed = seen.sheet_words
        await seen.press("enter")

        assert "Ludmila enter marks as here" in typed
        assert "Ludmila is here." in seen.words
        assert set(before) < set(seen.evening.room.session.here)
        assert "xylo" not in [member.name for member in seen.evening.group.members]


async def test_after_the_question_whether_somebody_has_left_another_name_begins_anew() -> None:
    async with on_live(evening_of(names=(*PEOPLE, "Ludmila"), here=3, segment="check-in")) as seen:
        await seen.press("r", "k", "enter", *"lud", "enter")

        assert "Ludmila is here." in seen.words
        assert "Kofi" in seen.words
