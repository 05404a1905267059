"""The commands about people in a group: add somebody, change what is written down, forget somebody.

Names stand in what these print: they are for the facilitator's own eyes.
"""

from argparse import Namespace
from datetime import date

from circle_tui.cli.house import House
from circle_tui.cli.trouble import FailedError
from circle_tui.core.errors import BadInput
from circle_tui.core.people import roster
from circle_tui.core.people.forgetting import blurred, says, says_after
from circle_tui.core.people.group import Group, Member, by_first_letters, same_name, size_remark
from circle_tui.core.shelf import NotSavedError
from circle_tui.core.text import clean
from circle_tui.desk import Desk

NEVER = "none"
"""What is typed for no day at all."""


def run(house: House, args: Namespace, group: Group) -> None:
    """Do what was asked about somebody in the group."""
    desk = house.desk
    try:
        match args.action:
            case "add":
                print(_add(desk, group, args))
            case "change":
                print(_change(desk, group, args))
            case _:
                print(_forget(desk, group, args))
    except NotSavedError as exc:
        raise FailedError(str(exc)) from exc


def _add(desk: Desk, group: Group, args: Namespace) -> str:
    if group.is_closed and not args.agreed:
        raise _is_closed(desk, group)
    group = desk.register.change(group, lambda now: _added(desk, now, args))
    count = len(group.current_members(desk.today(group)))
    name = roster.usable_name(args.name)
    return f"{name} is in {group.name} from today. {size_remark(count)}".strip()


def _is_closed(desk: Desk, group: Group) -> BadInput:
    words = roster.words_on_joining(group, desk.library.rules)
    return BadInput(
        f"{group.name} is closed. “{words}” Once those in it have said yes: the same with --agreed."
    )


def _change(desk: Desk, group: Group, args: Namespace) -> str:
    member = _one(group, args.name)
    changed = desk.register.change(group, lambda now: _changed(desk, now, member, args))
    if changed == group:
        return "Nothing was changed: `circle group change --help` says what can be."
    return "Written down."


def _added(desk: Desk, group: Group, args: Namespace) -> Group:
    """The group with somebody in it; BadInput for a name that cannot be used."""
    known = same_name(group, clean(args.name))
    if known is not None and known.left is not None:
        raise BadInput(
            f"{known.name} was in the group before: `circle group change --last-day none` brings them back."
        )
    if known is not None and not known.is_guest:
        raise BadInput(
            f"{known.name} is in the group already: add a letter, so that the two can be told apart."
        )
    group, member = desk.register.with_person(group, args.name, is_guest=False)
    group = roster.with_guest_joined(group, member.id)
    return group if args.pronouns is None else roster.with_pronouns(group, member.id, args.pronouns)


def _changed(desk: Desk, changed: Group, member: Member, args: Namespace) -> Group:
    """The group with all that was asked for about somebody; BadInput for what cannot be."""
    today = desk.today(changed)
    if args.to is not None:
        changed = roster.renamed(changed, member.id, args.to)
    if args.pronouns is not None:
        changed = roster.with_pronouns(changed, member.id, args.pronouns)
    if args.rests_until is not None:
        changed = roster.with_rest(changed, member.id, _coming_day(args.rests_until, "--rests-until", today))
    if args.last_day is not None:
        last = _day(args.last_day, "--last-day", today)
        if changed.is_closed and not args.agreed and roster.would_come_back(changed, member.id, last, today):
            raise _is_closed(desk, changed)
        changed = roster.with_last_day(changed, member.id, last)
    if args.joining_heard is not None:
        heard = _day(args.joining_heard, "--joining-heard", today)
        changed = roster.with_joining_heard(changed, member.id, heard)
    return changed


def _forget(desk: Desk, group: Group, args: Namespace) -> str:
    member = _one(group, args.name)
    if args.yes and member.name.casefold() != clean(args.name).casefold():
        raise BadInput(f"With --yes nobody is asked, so the name has to be whole: is it {member.name}?")
    parting = desk.register.parting(group, member)
    print("\n".join(says(parting)))
    if parting.words:
        fate = "They say “somebody” then:" if args.take_out else "They stay, unless you add --take-out:"
        print(f"The name also stands in the group's own words. {fate}")
    for words in parting.words:
        text = blurred(words.text, member.name) if args.take_out else words.text
        print(f"  {words.where}: “{text}”")
    if not args.yes and not _agrees(f"Forget {member.name} for good? This cannot be taken back. [y/N] "):
        return "Nothing was changed."
    group = desk.register.forget(group, member, parting.words if args.take_out else ())
    return says_after(group, parting)


def _agrees(question: str) -> bool:
    try:
        return input(question).strip().casefold() in ("y", "yes")
    except EOFError:
        return False


def _one(group: Group, said: str) -> Member:
    found = by_first_letters(group.members, clean(said))
    if len(found) == 1:
        return found[0]
    shown = clean(said, limit=40)
    if not found:
        raise BadInput(f"Nobody in {group.name} is called “{shown}”: `circle group show` lists who is in it.")
    known = ", ".join(member.name for member in found)
    raise BadInput(f"“{shown}” could be any of {known}: say more of the name.")


def _coming_day(said: str, option: str, today: date) -> date | None:
    day = _day(said, option, today)
    if day is not None and day < today:
        raise BadInput(f"{option} cannot be {day}, which is past: say a day that is still to come.")
    return day


def _day(said: str, option: str, today: date) -> date | None:
    from circle_tui.tui.setup.moments import parse_day

    if said == NEVER:
        return None
    try:
        return parse_day(said, today)
    except BadInput as exc:
        raise BadInput(f"{option}: {str(exc).removesuffix('.')}, or {NEVER}.") from exc
