"""Parts and lenses of one evening: who brings and who leads next counts, and nobody who has left."""

from msgspec.structs import replace
from tests.circle_kit import make_desk, make_evening, make_group, step_to

from circle_tui.core.happening import moves
from circle_tui.core.people import presenting
from circle_tui.tonight.evening import Evening


def checked_in() -> tuple[Evening, dict[str, str]]:
    """An evening in check-in, and everyone's id by name."""
    desk = make_desk()
    evening = make_evening(desk, make_group(desk))
    step_to(evening, "check-in")
    return evening, {member.name: member.id for member in evening.group.members}


def test_whoever_will_bring_something_is_dealt_nothing_else_though_it_has_not_begun() -> None:
    evening, ids = checked_in()
    assert evening.room.do(presenting.name_presenter, "case-1", ids["Jo"]) is None

    evening.dealing.deal_parts()

    assert [seat.parts for seat in evening.dealing.seats() if seat.person == ids["Jo"]] == [("brings",)]


def test_a_part_moves_when_its_holder_leaves_and_nobody_who_has_left_is_named() -> None:
    evening, _ = checked_in()
    evening.dealing.deal_parts()
    keeper = next(seat.person for seat in evening.dealing.seats() if "time" in seat.parts)
    assert evening.room.do(moves.leave, keeper) is None

    seats = evening.dealing.seats()

    assert keeper not in {seat.person for seat in seats}
    assert [seat.person for seat in seats if "time" in seat.parts] != []


def test_each_deal_is_another_and_none_of_it_is_an_event_or_outlives_the_evening() -> None:
    desk = make_desk()
    evening = make_evening(desk, make_group(desk))
    before = evening.room.entries
    deals = []
    for _ in range(4):
        evening.dealing.deal_parts()
        evening.dealing.deal_lenses()
        deals.append((evening.dealing.seats(), tuple(evening.dealing.lenses().items())))

    changed = evening.room.entries != before
    desk.seal(evening)

    assert len(set(deals)) > 1
    assert not changed
    assert (evening.dealing.seats(), evening.dealing.lenses()) == ((), {})


def two_stories() -> tuple[Evening, dict[str, str]]:
    """The first of two cases, which Dana brings; lenses are dealt."""
    desk = make_desk()
    group = make_group(desk, mode="consultation", minutes=90)
    evening = make_evening(desk, replace(group, format="assigned-lenses"))
    step_to(evening, "case-1")
    ids = {member.name: member.id for member in evening.group.members}
    assert evening.room.do(presenting.name_presenter, "case-1", ids["Dana"]) is None
    evening.dealing.deal_lenses()
    return evening, ids


def test_for_another_story_everyone_who_listens_is_dealt_another_lens() -> None:
    evening, ids = two_stories()
    first = evening.dealing.lenses()
    step_to(evening, "case-2")
    assert evening.room.do(presenting.name_presenter, "case-2", ids["Jo"]) is None
    before = evening.dealing.lenses()

    evening.dealing.deal_lenses()

    second = evening.dealing.lenses()
    assert before == {}
    assert set(second) == {*ids.values()} - {ids["Jo"]}
    assert [person for person in first if second.get(person) == first[person]] == []


def test_whoever_comes_later_has_a_lens_too_and_the_others_keep_theirs() -> None:
    evening, ids = two_stories()
    assert evening.room.do(moves.leave, ids["Sam"]) is None
    evening.dealing.deal_lenses()
    before = evening.dealing.lenses()
    assert evening.room.do(moves.arrive, ids["Sam"]) is None

    evening.dealing.complete_lenses()

    after = evening.dealing.lenses()
    assert {person: lens for person, lens in after.items() if person != ids["Sam"]} == before
    assert after[ids["Sam"]] not in before.values()


def test_a_pass_and_another_lens_concern_one_person_alone() -> None:
    evening, _ = checked_in()
    evening.dealing.deal_parts()
    evening.dealing.deal_lenses()
    last = next(seat.person for seat in evening.dealing.seats() if "guardian" in seat.parts)
    lenses = evening.dealing.lenses()
    somebody = next(iter(lenses))

    evening.dealing.pass_part(last)
    evening.dealing.another_lens(somebody)

    changed = {person for person, lens in evening.dealing.lenses().items() if lens != lenses[person]}
    assert changed == {somebody}
    assert [seat.parts for seat in evening.dealing.seats() if seat.person == last] == [()]
