"""How a group becomes lines: rhythm, closing line, ground rules. No names of people."""

from textual.content import Content

from circle_tui.core.agreements.rules import differences
from circle_tui.core.clock.recurrence import describe
from circle_tui.core.people.group import Group
from circle_tui.core.text import cells, cut
from circle_tui.tui.group.listing import hanging
from circle_tui.tui.lobby.picture import say_date


def head(group: Group, mode: str, room: int, says: str = "") -> Content:
    """One line: the group and what its evenings are for."""
    if cells(mode) + 20 > room:
        mode = mode.split(" ·", maxsplit=1)[0]
    says = f"  {says}" if says else ""
    name = cut(group.name, max(4, room - cells(mode) - cells(says) - 4))
    gap = room - 2 - cells(name) - cells(says) - cells(mode)
    return Content.assemble(
        ("◯ ", "$quiet"), (name, "bold"), (says, "$quiet"), " " * max(1, gap), (mode, "$secondary")
    )


def meets(group: Group) -> Content:
    """When and where."""
    joining = "\nClosed: somebody new joins once those in the group have said yes." if group.is_closed else ""
    heading = Content.assemble(("MEETS  ", "bold $quiet"), ("e", "bold"), (" changes it", "$quiet"))
    return Content.assemble(
        heading, "\n", f"{describe(group.recurrence)} · {group.venue}", (joining, "$quiet")
    )


def about(group: Group) -> Content:
    """What the group is for and what it is not; whether there are contact persons, without their names."""
    lines = [Content.styled("WHAT WE ARE FOR", "bold $quiet")]
    lines.extend(Content(says) for says in (group.purpose, group.not_for and f"Not: {group.not_for}") if says)
    missing = "Not written yet" if not group.purpose else ""
    if not group.contacts:
        missing = f"{missing}, and no contact persons" if missing else "No contact persons yet"
    if missing:
        lines.append(Content.assemble((f"{missing}: ", "$quiet"), ("o", "bold"), (" writes them", "$quiet")))
    return Content("\n").join(lines)


def changes(group: Group, place: int, room: int) -> list[Content]:
    """What parts a version from the one before it; nothing for the first."""
    if not place:
        return []
    before = group.rules[place - 1]
    found = differences(before, group.rules[place])
    rows = [
        *(("+ ", text) for text in found.added),
        *(("− ", text) for text in found.dropped),
        *(("≈ ", f"{item.before} → {item.after}") for item in found.reworded),
    ]
    if not rows:
        return []
    heading = Content.styled(f"\nCHANGED SINCE VERSION {before.number}", "bold $quiet")
    return [heading, *(hanging(Content.styled(sign, "$secondary"), text, room) for sign, text in rows)]


def closing_line(group: Group) -> Content:
    """The group's own words to end with."""
    heading = Content.styled("WORDS TO END WITH", "bold $quiet")
    if group.closing_line:
        return Content.assemble(heading, "\n", group.closing_line)
    return Content.assemble(
        heading, "\n", ("None of its own yet: ", "$quiet"), ("l", "bold"), (" writes them", "$quiet")
    )


def rules(group: Group, place: int, room: int, *, is_changing: bool) -> Content:
    """One version of the ground rules, numbered; and whether it is the one in force."""
    if not group.rules:
        heading = Content.styled("GROUND RULES\n", "bold $quiet")
        return Content.assemble(heading, ("None yet: ", "$quiet"), ("g", "bold"), (" begins", "$quiet"))
    version = group.rules[place]
    parts = [_heading(group, place, room)]
    if is_changing:
        parts.append(
            Content.styled("Changes are waiting: g goes on with them, w there saves them.", "$warning")
        )
    parts.extend(
        hanging(Content.styled(f"{number:>2}  ", "$quiet"), rule.text, room)
        for number, rule in enumerate(version.rules, 1)
    )
    return Content("\n").join([*parts, *changes(group, place, room)])


def _heading(group: Group, place: int, room: int) -> Content:
    version = group.rules[place]
    is_in_force = place == len(group.rules) - 1
    heading = Content.assemble(
        ("GROUND RULES", "bold $quiet"), (f" · version {version.number}", "$foreground"),
        (f" · {say_date(version.on)}", "$quiet"),
        ("" if is_in_force else " · not in force any more", "$warning"),
    )  # fmt: skip
    if len(group.rules) > 1 and heading.cell_length + 14 <= room:
        heading = Content.assemble(heading, ("  ← → others", "$quiet"))
    return heading
