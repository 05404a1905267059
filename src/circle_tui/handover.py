"""Taking the hat: a running evening from another machine goes on at a desk of one's own."""

from msgspec.structs import replace

from circle_tui.core.errors import BadInput
from circle_tui.core.happening.fold import fold
from circle_tui.core.people.group import Group
from circle_tui.desk import Desk
from circle_tui.export.hat import Hat
from circle_tui.tonight.evening import Evening


def take(desk: Desk, hat: Hat) -> Evening:
    """Go on with the evening where it stands. BadInput when it is here already; NotSavedError."""
    first, *rest = hat.entries
    known = next((group for group in desk.groups() if group.id == hat.group.id), None)
    name = fold(hat.entries).opened.session
    if any(item.id == name for item in desk.left_open()) or any(
        item.id == name for item in desk.shelf.records(hat.group.id)
    ):
        raise BadInput("This evening is on this machine already: `circle start` goes on with it.")
    desk.shelf.save_group(hat.group if known is None else _joined(known, hat.group))
    journal = desk.shelf.create_session(name, first)
    journal.append(rest)
    journal.close()
    return desk.resume(name)


def _joined(known: Group, handed: Group) -> Group:
    """The group as it is kept here, with whoever is here tonight and was not in it."""
    ids = {member.id for member in known.members}
    return replace(known, members=(*known.members, *(item for item in handed.members if item.id not in ids)))
