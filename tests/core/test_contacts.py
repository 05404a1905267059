"""Contact persons: never the facilitator alone."""

from datetime import date

import pytest
from msgspec.structs import replace
from tests.circle_kit import make_desk, make_group

from circle_tui.core.errors import BadInput
from circle_tui.core.people import contacts
from circle_tui.core.people.forgetting import forgotten
from circle_tui.core.people.group import Group

TODAY = date(2026, 11, 24)


@pytest.fixture
def group() -> Group:
    """Dana usually holds the evening."""
    return make_group(make_desk())


def test_two_contact_persons_and_a_way_outside_stand_on_one_card(group: Group) -> None:
    named = replace(contacts.with_contacts(group, " ines; Jo", TODAY), outside_contact="A mediator in town")

    assert contacts.card(named, TODAY) == ("Contact persons: Ines, Jo.", "Outside: A mediator in town")


@pytest.mark.parametrize(
    ("names", "why"),
    [
        ("Dana", contacts.FACILITATOR_ALONE),
        ("Jo, Ulla", "Nobody in the group has a name that begins like “Ulla”."),
        ("Ines, ines", "Ines stands there twice: a second contact person is somebody else."),
        ("Ines, In", "Ines stands there twice: a second contact person is somebody else."),
        ("Ines", contacts.ONE_ALONE),
        ("Ines, Jo, Kofi, Lea", "3 contact persons at most: two are the usual number."),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(group: Group, names: str, why: str) -> None:
    with pytest.raises(BadInput) as said:
        contacts.with_contacts(group, names, TODAY)

    assert str(said.value) == why


def test_first_letters_name_somebody_unless_two_names_begin_so(group: Group) -> None:
    twice = replace(
        group, members=(*group.members[:2], replace(group.members[2], name="Jona"), *group.members[3:])
    )
    twice = replace(twice, members=(*twice.members, replace(group.members[2], id="p-new", name="Johanna")))

    named = contacts.with_contacts(group, "i, ma", TODAY)

    assert contacts.contact_names(named, TODAY) == ("Ines", "Mara")
    with pytest.raises(BadInput, match="More than one name begins like “Jo”"):
        contacts.with_contacts(twice, "Ines, Jo", TODAY)


def test_one_and_a_way_outside_are_two_ways_and_neither_goes_while_it_is_needed(group: Group) -> None:
    outside = contacts.with_outside(group, "A mediator in town", TODAY)
    one = contacts.with_contacts(outside, "Ines", TODAY)
    two = contacts.with_contacts(outside, "Ines, Jo", TODAY)

    assert contacts.card(one, TODAY) == ("Contact persons: Ines.", "Outside: A mediator in town")
    with pytest.raises(BadInput) as said:
        contacts.with_outside(one, "", TODAY)
    assert str(said.value) == contacts.NO_WAY_OUTSIDE
    assert contacts.with_outside(two, "", TODAY).outside_contact == ""


def test_the_card_of_an_older_file_with_one_alone_is_read_and_says_so(group: Group) -> None:
    alone = replace(group, contacts=(group.members[1].id,))

    assert contacts.card(alone, TODAY) == ("Contact persons: Ines.", contacts.ONE_ALONE)


def test_the_facilitator_may_be_one_of_them(group: Group) -> None:
    assert contacts.contact_names(contacts.with_contacts(group, "Dana, Ines", TODAY), TODAY) == (
        "Dana",
        "Ines",
    )


def test_an_empty_card_says_where_it_is_filled(group: Group) -> None:
    assert contacts.card(contacts.with_contacts(group, " , ", TODAY), TODAY) == (contacts.NOBODY,)


def test_the_card_says_when_only_the_facilitator_is_left_of_them(group: Group) -> None:
    named = contacts.with_contacts(group, "Dana, Ines", TODAY)
    left = tuple(
        replace(item, left=date(2026, 11, 1)) if item.name == "Ines" else item for item in named.members
    )

    card = contacts.card(replace(named, members=left), TODAY)

    assert card == ("Contact persons: Dana.", contacts.FACILITATOR_ALONE)


def test_somebody_who_is_forgotten_is_no_contact_any_more(group: Group) -> None:
    named = contacts.with_contacts(group, "Ines, Jo", TODAY)

    assert forgotten(named, group.members[1]).contacts == (group.members[2].id,)
