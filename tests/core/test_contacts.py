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
    named = replace(
        contacts.with_contacts(group, " ines; Jo, jo", TODAY), outside_contact="A mediator in town"
    )

    assert contacts.card(named, TODAY) == ("Contact persons: Ines, Jo.", "Outside: A mediator in town")


@pytest.mark.parametrize(
    ("names", "why"),
    [
        ("Dana", contacts.FACILITATOR_ALONE),
        ("Jo, Ulla", "Nobody in the group is called “Ulla”: a name as the roster has it is right."),
        ("Ines, Jo, Kofi, Lea", "3 contact persons at most: two are the usual number."),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(group: Group, names: str, why: str) -> None:
    with pytest.raises(BadInput) as said:
        contacts.with_contacts(group, names, TODAY)

    assert str(said.value) == why


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
